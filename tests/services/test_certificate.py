"""The certificate of a redacted copy: it tells what was searched, holds no name, and both its forms agree."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from datetime import date
from pathlib import Path
from typing import cast

import docx
import pytest

from safermk_desktop.domain.documents import Audience, Certificate, Document, PaperKind
from safermk_desktop.domain.record import CaseId
from safermk_desktop.redaction.matching.finder import find
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.register import Identity, Register, register_from_json
from safermk_desktop.redaction.text import plain_text
from safermk_desktop.services import identities, keeping_papers, queries, redacting
from safermk_desktop.services.certificate import Making, certificate, certificate_fields, terms_of
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.proof import proved_copy
from safermk_desktop.services.session import Session
from safermk_desktop.verifier import verify
from tests.services.test_public_set import add_name, add_report, report_bytes

Told = dict[str, object]
KEY = "5a" * 32
PEOPLE = Register(
    (Identity(id="p1", kind="person", role="", names=("Ottoline Farnabeck", "Otty"), replacement="Adult K"),)
)


@pytest.fixture
def made(session: Session, case_id: CaseId) -> Told:
    add_name(session, case_id)
    _, report = redacting.make_redacted_copy(session, case_id, add_report(session, case_id))
    return cast("Told", report["certificate"])


def kept(session: Session, case_id: CaseId) -> tuple[Certificate, bytes, bytes]:
    """The record, the page of Word, the JSON."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        record = work.of_case(Certificate, case_id)[-1]
        return record, work.content(record.page_id), work.content(record.json_id)


def page_text(data: bytes) -> str:
    paper = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in paper.paragraphs)])


def test_neither_program_finds_a_registered_name_in_it(session: Session, case_id: CaseId, made: Told) -> None:
    # the days of the case's work stand in it on purpose: it is no paper for the public
    register = identities.export_register(session, case_id).replace('"month_year"', '"keep"')
    _, page, text = kept(session, case_id)
    assert verify(page, register).clean
    for words in (plain_text(read_word(page)), text.decode(), json.dumps(made)):
        assert not find(words, register_from_json(register))


def test_its_digests_are_those_of_the_copy_and_of_the_terms(session: Session, case_id: CaseId, made: Told) -> None:
    record, _, text = kept(session, case_id)
    copy = queries.case_file(session, case_id).copies[-1]
    with session.vault.reading(Compartment.REVIEWS) as work:
        data = work.content(copy.document_id)
    file, register = cast("Told", made["file"]), cast("Told", made["register"])
    assert (file["sha256"], file["size"]) == (hashlib.sha256(data).hexdigest(), len(data))
    terms = "\n".join(terms_of(register_from_json(identities.export_register(session, case_id))))
    assert register["terms_hmac_sha256"] == hmac.digest(bytes.fromhex(record.key), terms.encode(), "sha256").hex()
    assert record.copy_id == copy.id
    assert record.key.encode() not in text
    assert hashlib.sha256(terms.encode()).hexdigest().encode() not in text


def test_the_page_and_the_json_say_the_same(session: Session, case_id: CaseId, made: Told) -> None:
    _, page, text = kept(session, case_id)
    assert json.loads(text) == made
    words = page_text(page)
    for one in cast("list[dict[str, str]]", certificate_fields(made)["rows"]):
        assert one["label"] in words
        assert one["value"] in words
    for sentence in (*cast("list[str]", made["not_checked"]), *cast("list[str]", made["risks"])):
        assert sentence in words


def test_nothing_found_is_never_said_without_what_was_searched(made: Told) -> None:
    checks = cast("list[Told]", made["checks"])
    assert [one["by"] for one in checks] == ["engine", "verifier"]
    for one in checks:
        assert one["found"] == 0
        assert cast("int", one["parts"]) > 3
        assert cast("int", one["forms"]) > 3
        assert one["looked_at"]
    rows = cast("list[dict[str, str]]", certificate_fields(made)["rows"])
    told = [row["value"] for row in rows if "0 found" in row["value"]]
    assert len(told) == 2
    assert all(" parts, searched for " in value for value in told)


def test_it_stands_beside_the_copy_marked_and_can_be_exported(
    session: Session, case_id: CaseId, made: Told, tmp_path: Path
) -> None:
    record, page, _ = kept(session, case_id)
    with session.vault.reading(Compartment.REVIEWS) as work:
        papers = [work.get(Document, one) for one in (record.page_id, record.json_id)]
    assert {one.kind for one in papers} == {PaperKind.REDACTION_CERTIFICATE}
    assert {one.audience for one in papers} == {Audience.INTERNAL}
    assert {one.marking for one in papers} | {made["marking"]} == {"OFFICIAL-SENSITIVE"}
    assert "OFFICIAL-SENSITIVE" in docx.Document(io.BytesIO(page)).sections[0].header.paragraphs[0].text
    for one in papers:
        keeping_papers.export_paper(session, case_id, one.id, tmp_path, purpose="To check", recipient="The team")
    assert sorted(path.suffix for path in tmp_path.glob("*certificate*")) == [".docx", ".json"]


def test_each_making_has_a_key_of_its_own(session: Session, case_id: CaseId, made: Told) -> None:
    report = queries.case_file(session, case_id).document(PaperKind.OVERVIEW_REPORT)
    assert report is not None
    _, again = redacting.make_redacted_copy(session, case_id, report.id)
    first, second = (cast("Told", one["register"]) for one in (made, cast("Told", again["certificate"])))
    assert first["terms_hmac_sha256"] != second["terms_hmac_sha256"]
    names = [one.file_name for one in queries.case_file(session, case_id).documents]
    assert len(names) == len(set(names))


def test_who_prepared_it_is_not_told_where_it_is_a_registered_name() -> None:
    proved = proved_copy(report_bytes(), PEOPLE)
    for person, told in (("A. Officer", "A. Officer"), ("Otty Farnabeck", "not told")):
        making = Making(prepared_by=person, made_on=date(2026, 3, 2), file_name="x.docx", key=KEY)
        assert certificate(proved, PEOPLE, making)["prepared_by"] == told
