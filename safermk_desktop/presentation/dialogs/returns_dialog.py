"""What agencies sent back, compared: what would change, what a person has to choose, and what cannot come in."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from safermk_desktop.domain.returns import FIELDS, Comparison, Refused, said, settled
from safermk_desktop.domain.wording import count_of, long_date
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.step_fields import Ask, Asked
from safermk_desktop.presentation.dialogs.watched_dialog import WatchedDialog
from safermk_desktop.presentation.models.report_rows import BACK_COLUMNS, back_rows
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import returned_forms
from safermk_desktop.services.returned_forms import BroughtIn

ROWS: Final = 220
"""The least height of the table of changes, in pixels at 100 % text."""


class ReturnsDialog(WatchedDialog):
    """``result_of_act`` is what was written. A conflict that nobody settles stays as it is here."""

    fields_layout: QVBoxLayout
    preview_label: QLabel
    changes_table: DataTable
    rejected_label: QLabel
    rejected_text: QPlainTextEdit

    def __init__(self, context: PageContext, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__("returns_dialog", context, parent)
        self._comparison = comparison
        self.explain(
            self.tr("Nothing is written before you bring it in, and then exactly what stands here. Rows that came back")
            + self.tr(" as they were sent are left alone: {count}.").format(count=comparison.untouched)
        )
        self._received = Asked(
            Ask(
                name="received",
                words=self.tr("&Came back on"),
                missing=self.tr("Type the day."),
                is_day=True,
                starts=day_text(self.today),
            ),
            self,
        )
        self._conflicts = [self._asked(at) for at in range(len(comparison.conflicts))]
        for asked in (self._received, *self._conflicts):
            asked.add_to(self.fields_layout)
        self._show()
        Theme.current().dress(self)
        fields = [self._received.edit, *(one.edit for one in self._conflicts)]
        order = [*fields, self.changes_table, self.rejected_text, self.cancel_button, self.save_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.begin(self._received.edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        received = self._received.day(faults, self.today)
        chosen: dict[tuple[str, str], str] = {}
        for conflict, asked in zip(self._comparison.conflicts, self._conflicts, strict=True):
            at = asked.text(Faults())
            if at:
                chosen[conflict.reference, conflict.field] = conflict.choices[int(at)][1]
        session, changes = self.context.session, settled(self._comparison, chosen)

        def act() -> None:
            self.watch(
                self.tr("Bringing in what came back"),
                lambda progress: returned_forms.bring_in(session, changes, received_on=received, progress=progress),
            )

        return act

    def finish(self, result: object) -> None:
        super().finish(result)
        if isinstance(result, BroughtIn):
            lines = [self.tr("Changed: {count}.").format(count=count_of(len(result.references), "action"))]
            lines += [_line(one) for one in result.refused]
            lines += [
                self.tr("{reference} asks for the target date {day}: revise it, or answer.").format(
                    reference=reference, day=long_date(day)
                )
                for reference, day in result.asks
            ]
            self.context.messages.tell(self.tr("What came back is in"), "\n".join(lines))

    def _asked(self, at: int) -> Asked:
        """One conflict: as it is here, or as one of the forms says."""
        conflict = self._comparison.conflicts[at]
        nothing = self.tr("nothing")
        stays = self.tr("Leave as it is: {now}").format(now=said(conflict.field, conflict.now) or nothing)
        offered = tuple(
            (str(n), f"{who}: {said(conflict.field, says) or nothing}")
            for n, (who, says) in enumerate(conflict.choices)
        )
        words = f"{conflict.reference}, {FIELDS[conflict.field]}. {self.tr(conflict.why)}"
        asked = Asked(Ask(name=f"conflict_{at}", words=words, choices=(("", stays), *offered)), self)
        if isinstance(asked.edit, QComboBox):
            asked.edit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            asked.edit.setMinimumContentsLength(16)
        return asked

    def _show(self) -> None:
        found = self._comparison
        model = RowsModel(BACK_COLUMNS, key=lambda row: row.key, parent=self)
        self.changes_table.use(model)
        self.changes_table.setMinimumHeight(round(ROWS * Theme.current().scale))
        model.set_rows(back_rows(found))
        words = self.tr("{changes} came back changed; {conflicts} to choose, {refused} cannot come in.")
        self.preview_label.setText(
            words.format(
                changes=count_of(len(found.changes), "action"),
                conflicts=count_of(len(found.conflicts), "conflict"),
                refused=count_of(len(found.refused), "row"),
            )
        )
        self.changes_table.setVisible(bool(found.changes))
        for part in (self.rejected_label, self.rejected_text):
            part.setVisible(bool(found.refused))
        self.rejected_text.setPlainText("\n".join(map(_line, found.refused)))
        self.save_button.setEnabled(bool(found.changes or found.conflicts))


def _line(refused: Refused) -> str:
    where = f"{refused.source}, row {refused.number}" if refused.number else refused.source
    return f"{refused.reference or '?'} ({where}): {refused.reason}"
