"""The search field: cases and records as one types, off the GUI thread; each key stops what the one before began."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QListView

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.jobs import Job, Lane
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.places import Hit, Places
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services.progress import Progress

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
MOST_SHOWN: Final = 14
WIDE: Final = 640
"""The width of the list of what was found, in pixels at 100 % text."""


class FindField(QObject):
    """Fills the list under ``edit``. ``go`` takes the address of what is chosen and says whether it went there."""

    def __init__(self, edit: QLineEdit, context: PageContext, places: Places, go: Callable[[str], bool]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._context = context
        self._places = places
        self._go = go
        self._ticket = 0
        self._jobs: list[Job] = []
        self._cases: Sequence[Hit] | None = None
        self._records: Sequence[Hit] | None = None
        self._is_enter_waiting = False
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST_SHOWN)
        edit.setCompleter(self._completer)
        self._completer.activated.connect(self._choose)
        edit.textEdited.connect(self._search)
        edit.returnPressed.connect(self._enter)
        edit.installEventFilter(self)
        self._popup: QAbstractItemView = self._completer.popup() or QListView(edit)
        self._popup.installEventFilter(self)

    @property
    def hits(self) -> dict[str, str]:
        """What was found, cases first, each with its address."""
        is_safe = self._context.safe_view.is_on
        found = (*(self._cases or ()), *(self._records or ()))
        return {(hit.safe_text if is_safe and hit.safe_text else hit.text): hit.address for hit in found}

    def clear(self) -> None:
        """Empty the field and stop looking."""
        self._stop()
        self._edit.clear()
        self._model.setStringList([])
        self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self._edit.text():
                self.clear()
                return True
            is_popup = watched is self._popup
            if is_popup and event.key() in _ENTER and not self._popup.currentIndex().isValid():
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self._stop()
        wanted = text.strip()
        if not wanted:
            self._model.setStringList([])
            return
        session = self._context.session
        ticket = self._ticket

        def cases(progress: Progress) -> Sequence[Hit]:
            progress(0, 0)
            return self._places.find(session, wanted)

        def records(progress: Progress) -> Sequence[Hit]:
            progress(0, 0)
            return self._places.find_records(session, wanted, ticket)

        for work, keep in ((cases, self._keep_cases), (records, self._keep_records)):
            self._jobs.append(
                self._context.jobs.run(
                    self,
                    work,
                    label=self.tr("Searching"),
                    done=partial(keep, ticket),
                    failed=partial(self._fail, ticket),
                    lane=Lane.SEARCH,
                )
            )

    def _stop(self) -> None:
        self._ticket += 1
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()
        self._cases = self._records = None
        self._is_enter_waiting = False

    def _keep_cases(self, ticket: int, hits: Sequence[Hit]) -> None:
        if ticket == self._ticket:
            self._cases = hits
            self._show()

    def _keep_records(self, ticket: int, hits: Sequence[Hit]) -> None:
        if ticket == self._ticket:
            self._records = hits
            self._show()

    def _fail(self, ticket: int, error: SafermkError) -> None:
        if ticket == self._ticket:
            self._stop()
            self._context.messages.show_error(error)

    def _show(self) -> None:
        lines = list(self.hits)
        is_over = self._cases is not None and self._records is not None
        if not lines and is_over:
            lines = [self.tr("Nothing found")]
        self._model.setStringList(lines)
        if self._is_enter_waiting:
            self._enter()
        elif lines and self._edit.hasFocus():
            self._completer.complete(self._room())

    def _room(self) -> QRect:
        """Where the list goes: ending with the field, and wide enough for a sentence where the window is."""
        field, theme = self._edit.rect(), Theme.current()
        left = self._edit.mapTo(self._edit.window(), field.topLeft()).x() - theme.space(4)
        more = max(0, min(left, round(WIDE * theme.scale) - field.width()))
        return field.adjusted(-more, 0, 0, 0)

    def _enter(self) -> None:
        """Go to the first, cases before records; what is still being looked for is waited for."""
        first = next(iter(self.hits), "") if self._cases is not None else ""
        is_over = self._cases is not None and self._records is not None
        self._is_enter_waiting = bool(self._jobs) and not first and not is_over
        if first:
            self._choose(first)

    def _choose(self, text: str) -> None:
        address = self.hits.get(text, "")
        if not address or self._go(address):
            self.clear()
