"""Corresponding dates, working days, and the clocks of each edition of the rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.deadlines import Basis, WorkingCalendar, corresponding_date, deadlines
from safermk_desktop.domain.regimes.editions import EVENTS, RULES

HOLIDAYS_2026 = frozenset(
    date.fromisoformat(day)
    for day in (
        "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28 2027-01-01"
    ).split()
)
WORKING = WorkingCalendar(HOLIDAYS_2026)
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2045, 12, 31))


@pytest.mark.parametrize(
    "day, months, due",
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-03-15", 1, "2026-04-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-08-26", 6, "2027-02-26"),
        ("2026-12-31", 2, "2027-02-28"),
    ],
)
def test_corresponding_date(day: str, months: int, due: str) -> None:
    assert corresponding_date(date.fromisoformat(day), months) == date.fromisoformat(due)


@given(DAYS, st.integers(min_value=1, max_value=24))
def test_corresponding_date_keeps_its_day_or_ends_the_month(day: date, months: int) -> None:
    due = corresponding_date(day, months)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == months
    assert due.day == day.day or (due.day < day.day and (due + timedelta(days=1)).day == 1)


@given(DAYS)
def test_work_by_is_the_last_working_day_on_or_before(day: date) -> None:
    found = WORKING.on_or_before(day)
    assert WORKING.is_working(found)
    assert not any(WORKING.is_working(found + timedelta(days=n)) for n in range(1, (day - found).days + 1))


@given(DAYS, st.integers(min_value=1, max_value=40))
def test_working_days_count_only_working_days(day: date, count: int) -> None:
    end = WORKING.after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert WORKING.is_working(end)
    assert sum(WORKING.is_working(one) for one in between) == count


@pytest.mark.parametrize(
    "day, work_by",
    [
        ("2026-12-25", "2026-12-24"),
        ("2026-04-03", "2026-04-02"),
        ("2026-12-28", "2026-12-24"),
        ("2026-02-28", "2026-02-27"),
    ],
)
def test_due_on_a_holiday_is_worked_for_before(day: str, work_by: str) -> None:
    assert WORKING.on_or_before(date.fromisoformat(day)) == date.fromisoformat(work_by)


def test_decision_and_report_dates_of_the_guidance() -> None:
    events = {"notified": date(2026, 1, 31), "decided": date(2026, 8, 31)}
    found = {d.rule.id: d for d in deadlines(RULES["dhr_2016"], events, WORKING)}
    assert found["decision"].due == date(2026, 2, 28)
    assert found["decision"].work_by == date(2026, 2, 27)
    assert found["decision"].rule.basis is Basis.GUIDANCE
    assert found["report"].due == date(2027, 2, 28)


def test_a_duty_without_a_day_stands_last_and_is_statute() -> None:
    events = dict.fromkeys(EVENTS["dhr_2016"], date(2026, 3, 2))
    found = deadlines(RULES["dhr_2016"], events, WORKING)
    assert (found[-1].rule.id, found[-1].due, found[-1].rule.basis) == ("commissioner_copy", None, Basis.STATUTE)
    dated = [d.due for d in found if d.due]
    assert dated == sorted(dated)


@pytest.mark.parametrize("regime", sorted(RULES))
def test_every_rule_rests_on_an_event_of_its_regime_and_names_its_source(regime: str) -> None:
    for rule in RULES[regime]:
        assert rule.base in EVENTS[regime]
        assert rule.source
        assert rule.why
        assert rule.duty


def test_channel_reviews_after_exit() -> None:
    events = {"exited": date(2026, 8, 31), "adopted": date(2026, 11, 30)}
    found = {d.rule.id: d.due for d in deadlines(RULES["channel_2023"], events, WORKING)}
    assert found["exit_review_6"] == date(2027, 2, 28)
    assert found["exit_review_12"] == date(2027, 8, 31)
    assert found["reassessment"] == date(2027, 2, 28)


def test_dardr_carries_the_clocks_over_and_says_so() -> None:
    events = dict.fromkeys(EVENTS["dardr_2024"], date(2026, 3, 2))
    carried = {d.rule.id: d.due for d in deadlines(RULES["dardr_2024"], events, WORKING)}
    assert carried == {d.rule.id: d.due for d in deadlines(RULES["dhr_2016"], events, WORKING)}
    dated = [rule for rule in RULES["dardr_2024"] if rule.basis is not Basis.STATUTE]
    assert all("carried over" in rule.source for rule in dated)
