"""Every command by its words, on a training folder made up for it."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from ..__main__ import main
from ..vgg import made_up_vgg


def painted(seed: int, size: tuple[int, int]) -> Image.Image:
    rng = np.random.default_rng(seed)
    return Image.fromarray(rng.integers(0, 255, (9, 12, 3), dtype=np.uint8)).resize(size, Image.BICUBIC)


class Commands(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.held = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.held.name)
        for name in ("style", "content"):
            (cls.folder / name).mkdir()
        for n in range(2):
            painted(n, (80, 64)).save(cls.folder / "style" / f"{n}.png")
        for n, name in enumerate(("sea_1", "sea_2", "sea_3", "town_1", "town_2", "town_3")):
            painted(10 + n, (120, 96)).save(cls.folder / "content" / f"{name}.png")
        torch.save(made_up_vgg().weights, cls.folder / "vgg.pth")
        styles = [{"id": s, "file": f"{n}.png", "title": s, "by": "Nobody"} for n, s in enumerate(("one", "two"))]
        config = {
            "bank": "tiny",
            "size": 32,
            "brief": False,
            "nice": 0,
            "loss_network": "vgg.pth",
            "content": ["content/*.png"],
            "held_out": ["content/town_*"],
            "judged": ["content/town_*"],
            "net": {"half": 4, "quarter": 6, "full": 4, "blocks": 1},
            "styles": [{**s, "short": 64} for s in styles],
        }
        cls.config = cls.folder / "tiny.json"
        cls.config.write_text(json.dumps(config))
        cls.run_ = cls.folder / "run"
        cls.asked(cls, "run", str(cls.config), "--out", str(cls.run_), "--iterations", "2")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.held.cleanup()

    def asked(self, command: str, *words: str, training: bool = True) -> tuple[int, str]:
        """The exit status, and what was printed."""
        said = io.StringIO()
        where = ["--training", str(self.folder)] if training else []
        quiet = ["--nice", "0"] if training and command != "export" else []
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = main([command, *words, *where, *quiet])
        return status, said.getvalue()

    def well(self, command: str, *words: str, training: bool = True) -> str:
        status, said = self.asked(command, *words, training=training)
        self.assertEqual(status, 0, said)
        return said

    def test_run_leaves_what_is_held_out(self) -> None:
        said = self.well("run", str(self.config), "--out", str(self.folder / "again"), "--iterations", "1")
        self.assertIn("3 photographs", said)

    def test_compare_report_and_pairs_judge_on_what_is_held_out(self) -> None:
        out, net, config = self.folder / "out", str(self.run_), str(self.config)
        said = self.well("compare", config, str(out), net, net, "--sizes", "32", "48")
        self.assertIn("| 48 | run/tiny@2 |", said)
        found = json.loads((out / "compare.json").read_text())
        self.assertEqual(found["pictures"], ["town_1.png", "town_2.png", "town_3.png"])
        again = self.well(
            "compare", config, str(self.folder / "more"), net, "--sizes", "32", "48", "--with", str(out / "compare.json")
        )
        self.assertEqual(again.count("| 48 | "), 2)
        self.well("report", config, net, str(out), "--sizes", "32", "--before", net)
        self.assertIn("| 32 | the run before |", (out / "report.md").read_text())
        self.well("pairs", config, str(out), net, net, "--count", "2")
        self.assertIn("even: 2", self.well("tally", str(out / "key.json"), "ee", training=False))

    def test_a_picture_that_was_trained_on_is_refused(self) -> None:
        copy = self.folder / "copy.jpg"
        Image.open(self.folder / "content" / "sea_2.png").resize((240, 192)).save(copy, quality=90)
        for words in (
            ("compare", str(self.config), str(self.folder / "no"), str(self.run_), "--pictures", str(copy)),
            ("report", str(self.config), str(self.run_), str(self.folder / "no"), str(copy)),
            ("pairs", str(self.config), str(self.folder / "no"), *[str(self.run_)] * 2, "--pictures", str(copy)),
            ("gatys", str(self.config), str(self.run_), str(self.folder / "no"), str(copy), "--styles", "one"),
        ):
            with self.subTest(words[0]):
                status, said = self.asked(*words)
                self.assertEqual(status, 1)
                self.assertIn("shows what sea_2.png does, which is trained on", said)

    def test_video_and_gatys(self) -> None:
        out = self.folder / "looked"
        said = self.well(
            "video", str(self.config), str(self.run_), "--out", str(out), "--photographs", "1", "--frames", "2", "--styles", "one"
        )
        self.assertIn("over contrast", said)
        words = [str(self.config), str(self.run_), str(out), "--styles", "two", "--steps", "2", "--longest", "32"]
        self.assertIn("mean", self.well("gatys", *words))

    def test_start_and_sheet(self) -> None:
        out = self.folder / "start"
        self.assertIn("iteration 2", self.well("start", str(self.run_), str(out), training=False))
        self.assertTrue((out / "weights.safetensors").is_file())
        sheet = self.folder / "sheet.jpg"
        self.well("sheet", str(self.run_), str(sheet), str(self.folder / "content" / "sea_1.png"), training=False)
        self.assertTrue(sheet.is_file())

    def test_a_style_that_is_not_there_is_told(self) -> None:
        status, said = self.asked("compare", str(self.config), "no", str(self.run_), "--styles", "three")
        self.assertEqual((status, "'three' is no style of" in said), (1, True))
