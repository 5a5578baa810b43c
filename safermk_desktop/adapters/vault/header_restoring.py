"""The header of a vault put back from a backup, where the one that lies there is damaged, lost or not genuine."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from safermk_desktop.adapters.vault.backup_file import Opened
from safermk_desktop.adapters.vault.disk import assert_text, disk_told, of_disk
from safermk_desktop.adapters.vault.header import Header, read_header
from safermk_desktop.adapters.vault.heading import HEADER
from safermk_desktop.adapters.vault.holding import locked
from safermk_desktop.errors import BackupUnproved, SafermkError, VaultNotFound
from safermk_desktop.services.ports import Files

OTHER: Final = "It is a backup of another vault."
UNFIT: Final = (
    "Its header is of other database files than those that lie in the vault's folder: take a later backup, or put the "
    "whole vault back as a new one."
)


def put_header_back(backup: Opened, vault: Path, files: Files) -> None:
    """Put the header of a backup into the folder of its vault; the one there is kept as ``header.json.damaged``.

    Only a header whose files lie there with its salts. Whether it is genuine is known at the next unlock. Raises
    ``VaultNotFound``, ``VaultInUse``, ``BackupDamaged``, ``BackupUnproved``, ``NotWritable``, ``DiskFull``.
    """
    data = backup.content(HEADER)
    header = read_header(data).header
    assert_text(vault)
    try:
        is_there = vault.is_dir()
    except OSError as error:
        raise VaultNotFound if error.errno == errno.ENAMETOOLONG else of_disk(error) from None
    if not is_there:
        raise VaultNotFound
    with locked(vault, files):
        _assert_fits(header, vault)
        with _kept_aside(vault):
            files.write(vault / HEADER, data)


def _assert_fits(header: Header, vault: Path) -> None:
    from safermk_desktop.adapters.vault.connection import first_bytes  # brings the database library

    try:
        there = read_header((vault / HEADER).read_bytes()).header.vault_id
    except (OSError, SafermkError):  # damaged or gone: its files have to tell
        there = header.vault_id
    if there != header.vault_id:
        raise BackupUnproved(OTHER)
    for name, file in header.files.items():
        with disk_told():
            if not (vault / file).is_file() or first_bytes(vault / file) != header.salts[name]:
                raise BackupUnproved(UNFIT)


@contextmanager
def _kept_aside(vault: Path) -> Generator[None]:
    """A copy of the header that lies there, which stays once the block is done; at no moment is there none."""
    aside = _free_name(vault)
    with disk_told():
        is_there = (vault / HEADER).exists()
        try:
            if is_there:
                shutil.copyfile(vault / HEADER, aside)
                aside.chmod(0o600)
            yield
        except BaseException:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            raise


def _free_name(vault: Path) -> Path:
    name, number = vault / f"{HEADER}.damaged", 1
    while name.exists():
        number += 1
        name = vault / f"{HEADER}.damaged-{number}"
    return name
