"""The keys of a backup, and the part of it that only the key of a compartment opens.

``NAME.sealed`` is 12 bytes of nonce and what AES-256-GCM-SIV (RFC 8452) made of JSON under
HKDF-SHA256(key of NAME.db, salt none, info "safermk backup seal"), with the canonical JSON of
``{"vault", "backup", "compartment"}`` as associated data. The JSON is padded with spaces to a multiple of 4096 bytes:

    head        {"seq", "hash"} of the last entry of the audit chain; 0 and zeros for an empty one
    accepted    the marks of the restores that were accepted: 16 digits of their entries' hashes; absent without any
    tables      how many rows each table has, but for ``chunk``
    papers      for each kept paper: id, SHA-256, size in bytes, and the id of the backup whose ``papers`` entry of this
                compartment has its chunks: this backup's own id, or that of one in ``leans_on``

The record of a proved backup in ``common.db`` carries the heads of the other databases sealed alike, under the info
"safermk backup head" and padded to 128 bytes.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from safermk_desktop.adapters.vault.header import canonical
from safermk_desktop.adapters.vault.keys import KEY_BYTES, NONCE_BYTES
from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.errors import BackupDamaged
from safermk_desktop.services.kinds import Compartment

PADDING: Final = 4096
HEAD_BYTES: Final = 128


@dataclass(frozen=True, slots=True)
class Paper:
    """A kept paper: its id, the SHA-256 of its content, its size in bytes, and the backup that has its chunks."""

    id: str
    sha256: str
    size: int
    backup: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a backup holds of one compartment, and the restores that had been accepted when it was made."""

    seq: int
    hash: str
    tables: Mapping[str, int]
    papers: tuple[Paper, ...]
    accepted: tuple[str, ...] = ()


def seal(contents: Contents, key: bytes, place: Mapping[str, str]) -> bytes:
    """The bytes of ``NAME.sealed``. ``place`` is the associated data."""
    papers = [[paper.id, paper.sha256, paper.size, paper.backup] for paper in contents.papers]
    head = {"seq": contents.seq, "hash": contents.hash}
    accepted = {"accepted": list(contents.accepted)} if contents.accepted else {}
    plain = canonical({"head": head, "tables": dict(contents.tables), "papers": papers, **accepted})
    plain += b" " * (-len(plain) % PADDING)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCMSIV(_expand(key, b"safermk backup seal")).encrypt(nonce, plain, canonical(place))


def unseal(data: bytes, key: bytes, place: Mapping[str, str]) -> Contents:
    """What was sealed. Raises ``BackupDamaged`` where the key or anything the seal is bound to does not fit."""
    cipher = AESGCMSIV(_expand(key, b"safermk backup seal"))
    try:
        plain = cipher.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], canonical(place))
    except (InvalidTag, ValueError):
        raise BackupDamaged from None
    values = cast("dict[str, object]", json.loads(plain))  # authenticated: as ``seal`` wrote it
    head = cast("dict[str, object]", values["head"])
    papers = cast("list[tuple[str, str, int, str]]", values["papers"])
    return Contents(
        seq=cast("int", head["seq"]),
        hash=cast("str", head["hash"]),
        tables=cast("dict[str, int]", values["tables"]),
        papers=tuple(Paper(*paper) for paper in papers),
        accepted=tuple(cast("list[str]", values.get("accepted", []))),
    )


def place(vault: str, backup: str, compartment: Compartment) -> Mapping[str, str]:
    """What the seal of a compartment is bound to."""
    return {"vault": vault, "backup": backup, "compartment": compartment.value}


def seal_head(head: Anchor, key: bytes, place: Mapping[str, str]) -> str:
    """A head as a record of ``common.db`` carries it: hexadecimal, the same length for every head."""
    plain = canonical({"seq": head.seq, "hash": head.hash}).ljust(HEAD_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return (nonce + AESGCMSIV(_expand(key, b"safermk backup head")).encrypt(nonce, plain, canonical(place))).hex()


def open_head(text: str, key: bytes, place: Mapping[str, str]) -> Anchor | None:
    """What ``seal_head`` sealed, or ``None`` where the key or anything the seal is bound to does not fit."""
    try:
        data = bytes.fromhex(text)
        cipher = AESGCMSIV(_expand(key, b"safermk backup head"))
        plain = cipher.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], canonical(place))
    except (InvalidTag, ValueError):
        return None
    values = cast("dict[str, object]", json.loads(plain))  # authenticated: as ``seal_head`` wrote it
    return Anchor(compartment=place["compartment"], seq=cast("int", values["seq"]), hash=cast("str", values["hash"]))


def manifest_mac(common_key: bytes, body: bytes) -> str:
    """HMAC-SHA256 of the manifest's body under a key that only the key of ``common.db`` yields, in hexadecimal."""
    mac = hmac.HMAC(_expand(common_key, b"safermk backup manifest"), hashes.SHA256())
    mac.update(body)
    return mac.finalize().hex()


def _expand(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)
