"""The cards of a bank: what it was trained on, how, what it cost and what it is bad at, out of the checkpoint."""

from __future__ import annotations

import re
from typing import Any

from .plan import multiply_adds

WORK = re.compile(r"^(.*?)\s*\(([^()]*\d{2,4}[^()]*)\)$")
"""'The Scream (1893)'"""
PHOTOGRAPHS = """\
Photographs, used for training and not shipped: Berkeley segmentation set (research use), COCO (the licences their
photographers chose on Flickr), free wallpapers and sample pictures."""
NETWORK = """\
Loss network: VGG-16 up to relu3_3 by the Visual Geometry Group, University of Oxford (K. Simonyan and A. Zisserman,
2014), CC BY 4.0. It judged the training; none of its weights are in here."""
LICENCE = """\
The weights are the project's own and under its licence (MIT). The credit on screen names the painting and its
painter."""
NAMED = ("style", "content", "temporal", "tv", "grid", "distil", "tone", "palette")
"""losses, in the order in which a card tells their weights"""
UNKNOWN = "Nobody has written down yet what it is bad at."


def card(state: dict[str, Any]) -> str:
    """Markdown. The config's `notes` are printed as the bank's limits, one a line."""
    c, count = state["config"], len(state["names"])
    parts = [
        f"# {c['title'] or c['bank']}",
        f"{count} styles in one network, {_size(state)}. A style is a vector (the gains and shifts of its instance\n"
        "norms); a mix of styles is the weighted sum of vectors.",
        "## Trained on",
        "\n".join(_table(state)),
        PHOTOGRAPHS,
        NETWORK,
        "## How, by whom",
        f"By the Impasto project{_origin(c)}: {_work_done(state)}, {_hours(state)} on {c['threads']} of its threads.\n"
        f"Losses: {_weights(c)}; two styles mixed in {c['mixed']:.0%} of the pictures. Seed {c['seed']}.{_ground(c)}",
        "## Licence",
        LICENCE,
        "## Limits",
        "\n".join(f"- {note}" for note in c["notes"] or [UNKNOWN]),
    ]
    return "\n\n".join(parts) + "\n"


def card_json(state: dict[str, Any], paintings: set[str], results: dict[str, list[str]]) -> dict[str, Any]:
    """What the page's gallery shows, as src/models/read-card.ts reads it.

    paintings: styles with a picture of theirs; results: paths by style.
    """
    c = state["config"]
    about = (
        "paintings in one network: a style is the gains and shifts of its instance norms, a mix is their weighted sum."
    )
    told = {
        "format": "impasto-card",
        "version": 1,
        "about": f"{len(state['names'])} {about}",
        "trained": f"By the Impasto project{_origin(c)}: {_work_done(state)}.",
        "losses": f"By VGG-16 up to relu3_3 (Simonyan and Zisserman 2014, CC BY 4.0): {_weights(c)}.",
        "cost": f"{_hours(state)} on one processor. {_size(state)}.",
        "licence": "MIT. The paintings are in the public domain.",
        "weak": list(c["notes"]),
        "styles": {s["id"]: _style(s, paintings, results) for s in c["styles"]},
    }
    return {**told, **({"pictures": c["pictures"]} if c.get("pictures") else {})}


def _table(state: dict[str, Any]) -> list[str]:
    lines = [
        "| style | painting | painter | died | reproduction | style loss |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for s, loss in zip(state["config"]["styles"], state["per_style"]):
        source = ("by eye, " if s.get("attributed") else "") + (s["source"] or "—")
        lines.append(f"| `{s['id']}` | {s['title']} | {s['by']} | {s['died'] or '—'} | {source} | {loss:.2f} |")
    return lines


def _style(style: dict[str, Any], paintings: set[str], results: dict[str, list[str]]) -> dict[str, Any]:
    found = WORK.match(style["title"])
    told: dict[str, Any] = {"work": found[1] if found else style["title"], "painter": style["by"]}
    if found:
        told["year"] = found[2]
    told.update({name: style[name] for name in ("died", "source", "weak", "attributed") if style.get(name)})
    if style["id"] in paintings:
        told["painting"] = f"paintings/{style['id']}.webp"
    return {**told, "results": results.get(style["id"], [])}


def _origin(config: dict[str, Any]) -> str:
    start = config["start"].split("/")[-1]
    began = f", going on from {'its run before' if start == config['bank'] else start}" if start else ""
    taught = config["teacher"] and config["losses"]["distil"]
    return began + (f", taught by {config['teacher'].split('/')[-1]}" if taught else "")


def _work_done(state: dict[str, Any]) -> str:
    c = state["config"]
    done = f"{_spaced(state['iteration'])} iterations of {c['batch']} pairs of frames"
    return f"{done} of {_sizes(c)} px with known motion, made of photographs{_aside(c)}"


def _sizes(config: dict[str, Any]) -> str:
    drawn, late = config.get("sizes") or (), config.get("late", 0)
    text = f"{drawn[0]} to {drawn[1]}" if drawn else f"{config['size']}"
    return f"{text} (the last {config['late_share']:.0%}: {late})" if late else text


def _aside(config: dict[str, Any]) -> str:
    return ", whole sources of them set aside to judge by" if config.get("held_out") else ""


def _weights(config: dict[str, Any]) -> str:
    named = ((name, config["losses"].get(name)) for name in NAMED)
    told = ", ".join(f"{name} {weight:g}" for name, weight in named if weight)
    return told + (" (temporal by contrast)" if config["losses"].get("by_contrast") else "")


def _ground(config: dict[str, Any]) -> str:
    return f" It paints on a fixed grain of {config['grain']:g}." if config.get("grain") else ""


def _hours(state: dict[str, Any]) -> str:
    return f"{state['seconds'] / 3600:.1f} hours"


def _size(state: dict[str, Any]) -> str:
    numbers = sum(t.numel() for t in state["average"].values())
    return f"{_spaced(multiply_adds(state['plan']))} multiply-adds a pixel, {numbers / 1e6:.2f} million numbers"


def _spaced(number: float) -> str:
    """18306 → '18 306'"""
    return f"{number:,.0f}".replace(",", " ")
