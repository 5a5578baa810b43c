"""The file of the header: read from a vault's folder, and replaced in one step.

Whatever changes a vault's slots, salts or database files ends in one ``write_header``: before it the vault is what it
was, after it what it shall be.
"""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from typing import Final

from safermk_desktop.adapters.vault.disk import assert_text, of_disk
from safermk_desktop.adapters.vault.header import FORMAT, Header, SealedHeader, read_header
from safermk_desktop.errors import HeaderDamaged, InputMissing, NotWritable, VaultNotFound
from safermk_desktop.services.kinds import Compartment
from safermk_desktop.services.ports import Files

HEADER: Final = "header.json"
GONE: Final = "The file header.json is gone; the databases lie there."


def header_of(folder: Path, files: Files) -> SealedHeader:
    """The header of the vault. Raises ``VaultNotFound``, ``NotWritable``, ``HeaderDamaged``, ``VaultNewer``."""
    assert_vault(folder)
    try:
        return read_header(files.read(folder / HEADER))
    except InputMissing:  # it is there: this account may not read it
        raise NotWritable from None


def assert_vault(folder: Path) -> None:
    """Raises ``VaultNotFound``, ``HeaderDamaged`` where the databases lie there without it, ``EntryInvalid``.

    ``NotWritable`` for a folder that may not be looked into.
    """
    assert_text(folder)
    try:
        is_there = (folder / HEADER).is_file()
        is_bare = not is_there and any(folder.glob(f"{Compartment.COMMON}*.db"))
    except OSError as error:
        raise VaultNotFound if error.errno == errno.ENAMETOOLONG else of_disk(error) from None
    if is_bare:
        raise HeaderDamaged(GONE)
    if not is_there:
        raise VaultNotFound


def write_header(folder: Path, header: Header, *, common_key: bytes, files: Files) -> Header:
    """Replace the header by a temporary file, a flush and a rename; gives it as it now stands, in the newest format.

    ``dataclasses.replace(header, files=..., salts=...)`` makes the new one. Raises ``NotWritable``, ``DiskFull``,
    ``DiskFault``; then the old header stands.
    """
    files.write(folder / HEADER, header.to_bytes(common_key))
    return replace(header, format=FORMAT)
