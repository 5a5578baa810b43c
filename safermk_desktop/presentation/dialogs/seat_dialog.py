"""Add a seat that the panel of this case must fill."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.services import panel


class SeatDialog(EntryDialog):
    """Which agency, why, and who asked for it."""

    kind_error: FieldError
    kind_edit: QLineEdit
    reason_error: FieldError
    reason_edit: QPlainTextEdit
    source_error: FieldError
    source_edit: QLineEdit

    def __init__(self, context: PageContext, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__("seat_dialog", context, parent)
        self._case_id = case_id
        self.explain(self.tr("The seat is required from now on: the gate stays closed until it is filled or settled."))
        self.begin(self.kind_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        kind = faults.text(self.kind_error, self.kind_edit, self.tr("Name the kind of agency."))
        reason = faults.text(self.reason_error, self.reason_edit, self.tr("Say why this panel needs the seat."))
        source = faults.text(self.source_error, self.source_edit, self.tr("Say who asked for the seat."))
        return lambda: panel.require_seat(
            self.context.session, self._case_id, agency_kind=kind, reason=reason, source=source
        )
