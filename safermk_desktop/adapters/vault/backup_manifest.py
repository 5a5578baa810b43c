"""``manifest.json`` of a backup file: what it is, which entries it has, and which papers lie in other backup files.

In JSON, printed with sorted keys, an indent of 1 and a newline at the end; a manifest in any other spelling is refused.

    format      1
    kind        "backup", or "sealed_copy" for one made of the closed files without a key
    vault       the id of the vault, 32 hexadecimal digits, as in header.json
    backup      the id of the backup, 32 hexadecimal digits
    made_at     ISO 8601, UTC
    reason      "by_hand", "on_quit", "edits" or "locked"
    version     of the application that wrote it
    entries     each with name, compartment ("" for header.json), role, size in bytes, sha256; in the order of the file
    leans_on    each with backup (its id), file (its name when this was written), entry, size and sha256 of the entry
    mac         HMAC-SHA256 over the canonical JSON (sorted keys, no spaces, UTF-8) of all but mac and checksum, under
                HKDF-SHA256(key of common.db, salt none, info "safermk backup manifest"); "" in a sealed copy
    checksum    SHA-256 over the canonical JSON of all but checksum

The roles: ``header`` is the vault's header.json; ``records`` a database without the rows of its table ``chunk``;
``papers`` a database of the table ``chunk`` alone; ``sealed`` what only the compartment's key shows (``backup_seal``);
``closed`` a file of the vault's folder byte for byte, of a compartment that was not open.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final, TypeVar, cast

from safermk_desktop.adapters.vault.backup_seal import manifest_mac
from safermk_desktop.adapters.vault.header import canonical
from safermk_desktop.adapters.vault.heading import HEADER
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.errors import BackupDamaged
from safermk_desktop.services.kinds import Compartment

T = TypeVar("T", str, int)
E = TypeVar("E", bound=StrEnum)
R = TypeVar("R", "Entry", "Lean")
Json = Mapping[str, object]

FORMAT: Final = 1
MOST_BYTES: Final = 1 << 20
ID: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
SHA256: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
FILE: Final = re.compile(
    r"(common|reviews|prevent)(?:(?:-[0-9]{1,9})?\.db(?:-wal)?|\.papers\.[0-9a-f]{32}\.db|\.sealed|\.restored\.json)",
    re.ASCII,
)
"""The names that files of a vault may have in a backup; a name is all that restoring takes from a file unread."""


class Kind(StrEnum):
    """What a backup file is."""

    BACKUP = "backup"
    SEALED_COPY = "sealed_copy"


class Part(StrEnum):
    """What an entry is."""

    HEADER = "header"
    RECORDS = "records"
    PAPERS = "papers"
    SEALED = "sealed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file inside a backup. ``size`` in bytes; ``sha256`` of its bytes in hexadecimal."""

    name: str
    compartment: str
    role: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lean:
    """Papers in another backup file: its id, its name, and the entry there."""

    backup: str
    file: str
    entry: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself to everyone. ``mac`` is empty in a sealed copy."""

    kind: Kind
    vault: str
    backup: str
    made_at: str
    reason: BackupReason
    version: str
    entries: tuple[Entry, ...]
    leans_on: tuple[Lean, ...] = ()
    mac: str = ""

    def of(self, compartment: Compartment, part: Part) -> tuple[Entry, ...]:
        """The entries of a compartment that are ``part``."""
        return tuple(entry for entry in self.entries if entry.compartment == compartment and entry.role == part)

    def holds(self, compartment: Compartment) -> bool:
        """Whether the compartment is in it as whoever holds its key wrote it."""
        return bool(self.of(compartment, Part.RECORDS))

    def to_bytes(self, common_key: bytes | None) -> bytes:
        """The file; without a key it has no ``mac``."""
        body = self._body()
        sealed = {**body, "mac": manifest_mac(common_key, canonical(body)) if common_key else ""}
        return _printed({**sealed, "checksum": _checksum(sealed)})

    def is_genuine(self, common_key: bytes) -> bool:
        """Whether someone wrote it who held this key of ``common.db``."""
        return hmac.compare_digest(self.mac, manifest_mac(common_key, canonical(self._body())))

    def _body(self) -> Json:
        return {
            "format": FORMAT,
            "kind": self.kind.value,
            "vault": self.vault,
            "backup": self.backup,
            "made_at": self.made_at,
            "reason": self.reason.value,
            "version": self.version,
            "entries": [_values(entry) for entry in self.entries],
            "leans_on": [_values(lean) for lean in self.leans_on],
        }


def read_manifest(data: bytes) -> Manifest:
    """The manifest in ``data``. Raises ``BackupDamaged`` for anything that this format would not have written."""
    values = _document(data)
    checksum = values.pop("checksum", None)
    if checksum != _checksum(values) or values.get("format") != FORMAT:
        raise BackupDamaged
    manifest = Manifest(
        kind=_member(Kind, values),
        vault=_matching(values, "vault", ID),
        backup=_matching(values, "backup", ID),
        made_at=_of(values, "made_at", str),
        reason=_member(BackupReason, values, "reason"),
        version=_of(values, "version", str),
        entries=tuple(_row(Entry, item) for item in _list(values, "entries")),
        leans_on=tuple(_row(Lean, item) for item in _list(values, "leans_on")),
        mac=_of(values, "mac", str),
    )
    if manifest.to_bytes(None) != _printed({**values, "mac": "", "checksum": _checksum({**values, "mac": ""})}):
        raise BackupDamaged
    _assert_sound(manifest)
    return manifest


def _assert_sound(manifest: Manifest) -> None:
    entries = manifest.entries
    sound = (
        len({entry.name for entry in entries}) == len(entries)
        and [entry.name for entry in entries if entry.role == Part.HEADER] == [HEADER]
        and all(_is_sound(entry) for entry in entries)
        and all(_is_file(lean.entry, None) and _is_sized(lean.size, lean.sha256) for lean in manifest.leans_on)
        and all(ID.fullmatch(lean.backup) for lean in manifest.leans_on)
        and bool(re.fullmatch(r"([0-9a-f]{64})?", manifest.mac, re.ASCII))
        and bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}\+00:00", manifest.made_at, re.ASCII))
    )
    if not sound:
        raise BackupDamaged


def _is_sound(entry: Entry) -> bool:
    if entry.role not in tuple(Part) or not _is_sized(entry.size, entry.sha256):
        return False
    if entry.role == Part.HEADER:
        return entry.name == HEADER and not entry.compartment
    return _is_file(entry.name, entry.compartment)


def _is_sized(size: int, sha256: str) -> bool:
    return size >= 0 and SHA256.fullmatch(sha256) is not None


def _is_file(name: str, compartment: str | None) -> bool:
    found = FILE.fullmatch(name)
    return found is not None and compartment in {None, found[1]}


def _document(data: bytes) -> dict[str, object]:
    try:
        document: object = json.loads(data) if len(data) <= MOST_BYTES else None
        values = _object(document)
        if _printed(values) != data:  # one manifest, one spelling
            raise BackupDamaged
    except (ValueError, RecursionError):
        raise BackupDamaged from None
    return dict(values)


def _values(row: Entry | Lean) -> Json:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _row(kind: type[R], item: object) -> R:
    values = _object(item)
    texts = {field.name: _of(values, field.name, str) for field in fields(kind) if field.name != "size"}
    return kind(**texts, size=_of(values, "size", int))


def _checksum(values: Json) -> str:
    return hashlib.sha256(canonical(values)).hexdigest()


def _printed(values: Json) -> bytes:
    return json.dumps(values, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise BackupDamaged
    return cast("dict[str, object]", value)


def _list(values: Json, name: str) -> list[object]:
    found = values.get(name)
    if not isinstance(found, list):
        raise BackupDamaged
    return cast("list[object]", found)


def _of(values: Json, name: str, kind: type[T]) -> T:
    value = values.get(name)
    if isinstance(value, kind) and not isinstance(value, bool):
        return value
    raise BackupDamaged


def _matching(values: Json, name: str, pattern: re.Pattern[str]) -> str:
    value = _of(values, name, str)
    if not pattern.fullmatch(value):
        raise BackupDamaged
    return value


def _member(kind: type[E], values: Json, name: str = "kind") -> E:
    try:
        return kind(_of(values, name, str))
    except ValueError:
        raise BackupDamaged from None
