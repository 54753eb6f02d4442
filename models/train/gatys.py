"""The upper bound: each picture optimised by itself, pixel by pixel, under the same losses as the bank (Gatys et al.
2016).

Adam, 300 steps from the photograph, the rate falling from 0.05 by a cosine, pixels kept in 0..1. Every picture is
written down when it is done, so that an interrupted hour goes on where it was; the bank's own paintings are judged
anew each time.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from PIL import Image

from .config import Losses
from .fit import fitted
from .losses import Grams, content_target, judge
from .net import PlanNet
from .nets import Loaded
from .sheet import paint, tile, to_image
from .vgg import Vgg

STEPS = 300
RATE = 0.05


def optimise(vgg: Vgg, picture: torch.Tensor, targets: Grams, k: int, w: Losses, steps: int = STEPS) -> torch.Tensor:
    """The painting [1, 3, h, w]."""
    content = content_target(vgg, picture)
    y = picture.clone().requires_grad_()
    adam = torch.optim.Adam([y], lr=RATE)
    for step in range(steps):
        adam.param_groups[0]["lr"] = RATE * (0.5 * (1 + math.cos(math.pi * step / steps)) * 0.98 + 0.02)
        adam.zero_grad(set_to_none=True)
        judge(vgg, y, content, targets, k, w)["total"].backward()
        adam.step()
        with torch.no_grad():
            y.clamp_(0, 1)
    return y.detach()


def compare(
    loaded: Loaded,
    vgg: Vgg,
    targets: Grams,
    styles: list[str],
    pictures: dict[str, torch.Tensor],
    w: Losses,
    out: Path,
    steps: int = STEPS,
    fit: int = 0,
) -> dict[str, float]:
    """Style → the bank's loss by the optimised one, mean of the pictures. targets: of `styles`, in their order.

    fit: so many steps in which the style's vector alone is fitted to each picture (fit.py), and then to the first half
    of them at once, judged on both halves.
    """
    out.mkdir(parents=True, exist_ok=True)
    optimised = Optimised(out, vgg, targets, w, steps)
    found: dict[str, dict[str, list[float]]] = {}
    for k, style in enumerate(styles):
        row = loaded.styles.index(style)

        def ratio(net: PlanNet, name: str) -> float:
            painted = paint(net, pictures[name], {row: 1.0})
            with torch.no_grad():
                total = judge(vgg, painted, content_target(vgg, pictures[name]), targets, k, w)["total"]
            return float(total) / optimised.loss(style, k, name, pictures[name])

        kinds: dict[str, list[float]] = {"bank": [ratio(loaded.net, name) for name in pictures]}
        if fit:
            half_way = (len(pictures) + 1) // 2
            first, second = list(pictures)[:half_way], list(pictures)[half_way:]
            nets = {n: fitted(vgg, loaded.net, row, [p], targets, k, w, fit) for n, p in pictures.items()}
            kinds["fitted to it"] = [ratio(net, name) for name, net in nets.items()]
            half = fitted(vgg, loaded.net, row, [pictures[n] for n in first], targets, k, w, fit * len(first))
            kinds["fitted to half, that half"] = [ratio(half, name) for name in first]
            if second:
                kinds["fitted to half, the others"] = [ratio(half, name) for name in second]
            cells = [
                [to_image(p), *(to_image(paint(net, p, {row: 1.0})) for net in (loaded.net, nets[n]))]
                for n, p in pictures.items()
            ]
            flat = [("", im) for n, ims in zip(pictures, cells) for im in (*ims, optimised.image(style, n))]
            tile(flat, 4, 320).save(out / f"{style}.jpg", quality=92)
        found[style] = kinds
        said = "  ".join(f"{kind} {sum(r) / len(r):.2f} (worst {max(r):.2f})" for kind, r in kinds.items())
        print(f"{style:20} {said}", flush=True)
    kinds = list(next(iter(found.values())))
    told = {
        "net": loaded.name,
        "steps": steps,
        "optimiser": f"Adam {RATE}",
        "ratio": {s: {kind: sum(r) / len(r) for kind, r in of.items()} for s, of in found.items()},
        "mean": {kind: sum(sum(of[kind]) / len(of[kind]) for of in found.values()) / len(found) for kind in kinds},
        "worst": {kind: max(max(of[kind]) for of in found.values()) for kind in kinds},
    }
    (out / "ratios.json").write_text(json.dumps(told, indent=1) + "\n", "utf8")
    return {s: sum(of["bank"]) / len(of["bank"]) for s, of in found.items()}


class Optimised:
    """The optimised pictures of a folder, and the losses they came to."""

    def __init__(self, folder: Path, vgg: Vgg, targets: Grams, w: Losses, steps: int) -> None:
        self.folder, self.vgg, self.targets, self.w, self.steps = folder, vgg, targets, w, steps
        self.record = folder / "gatys.json"
        self.done: dict[str, dict[str, float]] = (
            json.loads(self.record.read_text("utf8")) if self.record.exists() else {}
        )

    def loss(self, style: str, k: int, name: str, picture: torch.Tensor) -> float:
        """Of this picture in this style, which is the k-th of the targets. Optimises it where that was not done."""
        key = f"{style}/{name}/{self.steps}"
        if key not in self.done:
            y = optimise(self.vgg, picture, self.targets, k, self.w, self.steps)
            to_image(y).save(self.folder / f"{style}--{name}.jpg", quality=92)
            with torch.no_grad():
                parts = judge(self.vgg, y, content_target(self.vgg, picture), self.targets, k, self.w)
            self.done[key] = {n: float(v) for n, v in parts.items()}
            print(f"{style:20} {name:20} optimised to {self.done[key]['total']:.3f}", flush=True)
            part = self.record.with_suffix(".part")
            part.write_text(json.dumps(self.done, indent=1), "utf8")
            part.replace(self.record)
        return self.done[key]["total"]

    def image(self, style: str, name: str) -> Image.Image:
        return Image.open(self.folder / f"{style}--{name}.jpg")
