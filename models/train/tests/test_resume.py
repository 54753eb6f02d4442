"""A run killed at any moment goes on as if nothing had been."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import torch

from .. import checkpoint
from ..loop import train
from ..trouble import Trouble
from .tiny import tiny_run

STRAIGHT, FIRST = 20, 10
MODELS = Path(__file__).resolve().parents[2]


def same(a, b) -> bool:
    return (
        a["iteration"] == b["iteration"]
        and all(torch.equal(a["net"][k], b["net"][k]) for k in a["net"])
        and all(torch.equal(a["average"][k], b["average"][k]) for k in a["average"])
    )


class Resume(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = Path(held.name)

    def test_ten_and_ten_are_twenty(self) -> None:
        straight = tiny_run()
        for _ in range(STRAIGHT):
            straight.step()
        train(tiny_run(), self.folder, last=FIRST)
        train(tiny_run(), self.folder, last=STRAIGHT)
        self.assertTrue(same(straight.state(), checkpoint.load(self.folder)))

    def test_survives_a_kill(self) -> None:
        """SIGKILL at no chosen moment; the run that goes on ends at the same numbers as one that was let alone."""
        program = (
            "import sys; from pathlib import Path\n"
            "from train.loop import train; from train.tests.tiny import tiny_run\n"
            "train(tiny_run(checkpoint_seconds=1, iterations=60), Path(sys.argv[1]))"
        )
        start = lambda: subprocess.Popen(
            [sys.executable, "-c", program, str(self.folder)], cwd=MODELS, stdout=subprocess.DEVNULL
        )
        child = start()
        while not (self.folder / checkpoint.NAME).exists() and child.poll() is None:
            time.sleep(0.01)
        child.send_signal(signal.SIGKILL)
        child.wait()
        saved = checkpoint.load(self.folder)["iteration"]
        self.assertGreater(saved, 0)
        self.assertEqual(start().wait(), 0)
        straight = tiny_run(iterations=60)
        while straight.iteration < 60:
            straight.step()
        self.assertTrue(same(straight.state(), checkpoint.load(self.folder)))

    def test_ends_when_asked(self) -> None:
        run = tiny_run()
        step = run.step
        run.step = lambda: (step(), run.iteration == 3 and os.kill(os.getpid(), signal.SIGTERM))[0]
        train(run, self.folder)
        self.assertEqual(checkpoint.load(self.folder)["iteration"], 3)

    def test_does_not_go_on_with_another_run(self) -> None:
        train(tiny_run(), self.folder, last=1)
        with self.assertRaisesRegex(Trouble, "made with other batch"):
            train(tiny_run(batch=1), self.folder)

    def test_a_damaged_checkpoint_is_told(self) -> None:
        (self.folder / checkpoint.NAME).write_bytes(b"half")
        with self.assertRaisesRegex(Trouble, "damaged.*kept-"):
            checkpoint.load(self.folder)
