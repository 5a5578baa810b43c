"""What was recommended before: how often, and each time with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from safermk_desktop.domain.repeats import Finder, said_before
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.text import label, prose

WAIT_MS: Final = 300
"""How long nothing is typed before the text is compared."""
SHOWN: Final = 6
AT_ONCE, AT_A_TIME, PAUSE_MS = 16, 4, 20
"""Earlier ones that are read before anything is shown, then in each pause between keys: 12 ms each."""


class RepeatList(QFrame):
    """Hidden while nothing like the text was recommended before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make: Callable[[], Finder] | None = None
        self._finder: Finder | None = None
        self._text = ""
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._compare)
        self._reading = QTimer(self)
        self._reading.setInterval(PAUSE_MS)
        self._reading.timeout.connect(self._read_more)
        self.setAccessibleName(self.tr("Recommended before"))
        self.hide()

    def use(self, make: Callable[[], Finder]) -> None:
        """Compare with these from now on; they are read once there is something to compare."""
        self._make, self._finder = make, None
        self._reading.stop()

    def follow(self, text: str) -> None:
        """Compare a text that is being typed, once the typing rests."""
        self._text = text
        self._timer.start()

    def show_for(self, text: str) -> None:
        """Compare a text now."""
        self._text = text
        self._show()

    def _compare(self) -> None:
        if self.window().isVisible():  # a form that was closed meanwhile reads nothing: the vault may be locked by then
            self._show()

    def _show(self) -> None:
        if self._finder is None and self._make is not None and self._text.strip():
            self._finder = self._make()
            if self._finder.read_more(AT_ONCE):
                self._reading.start()
        self._tell()

    def _read_more(self) -> None:
        """Read on while nobody types; once all are read, what is shown is told anew."""
        if self._finder is None or not self.window().isVisible():
            self._reading.stop()
        elif not self._timer.isActive() and not self._finder.read_more(AT_A_TIME):
            self._reading.stop()
            self._tell()

    def _tell(self) -> None:
        found = self._finder.repeats_of(self._text) if self._finder and self._text.strip() else ()
        empty(self._lines)
        self.setVisible(bool(found))
        if not found:
            return
        self._lines.addWidget(label(self.tr(said_before(found)), "bodyStrong", tone="amber", wraps=True))
        for one in found[:SHOWN]:
            words = self.tr("{label}, recommendation {number}: {text}")
            self._lines.addWidget(
                prose(words.format(label=one.earlier.label, number=one.earlier.number, text=one.earlier.text))
            )
        if len(found) > SHOWN:
            more = self.tr("and {count} more").format(count=len(found) - SHOWN)
            self._lines.addWidget(label(more, "small", tone="secondary"))
        Theme.current().dress(self)
