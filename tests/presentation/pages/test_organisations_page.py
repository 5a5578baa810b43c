"""The page of people and organisations: entered, followed by another, found by a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.organisations import ContactRole, OrganisationKind
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.pages.organisation_rows import OrganisationRow
from safermk_desktop.presentation.pages.organisations_page import OrganisationsPage
from safermk_desktop.services import organisations
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> OrganisationsPage:
    made = OrganisationsPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    desk.settle(made)
    return made


def rows(page: OrganisationsPage) -> list[OrganisationRow]:
    model = page.organisations_table.model()
    assert isinstance(model, RowsModel)
    return [row for row in model.rows if isinstance(row, OrganisationRow)]


def type_in(dialog: StepDialog, name: str, text: str) -> None:
    found = dialog.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    found.setText(text)


def test_an_empty_page_says_what_belongs_here_and_a_first_one_is_entered(desk: Desk, page: OrganisationsPage) -> None:
    assert page.organisations_empty.isVisible()
    assert not page.change_button.isEnabled()
    page.organisation_button.click()
    dialog = opened(page, StepDialog)
    dialog.save_button.click()
    assert dialog.isVisible()
    type_in(dialog, "name_edit", "Ouse Police")
    dialog.save_button.click()
    assert [one.name for one in organisations.directory(desk.session).organisations] == ["Ouse Police"]
    assert page.organisations_table.isVisible()


def test_what_came_after_is_recorded_with_its_day(desk: Desk, page: OrganisationsPage) -> None:
    kind = OrganisationKind.HEALTH_BOARD
    organisations.put_organisation(desk.session, name="A commissioning group", kind=kind)
    organisations.put_organisation(desk.session, name="A care board", kind=kind, since=date(2022, 7, 1))
    page.arrive("")
    group = next(row for row in rows(page) if row.organisation.name == "A commissioning group")
    page.organisations_table.choose(group.organisation.id)
    page.follow_button.click()
    dialog = opened(page, StepDialog)
    type_in(dialog, "day_edit", "1/7/2022")
    dialog.save_button.click()
    after = next(row for row in rows(page) if row.organisation.name == "A commissioning group")
    assert (after.organisation.until, after.after, after.stands) == (date(2022, 6, 30), "A care board", False)


def test_posts_are_found_by_their_holder(desk: Desk, page: OrganisationsPage) -> None:
    one = organisations.put_organisation(desk.session, name="Ouse Police", kind=OrganisationKind.POLICE)
    organisations.put_organisation(desk.session, name="Ouse Council", kind=OrganisationKind.LOCAL_AUTHORITY)
    organisations.put_post(
        desk.session, one, role=ContactRole.REVIEW_LEAD, title="Head of protection", holder="O. Castell"
    )
    page.arrive("")
    page.find_edit.setText("castell")
    assert [row.organisation.name for row in rows(page)] == ["Ouse Police"]
    assert page.posts_table.isVisible()
    page.find_edit.setText("nobody at all")
    assert page.organisations_empty.isVisible()
