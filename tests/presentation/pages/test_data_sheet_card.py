"""The data sheet on the publication page: filled in part by part, its gaps listed before it is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.data_sheet import PARTS, fields_of
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.pages.publication_page import PublicationPage
from safermk_desktop.services import data_sheet
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PublicationPage:
    made = PublicationPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    desk.settle(made)
    return made


def words(page: PublicationPage) -> str:
    QTest.qWait(1)
    return "\n".join(one.text() for one in page.data_sheet_card.findChildren(QLabel) if one.isVisibleTo(page))


def fill_in(page: PublicationPage, part: str) -> StepDialog:
    QTest.qWait(1)
    name = f"sheet_{part}_line_button"
    next(one for one in page.findChildren(QPushButton, name) if one.isVisibleTo(page)).click()
    return opened(page, StepDialog)


def test_each_part_lists_what_is_not_recorded_and_takes_its_answers(desk: Desk, page: PublicationPage) -> None:
    assert "Not recorded: Region" in words(page) or "Region" in words(page)
    before = len(data_sheet.data_sheet(desk.session, desk.file()).missing)
    dialog = fill_in(page, "incident")
    for name, value in (("region", "South East"), ("multiple_victims", "false")):
        combo = dialog.findChild(QComboBox, f"{name}_combo")
        assert combo is not None
        assert combo.currentData() == "", "nothing is taken as said that nobody said"
        combo.setCurrentIndex(combo.findData(value))
    dialog.save_button.click()
    assert len(data_sheet.data_sheet(desk.session, desk.file()).missing) == before - 2
    assert "Region" not in words(page)
    again = fill_in(page, "incident").findChild(QComboBox, "region_combo")
    assert again is not None
    assert again.currentData() == "South East"


def test_a_name_of_the_register_is_refused_and_stays_typed(desk: Desk, page: PublicationPage) -> None:
    desk.enter("Joanna Fenwick", "Fenwick")
    dialog = fill_in(page, "victim")
    typed = dialog.findChild(QLineEdit, "victim_religion_edit")
    assert typed is not None
    typed.setText("As Joanna Fenwick said")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert typed.text() == "As Joanna Fenwick said"


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_its_form(page: PublicationPage, part: str) -> None:
    dialog = fill_in(page, part)
    assert dialog.windowTitle().startswith(PARTS[part]) or dialog.windowTitle()
    for field in fields_of(part):
        assert dialog.findChild(
            QComboBox if field.choices else QLineEdit, f"{field.name}_{'combo' if field.choices else 'edit'}"
        )


def test_the_gaps_are_listed_before_it_is_made(desk: Desk, page: PublicationPage) -> None:
    page.data_sheet_card.write_button.click()
    dialog = opened(page, StepDialog)
    told = " ".join(one.text() for one in dialog.findChildren(QLabel))
    death = next(line for line in told.replace("<br>", "\n").splitlines() if line.startswith("The death: "))
    assert "Region" in death
    dialog.save_button.click()
    kinds = [paper.kind for paper in desk.file().documents]
    assert kinds.count(PaperKind.DATA_TABLE) == 4
    assert kinds.count(PaperKind.DATA_SHEET) == 1
    assert "in Word and as four CSV files" in words(page)
