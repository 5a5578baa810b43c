"""Reading a recovery share as it is typed: which word is wrong, whether the words fit together, of which set they are.

A share is a SLIP-0039 mnemonic of 33 words. What is typed is kept nowhere and named nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

WORDS: Final = 33


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReading:
    """What was typed so far. ``fault`` is a sentence, empty while nothing is wrong; ``sheet`` counts from 1 and is 0
    until the share is complete; ``set_number`` is the same on all sheets that were printed together.
    """

    words: int
    fault: str = ""
    sheet: int = 0
    set_number: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether these are the words of one whole sheet."""
        return self.sheet > 0


def read_share(text: str) -> ShareReading:
    """What stands in a field for a share. The word under way at the end of the text is not judged yet."""
    words = text.lower().split()
    known = word_list()
    settled = words if text[-1:].isspace() or len(words) >= WORDS else words[:-1]
    for place, word in enumerate(settled, 1):
        if word not in known:
            return ShareReading(words=len(words), fault=f"Word {place} is not in the list of recovery words.")
    if len(words) > WORDS:
        return ShareReading(words=len(words), fault=f"A sheet has {WORDS} words; these are {len(words)}.")
    if len(words) < WORDS:
        return ShareReading(words=len(words))
    return _complete(words)


def pair_fault(first: ShareReading, second: ShareReading) -> str:
    """Why two complete shares do not go together; empty when they may."""
    if not (first.is_complete and second.is_complete):
        return ""
    if first.set_number != second.set_number:
        return "The two sheets are of different sets. Take two of the three that were printed last."
    if first.sheet == second.sheet:
        return "This is the same sheet twice. Type another one of the set."
    return ""


@cache
def word_list() -> frozenset[str]:
    """The 1,024 words that shares are written in (SLIP-0039)."""
    from shamir_mnemonic.wordlist import WORDLIST

    return frozenset(WORDLIST)


def _complete(words: list[str]) -> ShareReading:
    from shamir_mnemonic import MnemonicError, Share

    try:
        share = Share.from_mnemonic(" ".join(words))
    except MnemonicError:
        fault = "All words are in the list, but they do not fit together: one is mistyped, or two changed places."
        return ShareReading(words=len(words), fault=fault)
    return ShareReading(words=len(words), sheet=share.index + 1, set_number=share.identifier + 1)
