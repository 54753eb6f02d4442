"""Crops of many sizes: drawn from seed and number alone, the larger the rarer, the last ones large."""

from __future__ import annotations

import unittest

from ..config import parse_config
from ..data import draw_batch, size_at
from ..trouble import Trouble
from .tiny import MadePhotographs, tiny_config, tiny_run

RANGE = {"sizes": [64, 128], "iterations": 4000, "late": 160, "late_share": 0.1}


class Sizes(unittest.TestCase):
    def test_are_within_the_range_and_late_ones_are_large(self) -> None:
        config = tiny_config(**RANGE)
        early = [size_at(config, i) for i in range(3600)]
        self.assertEqual(set(early), {64, 96, 128})
        self.assertEqual({size_at(config, i) for i in range(3600, 4000)}, {160})
        self.assertEqual(early, [size_at(config, i) for i in range(3600)])

    def test_every_size_sees_as_many_pixels(self) -> None:
        config = tiny_config(**RANGE)
        drawn = [size_at(config, i) for i in range(3600)]
        seen = [drawn.count(s) * s * s for s in (64, 96, 128)]
        self.assertLess(max(seen) / min(seen), 1.2)

    def test_none_given_is_one_size(self) -> None:
        self.assertEqual({size_at(tiny_config(), i) for i in range(40)}, {32})

    def test_a_batch_is_of_the_size(self) -> None:
        config = tiny_config(**RANGE)
        for i in (0, 3999):
            batch, size = draw_batch(config, MadePhotographs(), i), size_at(config, i)
            self.assertEqual({tuple(p.a.shape) for p in batch.pairs}, {(1, 3, size, size)})
            self.assertEqual(tuple(batch.jitter.shape), (2, 3, size, size))

    def test_a_run_takes_them(self) -> None:
        run = tiny_run(sizes=[32, 64], iterations=4, late=96, late_share=0.5)
        for _ in range(4):
            run.step()
        self.assertEqual(run.iteration, 4)

    def test_what_is_wrong(self) -> None:
        style = {"id": "one", "file": "one.jpg", "title": "One", "by": "A"}
        for change, said in (
            ({"sizes": [64]}, "'sizes': found \\[64\\]. Wanted: the least and the most px"),
            ({"sizes": [128, 64]}, "'sizes'"),
            ({"sizes": [60, 64]}, "'sizes'"),
            ({"sizes": [8, 64]}, "'sizes'"),
            ({"sizes": [64, 2048]}, "'sizes'"),
            ({"late": 100}, "'late': found 100. Wanted: a multiple of 8, or 0 for none"),
            ({"losses": {"by_contrast": 1}}, "'losses.by_contrast': found 1. Wanted: true or false"),
            ({"losses": {"tone": "much"}}, "'losses.tone': found \"much\". Wanted: a number"),
        ):
            with self.subTest(said), self.assertRaisesRegex(Trouble, said):
                parse_config({"bank": "b", "styles": [style], **change}, "mine.json")
