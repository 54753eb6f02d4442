"""A painting that stays: for the most part where the film stands still, along with it where it moves, not over a cut."""

from __future__ import annotations

import unittest

import numpy as np
import torch

from ..film import MARGIN, Motion, compose, noisy
from ..steady import CELLS, NEW, hold, look, movement
from .tiny import MadePhotographs

SIZE = 192


def film(motion: Motion, seed: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
    back = MadePhotographs().canvas(SIZE + 2 * MARGIN, np.random.default_rng(seed))
    a, b, _, _ = compose(back, None, None, np.eye(3), motion, Motion(), SIZE, (-0.5, 0.5))
    return a, b


class Steady(unittest.TestCase):
    def test_what_stands_still_keeps_most_of_the_painting_before(self) -> None:
        a, _ = film(Motion())
        noise = torch.Generator().manual_seed(3)
        frames = [noisy(a, 0.015, noise) for _ in range(2)]
        old, new = torch.zeros(1, 3, SIZE, SIZE), torch.ones(1, 3, SIZE, SIZE)
        held = hold([old, new], frames)[1]
        self.assertAlmostEqual(float(held.mean()), NEW, delta=0.05)

    def test_a_cut_keeps_nothing(self) -> None:
        frames = [film(Motion(), 1)[0], 1 - film(Motion(), 2)[0]]
        old, new = torch.zeros(1, 3, SIZE, SIZE), torch.ones(1, 3, SIZE, SIZE)
        self.assertGreater(float(hold([old, new], frames)[1].mean()), 0.8)

    def test_a_movement_is_found_and_the_painting_goes_along(self) -> None:
        a, b = film(Motion(4, -3))
        flow = movement(look(b), look(a))[0] * SIZE
        inner = slice(CELLS // 4, -CELLS // 4)
        found = [float(part[inner, inner].median()) for part in flow]
        # What is somewhere now was 4 px to the left of it and 3 px below it, or the other way round: as the film says.
        shifted = torch.roll(a, (round(-found[1]), round(-found[0])), (2, 3))
        away = [float((x - b)[:, :, 48:-48, 48:-48].abs().mean()) for x in (a, shifted)]
        self.assertLess(away[1], 0.35 * away[0])
        self.assertAlmostEqual(abs(found[0]), 4, delta=1)
        self.assertAlmostEqual(abs(found[1]), 3, delta=1)
        # A film that is its own painting: what is held of it is in its new place.
        held = hold([a, b], [a, b])[1]
        wrong = [float((x - b)[:, :, 48:-48, 48:-48].abs().mean()) for x in (0.65 * a + NEW * b, held)]
        self.assertLess(wrong[1], 0.5 * wrong[0])
