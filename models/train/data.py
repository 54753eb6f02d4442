"""Paintings, photographs and what is drawn from them. What iteration n sees follows from the seed and n alone, so that
a run resumed after a kill sees what it would have seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from .config import Config, Style
from .film import MARGIN, Pair, make_pair
from .held_out import trained_on
from .trouble import Trouble

STEP = 32
"""px between the sizes that are drawn"""


@dataclass(frozen=True)
class Batch:
    """pairs: one for each picture. mix [n, styles]: which style, or which two. jitter [n, 3, size, size]: noise of
    variance 1 for what is painted. rng: for the losses, the same for all pictures of the iteration.
    """

    pairs: list[Pair]
    mix: torch.Tensor
    jitter: torch.Tensor
    rng: torch.Generator


def to_tensor(im: Image.Image) -> torch.Tensor:
    """→ [1, 3, h, w] 0..1"""
    return torch.from_numpy(np.array(im.convert("RGB"))).permute(2, 0, 1)[None].float() / 255


def load_painting(folder: Path, style: Style) -> torch.Tensor:
    """[1, 3, h, w], its short side `style.short` px. @raises Trouble"""
    path = folder / "style" / style.file if not Path(style.file).is_absolute() else Path(style.file)
    if not path.is_file():
        raise Trouble(
            f"Loading the painting of '{style.id}'",
            f"there is no {path}.",
            "Put it there, or mend `file` in the config.",
        )
    im = Image.open(path).convert("RGB")
    w, h = im.size
    i = style.inset
    im = im.crop((round(w * i), round(h * i), round(w * (1 - i)), round(h * (1 - i))))
    w, h = im.size
    r = style.short / min(w, h)
    return to_tensor(im.resize((round(w * r), round(h * r)), Image.LANCZOS if r < 1 else Image.BICUBIC))


class Photographs:
    """All photographs of the config's patterns, in memory as 8-bit RGB (about 0.5 GB for 800 of 500 px), without those
    held out.
    """

    def __init__(
        self,
        folder: Path,
        patterns: tuple[str, ...],
        longest: int = 640,
        only: int = 0,
        held_out: tuple[str, ...] = (),
    ) -> None:
        """only: so many of them, evenly spread; 0 is all."""
        files = trained_on(folder, patterns, held_out)
        if only:
            files = [files[(2 * n + 1) * len(files) // (2 * only)] for n in range(min(only, len(files)))]
        self.images = []
        for file in files:
            im = Image.open(file)
            im.draft("RGB", (longest, longest))
            im = im.convert("RGB")
            if max(im.size) > longest:
                im.thumbnail((longest, longest), Image.LANCZOS)
            self.images.append(np.array(im))
        if not self.images:
            raise Trouble(
                "Loading photographs",
                f"no file in {folder} matches {' '.join(patterns)}.",
                "Put some there, or mend `content` in the config.",
            )

    def canvas(self, size: int, rng: np.random.Generator) -> torch.Tensor:
        """A square piece of one of them, perhaps mirrored: [1, 3, size, size]."""
        im = self.images[rng.integers(len(self.images))]
        h, w = im.shape[:2]
        c = int(min(h, w) * rng.uniform(0.65, 1))
        y, x = rng.integers(h - c + 1), rng.integers(w - c + 1)
        piece = Image.fromarray(im[y : y + c, x : x + c]).resize(
            (size, size), Image.BICUBIC if c < size else Image.LANCZOS
        )
        t = to_tensor(piece)
        return t.flip(3) if rng.random() < 0.5 else t


def style_at(config: Config, place: int) -> int:
    """The style whose turn it is: every style comes up `share` times before the deck is shuffled anew."""
    deck = [k for k, s in enumerate(config.styles) for _ in range(s.share)]
    rng = np.random.default_rng([config.seed, 1, place // len(deck)])
    return deck[rng.permutation(len(deck))[place % len(deck)]]


def size_at(config: Config, iteration: int) -> int:
    """px of the crops of an iteration. The larger a size, the rarer: each sees as many pixels in all."""
    if config.late and iteration >= config.iterations * (1 - config.late_share):
        return config.late
    if not config.sizes:
        return config.size
    least, most = config.sizes
    sizes = np.unique([*range(least, most, STEP), most])
    often = 1 / sizes.astype(float) ** 2
    return int(np.random.default_rng([config.seed, 3, iteration]).choice(sizes, p=often / often.sum()))


def draw_batch(
    config: Config, photographs: Photographs, iteration: int, process: int = 0, processes: int = 1
) -> Batch:
    """What iteration `iteration` (from 0) sees, or the share of it that one of several processes sees: two of them see
    what one of twice the batch does, as each picture follows from its own place in the run.
    """
    size, count = size_at(config, iteration), len(config.styles)
    canvas = size + 2 * MARGIN
    pairs, jitter, mix = [], [], torch.zeros(config.batch, count)
    for n in range(config.batch):
        place = (iteration * processes + process) * config.batch + n
        rng = np.random.default_rng([config.seed, 2, place])
        noise = torch.Generator().manual_seed(config.seed * 1_000_003 + place)
        k = style_at(config, place)
        share = rng.uniform(0.35, 0.65) if count > 1 and rng.random() < config.mixed else 1.0
        other = (k + 1 + rng.integers(max(count - 1, 1))) % count
        mix[n, other] += 1 - share
        mix[n, k] += share
        back = photographs.canvas(canvas, rng)
        front = photographs.canvas(canvas, rng) if rng.random() < config.film.foreground else None
        pairs.append(make_pair(back, front, size, config.film, rng, noise))
        jitter.append(torch.randn((1, 3, size, size), generator=noise))
    return Batch(pairs, mix, torch.cat(jitter), torch.Generator().manual_seed(config.seed * 7_919 + iteration))
