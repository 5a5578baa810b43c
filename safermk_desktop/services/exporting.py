"""Everything in the vault as plain files, for a reader in twenty years: JSON, CSV and the papers themselves.

    DIR/README.txt            what lies here, in sentences
    DIR/vault.json            vault, moment, person, compartments, heads of the audit chains
    DIR/COMPARTMENT/KIND.json every record of a kind, exact values
    DIR/COMPARTMENT/KIND.csv  the same for a spreadsheet
    DIR/COMPARTMENT/audit.json
    DIR/COMPARTMENT/papers/ID.EXTENSION

The files are not encrypted. The act is in the audit chain of each compartment before the first file is written.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final, cast

from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.channel.papers import ChannelExport, ChannelPaper
from safermk_desktop.domain.documents import WHOLE_VAULT, Document, Export
from safermk_desktop.domain.record import CaseId, Row
from safermk_desktop.services.casefiles import need
from safermk_desktop.services.channel.papering import whole_compartment
from safermk_desktop.services.headship import assert_heads
from safermk_desktop.services.ledger import other_line
from safermk_desktop.services.outputs import assert_empty, assert_outside_vaults
from safermk_desktop.services.ports import Compartment, Files, Progress, Reading
from safermk_desktop.services.progress import silent
from safermk_desktop.services.session import Session

README: Final = """\
This folder holds everything of a SaferMK vault that {person} may open, as it was on {at}.

It is not encrypted: anybody who has these files can read every name in them. Keep them where they are safe, and delete
them when they have served.

vault.json            the vault, the moment, the heads of the audit chains
COMPARTMENT/*.json    the records, one file for each kind, exact values; dates are ISO 8601
COMPARTMENT/*.csv     the same for a spreadsheet; a cell that begins with = + - or @ has an apostrophe before it
COMPARTMENT/audit.json who did what, when, on what and why; each entry has the SHA-256 of the one before
COMPARTMENT/papers    the papers, each under the id of its record in document.json, which has its SHA-256
"""
PURPOSE: Final = "Everything in the vault, in plain files"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def export_all(
    session: Session, folder: Path, *, reason: str = PURPOSE, recipient: str = "", progress: Progress = silent
) -> int:
    """Write everything that this person may open to ``folder``, which is absent or empty. Returns how many files.

    ``reason`` stands in the chain of each database, and ``recipient`` in the ledger. Raises ``RoleRefused`` unless they
    head the service or stand in for its head, ``EntryMissing``, ``EntryInvalid`` for a folder inside a vault,
    ``OutputNotEmpty``, ``NotWritable``, ``DiskFull``, ``Cancelled``. After a failure nothing of it stays there: it is
    not encrypted, and a part would be taken for the whole. The ledger keeps that it was begun.
    """
    need(reason=reason)
    assert_heads(session.vault)
    assert_outside_vaults(folder)
    assert_empty(folder)
    compartments = [name for name in Compartment if name in session.vault.compartments]
    for name in compartments:
        # Before anything leaves: the entry of the chain, and the line of the ledger.
        with session.vault.writing(name, session.act("export_vault", CaseId(""), why=reason)) as work:
            if Export in work.kinds():
                state = _state(session)
                work.put(other_line(session, CaseId(""), WHOLE_VAULT, state, purpose=reason, recipient=recipient))
            if ChannelExport in work.kinds():
                work.put(whole_compartment(session, _state(session), purpose=reason, recipient=recipient))
    heads = session.vault.heads()
    at = session.clock.now().isoformat()
    written = _Written(session.files, folder)
    with written.whole_or_not():
        written.text(PurePosixPath("README.txt"), README.format(person=session.person, at=at))
        written.json(PurePosixPath("vault.json"), _vault(session, heads, at))
        for done, name in enumerate(compartments):
            progress(done, len(compartments))
            _compartment(session, name, written)
        progress(len(compartments), len(compartments))
    return written.count


class _Written:
    """The files written so far, into a folder that was empty or absent."""

    def __init__(self, files: Files, folder: Path) -> None:
        self._files = files
        self._folder = folder
        self._paths: list[Path] = []
        self._folders: set[Path] = set()

    @property
    def count(self) -> int:
        """How many files."""
        return len(self._paths)

    @contextmanager
    def whole_or_not(self) -> Generator[None]:
        """What ends the block early takes away what was written, and nothing else that lies there by then."""
        try:
            yield
        except BaseException:
            with suppress(OSError):
                for path in self._paths:
                    path.unlink(missing_ok=True)
                for folder in sorted(self._folders, key=lambda each: len(each.parts), reverse=True):
                    with suppress(OSError):  # something else lies in it
                        folder.rmdir()
            raise

    def data(self, path: PurePosixPath, data: bytes) -> None:
        self.folder(path.parent)
        self.pieces(path, (data,))

    def pieces(self, path: PurePosixPath, pieces: Iterable[bytes]) -> None:
        self._files.write_pieces(self._folder / path, pieces)
        self._paths.append(self._folder / path)

    def folder(self, path: PurePosixPath) -> None:
        place = self._folder / path
        self._folders |= {each for each in (place, *place.parents) if each.is_relative_to(self._folder)}
        self._files.make_folder(place)

    def text(self, path: PurePosixPath, text: str) -> None:
        self.data(path, text.encode())

    def json(self, path: PurePosixPath, values: object) -> None:
        self.text(path, json.dumps(values, ensure_ascii=False, indent=1, default=_plain) + "\n")


def _compartment(session: Session, name: Compartment, written: _Written) -> None:
    place = PurePosixPath(name.value)
    with session.vault.reading(name) as work:
        for kind in work.kinds():
            _kind(place, kind, work.every(kind), written)
        for paper in (Document, ChannelPaper):
            if paper in work.kinds():
                _papers(place / "papers", work, paper, written)
    written.json(place / "audit.json", [asdict(entry) for entry in session.vault.trail(name)])


def _kind(place: PurePosixPath, kind: type[Row], records: Sequence[Row], written: _Written) -> None:
    rows = [asdict(record) for record in records]
    written.json(place / f"{kind.__name__}.json", rows)
    written.text(place / f"{kind.__name__}.csv", _csv([field.name for field in fields(kind)], rows))


def _papers(place: PurePosixPath, work: Reading, kind: type[Document | ChannelPaper], written: _Written) -> None:
    written.folder(place)
    for paper in work.every(kind):
        written.pieces(place / f"{paper.id}{PurePosixPath(paper.file_name).suffix}", work.pieces(paper.id))


def _state(session: Session) -> str:
    """A SHA-256 that says which state of the vault it was: over the heads of its chains."""
    return hashlib.sha256("".join(head.hash for head in session.vault.heads()).encode()).hexdigest()


def _vault(session: Session, heads: Sequence[Anchor], at: str) -> Mapping[str, object]:
    return {
        "vault": session.vault.vault_id,
        "exported_at": at,
        "exported_by": session.person,
        "heads": [{"compartment": head.compartment, "seq": head.seq, "hash": head.hash} for head in heads],
        "people": [
            {"person": slot.person, "role": slot.role.value, "compartments": sorted(slot.compartments)}
            for slot in session.vault.slots.listed()
            if slot.person
        ],
    }


def _csv(names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")  # RFC 4180
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in rows)
    return "\ufeff" + table.getvalue()


def _cell(value: object) -> str:
    """A cell that a spreadsheet shows and never runs."""
    many = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
    text = "; ".join("" if one is None else str(one) for one in many)
    return f"'{text}" if text.startswith(FORMULA) else text


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError
