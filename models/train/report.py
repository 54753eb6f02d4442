"""A folder that says how good a bank is: figures per style next to the run before, contact sheets, video bench if there
is one.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import torch

from .compare import SIZES, Compared, compared, tables
from .measure import Jury
from .nets import Loaded
from .sheet import load_picture, style_sheet
from .video import Clip

SHOWN_AT = 256
"""px of the longer side, on the sheets"""
A_SHEET = 4
"""pictures on one sheet"""


def hard_ones(picture: torch.Tensor) -> dict[str, torch.Tensor]:
    """What cameras do to a picture: a dark room at a high ISO, a blown-out window, a wall with a little noise."""
    grain = torch.randn(picture.shape, generator=torch.Generator().manual_seed(1))
    h, w = picture.shape[2:]
    wall = 0.55 + 0.15 * torch.linspace(-1, 1, w).view(1, 1, 1, w) * torch.linspace(0, 1, h).view(1, 1, h, 1)
    return {
        "dark": (picture * 0.16 + grain * 0.05).clamp(0, 1),
        "blown out": (picture * 2.2 + 0.08).clamp(0, 1),
        "a wall": (wall.expand_as(picture) + grain * 0.01).clamp(0, 1),
    }


def write_report(
    loaded: Loaded,
    before: Loaded | None,
    by: Jury,
    files: list[Path],
    clips: list[Clip],
    out: Path,
    sizes: tuple[int, ...] = SIZES,
) -> None:
    """report.md, report.json and sheet-N.jpg in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    if before and before.name == loaded.name:
        before = replace(before, name="the run before")
    found = compared([n for n in (before, loaded) if n], by, files, clips, sizes)
    pictures = [load_picture(f, SHOWN_AT) for f in files]
    sheets, shown = [], pictures + list(hard_ones(pictures[0]).values())
    for n in range(0, len(shown), A_SHEET):
        sheets.append(f"sheet-{n // A_SHEET + 1}.jpg")
        style_sheet(loaded.net, loaded.styles, shown[n : n + A_SHEET]).save(out / sheets[-1], quality=88)
    (out / "report.json").write_text(json.dumps({"net": loaded.name, **found.told()}, indent=1) + "\n", "utf8")
    (out / "report.md").write_text("\n".join(lines(loaded, found, by, sheets, out)) + "\n", "utf8")


def lines(loaded: Loaded, found: Compared, by: Jury, sheets: list[str], out: Path) -> list[str]:
    text = [f"# {loaded.name}", "", f"{len(loaded.styles)} styles.", "", *tables(found, by)]
    if (out / "video.md").exists():
        text += ["", "## Video", "", (out / "video.md").read_text("utf8").rstrip()]
    return text + [
        "",
        "## Sheets",
        "",
        *[f"![{s}]({s})" for s in sheets],
        "",
        "Pictures: "
        + ", ".join(found.pictures)
        + "; then, made of the first, a dark room, a blown-out window, and an empty wall.",
    ]
