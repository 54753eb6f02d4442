"""What a painting is judged by. All losses are relative to their target's own energy, so that styles weigh alike.

style     distance of Gram matrices at three scales (Gatys et al. 2016; Johnson et al. 2016, arXiv 1603.08155)
content   relu3_3 of the half-size picture: the brush strokes at full size stay free
tv        squared total variation
temporal  film.py
grid      a pattern that repeats every four pixels, wherever it is: the steps up leave one
tone      tone.py: light and shade of the photograph
palette   palette.py: colours of the painting
"""

from __future__ import annotations

import torch
import torch.nn.functional as F

from .config import Losses
from .vgg import Vgg

Grams = list[list["torch.Tensor | None"]]


def gram(f: torch.Tensor) -> torch.Tensor:
    """[n, c, h, w] (best in channels_last, which needs no copy) → [n, c, c], float32"""
    n, c, h, w = f.shape
    f = f.permute(0, 2, 3, 1).reshape(n, h * w, c)
    return (f.transpose(1, 2) @ f).float() / (h * w)


def pyramid(vgg: Vgg, x: torch.Tensor, scales: int) -> list[list[torch.Tensor]]:
    """Features of x at full, half, quarter … size."""
    out = []
    for _ in range(scales):
        out.append(vgg(x))
        x = F.avg_pool2d(x, 2)
    return out


def painting_grams(vgg: Vgg, pictures: list[torch.Tensor], weights: Losses) -> Grams:
    """The targets: [scale][layer] → [styles, c, c]. pictures: each [1, 3, h, w]"""
    with torch.no_grad():
        each = [[[gram(f) for f in fs] for fs in pyramid(vgg, p, len(weights.layers))] for p in pictures]
    return [
        [torch.cat([e[s][j] for e in each]) if w else None for j, w in enumerate(row)]
        for s, row in enumerate(weights.layers)
    ]


def style_loss(features: list[list[torch.Tensor]], targets: Grams, mix: torch.Tensor, weights: Losses) -> torch.Tensor:
    """[n]: squared Gram distance by the target's own square, summed over scales and layers. A mix's target is the mix
    of Grams.
    """
    total = mix.new_zeros(mix.shape[0])
    for s, row in enumerate(weights.layers):
        for j, w in enumerate(row):
            if w:
                want = torch.einsum("ns,scd->ncd", mix, targets[s][j])
                total = total + w * (gram(features[s][j]) - want).square().sum((1, 2)) / want.square().sum((1, 2))
    return total


def content_target(vgg: Vgg, picture: torch.Tensor) -> torch.Tensor:
    """relu3_3 of the half-size picture, without gradient."""
    with torch.no_grad():
        return vgg(F.avg_pool2d(picture, 2))[3].float()


def content_loss(features: list[list[torch.Tensor]], target: torch.Tensor) -> torch.Tensor:
    """[n]"""
    return (features[1][3].float() - target).square().mean((1, 2, 3)) / target.square().mean((1, 2, 3))


def by_contrast(temporal: torch.Tensor, y: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """[n]: the temporal loss by the picture's variance against the painting's: unrest is seen against contrast, and a
    picture that pales must gain nothing by it. Detached, so that it can't be bought with contrast either.

    wanted [n]: variance of the paintings.
    """
    had = y.detach().var((1, 2, 3))
    return temporal * (wanted / had.clamp(min=1e-4)).clamp(0.5, 3)


def tv_loss(y: torch.Tensor) -> torch.Tensor:
    """[n]"""
    across, down = y[..., 1:] - y[..., :-1], y[..., 1:, :] - y[..., :-1, :]
    return across.square().mean((1, 2, 3)) + down.square().mean((1, 2, 3))


def phases(y: torch.Tensor, period: int = 4) -> torch.Tensor:
    """[n, 3, period, period]: by how much pixels of each place in a raster of `period` px differ from their surroundings
    (9 px), mean of the picture. A picture without a grid has nothing there but the chance of its strokes.
    """
    n, c, h, w = y.shape
    fine = y - F.avg_pool2d(F.pad(y, (4, 4, 4, 4), mode="replicate"), 9, 1)
    fine = fine[..., : h // period * period, : w // period * period]
    placed = fine.reshape(n, c, h // period, period, w // period, period).mean((2, 4))
    return placed - placed.mean((2, 3), keepdim=True)


def grid_loss(ya: torch.Tensor, yb: torch.Tensor) -> torch.Tensor:
    """[n]: mean square of what two frames of a film have in common there."""
    return ((phases(ya) + phases(yb)) / 2).square().mean((1, 2, 3))


def judge(
    vgg: Vgg, y: torch.Tensor, content: torch.Tensor, targets: Grams, k: int, w: Losses
) -> dict[str, torch.Tensor]:
    """Weighted losses of one painting, and their sum."""
    features = pyramid(vgg, y, len(w.layers))
    mix = torch.eye(next(t for row in targets for t in row if t is not None).shape[0], device=y.device)[k : k + 1]
    parts = {
        "style": w.style * style_loss(features, targets, mix, w).sum(),
        "content": w.content * content_loss(features, content).sum(),
        "tv": w.tv * tv_loss(y).sum(),
    }
    return {**parts, "total": sum(parts.values())}
