from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.actions import Action, ActionStatus
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.returns import FIELDS, FormRow, check_of, compare, plain, settled, values_of

ACTION = Action(
    id=RecordId("a"),
    case_id=CaseId("c"),
    recommendation_id=RecordId("r"),
    number=1,
    text="x",
    lead_agency="Police",
    lead_role="",
    target_on=date(2026, 9, 1),
    first_target_on=date(2026, 9, 1),
    created_on=date(2026, 3, 1),
    outcome="“Nine” of them – say",
    reference="MK-2026-A-R1-A1",
)
texts = st.text(max_size=30)


def row(values: dict[str, str], *, source: str = "one", update: str = "", sent: Action = ACTION) -> FormRow:
    return FormRow(
        source=source,
        number=1,
        reference=sent.reference,
        values=values,
        update=update,
        check=check_of(values_of(sent)),
    )


@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, texts)), texts)
def test_what_a_form_says_otherwise_is_shown_and_nothing_else(values: dict[str, str], update: str) -> None:
    found = compare([row(values, update=update)], [ACTION])
    now = values_of(ACTION)
    differs = {field for field in FIELDS if plain(values[field]) != plain(now[field])}
    shown = {one.field for change in found.changes for one in change.differences}
    assert shown == differs | ({"update"} if update.strip() else set())
    assert found.conflicts == found.refused == ()
    assert found.untouched == (not shown)


@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, texts)), st.fixed_dictionaries(dict.fromkeys(FIELDS, texts)))
def test_two_forms_never_overwrite_one_another(first: dict[str, str], second: dict[str, str]) -> None:
    found = compare([row(first), row(second, source="two")], [ACTION])
    now = values_of(ACTION)
    for field in FIELDS:
        said = {plain(each[field]) for each in (first, second)} - {plain(now[field])}
        backs = [one.back for change in found.changes for one in change.differences if one.field == field]
        assert len(backs) <= 1
        if len(said) > 1 and all(check_of(each) != check_of(now) for each in (first, second)):
            assert backs == []
            assert field in {one.field for one in found.conflicts}
    assert settled(found, {}) == found.changes


def test_blanks_and_quotation_marks_of_a_word_processor_are_no_change() -> None:
    values = {**values_of(ACTION), "outcome": ' "Nine"  of them -\tsay\n'}
    assert compare([row(values)], [ACTION]).untouched == 1


def test_a_check_that_was_tampered_with_makes_a_conflict_and_no_change() -> None:
    tampered = FormRow(
        source="one",
        number=1,
        reference=ACTION.reference,
        values={**values_of(ACTION), "evidence": "z"},
        update="",
        check="000000000000",
    )
    found = compare([tampered], [ACTION])
    assert found.changes == ()
    assert [one.field for one in found.conflicts] == ["evidence"]


def test_an_action_that_is_finished_here_takes_nothing() -> None:
    done = Action(**{**_fields(), "status": ActionStatus.COMPLETE_VERIFIED})
    (refused,) = compare([row({**values_of(ACTION), "evidence": "z"})], [done]).refused
    assert refused.reason == "The action is finished here."


def _fields() -> dict[str, object]:
    return {name: getattr(ACTION, name) for name in Action.__dataclass_fields__}
