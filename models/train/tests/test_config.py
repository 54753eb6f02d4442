"""A wrong config is told in words: which file and field, what was found, what is wanted."""

from __future__ import annotations

import json
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from ..config import ROOT, parse_config, read_config, training_folder
from ..trouble import Trouble

STYLE = {"id": "one", "file": "one.jpg", "title": "One", "by": "A"}


class Config(unittest.TestCase):
    def test_what_is_wrong(self) -> None:
        cases = [
            ({"bank": "b"}, r"'styles': found nothing. Wanted: a value"),
            ({"bank": "b", "styles": []}, r"'styles': found an empty list"),
            ({"bank": "b", "styles": [STYLE], "sise": 3}, r"'sise': found a field nobody reads. Wanted: one of .*size"),
            ({"bank": "b", "styles": [STYLE], "size": 100}, r"'size': found 100. Wanted: a multiple of 8"),
            ({"bank": "b", "styles": [STYLE], "rate": "fast"}, r"'rate': found \"fast\". Wanted: a number"),
            ({"bank": "b", "styles": [STYLE], "batch": 1.5}, r"'batch': found 1.5. Wanted: a whole number"),
            ({"bank": "b", "styles": [STYLE], "nice": 30}, r"'nice': found 30. Wanted: 0 to 19"),
            ({"bank": "b", "styles": [STYLE], "brief": 1}, r"'brief': found 1. Wanted: true or false"),
            ({"bank": "b", "styles": [STYLE], "content": "a.jpg"}, r"'content': found \"a.jpg\". Wanted: a list"),
            ({"bank": "b", "styles": [STYLE, STYLE]}, r"'styles\[1\].id': found 'one' a second time"),
            (
                {"bank": "b", "styles": [{**STYLE, "id": "One"}]},
                r"'styles\[0\].id': found 'One'. Wanted: small letters",
            ),
            ({"bank": "b", "styles": [{"id": "one"}]}, r"'styles\[0\].file': found nothing"),
            (
                {"bank": "b", "styles": [STYLE], "net": {"blocks": 2, "dilations": [1, 3]}},
                r"'net.dilations': found \[1, 3\]. Wanted: 1, 2, 4 or 8 for each block",
            ),
            (
                {"bank": "b", "styles": [STYLE], "net": {"blocks": 2, "dilations": [2]}},
                r"'net.dilations': found 1 of them. Wanted: one for each of the 2 blocks",
            ),
            (
                {"bank": "b", "styles": [STYLE], "net": {"dilations": "far"}},
                r"'net.dilations': found \"far\". Wanted: a list",
            ),
            (
                {"bank": "b", "styles": [STYLE], "net": {"dilations": ["far"]}},
                r"'net.dilations': found \[\"far\"\]. Wanted: a list of whole numbers",
            ),
            ({"bank": "b", "styles": [STYLE], "net": {"blocks": 0}}, r"'net.blocks': found 0. Wanted: 1 to 32"),
            (
                {"bank": "b", "styles": [STYLE], "losses": {"layers": [[1, 2]]}},
                r"'losses.layers': .*four numbers a row",
            ),
            ({"bank": "B 1", "styles": [STYLE]}, r"'bank': found 'B 1'"),
            ([], r"found \[\]. Wanted: an object"),
        ]
        for data, said in cases:
            with self.subTest(said), self.assertRaisesRegex(Trouble, "mine.json.*" + said):
                parse_config(data, "mine.json")

    def test_no_file_and_no_json(self) -> None:
        with self.assertRaisesRegex(Trouble, "No such file.*Name a file of models/train/configs"):
            read_config(Path("none.json"))
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{\n"bank": }')
            file.flush()
            with self.assertRaisesRegex(Trouble, "line 2 is no JSON"):
                read_config(Path(file.name))

    def test_the_projects_own_are_right(self) -> None:
        files = sorted((ROOT / "models" / "train" / "configs").glob("*.json"))
        self.assertGreater(len(files), 0)
        for file in files:
            self.assertGreater(len(read_config(file).styles), 0)

    def test_the_training_folder(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(training_folder(folder), Path(folder))
            with mock.patch.dict(os.environ, {"IMPASTO_TRAINING": folder}):
                self.assertEqual(training_folder(None), Path(folder))
            with self.assertRaisesRegex(
                Trouble, "no folder .*none.*--training FOLDER or in the environment variable IMPASTO_TRAINING"
            ):
                training_folder(folder + "/none")

    def test_extends(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            at = lambda name, text: (Path(folder) / name).write_text(text)
            at(
                "a.json",
                '{"bank": "a", "rate": 0.1, "losses": {"tv": 1, "style": 2}, "styles": ['
                + json.dumps({**STYLE, "id": "x"})
                + "]}",
            )
            at("b.json", '{"extends": "a.json", "bank": "b", "losses": {"tv": 7}}')
            at("c.json", '{"extends": "c.json", "bank": "c"}')
            b = read_config(Path(folder) / "b.json")
            self.assertEqual((b.bank, b.rate, b.losses.tv, b.losses.style, b.styles[0].id), ("b", 0.1, 7, 2, "x"))
            with self.assertRaisesRegex(Trouble, "'extends': found a chain without an end"):
                read_config(Path(folder) / "c.json")
