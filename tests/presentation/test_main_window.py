"""The window's own duties: a vault that is open for a while is watched, and nothing typed is lost on the way out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.errors import DiskFull
from safermk_desktop.presentation.dialogs.create_vault_dialog import CreateVaultDialog
from safermk_desktop.presentation.dialogs.fact_dialog import FactDialog
from safermk_desktop.presentation.dialogs.recovery_sheets_dialog import RecoverySheetsDialog
from safermk_desktop.presentation.launch import EXIT_LOCKED, Launch
from safermk_desktop.presentation.main_window import MainWindow
from safermk_desktop.services import drafts
from safermk_desktop.services.application import Application
from safermk_desktop.services.ports import Compartment, Role
from tests.adapters.vault.making import a_case
from tests.presentation.conftest import RecordingTeller
from tests.presentation.test_unlock_help import NEW, PASSPHRASE, Folders, OneVault
from tests.services.conftest import CHEAP


@pytest.fixture
def application(tmp_path: Path) -> Application:
    folder = tmp_path / "CSP.smkv"
    made = bootstrap.build(StoryClock(date(2026, 11, 17)), CHEAP)
    made.door.create(folder, person="H. Marlow", role=Role.HEAD, passphrase=PASSPHRASE)
    with closing(made.door.open(folder, person=None, passphrase=PASSPHRASE)) as vault:
        session = made.open_session(vault)
        with vault.writing(Compartment.REVIEWS, session.act("open", CaseId("c1"))) as work:
            work.put(replace(a_case(), stage=REGIMES["dhr_2016"].stages[0].id))
    return replace(made, recent=OneVault(folder), backup_folders=Folders(), data_folder=tmp_path)


@pytest.fixture
def window(qtbot: QtBot, application: Application, teller: RecordingTeller) -> MainWindow:
    made = MainWindow(application, Launch(), teller=teller)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def unlock(window: MainWindow, qtbot: QtBot) -> None:
    window.unlock_page.passphrase_edit.setText(PASSPHRASE)
    window.unlock_page.unlock_button.click()
    qtbot.waitUntil(lambda: bool(window.address) and not window.jobs.is_busy, timeout=10_000)


def test_recovery_sheets_of_a_new_vault_are_put_away_when_nobody_is_there(window: MainWindow, qtbot: QtBot) -> None:
    ended: list[int] = []
    window.ended.connect(ended.append)

    def fill_in() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CreateVaultDialog)
        dialog.name_edit.setText("Second")
        dialog.person_edit.setText("H. Marlow")
        for field in (dialog.passphrase_edit, dialog.repeat_edit):
            field.setText(NEW)
        QTimer.singleShot(0, window, suspend)
        dialog.create_button.click()

    def suspend() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RecoverySheetsDialog):
            QTimer.singleShot(20, window, suspend)
            return
        session = dialog._session
        window.guards._screen.gone.emit("suspended")
        assert ended == [EXIT_LOCKED["suspended"]]
        assert session.vault.folder.name == "Second.smkv"
        dialog.done(0)

    QTimer.singleShot(0, window, fill_in)
    window.unlock_page.create_button.click()
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=5000)


def form_open(window: MainWindow, qtbot: QtBot) -> FactDialog:
    unlock(window, qtbot)
    assert window._context is not None
    assert window._shell is not None
    dialog = FactDialog(window._context, CaseId("c1"), "", window)
    dialog.open()
    dialog.detail_edit.setPlainText("Typed for an hour")
    return dialog


def test_a_window_that_is_closed_over_a_typed_form_keeps_it(
    window: MainWindow, qtbot: QtBot, application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form_open(window, qtbot)
    monkeypatch.setattr(window, "_is_backed_up", lambda: True)
    with qtbot.waitSignal(window.ended, timeout=10_000):
        window.close()
    with closing(application.door.open(tmp_path / "CSP.smkv", person=None, passphrase=PASSPHRASE)) as vault:
        (kept,) = drafts.listed(application.open_session(vault))
        assert "Typed for an hour" in str(kept)


def test_a_form_that_cannot_be_kept_stops_the_closing(
    window: MainWindow, qtbot: QtBot, teller: RecordingTeller, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = form_open(window, qtbot)
    monkeypatch.setattr(window, "_is_backed_up", lambda: True)

    def full(*_given: object, **_named: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(drafts, "keep", full)
        window.close()
    assert window.isVisible()
    assert teller.told
    dialog.done(0)
