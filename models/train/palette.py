"""Colours, wherever they are: how far the pixels of a painting are from the model's, as clouds of points in RGB.

Along a random direction the sorted pixels of both are compared, which is the Wasserstein distance in one dimension;
the mean over directions is the sliced distance (Rabin et al. 2011; Heitz et al. 2021, arXiv 2006.07229). A mix of
paintings has the mix of their sorted pixels for its target, the sliced barycentre: colours move from one palette to
the other, and do not become grey.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F

KEPT = 4096
"""pixels kept of a painting, and quantiles compared"""
DIRECTIONS = 12
PARENTS = 2
"""styles in a mix, at most, as the training draws them"""


def pixels(picture: torch.Tensor, kept: int = KEPT) -> torch.Tensor:
    """[1, 3, h, w] → [3, kept]: evenly spread pixels of the half-size picture, in which a fine stroke's edge is no colour
    of its own.
    """
    flat = F.avg_pool2d(picture, 2)[0].flatten(1)
    return flat[:, torch.linspace(0, flat.shape[1] - 1, kept, device=flat.device).round().long()]


def directions(count: int, rng: torch.Generator) -> torch.Tensor:
    """[count, 3] of length 1"""
    return F.normalize(torch.randn(count, 3, generator=rng), dim=1)


def quantiles(flat: torch.Tensor, along: torch.Tensor, kept: int = KEPT) -> torch.Tensor:
    """[..., 3, pixels] → [..., directions, kept]: the projections in order, evenly thinned out."""
    ordered = (along @ flat).sort(-1).values
    return ordered[..., torch.linspace(0, ordered.shape[-1] - 1, kept, device=flat.device).round().long()]


def palette_loss(
    y: torch.Tensor, paintings: torch.Tensor, mix: torch.Tensor, along: torch.Tensor, kept: int = KEPT
) -> torch.Tensor:
    """[n]: mean square of what the sorted projections differ. paintings [styles, 3, pixels], mix [n, styles], along
    [directions, 3]
    """
    mine = quantiles(F.avg_pool2d(y, 2).flatten(2), along, kept)
    with torch.no_grad():
        shares, which = mix.topk(min(PARENTS, mix.shape[1]), 1)
        theirs = torch.einsum("np,npdk->ndk", shares, quantiles(paintings[which], along, kept))
    return (mine - theirs).square().mean((1, 2))


def profile(picture: torch.Tensor, count: int = 32) -> torch.Tensor:
    """[count, KEPT]: the sorted projections of a picture [1, 3, h, w], along directions that are always the same."""
    along = directions(count, torch.Generator().manual_seed(7)).to(picture.device)
    return quantiles(F.avg_pool2d(picture, 2)[0].flatten(1), along)


def palette_distance(y: torch.Tensor, painting: torch.Tensor) -> float:
    """Levels of 255, mean: how far the pixels of y [1, 3, h, w] lie from those of a painting with this profile."""
    return 255 * float((profile(y) - painting).abs().mean())
