"""Settle a required seat without a member."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from safermk_desktop.domain.panel import Seat, SeatState
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.services import panel


class SettleSeatDialog(EntryDialog):
    """The agency had no involvement, or the seat is waived; either needs its reason."""

    state_combo: QComboBox
    reason_error: FieldError
    reason_edit: QPlainTextEdit

    def __init__(self, context: PageContext, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__("settle_seat_dialog", context, parent)
        self.about = seat.id
        self._seat = seat
        self.explain(
            self.tr("Seat: {seat}. Required because: {reason} ({source}).").format(
                seat=seat.agency_kind, reason=seat.reason, source=seat.source
            )
        )
        self.state_combo.addItem(self.tr("The agency had no involvement"), SeatState.NO_INVOLVEMENT.value)
        self.state_combo.addItem(self.tr("The seat is waived"), SeatState.WAIVED.value)
        self.begin(self.state_combo)

    def read(self, faults: Faults) -> Callable[[], object]:
        reason = faults.text(
            self.reason_error, self.reason_edit, self.tr("Give the reason; a seat is not settled without one.")
        )
        state = SeatState(str(self.state_combo.currentData()))
        return lambda: panel.settle_seat(
            self.context.session, self._seat.case_id, self._seat.id, state=state, reason=reason
        )
