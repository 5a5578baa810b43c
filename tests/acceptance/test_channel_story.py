"""The invented Channel cases: through every state, each act on its day, with their papers. All people are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from safermk_desktop import bootstrap
from safermk_desktop.demo.channel_acts import Desk
from safermk_desktop.demo.channel_story import ADOPTED, FIRST, SECOND, THIRD, channel_story, play_channel
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.papers import ChannelPaperKind
from safermk_desktop.domain.regimes.channel_2023 import CHANNEL_2023
from safermk_desktop.services.channel import papering, showing
from safermk_desktop.services.ports import Role
from tests.services.conftest import CHEAP, PASSPHRASE


def test_the_cases_of_the_demo_come_through_every_state_with_their_papers(tmp_path: Path) -> None:
    story = channel_story()
    clock = StoryClock(story[0].on)
    door = bootstrap.door(clock, CHEAP)
    door.create(tmp_path / "story.smkv", person="A. Officer", role=Role.HEAD, passphrase=PASSPHRASE)
    vault = door.open(tmp_path / "story.smkv", person=None, passphrase=PASSPHRASE)
    desk = Desk(bootstrap.open_session(vault, clock))
    entered: dict[str, list[str]] = {}
    for act in story:
        clock.turn_to(act.on)
        for reference, _stage, state in play_channel(desk, act):
            entered.setdefault(reference, []).append(state.split()[0])
    every = {state for states in entered.values() for state in states}
    assert every == {state.id for state in CHANNEL_2023.states}
    assert entered[ADOPTED] == "C0 C1 C2 C3 C4 C5 C6 C7 C8 C9 C10".split()
    assert (entered[FIRST][-2:], entered[SECOND][-2:]) == (["X1", "C10"], ["X3", "C10"])
    assert entered[THIRD][-1] == "T1"
    rows = {row.reference: row for row in showing.channel_cases(desk.session)}
    assert [rows[name].referral_number for name in (FIRST, SECOND, THIRD)] == [1, 2, 3]
    assert not any(row.is_open for row in rows.values())
    adopted = showing.channel_overview(desk.session, desk.cases[ADOPTED]).file
    assert [one.done_on for one in adopted.after] == [date(2026, 1, 20), date(2026, 7, 16)]
    assert (adopted.case.status, adopted.retention[-1].keep_until) == (CaseStatus.CLOSED, date(2031, 7, 21))
    kinds = {one.kind for one in papering.papers_of(desk.session)}
    assert kinds == set(ChannelPaperKind) - {ChannelPaperKind.OTHER}
    assert vault.orphans() == 0
    assert all(one.pages and one.chain for one in vault.health())
    vault.close()
