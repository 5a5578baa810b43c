"""A person at the window: finds things by the words on the screen, uses keys and the mouse, reads what is shown.

Nothing here calls a service or a page. A button that is greyed, hidden, out of sight or missing fails the test with
the words that are there instead.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.presentation.checking import Check, Checked
from safermk_desktop.presentation.dialogs.check_answers_dialog import CheckAnswersDialog
from safermk_desktop.presentation.dialogs.message_dialog import MessageDialog
from safermk_desktop.presentation.launch import EXIT_LOCKED, Launch
from safermk_desktop.presentation.main_window import MainWindow
from safermk_desktop.presentation.messages import DialogTeller, Message
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.application import Application

W = TypeVar("W", bound=QWidget)
Field = QLineEdit | QPlainTextEdit | QComboBox | QSpinBox
PATIENCE_MS = 8_000
WORK_MS = 40_000
"""How long the work beside the window may take, on a computer that is busy otherwise."""
LONELY_S = 60
"""Every wait of a test is shorter: a dialog in which nothing was done for so long keeps a call from returning."""
CHEAP = bootstrap.KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)


@dataclass
class Answers(DialogTeller):
    """The dialogs of the system answer with ``path``; our own messages open for real, are read and answered."""

    path: Path | None = None
    answer: bool = True
    told: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def show(self, parent: QWidget | None, message: Message) -> bool:
        QTimer.singleShot(0, self._answer)
        return super().show(parent, message)

    def check(self, parent: QWidget | None, check: Check) -> Checked:
        QTimer.singleShot(0, self._find_right)
        return super().check(parent, check)

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        return self.path

    def file(self, parent: QWidget | None, title: str, *, start: Path, kinds: str) -> Path | None:
        return self.path

    def new_file(self, parent: QWidget | None, title: str, *, start: Path, kinds: str) -> Path | None:
        return self.path / start.name if self.path and self.path.is_dir() else self.path

    def _find_right(self) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CheckAnswersDialog)
        self.told.append((dialog.title_label.text(), dialog.record_button.text()))
        QTest.mouseClick(dialog.record_button, Qt.MouseButton.LeftButton)

    def _answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MessageDialog)
        self.told.append((dialog.title_label.text(), dialog.message_prose.plain_text()))
        has_question = dialog.refuse_button.isVisible()
        chosen = dialog.refuse_button if has_question and not self.answer else dialog.accept_button
        QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)


@dataclass
class Person:
    """Someone at the window. ``address`` is what the parent process would pass to the next one."""

    bot: QtBot
    application: Application
    clock: StoryClock
    answers: Answers = field(default_factory=Answers)
    address: str = ""
    name: str = "P. Ashdown"
    ended: list[int] = field(default_factory=list[int])
    _window: MainWindow | None = None
    _acted_at: float = 0.0

    @property
    def window(self) -> MainWindow:
        """The window in front of the person."""
        assert self._window is not None
        return self._window

    # -- windows -------------------------------------------------------------------------------------------------

    def start(self, vault: Path | None = None, *, reason: str = "", address: str = "") -> None:
        """Open a window, as the parent process does."""
        launch = Launch(vault=vault, reason=reason, address=address)
        window = MainWindow(self.application, launch, teller=self.answers)
        self._window = window
        window.resize(1440, 900)
        window.ended.connect(self.ended.append)
        watch = QTimer(window)
        watch.timeout.connect(self._close_what_nobody_answers)
        watch.start(1000)
        with self.bot.waitActive(window):
            window.show()
        self.bot.wait(10)

    def unlock(self, passphrase: str) -> None:
        """Choose the name, where several have a key; type the passphrase where the focus is, and Enter."""
        if self.window.unlock_page.person_combo.count() > 1:
            self.put(self.field("Your name"), self.name)
            self.key(Qt.Key.Key_Tab)
        self.type(passphrase)
        self.key(Qt.Key.Key_Return)
        page = self.window.unlock_page
        self.bot.waitUntil(
            lambda: bool(self.window.address) or page.vault_error.isVisible() or page.passphrase_error.isVisible(),
            timeout=PATIENCE_MS,
        )

    def lock(self, reason: str = "asked") -> None:
        """Lock with the keys, or, for another reason than being asked, as the window does by itself."""
        if reason == "asked":
            self.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        else:
            self.window.lock(reason)
        assert self.ended == [EXIT_LOCKED[reason]]
        self.address = self.window.address
        self.drop()

    def drop(self) -> None:
        """The process of the window has ended."""
        self.ended.clear()
        self.window.close()
        self.window.deleteLater()
        self.bot.wait(1)
        self._window = None

    def leave(self) -> None:
        """Lock, if a window is open: what happened to the vault in the test holds nobody up."""
        if self._window is not None:
            self.window.lock()
            self.drop()

    def come_back(self, day: date, vault: Path, passphrase: str) -> None:
        """Lock, return on another day and unlock: the window stands where it stood."""
        self.lock()
        self.clock.turn_to(day)
        self.start(vault, reason="asked", address=self.address)
        assert "Locked. What was saved is safe." in self.screen()
        self.unlock(passphrase)
        assert self.window.address == self.address

    # -- reading -------------------------------------------------------------------------------------------------

    @property
    def front(self) -> QWidget:
        """The dialog in front, or the window."""
        self._acted_at = time.monotonic()
        return QApplication.activeModalWidget() or self.window

    def dialog(self, title: str) -> QDialog:
        """The dialog in front, which has this title."""
        front = QApplication.activeModalWidget()
        assert isinstance(front, QDialog), f"no dialog: {self.screen()[:2000]}"
        assert front.windowTitle() == title, self.screen()
        return front

    def screen(self) -> str:
        """Every word on the screen in front, a line for each label, button, field and table row."""
        lines: list[str] = []
        for widget in self.front.findChildren(QWidget):
            if widget.isVisible():
                lines += [line for line in _words(widget) if line]
        return "\n".join(lines)

    def sees(self, *sentences: str) -> None:
        """Wait until each of these stands on the screen."""
        for sentence in sentences:
            try:
                self.bot.waitUntil(lambda sentence=sentence: sentence in self.screen(), timeout=PATIENCE_MS)
            except self.bot.TimeoutError:
                raise AssertionError(f"not on the screen: {sentence!r}\n{self.screen()}") from None

    def errors(self) -> list[str]:
        """The sentences above the fields of the dialog or page in front."""
        return [place.text() for place in self.front.findChildren(FieldError) if place.isVisible()]

    # -- doing ---------------------------------------------------------------------------------------------------

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.activate()
        QTest.keyClick(self.front.focusWidget() or self.front, key, modifier)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.activate()
        focus = QApplication.focusWidget() or self.front.focusWidget()
        assert focus is not None, "nothing has the focus"
        QTest.keyClicks(focus, text)

    def activate(self) -> None:
        """A window manager gives the keys back to the window when a dialog closes; without one this does."""
        front = self.front
        if QApplication.activeWindow() is not front:
            front.activateWindow()
            self.bot.waitUntil(lambda: QApplication.activeWindow() is front)

    def button(self, words: str, about: str = "") -> QAbstractButton:
        """The button that can be pressed, by its words, or by ``about``: what a gate says beside it."""
        try:
            self.bot.waitUntil(lambda: any(b.isEnabled() for b in self.offered(words, about)), timeout=PATIENCE_MS)
        except self.bot.TimeoutError:
            why = "greyed" if self.offered(words, about) else "not there"
            raise AssertionError(f"the button {words!r} {about!r} is {why}\n{self.screen()}") from None
        return next(b for b in self.offered(words, about) if b.isEnabled())

    def offered(self, words: str, about: str = "") -> list[QAbstractButton]:
        """The buttons on the screen with these words, greyed ones too."""
        shown = [b for b in self.front.findChildren(QAbstractButton) if b.isVisible()]
        return [b for b in shown if (not words or _plain(b.text()) == words) and about in b.accessibleDescription()]

    def press(self, words: str, about: str = "") -> None:
        """Bring a button into sight and click it."""
        chosen = self.button(words, about)
        self.bring(chosen)
        QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)

    def bring(self, widget: QWidget) -> None:
        """Scroll until a widget is in sight; what was just put elsewhere is laid out first."""
        try:
            self.bot.waitUntil(lambda: _scrolled_to(widget), timeout=PATIENCE_MS)
        except self.bot.TimeoutError:
            raise AssertionError(f"{widget.objectName()} cannot be brought into sight") from None

    def field(self, words: str) -> Field:
        """The field whose label has these words."""
        for label in self.front.findChildren(QLabel):
            buddy = label.buddy()
            if label.isVisible() and _plain(label.text()) == words and isinstance(buddy, Field):
                return buddy
        labels = [_plain(one.text()) for one in self.front.findChildren(QLabel) if one.isVisible() and one.buddy()]
        raise AssertionError(f"no field {words!r}; there are {labels}")

    def enter(self, entries: dict[str, str]) -> None:
        """Type into each field, by its label; what stood there is replaced."""
        for words, text in entries.items():
            self.put(self.field(words), text)

    def put(self, place: Field, text: str) -> None:
        """Type into a field or choose in a list."""
        self.bring(place)
        place.setFocus()
        if isinstance(place, QComboBox) and not place.isEditable():
            choices = [place.itemText(at) for at in range(place.count())]
            found = [at for at, choice in enumerate(choices) if choice == text or choice.startswith(text)]
            assert found, f"{text!r} is not among {choices}"
            QTest.keyClick(place, Qt.Key.Key_Home)
            for _ in range(found[0]):
                QTest.keyClick(place, Qt.Key.Key_Down)
            assert place.currentIndex() == found[0]
            return
        QTest.keyClick(place, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for at, line in enumerate(text.split("\n")):
            if at:
                QTest.keyClick(place, Qt.Key.Key_Return)
            QTest.keyClicks(place, line)

    def answer(self, title: str, entries: dict[str, str], save: str) -> None:
        """Fill in the dialog of that title and press its button: it closes."""
        dialog = self.dialog(title)
        self.enter(entries)
        self.press(save)
        self.closed(dialog)

    def closed(self, dialog: QDialog) -> None:
        """Wait until a dialog is gone."""
        try:
            self.bot.waitUntil(lambda: QApplication.activeModalWidget() is not dialog, timeout=PATIENCE_MS)
        except self.bot.TimeoutError:
            raise AssertionError(f"the dialog stays: {self.screen()}") from None

    @contextmanager
    def meanwhile(self, script: Callable[[], None]) -> Iterator[None]:
        """For what waits inside a call: ``script`` runs once the dialog that the block opens is there."""
        failures: list[BaseException] = []

        def run() -> None:
            try:
                script()
            except BaseException as failure:  # noqa: BLE001 - told below; until then the dialog must not stay
                failures.append(failure)
                _close_dialogs()

        QTimer.singleShot(0, run)
        yield
        if failures:
            raise failures[0]

    def choose_row(self, table: QTableView, text: str) -> None:
        """Click the row that holds a text."""
        self.bring(table)
        index = _row(table.model(), text)
        table.scrollTo(index)
        QTest.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).topLeft() + QPoint(4, 4)
        )
        assert table.currentIndex().row() == index.row()

    def table(self, name: str) -> QTableView:
        """The table with this accessible name."""
        found = [t for t in self.front.findChildren(QTableView) if t.isVisible() and t.accessibleName() == name]
        names = [t.accessibleName() for t in self.front.findChildren(QTableView) if t.isVisible()]
        assert found, f"no table {name!r}; there are {names}"
        return found[0]

    def tab(self, number: int) -> None:
        """Go to a tab of the case with Ctrl and its number."""
        self.key(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)

    def menu(self, menu: QMenu, words: str) -> None:
        """Choose in a menu that is open."""
        self.bot.waitUntil(menu.isVisible)
        action = next(one for one in menu.actions() if _plain(one.text()) == words)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    def idle(self) -> None:
        """Wait until no work runs."""
        self.bot.waitUntil(lambda: not self.window.jobs.is_busy, timeout=WORK_MS)

    def one(self, kind: type[W], name: str = "") -> W:
        """The visible widget of a kind (and name) in front."""
        every = self.front.findChildren(kind, name) if name else self.front.findChildren(kind)
        found = [w for w in every if w.isVisible()]
        assert found, f"no {kind.__name__} {name}"
        return found[0]

    def _close_what_nobody_answers(self) -> None:
        """A dialog that came unexpectedly keeps the call that opened it, maybe a wait of the test, from returning."""
        if QApplication.activeModalWidget() is None or time.monotonic() - self._acted_at < LONELY_S:
            return
        asked = self.screen()
        _close_dialogs()
        raise AssertionError(f"nobody answers the dialog:\n{asked}")


def person_at_home(bot: QtBot, home: Path, *, day: date, patch: pytest.MonkeyPatch) -> Person:
    """Someone whose settings, caches and files lie under ``home``, on a day; deriving a key costs next to nothing."""
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    patch.setenv("HOME", str(home))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme(application, home / "icons")
    clock = StoryClock(day)
    return Person(bot, bootstrap.build(clock, CHEAP), clock)


def theme(application: QApplication, cache: Path) -> Theme:
    """The theme of the application, made when no test before made one."""
    try:
        return Theme.current()
    except LookupError:
        return Theme(application, cache)


def _close_dialogs() -> None:
    """Reject every dialog in front, so that the calls which opened them return and the test can fail."""
    before = None
    while isinstance(front := QApplication.activeModalWidget(), QDialog) and front is not before:
        QDialog.reject(front)
        before = front


def _scrolled_to(widget: QWidget) -> bool:
    """Scroll every area around a widget to it; whether it is in sight then."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and parent.widget() is not None:
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    return not widget.visibleRegion().isEmpty()


def _plain(words: str) -> str:
    return words.replace("&", "")


def _words(widget: QWidget) -> list[str]:
    """What one widget shows."""
    found: list[str] = []
    match widget:
        case Prose():
            found = [widget.plain_text()]
        case QTableView() | QListView():
            found = _rows(widget.model())
        case QTabBar():
            found = [widget.tabText(at) for at in range(widget.count())]
        case QPlainTextEdit() | QTextEdit():
            found = [widget.toPlainText()]
        case QComboBox():
            found = [widget.currentText()]
        case QLineEdit():
            found = [widget.text()] if widget.echoMode() is QLineEdit.EchoMode.Normal else []
        case QLabel() | QAbstractButton():
            found = [_plain(widget.text())]
        case _:
            pass
    return found


def _spoken(model: QAbstractItemModel, row: int, column: int) -> str:
    index = model.index(row, column)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")


def _rows(model: QAbstractItemModel | None) -> list[str]:
    if model is None:
        return []
    return [
        " | ".join(_spoken(model, row, column) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def _row(model: QAbstractItemModel, text: str) -> QModelIndex:
    rows = _rows(model)
    found = [at for at, line in enumerate(rows) if text in line]
    assert found, f"no row with {text!r}; there are {rows}"
    return model.index(found[0], 0)
