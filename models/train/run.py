"""One run in memory: what an iteration does, on the processor, on a graphics card, or in one of several processes."""

from __future__ import annotations

import json
import math
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from . import checkpoint
from .bank import adopt, net_of, read_bank
from .config import ROOT, Config
from .data import Batch, Photographs, draw_batch, load_painting
from .film import temporal_loss
from .losses import (
    Grams,
    by_contrast,
    content_loss,
    content_target,
    grid_loss,
    painting_grams,
    pyramid,
    style_loss,
    tv_loss,
)
from .net import PlanNet
from .palette import DIRECTIONS, directions, palette_loss, pixels
from .plan import grained, residual_plan
from .processes import Place, gathered, mean_gradients
from .tone import tone_loss
from .trouble import Trouble
from .vgg import Vgg, load_vgg


class Run:
    """Net, optimiser, running averages. began_at: the iteration its start had come to; drawing: threads that draw the next
    iterations meanwhile.
    """

    def __init__(
        self,
        config: Config,
        vgg: Vgg,
        paintings: list[torch.Tensor],
        photographs: Photographs,
        device: torch.device | str = "cpu",
        place: Place = Place(),
        drawing: int = 0,
    ) -> None:
        torch.manual_seed(config.seed)
        self.device, self.place = torch.device(device), place
        vgg.to(self.device)
        paintings = [p.to(self.device) for p in paintings]
        self.config, self.vgg, self.photographs = config, vgg, photographs
        self.names = [s.id for s in config.styles]
        self.plan = residual_plan(config.net)
        self.net = PlanNet(self.plan, len(self.names))
        self.targets: Grams = painting_grams(vgg, paintings, config.losses)
        self.weights = torch.tensor([s.weight for s in config.styles], device=self.device)
        self.pixels = torch.stack([pixels(p) for p in paintings])
        self.contrasts = torch.stack([p.var() for p in paintings])
        self.origin: dict[str, str] = {}
        self.iteration, self.began_at, self.seconds = 0, 0, 0.0
        self.teacher: PlanNet | None = None
        if config.start:
            head, tensors = read_bank(ROOT / config.start)
            self.origin = adopt(self.net, self.names, tensors, head["styles"], self._likeness(head["styles"]))
            self.iteration, self.seconds = checkpoint.came_to(head, config.bank, config.seed)
            self.began_at = self.iteration
        if config.teacher:
            head, tensors = read_bank(ROOT / config.teacher)
            if head["styles"] != self.names:
                raise Trouble(
                    "Taking a teacher",
                    f"'{config.teacher}' has other styles.",
                    "List the teacher's styles in its order.",
                )
            self.teacher = net_of({**head, "layers": grained(head["layers"], 0)}, tensors).to(self.device)
        self.net.to(self.device)
        self.optimiser = torch.optim.Adam(self.net.parameters(), lr=config.rate, betas=(0.9, 0.99))
        self.average = {name: p.detach().clone() for name, p in self.net.named().items()}
        self.means: dict[str, float] = {}
        self.per_style = np.full(len(self.names), np.nan)
        self.pool = ThreadPoolExecutor(drawing) if drawing else None
        self.ahead = drawing
        self.coming: dict[int, Future[Batch]] = {}

    def _likeness(self, others: list[str]) -> np.ndarray | None:
        """Relative Gram distance between this run's paintings and those that the other bank knows too."""
        known = [self.names.index(o) if o in self.names else -1 for o in others]
        if all(k < 0 for k in known):
            return None
        n = len(self.names)
        apart = np.zeros((n, n))
        for row in self.targets:
            for t in row:
                if t is not None:
                    flat = (t / t.square().sum((1, 2), keepdim=True).sqrt()).flatten(1)
                    apart += torch.cdist(flat, flat).cpu().numpy()
        return np.stack([apart[:, k] if k >= 0 else np.full(n, np.inf) for k in known], 1)

    def learning_rate(self) -> float:
        c, done = self.config, min(self.iteration / self.config.iterations, 1.0)
        return (
            c.rate
            * min(1.0, (self.iteration - self.began_at + 1) / max(c.warm_up, 1))
            * (0.5 * (1 + math.cos(math.pi * done)) * 0.97 + 0.03)
        )

    def losses(self, batch: Batch) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """The weighted sum and its parts, each [n]."""
        c, w = self.config, self.config.losses
        stack = {
            part: torch.cat([getattr(p, part) for p in batch.pairs]).to(self.device)
            for part in ("a", "b", "clean", "flow", "mask")
        }
        n, mix = len(batch.pairs), batch.mix.to(self.device)
        jitter = batch.jitter.to(self.device) * c.paint_noise  # gives flat areas strokes
        both = self.net(torch.cat(((stack["a"] + jitter).clamp(0, 1), stack["b"])), mix.repeat(2, 1))
        ya, yb = both[:n], both[n:]
        features = pyramid(self.vgg, ya, len(w.layers))
        parts = {
            "style": style_loss(features, self.targets, mix, w) * (mix @ self.weights),
            "content": content_loss(features, content_target(self.vgg, stack["clean"])),
            "temporal": temporal_loss(ya, yb, stack["flow"], stack["mask"]),
            "tv": tv_loss(ya),
            "grid": grid_loss(ya, yb),
        }
        if self.teacher is not None and w.distil > 0:
            with torch.no_grad():
                want = self.teacher(stack["clean"], mix)
            parts["distil"] = (ya - want).square().mean((1, 2, 3))
        if w.by_contrast:
            parts["temporal"] = by_contrast(parts["temporal"], ya, mix @ self.contrasts)
        if w.tone > 0:
            parts["tone"] = tone_loss(ya, stack["clean"])
        if w.palette > 0:
            along = directions(DIRECTIONS, batch.rng).to(self.device)
            parts["palette"] = palette_loss(ya, self.pixels, mix, along)
        return sum(getattr(w, name) * value for name, value in parts.items()).mean(), parts

    def batch(self) -> Batch:
        """What this iteration sees, drawn ahead where there are threads for it."""
        draw = lambda i: draw_batch(self.config, self.photographs, i, self.place.process, self.place.processes)
        if self.pool is None:
            return draw(self.iteration)
        for i in range(self.iteration, self.iteration + self.ahead + 1):
            if i not in self.coming:
                self.coming[i] = self.pool.submit(draw, i)
        return self.coming.pop(self.iteration).result()

    def step(self) -> dict[str, float]:
        """One iteration. @raises Trouble when a loss is no number any more (the checkpoint on disk is from before)"""
        began = time.monotonic()
        batch = self.batch()
        for group in self.optimiser.param_groups:
            group["lr"] = self.learning_rate()
        loss, parts = self.losses(batch)
        names = list(parts)
        figures = torch.stack([parts[name].detach() for name in names], 1)
        figures = gathered(torch.cat((figures, batch.mix.to(self.device)), 1), self.place).cpu()
        if not figures.isfinite().all():
            raise Trouble(
                f"Iteration {self.iteration}",
                "the loss is not a number any more.",
                "Start again from an earlier kept-*.pth with a smaller `rate`; "
                "a painting with `weight` far above 1 is another cause.",
            )
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        mean_gradients(self.net.parameters(), self.place)
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.optimiser.step()
        decay = min(self.config.average, (self.iteration + 1) / (self.iteration + 10))
        with torch.no_grad():
            for name, p in self.net.named().items():
                self.average[name].lerp_(p, 1 - decay)
        self.iteration += 1
        told = {name: float(figures[:, i].mean()) for i, name in enumerate(names)}
        for name, value in told.items():
            self.means[name] = value if name not in self.means else self.means[name] * 0.98 + value * 0.02
        for row in figures:
            k = int(row[len(names) :].argmax())
            if row[len(names) + k] == 1:
                value = float(row[names.index("style")])
                self.per_style[k] = value if np.isnan(self.per_style[k]) else self.per_style[k] * 0.9 + value * 0.1
        # A run that was stopped (SIGSTOP) for a while must not fool the time left: what one step takes is capped.
        took = time.monotonic() - began
        self.seconds += took if self.iteration < 5 else min(took, 6 * self.seconds / max(self.iteration - 1, 1))
        return told

    def state(self) -> dict[str, Any]:
        return {
            "format": 1,
            "net": self.net.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average,
            "iteration": self.iteration,
            "began_at": self.began_at,
            "seconds": self.seconds,
            "means": self.means,
            "per_style": self.per_style,
            "config": asdict(self.config),
            "names": self.names,
            "plan": self.plan,
            "origin": self.origin,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """@raises Trouble when it is another run's"""
        changed = checkpoint.same_run(state["config"], _plain(asdict(self.config)))
        if changed:
            raise Trouble(
                "Going on with the run",
                f"its checkpoint was made with other {', '.join(changed)}.",
                "Name another folder with --out, and its bank as `start` in the config.",
            )
        self.net.load_state_dict(state["net"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = {name: value.to(self.device) for name, value in state["average"].items()}
        self.iteration, self.seconds, self.means = state["iteration"], state["seconds"], state["means"]
        self.began_at = state.get("began_at", 0)
        self.per_style, self.origin = state["per_style"], state["origin"]


def _plain(config: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(config))


def average_net(state: dict[str, Any]) -> PlanNet:
    """The net of a checkpoint as it will paint: on its grain, and with the running averages of its weights, which paint
    better than the last ones (Izmailov et al. 2018).
    """
    net = PlanNet(grained(state["plan"], state["config"].get("grain", 0)), len(state["names"]))
    with torch.no_grad():
        for name, p in net.named().items():
            p.copy_(state["average"][name])
    return net.eval()


def open_run(
    config: Config, training: Path, device: torch.device | str = "cpu", place: Place = Place(), drawing: int = 0
) -> Run:
    """Loads what a run needs. @raises Trouble"""
    vgg = load_vgg(training / config.loss_network, config.brief)
    paintings = [load_painting(training, s) for s in config.styles]
    photographs = Photographs(training, config.content, held_out=config.held_out)
    return Run(config, vgg, paintings, photographs, device, place, drawing)
