"""The header of a vault, ``header.json``: who has a key slot, how it opens, and which salts the databases have.

``mac`` is an HMAC of the body in canonical JSON, under a key from inside a slot. ``checksum`` is the SHA-256 of the
body with its ``mac``: it tells damage from a wrong passphrase, and is formed alike in every version of the format.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar, cast

from safermk_desktop.adapters.vault.keys import KEY_BYTES, NONCE_BYTES, SALT_BYTES, KeyDerivation, header_mac
from safermk_desktop.errors import HeaderDamaged, VaultNewer
from safermk_desktop.services.ports import Compartment, Role

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Json = Mapping[str, object]

FORMAT: Final = 1
PASSPHRASE: Final = "passphrase"  # noqa: S105  the kind of slot, no secret
MOST_BYTES: Final = 1 << 20
TAG_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One person's way in. ``sealed`` is the nonce and the wrapped keys of ``compartments``, in that order."""

    id: str
    person: str
    role: Role
    kind: str
    compartments: tuple[Compartment, ...]
    salt: bytes
    derivation: KeyDerivation
    sealed: tuple[bytes, bytes] = field(repr=False, default=(b"", b""))

    def bound_to(self, vault_id: str) -> bytes:
        """What the seal is bound to (AEAD associated data): format, vault and everything else the slot says."""
        return canonical({"format": FORMAT, "vault": vault_id, **self._claims()})

    def as_json(self) -> Json:
        """The slot as it stands in the file."""
        nonce, data = self.sealed
        return {**self._claims(), "wrapped": {"nonce": nonce.hex(), "data": data.hex()}}

    def _claims(self) -> Json:
        return {
            "id": self.id,
            "person": self.person,
            "role": self.role.value,
            "kind": self.kind,
            "compartments": [compartment.value for compartment in self.compartments],
            "argon2id": {
                "salt": self.salt.hex(),
                "memory_kib": self.derivation.memory_kib,
                "iterations": self.derivation.iterations,
                "lanes": self.derivation.lanes,
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header without its two seals. ``salts`` are the first 16 bytes of each database file."""

    vault_id: str
    fictional: bool
    slots: tuple[Slot, ...]
    salts: Mapping[Compartment, bytes]

    def body(self) -> bytes:
        """What ``mac`` is formed over."""
        return canonical(self._as_json())

    def to_bytes(self, common_key: bytes) -> bytes:
        """The file, with both seals."""
        sealed = {**self._as_json(), "mac": header_mac(common_key, self.body()).hex()}
        return _printed({**sealed, "checksum": _checksum(sealed)})

    def _as_json(self) -> Json:
        databases = [
            {"name": name.value, "file": database_file(name), "salt": salt.hex()} for name, salt in self.salts.items()
        ]
        return {
            "format": FORMAT,
            "vault": self.vault_id,
            "fictional": self.fictional,
            "slots": [slot.as_json() for slot in self.slots],
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
    """The name of a database in the vault's folder."""
    return f"{compartment.value}.db"


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
    salts = {_member(Compartment, item.get("name")): _hex(item, "salt", SALT_BYTES) for item in databases}
    slots = tuple(_slot(_object(item)) for item in _list(body, "slots"))
    known = set(salts)
    if not slots or any(not set(slot.compartments) <= known for slot in slots):
        raise HeaderDamaged
    return Header(vault_id=_of(body, "vault", str), fictional=_of(body, "fictional", bool), slots=slots, salts=salts)


def _slot(values: Json) -> Slot:
    argon, wrapped = _object(values.get("argon2id")), _object(values.get("wrapped"))
    compartments = tuple(_member(Compartment, item) for item in _list(values, "compartments"))
    if Compartment.COMMON not in compartments or len(set(compartments)) != len(compartments):
        raise HeaderDamaged
    return Slot(
        id=_of(values, "id", str),
        person=_of(values, "person", str),
        role=_member(Role, values.get("role")),
        kind=_of(values, "kind", str),
        compartments=compartments,
        salt=_hex(argon, "salt", SALT_BYTES),
        derivation=KeyDerivation(
            memory_kib=_of(argon, "memory_kib", int),
            iterations=_of(argon, "iterations", int),
            lanes=_of(argon, "lanes", int),
        ),
        sealed=(
            _hex(wrapped, "nonce", NONCE_BYTES),
            _hex(wrapped, "data", KEY_BYTES * len(compartments) + TAG_BYTES),
        ),
    )


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
