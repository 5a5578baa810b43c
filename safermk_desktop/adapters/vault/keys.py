"""From a passphrase to the keys of the databases: Argon2id (RFC 9106), HKDF (RFC 5869), AES-256-GCM-SIV (RFC 8452).

Keys that are handed to a slot whose passphrase is not at hand go through HPKE (RFC 9180) with X25519.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from safermk_desktop.errors import HeaderDamaged, KeyDerivationRefused, PassphraseUnfit, WrongPassphrase

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
SHORTEST: Final = 12
LONGEST: Final = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDerivation:
    """What one derivation costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    iterations: int
    lanes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a derivation may cost. Neither a header nor an option moves them: they come from the composition root."""

    floor: KeyDerivation
    ceiling: KeyDerivation

    def check(self, asked: KeyDerivation) -> None:
        """Raises ``KeyDerivationRefused`` before any memory is taken."""
        low, high = self.floor, self.ceiling
        fits = (
            low.memory_kib <= asked.memory_kib <= high.memory_kib
            and low.iterations <= asked.iterations <= high.iterations
            and low.lanes <= asked.lanes <= high.lanes
            and asked.memory_kib >= 8 * asked.lanes  # RFC 9106, 3.1
        )
        if not fits:
            raise KeyDerivationRefused


STANDARD_BOUNDS: Final = Bounds(
    floor=KeyDerivation(memory_kib=64 * 1024, iterations=3, lanes=1),
    ceiling=KeyDerivation(memory_kib=1024 * 1024, iterations=10, lanes=16),
)
STANDARD_DERIVATION: Final = KeyDerivation(memory_kib=256 * 1024, iterations=3, lanes=4)
SUITE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def check_new(passphrase: str) -> None:
    """Raises ``PassphraseUnfit`` unless the passphrase has 12 to 128 characters, counted as it is used (NFC)."""
    try:
        _as_used(passphrase)
    except UnicodeEncodeError:
        raise PassphraseUnfit from None
    if not SHORTEST <= len(unicodedata.normalize("NFC", passphrase)) <= LONGEST:
        raise PassphraseUnfit


def slot_key(passphrase: str, salt: bytes, derivation: KeyDerivation, *, secret: bytes | None = None) -> bytes:
    """The 32-byte key that opens a slot. The caller has checked the bounds. Raises ``WrongPassphrase``.

    ``secret`` is the second factor of a slot that has one: HKDF then needs both.
    """
    try:
        typed = _as_used(passphrase)
    except UnicodeEncodeError:
        raise WrongPassphrase from None
    stretched = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=derivation.iterations,
        lanes=derivation.lanes,
        memory_cost=derivation.memory_kib,
    ).derive(typed)
    return _expand(stretched, b"safermk slot" if secret is None else b"safermk slot and computer", salt=secret)


def recovery_key(secret: bytes) -> bytes:
    """The key that opens the recovery slot; its 32 random bytes need no stretching."""
    return _expand(secret, b"safermk recovery")


def wrap(key: bytes, database_keys: Sequence[bytes], associated: bytes) -> tuple[bytes, bytes]:
    """Nonce and sealed keys: the 32-byte database keys in the order of the slot's compartments, one after another."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce, AESGCMSIV(key).encrypt(nonce, b"".join(database_keys), associated)


def unwrap(key: bytes, sealed: tuple[bytes, bytes], associated: bytes) -> tuple[bytes, ...]:
    """The database keys. Raises ``WrongPassphrase`` where the key, the seal or anything it is bound to does not fit."""
    nonce, data = sealed
    try:
        plain = AESGCMSIV(key).decrypt(nonce, data, associated)
    except InvalidTag:
        raise WrongPassphrase from None
    return tuple(plain[start : start + KEY_BYTES] for start in range(0, len(plain), KEY_BYTES))


def new_pair() -> tuple[bytes, bytes]:
    """The public and the private half of a new X25519 key, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), private.private_bytes_raw()


def hand_over(
    database_keys: Sequence[bytes], public_key: bytes, former: Sequence[bytes], bound: bytes
) -> tuple[bytes, bytes]:
    """Nonce and new database keys, sealed for whoever has the private key *and* every ``former`` key of the slot.

    The first keeps out those who were removed, the second those who never opened as much: anyone may seal for a public
    key, and would else lead a person into a vault, or one compartment of it, of their own making.
    """
    inner = SUITE.encrypt(b"".join(database_keys), X25519PublicKey.from_public_bytes(public_key), bound)
    return wrap(_expand(b"".join(former), b"safermk handover"), [inner], bound)


def take_over(sealed: tuple[bytes, bytes], private: bytes, former: Sequence[bytes], bound: bytes) -> tuple[bytes, ...]:
    """The keys that were handed over.

    Raises ``HeaderDamaged`` where they were not meant for this slot, or whoever made them lacked one ``former`` key.
    """
    nonce, data = sealed
    try:
        inner = AESGCMSIV(_expand(b"".join(former), b"safermk handover")).decrypt(nonce, data, bound)
        plain = SUITE.decrypt(inner, X25519PrivateKey.from_private_bytes(private), bound)
    except (InvalidTag, ValueError):
        raise HeaderDamaged from None
    return tuple(plain[start : start + KEY_BYTES] for start in range(0, len(plain), KEY_BYTES))


def header_mac(common_key: bytes, body: bytes) -> bytes:
    """HMAC-SHA256 of the header's body under a key that only a slot yields."""
    mac = hmac.HMAC(_expand(common_key, b"safermk header"), hashes.SHA256())
    mac.update(body)
    return mac.finalize()


def _expand(key: bytes, purpose: bytes, *, salt: bytes | None = None) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=purpose).derive(key)


def _as_used(passphrase: str) -> bytes:
    """NFC, so that é typed as one key or two is one passphrase; not NFKC, which would make unlike letters equal."""
    return unicodedata.normalize("NFC", passphrase).encode()
