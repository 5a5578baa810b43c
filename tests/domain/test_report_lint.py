from __future__ import annotations

from datetime import date

import pytest

from safermk_desktop.domain.report_lint import Passage, Rule, Told, lint_leads, lint_plans, lint_texts

WRITTEN = date(2026, 10, 14)


def rules(text: str, *, note: str = "", agencies: tuple[str, ...] = ()) -> set[Rule]:
    found = lint_texts([Passage(place="Reviews", text=text, note=note)], written_on=WRITTEN, agencies=agencies)
    return {one.rule for one in found}


def test_a_planted_date_that_has_passed_is_found_although_it_has_no_year() -> None:
    text = "The outstanding review will go before the Quality Assurance Panel on the 20 July, and we will report back."
    (stale, undated) = lint_texts([Passage(place="Reviews", text=text)], written_on=WRITTEN)
    assert (stale.rule, stale.place) == (Rule.STALE, "Reviews")
    assert "20 July had passed when the report was dated, 14 October 2026" in stale.sentence
    assert undated.rule is Rule.NO_YEAR


@pytest.mark.parametrize(
    "text",
    [
        "The plan is due to be agreed at the board in September 2026.",
        "The plan is due to be agreed at the board in September.",
        "A survey is to start on 01/09/2026.",
        "Training is planned for 3rd October 2026.",
        "The chair expects more; the letter will be sent by 2026-09-30.",
    ],
)
def test_future_words_about_a_past_day_are_stale(text: str) -> None:
    assert Rule.STALE in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "The panel met on 20 July 2026.",
        "The board will meet on 3 November 2026.",
        "The plan is due in December.",
        "After the meeting of 20 July 2026, a note will be written.",
        "The survey may close.",
        "The board will meet in October 2026.",
        "The post will be filled by 15 January 2027.",
    ],
)
def test_what_is_past_or_still_to_come_is_not_stale(text: str) -> None:
    assert rules(text) == set()


def test_a_verbal_update_needs_a_note() -> None:
    assert rules("A verbal update will be given at the meeting.") == {Rule.VERBAL}
    assert rules("The board was briefed; the update was given orally.") == {Rule.VERBAL}
    assert rules("A verbal update will be given at the meeting.", note="Two meetings were held.") == set()


def test_a_month_of_death_with_an_agency_identifies() -> None:
    assert rules("The death in June 2026, known to Harbury Police") == {Rule.IDENTIFIES}
    assert rules("The June 2026 homicide: Fernhill", agencies=("Fernhill",)) == {Rule.IDENTIFIES}
    assert rules("Case C awaits its chair") == set()
    assert rules("The police gave a return for the Domestic Homicide Review of Case B in June 2026.") == set()


def test_a_plan_without_a_lead_or_unmoved_for_two_periods_is_told() -> None:
    plans = [
        Told(name="Hate crime", lead="", status="draft developed"),
        Told(name="Reoffending", lead="Probation", status="no update", earlier=("no update", "no update", "received")),
        Told(name="Prevent", lead="Council", status="received", earlier=("draft developed",)),
    ]
    found = lint_plans(plans)
    assert [(one.rule, one.place) for one in found] == [(Rule.NO_LEAD, "Hate crime"), (Rule.UNCHANGED, "Reoffending")]
    assert "same for 3 periods" in found[1].sentence


def test_an_action_that_nobody_leads_is_told() -> None:
    assert [one.place for one in lint_leads([("R1-A1", "Police"), ("R1-A2", " ")])] == ["R1-A2"]
