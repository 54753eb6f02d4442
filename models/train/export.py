"""A checkpoint as the folder the engine loads: plan, weights, self-test, thumbnails, card; and golden pictures for the project's tests."""
from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from .bank import to_file
from .card import card
from .loop import average_net
from .net import PlanNet
from .plan import multiple
from .safetensors import write_safetensors
from .sheet import paint, to_image

SELF_TEST_SIDE = 32
THUMBNAIL_SIDE = 96
GOLDEN_SIDE = 128
Mix = dict[str, float]


def export(state: dict[str, Any], out: Path, golden: Path | None, pictures: list[Path]) -> None:
    """state: a checkpoint. pictures: freely shippable ones; the first is on the thumbnails and golden in every style."""
    net, names = average_net(state), state["names"]
    out.mkdir(parents=True, exist_ok=True)
    write_safetensors(out / "weights.safetensors", {name: to_file(name, t) for name, t in net.named().items()})
    first = Image.open(pictures[0]).convert("RGB")
    (out / "model.json").write_text(json.dumps(head(state), indent=1, ensure_ascii=False) + "\n", "utf8")
    (out / "selftest.json").write_text(json.dumps(self_test(net, names, first), indent=1) + "\n", "utf8")
    (out / "card.md").write_text(card(state), "utf8")
    (out / "thumbnails").mkdir(exist_ok=True)
    square = squared(first, 192)
    for k, style in enumerate(names):
        painted = to_image(paint(net, as_tensor(square), {k: 1.0}))
        painted.resize((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.LANCZOS).save(out / "thumbnails" / f"{style}.jpg", quality=85)
    if golden is not None:
        write_golden(net, names, golden, pictures)


def head(state: dict[str, Any]) -> dict[str, Any]:
    """model.json, as src/models/header.ts and plan.ts read it."""
    port = {"kind": "picture", "range": [0, 1], "channels": "rgb"}
    config = state["config"]
    credits = {s["id"]: {"title": s["title"], "by": s["by"]} for s in config["styles"]}
    return {
        "format": "impasto-net", "version": 1, "title": config["title"] or config["bank"],
        "inputs": [{"name": "picture", **port}, {"name": "style", "kind": "vector"}], "outputs": [{"name": "painting", **port}],
        "weights": "weights.safetensors", "selfTest": "selftest.json", "multiple": multiple(state["plan"]),
        "styles": state["names"], "credits": credits, "layers": state["plan"],
    }  # fmt: skip


def self_test(net: PlanNet, names: list[str], picture: Image.Image) -> dict[str, Any]:
    """A picture of 32 x 32 and its paintings, 8-bit RGB in base64: one style alone, and two mixed where there are two."""
    small = squared(picture, SELF_TEST_SIDE)
    mixes: list[Mix] = [{names[0]: 1}] + ([{names[1]: 0.5, names[2 % len(names)]: 0.5}] if len(names) > 1 else [])
    cases = [{"mix": mix, "painting": encoded(paint_mix(net, names, small, mix))} for mix in mixes]
    return {"width": SELF_TEST_SIDE, "height": SELF_TEST_SIDE, "picture": encoded(small), "cases": cases}


def write_golden(net: PlanNet, names: list[str], folder: Path, pictures: list[Path]) -> None:
    """<picture>.png, <picture>--<case>.png (exact to rounding), cases.json: all styles for the first picture, three cases for the others."""
    folder.mkdir(parents=True, exist_ok=True)
    cases: dict[str, Mix] = {n: {n: 1} for n in names}
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
