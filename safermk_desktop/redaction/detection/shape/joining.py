"""What belongs to a name though its letters are small: heads, tails, possessives, and the name in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from safermk_desktop.redaction.detection.findings import Kind
from safermk_desktop.redaction.detection.shape.chains import WORD
from safermk_desktop.redaction.detection.shape.classes import (
    FORENAME,
    KNOWN,
    OFFICIAL,
    ORDINARY,
    ORGANISATION,
    PLACE,
    class_of,
)
from safermk_desktop.redaction.detection.shape.judging import Judged
from safermk_desktop.redaction.detection.vocabulary import phrases, words

_GAP: Final = r"[ \u00a0]"
_OF: Final = re.compile(rf"{_GAP}(?:of|for){_GAP}(?:the{_GAP})?\Z")
_SMALL_HEADS: Final = (
    "county city town village hamlet district province municipality parish borough island region estate diocese suburb "
    "port university bank church college school mayor bishop"
)
_LARGE_HEADS: Final = (
    "University Bank Church College School Court Ministry Department Institute Office Republic Kingdom District "
    "Province "
    "County City Town Village Diocese Parish Order Society Museum Academy Isle Port House Bishop Borough Authority "
    "Government States Municipality Municipalities Region Governor Mayor Prefecture Embassy Consulate"
)
_HEAD: Final = re.compile(
    rf"(?:(?:\b{WORD}{_GAP})*\b(?:{'|'.join(_LARGE_HEADS.split())})|\b(?:{'|'.join(_SMALL_HEADS.split())}))"
    rf"{_GAP}(?:of|for){_GAP}(?:the{_GAP})?\Z"
)
_POSSESSED: Final = re.compile(rf"['’]s?((?:{_GAP}{WORD})+)")
GLOSS: Final = re.compile(rf"{_GAP}?\(([^()\n\t]{{2,90}})\)")
_INNER: Final = re.compile(r"[^\W\d_]+")
_PARTICLE: Final = re.compile(rf"\b(?:(?:de|da|dos|van|von|der|du|bin|binti|al|el|la){_GAP})+\Z")
_AFTER_THE: Final = re.compile(rf"\b[Tt]he{_GAP}\Z")
_NUMBER: Final = re.compile(rf"{_GAP}(?:[A-Z]{_GAP})?(?!(?:19|20)\d\d\b)\d{{4,6}}\b")
_MISS: Final = re.compile(rf"\b(?:[Mm]iss|MISS|Dr\.|Prof\.){_GAP}\Z")
_COLOURED: Final = re.compile(
    rf"\b(?:(?:dark|light|pale|bright|metallic|old|new|small|large){_GAP})?"
    rf"(?:{'|'.join(sorted(words('colours')))}){_GAP}\Z"
)
_REACH: Final = 60
_GAPS: Final = frozenset(" \u00a0")
_BEHIND: Final = _GAPS | frozenset("'’(")
"""What anything begins with that belongs to a name and stands behind it."""
# How whatever belongs to a name and stands before it ends; most names have nothing of the kind.
_LEADING: Final = tuple(
    f"{word}{gap}"
    for word in ("of for the de da dos van von der du bin binti al el la iss ISS Dr. Prof.").split()
    for gap in " \u00a0"
)


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    joined = "|".join(re.escape(one) for one in sorted(phrases("small_tails"), key=len, reverse=True))
    return re.compile(rf"{_GAP}(?:{joined})\b(?!['’])")


def joined(text: str, found: Iterable[Judged]) -> Iterator[tuple[int, int, Judged]]:
    """Each name with the start and end that it has with what belongs to it."""
    for one in found:
        yield _start(text, one), _end(text, one), one


def _start(text: str, one: Judged) -> int:
    start = one.start
    if one.kind is Kind.DEMOGRAPHIC or text[start - 1 : start] not in _GAPS:
        return start
    back = max(0, start - _REACH)
    before = text[back:start]
    coloured = _COLOURED.search(before) if one.words[0].text.lower() in words("vehicles") else None
    if coloured is not None:
        return back + coloured.start()
    if not before.endswith(_LEADING):
        return start
    if _OF.search(before) is None:
        particle = _PARTICLE.search(before) or _MISS.search(before)
        return back + particle.start() if particle is not None else start
    head = _HEAD.search(before)
    return back + head.start() if head is not None else start


def _end(text: str, one: Judged) -> int:
    end = one.end
    if text[end : end + 1] not in _BEHIND:
        return end
    possessed = _POSSESSED.match(text, end)
    if possessed is not None:
        last = class_of(possessed[1].split()[-1])
        if last & (ORGANISATION | PLACE) or _AFTER_THE.search(text, max(0, one.start - _REACH), one.start):
            return possessed.end()
    is_person = one.kind is Kind.PERSON and class_of(one.words[0].text) & (FORENAME | KNOWN)
    if one.kind in {Kind.PERSON, Kind.PLACE, Kind.ORGANISATION} and not is_person:
        tail = _tail().match(text, end)
        end = tail.end() if tail is not None else end
    number = _NUMBER.match(text, end) if one.kind is Kind.PLACE else None
    end = number.end() if number is not None else end
    gloss = GLOSS.match(text, end)
    return gloss.end() if gloss is not None and is_foreign(gloss[1]) else end


def is_foreign(text: str) -> bool:
    """Whether most of the words of a text are in no English list."""
    listed = _INNER.findall(text)
    strange = sum(not class_of(word) & (ORDINARY | OFFICIAL) for word in listed if len(word) > 1)
    return len(listed) > 0 and 2 * strange >= len(listed)
