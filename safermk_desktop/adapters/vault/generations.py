"""The files of a database, one generation after another: ``reviews.db``, ``reviews-2.db``, ``reviews-3.db``.

A migration or a re-key writes the next generation beside the one in use; the header, written in one step, names the
one that counts. Whatever lies between is left over (``left_over``).
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from safermk_desktop.adapters.vault.disk import assert_free, disk_told
from safermk_desktop.adapters.vault.header import Header, database_file
from safermk_desktop.errors import DiskFull
from safermk_desktop.services.kinds import Compartment

PIECE: Final = 1 << 20
BESIDE: Final = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a database."""


def next_file(header: Header, compartment: Compartment) -> str:
    """The name of the file that may take the place of a database: it is written whole, then the header names it."""
    return f"{compartment.value}-{1 + generation(compartment, header.files[compartment])}.db"


def copy_generation(source: Path, target: Path) -> None:
    """Copy a closed database, and a WAL that could not be folded back, for good. A left-over target goes first.

    Raises ``DiskFull`` before anything is written where the copy and what is done to it would not fit,
    ``NotWritable``, ``DiskFault``.
    """
    remove_generation(target)
    pairs = [(source, target), (beside(source, "-wal"), beside(target, "-wal"))]
    with disk_told():
        pairs = [(old, new) for old, new in pairs if old.exists()]
        size = sum(old.stat().st_size for old, _ in pairs)
    try:
        assert_free(target.parent, 2 * size)
    except DiskFull:
        raise DiskFull(f"Bringing the vault up to date needs {_megabytes(2 * size)} of free space.") from None
    with disk_told():
        for old, new in pairs:
            _copy(old, new)
        flush_folder(target.parent)


def remove_generation(path: Path) -> None:
    """Remove a database that is not in use and what lies beside it. Raises ``NotWritable``, ``DiskFault``."""
    with disk_told():
        for one in (path, *(beside(path, suffix) for suffix in BESIDE)):
            one.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Make what was written to a file last. Raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make new names last. Windows cannot open a folder, and needs no such step. Raises OSError."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def beside(path: Path, suffix: str) -> Path:
    """``reviews.db`` and ``-wal``: ``reviews.db-wal``."""
    return path.with_name(path.name + suffix)


def generation(compartment: Compartment, file: str) -> int:
    """1 for ``reviews.db``, 2 for ``reviews-2.db``; 0 where it is no file of that database."""
    if file == database_file(compartment):
        return 1
    found = re.fullmatch(rf"{compartment.value}-([2-9]|[1-9][0-9]{{1,8}})\.db", file, re.ASCII)
    return int(found[1]) if found else 0


def _copy(source: Path, target: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with source.open("rb") as old, os.fdopen(handle, "wb", buffering=0) as new:
        while piece := memoryview(old.read(PIECE)):
            while piece:
                piece = piece[new.write(piece) :]
        os.fsync(new.fileno())


def _megabytes(size: int) -> str:
    return f"{max(1, -(-size // 1_000_000))} MB"
