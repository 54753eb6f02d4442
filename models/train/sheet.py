"""Contact sheets: pictures down, styles across."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from .data import to_tensor
from .net import PlanNet


def load_picture(path: Path, longest: int, multiple: int = 4) -> torch.Tensor:
    """[1, 3, h, w] with sides that are multiples of `multiple`, the longer at most `longest`."""
    im = Image.open(path).convert("RGB")
    r = min(1, longest / max(im.size))
    w, h = (max(multiple, round(s * r) // multiple * multiple) for s in im.size)
    return to_tensor(im.resize((w, h), Image.LANCZOS))


def to_image(t: torch.Tensor) -> Image.Image:
    """[1, 3, h, w] or [3, h, w] → 8-bit RGB"""
    t = t[0] if t.dim() == 4 else t
    return Image.fromarray((t.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy())


def paint(net: PlanNet, picture: torch.Tensor, mix: dict[int, float]) -> torch.Tensor:
    """One picture in one mix of styles."""
    row = torch.zeros(1, net.styles)
    for k, w in mix.items():
        row[0, k] = w
    with torch.no_grad():
        return net(picture, row)


def tile(cells: list[tuple[str, Image.Image]], columns: int, width: int) -> Image.Image:
    """Cells scaled to `width`, row by row; a cell's label is drawn into its corner."""
    scaled = [(label, im.resize((width, round(im.height * width / im.width)), Image.LANCZOS)) for label, im in cells]
    rows = [scaled[i : i + columns] for i in range(0, len(scaled), columns)]
    heights = [max(im.height for _, im in row) for row in rows]
    sheet = Image.new("RGB", (columns * width, sum(heights)))
    draw, y = ImageDraw.Draw(sheet), 0
    for row, height in zip(rows, heights):
        for n, (label, im) in enumerate(row):
            sheet.paste(im, (n * width, y))
            if label:
                draw.rectangle((n * width, y, n * width + 6 * len(label) + 4, y + 11), fill="black")
                draw.text((n * width + 2, y), label, fill="white")
        y += height
    return sheet


def style_sheet(
    net: PlanNet, names: list[str], pictures: list[torch.Tensor], width: int = 200, columns: int = 9
) -> Image.Image:
    """For each picture: itself, then every style."""
    cells: list[tuple[str, Image.Image]] = []
    for picture in pictures:
        block = [("", to_image(picture))]
        block += [(name, to_image(paint(net, picture, {k: 1.0}))) for k, name in enumerate(names)]
        block += [("", Image.fromarray(np.zeros((8, 8, 3), np.uint8)))] * (-len(block) % columns)
        cells += block
    return tile(cells, columns, width)
