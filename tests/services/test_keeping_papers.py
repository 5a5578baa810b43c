"""Papers of any kind: kept as they are under a name of the vault's own, and read inside the app on the record."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from safermk_desktop.domain.conditions import report_in_vault
from safermk_desktop.domain.documents import Audience, Document, PaperKind, extension_of
from safermk_desktop.domain.home_office import QaLetter, QaOutcome
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import DateImpossible, EntryInvalid, InputMissing, NotWord, WordTooLarge
from safermk_desktop.services import keeping_papers, queries
from safermk_desktop.services.keeping_papers import Shown
from safermk_desktop.services.ports import Cancelled, Compartment
from safermk_desktop.services.session import Session
from tests.services.test_public_set import report_bytes

EURO = "cost: £40 – about €46"


def keep(session: Session, case_id: CaseId, path: Path, kind: PaperKind = PaperKind.OTHER) -> Document:
    paper = keeping_papers.keep_file(session, case_id, path, kind=kind, title="What it is", audience=Audience.INTERNAL)
    return next(one for one in queries.case_file(session, case_id).documents if one.id == paper)


def written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def content(session: Session, paper: RecordId) -> bytes:
    with session.vault.reading(Compartment.REVIEWS) as work:
        return work.content(paper)


@pytest.mark.parametrize(
    ("outside", "inside"),
    [
        ("Ottoline Farnabeck.PDF", "pdf"),
        ("mail.msg", "msg"),
        ("book.xlsx", "xlsx"),
        ("scan.tar.gz", "gz"),
        ("of.farnabeckottoline", ""),
        ("Farnabeck", ""),
        (".farnabeck", ""),
        ("a.b-c", ""),
        ("a.dösch", ""),
        ("a.", ""),
    ],
)
def test_any_kind_is_kept_and_its_name_outside_is_not(
    session: Session, case_id: CaseId, tmp_path: Path, outside: str, inside: str
) -> None:
    data = os.urandom(3000)
    paper = keep(session, case_id, written(tmp_path, outside, data))
    assert extension_of(outside) == inside
    assert paper.file_name == f"DHR-2026-09-other-1{'.' + inside if inside else ''}"
    assert content(session, paper.id) == data
    everything = repr((paper, session.vault.trail(Compartment.REVIEWS)))
    assert "farnabeck" not in everything.casefold()


def test_an_empty_file_is_kept(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    paper = keep(session, case_id, written(tmp_path, "empty.txt", b""))
    assert (paper.size, content(session, paper.id)) == (0, b"")
    assert keeping_papers.see_paper(session, case_id, paper.id).text == ""


def test_a_paper_from_outside_has_a_day_of_its_own(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    today, before = session.clock.today(), date(2025, 11, 4)
    path = written(tmp_path, "letter.pdf", b"%PDF-1.7")
    keep_dated = partial(
        keeping_papers.keep_file, session, case_id, kind=PaperKind.OTHER, title="Letter", audience=Audience.INTERNAL
    )
    with pytest.raises(DateImpossible, match="lies in the future"):
        keep_dated(path, dated_on=today + timedelta(days=1))
    keep_dated(path, dated_on=before)
    keep_dated(path)
    first, second = queries.case_file(session, case_id).documents
    assert (first.dated_on, first.day, first.added_on) == (before, before, today)
    assert (second.dated_on, second.day) == (None, today)


def test_a_report_of_before_the_next_round_is_not_that_of_the_round(session: Session, case_id: CaseId) -> None:
    """Imported after the letter that asks for another, it passed for the report as changed."""
    file = queries.case_file(session, case_id)
    asked_on, later = date(2026, 2, 1), date(2026, 3, 1)
    letter = QaLetter(
        id=RecordId("q"),
        case_id=case_id,
        received_on=asked_on,
        panel_on=asked_on,
        outcome=QaOutcome.RESUBMIT,
        points=(),
    )
    report = Document(
        id=RecordId("d"),
        case_id=case_id,
        kind=PaperKind.OVERVIEW_REPORT,
        title="Report",
        file_name="r.docx",
        audience=Audience.RESTRICTED,
        marking="",
        added_on=later,
        size=1,
        sha256="",
    )
    asked = replace(file, qa_letters=(letter,), documents=(report,))
    assert report_in_vault(asked) is None
    old = replace(report, dated_on=date(2025, 12, 1))
    assert "as changed is not in the vault" in str(report_in_vault(replace(asked, documents=(old,))))


def test_a_stopped_file_is_not_kept(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        assert total == 5 << 20
        if done >= 3 << 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        keeping_papers.keep_file(
            session,
            case_id,
            written(tmp_path, "a.bin", bytes(5 << 20)),
            kind=PaperKind.OTHER,
            title="Large",
            audience=Audience.INTERNAL,
            progress=stop,
        )
    assert queries.case_file(session, case_id).documents == ()
    assert session.vault.trail(Compartment.REVIEWS)[-1].what != "import_paper"


@pytest.mark.parametrize("name", ["absent", "folder", "pipe"])
def test_what_is_no_file_is_refused(session: Session, case_id: CaseId, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputMissing):
        keep(session, case_id, tmp_path / name)


def test_the_overview_report_is_a_word_file(
    session: Session, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotWord):
        keep(session, case_id, written(tmp_path, "report.docx", b"plain"), PaperKind.OVERVIEW_REPORT)
    report = written(tmp_path, "report.docx", report_bytes())
    assert keep(session, case_id, report, PaperKind.OVERVIEW_REPORT).file_name.endswith("overview-report-1.docx")
    monkeypatch.setattr(keeping_papers, "WORD_BYTES", 10)
    with pytest.raises(WordTooLarge):
        keep(session, case_id, report, PaperKind.OVERVIEW_REPORT)


def test_no_file_from_outside_is_public(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    with pytest.raises(EntryInvalid):
        keeping_papers.keep_file(
            session,
            case_id,
            written(tmp_path, "a.txt", b"a"),
            kind=PaperKind.OTHER,
            title="A",
            audience=Audience.PUBLIC,
        )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (EURO.encode(), EURO),
        (EURO.encode("utf-8-sig"), EURO),
        (EURO.encode("cp1252"), EURO),
        (EURO.encode("utf-16"), EURO),
        (b"\x81\x8d", "\ufffd\ufffd"),
    ],
)
def test_texts_are_read_as_windows_writes_them(
    session: Session, case_id: CaseId, tmp_path: Path, data: bytes, text: str
) -> None:
    paper = keep(session, case_id, written(tmp_path, "a.CSV", data))
    seen = keeping_papers.see_paper(session, case_id, paper.id)
    assert (seen.shown, seen.text, seen.is_cut) == (Shown.TEXT, text, False)
    last = session.vault.trail(Compartment.REVIEWS)[-1]
    assert (last.what, last.subject, last.who) == ("see_paper", paper.id, "A. Officer")


def test_a_long_text_is_shown_to_its_limit_and_says_so(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    # An odd number of bytes first, so that the limit falls into the middle of a letter.
    data = b"x" + "é".encode() * (2 << 20)  # one line, which goes on in the next
    seen = keeping_papers.see_paper(session, case_id, keep(session, case_id, written(tmp_path, "a.txt", data)).id)
    assert seen.is_cut
    assert seen.text.replace("\n", "") == "x" + "é" * ((1 << 20) - 1)
    assert max(len(line) for line in seen.text.split("\n")) == keeping_papers.LINE_LETTERS
    many = keep(session, case_id, written(tmp_path, "b.txt", b"line\r\n" * 30_000))
    seen = keeping_papers.see_paper(session, case_id, many.id)
    assert (seen.is_cut, seen.text.count("\n"), "\r" in seen.text) == (True, keeping_papers.TEXT_LINES - 1, False)


def test_a_word_file_is_read_as_text(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    paper = keep(session, case_id, written(tmp_path, "a.docx", report_bytes("What was said.")))
    seen = keeping_papers.see_paper(session, case_id, paper.id)
    assert (seen.shown, seen.text) == (Shown.WORD, "Overview report\nWhat was said.\n")


def test_what_is_not_shown_is_not_looked_at(
    session: Session, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping_papers, "PICTURE_BYTES", 10)
    for name, shown in (("a.pdf", Shown.NOT), ("a", Shown.NOT), ("a.svg", Shown.NOT), ("a.png", Shown.TOO_LARGE)):
        paper = keep(session, case_id, written(tmp_path, name, bytes(11)))
        assert keeping_papers.see_paper(session, case_id, paper.id) == keeping_papers.Seen(shown=shown)
    assert "see_paper" not in {entry.what for entry in session.vault.trail(Compartment.REVIEWS)}
