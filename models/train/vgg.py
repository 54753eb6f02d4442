"""The loss network: VGG-16 up to relu3_3 (Simonyan and Zisserman 2014, arXiv 1409.1556; weights CC BY 4.0). It judges,
and is never shipped.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

from .trouble import Trouble

NAMES = ("conv1_1", "conv1_2", "conv2_1", "conv2_2", "conv3_1", "conv3_2", "conv3_3")
WIDTHS = (64, 64, 128, 128, 256, 256, 256)


class Vgg(nn.Module):
    """RGB 0..1 in, the features [relu1_2, relu2_2, relu3_1, relu3_3] out.

    brief: in bfloat16, which on processors with AVX512-BF16 takes 0.45 of the time; Gram matrices then differ by 0.1
    to 0.4 %.
    """

    def __init__(self, weights: dict[str, torch.Tensor], brief: bool = False) -> None:
        super().__init__()
        self.kind = torch.bfloat16 if brief else torch.float32
        weights = {k: v.to(self.kind) for k, v in weights.items()}
        self.weights = {
            k: v.contiguous(memory_format=torch.channels_last) if v.dim() == 4 else v for k, v in weights.items()
        }
        self.mean = torch.tensor([103.939, 116.779, 123.68]).view(1, 3, 1, 1)

    def to(self, device: torch.device) -> Vgg:
        """Itself, there. Its weights are no parameters, as nothing trains them."""
        self.weights = {k: v.to(device) for k, v in self.weights.items()}
        self.mean = self.mean.to(device)
        return self

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        """x [n, 3, h, w] → four features at 1, 1/2, 1/4, 1/4 of the size."""
        x, out = x.flip(1) * 255 - self.mean, []
        x = x.to(self.kind).contiguous(memory_format=torch.channels_last)
        for name in NAMES:
            if name in ("conv2_1", "conv3_1"):
                x = F.max_pool2d(x, 2)
            x = F.relu(F.conv2d(x, self.weights[name + ".w"], self.weights[name + ".b"], padding=1))
            if name in ("conv1_2", "conv2_2", "conv3_1", "conv3_3"):
                out.append(x)
        return out


def load_vgg(path: Path, brief: bool = False) -> Vgg:
    """@raises Trouble when the file is missing"""
    if not path.is_file():
        raise Trouble(
            "Loading the loss network", f"there is no {path}.", "README.md says where VGG-16's weights come from."
        )
    return Vgg(torch.load(path, map_location="cpu"), brief)


def made_up_vgg(seed: int = 0, scale: int = 8) -> Vgg:
    """A small network of random weights in VGG's shape, `scale` times narrower: for tests, where the real one is not
    at hand.
    """
    g, weights, into = torch.Generator().manual_seed(seed), {}, 3
    for name, width in zip(NAMES, WIDTHS):
        out = width // scale
        weights[name + ".w"] = torch.randn(out, into, 3, 3, generator=g) * (2 / (into * 9)) ** 0.5
        weights[name + ".b"] = torch.zeros(out)
        into = out
    return Vgg(weights)
