"""What the page's stage does between a painting and the next (src/stage/bridge), on film whose paintings are all
there: the one before moves along with the film and stays where that shows the same. The video bench measures what it is worth.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F

CELLS = 48
"""along a side"""
FLAT = 0.003
"""less slope than this, and a cell goes by its neighbours"""
STILL, MOVED, LIGHT = 0.01, 0.02, 0.25
"""Two cells that differ by less than the first show the same, by more than the second something else (brightness
0..1); a difference of light alone counts a quarter.
"""
NEW = 0.35
"""Of a new painting, what comes in at least."""
MOVING = 0.75
"""Of what stays where nothing moves, what stays where something does: every move washes strokes out a little."""


def look(frame: torch.Tensor) -> torch.Tensor:
    """What the stage keeps of a picture (traceOf): how bright each of 48 x 48 cells is, which
    overlap, and how the brightness rises to the right and downward. [n, 3, h, w] → [n, 3, 48, 48].
    """
    luma = (frame * torch.tensor([0.2125, 0.7154, 0.0721])[:, None, None]).sum(1, keepdim=True)
    cell = frame.shape[-1] // CELLS
    wide = round(1.6 * cell)
    around = (wide - cell) // 2
    cells = F.avg_pool2d(F.pad(luma, (around, wide - cell - around) * 2, mode="replicate"), wide, cell)
    sides = F.pad(cells, (1, 1, 1, 1), mode="replicate")
    right = (sides[:, :, 1:-1, 2:] - sides[:, :, 1:-1, :-2]) / 2
    down = (sides[:, :, 2:, 1:-1] - sides[:, :, :-2, 1:-1]) / 2
    return torch.cat((cells, right, down), 1)


def smoothstep(low: float, high: float, x: torch.Tensor) -> torch.Tensor:
    t = ((x - low) / (high - low)).clamp(0, 1)
    return t * t * (3 - 2 * t)


def pull(image: torch.Tensor, flow: torch.Tensor) -> torch.Tensor:
    """image [1, c, h, w] at every place plus flow [1, 2, h, w] (x, y in shares of a side)."""
    h, w = flow.shape[-2:]
    y, x = torch.meshgrid((torch.arange(h) + 0.5) / h, (torch.arange(w) + 0.5) / w, indexing="ij")
    at = torch.stack((x, y)) + flow[0]
    return F.grid_sample(image, 2 * at.permute(1, 2, 0)[None] - 1, padding_mode="border", align_corners=False)


def movement(now: torch.Tensor, then: torch.Tensor) -> torch.Tensor:
    """Where what is at a place `now` was `then`, both looks: three of the steps that the stage makes for every
    frame (motion.ts; Lucas and Kanade 1981). [1, 2, 48, 48], shares of a side; nothing where most of it is lost.
    """
    cell = 1 / CELLS
    flow, off = torch.zeros(1, 2, CELLS, CELLS), torch.zeros(1, 1, CELLS, CELLS)
    for _ in range(3):
        known = F.avg_pool2d(F.pad(flow, (1, 1, 1, 1), mode="replicate"), 3, 1)
        xx, yy, xy = FLAT, FLAT, 0.0
        ex, ey, off, weights = 0.0, 0.0, 0.0, 0.0
        for dy in range(-2, 3):
            for dx in range(-2, 3):
                weight = math.exp(-(dx * dx + dy * dy) / 4.5)
                beside = torch.tensor([dx * cell, dy * cell])[None, :, None, None].expand(1, 2, CELLS, CELLS)
                here = pull(now, beside)
                error = here[:, :1] - pull(then, beside + known)[:, :1]
                right, down = here[:, 1:2], here[:, 2:3]
                xx, yy, xy = xx + right * right * weight, yy + down * down * weight, xy + right * down * weight
                ex, ey = ex + right * error * weight, ey + down * error * weight
                off, weights = off + error.abs() * weight, weights + weight
        found = torch.cat((yy * ex - xy * ey, xx * ey - xy * ex), 1) / (xx * yy - xy * xy)
        length = found.square().sum(1, keepdim=True).sqrt()
        found = found * (1 / length.clamp(min=1e-6)).clamp(max=1)
        flow = (known + found * cell).clamp(-0.25, 0.25)
        off = off / weights + length.clamp(max=1) * 0.08
    lost = float(smoothstep(0.06, 0.12, off).mean())
    return flow * (1 - float(smoothstep(0.25, 0.5, torch.tensor(lost))))


def standing(now: torch.Tensor, then: torch.Tensor) -> torch.Tensor:
    """1 where two looks show the same, 0 where they do not. Light that comes and goes alone counts little."""
    apart = ((now - then).abs() * torch.tensor([LIGHT, 1, 1])[:, None, None]).amax(1, keepdim=True)
    return 1 - ((apart - STILL) / (MOVED - STILL)).clamp(0, 1)


def hold(paintings: list[torch.Tensor], frames: list[torch.Tensor], new: float = NEW) -> list[torch.Tensor]:
    """paintings of frames, [n, 3, h, w] and [1, 3, h, w] each, sides multiples of 48 (steadied): the painting before
    follows the film's movement, and where the film shows the same there, only the share `new` of the new one comes in.
    """
    out = [paintings[0]]
    looks = [look(frame) for frame in frames]
    for i in range(1, len(paintings)):
        flow = movement(looks[i], looks[i - 1])
        size = frames[i].shape[-2:]
        still = standing(looks[i], looks[i - 1])
        flow = flow * (1 - still)
        kept = standing(looks[i], pull(looks[i - 1], flow)) * (1 - new) * (MOVING + (1 - MOVING) * still)
        kept, flow = (F.interpolate(x, size=size, mode="bilinear", align_corners=False) for x in (kept, flow))
        before = pull(out[-1], flow)
        out.append(before + (paintings[i] - before) * (1 - kept))
    return out
