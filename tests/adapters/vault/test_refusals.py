"""What does not open, and what is said of it: six failures, six messages; no byte of the header counts for nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.vault import keys
from safermk_desktop.adapters.vault.door import SqlCipherDoor
from safermk_desktop.adapters.vault.holding import locked
from safermk_desktop.adapters.vault.keys import STANDARD_BOUNDS
from safermk_desktop.errors import (
    DatabaseDamaged,
    DiskFault,
    HeaderDamaged,
    KeyDerivationRefused,
    SafermkError,
    VaultInUse,
    VaultNewer,
    WrongPassphrase,
)
from tests.adapters.vault.making import PASSPHRASE, PERSON, door, everything, means, opened
from tests.adapters.vault.test_header import rewritten, setting
from tests.scale import count, tell


def flip(path: Path, at: int, bit: int = 1) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= bit
    path.write_bytes(content)


class FaultyDisk(SystemFiles):
    """A disk that cannot be read."""

    def read(self, path: Path) -> bytes:
        raise DiskFault


def by_wrong_passphrase(folder: Path) -> None:
    door().open(folder, person=PERSON, passphrase="not the passphrase")


def by_damaged_header(folder: Path) -> None:
    flip(folder / "header.json", 400)
    opened(folder)


def by_damaged_pages(folder: Path) -> None:
    flip(folder / "reviews.db", 2000)
    opened(folder)


def by_newer_version(folder: Path) -> None:
    rewritten(folder, setting("format", to=3))
    opened(folder)


def by_another_window(folder: Path) -> None:
    with opened(folder):
        opened(folder)


def by_disk(folder: Path) -> None:
    SqlCipherDoor(replace(means(), files=FaultyDisk())).open(folder, person=PERSON, passphrase=PASSPHRASE)


SIX: tuple[tuple[Callable[[Path], None], type[SafermkError]], ...] = (
    (by_wrong_passphrase, WrongPassphrase),
    (by_damaged_header, HeaderDamaged),
    (by_damaged_pages, DatabaseDamaged),
    (by_newer_version, VaultNewer),
    (by_another_window, VaultInUse),
    (by_disk, DiskFault),
)


def test_six_failures_have_six_messages_that_say_what_to_do(filled: Path, tmp_path: Path) -> None:
    said: list[str] = []
    for way, kind in SIX:
        folder = Path(shutil.copytree(filled, tmp_path / way.__name__))
        with pytest.raises(SafermkError) as raised:
            way(folder)
        assert type(raised.value) is kind
        assert raised.value.what
        assert raised.value.safe
        assert raised.value.do
        said.append(raised.value.what)
    assert len(set(said)) == len(SIX)


def test_which_failure_is_told_is_a_matter_of_the_first_check_that_fails(filled: Path) -> None:
    """Damaged pages behind a wrong passphrase: the passphrase; behind a damaged header: the header."""
    flip(filled / "reviews.db", 2000)
    with pytest.raises(WrongPassphrase):
        by_wrong_passphrase(filled)
    flip(filled / "header.json", 400)
    with pytest.raises(HeaderDamaged):
        by_wrong_passphrase(filled)
    with locked(filled, SystemFiles()), pytest.raises(VaultInUse):
        by_wrong_passphrase(filled)


@pytest.mark.soak("header-bytes")
@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_no_flipped_byte_of_the_header_opens_anything(filled: Path, bit: int) -> None:
    """With recovery shares and handed-over keys in it, through the door."""
    with opened(filled) as vault:
        vault.slots.make_recovery()
        vault.slots.rekey()
        before = (filled / "header.json").read_bytes()
    for at in range(0, len(before), count(41, 1)):  # test_header reads each byte of a smaller one in every run
        flip(filled / "header.json", at, bit)
        with pytest.raises(HeaderDamaged):
            opened(filled)
        (filled / "header.json").write_bytes(before)
    with opened(filled) as vault:
        everything(vault)
    tell(f"every {count(41, 1)}. of {len(before)} bytes of the header flipped (bit {bit}): 0 opened, 0 crashes")


@pytest.mark.parametrize("name", ["common.db", "reviews.db", "prevent.db"])
@pytest.mark.parametrize("bit", [0x01, 0x10, 0x80])
def test_no_flipped_byte_of_a_databases_first_sixteen_opens_anything(filled: Path, name: str, bit: int) -> None:
    for at in range(16):
        flip(filled / name, at, bit)
        with pytest.raises(DatabaseDamaged):
            opened(filled)
        flip(filled / name, at, bit)
    opened(filled).close()


@pytest.mark.parametrize(
    "name,value",
    [
        ("memory_kib", 64 * 1024 - 1),
        ("memory_kib", 1024 * 1024 + 1),
        ("memory_kib", 2**40),
        ("memory_kib", 0),
        ("iterations", 2),
        ("iterations", 11),
        ("iterations", 2**31),
        ("lanes", 0),
        ("lanes", -4),
        ("lanes", 17),
        ("lanes", 2**24),
    ],
)
def test_a_lowered_or_absurd_derivation_is_refused_before_memory_is_taken(
    filled: Path, name: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the bounds that the application has."""

    def taken(**_: object) -> None:
        raise AssertionError("memory was about to be taken")

    monkeypatch.setattr(keys, "Argon2id", taken)
    for field, fit in (("memory_kib", 64 * 1024), ("iterations", 3), ("lanes", 4)):
        rewritten(filled, setting("slots", 0, "argon2id", field, to=value if field == name else fit))
    with pytest.raises(KeyDerivationRefused):
        door(STANDARD_BOUNDS.floor, bounds=STANDARD_BOUNDS).open(filled, person=PERSON, passphrase=PASSPHRASE)
