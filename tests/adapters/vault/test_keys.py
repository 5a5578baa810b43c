from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.adapters.vault.calibration import MOST_MEMORY, calibrated
from safermk_desktop.adapters.vault.keys import (
    STANDARD_BOUNDS,
    STANDARD_DERIVATION,
    Bounds,
    KeyDerivation,
    check_new,
    recovery_key,
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


@pytest.mark.parametrize("lanes", [-1, 0, 17, 2**31])
def test_absurd_lanes_are_refused(lanes: int) -> None:
    with pytest.raises(KeyDerivationRefused):
        STANDARD_BOUNDS.check(KeyDerivation(memory_kib=64 * 1024, iterations=3, lanes=lanes))


@given(secret=st.binary(min_size=32, max_size=32), other=st.binary(min_size=32, max_size=32))
def test_a_second_secret_is_needed_as_much_as_the_passphrase(secret: bytes, other: bytes) -> None:
    both = slot_key("a passphrase of words", SALT, TINY, secret=secret)
    assert both != slot_key("a passphrase of words", SALT, TINY)
    assert both != slot_key("another passphrase", SALT, TINY, secret=secret)
    assert (both == slot_key("a passphrase of words", SALT, TINY, secret=other)) == (secret == other)
    assert recovery_key(secret) != both


@given(seconds_per_gib=st.floats(0.05, 200.0), wobble=st.lists(st.floats(0.8, 1.25), min_size=8, max_size=8))
def test_calibration_stays_within_the_bounds_and_finds_half_a_second_to_one(
    seconds_per_gib: float, wobble: list[float]
) -> None:
    """On a computer of any speed, whose clock is off by a fifth each time."""
    turns = iter(wobble)

    def seconds(asked: KeyDerivation) -> float:
        STANDARD_BOUNDS.check(asked)
        return asked.memory_kib * asked.iterations / 2**20 * seconds_per_gib * next(turns)

    found = calibrated(STANDARD_BOUNDS, seconds)
    STANDARD_BOUNDS.check(found)
    truly = found.memory_kib * found.iterations / 2**20 * seconds_per_gib
    least, most = STANDARD_BOUNDS.floor, 10 * MOST_MEMORY / 2**20 * seconds_per_gib
    floor = least.memory_kib * least.iterations / 2**20 * seconds_per_gib
    assert 0.4 <= truly <= 1.3 or floor > 0.5 or most < 0.8


def test_calibration_of_a_real_derivation() -> None:
    """Between small bounds, so that the test takes no half second: never outside, and never forever."""
    bounds = Bounds(floor=TINY, ceiling=KeyDerivation(memory_kib=1024, iterations=2, lanes=2))
    found = calibrated(bounds)
    bounds.check(found)
    assert found == KeyDerivation(memory_kib=1024, iterations=2, lanes=1)
