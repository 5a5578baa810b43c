"""Papers of any kind: kept as they are under a name of the vault's own, and read inside the app on the record."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from safermk_desktop.domain.documents import Audience, Document, PaperKind, extension_of
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid, InputMissing, NotWord, WordTooLarge
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
