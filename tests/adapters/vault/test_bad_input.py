"""What can be wrong with a vault's files: each has its own error, and the vault opens afterwards with all it held."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from safermk_desktop.adapters.vault.database import Database
from safermk_desktop.adapters.vault.disk import of_disk
from safermk_desktop.adapters.vault.faults import of_database
from safermk_desktop.adapters.vault.header import read_header
from safermk_desktop.adapters.vault.unlocking import by_passphrase
from safermk_desktop.errors import (
    DatabaseDamaged,
    DiskFault,
    DiskFull,
    HeaderDamaged,
    NotWritable,
    SafermkError,
    VaultInUse,
    VaultNewer,
)
from safermk_desktop.services.ports import Compartment, Role
from tests.adapters.vault.making import PASSPHRASE, PERSON, REVIEWS, a_fact, act, door, everything, made, means, opened

Damage = Callable[[Path], None]


def refused(filled: Path, damage: Damage, error: type[SafermkError]) -> None:
    """The damaged vault is refused as ``error``, nothing in it is changed, and once mended it holds what it held."""
    with opened(filled) as vault:
        before = everything(vault)
    sound = filled.with_name("sound")
    shutil.copytree(filled, sound)
    damage(filled)
    files = {path.name: path.read_bytes() for path in filled.iterdir() if path.is_file()}
    with pytest.raises(error) as raised:
        opened(filled)
    assert type(raised.value) is error
    assert {path.name: path.read_bytes() for path in filled.iterdir() if path.is_file()} == files
    shutil.rmtree(filled)
    sound.rename(filled)
    with opened(filled) as vault:
        assert everything(vault) == before


def overwrite(name: str, at: int, data: bytes) -> Damage:
    def damage(folder: Path) -> None:
        content = bytearray((folder / name).read_bytes())
        content[at : at + len(data)] = data
        (folder / name).write_bytes(content)

    return damage


def cut(name: str, length: int) -> Damage:
    return lambda folder: os.truncate(folder / name, length)


def gone(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


def swapped(folder: Path) -> None:
    """One database in place of another, as a careless restore would."""
    shutil.copy(folder / "prevent.db", folder / "reviews.db")


def swapped_with_salt(folder: Path) -> None:
    """The same with the first 16 bytes made to fit: SQLCipher itself must refuse the pages."""
    salt = (folder / "reviews.db").read_bytes()[:16]
    content = (folder / "prevent.db").read_bytes()
    (folder / "reviews.db").write_bytes(salt + content[16:])


@pytest.mark.parametrize(
    "damage,error",
    [
        pytest.param(gone("header.json"), HeaderDamaged, id="no header"),
        pytest.param(cut("header.json", 0), HeaderDamaged, id="empty header"),
        pytest.param(cut("header.json", 700), HeaderDamaged, id="half a header"),
        pytest.param(overwrite("header.json", 300, b"\xff\xff"), HeaderDamaged, id="header not UTF-8"),
        pytest.param(gone("reviews.db"), DatabaseDamaged, id="no database"),
        pytest.param(cut("reviews.db", 0), DatabaseDamaged, id="empty database"),
        pytest.param(cut("reviews.db", 10), DatabaseDamaged, id="a database of 10 bytes"),
        pytest.param(cut("reviews.db", 2000), DatabaseDamaged, id="half a page"),
        pytest.param(cut("common.db", 4096), DatabaseDamaged, id="one page left"),
        pytest.param(overwrite("reviews.db", 0, b"SQLite format 3\0"), DatabaseDamaged, id="another salt"),
        pytest.param(overwrite("reviews.db", 100, b"\0"), DatabaseDamaged, id="first page altered"),
        pytest.param(overwrite("prevent.db", 4000, b"\0" * 90), DatabaseDamaged, id="first page's seal altered"),
        pytest.param(swapped, DatabaseDamaged, id="one database in place of another"),
        pytest.param(swapped_with_salt, DatabaseDamaged, id="the same with the salt made to fit"),
    ],
)
def test_damaged_files_are_refused(filled: Path, damage: Damage, error: type[SafermkError]) -> None:
    refused(filled, damage, error)


def test_every_flip_in_the_first_bytes_is_refused(empty: Path) -> None:
    for name in ("common.db", "reviews.db", "prevent.db"):
        content = (empty / name).read_bytes()
        for at in range(16):
            (empty / name).write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
            with pytest.raises(DatabaseDamaged):
                opened(empty)
        (empty / name).write_bytes(content)
    opened(empty).close()


def test_an_older_header_of_another_vault_is_refused(filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    header = (made(other) / "header.json").read_bytes()
    refused(filled, lambda folder: _put(folder, header), DatabaseDamaged)


def _put(folder: Path, header: bytes) -> None:
    (folder / "header.json").write_bytes(header)


def test_pages_further_in_are_found_when_they_are_read(filled: Path) -> None:
    with opened(filled) as vault:
        before = everything(vault)
    sound = (filled / "reviews.db").read_bytes()
    last = len(sound) - 2000
    (filled / "reviews.db").write_bytes(sound[:last] + bytes([sound[last] ^ 1]) + sound[last + 1 :])
    with opened(filled) as vault, pytest.raises(DatabaseDamaged):
        everything(vault)
    (filled / "reviews.db").write_bytes(sound)
    with opened(filled) as vault:
        assert everything(vault) == before


def common(folder: Path) -> Database:
    """The database with the key that the slot wraps, as a later version would open it."""
    from safermk_desktop.adapters.vault.database import open_database

    sealed = read_header((folder / "header.json").read_bytes())
    keys = by_passphrase(sealed, None, PASSPHRASE, means()).keys
    name = Compartment.REVIEWS
    return open_database(folder / sealed.header.files[name], name, keys[name], sealed.header.salts[name])


@pytest.mark.parametrize(
    "statement,error",
    [
        ("UPDATE alembic_version SET version_num = '9999'; DROP TABLE draft", VaultNewer),
        ("DELETE FROM alembic_version", DatabaseDamaged),
        ("DROP TABLE alembic_version", DatabaseDamaged),
    ],
)
def test_a_schema_of_another_time(filled: Path, statement: str, error: type[SafermkError]) -> None:
    def damage(folder: Path) -> None:
        database = common(folder)
        with database.writing() as connection:
            for part in statement.split(";"):
                connection.exec_driver_sql(part)
        database.close()

    refused(filled, damage, error)


READ_ONLY = """
import os, sys
from pathlib import Path
from tests.adapters.vault.making import opened
import filelock, filelock._unix
import safermk_desktop.adapters.vault.migrating
from safermk_desktop.errors import NotWritable
if os.geteuid() == 0:
    os.setuid(65534)
try:
    opened(Path(sys.argv[1]))
except NotWritable as error:
    print(error.code)
"""


def as_someone_else(folder: Path) -> str:
    """What opening says to a person whose account may read the folder and not write to it."""
    command = [sys.executable, "-c", READ_ONLY, str(folder)]
    root = Path(__file__).resolve().parents[3]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=60).stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are kept otherwise there")
@pytest.mark.parametrize("folder_mode,file_mode", [(0o555, 0o444), (0o777, 0o444)])
def test_a_folder_or_file_that_cannot_be_written(folder_mode: int, file_mode: int) -> None:
    parent = Path(tempfile.mkdtemp(dir="/tmp"))  # pytest's own folders are closed to other accounts
    try:
        parent.chmod(0o755)
        folder = made(parent)
        for path in folder.iterdir():
            path.chmod(0o666 if path.name == "lock" else file_mode)
        (folder / "lock").unlink(missing_ok=True)
        folder.chmod(folder_mode)
        assert as_someone_else(folder) == "FILE-NOT-WRITABLE"
        folder.chmod(0o755)
        opened(folder).close()
    finally:
        shutil.rmtree(parent)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that nobody can write to")
def test_a_place_that_takes_no_vault() -> None:
    with pytest.raises(NotWritable):
        door().create(Path("/dev/null/a.smkv"), person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)


def test_a_full_disk_undoes_the_act_and_says_so(filled: Path) -> None:
    """SQLite's own limit on pages answers with the code of a full disk."""
    with opened(filled) as vault:
        before = everything(vault)
        database = vault._opened.databases[REVIEWS]
        with database.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

        def overfill() -> None:
            with vault.writing(REVIEWS, act()) as writing:
                writing.put(a_fact(9, "x" * 3_000_000))

        with pytest.raises(DiskFull):
            overfill()
        assert everything(vault) == before
        with database.reading() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        overfill()
    with opened(filled) as vault, vault.reading(REVIEWS) as reading:
        assert len(reading.every(type(a_fact(9)))) == 4


def test_codes_are_told_apart() -> None:
    class FailureError(Exception):
        def __init__(self, code: object) -> None:
            self.sqlite_errorcode = code

    expected = {5: VaultInUse, 261: VaultInUse, 8: NotWritable, 10: DiskFault, 778: DiskFault, 13: DiskFull}
    assert {code: type(of_database(FailureError(code))) for code in expected} == expected
    assert of_database(FailureError(1)) is None
    assert of_database(FailureError("x")) is None
    assert of_database(None) is None
    disk = {errno.ENOSPC: DiskFull, errno.EACCES: NotWritable, errno.EROFS: NotWritable, errno.EIO: DiskFault}
    assert {code: type(of_disk(OSError(code, "x"))) for code in disk} == disk
