"""A look through a paper that is stopped hands over nothing more: the vault may be locked by then."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.pages.identity_look import IdentityLook
from safermk_desktop.redaction.detection.findings import Certainty, Finding, Kind, Source
from safermk_desktop.services import deciding
from safermk_desktop.services.detected import Detected, Some
from safermk_desktop.services.ports import Progress
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk

FOUND = (Finding(0, 7, "Quillow", Kind.PERSON, Certainty.LIKELY, Source.SHAPE, "a person"),)


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield replace(found, context=replace(found.context, jobs=Jobs()))


def test_what_was_found_before_the_window_locks_is_not_handed_over_after(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, came = threading.Event(), list[Detected]()

    def endless(_session: Session, _case: CaseId, _paper: RecordId, *, some: Some, progress: Progress) -> Detected:
        some(FOUND)
        found.set()
        while True:
            progress(0, 0)
            time.sleep(0.01)

    monkeypatch.setattr(deciding, "look", endless)
    owner = QObject()
    look = IdentityLook(desk.context, owner)
    look.came.connect(came.append)
    look.start(desk.case_id, RecordId("paper"))
    assert found.wait(10)  # without the event loop: what was found waits to be handed over
    assert desk.context.jobs.end()
    qtbot.wait(50)
    assert came == []


def test_while_it_goes_on_what_is_found_is_handed_over(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = list[Detected]()

    def endless(_session: Session, _case: CaseId, _paper: RecordId, *, some: Some, progress: Progress) -> Detected:
        some(FOUND)
        while True:
            progress(0, 0)
            time.sleep(0.01)

    monkeypatch.setattr(deciding, "look", endless)
    owner = QObject()
    look = IdentityLook(desk.context, owner)
    look.came.connect(came.append)
    look.start(desk.case_id, RecordId("paper"))
    qtbot.waitUntil(lambda: bool(came), timeout=10_000)
    assert came[0].findings == FOUND
    assert desk.context.jobs.end()
