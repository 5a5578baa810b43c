"""A disk that is really full: a small one made for the test, where this account may mount one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from safermk_desktop.adapters.vault import disk
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import DiskFull
from safermk_desktop.services.ports import Role
from tests.adapters.vault.making import PASSPHRASE, PERSON, REVIEWS, a_fact, act, door, everything, fill, made, opened

SIZE = 24 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MiB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("needs mount")
    command = [mount, "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("this account may not mount a disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill_up(place: Path) -> Path:
    """Another program takes all the room that is left."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"z" * 4096):
            pass
    return ballast


def keep(folder: Path, size: int) -> None:
    with opened(folder) as vault, vault.writing(REVIEWS, act()) as writing:
        writing.put(a_fact(1, "half of an act"))
        writing.keep(RecordId("d1"), b"y" * size)


def write_until_full(vault: SqlCipherVault) -> int:
    """How many acts were kept before one was refused."""
    for number in range(5_000):
        try:
            with vault.writing(REVIEWS, act()) as writing:
                writing.put(a_fact(100 + number))
        except DiskFull:
            return number
    pytest.fail("the disk never filled up")


def test_it_is_said_before_it_hurts(small_disk: Path) -> None:
    folder = made(small_disk)
    with opened(folder) as vault:
        fill(vault, paper=b"small")
        before = everything(vault)
    with pytest.raises(DiskFull):
        keep(folder, 5_000_000)
    ballast = fill_up(small_disk)
    ballast.write_bytes(b"z" * (ballast.stat().st_size - (4 << 20)))
    with pytest.raises(DiskFull):
        keep(folder, 1)
    with opened(folder) as vault:
        assert everything(vault) == before, "a vault opens and reads on a disk that is nearly full"


def test_a_disk_that_fills_up_in_the_middle(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "RESERVE", -(1 << 40))  # as though another program had taken the room after the look
    folder = made(small_disk)
    with opened(folder) as vault:
        fill(vault, paper=b"small")
        before = everything(vault)
    with pytest.raises(DiskFull):
        keep(folder, 2 * SIZE)
    with opened(folder) as vault:
        assert everything(vault) == before
        fill_up(small_disk)
        kept = write_until_full(vault)
    ballast = fill_up(small_disk)
    with pytest.raises(DiskFull):
        opened(folder)
    with pytest.raises(DiskFull):
        door().create(small_disk / "b.smkv", person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)
    assert {path.name for path in small_disk.iterdir()} == {"county.smkv", "ballast"}
    ballast.unlink()
    with opened(folder) as vault:
        assert all(one.pages and one.chain for one in vault.health())
        with vault.reading(REVIEWS) as reading:
            assert len(reading.every(Fact)) == 3 + kept
