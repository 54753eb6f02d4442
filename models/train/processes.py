"""One run in several processes, as `torchrun` starts them: each sees its share of an iteration's pictures, gradients and
figures are the mean of all. Alone, nothing here does anything.

Everything that decides (weights, rate, when to end) is computed alike in every process, so that none has to be told.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

import torch
import torch.distributed as dist


@dataclass(frozen=True)
class Place:
    """Which process of how many this is."""

    process: int = 0
    processes: int = 1

    @property
    def first(self) -> bool:
        return self.process == 0


def joined(device: torch.device) -> Place:
    """Joins the others where torchrun started this process, else stays alone."""
    if int(os.environ.get("WORLD_SIZE", "1")) < 2:
        return Place()
    if not dist.is_initialized():
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    return Place(dist.get_rank(), dist.get_world_size())


def local_device(name: str) -> torch.device:
    """The device of that name; of several graphics cards in one machine, each process takes its own."""
    if name == "cuda" and "LOCAL_RANK" in os.environ:
        return torch.device("cuda", int(os.environ["LOCAL_RANK"]) % max(torch.cuda.device_count(), 1))
    return torch.device(name)


def mean_gradients(parameters: Iterable[torch.nn.Parameter], place: Place) -> None:
    """Each gradient becomes the mean of all processes', in one message."""
    if place.processes == 1:
        return
    gradients = [p.grad for p in parameters if p.grad is not None]
    together = torch.cat([g.flatten() for g in gradients])
    dist.all_reduce(together)
    together /= place.processes
    for g, mean in zip(gradients, together.split([g.numel() for g in gradients])):
        g.copy_(mean.view_as(g))


def gathered(mine: torch.Tensor, place: Place) -> torch.Tensor:
    """[n, …] of every process, one below the other in the order of the processes."""
    if place.processes == 1:
        return mine
    all_of_them = [torch.empty_like(mine) for _ in range(place.processes)]
    dist.all_gather(all_of_them, mine.contiguous())
    return torch.cat(all_of_them)


def any_asks(asked: bool, place: Place, device: torch.device) -> bool:
    """Whether one of the processes wants to end: they end together, as each waits for the others."""
    if place.processes == 1:
        return asked
    flag = torch.tensor([float(asked)], device=device)
    dist.all_reduce(flag)
    return bool(flag.item())


def left() -> None:
    """Leaves the others, at the end."""
    if dist.is_initialized():
        dist.destroy_process_group()
