"""A page on a real small vault: everything it touches is the part that ships, but for dialogs that would wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.presentation.changes import Changes
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.services.session import Session
from tests.presentation.conftest import InlineJobs, RecordingTeller
from tests.services.conftest import CHEAP, case_id, clock, session

__all__ = ["case_id", "clock", "session"]


@pytest.fixture
def visited() -> list[str]:
    """The addresses that a page asked for, in order."""
    return []


@pytest.fixture
def context(
    session: Session,
    clock: StoryClock,
    inline_jobs: InlineJobs,
    teller: RecordingTeller,
    visited: list[str],
    qapp: object,
) -> Iterator[PageContext]:
    """What a page is made with: the session of the test, jobs that run at once, messages that are kept."""
    owner = QWidget()
    messages = Messages(owner, teller)
    inline_jobs.on_failure = messages.show_error
    yield PageContext(
        application=bootstrap.build(clock, CHEAP),
        session=session,
        changes=Changes(owner),
        jobs=inline_jobs,
        messages=messages,
        navigate=visited.append,
    )
    owner.deleteLater()
