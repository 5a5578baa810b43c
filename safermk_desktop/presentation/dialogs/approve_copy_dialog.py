"""A second person approves a redacted copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from safermk_desktop.domain.documents import RedactedCopy
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.record_dialog import Check, RecordDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError, day_text
from safermk_desktop.services import redacting


class ApproveCopyDialog(RecordDialog):
    """Whoever prepared the copy cannot approve it."""

    approver_error: FieldError
    approver_edit: QLineEdit
    read_error: FieldError
    read_check: QCheckBox

    def __init__(
        self, context: PageContext, case_id: CaseId, copy: RedactedCopy, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "approve_copy_dialog", parent)
        self._case_id = case_id
        self._copy = copy
        self.explain(
            self.tr(
                "Prepared by {person} on {day}. Someone else reads the whole copy and approves it; only then may it be "
                "published."
            ).format(person=copy.prepared_by, day=day_text(copy.made_on))
        )
        self.approver_edit.setFocus()

    def checks(self) -> Sequence[Check]:
        no_name = "" if self.approver_edit.text().strip() else self.tr("Type the name of the person who read the copy.")
        not_read = "" if self.read_check.isChecked() else self.tr("A copy is approved only after it was read in full.")
        return (
            Check(self.approver_error, self.approver_edit, no_name),
            Check(self.read_error, self.read_check, not_read),
        )

    def record(self) -> bool:
        approver = self.approver_edit.text().strip()
        redacting.approve_copy(self.context.session, self._case_id, self._copy.id, approver=approver)
        return True
