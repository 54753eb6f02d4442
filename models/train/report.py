"""A folder that says how good a bank is: losses per style next to the run before, contact sheets, video bench if there
is one.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import torch

from .config import Losses
from .losses import Grams, content_loss, content_target, phases, pyramid, style_loss
from .nets import Loaded
from .plan import multiply_adds
from .sheet import load_picture, paint, style_sheet
from .vgg import Vgg

JUDGED_AT = 256
"""px of the longer side"""
A_SHEET = 4
"""pictures on one sheet"""


def judge_styles(
    loaded: Loaded, vgg: Vgg, targets: Grams, styles: list[str], pictures: list[torch.Tensor], w: Losses
) -> dict[str, dict[str, float]]:
    """Style → mean style and content loss (unweighted) over the pictures, and the grid that all of them have in common
    (levels of 255, root of the mean square); only for the styles the net has. targets: of `styles`, in their order.
    """
    found = {}
    with torch.no_grad():
        contents = [content_target(vgg, p) for p in pictures]
        for k, style in enumerate(styles):
            if style not in loaded.styles:
                continue
            sums, raster = [0.0, 0.0], torch.zeros(())
            for picture, content in zip(pictures, contents):
                painted = paint(loaded.net, picture, {loaded.styles.index(style): 1.0})
                features = pyramid(vgg, painted, len(w.layers))
                sums[0] += float(style_loss(features, targets, torch.eye(len(styles))[k : k + 1], w))
                sums[1] += float(content_loss(features, content))
                raster = raster + phases(painted) / len(pictures)
            found[style] = {
                "style": sums[0] / len(pictures),
                "content": sums[1] / len(pictures),
                "grid": 255 * float(raster.square().mean().sqrt()),
            }
    return found


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
    vgg: Vgg,
    targets: Grams,
    styles: list[str],
    files: list[Path],
    w: Losses,
    out: Path,
) -> None:
    """report.md, report.json and sheet-N.jpg in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    pictures = [load_picture(f, JUDGED_AT) for f in files]
    if before and before.name == loaded.name:
        before = replace(before, name="the run before")
    losses = {n.name: judge_styles(n, vgg, targets, styles, pictures, w) for n in (loaded, before) if n}
    sheets, shown = [], pictures + list(hard_ones(pictures[0]).values())
    for n in range(0, len(shown), A_SHEET):
        sheets.append(f"sheet-{n // A_SHEET + 1}.jpg")
        style_sheet(loaded.net, loaded.styles, shown[n : n + A_SHEET]).save(out / sheets[-1], quality=88)
    told = {
        "net": loaded.name,
        "multiply_adds": multiply_adds(loaded.net.plan),
        "pictures": [f.name for f in files],
        "losses": losses,
    }
    (out / "report.json").write_text(json.dumps(told, indent=1) + "\n", "utf8")
    (out / "report.md").write_text("\n".join(lines(loaded, losses, files, sheets, out)) + "\n", "utf8")


def lines(
    loaded: Loaded, losses: dict[str, dict[str, dict[str, float]]], files: list[Path], sheets: list[str], out: Path
) -> list[str]:
    now, *others = losses
    text = [
        f"# {loaded.name}",
        "",
        f"{len(loaded.styles)} styles, {multiply_adds(loaded.net.plan):.0f} multiply-adds a pixel.",
        "",
        f"Losses, unweighted, mean of {len(files)} pictures; "
        "lower is nearer to the painting (style) or the photograph (content). Grid: what repeats every four pixels in all "
        "of them, levels of 255.",
        "",
    ]
    text += ["| style | style loss | content loss | grid |" + "".join(f" {o}: style | change | grid |" for o in others)]
    text += ["| --- | --- | --- | --- |" + " --- | --- | --- |" * len(others)]
    for style, own in losses[now].items():
        row = f"| {style} | {own['style']:.3f} | {own['content']:.3f} | {own['grid']:.1f} |"
        for other in others:
            was = losses[other].get(style)
            change = f"{own['style'] / was['style'] - 1:+.0%}" if was else "new"
            row += f" {was['style']:.3f} | {change} | {was['grid']:.1f} |" if was else f"  | {change} |  |"
        text.append(row)
    mean = {n: sum(v["style"] for v in r.values()) / len(r) for n, r in losses.items() if r}
    text += ["", "Mean style loss: " + ", ".join(f"{n} {m:.3f}" for n, m in mean.items()) + "."]
    for other in others:
        both = [s for s in losses[now] if s in losses[other]]
        if both:
            a, b = (sum(losses[n][s]["style"] for s in both) / len(both) for n in (now, other))
            text.append(f"On the {len(both)} styles both have: {a:.3f} now, {b:.3f} in {other}.")
    if (out / "video.md").exists():
        text += ["", "## Video", "", (out / "video.md").read_text("utf8").rstrip()]
    text += [
        "",
        "## Sheets",
        "",
        *[f"![{s}]({s})" for s in sheets],
        "",
        "Pictures: "
        + ", ".join(f.name for f in files)
        + "; then, made of the first, a dark room, a blown-out window, and an empty wall.",
    ]
    return text
