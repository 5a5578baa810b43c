"""Who existed on a day, and who did the work of an organisation that had ended by then."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.organisations import (
    ContactRole,
    Organisation,
    OrganisationKind,
    Post,
    existing,
    held_on,
    on_that_day,
    took_over_on,
    would_circle,
)
from safermk_desktop.domain.record import CaseId, RecordId

FIRST = date(2013, 4, 1)
HANDED_OVER = date(2022, 7, 1)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def make(name: str, since: date | None, until: date | None = None, after: str = "") -> Organisation:
    return Organisation(
        id=RecordId(name),
        case_id=CaseId(""),
        name=name,
        kind=OrganisationKind.HEALTH_BOARD,
        since=since,
        until=until,
        successor_id=after,
        note="",
    )


GROUP = make("group", FIRST, HANDED_OVER - timedelta(days=1), "board")
BOARD = make("board", HANDED_OVER)


def test_the_group_is_offered_until_the_board_took_over() -> None:
    before, after = HANDED_OVER - timedelta(days=1), HANDED_OVER
    assert [one.name for one in existing((GROUP, BOARD), before)] == ["group"]
    assert [one.name for one in existing((GROUP, BOARD), after)] == ["board"]
    assert took_over_on(GROUP) == HANDED_OVER
    assert took_over_on(BOARD) is None


@given(DAYS)
def test_on_every_day_exactly_one_of_a_chain_does_the_work(day: date) -> None:
    found = existing((GROUP, BOARD), day)
    assert len(found) == (1 if day >= FIRST else 0)
    assert on_that_day((GROUP, BOARD), "group", day) == (found[0] if found else None)


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=6), DAYS)
def test_a_chain_of_successors_is_followed_to_who_stands_on_the_day(lengths: list[int], day: date) -> None:
    chain: list[Organisation] = []
    begins = date(2000, 1, 1)
    for number, length in enumerate(lengths):
        ends = begins + timedelta(days=length)
        last = number == len(lengths) - 1
        chain.append(
            make(str(number), begins, None if last else ends - timedelta(days=1), "" if last else str(number + 1))
        )
        begins = ends
    found = on_that_day(chain, "0", day)
    assert found is not None
    assert (found.since or day) <= day <= (found.until or day)


def test_what_ended_with_nobody_to_follow_and_a_circle_lead_nowhere() -> None:
    ended = make("ended", None, date(2020, 1, 1))
    assert on_that_day((ended,), "ended", date(2021, 1, 1)) is None
    assert on_that_day((ended,), "nobody", date(2021, 1, 1)) is None
    one, other = make("one", None, date(2020, 1, 1), "other"), make("other", None, date(2019, 1, 1), "one")
    assert on_that_day((one, other), "one", date(2021, 1, 1)) is None
    assert would_circle((GROUP, BOARD), "board", "group")
    assert not would_circle((GROUP, BOARD), "group", "board")


@given(DAYS, DAYS, DAYS)
def test_a_post_is_held_from_its_first_to_its_last_day(since: date, until: date, day: date) -> None:
    post = Post(
        id=RecordId("p"),
        case_id=CaseId(""),
        organisation_id="group",
        role=ContactRole.IMR_AUTHOR,
        title="Nurse",
        holder="A. Person",
        contact="",
        since=since,
        until=until,
    )
    assert bool(held_on((post,), "group", day)) == (since <= day <= until)
    assert held_on((post,), "board", day) == ()
