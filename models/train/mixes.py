"""Every pair's midpoint on one sheet, and which of them are greyer than their parents."""

from __future__ import annotations

import torch
from PIL import Image

from .nets import Loaded
from .sheet import paint, tile, to_image


def colour(y: torch.Tensor) -> float:
    """How far the colours are apart: the spread of two opponent axes plus their mean's length (after Hasler and
    Süsstrunk 2003).
    """
    r, g, b = y[0]
    rg, yb = r - g, (r + g) / 2 - b
    return float(torch.hypot(rg.std(), yb.std()) + 0.3 * torch.hypot(rg.mean(), yb.mean()))


def mix_sheet(
    loaded: Loaded, picture: torch.Tensor, width: int = 88
) -> tuple[Image.Image, list[tuple[float, str, str]]]:
    """The sheet (a style alone on the diagonal) and (colour of the midpoint by the mean of its parents', style,
    style), greyest first.
    """
    n = len(loaded.styles)
    alone = [paint(loaded.net, picture, {k: 1.0}) for k in range(n)]
    blank = Image.new("RGB", (8, 8))
    cells, found = [], []
    for i in range(n):
        for j in range(n):
            if i == j:
                cells.append((loaded.styles[i][:14], to_image(alone[i])))
            elif j < i:
                cells.append(("", blank))
            else:
                y = paint(loaded.net, picture, {i: 0.5, j: 0.5})
                found.append(
                    (2 * colour(y) / (colour(alone[i]) + colour(alone[j])), loaded.styles[i], loaded.styles[j])
                )
                cells.append(("", to_image(y)))
    return tile(cells, n, width), sorted(found)
