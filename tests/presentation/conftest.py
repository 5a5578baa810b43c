"""What tests of the windows stand on: a theme, jobs that run at once, and messages that answer without a dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.checking import Check, Checked
from safermk_desktop.presentation.jobs import Job, Jobs, Lane
from safermk_desktop.presentation.messages import Message
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services.ports import Cancelled, Progress

T = TypeVar("T")


@pytest.fixture(scope="session")
def _session_theme(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Theme:
    for left in qapp.findChildren(Theme):
        left.setParent(None)  # of a program that this process ran before, the demo say, whose folders are gone
    return Theme(qapp, tmp_path_factory.mktemp("icons"))


@pytest.fixture(autouse=True)
def theme(_session_theme: Theme) -> Theme:
    """The theme of the application, light and at 100 %."""
    if _session_theme.mode != "light" or _session_theme.scale != 1.0:
        _session_theme.change(mode="light", scale=1.0)
    return _session_theme


class InlineJobs(Jobs):
    """Runs everything at once, on this thread: for tests of pages, not of jobs."""

    def run(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        *,
        label: str,
        done: Callable[[T], None],
        failed: Callable[[SafermkError], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        lane: Lane = Lane.VAULT,
        gives_way: bool = False,
    ) -> Job:
        job = Job(label, owner, gives_way=gives_way)
        job.end()
        try:
            result = work(lambda _done, _total: None)
        except SafermkError as error:
            tell = failed or self.on_failure
            if tell is None:
                raise
            tell(error)
        except Cancelled:
            if cancelled is not None:
                cancelled()
        else:
            done(result)
        return job


@dataclass
class RecordingTeller:
    """Keeps what would be shown, answers each question with ``answer`` and each request for a place with ``path``."""

    answer: bool = True
    path: Path | None = None
    told: list[Message] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    change: str = ""

    def check(self, parent: QWidget | None, check: Check) -> Checked:
        self.checks.append(check)
        return Checked(is_right=not self.change, change=self.change)

    def show(self, parent: QWidget | None, message: Message) -> bool:
        self.told.append(message)
        return self.answer

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        return self.path

    def file(self, parent: QWidget | None, title: str, *, start: Path, kinds: str) -> Path | None:
        return self.path

    def new_file(self, parent: QWidget | None, title: str, *, start: Path, kinds: str) -> Path | None:
        return self.path


@pytest.fixture
def inline_jobs() -> InlineJobs:
    return InlineJobs()


@pytest.fixture
def teller() -> RecordingTeller:
    return RecordingTeller()


@pytest.fixture
def cache_folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"
