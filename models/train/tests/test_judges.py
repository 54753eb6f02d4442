"""Video bench, optimised pictures, mixes, report and distillation, on a tiny net."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from .. import checkpoint, gatys, video
from ..export import export
from ..film import sample
from ..fit import fitted
from ..loop import Run
from ..losses import grid_loss, painting_grams
from ..mixes import mix_sheet
from ..nets import load_net
from ..report import write_report
from ..sheet import to_image
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
        self.assertTrue(all(set(r["one"]) == {"still", "pan", "all"} for r in results.values()))

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

    def test_the_report_compares(self) -> None:
        vgg, w = made_up_vgg(), self.run_.config.losses
        export(self.run_.state(), self.folder / "bank", None, [self.picture])
        write_report(
            self.loaded,
            load_net(self.folder / "bank"),
            vgg,
            self.run_.targets,
            NAMES,
            [self.picture] * 5,
            w,
            self.folder / "report",
        )
        text = (self.folder / "report" / "report.md").read_text()
        self.assertIn("# tiny@2", text)
        self.assertIn("On the 3 styles both have", text)
        self.assertIn("+0%", text)
        self.assertTrue((self.folder / "report" / "sheet-2.jpg").exists())
        told = json.loads((self.folder / "report" / "report.json").read_text())
        self.assertEqual(list(told["losses"]), ["tiny@2", "bank"])
        # A net and its run before are often called the same.
        again, fewer = self.folder / "again", [self.picture]
        write_report(self.loaded, self.loaded, vgg, self.run_.targets, NAMES, fewer, w, again)
        self.assertIn("| the run before: style | change | grid |", (again / "report.md").read_text())

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
