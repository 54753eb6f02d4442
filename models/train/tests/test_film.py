"""Pairs of frames: the flow that is called true is true."""

from __future__ import annotations

import unittest

import numpy as np
import torch

from ..config import Film
from ..film import (
    MARGIN,
    Motion,
    compose,
    cut_out,
    draw_motion,
    make_pair,
    sample,
    temporal_loss,
)
from .tiny import MadePhotographs

SIZE = 96


def canvas(seed: int) -> torch.Tensor:
    """Smooth, so that resampling twice costs little."""
    return MadePhotographs().canvas(SIZE + 2 * MARGIN, np.random.default_rng(seed))


class Pairs(unittest.TestCase):
    def test_one_frame_moved_by_the_flow_is_the_other(self) -> None:
        moves = {
            "a whole shift": Motion(4, -3),
            "a part of a pixel": Motion(1.4, 0.7),
            "a zoom": Motion(zoom=0.05),
            "a turn": Motion(turn=3),
            "all at once": Motion(3.3, -2.6, -0.04, -2.5),
        }
        for name, motion in moves.items():
            with self.subTest(name):
                a, b, flow, mask = compose(canvas(1), None, None, np.eye(3), motion, Motion(), SIZE)
                apart = (sample(a, flow) - b).abs() * mask
                self.assertGreater(float(mask.mean()), 0.75)
                self.assertLess(float(apart.max()), 0.03)
                self.assertGreater(float(((a - b).abs() * mask).max()), 0.05)

    def test_direction(self) -> None:
        """The camera's shift of 4 px to the right brings what was at x + 4 to x."""
        a, b, _, _ = compose(canvas(1), None, None, np.eye(3), Motion(4, 0), Motion(), SIZE)
        self.assertLess(float((b[..., :-4] - a[..., 4:]).abs().max()), 1e-4)

    def test_a_cut_out_in_front(self) -> None:
        """Ground and cut-out each follow their own motion; uncovered ground and soft edges are masked."""
        rng = np.random.default_rng(7)
        blob = cut_out(SIZE + 2 * MARGIN, rng)
        a, b, flow, mask = compose(canvas(1), canvas(2), blob, np.eye(3), Motion(2.5, 1), Motion(-6, 4, 0, 1), SIZE)
        apart = (sample(a, flow) - b).abs().amax(1, keepdim=True)
        self.assertLess(float((apart * mask).max()), 0.04)
        self.assertGreater(float((apart * (1 - mask))[..., 8:-8, 8:-8].max()), 0.2)
        self.assertGreater(float(mask.mean()), 0.6)
        self.assertLess(float(mask[..., 8:-8, 8:-8].mean()), 0.99)

    def test_a_drawn_pair_has_noise_and_exposure(self) -> None:
        film = Film(still=1, exposure=0.06, noise=0.04, foreground=0, dark=0, bright=0)
        pair = make_pair(canvas(3), None, SIZE, film, np.random.default_rng(1), torch.Generator().manual_seed(1))
        self.assertEqual(pair.a.shape, (1, 3, SIZE, SIZE))
        grain = float((pair.a - pair.clean).std())
        self.assertTrue(0.003 < grain < 0.05, grain)
        self.assertFalse(torch.equal(pair.a, pair.b))

    def test_all_motions_come_up(self) -> None:
        film, rng = Film(), np.random.default_rng(2)
        drawn = [draw_motion(film, rng) for _ in range(300)]
        self.assertTrue(0.15 < sum(m == Motion() for m in drawn) / 300 < 0.35)
        self.assertTrue(any(m.dx % 1 and not m.zoom for m in drawn) and any(m.zoom and m.turn for m in drawn))
        self.assertLessEqual(max(abs(m.dx) for m in drawn), film.shift)

    def test_the_loss_is_the_masked_square(self) -> None:
        a, b, flow, mask = compose(canvas(1), None, None, np.eye(3), Motion(5, 2), Motion(), SIZE)
        self.assertLess(float(temporal_loss(a, b, flow, mask)), 2e-5)
        self.assertAlmostEqual(float(temporal_loss(a, b + 0.5, flow, mask)), 0.25, delta=0.01)
