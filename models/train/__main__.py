"""`python3 -m train <command> …`, run in models/. `npm run train -- <config>` is the short way to `train run
<config>`.
"""

from __future__ import annotations

import argparse
import sys

from .trouble import Trouble


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="npm run train --", description="Trains banks of styles. README.md in models/train tells more."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    from . import commands as all_commands

    all_commands.register(commands)
    args = parser.parse_args(words)
    try:
        args.run(args)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
