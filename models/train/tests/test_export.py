"""What is exported is what was trained: read back and computed by another program."""

from __future__ import annotations

import base64
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from ..bank import adopt, net_of, read_bank
from ..card import card
from ..commands import retell
from ..config import ROOT, Net, read_config
from ..export import export
from ..run import average_net
from ..net import PlanNet
from ..grain import grain
from ..plan import grained, multiple, multiply_adds, residual_plan
from ..safetensors import read_safetensors
from ..trouble import Trouble
from .reference import compute
from .tiny import MadePhotographs, tiny_config, tiny_run


class Export(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.out = Path(held.name) / "bank"
        self.picture = Path(held.name) / "made.png"
        made = MadePhotographs().canvas(64, np.random.default_rng(5))[0].permute(1, 2, 0).numpy()
        Image.fromarray((made * 255).astype(np.uint8)).save(self.picture)

    def exported(self, **changes) -> dict:
        run = tiny_run(**changes)
        for _ in range(3):
            run.step()
        state = run.state()
        export(state, self.out, self.out.parent / "golden", [self.picture])
        return state

    def agrees(self, state: dict) -> None:
        head, tensors = (
            json.loads((self.out / "model.json").read_text()),
            read_safetensors(self.out / "weights.safetensors"),
        )
        x = MadePhotographs().canvas(24, np.random.default_rng(1))
        mix = torch.tensor([[0.2, 0.5, 0.3]])
        with torch.no_grad():
            want = average_net(state)(x, mix)[0].permute(1, 2, 0).numpy()
        got = compute(head, tensors, x[0].permute(1, 2, 0).numpy(), mix[0].numpy())
        self.assertLess(float(np.abs(got - want).max()), 1e-5)

    def test_a_reference_gives_the_same_painting(self) -> None:
        self.agrees(self.exported())

    def test_separable_blocks_too(self) -> None:
        self.agrees(self.exported(net={"half": 4, "quarter": 6, "full": 4, "blocks": 1, "separable": True}))

    def test_golden_pictures_and_self_test_are_what_the_files_compute(self) -> None:
        self.exported()
        head, tensors = (
            json.loads((self.out / "model.json").read_text()),
            read_safetensors(self.out / "weights.safetensors"),
        )
        test = json.loads((self.out / "selftest.json").read_text())
        side = test["width"]
        pixels = lambda text: np.frombuffer(base64.b64decode(text), np.uint8).reshape(side, side, 3)
        for case in test["cases"]:
            mix = np.array([case["mix"].get(s, 0) for s in head["styles"]])
            got = compute(head, tensors, pixels(test["picture"]) / 255, mix) * 255
            self.assertLess(float(np.abs(got - pixels(case["painting"])).max()), 0.51)
        golden = self.out.parent / "golden"
        cases = json.loads((golden / "cases.json").read_text())
        self.assertEqual(sorted(f.stem for f in golden.glob("made--*.png")), sorted(f"made--{c}" for c in cases))
        self.assertTrue(all((self.out / "thumbnails" / f"{s}.jpg").exists() for s in head["styles"]))

    def test_a_bank_starts_the_next(self) -> None:
        """Read back, all known styles paint as before; a new one paints as the one it is most like."""
        state = self.exported()
        head, tensors = read_bank(self.out)
        x, mix = MadePhotographs().canvas(16, np.random.default_rng(2)), torch.eye(3)
        with torch.no_grad():
            before = net_of(head, tensors)(x.repeat(3, 1, 1, 1), mix)
            grown = PlanNet(grained(state["plan"], state["config"]["grain"]), 4)
            origin = adopt(
                grown,
                ["one", "two", "three", "new"],
                tensors,
                head["styles"],
                np.array([[9, 9, 9], [9, 9, 9], [9, 9, 9], [3, 1, 2]]),
            )
            after = grown(x.repeat(4, 1, 1, 1), torch.eye(4))
        self.assertTrue(torch.allclose(after[:3], before, atol=1e-6))
        self.assertTrue(torch.allclose(after[3], before[1], atol=1e-6))
        self.assertEqual(origin, {"new": "two"})

    def test_a_wider_net_takes_over_the_channels_that_are_there(self) -> None:
        self.exported()
        head, tensors = read_bank(self.out)
        wider = PlanNet(residual_plan(Net(half=4, quarter=8, full=6, blocks=2)), 3)
        adopt(wider, head["styles"], tensors, head["styles"], None)
        for name, parameter in wider.named().items():
            had = tensors[name]
            self.assertTrue(torch.equal(parameter[tuple(slice(n) for n in had.shape)], had), name)

    def test_the_card_says_what_it_was_made_of(self) -> None:
        text = card(tiny_run(notes=["Bad at nothing: it paints nothing."]).state())
        for said in (
            "`one`",
            "Nobody",
            "multiply-adds a pixel",
            "style 3, content 5, temporal 12",
            "on a fixed grain of 0.018",
            "VGG-16",
            "- Bad at nothing",
            "## How, by whom",
            "## Limits",
        ):
            self.assertIn(said, text)

    def test_the_card_tells_sizes_and_what_was_set_aside(self) -> None:
        told = card(
            tiny_run(
                sizes=[32, 64], late=96, held_out=["content/*.jpg"], losses={"tone": 1.5, "by_contrast": True}
            ).state()
        )
        for said in (
            "of 32 to 64 (the last 15%: 96) px",
            "whole sources of them set aside to judge by",
            "tone 1.5 (temporal by contrast)",
        ):
            self.assertIn(said, told)

    def test_words_may_come_from_a_later_config(self) -> None:
        config = tiny_run().state()["config"]
        retell(config, tiny_config(notes=["Bad at faces."], pictures="By me.", grain=0.03))
        told = (list(config["notes"]), config["pictures"], config["grain"])
        self.assertEqual(told, (["Bad at faces."], "By me.", 0.03))
        with self.assertRaisesRegex(Trouble, "its styles are not the checkpoint's"):
            retell(config, tiny_config(styles=[{"id": "other", "file": "x", "title": "x", "by": "x"}]))

    def test_the_gallery_has_its_card(self) -> None:
        style = {
            "id": "one",
            "file": str(self.picture),
            "title": "The One (c. 1900)",
            "by": "A. B.",
            "died": 1950,
            "weak": "Faces.",
        }
        plain = {"id": "two", "file": str(self.picture), "title": "Two", "by": "C. D."}
        state = {**self.exported(), "names": ["one", "two", "three"]}
        state["config"] = {
            **state["config"],
            "styles": [{**state["config"]["styles"][0], **s} for s in (style, plain, {**plain, "id": "three"})],
        }
        export(state, self.out, None, [self.picture], self.out.parent)
        told = json.loads((self.out / "card.json").read_text())
        self.assertEqual(
            told["styles"]["one"],
            {
                "work": "The One",
                "painter": "A. B.",
                "year": "c. 1900",
                "died": 1950,
                "weak": "Faces.",
                "painting": "paintings/one.webp",
                "results": ["results/one-1.webp"],
            },
        )
        self.assertNotIn("year", told["styles"]["two"])
        for path in ("paintings/one.webp", "results/one-1.webp"):
            self.assertLess((self.out / path).stat().st_size, 15_001)
            with Image.open(self.out / path) as small:
                self.assertEqual(small.width, 240)


class Grain(unittest.TestCase):
    def test_what_is_flat_is_flat_no_more_and_the_same_each_time(self) -> None:
        run = tiny_run(grain=0.05)
        run.step()
        state, grey, mix = run.state(), torch.full((1, 3, 24, 32), 0.5), torch.eye(3)[:1]
        with torch.no_grad():
            painted, again = (average_net(state)(grey, mix) for _ in range(2))
            smooth = average_net({**state, "config": {**state["config"], "grain": 0}})(grey, mix)
        self.assertLess(float(smooth.std((2, 3)).max()), 1e-6)
        self.assertGreater(float(painted.std((2, 3)).max()), 1e-3)
        self.assertTrue(torch.equal(painted, again))

    def test_is_even_and_of_two_pixels(self) -> None:
        made = grain(64, 96)
        self.assertEqual(tuple(made.shape), (1, 1, 64, 96))
        self.assertTrue(torch.equal(made[..., ::2, ::2], made[..., 1::2, 1::2]))
        self.assertEqual(len(made.unique()), 32 * 48)
        self.assertLess(abs(float(made.mean())), 0.05)
        self.assertAlmostEqual(float(made.std()), 3**-0.5, delta=0.03)

    def test_training_knows_nothing_of_it(self) -> None:
        self.assertNotIn("grain", tiny_run(grain=0.05).net.plan[0])


class Plan(unittest.TestCase):
    def test_multiply_adds(self) -> None:
        """By hand: 3·24·9/4 + 24·48·9/16 + 10·48²·9/16 + 48·24·9/4 + 24·8·9 + 8·3·9."""
        plan = residual_plan(Net())
        self.assertEqual(multiply_adds(plan), 162 + 648 + 12960 + 2592 + 1728 + 216)
        self.assertEqual(multiple(plan), 4)
        deep = residual_plan(Net(separable=True))
        self.assertEqual(multiply_adds(plan) - multiply_adds(deep), 10 * (48 * 48 * 9 - 48 * 9 - 48 * 48) / 16)

    def test_banks_are_the_plans_of_their_configs(self) -> None:
        for bank in ("bank-1", "bank-1-light"):
            head = json.loads((ROOT / "models" / bank / "model.json").read_text())
            config = read_config(ROOT / "models" / "train" / "configs" / f"{bank}.json")
            self.assertEqual(head["layers"], grained(residual_plan(config.net), config.grain), bank)
            self.assertEqual([layer.get("dilation", 1) for layer in head["layers"] if layer["name"] == "block1.a"], [2])
