"""Bring in a tracker: which column says what, what would come in, and every row that would not, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from safermk_desktop.errors import InputRefused
from safermk_desktop.presentation.dialogs.entering_forms import EDITIONS
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.step_fields import Ask, Asked
from safermk_desktop.presentation.dialogs.watched_dialog import WatchedDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services import importing
from safermk_desktop.services.importing import FIELDS, NEEDED, Imported, Preview, Rejected, Terms
from safermk_desktop.services.tables import Table

NO_COLUMN = "No column"


class ImportTrackerDialog(WatchedDialog):
    """``result_of_act`` is what came in and what did not."""

    fields_layout: QVBoxLayout
    preview_label: QLabel
    rejected_label: QLabel
    rejected_text: QPlainTextEdit

    def __init__(self, context: PageContext, table: Table, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__("import_tracker_dialog", context, parent)
        self._table, self._file_name = table, file_name
        self.explain(
            self.tr(
                "Each row becomes a case that comes in where it stands. Days are read day first. "
                "Nothing is written before you import."
            )
        )
        known = importing.guessed(table.header, importing.kept_columns(context.session))
        self._terms = [
            Asked(Ask(name="edition", words=self.tr("&Edition of the rules"), choices=EDITIONS), self),
            Asked(Ask(name="reason", words=self.tr("&Why the earlier gates are taken over"), missing="Say why."), self),
            Asked(Ask(name="approver", words=self.tr("&Approved by"), missing="Type who approved it."), self),
        ]
        columns = (("", self.tr(NO_COLUMN)), *((one, one) for one in table.header if one))
        self._columns = [
            Asked(Ask(name=name, words=self._words(name), choices=columns, starts=known.get(name, "")), self)
            for name in FIELDS
        ]
        fields = [*self._terms, *self._columns]
        for asked in fields:
            asked.add_to(self.fields_layout)
            if isinstance(asked.edit, QComboBox):
                asked.edit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                asked.edit.setMinimumContentsLength(16)
                asked.edit.currentIndexChanged.connect(self._look)
        Theme.current().dress(self)
        order = [*(one.edit for one in fields), self.rejected_text, self.cancel_button, self.save_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._look()
        self.begin(fields[0].edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        terms = self._read_terms(faults)
        columns = self._mapped()
        for asked in self._columns:
            if asked.ask.name in NEEDED and asked.ask.name not in columns:
                faults.found.append((asked.error, asked.edit, self.tr("Choose the column that says this.")))
        session, table = self.context.session, self._table

        def act() -> None:
            importing.keep_columns(session, columns)
            self.watch(
                self.tr("Bringing in the tracker"),
                lambda progress: importing.bring_in(
                    session, importing.preview(session, table, columns, terms), progress
                ),
            )

        return act

    def finish(self, result: object) -> None:
        super().finish(result)
        if isinstance(result, Imported):
            title = self.tr("The tracker came in")
            text = self.tr("Cases: {count}. Rows refused: {refused}.").format(
                count=len(result.cases), refused=len(result.rejected)
            )
            self.context.messages.tell(title, "\n".join([text, *map(_line, result.rejected)]))

    def _read_terms(self, faults: Faults) -> Terms:
        edition, reason, approver = (one.text(faults) for one in self._terms)
        return Terms(regime=edition, reason=reason, approver=approver, source=self._file_name)

    def _mapped(self) -> dict[str, str]:
        found = {one.ask.name: one.text(Faults()) for one in self._columns}
        return {name: column for name, column in found.items() if column}

    def _look(self) -> None:
        """Read every row anew, as the columns are mapped now."""
        try:
            found = importing.preview(self.context.session, self._table, self._mapped(), self._read_terms(Faults()))
        except InputRefused as refused:
            self.preview_label.setText(refused.detail)
            found = Preview(ready=(), rejected=())
        else:
            words = self.tr("{ready} of {rows} rows can come in.")
            self.preview_label.setText(words.format(ready=len(found.ready), rows=len(self._table.rows)))
        self.rejected_label.setVisible(bool(found.rejected))
        self.rejected_text.setVisible(bool(found.rejected))
        self.rejected_text.setPlainText("\n".join(map(_line, found.rejected)))
        self.save_button.setEnabled(bool(found.ready))

    def _words(self, name: str) -> str:
        return f"{self.tr(FIELDS[name])} *" if name in NEEDED else self.tr(FIELDS[name])


def _line(rejected: Rejected) -> str:
    reference = f" ({rejected.reference})" if rejected.reference else ""
    return f"Row {rejected.number}{reference}: {rejected.reason}"
