"""An act on one case takes no record of another, and of a live matter of the police nothing more is kept."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from safermk_desktop.domain.channel.exits import HoldReason
from safermk_desktop.domain.channel.panel import AgendaItem, CaseActionStatus, Outcome
from safermk_desktop.domain.channel.referral import GatewayAnswer, ReturnState
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.errors import EntryInvalid, RecordUnknown
from safermk_desktop.services.channel import (
    convening,
    gatewaying,
    leaving,
    papering,
    prevent_drafts,
    showing,
    supporting,
    voting,
)
from safermk_desktop.services.channel.files import PREVENT
from safermk_desktop.services.session import Session
from tests.services.channel import walking

Members = dict[str, RecordId]
DAY = date(2026, 3, 2)


WITHOUT_CASE: Final = frozenset({"meeting_id", "member_id", "template_id", "invited"})
"""Ids of what is of no one case: the panel's members, its meetings, the templates."""


def taking() -> Iterator[str]:
    """Every act on a Channel case that is given the id of a record of a case beside the case itself."""
    for path in sorted(Path(voting.__file__).parent.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            given = {one.arg: ast.unparse(one.annotation or one) for one in (*node.args.args, *node.args.kwonlyargs)}
            if given.get("session") != "Session" or "case_id" not in given:
                continue
            if any("RecordId" in kind and name not in WITHOUT_CASE for name, kind in given.items()):
                yield node.name


@pytest.fixture
def other(session: Session, members: Members) -> dict[str, RecordId]:
    """The records of a case that is not the one acted on."""
    case = walking.refer(session, names=("Linnet Oakes",), published="Person B")
    objective = walking.to_support(session, case, members)
    with session.vault.reading(PREVENT) as work:
        item = work.of_case(AgendaItem, case)[-1].id
    meeting = convening.meetings(session)[0].id
    action = voting.add_case_action(
        session, case, meeting, voting.NewAction(text="Ring the school.", owner="A", agency="B", due_on=DAY)
    )
    return {
        "objective": objective,
        "item": item,
        "guest": convening.invite_guest(session, case, item, name="T. Vole", agency="School", role="Tutor"),
        "action": action,
        "request": gatewaying.ask_partner(session, case, organisation="Housing", asked_on=DAY),
        "hold": leaving.place_hold(session, case, reason=HoldReason.INQUEST, words="An inquest."),
        "transfer": leaving.transfer_out(session, case, other_panel="West", asked_on=DAY, reason="Moved."),
    }


def test_no_act_takes_a_record_of_another_case(
    session: Session, channel: ChannelId, members: Members, other: dict[str, RecordId]
) -> None:
    walking.to_support(session, channel, members)
    chair = next(iter(members.values()))
    acts: dict[str, Callable[[], object]] = {
        "record_contact": lambda: supporting.record_contact(
            session, channel, other["objective"], happened_on=DAY, by="R. Fenn", was_delivered=True
        ),
        "record_progress": lambda: supporting.record_progress(session, channel, other["objective"], progress="Well."),
        "invite_guest": lambda: convening.invite_guest(session, channel, other["item"], name="T", agency="S", role="R"),
        "record_guest": lambda: convening.record_guest(session, channel, other["guest"], came=True, has_signed=True),
        "declare_conflict": lambda: convening.declare_conflict(session, channel, other["item"], chair),
        "decide": lambda: voting.decide(session, channel, other["item"], walking.decided(Outcome.CONTINUE, members)),
        "end_action": lambda: voting.end_action(
            session, channel, other["action"], status=CaseActionStatus.DONE, on=DAY, outcome="Done."
        ),
        "settle_return": lambda: gatewaying.settle_return(
            session, channel, other["request"], state=ReturnState.RECEIVED, on=DAY
        ),
        "lift_retention_hold": lambda: leaving.lift_retention_hold(session, channel, other["hold"]),
        "accept_transfer": lambda: leaving.accept_transfer(
            session, channel, other["transfer"], accepted_on=DAY, accepted_by="Chair"
        ),
        "write_pack": lambda: papering.write_pack(session, channel, other["item"]),
        "write_minutes": lambda: papering.write_minutes(session, channel, other["item"]),
    }
    assert acts.keys() == set(taking()), "every act on a case that takes an id is tried"
    before = len(session.vault.trail(PREVENT))
    for act in acts.values():
        with pytest.raises(RecordUnknown):
            act()
    assert len(session.vault.trail(PREVENT)) == before, "what was refused is no act"


def test_a_draft_of_another_case_is_neither_replaced_nor_removed(
    session: Session, channel: ChannelId, other: dict[str, RecordId]
) -> None:
    assert other
    second = walking.refer(session)
    what = prevent_drafts.PreventUnfinished(
        form="a", about="", title="A", address="a", case_id=second, entries={"a": "kept"}
    )
    kept = prevent_drafts.keep_prevent_draft(session, what)
    (held,) = (one for one in prevent_drafts.prevent_drafts(session) if one.id == kept)
    mine = replace(what, case_id=channel, entries={"a": "other"})
    with pytest.raises(RecordUnknown):
        prevent_drafts.keep_prevent_draft(session, mine, draft_id=kept)
    with pytest.raises(RecordUnknown):
        prevent_drafts.drop_prevent_draft(session, replace(held, what=mine))
    assert held in prevent_drafts.prevent_drafts(session)


def test_of_a_live_matter_no_guest_and_no_conflict_is_kept(
    session: Session, channel: ChannelId, members: Members, tmp_path: Path
) -> None:
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    guest = convening.invite_guest(session, channel, item, name="T. Vole", agency="School", role="Tutor")
    pack = papering.write_pack(session, channel, item)
    walking.gateway(session, channel, GatewayAnswer.NOT_PROGRESSED)
    assert walking.state(session, channel) == "X3"
    for act in (
        lambda: convening.record_guest(session, channel, guest, came=True, has_signed=True),
        lambda: convening.declare_conflict(session, channel, item, next(iter(members.values()))),
        lambda: convening.invite_guest(session, channel, item, name="V", agency="S", role="R"),
        lambda: papering.write_pack(session, channel, item),
        lambda: papering.export_channel_paper(session, pack, tmp_path, purpose="Panel", member_id=guest),
    ):
        with pytest.raises(EntryInvalid, match="Nothing more is kept"):
            act()
    assert showing.channel_overview(session, channel).file.case.state == "X3"
