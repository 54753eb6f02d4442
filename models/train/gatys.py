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

from .config import Losses
from .losses import Grams, content_loss, content_target, pyramid, style_loss, tv_loss
from .nets import Loaded
from .sheet import paint, to_image
from .vgg import Vgg

STEPS = 300
RATE = 0.05


def judge(
    vgg: Vgg, y: torch.Tensor, content: torch.Tensor, targets: Grams, k: int, w: Losses
) -> dict[str, torch.Tensor]:
    """Weighted losses of one painting, and their sum."""
    features = pyramid(vgg, y, len(w.layers))
    mix = torch.eye(next(t for row in targets for t in row if t is not None).shape[0])[k : k + 1]
    parts = {
        "style": w.style * style_loss(features, targets, mix, w).sum(),
        "content": w.content * content_loss(features, content).sum(),
        "tv": w.tv * tv_loss(y).sum(),
    }
    return {**parts, "total": sum(parts.values())}


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
) -> dict[str, float]:
    """Style → the bank's loss by the optimised one, mean of the pictures. targets: of `styles`, in their order."""
    out.mkdir(parents=True, exist_ok=True)
    record = out / "gatys.json"
    done: dict[str, dict[str, float]] = json.loads(record.read_text("utf8")) if record.exists() else {}
    ratios: dict[str, list[float]] = {s: [] for s in styles}
    for k, style in enumerate(styles):
        for name, picture in pictures.items():
            key, content = f"{style}/{name}/{steps}", content_target(vgg, picture)
            if key not in done:
                y = optimise(vgg, picture, targets, k, w, steps)
                to_image(y).save(out / f"{style}--{name}.jpg", quality=92)
                with torch.no_grad():
                    done[key] = {n: float(v) for n, v in judge(vgg, y, content, targets, k, w).items()}
                part = record.with_suffix(".part")
                part.write_text(json.dumps(done, indent=1), "utf8")
                part.replace(record)
            with torch.no_grad():
                painted = paint(loaded.net, picture, {loaded.styles.index(style): 1.0})
                bank = judge(vgg, painted, content, targets, k, w)
            ratio = float(bank["total"]) / done[key]["total"]
            ratios[style].append(ratio)
            print(
                f"{style:20} {name:20} optimised {done[key]['total']:.3f}  "
                f"bank {float(bank['total']):.3f}  ratio {ratio:.2f}",
                flush=True,
            )
    means = {s: sum(r) / len(r) for s, r in ratios.items()}
    told = {
        "net": loaded.name,
        "steps": steps,
        "optimiser": f"Adam {RATE}",
        "ratio": means,
        "mean": sum(means.values()) / len(means),
        "worst": max(max(r) for r in ratios.values()),
    }
    (out / "ratios.json").write_text(json.dumps(told, indent=1) + "\n", "utf8")
    return means
