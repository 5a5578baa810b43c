"""Clauses of terms of reference, what is printed of them, their library, and what changed between two states."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.requests import ReturnKind
from safermk_desktop.domain.terms import (
    CHARACTERISTICS,
    SECTION_KINDS,
    Clause,
    TermsAgency,
    TermsFacts,
    TermsSection,
    WrittenSection,
    composed,
    kind_of,
)
from safermk_desktop.domain.terms_compare import Mark, compared, words_apart
from safermk_desktop.domain.terms_library import LIBRARY, standard_text

CASE: Final = CaseId("c")
WORDS: Final = st.lists(st.sampled_from("one two three, four. Five six;".split()), max_size=12).map(" ".join)


def section(text: str, ids: tuple[str, ...] = (), kind: str = "", heading: str = "Scope") -> TermsSection:
    return TermsSection(
        id=RecordId("s"), case_id=CASE, position=1, heading=heading, text=text, kind=kind, clause_ids=ids
    )


def test_a_section_drafted_as_one_text_has_a_clause_for_each_of_its_blocks() -> None:
    old = section("First line,\nsame block.\n\n  \nSecond block.")
    assert [clause.text for clause in old.clauses] == ["First line,\nsame block.", "Second block."]
    assert len({clause.id for clause in old.clauses}) == 2
    again = old.with_clauses(old.clauses)
    assert again.clauses == old.clauses


@given(st.lists(WORDS.filter(bool), max_size=5))
def test_clauses_are_kept_as_they_were_put(texts: list[str]) -> None:
    clauses = tuple(Clause(f"id{at}", text) for at, text in enumerate(texts))
    assert section("").with_clauses(clauses).clauses == clauses


@pytest.mark.parametrize("regime", sorted(REGIMES))
def test_every_heading_of_a_regime_has_its_kind(regime: str) -> None:
    headings = REGIMES[regime].terms_headings
    for heading, kind in zip(headings, SECTION_KINDS, strict=bool(headings)):
        assert kind_of(section("", heading=heading)) == kind


def test_a_heading_of_ones_own_has_no_kind() -> None:
    assert kind_of(section("", heading="Glossary")) == ""


def test_what_is_settled_in_tables_is_printed_in_its_section() -> None:
    facts = TermsFacts(
        id=RecordId("f"),
        case_id=CASE,
        scope_from=date(2021, 4, 1),
        scope_to=date(2026, 7, 31),
        scope_reason="From the move to the town to the death.",
        people=("Adult A",),
        characteristic_answers=("none", *[""] * 8),
        characteristic_reasons=("Both were in their thirties.", *[""] * 8),
        proceedings=("inquest",),
        proceeding_plans=("The coroner sees the report first.",),
        experts=("A charity for carers",),
        family_asked="no",
        family_reason="No relative could be traced.",
    )
    agency = TermsAgency(id=RecordId("a"), case_id=CASE, organisation="Thames Valley Police", kind=ReturnKind.IMR)
    sections = [section("", kind=kind) for kind in SECTION_KINDS]
    told = {one.kind: one.text for one in composed(sections, facts, [agency])}
    assert told["scope_period"] == "From 1 April 2021 to 31 July 2026. From the move to the town to the death."
    assert told["people_in_scope"] == "Adult A"
    assert told["agencies_required"] == "Thames Valley Police: individual management review and chronology."
    assert told["equality_and_diversity"] == "Age: plays no part. Both were in their thirties."
    assert told["parallel_processes_and_disclosure"] == "Inquest: The coroner sees the report first."
    assert told["panel_membership_and_chair"] == "Expert: A charity for carers"
    assert told["family_and_community_involvement"] == "The family is not asked. No relative could be traced."
    assert not told["methodology"]


def test_the_library_has_the_lines_of_enquiry_and_the_aims() -> None:
    lines = [one for one in LIBRARY if one.section == "key_lines_of_enquiry"]
    assert len(lines) == 24
    assert len({one.key for one in LIBRARY}) == len(LIBRARY) == len({one.text for one in LIBRARY})
    assert {one.section for one in LIBRARY} <= set(SECTION_KINDS)
    aims = standard_text("dhr_2016", "purpose")
    assert len(aims) == 7
    assert "domestic homicide review" in aims[-1]
    assert "domestic abuse related death review" in standard_text("dardr_2024", "purpose")[-1]
    assert len(CHARACTERISTICS) == 9


def shown(*clauses: tuple[str, str]) -> list[WrittenSection]:
    return [WrittenSection("Scope", "scope_period", tuple(Clause(*one) for one in clauses))]


def test_a_changed_clause_is_told_by_its_words() -> None:
    (change,) = compared(
        shown(("a", "The 6 months before July 2026."), ("b", "The same.")),
        shown(("a", "The 12 months before July 2026."), ("b", "The same.")),
    )
    assert (change.mark, change.number) == (Mark.CHANGED, "1.1")
    assert change.spoken == "1.1 Scope. Clause changed. Removed: 6. Added: 12."


def test_clauses_that_came_and_went_are_told_whole() -> None:
    came, gone = compared(shown(("a", "Housing.")), shown(("b", "What employers knew of it.")))
    assert came.spoken == "1.1 Scope. Clause added: What employers knew of it."
    assert gone.spoken == "1.1 Scope. Clause removed: Housing."


def test_a_clause_that_lost_its_id_is_known_by_its_words() -> None:
    (change,) = compared(
        shown(("a", "What the police knew and did.")), shown(("b", "What the police knew and did then."))
    )
    assert change.mark is Mark.CHANGED
    assert compared(shown(("a", "Same."), ("b", "Other.")), shown(("c", "Other."), ("d", "Same."))) == ()


@given(WORDS, WORDS)
def test_the_pieces_make_both_texts(before: str, after: str) -> None:
    pieces = words_apart(before, after)
    assert "".join(one.text for one in pieces if one.mark is not Mark.ADDED) == before
    assert "".join(one.text for one in pieces if one.mark is not Mark.REMOVED) == after
