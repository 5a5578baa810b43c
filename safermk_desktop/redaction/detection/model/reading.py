"""From the shares of the classes to spans: thresholds, the same word elsewhere, and words that belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.model.tokens import Token, folded
from safermk_desktop.redaction.detection.vocabulary import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OTHER: Final = 0
PERSON: Final = 1
KINDS: Final = MappingProxyType(
    {
        1: Kind.PERSON,
        2: Kind.PLACE,
        3: Kind.ORGANISATION,
        4: Kind.OCCUPATION,
        5: Kind.DEMOGRAPHIC,
        6: Kind.QUANTITY,
        7: Kind.DEMOGRAPHIC,
        8: Kind.REFERENCE,
    }
)
"""The kind of each class: a telling thing (7) sets a person apart; dates are among the references (8)."""
# The share of all classes from which a word is found, by its own class: a strange word, an ordinary one.
_ENOUGH: Final = MappingProxyType(
    {
        1: (0.1, 0.2),
        2: (0.2, 0.4),
        3: (0.2, 0.4),
        4: (0.2, 0.3),
        5: (0.2, 0.3),
        6: (0.2, 0.3),
        7: (0.3, 0.3),
        8: (0.5, 0.5),
    }
)
# The same for a word of public life ("officer", "hospital"), which most texts hold as no more than that.
_ENOUGH_OF_PUBLIC: Final = 0.8
_SURE: Final = 0.75
_SPREAD: Final = 0.04
# Initials before a name: "a. b. fenwick", "A.B. FENWICK".
_INITIALS: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ \u00a0]?){1,3}\Z")
# A title stands outside the name.
_TITLE: Final = re.compile(r"(?:(?:mrs?|ms|miss|dr|pc|dc|ds|sgt|sister|prof|rev)\b\.?[ \u00a0]+)+(?=\w)", re.IGNORECASE)
_JOINTS: Final = frozenset(" \u00a0-'’.&")


# The number of a paragraph, at its head ("16.49 The family") or told of ("see paragraphs 16.15 to 16.20").
_PARAGRAPH: Final = re.compile(r"[ \t]*\d{1,2}(?:\.\d{1,3}){1,3}(?=\s|\Z)")
_TOLD_OF: Final = re.compile(
    r"\b(?:paragraphs?|sections?|recommendations?|appendix)\s(?:\d+(?:\.\d+)*\s?(?:,|to|and)\s)*\d*\.?\Z", re.IGNORECASE
)
_TELLING: Final = 40
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")


class Read(NamedTuple):
    """A token and the shares of its classes."""

    token: Token
    shares: Sequence[float]


def read(tokens: Sequence[Token], shares: NDArray[np.float32]) -> list[Read]:
    """The tokens that may be something; the rest is left out."""
    likely: list[int] = (1 - shares[:, OTHER] > _SPREAD).nonzero()[0].tolist()
    return [Read(tokens[at], shares[at].tolist()) for at in likely if tokens[at].text[0].isalnum()]


def spans(text: str, found: Sequence[Read], ordinary: frozenset[str]) -> list[Span]:
    """Spans in order; a word that is surely a name in one place is one wherever it may be, unless it is ordinary."""
    sure = {
        folded(one.token.text)
        for one in found
        if one.shares[PERSON] > _SURE and len(one.token.text) > 2 and folded(one.token.text) not in ordinary
    }
    chosen = [(one.token, kind) for one in found if (kind := _class(one, sure, ordinary)) is not None]
    return [_with_initials(text, span) for span in _joined(text, chosen) if not _says_nothing(text, span)]


def _class(one: Read, sure: set[str], ordinary: frozenset[str]) -> int | None:
    word = folded(one.token.text)
    if word in sure:
        return PERSON
    best = max(KINDS, key=one.shares.__getitem__)
    enough = _ENOUGH[best][word in ordinary]
    if best != PERSON and word in words("public_words"):
        enough = max(enough, _ENOUGH_OF_PUBLIC)
    return best if 1 - one.shares[OTHER] >= enough else None


def _says_nothing(text: str, span: Span) -> bool:
    """Whether a span is but "the", "of" or the number of a paragraph."""
    if not text[span.start].isdigit():
        return words("function_words").issuperset(_WORD.findall(text[span.start : span.end].lower()))
    head = _PARAGRAPH.match(text, text.rfind("\n", 0, span.start) + 1)
    if head is not None and span.end <= head.end():
        return True
    return _TOLD_OF.search(text, max(0, span.start - _TELLING), span.start) is not None


def _joined(text: str, chosen: Sequence[tuple[Token, int]]) -> list[Span]:
    joined: list[tuple[int, int, int]] = []
    for token, kind in chosen:
        if joined:
            start, end, before = joined[-1]
            if before == kind and _JOINTS.issuperset(text[end : token.start]) and token.start - end <= 2:
                joined[-1] = (start, token.end, kind)
                continue
        joined.append((token.start, token.end, kind))
    return [
        Span(start, end, KINDS[kind], Certainty.POSSIBLE, Source.MODEL)
        for start, end, kind in joined
        if end - start > 1 or kind == 6
    ]


def _with_initials(text: str, span: Span) -> Span:
    if span.kind is not Kind.PERSON:
        return span
    title = _TITLE.match(text, span.start, span.end - 1)
    if title is not None:
        return span._replace(start=title.end())
    before = _INITIALS.search(text, max(0, span.start - 12), span.start)
    return span if before is None else span._replace(start=before.start())
