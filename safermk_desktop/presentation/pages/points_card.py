"""The card of the points that Quality Assurance letters made, as tasks that keep publication back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.home_office import QaCondition
from safermk_desktop.domain.wording import long_date, short_date
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.models.cells import Cell, Column, tag_cell, wrap_cell
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.pages.publication_card import PublicationCard
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.text import label


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """A point and the round of its letter, from 1."""

    point: QaCondition
    round: int


def _done(row: PointRow) -> Cell:
    if row.point.done_on is not None:
        return tag_cell(short_date(row.point.done_on), "green")
    return tag_cell("Not done", "amber")


def _answer(row: PointRow) -> Cell:
    """Owner, answer and page in one cell: at large text the table has no room for a column each."""
    point = row.point
    page = f"Page {point.page}." if point.page else ""
    told = " ".join(part for part in (point.answer, page) if part)
    return wrap_cell(f"{point.owner}: {told}" if point.owner and told else point.owner or told or "Nobody yet")


POINT_COLUMNS: Final = (
    Column[PointRow](header="Point", cell=lambda row: wrap_cell(f"{row.point.number}, round {row.round}"), width=112),
    Column[PointRow](header="What is asked", cell=lambda row: wrap_cell(row.point.text)),
    Column[PointRow](header="Owner, answer, page", cell=_answer),
    Column[PointRow](header="Done", cell=_done, width=120),
)


class PointsCard(PublicationCard):
    """Every point of every round, the latest letter's first; Enter or the button answers the one that is chosen."""

    points_table: DataTable
    lines_layout: QVBoxLayout
    buttons_layout: QHBoxLayout
    answer_button: QPushButton
    response_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("points_card", parent)
        self.wrap(self.buttons_layout, self.answer_button, self.response_button)
        self._model = RowsModel(POINT_COLUMNS, key=lambda row: row.point.id, parent=self)
        self.points_table.use(self._model, is_fitted=True)
        self.points_table.row_activated.connect(self._answer)
        self.answer_button.clicked.connect(lambda: self._answer(self.points_table.current()))
        self.response_button.clicked.connect(self.asks("qa_response"))

    def show_file(self, file: CaseFile) -> None:
        """Show the points of a case; without a letter there is no card."""
        self.setVisible(bool(file.qa_letters))
        rounds = {letter.id: at for at, letter in enumerate(file.qa_letters, 1)}
        rows = [PointRow(point=point, round=rounds.get(point.letter_id, 0)) for point in file.qa_conditions]
        rows.sort(key=lambda row: (-row.round, row.point.position))
        points = [row.point for row in rows]
        self._model.set_rows(rows)
        self.points_table.setVisible(bool(points))
        waiting = sum(point.done_on is None for point in points)
        words = self.tr("{waiting} of {all} not done").format(waiting=waiting, all=len(points))
        self.standing_tag.show_tag(words if waiting else self.tr("All done"), "amber" if waiting else "green")
        self.answer_button.setVisible(bool(points))
        latest = file.qa_letters[-1] if file.qa_letters else None
        is_open = any(point.done_on is None for point in points if latest and point.letter_id == latest.id)
        self.response_button.setEnabled(latest is not None and bool(points) and not is_open)
        self.show_reason(self.tr("The answer is written once every point of the letter is done.") if is_open else "")
        empty(self.lines_layout)
        if latest is not None:
            came = self.tr("Letter of {day}, round {number}.").format(
                day=long_date(latest.received_on), number=len(file.qa_letters)
            )
            earlier = self.tr("The points of earlier rounds come after them.") if len(file.qa_letters) > 1 else ""
            said = came if points else f"{came} " + self.tr("It made no points.")
            self.lines_layout.addWidget(label(f"{said} {earlier}".strip(), "small", tone="secondary", wraps=True))

    def _answer(self, row: object) -> None:
        chosen = row.point if isinstance(row, PointRow) else self._first_open()
        if chosen is not None:
            self.asked.emit(f"answer_point:{chosen.id}")

    def _first_open(self) -> QaCondition | None:
        points = [row.point for row in self._model.rows]
        return next((point for point in points if point.done_on is None), points[0] if points else None)
