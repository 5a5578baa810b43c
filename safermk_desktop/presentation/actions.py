"""Every action of the window in one table: its words, its menu and its keys (the key map of the design notes).

What a later version brings is absent, not dead. An action belongs to the window or to the page shown: a page says what
it does with ``Page.acts``; the rest is greyed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

Act = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One action. ``of_page`` ones act on the page shown; ``ends_group`` draws a line after it in its menu."""

    id: str
    text: str
    menu: str
    keys: str = ""
    of_page: bool = True
    ends_group: bool = False


MENUS: Final = ("&File", "&Edit", "&View", "&Case", "&Help")
SPECS: Final = (
    ActionSpec(id="new_notification", text="&New notification", menu="&File", keys="Ctrl+N"),
    ActionSpec(id="enter_case", text="Case already &under way…", menu="&File"),
    ActionSpec(id="import_tracker", text="&Import a tracker…", menu="&File", ends_group=True),
    ActionSpec(id="export_word", text="&Export Word", menu="&File", keys="Ctrl+E", ends_group=True),
    ActionSpec(
        id="allow_sharing", text="Allow screen &sharing for 10 minutes", menu="&File", of_page=False, ends_group=True
    ),
    ActionSpec(id="lock", text="&Lock now", menu="&File", keys="Ctrl+L", of_page=False),
    ActionSpec(id="quit", text="&Quit", menu="&File", keys="Ctrl+Q", of_page=False),
    ActionSpec(id="undo", text="&Undo", menu="&Edit", keys="Ctrl+Z", ends_group=True),
    ActionSpec(id="edit_row", text="&Edit row", menu="&Edit", keys="F2"),
    ActionSpec(id="find", text="&Find a case", menu="&Edit", keys="Ctrl+K", of_page=False),
    ActionSpec(id="next_finding", text="&Next undecided finding", menu="&Edit", keys="F8"),
    ActionSpec(id="previous_finding", text="&Previous undecided finding", menu="&Edit", keys="Shift+F8"),
    ActionSpec(id="toggle_view", text="&Original or pseudonymised", menu="&View", keys="Ctrl+T", ends_group=True),
    ActionSpec(id="compare", text="&Compare with the agreed version", menu="&View", keys="Ctrl+D", ends_group=True),
    ActionSpec(id="larger_text", text="&Larger text", menu="&View", keys="Ctrl++", of_page=False),
    ActionSpec(id="smaller_text", text="&Smaller text", menu="&View", keys="Ctrl+-", of_page=False, ends_group=True),
    ActionSpec(id="next_pane", text="Ne&xt pane", menu="&View", keys="F6", of_page=False),
    ActionSpec(id="last_pane", text="&Previous pane", menu="&View", keys="Shift+F6", of_page=False, ends_group=True),
    ActionSpec(id="add_note", text="Add a &file note…", menu="&Case", keys="Ctrl+Shift+N", ends_group=True),
    ActionSpec(id="pause", text="&Pause the review…", menu="&Case"),
    ActionSpec(id="lift_pause", text="&Lift the pause…", menu="&Case"),
    ActionSpec(id="delay", text="&Tell the Home Office of a delay…", menu="&Case"),
    ActionSpec(id="withdraw", text="&Withdraw…", menu="&Case"),
    ActionSpec(id="transfer", text="T&ransfer…", menu="&Case"),
    ActionSpec(id="reopen", text="Re&open…", menu="&Case"),
    ActionSpec(id="not_published", text="Record that it will &not be published…", menu="&Case", ends_group=True),
    ActionSpec(id="about", text="&About SaferMK Desktop", menu="&Help", of_page=False),
)


class Actions(QObject):
    """The actions of one window. ``places`` and ``tabs`` get Alt+1 and on, Ctrl+1 and on."""

    def __init__(self, menu_bar: QMenuBar) -> None:
        super().__init__(menu_bar)
        self._actions: dict[str, QAction] = {}
        self._handlers: dict[str, Act] = {}
        self._menus = {title: menu_bar.addMenu(title) for title in MENUS}
        for spec in SPECS:
            action = self._make(spec.id, spec.text, spec.keys)
            action.setEnabled(not spec.of_page)
            self._menus[spec.menu].addAction(action)
            if spec.ends_group:
                self._menus[spec.menu].addSeparator()

    def add_numbered(self, menu: str, keys: str, entries: Mapping[str, str], act: Callable[[str], None]) -> None:
        """Entries (id to words) of a menu with the keys and a number: Alt+1 for the first."""
        for number, (name, words) in enumerate(entries.items(), 1):
            action = self._make(f"{menu}:{name}", f"&{number} {words}", f"{keys}+{number}")
            self._menus[menu].addAction(action)
            action.triggered.connect(lambda _checked=False, name=name: act(name))

    def bind(self, name: str, act: Act) -> None:
        """Give an action of the window its doing. Raises ``KeyError`` for one that is not in the table."""
        self._handlers[self._actions[name].objectName()] = act

    def bind_page(self, acts: Mapping[str, Act]) -> None:
        """Give the actions of the page theirs; those it does not name are greyed."""
        for spec in SPECS:
            if spec.of_page:
                self._handlers.pop(spec.id, None)
                if spec.id in acts:
                    self._handlers[spec.id] = acts[spec.id]
                self._actions[spec.id].setEnabled(spec.id in acts)

    def say(self, name: str, text: str) -> None:
        """Give an action other words, such as what it would undo."""
        self._actions[name].setText(text)

    def set_menu_enabled(self, menu: str, *, is_enabled: bool) -> None:
        """Grey a whole menu, such as Case where no case is shown."""
        self._menus[menu].menuAction().setEnabled(is_enabled)
        for action in self._menus[menu].actions():
            action.setEnabled(is_enabled)

    def get(self, name: str) -> QAction:
        """The action of that id. Raises ``KeyError``."""
        return self._actions[name]

    def _make(self, name: str, text: str, keys: str) -> QAction:
        action = QAction(QCoreApplication.translate("Actions", text), self)
        action.setObjectName(name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: self._trigger(name))
        self._actions[name] = action
        return action

    def _trigger(self, name: str) -> None:
        if name in self._handlers:
            self._handlers[name]()
