"""The page of the doctor on a real vault: what is said at once, what only a check says, and where each act is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.presentation.pages.doctor_page import DoctorPage
from safermk_desktop.presentation.widgets.doctor_list import DoctorEntry
from safermk_desktop.services import backups
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, let_out, open_desk


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> DoctorPage:
    made = DoctorPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 620)
    made.show()
    desk.settle(made)
    return made


def entries(page: DoctorPage) -> dict[str, DoctorEntry]:
    return {entry.id: entry for entry in page.doctor_list.entries()}


def test_what_needs_no_check_is_said_at_once_and_the_rest_is_not_claimed(page: DoctorPage) -> None:
    found = entries(page)
    assert {found[name].tone for name in ("integrity", "chain", "anchors")} == {"grey"}
    assert found["integrity"].word == "Not checked"
    assert found["backups"].tone == "red"
    assert "would lose 1 case" in found["backups"].why
    assert found["drill"].tone == "red"
    assert found["slots"].tone == "red"
    assert found["clock"].tone == "green"
    assert page.checked_label.text() == "Not checked since it was opened"


def test_a_check_fills_in_the_rest_and_every_state_has_its_word(page: DoctorPage) -> None:
    page.check_button.click()
    found = entries(page)
    assert found["integrity"].tone == "green"
    assert found["chain"].tone == "green"
    assert page.checked_label.text().startswith("Checked at ")
    assert {entry.word for entry in found.values()} <= {"Good", "Attention", "Act now"}
    assert all(entry.why for entry in found.values())
    assert page.doctor_banner.isVisible()


def test_each_act_leads_to_where_it_is_done(page: DoctorPage, desk: Desk) -> None:
    for name, place in (("backups", "backups"), ("drill", "backups"), ("slots", "vault")):
        press = page.doctor_list.button_of(name)
        assert press is not None
        press.click()
        assert desk.went[-1] == place
    assert page.doctor_list.button_of("clock") is None


def test_a_backup_mends_its_line(page: DoctorPage, desk: Desk) -> None:
    backups.backup_now(desk.session, backups.default_folder(desk.session.vault.folder), BackupReason.BY_HAND)
    page.arrive("")
    assert entries(page)["backups"].tone == "amber"
    assert "same disk" in entries(page)["backups"].why


def test_an_export_past_its_day_is_a_line_that_leads_to_the_ledger(page: DoctorPage, desk: Desk) -> None:
    assert entries(page)["exports"].tone == "green"
    let_out(desk, "Minutes", left=date(2026, 9, 1))
    page.arrive("")
    found = entries(page)["exports"]
    assert (found.tone, found.why) == ("amber", "An exported file should have been deleted by 1 October 2026.")
    press = page.doctor_list.button_of("exports")
    assert press is not None
    press.click()
    assert desk.went[-1] == "ledger"


def test_a_damaged_page_is_red_and_nothing_else_pretends(desk: Desk, page: DoctorPage) -> None:
    desk.import_report()
    desk.session.vault.close()
    path = max(desk.session.vault.folder.glob("reviews*.db"), key=lambda one: one.stat().st_size)
    data = bytearray(path.read_bytes())
    for at in range(len(data) - 4096, len(data), 16):
        data[at] ^= 0xFF
    path.write_bytes(bytes(data))
    from tests.services.conftest import PASSPHRASE

    vault = desk.context.application.door.open(desk.session.vault.folder, person=None, passphrase=PASSPHRASE)
    from dataclasses import replace

    page.context = replace(desk.context, session=replace(desk.session, vault=vault))
    page.check_button.click()
    found = entries(page)
    assert found["integrity"].tone == "red"
    assert "Do not work on" in found["integrity"].do
    vault.close()
