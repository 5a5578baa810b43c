"""Recovery shares: a 32-byte secret as three sheets of 33 words, two of which give it back (SLIP-39)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from safermk_desktop.errors import SharesUnfit

SECRET_BYTES: Final = 32
NEEDED: Final = 2
MADE: Final = 3
WORDS: Final = 33
MOST_EXPONENT: Final = 4
"""A share may ask for 2 to the power of 15 times the work; ours ask for 1."""

ORDINALS: Final = ("first", "second", "third")

ONE: Final = "One share alone opens nothing; two are needed."
SAME: Final = "The same share was given twice; two different ones are needed."
STRANGERS: Final = "The shares were not printed together: they belong to different sets."


def make_shares(secret: bytes) -> tuple[str, str, str]:
    """Three shares of 33 words, any two of which give ``secret`` (32 bytes) back. Each pair was tried."""
    first, second, third = generate_mnemonics(1, [(NEEDED, MADE)], secret, iteration_exponent=0)[0]
    for pair in ((first, second), (first, third), (second, third)):
        if secret_of(pair) != secret:
            raise RuntimeError("the shares do not give back what they were made from")
    return first, second, third


def secret_of(shares: Sequence[str], passphrase: bytes = b"") -> bytes:
    """The 32 bytes that two shares hold, however they were typed: case, spaces and numbers between do not count.

    Raises ``SharesUnfit``; its detail says which share and what is wrong with it.
    """
    typed = [words for words in (_words(share) for share in shares) if words]
    if len(typed) < NEEDED:
        raise SharesUnfit(ONE)
    read = [_share(words, ORDINALS[number % MADE]) for number, words in enumerate(typed[:MADE])]
    if len({share.common_parameters() for share in read}) != 1:
        raise SharesUnfit(STRANGERS)
    if len({share.index for share in read}) < NEEDED:
        raise SharesUnfit(SAME)
    try:
        secret = combine_mnemonics([" ".join(words) for words in typed[:NEEDED]], passphrase)
    except MnemonicError:
        raise SharesUnfit(STRANGERS) from None
    return secret


def _words(share: str) -> list[str]:
    """The words of a share as typed, without the numbers of the sheet."""
    return re.findall(r"[^\W\d_]+", share.lower())


def _share(words: list[str], which: str) -> Share:
    for number, word in enumerate(words, 1):
        if word not in WORD_INDEX_MAP:
            raise SharesUnfit(f"Word {number} of the {which} share is not in the list of words.")
    if len(words) != WORDS:
        raise SharesUnfit(f"The {which} share has {len(words)} words; a share has {WORDS}.")
    try:
        share = Share.from_mnemonic(" ".join(words))
    except MnemonicError:
        raise SharesUnfit(f"The {which} share does not add up: a word is wrong or two changed places.") from None
    ours = (
        share.iteration_exponent <= MOST_EXPONENT
        and (share.group_index, share.group_threshold, share.group_count) == (0, 1, 1)
        and share.member_threshold == NEEDED
        and len(share.value) == SECRET_BYTES
    )
    if not ours:
        raise SharesUnfit(f"The {which} share is sound, but no share of a vault.")
    return share
