"""Two processes are one with twice the batch; a run elsewhere than on the processor leaves no tensor behind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from .. import checkpoint
from ..commands import there
from ..data import draw_batch
from ..run import average_net
from ..processes import Place, any_asks, gathered, local_device
from ..trouble import Trouble
from .tiny import MadePhotographs, tiny_config, tiny_run

MODELS = Path(__file__).resolve().parents[2]
STEPS = 6
ALL_LOSSES = {"tone": 1, "palette": 50, "by_contrast": True, "grid": 100}
PROGRAM = """
import sys, torch
from pathlib import Path
from train.loop import train
from train.processes import joined, left
from train.tests.tiny import tiny_run
place = joined(torch.device("cpu"))
run = tiny_run(place, batch=2, sizes=[32, 64], losses={losses})
train(run, Path(sys.argv[1]), last={steps})
if not place.first:
    torch.save(run.state(), Path(sys.argv[1]) / "second.pth")
left()
"""


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def in_two(folder: Path, steps: int = STEPS) -> None:
    """As torchrun does it: the same program twice, told apart by the environment."""
    shared = {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port())}
    children = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(losses=ALL_LOSSES, steps=steps), str(folder)],
            cwd=MODELS,
            env={**os.environ, **shared, "RANK": str(n), "LOCAL_RANK": str(n)},
            stdout=subprocess.DEVNULL,
        )
        for n in range(2)
    ]
    ended = [child.wait(timeout=300) for child in children]
    assert ended == [0, 0], ended


class Processes(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = Path(held.name)

    def test_two_see_what_one_of_twice_the_batch_does(self) -> None:
        one = draw_batch(tiny_config(batch=4), MadePhotographs(), 3)
        two = [draw_batch(tiny_config(batch=2), MadePhotographs(), 3, n, 2) for n in range(2)]
        self.assertTrue(torch.equal(one.mix, torch.cat([b.mix for b in two])))
        self.assertTrue(torch.equal(one.jitter, torch.cat([b.jitter for b in two])))
        for mine, theirs in zip(one.pairs, [*two[0].pairs, *two[1].pairs]):
            self.assertTrue(torch.equal(mine.a, theirs.a) and torch.equal(mine.b, theirs.b))

    def test_two_give_the_losses_of_one_with_twice_the_batch(self) -> None:
        in_two(self.folder)
        both, second = checkpoint.load(self.folder), checkpoint.load(self.folder / "second.pth")
        alone = tiny_run(batch=4, sizes=[32, 64], losses=ALL_LOSSES)
        for _ in range(STEPS):
            alone.step()
        self.assertEqual(both["iteration"], STEPS)
        self.assertEqual(set(both["means"]), set(alone.means))
        for name, value in alone.means.items():
            self.assertAlmostEqual(both["means"][name], value, delta=1e-4 * max(1, abs(value)), msg=name)
        np.testing.assert_allclose(both["per_style"], alone.per_style, rtol=1e-3)
        for name, value in alone.net.state_dict().items():
            self.assertLess(float((both["net"][name] - value).abs().max()), 2e-3, name)
            self.assertTrue(torch.equal(both["net"][name], second["net"][name]), name)
        # Only the first one writes.
        self.assertEqual(len((self.folder / "losses.jsonl").read_text().splitlines()), 0)

    def test_two_go_on_where_they_were(self) -> None:
        in_two(self.folder / "halves", 3)
        in_two(self.folder / "halves")
        in_two(self.folder / "whole")
        halves, whole = (checkpoint.load(self.folder / n)["net"] for n in ("halves", "whole"))
        self.assertTrue(all(torch.equal(halves[k], whole[k]) for k in whole))

    def test_alone_nothing_is_asked_of_others(self) -> None:
        x = torch.rand(3)
        self.assertIs(gathered(x, Place()), x)
        self.assertTrue(any_asks(True, Place(), torch.device("cpu")))
        self.assertFalse(any_asks(False, Place(), torch.device("cpu")))

    @unittest.skipIf(torch.cuda.is_available(), "there is a graphics card")
    def test_a_card_that_is_not_there_is_told(self) -> None:
        with self.assertRaisesRegex(Trouble, "this PyTorch sees none.*Leave --device out"):
            there("cuda")

    def test_each_takes_its_own_card(self) -> None:
        self.assertEqual(local_device("cpu"), torch.device("cpu"))
        self.assertEqual(local_device("cuda").type, "cuda")


class Ahead(unittest.TestCase):
    def test_drawing_ahead_changes_nothing(self) -> None:
        straight, ahead = tiny_run(), tiny_run(drawing=2)
        for _ in range(5):
            straight.step()
            ahead.step()
        for name, value in straight.net.state_dict().items():
            self.assertTrue(torch.equal(value, ahead.net.state_dict()[name]), name)


class Elsewhere(unittest.TestCase):
    def test_every_tensor_of_an_iteration_is_on_the_runs_device(self) -> None:
        """The meta device computes nothing, but refuses to mix its tensors with the processor's."""
        run = tiny_run(device="meta", losses=ALL_LOSSES)
        loss, parts = run.losses(run.batch())
        self.assertTrue(loss.is_meta)
        self.assertEqual({v.device.type for v in parts.values()}, {"meta"})


@unittest.skipUnless(torch.cuda.is_available(), "no graphics card here")
class Card(unittest.TestCase):
    def test_gives_the_processors_losses(self) -> None:
        here, there = tiny_run(losses=ALL_LOSSES), tiny_run(device="cuda", losses=ALL_LOSSES)
        for _ in range(STEPS):
            told, theirs = here.step(), there.step()
        for name, value in told.items():
            self.assertAlmostEqual(theirs[name], value, delta=0.02 * max(0.01, abs(value)), msg=name)
        self.assertEqual({v.device.type for v in average_net(there.state()).state_dict().values()}, {"cpu"})
