"""Record that an agency was asked for an individual management review or one of its shorter kinds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QComboBox, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.requests import ReturnKind
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.dialogs.offered_organisations import OfferedOrganisations
from safermk_desktop.presentation.models.case_rows import RETURN_KINDS
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import queries, requests


class AskAgencyDialog(EntryDialog):
    """Offers the agencies of the case that were not asked yet, then those that existed on the day; any can be typed."""

    organisation_error: FieldError
    organisation_combo: QComboBox
    kind_combo: QComboBox
    asked_error: FieldError
    asked_edit: DateEdit
    due_error: FieldError
    due_edit: DateEdit

    def __init__(self, context: PageContext, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__("ask_agency_dialog", context, parent)
        self._case_id = case_id
        file = queries.case_file(context.session, case_id)
        self._opened = file.case.opened_on
        known = file.notification.known_agencies if file.notification else ()
        asked = {request.organisation for request in file.requests}
        offered = [*known, *(member.organisation for member in file.members if member.left_on is None)]
        for kind, words in RETURN_KINDS.items():
            self.kind_combo.addItem(self.tr(words), kind)
        self.asked_edit.set_day(self.today)
        self.offered = OfferedOrganisations(
            context.session, self.organisation_combo, self.asked_edit, before=offered, without=asked
        )
        self.organisation_combo.setCurrentText("")
        self.explain(self.tr("The due date is a local one: the guidance sets none for the agencies' returns."))
        self.begin(self.organisation_combo)

    def read(self, faults: Faults) -> Callable[[], object]:
        organisation = faults.text(
            self.organisation_error, self.organisation_combo, self.tr("Choose or type the agency that was asked.")
        )
        asked = faults.day(
            self.asked_error,
            self.asked_edit,
            self.tr("Type the day the agency was asked."),
            earliest=self._opened,
            latest=self.today,
        )
        earliest = asked + timedelta(days=1) if asked > date.min else None
        due = faults.day(self.due_error, self.due_edit, self.tr("Type the day the return is due."), earliest=earliest)
        return lambda: requests.ask_agency(
            self.context.session,
            self._case_id,
            organisation=organisation,
            kind=ReturnKind(self.kind_combo.currentData()),
            asked_on=asked,
            due_on=due,
        )
