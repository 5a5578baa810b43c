"""Ordinary words that a text uses as names in small letters (rose, mark, hunter)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from safermk_desktop.redaction.detection.shape.chains import opens
from safermk_desktop.redaction.detection.shape.classes import FORENAME, NAME, ORDINARY, PUBLIC, SURNAME, class_of
from safermk_desktop.redaction.detection.shape.letters import SMALL
from safermk_desktop.redaction.detection.vocabulary import words
from safermk_desktop.redaction.matching.ordinary import NAMES_THAT_ARE_WORDS

_PAIR: Final = re.compile(rf"\b([{SMALL}]{{3,}})[ \u00a0](?=([{SMALL}]{{3,}})\b)")
_OWNED: Final = re.compile(rf"\b([{SMALL}]{{3,}})['’]s\b")
_SPOKEN: Final = re.compile(
    rf"\b([{SMALL}]{{3,}})[ \u00a0](was|is|had|has|told|said|asked|went|did|felt|gave|took|came|left|attended|described"
    r"|reported|disclosed|explained|declined|agreed|stated|thought|wanted|replied|confirmed|denied|moved|lived|worked)\b"
)
_ONLY_PEOPLE: Final = frozenset(
    "told said asked described disclosed explained stated thought wanted replied denied".split()
)
_DETERMINED: Final = re.compile(
    r"\b(?:the|a|an|this|these|those|each|every|any|no|some|our|its|in|last|next|early|late|mid|will|may|not)"
    r"[ \u00a0]\Z"
)
_NEVER: Final = frozenset({"will", "may", "can", "page", "art", "bill", "grant", "chase", "case", "jan"})
_REACH: Final = 24


def learned_names(text: str) -> frozenset[str]:
    """Words beside another name, that own or say something, and with no article before them."""
    times: Counter[str] = Counter()
    for match in _PAIR.finditer(text):
        if class_of(match[1]) & FORENAME and not (class_of(match[1]) | class_of(match[2])) & PUBLIC:
            sure = _sure(match[1], match[2])
            times.update({match[1]: sure, match[2]: sure})
    for match in _OWNED.finditer(text):
        if class_of(match[1]) & FORENAME and not is_determined(text, match.start()):
            times[match[1]] += 1
    for match in _SPOKEN.finditer(text):
        if class_of(match[1]) & FORENAME and (match[2] in _ONLY_PEOPLE or opens(text, match.start())):
            times[match[1]] += 1
    return frozenset(word for word, count in times.items() if count > 1 and word not in _NEVER)


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
