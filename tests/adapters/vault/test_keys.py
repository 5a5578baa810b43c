from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.adapters.vault.keys import (
    STANDARD_BOUNDS,
    STANDARD_DERIVATION,
    KeyDerivation,
    check_new,
    slot_key,
    unwrap,
    wrap,
)
from safermk_desktop.errors import KeyDerivationRefused, PassphraseUnfit, WrongPassphrase
from tests.adapters.vault.making import TINY

SALT = bytes(range(16))


@given(keys=st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=3), associated=st.binary())
def test_what_is_wrapped_comes_out_again_under_the_same_binding_only(keys: list[bytes], associated: bytes) -> None:
    key = slot_key("a passphrase of words", SALT, TINY)
    sealed = wrap(key, keys, associated)
    assert unwrap(key, sealed, associated) == tuple(keys)
    with pytest.raises(WrongPassphrase):
        unwrap(key, sealed, associated + b"!")
    with pytest.raises(WrongPassphrase):
        unwrap(slot_key("another passphrase", SALT, TINY), sealed, associated)


def test_accents_typed_in_one_or_two_strokes_are_one_passphrase_and_look_alikes_are_not() -> None:
    words = "café élan naïve rôle"
    decomposed = unicodedata.normalize("NFD", words)
    assert slot_key(words, SALT, TINY) == slot_key(decomposed, SALT, TINY)
    assert slot_key("ﬁne words and more", SALT, TINY) != slot_key("fine words and more", SALT, TINY)


@pytest.mark.parametrize("passphrase", ["", "eleven char", "x" * 129, "e\u0301" * 11, "surrogate \ud800 inside"])
def test_an_unfit_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(PassphraseUnfit):
        check_new(passphrase)


@pytest.mark.parametrize("passphrase", ["twelve chars", "x" * 128, "e\u0301" * 128, "    spaces    "])
def test_length_is_all_that_is_asked(passphrase: str) -> None:
    check_new(passphrase)


@pytest.mark.parametrize(
    "memory_mib,iterations,lanes", [(63, 3, 4), (64, 2, 4), (1025, 3, 4), (1024, 11, 4), (64, 3, 0), (64, 3, 17)]
)
def test_the_standard_bounds(memory_mib: int, iterations: int, lanes: int) -> None:
    STANDARD_BOUNDS.check(STANDARD_DERIVATION)
    with pytest.raises(KeyDerivationRefused):
        STANDARD_BOUNDS.check(KeyDerivation(memory_kib=memory_mib * 1024, iterations=iterations, lanes=lanes))
