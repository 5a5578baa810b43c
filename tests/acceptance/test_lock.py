"""A lock that nobody asked for, over something half typed: the next window offers it again, and it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.launch import EXIT_LOCKED
from safermk_desktop.services.ports import Role
from tests.acceptance.driving import Person, person_at_home

PASSPHRASE = "slate heron velvet orchard"
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Office:
    """Someone at an open vault without a case."""

    person: Person
    vault: Path

    def again(self, reason: str) -> None:
        """The next window, as the parent starts it, unlocked."""
        person = self.person
        person.start(self.vault, reason=reason, address=person.address)
        person.unlock(PASSPHRASE)


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    person = person_at_home(qtbot, tmp_path, day=date(2026, 3, 2), patch=monkeypatch)
    vault = tmp_path / "Northmere CSP.smkv"
    person.application.door.create(vault, person="P. Ashdown", role=Role.HEAD, passphrase=PASSPHRASE)
    person.start(vault)
    person.unlock(PASSPHRASE)
    yield Office(person, vault)
    person.leave()


NOTICE = {
    "Working title": "Case Heather",
    "Date of death": "20/2/2026",
    "Notifying agency": "Northmere Police",
    "Area of residence": "Northmere",
}


def test_what_was_half_typed_is_continued_after_an_idle_lock_and_saved(office: Office) -> None:
    person = office.person
    person.key(Qt.Key.Key_N, CTRL)
    person.dialog("New notification")
    person.enter({words: NOTICE[words] for words in ("Working title", "Date of death")})
    person.lock("idle")
    office.again("idle")
    person.sees("Unfinished: New notification")
    person.press("Continue")
    person.dialog("New notification")
    assert "Case Heather" in person.screen()
    person.lock("suspended")
    office.again("suspended")
    person.sees("Unfinished: New notification")
    assert "in all" not in person.screen(), "the second draft goes on from the first"
    person.press("Continue")
    person.answer(
        "New notification",
        {words: NOTICE[words] for words in ("Notifying agency", "Area of residence")},
        "Open the case",
    )
    person.sees("Case Heather", "The gate to Scoping is closed")
    assert "Unfinished" not in person.screen()
    person.lock()
    office.again("asked")
    person.sees("Case Heather")
    assert "Unfinished" not in person.screen()


def test_a_draft_that_is_not_wanted_is_discarded(office: Office) -> None:
    person = office.person
    person.key(Qt.Key.Key_N, CTRL)
    person.dialog("New notification")
    person.enter({"Working title": "Case Heather"})
    person.lock("screen")
    office.again("screen")
    person.press("Discard")
    title, words = person.answers.told[-1]
    assert title == "Discard what was typed?"
    assert "Case Heather" in words
    assert "Unfinished" not in person.screen()


def test_ctrl_l_locks_over_a_dialog_too_and_keeps_what_is_typed(office: Office) -> None:
    person = office.person
    person.key(Qt.Key.Key_N, CTRL)
    person.dialog("New notification")
    person.enter({"Working title": "Case Heather"})
    person.key(Qt.Key.Key_L, CTRL)
    assert person.ended == [EXIT_LOCKED["asked"]]
    person.address = person.window.address
    person.drop()
    office.again("asked")
    person.sees("Unfinished: New notification")


def test_a_lock_takes_back_what_was_copied(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    person = office.person
    guard = person.window.guards.clipboard
    monkeypatch.setattr(guard, "_owns", lambda _mode: True)
    QApplication.clipboard().setText("Joanna Fenwick")
    person.lock("idle")
    assert QApplication.clipboard().text() == ""
