from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from safermk_desktop import errors
from safermk_desktop.presentation.dialogs.create_vault_dialog import CreateVaultDialog
from safermk_desktop.presentation.launch import EXIT_LOCKED, Launch
from safermk_desktop.presentation.main_window import MainWindow
from safermk_desktop.presentation.pages.unlock_page import UnlockPage
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller
from tests.presentation.making import PASSPHRASE, PlainDoor, application

Opened = tuple[MainWindow, UnlockPage, PlainDoor]
Open = Callable[..., Opened]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, teller: RecordingTeller) -> Open:
    def make(launch: Launch | None = None, **people: tuple[str, ...]) -> Opened:
        made, door = application(tmp_path, people=people)
        window = MainWindow(made, launch or Launch(), teller=teller)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        qtbot.wait(10)
        return window, window.unlock_page, door

    return make


def try_passphrase(qtbot: QtBot, page: UnlockPage, passphrase: str) -> None:
    page.passphrase_edit.clear()
    qtbot.keyClicks(page.passphrase_edit, passphrase)
    qtbot.keyClick(page.passphrase_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._jobs.is_busy)


def test_the_passphrase_has_the_focus_when_one_person_has_a_key(open_window: Open) -> None:
    _window, page, _door = open_window(CSP=("H. Marlow",))
    assert page.passphrase_edit.hasFocus()
    assert page.passphrase_edit.echoMode() is QLineEdit.EchoMode.Password
    assert not page.fictional_banner.isVisible()


def test_the_right_passphrase_opens_and_is_not_kept(open_window: Open, qtbot: QtBot) -> None:
    _window, page, door = open_window(CSP=("H. Marlow",))
    sessions: list[Session] = []
    page.unlocked.disconnect()
    page.unlocked.connect(sessions.append)
    try_passphrase(qtbot, page, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(sessions))
    assert sessions[0].person == "H. Marlow"
    assert page.passphrase_edit.text() == ""
    assert page._application.recent.listed()[0].folder == door.opened[0].folder


def test_a_wrong_passphrase_is_told_above_its_field_and_selected_to_be_typed_over(
    open_window: Open, qtbot: QtBot
) -> None:
    _window, page, _door = open_window(CSP=("H. Marlow",))
    try_passphrase(qtbot, page, "not this one at all")
    qtbot.waitUntil(page.passphrase_error.isVisible)
    assert page.passphrase_error.text() == errors.WrongPassphrase().sentences()
    assert page.passphrase_edit.hasFocus()
    assert page.passphrase_edit.selectedText()
    assert page.passphrase_error.y() < page.passphrase_edit.y()
    try_passphrase(qtbot, page, "nor this one either")
    assert page.passphrase_edit.text() == "nor this one either"


def test_no_passphrase_is_told_without_asking_the_vault(open_window: Open, qtbot: QtBot) -> None:
    _window, page, door = open_window(CSP=("H. Marlow",))
    qtbot.keyClick(page.passphrase_edit, Qt.Key.Key_Return)
    assert page.passphrase_error.text() == "Type the passphrase of this vault."
    assert door.opened == []


def test_with_several_people_a_name_comes_first(open_window: Open, qtbot: QtBot) -> None:
    _window, page, door = open_window(CSP=("H. Marlow", "J. Pereira"))
    assert page.person_combo.hasFocus()
    try_passphrase(qtbot, page, PASSPHRASE)
    assert page.person_error.text() == "Choose your name first."
    assert page.person_combo.hasFocus()
    assert page.passphrase_edit.text() == PASSPHRASE
    page.person_combo.setCurrentIndex(2)
    page.unlocked.disconnect()
    with qtbot.waitSignal(page.unlocked):
        qtbot.mouseClick(page.unlock_button, Qt.MouseButton.LeftButton)
    assert door.opened[0].person == "J. Pereira"


@pytest.mark.parametrize(
    "failure",
    [
        errors.DatabaseDamaged,
        errors.VaultInUse,
        errors.VaultNewer,
        errors.KeyDerivationRefused,
        errors.NotWritable,
        errors.DiskFault,
    ],
)
def test_every_other_failure_is_told_above_the_vaults(
    open_window: Open, qtbot: QtBot, failure: type[errors.SafermkError]
) -> None:
    _window, page, door = open_window(CSP=("H. Marlow",))
    door.failure = failure()
    try_passphrase(qtbot, page, PASSPHRASE)
    qtbot.waitUntil(page.vault_error.isVisible)
    assert page.vault_error.text() == failure().sentences()
    assert page.passphrase_edit.text() == PASSPHRASE
    assert page.passphrase_edit.hasFocus()


def test_a_vault_that_is_gone_offers_nothing_to_type(open_window: Open, tmp_path: Path) -> None:
    _window, page, _door = open_window(Launch(vault=tmp_path / "Gone.smkv"), CSP=("H. Marlow",))
    assert page.vault_error.text() == errors.VaultNotFound().sentences()
    assert not page.unlock_button.isEnabled()
    assert page.vault_list.hasFocus()
    page.vault_list.setCurrentIndex(page.vault_list.model().index(1, 0))
    assert page.unlock_button.isEnabled()
    assert not page.vault_error.isVisible()


def test_only_a_fictional_vault_shows_its_passphrase(open_window: Open, tmp_path: Path) -> None:
    fictional = tmp_path / "Fictional.smkv"
    _window, page, _door = open_window(Launch(vault=fictional), CSP=("H. Marlow",), Fictional=("A. Trainee",))
    assert page.vault_list.chosen() == fictional
    assert PASSPHRASE in page.fictional_banner.text()
    page.fictional_banner.asked.emit()
    assert page.passphrase_edit.text() == PASSPHRASE
    page.vault_list.setCurrentIndex(page.vault_list.model().index(0, 0))
    assert not page.fictional_banner.isVisible()


def test_without_a_vault_there_is_one_thing_to_do(open_window: Open) -> None:
    _window, page, _door = open_window()
    assert page.no_vault_label.isVisible()
    assert page.create_button.hasFocus()
    assert not page.passphrase_edit.isVisible()


@pytest.mark.parametrize(
    "reason,words",
    [
        ("idle", "nobody used it"),
        ("slept", "slept"),
        ("screen", "the screen"),
        ("suspended", "put to sleep"),
        ("crashed", "unexpectedly"),
        ("idle_lost", "could not be kept"),
    ],
)
def test_it_says_why_the_last_window_ended(open_window: Open, reason: str, words: str) -> None:
    _window, page, _door = open_window(Launch(reason=reason), CSP=("H. Marlow",))
    assert page.reason_banner.isVisible()
    assert words in page.reason_banner.text()
    assert "what was saved is safe" in page.reason_banner.text().lower()


def test_caps_lock_is_noticed_from_what_is_typed_and_show_shows(open_window: Open, qtbot: QtBot) -> None:
    _window, page, _door = open_window(CSP=("H. Marlow",))
    page.passphrase_edit.caps_noticed.emit(True)
    assert page.caps_banner.isVisible()
    qtbot.keyClick(page.passphrase_edit, Qt.Key.Key_A)
    assert not page.caps_banner.isVisible()
    qtbot.mouseClick(page.show_button, Qt.MouseButton.LeftButton)
    assert page.passphrase_edit.echoMode() is QLineEdit.EchoMode.Normal


def test_the_fictional_vault_is_made_while_the_window_is_there(open_window: Open, tmp_path: Path, qtbot: QtBot) -> None:
    launch = Launch(prepare=lambda: tmp_path / "Fictional.smkv")
    _window, page, _door = open_window(launch, Fictional=("A. Trainee",))
    qtbot.waitUntil(lambda: page.vault_list.chosen() == tmp_path / "Fictional.smkv")
    qtbot.waitUntil(page.passphrase_edit.hasFocus)


def test_a_vault_is_made_with_every_field_looked_at(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window, page, door = open_window()
    dialog = CreateVaultDialog(page._application, jobs=window.jobs, messages=window.messages, parent=page)
    dialog.show()
    dialog.create_button.click()
    assert dialog.error_summary.isVisible()
    assert dialog.focusWidget() is dialog.name_edit
    qtbot.keyClicks(dialog.name_edit, "CSP-2026")
    qtbot.keyClicks(dialog.person_edit, "H. Marlow")
    qtbot.keyClicks(dialog.passphrase_edit, PASSPHRASE)
    qtbot.keyClicks(dialog.repeat_edit, PASSPHRASE[:-1])
    dialog.create_button.click()
    assert "differ" in dialog.repeat_error.text()
    assert dialog.passphrase_edit.text() == PASSPHRASE
    qtbot.keyClicks(dialog.repeat_edit, PASSPHRASE[-1])
    door.failure = errors.VaultExists()
    dialog.create_button.click()
    qtbot.waitUntil(dialog.name_error.isVisible)
    assert dialog.name_error.text() == errors.VaultExists().sentences()
    door.failure = None
    dialog.create_button.click()
    qtbot.waitUntil(lambda: dialog.created == tmp_path / "CSP-2026.smkv")
    assert door.people(tmp_path / "CSP-2026.smkv") == ("H. Marlow",)


def test_lock_closes_the_vault_and_ends_with_the_code_of_its_reason(open_window: Open, qtbot: QtBot) -> None:
    window, page, door = open_window(CSP=("H. Marlow",))
    page.unlocked.disconnect()
    with qtbot.waitSignal(page.unlocked) as told:
        try_passphrase(qtbot, page, PASSPHRASE)
    assert told.args
    window._session = told.args[0]
    with qtbot.waitSignal(window.ended) as ended:
        window.lock("slept")
    assert ended.args == [EXIT_LOCKED["slept"]]
    assert door.opened[0].is_closed
    with qtbot.assertNotEmitted(window.ended):
        window.lock()
