"""``safermk text|redact|verify|deadlines|demo``."""

from __future__ import annotations

import argparse
import json
import re
import secrets
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from safermk_desktop.cli.terminal import Subcommands, keep_apart, read, read_register, say, write
from safermk_desktop.errors import DateImpossible, LeakFound

if TYPE_CHECKING:  # each command loads what it needs
    from safermk_desktop.redaction.register import Register
    from safermk_desktop.services.proof import ProvedCopy


def add_commands(commands: Subcommands) -> None:
    """The commands that need no vault."""
    _add_text(commands)
    _add_redact(commands)
    _add_verify(commands)
    _add_deadlines(commands)
    _add_demo(commands)


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
    suggested = "what detection finds beyond the register: listed in the report, or replaced by its kind"
    one.add_argument("--suggestions", choices=("leave", "replace"), help=suggested)
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


def text_command(arguments: argparse.Namespace) -> int:
    """``safermk text``: the text on standard output, in UTF-8 with single newlines."""
    from safermk_desktop import bootstrap

    found = bootstrap.redactor().read(read(arguments.file))
    say(json.dumps([span._asdict() for span in found.stories], indent=1) + "\n" if arguments.json else found.text)
    return 0


def redact_command(arguments: argparse.Namespace) -> int:
    """``safermk redact``: nothing is written unless both proofs are clean."""
    from safermk_desktop import bootstrap
    from safermk_desktop.redaction.engine import RedactionOptions
    from safermk_desktop.redaction.register import register_from_json

    keep_apart((arguments.file, arguments.register, arguments.out, arguments.report))
    register = register_from_json(read_register(arguments.register))
    options = RedactionOptions(undecided=arguments.undecided, pictures=arguments.pictures)
    data = read(arguments.file)
    register, listed = _with_suggestions(data, register, arguments)
    proved = bootstrap.redactor()(data, register, options)
    with ExitStack() as undo:  # neither without the other
        if arguments.report:
            told = {**proved.report, "suggestions": listed, "certificate": _certificate(proved, register)}
            write(arguments.report, json.dumps(told, indent=1).encode())
            undo.callback(arguments.report.unlink, missing_ok=True)
        write(arguments.out, proved.data)
        undo.pop_all()
    return 0


def _with_suggestions(
    data: bytes, register: Register, arguments: argparse.Namespace
) -> tuple[Register, list[dict[str, object]]]:
    """The register to redact with and the suggestions that the report lists; they are looked for only where asked."""
    if not arguments.report and arguments.suggestions != "replace":
        return register, []
    from safermk_desktop import bootstrap
    from safermk_desktop.redaction.register import register_to_json
    from safermk_desktop.services import suggesting

    found = bootstrap.redactor().detect(data, register_to_json(register))
    listed = suggesting.suggestions(found.text, register, found.findings)
    are_replaced = arguments.suggestions == "replace"
    told = suggesting.as_json(listed, are_replaced=are_replaced)
    return suggesting.with_suggestions(register, listed) if are_replaced else register, told


def _certificate(proved: ProvedCopy, register: Register) -> dict[str, object]:
    """Who made it is not known here, the key of its digests is kept nowhere, and the file's own name may be a name."""
    from safermk_desktop.adapters.clock import SystemClock
    from safermk_desktop.services.certificate import KEY_BYTES, Making, certificate

    making = Making(
        prepared_by="",
        made_on=SystemClock().today(),
        file_name="the file of this report",
        key=secrets.token_hex(KEY_BYTES),
        is_key_kept=False,
    )
    return certificate(proved, register, making)


def verify_command(arguments: argparse.Namespace) -> int:
    """``safermk verify``: every place where an identity survives, the name itself as dots."""
    from safermk_desktop import bootstrap

    verdict = bootstrap.redactor().verify(read(arguments.file), read_register(arguments.register))
    if arguments.json:
        say(json.dumps(verdict.as_json(), indent=1) + "\n")
    else:
        for title, items in (("found", verdict.found), ("review", verdict.review)):
            for item in items:
                say(f"{title}\t{item.id}\t{item.part}\t{item.where}\t{item.context}\n")
        for part in verdict.unread:
            say(f"unread\t\t{part}\t\t\n")
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
        say(json.dumps(rows, indent=1, default=date.isoformat) + "\n")
    else:
        for d in found:
            due = d.due.isoformat() if d.due else "no day  "
            by = f", work by {d.work_by.isoformat()}" if d.work_by and d.work_by != d.due else ""
            say(f"{due}  {d.rule.duty}{by} ({d.rule.basis.value}: {d.rule.source}; {d.rule.owner})\n")
    return 0


def demo_command(arguments: argparse.Namespace) -> int:
    """``safermk demo``: a line per stage on standard output."""
    from safermk_desktop.demo.run import run_demo

    run_demo(arguments.out, say=lambda line: say(line + "\n"))
    return 0


def _day(written: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        raise DateImpossible("Dates are written YYYY-MM-DD.")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise DateImpossible from None
