"""The frame around the pages of an unlocked vault: menus, search, navigation, the case header, the status bar."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from safermk_desktop import __version__
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Actions
from safermk_desktop.presentation.changes import Change
from safermk_desktop.presentation.find_field import FindField
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.places import MakePage, Places
from safermk_desktop.presentation.roles import ROLE_WORDS
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.case_header import CaseHeader
from safermk_desktop.presentation.widgets.navigation_rail import NavigationRail
from safermk_desktop.presentation.widgets.status_bar import StatusBar

_TEXT_SIZES: Final = (1.0, 1.25, 1.5, 2.0)


class Shell(QWidget):
    """Shows one page at a time and knows where it is by an address.

    ``home`` is a place, ``case/<id>/<tab>`` a tab of a review, ``prevent/<id>/<part>`` the part ``prevent/<part>`` of a
    place, about one thing. Only a review has the header of a case.
    """

    menu_bar: QMenuBar
    find_edit: QLineEdit
    navigation_rail: NavigationRail
    vault_banner: Banner
    draft_banner: Banner
    case_header: CaseHeader
    page_stack: QStackedWidget
    status_bar: StatusBar

    lock_asked = Signal()
    quit_asked = Signal()
    sharing_asked = Signal()

    def __init__(self, context: PageContext, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "shell")
        places = places.open_to(context.session.vault.compartments)
        self._context = context
        self._places = places
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._address = ""
        self._make_actions()
        self._find = FindField(self.find_edit, context, places, self.go)
        rail = [(place.id, place.icon, self.tr(place.title)) for place in places.places if not place.within]
        self.navigation_rail.add_places(rail, at_foot=[("lock", "lock", self.tr("Lock"))])
        self.navigation_rail.asked.connect(self._go_from_rail)
        self.case_header.add_tabs([(tab.id, self.tr(tab.title)) for tab in places.tabs])
        self.case_header.tab_asked.connect(self._go_to_tab)
        self.case_header.cases_asked.connect(lambda: self.go(places.places[0].id))
        self.case_header.hide()
        vault = context.session.vault
        self.status_bar.show_vault(vault.folder.name, f"{vault.person}, {ROLE_WORDS[vault.role]}")
        if vault.is_read_only:
            words = self.tr("Open for reading only: a newer version wrote this vault. Nothing can be changed here.")
            self.vault_banner.show_banner("amber", words)
        self.status_bar.cancel_asked.connect(context.jobs.cancel_all)
        context.jobs.shown.connect(self.status_bar.show_work)
        context.changes.changed.connect(self._on_change)

    @property
    def address(self) -> str:
        """Where the shell is."""
        return self._address

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._pages.get(self._page_key(self._address))

    def go(self, address: str) -> bool:
        """Go to an address; an unknown one leads home. Says whether the page left let go."""
        page = self.page
        if page is not None and not page.leave():
            self._mark(self._address)
            return False
        key = self._page_key(address)
        make = self._maker(key)
        if make is None:
            address = key = self._places.places[0].id
            make = self._places.places[0].make
        if key not in self._pages:
            self._pages[key] = make(self._context)
            self._areas[key] = _area(self._pages[key])
            self.page_stack.addWidget(self._areas[key])
            Theme.current().dress(self._pages[key])
        self._show(address, self._pages[key])
        return True

    def show_lock_in(self, seconds: int) -> None:
        """Say in the status bar when the vault locks itself."""
        self.status_bar.show_lock(seconds // 60, seconds)

    def _show(self, address: str, page: Page) -> None:
        self._address = address
        self._arrive()
        self.page_stack.setCurrentWidget(self._areas[self._page_key(address)])
        self._mark(address)
        self._actions.bind_page(page.acts())
        self._focus_first(page)

    def _focus_first(self, page: Page) -> None:
        """Into the first pane that takes the focus; it is never nowhere."""
        for pane in (*page.panes(), self.navigation_rail):
            pane.setFocus(Qt.FocusReason.OtherFocusReason)
            now = self.window().focusWidget()
            if now and (now is pane or pane.isAncestorOf(now)):
                return

    def _arrive(self) -> None:
        case_id = self._case_id(self._address)
        page = self.page
        try:
            if case_id:
                self.case_header.show_heading(self._places.heading(self._context.session, case_id))
            if page is not None:
                page.arrive(self._about(self._address))
        except SafermkError as error:
            self._context.messages.show_error(error)
            if self._address != self._places.places[0].id:
                self.go(self._places.places[0].id)

    def _mark(self, address: str) -> None:
        case_id = self._case_id(address)
        self.case_header.setVisible(bool(case_id))
        self._actions.set_menu_enabled("&Case", is_enabled=bool(case_id))
        if case_id:
            self.case_header.show_tab(address.rpartition("/")[2])
        ids = [place.id for place in self._places.places]
        within = {place.id: place.within for place in self._places.places}.get(place := self._page_key(address), "")
        current = ("cases" if "cases" in ids else ids[0]) if case_id else within or place
        self.navigation_rail.show_current(current)

    def _on_change(self, change: Change) -> None:
        now: datetime = self._context.session.clock.now()
        self.status_bar.show_saved(f"{now.astimezone():%H:%M}")
        if not change.case_id or not self._about(self._address) or change.case_id in self._address:
            self._arrive()
            if (page := self.page) is not None:
                self._actions.bind_page(page.acts())

    @staticmethod
    def _case_id(address: str) -> str:
        return Shell._about(address) if address.startswith("case/") else ""

    @staticmethod
    def _about(address: str) -> str:
        """What an address of three parts is of: a review, a Channel case or meeting, a board's plan; else empty."""
        parts = address.split("/")
        return parts[1] if len(parts) == 3 else ""

    def _page_key(self, address: str) -> str:
        if not self._about(address):
            return address
        first, _, last = address.split("/")
        return key if self._maker(key := f"{first}/{last}") is not None else first

    def _maker(self, key: str) -> MakePage | None:
        makers = {place.id: place.make for place in self._places.places}
        makers.update({f"case/{tab.id}": tab.make for tab in self._places.tabs})
        return makers.get(key)

    def _go_from_rail(self, name: str) -> None:
        if name == "lock":
            self.lock_asked.emit()
        else:
            self.go(name)

    def _go_to_tab(self, tab: str) -> None:
        if case_id := self._case_id(self._address):
            self.go(f"case/{case_id}/{tab}")

    def _make_actions(self) -> None:
        self._actions = Actions(self.menu_bar)
        self.menu_bar.setNativeMenuBar(False)
        places = {place.id: self.tr(place.title) for place in self._places.places if not place.within}
        tabs = {tab.id: self.tr(tab.title) for tab in self._places.tabs}
        self._actions.add_numbered("&View", "Alt", places, self._go_from_rail)
        self._actions.add_numbered("&Case", "Ctrl", tabs, self._go_to_tab)
        for name, act in (
            ("lock", self.lock_asked.emit),
            ("quit", self.quit_asked.emit),
            ("allow_sharing", self.sharing_asked.emit),
            ("find", self.find_edit.setFocus),
            ("next_pane", lambda: self._move_pane(1)),
            ("last_pane", lambda: self._move_pane(-1)),
            ("larger_text", lambda: self._resize_text(1)),
            ("smaller_text", lambda: self._resize_text(-1)),
            ("about", self._tell_about),
        ):
            self._actions.bind(name, act)

    def _move_pane(self, step: int) -> None:
        page = self.page
        panes = [self.navigation_rail, self.find_edit, self.case_header.tabs, *(page.panes() if page else ())]
        shown = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
        focus = QApplication.focusWidget()
        here = next((at for at, pane in enumerate(shown) if focus and (pane is focus or pane.isAncestorOf(focus))), -1)
        start = 0 if here < 0 and step < 0 else here
        shown[(start + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def _resize_text(self, step: int) -> None:
        theme = Theme.current()
        at = min(range(len(_TEXT_SIZES)), key=lambda place: abs(_TEXT_SIZES[place] - theme.scale))
        theme.change(scale=_TEXT_SIZES[max(0, min(len(_TEXT_SIZES) - 1, at + step))])

    def _tell_about(self) -> None:
        text = self.tr("Version {version}. Works without a network. MIT licence.").format(version=__version__)
        self._context.messages.tell(self.tr("SaferMK Desktop"), text)


class _Room(QWidget):
    """Gives a page all the room there is, and never less than its least. A layout would ask for all its height."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        page.setParent(self)

    def minimumSizeHint(self) -> QSize:
        least, layout = self._page.minimumSizeHint(), self._page.layout()
        if layout is not None and layout.hasHeightForWidth():
            # What wraps takes more lines in a narrow window; Qt would take their height from the table below them.
            least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(self.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._page.resize(self.size())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def _area(page: Page) -> QScrollArea:
    """With large text a page may need more room than a small screen has: then it scrolls; the window does not grow."""
    made = QScrollArea()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(room := _Room(page))
    made.viewport().setAutoFillBackground(False)
    room.setAutoFillBackground(False)
    return made
