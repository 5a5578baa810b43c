"""End a membership of the panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from safermk_desktop.domain.panel import PanelMember
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError, day_text
from safermk_desktop.services import panel


class EndMembershipDialog(EntryDialog):
    """The member stays in the list; the seat opens again when nobody else fills it."""

    left_error: FieldError
    left_edit: DateEdit

    def __init__(self, context: PageContext, member: PanelMember, parent: QWidget | None = None) -> None:
        super().__init__("end_membership_dialog", context, parent)
        self.about = member.id
        self._member = member
        self.explain(
            self.tr("{name}, on the panel since {day}. Who has left stays in the list with both days.").format(
                name=member.name, day=day_text(member.joined_on)
            )
        )
        self.left_edit.set_day(self.today)
        self.begin(self.left_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        left_on = faults.day(
            self.left_error,
            self.left_edit,
            self.tr("Enter the last day on the panel."),
            earliest=self._member.joined_on,
            latest=self.today,
        )
        return lambda: panel.end_membership(
            self.context.session, self._member.case_id, self._member.id, left_on=left_on
        )
