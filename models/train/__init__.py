"""The trainer of Impasto's banks of styles: PyTorch on the processor, every run from a config file. README.md says how
to use it.
"""
