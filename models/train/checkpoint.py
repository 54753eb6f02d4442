"""A run's state on disk. Written beside its place and renamed, so that a kill at any moment leaves a whole one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import torch

from .trouble import Trouble

NAME = "checkpoint.pth"


def save(state: dict[str, Any], folder: Path, name: str = NAME) -> None:
    """state: weights, optimiser, running averages, iteration, config. What a later iteration sees follows from seed
    and number (data.py).
    """
    temporary = folder / (name + ".part")
    with open(temporary, "wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, folder / name)


def load(path: Path) -> dict[str, Any]:
    """@raises Trouble"""
    path = path / NAME if path.is_dir() else path
    if not path.is_file():
        raise Trouble("Loading a checkpoint", f"there is no {path}.", "Name the folder of a run, or a file of it.")
    try:
        return torch.load(
            path, map_location="cpu", weights_only=False
        )  # our own file; newer PyTorch would refuse its numbers
    except Exception as problem:  # torch.load throws whatever the pickle inside throws
        raise Trouble(
            f"Loading {path}", f"it is damaged ({problem}).", "Take an older one: kept-*.pth beside it."
        ) from None


def same_run(saved: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Which fields of the config changed in a way that makes going on meaningless: other styles, another net, another
    size of batch.
    """
    return [name for name in ("styles", "net", "batch", "seed") if _core(name, saved) != _core(name, now)]


def _core(name: str, config: dict[str, Any]) -> str:
    value = config.get(name)
    if name == "styles":
        value = [s["id"] for s in value]
    return json.dumps(value, sort_keys=True)


def came_to(head: dict[str, Any], bank: str, seed: int) -> tuple[int, float]:
    """Iterations and seconds that a start (start.py) of the same run had come to; 0 where it is another bank's."""
    had = head.get("training", {})
    if had.get("bank") != bank or had.get("seed") != seed:
        return 0, 0.0
    return int(had["iteration"]), float(had["seconds"])
