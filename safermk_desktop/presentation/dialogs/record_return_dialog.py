"""Record what an agency sent back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.requests import ReturnState
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.models.case_rows import RETURN_KINDS, RETURN_STATES
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import queries, requests


class RecordReturnDialog(EntryDialog):
    """What is out comes first; what is settled can be corrected."""

    request_combo: QComboBox
    state_combo: QComboBox
    returned_error: FieldError
    returned_edit: DateEdit
    note_error: FieldError
    note_edit: QPlainTextEdit

    def __init__(
        self, context: PageContext, case_id: CaseId, request_id: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("record_return_dialog", context, parent)
        self._case_id = case_id
        asked = sorted(queries.case_file(context.session, case_id).requests, key=lambda request: request.is_settled)
        self._requests = {request.id: request for request in asked}
        for request in asked:
            words = f"{request.organisation}: {RETURN_KINDS[request.kind]}"
            self.request_combo.addItem(words, request.id)
        for state, words in RETURN_STATES.items():
            if state is not ReturnState.ASKED:
                self.state_combo.addItem(self.tr(words), state)
        self.state_combo.setCurrentIndex(self.state_combo.findData(ReturnState.ACCEPTED))
        self.returned_edit.set_day(self.today)
        self.explain(
            self.tr("A return with queries stays out until it is accepted. A waiver needs its reason in the note.")
        )
        self.request_combo.currentIndexChanged.connect(self._show_request)
        self.request_combo.setCurrentIndex(max(0, self.request_combo.findData(request_id)))
        self._show_request()
        self.begin(self.state_combo if request_id else self.request_combo)

    def read(self, faults: Faults) -> Callable[[], object]:
        request = self._requests[RecordId(self.request_combo.currentData())]
        state = ReturnState(self.state_combo.currentData())
        day = faults.day(
            self.returned_error,
            self.returned_edit,
            self.tr("Type the day it came back."),
            earliest=request.asked_on,
            latest=self.today,
        )
        note = self.note_edit.toPlainText().strip()
        if state is ReturnState.WAIVED:
            note = faults.text(self.note_error, self.note_edit, self.tr("Give the reason why the return is waived."))
        return lambda: requests.record_return(
            self.context.session, self._case_id, request.id, state=state, returned_on=day, note=note
        )

    def _show_request(self) -> None:
        """Begin from what is recorded of the request, where anything is."""
        request = self._requests.get(RecordId(str(self.request_combo.currentData())))
        if request is None or request.state is ReturnState.ASKED:
            return
        if request.is_settled:
            self.state_combo.setCurrentIndex(self.state_combo.findData(request.state))
        self.note_edit.setPlainText(request.note)
