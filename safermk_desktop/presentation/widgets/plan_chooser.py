"""Which plan of a board is shown, with what begins and closes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QWidget

from safermk_desktop.domain.board_plan import BoardPlan
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.stacking import is_large
from safermk_desktop.presentation.widgets.text import button, label


class PlanChooser(QWidget):
    """``chosen`` carries the id of another plan; ``begin_asked`` and ``close_asked`` the wish for one of the acts."""

    chosen = Signal(str)
    begin_asked = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self.plan_label = label(self.tr("&Which plan"), "bodyStrong")
        self.plan_combo = QComboBox()
        self.plan_combo.setObjectName("plan_combo")
        self.plan_combo.setAccessibleName(self.tr("Which plan of a board is shown"))
        self.plan_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.plan_combo.setMinimumContentsLength(32)
        self.plan_label.setBuddy(self.plan_combo)
        self.begin_button = button(self.tr("Be&gin a plan"), icon="plus")
        self.close_button = button(self.tr("C&lose the plan"), kind="ghost")
        self._row.addWidget(label(self.tr("Boards' plans"), "h1"))
        self._row.addStretch(1)
        for part in (self.plan_label, self.plan_combo, self.begin_button, self.close_button):
            self._row.addWidget(part)
        self.plan_combo.activated.connect(lambda: self.chosen.emit(str(self.plan_combo.currentData())))
        self.begin_button.clicked.connect(self.begin_asked)
        self.close_button.clicked.connect(self.close_asked)
        Theme.current().changed.connect(self._measure)
        self._measure()

    def show_plans(self, plans: Sequence[BoardPlan], here: CaseId) -> None:
        """Offer the plans and mark the one that is shown; it can be closed while it is open."""
        with QSignalBlocker(self.plan_combo):
            self.plan_combo.clear()
            for plan in plans:
                closed = self.tr(", closed") if plan.closed_on else ""
                self.plan_combo.addItem(f"{plan.label}{closed}", plan.id)
            self.plan_combo.setCurrentIndex(self.plan_combo.findData(here))
        for part in (self.plan_label, self.plan_combo):
            part.setVisible(bool(plans))
        shown = next((plan for plan in plans if plan.case_id == here), None)
        self.close_button.setVisible(shown is not None and shown.closed_on is None)

    def _measure(self) -> None:
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if is_large() else ways.LeftToRight)
