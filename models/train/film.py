"""Two frames of a film whose motion is known, made from photographs: for the temporal loss and for the video bench.

A frame samples a canvas (a photograph a little larger than the frame) through an affine map; frame B's map differs
from frame A's by the motion, shared out evenly so that both are resampled alike. A cut-out of a second photograph
moves in front by a motion of its own. Exposure differs, and each frame has its own sensor noise. Where each pixel of B
lies in A is known exactly, and where it can't be seen there (uncovered ground, soft edges of the cut-out, outside the
frame) the mask is 0. After Ruder et al. 2016 (arXiv 1604.08610), who had to estimate what is known here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from .config import Film

MARGIN = 24
"""px of canvas beyond the frame on each side"""


@dataclass(frozen=True)
class Pair:
    """clean: the picture of frame A without noise. flow [1, h, w, 2]: where B's pixels lie in A, as grid_sample wants
    it. mask [1, 1, h, w]
    """

    a: torch.Tensor
    b: torch.Tensor
    clean: torch.Tensor
    flow: torch.Tensor
    mask: torch.Tensor


@dataclass(frozen=True)
class Motion:
    """Between the frames: px, px, ratio - 1, degrees."""

    dx: float = 0.0
    dy: float = 0.0
    zoom: float = 0.0
    turn: float = 0.0

    def matrix(self, share: float) -> np.ndarray:
        """3x3, the `share` of the motion, about the frame's centre."""
        a, s = math.radians(self.turn * share), (1 + self.zoom) ** share
        c, d = s * math.cos(a), s * math.sin(a)
        return np.array([[c, -d, self.dx * share], [d, c, self.dy * share], [0, 0, 1]])


def draw_motion(film: Film, rng: np.random.Generator) -> Motion:
    """One of: still, whole pixels, a pan of parts of a pixel, everything at once."""
    if rng.random() < film.still:
        return Motion()
    dx, dy = rng.uniform(-film.shift, film.shift, 2)
    kind = rng.random()
    if kind < 0.2:
        return Motion(round(dx), round(dy))
    if kind < 0.55:
        return Motion(dx, dy)
    return Motion(dx / 2, dy / 2, rng.uniform(-film.zoom, film.zoom), rng.uniform(-film.turn, film.turn))


def grid(matrix: np.ndarray, size: tuple[int, int], source: tuple[int, int]) -> torch.Tensor:
    """[1, h, w, 2] for grid_sample(align_corners=False): the frame's pixel p (px from its centre) reads the source at
    matrix @ p.
    """
    (h, w), (sh, sw) = size, source
    y, x = torch.meshgrid(torch.arange(h) - (h - 1) / 2, torch.arange(w) - (w - 1) / 2, indexing="ij")
    m = matrix
    u, v = m[0, 0] * x + m[0, 1] * y + m[0, 2], m[1, 0] * x + m[1, 1] * y + m[1, 2]
    return torch.stack((u * (2 / sw), v * (2 / sh)), -1)[None].float()


def sample(source: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
    """Bilinear, edges repeated."""
    return F.grid_sample(source, where, mode="bilinear", padding_mode="border", align_corners=False)


def cut_out(size: int, rng: np.random.Generator) -> torch.Tensor:
    """[1, 1, size, size] 0..1: a soft-edged blob, a sixth to a half of the side across."""
    radius = size * rng.uniform(0.09, 0.24)
    squash, turn, corners = rng.uniform(0.6, 1.6), rng.uniform(0, math.pi), rng.integers(2, 6)
    y, x = torch.meshgrid(torch.arange(size) - size / 2, torch.arange(size) - size / 2, indexing="ij")
    angle = torch.atan2(y, x * squash)
    rim = radius * (1 + 0.22 * torch.cos(corners * (angle + turn)))
    return ((rim - torch.hypot(x * squash, y)) / 2).clamp(-0.5, 0.5)[None, None].float() + 0.5


def noisy(x: torch.Tensor, sigma: float, rng: torch.Generator) -> torch.Tensor:
    return (x + torch.randn(x.shape, generator=rng) * sigma).clamp(0, 1)


def make_pair(
    back: torch.Tensor,
    front: torch.Tensor | None,
    size: int,
    film: Film,
    rng: np.random.Generator,
    noise: torch.Generator,
) -> Pair:
    """back, front: canvases [1, 3, size + 2 MARGIN, …] (front: None for no foreground)."""
    motion = draw_motion(film, rng)
    front_motion, place = Motion(), np.eye(3)
    blob = None
    if front is not None:
        angle, length = rng.uniform(0, 2 * math.pi), rng.uniform(1, film.shift * 1.5)
        front_motion = Motion(
            motion.dx + length * math.cos(angle), motion.dy + length * math.sin(angle), 0, rng.uniform(-2, 2)
        )
        place[0, 2], place[1, 2] = rng.uniform(-0.3, 0.3, 2) * size
        blob = cut_out(size + 2 * MARGIN, rng)
    level, lift = exposure(film, rng)
    drift = 1 + rng.uniform(-film.exposure, film.exposure)
    sigma = rng.uniform(0.004, film.noise) * (1.5 if level < 0.5 else 1)
    clean_a, clean_b, flow, mask = compose(back, front, blob, place, motion, front_motion, size)
    clean_a, clean_b = (clean_a * level + lift).clamp(0, 1), (clean_b * level * drift + lift).clamp(0, 1)
    return Pair(noisy(clean_a, sigma, noise), noisy(clean_b, sigma, noise), clean_a, flow, mask)


def exposure(film: Film, rng: np.random.Generator) -> tuple[float, float]:
    """Gain and lift: mostly near 1 and 0, some frames of a dark room, some blown out."""
    kind = rng.random()
    if kind < film.dark:
        return rng.uniform(0.12, 0.45), rng.uniform(0, 0.03)
    if kind < film.dark + film.bright:
        return rng.uniform(1.3, 2.2), rng.uniform(0, 0.1)
    return rng.uniform(0.7, 1.2), rng.uniform(-0.08, 0.08)


def compose(
    back: torch.Tensor,
    front: torch.Tensor | None,
    blob: torch.Tensor | None,
    place: np.ndarray,
    motion: Motion,
    front_motion: Motion,
    size: int,
    when: tuple[float, float] = (-0.5, 0.5),
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """→ frame A, frame B [1, 3, size, size], flow [1, size, size, 2], mask [1, 1, size, size]. when: of A and B, in
    steps of the motion
    """
    frame, canvas = (size, size), (back.shape[2], back.shape[3])
    to_a, to_b = motion.matrix(when[0]), motion.matrix(when[1])
    a, b = sample(back, grid(to_a, frame, canvas)), sample(back, grid(to_b, frame, canvas))
    flow = grid(np.linalg.inv(to_a) @ to_b, frame, frame)
    mask = inside(flow, size)
    if front is None or blob is None:
        return a, b, flow, mask
    undo = np.linalg.inv(place)
    front_a, front_b = undo @ front_motion.matrix(when[0]), undo @ front_motion.matrix(when[1])
    blob_a, blob_b = sample(blob, grid(front_a, frame, canvas)), sample(blob, grid(front_b, frame, canvas))
    a = a + (sample(front, grid(front_a, frame, canvas)) - a) * blob_a
    b = b + (sample(front, grid(front_b, frame, canvas)) - b) * blob_b
    front_flow = grid(np.linalg.inv(front_a) @ front_b, frame, frame)
    # A pixel counts where both frames show wholly the same one of the two; near the soft edge neither is.
    ground = (near(blob_b, True) < 0.02) & (sample(near(blob_a, True), flow) < 0.02)
    body = (near(blob_b, False) > 0.98) & (sample(near(blob_a, False), front_flow) > 0.98)
    on_front = (blob_b > 0.5).squeeze(1)[..., None]
    mask = torch.where(body, inside(front_flow, size), mask * ground)
    return a, b, torch.where(on_front, front_flow, flow), mask


def near(x: torch.Tensor, most: bool) -> torch.Tensor:
    """The largest (else the smallest) of the pixel and its neighbours."""
    return F.max_pool2d(x, 3, 1, 1) if most else -F.max_pool2d(-x, 3, 1, 1)


def inside(flow: torch.Tensor, size: int, rim: int = 3) -> torch.Tensor:
    """[1, 1, h, w]: 1 where the flow stays `rim` px inside the frame."""
    limit = 1 - 2 * rim / size
    return (flow.abs() <= limit).all(-1)[:, None].float()


def temporal_loss(ya: torch.Tensor, yb: torch.Tensor, flow: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """[n]: mean square of what the painting of B differs from the painting of A moved along the true motion, where A
    shows it.
    """
    apart = (yb - sample(ya, flow)).square().mean(1, keepdim=True) * mask
    return apart.sum((1, 2, 3)) / mask.sum((1, 2, 3)).clamp(min=1)
