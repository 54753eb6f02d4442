"""The card of a bank: what it was trained on, how, what it cost and what it is bad at, out of the checkpoint."""
from __future__ import annotations

import re
from typing import Any

from .plan import multiply_adds

WORK = re.compile(r"^(.*?)\s*\(([^()]*\d{2,4}[^()]*)\)$")
ENDING = "The weights are the project's own and under its licence (MIT). The credit on screen names the painting and its painter."


def card(state: dict[str, Any]) -> str:
    """Markdown. The config's `notes` are printed as the bank's limits, one a line."""
    c, losses = state["config"], state["config"]["losses"]
    pictures = state["iteration"] * c["batch"]
    per_style, numbers = state["per_style"], sum(t.numel() for t in state["average"].values())
    lines = [f"# {c['title'] or c['bank']}", "", _cost(state, numbers), "", "## Trained on", "", "| style | painting | painter | died | reproduction | style loss |",
             "| --- | --- | --- | --- | --- | --- |"]  # fmt: skip
    for style, loss in zip(c["styles"], per_style):
        by = "by eye, " if style.get("attributed") else ""
        lines.append(f"| `{style['id']}` | {style['title']} | {style['by']} | {style['died'] or '—'} | {by}{style['source'] or '—'} | {loss:.2f} |")
    began = f"It went on from `{c['start']}`. " if c["start"] else ""
    weights = ", ".join(f"{name} {losses[name]:g}" for name in ("style", "content", "temporal", "tv", "distil") if losses[name])
    teacher = f" Distilled from `{c['teacher']}`." if c["teacher"] else ""
    lines += [
        "", "Photographs, used for training and not shipped: Berkeley segmentation set (research use), COCO (the licences their photographers chose on",
        "Flickr), free wallpapers and sample pictures.", "",
        "Loss network: VGG-16 up to relu3_3 by the Visual Geometry Group, University of Oxford (K. Simonyan and A. Zisserman, 2014), CC BY 4.0. It",
        "judged the training; none of its weights are in here.", "",
        "## How, by whom", "",
        f"By the Impasto project. {began}{state['iteration']} iterations, {pictures} pictures of {c['size']} px in pairs of frames with known motion, {state['seconds'] / 3600:.1f} h on"
        f" {c['threads']} thread{'s' if c['threads'] > 1 else ''}.{teacher}",
        f"Losses: {weights}; two styles mixed in {c['mixed']:.0%} of the pictures. Seed {c['seed']}.", "", "## Licence", "", ENDING,
    ]  # fmt: skip
    lines += ["", "## Limits", ""] + [f"- {note}" for note in c["notes"] or ["Nobody has written down yet what it is bad at."]]
    return "\n".join(lines) + "\n"


def _cost(state: dict[str, Any], numbers: int) -> str:
    cost = f"{_spaced(multiply_adds(state['plan']))} multiply-adds a pixel, {_spaced(numbers)} numbers"
    return (
        f"{len(state['names'])} styles in one network, {cost}. A style is a vector (the gains and shifts of its instance norms); a mix of styles is "
        "the weighted sum of vectors."
    )


def card_json(state: dict[str, Any], paintings: set[str], results: dict[str, list[str]]) -> dict[str, Any]:
    """What the page's gallery shows, as src/models/read-card.ts reads it. paintings: styles with a picture of theirs; results: paths by style."""
    c = state["config"]
    numbers = sum(t.numel() for t in state["average"].values())
    weights = ", ".join(f"{name} {c['losses'][name]:g}" for name in ("style", "content", "temporal", "tv", "distil") if c["losses"][name])
    began = f", going on from {c['start'].split('/')[-1]}" if c["start"] else ""
    taught = f", taught by {c['teacher'].split('/')[-1]}" if c["teacher"] else ""
    told = {
        "format": "impasto-card", "version": 1,
        "about": f"{len(state['names'])} paintings in one network: a style is the gains and shifts of its instance norms, a mix is their weighted sum.",
        "trained": f"By the Impasto project{began}{taught}: {state['iteration']} iterations of {c['batch']} pairs of {c['size']} px frames made of photographs.",
        "losses": f"By VGG-16 up to relu3_3 (Simonyan and Zisserman 2014, CC BY 4.0): {weights}.",
        "cost": f"{state['seconds'] / 3600:.1f} hours on one processor. {_spaced(multiply_adds(state['plan']))} multiply-adds a pixel, {numbers / 1e6:.2f} million numbers.",
        "licence": "MIT. The paintings are in the public domain.",
        "weak": list(c["notes"]),
        "styles": {s["id"]: _style(s, paintings, results) for s in c["styles"]},
    }  # fmt: skip
    return {**told, **({"pictures": c["pictures"]} if c.get("pictures") else {})}


def _style(style: dict[str, Any], paintings: set[str], results: dict[str, list[str]]) -> dict[str, Any]:
    found = WORK.match(style["title"])
    told: dict[str, Any] = {"work": found[1] if found else style["title"], "painter": style["by"]}
    if found:
        told["year"] = found[2]
    told.update({name: style[name] for name in ("died", "source", "weak", "attributed") if style.get(name)})
    if style["id"] in paintings:
        told["painting"] = f"paintings/{style['id']}.webp"
    return {**told, "results": results.get(style["id"], [])}


def _spaced(number: float) -> str:
    return f"{number:,.0f}".replace(",", " ")
