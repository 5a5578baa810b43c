"""A picture of every screen, taken from the real window on the fictional vault. No display is needed."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.services.application import Application, RecentVault
from safermk_desktop.services.fictional import PASSPHRASE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from safermk_desktop.presentation.main_window import MainWindow

SIZES: Final = ((1280, 720), (1440, 900))
PATIENCE_S: Final = 60.0

# Screen, state, address: the case by its key in the story. Empty: the screen is shown before a vault is open.
VIEWS: Final = (
    ("caseload", "", "home"),
    ("overview", "under-way", "case/B/overview"),
    ("overview", "just-notified", "case/C/overview"),
    ("overview", "closed", "case/A/overview"),
    ("overview", "came-in-under-way", "case/D/overview"),
    ("terms-of-reference", "", "case/B/terms"),
    ("panel", "", "case/B/panel"),
    ("family", "", "case/B/family"),
    ("documents", "", "case/A/documents"),
    ("redaction", "", "case/A/redaction"),
    ("publication", "", "case/A/publication"),
    ("action-plan", "", "case/A/actions"),
    ("action-plan", "under-way", "case/B/actions"),
    ("actions", "", "actions"),
    ("board-plans", "", "boards"),
    ("people-and-organisations", "", "organisations"),
    ("people-and-keys", "", "vault"),
    ("backups", "", "backups"),
    ("doctor", "", "doctor"),
    ("audit", "", "audit"),
    ("calendar", "", "calendar"),
    ("reports", "", "reports"),
    ("settings", "", "settings"),
    ("channel-panel", "", "prevent"),
    ("channel-case", "closed", "prevent/CH-2024-03/case"),
    ("channel-case", "referred-three-times", "prevent/CH-2026-06/case"),
    ("dates-of-prevent", "", "prevent/dates"),
    ("channel-in-numbers", "", "prevent/numbers"),
    ("papers-of-prevent", "", "prevent/records"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: its file, what it shows, and its size in pixels."""

    file: str
    screen: str
    state: str
    theme: str
    width: int
    height: int


class _OneVault:
    """The list of recent vaults that the pictures show: the demo's own, and nothing of this computer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def listed(self) -> tuple[RecentVault, ...]:
        return (RecentVault(folder=self._folder),)

    def remember(self, folder: Path) -> None:
        """Nothing of the demo is remembered."""

    def forget(self, folder: Path) -> None:
        """Nothing of the demo is remembered."""


def take_pictures(vault: Path, out: Path, *, today: date, cases: dict[str, str]) -> tuple[Picture, ...]:
    """Unlock ``vault`` in the window, go to every screen, and write its picture into ``out``.

    ``cases`` maps the story's keys to the cases' ids. The clock stands on ``today``.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    pictures: list[Picture] = []
    with tempfile.TemporaryDirectory(prefix="safermk-") as cache:
        application = replace(
            bootstrap.build(StoryClock(today)), recent=_OneVault(vault.absolute()), cache_folder=Path(cache)
        )
        with _window(application, vault) as (qt, window):
            pictures += _at_every_size(qt, window, out, name=(1, "unlock", ""))
            _unlock(qt, window)
            for number, (screen, state, address) in enumerate(VIEWS, start=2):
                _go(qt, window, _with_id(address, cases))
                pictures += _at_every_size(qt, window, out, name=(number, screen, state))
    return tuple(pictures)


@contextmanager
def _window(application: Application, vault: Path) -> Generator[tuple[QApplication, MainWindow]]:
    from PySide6.QtWidgets import QApplication

    from safermk_desktop.presentation.launch import Launch
    from safermk_desktop.presentation.main_window import MainWindow
    from safermk_desktop.presentation.theme import Theme

    held = QApplication.instance()
    qt = held if isinstance(held, QApplication) else QApplication(["safermk"])
    Theme(qt, application.cache_folder)
    window = MainWindow(application, Launch(vault=vault.absolute()))
    window.show()
    try:
        yield qt, window
    finally:
        window.lock()  # closing it would make a backup first
        window.close()
        window.deleteLater()
        qt.processEvents()


def _unlock(qt: QApplication, window: MainWindow) -> None:
    page = window.unlock_page
    page.passphrase_edit.setText(PASSPHRASE)
    page.unlock_button.click()
    until = time.monotonic() + PATIENCE_S
    while not window.address and time.monotonic() < until:
        qt.processEvents()
        time.sleep(0.005)
    _settle(qt, window)


def _go(qt: QApplication, window: MainWindow, address: str) -> None:
    window.go(address)
    _settle(qt, window)


def _settle(qt: QApplication, window: MainWindow) -> None:
    """Wait until no work is under way and everything is laid out."""
    until = time.monotonic() + PATIENCE_S
    rounds = 0
    while rounds < 5 and time.monotonic() < until:
        qt.processEvents()
        rounds = 0 if window.jobs.is_busy else rounds + 1
        time.sleep(0.005)


def _at_every_size(qt: QApplication, window: MainWindow, out: Path, *, name: tuple[int, str, str]) -> Iterator[Picture]:
    number, screen, state = name
    for width, height in SIZES:
        window.resize(width, height)
        _settle(qt, window)
        words = "-".join(part for part in (f"{number:02}", screen, state, "light", f"{width}x{height}") if part)
        picture = Picture(file=f"{words}.png", screen=screen, state=state, theme="light", width=width, height=height)
        window.grab().save(str(out / picture.file))
        yield picture


def _with_id(address: str, cases: dict[str, str]) -> str:
    parts = address.split("/")
    return "/".join((parts[0], cases[parts[1]], parts[2])) if len(parts) == 3 else address
