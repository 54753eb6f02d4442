"""Video bench, optimised pictures, mixes, report and distillation, on a tiny net."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from .. import checkpoint, compare, gatys, pairs, video
from ..export import export
from ..film import sample
from ..fit import fitted
from ..run import Run
from ..losses import grid_loss, painting_grams
from ..measure import Jury, judge_styles, jury
from ..mixes import mix_sheet
from ..nets import load_net, load_nets
from ..report import write_report
from ..sheet import to_image
from ..tone import big_tones
from ..trouble import Trouble
from ..vgg import made_up_vgg
from .tiny import MadePhotographs, tiny_config, tiny_run

NAMES = ["one", "two", "three"]


class Judges(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.held = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.held.name)
        cls.run_ = tiny_run()
        for _ in range(2):
            cls.run_.step()
        (cls.folder / "run").mkdir()
        checkpoint.save(cls.run_.state(), cls.folder / "run")
        cls.picture = cls.folder / "made.png"
        to_image(MadePhotographs().canvas(48, np.random.default_rng(1))).save(cls.picture)
        cls.loaded = load_net(cls.folder / "run")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.held.cleanup()

    def clips(self) -> list[video.Clip]:
        made = (
            MadePhotographs().canvas(80, np.random.default_rng(n))[0].permute(1, 2, 0).numpy() * 255 for n in range(2)
        )
        return video.make_clips([m.astype(np.uint8) for m in made], frames=3)[:6]

    def test_the_films_own_ratio_is_one(self) -> None:
        """Without noise the frames agree along the flow; with it, a net that paints nothing is as restless as the
        film.
        """
        for clip in self.clips():
            own = float(video.unrest(clip.frames, clip))
            apart = (clip.frames[1] - sample(clip.frames[0], clip.flows[0])).abs() * clip.masks[0]
            self.assertLess(float(apart.mean()), 0.03 + (0.02 if clip.kind == "exposure" else 0))
            self.assertGreater(own, 0.8 * video.NOISE)
            self.assertAlmostEqual(float(video.unrest([f * 0.5 for f in clip.frames], clip)) / own, 0.5, places=4)
        self.assertEqual([c.kind for c in self.clips()], list(video.KINDS))

    def test_two_nets_side_by_side(self) -> None:
        clips = self.clips()[:2]
        results = {
            "a": video.bench(self.loaded, clips, only=["one"]),
            "b": video.bench(self.loaded, clips, 0.5, True, ["one"]),
        }
        self.assertLess(results["b"]["one"]["still"], results["a"]["one"]["still"])
        self.assertTrue(all(set(r["one"]) == {"still", "pan", "all", "over contrast"} for r in results.values()))

    def test_smoothing_nothing_changes_nothing(self) -> None:
        x, mix = MadePhotographs().canvas(32, np.random.default_rng(3)), torch.tensor([[0.5, 0.5, 0]])
        with torch.no_grad():
            self.assertTrue(
                torch.allclose(video.SmoothedNet(self.loaded.net, 0)(x, mix), self.loaded.net(x, mix), atol=1e-5)
            )

    def test_optimising_beats_the_net_and_goes_on_where_it_was(self) -> None:
        out, pictures = self.folder / "gatys", {"made": MadePhotographs().canvas(32, np.random.default_rng(4))}
        vgg, w = made_up_vgg(), self.run_.config.losses
        targets = painting_grams(vgg, [MadePhotographs().canvas(48, np.random.default_rng(n)) for n in range(2)], w)
        with contextlib.redirect_stdout(io.StringIO()):
            ratios = gatys.compare(self.loaded, vgg, targets, NAMES[:2], pictures, w, out, steps=12)
            before = (out / "one--made.jpg").stat().st_mtime_ns
            again = gatys.compare(self.loaded, vgg, targets, NAMES[:2], pictures, w, out, steps=12)
        self.assertGreater(min(ratios.values()), 1)
        self.assertEqual(ratios, again)
        self.assertEqual(before, (out / "one--made.jpg").stat().st_mtime_ns)

    def test_a_vector_fitted_to_a_picture_comes_nearer_and_leaves_the_kernels(self) -> None:
        out = self.folder / "fitted"
        pictures = {str(n): MadePhotographs().canvas(32, np.random.default_rng(n)) for n in range(2)}
        vgg, w = made_up_vgg(), self.run_.config.losses
        targets = painting_grams(vgg, [MadePhotographs().canvas(48, np.random.default_rng(5))], w)
        with contextlib.redirect_stdout(io.StringIO()):
            gatys.compare(self.loaded, vgg, targets, NAMES[1:2], pictures, w, out, steps=4, fit=30)
        told = json.loads((out / "ratios.json").read_text())
        self.assertEqual(list(told["mean"]), list(told["ratio"]["two"]))
        self.assertEqual(len(told["mean"]), 4)
        self.assertLess(told["mean"]["fitted to it"], told["mean"]["bank"])
        self.assertTrue((out / "two.jpg").exists())
        before = {name: p.clone() for name, p in self.loaded.net.named().items()}
        after = fitted(vgg, self.loaded.net, 1, [pictures["0"]], targets, 0, w, 2).named()
        for name, p in self.loaded.net.named().items():
            self.assertTrue(torch.equal(p, before[name]), name)
            if name.endswith((".gamma", ".beta")):
                self.assertFalse(torch.equal(after[name][1], p[1]), name)
                self.assertTrue(torch.equal(after[name][0], p[0]), name)
            else:
                self.assertTrue(torch.equal(after[name], p), name)

    def test_a_grid_is_found_and_the_chance_of_strokes_is_not(self) -> None:
        rng = torch.Generator().manual_seed(1)
        strokes = torch.rand((1, 3, 96, 96), generator=rng)
        woven = torch.zeros(1, 3, 96, 96)
        woven[..., ::4] = 0.1
        self.assertLess(float(grid_loss(torch.full((1, 3, 96, 96), 0.4), woven * 0 + 0.4)), 1e-12)
        alone, both = float(grid_loss(woven, woven)), float(grid_loss(woven, woven * 0))
        # Of the variance of the lines, what a box of 9 px does not take away.
        self.assertAlmostEqual(alone / (0.1**2 * 3 / 16), 0.78, delta=0.03)
        self.assertAlmostEqual(both, alone / 4, delta=1e-6)
        self.assertLess(float(grid_loss(strokes, strokes.flip(2))), alone / 10)

    def test_a_net_trained_against_its_grid_loses_it(self) -> None:
        w = {"style": 0, "content": 0, "temporal": 0, "tv": 0, "grid": 1000}
        run = tiny_run(losses=w, rate=0.01, warm_up=0)
        told = [run.step()["grid"] for _ in range(25)]
        self.assertLess(sum(told[-5:]), sum(told[:5]) / 2)

    def jury(self) -> Jury:
        return jury(self.run_.config, made_up_vgg(), [MadePhotographs().canvas(48, np.random.default_rng(n)) for n in range(3)])

    def test_the_report_compares(self) -> None:
        export(self.run_.state(), self.folder / "bank", None, [self.picture])
        out, bank = self.folder / "report", load_net(self.folder / "bank")
        write_report(self.loaded, bank, self.jury(), [self.picture] * 5, self.clips()[:2], out, (32, 48))
        text = (out / "report.md").read_text()
        for said in ("# tiny@2", "| 32 | bank |", "| 48 | tiny@2 |", "## By style at 48 px", "The paintings' own big tones"):
            self.assertIn(said, text)
        self.assertTrue((out / "sheet-2.jpg").exists())
        told = json.loads((out / "report.json").read_text())
        self.assertEqual(list(told["sizes"]["32"]), ["bank", "tiny@2"])
        # A net and its run before are often called the same.
        again = self.folder / "again"
        write_report(self.loaded, self.loaded, self.jury(), [self.picture], [], again, (32,))
        self.assertIn("| 32 | the run before |", (again / "report.md").read_text())

    def test_figures_are_of_the_right_style(self) -> None:
        """A net that returns the photograph has its tones to the full, no content loss, and the palette of the photograph."""

        class Mirror(torch.nn.Module):
            styles, plan = 3, self.loaded.net.plan

            def forward(self, x: torch.Tensor, mix: torch.Tensor) -> torch.Tensor:
                return x

        by = self.jury()
        figures = judge_styles(replace(self.loaded, net=Mirror()), by, [by.paintings[1]])
        for style in NAMES:
            self.assertAlmostEqual(figures[style]["tone"], 1, places=2)
            self.assertLess(figures[style]["content"], 1e-6)
            self.assertAlmostEqual(figures[style]["spread"], big_tones(by.paintings[1], short=True), places=4)
        self.assertLess(figures["two"]["palette"], 0.01)
        self.assertLess(figures["two"]["style"], 1e-6)
        self.assertGreater(min(figures["one"]["palette"], figures["three"]["palette"]), 1)

    def test_any_number_of_nets_side_by_side(self) -> None:
        by, out = self.jury(), self.folder / "compare"
        nets = load_nets([self.folder / "run", self.folder / "run", self.folder / "run" / checkpoint.NAME])
        self.assertEqual([n.name for n in nets], ["tiny@2", "run/tiny@2", "tiny@2 (2)"])
        found = compare.compared(nets[:2], by, [self.picture], self.clips()[:2], (32,))
        lines = compare.write(found, by, out)
        self.assertEqual(len([line for line in lines if line.startswith("| 32 |")]), 2)
        third = compare.compared(nets[2:], by, [self.picture], [], (32,))
        both = compare.joined(third, out / "compare.json")
        self.assertEqual(list(both.by_size[32]), [n.name for n in nets])
        same = [both.by_size[32][n.name]["one"] for n in nets]
        self.assertEqual(same[0], same[2])
        with self.assertRaisesRegex(Trouble, "judged on other photographs or at other sizes"):
            compare.joined(compare.compared(nets[2:], by, [self.picture], [], (48,)), out / "compare.json")
        with self.assertRaisesRegex(Trouble, "Name a compare.json"):
            compare.joined(third, self.folder / "none.json")

    def test_unrest_over_contrast_knows_a_pale_picture(self) -> None:
        """Half the contrast halves the unrest, and changes nothing over contrast."""

        class Pale(torch.nn.Module):
            def forward(self, x: torch.Tensor, mix: torch.Tensor) -> torch.Tensor:
                return x * 0.5

        found = video.bench(replace(self.loaded, net=Pale()), self.clips()[:2], only=["one"])["one"]
        self.assertAlmostEqual(found["all"], 0.5, places=4)
        self.assertAlmostEqual(found["over contrast"], 1, places=4)

    def test_pairs_are_blind_and_their_key_is_right(self) -> None:
        drawn = pairs.draw_pairs(["a", "b", "c"], ["x", "y"], 12, 1)
        self.assertEqual(sum(first for *_, first in drawn), 6)
        self.assertEqual(len({(s, p) for s, p, _ in drawn}), 6)
        self.assertEqual(drawn, pairs.draw_pairs(["a", "b", "c"], ["x", "y"], 12, 1))
        self.assertNotEqual(drawn, pairs.draw_pairs(["a", "b", "c"], ["x", "y"], 12, 2))

        class Flat(torch.nn.Module):
            styles = 3

            def forward(self, x: torch.Tensor, mix: torch.Tensor) -> torch.Tensor:
                return torch.zeros_like(x)

        out, dark = self.folder / "pairs", replace(self.loaded, net=Flat(), name="dark")
        made = pairs.write_pairs(self.loaded, dark, NAMES, [self.picture], out, count=5)
        self.assertEqual([f.name for f in made], ["pairs-1.png", "pairs-2.png"])
        key = json.loads((out / "key.json").read_text())
        with Image.open(made[0]) as sheet:
            self.assertEqual(sheet.width, 3 * pairs.SIDE)
            for n, row in enumerate(key[:4]):
                y = round((n + 0.5) * sheet.height / 4)
                levels = {side: sum(sheet.getpixel((x, y))) for side, x in (("left", 768), ("right", 1280))}
                self.assertEqual(levels["left" if row["left"] == "dark" else "right"], 0)
        choices = "".join("l" if row["left"] == "dark" else "r" for row in key[:4]) + "e"
        self.assertEqual(pairs.tally(out / "key.json", choices), {"dark": 4, "tiny@2": 0, "even": 1})
        with self.assertRaisesRegex(Trouble, "Give l, r or e .* for each of the 5 pairs"):
            pairs.tally(out / "key.json", "lx")

    def test_every_pair_is_mixed(self) -> None:
        sheet, found = mix_sheet(self.loaded, MadePhotographs().canvas(16, np.random.default_rng(1)), width=16)
        self.assertEqual(len(found), 3)
        self.assertEqual(sheet.size, (48, 48))
        self.assertEqual(found, sorted(found))

    def test_a_light_net_learns_from_a_teacher(self) -> None:
        export(self.run_.state(), self.folder / "teacher", None, [self.picture])
        config = tiny_config(
            teacher=str(self.folder / "teacher"),
            net={"half": 4, "quarter": 4, "full": 3, "blocks": 1},
            losses={"distil": 50, "style": 0, "content": 0, "temporal": 0},
            rate=0.02,
            warm_up=0,
        )
        paintings = [MadePhotographs().canvas(48, np.random.default_rng(n)) for n in range(3)]
        light = Run(config, made_up_vgg(), paintings, MadePhotographs())
        told = [light.step()["distil"] for _ in range(12)]
        self.assertLess(sum(told[-3:]), sum(told[:3]))
        # The page takes it for an edition of its teacher: the pictures are shown from there.
        export(light.state(), self.folder / "light", None, [self.picture])
        self.assertEqual(json.loads((self.folder / "light" / "model.json").read_text())["editionOf"], "teacher")
        self.assertEqual(sorted(f.name for f in (self.folder / "light").iterdir() if f.is_dir()), [])
