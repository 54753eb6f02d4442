"""Own pictures: what is wrong with them is told in words."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy as np
from PIL import Image

from ..check_data import check_folder, told
from ..trouble import Trouble


class CheckData(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = Path(held.name) / "photos"
        self.folder.mkdir()
        rng = np.random.default_rng(0)
        good = Image.fromarray(rng.integers(0, 255, (10, 12, 3), dtype=np.uint8)).resize((480, 400), Image.BICUBIC)
        good.save(self.folder / "good.png")
        good.resize((960, 800)).save(self.folder / "larger.jpg", quality=70)
        Image.fromarray(rng.integers(0, 255, (10, 12, 3), dtype=np.uint8)).resize((120, 100)).save(
            self.folder / "small.png"
        )
        Image.fromarray(rng.integers(0, 255, (10, 12), dtype=np.uint8)).resize((480, 400)).save(
            self.folder / "grey.png"
        )
        (self.folder / "torn.jpg").write_bytes(b"\xff\xd8 half a picture")

    def test_says_what_each_is(self) -> None:
        text, whole = told([self.folder], write=False)
        said = "\n".join(text)
        self.assertIn("5 pictures", said)
        self.assertIn("torn.jpg does not open", said)
        self.assertIn("small.png is small: 120 x 100", said)
        self.assertIn("grey.png has next to no colour", said)
        self.assertIn("larger.jpg looks the same as good.png", said)
        self.assertNotIn("good.png is", said)
        self.assertIn("no table of provenance (photos.csv)", said)
        self.assertFalse(whole)
        self.assertFalse((self.folder.parent / "photos.csv").exists())

    def test_writes_a_table_and_then_checks_it(self) -> None:
        check_folder(self.folder, write=True)
        table = self.folder.parent / "photos.csv"
        self.assertEqual(len(table.read_text().splitlines()), 5)
        table.write_text(
            "file,source,licence\ngood.png,my camera,my own\nlarger.jpg,my camera,\nlost.png,a friend,his\n"
        )
        said = "\n".join(check_folder(self.folder, write=True)[1])
        self.assertIn("photos.csv does not list grey.png, small.png, torn.jpg", said)
        self.assertIn("lists lost.png, which is not there", said)
        self.assertIn("tells no licence of larger.jpg", said)
        self.assertNotIn("tells no source", said)

    def test_an_empty_folder_is_told(self) -> None:
        with self.assertRaisesRegex(Trouble, "holds no picture"):
            check_folder(self.folder.parent, write=False)
        with self.assertRaisesRegex(Trouble, "there is no folder"):
            check_folder(self.folder / "none", write=False)
