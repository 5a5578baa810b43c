"""Write the executive summary for the public, section by section."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.errors import ProofFailed, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.models.cells import Cell, Column, icon_cell
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.services import papers


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySection:
    """One section as it is being written. ``number`` counts from 1."""

    number: int
    heading: str
    text: str


def _cell(section: SummarySection) -> Cell:
    has_text = bool(section.text.strip())
    icon, tone = ("circle-check", "green.text") if has_text else ("circle-dot", "amber.text")
    words = f"{section.number}  {section.heading.strip() or 'No heading yet'}"
    return replace(icon_cell(icon, words, tone=tone), spoken=f"{words}, {'has text' if has_text else 'without text'}")


class ExecutiveSummaryDialog(EntryDialog):
    """A list of sections, and the heading and text of the one chosen. The proof refuses registered identities."""

    sections_table: DataTable
    add_button: QPushButton
    remove_button: QPushButton
    heading_error: FieldError
    heading_edit: QLineEdit
    text_error: FieldError
    text_edit: QPlainTextEdit

    def __init__(self, context: PageContext, file: CaseFile, parent: QWidget | None = None) -> None:
        super().__init__("executive_summary_dialog", context, parent)
        self._case_id = file.case.case_id
        self._chosen = 0
        self._model = RowsModel((Column(header=self.tr("Section"), cell=_cell),), key=_number, parent=self)
        self.explain(
            self.tr(
                "The paper is public. Write published forms only: before it is kept, it is searched for every "
                "identity of the register, and refused if one is found."
            )
        )
        headings = (
            self.tr("Introduction"),
            self.tr("Summary of events"),
            self.tr("Key findings"),
            self.tr("Recommendations"),
        )
        self._model.set_rows(
            [SummarySection(number=at, heading=heading, text="") for at, heading in enumerate(headings, 1)]
        )
        self.sections_table.use(self._model)
        self.sections_table.row_chosen.connect(self._show)
        self.sections_table.row_activated.connect(self._write)
        self.heading_edit.textEdited.connect(self._take_heading)
        self.text_edit.textChanged.connect(self._take)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.sections_table.choose(1)
        self.begin(self.text_edit)

    def sections(self) -> tuple[SummarySection, ...]:
        """The sections as they stand."""
        return self._model.rows

    def entries(self) -> dict[str, str]:
        """Every section, whichever is shown."""
        return {"sections": json.dumps([[section.heading, section.text] for section in self._model.rows])}

    def take_back(self, entries: Mapping[str, str]) -> None:
        told = cast("list[list[str]]", json.loads(entries.get("sections", "[]")))
        rows = [SummarySection(number=at, heading=head, text=text) for at, (head, text) in enumerate(told, 1)]
        if rows:
            self._chosen = 0
            self._renew(rows)
            self.sections_table.choose(1)
            self._show(rows[0])

    def read(self, faults: Faults) -> Callable[[], object]:
        bad = next((s for s in self._model.rows if not s.heading.strip() or not s.text.strip()), None)
        if bad is not None:
            self.sections_table.choose(bad.number)
        faults.text(self.heading_error, self.heading_edit, self.tr("Give the section a heading."))
        faults.text(
            self.text_error,
            self.text_edit,
            self.tr("Section {number} has no text. Write it, or remove the section.").format(number=self._chosen),
        )
        told = tuple((section.heading.strip(), section.text.strip()) for section in self._model.rows)
        return lambda: papers.write_executive_summary(self.context.session, self._case_id, sections=told)

    def work(self, act: Callable[[], object]) -> None:
        self.work_as_job(act, self.tr("Writing the executive summary"))

    def refuse(self, error: SafermkError) -> None:
        super().refuse(error)
        if isinstance(error, ProofFailed):
            sentence = self.tr("The summary holds a registered identity. Write its published form. {detail}").format(
                detail=error.detail
            )
            self.error_summary.show_errors([(sentence, self.text_edit)])

    def _typed(self) -> str:
        return "\x1f".join(f"{section.heading}={section.text}" for section in self._model.rows)

    def _write(self, _row: object) -> None:
        self.text_edit.setFocus()

    def _take_heading(self, _text: str) -> None:
        self._take()

    def _show(self, row: object) -> None:
        if not isinstance(row, SummarySection):
            return
        # No section may be taken over from the fields while they are being filled.
        self._chosen = 0
        self.heading_edit.setText(row.heading)
        self.text_edit.setPlainText(row.text)
        self._chosen = row.number
        self.remove_button.setEnabled(len(self._model.rows) > 1)

    def _take(self) -> None:
        if not self._chosen:
            return
        rows = list(self._model.rows)
        rows[self._chosen - 1] = SummarySection(
            number=self._chosen, heading=self.heading_edit.text(), text=self.text_edit.toPlainText()
        )
        self._renew(rows)

    def _renew(self, rows: list[SummarySection]) -> None:
        blocked = self.sections_table.blockSignals(True)
        self._model.set_rows(rows)
        self.sections_table.blockSignals(blocked)

    def _add(self) -> None:
        number = len(self._model.rows) + 1
        self._renew([*self._model.rows, SummarySection(number=number, heading="", text="")])
        self.sections_table.choose(number)
        self.heading_edit.setFocus()

    def _remove(self) -> None:
        gone = self._chosen
        text = self._model.rows[gone - 1].text.strip()
        if text and not self.context.messages.confirm(
            self.tr("Remove the section?"), self.tr("Its text is lost."), accept=self.tr("Remove section")
        ):
            return
        left = [section for section in self._model.rows if section.number != gone]
        self._chosen = 0
        self._renew([replace(section, number=at) for at, section in enumerate(left, 1)])
        at = min(gone, len(left))
        self.sections_table.choose(at)
        self._show(self._model.rows[at - 1])


def _number(section: SummarySection) -> object:
    return section.number
