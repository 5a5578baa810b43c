from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.adapters.vault.header import canonical, read_header
from safermk_desktop.errors import HeaderDamaged, KeyDerivationRefused, SafermkError, VaultNewer, WrongPassphrase
from tests.adapters.vault.making import PERSON, door, opened

Change = Callable[[dict[str, Any]], None]


UNFIT_FILES = (
    "../common.db",
    "common.db",
    "reviews-1.db",
    "reviews-0.db",
    "reviews-02.db",
    "reviews-٢.db",
    "reviews-2.db\n",
    "reviews-2.DB",
    "/reviews.db",
    "reviews-1000000000.db",
    "",
)


def rewritten(folder: Path, change: Change) -> None:
    """Alter the header as one who knows the format and has no key: the checksum is made right again."""
    path = folder / "header.json"
    values: dict[str, Any] = json.loads(path.read_bytes())
    change(values)
    body = {key: value for key, value in values.items() if key != "checksum"}
    values["checksum"] = hashlib.sha256(canonical(body)).hexdigest()
    path.write_bytes(json.dumps(values, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n")


def setting(*way: str | int, to: object) -> Change:
    def change(values: dict[str, Any]) -> None:
        place: Any = values
        for step in way[:-1]:
            place = place[step]
        place[way[-1]] = to

    return change


def test_every_flipped_byte_is_damage(empty: Path) -> None:
    data = (empty / "header.json").read_bytes()
    read_header(data)
    for at in range(len(data)):
        for bit in (0x01, 0x20, 0x80):
            with pytest.raises(HeaderDamaged):
                read_header(data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :])


def test_every_truncation_is_damage(empty: Path) -> None:
    data = (empty / "header.json").read_bytes()
    for length in range(len(data)):
        with pytest.raises(HeaderDamaged):
            read_header(data[:length])


@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode())))
def test_no_bytes_are_a_crash(data: bytes) -> None:
    with pytest.raises(HeaderDamaged):
        read_header(data)


@pytest.mark.parametrize("data", [b"[" * 200_000, b"null", b'"' + b"x" * (1 << 20) + b'"', b'{"checksum": 1e999}'])
def test_hostile_json_is_damage(data: bytes) -> None:
    with pytest.raises(HeaderDamaged):
        read_header(data)


@pytest.mark.parametrize(
    "change,error",
    [
        (setting("format", to=3), VaultNewer),
        (setting("format", to=True), HeaderDamaged),
        (setting("fictional", to=True), HeaderDamaged),
        (setting("fictional", to=0), HeaderDamaged),
        (setting("vault", to="0" * 32), WrongPassphrase),
        (setting("slots", to=[]), HeaderDamaged),
        (setting("slots", 0, "role", to="reader"), WrongPassphrase),
        (setting("slots", 0, "role", to="king"), HeaderDamaged),
        (setting("slots", 0, "person", to="Someone Else"), WrongPassphrase),
        (setting("slots", 0, "compartments", to=["common", "prevent", "reviews"]), WrongPassphrase),
        (setting("slots", 0, "compartments", to=["reviews"]), HeaderDamaged),
        (setting("slots", 0, "compartments", to=["common", "common", "reviews"]), HeaderDamaged),
        (setting("slots", 0, "argon2id", "memory_kib", to=16), WrongPassphrase),
        (setting("slots", 0, "argon2id", "memory_kib", to=7), KeyDerivationRefused),
        (setting("slots", 0, "argon2id", "memory_kib", to=2**62), KeyDerivationRefused),
        (setting("slots", 0, "argon2id", "iterations", to=0), KeyDerivationRefused),
        (setting("slots", 0, "argon2id", "iterations", to=10**9), KeyDerivationRefused),
        (setting("slots", 0, "argon2id", "lanes", to=-1), KeyDerivationRefused),
        (setting("slots", 0, "argon2id", "lanes", to=2), KeyDerivationRefused),
        (setting("slots", 0, "argon2id", "salt", to="00"), HeaderDamaged),
        (setting("slots", 0, "wrapped", "nonce", to="0" * 24), WrongPassphrase),
        (setting("databases", 1, "salt", to="0" * 32), HeaderDamaged),
        *((setting("databases", 1, "file", to=file), HeaderDamaged) for file in UNFIT_FILES),
        (setting("mac", to="0" * 64), HeaderDamaged),
        (setting("extra", to="x"), HeaderDamaged),
    ],
)
def test_a_forged_header_never_opens(filled: Path, change: Change, error: type[SafermkError]) -> None:
    before = (filled / "header.json").read_bytes()
    rewritten(filled, change)
    with pytest.raises(error):
        opened(filled)
    (filled / "header.json").write_bytes(before)
    opened(filled).close()


def test_a_slot_taken_away_is_noticed(filled: Path) -> None:
    def doubled(values: dict[str, Any]) -> None:
        values["slots"].append({**values["slots"][0], "id": "0" * 16, "person": "Second Person"})

    rewritten(filled, doubled)
    assert door().people(filled) == (PERSON, "Second Person")
    with pytest.raises(HeaderDamaged):
        door().open(filled, person=PERSON, passphrase="otter lantern quarry mild")
