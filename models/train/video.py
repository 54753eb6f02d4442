"""The video bench: how much a painting boils and swims on films whose motion is known.

For each style and kind of film: the mean difference of successive paintings along the true motion, where both frames
show the same, divided by the raw film's own. 1 would be as steady as the film itself. Two remedies of run time can be
measured beside the net: norm statistics smoothed over the frames, and what the page's stage does, which holds the last
painting and moves it along with the film.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .data import to_tensor
from .film import MARGIN, Motion, compose, cut_out, noisy, sample
from .net import PlanNet
from .nets import Loaded
from .plan import Layer
from .steady import hold

SIZE = 192
FRAMES = 5
NOISE = 0.015
"""sigma of the sensor noise, of 1"""
KINDS: dict[str, tuple[Motion, Motion | None, float]] = {
    "still": (Motion(), None, 0.0),
    "pan": (Motion(2.7, 1.1), None, 0.0),
    "zoom": (Motion(zoom=0.015), None, 0.0),
    "turn": (Motion(turn=0.8), None, 0.0),
    "exposure": (Motion(), None, 0.03),
    "foreground": (Motion(), Motion(4.3, 1.2), 0.0),
}
"""Motion of the ground a frame, of the cut-out, change of exposure a frame."""


@dataclass(frozen=True)
class Clip:
    """frames: each [1, 3, h, w]; flows, masks: from frame i + 1 to frame i."""

    kind: str
    frames: list[torch.Tensor]
    flows: list[torch.Tensor]
    masks: list[torch.Tensor]


def make_clip(kind: str, back: torch.Tensor, front: torch.Tensor, seed: int, frames: int = FRAMES) -> Clip:
    """back, front: canvases [1, 3, SIZE + 2 MARGIN, …]."""
    motion, front_motion, drift = KINDS[kind]
    rng, noise = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    blob = cut_out(SIZE + 2 * MARGIN, rng) if front_motion else None
    shots, flows, masks = [], [], []
    for i in range(frames - 1):
        when = (i - (frames - 1) / 2, i + 1 - (frames - 1) / 2)
        a, b, flow, mask = compose(
            back, front if blob is not None else None, blob, np.eye(3), motion, front_motion or Motion(), SIZE, when
        )
        shots = shots or [a]
        shots.append(b)
        flows.append(flow)
        masks.append(mask)
    lit = [shot * (1 + drift * (-1) ** i / 2) for i, shot in enumerate(shots)]
    return Clip(kind, [noisy(shot, NOISE, noise) for shot in lit], flows, masks)


def make_clips(photographs: list[np.ndarray], frames: int = FRAMES) -> list[Clip]:
    """One of each kind of every photograph (8-bit RGB)."""
    from PIL import Image

    side = SIZE + 2 * MARGIN
    canvases = []
    for im in photographs:
        s = min(im.shape[:2])
        y, x = (im.shape[0] - s) // 2, (im.shape[1] - s) // 2
        canvases.append(to_tensor(Image.fromarray(im[y : y + s, x : x + s]).resize((side, side), Image.LANCZOS)))
    return [
        make_clip(kind, c, canvases[(n + 1) % len(canvases)], n, frames)
        for n, c in enumerate(canvases)
        for kind in KINDS
    ]


def unrest(pictures: list[torch.Tensor], clip: Clip) -> torch.Tensor:
    """[n]: mean absolute difference of successive pictures ([n, 3, h, w] each) along the true motion."""
    total = torch.zeros(pictures[0].shape[0])
    for a, b, flow, mask in zip(pictures, pictures[1:], clip.flows, clip.masks):
        apart = (b - sample(a, flow.expand(len(a), -1, -1, -1))).abs().mean(1, keepdim=True) * mask
        total += apart.sum((1, 2, 3)) / mask.sum()
    return total / len(clip.flows)


def spread(pictures: list[torch.Tensor]) -> float:
    """Contrast of the pictures: the mean of their standard deviations over pixels and channels."""
    return sum(float(p.std()) for p in pictures) / len(pictures)


class SmoothedNet(PlanNet):
    """A net whose norms use the statistics of the frames before, too: `keep` of the old, 1 - keep of the new."""

    def __init__(self, net: PlanNet, keep: float) -> None:
        torch.nn.Module.__init__(self)
        self.plan, self.styles, self.reads, self.tensors, self.last_use = (
            net.plan,
            net.styles,
            net.reads,
            net.tensors,
            net.last_use,
        )
        self.keep, self.seen = keep, {}

    def _run(self, layer: Layer, inputs: list[torch.Tensor], mix: torch.Tensor) -> torch.Tensor:
        if layer["op"] != "instanceNorm":
            return super()._run(layer, inputs, mix)
        x = inputs[0]
        now = (x.mean((2, 3), keepdim=True), x.var((2, 3), unbiased=False, keepdim=True))
        old = self.seen.get(layer["name"], now)
        mean, var = (o + (n - o) * (1 - self.keep) for o, n in zip(old, now))
        self.seen[layer["name"]] = (mean, var)
        x = (x - mean) / (var + layer["epsilon"]).sqrt()
        gamma, beta = (mix @ self.named()[f"{layer['style']}.{part}"] for part in ("gamma", "beta"))
        return x * gamma[:, :, None, None] + beta[:, :, None, None]


def bench(
    loaded: Loaded, clips: list[Clip], keep: float = 0.0, holding: bool = False, only: list[str] | None = None
) -> dict[str, dict[str, float]]:
    """Style → kind → unrest of the painting by the film's own, averaged over the photographs; 'all' is the mean of the
    kinds, 'over contrast' that of the same by the painting's contrast against the film's: a pale picture is calm too.
    """
    styles = [s for s in loaded.styles if only is None or s in only]
    found: dict[str, dict[str, list[float]]] = {s: {k: [] for k in KINDS} for s in styles}
    by_contrast: dict[str, list[float]] = {s: [] for s in styles}
    for clip in clips:
        own, contrast = float(unrest(clip.frames, clip)), spread(clip.frames)
        for style in styles:
            mix = torch.zeros(1, len(loaded.styles))
            mix[0, loaded.styles.index(style)] = 1
            net = SmoothedNet(loaded.net, keep) if keep else loaded.net
            with torch.no_grad():
                paintings = [net(frame, mix) for frame in clip.frames]
            paintings = hold(paintings, clip.frames) if holding else paintings
            found[style][clip.kind].append(float(unrest(paintings, clip)) / own)
            by_contrast[style].append(found[style][clip.kind][-1] * contrast / max(spread(paintings), 1e-6))
    out = {}
    for style, kinds in found.items():
        means = {kind: sum(v) / len(v) for kind, v in kinds.items() if v}
        calm = sum(by_contrast[style]) / len(by_contrast[style])
        out[style] = {**means, "all": sum(means.values()) / len(means), "over contrast": calm}
    return out


def table(results: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """Net → style → kind → ratio, as Markdown: the mean of every net by kind, then every style's 'all' beside one
    another.
    """
    kinds = [*KINDS, "all", "over contrast"]
    lines = ["| net | " + " | ".join(kinds) + " |", "| --- |" + " --- |" * len(kinds)]
    for name, styles in results.items():
        means = [np.mean([r[k] for r in styles.values() if k in r]) for k in kinds]
        lines.append(f"| {name} | " + " | ".join(f"{m:.2f}" for m in means) + " |")
    every = list(dict.fromkeys(s for styles in results.values() for s in styles))
    lines += ["", "| style | " + " | ".join(results) + " |", "| --- |" + " --- |" * len(results)]
    for style in every:
        lines.append(
            f"| {style} | "
            + " | ".join(f"{r[style]['all']:.2f}" if style in r else "" for r in results.values())
            + " |"
        )
    return lines


def write(results: dict[str, dict[str, dict[str, float]]], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "video.json").write_text(json.dumps(results, indent=1) + "\n", "utf8")
    head = f"Unrest of the painting along the true motion by the raw film's own; {SIZE} px, noise {NOISE}."
    (out / "video.md").write_text("\n".join([head, "", *table(results)]) + "\n", "utf8")
