"""What can be asked of the trainer, each a function of the parsed command line."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import checkpoint, judging
from .config import ROOT, Config, read_config, training_folder
from .judging import training
from .trouble import Trouble


def register(commands: Any) -> None:
    run = commands.add_parser("run", help="train, or go on training, after a config file")
    run.add_argument("config", type=Path)
    run.add_argument("--out", type=Path, help="the run's folder (.cache/train/<bank>)")
    run.add_argument("--minutes", type=float, help="end after so long; the same command goes on later")
    run.add_argument("--iterations", type=int, help="end after so many in all, on the config's own schedule")
    run.add_argument("--threads", type=int)
    run.add_argument("--nice", type=int)
    run.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    run.add_argument("--drawing", type=int, help="threads that draw pictures ahead (8 with cuda, else none)")
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
    export.add_argument(
        "pictures", type=Path, nargs="+", help="for thumbnails and golden pictures: such as may be shipped"
    )
    export.add_argument("--golden", type=Path, help="test/golden/<bank>")
    export.add_argument("--config", type=Path, help="take titles, notes and credits from here, not from the checkpoint")
    training(export)
    export.set_defaults(run=_export)

    start = commands.add_parser("start", help="write a checkpoint as a small folder that a run may go on from")
    start.add_argument("checkpoint", type=Path)
    start.add_argument("out", type=Path, help="such as models/train/start/<bank>")
    start.set_defaults(run=_start)

    judging.register(commands)

    mixes = commands.add_parser("mixes", help="every pair's midpoint on one sheet")
    mixes.add_argument("net", type=Path)
    mixes.add_argument("out", type=Path, help="a .jpg or .png")
    mixes.add_argument("picture", type=Path)
    mixes.add_argument("--threads", type=int, default=1)
    mixes.set_defaults(run=_mixes)

    data = commands.add_parser("data", help="what own pictures are worth, and where they come from")
    data.add_argument("folders", type=Path, nargs="+")
    data.add_argument("--look-only", action="store_true", help="write no table of provenance")
    data.set_defaults(run=_data)


def out_folder(asked: Path | None, config: Config) -> Path:
    return asked or ROOT / ".cache" / "train" / config.bank


def _run(args: Namespace) -> None:
    from . import loop, processes
    from .run import open_run

    config = read_config(args.config)
    given = {name: getattr(args, name) for name in ("threads", "nice") if getattr(args, name) is not None}
    config = replace(config, **given)
    loop.be_quiet(config.threads, config.nice)
    device = there(args.device)
    drawing = args.drawing if args.drawing is not None else (8 if device.type == "cuda" else 0)
    place = processes.joined(device)
    run = open_run(config, training_folder(args.training), device, place, drawing)
    if place.first:
        print(loop.describe(run), flush=True)
    loop.train(run, out_folder(args.out, config), args.minutes, args.iterations)
    processes.left()


def there(name: str) -> Any:
    """The device of that name. @raises Trouble when this machine has none"""
    import torch

    from .processes import local_device

    if name == "cuda" and not torch.cuda.is_available():
        raise Trouble(
            "Training on a graphics card",
            "this PyTorch sees none.",
            "Leave --device out, or install the PyTorch that is built for the card.",
        )
    device = local_device(name)
    if device.type == "cuda":
        torch.cuda.set_device(device)
    return device


def _sheet(args: Namespace) -> None:
    from . import sheet
    from .run import average_net

    state = checkpoint.load(args.checkpoint)
    net = average_net(state)
    pictures = [sheet.load_picture(p, args.longest) for p in args.pictures]
    sheet.style_sheet(net, state["names"], pictures).save(args.out, quality=90)
    print(f"{args.out}: iteration {state['iteration']}")


def _start(args: Namespace) -> None:
    from .start import write_start

    state = checkpoint.load(args.checkpoint)
    write_start(state, args.out)
    print(f"{args.out} is written: iteration {state['iteration']}")


def _export(args: Namespace) -> None:
    from .export import export

    state = checkpoint.load(args.checkpoint)
    if args.config:
        retell(state["config"], read_config(args.config))
    export(state, args.out, args.golden, args.pictures, training_folder(args.training))
    print(f"{args.out} is written: iteration {state['iteration']}")


def retell(config: dict[str, Any], told: Config) -> None:
    """Words and the grain from another config: they can be told after the training. @raises Trouble for other styles"""
    if [s["id"] for s in config["styles"]] != [s.id for s in told.styles]:
        raise Trouble(
            "Taking the words of a config", "its styles are not the checkpoint's.", "Name the config of this run."
        )
    config.update(title=told.title, notes=told.notes, pictures=told.pictures, grain=told.grain)
    for style, words in zip(config["styles"], told.styles):
        style.update(
            title=words.title,
            by=words.by,
            died=words.died,
            source=words.source,
            weak=words.weak,
            attributed=words.attributed,
        )


def _data(args: Namespace) -> None:
    from .check_data import told

    lines, whole = told(args.folders, not args.look_only)
    print("\n".join(lines))
    if not whole:
        raise Trouble("Looking at training pictures", "some do not open.", "Take them out, or save them anew.")


def _mixes(args: Namespace) -> None:
    from .loop import be_quiet
    from .mixes import mix_sheet
    from .nets import load_net
    from .sheet import load_picture

    be_quiet(args.threads, 0)
    sheet, found = mix_sheet(load_net(args.net), load_picture(args.picture, 176))
    sheet.save(args.out, quality=88)
    print(f"{args.out}; greyest midpoints, colour by the mean of their parents':")
    print("\n".join(f"  {ratio:.2f}  {a} + {b}" for ratio, a, b in found[:10]))
