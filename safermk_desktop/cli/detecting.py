"""``safermk detect``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safermk_desktop.cli.terminal import Subcommands, keep_apart, read, read_register
from safermk_desktop.errors import TextInvalid

if TYPE_CHECKING:  # the tiers are loaded when they are asked for
    from safermk_desktop.services.detecting import Text

SUFFIXES: Final = (".docx", ".txt", ".jsonl")


def add_commands(commands: Subcommands) -> None:
    """The command that finds identities."""
    one = commands.add_parser("detect", help="find what identifies somebody, known to a register or not")
    one.add_argument("inputs", type=Path, nargs="+", metavar="INPUT", help=".docx, .txt, or .jsonl with id and text")
    one.add_argument("--out", type=Path, required=True, metavar="OUT.jsonl", help="one line of JSON for each text")
    one.add_argument("--register", type=Path, metavar="R.json", help="the identities that are known already")
    one.add_argument("--tier", choices=("fast", "full"), default="full", help="fast uses no statistical model")
    one.set_defaults(command=detect_command)


def detect_command(arguments: argparse.Namespace) -> int:
    """``safermk detect``: the whole output, or none."""
    from safermk_desktop import bootstrap
    from safermk_desktop.redaction.detection.findings import Tier
    from safermk_desktop.redaction.register import register_from_json
    from safermk_desktop.services.detecting import detect_line, detector

    inputs: list[Path] = arguments.inputs
    for path in inputs:
        keep_apart((arguments.out, arguments.register, path))
    if any(path.suffix.lower() not in SUFFIXES for path in inputs):
        raise TextInvalid(f"The name of an input ends in none of {', '.join(SUFFIXES)}.")
    register = None
    if arguments.register is not None:
        register = register_from_json(read_register(arguments.register))
    made = detector(register, Tier(arguments.tier))
    bootstrap.files().write_pieces(
        arguments.out, (detect_line(made, text) for path in inputs for text in _texts(path)), may_replace=True
    )
    return 0


def _texts(path: Path) -> Iterator[Text]:
    """The texts of one input; the id of a file is its name."""
    from safermk_desktop import bootstrap
    from safermk_desktop.services.detecting import Text, plain_text, text_lines

    suffix = path.suffix.lower()
    if suffix == ".docx":
        yield Text(path.name, bootstrap.redactor().read(read(path)).text)
    elif suffix == ".txt":
        yield plain_text(path.name, read(path))
    else:
        yield from text_lines(bootstrap.files().pieces(path))
