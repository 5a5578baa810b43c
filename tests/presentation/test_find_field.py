from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.errors import DatabaseDamaged
from safermk_desktop.presentation.changes import Changes
from safermk_desktop.presentation.find_field import WIDE, FindField
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.places import Hit, Places
from safermk_desktop.services.progress import Cancelled
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller
from tests.presentation.making import PlainVault, application, session_of
from tests.presentation.test_shell import PLACES

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
CASE = Hit(text="DHR-2026-01, Case A", address="case/a/overview")
LETTER = Hit(text="DHR-2026-02, letter: about Case A", address="case/b/documents")


@dataclass
class Finder:
    """Answers as told; ``waiting`` holds up the records until they are let go or a later search stops them."""

    cases: tuple[Hit, ...] = ()
    records: tuple[Hit, ...] = ()
    waits: bool = False
    let_go: threading.Event = field(default_factory=threading.Event)
    latest: int = 0
    stopped: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def find(self, _session: Session, text: str) -> tuple[Hit, ...]:
        return self.cases

    def find_records(self, _session: Session, text: str, ticket: int) -> tuple[Hit, ...]:
        self.asked.append(text)
        self.latest = max(self.latest, ticket)
        while self.waits and not self.let_go.wait(0.005):
            if ticket < self.latest:
                self.stopped.append(text)
                raise Cancelled
        return self.records


@dataclass
class Desk:
    edit: QLineEdit
    field: FindField
    finder: Finder
    went: list[str]
    teller: RecordingTeller
    context: PageContext

    @property
    def lines(self) -> list[str]:
        completer = self.edit.completer()
        model = completer.model() if isinstance(completer, QCompleter) else None
        return model.stringList() if isinstance(model, QStringListModel) else []


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    window = QWidget()
    qtbot.addWidget(window)
    jobs = Jobs(window)
    finder = Finder()
    built, _door = application(tmp_path, people={})
    context = PageContext(
        application=built,
        session=session_of(PlainVault(tmp_path / "CSP-2026.smkv", "H. Marlow")),
        changes=Changes(window),
        jobs=jobs,
        messages=Messages(window, teller),
        navigate=lambda address: None,
    )
    went: list[str] = []
    edit = QLineEdit()
    QVBoxLayout(window).addWidget(edit)
    places = Places(
        places=PLACES.places,
        tabs=PLACES.tabs,
        heading=PLACES.heading,
        find=finder.find,
        find_records=finder.find_records,
    )
    made = FindField(edit, context, places, lambda address: not went.append(address))
    with qtbot.waitActive(window):
        window.show()
    edit.setFocus()
    yield Desk(edit, made, finder, went, teller, context)
    finder.let_go.set()
    jobs.finish()


def test_cases_come_first_and_records_after_them(desk: Desk, qtbot: QtBot) -> None:
    desk.finder.cases, desk.finder.records = (CASE,), (LETTER,)
    qtbot.keyClicks(desk.edit, "case a")
    qtbot.waitUntil(lambda: desk.lines == [CASE.text, LETTER.text])
    qtbot.keyClick(desk.edit, Qt.Key.Key_Return)
    popup = desk.edit.completer().popup()
    if not desk.went and popup is not None:
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert desk.went == [CASE.address]
    assert desk.edit.text() == ""


def test_what_is_found_has_room_for_a_sentence_and_ends_with_the_field(desk: Desk, qtbot: QtBot) -> None:
    desk.edit.window().resize(780, 200)
    layout = desk.edit.window().layout()
    assert layout is not None
    layout.setAlignment(desk.edit, Qt.AlignmentFlag.AlignRight)
    desk.edit.setFixedWidth(320)
    desk.finder.cases = (CASE,)
    qtbot.waitUntil(lambda: desk.edit.x() > 400)
    qtbot.keyClicks(desk.edit, "case a")
    popup = desk.edit.completer().popup()
    assert popup is not None
    qtbot.waitUntil(lambda: popup.isVisible() and popup.width() == WIDE)
    assert popup.geometry().right() == desk.edit.mapToGlobal(desk.edit.rect().topRight()).x()


def test_on_a_shared_screen_what_is_found_of_prevent_is_shown_by_reference_alone(desk: Desk, qtbot: QtBot) -> None:
    address = "prevent/a/case"
    desk.finder.records = (
        LETTER,
        Hit(text="CH-2026-01, referral: talk in class", address=address, safe_text="CH-2026-01, referral"),
    )
    desk.context.safe_view.switch()
    qtbot.keyClicks(desk.edit, "case")
    qtbot.waitUntil(lambda: desk.lines == [LETTER.text, "CH-2026-01, referral"])
    assert desk.field.hits["CH-2026-01, referral"] == address


def test_each_key_stops_the_search_before_it(desk: Desk, qtbot: QtBot) -> None:
    desk.finder.waits, desk.finder.records = True, (LETTER,)
    qtbot.keyClicks(desk.edit, "let", delay=20)
    qtbot.waitUntil(lambda: "let" in desk.finder.asked)
    qtbot.waitUntil(lambda: set(desk.finder.asked) - {"let"} == set(desk.finder.stopped))
    desk.finder.let_go.set()
    qtbot.waitUntil(lambda: desk.lines == [LETTER.text])
    assert set(desk.finder.stopped) <= {"l", "le"}


def test_enter_waits_for_what_is_still_looked_for(desk: Desk, qtbot: QtBot) -> None:
    desk.finder.waits, desk.finder.records = True, (LETTER,)
    qtbot.keyClicks(desk.edit, "letter")
    qtbot.keyClick(desk.edit, Qt.Key.Key_Return)
    assert desk.went == []
    desk.finder.let_go.set()
    qtbot.waitUntil(lambda: desk.went == [LETTER.address])
    assert desk.edit.text() == ""


def test_nothing_found_is_said_and_leads_nowhere(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.edit, "zz")
    qtbot.waitUntil(lambda: desk.lines == ["Nothing found"])
    qtbot.keyClick(desk.edit, Qt.Key.Key_Return)
    desk.field._choose("Nothing found")
    assert desk.went == []


def test_escape_clears_and_stops(desk: Desk, qtbot: QtBot) -> None:
    desk.finder.waits = True
    qtbot.keyClicks(desk.edit, "letter")
    qtbot.keyClick(desk.edit, Qt.Key.Key_Escape)
    assert desk.edit.text() == ""
    assert desk.lines == []
    desk.finder.records = (LETTER,)
    desk.finder.let_go.set()
    qtbot.wait(60)
    assert desk.lines == []


def test_a_failure_is_told_once(desk: Desk, qtbot: QtBot) -> None:
    def fails(_session: Session, _text: str, _ticket: int) -> tuple[Hit, ...]:
        raise DatabaseDamaged

    places = Places(
        places=PLACES.places, tabs=PLACES.tabs, heading=PLACES.heading, find=desk.finder.find, find_records=fails
    )
    desk.field._places = places
    qtbot.keyClicks(desk.edit, "a")
    qtbot.waitUntil(lambda: len(desk.teller.told) == 1)
