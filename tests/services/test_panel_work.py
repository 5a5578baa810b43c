"""The acts on the panel's work and on the organisations that all cases share."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.organisations import ContactRole, OrganisationKind
from safermk_desktop.domain.panel import PanelRole, SeatState
from safermk_desktop.domain.panel_work import Presence, QuorumRule
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.dhr_2016_papers import CHAIR_CRITERIA
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, RecordUnknown
from safermk_desktop.services import organisations, panel, panel_work, queries
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

DAY = date(2026, 3, 2)


def appoint(session: Session, case_id: CaseId, name: str, role: PanelRole = PanelRole.MEMBER) -> RecordId:
    return panel.appoint(
        session,
        case_id,
        role=role,
        name=name,
        post="Post",
        organisation=f"Agency of {name}",
        joined_on=DAY,
        agency_kind="" if role is PanelRole.CHAIR else "Police",
        independence="Stated.",
    )


def test_the_checklist_needs_a_chair_and_tells_what_has_no_evidence(session: Session, case_id: CaseId) -> None:
    evidence = {item.id: "Certificate." for item in CHAIR_CRITERIA}
    with pytest.raises(EntryInvalid, match="No independent chair"):
        panel_work.check_chair(session, case_id, checked_on=DAY, evidence=evidence)
    appoint(session, case_id, "Dr Quill", PanelRole.CHAIR)
    with pytest.raises(EntryMissing):
        panel_work.check_chair(session, case_id, checked_on=DAY, evidence={})
    with pytest.raises(EntryInvalid):
        panel_work.check_chair(session, case_id, checked_on=DAY, evidence={"hair": "Red"})
    panel_work.check_chair(session, case_id, checked_on=DAY, evidence=evidence | {"training": ""})
    file = queries.case_file(session, case_id)
    assert file.panel.checks[0].evidence()["training"] == ""
    assert file.panel.checks[0].evidence()["skills"] == "Certificate."


def test_employment_is_declared_with_its_dates(session: Session, case_id: CaseId) -> None:
    appoint(session, case_id, "Dr Quill", PanelRole.CHAIR)
    with pytest.raises(DateImpossible):
        panel_work.declare_employment(
            session, case_id, organisation="Police", post="Analyst", since=DAY, until=DAY - timedelta(days=1)
        )
    panel_work.declare_employment(
        session, case_id, organisation="Police", post="Analyst", since=date(2001, 1, 1), until=date(2005, 1, 1)
    )
    assert len(queries.case_file(session, case_id).panel.employments) == 1


def test_a_link_with_the_case_is_said_in_words(session: Session, case_id: CaseId) -> None:
    member = appoint(session, case_id, "Ferrant")
    with pytest.raises(EntryMissing):
        panel_work.declare(session, case_id, member, declared_on=DAY, is_independent=False, manages_no_one=True)
    panel.end_membership(session, case_id, member, left_on=DAY)
    with pytest.raises(EntryInvalid, match="has left"):
        panel_work.declare(session, case_id, member, declared_on=DAY, is_independent=True, manages_no_one=True)


def test_expertise_opens_a_seat_that_must_be_settled(session: Session, case_id: CaseId) -> None:
    said = {"reason": "The victim was deaf.", "source": "Panel"}
    with pytest.raises(EntryInvalid):
        panel_work.require_expertise(session, case_id, characteristic="height", agency_kind="Deaf service", **said)
    seat = panel_work.require_expertise(
        session, case_id, characteristic="disability", agency_kind="Deaf service", **said
    )
    file = queries.case_file(session, case_id)
    assert next(one.state for one in file.seats if one.id == seat) is SeatState.OPEN
    with pytest.raises(EntryInvalid):
        panel_work.require_expertise(session, case_id, characteristic="disability", agency_kind="Deaf service", **said)


def test_a_meeting_accounts_for_everybody_and_a_substitute_was_named(
    session: Session, case_id: CaseId, clock: StoryClock
) -> None:
    chair, one = appoint(session, case_id, "Dr Quill", PanelRole.CHAIR), appoint(session, case_id, "Ferrant")
    clock.turn_to(DAY + timedelta(days=7))
    held = DAY + timedelta(days=7)
    there = {chair: Presence.PRESENT, one: Presence.SUBSTITUTE}
    with pytest.raises(EntryInvalid, match="No substitute is named"):
        panel_work.record_meeting(session, case_id, held_on=held, place="By video", attendance=there)
    with pytest.raises(EntryInvalid, match="everybody"):
        panel_work.record_meeting(
            session, case_id, held_on=held, place="By video", attendance={chair: Presence.PRESENT}
        )
    with pytest.raises(EntryInvalid, match="another chair"):
        panel_work.name_substitute(session, case_id, chair, name="X", post="Y", since=held)
    panel_work.name_substitute(session, case_id, one, name="Calloway", post="Deputy", since=DAY)
    panel_work.name_substitute(session, case_id, one, name="Basham", post="Deputy", since=held)
    panel_work.record_meeting(session, case_id, held_on=held, place="By video", attendance=there)
    file = queries.case_file(session, case_id)
    assert [attended.person for attended in file.panel.attendance] == ["", "Basham"]
    before = panel_work.substitute_on(file, one, DAY)
    assert before is not None
    assert before.name == "Calloway"


def test_a_quorum_is_decided_and_never_assumed(session: Session, case_id: CaseId) -> None:
    assert queries.case_file(session, case_id).panel.quorum is None
    with pytest.raises(EntryInvalid):
        panel_work.set_quorum(session, case_id, rule=QuorumRule.NUMBER, number=1, reason="r", set_by="p")
    panel_work.set_quorum(session, case_id, rule=QuorumRule.HALF_OF_AGENCIES, number=9, reason="Agreed", set_by="Panel")
    quorum = queries.case_file(session, case_id).panel.quorum
    assert quorum is not None
    assert (quorum.rule, quorum.number) == (QuorumRule.HALF_OF_AGENCIES, 0)


def test_organisations_are_kept_once_with_successors_and_nothing_of_a_case(session: Session, case_id: CaseId) -> None:
    kind = OrganisationKind.HEALTH_BOARD
    group = organisations.put_organisation(session, name="Ouse CCG", kind=kind, since=date(2013, 4, 1))
    board = organisations.put_organisation(session, name="Ouse ICB", kind=kind, since=date(2022, 7, 1))
    with pytest.raises(EntryInvalid, match="entered already"):
        organisations.put_organisation(session, name="ouse icb", kind=kind)
    with pytest.raises(EntryInvalid, match="did not exist"):
        organisations.succeed(session, group, successor_id=board, took_over_on=date(2021, 1, 1))
    organisations.succeed(session, group, successor_id=board, took_over_on=date(2022, 7, 1))
    with pytest.raises(EntryInvalid, match="after itself"):
        organisations.succeed(session, board, successor_id=group, took_over_on=date(2023, 1, 1))
    found = organisations.directory(session)
    assert [one.name for one in found.on(date(2022, 6, 30))] == ["Ouse CCG"]
    assert [one.name for one in found.on(date(2022, 7, 1))] == ["Ouse ICB"]
    for entry in session.vault.trail(Compartment.COMMON):
        assert entry.case_id == ""
        assert case_id not in entry.subject


def test_posts_end_and_are_found_by_their_holder(session: Session) -> None:
    police = organisations.put_organisation(session, name="Ouse Police", kind=OrganisationKind.POLICE)
    post = organisations.put_post(
        session, police, role=ContactRole.IMR_AUTHOR, title="Author", holder="R. Petrie", since=DAY
    )
    with pytest.raises(DateImpossible):
        organisations.end_post(session, post, last_day=DAY - timedelta(days=1))
    organisations.end_post(session, post, last_day=DAY)
    found = organisations.directory(session)
    assert found.posts_on(police, DAY)
    assert not found.posts_on(police, DAY + timedelta(days=1))
    assert [one.name for one in found.found("petrie")] == ["Ouse Police"]
    with pytest.raises(RecordUnknown):
        organisations.end_organisation(session, RecordId("nobody"), last_day=DAY)
