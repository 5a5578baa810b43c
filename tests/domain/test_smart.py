"""The hints while an action is written."""

from __future__ import annotations

from datetime import date

import pytest

from safermk_desktop.domain.smart import hints

TODAY = date(2026, 11, 17)
TARGET = date(2027, 3, 31)
GOOD = "Train 40 call handlers to ask about safety at home"


def letters(
    text: str, *, lead_agency: str = "Police", target_on: date | None = TARGET, has_milestones: bool = False
) -> str:
    found = hints(text, lead_agency=lead_agency, target_on=target_on, has_milestones=has_milestones, on=TODAY)
    return "".join(hint.letter for hint in found)


@pytest.mark.parametrize(
    "text, expected",
    [
        (GOOD, ""),
        ("", ""),
        ("Audit 200 records for use of the prompt", ""),
        ("Ensure staff are aware of the policy", "SM"),
        ("Continue to work with partners", "SM"),
        ("All agencies should share information", "SS"),
        ("Write the policy", "SM"),
        ("Train relevant staff in each ward", "S"),
        ("Train 40 call handlers, and publish the list", "A"),
        ("Survey 30 carers on an ongoing basis", "T"),
    ],
)
def test_what_a_text_could_say_better(text: str, expected: str) -> None:
    assert letters(text) == expected


@pytest.mark.parametrize(
    "agency, target_on, expected",
    [
        ("", TARGET, "R"),
        ("Police, Council", TARGET, "R"),
        ("Fire and rescue service", TARGET, ""),
        ("Police", None, "T"),
        ("Police", date(2026, 11, 16), "T"),
        ("Police", date(2028, 3, 31), "T"),
    ],
)
def test_what_the_other_fields_lack(agency: str, target_on: date | None, expected: str) -> None:
    assert letters(GOOD, lead_agency=agency, target_on=target_on) == expected


def test_milestones_measure_too() -> None:
    assert letters("Rewrite the operational guidance on callers", has_milestones=True) == ""
    assert letters("Rewrite the operational guidance on callers") == "M"
