"""The header of a vault, ``header.json``: who has a key slot, how it opens, and which file and salt each database has.

``mac`` is an HMAC of the body in canonical JSON, under a key from inside a slot. ``checksum`` is the SHA-256 of the
body with its ``mac``: it tells damage from a wrong passphrase, and is formed alike in every version of the format.

A header of format 1 is read as it is, and becomes one of format 2 when it is next written.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, TypeVar, cast

from safermk_desktop.adapters.vault.keys import KEY_BYTES, NONCE_BYTES, SALT_BYTES, KeyDerivation, header_mac
from safermk_desktop.errors import HeaderDamaged, VaultNewer
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.ports import Compartment, Role

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Json = Mapping[str, object]

FORMAT: Final = 2
SEAL: Final = 1
"""Part of what a slot's seal is bound to: it changes when the sealing does, not with the header's format."""

MOST_BYTES: Final = 1 << 20
MOST_HANDOVERS: Final = 64
TAG_BYTES: Final = 16
HPKE_BYTES: Final = KEY_BYTES + TAG_BYTES
"""What HPKE with X25519 adds to what it seals: the encapsulated key and a tag (RFC 9180)."""

Sealed = tuple[bytes, bytes]
"""A nonce and what was sealed with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way in.

    ``sealed`` wraps the keys of ``compartments``, in that order, and then the private half of ``public_key``, which a
    slot of format 1 does not have. ``handovers`` are the keys of later re-keyings, oldest first. A recovery slot has
    no ``derivation`` and no ``salt``; it is not ``is_confirmed`` until two of its sheets were handed over.
    """

    id: str
    person: str
    role: Role
    kind: SlotKind
    compartments: tuple[Compartment, ...]
    salt: bytes = b""
    derivation: KeyDerivation | None
    public_key: bytes = b""
    sealed: Sealed = field(repr=False, default=(b"", b""))
    handovers: tuple[Sealed, ...] = field(repr=False, default=())
    is_confirmed: bool = True

    def bound_to(self, vault_id: str) -> bytes:
        """What the seal is bound to (AEAD associated data): vault and everything else the slot says of itself."""
        claims = dict(self._claims())
        if self.public_key:
            claims["public_key"] = self.public_key.hex()
        return canonical({"format": SEAL, "vault": vault_id, **claims})

    def as_json(self, form: int) -> Json:
        """The slot as it stands in a file of format ``form``."""
        values = {**self._claims(), "wrapped": _sealed_json(self.sealed)}
        if form == 1:
            return values
        handovers = [_sealed_json(handover) for handover in self.handovers]
        mark = {} if self.is_confirmed else {"unconfirmed": True}
        return {**values, "public_key": self.public_key.hex(), "handovers": handovers, **mark}

    def _claims(self) -> Json:
        cost = self.derivation
        return {
            "id": self.id,
            "person": self.person,
            "role": self.role.value,
            "kind": self.kind.value,
            "compartments": [compartment.value for compartment in self.compartments],
            "argon2id": cost
            and {
                "salt": self.salt.hex(),
                "memory_kib": cost.memory_kib,
                "iterations": cost.iterations,
                "lanes": cost.lanes,
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header without its two seals. ``files`` are the names of the database files, ``salts`` their first 16 bytes.

    ``format`` is the one it was read in; written is always the newest.
    """

    vault_id: str
    fictional: bool
    slots: tuple[Slot, ...]
    salts: Mapping[Compartment, bytes]
    files: Mapping[Compartment, str]
    format: int = FORMAT

    def body(self) -> bytes:
        """What ``mac`` is formed over."""
        return canonical(self.as_json())

    def to_bytes(self, common_key: bytes) -> bytes:
        """The file, with both seals, in the newest format."""
        newest = replace(self, format=FORMAT)
        sealed = {**newest.as_json(), "mac": header_mac(common_key, newest.body()).hex()}
        return _printed({**sealed, "checksum": _checksum(sealed)})

    def as_json(self) -> Json:
        """The body as it stands in the file."""
        databases = [
            {"name": name.value, "file": self.files[name], "salt": salt.hex()} for name, salt in self.salts.items()
        ]
        return {
            "format": self.format,
            "vault": self.vault_id,
            "fictional": self.fictional,
            "slots": [slot.as_json(self.format) for slot in self.slots],
            "databases": databases,
        }


@dataclass(frozen=True, slots=True)
class SealedHeader:
    """A header as read: undamaged, and not yet known to be genuine."""

    header: Header
    mac: bytes

    def authenticate(self, common_key: bytes) -> None:
        """Raises ``HeaderDamaged`` unless the header was written by someone who held the key of ``common.db``."""
        if not hmac.compare_digest(self.mac, header_mac(common_key, self.header.body())):
            raise HeaderDamaged


def database_file(compartment: Compartment) -> str:
    """The name of a database's first file in the vault's folder. A later generation of it is ``reviews-2.db``."""
    return f"{compartment.value}.db"


def first_files(compartments: Iterable[Compartment]) -> Mapping[Compartment, str]:
    """The file names of a new vault."""
    return {name: database_file(name) for name in compartments}


def canonical(values: Json) -> bytes:
    """Sorted keys, no spaces, UTF-8."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read_header(data: bytes) -> SealedHeader:
    """The header in ``data``. Raises ``HeaderDamaged``, or ``VaultNewer`` for a sound header of a later format."""
    if len(data) > MOST_BYTES:
        raise HeaderDamaged
    try:
        document: object = json.loads(data)
        values = _object(document)
        if _printed(values) != data:  # one header, one spelling: no doubled keys, no stray byte
            raise HeaderDamaged
    except (ValueError, RecursionError):
        raise HeaderDamaged from None
    body = {key: value for key, value in values.items() if key not in {"checksum", "mac"}}
    if _of(values, "checksum", str) != _checksum(values):
        raise HeaderDamaged
    if _of(values, "format", int) > FORMAT:
        raise VaultNewer
    header = _header(body)
    if header.body() != canonical(body):  # nothing in it that this format does not know
        raise HeaderDamaged
    return SealedHeader(header, _hex(values, "mac", KEY_BYTES))


def _header(body: Json) -> Header:
    databases = [_object(item) for item in _list(body, "databases")]
    names = [_member(Compartment, item.get("name")) for item in databases]
    files = {name: _of(item, "file", str) for name, item in zip(names, databases, strict=True)}
    slots = tuple(_slot(_object(item)) for item in _list(body, "slots"))
    sound = (
        slots
        and len({slot.id for slot in slots}) == len(slots)
        and all(set(slot.compartments) <= set(names) for slot in slots)
        and all(re.fullmatch(rf"{name}(-([2-9]|[1-9][0-9]{{1,8}}))?\.db", file) for name, file in files.items())
    )
    if not sound:
        raise HeaderDamaged
    return Header(
        vault_id=_of(body, "vault", str),
        fictional=_of(body, "fictional", bool),
        slots=slots,
        salts={name: _hex(item, "salt", SALT_BYTES) for name, item in zip(names, databases, strict=True)},
        files=files,
        format=_of(body, "format", int),
    )


def _slot(values: Json) -> Slot:
    compartments = tuple(_member(Compartment, item) for item in _list(values, "compartments"))
    if Compartment.COMMON not in compartments or len(set(compartments)) != len(compartments):
        raise HeaderDamaged
    kind, person = _member(SlotKind, values.get("kind")), _of(values, "person", str)
    salt, derivation = _derivation(values.get("argon2id"))
    is_recovery = kind is SlotKind.RECOVERY
    if is_recovery != (derivation is None) or is_recovery != (not person):
        raise HeaderDamaged
    public_key = _hex(values, "public_key", KEY_BYTES) if values.get("public_key") else b""
    size = KEY_BYTES * len(compartments)
    handovers = _list(values, "handovers") if "handovers" in values else []
    if len(handovers) > (MOST_HANDOVERS if public_key else 0):
        raise HeaderDamaged
    return Slot(
        id=_of(values, "id", str),
        person=person,
        role=_member(Role, values.get("role")),
        kind=kind,
        compartments=compartments,
        salt=salt,
        derivation=derivation,
        public_key=public_key,
        sealed=_sealed(values.get("wrapped"), size + len(public_key) + TAG_BYTES),
        is_confirmed=not (is_recovery and values.get("unconfirmed") is True),
        handovers=tuple(_sealed(item, size + HPKE_BYTES + TAG_BYTES) for item in handovers),
    )


def _derivation(value: object) -> tuple[bytes, KeyDerivation | None]:
    if value is None:
        return b"", None
    argon = _object(value)
    derivation = KeyDerivation(
        memory_kib=_of(argon, "memory_kib", int),
        iterations=_of(argon, "iterations", int),
        lanes=_of(argon, "lanes", int),
    )
    return _hex(argon, "salt", SALT_BYTES), derivation


def _sealed(value: object, size: int) -> Sealed:
    return _hex(_object(value), "nonce", NONCE_BYTES), _hex(_object(value), "data", size)


def _sealed_json(sealed: Sealed) -> Json:
    nonce, data = sealed
    return {"nonce": nonce.hex(), "data": data.hex()}


def _checksum(values: Json) -> str:
    return hashlib.sha256(canonical({key: value for key, value in values.items() if key != "checksum"})).hexdigest()


def _printed(values: Json) -> bytes:
    return json.dumps(values, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise HeaderDamaged
    return cast("dict[str, object]", value)


def _list(values: Json, name: str) -> list[object]:
    return cast("list[object]", _of(values, name, list))


def _of(values: Json, name: str, kind: type[T]) -> T:
    value = values.get(name)
    if type(value) is not kind:  # a bool is no number here
        raise HeaderDamaged
    return value


def _member(kind: type[E], value: object) -> E:
    try:
        return kind(value)
    except ValueError:
        raise HeaderDamaged from None


def _hex(values: Json, name: str, length: int) -> bytes:
    try:
        value = bytes.fromhex(_of(values, name, str))
    except ValueError:
        raise HeaderDamaged from None
    if len(value) != length:
        raise HeaderDamaged
    return value
