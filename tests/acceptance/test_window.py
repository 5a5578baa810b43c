"""The program as a person starts it: the parent without keys, real windows on a real display, lock and return.

The first test drives each window from inside its process, so that it needs nothing but Xvfb; the second presses real
keys from outside where xdotool is there.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.domain.case import Manner
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import VaultInUse, WrongPassphrase
from safermk_desktop.services import cases
from safermk_desktop.services.ports import Role
from tests.conftest import RealDisplay

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "slate heron velvet orchard"
PATIENCE_S = 60.0
PARENT = """
import sys
from safermk_desktop.__main__ import Start, supervise
sys.exit(supervise([sys.executable, sys.argv[1]], Start(vault=sys.argv[2])))
"""
# Runs in the place of `python -m safermk_desktop` in each child: the same window, with someone at it.
CHILD = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication
from safermk_desktop import __main__ as started
from safermk_desktop.presentation import program

NOTES, PASSPHRASE = Path(os.environ["SAFERMK_NOTES"]), os.environ["SAFERMK_TYPED"]

def note(**told):
    with NOTES.open("a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\\n")

def colours(picture):
    image = picture.toImage()
    return len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)})

class Attended(program.MainWindow):
    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self._steps = self.attend()
        self._waits_for = next(self._steps)
        self._look = QTimer(self, interval=5)
        self._look.timeout.connect(self.look)
        self._look.start()

    def look(self):
        if self._waits_for():
            self._waits_for = next(self._steps, lambda: False)

    def attend(self):
        page = self.unlock_page
        yield lambda: QApplication.focusWidget() is page.passphrase_edit and self.windowHandle().isExposed()
        note(event="focused", at=time.time(), platform=QApplication.platformName())
        from PySide6.QtTest import QTest
        control = Qt.KeyboardModifier.ControlModifier
        reason = page.reason_banner.text() if page.reason_banner.isVisible() else ""
        note(event="unlock", reason=reason, colours=colours(self.screen().grabWindow(0)))
        QTest.keyClicks(QApplication.focusWidget(), PASSPHRASE)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        yield lambda: self.address and QApplication.focusWidget() is not None
        yield lambda: self.main_stack.currentWidget() is not page
        note(event="opened", address=self.address, colours=colours(self.screen().grabWindow(0)))
        if not reason:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            yield lambda: self.address.endswith("overview")
            QTest.keyClick(self, Qt.Key.Key_3, control)
            yield lambda: self.address.endswith("panel")
        note(event="left", address=self.address)
        QTest.keyClick(self, Qt.Key.Key_Q if reason else Qt.Key.Key_L, control)
        yield lambda: False

program.MainWindow = Attended
sys.exit(started.main(sys.argv[1:]))
"""


@dataclass(frozen=True)
class Desk:
    """A vault with one case, and the home of the person who opens it."""

    vault: Path
    home: Path
    case_id: CaseId

    def is_open(self) -> bool:
        """Whether some window holds the vault."""
        try:
            bootstrap.build().door.open(self.vault, person=None, passphrase="not the passphrase at all")
        except VaultInUse:
            return True
        except WrongPassphrase:
            return False
        raise AssertionError("that passphrase opens nothing")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    application, folder = bootstrap.build(), tmp_path / "Northmere CSP.smkv"
    application.door.create(folder, person="P. Ashdown", role=Role.HEAD, passphrase=PASSPHRASE)
    session = application.open_session(application.door.open(folder, person=None, passphrase=PASSPHRASE))
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
    session.vault.close()
    home = tmp_path / "home"
    home.mkdir()
    return Desk(folder, home, case_id)


def until(what: str, is_so: Callable[[], bool]) -> None:
    """Wait for something outside this process."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(0.05)


def test_unlock_lock_and_return_on_a_real_display(real_display: RealDisplay, desk: Desk, tmp_path: Path) -> None:
    notes, child = tmp_path / "notes", tmp_path / "attended.py"
    child.write_text(CHILD, encoding="utf-8")
    environment = {
        **real_display.environment(desk.home),
        "SAFERMK_NOTES": str(notes),
        "SAFERMK_TYPED": PASSPHRASE,
        "PYTHONPATH": str(ROOT),
    }
    begun = time.time()
    command = [sys.executable, "-c", PARENT, str(child), str(desk.vault)]
    ended = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=PATIENCE_S
    )
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
    told = [json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines()]
    assert [one["event"] for one in told] == ["focused", "unlock", "opened", "left"] * 2
    place = f"case/{desk.case_id}/panel"
    assert [one["address"] for one in told if "address" in one] == ["home", place, place, place]
    assert [one["reason"] for one in told if one["event"] == "unlock"] == ["", "Locked. What was saved is safe."]
    assert all(one["colours"] > 8 for one in told if "colours" in one), "a window was blank"
    assert told[0]["platform"] == "xcb"
    print(f"\nfrom the start of the parent to a passphrase field with the focus: {told[0]['at'] - begun:.2f} s")
    assert not desk.is_open()


class Keys:
    """Presses the keys of the display, whichever window they go to."""

    def __init__(self, program: str, environment: dict[str, str]) -> None:
        self._program = program
        self._environment = environment

    def windows(self) -> list[str]:
        """The ids of our windows that can be seen."""
        return self._run("search", "--onlyvisible", "--name", "^SaferMK Desktop").split()

    def focused(self) -> str:
        """The id of the window that gets the keys."""
        return self._run("getwindowfocus").strip()

    def press(self, keys: str) -> None:
        """Keys as xdotool names them: ``ctrl+l``."""
        self._run("key", "--clearmodifiers", keys)

    def type(self, text: str) -> None:
        """A text, key by key."""
        self._run("type", "--delay", "2", text)

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [self._program, *arguments], env=self._environment, capture_output=True, text=True, check=False, timeout=20
        )
        return done.stdout


def unlocked(keys: Keys, desk: Desk) -> bool:
    """Type the passphrase and look whether the vault is open, and still is a moment later.

    Looking takes the lock for a moment, and keys that come before the window does are lost: hence again where needed.
    """
    until("a window with the keys", lambda: keys.focused() in keys.windows())
    time.sleep(0.5)
    keys.press("ctrl+a")
    keys.type(PASSPHRASE)
    keys.press("Return")
    time.sleep(1.5)
    return desk.is_open() and not time.sleep(1.0) and desk.is_open()


def test_real_keys_unlock_lock_and_quit(real_display: RealDisplay, desk: Desk) -> None:
    program = shutil.which("xdotool")
    if program is None:
        pytest.skip("xdotool is missing; the test above drives the same windows from inside")
    environment = {**real_display.environment(desk.home), "PYTHONPATH": str(ROOT)}
    keys = Keys(program, environment)
    command = [sys.executable, "-m", "safermk_desktop", "--vault", str(desk.vault)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
        try:
            until("an open vault", lambda: unlocked(keys, desk))
            until("a closed vault", lambda: keys.press("ctrl+l") or not desk.is_open())
            until("the vault open again", lambda: unlocked(keys, desk))
            until("the end", lambda: keys.press("ctrl+q") or parent.poll() is not None)
            assert parent.returncode == 0
        finally:
            if parent.poll() is None:
                parent.kill()
        out, err = parent.communicate()
    assert (out, err) == (b"", b"")
    assert not desk.is_open()
    left = [path for path in desk.home.rglob("*") if path.is_file() and b"Heather" in path.read_bytes()]
    assert not left, "settings hold something of a case"
