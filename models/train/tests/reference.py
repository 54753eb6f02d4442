"""model.json and weights.safetensors computed with NumPy alone, as slowly and plainly as the format is written down."""

from __future__ import annotations

import numpy as np


def compute(head: dict, tensors: dict[str, np.ndarray], picture: np.ndarray, mix: np.ndarray) -> np.ndarray:
    """picture [h, w, 3] 0..1, mix [styles] → [h, w, 3]. tensors as in the file: kernels HWIO."""
    made: dict[str, np.ndarray] = {}
    x = picture.astype(np.float64)
    for layer in head["layers"]:
        reads = layer.get("from", [])
        inputs = [made[n] for n in ([reads] if isinstance(reads, str) else reads)] or [x]
        x = run(layer, inputs, tensors, mix)
        made[layer["name"]] = x
    return x


def grain(height: int, width: int) -> np.ndarray:
    """[h, w, 1]"""
    made = np.zeros((height, width, 1))
    for i in range(height):
        for j in range(width):
            h = (i // 2) * 65536 + j // 2
            h = (h ^ (h >> 16)) * 0x7FEB352D % 2**32
            h = (h ^ (h >> 15)) * 0x846CA68B % 2**32
            made[i, j] = ((h ^ (h >> 16)) >> 8) / 2**23 - 1
    return made


def run(layer: dict, inputs: list[np.ndarray], tensors: dict[str, np.ndarray], mix: np.ndarray) -> np.ndarray:
    x, op = inputs[0], layer["op"]
    if op == "input":
        return x + layer["offset"] + layer.get("grain", 0) * grain(*x.shape[:2])
    if op in ("conv2d", "depthwise"):
        kernel, k, s = tensors[layer["name"] + ".kernel"], layer["kernel"], layer["stride"]
        d = layer.get("dilation", 1)
        p = d * (k - 1) // 2
        padded = np.pad(x, ((p, p), (p, p), (0, 0)), mode="edge")
        out = np.zeros((-(-x.shape[0] // s), -(-x.shape[1] // s), layer["out"]))
        for i in range(k):
            for j in range(k):
                part = padded[i * d : i * d + x.shape[0] : s, j * d : j * d + x.shape[1] : s]
                out += part @ kernel[i, j] if op == "conv2d" else part * kernel[i, j, :, 0]
        return out + tensors[layer["name"] + ".bias"] if layer["bias"] else out
    if op == "instanceNorm":
        normed = (x - x.mean((0, 1))) / np.sqrt(x.var((0, 1)) + layer["epsilon"])
        return normed * (mix @ tensors[layer["style"] + ".gamma"]) + mix @ tensors[layer["style"] + ".beta"]
    if op == "add":
        return sum(inputs)
    if op == "upsample":
        return x.repeat(layer["factor"], 0).repeat(layer["factor"], 1)
    if op == "relu":
        return np.maximum(x, 0)
    if op == "sigmoid":
        return 1 / (1 + np.exp(-x))
    raise AssertionError(f"the reference does not know '{op}'")
