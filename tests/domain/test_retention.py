from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.retention import DAILY, MONTHLY, WEEKLY, Dated, to_keep
from safermk_desktop.domain.summer_time import english_day

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def dated(hours: int, *, is_proved: bool = True, is_sealed_copy: bool = False, name: str = "") -> Dated:
    """One made so many hours ago."""
    made_at = NOW - timedelta(hours=hours)
    return Dated(id=name or f"b{hours}", made_at=made_at, is_proved=is_proved, is_sealed_copy=is_sealed_copy)


@st.composite
def histories(draw: st.DrawFn) -> list[Dated]:
    rows = draw(st.lists(st.tuples(st.integers(0, 24 * 900), st.booleans(), st.booleans()), max_size=60))
    return [
        dated(hours, is_proved=proved, is_sealed_copy=sealed, name=f"b{number}")
        for number, (hours, proved, sealed) in enumerate(rows)
    ]


def ordinary(backups: list[Dated]) -> list[Dated]:
    return [one for one in backups if one.is_proved and not one.is_sealed_copy]


def test_a_year_of_backups_every_half_hour() -> None:
    backups = [replace(dated(0), id=f"b{half}", made_at=NOW - timedelta(minutes=30 * half)) for half in range(20_000)]
    kept = to_keep(backups)
    days = [f"{day:%d.%m.%y}" for day in sorted(english_day(one.made_at) for one in backups if one.id in kept)]
    assert days[-7:] == [f"{day}.11.26" for day in range(16, 23)]
    assert days[:-7] == [
        *("31.12.25", "31.01.26", "28.02.26", "31.03.26", "30.04.26", "31.05.26", "30.06.26", "31.07.26", "31.08.26"),
        *("30.09.26", "25.10.26", "31.10.26", "01.11.26", "08.11.26", "15.11.26"),
    ]


def test_days_are_those_of_england() -> None:
    late = Dated(id="late", made_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC), is_proved=True)
    next_day = Dated(id="next", made_at=datetime(2026, 7, 2, 8, tzinfo=UTC), is_proved=True)
    assert to_keep([late, next_day]) == {"next"}


@given(histories())
def test_the_newest_proved_one_stays_and_no_more_than_24(backups: list[Dated]) -> None:
    kept, proved = to_keep(backups), ordinary(backups)
    assert kept <= {one.id for one in backups}
    if proved:
        assert max(proved, key=lambda one: (one.made_at, one.id)).id in kept
    assert sum(one.id in kept for one in proved) <= DAILY + WEEKLY + MONTHLY


@given(histories())
def test_thinning_again_changes_nothing(backups: list[Dated]) -> None:
    kept = to_keep(backups)
    assert to_keep([one for one in backups if one.id in kept]) == kept


@given(histories(), st.integers(0, 500))
def test_what_is_not_proved_pushes_nothing_out(backups: list[Dated], hours: int) -> None:
    kept = to_keep(backups)
    for is_sealed_copy in (False, True):
        more = dated(hours, is_proved=False, is_sealed_copy=is_sealed_copy, name="more")
        proved = {one.id for one in backups if one.is_proved}
        assert to_keep([*backups, more]) & proved == kept & proved
    part = replace(dated(hours, is_proved=False, name="more"), is_part_proved=True)
    assert to_keep([*backups, part]) & proved == kept & proved


@given(histories())
def test_each_of_the_last_days_weeks_and_months_has_its_newest(backups: list[Dated]) -> None:
    kept = to_keep(backups)
    proved = sorted(ordinary(backups), key=lambda one: (one.made_at, one.id), reverse=True)
    days = dict.fromkeys(english_day(one.made_at) for one in proved)
    for day in list(days)[:DAILY]:
        assert next(one for one in proved if english_day(one.made_at) == day).id in kept
    months = dict.fromkeys((day.year, day.month) for day in days)
    for month in list(months)[:MONTHLY]:
        newest = next(one for one in proved if (english_day(one.made_at).year, english_day(one.made_at).month) == month)
        assert newest.id in kept


@given(histories())
def test_what_was_not_proved_waits_and_sealed_copies_are_few(backups: list[Dated]) -> None:
    kept, proved = to_keep(backups), ordinary(backups)
    assert {one.id for one in backups if not one.is_proved and not one.is_sealed_copy} <= kept
    copies = [one for one in backups if one.is_sealed_copy and one.id in kept]
    assert len(copies) <= 3
    assert sum(one.is_proved for one in copies) <= 1
    if proved:
        newest = max(one.made_at for one in proved)
        assert all(copy.made_at > newest for copy in copies)
    elif any(one.is_sealed_copy for one in backups):
        assert copies


def test_a_copy_made_after_a_lock_goes_once_a_proved_backup_follows() -> None:
    copy = dated(5, is_proved=False, is_sealed_copy=True)
    assert to_keep([copy, dated(9)]) == {"b5", "b9"}
    assert to_keep([copy, dated(9), dated(2)]) == {"b2"}


def test_copies_that_wait_stay_as_the_first_and_the_last_after_what_is_proved() -> None:
    copies = [dated(hours, is_proved=False, is_sealed_copy=True) for hours in (9, 8, 7, 6)]
    parts = [replace(dated(hours, is_proved=False), is_part_proved=True) for hours in (5, 4, 3)]
    assert to_keep([*copies, *parts]) == {"b9", "b3"}
    assert to_keep([*copies, *parts, dated(7, is_sealed_copy=True, name="proved")]) == {"proved", "b6", "b3"}
    assert to_keep([*copies, *parts, dated(1)]) == {"b1"}


def test_the_place_in_the_chain_comes_before_a_clock_that_was_ahead() -> None:
    ahead = replace(dated(-24 * 1000, name="ahead"), place=4)
    then = replace(dated(3, name="then"), place=6)
    later = replace(dated(2, name="later"), place=8)
    copy = replace(dated(1, is_proved=False, is_sealed_copy=True, name="copy"), place=9)
    assert to_keep([ahead, then, later, copy]) == {"ahead", "later", "copy"}
    days = [replace(dated(24 * day, name=f"day {day}"), place=100 - day) for day in range(400)]
    assert "ahead" not in to_keep([ahead, *(replace(one, place=one.place + 1000) for one in days)])
