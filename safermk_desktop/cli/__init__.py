"""``safermk``: the headless commands, thin over the same services as the windows.

Exit codes: 0 done, 1 found wanting, 2 wrong usage, 3 input refused, 4 vault not opened, 5 the world failed. On 1, 3,
4 and 5 the first line of standard error is ``CODE: what happened. What to do.`` and nothing else is written there
without ``--verbose``. No command but ``demo`` imports Qt.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

from safermk_desktop import __version__
from safermk_desktop.cli import detecting, vaults, words
from safermk_desktop.cli.terminal import Command, tell
from safermk_desktop.errors import SafermkError, WorldFailed

_CONFINED: Final = "--confined"
"""A frozen program starts itself with this one argument for work on a file from outside."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    if (sys.argv[1:] if argv is None else list(argv)) == [_CONFINED]:
        from safermk_desktop import bootstrap

        return bootstrap.confined_work()
    sys.excepthook = _quiet_hook  # also while the commands are put together
    arguments = parser().parse_args(argv)
    sys.excepthook = _verbose_hook if arguments.verbose else _quiet_hook
    command: Command = arguments.command
    try:
        return command(arguments)
    except SafermkError as error:
        tell(error.line())
        if arguments.verbose:
            traceback.print_exc()
        return error.exit_code
    except BrokenPipeError:
        return 0


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="safermk", description="SaferMK Desktop without a window.")
    top.add_argument("--version", action="version", version=f"safermk {__version__}")
    top.add_argument("--verbose", action="store_true", help="say more on standard error")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    words.add_commands(commands)
    detecting.add_commands(commands)
    vaults.add_commands(commands)
    return top


def _quiet_hook(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """A bug says so without values: an exception's text may hold what nobody should read. Exits 5."""
    if issubclass(kind, KeyboardInterrupt):
        raise SystemExit(130)
    frame = traceback.extract_tb(trace)[-1] if trace else None
    place = f" ({kind.__name__}, {Path(frame.filename).name}:{frame.lineno})" if frame else f" ({kind.__name__})"
    tell(f"INTERNAL: Something failed that should not{place}. What was saved is safe. Report this line.")
    raise SystemExit(WorldFailed.exit_code)


def _verbose_hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    try:
        _quiet_hook(kind, error, trace)
    finally:
        traceback.print_tb(trace)
