from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from safermk_desktop.domain.doctor import Checked, Facts, State, examine

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
WELL = Checked(name="reviews", pages=True, chain=True, anchors=True, first_fault="", trustworthy="")
GOOD = Facts(
    now=NOW,
    checked=(WELL,),
    orphans=0,
    cases=4,
    proved_at=NOW - timedelta(hours=3),
    unproved=0,
    is_backup_beside=False,
    drilled_at=NOW - timedelta(days=20),
    space=State.GREEN,
    space_why="200 GB free.",
    place="",
    openers=(2, 2, 2),
    has_shares=True,
    overdue="",
    last_entry_at=NOW - timedelta(minutes=1),
)


def line(facts: Facts, subject: str) -> tuple[State, str, str]:
    return next((one.state, one.why, one.do) for one in examine(facts) if one.id == subject)


def test_a_vault_that_is_well_is_green_and_asks_for_nothing() -> None:
    assert {one.state for one in examine(GOOD)} == {State.GREEN}
    assert not any(one.do for one in examine(GOOD))
    assert all(one.why.endswith(".") for one in examine(GOOD))


@pytest.mark.parametrize(
    ("change", "subject", "state"),
    [
        ({"checked": (replace(WELL, pages=False, first_fault="Page 3 does not fit."),)}, "integrity", State.RED),
        ({"checked": (replace(WELL, chain=False, first_fault="Entry 7 does not fit."),)}, "chain", State.RED),
        ({"checked": (replace(WELL, anchors=False, first_fault="It was rolled back."),)}, "anchors", State.RED),
        ({"checked": (replace(WELL, anchors=None),)}, "anchors", State.AMBER),
        ({"orphans": 1}, "orphans", State.RED),
        ({"proved_at": None}, "backups", State.RED),
        ({"proved_at": None, "cases": 0}, "backups", State.AMBER),
        ({"proved_at": NOW - timedelta(days=3)}, "backups", State.AMBER),
        ({"proved_at": NOW - timedelta(days=15)}, "backups", State.RED),
        ({"is_backup_beside": True}, "backups", State.AMBER),
        ({"proved_at": NOW + timedelta(days=900)}, "backups", State.RED),
        ({"last_backup_at": NOW + timedelta(days=900)}, "clock", State.RED),
        ({"last_backup_at": NOW - timedelta(minutes=5)}, "clock", State.GREEN),
        ({"drilled_at": None}, "drill", State.RED),
        ({"drill_fault": "Opened, and this does not fit: reviews."}, "drill", State.RED),
        ({"drilled_at": None, "cases": 0}, "drill", State.AMBER),
        ({"drilled_at": NOW - timedelta(days=91)}, "drill", State.AMBER),
        ({"drilled_at": NOW - timedelta(days=366)}, "drill", State.RED),
        ({"space": State.RED}, "space", State.RED),
        ({"space": State.AMBER}, "space", State.AMBER),
        ({"place": "The vault lies in a folder of OneDrive."}, "place", State.AMBER),
        ({"openers": (1, 2), "has_shares": False}, "slots", State.RED),
        ({"openers": (1, 2)}, "slots", State.AMBER),
        ({"has_shares": False}, "slots", State.AMBER),
        ({"overdue": "An exported file should have been deleted by 1 May 2026."}, "exports", State.AMBER),
        ({"last_entry_at": NOW + timedelta(hours=1)}, "clock", State.RED),
    ],
)
def test_each_fault_shows_in_its_line_and_in_no_other(change: dict[str, Any], subject: str, state: State) -> None:
    found = {one.id: one.state for one in examine(replace(GOOD, **change))}
    assert found.pop(subject) is state
    assert set(found.values()) == {State.GREEN}


def test_a_fault_is_told_with_what_is_still_trustworthy() -> None:
    bad = replace(WELL, chain=False, first_fault="Entry 7 does not fit.", trustworthy="Entries 1 to 6 fit.")
    _, why, do = line(replace(GOOD, checked=(WELL, bad)), "chain")
    assert why == "reviews: Entry 7 does not fit. Entries 1 to 6 fit."
    assert do
