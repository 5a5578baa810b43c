"""Set a later date of the partnership's own for a duty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.process import open_deadlines
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError, day_text
from safermk_desktop.services import cases, queries
from safermk_desktop.services.casefiles import regime_of


class OwnDateDialog(EntryDialog):
    """Offers the duties whose clocks run. ``rule`` is the one it opens on."""

    rule_combo: QComboBox
    own_error: FieldError
    own_edit: DateEdit
    reason_error: FieldError
    reason_edit: QPlainTextEdit
    authoriser_error: FieldError
    authoriser_edit: QLineEdit
    told_error: FieldError
    told_edit: DateEdit

    def __init__(self, context: PageContext, case_id: CaseId, rule: str = "", parent: QWidget | None = None) -> None:
        super().__init__("own_date_dialog", context, parent)
        self._case_id = case_id
        file = queries.case_file(context.session, case_id)
        self._held = {item.rule: item for item in file.own_dates}
        for item in open_deadlines(regime_of(file.case), file, context.session.calendar, CONDITIONS):
            if item.due is not None:
                self.rule_combo.addItem(f"{item.rule.duty} ({day_text(item.due)})", item.rule.id)
        self.explain(
            self.tr(
                "The date of the law or the guidance stays as it is and goes on being shown, with this one beside it."
            )
        )
        self.rule_combo.currentIndexChanged.connect(self._show_rule)
        self.rule_combo.setCurrentIndex(max(0, self.rule_combo.findData(rule)))
        self._show_rule()
        self.begin(self.own_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        own = faults.day(
            self.own_error, self.own_edit, self.tr("Type the partnership's own date."), earliest=self.today
        )
        reason = faults.text(self.reason_error, self.reason_edit, self.tr("Give the reason for another date."))
        by = faults.text(self.authoriser_error, self.authoriser_edit, self.tr("Type who authorised it."))
        told = None
        if self.told_edit.text().strip():
            missing = self.tr("Type the day on which the Home Office was told.")
            told = faults.day(self.told_error, self.told_edit, missing, latest=self.today)
        return lambda: cases.set_own_date(
            self.context.session,
            self._case_id,
            rule=str(self.rule_combo.currentData()),
            own_on=own,
            reason=reason,
            authoriser=by,
            home_office_told_on=told,
        )

    def _show_rule(self) -> None:
        """Begin from the date held for the duty, where there is one."""
        held = self._held.get(str(self.rule_combo.currentData()))
        if held is not None:
            self.own_edit.set_day(held.own_on)
            self.reason_edit.setPlainText(held.reason.replace(".; ", ". "))
            self.authoriser_edit.setText(held.authoriser)
            self.told_edit.set_day(held.home_office_told_on)
