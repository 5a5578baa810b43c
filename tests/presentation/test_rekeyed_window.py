"""New keys for the vault end the window: it opens again with the passphrase that everybody who stays has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.presentation.dialogs.remove_person_dialog import RemovePersonDialog
from safermk_desktop.presentation.launch import EXIT_LOCKED, Launch
from safermk_desktop.presentation.lock_reasons import WHY
from safermk_desktop.presentation.main_window import MainWindow
from safermk_desktop.presentation.pages.people_page import PeoplePage
from safermk_desktop.services.ports import Compartment, Role
from tests.presentation.conftest import RecordingTeller
from tests.presentation.test_unlock_help import NEW, PASSPHRASE, Folders, OneVault
from tests.services.conftest import CHEAP


def test_a_removed_person_and_new_keys_lock_the_window_with_the_reason(
    qtbot: QtBot, tmp_path: Path, teller: RecordingTeller
) -> None:
    folder = tmp_path / "CSP.smkv"
    made = bootstrap.build(StoryClock(date(2026, 11, 17)), CHEAP)
    made.door.create(folder, person="H. Marlow", role=Role.HEAD, passphrase=PASSPHRASE)
    vault = made.door.open(folder, person=None, passphrase=PASSPHRASE)
    vault.slots.add(person="B. Leaver", role=Role.CHAIR, compartments=frozenset(Compartment), passphrase=NEW)
    vault.close()
    application = replace(made, recent=OneVault(folder), backup_folders=Folders(), data_folder=tmp_path)
    window = MainWindow(application, Launch(address="vault"), teller=teller)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.unlock_page.person_combo.setCurrentText("H. Marlow")
    window.unlock_page.passphrase_edit.setText(PASSPHRASE)
    window.unlock_page.unlock_button.click()
    qtbot.waitUntil(lambda: window.address == "vault" and not window.jobs.is_busy, timeout=10_000)
    page = window.findChild(PeoplePage)
    assert page is not None
    page.slots_table.choose(page._rows.rows[1].id)
    page.remove_button.click()
    dialog = window.findChild(RemovePersonDialog)
    assert dialog is not None
    with qtbot.waitSignal(window.ended, timeout=20_000) as ended:
        dialog.save_button.click()
    assert ended.args == [EXIT_LOCKED["rekeyed"]]
    assert WHY["rekeyed"][1].startswith("Locked because the vault has new keys.")
    assert made.door.people(folder) == ("H. Marlow",)
    again = made.door.open(folder, person=None, passphrase=PASSPHRASE)
    assert again.trail(Compartment.COMMON)
    again.close()
