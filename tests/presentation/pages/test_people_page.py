"""The page of people and keys on a real vault: who may do what, each act through its dialog, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap
from safermk_desktop.errors import WrongPassphrase
from safermk_desktop.presentation.dialogs.add_person_dialog import AddPersonDialog
from safermk_desktop.presentation.dialogs.change_passphrase_dialog import ChangePassphraseDialog
from safermk_desktop.presentation.dialogs.recovery_sheets_dialog import RecoverySheetsDialog
from safermk_desktop.presentation.dialogs.remove_person_dialog import RemovePersonDialog
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.pages.people_page import PeoplePage
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.recovery_sheets import RecoverySheet
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened
from tests.services.conftest import CHEAP, PASSPHRASE

SECOND = "lantern quarry mild otter"
THIRD = "copper thistle evening barge"


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


def shown(desk: Desk, qtbot: QtBot) -> PeoplePage:
    made = PeoplePage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 620)
    made.show()
    desk.settle(made)
    return made


def add(desk: Desk, page: PeoplePage, name: str, passphrase: str = SECOND, *, repeat: str = "") -> AddPersonDialog:
    page.add_button.click()
    dialog = opened(page, AddPersonDialog)
    dialog.person_edit.setText(name)
    dialog.reviews_check.setChecked(True)
    dialog.passphrase_edit.setText(passphrase)
    dialog.repeat_edit.setText(repeat or passphrase)
    dialog.save_button.click()
    return dialog


def opens(desk: Desk, person: str, passphrase: str) -> frozenset[Compartment]:
    """What a person opens, tried on the folder once the desk's own vault is closed."""
    desk.session.vault.close()
    with_key = bootstrap.door(desk.session.clock, CHEAP).open(
        desk.session.vault.folder, person=person, passphrase=passphrase
    )
    found = with_key.compartments
    with_key.close()
    return found


def test_one_person_without_sheets_is_told_what_that_means(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    assert "every case in it is lost" in page.people_banner.text()
    assert page.recovery_tag.text() == "None printed"
    assert not page.remove_button.isEnabled()
    assert not page.bind_button.isEnabled()
    assert "must not lose the vault" in page.own_reason_label.text()
    QAbstractItemModelTester(page.slots_table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_person_is_added_and_opens_what_was_ticked(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    dialog = add(desk, page, "B. Second", repeat="lantern quarry mild otters")
    assert "differ" in dialog.repeat_error.text()
    assert dialog.passphrase_edit.text() == SECOND
    dialog.repeat_edit.setText(SECOND)
    dialog.save_button.click()
    assert [slot.person for slot in page._rows.rows] == ["A. Officer", "B. Second"]
    assert not page.people_banner.isVisible()
    assert page.bind_button.isEnabled()
    assert opens(desk, "B. Second", SECOND) == {Compartment.COMMON, Compartment.REVIEWS}


def test_a_name_that_is_taken_and_a_short_passphrase_are_told_at_their_fields(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    dialog = add(desk, page, "A. Officer", "too short")
    assert "12 to 128" in dialog.passphrase_error.text()
    for field in (dialog.passphrase_edit, dialog.repeat_edit):
        field.setText(SECOND)
    dialog.save_button.click()
    assert "Somebody of that name" in dialog.person_error.text()
    assert dialog.isVisible()
    dialog.reviews_check.setChecked(False)
    dialog.save_button.click()
    assert dialog.compartments_error.text() == "Tick what the person may open."
    assert not dialog.has_typed
    assert dialog.entries() == {}


def test_the_strength_is_said_where_a_passphrase_is_set(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    page.add_button.click()
    dialog = opened(page, AddPersonDialog)
    dialog.person_edit.setText("Jorunn Thistlewood")
    dialog.passphrase_edit.setText("thistlewood12")
    dialog.strength_meter.judge()
    assert dialog.strength_meter.text().endswith("Weak: add words that do not belong together.")
    dialog.passphrase_edit.setText(SECOND)
    dialog.strength_meter.judge()
    assert dialog.strength_meter.text() == "It would take thousands of years to guess."


def test_the_own_passphrase_is_changed_by_who_knows_the_old_one(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    page.change_button.click()
    dialog = opened(page, ChangePassphraseDialog)
    dialog.old_edit.setText("not what it is at all")
    dialog.passphrase_edit.setText(THIRD)
    dialog.repeat_edit.setText(THIRD)
    dialog.save_button.click()
    assert dialog.old_error.text() == "This is not your passphrase. Check Caps Lock and type it again."
    assert dialog.passphrase_edit.text() == THIRD
    dialog.old_edit.setText(PASSPHRASE)
    dialog.save_button.click()
    assert not dialog.isVisible()
    assert opens(desk, "A. Officer", THIRD) == frozenset(Compartment)
    with pytest.raises(WrongPassphrase):
        opens(desk, "A. Officer", PASSPHRASE)


@pytest.mark.parametrize("has_new_keys", [True, False])
def test_a_person_is_removed_and_new_keys_lock_the_window(desk: Desk, qtbot: QtBot, has_new_keys: bool) -> None:
    locked: list[str] = []
    desk.context = replace(desk.context, lock=locked.append)
    page = shown(desk, qtbot)
    add(desk, page, "B. Second")
    page.slots_table.choose(page._rows.rows[1].id)
    assert page.remove_button.isEnabled()
    page.remove_button.click()
    dialog = opened(page, RemovePersonDialog)
    assert "B. Second's passphrase" in dialog.rekey_prose.plain_text()
    assert "older" in dialog.plain_prose.plain_text() or "old copy" in dialog.plain_prose.plain_text()
    (dialog.rekey_radio if has_new_keys else dialog.plain_radio).setChecked(True)
    dialog.save_button.click()
    if has_new_keys:
        assert locked == ["rekeyed"]
    else:
        assert locked == []
        assert [slot.person for slot in page._rows.rows] == ["A. Officer"]
    assert opens(desk, "A. Officer", PASSPHRASE) == frozenset(Compartment)


def test_only_a_head_adds_removes_and_prints(tmp_path: Path, desk: Desk, qtbot: QtBot) -> None:
    desk.session.vault.slots.add(
        person="C. Reader",
        role=Role.READER,
        compartments=frozenset({Compartment.COMMON, Compartment.REVIEWS}),
        passphrase=SECOND,
    )
    desk.session.vault.close()
    vault = bootstrap.door(desk.session.clock, CHEAP).open(
        desk.session.vault.folder, person="C. Reader", passphrase=SECOND
    )
    desk.context = replace(desk.context, session=replace(desk.session, vault=vault))
    page = shown(desk, qtbot)
    assert not page.add_button.isEnabled()
    assert not page.remove_button.isEnabled()
    assert not page.recovery_button.isEnabled()
    assert page.change_button.isEnabled()
    assert page.slots_reason_label.text() == "The head of community safety adds and removes people."
    vault.close()


def test_three_sheets_are_shown_one_at_a_time_and_kept_nowhere(
    desk: Desk, qtbot: QtBot, teller: RecordingTeller, tmp_path: Path
) -> None:
    printed: list[RecoverySheet] = []

    cancelled = iter((True, False, False, False))

    def to_paper(sheet: RecoverySheet, _parent: QWidget) -> bool:
        if next(cancelled):
            return False
        printed.append(sheet)
        return True

    context = desk.context
    dialog = RecoverySheetsDialog(context.session, jobs=context.jobs, messages=context.messages, print_out=to_paper)
    qtbot.addWidget(dialog)
    dialog.open()
    assert not dialog.sheet_frame.isVisible()
    dialog.save_button.click()
    for number in (1, 2, 3):
        assert dialog.sheet_title_label.text().startswith(f"Recovery sheet {number} of 3")
        assert not dialog.save_button.isEnabled()
        if number == 1:
            dialog.print_button.click()
            assert not dialog.out_label.text()
        dialog.print_button.click()
        dialog.handed_check.setChecked(True)
        dialog.save_button.click()
    assert not dialog.isVisible()
    assert [len(sheet.words) for sheet in printed] == [33, 33, 33]
    assert "".join(printed[0].words) not in repr(printed[0])
    assert len({sheet.words for sheet in printed}) == 3
    assert all(len(seal.partition(" (")[0].split()) == 8 for seal in printed[0].seals)
    slots = context.session.vault.slots.listed()
    assert [slot.kind for slot in slots] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    acts = [entry.what for entry in context.session.vault.trail(Compartment.COMMON)]
    left = "recovery_sheet_left"
    assert acts[-7:] == ["make_recovery", left, "recovery_sheet_stayed", left, left, "confirm_recovery", left]
    assert slots[1].is_confirmed
    context.session.vault.close()
    assert_in_no_file(tmp_path, printed)


def test_sheets_under_way_are_not_left_before_they_are_shown(desk: Desk, qtbot: QtBot) -> None:
    jobs = Jobs()
    dialog = RecoverySheetsDialog(desk.session, jobs=jobs, messages=desk.context.messages)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.save_button.click()
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.sheet_frame.isVisible, timeout=5000)
    assert dialog.is_made
    jobs.finish()


def assert_in_no_file(folder: Path, sheets: list[RecoverySheet]) -> None:
    """No file below holds three words of a share in a row, in one case or the other."""
    for path in folder.rglob("*"):
        data = path.read_bytes().lower() if path.is_file() else b""
        for sheet in sheets:
            for at in range(len(sheet.words) - 2):
                assert " ".join(sheet.words[at : at + 3]).encode() not in data, path.name


def test_a_sheet_goes_to_a_file_only_after_the_warning(
    desk: Desk, qtbot: QtBot, teller: RecordingTeller, tmp_path: Path
) -> None:
    context = desk.context
    dialog = RecoverySheetsDialog(context.session, jobs=context.jobs, messages=context.messages)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.save_button.click()
    teller.answer, teller.path = False, tmp_path / "stick.pdf"
    dialog.file_button.click()
    assert not (tmp_path / "stick.pdf").exists()
    assert "delete it" in teller.told[-1].text
    teller.answer = True
    dialog.file_button.click()
    assert (tmp_path / "stick.pdf").read_bytes().startswith(b"%PDF")
    assert "Delete it" in dialog.out_label.text()
    teller.answer = False
    dialog.reject()
    assert dialog.isVisible()
    assert "cannot be shown again" in teller.told[-1].text
    teller.answer = True
    dialog.reject()
    assert not dialog.isVisible()
