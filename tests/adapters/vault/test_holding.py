"""Who has the vault open: told to the next one, by a note that may be missing, old or false."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safermk_desktop.errors import VaultInUse, WrongPassphrase
from tests.adapters.vault.making import PASSPHRASE, PERSON, StoppedClock, door, everything, opened

NOTE = "lock.json"
OTHER = """
import sys
from pathlib import Path
from safermk_desktop.errors import VaultInUse
from tests.adapters.vault.making import opened
try:
    opened(Path(sys.argv[1]))
except VaultInUse as refused:
    print(refused.detail)
"""


def refused(folder: Path) -> str:
    with pytest.raises(VaultInUse) as raised:
        opened(folder)
    return raised.value.detail


def told(at: datetime) -> str:
    here = at.astimezone()
    return f"{here:%H:%M} on {here.day} {here:%B %Y}"


def test_the_second_is_told_who_where_and_since_when(filled: Path) -> None:
    expected = f"{PERSON} has it open on this computer since {told(StoppedClock().now())}."
    with opened(filled) as vault:
        before = everything(vault)
        assert refused(filled) == expected
        root = Path(__file__).resolve().parents[3]
        command = [sys.executable, "-c", OTHER, str(filled)]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, encoding="utf-8")
        assert done.stdout.strip() == expected
        assert json.loads((filled / NOTE).read_text())["process"] == os.getpid()
        assert everything(vault) == before
    assert not (filled / NOTE).exists()
    opened(filled).close()


def test_today_is_told_by_its_hour(filled: Path) -> None:
    with opened(filled):
        note = json.loads((filled / NOTE).read_text())
        now = datetime.now(UTC)
        (filled / NOTE).write_text(json.dumps({**note, "since": now.isoformat()}))
        assert refused(filled) == f"{PERSON} has it open on this computer since {now.astimezone():%H:%M}."


@pytest.mark.parametrize(
    "change,words",
    [
        ({"host": "CSU-LAPTOP-7"}, "on the computer CSU-LAPTOP-7 since"),
        ({"host": "<b>x</b> y"}, "on another computer since"),
        ({"person": "Somebody Invented"}, "Somebody has it open on this computer since"),
        ({"person": ["x"]}, "Somebody has it open"),
    ],
)
def test_what_the_note_may_say(filled: Path, change: dict[str, object], words: str) -> None:
    with opened(filled):
        note = json.loads((filled / NOTE).read_text())
        (filled / NOTE).write_text(json.dumps({**note, **change}))
        assert words in refused(filled)
        assert "Invented" not in refused(filled)
        assert "<" not in refused(filled)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 4000, b'{"since": "soon"}', b'{"since": 1}'])
def test_a_note_that_says_nothing(filled: Path, content: bytes) -> None:
    with opened(filled):
        (filled / NOTE).write_bytes(content)
        assert refused(filled) == ""


def test_a_note_left_behind_goes(filled: Path) -> None:
    (filled / NOTE).write_text(json.dumps({"person": PERSON, "host": platform.node(), "since": "2026-01-01"}))
    with pytest.raises(WrongPassphrase):
        door().open(filled, person=None, passphrase=PASSPHRASE + "x")
    assert not (filled / NOTE).exists()


def test_a_note_that_cannot_be_written_stops_nobody(filled: Path) -> None:
    (filled / NOTE).mkdir()
    with opened(filled) as vault:
        assert everything(vault)
        assert refused(filled) == ""
