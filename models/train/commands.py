"""What can be asked of the trainer, each a function of the parsed command line."""
from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import checkpoint
from .config import ROOT, Config, read_config, training_folder
from .trouble import Trouble


def register(commands: Any) -> None:
    run = commands.add_parser("run", help="train, or go on training, after a config file")
    run.add_argument("config", type=Path)
    run.add_argument("--out", type=Path, help="the run's folder (.cache/train/<bank>)")
    run.add_argument("--minutes", type=float, help="end after so long; the same command goes on later")
    run.add_argument("--iterations", type=int, help="end after so many in all, on the config's own schedule")
    run.add_argument("--threads", type=int)
    run.add_argument("--nice", type=int)
    training(run)
    run.set_defaults(run=_run)

    sheet = commands.add_parser("sheet", help="contact sheet of a checkpoint: pictures down, styles across")
    sheet.add_argument("checkpoint", type=Path)
    sheet.add_argument("out", type=Path)
    sheet.add_argument("pictures", type=Path, nargs="+")
    sheet.add_argument("--longest", type=int, default=320)
    sheet.set_defaults(run=_sheet)

    export = commands.add_parser("export", help="write a checkpoint as the folder the engine loads")
    export.add_argument("checkpoint", type=Path)
    export.add_argument("out", type=Path, help="models/<bank>")
    export.add_argument("pictures", type=Path, nargs="+", help="for thumbnails and golden pictures: such as may be shipped")
    export.add_argument("--golden", type=Path, help="test/golden/<bank>")
    export.set_defaults(run=_export)

    data = commands.add_parser("data", help="what own pictures are worth, and where they come from")
    data.add_argument("folders", type=Path, nargs="+")
    data.add_argument("--look-only", action="store_true", help="write no table of provenance")
    data.set_defaults(run=_data)


def training(parser: Any) -> None:
    parser.add_argument("--training", help="folder with paintings, photographs and the loss network (IMPASTO_TRAINING, ../shared/training)")


def out_folder(asked: Path | None, config: Config) -> Path:
    return asked or ROOT / ".cache" / "train" / config.bank


def _run(args: Namespace) -> None:
    from . import loop

    config = read_config(args.config)
    given = {name: getattr(args, name) for name in ("threads", "nice") if getattr(args, name) is not None}
    config = replace(config, **given)
    loop.be_quiet(config.threads, config.nice)
    run = loop.open_run(config, training_folder(args.training))
    print(loop.describe(run), flush=True)
    loop.train(run, out_folder(args.out, config), args.minutes, args.iterations)


def _sheet(args: Namespace) -> None:
    from . import loop, sheet

    state = checkpoint.load(args.checkpoint)
    net = loop.average_net(state)
    pictures = [sheet.load_picture(p, args.longest) for p in args.pictures]
    sheet.style_sheet(net, state["names"], pictures).save(args.out, quality=90)
    print(f"{args.out}: iteration {state['iteration']}")


def _export(args: Namespace) -> None:
    from .export import export

    export(checkpoint.load(args.checkpoint), args.out, args.golden, args.pictures)
    print(f"{args.out} is written")


def _data(args: Namespace) -> None:
    from .check_data import told

    lines, whole = told(args.folders, not args.look_only)
    print("\n".join(lines))
    if not whole:
        raise Trouble("Looking at training pictures", "some do not open.", "Take them out, or save them anew.")
