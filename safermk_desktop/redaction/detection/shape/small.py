"""Names in small letters: those the document knows, those no dictionary knows, and those behind a title."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.shape.classes import ENGLISH, FORENAME, OFFICIAL, RARE, class_of
from safermk_desktop.redaction.detection.shape.learning import is_determined, learned_names, may_be_surname
from safermk_desktop.redaction.detection.shape.letters import LARGE
from safermk_desktop.redaction.detection.shape.listing import Lowered
from safermk_desktop.redaction.detection.shape.strange import is_strange
from safermk_desktop.redaction.detection.vocabulary import words

_WORD: Final = re.compile(r"(?<![\w@.&/#-])[^\W\d_]{3,}(?![\w@]|\.\w|-\w|['’](?:t|ll|ve|re|d|m)\b)")
_TITLE: Final = "mr|mrs|ms|miss|dr|prof|pc|dc|wpc|ds|sgt|insp|supt|rev|cllr|sister|pastor|auntie|aunty|uncle"
_TITLED: Final = re.compile(
    rf"\b(?:{_TITLE})\.?[ \u00a0]"
    r"((?:[^\W\d_](?:\.[ \u00a0-]?|[ \u00a0])){0,3}[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*)"
)
_GREETED: Final = re.compile(r"\b(?:hi|hello|dear|hey|from|re|cc|called|named)[ \u00a0]([^\W\d_]{3,})\b")
_NEXT: Final = re.compile(r"[ \u00a0-]([^\W\d_]{2,})\b")
_LETTER_NEXT: Final = re.compile(r"[ \u00a0][a-z]\.?[ \u00a0]([^\W\d_]{2,})\b")
_BEFORE: Final = re.compile(r"\b([^\W\d_]{2,})[ \u00a0-]\Z")
_ONE_LETTER_WORDS: Final = frozenset({"a", "i"})
_INITIALS: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ \u00a0-]?){1,3}\Z")
_LETTERED: Final = re.compile(r"[ \u00a0][a-z]\b(?!['’])")
_LINE_ENDS: Final = '\n\t“”"'
_LINE: Final = re.compile(f"[^{_LINE_ENDS}]+")
# "will starts swimming": no auxiliary stands before a verb in the third person.
_NO_AUXILIARY: Final = re.compile(r"\b(will|may)[ \u00a0]([a-z]{3,}[a-rt-z])s\b")
# "Will was known to none": no auxiliary stands before a verb in the past.
_DID: Final = re.compile(
    r"(Will|May)[ \u00a0](?:(?<=Will.)(?:was|had|has|is)|said|told|asked|went|came|did|saw|rang|took|gave|lived|worked"
    r"|denied|moved|knew|wrote|began|thought|felt|wanted|died|met)\b"
)
_CAPITALS: Final = re.compile(rf"[{LARGE}][^{LARGE}]*[{LARGE}]")
_KIN: Final = ("miss", "sister", "pastor", "aunt", "uncle")  # what a person is called by, in small letters too
_SHORT: Final = 4
_SHORTEST: Final = 3
_TITLES: Final = frozenset(_TITLE.split("|"))
_GREETINGS: Final = frozenset("hi hello dear hey from re cc called named".split())
_AUXILIARIES: Final = frozenset(("will", "may"))
_REACH: Final = 24


def find_small(
    text: str, small: Lowered, written: frozenset[str], known: frozenset[str], months: frozenset[str]
) -> Iterator[Span]:
    """Names in small letters, in no order; ``written`` are the text's words, ``known`` those of people named elsewhere.

    ``months`` are those of its names that are months: behind a title alone are they names in small letters.
    """
    strange = frozenset(word for word in _unknown(written) if _stands(text, word))
    learned = learned_names(written, text)
    if strange or learned:
        yield from _everywhere(text, strange, learned, known)
    yield from _addressed(text, small, known, months)
    yield from _no_auxiliaries(text, small)
    plain = {word: [*_places(text, word)] for word in known & written if len(word) >= _SHORTEST}
    plain = {word: places for word, places in plain.items() if places}
    if plain:
        yield from _in_informal_lines(text, plain)
        for word, places in plain.items():
            for at in places:
                letter = _LETTERED.match(text, at + len(word))
                if letter is not None and letter[0][1:] not in _ONE_LETTER_WORDS:
                    yield _span(at, letter.end(), sure=True)


def _unknown(written: frozenset[str]) -> Iterator[str]:
    """The words in small letters that no list of English words has."""
    first = words("names_first")
    for word in written - words("english") | written & first:
        if len(word) >= _SHORTEST and (word[0].islower() or word in first) and is_strange(word):
            yield word


def _stands(text: str, word: str) -> bool:
    """Whether a word stands anywhere alone: no part of an address, and nothing shortened."""
    return next(_places(text, word), None) is not None


def _no_auxiliaries(text: str, small: Lowered) -> Iterator[Span]:
    for place in small.at(_AUXILIARIES):
        did = _DID.match(text, place)
        if did is not None:
            yield _span(place, place + len(did[1]), sure=False)
        match = _NO_AUXILIARY.match(text, place)
        if match is None or not class_of(match[2]) & ENGLISH:
            continue
        start = max(text.rfind(mark, 0, match.start()) for mark in "\n\t“") + 1
        if not _CAPITALS.search(text, start, match.end()):
            yield _span(*match.span(1), sure=False)


def _everywhere(text: str, strange: frozenset[str], learned: frozenset[str], known: frozenset[str]) -> Iterator[Span]:
    beside = known | learned
    for word in strange | learned:
        for at in _places(text, word):
            if word in strange or not is_determined(text, at):
                yield _span(*_widened(text, at, at + len(word), beside), sure=word in known)


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands alone, written just so."""
    at = text.find(word)
    while at >= 0:
        whole = _WORD.match(text, at)
        if whole is not None and whole[0] == word:
            yield at
        at = text.find(word, at + 1)


def _addressed(text: str, small: Lowered, known: frozenset[str], months: frozenset[str]) -> Iterator[Span]:
    """Behind a title, a greeting or the head of a message."""
    for place in small.at(_TITLES):
        match = _TITLED.match(text, place)
        if match is None:
            continue
        if match[1] in months or (match[1][0].islower() and not class_of(match[1]) & OFFICIAL):
            start, end = _widened(text, *match.span(1), known)
            yield _span(match.start() if text.startswith(_KIN, match.start()) else start, end, sure=True)
    for place in small.at(_GREETINGS):
        match = _GREETED.match(text, place)
        word = match[1] if match is not None else ""
        if match is None or not word.islower():
            continue
        if word in known or (class_of(word) & FORENAME and word not in words("ordinary_surnames")):
            yield _span(*_widened(text, *match.span(1), known), sure=False)


def find_small_phrases(text: str, written: frozenset[str], wanted: Mapping[str, tuple[str, Kind]]) -> Iterator[Span]:
    """Names in small letters that stand elsewhere with large ones, by their first word (``spreading.Knowledge``)."""
    for first in written & wanted.keys():
        phrase, kind = wanted[first]
        second = phrase.rpartition(" ")[2]
        if second.isalpha() and second not in written:
            continue
        at = text.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                yield Span(at, end, kind, Certainty.LIKELY, Source.SHAPE)
            at = text.find(phrase, end)


def _span(start: int, end: int, *, sure: bool) -> Span:
    return Span(start, end, Kind.PERSON, Certainty.LIKELY if sure else Certainty.POSSIBLE, Source.SHAPE)


def _widened(text: str, start: int, end: int, known: Container[str]) -> tuple[int, int]:
    """A name with the names beside it, ordinary words or not."""
    while (after := _NEXT.match(text, end) or _LETTER_NEXT.match(text, end)) and _belongs(after[1], known):
        end = after.end(1)
    while (before := _BEFORE.search(text, max(0, start - _REACH), start)) and _belongs(before[1], known):
        start = before.start(1)
    initials = _INITIALS.search(text, max(0, start - _REACH), start)
    return (initials.start() if initials is not None else start), end


def _belongs(word: str, known: Container[str]) -> bool:
    found = class_of(word)
    if word.lower() in known or (may_be_surname(word) and not found & OFFICIAL):
        return True
    return not found & ~RARE and len(word) >= _SHORT and word not in words("small_words")


def _in_informal_lines(text: str, known: Mapping[str, list[int]]) -> Iterator[Span]:
    """In a message without any capital every known name is one, ordinary word or not; ``known`` tells their places."""
    reach, informal = 0, False
    for at, word in sorted((at, word) for word, places in known.items() for at in places):
        if at >= reach:
            begin = max(text.rfind(mark, reach, at) for mark in _LINE_ENDS) + 1
            line = _LINE.match(text, max(begin, reach))
            reach = line.end() if line is not None else at
            informal = line is not None and _is_informal(text, line)
        if informal and word[0].islower():
            start, end = _widened(text, at, at + len(word), known)
            letter = _LETTERED.match(text, end)
            yield _span(start, letter.end() if letter is not None else end, sure=False)


def _is_informal(text: str, line: re.Match[str]) -> bool:
    return line.end() - line.start() >= _REACH and not _CAPITALS.search(text, *line.span())
