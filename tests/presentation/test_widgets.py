from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.painting import RAG_WORDS
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.cards import GateCard, GateLine, LawCard, Requirement
from safermk_desktop.presentation.widgets.case_header import CaseHeader, CaseHeading
from safermk_desktop.presentation.widgets.doctor_list import DoctorList
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.focus_ring import FocusRing
from safermk_desktop.presentation.widgets.navigation_rail import NavigationRail
from safermk_desktop.presentation.widgets.process_rail import ProcessRail, Step, StepState
from safermk_desktop.presentation.widgets.text import Prose, RagTag, tag

GATE = (
    GateLine(sentence="The agency has not answered", is_met=False, reason="Due 1 Jan", act="remind", button="Remind"),
    GateLine(sentence="No chair is appointed", is_met=False, act="appoint", button="Appoint a chair"),
    GateLine(sentence="Terms agreed", is_met=True),
)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden() and label.text()]


def buttons(widget: QWidget) -> dict[str, QPushButton]:
    return {button.text(): button for button in widget.findChildren(QPushButton) if not button.isHidden()}


def test_a_closed_gate_lists_what_is_unmet_each_with_its_button(qtbot: QtBot) -> None:
    card = GateCard()
    qtbot.addWidget(card)
    card.show_gate("Report", GATE, move="Move on to Report", may_override=True)
    assert "The gate to Report is closed" in texts(card)
    assert "2 of 3 unmet" in texts(card)
    shown = buttons(card)
    assert set(shown) == {"Remind", "Appoint a chair", "Record an override"}
    assert shown["Record an override"].property("kind") == "ghost"
    with qtbot.waitSignal(card.act_asked) as told:
        shown["Appoint a chair"].click()
    assert told.args == ["appoint"]
    with qtbot.waitSignal(card.override_asked):
        shown["Record an override"].click()


def test_an_open_gate_offers_the_move_and_nothing_of_the_closed_one_stays(qtbot: QtBot) -> None:
    card = GateCard()
    qtbot.addWidget(card)
    card.show_gate("Report", GATE, may_override=True)
    card.show_gate("Report", GATE[2:], move="Move on to Report", may_override=True)
    assert "The gate to Report is open" in texts(card)
    assert set(buttons(card)) == {"Move on to Report"}
    with qtbot.waitSignal(card.move_asked):
        buttons(card)["Move on to Report"].click()


def test_the_law_card_says_duty_basis_days_and_source(qtbot: QtBot) -> None:
    card = LawCard()
    qtbot.addWidget(card)
    told = Requirement(sentence="Complete the report", why="Six <months>", source="Guidance, s.5", basis="Guidance")
    card.show_requirement(told)
    assert {"Complete the report", "Guidance"} <= set(texts(card))
    assert [each.plain_text() for each in card.findChildren(Prose)] == ["Six <months>", "Guidance, s.5"]
    assert "&lt;months&gt;" in card.findChildren(Prose)[0].text()


@pytest.mark.parametrize("tone", sorted(RAG_WORDS))
def test_rag_has_a_word_and_a_shape_of_its_own(tone: str, qtbot: QtBot) -> None:
    one = RagTag()
    qtbot.addWidget(one)
    one.show_rag(tone)
    assert one.accessibleName() == RAG_WORDS[tone]
    shapes = []
    for each in RAG_WORDS:
        one.show_rag(each)
        alpha = one.findChildren(QLabel)[0].pixmap().toImage().createAlphaMask()
        shapes.append([alpha.pixel(x, y) for x in range(alpha.width()) for y in range(alpha.height())])
    distinct = {tuple(shape) for shape in shapes}
    # Green and blue share the disc: blue carries a tick, seen in colour and not in the mask.
    assert len(distinct) >= 4


def test_banner_and_empty_state_show_words_and_one_action(qtbot: QtBot) -> None:
    banner, empty = Banner(), EmptyState()
    for widget in (banner, empty):
        qtbot.addWidget(widget)
    assert banner.isHidden()
    banner.show_banner("red", "One deadline has passed.", action="Show it")
    assert banner.text() == "One deadline has passed."
    with qtbot.waitSignal(banner.asked):
        buttons(banner)["Show it"].click()
    banner.show_banner("blue", "Nothing to do.")
    assert buttons(banner) == {}
    empty.show_empty("No agency was asked yet.", action="Ask an agency")
    with qtbot.waitSignal(empty.asked):
        buttons(empty)["Ask an agency"].click()


def test_the_process_rail_speaks_and_enter_goes_to_a_stage(qtbot: QtBot) -> None:
    rail = ProcessRail()
    qtbot.addWidget(rail)
    states = (StepState.DONE, StepState.CURRENT, StepState.BLOCKED, StepState.LATER)
    rail.show_steps([Step(id=str(state), name=str(state), state=state, line="line") for state in states])
    rail.show()
    rail.setCurrentIndex(rail.model().index(1, 0))
    heard = rail.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "current, current, line"
    with qtbot.waitSignal(rail.step_activated) as told:
        rail.activated.emit(rail.currentIndex())
    assert told.args == ["current"]
    rail.grab()


def test_the_process_rail_cuts_no_name_and_no_line(qtbot: QtBot, theme: Theme) -> None:
    rail = ProcessRail()
    qtbot.addWidget(rail)
    rail.resize(256, 400)
    step = Step(id="X4", name="X4  Consent refused or withdrawn", state=StepState.DONE, line="Reached 20 July 2026")
    rail.show_steps([step, replace(step, name="C10  Closed")])
    rail.show()
    tall, short = (rail.visualRect(rail.model().index(row, 0)).height() for row in (0, 1))
    assert tall == short + theme.metrics("body").lineSpacing()
    theme.change(scale=2.0)
    qtbot.waitUntil(lambda: rail.visualRect(rail.model().index(1, 0)).height() > 2 * short)


def test_the_case_header_shows_three_tags_at_most_and_tells_its_tab(qtbot: QtBot) -> None:
    header = CaseHeader()
    qtbot.addWidget(header)
    header.add_tabs([("overview", "Overview"), ("panel", "Panel")])
    tags = tuple((word, "accent") for word in ("One", "Two", "Three", "Four"))
    header.show_heading(CaseHeading(reference="DHR-1", title="Case C", tags=tags))
    assert {"DHR-1", "Case C", "One", "Three"} <= set(texts(header))
    assert "Four" not in texts(header)
    with qtbot.waitSignal(header.tab_asked) as told:
        header.tabs.setCurrentIndex(1)
    assert told.args == ["panel"]
    with qtbot.assertNotEmitted(header.tab_asked):
        header.show_tab("overview")


def test_the_navigation_rail_lights_what_is_shown_and_arrows_walk_it(qtbot: QtBot) -> None:
    rail = NavigationRail()
    qtbot.addWidget(rail)
    rail.add_places([("home", "house", "Home"), ("cases", "folder-open", "Cases")], at_foot=[("lock", "lock", "Lock")])
    rail.show()
    rail.show_current("home")
    home, cases, lock = rail._buttons.values()
    with qtbot.waitSignal(rail.asked) as told:
        cases.click()
    assert told.args == ["cases"]
    assert home.isChecked()
    assert not cases.isChecked()
    home.setFocus()
    qtbot.keyClick(home, Qt.Key.Key_Up)
    assert rail.focusWidget() is lock


def window_with_ring(qtbot: QtBot) -> tuple[QWidget, QLineEdit, QScrollArea, FocusRing]:
    window, area, inner, field = QWidget(), QScrollArea(), QWidget(), QLineEdit()
    qtbot.addWidget(window)
    inside = QVBoxLayout(inner)
    inside.addWidget(field)
    inside.addSpacing(2000)
    inside.addWidget(QLineEdit())
    area.setWidgetResizable(True)
    area.setWidget(inner)
    QVBoxLayout(window).addWidget(area)
    ring = FocusRing(window)
    window.resize(400, 300)
    with qtbot.waitActive(window):
        window.show()
    return window, field, area, ring


def test_the_focus_ring_follows_scrolling_and_is_clipped_with_its_field(qtbot: QtBot) -> None:
    window, field, area, ring = window_with_ring(qtbot)
    field.setFocus()
    qtbot.waitUntil(ring.isVisible)
    assert ring.target is field
    before = ring.geometry()
    assert before.contains(field.rect().translated(field.mapTo(window, field.rect().topLeft())))
    area.verticalScrollBar().setValue(20)
    qtbot.waitUntil(lambda: ring.geometry().top() == before.top() - 20)
    area.verticalScrollBar().setValue(1500)
    qtbot.waitUntil(lambda: not ring.isVisible())
    area.verticalScrollBar().setValue(0)
    qtbot.waitUntil(ring.isVisible)


def test_the_focus_ring_outlives_what_it_was_around(qtbot: QtBot) -> None:
    _window, field, area, ring = window_with_ring(qtbot)
    field.setFocus()
    qtbot.waitUntil(ring.isVisible)
    field.deleteLater()
    qtbot.waitUntil(lambda: ring.target is not field)
    other = area.findChildren(QLineEdit)[-1]
    other.setFocus()
    qtbot.waitUntil(lambda: ring.target is other)
    assert QApplication.focusWidget() is other


def test_a_tag_keeps_its_font_when_it_finds_its_place(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    one = tag("DHR", "accent")
    QVBoxLayout(window).addWidget(one)
    window.show()
    assert one.font().pixelSize() == 12
    assert one.font().weight() == 600


def test_the_longest_gate_fits_the_middle_of_a_small_window(qtbot: QtBot) -> None:
    card = GateCard()
    qtbot.addWidget(card)
    line = GateLine(sentence="No independent chair is appointed.", is_met=False, act="appoint", button="Appoint chair")
    card.show_gate("Information gathering", [line], may_override=True)
    assert card.minimumSizeHint().width() <= 500


def test_a_list_of_the_doctor_that_is_gone_hears_of_no_change_of_the_theme(qtbot: QtBot, theme: Theme) -> None:
    made = DoctorList()
    qtbot.addWidget(made)
    made.show_entries(())
    with qtbot.waitSignal(made.destroyed):
        made.deleteLater()
    with capture_exceptions() as raised:
        theme.change(mode="dark", scale=2.0)
    assert raised == []


def test_an_empty_state_gives_its_focus_to_its_button(qtbot: QtBot) -> None:
    state = EmptyState()
    qtbot.addWidget(state)
    state.show_empty("No terms of reference yet.", action="Start a draft")
    with qtbot.waitActive(state):
        state.show()
    state.setFocus()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Start a draft"


def test_a_plain_list_has_the_ring(qtbot: QtBot) -> None:
    window, listed = QWidget(), QListWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(listed)
    listed.addItems(["One", "Two"])
    ring = FocusRing(window)
    with qtbot.waitActive(window):
        window.show()
    listed.setFocus()
    qtbot.waitUntil(ring.isVisible)
    assert ring.target is listed
