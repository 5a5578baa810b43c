"""Pass a gate whose conditions are not all met: a reason and an approver, both on the record."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.services import cases, queries


class OverrideDialog(EntryDialog):
    """Names what is not met. ``result_of_act`` is the name of the state the case then stands in."""

    reason_error: FieldError
    reason_edit: QPlainTextEdit
    approver_error: FieldError
    approver_edit: QLineEdit

    def __init__(self, context: PageContext, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__("override_dialog", context, parent)
        self._case_id = case_id
        shown = queries.overview(context.session, case_id)
        unmet = "\n".join(f"\u2022 {finding.sentence}" for finding in shown.unmet)
        words = self.tr("The case moves on to {stage} although this is not met:\n{unmet}\nThe log keeps all of it.")
        self.explain(words.format(stage=shown.next_state, unmet=unmet))
        self.begin(self.reason_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        reason = faults.text(
            self.reason_error, self.reason_edit, self.tr("Say why the case moves on without the conditions.")
        )
        approver = faults.text(self.approver_error, self.approver_edit, self.tr("Type who approved it."))
        return lambda: cases.advance(self.context.session, self._case_id, reason=reason, approver=approver)
