from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.adapters.vault.mapper import UNPRINTABLE, fields_of, from_row, to_row
from safermk_desktop.adapters.vault.schema import PREVENT_KINDS, REVIEW_KINDS
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import Record, Row
from safermk_desktop.errors import DatabaseDamaged, EntryInvalid
from tests.adapters.vault.making import a_case, an_identity

NUMBER = st.integers(-(2**63), 2**63 - 1)
PRINTABLE = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not UNPRINTABLE.search(text))
PRINTABLES = st.lists(PRINTABLE, max_size=4).map(tuple)


def records(kind: type[Row]) -> st.SearchStrategy[Row]:
    hints = get_type_hints(kind)
    own: dict[object, st.SearchStrategy[Any]] = {int: NUMBER, str: PRINTABLE, tuple[str, ...]: PRINTABLES}

    def values(hint: Any) -> st.SearchStrategy[Any]:
        hint = getattr(hint, "__supertype__", hint)
        return own[hint] if hint in own else st.from_type(hint)

    return st.builds(kind, **{f.name: values(hints[f.name]) for f in fields(kind)})


@pytest.mark.parametrize("kind", [*REVIEW_KINDS, *PREVENT_KINDS])
@given(data=st.data())
def test_a_record_comes_back_as_it_went(kind: type[Row], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    columns = fields_of(kind)
    row = to_row(columns, record)
    assert all(type(value) in {str, int, type(None)} for value in row.values())
    assert from_row(columns, kind, row.values()) == record


@pytest.mark.parametrize(
    "column,value",
    [("opened_on", "2026-02-30"), ("opened_on", None), ("status", "ajar"), ("reference", 7), ("closed_on", "soon")],
)
def test_a_value_no_case_can_have_is_damage(column: str, value: object) -> None:
    columns = fields_of(Case)
    with pytest.raises(DatabaseDamaged):
        from_row(columns, Case, {**to_row(columns, a_case()), column: value}.values())


@pytest.mark.parametrize("names", ["[", "{}", "[1]", "[" * 100_000])
def test_a_list_that_is_none_is_damage(names: str) -> None:
    columns = fields_of(IdentityEntry)
    with pytest.raises(DatabaseDamaged):
        from_row(columns, IdentityEntry, {**to_row(columns, an_identity(1, "A")), "names": names}.values())


def test_a_type_without_a_column_is_refused_at_once() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Odd(Record):
        amount: float

    # the local class's hints resolve without its frame: float is a builtin
    with pytest.raises(TypeError, match="amount"):
        fields_of(Odd)


def test_flags_are_kept_as_numbers() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Flagged(Record):
        urgent: bool

    columns = fields_of(Flagged)
    values: dict[str, Any] = {"id": "a", "case_id": "c", "urgent": True}
    row = to_row(columns, Flagged(**values))
    assert row == {"id": "a", "case_id": "c", "urgent": 1}
    assert from_row(columns, Flagged, row.values()).urgent is True
    with pytest.raises(DatabaseDamaged):
        from_row(columns, Flagged, {**row, "urgent": 2}.values())


@pytest.mark.parametrize("text", ["a\x0bb", "\x00", "\ud800", "\uffff", "\x1f"])
def test_characters_that_no_document_can_hold_are_refused(text: str) -> None:
    with pytest.raises(EntryInvalid):
        to_row(fields_of(IdentityEntry), an_identity(1, text))
