"""Recovery shares: two of three open the vault, one does nothing, and no text is a crash."""

from __future__ import annotations

import json
import secrets
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from safermk_desktop.adapters.vault.header import Header, read_header
from safermk_desktop.adapters.vault.shares import make_shares, secret_of
from safermk_desktop.errors import (
    CompartmentClosed,
    EntryMissing,
    PassphraseUnfit,
    RecordUnknown,
    RoleRefused,
    SharesUnfit,
    WrongPassphrase,
)
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.ports import Compartment, Role
from tests.adapters.vault.making import PASSPHRASE, PERSON, REVIEWS, door, everything, made, opened

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "data" / "slip39.json").read_text(encoding="utf-8")
)["vectors"]
SECRET = bytes(range(32))
SHARES = make_shares(SECRET)
NEW = "a passphrase after all"


@pytest.mark.parametrize("vector", VECTORS)
def test_the_vectors_of_the_standard(vector: dict[str, Any]) -> None:
    if vector["secret"]:
        assert combine_mnemonics(vector["shares"], b"TREZOR").hex() == vector["secret"]
    else:
        with pytest.raises(MnemonicError):
            combine_mnemonics(vector["shares"], b"TREZOR")


def test_the_vector_that_is_two_of_three_of_256_bits_is_read_as_ours() -> None:
    (vector,) = (each for each in VECTORS if each["secret"].startswith("c938"))
    assert secret_of(vector["shares"], b"TREZOR").hex() == vector["secret"]


@pytest.mark.parametrize("vector", [each for each in VECTORS if not each["secret"] or len(each["secret"]) < 64])
def test_what_the_standard_refuses_and_what_is_not_ours_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(SharesUnfit):
        secret_of(vector["shares"], b"TREZOR")


@given(secret=st.binary(min_size=32, max_size=32))
def test_any_two_of_three_give_the_secret_back(secret: bytes) -> None:
    shares = make_shares(secret)
    assert {len(share.split()) for share in shares} == {33}
    for pair in permutations(shares, 2):
        assert secret_of(pair) == secret
    assert secret_of(shares) == secret


def test_how_it_was_typed_does_not_count() -> None:
    sheet = "\n".join(f" {number:2}. {word.upper()}" for number, word in enumerate(SHARES[0].split(), 1))
    assert secret_of((sheet, "  ".join(SHARES[2].split()) + " \n")) == SECRET


def _changed(share: str, at: int, word: str) -> str:
    words = share.split()
    words[at] = word
    return " ".join(words)


def _swapped(share: str) -> str:
    words = share.split()
    at = next(number for number in range(5, 30) if words[number] != words[number + 1])
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


OTHERS = make_shares(bytes(32))
THREE_OF_THREE = generate_mnemonics(1, [(3, 3)], SECRET)[0]
HARD = generate_mnemonics(1, [(2, 3)], SECRET, iteration_exponent=0)[0]


@pytest.mark.parametrize(
    "shares,told",
    [
        ((), "two are needed"),
        ((SHARES[0],), "One share alone"),
        ((SHARES[0], " \n"), "One share alone"),
        ((SHARES[0], SHARES[0]), "same share was given twice"),
        ((SHARES[0], OTHERS[1]), "different sets"),
        ((SHARES[0], HARD[1]), "different sets"),
        ((SHARES[0], _changed(SHARES[1], 6, "quasar")), "Word 7 of the second share is not in the list"),
        ((_swapped(SHARES[0]), SHARES[1]), "The first share does not add up"),
        ((SHARES[0], " ".join(SHARES[1].split()[:-1])), "The second share has 32 words"),
        ((SHARES[0], " ".join(SHARES[1].split()[:20])), "The second share has 20 words"),
        ((THREE_OF_THREE[0], THREE_OF_THREE[1]), "no share of a vault"),
    ],
)
def test_what_is_wrong_with_shares_is_said(shares: tuple[str, ...], told: str) -> None:
    with pytest.raises(SharesUnfit) as raised:
        secret_of(shares)
    assert told in raised.value.detail
    assert not set(raised.value.detail.lower().split()) & {"quasar", SHARES[1].split()[5]}


def test_a_share_that_asks_for_endless_work_is_refused_at_once() -> None:
    endless = generate_mnemonics(1, [(2, 3)], SECRET, iteration_exponent=5)[0]
    with pytest.raises(SharesUnfit):
        secret_of(endless[:2])


words = st.lists(st.sampled_from(sorted(WORD_INDEX_MAP)), min_size=33, max_size=33).map(" ".join)


@given(shares=st.lists(st.one_of(st.text(), words, st.sampled_from(SHARES)), max_size=4))
def test_no_text_is_a_crash(shares: list[str]) -> None:
    try:
        found, told = secret_of(shares), ""
    except SharesUnfit as error:
        found, told = None, error.detail
    assert found == SECRET or told


@given(at=st.integers(0, 32), word=st.sampled_from(sorted(WORD_INDEX_MAP)), pick=st.integers(0, 1))
def test_no_mistyped_word_gives_another_secret(at: int, word: str, pick: int) -> None:
    pair = [SHARES[0], SHARES[1]]
    if pair[pick].split()[at] == word:
        return
    pair[pick] = _changed(pair[pick], at, word)
    with pytest.raises(SharesUnfit):
        secret_of(pair)


def header_of(folder: Path) -> Header:
    return read_header((folder / "header.json").read_bytes()).header


def with_shares(folder: Path) -> tuple[str, str, str]:
    with opened(folder) as vault:
        return vault.slots.make_recovery()


def test_two_shares_give_a_new_way_in_and_one_gives_none(filled: Path) -> None:
    assert not door().has_recovery(filled)
    with pytest.raises(SharesUnfit, match="No recovery shares were made"):
        door().recover(filled, shares=SHARES[:2], person=PERSON, role=Role.HEAD, passphrase=NEW)
    with opened(filled) as vault:
        before = everything(vault)
        shares = vault.slots.make_recovery()
    assert door().has_recovery(filled)
    assert door().people(filled) == (PERSON,)
    header = (filled / "header.json").read_bytes()
    for share in shares:
        with pytest.raises(SharesUnfit):
            door().recover(filled, shares=[share], person=PERSON, role=Role.HEAD, passphrase=NEW)
        with pytest.raises(SharesUnfit):
            door().recover(filled, shares=[share, SHARES[0]], person=PERSON, role=Role.HEAD, passphrase=NEW)
    assert (filled / "header.json").read_bytes() == header
    opened(filled).close()
    for number, pair in enumerate(combinations(shares, 2)):
        new = f"{NEW} {number}"
        door().recover(filled, shares=pair, person=f" {PERSON}", role=Role.HEAD, passphrase=new)
        with pytest.raises(WrongPassphrase):
            opened(filled)
        with door().open(filled, person=PERSON, passphrase=new) as vault:
            assert everything(vault) == before
            assert vault.compartments == frozenset(Compartment)
            last = vault.trail(Compartment.COMMON)[-1]
            assert (last.who, last.what) == ("recovery shares", "recover")
            assert len(vault.slots.listed()) == 2
            assert all(one.chain for one in vault.health())


def test_recovery_for_another_person_leaves_the_others(filled: Path) -> None:
    shares = with_shares(filled)
    door().recover(filled, shares=shares[1:], person="Ines Thorne", role=Role.SUPPORT_OFFICER, passphrase=NEW)
    assert set(door().people(filled)) == {PERSON, "Ines Thorne"}
    door().open(filled, person=PERSON, passphrase=PASSPHRASE).close()
    with door().open(filled, person="Ines Thorne", passphrase=NEW) as vault:
        assert vault.role is Role.SUPPORT_OFFICER
        assert vault.compartments == frozenset(Compartment)


def test_new_shares_end_the_earlier_ones(filled: Path) -> None:
    first = with_shares(filled)
    second = with_shares(filled)
    assert first != second
    with opened(filled) as vault:
        vault.slots.confirm_recovery()
    for shares in (first[:2], (first[0], second[1])):
        with pytest.raises(SharesUnfit):
            door().recover(filled, shares=shares, person=PERSON, role=Role.HEAD, passphrase=NEW)
    door().recover(filled, shares=second[:2], person=PERSON, role=Role.HEAD, passphrase=NEW)


def test_the_earlier_shares_stay_until_two_new_sheets_are_out(filled: Path) -> None:
    first = with_shares(filled)
    with opened(filled) as vault:
        vault.slots.confirm_recovery()
        with pytest.raises(RecordUnknown):
            vault.slots.confirm_recovery()
    lost, second = with_shares(filled), with_shares(filled)  # the program ended before a sheet of the former was out
    recoveries = [slot for slot in header_of(filled).slots if slot.kind is SlotKind.RECOVERY]
    assert [slot.is_confirmed for slot in recoveries] == [True, False]
    with opened(filled) as vault:
        vault.slots.rekey()
    for shares in (first, second):
        door().open_with_shares(filled, shares=shares[:2]).close()
    with pytest.raises(SharesUnfit):
        door().open_with_shares(filled, shares=lost[:2])
    with opened(filled) as vault:
        vault.slots.confirm_recovery()
        (slot,) = (each for each in vault.slots.listed() if each.kind is SlotKind.RECOVERY)
        assert slot.is_confirmed
    with pytest.raises(SharesUnfit):
        door().open_with_shares(filled, shares=first[:2])
    door().open_with_shares(filled, shares=second[1:]).close()


def test_shares_of_another_vault_open_nothing(filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shares = with_shares(made(other))
    with_shares(filled)
    with pytest.raises(SharesUnfit, match="another vault"):
        door().recover(filled, shares=shares[:2], person=PERSON, role=Role.HEAD, passphrase=NEW)


def test_shares_outlive_new_keys(filled: Path) -> None:
    shares = with_shares(filled)
    for _ in range(2):
        with opened(filled) as vault:
            vault.slots.rekey()
    door().recover(filled, shares=shares[:2], person=PERSON, role=Role.HEAD, passphrase=NEW)
    (recovery,) = (
        slot
        for slot in read_header((filled / "header.json").read_bytes()).header.slots
        if slot.kind is SlotKind.RECOVERY
    )
    assert recovery.handovers == ()
    door().recover(filled, shares=shares[1:], person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)
    with opened(filled) as vault:
        everything(vault)


def test_what_is_typed_is_checked_before_the_shares(filled: Path) -> None:
    with pytest.raises(PassphraseUnfit):
        door().recover(filled, shares=(), person=PERSON, role=Role.HEAD, passphrase="short")
    with pytest.raises(EntryMissing):
        door().recover(filled, shares=(), person="  ", role=Role.HEAD, passphrase=NEW)


def test_who_may_make_shares(filled: Path) -> None:
    with opened(filled) as vault:
        some = frozenset({REVIEWS})
        vault.slots.add(person="Ines Thorne", role=Role.HEAD, compartments=some, passphrase=NEW)
        vault.slots.add(person="Abel Quist", role=Role.CHAIR, compartments=frozenset(Compartment), passphrase=NEW)
    with door().open(filled, person="Ines Thorne", passphrase=NEW) as vault, pytest.raises(CompartmentClosed):
        vault.slots.make_recovery()
    with door().open(filled, person="Abel Quist", passphrase=NEW) as vault, pytest.raises(RoleRefused):
        vault.slots.make_recovery()


def test_the_shares_are_nowhere_in_the_vault(filled: Path) -> None:
    shares = with_shares(filled)
    for path in filled.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(" ".join(share.split()[4:7]).encode() in content for share in shares)
    assert secrets.compare_digest(secret_of(shares[:2]), secret_of(shares[1:]))
