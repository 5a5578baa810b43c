"""The data of Channel: every state is reached and left, every gate and clock has its source, its owner and its test."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.channel.case import age_on, is_under_18
from safermk_desktop.domain.channel.conditions import CHANNEL_CONDITIONS
from safermk_desktop.domain.channel.panel import Capacity, ChannelMember, Route, Votes, route_refused
from safermk_desktop.domain.deadlines import Unit
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.domain.regimes.channel_2023 import CHANNEL_2023
from safermk_desktop.domain.regimes.channel_2023_clocks import EVENTS
from safermk_desktop.domain.regimes.channel_2023_lists import HEADINGS, SETTINGS
from safermk_desktop.domain.regimes.channel_2023_templates import OWN, VAF
from safermk_desktop.domain.regimes.editions import RULES

STATES = "C0 C1 C2 C3 C4 C5 C6 C7 C8 C9 X1 X2 X3 X4 C10 T1".split()
ACTS = frozenset(
    """
    log_referral record_gateway look_at_history ask_partner assess decide_section36 decide write_plan record_consent
    record_exit review_after_exit
    """.split()
)


def test_every_state_of_the_notes_is_there() -> None:
    assert [state.id for state in CHANNEL_2023.states] == STATES


def test_every_state_is_reached_and_none_is_a_dead_end() -> None:
    reached, waiting = {CHANNEL_2023.transferred, CHANNEL_2023.refused}, [CHANNEL_2023.states[0].id, "X4"]
    while waiting:
        state = CHANNEL_2023.state(waiting.pop())
        for way in state.ways:
            if way.to not in reached:
                reached.add(way.to)
                waiting.append(way.to)
        reached.add(state.id)
    assert reached == set(STATES)
    for state in CHANNEL_2023.states:
        assert state.is_final == (state.id in {"C10", "T1"})
        assert state.is_final or state.gate


def test_every_condition_has_a_sentence_a_source_an_owner_a_test_and_an_act() -> None:
    facts = {fact.kind for fact in CHANNEL_2023.facts}
    for state in CHANNEL_2023.states:
        for one in state.gate:
            assert one.unmet.endswith("."), one.test
            assert one.source, one.test
            assert one.owner, one.test
            assert one.test in CHANNEL_CONDITIONS
            kind = one.act.partition(":")[2]
            assert one.act in ACTS or kind in facts, one.act
        assert all(not way.when or way.when in CHANNEL_CONDITIONS for way in state.ways)


def test_every_clock_runs_from_an_event_of_the_contract_and_can_be_ended() -> None:
    assert CHANNEL_2023.rules == RULES["channel_2023"]
    assert {"reassessment", "exit_review_6", "exit_review_12"} <= {rule.id for rule in CHANNEL_2023.rules}
    for rule in CHANNEL_2023.rules:
        assert rule.base in EVENTS
        assert rule.done in CHANNEL_CONDITIONS
        assert not rule.needs or rule.needs in CHANNEL_CONDITIONS
        assert rule.unit is not Unit.NONE
        assert rule.source
    assert set(CHANNEL_2023.set_by.values()) <= SETTINGS.keys()
    assert all(
        rule.count == SETTINGS[CHANNEL_2023.set_by[rule.id]]
        for rule in CHANNEL_2023.rules
        if rule.id in CHANNEL_2023.set_by
    )


def test_the_plan_has_eight_headings_and_the_templates_their_factors() -> None:
    assert len(HEADINGS) == 8
    by_section = {
        name: sum(one.startswith(f"{name}|") for one in VAF.factors) for name in ("Engagement", "Intent", "Capability")
    }
    assert by_section == {"Engagement": 13, "Intent": 6, "Capability": 3}
    for text in (OWN, VAF):
        assert len({one.split("|")[1] for one in text.factors}) == len(text.factors)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2008-02-29", "2026-02-27", 17),
        ("2008-02-29", "2026-02-28", 18),
        ("2008-03-01", "2026-02-28", 17),
        ("2008-12-31", "2026-12-31", 18),
    ],
)
def test_a_birthday_counts_from_its_day(born: str, on: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(on)) == age
    assert is_under_18(date.fromisoformat(born), date.fromisoformat(on)) == (age < 18)


@given(st.lists(st.sampled_from("fan"), min_size=1, max_size=9), st.sampled_from(Route))
def test_one_route_and_no_other_fits_any_votes(votes: list[str], route: Route) -> None:
    agencies = [f"agency {number}" for number in range(len(votes))]
    voting = [member(name) for name in agencies]
    split = {kind: tuple(name for name, vote in zip(agencies, votes, strict=True) if vote == kind) for kind in "fan"}
    cast = Votes(for_it=split["f"], against=split["a"], abstained=split["n"])
    fits = [one for one in Route if not route_refused(one, cast, voting)]
    in_favour, against, count = votes.count("f"), votes.count("a"), len(votes)
    if in_favour == count:
        expected = [Route.UNANIMOUS]
    elif 2 * in_favour > count:
        expected = [Route.MAJORITY]
    else:
        expected = [] if 2 * against > count else [Route.CHAIR]
    assert fits == expected
    assert bool(route_refused(route, cast, voting)) == (route not in fits)


def member(agency: str) -> ChannelMember:
    return ChannelMember(
        id=RecordId(agency),
        case_id=ChannelId(""),
        capacity=Capacity.MEMBER,
        agency=agency,
        name="n",
        post="p",
        force="",
        since=date(2026, 1, 1),
    )
