"""``safermk-desktop``: a small parent without Qt or keys, and the window as its child.

Locking ends the process that held the keys: Python cannot wipe its memory, the operating system can. The parent then
starts the next window with the reason and the id of the place to return to; nothing else crosses. A child that dies is
started again and says so, unless it keeps dying.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from safermk_desktop.presentation.launch import CRASHED, EXIT_LOCKED, REASONS, Launch, is_address

_CRASHES: Final = 3
_WITHIN_S: Final = 60.0
_GIVEN_UP: Final = 5
_REASON_OF_CODE: Final = tuple((code, reason) for reason, code in EXIT_LOCKED.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What the next window is told."""

    vault: str = ""
    is_demo: bool = False
    reason: str = ""
    address: str = ""

    def arguments(self) -> list[str]:
        """The arguments of the child."""
        told = ["--window", *(["--demo"] if self.is_demo else [])]
        for name, value in (("--vault", self.vault), ("--reason", self.reason), ("--return-to", self.address)):
            told += [name, value] if value else []
        return told


def supervise(command: Sequence[str], start: Start, *, now: Callable[[], float] = time.monotonic) -> int:
    """Start windows, one after the other, until one ends for good. Returns the exit code of the program."""
    crashes: list[float] = []
    while True:
        code, address = _run_child([*command, *start.arguments()])
        reason = dict(_REASON_OF_CODE).get(code)
        if code == 0:
            return 0
        if reason is not None:
            start = replace(start, reason=reason, address=address)
            continue
        crashes = [at for at in crashes if now() - at < _WITHIN_S] + [now()]
        if len(crashes) >= _CRASHES:
            sys.stderr.write("SaferMK Desktop closed unexpectedly three times within a minute and stays closed.\n")
            return _GIVEN_UP
        start = replace(start, reason=CRASHED, address="")


def _run_child(command: Sequence[str]) -> tuple[int, str]:
    """Run one window; its exit code, and the place it left if it named one.

    The pipe to its standard input carries nothing: it breaks when this process is gone, and the window then ends too.
    """
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as child:
        try:
            told = child.stdout.read() if child.stdout else ""
            code = child.wait()
        except KeyboardInterrupt:
            # Leaving the block closes the pipe; the window notices, closes the vault and ends.
            return 0, ""
    last = told.strip().rpartition("\n")[2]
    return code, last if is_address(last) else ""


def _own_command() -> list[str]:
    # A frozen program is its own interpreter; elsewhere the interpreter is told which module to run.
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "safermk_desktop"]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="safermk-desktop", description="Casework for reviews, offline, encrypted.")
    parser.add_argument("--vault", metavar="FOLDER", default="", help="the vault to offer, a folder ending in .smkv")
    parser.add_argument("--demo", action="store_true", help="open a vault of invented cases")
    parser.add_argument("--window", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--confined", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--reason", choices=sorted(REASONS), default="", help=argparse.SUPPRESS)
    parser.add_argument("--return-to", default="", help=argparse.SUPPRESS)
    return parser


def _window(asked: argparse.Namespace) -> int:
    from safermk_desktop import bootstrap
    from safermk_desktop.presentation.program import run_window

    return run_window(
        bootstrap.build,
        Launch(
            vault=Path(asked.vault).absolute() if asked.vault else None,
            reason=asked.reason,
            address=asked.return_to if is_address(asked.return_to) else "",
            prepare=_fictional_vault if asked.demo else None,
            is_supervised=True,
        ),
    )


def _fictional_vault() -> Path:
    from safermk_desktop import bootstrap
    from safermk_desktop.demo.vaults import fictional_vault

    return fictional_vault(bootstrap.build().data_folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program. Exit codes: 0 ended, 2 wrong arguments, 5 it closed unexpectedly again and again."""
    asked = _parser().parse_args(arguments)
    if asked.confined:
        from safermk_desktop import bootstrap

        return bootstrap.confined_work()
    if asked.window:
        return _window(asked)
    return supervise(_own_command(), Start(vault=asked.vault, is_demo=asked.demo))


if __name__ == "__main__":
    sys.exit(main())
