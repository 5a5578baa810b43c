"""Agree the draft of the terms of reference as a numbered version."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.terms import TermsVersion
from safermk_desktop.errors import EntryInvalid, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError, day_text
from safermk_desktop.services import terms

_NUMBER: Final = re.compile(r"(\d{1,4})\.(\d{1,4})")


def next_number(versions: tuple[TermsVersion, ...]) -> str:
    """The number proposed: 1.0, then one more behind the point; empty where the last number is of another kind."""
    if not versions:
        return "1.0"
    match = _NUMBER.fullmatch(versions[-1].number.strip())
    return f"{match.group(1)}.{int(match.group(2)) + 1}" if match else ""


class AgreeTermsDialog(EntryDialog):
    """Number, day and by whom. What is agreed never changes again."""

    number_error: FieldError
    number_edit: QLineEdit
    agreed_error: FieldError
    agreed_edit: DateEdit
    by_error: FieldError
    by_edit: QLineEdit

    def __init__(self, context: PageContext, file: CaseFile, parent: QWidget | None = None) -> None:
        super().__init__("agree_terms_dialog", context, parent)
        self._case = file.case
        last = file.versions[-1] if file.versions else None
        before = (
            self.tr("It replaces version {number}, agreed {day}, which is kept.").format(
                number=last.number, day=day_text(last.agreed_on)
            )
            if last
            else self.tr("It is the first version.")
        )
        self.explain(
            self.tr("All {count} sections are agreed as they now stand and never change again.").format(
                count=len(file.sections)
            )
            + f" {before}"
        )
        self.number_edit.setText(next_number(file.versions))
        self.agreed_edit.set_day(self.today)
        self.begin(self.by_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        number = faults.text(self.number_error, self.number_edit, self.tr("Give the version a number, such as 1.0."))
        agreed_on = faults.day(
            self.agreed_error,
            self.agreed_edit,
            self.tr("Enter the day it was agreed."),
            earliest=self._case.opened_on,
            latest=self.today,
        )
        agreed_by = faults.text(self.by_error, self.by_edit, self.tr("Say who agreed it."))
        return lambda: terms.agree_terms(
            self.context.session, self._case.case_id, number=number, agreed_on=agreed_on, agreed_by=agreed_by
        )

    def field_of(self, error: SafermkError) -> QWidget:
        return self.number_edit if isinstance(error, EntryInvalid) else self.by_edit
