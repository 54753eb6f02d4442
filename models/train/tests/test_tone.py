"""Light and shade, palette and contrast: each loss is 0 where it should be, grows with the fault it is there for, and a
net trained by it alone mends that fault.
"""

from __future__ import annotations

import unittest

import numpy as np
import torch

from ..losses import by_contrast
from ..palette import directions, palette_distance, palette_loss, pixels, profile, quantiles
from ..tone import big_tones, cells, correlation, luma, tone_loss
from .tiny import MadePhotographs, tiny_run

ONLY = {"style": 0, "content": 0, "temporal": 0, "tv": 0}


def picture(seed: int, size: int = 64) -> torch.Tensor:
    return MadePhotographs().canvas(size, np.random.default_rng(seed))


def grey(levels: torch.Tensor) -> torch.Tensor:
    return levels.expand(1, 3, -1, -1)


class Tone(unittest.TestCase):
    def test_a_paler_and_darker_picture_keeps_its_tones(self) -> None:
        x = picture(1)
        self.assertLess(float(tone_loss(x, x)), 1e-9)
        self.assertLess(float(tone_loss(0.5 * x + 0.1, x)), 1e-2)
        self.assertAlmostEqual(correlation(0.5 * x + 0.1, x), 1, delta=0.01)

    def test_a_negative_is_the_worst(self) -> None:
        x = picture(2)
        self.assertAlmostEqual(float(tone_loss(1 - x, x)), 4, delta=0.01)
        self.assertAlmostEqual(correlation(1 - x, x), -1, delta=0.01)

    def test_is_two_less_twice_the_correlation(self) -> None:
        x, y = picture(3), picture(4)
        self.assertAlmostEqual(float(tone_loss(y, x)), 2 - 2 * correlation(y, x), delta=0.01)

    def test_strokes_finer_than_a_cell_are_free(self) -> None:
        x = picture(5, 128)
        rows = torch.tensor([0.1, -0.1]).repeat(64).view(1, 1, 128, 1)
        self.assertLess(float(tone_loss(x + rows, x)), 1e-6)

    def test_a_flat_picture_gives_a_finite_gradient(self) -> None:
        y = torch.full((1, 3, 32, 32), 0.5, requires_grad=True)
        tone_loss(y, picture(6, 32)).sum().backward()
        self.assertTrue(bool(y.grad.isfinite().all()))

    def test_cells_are_square(self) -> None:
        wide = torch.rand(1, 3, 64, 128)
        self.assertEqual(tuple(cells(wide).shape), (1, 1, 16, 32))
        self.assertEqual(tuple(cells(wide, short=True).shape), (1, 1, 32, 64))
        self.assertAlmostEqual(float(cells(wide).mean()), float(luma(wide).mean()), places=5)

    def test_the_spread_is_in_levels(self) -> None:
        half = torch.cat((torch.zeros(1, 1, 64, 32), torch.ones(1, 1, 64, 32)), 3)
        self.assertAlmostEqual(big_tones(grey(half)), 127.5, delta=0.01)
        self.assertAlmostEqual(big_tones(grey(half * 0.1)), 12.75, delta=0.01)

    def test_a_net_trained_by_it_alone_keeps_light_and_shade(self) -> None:
        run = tiny_run(losses={**ONLY, "tone": 1}, rate=0.01, warm_up=0)
        told = [run.step()["tone"] for _ in range(40)]
        self.assertLess(sum(told[-8:]), sum(told[:8]) / 2)


class Palette(unittest.TestCase):
    def test_where_the_colours_are_does_not_count(self) -> None:
        x, one = picture(1), torch.ones(1, 1)
        along = directions(8, torch.Generator().manual_seed(1))
        moved = x.roll((8, 20), (2, 3)).flip(3)
        self.assertLess(float(palette_loss(moved, pixels(x)[None], one, along)), 1e-6)
        self.assertLess(palette_distance(moved, profile(x)), 0.3)

    def test_a_shift_of_all_is_its_length_along_each_direction(self) -> None:
        x, one = picture(2), torch.ones(1, 1)
        shift = torch.tensor([0.1, -0.05, 0.02])
        along = directions(16, torch.Generator().manual_seed(2))
        found = float(palette_loss(x + shift.view(1, 3, 1, 1), pixels(x)[None], one, along))
        self.assertAlmostEqual(found, float((along @ shift).square().mean()), places=4)

    def test_the_distance_is_in_levels(self) -> None:
        black, white = torch.zeros(1, 3, 32, 32), torch.ones(1, 3, 32, 32)
        along = directions(32, torch.Generator().manual_seed(7))
        self.assertAlmostEqual(palette_distance(white, profile(black)), 255 * float(along.sum(1).abs().mean()), places=2)
        self.assertAlmostEqual(palette_distance(white, profile(white)), 0, places=3)

    def test_a_mix_wants_what_lies_between_and_no_grey(self) -> None:
        """Between a dark red and a bright red there is a middle red for all pixels; a mean of clouds would keep both."""
        dark, bright = (torch.zeros(1, 3, 32, 32) for _ in range(2))
        dark[:, 0], bright[:, 0] = 0.2, 0.8
        middle = torch.zeros(1, 3, 32, 32)
        middle[:, 0] = 0.5
        paintings = torch.stack([pixels(dark), pixels(bright)])
        along = directions(8, torch.Generator().manual_seed(3))
        half, alone = torch.tensor([[0.5, 0.5]]), torch.tensor([[1.0, 0.0]])
        self.assertLess(float(palette_loss(middle, paintings, half, along)), 1e-9)
        self.assertGreater(float(palette_loss(middle, paintings, alone, along)), 0.01)

    def test_each_picture_has_its_own_target(self) -> None:
        a, b = picture(4), picture(5)
        along = directions(8, torch.Generator().manual_seed(4))
        found = palette_loss(torch.cat((a, b)), torch.stack([pixels(b), pixels(a)]), torch.eye(2).flip(0), along)
        self.assertLess(float(found.max()), 1e-6)

    def test_quantiles_are_sorted(self) -> None:
        found = quantiles(torch.rand(3, 500), torch.eye(3), 40)
        self.assertEqual(tuple(found.shape), (3, 40))
        self.assertTrue(bool((found[:, 1:] >= found[:, :-1]).all()))

    def test_a_net_trained_by_it_alone_takes_the_colours(self) -> None:
        run = tiny_run(losses={**ONLY, "palette": 100}, rate=0.02, warm_up=0)
        told = [run.step()["palette"] for _ in range(40)]
        self.assertLess(sum(told[-8:]), sum(told[:8]) / 2)


class Contrast(unittest.TestCase):
    def test_a_pale_picture_gains_nothing(self) -> None:
        """Half the contrast is a quarter of the temporal loss; by contrast it is the same again."""
        y = picture(1)
        wanted = y.var((1, 2, 3))
        whole, pale = torch.tensor([0.04]), torch.tensor([0.02])
        self.assertAlmostEqual(float(by_contrast(whole, y, wanted)), 0.04, places=5)
        paler = y * 0.7071 + 0.1
        self.assertAlmostEqual(float(by_contrast(pale, paler, wanted)), 0.04, places=3)

    def test_is_bounded_and_detached(self) -> None:
        y = torch.full((1, 3, 16, 16), 0.5, requires_grad=True)
        temporal = y.square().mean((1, 2, 3))
        scaled = by_contrast(temporal, y, torch.tensor([0.1]))
        self.assertAlmostEqual(float(scaled), 3 * float(temporal), places=6)
        scaled.sum().backward()
        self.assertTrue(torch.allclose(y.grad, 3 * 2 * y.detach() / y.numel(), atol=1e-7))

    def test_is_a_switch(self) -> None:
        told = [tiny_run(losses={"by_contrast": on}).step() for on in (False, True)]
        self.assertNotEqual(told[0]["temporal"], told[1]["temporal"])
        self.assertEqual(told[0]["style"], told[1]["style"])
        self.assertNotIn("tone", told[0])
        self.assertNotIn("palette", told[0])
