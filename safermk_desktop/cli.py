"""``safermk``: the headless commands, thin over the same services as the windows.

Exit codes: 0 done, 1 found wanting, 2 wrong usage, 3 input refused, 4 vault not opened, 5 the world failed. On 1, 3,
4 and 5 the first line of standard error is ``CODE: what happened. What to do.`` and nothing else is written there
without ``--verbose``. No command but ``demo`` imports Qt.
"""

from __future__ import annotations

import argparse
import errno
import getpass
import json
import os
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import date
from itertools import combinations
from pathlib import Path
from types import TracebackType
from typing import Protocol

from safermk_desktop import __version__
from safermk_desktop.errors import (
    DateImpossible,
    DiskFault,
    DiskFull,
    EntryInvalid,
    EntryMissing,
    InputMissing,
    LeakFound,
    OptionNotBuilt,
    OutputNotEmpty,
    RegisterInvalid,
    SafermkError,
    WorldFailed,
)

Command = Callable[[argparse.Namespace], int]


class Subcommands(Protocol):
    """What argparse gives to add commands to."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser: ...  # noqa: A002 - argparse's own word


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = parser().parse_args(argv)
    sys.excepthook = _verbose_hook if arguments.verbose else _quiet_hook
    command: Command = arguments.command
    try:
        return command(arguments)
    except SafermkError as error:
        _tell(error.line())
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
    _add_text(commands)
    _add_redact(commands)
    _add_verify(commands)
    _add_deadlines(commands)
    _add_demo(commands)
    _add_vault(commands)
    return top


def _add_text(commands: Subcommands) -> None:
    one = commands.add_parser("text", help="the plain text that detection and replacement see")
    one.add_argument("file", type=Path, metavar="FILE.docx")
    one.add_argument("--json", action="store_true", help="the stories with their offsets instead of the text")
    one.set_defaults(command=text_command)


def _add_redact(commands: Subcommands) -> None:
    one = commands.add_parser("redact", help="rebuild a file with every register identity replaced, and prove it")
    one.add_argument("file", type=Path, metavar="IN.docx")
    one.add_argument("--register", type=Path, required=True, metavar="R.json")
    one.add_argument("--out", type=Path, required=True, metavar="OUT.docx")
    one.add_argument("--report", type=Path, metavar="REPORT.json")
    one.add_argument("--suggestions", choices=("leave", "replace"))
    one.add_argument("--undecided", choices=("replace", "leave"), default="replace")
    one.add_argument("--pictures", choices=("drop", "keep"), default="drop")
    one.set_defaults(command=redact_command)


def _add_verify(commands: Subcommands) -> None:
    one = commands.add_parser("verify", help="the independent verifier on any file")
    one.add_argument("file", type=Path, metavar="FILE.docx")
    one.add_argument("--register", type=Path, required=True, metavar="R.json")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=verify_command)


def _add_deadlines(commands: Subcommands) -> None:
    from safermk_desktop.domain.regimes.editions import RULES

    one = commands.add_parser("deadlines", help="every date that follows, with its rule and source")
    one.add_argument("--regime", required=True, choices=sorted(RULES))
    one.add_argument("--event", action="append", required=True, metavar="EVENT=YYYY-MM-DD", dest="events")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=deadlines_command, usage_error=one.error)


def _add_demo(commands: Subcommands) -> None:
    one = commands.add_parser("demo", help="make a fictional vault, its documents and a picture of every screen")
    one.add_argument("--out", type=Path, required=True, metavar="DIR")
    one.set_defaults(command=demo_command)


def _add_vault(commands: Subcommands) -> None:
    group = commands.add_parser("vault", help="make and check vaults")
    verbs = group.add_subparsers(title="verbs", required=True, metavar="VERB")
    create = verbs.add_parser("create", help="make a vault with one key slot")
    create.add_argument("path", type=Path, metavar="PATH")
    create.add_argument("--person", required=True, metavar="NAME")
    create.add_argument(
        "--role",
        choices=("head_of_community_safety", "support_officer", "chair", "reader"),
        default="head_of_community_safety",
    )
    create.add_argument("--compartments", default="reviews,prevent", metavar="reviews,prevent")
    create.add_argument("--passphrase-file", type=Path, metavar="FILE")
    create.set_defaults(command=vault_create_command)
    check = verbs.add_parser("check", help="open a vault and check its pages, rows and audit chain")
    check.add_argument("path", type=Path, metavar="PATH")
    check.add_argument("--person", metavar="NAME")
    check.add_argument("--passphrase-file", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true")
    check.set_defaults(command=vault_check_command)


def text_command(arguments: argparse.Namespace) -> int:
    """``safermk text``: the text on standard output, in UTF-8 with single newlines."""
    from safermk_desktop.redaction.reader import read_word
    from safermk_desktop.redaction.text import plain_text, stories

    document = read_word(_read(arguments.file))
    if arguments.json:
        spans = [{"part": s.part, "story": s.story, "start": s.start, "end": s.end} for s in stories(document)]
        _say(json.dumps(spans, indent=1) + "\n")
    else:
        _say(plain_text(document))
    return 0


def redact_command(arguments: argparse.Namespace) -> int:
    """``safermk redact``: nothing is written unless both proofs are clean."""
    from safermk_desktop.redaction.engine import RedactionOptions
    from safermk_desktop.redaction.register import register_from_json
    from safermk_desktop.services.proof import proved_copy

    if arguments.suggestions == "replace":
        raise OptionNotBuilt("--suggestions replace needs detection.")
    _keep_apart((arguments.file, arguments.register, arguments.out, arguments.report))
    register = register_from_json(_read_text(arguments.register, RegisterInvalid))
    options = RedactionOptions(undecided=arguments.undecided, pictures=arguments.pictures)
    proved = proved_copy(_read(arguments.file), register, options)
    with ExitStack() as undo:  # neither without the other
        if arguments.report:
            _write(arguments.report, json.dumps(proved.report, indent=1).encode())
            undo.callback(arguments.report.unlink, missing_ok=True)
        _write(arguments.out, proved.data)
        undo.pop_all()
    return 0


def _keep_apart(paths: Sequence[Path | None]) -> None:
    """Two names of one file, and one would be written over the other."""
    for one, other in combinations([path for path in paths if path is not None], 2):
        with suppress(OSError):
            if one.resolve() == other.resolve() or one.samefile(other):
                raise OutputNotEmpty("Two of the input, the register, the output and the report are one file.")


def verify_command(arguments: argparse.Namespace) -> int:
    """``safermk verify``: every place where an identity survives, the name itself as dots."""
    from safermk_desktop.services.second_proof import second_proof

    verdict = second_proof(_read(arguments.file), _read_text(arguments.register, RegisterInvalid))
    if arguments.json:
        _say(json.dumps(verdict.as_json(), indent=1) + "\n")
    else:
        for title, items in (("found", verdict.found), ("review", verdict.review)):
            for item in items:
                _say(f"{title}\t{item.id}\t{item.part}\t{item.where}\t{item.context}\n")
        for part in verdict.unread:
            _say(f"unread\t\t{part}\t\t\n")
    if not verdict.clean:
        raise LeakFound(f"Places found: {len(verdict.found)}.")
    return 0


def deadlines_command(arguments: argparse.Namespace) -> int:
    """``safermk deadlines``: the dates that follow from the events given."""
    from safermk_desktop import bootstrap
    from safermk_desktop.domain.deadlines import deadlines
    from safermk_desktop.domain.regimes.editions import EVENTS, RULES

    events: dict[str, date] = {}
    for entry in arguments.events:
        name, equals, written = entry.partition("=")
        if not equals or name not in EVENTS[arguments.regime]:
            arguments.usage_error(f"--event takes EVENT=YYYY-MM-DD, EVENT one of {', '.join(EVENTS[arguments.regime])}")
        if name in events:
            arguments.usage_error(f"--event {name} is given twice")
        events[name] = _day(written)
    found = deadlines(RULES[arguments.regime], events, bootstrap.working_calendar())
    if arguments.json:
        names = ("rule", "duty", "base", "due", "work_by", "basis", "source")
        facts = ((d.rule.id, d.rule.duty, d.rule.base, d.due, d.work_by, d.rule.basis, d.rule.source) for d in found)
        rows = [dict(zip(names, one, strict=True)) for one in facts]
        _say(json.dumps(rows, indent=1, default=date.isoformat) + "\n")
    else:
        for d in found:
            due = d.due.isoformat() if d.due else "no day  "
            _say(f"{due}  {d.rule.duty} ({d.rule.basis.value}: {d.rule.source})\n")
    return 0


def demo_command(arguments: argparse.Namespace) -> int:
    """``safermk demo``: a line per stage on standard output."""
    from safermk_desktop.demo.run import run_demo

    run_demo(arguments.out, say=lambda line: _say(line + "\n"))
    return 0


def vault_create_command(arguments: argparse.Namespace) -> int:
    """``safermk vault create``."""
    from safermk_desktop import bootstrap
    from safermk_desktop.services.ports import Role

    if sorted(arguments.compartments.split(",")) != ["prevent", "reviews"]:
        raise OptionNotBuilt("--compartments takes reviews,prevent.")
    passphrase = _passphrase(arguments.passphrase_file, new=True)
    door = bootstrap.build().door
    door.create(arguments.path, person=arguments.person, role=Role(arguments.role), passphrase=passphrase)
    return 0


def vault_check_command(arguments: argparse.Namespace) -> int:
    """``safermk vault check``: exits 1 when a database does not fit."""
    from safermk_desktop import bootstrap
    from safermk_desktop.errors import DatabaseDamaged

    passphrase = _passphrase(arguments.passphrase_file)
    vault = bootstrap.build().door.open(arguments.path, person=arguments.person, passphrase=passphrase)
    try:
        found = vault.health()
    finally:
        vault.close()
    ok = all(one.pages and one.chain for one in found)
    if arguments.json:
        names = ("name", "pages", "chain", "rows", "first_fault")
        rows = [{name: getattr(one, name) for name in names} for one in found]
        rows = [{**row, "anchors": None, "first_fault": row["first_fault"] or None} for row in rows]
        _say(json.dumps({"ok": ok, "databases": rows}, indent=1) + "\n")
    else:
        for one in found:
            _say(f"{one.name}: {'fits' if one.pages and one.chain else one.first_fault}, {one.rows} rows\n")
    if not ok:
        _tell(DatabaseDamaged().line())
    return 0 if ok else 1


def _passphrase(path: Path | None, *, new: bool = False) -> str:
    """The first line of the file, or what is typed at the prompt (a new one twice); never an argument."""
    if path is not None:
        lines = _read_text(path).splitlines()
        return lines[0] if lines else ""
    typed = _ask("Passphrase: ")
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


def _day(written: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        raise DateImpossible("Dates are written YYYY-MM-DD.")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise DateImpossible from None


def _read(path: Path) -> bytes:
    from safermk_desktop import bootstrap

    return bootstrap.files().read(path)


def _read_text(path: Path, refusal: type[SafermkError] = InputMissing) -> str:
    try:
        return _read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal("It is not a text file in UTF-8.") from None


def _write(path: Path, data: bytes) -> None:
    from safermk_desktop import bootstrap

    bootstrap.files().write(path, data)


def _say(text: str) -> None:
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


def _tell(line: str) -> None:
    """One line to standard error, where there is one."""
    with suppress(OSError, AttributeError):
        sys.stderr.write(f"{line}\n")


def _quiet_hook(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """A bug says so without values: an exception's text may hold what nobody should read. Exits 5."""
    if issubclass(kind, KeyboardInterrupt):
        raise SystemExit(130)
    frame = traceback.extract_tb(trace)[-1] if trace else None
    place = f" ({kind.__name__}, {Path(frame.filename).name}:{frame.lineno})" if frame else f" ({kind.__name__})"
    _tell(f"INTERNAL: Something failed that should not{place}. What was saved is safe. Report this line.")
    raise SystemExit(WorldFailed.exit_code)


def _verbose_hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    try:
        _quiet_hook(kind, error, trace)
    finally:
        traceback.print_tb(trace)


if __name__ == "__main__":
    sys.exit(main())
