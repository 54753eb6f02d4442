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
from ..start import write_start
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

    def test_goes_on_from_a_small_start(self) -> None:
        """Half precision, no optimiser: the same paintings to the eye, the same place in the schedule."""
        had = tiny_run(warm_up=5)
        for _ in range(FIRST):
            had.step()
        write_start(had.state(), self.folder)
        self.assertLess((self.folder / "weights.safetensors").stat().st_size, 10_000)
        on = tiny_run(start=str(self.folder), warm_up=5)
        self.assertEqual((on.iteration, round(had.seconds)), (FIRST, on.seconds))
        for name, value in had.average.items():
            self.assertTrue(torch.allclose(on.average[name], value, rtol=1e-3, atol=1e-4), name)
        self.assertAlmostEqual(on.learning_rate(), had.learning_rate() / 5)
        on.step()
        self.assertEqual(on.iteration, FIRST + 1)
        train(on, self.folder / "run", last=FIRST + 2)
        again = tiny_run(start=str(self.folder), warm_up=5)
        train(again, self.folder / "run", last=FIRST + 4)
        self.assertEqual((again.iteration, again.began_at), (FIRST + 4, FIRST))

    def test_another_banks_start_begins_anew(self) -> None:
        had = tiny_run()
        had.step()
        write_start(had.state(), self.folder)
        self.assertEqual(tiny_run(start=str(self.folder), bank="other").iteration, 0)
        self.assertEqual(tiny_run(start=str(self.folder), seed=9).iteration, 0)

    def test_a_damaged_checkpoint_is_told(self) -> None:
        (self.folder / checkpoint.NAME).write_bytes(b"half")
        with self.assertRaisesRegex(Trouble, "damaged.*kept-"):
            checkpoint.load(self.folder)
