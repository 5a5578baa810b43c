"""The invariants 1, 6, 7 and 8 of the domain notes, each as a test by its name. All people are invented."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.exits import ExitReason
from safermk_desktop.domain.channel.panel import Outcome, Route, Votes
from safermk_desktop.domain.channel.statistics import Period
from safermk_desktop.domain.channel.walking import AlarmKind
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.domain.record import CaseId, ChannelId, RecordId
from safermk_desktop.errors import CompartmentClosed, EntryInvalid, GateClosed, SafermkError
from safermk_desktop.services import backups, doctor, duty_calendar, exporting, ledger, queries, search
from safermk_desktop.services.channel import (
    assessing,
    convening,
    counting,
    governing,
    handing_out,
    leaving,
    papering,
    showing,
    supporting,
    voting,
)
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from tests.services.channel import walking
from tests.services.channel.conftest import channel, clock, members, session, shared
from tests.services.conftest import CHEAP, PASSPHRASE, notify

__all__ = ["channel", "clock", "members", "session", "shared"]

Members = dict[str, RecordId]
WORDS = "Corwin Ashgrove Person CH-2026 PCMT-55001 Stantonbury attack Mentoring".split()
YEAR = Period(since=date(2025, 4, 1), until=date(2026, 3, 1))
REVIEW_WORDS = "DHR-2026-09 Restricted Probation".split()


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Session]]:
    """Three people in one vault: one opens all, one the reviews alone, one Prevent alone. Each side has a case."""
    clock = StoryClock(date(2026, 3, 2))
    folder = tmp_path_factory.mktemp("walls") / "both.smkv"
    door = bootstrap.door(clock, CHEAP)
    door.create(folder, person="A. Head", role=Role.HEAD, passphrase=PASSPHRASE)
    vault = door.open(folder, person="A. Head", passphrase=PASSPHRASE)
    both = bootstrap.open_session(vault, clock)
    for person, own in (("R. Reviews", Compartment.REVIEWS), ("P. Prevent", Compartment.PREVENT)):
        vault.slots.add(person=person, role=Role.HEAD, compartments=frozenset({own}), passphrase=PASSPHRASE)
    notify(both)
    case = walking.refer(both)
    walking.to_support(both, case, walking.panel(both))
    papering.write_assurance(both, governing.begin_statement(both, year="2025/26"))
    vault.close()
    sessions: dict[str, Session] = {}
    vaults = []
    for person in ("R. Reviews", "P. Prevent"):
        copied = folder.with_name(f"{person[0]}.smkv")
        shutil.copytree(folder, copied)
        opened = door.open(copied, person=person, passphrase=PASSPHRASE)
        vaults.append(opened)
        sessions[person] = bootstrap.open_session(opened, clock)
    yield sessions
    for opened in vaults:
        opened.close()


def test_1_who_opens_the_reviews_alone_sees_no_channel_case_anywhere(apart: dict[str, Session], tmp_path: Path) -> None:
    session = apart["R. Reviews"]
    assert showing.channel_cases(session) == ()
    assert showing.channel_alarms(session) == ()
    assert showing.prevent_calendar(session) == ()
    assert showing.prevent_ledger(session) == ()
    period = Period(since=date(2020, 1, 1), until=date(2030, 1, 1))
    assert showing.prevent_statistics(session, period) == ((), ())
    for word in WORDS:
        assert showing.search_prevent(session, word) == ()
        assert search.cases(session, word) == ()
        assert not [one for one in search.records(session, word, 0) if one.kind.startswith(("channel", "referral"))]
    for act in (
        lambda: showing.channel_overview(session, ChannelId("x")),
        lambda: session.vault.trail(Compartment.PREVENT),
        lambda: session.vault.search(Compartment.PREVENT, "person"),
        lambda: walking.refer(session),
        lambda: counting.shown_numbers(session, YEAR),
        lambda: counting.write_statistics(session, YEAR),
        lambda: papering.papers_of(session),
        lambda: papering.write_agenda(session, RecordId("x"), RecordId("x")),
        lambda: handing_out.hand_out_packs(session, RecordId("x"), RecordId("x"), tmp_path, purpose="A test"),
        lambda: governing.plan_items(session),
        lambda: governing.statements(session),
        lambda: governing.prevent_settings(session),
        lambda: governing.tracker_checks(session),
        lambda: governing.tracker_references(session),
        lambda: convening.meetings(session),
        lambda: convening.panel_members(session),
        lambda: assessing.templates(session),
    ):
        with pytest.raises(CompartmentClosed):
            act()
    assert [row.reference for row in queries.caseload(session)] == ["DHR-2026-09"]
    assert said(session, tmp_path, WORDS) == set()


def test_1_who_opens_prevent_alone_sees_no_review_anywhere(apart: dict[str, Session], tmp_path: Path) -> None:
    session = apart["P. Prevent"]
    assert search.cases(session, "DHR") == ()
    assert search.records(session, "Restricted", 0) == ()
    for act in (
        lambda: queries.caseload(session),
        lambda: queries.references(session),
        lambda: queries.overview(session, CaseId("x")),
        lambda: ledger.ledger(session),
        lambda: session.vault.trail(Compartment.REVIEWS),
        lambda: session.vault.search(Compartment.REVIEWS, "DHR"),
        lambda: notify(session, "DHR-2026-10"),
    ):
        with pytest.raises(CompartmentClosed):
            act()
    assert [row.reference for row in showing.channel_cases(session)] == ["CH-2026-001"]
    found = {one.reference for one in showing.search_prevent(session, "Corwin")}
    assert found == {"CH-2026-001"}
    assert all("Corwin" not in one.excerpt for one in showing.search_prevent(session, "Cory"))
    assert said(session, tmp_path, REVIEW_WORDS) == set()
    own = (
        showing.prevent_calendar(session),
        showing.prevent_ledger(session),
        papering.papers_of(session),
        governing.plan_items(session),
        governing.tracker_references(session),
        counting.shown_numbers(session, YEAR),
    )
    assert showing.prevent_calendar(session)
    assert papering.papers_of(session)
    assert not [word for word in REVIEW_WORDS if word in repr(own)]


def test_1_the_doctor_counts_what_is_open_to_the_person_and_tells_of_no_more(apart: dict[str, Session]) -> None:
    for name in ("R. Reviews", "P. Prevent"):
        session = apart[name]
        lines = doctor.page(session, doctor.Surroundings(folder=session.vault.folder.parent / "none"), ())
        (backup,) = (one for one in lines if one.id == "backups")
        assert (backup.state.value, "1 case." in backup.why) == ("red", True), "each side has one of its own"


def said(session: Session, folder: Path, words: Sequence[str]) -> set[str]:
    """Which of the words stand in the export, the backup listing, the calendar of duties, the ledger or the log."""
    out = folder / "export"
    exporting.export_all(session, out, reason="A test", recipient="The tester")
    told = [
        "".join(
            path.read_text(encoding="utf-8")
            for path in sorted(out.rglob("*"))
            if path.suffix in {".json", ".csv", ".txt"}
        )
    ]
    place = folder / "backups"
    place.mkdir()
    told.append(repr(backups.backup_now(session, place, BackupReason.BY_HAND)))
    told.append(repr(backups.kept(session, place)))
    told += [repr(session.vault.trail(name)) for name in session.vault.compartments]
    told.append(repr(duty_calendar.duty_calendar(session)))
    if Compartment.REVIEWS in session.vault.compartments:
        told += [
            repr(ledger.ledger(session)),
            repr(queries.caseload(session)),
        ]
    everything = "\n".join(told)
    return {word for word in words if word in everything}


def test_6_a_channel_decision_is_saved_only_with_authority_and_police_and_the_chair_decides_only_without_a_majority(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    clock.turn_to(date(2026, 9, 1))
    walking.to_panel(session, channel)
    item = walking.meet(session, channel, members)
    for absent, section in ((walking.POLICE, "37(1)"), (walking.LA, "37(5)")):
        walking.attend(session, item, members, absent=(absent,))
        there = {name: one for name, one in members.items() if name != absent}
        with pytest.raises(GateClosed) as told:
            voting.decide(session, channel, item, walking.decided(Outcome.ADOPT, there))
        assert section in told.value.detail
    walking.attend(session, item, members)
    first, *rest = members
    majority = Votes(for_it=tuple(rest), against=(first,))
    made = walking.decided(Outcome.ADOPT, members, route=Route.CHAIR, votes=majority, dissent="No.")
    with pytest.raises(EntryInvalid, match="only where there is none"):
        voting.decide(session, channel, item, made)
    assert showing.channel_overview(session, channel).file.decisions == ()
    voting.decide(session, channel, item, replace(made, route=Route.MAJORITY))
    assert len(showing.channel_overview(session, channel).file.decisions) == 1


def test_7_support_starts_with_live_consent_and_a_withdrawal_moves_the_case_the_same_day(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    objective = walking.to_support(session, channel, members)
    clock.turn_to(date(2026, 3, 20))
    supporting.record_contact(session, channel, objective, happened_on=clock.today(), by="R. Fenn", was_delivered=True)
    supporting.withdraw_consent(session, channel, withdrawn_on=clock.today(), by="The person", reason="Has enough.")
    file = showing.channel_overview(session, channel).file
    assert (file.case.state, file.steps[-1].happened_on) == ("X4", clock.today())
    for day in (date(2026, 3, 20), date(2026, 3, 19)):
        with pytest.raises(GateClosed):
            supporting.record_contact(session, channel, objective, happened_on=day, by="R. Fenn", was_delivered=True)
    walking.fact(session, channel, "services_considered")
    clock.turn_to(date(2026, 4, 6))
    walking.decide(session, channel, members, Outcome.CLOSE)
    with pytest.raises(GateClosed, match="after 6 and 12 months"):
        walking.go(session, channel)
    walking.leave(session, channel, ExitReason.WITHDREW_CONSENT)
    assert walking.go(session, channel) == "C10"


def test_8_the_reviews_after_6_and_12_months_are_made_with_the_exit_and_survive_the_closing(
    session: Session, channel: ChannelId, members: Members, clock: StoryClock
) -> None:
    walking.to_support(session, channel, members)
    clock.turn_to(date(2026, 8, 31))
    walking.decide(session, channel, members, Outcome.EXIT)
    walking.go(session, channel)
    walking.leave(session, channel)
    file = showing.channel_overview(session, channel).file
    assert [(one.months, one.due_on) for one in file.after] == [(6, date(2027, 2, 28)), (12, date(2027, 8, 31))]
    leaving.close_early(session, channel, reason="Moved abroad.", approver="The head")
    clock.turn_to(date(2027, 3, 1))
    view = showing.channel_overview(session, channel)
    assert view.file.case.status is CaseStatus.CLOSED
    assert {one.rule.id for one in view.clocks} == {"exit_review_6", "exit_review_12"}
    assert [one.kind for one in view.alarms] == [AlarmKind.REVIEW_DUE]
    assert {day.on for day in showing.prevent_calendar(session) if day.case_id == channel} == {
        date(2027, 2, 28),
        date(2027, 8, 31),
        date(2032, 8, 31),
    }, "both reviews, and until when it is kept"
    walking.review(session, channel, 6)
    with pytest.raises(EntryInvalid, match="held already"):
        walking.review(session, channel, 6)
    clock.turn_to(date(2040, 1, 1))
    with pytest.raises(SafermkError, match="not held or set aside"):
        leaving.dispose(session, channel, approver="The head")
    with pytest.raises(EntryInvalid, match="another than the person at work"):
        leaving.set_review_aside(session, channel, 12, reason="Overtaken.", approver=session.person)
    leaving.set_review_aside(session, channel, 12, reason="Overtaken.", approver="The head")
    hold = leaving.place_hold(session, channel, reason=leaving.HoldReason.INQUIRY, words="A public inquiry.")
    with pytest.raises(EntryInvalid, match="hold"):
        leaving.dispose(session, channel, approver="The head")
    leaving.lift_retention_hold(session, channel, hold)
    with pytest.raises(EntryInvalid, match="another than the person at work"):
        leaving.dispose(session, channel, approver=session.person)
    leaving.dispose(session, channel, approver="The head")
    assert channel not in {row.case_id for row in showing.channel_cases(session)}
    assert session.vault.trail(Compartment.PREVENT, channel)[-1].what == "dispose"
    assert session.vault.orphans() == 0
