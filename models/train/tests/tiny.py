"""A run small enough for a test: 16 px pictures, a net of a few channels, a loss network of random numbers."""

from __future__ import annotations

import numpy as np
import torch

from ..config import Config, parse_config
from ..run import Run
from ..processes import Place
from ..vgg import made_up_vgg


def tiny_config(**changes) -> Config:
    data = {
        "bank": "tiny",
        "iterations": 40,
        "batch": 2,
        "size": 32,
        "seed": 3,
        "threads": 1,
        "nice": 0,
        "mixed": 0.4,
        "net": {"half": 4, "quarter": 6, "full": 4, "blocks": 2, "dilations": [1, 2]},
        "styles": [{"id": s, "file": "none.jpg", "title": s, "by": "Nobody"} for s in ("one", "two", "three")],
    }
    return parse_config({**data, **changes}, "tiny.json")


class MadePhotographs:
    """Pictures of waves and noise in place of photographs."""

    images = [None] * 4

    def canvas(self, size: int, rng: np.random.Generator) -> torch.Tensor:
        y, x = np.mgrid[0:size, 0:size] / size
        waves = [
            0.5 + 0.4 * np.sin(rng.uniform(3, 25) * (x * np.cos(a) + y * np.sin(a)) + rng.uniform(0, 6))
            for a in rng.uniform(0, 6, 3)
        ]
        return torch.tensor(np.stack(waves)[None], dtype=torch.float32)


def tiny_run(place: Place = Place(), device: str = "cpu", drawing: int = 0, **changes) -> Run:
    torch.set_num_threads(1)
    paintings = [MadePhotographs().canvas(48, np.random.default_rng(n)) for n in range(3)]
    return Run(tiny_config(**changes), made_up_vgg(), paintings, MadePhotographs(), device, place, drawing)
