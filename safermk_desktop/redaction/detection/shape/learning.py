"""Ordinary words that a text uses as names in small letters (rose, mark, hunter)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from safermk_desktop.redaction.detection.shape.chains import opens
from safermk_desktop.redaction.detection.shape.classes import NAME, ORDINARY, PUBLIC, SURNAME, class_of
from safermk_desktop.redaction.detection.shape.letters import SMALL
from safermk_desktop.redaction.detection.vocabulary import words
from safermk_desktop.redaction.matching.ordinary import NAMES_THAT_ARE_WORDS

_SAYS: Final = (
    "was|is|had|has|told|said|asked|went|did|felt|gave|took|came|left|attended|described|reported|disclosed|explained"
    "|declined|agreed|stated|thought|wanted|replied|confirmed|denied|moved|lived|worked"
)
# What stands behind a word: nothing of it, the thing that it owns, what it says or does, or another word.
_BEHIND: Final = re.compile(rf"(?![\w-])(?:(['’]s\b)|[ \u00a0](?:({_SAYS})\b|([{SMALL}]{{3,}})\b))?")
_ONLY_PEOPLE: Final = frozenset(
    "told said asked described disclosed explained stated thought wanted replied denied".split()
)
_DETERMINED: Final = re.compile(
    r"\b(?:the|a|an|this|these|those|each|every|any|no|some|our|its|in|last|next|early|late|mid|will|may|not)"
    r"[ \u00a0]\Z"
)
_NEVER: Final = frozenset({"will", "may", "can", "page", "art", "bill", "grant", "chase", "case", "jan"})
_REACH: Final = 24
_SHORTEST: Final = 3


def learned_names(written: frozenset[str], text: str) -> frozenset[str]:
    """Words beside another name, that own or say something, and with no article before them.

    ``written`` are the words of the text as they stand.
    """
    times: Counter[str] = Counter()
    for first in written & words("forenames"):
        if class_of(first) & PUBLIC or len(first) < _SHORTEST:
            continue
        at = text.find(first)
        while at >= 0:
            behind = _BEHIND.match(text, at + len(first))
            if behind is not None and not text[at - 1 : at].isalnum():
                _count(text, at, behind, times)
            at = text.find(first, at + 1)
    return frozenset(word for word, count in times.items() if count > 1 and word not in _NEVER)


def _count(text: str, at: int, behind: re.Match[str], times: Counter[str]) -> None:
    first, second = text[at : behind.pos], behind[3]
    if second is not None and not class_of(second) & PUBLIC:
        sure = _sure(first, second)
        times.update({first: sure, second: sure})
    elif behind[1] is not None:
        times[first] += not is_determined(text, at)
    elif behind[2] is not None:
        times[first] += behind[2] in _ONLY_PEOPLE or opens(text, at)


def _sure(first: str, second: str) -> int:
    """How much a given name before another word says: 2 is enough, 0 nothing."""
    if not may_be_surname(second):
        return 0
    return 2 if class_of(second) & SURNAME or not class_of(first) & ORDINARY else 1


def may_be_surname(word: str) -> bool:
    """Whether a word in small letters behind a given name may be the surname."""
    return bool(class_of(word) & NAME) or (word in NAMES_THAT_ARE_WORDS and word not in words("ordinary_surnames"))


def is_determined(text: str, start: int) -> bool:
    """Whether an article or the like stands before an offset, which no name has."""
    return _DETERMINED.search(text, max(0, start - _REACH), start) is not None
