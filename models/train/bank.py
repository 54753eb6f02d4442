"""A bank as files: model.json and weights.safetensors to and from a PlanNet."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from .net import PlanNet
from .safetensors import read_safetensors
from .trouble import Trouble

Tensors = dict[str, torch.Tensor]


def to_file(name: str, t: torch.Tensor) -> np.ndarray:
    """Kernels OIHW → HWIO, a depthwise one [c, 1, k, k] → [k, k, c, 1]."""
    t = t.detach()
    if not name.endswith(".kernel"):
        return t.numpy()
    depthwise = t.shape[1] == 1 and t.shape[0] > 1
    return (t.permute(2, 3, 0, 1) if depthwise else t.permute(2, 3, 1, 0)).contiguous().numpy()


def from_file(name: str, a: np.ndarray) -> torch.Tensor:
    t = torch.from_numpy(a)
    if not name.endswith(".kernel"):
        return t
    depthwise = t.shape[3] == 1 and t.shape[2] > 1
    return (t.permute(2, 3, 0, 1) if depthwise else t.permute(3, 2, 0, 1)).contiguous()


def read_bank(folder: Path) -> tuple[dict, Tensors]:
    """The head of a bank and its tensors, kernels OIHW. @raises Trouble"""
    try:
        head = json.loads((folder / "model.json").read_text("utf8"))
        tensors = read_safetensors(folder / head["weights"])
    except (OSError, KeyError, ValueError) as problem:
        raise Trouble(
            f"Reading the bank {folder}", f"{problem}.", "Name a folder with model.json and weights.safetensors."
        ) from None
    return head, {name: from_file(name, a) for name, a in tensors.items()}


def net_of(head: dict, tensors: Tensors) -> PlanNet:
    """A net that computes what the bank does."""
    net = PlanNet(head["layers"], len(head["styles"]))
    with torch.no_grad():
        for name, parameter in net.named().items():
            parameter.copy_(tensors[name])
    return net.eval()


def adopt(
    net: PlanNet, styles: list[str], tensors: Tensors, from_styles: list[str], likeness: np.ndarray | None
) -> dict[str, str]:
    """Takes over what fits of another bank; a wider layer takes its first channels over and keeps its own beginnings in
    the others. A style it does not have begins as the most alike one it has.

    likeness: [styles, from_styles], small is alike; None: the mean of all. Returns where each new style came from.
    @raises Trouble when no tensor fits
    """
    origin: dict[str, str] = {}
    rows = torch.zeros(len(styles), len(from_styles))
    for i, style in enumerate(styles):
        if style in from_styles:
            rows[i, from_styles.index(style)] = 1
        elif likeness is None:
            rows[i] = 1 / len(from_styles)
            origin[style] = "the mean"
        else:
            nearest = int(np.argmin(likeness[i]))
            rows[i, nearest] = 1
            origin[style] = from_styles[nearest]
    taken = 0
    with torch.no_grad():
        for name, parameter in net.named().items():
            other = tensors.get(name)
            if other is None:
                continue
            if name.endswith((".gamma", ".beta")):
                other = rows @ other
            if all(had <= has for had, has in zip(other.shape, parameter.shape)):
                parameter[tuple(slice(had) for had in other.shape)].copy_(other)
                taken += 1
    if taken == 0:
        raise Trouble(
            "Starting from another bank",
            "none of its tensors fits this net.",
            "Use the same `net`, or leave `start` out.",
        )
    return origin
