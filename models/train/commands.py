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

    report = commands.add_parser("report", help="losses per style, sheets, comparison with the run before, as a folder")
    report.add_argument("config", type=Path)
    report.add_argument("net", type=Path, help="a run's folder, one file of it, or a bank's folder")
    report.add_argument("out", type=Path)
    report.add_argument("pictures", type=Path, nargs="+", help="twelve or more: faces, dark, bright, sky …")
    report.add_argument("--before", type=Path, help="another net to compare with")
    judging(report)
    report.set_defaults(run=_report)

    video = commands.add_parser("video", help="how much paintings boil and swim, any number of nets side by side")
    video.add_argument("nets", type=Path, nargs="+")
    video.add_argument("--out", type=Path, required=True)
    video.add_argument("--photographs", type=int, default=3)
    video.add_argument("--frames", type=int, default=5)
    video.add_argument("--styles", nargs="+", help="only these")
    video.add_argument(
        "--smooth", type=float, default=0, help="also with norm statistics smoothed: share kept of the frames before"
    )
    video.add_argument("--hold", action="store_true", help="also with the last painting held as the page does")
    judging(video)
    video.set_defaults(run=_video)

    gatys = commands.add_parser(
        "gatys", help="the bank's losses beside those of pictures optimised one by one; goes on where it was"
    )
    gatys.add_argument("config", type=Path)
    gatys.add_argument("net", type=Path)
    gatys.add_argument("out", type=Path)
    gatys.add_argument("pictures", type=Path, nargs="+")
    gatys.add_argument("--styles", nargs="+", required=True)
    gatys.add_argument("--steps", type=int, default=300)
    gatys.add_argument("--longest", type=int, default=192)
    gatys.add_argument(
        "--fit", type=int, default=0, help="also with the style's vector fitted to each picture, so many steps"
    )
    judging(gatys)
    gatys.set_defaults(run=_gatys)

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


def judging(parser: Any) -> None:
    training(parser)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--nice", type=int, default=10)


def training(parser: Any) -> None:
    parser.add_argument(
        "--training",
        help="folder with paintings, photographs and the loss network (IMPASTO_TRAINING, ../shared/training)",
    )


def out_folder(asked: Path | None, config: Config) -> Path:
    return asked or ROOT / ".cache" / "train" / config.bank


def _run(args: Namespace) -> None:
    from . import loop, processes

    config = read_config(args.config)
    given = {name: getattr(args, name) for name in ("threads", "nice") if getattr(args, name) is not None}
    config = replace(config, **given)
    loop.be_quiet(config.threads, config.nice)
    device = there(args.device)
    drawing = args.drawing if args.drawing is not None else (8 if device.type == "cuda" else 0)
    place = processes.joined(device)
    run = loop.open_run(config, training_folder(args.training), device, place, drawing)
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
    from . import loop, sheet

    state = checkpoint.load(args.checkpoint)
    net = loop.average_net(state)
    pictures = [sheet.load_picture(p, args.longest) for p in args.pictures]
    sheet.style_sheet(net, state["names"], pictures).save(args.out, quality=90)
    print(f"{args.out}: iteration {state['iteration']}")


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


def _judge(args: Namespace, styles: list[str] | None = None, brief: bool = False) -> tuple[Config, Any, Any]:
    """The config with these styles only, the loss network, and the targets. @raises Trouble"""
    from .data import load_painting
    from .loop import be_quiet
    from .losses import painting_grams
    from .vgg import load_vgg

    be_quiet(args.threads, args.nice)
    config, folder = read_config(args.config), training_folder(args.training)
    known = {s.id: s for s in config.styles}
    unknown = [s for s in styles or [] if s not in known]
    if unknown:
        raise Trouble("Judging styles", f"'{unknown[0]}' is no style of {args.config}.", "Name styles of that config.")
    config = replace(config, styles=tuple(known[s] for s in styles or known))
    vgg = load_vgg(folder / config.loss_network, brief)
    return config, vgg, painting_grams(vgg, [load_painting(folder, s) for s in config.styles], config.losses)


def _report(args: Namespace) -> None:
    from .nets import load_net
    from .report import write_report

    config, vgg, targets = _judge(args)
    before = load_net(args.before) if args.before else None
    write_report(
        load_net(args.net), before, vgg, targets, [s.id for s in config.styles], args.pictures, config.losses, args.out
    )
    print(f"{args.out / 'report.md'} is written")


def _video(args: Namespace) -> None:
    from . import video
    from .data import Photographs
    from .loop import be_quiet
    from .nets import load_net

    be_quiet(args.threads, args.nice)
    images = Photographs(training_folder(args.training), ("content/*.jpg",), only=max(args.photographs, 1)).images
    clips = video.make_clips(images, args.frames)
    results = {}
    for path in args.nets:
        loaded = load_net(path)
        results[loaded.name] = video.bench(loaded, clips, only=args.styles)
        if args.smooth:
            results[f"{loaded.name}, smoothed"] = video.bench(loaded, clips, keep=args.smooth, only=args.styles)
        if args.hold:
            results[f"{loaded.name}, held"] = video.bench(loaded, clips, holding=True, only=args.styles)
        if args.smooth and args.hold:
            results[f"{loaded.name}, both"] = video.bench(loaded, clips, args.smooth, True, args.styles)
    video.write(results, args.out)
    print("\n".join(video.table(results)))


def _gatys(args: Namespace) -> None:
    from .gatys import compare
    from .nets import load_net
    from .sheet import load_picture

    config, vgg, targets = _judge(args, args.styles, brief=True)
    pictures = {p.stem: load_picture(p, args.longest) for p in args.pictures}
    net, w = load_net(args.net), config.losses
    means = compare(net, vgg, targets, args.styles, pictures, w, args.out, args.steps, args.fit)
    print("\n".join(f"{style}: {ratio:.2f}" for style, ratio in means.items()))
    print(f"mean {sum(means.values()) / len(means):.2f}")


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
