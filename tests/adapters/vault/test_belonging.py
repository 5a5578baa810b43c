"""An act reads by id, writes and names what is of its own case, whatever kind of record it is."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, get_type_hints

import pytest

from safermk_desktop.adapters.vault.belonging import OF_ALL_CASES, OF_ONE_PERSON, OTHER_IDS, REFERENCES
from safermk_desktop.adapters.vault.schema import REVIEW_KINDS, SCHEMAS, table_name
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.adapters.vault.views import WritingView
from safermk_desktop.domain.calendar_entries import CalendarEntry
from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.documents import Document
from safermk_desktop.domain.record import CaseId, RecordId, Row
from safermk_desktop.domain.undo import Overwritten
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.services.kinds import Compartment
from tests.adapters.vault.making import C1, REVIEWS, a_document, a_fact, act, opened

C2: Final = CaseId("c2")
NO_CASE: Final = CaseId("")
PREVENT: Final = Compartment.PREVENT


def a_record(kind: type[Row], record_id: str, case_id: CaseId, **given: str) -> Any:
    """A record of any kind, its fields filled by their types."""
    hints = get_type_hints(kind)
    values = {item.name: a_value(hints[item.name]) for item in fields(kind)}
    return kind(**{**values, "id": RecordId(record_id), "case_id": case_id, **given})


def a_value(hint: Any) -> object:
    hint = getattr(hint, "__supertype__", hint)
    if hint == date | None:
        return None
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    return {date: date(2026, 5, 4), int: 1, bool: True, tuple[str, ...]: ()}.get(hint, "")


def records(vault: SqlCipherVault) -> dict[type[Row], tuple[Row, ...]]:
    with vault.reading(REVIEWS) as work:
        return {kind: work.every(kind) for kind in REVIEW_KINDS}


def refused(work: WritingView, record: Row) -> None:
    with pytest.raises(RecordUnknown):
        work.put(record)


@pytest.fixture
def of_two(empty: Path) -> Path:
    """A record of each kind in each of two cases, ``<table>-<case>``."""
    with opened(empty) as vault:
        for case_id in (C1, C2):
            with vault.writing(REVIEWS, act(case_id=case_id)) as work:
                for kind in REVIEW_KINDS:
                    work.put(a_record(kind, f"{table_name(kind)}-{case_id}", case_id))
    return empty


def test_a_row_of_another_case_is_neither_read_nor_written_nor_removed(of_two: Path) -> None:
    with opened(of_two) as vault:
        before = records(vault)
        with vault.writing(REVIEWS, act("look")) as work:
            for kind in REVIEW_KINDS:
                other = RecordId(f"{table_name(kind)}-c2")
                for stranger in (a_record(kind, other, C2), a_record(kind, other, C1), a_record(kind, "new", C2)):
                    refused(work, stranger)
                with pytest.raises(RecordUnknown):
                    work.get(kind, other)
                with pytest.raises(RecordUnknown):
                    work.remove(kind, other)
                assert work.get(kind, RecordId(f"{table_name(kind)}-c1")).case_id == C1
            assert work.written() == {}
        assert records(vault) == before


def test_no_record_names_one_of_another_case(of_two: Path) -> None:
    tried = 0
    with opened(of_two) as vault, vault.writing(REVIEWS, act()) as work:
        for kind in REVIEW_KINDS:
            for name in {item.name for item in fields(kind)} & REFERENCES.keys():
                for target in REFERENCES[name]:
                    if target in REVIEW_KINDS:
                        refused(work, a_record(kind, "new", C1, **{name: f"{table_name(target)}-c2"}))
                        work.put(a_record(kind, "new", C1, **{name: f"{table_name(target)}-c1"}))
                        tried += 1
                work.put(a_record(kind, "new", C1, **{name: "a word for what is no paper"}))
    assert tried > len(REFERENCES)


def test_every_column_that_names_a_record_is_known() -> None:
    columns = {item.name for schema in SCHEMAS.values() for found in schema.records.values() for item in found.fields}
    naming = {name for name in columns if name.endswith("_id") or name == "id"}
    assert naming == REFERENCES.keys() | OTHER_IDS
    assert not REFERENCES.keys() & OTHER_IDS


def test_the_bytes_of_a_paper_of_another_case_stay(of_two: Path) -> None:
    with opened(of_two) as vault:
        with vault.writing(REVIEWS, act()) as work:
            work.put(a_document(b"mine"))
            work.keep(RecordId("d1"), b"mine")
        with vault.writing(REVIEWS, act(case_id=C2)) as work:
            for reach in (
                lambda: work.keep(RecordId("d1"), b"theirs"),
                lambda: work.content(RecordId("d1")),
                lambda: work.pieces(RecordId("d1")),
            ):
                with pytest.raises(RecordUnknown):
                    reach()
        with vault.reading(REVIEWS) as reading:
            assert reading.content(RecordId("d1")) == b"mine"


def test_nothing_of_another_case_is_put_back(of_two: Path) -> None:
    with opened(of_two) as vault, vault.writing(REVIEWS, act()) as work:
        standing = work._row(SCHEMAS[REVIEWS].records[Fact].table, "fact-c2")
        for before in (None, standing):
            row = Overwritten(table="fact", row_id="fact-c2", after="", before=before)
            with pytest.raises(RecordUnknown):
                work.restore([row])
        new = Overwritten(table="fact", row_id="new", after="", before={**(standing or {}), "id": "new"})
        with pytest.raises(RecordUnknown):
            work.restore([new])


def test_an_act_on_no_case_writes_what_is_of_none(of_two: Path) -> None:
    with opened(of_two) as vault, vault.writing(REVIEWS, act(case_id=NO_CASE)) as work:
        for kind in set(REVIEW_KINDS) - OF_ALL_CASES:
            refused(work, a_record(kind, f"{table_name(kind)}-c1", C1))
        refused(work, replace(a_fact(99), case_id=C2))
        work.put(a_record(Document, "none", NO_CASE))
        for case_id in (C1, C2):  # the calendar file leaves with the days of all cases
            work.put(a_record(CalendarEntry, f"calendar_entry-{case_id}", case_id))
        refused(work, a_record(CalendarEntry, "calendar_entry-c1", C2))


def test_a_channel_act_names_no_record_of_another_channel_case(empty: Path) -> None:
    """Members, meetings and forms are of no one case: every act names them, but none writes them into its case."""
    kinds = SCHEMAS[PREVENT].records
    tried = 0
    with opened(empty) as vault:
        for case_id in ("c2", ""):
            with vault.writing(PREVENT, act(case_id=CaseId(case_id))) as work:
                for kind in kinds:
                    work.put(a_record(kind, f"{table_name(kind)}-{case_id}", CaseId(case_id)))
        with vault.writing(PREVENT, act()) as work:
            for kind in kinds:
                for name in {item.name for item in fields(kind)} & REFERENCES.keys():
                    for target in set(REFERENCES[name]) & set(kinds):
                        refused(work, a_record(kind, "new", C1, **{name: f"{table_name(target)}-c2"}))
                        work.put(a_record(kind, "new", C1, **{name: f"{table_name(target)}-"}))
                        tried += 1
                if kind not in OF_ONE_PERSON:
                    refused(work, a_record(kind, "other", CaseId("c2")))
                    refused(work, a_record(kind, f"{table_name(kind)}-c2", C1))
    assert tried >= 12
