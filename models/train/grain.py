"""A fixed fine grain that the picture lies on, as on a canvas: what is flat (a clear sky, a wall, a drawn film) gives strokes
something to begin with, where a net else repeats one stamp in rows; and it stays where it is, so that a still camera's own
noise, which does not, counts for less. src/models/grain.ts makes the same numbers.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch

CELL = 2
"""px that share a number: a net that works at a quarter of the size would even out smaller ones"""


@lru_cache(maxsize=8)
def grain(height: int, width: int) -> torch.Tensor:
    """[1, 1, height, width], -1..1, evenly spread: the bits of each cell's place, mixed (Wellons 2018, lowbias32)."""
    row = np.arange(height, dtype=np.uint32)[:, None] // CELL
    column = np.arange(width, dtype=np.uint32)[None] // CELL
    h = (row << np.uint32(16)) | column
    h ^= h >> np.uint32(16)
    h *= np.uint32(0x7FEB352D)
    h ^= h >> np.uint32(15)
    h *= np.uint32(0x846CA68B)
    h ^= h >> np.uint32(16)
    return torch.from_numpy((h >> np.uint32(8)).astype(np.float32) * np.float32(2**-23) - 1)[None, None]
