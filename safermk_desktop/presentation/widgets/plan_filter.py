"""What is asked for of an action plan: words, agency, theme, status, date, and a chip with its count for each RAG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton, QWidget

from safermk_desktop.domain.actions import RAG_SHAPES, RAG_WORDS, STATUS_WORDS, ActionStatus, Rag
from safermk_desktop.domain.plan_view import ActionLine, Due, PlanFilter, agencies_of, tally, themes_of
from safermk_desktop.presentation.painting import rag_pixmap
from safermk_desktop.presentation.theme import Theme, with_air
from safermk_desktop.presentation.widgets.flow import FlowLayout

TALL: Final = 36
_AIR: Final = 4
"""Pixels between the shape of a rating and its word."""
DUE_WORDS: Final = MappingProxyType(
    {
        Due.ANY: "Any target date",
        Due.LATE: "Past its date",
        Due.SOON: "Due within 30 days",
        Due.QUARTER: "Due within 3 months",
        Due.LATER: "Due later",
    }
)


class PlanFilterBar(QWidget):
    """``changed`` is emitted when anything else is asked for. The chips go on in the next line where they must."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self)
        self.words_edit = QLineEdit(self)
        self.words_edit.setObjectName("words_edit")
        self.words_edit.setPlaceholderText(self.tr("Filter actions"))
        self.words_edit.setClearButtonEnabled(True)
        self.agency_combo = self._combo("agency_combo", self.tr("Lead or contributing agency"))
        self.theme_combo = self._combo("theme_combo", self.tr("Theme"))
        self.status_combo = self._combo("status_combo", self.tr("Status"))
        self.due_combo = self._combo("due_combo", self.tr("Target date"))
        self.status_combo.addItem(self.tr("All statuses"), "")
        for status, words in STATUS_WORDS.items():
            self.status_combo.addItem(words, status.value)
        for due, words in DUE_WORDS.items():
            self.due_combo.addItem(self.tr(words), due.value)
        self.words_edit.setAccessibleName(self.tr("Words in the action, its reference, its lead or its case"))
        self.words_edit.setMinimumWidth(160)
        self.words_edit.textChanged.connect(self._tell)
        self.chips = {rag: self._chip(rag) for rag in Rag}
        for part in (self.words_edit, *self._combos(), *self.chips.values()):
            part.setMinimumHeight(TALL)
            flow.addWidget(part)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of all lines: a page that scrolls as a whole asks for no height by width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    def offer(self, lines: Sequence[ActionLine]) -> None:
        """Offer the agencies and themes of these lines, and count their ratings; what is chosen stays if it can."""
        _fill(self.agency_combo, self.tr("All agencies"), agencies_of(lines))
        _fill(self.theme_combo, self.tr("All themes"), themes_of(lines))
        self.theme_combo.setVisible(self.theme_combo.count() > 1)
        for rag, count in tally(lines).items():
            chip = self.chips[rag]
            chip.setText(f"{RAG_WORDS[rag]} {count}")
            chip.setAccessibleName(f"{RAG_WORDS[rag]}, {RAG_SHAPES[rag]}, {count}")

    def asked(self, *, with_finished: bool = True) -> PlanFilter:
        """What is asked for. All chips, or none, ask for every rating."""
        rags = frozenset(rag for rag, chip in self.chips.items() if chip.isChecked())
        status = str(self.status_combo.currentData())
        return PlanFilter(
            words=self.words_edit.text(),
            agency=str(self.agency_combo.currentData() or ""),
            theme=str(self.theme_combo.currentData() or ""),
            statuses=frozenset({ActionStatus(status)}) if status else frozenset(),
            due=Due(str(self.due_combo.currentData())),
            rags=rags if len(rags) < len(Rag) else frozenset(),
            with_finished=with_finished,
        )

    def ask_for(self, agency: str) -> None:
        """Ask for one agency."""
        self.agency_combo.setCurrentIndex(max(0, self.agency_combo.findData(agency)))

    def clear(self) -> None:
        """Ask for everything."""
        blockers = [QSignalBlocker(part) for part in (self.words_edit, *self._combos(), *self.chips.values())]
        self.words_edit.clear()
        for combo in self._combos():
            combo.setCurrentIndex(0)
        for chip in self.chips.values():
            chip.setChecked(True)
        del blockers
        self.changed.emit()

    def _combos(self) -> tuple[QComboBox, ...]:
        return (self.agency_combo, self.theme_combo, self.status_combo, self.due_combo)

    def _combo(self, name: str, spoken: str) -> QComboBox:
        made = QComboBox(self)
        made.setObjectName(name)
        made.setAccessibleName(spoken)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(11)
        made.currentIndexChanged.connect(self._tell)
        return made

    def _chip(self, rag: Rag) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(f"{rag.value}_chip")
        made.setProperty("chip", True)
        made.setCheckable(True)
        made.setChecked(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.toggled.connect(self._tell)
        return made

    def _dress(self) -> None:
        size = round(14 * Theme.current().scale)
        for rag, chip in self.chips.items():
            chip.setIcon(QIcon(with_air(rag_pixmap(rag.value, size), _AIR)))
            chip.setIconSize(QSize(size + _AIR, size))

    def _tell(self) -> None:
        self.changed.emit()


def _fill(combo: QComboBox, everything: str, names: Iterable[str]) -> None:
    kept = combo.currentData()
    blocker = QSignalBlocker(combo)
    combo.clear()
    combo.addItem(everything, "")
    for name in names:
        combo.addItem(name, name)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
    del blocker
