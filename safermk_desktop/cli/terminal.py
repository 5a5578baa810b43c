"""What the commands share: reading and writing files, asking for a passphrase, speaking to the terminal."""

from __future__ import annotations

import argparse
import errno
import getpass
import json
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import Protocol

from safermk_desktop.errors import (
    DiskFault,
    DiskFull,
    EntryInvalid,
    EntryMissing,
    InputMissing,
    OutputNotEmpty,
    RegisterInvalid,
    SafermkError,
)

Command = Callable[[argparse.Namespace], int]


class Subcommands(Protocol):
    """What argparse gives to add commands to."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser: ...  # noqa: A002 - argparse's own word


def passphrase(path: Path | None, *, new: bool = False, of: str = "Passphrase") -> str:
    """The first line of the file, or what is typed at the prompt (a new one twice); never an argument."""
    if path is not None:
        lines = read_text(path).splitlines()
        return lines[0] if lines else ""
    typed = _ask(f"{of}: ")
    if new and _ask("The same again: ") != typed:
        raise EntryInvalid("The two passphrases differ.")
    return typed


def _ask(prompt: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)  # it would read what others can see
        try:
            return getpass.getpass(prompt)
        except (getpass.GetPassWarning, EOFError):
            raise EntryMissing("There is no terminal to type a passphrase at; --passphrase-file names one.") from None


def read(path: Path) -> bytes:
    """The whole file. Raises ``InputMissing``, ``DiskFault``."""
    from safermk_desktop import bootstrap

    return bootstrap.files().read(path)


def read_text(path: Path, refusal: type[SafermkError] = InputMissing) -> str:
    """A text file in UTF-8. Raises ``refusal`` for one that is none."""
    try:
        return read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal("It is not a text file in UTF-8.") from None


def read_register(path: Path) -> str:
    """The text of a register file; of two values of one name JSON would keep the last, and lose names.

    Raises ``RegisterInvalid``, ``InputMissing``, ``DiskFault``.
    """
    text = read_text(path, RegisterInvalid)
    try:
        found: object = json.loads(text, object_pairs_hook=_each_once)
    except (ValueError, RecursionError):  # its own reader says what is wrong
        return text
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise RegisterInvalid("A text in it holds half of a character.") from None
    return text


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise RegisterInvalid("One name stands twice in the same entry: one of its values would be left out.")
    return found


def write(path: Path, data: bytes) -> None:
    """Write a file in one step. Raises ``NotWritable``, ``DiskFull``, ``DiskFault``."""
    from safermk_desktop import bootstrap

    bootstrap.files().write(path, data)


def keep_apart(paths: Sequence[Path | None]) -> None:
    """Two names of one file, and one would be written over the other. Raises ``OutputNotEmpty``."""
    for one, other in combinations([path for path in paths if path is not None], 2):
        with suppress(OSError, RuntimeError):  # pathlib's own word for links in a circle
            if one.resolve() == other.resolve() or one.samefile(other):
                raise OutputNotEmpty("Two of the input, the register, the output and the report are one file.")


def say(text: str) -> None:
    """Write to standard output in UTF-8 on every system, newlines as they are. Raises ``DiskFull``, ``DiskFault``."""
    if sys.stdout is None:  # pyright knows no closed one
        raise DiskFault("Standard output is closed.")
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except OSError as error:
        with suppress(OSError):  # what is still in the buffer would fail once more at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise DiskFull if error.errno == errno.ENOSPC else DiskFault("Standard output cannot be written.") from None


def tell(line: str) -> None:
    """One line to standard error, where there is one."""
    with suppress(OSError, AttributeError):
        sys.stderr.write(f"{line}\n")
