"""Banks side by side: the same figures of each at the same sizes, and how calm they are for their contrast."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .measure import EXPLAINED, FIGURES, Figures, Jury, judge_styles, mean, paintings_spread
from .nets import Loaded
from .plan import multiply_adds
from .sheet import load_picture
from .trouble import Trouble
from .video import Clip, bench

SIZES = (256, 512)
"""px of the longer side"""


@dataclass(frozen=True)
class Compared:
    """by_size: px → net → figures. unrest: net → style → kind of film → ratio. cost: net → multiply-adds a pixel."""

    pictures: list[str]
    by_size: dict[int, dict[str, Figures]]
    unrest: dict[str, dict[str, dict[str, float]]]
    cost: dict[str, float]

    def told(self) -> dict[str, Any]:
        return {
            "pictures": self.pictures,
            "sizes": {str(s): nets for s, nets in self.by_size.items()},
            "unrest": self.unrest,
            "multiply_adds": self.cost,
        }


def compared(
    nets: list[Loaded], by: Jury, files: list[Path], clips: list[Clip], sizes: tuple[int, ...] = SIZES
) -> Compared:
    """clips: films whose motion is known (video.py), made of photographs held out; none: unrest is left out."""
    by_size: dict[int, dict[str, Figures]] = {}
    for size in sizes:
        pictures = [load_picture(f, size) for f in files]
        by_size[size] = {n.name: judge_styles(n, by, pictures) for n in nets}
    unrest = {n.name: bench(n, clips, only=by.styles) for n in nets} if clips else {}
    return Compared([f.name for f in files], by_size, unrest, {n.name: multiply_adds(n.net.plan) for n in nets})


def joined(first: Compared, file: Path) -> Compared:
    """With the nets of an earlier comparison before it. @raises Trouble when that one judged on something else"""
    try:
        data = json.loads(file.read_text("utf8"))
        other = Compared(
            data["pictures"], {int(s): n for s, n in data["sizes"].items()}, data["unrest"], data["multiply_adds"]
        )
    except (OSError, KeyError, ValueError) as problem:
        raise Trouble(
            f"Reading the comparison {file}", f"{problem}.", "Name a compare.json that this command wrote."
        ) from None
    if other.pictures != first.pictures or list(other.by_size) != list(first.by_size):
        raise Trouble(
            f"Putting {file} beside these nets",
            "it judged on other photographs or at other sizes.",
            "Judge its nets anew, by naming them.",
        )
    return Compared(
        first.pictures,
        {s: {**other.by_size[s], **nets} for s, nets in first.by_size.items()},
        {**other.unrest, **first.unrest},
        {**other.cost, **first.cost},
    )


def tables(found: Compared, by: Jury) -> list[str]:
    """Markdown: means of each net by size, then each style with all nets in one cell, in the order of the first table."""
    shared = [s for s in by.styles if all(s in nets[n] for nets in found.by_size.values() for n in nets)]
    own = paintings_spread(by)
    text = [EXPLAINED, "", f"Means of {len(shared)} styles on {len(found.pictures)} photographs never trained on.", ""]
    heads = " | ".join(f.heading for f in FIGURES.values())
    text += [f"| px | net | {heads} | unrest over contrast | multiply-adds |"]
    text += ["| --- | --- |" + " --- |" * (len(FIGURES) + 2)]
    for size, nets in found.by_size.items():
        for name, figures in nets.items():
            some = {s: figures[s] for s in shared}
            cells = [f"{mean(some, key):.{f.digits}f}" for key, f in FIGURES.items()]
            calm = [found.unrest[name][s]["over contrast"] for s in shared if name in found.unrest]
            cells += [f"{sum(calm) / len(calm):.2f}" if calm else "", f"{found.cost[name]:.0f}"]
            text.append(f"| {size} | {name} | " + " | ".join(cells) + " |")
    spread = sum(own[s] for s in shared) / max(len(shared), 1)
    text += ["", f"The paintings' own big tones: {spread:.1f}. In the tables by style, nets are in the order of the first."]
    for size, nets in found.by_size.items():
        text += ["", f"## By style at {size} px", "", f"| style | {heads} | unrest over contrast |"]
        text += ["| --- |" + " --- |" * (len(FIGURES) + 1)]
        for style in by.styles:
            having = [n for n in nets if style in nets[n]]
            cells = [" / ".join(f"{nets[n][style][key]:.{f.digits}f}" for n in having) for key, f in FIGURES.items()]
            cells[list(FIGURES).index("spread")] += f" (of {own[style]:.1f})"
            calm = [found.unrest[n][style]["over contrast"] for n in having if n in found.unrest]
            text.append(f"| {style} | " + " | ".join([*cells, " / ".join(f"{c:.2f}" for c in calm)]) + " |")
    return text


def write(found: Compared, by: Jury, out: Path) -> list[str]:
    """compare.md and compare.json in `out`; returns the lines."""
    out.mkdir(parents=True, exist_ok=True)
    lines = ["# " + ", ".join(found.cost), "", *tables(found, by)]
    (out / "compare.json").write_text(json.dumps(found.told(), indent=1) + "\n", "utf8")
    (out / "compare.md").write_text("\n".join(lines) + "\n", "utf8")
    return lines
