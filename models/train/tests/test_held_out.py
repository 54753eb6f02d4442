"""No picture that judges is one that trained."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy as np
from PIL import Image

from ..config import ROOT, read_config, training_folder
from ..data import Photographs
from ..held_out import judged, matching, refuse_seen, seen, trained_on
from ..trouble import Trouble

CONFIGS = ("bank-1", "bank-1-light", "bank-1-next", "bank-1-light-next")


def waves(seed: int, size: tuple[int, int] = (96, 72)) -> Image.Image:
    rng = np.random.default_rng(seed)
    return Image.fromarray(rng.integers(0, 255, (9, 12, 3), dtype=np.uint8)).resize(size, Image.BICUBIC)


class HeldOut(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = Path(held.name)
        (self.folder / "content").mkdir()
        for n, name in enumerate(("sea_1", "sea_2", "town_1", "town_2")):
            waves(n).save(self.folder / "content" / f"{name}.jpg", quality=95)

    def test_a_whole_source_is_set_aside(self) -> None:
        found = trained_on(self.folder, ("content/*.jpg",), ("content/town_*",))
        self.assertEqual([f.name for f in found], ["sea_1.jpg", "sea_2.jpg"])
        self.assertEqual(len(Photographs(self.folder, ("content/*.jpg",)).images), 4)
        self.assertEqual(len(Photographs(self.folder, ("content/*.jpg",), held_out=("content/town_*",)).images), 2)

    def test_a_path_by_another_way_is_held_out_too(self) -> None:
        whole = (f"{self.folder}/content/*.jpg",)
        self.assertEqual(len(trained_on(self.folder, whole, ("content/town_*",))), 2)

    def test_the_same_picture_is_known_by_another_name_and_size(self) -> None:
        copy, other = self.folder / "copy.png", self.folder / "other.png"
        waves(1, (192, 144)).save(copy)
        waves(9).save(other)
        trained = matching(self.folder, ("content/*.jpg",))
        self.assertEqual(seen([copy, other], trained), [(copy, self.folder / "content" / "sea_2.jpg")])
        with self.assertRaisesRegex(Trouble, "Judging on copy.png.*shows what sea_2.jpg does.*Leave it out"):
            refuse_seen([other, copy], trained)
        refuse_seen([other], trained)

    def test_nothing_to_judge_on_is_told(self) -> None:
        self.assertEqual(len(judged(self.folder, ("content/sea_*",))), 2)
        with self.assertRaisesRegex(Trouble, "no file in .* matches none/\\*.*mend `judged`"):
            judged(self.folder, ("none/*",))
        with self.assertRaisesRegex(Trouble, "matches an empty list"):
            judged(self.folder, ())

    def test_the_projects_own_judge_on_what_they_hold_out(self) -> None:
        """By the patterns alone, so that it holds where the photographs are not at hand."""
        for name in CONFIGS:
            config = read_config(ROOT / "models" / "train" / "configs" / f"{name}.json")
            self.assertGreater(len(config.judged), 5, name)
            for picture in config.judged:
                self.assertTrue(any(Path(picture).match(p) for p in config.held_out), f"{name}: {picture}")


class TheProjectsPhotographs(unittest.TestCase):
    """Where they are at hand."""

    def setUp(self) -> None:
        try:
            self.folder = training_folder(None)
        except Trouble:
            self.skipTest("the training photographs are not here")

    def test_no_judged_picture_and_no_demo_picture_is_trained_on(self) -> None:
        config = read_config(ROOT / "models" / "train" / "configs" / "bank-1-next.json")
        trained = trained_on(self.folder, config.content, config.held_out)
        demo = sorted(f for f in (self.folder.parent / "demo").glob("*.*") if f.suffix in (".jpg", ".png"))
        self.assertGreater(len(trained), 500)
        self.assertEqual(seen([*judged(self.folder, config.judged), *demo], trained), [])
