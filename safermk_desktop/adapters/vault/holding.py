"""Who has a vault open: the lock on its folder, and a note beside it that tells the next one who, where and since when.

The lock counts; the note only explains it. A note that was left behind, or could not be written, does no harm.
"""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, cast

from filelock import FileLock, Timeout

from safermk_desktop.adapters.vault.disk import disk_told
from safermk_desktop.adapters.vault.heading import header_of
from safermk_desktop.errors import SafermkError, VaultInUse
from safermk_desktop.services.ports import Files

LOCK: Final = "lock"
NOTE: Final = "lock.json"
MOST_BYTES: Final = 4096
HOST: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


@contextmanager
def locked(folder: Path, files: Files) -> Generator[None]:
    """The folder is ours alone, by a lock that the operating system drops when the process ends, however it ends.

    Raises ``VaultInUse``, whose detail says who has it and since when; ``NotWritable``, ``DiskFault``.
    """
    lock = FileLock(folder / LOCK, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
    with disk_told():
        try:
            lock.acquire()
        except Timeout:  # an OSError, too
            raise VaultInUse(_told(folder, files)) from None
    try:
        with suppress(OSError):
            (folder / NOTE).unlink(missing_ok=True)  # of one whose process ended without a word
        yield
    finally:
        lock.release()


@contextmanager
def noted(folder: Path, person: str, at: datetime) -> Generator[None]:
    """While it lasts, the note says that ``person`` has the vault open since ``at``."""
    note = {"person": person, "host": platform.node(), "process": os.getpid(), "since": at.astimezone(UTC).isoformat()}
    path = folder / NOTE
    with suppress(OSError), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(json.dumps(note).encode())
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _told(folder: Path, files: Files) -> str:
    """One sentence, or nothing where the note says nothing that can be relied on."""
    try:
        people = {slot.person for slot in header_of(folder, files).header.slots if slot.person}
        with (folder / NOTE).open("rb") as file:
            found: object = json.loads(file.read(MOST_BYTES))
        note = cast("dict[str, object]", found) if isinstance(found, dict) else {}
        since = datetime.fromisoformat(str(note["since"])).astimezone()
    except (SafermkError, OSError, ValueError, KeyError, OverflowError, RecursionError):
        return ""
    person, host = str(note.get("person")), str(note.get("host"))
    who = person if person in people else "Somebody"
    where = "on this computer" if host == platform.node() else f"on the computer {host}"
    if not HOST.fullmatch(host):
        where = "on another computer"
    return f"{who} has it open {where} since {_moment(since)}."


def _moment(since: datetime) -> str:
    now = datetime.now(UTC).astimezone()
    return f"{since:%H:%M}" if since.date() == now.date() else f"{since:%H:%M} on {since.day} {since:%B %Y}"
