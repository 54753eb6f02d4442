"""Pairs for an eye that does not know whose they are: the photograph, and two banks' paintings of it in one style, left and
right as a seed has it. Which is which lies in a file of its own.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

from .nets import Loaded
from .sheet import load_picture, paint, tile, to_image
from .trouble import Trouble

SIDE = 512
"""px of the longer side: both are shown as they were painted"""
A_SHEET = 4
COUNT = 16


def draw_pairs(styles: list[str], pictures: list[str], count: int, seed: int) -> list[tuple[str, str, bool]]:
    """(style, picture, whether the first net is on the left): styles and pictures in turn, each in an order of its own.
    The first is on the left in half of them.
    """
    rng = np.random.default_rng([seed, 1])
    one, two = rng.permutation(len(styles)), rng.permutation(len(pictures))
    left = rng.permutation([n % 2 == 0 for n in range(count)])
    # One round over the pictures later, each meets another style.
    places = ((n % len(styles), (n + n // len(pictures)) % len(pictures)) for n in range(count))
    return [(styles[one[s]], pictures[two[p]], bool(first)) for (s, p), first in zip(places, left)]


def write_pairs(
    first: Loaded, second: Loaded, styles: list[str], files: list[Path], out: Path, count: int = COUNT, seed: int = 1
) -> list[Path]:
    """pairs-N.png of four pairs each, and key.json. @raises Trouble when the two have no style in common"""
    both = [s for s in styles if s in first.styles and s in second.styles]
    if not both:
        raise Trouble("Making pairs", "the two nets have no style in common.", "Name others, or leave --styles out.")
    out.mkdir(parents=True, exist_ok=True)
    by_name = {f.name: f for f in files}
    cells: list[list[tuple[str, Image.Image]]] = []
    key = []
    for n, (style, name, first_left) in enumerate(draw_pairs(both, list(by_name), count, seed)):
        picture = load_picture(by_name[name], SIDE)
        painted = [to_image(paint(net.net, picture, {net.styles.index(style): 1.0})) for net in (first, second)]
        left, right = painted if first_left else painted[::-1]
        cells.append([(f"{n + 1}", to_image(picture)), (f"{n + 1} left", left), (f"{n + 1} right", right)])
        names = [first.name, second.name]
        key.append({"style": style, "picture": name, **dict(zip(("left", "right"), names if first_left else names[::-1]))})
    files_made = []
    for n in range(0, len(cells), A_SHEET):
        path = out / f"pairs-{n // A_SHEET + 1}.png"
        tile([cell for row in cells[n : n + A_SHEET] for cell in row], 3, SIDE).save(path, optimize=True)
        files_made.append(path)
    (out / "key.json").write_text(json.dumps(key, indent=1) + "\n", "utf8")
    return files_made


def tally(key: Path, choices: str) -> dict[str, int]:
    """Net → how often it was preferred. choices: a letter a pair, l, r or e (even). @raises Trouble"""
    rows = json.loads(key.read_text("utf8"))
    letters = choices.lower()
    if len(letters) != len(rows) or set(letters) - set("lre"):
        raise Trouble(
            "Counting what was preferred",
            f"'{choices}' are {len(choices)} letters.",
            f"Give l, r or e (even) for each of the {len(rows)} pairs, such as llre…",
        )
    found = {name: 0 for name in sorted({rows[0]["left"], rows[0]["right"]})} | {"even": 0}
    for row, letter in zip(rows, letters):
        found[{"l": row["left"], "r": row["right"], "e": "even"}[letter]] += 1
    return found
