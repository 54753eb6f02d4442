"""A net by where it lies: a bank's folder, a run's folder, or one file of a run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import checkpoint
from .bank import net_of, read_bank
from .run import average_net
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


def load_nets(paths: list[Path]) -> list[Loaded]:
    """Each under a name of its own: banks and runs are often called the same. @raises Trouble"""
    found: list[Loaded] = []
    for path in paths:
        net = load_net(path)
        taken = {n.name for n in found}
        if net.name in taken:
            folder = path if path.is_dir() else path.parent
            names = [f"{folder.resolve().name}/{net.name}", *(f"{net.name} ({n})" for n in range(2, len(paths) + 1))]
            net = replace(net, name=next(name for name in names if name not in taken))
        found.append(net)
    return found
