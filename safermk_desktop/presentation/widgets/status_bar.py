"""The line at the foot of the window: vault, person, network, what is running, saved, backed up, and when it locks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from safermk_desktop.presentation.theme import Theme, say
from safermk_desktop.presentation.widgets.stacking import is_large
from safermk_desktop.presentation.widgets.text import ElidedLabel, button, glyph, label


class StatusBar(QFrame):
    """Icons with words. ``cancel_asked`` comes from the button beside running work."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        self.setProperty("edge", "top")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 0, 16, 0)
        self._layout.setSpacing(12)
        self._vault = self._part("lock-open")
        self._rule()
        self._person = self._part("user")
        self._rule()
        self._network = self._part("wifi-off", is_whole=True)
        self._layout.addStretch(1)
        self._work = label("", "caption", tone="accent")
        self._cancel = button(self.tr("Stop"), kind="link")
        self._cancel.setProperty("role", "caption")
        self._cancel.clicked.connect(self.cancel_asked)
        self._layout.addWidget(self._work)
        self._layout.addWidget(self._cancel)
        self._saved = self._part("circle-check", "green.text", is_whole=True)
        self._rule()
        self._backup = self._part("history", is_whole=True)
        self._rule()
        self._lock = self._part("clock", is_whole=True)
        self.show_work("")
        self.show_saved("")
        self.show_backup(self.tr("no backup yet"))
        self._measure()
        Theme.current().changed.connect(self._measure)

    def show_vault(self, name: str, person: str) -> None:
        """The unlocked vault and who works in it."""
        self._vault.setText(self.tr("{vault}, encrypted, unlocked").format(vault=name))
        self._person.setText(person)

    def show_saved(self, at: str) -> None:
        """When something was last saved, as a time of day."""
        self._saved.setText(self.tr("Saved {at}").format(at=at) if at else self.tr("All saved"))

    def show_backup(self, words: str, tone: str = "secondary") -> None:
        """How the newest backup stands: ``backup 14:02, proved``."""
        self._backup.setText(words[:1].upper() + words[1:])
        say(self._backup, tone=tone)

    def show_lock(self, minutes: int, seconds: int) -> None:
        """How long until the vault locks itself."""
        words = self.tr("Locks in {n} min") if minutes else self.tr("Locks in {n} s")
        self._lock.setText(words.format(n=minutes or seconds))

    def show_work(self, text: str) -> None:
        """What is running now; nothing takes the words and the button away."""
        self._work.setText(text)
        self._work.setVisible(bool(text))
        self._cancel.setVisible(bool(text))

    def _part(self, icon: str, tone: str = "text.secondary", *, is_whole: bool = False) -> QLabel:
        """An icon with words; those that are not ``is_whole`` end in an ellipsis where there is no room for all."""
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(glyph(icon, tone, 14))
        words = QLabel() if is_whole else ElidedLabel()
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setProperty("role", "caption")
        words.setProperty("tone", "secondary")
        row.addWidget(words)
        self._layout.addLayout(row)
        return words

    def _rule(self) -> None:
        line = QFrame()
        line.setProperty("rule", "v")
        line.setFixedWidth(1)
        self._layout.addWidget(line)

    def _measure(self) -> None:
        self._network.setText(self.tr("Offline") if is_large() else self.tr("Offline: no network use"))
        self.setFixedHeight(Theme.current().size("status"))
