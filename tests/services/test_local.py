"""What the partnership sets for itself: its names, its bank holidays, and the day from which s.8A applies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.errors import EntryInvalid, EntryMissing, RoleRefused
from safermk_desktop.services import holidays, queries
from safermk_desktop.services.duty_calendar import duty_calendar
from safermk_desktop.services.partnership import PNG, change_partnership, logo, set_logo
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from tests.services.conftest import CHEAP, PASSPHRASE, notify

EXTRA = date(2026, 3, 5)


def common(session: Session) -> list[str]:
    return [entry.what for entry in session.vault.trail(Compartment.COMMON)]


def test_the_names_hold_at_once_and_after_the_next_unlock(tmp_path: Path, clock: StoryClock) -> None:
    door = bootstrap.door(clock, CHEAP)
    door.create(tmp_path / "v.smkv", person="A. Officer", role=Role.HEAD, passphrase=PASSPHRASE)
    vault = door.open(tmp_path / "v.smkv", person=None, passphrase=PASSPHRASE)
    session = bootstrap.open_session(vault, clock)
    wanted = replace(session.partnership, name="Northmere Partnership", web="www.northmere.example/reviews")
    change_partnership(session, wanted, dardr_from=date(2027, 1, 4))
    assert session.partnership == wanted
    entry = vault.trail(Compartment.COMMON)[-1]
    assert entry.what == "partnership changed"
    assert "name: MK Together Safeguarding Partnership to Northmere Partnership" in entry.why
    assert "dardr_from: not set to 2027-01-04" in entry.why
    change_partnership(session, wanted, dardr_from=date(2027, 1, 4))
    assert vault.trail(Compartment.COMMON)[-1] == entry
    vault.close()
    again = door.open(tmp_path / "v.smkv", person=None, passphrase=PASSPHRASE)
    opened = bootstrap.open_session(again, clock)
    assert (opened.partnership, opened.local.dardr_from) == (wanted, date(2027, 1, 4))
    again.close()


@pytest.mark.parametrize("fault", [{"web": "javascript:x"}, {"web": "two words"}, {"printed_name": "XYZ"}])
def test_what_cannot_be_is_refused(session: Session, fault: dict[str, str]) -> None:
    before = common(session)
    with pytest.raises(EntryInvalid):
        change_partnership(session, replace(session.partnership, **fault), dardr_from=None)
    with pytest.raises(EntryMissing):
        change_partnership(session, replace(session.partnership, name=" "), dardr_from=None)
    assert common(session) == before


def test_a_logo_is_a_small_png(session: Session) -> None:
    with pytest.raises(EntryInvalid):
        set_logo(session, b"GIF89a")
    with pytest.raises(EntryInvalid):
        set_logo(session, PNG + bytes(300_000))
    set_logo(session, PNG + b"x")
    assert logo(session) == PNG + b"x"
    set_logo(session, b"")
    assert logo(session) == b""


def test_a_case_notified_on_the_day_or_later_opens_under_section_8a(session: Session, clock: StoryClock) -> None:
    old = notify(session, "DHR-2026-01")
    change_partnership(session, session.partnership, dardr_from=date(2026, 3, 3))
    before = notify(session, "DHR-2026-02")
    change_partnership(session, session.partnership, dardr_from=date(2026, 3, 2))
    after = notify(session, "DHR-2026-03")
    kept = [queries.case_file(session, case).case.regime for case in (old, before, after)]
    assert kept == ["dhr_2016", "dhr_2016", "dardr_2024"]


def test_a_proclaimed_day_is_no_working_day_until_it_is_taken_back(session: Session) -> None:
    notify(session)
    due = next(row.duty.due for row in duty_calendar(session) if row.duty.key == "acknowledge")
    assert due == date(2026, 3, 9)
    holidays.add_holiday(session, EXTRA, why="Proclaimed for the jubilee")
    assert next(row.duty.due for row in duty_calendar(session) if row.duty.key == "acknowledge") == date(2026, 3, 10)
    row = next(row for row in holidays.holidays(session) if row.day == EXTRA)
    assert (row.change, row.why, row.who) == ("added", "Proclaimed for the jubilee", "A. Officer")
    assert row.at.startswith("2026-03-02")
    holidays.remove_holiday(session, EXTRA, why="It was a mistake")
    assert EXTRA not in {row.day for row in holidays.holidays(session)}
    assert session.calendar == session.local.shipped
    entry = session.vault.trail(Compartment.COMMON)[-1]
    assert entry.why == "2026-03-05 removed: It was a mistake"


def test_a_shipped_day_is_taken_out_and_put_back(session: Session) -> None:
    friday = date(2026, 4, 3)
    holidays.remove_holiday(session, friday, why="Moved")
    assert session.calendar.is_working(friday)
    assert next(row for row in holidays.holidays(session) if row.day == friday).change == "removed"
    holidays.add_holiday(session, friday, why="Not moved after all")
    assert session.calendar == session.local.shipped


def test_days_that_change_nothing_are_refused(session: Session) -> None:
    for day in (date(2026, 3, 7), date(2026, 4, 3)):
        with pytest.raises(EntryInvalid):
            holidays.add_holiday(session, day, why="x")
    with pytest.raises(EntryInvalid):
        holidays.remove_holiday(session, EXTRA, why="x")
    with pytest.raises(EntryMissing):
        holidays.add_holiday(session, EXTRA, why=" ")
    assert "bank holidays changed" not in common(session)


def test_the_end_of_the_table_is_told_six_months_before(session: Session, clock: StoryClock) -> None:
    assert holidays.table_end(session) == date(2045, 12, 31)
    clock.turn_to(date(2045, 6, 30))
    assert holidays.end_warning(session) == ""
    clock.turn_to(date(2045, 7, 1))
    assert holidays.end_warning(session).startswith("The table of bank holidays ends on 31 December 2045.")


@pytest.mark.parametrize(
    "act",
    [
        lambda session: change_partnership(session, session.partnership, dardr_from=date(2027, 1, 1)),
        lambda session: set_logo(session, PNG),
        lambda session: holidays.add_holiday(session, EXTRA, why="x"),
        lambda session: holidays.remove_holiday(session, date(2026, 4, 3), why="x"),
    ],
)
def test_only_the_head_changes_it(session: Session, clock: StoryClock, act: Callable[[Session], None]) -> None:
    session.vault.slots.add(
        person="B. Chair", role=Role.CHAIR, compartments=frozenset({Compartment.REVIEWS}), passphrase=PASSPHRASE + "2"
    )
    folder = session.vault.folder
    session.vault.close()
    vault = bootstrap.door(clock, CHEAP).open(folder, person="B. Chair", passphrase=PASSPHRASE + "2")
    other = bootstrap.open_session(vault, clock)
    before = common(other)
    with pytest.raises(RoleRefused):
        act(other)
    assert common(other) == before
    vault.close()
