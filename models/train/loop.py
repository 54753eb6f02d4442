"""The training loop: resumes by itself when its folder holds a checkpoint, saves at least every two minutes and when
asked to end.
"""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from . import checkpoint
from .plan import multiply_adds
from .processes import any_asks
from .run import Run

TOLD = ("style", "content", "temporal", "tv", "grid", "distil", "tone", "palette")
SAY_EVERY = 20


def train(run: Run, folder: Path, minutes: float | None = None, last: int | None = None) -> None:
    """Runs to the config's iterations, to iteration `last`, or for `minutes`; saves; ends after the step at hand on
    SIGTERM or SIGINT. Of several processes the first one writes, and all end after the same step.
    """
    folder.mkdir(parents=True, exist_ok=True)
    config, first = run.config, run.place.first
    if (folder / checkpoint.NAME).exists():
        run.restore(checkpoint.load(folder))
        print(f"going on from iteration {run.iteration}", flush=True)
    if first:
        (folder / "config.json").write_text(json.dumps(config.raw or asdict(config), indent=1), "utf8")
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda n, _: asked.append(n))
    began = saved = time.monotonic()
    with open(folder / "losses.jsonl" if first else os.devnull, "a", encoding="utf8") as journal:
        end = min(config.iterations, last or config.iterations)
        while run.iteration < end:
            over = minutes is not None and time.monotonic() - began > minutes * 60
            if any_asks(bool(asked) or over, run.place, run.device):
                break
            run.step()
            if not first:
                continue
            if run.iteration % SAY_EVERY == 0:
                print(progress(run), flush=True)
                journal.write(json.dumps(record(run)) + "\n")
                journal.flush()
            if run.iteration % config.keep_every == 0:
                checkpoint.save(run.state(), folder, f"kept-{run.iteration:06d}.pth")
            if time.monotonic() - saved > config.checkpoint_seconds:
                checkpoint.save(run.state(), folder)
                saved = time.monotonic()
    if not first:
        return
    checkpoint.save(run.state(), folder)
    print(
        f"{'done' if run.iteration >= config.iterations else 'stopped'} at iteration {run.iteration}; "
        f"checkpoint in {folder}",
        flush=True,
    )


def progress(run: Run) -> str:
    """'1200/12000  style 1.61 …  3 900 pictures/h  5 h 10 min left'"""
    each = run.seconds / run.iteration
    left = each * (run.config.iterations - run.iteration)
    parts = "  ".join(f"{name} {run.means[name]:.4g}" for name in TOLD if name in run.means)
    rate = run.config.batch * run.place.processes * 3600 / each
    time_left = f"{left // 3600:.0f} h {left % 3600 / 60:.0f} min left"
    return f"{run.iteration}/{run.config.iterations}  {parts}  {rate:.0f} pictures/h  {time_left}"


def record(run: Run) -> dict[str, Any]:
    styles = {name: round(float(v), 4) for name, v in zip(run.names, run.per_style) if not np.isnan(v)}
    return {"iteration": run.iteration, "seconds": round(run.seconds, 1), "losses": run.means, "styles": styles}


def describe(run: Run) -> str:
    lines = [
        f"{run.config.bank}: {len(run.names)} styles, {multiply_adds(run.plan):.0f} multiply-adds per pixel, "
        f"{sum(p.numel() for p in run.net.parameters())} numbers, {len(run.photographs.images)} photographs"
    ]
    lines += [f"  '{new}' begins as '{old}'" for new, old in run.origin.items()]
    return "\n".join(lines)


def be_quiet(threads: int, nice: int) -> None:
    """threads: of the arithmetic. nice 0..19: the higher the more it gives way (only raised, never lowered)."""
    torch.set_num_threads(threads)
    if hasattr(os, "nice"):  # Windows has none
        os.nice(max(0, nice - os.nice(0)))
