"""A checkpoint as the folder the engine loads: plan, weights, self-test, pictures, cards; and golden pictures for the
project's tests.
"""

from __future__ import annotations

import base64
import copy
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from .bank import to_file
from .card import card, card_json
from .config import ROOT, Style
from .data import load_painting
from .run import average_net
from .net import PlanNet
from .plan import grained, multiple
from .safetensors import write_safetensors
from .sheet import paint, to_image

SELF_TEST_SIDE = 32
SELF_TEST_PICTURE = ROOT / "test" / "golden" / "bank-1" / "astronaut.png"
"""An eye, an edge, a smooth cheek: the piece at (96, 40) that the project's tests hold every bank's self-test against.
"""
THUMBNAIL_SIDE = 96
GOLDEN_SIDE = 256
MOST_GOLDEN = 12
"""styles of the first golden picture: all run through the same kernels, and a dozen shows a row that slipped"""
SMALL = (240, 135)
"""of the card's pictures; results are painted at twice the size, so that strokes look as they do on a stage"""
RESULTS = 3
MOST_BYTES = 15_000
Mix = dict[str, float]


def export(
    state: dict[str, Any], out: Path, golden: Path | None, pictures: list[Path], training: Path | None = None
) -> None:
    """state: a checkpoint. pictures: freely shippable ones; the first is on the thumbnails and golden in every style,
    three are on the card.

    training: where the paintings lie, for the card; None: it shows none.
    """
    net, names = average_net(state), state["names"]
    out.mkdir(parents=True, exist_ok=True)
    write_safetensors(out / "weights.safetensors", {name: to_file(name, t) for name, t in net.named().items()})
    first = Image.open(pictures[0]).convert("RGB")
    (out / "model.json").write_text(json.dumps(head(state), indent=1, ensure_ascii=False) + "\n", "utf8")
    (out / "selftest.json").write_text(json.dumps(self_test(net, names), indent=1) + "\n", "utf8")
    (out / "card.md").write_text(card(state), "utf8")
    paintings: set[str] = set()
    results: dict[str, list[str]] = {}
    if not state["config"]["teacher"]:  # the page shows a bank's own pictures for its other editions too
        write_thumbnails(net, names, out, squared(first, 192))
        paintings = write_paintings(state["config"]["styles"], out, training) if training else set()
        results = write_results(net, names, out, pictures[:RESULTS])
    (out / "card.json").write_text(
        json.dumps(card_json(state, paintings, results), indent=1, ensure_ascii=False) + "\n", "utf8"
    )
    if golden is not None:
        write_golden(net, names, golden, pictures)


def head(state: dict[str, Any]) -> dict[str, Any]:
    """model.json, as src/models/header.ts and plan.ts read it."""
    port = {"kind": "picture", "range": [0, 1], "channels": "rgb"}
    config = state["config"]
    credits = {s["id"]: {"title": s["title"], "by": s["by"]} for s in config["styles"]}
    teacher = {"editionOf": Path(config["teacher"]).name} if config["teacher"] else {}
    plan = grained(state["plan"], config.get("grain", 0))
    return {
        "format": "impasto-net",
        "version": 1,
        **teacher,
        "title": config["title"] or config["bank"],
        "inputs": [{"name": "picture", **port}, {"name": "style", "kind": "vector"}],
        "outputs": [{"name": "painting", **port}],
        "weights": "weights.safetensors",
        "selfTest": "selftest.json",
        "multiple": multiple(plan),
        "styles": state["names"],
        "credits": credits,
        "layers": plan,
    }


def write_thumbnails(net: PlanNet, names: list[str], out: Path, square: Image.Image) -> None:
    (out / "thumbnails").mkdir(exist_ok=True)
    for k, style in enumerate(names):
        painted = to_image(paint(net, as_tensor(square), {k: 1.0}))
        small = painted.resize((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.LANCZOS)
        small.save(out / "thumbnails" / f"{style}.jpg", quality=85)


def write_paintings(styles: list[dict[str, Any]], out: Path, training: Path) -> set[str]:
    """A small picture of each painting, such as the public domain lets one show."""
    (out / "paintings").mkdir(exist_ok=True)
    for style in styles:
        im = to_image(load_painting(training, Style(**{**style, "short": 480})))
        im.thumbnail((SMALL[0], SMALL[0]), Image.LANCZOS)
        save_small(im, out / "paintings" / f"{style['id']}.webp")
    return {s["id"] for s in styles}


def write_results(net: PlanNet, names: list[str], out: Path, pictures: list[Path]) -> dict[str, list[str]]:
    """What each style makes of the pictures, 16 : 9. Returns the paths by style."""
    (out / "results").mkdir(exist_ok=True)
    side, told = multiple(net.plan), {name: [] for name in names}
    for n, path in enumerate(pictures, 1):
        im = Image.open(path).convert("RGB")
        w = min(im.width, im.height * SMALL[0] // SMALL[1])
        h = w * SMALL[1] // SMALL[0]
        x, y = (im.width - w) // 2, (im.height - h) // 2
        size = tuple(2 * s // side * side for s in SMALL)
        shown = as_tensor(im.crop((x, y, x + w, y + h)).resize(size, Image.LANCZOS))
        for k, name in enumerate(names):
            told[name].append(f"results/{name}-{n}.webp")
            save_small(to_image(paint(net, shown, {k: 1.0})).resize(SMALL, Image.LANCZOS), out / told[name][-1])
    return told


def save_small(im: Image.Image, path: Path) -> None:
    for quality in (80, 70, 60, 50, 40, 30):
        im.save(path, quality=quality, method=6)
        if path.stat().st_size <= MOST_BYTES:
            return


def self_test(net: PlanNet, names: list[str]) -> dict[str, Any]:
    """A picture of 32 x 32 and its paintings in double precision, 8-bit RGB in base64: one style, and two mixed."""
    with Image.open(SELF_TEST_PICTURE) as astronaut:
        small = astronaut.convert("RGB").crop((96, 40, 96 + SELF_TEST_SIDE, 40 + SELF_TEST_SIDE))
    second = names[1] if len(names) > 1 else names[0]
    mixes: list[Mix] = [{names[0]: 1}, {second: 0.5, names[2] if len(names) > 2 else second: 0.5}]
    exact, cases = copy.deepcopy(net).double(), []
    for mix in mixes:
        row = torch.zeros(1, len(names), dtype=torch.float64)
        for name, weight in mix.items():
            row[0, names.index(name)] = weight
        with torch.no_grad():
            y = exact(torch.from_numpy(np.array(small)).permute(2, 0, 1)[None].double() / 255, row)[0]
        painted = (y.clamp(0, 1) * 255 + 0.5).floor().byte().permute(1, 2, 0).numpy()
        cases.append({"mix": mix, "painting": base64.b64encode(painted.tobytes()).decode()})
    return {"width": SELF_TEST_SIDE, "height": SELF_TEST_SIDE, "picture": encoded(small), "cases": cases}


def write_golden(net: PlanNet, names: list[str], folder: Path, pictures: list[Path]) -> None:
    """<picture>.png, <picture>--<case>.png (exact to rounding), cases.json: a dozen styles for the first picture,
    three cases for the others.
    """
    folder.mkdir(parents=True, exist_ok=True)
    cases: dict[str, Mix] = {n: {n: 1} for n in names[:MOST_GOLDEN]}
    if len(names) > 1:
        cases["mix"] = {names[1]: 0.5, names[3 % len(names)]: 0.5}
    for path in pictures:
        im = Image.open(path).convert("RGB")
        side = multiple(net.plan)
        r = GOLDEN_SIDE / max(im.size)
        im = im.resize(tuple(max(side, round(s * r) // side * side) for s in im.size), Image.LANCZOS)
        im.save(folder / f"{path.stem}.png", optimize=True)
        some = list(cases) if path == pictures[0] else [names[0], names[2 % len(names)], list(cases)[-1]]
        for case in dict.fromkeys(some):
            paint_mix(net, names, im, cases[case]).save(folder / f"{path.stem}--{case}.png", optimize=True)
    (folder / "cases.json").write_text(json.dumps(cases, indent=1) + "\n", "utf8")


def paint_mix(net: PlanNet, names: list[str], im: Image.Image, mix: Mix) -> Image.Image:
    return to_image(paint(net, as_tensor(im), {names.index(n): w for n, w in mix.items()}))


def as_tensor(im: Image.Image) -> torch.Tensor:
    return torch.from_numpy(np.array(im)).permute(2, 0, 1)[None].float() / 255


def squared(im: Image.Image, side: int) -> Image.Image:
    """The middle square, scaled."""
    s = min(im.size)
    x, y = (im.width - s) // 2, (im.height - s) // 2
    return im.crop((x, y, x + s, y + s)).resize((side, side), Image.LANCZOS)


def encoded(im: Image.Image) -> str:
    return base64.b64encode(np.array(im).tobytes()).decode()
