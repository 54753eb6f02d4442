"""The commands that judge a bank, each a function of the parsed command line. Without pictures on it they take those
that the config holds out.
"""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from .config import Config, read_config, training_folder
from .trouble import Trouble

FILMS_OF = 3
"""photographs of which films are made"""


def register(commands: Any) -> None:
    report = commands.add_parser("report", help="figures per style, sheets, comparison with the run before, as a folder")
    report.add_argument("config", type=Path)
    report.add_argument("net", type=Path, help="a run's folder, one file of it, or a bank's folder")
    report.add_argument("out", type=Path)
    judged_on(report)
    report.add_argument("--before", type=Path, help="another net to compare with")
    judging(report)
    report.set_defaults(run=_report)

    compare = commands.add_parser("compare", help="the figures of any number of nets side by side")
    compare.add_argument("config", type=Path)
    compare.add_argument("out", type=Path)
    compare.add_argument("nets", type=Path, nargs="+")
    judged_on(compare, "--pictures")
    compare.add_argument("--styles", nargs="+", help="only these")
    compare.add_argument("--with", type=Path, dest="known", help="compare.json of nets that were judged before")
    compare.add_argument("--no-films", action="store_true", help="leave the unrest out")
    judging(compare)
    compare.set_defaults(run=_compare)

    pairs = commands.add_parser("pairs", help="sheets of two nets' paintings at 512 px, not told whose they are")
    pairs.add_argument("config", type=Path)
    pairs.add_argument("out", type=Path)
    pairs.add_argument("first", type=Path)
    pairs.add_argument("second", type=Path)
    pairs.add_argument("--pictures", type=Path, nargs="+", help="else those that the config holds out")
    pairs.add_argument("--styles", nargs="+", help="only these")
    pairs.add_argument("--count", type=int, default=16)
    pairs.add_argument("--seed", type=int, default=1)
    judging(pairs)
    pairs.set_defaults(run=_pairs)

    tally = commands.add_parser("tally", help="which net an eye preferred")
    tally.add_argument("key", type=Path, help="key.json beside the sheets")
    tally.add_argument("choices", help="a letter a pair: l, r, or e for even")
    tally.set_defaults(run=_tally)

    video = commands.add_parser("video", help="how much paintings boil and swim, any number of nets side by side")
    video.add_argument("config", type=Path)
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
    gatys.add_argument("pictures", type=Path, nargs="*", help="such as were never trained on")
    gatys.add_argument("--styles", nargs="+", required=True)
    gatys.add_argument("--steps", type=int, default=300)
    gatys.add_argument("--longest", type=int, default=192)
    gatys.add_argument(
        "--fit", type=int, default=0, help="also with the style's vector fitted to each picture, so many steps"
    )
    judging(gatys)
    gatys.set_defaults(run=_gatys)


def judged_on(parser: Any, pictures: str = "pictures") -> None:
    parser.add_argument(pictures, type=Path, nargs="*", help="such as were never trained on; none: the config's `judged`")
    parser.add_argument("--sizes", type=int, nargs="+", default=[256, 512], help="px of the longer side")


def judging(parser: Any) -> None:
    training(parser)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--nice", type=int, default=10)


def training(parser: Any) -> None:
    parser.add_argument(
        "--training",
        help="folder with paintings, photographs and the loss network (IMPASTO_TRAINING, ../shared/training)",
    )


def jury_of(args: Namespace, styles: list[str] | None = None) -> tuple[Config, Any]:
    """The config with these styles only, and who judges: with the loss network as the config has it, in bfloat16 or not.
    @raises Trouble
    """
    from .data import load_painting
    from .loop import be_quiet
    from .measure import jury
    from .vgg import load_vgg

    be_quiet(args.threads, args.nice)
    config, folder = read_config(args.config), training_folder(args.training)
    known = {s.id: s for s in config.styles}
    unknown = [s for s in styles or [] if s not in known]
    if unknown:
        raise Trouble("Judging styles", f"'{unknown[0]}' is no style of {args.config}.", "Name styles of that config.")
    config = replace(config, styles=tuple(known[s] for s in styles or known))
    paintings = [load_painting(folder, s) for s in config.styles]
    return config, jury(config, load_vgg(folder / config.loss_network, config.brief), paintings)


def pictures_of(args: Namespace, config: Config) -> list[Path]:
    """Those named, else those that the config judges on. @raises Trouble when one of them is trained on"""
    from .held_out import judged, refuse_seen, trained_on

    folder = training_folder(args.training)
    files = list(args.pictures or []) or judged(folder, config.judged)
    refuse_seen(files, trained_on(folder, config.content, config.held_out))
    return files


def films_of(files: list[Path], frames: int = 5, photographs: int = FILMS_OF) -> list[Any]:
    """Films made of some of these photographs."""
    import numpy as np

    from . import video
    from .sheet import load_picture

    some = files[:: max(1, len(files) // photographs)][:photographs]
    images = [(load_picture(f, 640)[0].permute(1, 2, 0).numpy() * 255).astype(np.uint8) for f in some]
    return video.make_clips(images, frames)


def _report(args: Namespace) -> None:
    from .nets import load_net
    from .report import write_report

    config, by = jury_of(args)
    before = load_net(args.before) if args.before else None
    files = pictures_of(args, config)
    write_report(load_net(args.net), before, by, files, films_of(files), args.out, tuple(args.sizes))
    print(f"{args.out / 'report.md'} is written")


def _compare(args: Namespace) -> None:
    from . import compare
    from .nets import load_nets

    config, by = jury_of(args, args.styles)
    files = pictures_of(args, config)
    films = [] if args.no_films else films_of(files)
    found = compare.compared(load_nets(args.nets), by, files, films, tuple(args.sizes))
    if args.known:
        found = compare.joined(found, args.known)
    print("\n".join(compare.write(found, by, args.out)))


def _pairs(args: Namespace) -> None:
    from .loop import be_quiet
    from .nets import load_nets
    from .pairs import write_pairs

    be_quiet(args.threads, args.nice)
    config = read_config(args.config)
    first, second = load_nets([args.first, args.second])
    styles = args.styles or [s.id for s in config.styles]
    made = write_pairs(first, second, styles, pictures_of(args, config), args.out, args.count, args.seed)
    print("\n".join(f"{path} is written" for path in made))


def _tally(args: Namespace) -> None:
    from .pairs import tally

    print("\n".join(f"{name}: {count}" for name, count in tally(args.key, args.choices).items()))


def _video(args: Namespace) -> None:
    from . import video
    from .loop import be_quiet
    from .nets import load_nets

    be_quiet(args.threads, args.nice)
    args.pictures = None
    files = pictures_of(args, read_config(args.config))
    clips = films_of(files, args.frames, max(args.photographs, 1))
    results = {}
    for loaded in load_nets(args.nets):
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

    config, by = jury_of(args, args.styles)
    vgg, targets = by.vgg, by.targets
    pictures = {p.stem: load_picture(p, args.longest) for p in pictures_of(args, config)}
    net, w = load_net(args.net), config.losses
    means = compare(net, vgg, targets, args.styles, pictures, w, args.out, args.steps, args.fit)
    print("\n".join(f"{style}: {ratio:.2f}" for style, ratio in means.items()))
    print(f"mean {sum(means.values()) / len(means):.2f}")
