"""Whether a text of the terms of reference says something, or only fills its place."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DATE: Final = re.compile(rf"\b\d{{1,4}}(?:[./-]\d{{1,4}})+\b|\b\d+(?:st|nd|rd|th)?\b|\b(?:{_MONTHS})\b", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(
    r"\b(?:tbc|tba|tbd|todo|n/?a|ditto|xx+|lorem|placeholder)\b|\?\?|^\W*$|\.\.\.\s*$|…"
    r"|\bto (?:do|follow)\b|\bto be \w+|\b(?:pending|awaited|awaiting|outstanding|later|insert|unknown)\b"
    r"|\bnot (?:yet|known|stated|given|recorded|identified|decided|discussed|considered)\b"
    r"|\b(?:as|see) (?:above|below|before)\b|\bfill in\b|\[[^\]]*\]|<[^>]*>|_{2,}",
    re.IGNORECASE,
)
_SHORT: Final = 9
"""A text of fewer words with a placeholder in it is one; a longer one says something besides."""
_EMPTY: Final = frozenset(
    """
    a all also an and any apply applies applicable are arise as at be been being but by can case chair cover covered
    covers characteristic concern considered considering consideration did do does done evidence factor for from had
    has have here identified in indicated information is it its issue issues known matter matters may need needed no
    nil none nor not nothing noted of on or our panel point protected question reason reasons recorded relevance
    relevant review seen seem should so some specific such than that the their them then there these they thing this
    those thought to under us was we were what when where which will with within would yes
    """.split()
)
"""Words that say nothing alone: "Not relevant to this case" has no others."""
_OF_A_PERIOD: Final = frozenset(
    """
    agreed after before begin beginning begins between chosen concerned date dated dates day days during end ended
    ending ends end extends extend finish finishes first inclusive last latest earliest month months onwards open
    opens period periods run running runs scope set span start started starting starts time timeframe timeline
    until up week weeks year years looks looked look back examine examines parameters terms reference both time-frame
    """.split()
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_GROUNDS: Final = re.compile(
    r"\b(?:because|since (?!\d)|so that|in order|reflect\w*|due to|in view of|reasons?|to (?:take in|include|capture"
    r"|allow|show)|when|on which|in which|where)\b",
    re.IGNORECASE,
)
_EDGE: Final = re.compile(
    r"\b(?:begin\w*|start\w*|open(?:s|ed|ing)?|first|from|end(?:s|ed|ing)?|finish\w*|clos(?:e|es|ed|ing)|last|latest"
    r"|earliest|until|up to|opening|runs?|chosen|dates?|period)\b",
    re.IGNORECASE,
)
_OUTSIDE: Final = re.compile(
    r"\b(?:outside|earlier|beyond|background|previous|prior|preceding|before (?:this|that|the)|older|history)\b",
    re.IGNORECASE,
)


def content_words(text: str, more: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a text that say something, without dates; ``more`` are words that say nothing here."""
    words = (word.lower() for word in _WORD.findall(_DATE.sub(" ", text)))
    return tuple(word for word in words if word not in _EMPTY and word not in more and len(word) > 1)


def says_something(text: str, *, besides: frozenset[str] = frozenset()) -> bool:
    """Whether a text is more than empty, a placeholder, or the words ``besides``."""
    if _PLACEHOLDER.search(text) and len(text.split()) < _SHORT:
        return False
    return bool(content_words(text, besides))


def gives_a_reason_for_dates(text: str) -> bool:
    """Whether a reason entered beside two dates is more than the dates again."""
    return says_something(text) and len(content_words(text, _OF_A_PERIOD)) > 1


def explains_a_period(text: str) -> bool:
    """Whether a section says why its period begins or ends where it does; what lies outside it is no reason."""
    return any(_explains(sentence) for sentence in _SENTENCE.split(text))


def _explains(sentence: str) -> bool:
    if not says_something(sentence) or len(content_words(sentence, _OF_A_PERIOD)) < 2:
        return False
    grounds = _GROUNDS.search(sentence) is not None
    return grounds or (_EDGE.search(sentence) is not None and _OUTSIDE.search(sentence) is None)
