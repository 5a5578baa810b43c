"""A person whose key opens Prevent alone: the vault's own pages show nothing of the reviews, not even a count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.page import Page
from safermk_desktop.presentation.pages.audit_page import AuditPage
from safermk_desktop.presentation.pages.backups_page import BackupsPage
from safermk_desktop.presentation.pages.doctor_page import DoctorPage
from safermk_desktop.presentation.pages.people_page import PeoplePage
from safermk_desktop.presentation.pages.prevent_dates_page import PreventDatesPage
from safermk_desktop.presentation.pages.prevent_numbers_page import PreventNumbersPage
from safermk_desktop.presentation.pages.prevent_page import PreventPage
from safermk_desktop.presentation.pages.prevent_records_page import PreventRecordsPage
from safermk_desktop.services.ports import Compartment, Role
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk

PASSPHRASE = "lantern quarry mild otter"
SECRETS = ("DHR-2026-09", "Case 09", "1 case", "Braithwaite", "real identity", "entered or changed", "overview")


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        found.enter("Ottoline Braithwaite")
        found.import_report()
        found.session.vault.slots.add(
            person="P. Prevent",
            role=Role.SUPPORT_OFFICER,
            compartments=frozenset({Compartment.COMMON, Compartment.PREVENT}),
            passphrase=PASSPHRASE,
        )
        found.session.vault.close()
        vault = found.context.application.door.open(
            found.session.vault.folder, person="P. Prevent", passphrase=PASSPHRASE
        )
        found.context = replace(found.context, session=replace(found.session, vault=vault))
        yield found
        vault.close()


def words_of(page: QWidget) -> str:
    """Everything that a page shows or says to a screen reader."""
    said = [label.text() for label in page.findChildren(QLabel)]
    said += [button.text() for button in page.findChildren(QAbstractButton)]
    said += [edit.text() for edit in page.findChildren(QLineEdit)]
    said += [child.accessibleName() for child in page.findChildren(QWidget)]
    for combo in page.findChildren(QComboBox):
        said += [combo.itemText(at) for at in range(combo.count())]
    for table in page.findChildren(QTableView):
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                said.append(str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)))
    return "\n".join(said)


VAULT_PAGES = (PeoplePage, BackupsPage, DoctorPage, AuditPage)
PREVENT_PAGES = (PreventPage, PreventDatesPage, PreventNumbersPage, PreventRecordsPage)


@pytest.mark.parametrize("kind", [*VAULT_PAGES, *PREVENT_PAGES])
def test_nothing_of_the_reviews_is_shown(desk: Desk, qtbot: QtBot, kind: type[Page]) -> None:
    page = kind(desk.context)
    qtbot.addWidget(page)
    page.resize(1200, 620)
    page.show()
    page.arrive("")
    if isinstance(page, DoctorPage):
        page.check_button.click()
    if isinstance(page, AuditPage):
        page.verify_button.click()
    said = words_of(page)
    assert len(said) > 200
    assert [secret for secret in SECRETS if secret in said] == []
