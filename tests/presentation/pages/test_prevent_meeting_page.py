"""A meeting of the Channel panel in its window: by keyboard alone, counted, on a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.channel.panel import MeetingStatus, Outcome, Route
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.presentation.dialogs.prevent_entry import PreventEntry
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.prevent_case_page import PreventCasePage
from safermk_desktop.presentation.pages.prevent_meeting_page import PreventMeetingPage
from safermk_desktop.services.channel import convening, prevent_drafts, showing
from safermk_desktop.services.ports import Role
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.test_one_compartment import words_of
from tests.services.channel import walking
from tests.services.conftest import CHEAP, PASSPHRASE

FIRST, TODAY = date(2026, 3, 2), date(2026, 3, 9)
CASES = 20
MOST_KEYS = 12
NAME = "Cornelius Quenby"
Members = dict[str, RecordId]
Prepared = tuple[Session, StoryClock, Members, list[ChannelId]]


@pytest.fixture(scope="module")
def prepared(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Prepared]:
    """Twenty cases at their first panel, one of them in support; every second one has a guest."""
    clock = StoryClock(FIRST)
    folder = tmp_path_factory.mktemp("panel") / "test.smkv"
    door = bootstrap.door(clock, CHEAP)
    door.create(folder, person="A. Officer", role=Role.HEAD, passphrase=PASSPHRASE)
    vault = door.open(folder, person=None, passphrase=PASSPHRASE)
    session = bootstrap.open_session(vault, clock)
    members = walking.panel(session)
    cases = [walking.refer(session, names=(NAME,)) for _ in range(CASES)]
    for case_id in cases[1:]:
        walking.to_panel(session, case_id)
    walking.to_support(session, cases[0], members)
    clock.turn_to(TODAY)
    yield session, clock, members, cases
    vault.close()


class Keys:
    """Presses keys where the focus is, and counts them: a modifier is a key of its own."""

    def __init__(self, qtbot: QtBot, page: QWidget) -> None:
        self._qtbot, self._page = qtbot, page
        self.count = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1 + (modifier is not Qt.KeyboardModifier.NoModifier)
        target = self._page.window().focusWidget()
        assert target is not None, "the focus is never nowhere"
        self._qtbot.keyClick(target, key, modifier)

    def type(self, letters: str) -> None:
        for letter in letters:
            self.count += 1
            target = self._page.window().focusWidget()
            assert target is not None
            self._qtbot.keyClicks(target, letter)


@pytest.fixture
def session(prepared: Prepared) -> Session:
    prepared[1].turn_to(TODAY)
    return prepared[0]


@pytest.fixture
def cases(prepared: Prepared) -> list[ChannelId]:
    return prepared[3]


@pytest.fixture
def members(prepared: Prepared) -> Members:
    return prepared[2]


def meeting_of(session: Session, cases: list[ChannelId], members: Members, *, held_on: date) -> RecordId:
    meeting = convening.plan_meeting(session, held_on=held_on, place="Civic office")
    for at, case_id in enumerate(cases):
        item = convening.put_on_agenda(session, meeting, case_id, purpose="Discussion", invited=tuple(members.values()))
        if at % 2:
            convening.invite_guest(session, case_id, item, name="Ottilie Marsh", agency="College", role="Tutor")
    return meeting


@pytest.fixture
def shown(qtbot: QtBot, context: PageContext) -> PreventMeetingPage:
    page = PreventMeetingPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 620)
    page.show()
    page.activateWindow()
    return page


def open_meeting(page: PreventMeetingPage, meeting: RecordId) -> PreventMeetingPage:
    page.arrive(meeting)
    page.panes()[0].setFocus()
    return page


def test_a_panel_of_20_cases_by_keyboard_alone(
    shown: PreventMeetingPage, qtbot: QtBot, session: Session, cases: list[ChannelId], members: Members
) -> None:
    meeting = meeting_of(session, cases, members, held_on=TODAY)
    page = open_meeting(shown, meeting)
    spent: list[int] = []
    for at in range(CASES):
        assert page.place_tag.text() == f"Case {at + 1} of {CASES}"
        keys = Keys(qtbot, page)
        keys.type("p")
        keys.type("1")
        keys.type("2")
        keys.press(Qt.Key.Key_Return)
        keys.press(Qt.Key.Key_Return)
        spent.append(keys.count)
        assert page.done_tag.text() == "Decided"
        if at < CASES - 1:
            onward = Keys(qtbot, page)
            onward.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
            assert onward.count <= 2, "two keys to the next case"
    assert max(spent) <= MOST_KEYS, spent
    view = convening.meeting_view(session, meeting)
    assert view.meeting.status is MeetingStatus.HELD
    assert all(one.has_signed for one in view.attendance)
    assert len(view.attendance) == len(members)
    assert [row.decision.outcome for row in view.items if row.decision] == [Outcome.CONTINUE, *[Outcome.ADOPT] * 19]
    assert all(row.decision and row.decision.next_on == date(2026, 4, 9) for row in view.items)
    assert all(guest.came and guest.has_signed for row in view.items for guest in row.guests)
    for case_id in cases:
        (action,) = showing.channel_overview(session, case_id).open_actions[-1:]
        assert action.text.startswith("Report to the next panel")
        assert action.due_on == date(2026, 4, 9)


@pytest.fixture
def one(session: Session, cases: list[ChannelId], members: Members) -> RecordId:
    """A meeting of one case, on a day of its own."""
    held = {meeting.held_on for meeting in convening.meetings(session)}
    day = next(date(2026, 3, number) for number in range(10, 31) if date(2026, 3, number) not in held)
    clock = session.clock
    assert isinstance(clock, StoryClock)
    clock.turn_to(day)
    return meeting_of(session, cases[:1], members, held_on=day)


def test_a_next_date_that_is_typed_stays_within_the_keys_of_a_case(
    shown: PreventMeetingPage, qtbot: QtBot, session: Session, one: RecordId
) -> None:
    page = open_meeting(shown, one)
    keys = Keys(qtbot, page)
    keys.type("p12")
    keys.type("4/5/26")
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    assert keys.count <= MOST_KEYS
    (row,) = convening.meeting_view(session, one).items
    assert row.decision is not None
    assert row.decision.next_on == date(2026, 5, 4)


def test_no_decision_without_the_police_and_it_says_why(shown: PreventMeetingPage, qtbot: QtBot, one: RecordId) -> None:
    page = open_meeting(shown, one)
    assert not page.item_panel.record_button.isEnabled()
    assert "section 37(5)" in page.item_panel.missing_label.text()
    keys = Keys(qtbot, page)
    keys.type("p")
    assert page.item_panel.missing_label.isHidden()
    page.item_panel.presence_list.setFocus()
    keys.press(Qt.Key.Key_Down)
    for _ in range(3):
        keys.press(Qt.Key.Key_Space)
    assert page.item_panel.presence_list.currentItem().text().startswith("Apologies")
    assert page.item_panel.missing_label.text() == "The police are not there: section 37(1)."
    assert not page.item_panel.record_button.isEnabled()


def test_the_route_follows_from_the_votes_in_the_order_of_the_act(
    shown: PreventMeetingPage, qtbot: QtBot, session: Session, one: RecordId
) -> None:
    page = open_meeting(shown, one)
    keys = Keys(qtbot, page)
    keys.type("p1")
    assert page.item_panel.route_label.text() == "Unanimous."
    page.item_panel.vote_list.setCurrentRow(2)
    page.item_panel.vote_list.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert "by the majority" in page.item_panel.route_label.text()
    assert page.item_panel.dissent_edit.isVisible()
    page.item_panel.record_button.click()
    assert page.item_panel.error_summary.isVisible()
    assert "Write the reason of the dissent." in words_of(page)
    page.item_panel.vote_list.setCurrentRow(3)
    page.item_panel.vote_list.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert "the chair decides" in page.item_panel.route_label.text()
    page.item_panel.dissent_edit.setText("Too early.")
    page.item_panel.record_button.click()
    (row,) = convening.meeting_view(session, one).items
    assert row.decision is not None
    assert row.decision.route is Route.CHAIR
    assert row.decision.dissent == "Too early."
    assert not page.item_panel.entry_widget.isEnabled(), "no second decision on the same item"


def test_nothing_is_recorded_before_a_decision_is_picked(
    shown: PreventMeetingPage, qtbot: QtBot, session: Session, one: RecordId
) -> None:
    page = open_meeting(shown, one)
    Keys(qtbot, page).type("p")
    page.item_panel.record_button.click()
    assert page.item_panel.error_summary.isVisible()
    assert page.item_panel.outcome_error.text() == "Press the number of the decision."
    page.item_panel.next_edit.setText("31/2/2026")
    page.item_panel.record_button.click()
    assert "February 2026 has days 1 to 28" in page.item_panel.next_error.text()
    assert convening.meeting_view(session, one).items[0].decision is None


def test_a_conflict_takes_no_part_and_is_recorded(
    shown: PreventMeetingPage, qtbot: QtBot, session: Session, one: RecordId, members: Members
) -> None:
    page = open_meeting(shown, one)
    keys = Keys(qtbot, page)
    keys.type("p")
    page.item_panel.presence_list.setCurrentRow(2)
    page.item_panel.presence_list.setFocus()
    for _ in range(2):
        keys.press(Qt.Key.Key_Space)
    assert page.item_panel.vote_list.count() == 3
    page.item_panel.outcome_list.pick(0)
    page.item_panel.record_button.click()
    (row,) = convening.meeting_view(session, one).items
    assert row.item.conflicts == (members[walking.HEALTH],)
    assert row.decision is not None
    assert walking.HEALTH not in row.decision.votes_for


def test_what_was_entered_outlives_a_lock_and_is_kept_in_prevent_alone(
    shown: PreventMeetingPage, qtbot: QtBot, context: PageContext, session: Session, one: RecordId
) -> None:
    page = open_meeting(shown, one)
    Keys(qtbot, page).type("p2")
    page.item_panel.reasons_edit.setPlainText("More often, at the college.")
    page.keep_typed()
    (draft,) = prevent_drafts.prevent_drafts(session)
    assert draft.what.address == f"prevent/{one}/meeting"
    again = PreventMeetingPage(context)
    qtbot.addWidget(again)
    again.show()
    open_meeting(again, one)
    assert again.item_panel.outcome_list.chosen == 1
    assert again.item_panel.reasons_edit.toPlainText() == "More often, at the college."
    again.item_panel.record_button.click()
    assert prevent_drafts.prevent_drafts(session) == ()
    assert convening.meeting_view(session, one).items[0].decision is not None


def test_leaving_with_a_decision_picked_asks_first(
    shown: PreventMeetingPage, qtbot: QtBot, teller: RecordingTeller, one: RecordId
) -> None:
    page = open_meeting(shown, one)
    assert page.leave()
    Keys(qtbot, page).type("p1")
    teller.answer = False
    assert not page.leave()
    assert teller.told[-1].title == "Leave without recording?"


def test_safe_to_show_has_reference_numbers_and_no_name_or_narrative(
    shown: PreventMeetingPage, qtbot: QtBot, session: Session, one: RecordId
) -> None:
    page = open_meeting(shown, one)
    assert "Person A" in words_of(page)
    Keys(qtbot, page).type("p1")
    page.safe_button.click()
    qtbot.wait(20)
    assert page.item_panel.owner_edit.isHidden()
    said = words_of(page) + "\n".join(
        page.item_panel.presence_list.item(at).text() for at in range(page.item_panel.presence_list.count())
    )
    assert "CH-2026-001" in said
    for hidden in (NAME, "Quenby", "Person A", "Member of", "Repeated talk", "Talked through"):
        assert hidden not in said
    assert page.item_panel.outcome_list.chosen == 0, "what was entered stays"
    page.item_panel.record_button.click()
    assert convening.meeting_view(session, one).items[0].decision is not None


def test_a_professional_is_invited_to_the_item_and_what_was_entered_stays(
    shown: PreventMeetingPage, qtbot: QtBot, session: Session, one: RecordId
) -> None:
    page = open_meeting(shown, one)
    Keys(qtbot, page).type("p2")
    page.case_card.act_asked.emit(next(iter(acts_of(page))))
    (dialog,) = [found for found in page.findChildren(PreventEntry) if found.isVisible()]
    for name, text in (("name", "Ottilie Marsh"), ("agency", "College"), ("role", "Tutor")):
        field = dialog.findChild(QLineEdit, f"{name}_edit")
        assert field is not None
        field.setText(text)
    dialog.save_button.click()
    assert page.item_panel.presence_list.item(4).text() == "Not recorded yet:  Ottilie Marsh, Tutor, guest"
    assert page.item_panel.outcome_list.chosen == 1
    assert page.item_panel.presence_list.item(0).text().startswith("Here, has signed")


def acts_of(page: PreventMeetingPage) -> list[str]:
    """The acts that the card of the case offers."""
    return [
        str(button.property("act")) for button in page.case_card.findChildren(QPushButton) if button.property("act")
    ]


def test_safe_to_show_holds_wherever_one_goes(
    qtbot: QtBot, context: PageContext, cases: list[ChannelId], one: RecordId
) -> None:
    context.safe_view.switch()
    page = PreventMeetingPage(context)
    qtbot.addWidget(page)
    page.arrive(one)
    assert page.safe_button.isChecked()
    case = PreventCasePage(context)
    qtbot.addWidget(case)
    case.arrive(cases[0])
    assert case.safe_button.text() == "&Safe to show: on"
    said = words_of(page) + words_of(case)
    for hidden in (NAME, "Person A", "Repeated talk", "What the college saw", "Talked through"):
        assert hidden not in said
    case.safe_button.click()
    assert not context.safe_view.is_on
    assert "Person A" in words_of(case)


def test_a_meeting_without_cases_and_one_still_to_come(
    shown: PreventMeetingPage, session: Session, cases: list[ChannelId], members: Members
) -> None:
    empty = convening.plan_meeting(session, held_on=date(2027, 5, 3), place="Civic office")
    page = open_meeting(shown, empty)
    assert page.none_empty.isVisible()
    assert page.case_widget.isHidden()
    later = meeting_of(session, cases[:1], members, held_on=date(2027, 6, 7))
    open_meeting(page, later)
    assert "7 June 2027" in page.item_panel.missing_label.text()
    assert not page.item_panel.record_button.isEnabled()
