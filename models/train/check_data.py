"""`npm run train:data -- <folders>`: what own paintings and photographs are worth as training pictures, and where they
come from.

Looks at every picture: does it open, is it large enough, has it colour, is it there twice. A table of provenance lies
beside each folder (`style/` → `style.csv`): written when missing, else checked against the files.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from .trouble import Trouble

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp"}
SMALLEST = 320
"""px of the short side: below, a painting gives no strokes and a crop is blown up"""
GREY = 6.0
"""of 255: mean distance of the colour channels below which a picture counts as grey"""
ALIKE = 4
"""of 64 bits of the perceptual hash: two pictures that differ by no more are taken for one"""
COLUMNS = ("file", "title", "by", "died", "source", "licence", "size")
WRITTEN_AS = {
    "by": ("by", "artist"),
    "source": ("source", "found in"),
    "licence": ("licence", "license", "note"),
    "title": ("title",),
}


@dataclass
class Look:
    """One picture. problem: why it can't be used; doubts: what to look at."""

    file: Path
    size: tuple[int, int] = (0, 0)
    hash: int = 0
    problem: str = ""
    doubts: list[str] = field(default_factory=list)


def perceptual_hash(im: Image.Image) -> int:
    """64 bits: is a pixel brighter than its right neighbour, on 9 x 8 grey pixels (difference hash, Krawetz 2013)."""
    small = np.asarray(im.convert("L").resize((9, 8), Image.LANCZOS), dtype=np.int16)
    return int("".join("1" if bit else "0" for bit in (small[:, 1:] > small[:, :-1]).flatten()), 2)


def look_at(file: Path) -> Look:
    look = Look(file)
    try:
        with Image.open(file) as opened:
            if getattr(opened, "n_frames", 1) > 1:
                look.doubts.append("has several frames; only the first is used")
            im = ImageOps.exif_transpose(opened).convert("RGB")
    except Exception as problem:  # Pillow throws many kinds on damaged files
        look.problem = f"does not open ({problem})"
        return look
    look.size, look.hash = im.size, perceptual_hash(im)
    if min(im.size) < SMALLEST:
        look.doubts.append(f"is small: {im.width} x {im.height}, the short side should be {SMALLEST} px or more")
    if max(im.size) > 4 * min(im.size):
        look.doubts.append(f"is a strip of {im.width} x {im.height}: only squares of its short side are seen")
    small = np.asarray(im.resize((64, 64), Image.BOX), dtype=np.float32)
    if float((small.max(2) - small.min(2)).mean()) < GREY:
        look.doubts.append("has next to no colour")
    if float(small.std()) < 8:
        look.doubts.append("is nearly one flat tone")
    return look


def twins(looks: list[Look]) -> list[tuple[Look, Look]]:
    """Pairs that look the same. A flat picture's hash says nothing: two of them need the same size, too."""
    fine = [k for k in looks if not k.problem]
    found = []
    for i, a in enumerate(fine):
        for b in fine[:i]:
            if bin(a.hash ^ b.hash).count("1") <= ALIKE and (a.hash not in (0, 2**64 - 1) or a.size == b.size):
                found.append((b, a))
    return found


def check_table(folder: Path, looks: list[Look], write: bool) -> list[str]:
    """Writes or checks `<folder>.csv`. Returns what is wrong with it, in sentences."""
    path = folder.parent / f"{folder.name}.csv"
    if not path.exists():
        if not write:
            return [f"there is no table of provenance ({path.name}); without --look-only one is written"]
        with open(path, "w", newline="", encoding="utf8") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            table.writerows(
                [k.file.name, "", "", "", "", "", "x".join(map(str, k.size))] for k in looks if not k.problem
            )
        return [f"{path} is written: fill in title, by, died, source and licence, which the bank's card needs"]
    with open(path, newline="", encoding="utf8") as file:
        rows = {row.get("file", ""): row for row in csv.DictReader(file)}
    wrong, names = [], {k.file.name for k in looks}
    unlisted = sorted(names - set(rows))
    gone = sorted(set(rows) - names)
    if unlisted:
        wrong.append(f"{path.name} does not list {_some(unlisted)}")
    if gone:
        wrong.append(f"{path.name} lists {_some(gone)}, which {'is' if len(gone) == 1 else 'are'} not there")
    for wanted in ("source", "licence"):
        empty = [
            n
            for n, row in rows.items()
            if n in names and not any((row.get(c) or "").strip() for c in WRITTEN_AS[wanted])
        ]
        if empty:
            wrong.append(f"{path.name} tells no {wanted} of {_some(empty)}")
    return wrong


def check_folder(folder: Path, write: bool) -> tuple[list[Look], list[str]]:
    """@raises Trouble when there is no such folder or no picture in it"""
    if not folder.is_dir():
        raise Trouble(
            "Looking at training pictures", f"there is no folder {folder}.", "Name folders that hold pictures."
        )
    files = sorted(f for f in folder.iterdir() if f.suffix.lower() in PICTURES)
    if not files:
        raise Trouble(
            "Looking at training pictures", f"{folder} holds no picture.", f"It takes {', '.join(sorted(PICTURES))}."
        )
    looks = [look_at(f) for f in files]
    lines = [f"{k.file.name} {k.problem}" for k in looks if k.problem]
    lines += [f"{k.file.name} {doubt}" for k in looks for doubt in k.doubts]
    lines += [f"{b.file.name} looks the same as {a.file.name}" for a, b in twins(looks)]
    return looks, lines + check_table(folder, looks, write)


def told(folders: list[Path], write: bool) -> tuple[list[str], bool]:
    """Lines to print, and whether every picture opens."""
    lines, whole = [], True
    for folder in folders:
        looks, found = check_folder(folder, write)
        sizes = sorted(min(k.size) for k in looks if not k.problem)
        middle = sizes[len(sizes) // 2] if sizes else 0
        lines.append(
            f"{folder}: {len(looks)} pictures, "
            f"short side {min(sizes, default=0)} to {max(sizes, default=0)} px (median {middle})"
        )
        lines += [f"  {line}" for line in found] or ["  nothing to say against them"]
        whole = whole and not any(k.problem for k in looks)
    return lines, whole


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
