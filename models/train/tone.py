"""Light and shade: where a picture is light and where dark, in 32 cells across. Strokes are finer than a cell, so that they
stay free while the big forms keep their light.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F

CELLS = 32
"""across the longer side: 8 px of a picture of 256"""
FLAT = 1e-5
"""variance of luma under which a picture is flat: its noise must not count as its tones"""


def luma(x: torch.Tensor) -> torch.Tensor:
    """[n, 3, h, w] 0..1 → [n, 1, h, w] (Rec. 709)"""
    return (x * x.new_tensor([0.2126, 0.7152, 0.0722]).view(1, 3, 1, 1)).sum(1, keepdim=True)


def cells(x: torch.Tensor, across: int = CELLS, short: bool = False) -> torch.Tensor:
    """Luma's means in square cells, `across` of them on the longer side (`short`: on the shorter one): [n, 1, rows,
    columns]
    """
    light = luma(x)
    h, w = light.shape[2:]
    side = (min(h, w) if short else max(h, w)) / across
    return F.interpolate(light, size=(max(1, round(h / side)), max(1, round(w / side))), mode="area")


def standardised(light: torch.Tensor) -> torch.Tensor:
    """Mean 0, variance 1 for each picture: a painting may be paler or darker than the photograph as a whole."""
    light = light - light.mean((2, 3), keepdim=True)
    return light / (light.square().mean((2, 3), keepdim=True) + FLAT).sqrt()


def tone_loss(y: torch.Tensor, photograph: torch.Tensor) -> torch.Tensor:
    """[n]: mean square of what the standardised cells differ; 2 - 2 times their correlation where neither is flat."""
    return (standardised(cells(y)) - standardised(cells(photograph))).square().mean((1, 2, 3))


def correlation(y: torch.Tensor, photograph: torch.Tensor) -> float:
    """-1..1: of the cells of one painting [1, 3, h, w] with the photograph's."""
    return float((standardised(cells(y)) * standardised(cells(photograph))).mean())


def big_tones(y: torch.Tensor, short: bool = False) -> float:
    """Spread of the cells of one picture, levels of 255: how far light and shade are apart."""
    return 255 * float(cells(y, short=short).std(unbiased=False))


def contrast(y: torch.Tensor) -> torch.Tensor:
    """[n]: variance of a picture over pixels and channels."""
    return y.var((1, 2, 3))
