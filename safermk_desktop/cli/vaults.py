"""``safermk vault create|check|backup|restore|export`` and ``safermk doctor``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from safermk_desktop.cli.terminal import Subcommands, passphrase, say, tell
from safermk_desktop.errors import EntryInvalid, VaultUnsound

if TYPE_CHECKING:
    from safermk_desktop.services.application import Application
    from safermk_desktop.services.session import Session

ROLES = ("head_of_community_safety", "support_officer", "chair", "reader")


def add_commands(commands: Subcommands) -> None:
    """The commands that work on a vault."""
    group = commands.add_parser("vault", help="make, check, back up, restore and export vaults")
    verbs = group.add_subparsers(title="verbs", required=True, metavar="VERB")
    _add_create(verbs)
    check = _add(verbs, "check", "open a vault and check its pages, rows, audit chain and anchors")
    check.add_argument("--words", metavar="'EIGHT WORDS'", help="compare with the words on a printed page")
    check.add_argument("--json", action="store_true")
    accept = "accept a vault that was restored as the one to go on with; for a head of community safety"
    check.add_argument("--accept-restore", action="store_true", help=accept)
    check.set_defaults(command=check_command)
    backup = _add(verbs, "backup", "write a backup of the whole vault into one file, and prove it")
    backup.add_argument("--out", type=Path, required=True, metavar="FILE")
    backup.set_defaults(command=backup_command)
    restore = verbs.add_parser("restore", help="put a backup back as a new vault, never over an existing one")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("path", type=Path, metavar="PATH")
    _add_key(restore)
    restore.set_defaults(command=restore_command)
    words = "put the header of a backup back into its vault; the one there is kept as header.json.damaged"
    header = verbs.add_parser("restore-header", help=words)
    header.add_argument("file", type=Path, metavar="BACKUP")
    header.add_argument("path", type=Path, metavar="PATH")
    header.set_defaults(command=restore_header_command)
    export = _add(verbs, "export", "write everything as JSON, CSV and files; they are not encrypted")
    export.add_argument("--out", type=Path, required=True, metavar="DIR")
    export.add_argument("--reason", metavar="TEXT", help="why it leaves; it stands in the audit chain and the ledger")
    export.add_argument("--recipient", default="", metavar="WHO", help="who it is for; it stands in the ledger")
    export.set_defaults(command=export_command)
    doctor = _add(commands, "doctor", "say how a vault stands, line by line; exits 1 where something is red")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(command=doctor_command)


def _add_create(verbs: Subcommands) -> None:
    create = verbs.add_parser("create", help="make a vault with one key slot")
    create.add_argument("path", type=Path, metavar="PATH")
    create.add_argument("--person", required=True, metavar="NAME")
    create.add_argument("--role", choices=ROLES, default=ROLES[0])
    create.add_argument("--compartments", default="reviews,prevent", metavar="reviews,prevent")
    create.add_argument("--passphrase-file", type=Path, metavar="FILE")
    create.set_defaults(command=create_command)


def _add(verbs: Subcommands, name: str, words: str) -> argparse.ArgumentParser:
    one = verbs.add_parser(name, help=words)
    one.add_argument("path", type=Path, metavar="PATH")
    _add_key(one)
    return one


def _add_key(one: argparse.ArgumentParser) -> None:
    one.add_argument("--person", metavar="NAME", help="whose slot; needed where there is more than one")
    one.add_argument("--passphrase-file", type=Path, metavar="FILE", help="the first line of FILE")


def create_command(arguments: argparse.Namespace) -> int:
    """``safermk vault create``."""
    from safermk_desktop import bootstrap
    from safermk_desktop.services.ports import Compartment, Role

    asked = [name.strip() for name in arguments.compartments.split(",")]
    if not asked or set(asked) - {"reviews", "prevent"}:
        raise EntryInvalid("--compartments takes reviews, prevent, or both with a comma between.")
    typed = passphrase(arguments.passphrase_file, new=True)
    bootstrap.build().door.create(
        arguments.path,
        person=arguments.person,
        role=Role(arguments.role),
        passphrase=typed,
        compartments=frozenset({Compartment.COMMON, *(Compartment(name) for name in asked)}),
    )
    return 0


def check_command(arguments: argparse.Namespace) -> int:
    """``safermk vault check``: exits 1 when a database does not fit itself or an anchor."""
    from safermk_desktop.services import backup_places, backups, integrity

    with _opened(arguments) as (session, application):
        folder = backup_places.folder_of(application, session.vault.folder)
        pending = integrity.restored(session) if arguments.accept_restore else None
        if pending is not None:
            integrity.accept_heads(session, reason=pending.why)
        report = integrity.check(session, backups.anchors(session, folder))
        words = integrity.find_words(session.vault, arguments.words) if arguments.words else None
    ok = report.wanting is None and (words is None or words.anchor is not None)
    if arguments.json:
        names = ("name", "pages", "chain", "anchors", "rows", "first_fault", "trustworthy")
        rows = [{name: getattr(one, name) for name in names} for one in report.databases]
        rows = [{**row, "first_fault": row["first_fault"] or None} for row in rows]
        say(json.dumps({"ok": ok, "databases": rows, "words": words and words.sentence}, indent=1) + "\n")
    else:
        for one in report.databases:
            say(f"{one.name}: {one.first_fault or 'fits'} {one.trustworthy}".rstrip() + f" ({one.rows} rows)\n")
        say(report.sentence + "\n" + (words.sentence + "\n" if words else ""))
    if not ok:
        tell(VaultUnsound(report.sentence if report.wanting else "").line())
    return 0 if ok else VaultUnsound.exit_code


def backup_command(arguments: argparse.Namespace) -> int:
    """``safermk vault backup``: the file has its name only once it is proved."""
    from safermk_desktop.domain.keeping import BackupReason
    from safermk_desktop.services import backups

    with _opened(arguments) as (session, _application):
        proof = backups.write_to(session, arguments.out, reason=BackupReason.BY_HAND)
    say(f"Proved: {proof.rows} rows, {proof.papers} papers, SHA-256 {proof.sha256}\n")
    for name in proof.unproved:
        say(f"{name.value}: copied as it is; your slot does not open it, so it is not proved\n")
    return 0


def restore_command(arguments: argparse.Namespace) -> int:
    """``safermk vault restore``: with a person or a passphrase file the new vault is opened and checked, too."""
    from safermk_desktop import bootstrap
    from safermk_desktop.services import backups

    application = bootstrap.build()
    backups.restore(application.backups, arguments.file, arguments.path)
    if arguments.person is not None or arguments.passphrase_file is not None:
        say("Restored.\n")  # before a passphrase can fail: the new vault is there
    else:
        say("Restored. Its digests fit; unlock it, or run safermk vault check, to prove the rest.\n")
        return 0
    arguments.words, arguments.json, arguments.accept_restore = None, False, False
    return check_command(arguments)


def restore_header_command(arguments: argparse.Namespace) -> int:
    """``safermk vault restore-header``."""
    from safermk_desktop import bootstrap

    door = bootstrap.build().backups
    door.restore_header(door.read(arguments.file), arguments.path)
    say("The header is back. Unlock the vault, or run safermk vault check: then it is known to be genuine.\n")
    return 0


def export_command(arguments: argparse.Namespace) -> int:
    """``safermk vault export``."""
    from safermk_desktop.services.exporting import PURPOSE, export_all

    reason = PURPOSE if arguments.reason is None else arguments.reason
    with _opened(arguments) as (session, _application):
        count = export_all(session, arguments.out, reason=reason, recipient=arguments.recipient)
    say(f"{count} files. They are not encrypted: keep them safe, and delete them when they have served.\n")
    return 0


def doctor_command(arguments: argparse.Namespace) -> int:
    """``safermk doctor``: exits 1 where a line is red."""
    from safermk_desktop.domain.doctor import State
    from safermk_desktop.services.doctor import doctor

    with _opened(arguments) as (session, application):
        lines = doctor(session, application)
    if arguments.json:
        rows = [{"line": one.line, "state": one.state.value, "why": one.why, "do": one.do} for one in lines]
        say(json.dumps(rows, indent=1) + "\n")
    else:
        for one in lines:
            say(f"{one.state.value:5}  {one.line}: {one.why} {one.do}".rstrip() + "\n")
    red = sum(one.state is State.RED for one in lines)
    if red:
        tell(VaultUnsound(f"Red lines: {red}.").line())
    return VaultUnsound.exit_code if red else 0


@contextmanager
def _opened(arguments: argparse.Namespace) -> Generator[tuple[Session, Application]]:
    """The session of the person named, closed after the block."""
    from safermk_desktop import bootstrap

    typed = passphrase(arguments.passphrase_file)
    application = bootstrap.build()
    vault = application.door.open(arguments.path, person=arguments.person, passphrase=typed)
    try:
        yield application.open_session(vault), application
    finally:
        vault.close()
