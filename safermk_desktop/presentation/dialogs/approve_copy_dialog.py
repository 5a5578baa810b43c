"""A second person approves a redacted copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from safermk_desktop.domain.documents import RedactedCopy
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError, day_text
from safermk_desktop.services import redacting


class ApproveCopyDialog(EntryDialog):
    """Whoever prepared the copy cannot approve it."""

    approver_error: FieldError
    approver_edit: QLineEdit
    read_error: FieldError
    read_check: QCheckBox

    def __init__(
        self, context: PageContext, case_id: CaseId, copy: RedactedCopy, parent: QWidget | None = None
    ) -> None:
        super().__init__("approve_copy_dialog", context, parent)
        self.about = copy.id
        self._case_id = case_id
        self._copy = copy
        self.explain(
            self.tr(
                "Prepared by {person} on {day}. Someone else reads the whole copy and approves it; only then may it be "
                "published."
            ).format(person=copy.prepared_by, day=day_text(copy.made_on))
        )
        self.begin(self.approver_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        approver = faults.text(
            self.approver_error, self.approver_edit, self.tr("Type the name of the person who read the copy.")
        )
        if not self.read_check.isChecked():
            not_read = self.tr("A copy is approved only after it was read in full.")
            faults.found.append((self.read_error, self.read_check, not_read))
        return lambda: redacting.approve_copy(self.context.session, self._case_id, self._copy.id, approver=approver)

    def field_of(self, error: SafermkError) -> QWidget:
        return self.approver_edit
