"""A run's settings, read from a JSON file in the repository. Every field has a default but `bank` and `styles`; a
wrong one is told in words.

Paths in a config are relative to the training folder (paintings, photographs, loss network), which is not in the
repository, or to the project's root (`start`). The training folder comes from `--training`, else from
IMPASTO_TRAINING, else `../shared/training`.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from .trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Style:
    """A painting. `short`: its short side in px as the loss sees it (larger: finer strokes); `inset`: share cut off
    each edge (frames).

    `weak`: what the style is bad at, in a sentence; `attributed`: work and painter were told by eye, not by the
    source.
    """

    id: str
    file: str
    title: str
    by: str
    died: int = 0
    source: str = ""
    weak: str = ""
    attributed: bool = False
    short: int = 320
    inset: float = 0.02
    weight: float = 1.0  # of its style loss
    share: int = 1  # how often it comes up, against the others


@dataclass(frozen=True)
class Net:
    """Channels at half, quarter and full size, residual blocks; `separable`: depthwise + 1x1 instead of 3x3 in the
    blocks; `dilations`: how far apart the taps of each block are, in pixels of a quarter of the size (none given: 1).
    """

    half: int = 24
    quarter: int = 48
    full: int = 8
    blocks: int = 5
    separable: bool = False
    dilations: tuple[int, ...] = ()


@dataclass(frozen=True)
class Losses:
    """Weights. `layers`: per pyramid scale (full, half, quarter size), per VGG layer (relu1_2, relu2_2, relu3_1,
    relu3_3). `by_contrast`: the temporal loss counts by the picture's contrast against the painting's, so that a pale
    picture is not taken for a calm one.
    """

    style: float = 3.0
    content: float = 5.0
    temporal: float = 12.0
    tv: float = 5.0
    grid: float = 0.0
    distil: float = 0.0
    tone: float = 0.0
    palette: float = 0.0
    by_contrast: bool = False
    layers: tuple[tuple[float, ...], ...] = ((0.7, 1, 1, 1.5), (0, 1, 1, 2), (0, 0, 1, 2))


@dataclass(frozen=True)
class Film:
    """What a pair of frames may do. Shares 0..1; `shift` px, `zoom` ratio, `turn` degrees, `noise` sigma (0..1),
    `exposure` ratio.
    """

    still: float = 0.25
    shift: float = 8.0
    zoom: float = 0.05
    turn: float = 3.0
    noise: float = 0.04
    exposure: float = 0.06
    foreground: float = 0.35
    dark: float = 0.12
    bright: float = 0.08


@dataclass(frozen=True)
class Config:
    """One run. `iterations` of `batch` pictures; the learning rate falls by a cosine over them.

    `sizes`: least and most px of a crop, drawn anew for each iteration, so that all sizes see as many pixels; none
    given: `size`. `late`: px of every crop in the last `late_share` of the iterations.
    """

    bank: str
    styles: tuple[Style, ...]
    title: str = ""
    seed: int = 1
    iterations: int = 12000
    batch: int = 2
    size: int = 192
    sizes: tuple[int, ...] = ()
    late: int = 0
    late_share: float = 0.15
    rate: float = 2e-3
    warm_up: int = 50
    mixed: float = 0.15
    paint_noise: float = 0.02
    grain: float = 0.018  # of what is painted (grain.py), of 1; trained without: paint_noise stands for it
    average: float = 0.999
    start: str = ""
    teacher: str = ""
    threads: int = 1
    nice: int = 10
    checkpoint_seconds: float = 90.0
    keep_every: int = 1000
    content: tuple[str, ...] = ("content/*.jpg",)
    held_out: tuple[str, ...] = ()  # whole sources that are never trained on (held_out.py)
    judged: tuple[str, ...] = ()  # of these, what a report judges on
    brief: bool = True  # the loss network in bfloat16 (vgg.py)
    loss_network: str = "vgg16_relu3_3.pth"
    pictures: str = ""  # whose photographs the card's results were painted from
    notes: tuple[str, ...] = ()
    net: Net = field(default_factory=Net)
    losses: Losses = field(default_factory=Losses)
    film: Film = field(default_factory=Film)
    raw: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)


BOUNDS: dict[str, tuple[float, float]] = {
    "iterations": (1, 10_000_000),
    "batch": (1, 64),
    "size": (32, 1024),
    "late": (0, 1024),
    "late_share": (0, 1),
    "rate": (1e-7, 1),
    "mixed": (0, 1),
    "paint_noise": (0, 0.5),
    "grain": (0, 0.5),
    "average": (0, 0.99999),
    "threads": (1, 256),
    "nice": (0, 19),
    "checkpoint_seconds": (1, 120),
    "share": (0, 100),
    "short": (32, 2048),
    "inset": (0, 0.4),
    "blocks": (1, 32),
    "half": (4, 256),
    "quarter": (4, 512),
    "full": (3, 128),
    "still": (0, 1),
    "foreground": (0, 1),
    "dark": (0, 1),
    "bright": (0, 1),
    "zoom": (0, 0.5),
    "turn": (0, 45),
    "shift": (0, 16),
    "noise": (0, 0.5),
    "exposure": (0, 0.5),
    "warm_up": (0, 100_000),
    "keep_every": (1, 1_000_000),
}
NESTED = {"net": Net, "losses": Losses, "film": Film}
NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def read_config(path: Path) -> Config:
    """`extends` names a config beside this one, whose fields hold where this one has none. @raises Trouble naming the
    file and the field.
    """
    return parse_config(_read(path), str(path))


def _read(path: Path, depth: int = 0) -> Any:
    try:
        text = path.read_text("utf8")
    except OSError as problem:
        raise Trouble(
            f"Reading the config {path}", f"{problem.strerror or problem}.", "Name a file of models/train/configs."
        ) from None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as problem:
        raise Trouble(
            f"Reading the config {path}", f"line {problem.lineno} is no JSON: {problem.msg}.", "Mend that line."
        ) from None
    if not isinstance(data, dict) or "extends" not in data:
        return data
    if depth > 3:
        raise _wrong(str(path), "extends", "a chain without an end", "a config that extends nothing, in the end")
    own = {name: value for name, value in data.items() if name != "extends"}
    base = _read(path.parent / str(data["extends"]), depth + 1)
    merged = {
        name: {**base[name], **own[name]}
        if name in NESTED and name in base and name in own
        else own.get(name, base.get(name))
        for name in {**base, **own}
    }
    return merged


def parse_config(data: Any, file: str) -> Config:
    """A Config out of parsed JSON. @raises Trouble"""
    config = _build(Config, data, file, "")
    if not config.styles:
        raise _wrong(file, "styles", "an empty list", "a list of at least one painting")
    ids = [s.id for s in config.styles]
    for i, style in enumerate(ids):
        if not NAME.match(style):
            raise _wrong(
                file, f"styles[{i}].id", f"'{style}'", "small letters, digits and hyphens, such as 'starry-night'"
            )
        if ids.index(style) != i:
            raise _wrong(file, f"styles[{i}].id", f"'{style}' a second time", "a name no other style has")
    if not NAME.match(config.bank):
        raise _wrong(file, "bank", f"'{config.bank}'", "small letters, digits and hyphens, such as 'bank-1'")
    if config.size % 8:
        raise _wrong(file, "size", str(config.size), "a multiple of 8")
    if config.late % 8:
        raise _wrong(file, "late", str(config.late), "a multiple of 8, or 0 for none")
    drawn = config.sizes
    if drawn and (len(drawn) != 2 or drawn[0] > drawn[1] or drawn[0] < 32 or drawn[1] > 1024 or any(s % 8 for s in drawn)):
        raise _wrong(file, "sizes", str(list(drawn)), "the least and the most px, multiples of 8 from 32 to 1024")
    if any(len(row) != 4 for row in config.losses.layers):
        raise _wrong(file, "losses.layers", "a row of another length", "four numbers a row")
    spread = config.net.dilations
    if any(d not in (1, 2, 4, 8) for d in spread) or (spread and config.net.separable):
        raise _wrong(file, "net.dilations", str(list(spread)), "1, 2, 4 or 8 for each block, and blocks of 3x3")
    if len(spread) not in (0, config.net.blocks):
        raise _wrong(file, "net.dilations", f"{len(spread)} of them", f"one for each of the {config.net.blocks} blocks")
    if all(s.share == 0 for s in config.styles):
        raise _wrong(file, "styles", "share 0 everywhere", "at least one style that comes up")
    return config


def _build(kind: type, data: Any, file: str, where: str) -> Any:
    if not isinstance(data, dict):
        raise _wrong(file, where or "the whole", _said(data), "an object in braces")
    known = {f.name: f for f in fields(kind) if f.name != "raw"}
    for name in data:
        if name not in known:
            raise _wrong(file, where + name, "a field nobody reads", f"one of {', '.join(sorted(known))}")
    values: dict[str, Any] = {}
    for name, info in known.items():
        if name in data:
            values[name] = _value(info.type, name, data[name], file, where)
        elif info.default is info.default_factory:  # both MISSING: it has no default
            raise _wrong(file, where + name, "nothing", "a value: it has no default")
    if kind is Config:
        values["raw"] = data
    return kind(**values)


def _value(kind: Any, name: str, value: Any, file: str, where: str) -> Any:
    at = where + name
    if name in NESTED:
        return _build(NESTED[name], value, file, at + ".")
    if name == "styles" or name == "layers" or kind in ("tuple[str, ...]", "tuple[int, ...]"):
        if not isinstance(value, list):
            raise _wrong(file, at, _said(value), "a list")
        if name == "styles":
            return tuple(_build(Style, item, file, f"{at}[{i}].") for i, item in enumerate(value))
        if name == "layers":
            if not all(isinstance(row, list) and all(_number(n) for n in row) for row in value):
                raise _wrong(file, at, _said(value), "rows of numbers")
            return tuple(tuple(row) for row in value)
        if kind == "tuple[int, ...]":
            if not all(_number(item) and int(item) == item for item in value):
                raise _wrong(file, at, _said(value), "a list of whole numbers")
            return tuple(int(item) for item in value)
        if not all(isinstance(item, str) for item in value):
            raise _wrong(file, at, _said(value), "a list of texts")
        return tuple(value)
    if kind == "bool":
        if not isinstance(value, bool):
            raise _wrong(file, at, _said(value), "true or false")
        return value
    if kind == "str":
        if not isinstance(value, str):
            raise _wrong(file, at, _said(value), "a text in quotes")
        return value
    if not _number(value) or (kind == "int" and int(value) != value):
        raise _wrong(file, at, _said(value), "a whole number" if kind == "int" else "a number")
    low, high = BOUNDS.get(name, (0, 1e6))
    if not low <= value <= high:
        raise _wrong(file, at, _said(value), f"{low:g} to {high:g}")
    return int(value) if kind == "int" else float(value)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:60]


def _wrong(file: str, at: str, found: str, wanted: str) -> Trouble:
    return Trouble(f"{file}, field '{at}'", f"found {found}.", f"Wanted: {wanted}.")


def training_folder(asked: str | None) -> Path:
    """Where paintings, photographs and the loss network lie. @raises Trouble when there is no such folder"""
    folder = Path(asked or os.environ.get("IMPASTO_TRAINING") or ROOT.parent / "shared" / "training").expanduser()
    if not folder.is_dir():
        raise Trouble(
            "Looking for the training pictures",
            f"there is no folder {folder}.",
            "Name it with --training FOLDER or in the environment variable IMPASTO_TRAINING; "
            "README.md says what belongs there.",
        )
    return folder
