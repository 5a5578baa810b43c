"""Records over all cases: the fields asked for alone, in the order of entry, from indexes alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safermk_desktop.adapters.vault.choosing import choosing
from safermk_desktop.adapters.vault.schema import SCHEMAS
from safermk_desktop.domain.actions import Action, Recommendation
from safermk_desktop.domain.case import Case, Fact
from safermk_desktop.domain.family import FamilyComment, FamilyContact
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId, Record
from safermk_desktop.domain.requests import InformationRequest
from safermk_desktop.services import caseloads
from tests.adapters.vault.making import REVIEWS, a_case, a_fact, act, made, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path)


def test_values_of_any_form_and_number_are_one_parameter(folder: Path) -> None:
    kinds = ["note", 'a "quoted" kind', "o'clock", "größer \u2028", "[1, 2]", ""]
    with opened(folder) as vault:
        with vault.writing(REVIEWS, act("fill")) as work:
            work.put(a_case())
            for number, kind in enumerate(kinds):
                work.put(replace(a_fact(number), kind=kind))
        with vault.reading(REVIEWS) as work:
            for kind in kinds:
                assert [one.kind for one in work.chosen(Fact, ("kind",), kind=(kind,))] == [kind]
            many = [f"f{number}" for number in range(40_000)]
            found = work.chosen(Fact, ("id", "kind"), id=many, kind=list(reversed(kinds)))
            assert [one.kind for one in found] == kinds
            assert work.chosen(Fact, ("kind",), kind=()) == ()
            with pytest.raises(AttributeError):
                assert found[0].detail


def test_none_is_a_field_that_holds_nothing(folder: Path) -> None:
    with opened(folder) as vault:
        for name, closed in (("c1", None), ("c2", None), ("c3", date(2026, 5, 5)), ("c4", None)):
            with vault.writing(REVIEWS, act("fill", CaseId(name))) as work:
                work.put(replace(a_case(name, f"DHR-{name}"), closed_on=closed))
        with vault.reading(REVIEWS) as work:
            assert [one.case_id for one in work.chosen(Case, (), closed_on=(None,))] == ["c1", "c2", "c4"]
            given = work.chosen(Case, ("closed_on",), closed_on=("2026-05-05",))
            assert [(one.case_id, one.closed_on) for one in given] == [("c3", date(2026, 5, 5))]
            assert len(work.chosen(Case, (), closed_on=("2026-05-05", None))) == 4


def test_an_earlier_record_that_was_replaced_keeps_its_place(folder: Path) -> None:
    with opened(folder) as vault:
        with vault.writing(REVIEWS, act("fill")) as work:
            work.put(a_case())
            for number in range(5):
                work.put(a_fact(number))
        with vault.writing(REVIEWS, act("mend")) as work:
            work.put(replace(a_fact(1), happened_on=date(2026, 5, 1)))
        with vault.reading(REVIEWS) as work:
            assert [one.id for one in work.chosen(Fact, ("id",), kind=("note",))] == [f"f{at}" for at in range(5)]


WHOLE: tuple[tuple[type[Record], str, Mapping[str, Sequence[str | None]]], ...] = (
    (Fact, "kind happened_on", {"kind": ("note", "acknowledged")}),
    (FamilyContact, "matter happened_on outcome person_id", {"matter": ("decision",)}),
    (IdentityEntry, "replacement", {"role": ("subject",)}),
    (Recommendation, "id number", {}),
    *(
        (kind, some[0], {name: sorted(values, key=str) for name, values in some[1].items()})
        for kind, parts in ((Action, "actions"), (InformationRequest, "requests"), (FamilyComment, "comments"))
        for some in caseloads._OWED[parts]
        if some is not None
    ),
)


@pytest.mark.parametrize(("kind", "fields", "among"), WHOLE)
def test_the_texts_of_the_largest_tables_stay_unread(
    folder: Path, kind: type[Record], fields: str, among: Mapping[str, Sequence[str | None]]
) -> None:
    """What a caseload asks of them stands in an index, and SQLite reads it there."""
    _, statement, given = choosing(SCHEMAS[REVIEWS].records[kind], fields.split(), among)
    with opened(folder) as vault, vault._opened.databases[REVIEWS].reading() as connection:
        compiled = str(statement.compile(connection.engine))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", tuple(given.values())).all()
    table = SCHEMAS[REVIEWS].records[kind].table.name
    assert any(table in str(row[3]) and "COVERING INDEX" in str(row[3]) for row in plan), plan
