"""Papers of any kind: taken into the vault as their bytes come, read inside the app, let out of it on the record."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from safermk_desktop.domain.documents import Audience, Document, Export, PaperKind, extension_of
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import DatabaseDamaged, DiskFault, EntryInvalid, SafermkError, WordTooLarge
from safermk_desktop.services import ledger
from safermk_desktop.services.casefiles import load, open_file
from safermk_desktop.services.entries import need
from safermk_desktop.services.outputs import assert_outside_vaults
from safermk_desktop.services.papers import store
from safermk_desktop.services.ports import Cancelled, Compartment, Progress, Reading
from safermk_desktop.services.progress import silent
from safermk_desktop.services.redacting import keep_paper, refuse_unfit
from safermk_desktop.services.session import Session

MIB: Final = 1 << 20
WORD_BYTES: Final = 200 * MIB
"""A larger Word file is never read whole into memory."""
PICTURE_BYTES: Final = 64 * MIB
TEXT_BYTES: Final = 2 * MIB
"""Of a longer text, so much is shown."""
TEXT_LINES: Final = 20_000
LINE_LETTERS: Final = 1_000
"""A longer line goes on in the next: no window could lay it out."""
AT_ONCE: Final = 4
"""Pieces read in one look at the vault: between two of these others have their turn."""

WORD: Final = frozenset({"docx"})
TEXT: Final = frozenset({"txt", "csv", "md"})
PICTURES: Final = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff"})


class Shown(StrEnum):
    """How a paper is shown inside the app."""

    WORD = "word"
    TEXT = "text"
    PICTURE = "picture"
    TOO_LARGE = "too_large"
    NOT = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a look at a paper gives: the text of a Word or text file, or the bytes of a picture.

    ``is_cut`` says that a text goes on after what is shown.
    """

    shown: Shown
    text: str = ""
    data: bytes = b""
    is_cut: bool = False


def keep_file(
    session: Session,
    case_id: CaseId,
    path: Path,
    *,
    kind: PaperKind,
    title: str,
    audience: Audience,
    dated_on: date | None = None,
    progress: Progress = silent,
) -> RecordId:
    """Take a file of any kind and size into the vault as its bytes come. What it was called outside is not kept.

    ``dated_on`` is the day that the paper bears. Raises ``DateImpossible`` for one in the future.

    An overview report is a Word file and is read in full first. Raises ``InputMissing``, ``EntryInvalid``,
    ``DiskFull`` before the disk is, ``Cancelled`` (then nothing is kept), and the ``WORD-*`` family.
    """
    refuse_unfit(title, audience, dated_on, today=session.clock.today())
    size = session.files.size(path)
    if kind is PaperKind.OVERVIEW_REPORT:
        if size > WORD_BYTES:
            raise WordTooLarge
        data = session.files.read(path)
        keep = partial(keep_paper, session, case_id, data, kind=kind, title=title, audience=audience)
        return keep(dated_on=dated_on, progress=progress)
    with session.vault.writing(Compartment.REVIEWS, session.act("import_paper", case_id, subject=kind.value)) as work:
        return store(
            session,
            work,
            open_file(work, case_id),
            kind=kind,
            title=title,
            audience=audience,
            data=_told(session.files.pieces(path), size, progress),
            size=size,
            extension=extension_of(path.name),
            dated_on=dated_on,
        ).id


def shown_as(paper: Document) -> Shown:
    """How a paper is shown inside the app, by its extension and size."""
    extension = extension_of(paper.file_name)
    if extension in TEXT:
        return Shown.TEXT
    for known, limit, shown in ((WORD, WORD_BYTES, Shown.WORD), (PICTURES, PICTURE_BYTES, Shown.PICTURE)):
        if extension in known:
            return shown if paper.size <= limit else Shown.TOO_LARGE
    return Shown.NOT


def see_paper(session: Session, case_id: CaseId, document_id: RecordId, *, progress: Progress = silent) -> Seen:
    """Look at a paper without its leaving memory. Each look is on the record, but none at what is not shown.

    Raises ``RecordUnknown``, ``DatabaseDamaged``, ``Cancelled``, and for a Word file the ``WORD-*`` family.
    """
    with session.vault.reading(Compartment.REVIEWS, case_id) as work:
        paper = work.get(Document, document_id)
    shown = shown_as(paper)
    if shown in {Shown.NOT, Shown.TOO_LARGE}:
        return Seen(shown=shown)
    with session.vault.writing(Compartment.REVIEWS, session.act("see_paper", case_id, subject=document_id)) as work:
        if shown is Shown.TEXT:
            data = b"".join(islice(work.pieces(document_id), TEXT_BYTES // MIB))
        else:
            data = work.content(document_id)
    if shown is Shown.PICTURE:
        return Seen(shown=shown, data=data)
    if shown is Shown.WORD:
        text, is_long = _in_lines(session.redactor.read(data, progress).text)
        return Seen(shown=shown, text=text, is_cut=is_long)
    is_cut = paper.size > len(data)
    text, is_long = _in_lines(decoded(data, is_cut=is_cut))
    return Seen(shown=shown, text=text, is_cut=is_cut or is_long)


def decoded(data: bytes, *, is_cut: bool = False) -> str:
    """A text as Windows and Excel write them: UTF-8 or UTF-16 where it says so or fits, else Windows-1252."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    name = "utf-16" if utf16 else "utf-8-sig"
    try:
        return codecs.getincrementaldecoder(name)().decode(data, final=not is_cut)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _in_lines(text: str) -> tuple[str, bool]:
    """A text as a window can show it: lines of bounded length and number; and whether there were more."""
    lines = [
        line[start : start + LINE_LETTERS]
        for line in text.replace("\r\n", "\n").split("\n")
        for start in range(0, max(len(line), 1), LINE_LETTERS)
    ]
    return "\n".join(lines[:TEXT_LINES]), len(lines) > TEXT_LINES


def export_paper(
    session: Session,
    case_id: CaseId,
    document_id: RecordId,
    folder: Path,
    *,
    purpose: str,
    recipient: str,
    delete_by: date | None = None,
    may_replace: bool = False,
    progress: Progress = silent,
) -> Document:
    """Write a paper under its own name into a folder that the person chose.

    The ledger and the log are written before the bytes leave, and the line is struck out where they did not. A paper
    that is not for the public is to be deleted outside in 30 days or on ``delete_by``.
    Raises ``EntryMissing``, ``EntryInvalid``, ``DateImpossible``, ``FileThere``, ``NotWritable``, ``DiskFull``,
    ``DatabaseDamaged``, ``Cancelled``; then nothing has left.
    """
    need(purpose=purpose, recipient=recipient)
    assert_outside_vaults(folder)
    act = session.act("export_paper", case_id, subject=document_id, why=purpose)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        paper = work.get(Document, document_id)
        if paper.kind is PaperKind.REDACTED_REPORT:
            _refuse_old_copy(work, case_id, paper)
        line = ledger.line_of(session, paper, purpose=purpose, recipient=recipient, delete_by=delete_by)
        work.put(line)
    try:
        pieces = _told(_outgoing(session, paper), paper.size, progress)
        session.files.write_pieces(folder / paper.file_name, pieces, may_replace=may_replace)
    except (SafermkError, Cancelled) as error:
        if may_replace and isinstance(error, DiskFault):
            raise  # the file may be there, only not confirmed: the line stays
        failed = session.act("export_failed", case_id, subject=document_id)
        with session.vault.writing(Compartment.REVIEWS, failed) as work:
            work.remove(Export, line.id)
        raise
    return paper


def _refuse_old_copy(work: Reading, case_id: CaseId, paper: Document) -> None:
    """A redacted copy leaves only while it fits the report and the register."""
    current = load(work, case_id).current_copy()
    if current is None or current.document_id != paper.id:
        raise EntryInvalid("The report or the register has changed since this copy was made; make it again.")


def _outgoing(session: Session, paper: Document) -> Iterator[bytes]:
    """The bytes of a paper, a few pieces at a time, so that nobody waits for the vault all the while."""
    whole, done, number = hashlib.sha256(), 0, 0
    while done < paper.size:
        with session.vault.reading(Compartment.REVIEWS, paper.case_id) as work:
            pieces = list(islice(work.pieces(paper.id, first=number), AT_ONCE))
        for piece in pieces:
            whole.update(piece)
            done += len(piece)
            yield piece
        number += len(pieces)
        if not pieces:
            break
    if whole.hexdigest() != paper.sha256:
        raise DatabaseDamaged


def _told(pieces: Iterable[bytes], total: int, progress: Progress) -> Iterator[bytes]:
    """The same pieces, telling ``progress`` how far they are; it raises ``Cancelled``."""
    done = 0
    for piece in pieces:
        progress(done, total)
        done += len(piece)
        yield piece
    progress(done, total)
