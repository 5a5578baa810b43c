"""The Channel caseload and a case in their windows, each act through its dialog, on a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.channel.assessment import AssessmentStage
from safermk_desktop.domain.channel.panel import Outcome
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.presentation.changes import Change
from safermk_desktop.presentation.dialogs.entry_dialog import put_text
from safermk_desktop.presentation.dialogs.prevent_entry import CASE_FORMS, PreventEntry, act_words
from safermk_desktop.presentation.drafting import DraftDesk, keep_forms
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.case_heading import find_records
from safermk_desktop.presentation.pages.prevent_case_page import PreventCasePage
from safermk_desktop.presentation.pages.prevent_page import PreventPage
from safermk_desktop.presentation.places import all_places
from safermk_desktop.presentation.shell import Shell
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.cards import GateCard
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.services import drafts
from safermk_desktop.services.channel import convening, governing, prevent_drafts, showing
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk
from tests.presentation.pages.test_one_compartment import words_of
from tests.services.channel import walking

P = TypeVar("P", bound=Page)
OTHER = "lantern quarry mild otter"


@pytest.fixture
def members(session: Session) -> dict[str, RecordId]:
    return walking.panel(session)


def opened(qtbot: QtBot, context: PageContext, kind: type[P], about: str = "") -> P:
    page = kind(context)
    qtbot.addWidget(page)
    page.resize(1200, 620)

    def again(change: Change) -> None:
        page.arrive(about)

    context.changes.changed.connect(again)
    page.show()
    page.arrive(about)
    return page


def dialog_of(page: QWidget) -> PreventEntry:
    (found,) = [one for one in page.findChildren(PreventEntry) if one.isVisible()]
    return found


def answer(dialog: PreventEntry, **texts: str) -> None:
    """Type into the fields by their names and save."""
    for name, text in texts.items():
        field = next(
            field
            for field in (dialog.findChild(QWidget, f"{name}_edit"), dialog.findChild(QWidget, f"{name}_combo"))
            if field is not None
        )
        if isinstance(field, QComboBox):
            at = field.findData(text)
            field.setCurrentIndex(at) if at >= 0 else put_text(field, text)
        elif isinstance(field, QLineEdit | QPlainTextEdit):
            put_text(field, text)
    dialog.save_button.click()


def press(qtbot: QtBot, page: QWidget, words: str) -> None:
    """The button with these words that can be seen, once what was just laid out is shown."""
    qtbot.wait(10)
    buttons = [one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisibleTo(page)]
    assert buttons, words
    buttons[0].click()


def enter(qtbot: QtBot, table: DataTable) -> None:
    """Enter on the first row."""
    qtbot.wait(10)
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)


def state(session: Session, case_id: ChannelId) -> str:
    return showing.channel_overview(session, case_id).file.case.state


def test_a_referral_opens_a_case_from_the_caseload(
    qtbot: QtBot, context: PageContext, session: Session, visited: list[str]
) -> None:
    page = opened(qtbot, context, PreventPage)
    assert "No cases yet. A case begins with a referral." in words_of(page)
    assert "Nobody sits on the panel yet" in words_of(page)
    page.new_button.click()
    dialog = dialog_of(page)
    dialog.save_button.click()
    assert dialog.error_summary.isVisible()
    assert dialog.focusWidget() is not None
    filled = {"reference": "CH-2026-07", "names": "Corwin Ashgrove", "published": "Person Ashgrove"}
    answer(dialog, **filled, agency="College", concern="Talk of an attack.", area="Milton Keynes", lead="A. Officer")
    assert "must not hold a part of their name" in words_of(dialog)
    answer(dialog, published="Person K")
    (row,) = showing.channel_cases(session)
    assert row.reference == "CH-2026-07"
    assert visited == [f"prevent/{row.case_id}/case"]
    said = words_of(page)
    assert "Receive the outcome of the police gateway assessment, 9 Mar 2026 (local practice)" in said
    assert "C0 Referral received" in said
    assert "Not asked yet" in said


def test_the_caseload_says_duties_alarms_and_consent_and_safe_to_show_hides_who(
    qtbot: QtBot, context: PageContext, session: Session, clock: StoryClock, members: dict[str, RecordId]
) -> None:
    walking.to_support(session, walking.refer(session), members)
    clock.turn_to(date(2026, 5, 4))
    page = opened(qtbot, context, PreventPage)
    assert page.alarm_banner.text() == "1 case with an alarm that must not wait: CH-2026-001."
    said = words_of(page)
    for words in ("Given", "alarm", "Person A", "Review the support at panel", f"Member of {walking.HEALTH}"):
        assert words in said
    page.safe_button.click()
    qtbot.wait(20)
    assert context.safe_view.is_on
    assert page.safe_button.text() == "&Safe to show: on", "said in words, not by a colour"
    said = words_of(page)
    assert "CH-2026-001" in said
    assert "Person A" not in said
    assert "Member of" not in said


def test_large_text_in_a_small_window_keeps_duty_consent_and_alarms(
    qtbot: QtBot, context: PageContext, session: Session, theme: Theme
) -> None:
    walking.refer(session)
    theme.change(scale=2.0)
    page = opened(qtbot, context, PreventPage)
    qtbot.wait(20)
    headers = [one.header for one in page.cases_card._columns]
    assert headers == ["Reference", "Next duty", "Alarms"]
    assert not any(page.cases_card.table.isColumnHidden(at) for at in range(3))
    assert page.cases_card.table.columnWidth(1) > 300
    assert "C0, consent not asked yet" in words_of(page)
    theme.change(scale=1.0)


def test_a_panel_is_appointed_planned_and_given_its_agenda_from_the_page(
    qtbot: QtBot, context: PageContext, session: Session, members: dict[str, RecordId], visited: list[str]
) -> None:
    case_id = walking.refer(session)
    walking.to_panel(session, case_id)
    page = opened(qtbot, context, PreventPage)
    press(qtbot, page, "Appoint a member")
    answer(dialog_of(page), agency="Housing", name="W. Dray", post="Manager")
    assert len(convening.panel_members(session)) == len(members) + 1
    press(qtbot, page, "Plan a meeting")
    answer(dialog_of(page), day="9/3/2026", place="Civic office")
    press(qtbot, page, "Put a case on the agenda")
    answer(dialog_of(page), case=case_id, member2="no")
    (meeting,) = convening.meetings(session)
    (item,) = convening.meeting_view(session, meeting.id).items
    assert len(item.item.invited) == len(members)
    enter(qtbot, page.meetings_card.table)
    assert visited == [f"prevent/{meeting.id}/meeting"]


def test_a_long_list_of_meetings_keeps_what_comes_after_it_in_sight(
    qtbot: QtBot, context: PageContext, session: Session
) -> None:
    for day in range(3, 12):
        convening.plan_meeting(session, held_on=date(2026, 3, day), place="Civic office")
    page = opened(qtbot, context, PreventPage)
    table = page.meetings_card.table
    assert table.model().rowCount() == 6
    assert "11 Mar 2026" in table.model().index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    press(qtbot, page, "Show all 9 meetings")
    assert table.model().rowCount() == 9
    page.arrive("")
    assert table.model().rowCount() == 9


def test_a_case_walks_from_referral_to_panel_through_its_gate_card(
    qtbot: QtBot, context: PageContext, session: Session
) -> None:
    case_id = walking.refer(session)
    page = opened(qtbot, context, PreventCasePage, case_id)
    assert "The panel has not discussed the case yet." in words_of(page.decision_card)
    gate = page.findChild(GateCard)
    assert gate is not None
    for _ in range(2):
        press(qtbot, page.gate_card, "Record it")
        answer(dialog_of(page), detail="Looked at and written down.")
    press(qtbot, page.gate_card, "Move to Police gateway")
    assert state(session, case_id) == "C1"
    press(qtbot, page.gate_card, "Record the police answer")
    answer(dialog_of(page), answer="progress")
    press(qtbot, page.gate_card, "Move to Gathering information")
    press(qtbot, page.begin_card, "Ask a partner")
    answer(dialog_of(page), organisation="Mental health trust")
    press(qtbot, page.begin_card, "Record a return")
    answer(dialog_of(page), state="received")
    press(qtbot, page.assessment_card, "Assess")
    dialog = dialog_of(page)
    answer(dialog, overall="Some concern.", s1="2")
    assert "A factor that is present needs its evidence." in words_of(dialog)
    answer(dialog, s1_evidence="Seen at the college.")
    press(qtbot, page.gate_card, "Move to Section 36 decision")
    press(qtbot, page.gate_card, "Record the decision")
    answer(dialog_of(page), reasonable="yes", grounds="What the college saw.")
    press(qtbot, page.gate_card, "Move to First panel")
    assert state(session, case_id) == "C4"
    assert [step.state for step in page.process_rail.steps()][:5] == ["done"] * 4 + ["current"]


def test_consent_plan_contact_exit_and_reviews_through_the_page(
    qtbot: QtBot, context: PageContext, session: Session, clock: StoryClock, members: dict[str, RecordId]
) -> None:
    case_id = walking.refer(session)
    walking.to_panel(session, case_id)
    walking.decide(session, case_id, members, Outcome.ADOPT)
    assert walking.go(session, case_id) == "C5"
    page = opened(qtbot, context, PreventCasePage, case_id)
    assert "nobody has consented yet" in words_of(page.consent_card)
    press(qtbot, page.plan_card, "Write the plan")
    dialog = dialog_of(page)
    dialog.save_button.click()
    assert "The Act asks for this: section 36(5)." in words_of(dialog)
    stated = dict.fromkeys(("consent_how", "consent_when", "consent_by", "nature", "responsible"), "Stated.")
    answer(dialog, lead="R. Fenn", **stated, given_how="In person", given_when="Weekly")
    assert "(d) How it is given" in words_of(page.plan_card)
    press(qtbot, page.plan_card, "Add an objective")
    answer(dialog_of(page), need="Somebody to talk to", provider="R. Fenn", measure="Takes part")
    press(qtbot, page.consent_card, "Record consent")
    dialog = dialog_of(page)
    answer(dialog, name="The person", relationship="themselves")
    assert "It was not explained" in words_of(dialog)
    all_said = dict.fromkeys(("nature", "voluntary", "who_sees", "recording", "withdrawal", "retention"), "yes")
    answer(dialog, **all_said)
    press(qtbot, page.gate_card, "Move to In support")
    press(qtbot, page.contacts_card, "Record a contact")
    answer(dialog_of(page), by="R. Fenn")
    assert "Delivered" in words_of(page.contacts_card)
    clock.turn_to(date(2026, 6, 1))
    walking.assess(session, case_id, AssessmentStage.EXIT, 0)
    walking.decide(session, case_id, members, Outcome.EXIT)
    assert walking.go(session, case_id) == "C7"
    page.arrive(case_id)
    assert "0 higher, 19 lower, 0 the same" in page.picture.accessibleName()
    assert "Down 1" in words_of(page.assessment_card)
    press(qtbot, page.exit_card, "Record the exit")
    dialog = dialog_of(page)
    answer(dialog, report="Needs met.", onward="The college.", told="Told.")
    assert "a vote alone closes nothing" in words_of(dialog)
    answer(dialog, objective1="Takes part in a club.")
    assert "due on 1 December 2026" in words_of(page.exit_card)
    assert "due on 1 June 2027" in words_of(page.exit_card)
    clock.turn_to(date(2026, 12, 1))
    press(qtbot, page.exit_card, "Record the review")
    answer(dialog_of(page), contact="By phone", concern="None", words="All is well.")
    held = showing.channel_overview(session, case_id).file.after
    assert [one.done_on is not None for one in held] == [True, False]


def test_a_repeat_referral_shows_the_whole_history_before_it_goes_on(
    qtbot: QtBot, context: PageContext, session: Session, visited: list[str]
) -> None:
    first = walking.refer(session)
    walking.to_panel(session, first)
    second = walking.refer(session, same_as=first)
    page = opened(qtbot, context, PreventCasePage, second)
    assert page.number_tag.text() == "Referral 2"
    assert "the chair has not looked at the whole history" in words_of(page.alarms_card)
    press(qtbot, page.history_card, "Look at the whole history")
    dialog = dialog_of(page)
    told = dialog.explain_prose.plain_text()
    for words in ("CH-2026-001", "Repeated talk of a past attack", "Police gateway", "What the college saw."):
        assert words in told
    answer(dialog, words="The same worry, and it grows.")
    assert "The same worry" in words_of(page.history_card)
    enter(qtbot, page.history_card.table)
    assert visited == [f"prevent/{first}/case"]


def test_the_same_name_is_found_and_the_cases_are_joined(
    qtbot: QtBot, context: PageContext, session: Session, teller: RecordingTeller
) -> None:
    walking.refer(session)
    second = walking.refer(session)
    page = opened(qtbot, context, PreventCasePage, second)
    press(qtbot, page.facts_card, "Look for earlier referrals")
    dialog_of(page).save_button.click()
    assert teller.told[-1].text == "CH-2026-001, 2 March 2026: the same name and the same date of birth."
    press(qtbot, page.facts_card, "Same person as another case")
    dialog_of(page).save_button.click()
    assert page.number_tag.text() == "Referral 2"


def test_who_it_is_is_shown_for_a_reason_and_logged(
    qtbot: QtBot, context: PageContext, session: Session, teller: RecordingTeller
) -> None:
    case_id = walking.refer(session)
    page = opened(qtbot, context, PreventCasePage, case_id)
    assert "Corwin Ashgrove" not in words_of(page)
    page.person_button.click()
    answer(dialog_of(page), reason="To call the college.")
    assert "Corwin Ashgrove" in teller.told[-1].text
    assert session.vault.trail(Compartment.PREVENT)[-1].what == "see_person"
    assert "Corwin Ashgrove" not in words_of(page)
    page.safe_button.click()
    assert page.person_button.isHidden()


def test_an_override_and_a_closed_case(qtbot: QtBot, context: PageContext, session: Session) -> None:
    case_id = walking.refer(session)
    page = opened(qtbot, context, PreventCasePage, case_id)
    press(qtbot, page.gate_card, "Record an override")
    answer(dialog_of(page), reason="Urgent.", approver="H. Chair")
    assert state(session, case_id) == "C1"
    press(qtbot, page.facts_card, "Close early")
    answer(dialog_of(page), reason="The person died.", approver="H. Chair")
    assert page.gate_card.isHidden()
    assert page.state_banner.isVisible()
    qtbot.wait(20)
    assert "Ask a partner" not in words_of(page.begin_card), "nothing can be recorded any more"


def test_the_plan_and_the_statement_on_the_page(qtbot: QtBot, context: PageContext, session: Session) -> None:
    page = opened(qtbot, context, PreventPage)
    press(qtbot, page.plan_card, "Add an action")
    answer(dialog_of(page), heading="training", text="Staff handbook", agency="Council", day="1/12/2026")
    assert "1. Staff handbook" in words_of(page.plan_card)
    press(qtbot, page.statement_card, "Begin a statement")
    dialog_of(page).save_button.click()
    enter(qtbot, page.statement_card.table)
    dialog = dialog_of(page)
    answer(dialog, extent="partly", evidence="Chair and deputy are named.")
    assert dialog.isVisible(), "a standard met partly needs its improvement"
    answer(dialog, improvement="Name a deputy", owner="Head", day="1/6/2026")
    (view,) = governing.statements(session)
    assert len(view.open_items) == len(view.items) - 1


def test_what_is_typed_about_prevent_is_kept_in_prevent_and_comes_back(
    qtbot: QtBot, context: PageContext, session: Session
) -> None:
    case_id = walking.refer(session)
    page = opened(qtbot, context, PreventCasePage, case_id)
    page.do("fact:known_checked")
    detail = dialog_of(page).findChild(QPlainTextEdit, "detail_edit")
    assert detail is not None
    detail.setPlainText("Looked for by name.")
    assert keep_forms(session, page, f"prevent/{case_id}/case")
    assert drafts.listed(session) == ()
    (draft,) = prevent_drafts.prevent_drafts(session)
    assert draft.what.case_id == case_id
    window, banner = QWidget(), Banner()
    qtbot.addWidget(window)
    qtbot.addWidget(banner)
    window.show()
    DraftDesk(context, banner, window).offer()
    banner.asked.emit()
    again = dialog_of(window)
    assert again.entries()["detail_edit"] == "Looked for by name."
    again.save_button.click()
    assert prevent_drafts.prevent_drafts(session) == ()
    assert showing.channel_overview(session, case_id).file.fact("known_checked")


def test_every_act_that_a_gate_an_alarm_or_a_clock_names_has_a_button(session: Session) -> None:
    course = showing.channel_overview(session, walking.refer(session)).course
    acts = {one.act for state in course.states for one in state.gate} | {rule.act for rule in course.rules}
    own = {"look_at_history", "record_consent", "record_contact", "assess", "settle_return", "end_action", "dispose"}
    missing = {one for one in acts | own if not act_words(one)} - {"log_referral"}
    assert missing == set()
    assert own <= set(CASE_FORMS)


@pytest.fixture
def reviewer(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    """A person whose key opens the reviews alone, in a vault that has a Channel case."""
    with open_desk(tmp_path, teller) as found:
        walking.refer(found.session)
        found.session.vault.slots.add(
            person="R. Review",
            role=Role.SUPPORT_OFFICER,
            compartments=frozenset({Compartment.COMMON, Compartment.REVIEWS}),
            passphrase=OTHER,
        )
        found.session.vault.close()
        vault = found.context.application.door.open(found.session.vault.folder, person="R. Review", passphrase=OTHER)
        found.context = replace(found.context, session=replace(found.session, vault=vault))
        yield found
        vault.close()


def test_what_is_found_of_no_one_case_leads_to_the_page_of_prevent(session: Session) -> None:
    walking.panel(session)
    (hit,) = find_records(session, f"Member {walking.HEALTH}", 0)
    assert (hit.address, hit.safe_text) == ("prevent", "Prevent, channel member")
    assert hit.text.startswith("Prevent, channel member: ")


def test_without_the_prevent_slot_a_calm_sentence_and_no_count(reviewer: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, reviewer.context, PreventPage)
    said = words_of(page)
    assert "Your key slot does not open Prevent." in said
    assert page.new_button.isHidden()
    assert not page.acts()
    assert "CH-2026" not in said
    assert " open case" not in said
    shell = Shell(reviewer.context, all_places())
    qtbot.addWidget(shell)
    shell.show()
    shell.go("prevent/" + "a" * 32 + "/case")
    assert shell.address == "home"
    for part in ("dates", "numbers", "records"):
        shell.go(f"prevent/{part}")
        assert shell.address == "home", part
    assert "prevent" not in shell.navigation_rail._buttons
