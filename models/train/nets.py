"""A net by where it lies: a bank's folder, a run's folder, or one file of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import checkpoint
from .bank import net_of, read_bank
from .loop import average_net
from .net import PlanNet


@dataclass(frozen=True)
class Loaded:
    """state: of a run's checkpoint, None for a bank."""

    name: str
    net: PlanNet
    styles: list[str]
    state: dict[str, Any] | None


def load_net(path: Path) -> Loaded:
    """@raises Trouble"""
    if (path / "model.json").is_file():
        head, tensors = read_bank(path)
        return Loaded(path.resolve().name, net_of(head, tensors), head["styles"], None)
    state = checkpoint.load(path)
    return Loaded(f"{state['config']['bank']}@{state['iteration']}", average_net(state), state["names"], state)
