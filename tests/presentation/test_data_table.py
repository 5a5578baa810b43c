from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.delegates.cell_delegate import _PAINTERS, Spot, _stacked, height_of
from safermk_desktop.presentation.models.cells import (
    Cell,
    CellKind,
    Column,
    due_cell,
    group_cell,
    icon_cell,
    identity_cell,
    rag_cell,
    tag_cell,
    text_cell,
    two_line_cell,
    wrap_cell,
)
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.painting import LEFT, in_lines
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable


@dataclass(frozen=True)
class Line:
    id: int
    name: str
    is_group: bool = False


def first_cell(line: Line):
    return group_cell(line.name, code="R1", counts=(("red", 2),)) if line.is_group else text_cell(line.name)


COLUMNS = (
    Column(header="Name", cell=first_cell, width=120),
    Column[Line](header="Detail", cell=lambda line: two_line_cell(line.name, "detail"), width=120),
    Column[Line](header="Type", cell=lambda line: tag_cell("DHR", "accent"), width=80),
    Column[Line](header="RAG", cell=lambda line: rag_cell("red", "Red"), width=80),
    Column[Line](header="Due", cell=lambda line: due_cell("Answer", "11 Nov 2026", "6 days late"), width=160),
    Column[Line](header="Lead", cell=lambda line: icon_cell("user", "Lead"), width=80),
    Column[Line](header="Identity", cell=lambda line: identity_cell("Real Name", is_shown=False), width=80),
    Column[Line](header="Text", cell=lambda line: wrap_cell("word " * 40 if line.id == 2 else "word")),
    Column[Line](header="Uses", cell=lambda line: text_cell(str(line.id)), width=60, is_right=True),
)
LINES = (Line(1, "First", is_group=True), Line(2, "Second"), Line(3, "Third"))


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    table = DataTable()
    qtbot.addWidget(table)
    table.resize(1100, 400)
    model: RowsModel[Line] = RowsModel(COLUMNS, key=lambda line: line.id, parent=table)
    model.set_rows(LINES)
    table.use(model)
    with qtbot.waitExposed(table):
        table.show()
    return table


def model_of(table: DataTable) -> RowsModel[Line]:
    model = table.model()
    assert isinstance(model, RowsModel)
    return model


def test_the_model_keeps_qt_s_rules(qtmodeltester: ModelTester) -> None:
    model: RowsModel[Line] = RowsModel(COLUMNS, key=lambda line: line.id)
    qtmodeltester.check(model)
    model.set_rows(LINES)
    qtmodeltester.check(model)


def test_a_screen_reader_hears_every_cell_but_no_hidden_identity(table: DataTable) -> None:
    model = model_of(table)
    role = Qt.ItemDataRole.AccessibleTextRole
    heard = [str(model.index(1, column).data(role)) for column in range(model.columnCount())]
    assert all(heard)
    assert heard[4] == "Answer, 11 Nov 2026, 6 days late"
    assert heard[6] == "hidden"
    everything = [model.index(1, 6).data(each) for each in Qt.ItemDataRole]
    assert "Real Name" not in repr(everything)


def test_enter_and_double_click_activate_the_row_itself(table: DataTable, qtbot: QtBot) -> None:
    table.choose(2)
    with qtbot.waitSignal(table.row_activated) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [LINES[1]]
    with qtbot.waitSignal(table.row_activated) as told:
        table.doubleClicked.emit(model_of(table).index(2, 0))
    assert told.args == [LINES[2]]


def test_focus_goes_to_a_row_and_arrows_move_it(table: DataTable, qtbot: QtBot) -> None:
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.current() == LINES[0]
    with qtbot.waitSignal(table.row_chosen) as told:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told.args == [LINES[1]]


def test_the_focused_row_has_a_ring(table: DataTable, qtbot: QtBot, theme: Theme) -> None:
    table.choose(3)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    ring = theme.color("focus.ring").rgb()
    rect = table.visualRect(model_of(table).index(2, 0))
    image = table.viewport().grab().toImage()
    assert image.pixel(rect.left() + 30, rect.top() + 1) == ring
    table.clearFocus()
    qtbot.waitUntil(lambda: not table.hasFocus())
    assert table.viewport().grab().toImage().pixel(rect.left() + 30, rect.top() + 1) != ring


def test_rows_given_anew_keep_the_current_one_by_key(table: DataTable) -> None:
    table.choose(3)
    model_of(table).set_rows((Line(3, "Third, changed"), Line(4, "Fourth")))
    assert table.current() == Line(3, "Third, changed")
    model_of(table).set_rows(())
    assert table.current() is None
    assert not table.choose(3)


def test_wrapped_text_makes_its_row_taller_and_a_group_spans(table: DataTable) -> None:
    assert table.rowHeight(1) > table.rowHeight(2)
    assert table.columnSpan(0, 0) == len(COLUMNS)
    assert table.columnSpan(1, 0) == 1


def test_a_fitted_table_is_as_tall_as_its_rows(qtbot: QtBot) -> None:
    table = DataTable()
    qtbot.addWidget(table)
    table.show()
    model: RowsModel[Line] = RowsModel(COLUMNS, key=lambda line: line.id, parent=table)
    table.use(model, is_fitted=True)
    empty = table.height()
    model.set_rows(LINES[1:])
    assert table.height() > empty + 80


def test_a_fitted_table_on_its_way_to_the_screen_is_measured_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = DataTable()
    qtbot.addWidget(table)
    measured: list[int] = []
    fit = table._fit
    monkeypatch.setattr(table, "_fit", lambda: (measured.append(1), fit()))
    model: RowsModel[Line] = RowsModel(COLUMNS, key=lambda line: line.id, parent=table)
    table.use(model, is_fitted=True)
    for width in (500, 600, 700):
        model.set_rows(LINES[1:])
        table.resize(width, 400)
    table.show()
    qtbot.waitUntil(lambda: bool(measured))
    qtbot.wait(20)
    assert len(measured) <= 2


def test_every_kind_of_cell_paints_in_both_themes_and_large(table: DataTable, theme: Theme) -> None:
    shown = {cell.kind for line in LINES for column in COLUMNS for cell in [column.cell(line)]}
    assert shown == set(CellKind)
    pictures = []
    for mode, scale in (("light", 1.0), ("dark", 1.0), ("light", 2.0)):
        theme.change(mode=mode, scale=scale)
        pictures.append(table.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_text_in_so_many_lines_is_cut_where_it_goes_on_and_whole_where_it_fits(theme: Theme, lines: int) -> None:
    font, words = theme.font("body"), "Send each head teacher the one-page guide and ask for its receipt in writing"
    cut = in_lines(words, font, 140, lines).split("\n")
    assert len(cut) == lines
    assert cut[-1].endswith("\u2026")
    assert all(QFontMetrics(font).horizontalAdvance(line) <= 140 for line in cut)
    assert words.startswith(" ".join(cut).removesuffix("\u2026").rstrip())
    assert in_lines(words, font, 2_000, lines) == words
    assert in_lines("", font, 140, lines) == ""


def test_a_row_of_lines_is_as_tall_whatever_it_says_and_one_with_a_detail_taller(theme: Theme) -> None:
    short, long = wrap_cell("Now", lines=2), wrap_cell("Send each head teacher the one-page guide " * 4, lines=2)
    assert height_of(short, 160) == height_of(long, 160)
    assert height_of(wrap_cell("Now and then " * 9, "Head"), 160) > height_of(wrap_cell("Now and then " * 9), 160)


def test_a_duty_its_date_and_the_days_left_are_never_cut(theme: Theme) -> None:
    due = due_cell("Receive the return of the mental health trust", "22 Apr 2026 (local)", "209 days late")
    wide, narrow = height_of(due, 600), height_of(due, 180)
    assert wide == theme.size("rowTwo")
    shown = _stacked(due, 148)
    assert " ".join(shown.text) == due.text
    assert shown.details == (("22 Apr 2026 (local)", ""), ("", "209 days late"))
    assert narrow == shown.tall > wide
    assert _stacked(due, 600).details == (("22 Apr 2026 (local)", "209 days late"),)


def test_shapes_in_cells_grow_with_the_text(theme: Theme) -> None:
    def width_of(cell: Cell) -> int:
        picture = QImage(400, 100, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        _PAINTERS[cell.kind](painter, Spot(box=QRect(0, 0, 400, 100), align=LEFT, is_selected=False), cell)
        painter.end()
        return max(x for x in range(400) if any(picture.pixelColor(x, y).alpha() > 80 for y in range(100)))

    cells = (icon_cell("user", ""), identity_cell("Real Name", is_shown=False), rag_cell("red", ""))
    before = [width_of(cell) for cell in cells]
    theme.change(scale=2.0)
    assert [width_of(cell) for cell in cells] == [pytest.approx(2 * one, abs=5) for one in before]
