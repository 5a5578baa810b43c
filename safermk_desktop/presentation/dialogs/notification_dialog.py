"""Open a case from a written notification."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.case import Manner
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults, lines_of
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.case_words import MANNERS
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import cases, queries
from safermk_desktop.services.session import Session


def next_reference(session: Session) -> str:
    """The next free reference of this year, as DHR-YYYY-NN."""
    stem = f"DHR-{session.clock.today().year}-"
    taken = queries.references(session)
    numbers = [int(found[1]) for ref in taken if (found := re.fullmatch(rf"{stem}(\d+)", ref))]
    return f"{stem}{max(numbers, default=0) + 1:02d}"


class NotificationDialog(EntryDialog):
    """``result_of_act`` is the id of the new case."""

    reference_error: FieldError
    reference_edit: QLineEdit
    label_error: FieldError
    label_edit: QLineEdit
    received_error: FieldError
    received_edit: DateEdit
    death_error: FieldError
    death_edit: DateEdit
    agency_error: FieldError
    agency_edit: QLineEdit
    notifier_edit: QLineEdit
    manner_combo: QComboBox
    area_error: FieldError
    area_edit: QLineEdit
    circumstances_edit: QPlainTextEdit
    known_edit: QPlainTextEdit
    lead_error: FieldError
    lead_edit: QLineEdit

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("notification_dialog", context, parent)
        self.explain(
            self.tr(
                "The working title is what may be said in an open meeting: no names. The date of receipt starts the "
                "clock of the decision."
            )
        )
        self.reference_edit.setText(next_reference(context.session))
        self.received_edit.set_day(self.today)
        self.area_edit.setText(context.session.partnership.area)
        self.lead_edit.setText(context.session.person)
        for manner, words in MANNERS.items():
            self.manner_combo.addItem(self.tr(words), manner)
        self.begin(self.label_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        reference = faults.text(self.reference_error, self.reference_edit, self.tr("Type a reference for the case."))
        label = faults.text(self.label_error, self.label_edit, self.tr("Type a working title without names."))
        received = faults.day(
            self.received_error,
            self.received_edit,
            self.tr("Type the day the notification was received."),
            latest=self.today,
        )
        died = faults.day(
            self.death_error,
            self.death_edit,
            self.tr("Type the date of death."),
            latest=received if received > date.min else self.today,
        )
        agency = faults.text(self.agency_error, self.agency_edit, self.tr("Type which agency sent the notification."))
        area = faults.text(self.area_error, self.area_edit, self.tr("Type the area where the person who died lived."))
        lead = faults.text(self.lead_error, self.lead_edit, self.tr("Type who leads on the case."))
        return lambda: cases.record_notification(
            self.context.session,
            cases.NewCase(
                reference=reference,
                label=label,
                received_on=received,
                death_on=died,
                notifier_agency=agency,
                notifier_role=self.notifier_edit.text().strip(),
                manner=Manner(self.manner_combo.currentData()),
                circumstances=self.circumstances_edit.toPlainText().strip(),
                residence_area=area,
                lead=lead,
                known_agencies=lines_of(self.known_edit),
            ),
        )

    def field_of(self, error: SafermkError) -> QWidget:
        return self.reference_edit
