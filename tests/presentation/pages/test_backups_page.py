"""The page of backups on a real vault: made, proved, stopped, put back as a new vault, and tried in a drill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.keeping import Drill, DrillKey
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.presentation.dialogs.drill_dialog import DrillDialog
from safermk_desktop.presentation.dialogs.restore_dialog import RestoreDialog
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.pages.backup_rows import backups_view, drill_words, empty_words
from safermk_desktop.presentation.pages.backups_page import BackupsPage
from safermk_desktop.services import backups
from safermk_desktop.services.ports import Compartment, Role
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened
from tests.services.conftest import PASSPHRASE

SECOND = "lantern quarry mild otter"


@dataclass
class Folders:
    """Where the backups go, kept for the test alone."""

    kept: dict[Path, Path] = field(default_factory=dict[Path, Path])

    def chosen(self, vault: Path, vault_id: str) -> Path | None:
        return self.kept.get(vault)

    def choose(self, vault: Path, vault_id: str, folder: Path) -> None:
        self.kept[vault] = folder


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        folders = Folders({found.session.vault.folder: tmp_path / "kept"})
        application = replace(found.context.application, backup_folders=folders)
        found.context = replace(found.context, application=application)
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> BackupsPage:
    made = BackupsPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 620)
    made.show()
    desk.settle(made)
    return made


def test_without_a_backup_it_says_what_would_be_lost(page: BackupsPage) -> None:
    assert page.backups_empty.isVisible()
    assert empty_words(1) == "No backup yet. One disk failure would lose 1 case."
    assert empty_words(4) == "No backup yet. One disk failure would lose 4 cases."
    assert "same disk" in page.folder_warning_label.text()
    assert not page.drill_button.isEnabled()
    assert page.drill_reason_label.text() == "A drill needs a backup in this folder."


def test_a_backup_is_made_and_proved_and_proved_again(page: BackupsPage, desk: Desk) -> None:
    page.backup_button.click()
    assert "opened and compared" in page.backups_banner.text()
    assert len(page._rows.rows) == 1
    file = page._rows.rows[0].file
    assert file is not None
    assert file.path.parent == desk.folder / "kept"
    assert not page.backups_empty.isVisible()
    QAbstractItemModelTester(page.backups_table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.prove_button.click()
    assert "all of it fits" in page.backups_banner.text()
    data = bytearray(file.path.read_bytes())
    data[len(data) // 2] ^= 1
    file.path.write_bytes(bytes(data))
    page.prove_button.click()
    assert "banner" in str(page.backups_banner.dynamicPropertyNames())
    assert page.backups_banner.property("banner") == "red"


def test_a_folder_is_chosen_for_this_vault(page: BackupsPage, desk: Desk, teller: RecordingTeller) -> None:
    teller.path = desk.folder / "elsewhere"
    teller.path.mkdir()
    page.choose_button.click()
    assert page.folder_value_label.text() == str(teller.path)
    page.backup_button.click()
    assert [path.suffix for path in teller.path.iterdir()] == [".smkb"]


def test_a_stopped_backup_leaves_nothing_behind(desk: Desk, qtbot: QtBot) -> None:
    jobs = Jobs()
    desk.context = replace(desk.context, jobs=jobs)
    made = BackupsPage(desk.context)
    qtbot.addWidget(made)
    made.show()
    made.arrive("")
    qtbot.waitUntil(lambda: not jobs.is_busy)
    made.backup_button.click()
    assert made.job_line.job is not None
    made.job_line.stop_button.click()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=5000)
    assert made.backups_banner.text().startswith("Stopped.")
    kept = desk.folder / "kept"
    assert not kept.exists() or not list(kept.iterdir())
    assert made.job_line.isHidden()
    jobs.finish()


def test_a_backup_is_put_back_as_a_new_vault_and_never_over_one(
    page: BackupsPage, desk: Desk, teller: RecordingTeller
) -> None:
    page.backup_button.click()
    page.restore_button.click()
    dialog = opened(page, RestoreDialog)
    assert dialog.name_edit.text() == "Restored 2026-11-17"
    teller.path = desk.folder
    dialog.folder_choose_button.click()
    dialog.name_edit.setText("test")
    dialog.save_button.click()
    assert "already" in dialog.name_error.text()
    assert dialog.isVisible()
    dialog.name_edit.setText("Put back")
    dialog.save_button.click()
    assert not dialog.isVisible()
    folder = desk.folder / "Put back.smkv"
    assert str(folder) in page.backups_banner.text()
    vault = desk.context.application.door.open(folder, person=None, passphrase=PASSPHRASE)
    *before, last = vault.trail(Compartment.REVIEWS)
    assert tuple(before) == desk.session.vault.trail(Compartment.REVIEWS)
    assert last.what == "restore_vault"
    vault.close()


def test_what_is_no_backup_is_told_at_its_field(page: BackupsPage, desk: Desk, teller: RecordingTeller) -> None:
    page.restore_button.click()
    dialog = opened(page, RestoreDialog)
    dialog.save_button.click()
    assert dialog.backup_error.text() == "Choose the backup to restore."
    teller.path = desk.folder / "letter.smkb"
    teller.path.write_bytes(b"Dear Sir or Madam")
    dialog.backup_choose_button.click()
    assert "no backup of a vault" in dialog.backup_error.text()
    assert dialog.backup_edit.text() == str(teller.path)


def test_a_drill_with_two_sheets_is_recorded_and_leaves_no_copy(page: BackupsPage, desk: Desk) -> None:
    first, second, _third = desk.session.vault.slots.make_recovery()
    page.backup_button.click()
    page.drill_button.click()
    dialog = opened(page, DrillDialog)
    dialog.first_edit.setPlainText(first)
    dialog.save_button.click()
    assert dialog.second_error.text() == "Type the 33 words of a sheet."
    dialog.second_edit.setPlainText(second)
    before = {path.name for path in desk.folder.rglob("*")}
    dialog.save_button.click()
    assert "two recovery sheets" in page.backups_banner.text()
    assert page.drill_tag.text() == "In date"
    with desk.session.vault.reading(Compartment.COMMON) as work:
        drills = work.every(Drill)
    assert [(drill.opened_with, drill.outcome) for drill in drills] == [(DrillKey.SHARES, backups.FITS)]
    assert {path.name for path in desk.folder.rglob("*")} == before
    assert not dialog.has_typed


def test_a_drill_with_another_person_wants_their_passphrase(page: BackupsPage, desk: Desk) -> None:
    desk.session.vault.slots.add(
        person="B. Second", role=Role.HEAD, compartments=frozenset(Compartment), passphrase=SECOND
    )
    page.backup_button.click()
    page.drill_button.click()
    dialog = opened(page, DrillDialog)
    dialog.person_radio.setChecked(True)
    assert [dialog.person_combo.itemText(at) for at in range(dialog.person_combo.count())] == ["B. Second"]
    dialog.passphrase_edit.setText("not this one at all")
    dialog.save_button.click()
    assert "does not open" in dialog.passphrase_error.text()
    dialog.passphrase_edit.setText(SECOND)
    dialog.save_button.click()
    assert "another person's passphrase" in page.backups_banner.text()


def test_a_reader_holds_no_drill_and_is_told_why(page: BackupsPage, desk: Desk) -> None:
    page.backup_button.click()
    assert page.drill_button.isEnabled()
    desk.session.vault.slots.add(
        person="C. Reader", role=Role.READER, compartments=frozenset(Compartment), passphrase=SECOND
    )
    desk.session.vault.close()
    vault = desk.context.application.door.open(desk.session.vault.folder, person="C. Reader", passphrase=SECOND)
    page.context = replace(desk.context, session=replace(desk.session, vault=vault))
    page.arrive("")
    assert not page.drill_button.isEnabled()
    assert page.drill_reason_label.text() == "A drill is recorded, and you may only read."
    vault.close()


def test_papers_that_are_not_there_are_counted(desk: Desk, page: BackupsPage) -> None:
    desk.import_report()
    folder = desk.folder / "kept"
    backups.backup_now(desk.session, folder, backups.BackupReason.ON_QUIT)
    desk.import_report()
    clock = desk.session.clock
    assert isinstance(clock, StoryClock)
    clock.turn_to(date(2026, 11, 18))
    second = backups.backup_now(desk.session, folder, backups.BackupReason.EDITS)
    assert second.file.leans_on
    for file in backups_view(desk.session, folder).beside:
        if file.id in second.file.leans_on:
            file.path.unlink()
    rows = {row.kept.id: row for row in backups_view(desk.session, folder).rows}
    assert rows[second.file.id].missing == 1


@pytest.mark.parametrize("days,tone", [(0, "green"), (90, "green"), (91, "amber"), (365, "amber"), (366, "red")])
def test_a_drill_grows_old(days: int, tone: str) -> None:
    drill = Drill(
        id=RecordId("d"),
        case_id=CaseId(""),
        drilled_on=date(2026, 5, 3),
        held_by="A. Officer",
        opened_with=DrillKey.SHARES,
        backup="b",
        outcome=backups.FITS,
    )
    assert drill_words(drill, days)[0] == tone
    assert drill_words(replace(drill, outcome="reviews: damaged"), days)[0] == "red"
    assert drill_words(None, 0)[0] == "red"
