"""The page of the audit chain on a real vault: sentences, filters, the check, and the words of a printed page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.compare_words_dialog import CompareWordsDialog
from safermk_desktop.presentation.pages.audit_page import AuditPage
from safermk_desktop.presentation.pages.audit_rows import VAULT_ACTS, AuditFilter, audit_rows
from safermk_desktop.presentation.pages.case_words import ACTS
from safermk_desktop.services import identities
from safermk_desktop.services.integrity import seal_words
from safermk_desktop.services.ports import Compartment
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened

SOURCES = Path(__file__).resolve().parents[3] / "safermk_desktop"


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        entry = found.enter("Ottoline Braithwaite")
        identities.look_at_identity(found.session, found.case_id, entry)
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> AuditPage:
    made = AuditPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 620)
    made.show()
    desk.settle(made)
    return made


def words_shown(page: AuditPage) -> list[str]:
    return [row.words for row in page._rows.rows]


def test_every_entry_is_a_sentence_with_who_when_and_the_case_by_reference(page: AuditPage, desk: Desk) -> None:
    assert words_shown(page)[:2] == ["A real identity was looked at", "An identity was entered or changed"]
    row = page._rows.rows[0]
    assert (row.entry.who, row.reference) == ("A. Officer", "DHR-2026-09")
    assert "The vault was made" in words_shown(page)
    assert page.count_label.text() == f"{len(audit_rows(desk.session))} entries"
    assert "Ottoline" not in " ".join(str(row) for row in page._rows.rows)
    QAbstractItemModelTester(page.entries_table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_filters_narrow_and_say_when_nothing_is_left(page: AuditPage, qtbot: QtBot) -> None:
    total = len(page._rows.rows)
    page.kind_combo.setCurrentIndex(page.kind_combo.findData("look_at_identity"))
    qtbot.waitUntil(lambda: words_shown(page) == ["A real identity was looked at"])
    assert page.count_label.text() == f"1 of {total} entries"
    page.case_combo.setCurrentIndex(page.case_combo.findData("DHR-2026-09"))
    page.words_edit.setText("nothing that was done")
    qtbot.waitUntil(page.entries_empty.isVisible)
    assert not page.entries_table.isVisible()
    page.entries_empty.asked.emit()
    assert len(page._rows.rows) == total
    assert page.words_edit.text() == ""
    page.from_edit.setText("18/11/2026")
    qtbot.waitUntil(page.entries_empty.isVisible)
    page.clear_button.click()
    page.to_edit.setText("31/13/2026")
    qtbot.waitUntil(page.filter_error.isVisible)
    assert "month" in page.filter_error.text()
    assert len(page._rows.rows) == total


def test_verifying_says_that_all_fits_and_what_it_rests_on(page: AuditPage) -> None:
    page.verify_button.click()
    assert page.chain_banner.text().startswith("Every page, every entry of the audit chains")
    assert not page._is_checking


def test_eight_printed_words_lead_to_their_entry(page: AuditPage, desk: Desk) -> None:
    words = seal_words(desk.session.vault, Compartment.REVIEWS)
    desk.enter("Leopold Braithwaite", replacement="Adult L")
    page.compare_button.click()
    dialog = opened(page, CompareWordsDialog)
    dialog.words_edit.setText("seven words are not enough")
    dialog.save_button.click()
    assert "eight words" in dialog.words_error.text()
    assert dialog.words_edit.text() == "seven words are not enough"
    dialog.words_edit.setText(words.upper())
    dialog.save_button.click()
    assert "still holds that entry unchanged" in dialog.answer_banner.text()
    assert not dialog.words_error.isVisible()
    dialog.words_edit.setText("academic acid acne acquire acrobat activity actress adapt")
    dialog.save_button.click()
    assert "No entry of this vault has these words" in dialog.answer_banner.text()


def test_a_filter_by_day_takes_both_ends(desk: Desk) -> None:
    rows = audit_rows(desk.session)
    day = rows[0].at.date()
    assert AuditFilter(since=day, until=day).lets(rows[0])
    assert not AuditFilter(until=rows[-1].at.date()).lets(rows[0]) or rows[-1].at.date() == day


def test_every_act_on_the_vault_has_its_sentence() -> None:
    """The acts that adapters and services record by name are all in one of the two tables of words."""
    found: set[str] = set()
    for path in [*(SOURCES / "services").glob("*.py"), *(SOURCES / "adapters" / "vault").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            if name.endswith("session.act") and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
            if name in {"carry_out", "exchange", "roll.enter"} and isinstance(node.args[1], ast.Constant):
                found.add(str(node.args[1].value))
    assert len(found) > 40
    assert sorted(found - set(VAULT_ACTS) - set(ACTS)) == []


def test_a_restored_vault_is_said_and_accepted_here(desk: Desk, qtbot: QtBot) -> None:
    act = desk.session.act("restore_vault", CaseId(""), subject="backup:1", why="Restored from the backup of 4 May.")
    with desk.session.vault.writing(Compartment.COMMON, act):
        pass
    page = AuditPage(desk.context)
    qtbot.addWidget(page)
    page.show()
    desk.settle(page)
    banner = page.chain_banner
    assert banner.text() == (
        "This vault was restored from the backup of 4 May. What was entered after it is not in it."
    )
    page.verify_button.click()
    qtbot.waitUntil(lambda: "Accept this state" in banner.text())
    assert "A restored vault was opened for the first time" in words_shown(page)
    banner.asked.emit()
    qtbot.waitUntil(lambda: "is accepted" in banner.text())
    last = desk.session.vault.trail(Compartment.COMMON)[-1]
    assert (last.what, last.why) == ("accept_heads", "Restored from the backup of 4 May.")
    page.verify_button.click()
    qtbot.waitUntil(lambda: "fit one another" in banner.text())
    assert "restored" not in banner.text()
