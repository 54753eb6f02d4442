"""What a bank's paintings are measured by, style by style, on photographs that it has not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch

from .config import Config, Losses
from .losses import Grams, content_loss, content_target, painting_grams, phases, pyramid, style_loss
from .nets import Loaded
from .palette import palette_distance, profile
from .sheet import paint
from .tone import big_tones, correlation
from .vgg import Vgg

Figures = dict[str, dict[str, float]]
"""Style → figure → value"""


@dataclass(frozen=True)
class Figure:
    """heading; digits behind the point; better: 'less', 'more', or 'near' the painting's own."""

    heading: str
    digits: int
    better: str


FIGURES: Mapping[str, Figure] = {
    "tone": Figure("tone", 3, "more"),
    "spread": Figure("big tones", 1, "near"),
    "palette": Figure("palette", 1, "less"),
    "style": Figure("style loss", 3, "less"),
    "content": Figure("content loss", 3, "less"),
    "grid": Figure("grid", 2, "less"),
}
EXPLAINED = (
    "Tone: correlation of luma with the photograph's in 32 cells across. Big tones: spread of luma in 32 cells of the short "
    "side, levels of 255. Palette: sliced Wasserstein distance of the pixels to the painting's, levels. Style and content "
    "loss: unweighted. Grid: what repeats every four pixels in all of them, levels."
)


@dataclass(frozen=True)
class Jury:
    """Whoever judges: the loss network, and the paintings of `styles` with their Grams and the profiles of their colours,
    in the same order.
    """

    vgg: Vgg
    targets: Grams
    paintings: list[torch.Tensor]
    profiles: list[torch.Tensor]
    styles: list[str]
    losses: Losses


def jury(config: Config, vgg: Vgg, paintings: list[torch.Tensor]) -> Jury:
    targets = painting_grams(vgg, paintings, config.losses)
    profiles = [profile(p) for p in paintings]
    return Jury(vgg, targets, paintings, profiles, [s.id for s in config.styles], config.losses)


def judge_styles(loaded: Loaded, by: Jury, pictures: list[torch.Tensor]) -> Figures:
    """Figures of each style, means over the pictures; only for the styles the net has. The grid is what all of them have
    in common (root of the mean square).
    """
    found: Figures = {}
    with torch.no_grad():
        contents = [content_target(by.vgg, p) for p in pictures]
        for k, style in enumerate(by.styles):
            if style not in loaded.styles:
                continue
            sums, raster = dict.fromkeys(FIGURES, 0.0), torch.zeros(())
            for picture, content in zip(pictures, contents):
                painted = paint(loaded.net, picture, {loaded.styles.index(style): 1.0})
                features = pyramid(by.vgg, painted, len(by.losses.layers))
                mix = torch.eye(len(by.styles))[k : k + 1]
                sums["style"] += float(style_loss(features, by.targets, mix, by.losses))
                sums["content"] += float(content_loss(features, content))
                sums["tone"] += correlation(painted, picture)
                sums["spread"] += big_tones(painted, short=True)
                sums["palette"] += palette_distance(painted, by.profiles[k])
                raster = raster + phases(painted) / len(pictures)
            found[style] = {name: value / len(pictures) for name, value in sums.items()}
            found[style]["grid"] = 255 * float(raster.square().mean().sqrt())
    return found


def paintings_spread(by: Jury) -> dict[str, float]:
    """Style → spread of the painting's own big tones."""
    return {style: big_tones(p, short=True) for style, p in zip(by.styles, by.paintings)}


def mean(figures: Figures, name: str) -> float:
    return sum(f[name] for f in figures.values()) / max(len(figures), 1)
