"""The card of a bank: what it was trained on, how, what it cost and what it is bad at, out of the checkpoint."""
from __future__ import annotations

from typing import Any

from .plan import multiply_adds

ENDING = "The weights are the project's own and under its licence (MIT). The credit on screen names the painting and its painter."


def card(state: dict[str, Any]) -> str:
    """Markdown. The config's `notes` are printed as the bank's limits, one a line."""
    c, losses = state["config"], state["config"]["losses"]
    pictures = state["iteration"] * c["batch"]
    per_style, numbers = state["per_style"], sum(t.numel() for t in state["average"].values())
    lines = [f"# {c['title'] or c['bank']}", "", _cost(state, numbers), "", "## Trained on", "", "| style | painting | painter | reproduction | style loss |",
             "| --- | --- | --- | --- | --- |"]  # fmt: skip
    for style, loss in zip(c["styles"], per_style):
        died = f" (died {style['died']})" if style["died"] else ""
        lines.append(f"| `{style['id']}` | {style['title']} | {style['by']}{died} | {style['source'] or '—'} | {loss:.2f} |")
    began = f"It went on from `{c['start']}`. " if c["start"] else ""
    weights = ", ".join(f"{name} {losses[name]:g}" for name in ("style", "content", "temporal", "tv", "distil") if losses[name])
    teacher = f" Distilled from `{c['teacher']}`." if c["teacher"] else ""
    lines += [
        "", "Photographs, used for training and not shipped: Berkeley segmentation set (research use), COCO (the licences their photographers chose on",
        "Flickr), free wallpapers and sample pictures.", "",
        "Loss network: VGG-16 up to relu3_3 by the Visual Geometry Group, University of Oxford (K. Simonyan and A. Zisserman, 2014), CC BY 4.0. It",
        "judged the training; none of its weights are in here.", "",
        "## How", "",
        f"{began}{state['iteration']} iterations, {pictures} pictures of {c['size']} px in pairs of frames with known motion, {state['seconds'] / 3600:.1f} h on"
        f" {c['threads']} thread{'s' if c['threads'] > 1 else ''}.{teacher}",
        f"Losses: {weights}; two styles mixed in {c['mixed']:.0%} of the pictures. Seed {c['seed']}.", "", "## Licence", "", ENDING,
    ]  # fmt: skip
    if c["notes"]:
        lines += ["", "## Limits", ""] + [f"- {note}" for note in c["notes"]]
    return "\n".join(lines) + "\n"


def _cost(state: dict[str, Any], numbers: int) -> str:
    cost = f"{multiply_adds(state['plan']):,.0f} multiply-adds a pixel, {numbers:,} numbers".replace(", ", "; ").replace(",", " ").replace(";", ",")
    return (
        f"{len(state['names'])} styles in one network, {cost}. A style is a vector (the gains and shifts of its instance norms); a mix of styles is "
        "the weighted sum of vectors."
    )
