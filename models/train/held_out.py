"""Photographs that no bank is trained on, so that a report judges what a bank does with pictures it has never seen.

Whole sources are set aside (`held_out` in the config): pictures of one series are too much alike for some to train on
and others to judge by.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from .check_data import ALIKE, perceptual_hash
from .trouble import Trouble


def matching(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    """Files that match any of the patterns, each once, sorted. A pattern that begins with / is a path of its own."""
    found = {f for p in patterns for f in (Path("/").glob(p[1:]) if p.startswith("/") else folder.glob(p))}
    return sorted(found)


def trained_on(folder: Path, content: tuple[str, ...], held_out: tuple[str, ...]) -> list[Path]:
    """The photographs that a run sees: what `content` matches, without what `held_out` does."""
    aside = {f.resolve() for f in matching(folder, held_out)}
    return [f for f in matching(folder, content) if f.resolve() not in aside]


def judged(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    """The photographs of a report that was given none. @raises Trouble when there are none"""
    files = matching(folder, patterns)
    if not files:
        raise Trouble(
            "Looking for photographs to judge on",
            f"no file in {folder} matches {' '.join(patterns) or 'an empty list'}.",
            "Name some on the command line, or mend `judged` in the config.",
        )
    return files


def seen(pictures: list[Path], trained: list[Path]) -> list[tuple[Path, Path]]:
    """(picture, photograph trained on) where both show the same, whatever their names, sizes and formats."""
    known = [(_hash(f), f) for f in trained]
    found = []
    for picture in pictures:
        mine = _hash(picture)
        found += [(picture, f) for theirs, f in known if bin(mine ^ theirs).count("1") <= ALIKE][:1]
    return found


def refuse_seen(pictures: list[Path], trained: list[Path]) -> None:
    """@raises Trouble naming the first picture that is trained on"""
    for picture, photograph in seen(pictures, trained):
        raise Trouble(
            f"Judging on {picture.name}",
            f"it shows what {photograph.name} does, which is trained on.",
            "Leave it out, or name no pictures: then the config's `judged` are taken.",
        )


def _hash(file: Path) -> int:
    im = Image.open(file)
    im.draft("RGB", (64, 64))
    return perceptual_hash(im.convert("RGB"))
