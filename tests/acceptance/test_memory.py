"""After a lock no surviving process holds a key or a name: the memory of the parent and the next window is scanned.

The program runs as a person starts it, with real windows on a real display; someone at the window looks at pages that
show the names. The same scan must find them before the lock, or it proves nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.case import Manner
from safermk_desktop.domain.panel import PanelRole
from safermk_desktop.services import cases, identities, panel
from safermk_desktop.services.ports import Role
from tests.acceptance.test_window import PARENT, until
from tests.conftest import RealDisplay

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "slate heron velvet orchard"
PIECE = 8 << 20
FIRST = ("Ismene", "Corwin", "Thessaly", "Barnaby", "Oriel")
LAST = ("Quarrendon", "Vyrskold", "Umberfield", "Zelotham")
NAMES = tuple(f"{first} {last}" for first in FIRST for last in LAST)
# Runs in the place of `python -m safermk_desktop` in each child: the same window, with someone at it.
CHILD = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from safermk_desktop import __main__ as started
from safermk_desktop.presentation import program

FOLDER = Path(os.environ["SAFERMK_NOTES"])
CONTROL = Qt.KeyboardModifier.ControlModifier

def note(word):
    (FOLDER / word).write_text(str(os.getpid()))

class Attended(program.MainWindow):
    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self._steps = self.attend()
        self._waits_for = next(self._steps)
        self._look = QTimer(self, interval=20)
        self._look.timeout.connect(self.look)
        self._look.start()

    def look(self):
        if self._waits_for():
            self._waits_for = next(self._steps, lambda: False)

    def attend(self):
        page = self.unlock_page
        yield lambda: QApplication.focusWidget() is page.passphrase_edit and self.windowHandle().isExposed()
        if (FOLDER / "looked").exists():
            note("locked")
            yield lambda: (FOLDER / "enough").exists()
            self.close()
            yield lambda: False
        page.passphrase_edit.setText((FOLDER / "typed").read_text())
        QTest.keyClick(page.passphrase_edit, Qt.Key.Key_Return)
        yield lambda: self.address and self.main_stack.currentWidget() is not page
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        yield lambda: self.address.endswith("overview")
        for number, tab in ((3, "panel"), (6, "redaction"), (3, "panel")):
            QTest.keyClick(self, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
            yield lambda: self.address.endswith(tab)
            drawn = self.grab().toImage().sizeInBytes()
            yield lambda: drawn
        note("looked")
        yield lambda: (FOLDER / "lock").exists()
        QTest.keyClick(self, Qt.Key.Key_L, CONTROL)
        yield lambda: False

program.MainWindow = Attended
sys.exit(started.main(sys.argv[1:]))
"""


@dataclass(frozen=True)
class Planted:
    """A vault with twenty names in it, and what must not be in memory once it is locked."""

    vault: Path
    needles: Mapping[str, bytes]


def forms(label: str, secret: bytes) -> dict[str, bytes]:
    """A key as bytes and as the digits that a statement would hold."""
    digits = secret.hex()
    return {label: secret, f"{label}, digits": digits.encode(), f"{label}, capitals": digits.upper().encode()}


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    application, folder = bootstrap.build(), tmp_path / "Northmere CSP.smkv"
    application.door.create(folder, person="P. Ashdown", role=Role.HEAD, passphrase=PASSPHRASE)
    vault = cast("SqlCipherVault", application.door.open(folder, person=None, passphrase=PASSPHRASE))
    session = application.open_session(vault)
    today = session.clock.today()
    notified = cases.NewCase(
        reference="DHR-2026-01",
        label="Case Heather",
        received_on=today,
        death_on=date(today.year - 1, 12, 1),
        notifier_agency="Northmere Police",
        notifier_role="",
        manner=Manner.HOMICIDE,
        circumstances="",
        residence_area="Northmere",
        lead="P. Ashdown",
    )
    case_id = cases.record_notification(session, notified)
    for number, name in enumerate(NAMES):
        if number % 2:
            panel.appoint(
                session,
                case_id,
                role=PanelRole.MEMBER,
                name=name,
                post="Adviser",
                organisation="Northmere Council",
                joined_on=today,
            )
        identities.put_identity(
            session, case_id, kind="person", role="", names=(name,), replacement=f"Adult {number + 1}"
        )
    needles: dict[str, bytes] = {}
    for room, key in vault._opened.keys.items():
        needles |= forms(f"the key of {room}", key)
    for name in NAMES:
        needles[f"{name}, UTF-8"] = name.encode()
        needles[f"{name}, UTF-16"] = name.encode("utf-16-le")
    vault.close()
    return Planted(folder, needles)


def processes(leader: int) -> list[int]:
    """Every process of the session that ``leader`` leads."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        try:
            told = (entry / "stat").read_text() if entry.name.isdecimal() else ""
        except OSError:
            continue
        # After the name in brackets: state, parent, group, session (proc(5)).
        if told and int(told.rpartition(")")[2].split()[3]) == leader:
            found.append(int(entry.name))
    return found


def pieces(process: int) -> Iterator[bytes]:
    """All the memory of a process that can be read; what lies across two pieces is in one of them."""
    maps = Path(f"/proc/{process}/maps").read_text().splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights, *_rest = line.split()
            first, last = (int(number, 16) for number in span.split("-"))
            if rights.startswith("r") and "[v" not in line:
                for at in range(first, last, PIECE):
                    try:
                        memory.seek(at)
                        yield memory.read(min(PIECE + 256, last - at))
                    except (OSError, OverflowError):  # a page of a device, or one that is gone
                        continue


def held(process: int, needles: Mapping[str, bytes]) -> tuple[set[str], int]:
    """Which needles the memory of a process holds, and how many bytes were looked at."""
    found, size = set[str](), 0
    for piece in pieces(process):
        size += len(piece)
        found |= {label for label, needle in needles.items() if label not in found and needle in piece}
    return found, size


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_key_and_no_name_is_in_memory_after_a_lock(
    real_display: RealDisplay, planted: Planted, tmp_path: Path
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may read the memory of a process that forbids its dump")
    notes, child = tmp_path / "notes", tmp_path / "attended.py"
    notes.mkdir()
    child.write_text(CHILD, encoding="utf-8")
    (notes / "typed").write_text(PASSPHRASE)
    home = tmp_path / "home"
    home.mkdir()
    environment = {**real_display.environment(home), "SAFERMK_NOTES": str(notes), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PARENT, str(child), str(planted.vault)]
    with subprocess.Popen(command, env=environment, cwd=tmp_path, start_new_session=True) as parent:
        try:
            until("names on the screen", lambda: bool(told(notes, "looked")) or parent.poll() is not None)
            window = told(notes, "looked")
            seen, _size = held(window, planted.needles)
            assert set(processes(parent.pid)) == {parent.pid, window}
            assert any(label.startswith("the key of reviews") for label in seen), "the scan finds no key"
            names = {label.rpartition(",")[0] for label in seen if label.endswith(("UTF-8", "UTF-16"))}
            assert names == set(NAMES), "the scan does not find every name"
            (notes / "lock").touch()
            begun = time.monotonic()
            until("the next window", lambda: bool(told(notes, "locked")) or parent.poll() is not None)
            took = time.monotonic() - begun
            assert not Path(f"/proc/{window}").exists(), "the window that held the keys is still there"
            assert set(processes(parent.pid)) == {parent.pid, told(notes, "locked")}
            for process in processes(parent.pid):
                left, size = held(process, planted.needles)
                print(f"\nprocess {process}: {size >> 20} MiB looked at; {sorted(left)}")
                assert size > 4 << 20, "hardly anything was read"
                assert left == set()
            print(f"from Ctrl+L to the next window: {took:.2f} s; before: {len(seen)} of {len(planted.needles)} found")
            (notes / "enough").touch()
            assert parent.wait(30) == 0
        finally:
            for process in processes(parent.pid):
                os.kill(process, 9)


def told(notes: Path, word: str) -> int:
    """The process that wrote a note, 0 before it has."""
    note = notes / word
    text = note.read_text() if note.exists() else ""
    return int(text) if text else 0


def test_the_needles_are_what_they_say() -> None:
    key = bytes(range(32))
    assert forms("k", key) == {
        "k": key,
        "k, digits": key.hex().encode(),
        "k, capitals": key.hex().upper().encode(),
    }
    assert len(set(NAMES)) == 20
