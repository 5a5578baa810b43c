"""From the derived key to a caseload that can be used, with 500 cases, 200,000 entries and 2 GB of papers."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from safermk_desktop import bootstrap
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.presentation.launch import Launch
from safermk_desktop.presentation.main_window import MainWindow
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services import queries
from tests.adapters.vault.making import opened
from tests.bench.conftest import CASES, RUNS
from tests.large_vault import TODAY, fill_papers

MEGABYTES = 2048
FLOOR = 1.0
TABLES = (
    "case notification decision fact own_date seat panel_member terms_section information_request letter document "
    "redacted_copy submission qa_letter publication recommendation action identity_entry"
)


def median(action: Callable[[], object]) -> tuple[float, float, float]:
    """The median of five after one to warm up, the least, and that first one."""
    seconds: list[float] = []
    for _ in range(RUNS + 1):
        begun = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds[1:]), min(seconds), seconds[0]


def tell(what: str, found: tuple[float, float, float], floor: str = "") -> None:
    print(f"\n{what:<72} {found[0]:7.3f} s  (least {found[1]:.3f}, first {found[2]:.3f})  {floor}")


def unlock(folder: Path) -> None:
    """Open (the derivation of this vault takes no time) and ask for the caseload."""
    with opened(folder) as vault:
        session = bootstrap.open_session(vault, StoryClock(TODAY))
        assert len(queries.caseload(session, with_closed=True)) == CASES


def bare(folder: Path) -> None:
    """The same databases opened and the same tables read, without a line of ours above the library."""
    with opened(folder) as vault:
        keys, header = vault._opened.keys, vault._opened.header
    begun = time.perf_counter()
    for name, key in keys.items():
        raw = connect(folder / header.files[name], key, header.salts[name])
        if name.value == "reviews":
            for table in TABLES.split():
                for _row in raw.execute(f'SELECT * FROM "{table}"'):
                    pass
        raw.close()
    bare_seconds.append(time.perf_counter() - begun)


bare_seconds: list[float] = []


@pytest.fixture
def folder(large: Path, tmp_path: Path) -> Path:
    """A copy of the large vault."""
    return Path(shutil.copytree(large, tmp_path / large.name))


@pytest.mark.bench
def test_unlock_to_a_usable_caseload(folder: Path, tmp_path: Path, qapp: QApplication) -> None:
    light = median(lambda: unlock(folder))
    with opened(folder) as vault:
        begun = time.perf_counter()
        fill_papers(vault, MEGABYTES)
        print(f"\n{MEGABYTES} MB of papers kept in {time.perf_counter() - begun:.0f} s")
    heavy = median(lambda: unlock(folder))
    for _ in range(RUNS):
        bare(folder)
    Theme(qapp, tmp_path / "icons")

    def paint() -> None:
        """The same with the window: from the password accepted to the caseload on the screen."""
        window = MainWindow(bootstrap.build(), Launch())
        window.show()
        with opened(folder) as vault:
            begun = time.perf_counter()
            window._enter(bootstrap.open_session(vault, StoryClock(TODAY)))
            qapp.processEvents()
            window.grab()
            painted.append(time.perf_counter() - begun)
            window.close()
        window.deleteLater()
        qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)

    painted: list[float] = []
    median(paint)
    tell("unlock to a usable caseload, without papers", light)
    tell(f"unlock to a usable caseload, {MEGABYTES} MB of papers", heavy, f"floor {FLOOR:.1f} s")
    tell(
        "the same databases opened, every row of their tables read bare",
        (statistics.median(bare_seconds), min(bare_seconds), bare_seconds[0]),
    )
    tell(
        "from the session to the caseload painted",
        (statistics.median(painted[1:]), min(painted), painted[0]),
        f"floor {FLOOR:.1f} s",
    )
    assert heavy[0] <= FLOOR
    assert heavy[0] <= light[0] * 1.5 + 0.1
    assert statistics.median(painted[1:]) <= FLOOR
