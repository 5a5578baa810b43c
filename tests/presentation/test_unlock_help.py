"""Getting into a vault in other ways than by a passphrase that is known: on real vaults, through the real screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.errors import KeychainUnavailable
from safermk_desktop.presentation.dialogs.create_vault_dialog import CreateVaultDialog
from safermk_desktop.presentation.dialogs.protection_dialog import ProtectionDialog, protection_text
from safermk_desktop.presentation.dialogs.recover_dialog import RecoverDialog
from safermk_desktop.presentation.dialogs.recovery_sheets_dialog import RecoverySheetsDialog
from safermk_desktop.presentation.dialogs.restore_dialog import RestoreDialog
from safermk_desktop.presentation.launch import Launch
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.pages.unlock_page import UnlockPage
from safermk_desktop.presentation.passphrase_strength import strength
from safermk_desktop.presentation.try_delay import TryDelay, wait_after
from safermk_desktop.services import backups
from safermk_desktop.services.application import Application, RecentVault
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.recovery_sheets import RecoverySheet
from safermk_desktop.services.session import Session
from safermk_desktop.services.shares import pair_fault, read_share
from tests.presentation.conftest import InlineJobs, RecordingTeller
from tests.presentation.making import application as plain_application
from tests.services.conftest import CHEAP

PASSPHRASE = "marble otter lantern quiet"
NEW = "copper thistle evening barge"


@dataclass
class OneVault:
    folder: Path

    def listed(self) -> tuple[RecentVault, ...]:
        return (RecentVault(folder=self.folder),)

    def remember(self, folder: Path) -> None:
        self.folder = folder

    def forget(self, folder: Path) -> None:
        raise NotImplementedError


class Folders:
    """Nothing of this computer: the backups go beside the vault."""

    def chosen(self, vault: Path, vault_id: str) -> Path | None:
        return None

    def choose(self, vault: Path, vault_id: str, folder: Path) -> None:
        raise NotImplementedError


@pytest.fixture
def application(tmp_path: Path) -> Application:
    made = bootstrap.build(StoryClock(date(2026, 11, 17)), CHEAP)
    folder = tmp_path / "CSP.smkv"
    made.door.create(folder, person="H. Marlow", role=Role.HEAD, passphrase=PASSPHRASE)
    return replace(made, recent=OneVault(folder), data_folder=tmp_path)


@pytest.fixture
def page(application: Application, qtbot: QtBot, inline_jobs: InlineJobs, teller: RecordingTeller) -> UnlockPage:
    window = QWidget()
    qtbot.addWidget(window)
    made = UnlockPage(application, Launch(), jobs=inline_jobs, messages=Messages(window, teller))
    qtbot.addWidget(made)
    made.resize(1280, 696)
    made.show()
    return made


def sheets(application: Application) -> tuple[str, str, str]:
    """Three new shares of the vault."""
    vault = application.door.open(application.recent.listed()[0].folder, person=None, passphrase=PASSPHRASE)
    try:
        return vault.slots.make_recovery()
    finally:
        vault.close()


def recover_dialog(page: UnlockPage, qtbot: QtBot) -> RecoverDialog:
    application = page._application
    folder = application.recent.listed()[0].folder
    dialog = RecoverDialog(application, folder, jobs=page._jobs, messages=page._messages)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_without_sheets_it_says_what_else_can_help(page: UnlockPage, qtbot: QtBot) -> None:
    dialog = recover_dialog(page, qtbot)
    assert "No recovery sheets were printed" in dialog.state_banner.text()
    assert "another person with a key" in dialog.state_banner.text()
    assert not dialog.entries_widget.isVisible()
    assert not dialog.save_button.isVisible()


def test_two_sheets_make_a_new_key_without_the_old_passphrase(
    application: Application, page: UnlockPage, qtbot: QtBot
) -> None:
    first, second, _third = sheets(application)
    dialog = recover_dialog(page, qtbot)
    dialog.first_edit.setPlainText(first)
    dialog.second_edit.setPlainText(second.upper())
    dialog.person_edit.setText("H. Marlow")
    dialog.passphrase_edit.setText(NEW)
    dialog.repeat_edit.setText(NEW)
    dialog.save_button.click()
    assert dialog.person == "H. Marlow"
    assert not dialog.isVisible()
    vault = application.door.open(application.recent.listed()[0].folder, person="H. Marlow", passphrase=NEW)
    vault.close()


def test_each_fault_of_a_sheet_is_told_at_once_and_what_was_typed_stays(
    application: Application, page: UnlockPage, qtbot: QtBot
) -> None:
    first, second, _third = sheets(application)
    dialog = recover_dialog(page, qtbot)
    words = first.split()
    dialog.first_edit.setPlainText(" ".join([*words[:6], "xylophon", *words[7:]]))
    assert dialog.first_error.text() == "Word 7 is not in the list of recovery words."
    swapped = [*words[:20], words[21], words[20], *words[22:]]
    assert swapped != words
    dialog.first_edit.setPlainText(" ".join(swapped))
    assert "do not fit together" in dialog.first_error.text()
    dialog.first_edit.setPlainText(first)
    assert not dialog.first_error.isVisible()
    dialog.second_edit.setPlainText(first)
    assert dialog.second_error.text() == "This is the same sheet twice. Type another one of the set."
    dialog.second_edit.setPlainText(second)
    assert not dialog.second_error.isVisible()
    other = sheets(application)[1]
    dialog.second_edit.setPlainText(other)
    assert "different sets" in dialog.second_error.text()
    dialog.second_edit.setPlainText(" ".join(second.split()[:30]))
    dialog.save_button.click()
    assert dialog.second_error.text() == "There are 30 words; a sheet has 33."
    assert dialog.first_edit.toPlainText() == first


def test_old_sheets_do_nothing_once_new_ones_are_made(application: Application, page: UnlockPage, qtbot: QtBot) -> None:
    first, second, _third = sheets(application)
    sheets(application)
    dialog = recover_dialog(page, qtbot)
    dialog.first_edit.setPlainText(first)
    dialog.second_edit.setPlainText(second)
    dialog.person_edit.setText("H. Marlow")
    for field in (dialog.passphrase_edit, dialog.repeat_edit):
        field.setText(NEW)
    dialog.save_button.click()
    assert "do not open this vault" in dialog.first_error.text()
    assert dialog.isVisible()


def test_a_share_under_way_is_not_judged_by_its_last_word() -> None:
    assert read_share("academic aci").fault == ""
    assert read_share("academic aci ").fault == "Word 2 is not in the list of recovery words."
    assert read_share("").words == 0
    assert pair_fault(read_share(""), read_share("")) == ""


def test_after_five_wrong_passphrases_each_next_one_waits_longer(page: UnlockPage, qtbot: QtBot) -> None:
    assert [wait_after(n) for n in range(1, 12)] == [0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30]
    for _time in range(5):
        page.passphrase_edit.setText("not this one at all")
        qtbot.keyClick(page.passphrase_edit, Qt.Key.Key_Return)
    assert "does not protect a copy" in page.passphrase_error.text()
    assert page.unlock_button.text() == "Try again in 1 s"
    unlocked: list[Session] = []
    page.unlocked.connect(unlocked.append)
    page.passphrase_edit.setText(PASSPHRASE)
    qtbot.keyClick(page.passphrase_edit, Qt.Key.Key_Return)
    assert unlocked == []
    qtbot.waitUntil(lambda: page.unlock_button.text() == "&Unlock vault", timeout=3000)
    qtbot.keyClick(page.passphrase_edit, Qt.Key.Key_Return)
    assert [session.person for session in unlocked] == ["H. Marlow"]
    assert page._delay.fail() == 0
    unlocked[0].vault.close()


def test_the_wait_is_counted_down(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    delay = TryDelay(owner)
    told: list[int] = []
    delay.ticked.connect(told.append)
    for _time in range(6):
        delay.fail()
    assert delay.left == 2
    qtbot.waitUntil(lambda: delay.left == 0, timeout=4000)
    assert told == [1, 2, 1, 0]


def test_a_passphrase_left_alone_in_its_field_is_taken_away(page: UnlockPage, qtbot: QtBot) -> None:
    page.passphrase_edit._forget.setInterval(20)
    page.passphrase_edit.setText(PASSPHRASE)
    QApplication.sendEvent(page.passphrase_edit, QEvent(QEvent.Type.WindowDeactivate))
    QApplication.sendEvent(page.passphrase_edit, QEvent(QEvent.Type.WindowActivate))
    qtbot.wait(60)
    assert page.passphrase_edit.text() == PASSPHRASE
    QApplication.sendEvent(page.passphrase_edit, QEvent(QEvent.Type.WindowDeactivate))
    qtbot.waitUntil(lambda: page.passphrase_edit.text() == "", timeout=1000)


def test_what_is_not_protected_is_the_section_of_the_threat_model(qtbot: QtBot) -> None:
    root = Path(__file__).resolve().parents[2]
    model = (root / "docs" / "threat-model.md").read_text(encoding="utf-8")
    section = (root / "resources" / "protection.md").read_text(encoding="utf-8")
    assert section.startswith("## What this app cannot protect\n")
    assert section.strip() == model[model.index("## What this app cannot protect") :].partition("\n## ")[0].strip()
    dialog = ProtectionDialog()
    qtbot.addWidget(dialog)
    assert dialog.text_prose.plain_text() == protection_text()
    assert "*" not in protection_text()
    assert protection_text().count("\n\n") == section.count("\n- **") - 1


def test_a_new_vault_offers_its_sheets_and_prints_them_at_once(
    page: UnlockPage, qtbot: QtBot, tmp_path: Path, teller: RecordingTeller
) -> None:
    printed: list[RecoverySheet] = []

    def fill_in() -> None:
        dialog = in_front(CreateVaultDialog)
        dialog.name_edit.setText("Second")
        dialog.person_edit.setText("H. Marlow")
        dialog.prevent_check.setChecked(False)
        for field in (dialog.passphrase_edit, dialog.repeat_edit):
            field.setText(PASSPHRASE)
        QTimer.singleShot(0, page, hand_over)
        dialog.create_button.click()

    def hand_over() -> None:
        found = QApplication.activeModalWidget()
        if not isinstance(found, RecoverySheetsDialog):
            QTimer.singleShot(10, page, hand_over)
            return
        found._print = lambda sheet, _parent: printed.append(sheet) is None
        found.save_button.click()
        for _sheet in range(3):
            found.print_button.click()
            found.handed_check.setChecked(True)
            found.save_button.click()

    QTimer.singleShot(0, page, fill_in)
    page.create_button.click()
    assert [sheet.number for sheet in printed] == [1, 2, 3]
    assert teller.told[-1].accept == "Print the sheets"
    folder = tmp_path / "Second.smkv"
    assert page.vault_list.chosen() == folder
    door = page._application.door
    assert door.has_recovery(folder)
    vault = door.open(folder, person=None, passphrase=PASSPHRASE)
    assert vault.compartments == {Compartment.COMMON, Compartment.REVIEWS}
    vault.close()
    door.recover(
        folder,
        shares=[" ".join(sheet.words) for sheet in printed[1:]],
        person="H. Marlow",
        role=Role.HEAD,
        passphrase=NEW,
    )


D = TypeVar("D", bound=QWidget)


def in_front(kind: type[D]) -> D:
    """The dialog that waits."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_a_backup_is_put_back_from_the_unlock_screen(
    page: UnlockPage, qtbot: QtBot, tmp_path: Path, teller: RecordingTeller
) -> None:
    application = page._application
    vault = application.door.open(tmp_path / "CSP.smkv", person=None, passphrase=PASSPHRASE)
    session = application.open_session(vault)
    proof = backups.backup_now(session, tmp_path / "kept", BackupReason.BY_HAND)
    vault.close()

    def restore() -> None:
        dialog = in_front(RestoreDialog)
        teller.path = proof.file.path
        dialog.backup_choose_button.click()
        assert dialog.backup_says_label.text().startswith("Made ")
        dialog.name_edit.setText("Back again")
        dialog.save_button.click()

    QTimer.singleShot(0, page, restore)
    page.restore_button.click()
    assert page.vault_list.chosen() == tmp_path / "Back again.smkv"
    assert page.person_combo.currentText() == "H. Marlow"


def test_a_keychain_that_is_gone_is_named_and_leads_to_the_sheets(
    application: Application, qtbot: QtBot, inline_jobs: InlineJobs, teller: RecordingTeller, tmp_path: Path
) -> None:
    plain, door = plain_application(tmp_path, people={"CSP": ("H. Marlow",)})
    door.failure = KeychainUnavailable("The keychain of this computer is locked.")
    window = QWidget()
    qtbot.addWidget(window)
    page = UnlockPage(plain, Launch(), jobs=inline_jobs, messages=Messages(window, teller))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.passphrase_edit.setText(PASSPHRASE)
    qtbot.keyClick(page.passphrase_edit, Qt.Key.Key_Return)
    assert "keychain of this computer is locked" in page.vault_error.text()
    assert "two recovery shares" in page.vault_error.text()
    assert page.help_button.hasFocus()
    assert page.passphrase_edit.text() == PASSPHRASE


def test_a_vault_in_a_synced_folder_is_warned_of(
    application: Application, qtbot: QtBot, inline_jobs: InlineJobs, teller: RecordingTeller, tmp_path: Path
) -> None:
    synced = tmp_path / "Nextcloud"
    synced.mkdir()
    (synced / ".sync_0123456789ab.db").write_bytes(b"")
    (synced / ".nextcloudsync.log").write_bytes(b"")
    folder = synced / "CSP.smkv"
    application.door.create(folder, person="H. Marlow", role=Role.HEAD, passphrase=PASSPHRASE)
    window = QWidget()
    qtbot.addWidget(window)
    made = replace(application, recent=OneVault(folder))
    page = UnlockPage(made, Launch(), jobs=inline_jobs, messages=Messages(window, teller))
    qtbot.addWidget(page)
    page.show()
    assert "copied elsewhere by" in page.place_banner.text()


@pytest.mark.parametrize(
    "passphrase,tone,words",
    [
        ("", "", ""),
        ("short", "red", "Too short: 5 of at least 12 characters."),
        ("x" * 129, "red", "Too long: 129 characters; 128 are the most."),
        ("password1234", "red", "It would take a minute or less to guess. Weak"),
        ("marble otter lantern quiet " * 4, "green", "It would take thousands of years to guess."),
    ],
)
def test_strength_in_words(passphrase: str, tone: str, words: str) -> None:
    found = strength(passphrase)
    assert (found.tone, found.words[: len(words)]) == (tone, words)


def test_words_about_the_person_make_a_passphrase_weaker() -> None:
    passphrase = "Thistlewood Jorunnsdottir"
    assert strength(passphrase).tone == "green"
    assert strength(passphrase, "Jorunnsdottir Thistlewood").tone == "red"
