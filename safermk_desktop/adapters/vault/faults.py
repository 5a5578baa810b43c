"""Failures of the database library and of the disk, told apart by their codes; anything else is a bug and passes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from types import MappingProxyType
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from safermk_desktop.adapters.vault.disk import of_disk
from safermk_desktop.errors import DatabaseDamaged, DiskFault, DiskFull, NotWritable, SafermkError, VaultInUse

# Primary result codes of SQLite (sqlite.org/rescode.html). SQLCipher answers a page whose HMAC fails with one of these.
SQLITE: Final = MappingProxyType(
    {
        3: NotWritable,  # PERM
        5: VaultInUse,  # BUSY
        6: VaultInUse,  # LOCKED
        8: NotWritable,  # READONLY
        10: DiskFault,  # IOERR
        11: DatabaseDamaged,  # CORRUPT
        13: DiskFull,  # FULL
        14: NotWritable,  # CANTOPEN
        15: VaultInUse,  # PROTOCOL: the locks of the WAL
        24: DatabaseDamaged,  # FORMAT
        26: DatabaseDamaged,  # NOTADB
    }
)


MESSAGES: Final = MappingProxyType(
    {
        "database is locked": 5,
        "attempt to write a readonly database": 8,
        "disk I/O error": 10,
        "database disk image is malformed": 11,
        "database or disk is full": 13,
        "unable to open database file": 14,
        "file is not a database": 26,
    }
)
"""What SQLite says (sqlite3_errstr): the library's own ``backup`` raises errors without a code."""


@contextmanager
def translated() -> Generator[None]:
    """Turn what the library or the disk raises inside into the errors of this application.

    The statement and its values do not go along: they may be personal.
    """
    try:
        yield
    except DBAPIError as error:
        found = of_database(error.orig)
        if found is None:
            raise
        raise found from None
    except dbapi2.Error as error:
        found = of_database(error)
        if found is None:
            raise
        raise found from None
    except OSError as error:
        raise of_disk(error) from None


def of_database(error: BaseException | None) -> SafermkError | None:
    """The failure a person is told about, or ``None`` where the program is at fault."""
    code: object = getattr(error, "sqlite_errorcode", None) or MESSAGES.get(str(error))
    kind = SQLITE.get(code & 0xFF) if isinstance(code, int) else None
    return None if kind is None else kind(f"(SQLite code {code}.)")
