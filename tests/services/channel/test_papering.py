"""Papers of Prevent: what leaves is a pack for somebody invited, or counts that were suppressed; each in the ledger."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.channel.governance import Extent
from safermk_desktop.domain.channel.panel import AgendaItem, Outcome, Route, Votes
from safermk_desktop.domain.channel.papers import ChannelPaperKind
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.errors import EntryInvalid, EntryMissing
from safermk_desktop.services.channel import convening, governing, papering, showing, voting
from safermk_desktop.services.channel.files import PREVENT
from safermk_desktop.services.session import Session
from tests.services.channel import walking
from tests.services.channel.walking import HEALTH

Members = dict[str, RecordId]


def text(session: Session, paper_id: RecordId) -> str:
    with session.vault.reading(PREVENT) as work:
        word = docx.Document(io.BytesIO(work.content(paper_id)))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


def test_a_pack_is_of_one_case_and_leaves_for_those_invited_alone(
    session: Session, channel: ChannelId, members: Members, tmp_path: Path, clock: StoryClock
) -> None:
    walking.to_consent(session, channel, members)
    clock.turn_to(date(2026, 4, 6))
    invited = {name: one for name, one in members.items() if name != HEALTH}
    item = walking.meet(session, channel, members)
    assert item
    with session.vault.reading(PREVENT) as work:
        held = work.get(AgendaItem, item)
    assert set(held.invited) == set(members.values())
    pack = papering.write_pack(session, channel, item)
    words = text(session, pack)
    assert "Last decision of the panel" in words
    assert "adopt" in words
    assert "(a) Consent is asked for" in words
    assert "Corwin" not in words
    with pytest.raises(EntryInvalid, match="invited"):
        papering.export_channel_paper(session, pack, tmp_path, purpose="Panel", recipient="Anybody")
    with pytest.raises(EntryInvalid, match="invited"):
        papering.export_channel_paper(session, pack, tmp_path, purpose="Panel", member_id=RecordId("0" * 32))
    member = next(iter(invited.values()))
    paper = papering.export_channel_paper(session, pack, tmp_path, purpose="Panel of April", member_id=member)
    assert (tmp_path / paper.file_name).exists()
    line = showing.prevent_ledger(session)[0].line
    assert (line.paper_id, line.sha256, line.purpose) == (paper.id, paper.sha256, "Panel of April")
    last = session.vault.trail(PREVENT, channel)[-1]
    assert (last.what, last.subject) == ("export_channel_paper", pack)


def test_a_case_record_never_leaves(session: Session, channel: ChannelId, tmp_path: Path) -> None:
    paper = papering.write_case_paper(session, channel, ChannelPaperKind.CASE_RECORD)
    with pytest.raises(EntryInvalid, match="Only suppressed counts"):
        papering.export_channel_paper(session, paper, tmp_path, purpose="Curious", recipient="A friend")
    assert not list(tmp_path.iterdir())


def test_what_is_not_on_record_is_not_written(session: Session, channel: ChannelId) -> None:
    for kind in (ChannelPaperKind.SUPPORT_PLAN, ChannelPaperKind.CLOSING_REPORT):
        with pytest.raises(EntryInvalid, match="nothing on record"):
            papering.write_case_paper(session, channel, kind)


def test_minutes_are_of_one_case_with_who_was_there_the_route_and_the_actions(
    session: Session, channel: ChannelId, members: Members, tmp_path: Path, clock: StoryClock
) -> None:
    walking.to_panel(session, channel)
    clock.turn_to(date(2026, 4, 13))
    item = walking.meet(session, channel, members)
    with pytest.raises(EntryInvalid, match="no minutes of it yet"):
        papering.write_minutes(session, channel, item)
    guest = convening.invite_guest(session, channel, item, name="T. Vole", agency="School", role="Tutor")
    convening.record_guest(session, channel, guest, came=True, has_signed=True)
    votes = Votes(for_it=tuple(one for one in members if one != HEALTH), against=(HEALTH,))
    made = walking.decided(Outcome.ADOPT, members, route=Route.MAJORITY, votes=votes, dissent="Would wait.")
    action = voting.NewAction(text="Write to the school.", owner="R. Fenn", agency=walking.LA, due_on=clock.today())
    voting.decide(session, channel, item, made, actions=(action,))
    paper = papering.write_minutes(session, channel, item)
    words = text(session, paper)
    for said in ("by the majority (section 37(6))", "Would wait.", "T. Vole, Tutor", "Write to the school.", HEALTH):
        assert said in words
    assert "Corwin" not in words
    assert "Person A" not in words
    held = papering.papers_of(session, channel)[-1]
    assert set(held.invited) == {*members.values(), guest}
    papering.export_channel_paper(session, paper, tmp_path, purpose="Minutes", member_id=guest)
    assert showing.prevent_ledger(session)[0].line.recipient == "T. Vole"


def test_an_agenda_lists_the_cases_that_its_member_is_invited_to_and_no_other(
    session: Session, channel: ChannelId, members: Members, tmp_path: Path, clock: StoryClock
) -> None:
    walking.to_panel(session, channel)
    other = walking.refer(session)
    walking.to_panel(session, other)
    clock.turn_to(date(2026, 5, 11))
    meeting = convening.plan_meeting(session, held_on=clock.today(), place="Civic office")
    health, education = members[HEALTH], members[walking.EDUCATION]
    convening.put_on_agenda(session, meeting, channel, purpose="Review", invited=(health,))
    convening.put_on_agenda(session, meeting, other, purpose="First discussion", invited=())
    with pytest.raises(EntryInvalid, match="invited to no case"):
        papering.write_agenda(session, meeting, education)
    paper = papering.write_agenda(session, meeting, health)
    words = text(session, paper)
    references = {row.case_id: row.reference for row in showing.channel_cases(session)}
    assert references[channel] in words
    assert references[other] not in words
    assert "Person" not in words
    with pytest.raises(EntryInvalid, match="invited"):
        papering.export_channel_paper(session, paper, tmp_path, purpose="Panel", member_id=education)
    papering.export_channel_paper(session, paper, tmp_path, purpose="Panel", member_id=health)


def test_a_file_outside_is_marked_as_deleted_once(
    session: Session, channel: ChannelId, members: Members, tmp_path: Path, clock: StoryClock
) -> None:
    walking.to_consent(session, channel, members)
    clock.turn_to(date(2026, 6, 8))
    pack = papering.write_pack(session, channel, walking.meet(session, channel, members))
    papering.export_channel_paper(session, pack, tmp_path, purpose="Panel", member_id=members[HEALTH])
    line = showing.prevent_ledger(session)[0].line
    papering.mark_paper_deleted(session, line.id)
    assert showing.prevent_ledger(session)[0].line.deleted_on == clock.today()
    with pytest.raises(EntryInvalid, match="already"):
        papering.mark_paper_deleted(session, line.id)


def test_the_assurance_statement_goes_to_word_with_each_standard(session: Session) -> None:
    statement = governing.begin_statement(session, year="2025/26")
    for number, item in enumerate(governing.statements(session)[0].items):
        partly = number == 0
        governing.answer_standard(
            session,
            item.id,
            extent=Extent.PARTLY if partly else Extent.FULLY,
            evidence="Minutes of the year",
            improvement="Name a deputy" if partly else "",
            owner="The head" if partly else "",
            due_on=date(2026, 9, 1) if partly else None,
        )
    words = text(session, papering.write_assurance(session, statement))
    assert "Met partly" in words
    assert "Nobody who was referred" in words
    assert "Name a deputy" in words
    assert words.count("Minutes of the year") == len(governing.statements(session)[0].items)
    governing.sign_statement(session, statement, signed_by="The chair")
    with pytest.raises(EntryInvalid, match="signed"):
        governing.answer_standard(
            session, governing.statements(session)[0].items[0].id, extent=Extent.FULLY, evidence="More"
        )


def test_a_statement_is_signed_only_when_each_standard_is_answered(session: Session) -> None:
    statement = governing.begin_statement(session, year="2026/27")
    with pytest.raises(EntryInvalid, match="Not answered yet"):
        governing.sign_statement(session, statement, signed_by="The chair")
    item = governing.statements(session)[0].items[0]
    with pytest.raises(EntryMissing, match="improvement"):
        governing.answer_standard(session, item.id, extent=Extent.NOT, evidence="None")


def test_the_panel_decides_each_kind_of_outcome_only_where_it_can(
    session: Session, channel: ChannelId, members: Members
) -> None:
    walking.to_panel(session, channel)
    with pytest.raises(EntryInvalid, match="cannot decide"):
        walking.decide(session, channel, members, Outcome.EXIT)
