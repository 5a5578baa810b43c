"""Appoint the independent chair, or a member to a seat of the panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.panel import PanelRole, SeatState
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults, text_of
from safermk_desktop.presentation.dialogs.offered_organisations import OfferedOrganisations
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError, day_text
from safermk_desktop.services import panel


class AppointDialog(EntryDialog):
    """For the chair it asks for the statement of independence, for a member for the organisation and the seat."""

    name_error: FieldError
    name_edit: QLineEdit
    post_error: FieldError
    post_edit: QLineEdit
    organisation_error: FieldError
    organisation_edit: QLineEdit
    seat_label: QLabel
    seat_combo: QComboBox
    independence_label: QLabel
    independence_error: FieldError
    independence_edit: QPlainTextEdit
    joined_error: FieldError
    joined_edit: DateEdit

    def __init__(
        self,
        context: PageContext,
        file: CaseFile,
        role: PanelRole,
        *,
        agency_kind: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("appoint_dialog", context, parent)
        self.about = f"{role}:{agency_kind}"
        self._file = file
        self._role = role
        is_chair = role is PanelRole.CHAIR
        for widget in (self.independence_label, self.independence_edit):
            widget.setVisible(is_chair)
        for widget in (self.seat_label, self.seat_combo):
            widget.setVisible(not is_chair)
        self._fill_seats(agency_kind)
        self._say(is_chair=is_chair)
        self.joined_edit.set_day(self.today)
        self.offered = OfferedOrganisations(context.session, self.organisation_edit, self.joined_edit)
        self.begin(self.name_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        name = faults.text(self.name_error, self.name_edit, self.tr("Enter the name."))
        post = faults.text(self.post_error, self.post_edit, self.tr("Enter the post."))
        is_chair = self._role is PanelRole.CHAIR
        organisation, independence = text_of(self.organisation_edit).strip(), ""
        if is_chair:
            independence = faults.text(
                self.independence_error,
                self.independence_edit,
                self.tr("State why the chair is independent. Without it the chair cannot be appointed."),
            )
        else:
            organisation = faults.text(
                self.organisation_error, self.organisation_edit, self.tr("Enter the organisation.")
            )
        joined_on = faults.day(
            self.joined_error,
            self.joined_edit,
            self.tr("Enter the day of the appointment."),
            earliest=self._file.case.opened_on,
            latest=self.today,
        )
        agency_kind = "" if is_chair else str(self.seat_combo.currentData())
        return lambda: panel.appoint(
            self.context.session,
            self._file.case.case_id,
            role=self._role,
            name=name,
            post=post,
            organisation=organisation,
            joined_on=joined_on,
            agency_kind=agency_kind,
            independence=independence,
        )

    def _fill_seats(self, agency_kind: str) -> None:
        self.seat_combo.addItem(self.tr("No required seat"), "")
        for seat in self._file.seats:
            words = seat.agency_kind if seat.state is not SeatState.OPEN else self.tr("{seat} (open)")
            self.seat_combo.addItem(words.format(seat=seat.agency_kind), seat.agency_kind)
        self.seat_combo.setCurrentIndex(max(0, self.seat_combo.findData(agency_kind)))

    def _say(self, *, is_chair: bool) -> None:
        if not is_chair:
            self.setWindowTitle(self.tr("Appoint a member"))
            self.title_label.setText(self.tr("Appoint a member"))
            self.explain(self.tr("A seat counts as filled once a member for it is appointed."))
            return
        self.setWindowTitle(self.tr("Appoint the independent chair"))
        self.title_label.setText(self.tr("Appoint the independent chair"))
        held = self._file.chair
        told = self.tr("The chair must be independent of every agency in the review, and say why.")
        if held:
            told = self.tr(
                "{name} has been chair since {day}; that term ends on the day of the new appointment."
            ).format(name=held.name, day=day_text(held.joined_on))
        self.explain(told)
