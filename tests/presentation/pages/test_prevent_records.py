"""Dates, numbers, papers, ledger and settings of Prevent in their windows, each act through its dialog."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.actions import ActionStatus
from safermk_desktop.domain.channel.governance import Heading
from safermk_desktop.domain.channel.panel import Outcome
from safermk_desktop.domain.channel.papers import ChannelPaperKind
from safermk_desktop.domain.channel.support import Consenter
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.prevent_case_page import PreventCasePage
from safermk_desktop.presentation.pages.prevent_dates_page import ALL, LATE, PreventDatesPage
from safermk_desktop.presentation.pages.prevent_meeting_page import PreventMeetingPage
from safermk_desktop.presentation.pages.prevent_numbers_page import PreventNumbersPage
from safermk_desktop.presentation.pages.prevent_page import PreventPage
from safermk_desktop.presentation.pages.prevent_records_page import PreventRecordsPage
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services import drafts
from safermk_desktop.services.channel import convening, governing, papering, showing, supporting, voting
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.test_one_compartment import words_of
from tests.presentation.pages.test_prevent_page import answer, dialog_of, enter, members, opened, press
from tests.services.channel import walking

__all__ = ["members"]

Members = dict[str, RecordId]


@pytest.fixture
def decided(session: Session, members: Members) -> ChannelId:
    """A case on which a panel has decided."""
    case_id = walking.refer(session)
    walking.to_consent(session, case_id, members)
    return case_id


def kinds(session: Session, case_id: ChannelId | None = None) -> list[ChannelPaperKind]:
    return [one.kind for one in papering.papers_of(session, case_id)]


def test_a_paper_of_the_case_is_written_and_given_to_somebody_invited_alone(
    qtbot: QtBot, context: PageContext, session: Session, decided: ChannelId, teller: RecordingTeller, tmp_path: Path
) -> None:
    page = opened(qtbot, context, PreventCasePage, decided)
    assert "Nothing is written yet." in words_of(page.papers_card)
    press(qtbot, page.papers_card, "Write a paper")
    answer(dialog_of(page), kind=ChannelPaperKind.SUPPORT_PLAN.value)
    assert kinds(session, decided) == [ChannelPaperKind.SUPPORT_PLAN]
    enter(qtbot, page.papers_card.table)
    assert "It stays in the vault" in teller.told[-1].text
    press(qtbot, page.papers_card, "Write the last minutes")
    dialog_of(page).save_button.click()
    assert kinds(session, decided)[-1] is ChannelPaperKind.CASE_MINUTES
    enter(qtbot, page.papers_card.table)
    dialog = dialog_of(page)
    assert "Outside the vault the file is not encrypted" in words_of(dialog)
    teller.path = None
    dialog.save_button.click()
    assert dialog.isVisible(), "no folder is no export"
    teller.path = tmp_path
    answer(dialog, purpose="Minutes for the file of the agency")
    line = showing.prevent_ledger(session)[0].line
    assert (line.purpose, line.case_id) == ("Minutes for the file of the agency", decided)
    assert len(list(tmp_path.glob("CH-*.docx"))) == 1
    assert "1 time" in words_of(page.papers_card)


def test_pack_agenda_and_minutes_go_to_a_member_from_the_meeting(
    qtbot: QtBot,
    context: PageContext,
    session: Session,
    decided: ChannelId,
    members: Members,
    clock: StoryClock,
    teller: RecordingTeller,
    tmp_path: Path,
) -> None:
    clock.turn_to(date(2026, 4, 6))
    meeting = convening.plan_meeting(session, held_on=clock.today(), place="Civic office")
    item = convening.put_on_agenda(session, meeting, decided, purpose="Review", invited=(members[walking.HEALTH],))
    page = opened(qtbot, context, PreventMeetingPage, meeting)
    press(qtbot, page.case_card, "Write the pack")
    dialog_of(page).save_button.click()
    assert kinds(session, decided) == [ChannelPaperKind.MEETING_PACK]
    teller.path = tmp_path
    press(qtbot, page.case_card, "Papers for one member")
    answer(dialog_of(page), member=members[walking.EDUCATION])
    assert "invited to no case" in words_of(dialog_of(page)), "who is invited to nothing gets nothing"
    answer(dialog_of(page), member=members[walking.HEALTH])
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.docx"))) == 2)
    assert [one.line.recipient for one in showing.prevent_ledger(session)] == [f"Member of {walking.HEALTH}"] * 2
    walking.attend(session, item, members)
    there = {name: one for name, one in members.items() if name != walking.EDUCATION}
    voting.decide(session, decided, item, walking.decided(Outcome.CONTINUE, there))
    page.arrive(meeting)
    press(qtbot, page.case_card, "Write the minutes")
    dialog_of(page).save_button.click()
    assert kinds(session, decided)[-1] is ChannelPaperKind.CASE_MINUTES


def test_the_dates_of_prevent_are_by_reference_and_lead_to_their_case_and_meeting(
    qtbot: QtBot, context: PageContext, session: Session, clock: StoryClock, members: Members, visited: list[str]
) -> None:
    page = opened(qtbot, context, PreventDatesPage)
    assert "No date yet." in words_of(page)
    case_id = walking.refer(session, born_on=date(2008, 7, 1))
    walking.to_consent(session, case_id, members)
    supporting.record_consent(
        session, case_id, walking.consent(session, consenter=Consenter.PARENT, young_person_view="Wants it.")
    )
    meeting = convening.plan_meeting(session, held_on=date(2026, 6, 1), place="Civic office")
    governing.add_plan_item(
        session, Heading.TRAINING, text="Train Corwin", lead_agency="LA", lead_role="", target_on=date(2026, 4, 1)
    )
    clock.turn_to(date(2026, 5, 4))
    page.arrive("")
    said = words_of(page)
    for words in ("Consent passes to the person", "Channel panel 2", "Prevent plan: Train Corwin", "CH-2026-001"):
        assert words in said
    assert "Person A" not in said
    page.safe_button.click()
    assert "Corwin" not in words_of(page)
    page.when_combo.setCurrentIndex(page.when_combo.findData(LATE))
    assert "Consent passes" not in words_of(page.dates_card)
    page.when_combo.setCurrentIndex(page.when_combo.findData(ALL))
    rows = showing.prevent_calendar(session)
    for want, address in (
        (next(one for one in rows if one.case_id), f"prevent/{case_id}/case"),
        (next(one for one in rows if one.meeting_id == meeting), f"prevent/{meeting}/meeting"),
    ):
        page.dates_card.row_activated.emit(want)
        assert visited[-1] == address


def test_numbers_are_shown_suppressed_written_given_and_refused_for_a_period_that_overlaps(
    qtbot: QtBot,
    context: PageContext,
    session: Session,
    clock: StoryClock,
    teller: RecordingTeller,
    tmp_path: Path,
) -> None:
    for _ in range(6):
        walking.refer(session)
    clock.turn_to(date(2026, 4, 7))
    page = opened(qtbot, context, PreventNumbersPage)
    assert (page.since_edit.day(), page.until_edit.day()) == (date(2025, 4, 1), date(2026, 3, 31))
    said = words_of(page)
    assert "No numbers are written yet" in said
    assert "[c] stands for a count that is held back" in said
    assert "counts held back." in said
    page.until_edit.setText("nonsense")
    page.show_button.click()
    assert page.until_error.isVisible()
    assert page.until_edit.text() == "nonsense", "nothing typed is lost"
    page.until_edit.set_day(date(2027, 1, 1))
    page.show_button.click()
    assert "lies in the future" in words_of(page)
    assert not page.write_button.isEnabled()
    page.until_edit.set_day(date(2026, 3, 31))
    page.show_button.click()
    page.write_button.click()
    assert "Written as Word and CSV" in page.page_banner.text()
    assert [one.file_name[-4:] for one in papering.papers_of(session)] == ["docx", ".csv"]
    teller.path = tmp_path
    enter(qtbot, page.papers_card.table)
    answer(dialog_of(page), recipient="Partnership board", purpose="Quarterly return")
    assert len(list(tmp_path.glob("*.csv"))) == 1
    page.since_edit.set_day(date(2025, 10, 1))
    qtbot.keyClick(page.since_edit, Qt.Key.Key_Return)
    assert "shares days with it" in page.page_banner.text()
    assert not page.write_button.isEnabled()


def test_ledger_papers_settings_and_tracker_are_in_one_place(
    qtbot: QtBot,
    context: PageContext,
    session: Session,
    clock: StoryClock,
    decided: ChannelId,
    members: Members,
    tmp_path: Path,
) -> None:
    page = opened(qtbot, context, PreventRecordsPage)
    said = words_of(page)
    for words in ("Nothing has left Prevent.", "None yet: the statement", "Not compared yet."):
        assert words in said
    clock.turn_to(date(2026, 4, 6))
    item = walking.meet(session, decided, members)
    pack = papering.write_pack(session, decided, item)
    papering.export_channel_paper(session, pack, tmp_path, purpose="Panel", member_id=members[walking.HEALTH])
    clock.turn_to(date(2026, 6, 1))
    page.arrive("")
    assert "1 file to be deleted outside by now" in words_of(page)
    enter(qtbot, page.ledger_card.table)
    dialog_of(page).save_button.click()
    assert showing.prevent_ledger(session)[0].line.deleted_on == clock.today()
    page.settings_card.row_activated.emit(("drift_days", 35))
    dialog = dialog_of(page)
    answer(dialog, number="often")
    assert "whole number" in words_of(dialog)
    answer(dialog, number="28")
    assert governing.prevent_settings(session)["drift_days"] == 28
    assert "The panel" in words_of(page.settings_card)
    press(qtbot, page, "Change the types of concern")
    answer(dialog_of(page), listed="Islamist\nislamist")
    assert "each of them once" in words_of(dialog_of(page))
    answer(dialog_of(page), listed="no identified ideology\nfixation on violence")
    assert governing.concerns(session) == ("no identified ideology", "fixation on violence")
    page.do("log_referral")
    assert "Fixation on violence" in words_of(dialog_of(page))
    dialog_of(page).reject()
    press(qtbot, page, "Compare with the national tracker")
    answer(dialog_of(page), listed="PCMT-55001\nPCMT-9")
    assert "Not kept here: PCMT-9." in words_of(page)


def test_an_action_of_the_plan_moves_ends_and_is_closed_and_every_heading_stands(
    qtbot: QtBot, context: PageContext, session: Session
) -> None:
    page = opened(qtbot, context, PreventPage)
    for heading in (Heading.TRAINING, Heading.COMMUNICATIONS):
        governing.add_plan_item(
            session, heading, text=f"Work on {heading}", lead_agency="LA", lead_role="", target_on=date(2026, 9, 1)
        )
    page.arrive("")
    assert words_of(page.plan_card).count("no action yet") == len(Heading) - 2
    press(qtbot, page.plan_card, "Move a date")
    answer(dialog_of(page), day="1 October 2026", reason="A post was vacant.", approver="The board")
    assert "date moved 1 time" in words_of(page.plan_card)
    press(qtbot, page.plan_card, "Complete an action")
    dialog = dialog_of(page)
    answer(dialog, outcome="Schools know how to refer.", evidence="Register", by="A. Officer")
    assert "Someone else" in words_of(dialog)
    answer(dialog, by="R. Fenn")
    press(qtbot, page.plan_card, "Close without completion")
    answer(dialog_of(page), reason="The grant ended.", approver="The board")
    items, _updates = governing.plan_items(session)
    assert [one.status for one in items] == [ActionStatus.COMPLETE_VERIFIED, ActionStatus.ABANDONED]
    page.plan_card.row_activated.emit(Heading.PLAN)
    answer(dialog_of(page), text="Refresh the plan", agency="LA", day="1 December 2026")
    assert governing.plan_items(session)[0][0].heading is Heading.PLAN


def test_what_was_typed_about_a_paper_is_a_draft_of_prevent(
    qtbot: QtBot, context: PageContext, session: Session, decided: ChannelId
) -> None:
    page = opened(qtbot, context, PreventCasePage, decided)
    page.do("add_case_action")
    dialog = dialog_of(page)
    answer(dialog, text="Ring the college")
    assert dialog.error_summary.isVisible()
    assert dialog.has_typed
    assert dialog.entries()["text_edit"] == "Ring the college"
    assert drafts.listed(session) == ()
    answer(dialog, owner="R. Fenn", agency="LA", day="1 April 2026")
    assert "Ring the college" in words_of(page.decision_card)


def test_large_text_in_a_small_window_keeps_the_new_pages_inside_it(
    qtbot: QtBot, context: PageContext, session: Session, theme: Theme, decided: ChannelId
) -> None:
    theme.change(scale=2.0)
    try:
        for kind in (PreventDatesPage, PreventNumbersPage, PreventRecordsPage):
            page = opened(qtbot, context, kind)
            page.resize(1060, 560)
            qtbot.wait(20)
            assert _fits(page), kind.__name__
    finally:
        theme.change(scale=1.0)


def _fits(page: QWidget) -> bool:
    """Whether nothing of the page lies beyond its right edge."""
    area = page.findChild(QScrollArea)
    inside = area.widget() if area else None
    return area is not None and inside is not None and inside.width() <= area.viewport().width()
