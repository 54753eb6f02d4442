"""All tests of the trainer; the last line printed is `counts <passed> <failed>`, which `npm test` reads."""

from __future__ import annotations

import contextlib
import io
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    suite = unittest.defaultTestLoader.discover(str(HERE), top_level_dir=str(HERE.parents[1]))
    with contextlib.redirect_stdout(io.StringIO()):
        result = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(suite)
    failed = {case.id().split(" ")[0] for case, _ in result.failures + result.errors}
    print(f"counts {result.testsRun - len(failed)} {len(failed)}")
    return 1 if failed else 0


sys.exit(main())
