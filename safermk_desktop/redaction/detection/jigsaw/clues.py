"""Finding the clues of a sentence: first by its words, then by the shapes that those words make possible."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction.detection.jigsaw.combinations import Clue
from safermk_desktop.redaction.detection.jigsaw.happenings import HAPPENINGS
from safermk_desktop.redaction.detection.jigsaw.persons import PERSONS
from safermk_desktop.redaction.detection.jigsaw.places import NUMERIC_DAY, PLACE, WORK_ENDINGS, WORKED
from safermk_desktop.redaction.detection.jigsaw.vocabulary import (
    COMMON_WORK,
    LARGE_TOWNS,
    MINORITIES,
    NO_PLACE,
    OTHER_COUNTRIES,
    RARE_COUNTRIES,
    RARE_FAITHS,
    RARE_ORIGINS,
    RARE_WORK,
    USUAL_BEFORE,
    WIDE_AREAS,
)

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHAPES: Final = (*PERSONS, *HAPPENINGS)
_STOP: Final = frozenset(
    "in at for with on and who from to of by but when while until since whose where that which or as then there "
    "before after because so".split()
)
_AGENT: Final = re.compile(r".{2,}(?:er|or|ist|ian|eer|man|woman|smith|wright|monger|herd|iner|nurse|guide|priest)")
_PLAIN: Final = frozenset(
    "former retired local part-time full-time senior junior good decision policy record home".split()
)
_HEADS: Final = frozenset(
    "driver instructor operator engineer teacher trainer farmer technician fitter designer artist painter singer "
    "seller dealer trader builder guide handler player cleaner inspector maker repairer".split()
)
_NAMED_HOUSE: Final = frozenset("School Academy Church Chapel College Nursery Hall Inn Arms Farm Mosque Abbey".split())
# Sentences about the review itself: their days, months and towns are nobody's.
_OF_THE_REVIEW: Final = re.compile(
    r"\b(?:[Pp]anel|terms of reference|Home Office|[Rr]eview (?:was|began|period|covers|process|met)|"
    r"[Mm]eetings? (?:of|was|were)|[Tt]raining|[Gg]uidance|[Pp]olicy|[Pp]olicies|[Pp]rotocols?|workshops?|published|"
    r"submitted|commissioned|Recommendations?|action plan|strategy|inspection|Ofsted|CQC|[Ii]n force|Act \d{4}|"
    r"Regulations|Board|Assurance|audit|version|templates?)\b"
)
_REVIEWED: Final = frozenset({Clue.DAY, Clue.MONTH, Clue.EVENT, Clue.COURT, Clue.TOWN, Clue.DIED})
# Sentences about many people: their ages and children are nobody's.
_OF_MANY: Final = re.compile(r"\b(?:per cent|statistics|census|data|on average|majority|proportion|%)")
_OF_A_CROWD: Final = frozenset({Clue.AGE, Clue.CHILDREN, Clue.TOWN, Clue.ORIGIN, Clue.MINORITY})
_NO_SMALL_PLACE: Final = LARGE_TOWNS | WIDE_AREAS | RARE_COUNTRIES | OTHER_COUNTRIES

Found = tuple[Clue, int, int]


def _parted(text: str) -> str:
    """The text with blanks for hyphens, so that chimney-sweep and chimney sweep are one."""
    return text.replace("-", " ")


def _phrases() -> MappingProxyType[str, tuple[tuple[str, Clue, bool], ...]]:
    """Each phrase under its first word: the phrase, its clue, and whether it is written with a capital."""
    table: defaultdict[str, list[tuple[str, Clue, bool]]] = defaultdict(list)
    for words, clue, has_capital in (
        (RARE_WORK, Clue.WORK, False),
        (RARE_ORIGINS | RARE_FAITHS | RARE_COUNTRIES, Clue.ORIGIN, True),
        (MINORITIES, Clue.MINORITY, True),
        (LARGE_TOWNS, Clue.TOWN, True),
    ):
        for phrase in words:
            plain = _parted(phrase if has_capital else phrase.lower())
            table[plain.split()[0].lower()].append((plain, clue, has_capital))
    return MappingProxyType({first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()})


_PHRASES: Final = _phrases()


def clues_of(sentence: str) -> list[Found]:
    """The clues of one sentence with their offsets in it, in no order."""
    lower = set(_WORD.findall(sentence.lower()))
    found = list(_by_phrase(sentence))
    for shape in _SHAPES:
        if not lower.isdisjoint(shape.triggers):
            found.extend((shape.clue, *_told(match)) for match in shape.pattern.finditer(sentence))
    if any(c.isdigit() for c in sentence):
        found.extend((Clue.DAY, *match.span()) for match in NUMERIC_DAY.finditer(sentence))
    found.extend(_jobs(sentence))
    nobodys = set[Clue]()
    if found and _OF_THE_REVIEW.search(sentence):
        nobodys |= _REVIEWED
    if found and _OF_MANY.search(sentence):
        nobodys |= _OF_A_CROWD
    return [one for one in found if one[0] not in nobodys]


def _told(match: re.Match[str]) -> tuple[int, int]:
    """Where the part stands that tells something: the group that is named so, or all."""
    return match.span(match.lastgroup or 0)


def places_of(sentence: str) -> list[Found]:
    """The named places of a sentence that are neither large towns nor wide areas nor agencies."""
    return [
        (Clue.PLACE, *match.span(match.lastgroup or 0))
        for match in PLACE.finditer(sentence)
        if _is_place(match.group(match.lastgroup or 0), sentence[match.end() : match.end() + 2])
    ]


def _by_phrase(sentence: str) -> Iterator[Found]:
    plain = _parted(sentence)
    for word in _WORD.finditer(plain):
        for phrase, clue, has_capital in _PHRASES.get(word.group().lower(), ()):
            end = word.start() + len(phrase)
            written = plain[word.start() : end]
            fits = written == phrase if has_capital else written.lower() == phrase and written[0].islower()
            if fits and (not plain[end : end + 1].isalnum() or _is_plural(plain, end)):
                yield clue, word.start(), end
                break


def _is_plural(sentence: str, end: int) -> bool:
    return sentence[end : end + 1] == "s" and not sentence[end + 1 : end + 2].isalnum()


def _is_place(name: str, after: str) -> bool:
    if name in _NO_SMALL_PLACE:
        return False
    words = name.replace("-", " ").split()
    if words[-1] in _NAMED_HOUSE:
        return True
    if after in {"'s", "’s"} or any(word.lower().replace("’", "'") in NO_PLACE for word in words):
        return False
    return not (words[0] in LARGE_TOWNS and len(words) == 1) and words[0] not in MINORITIES | RARE_ORIGINS


def _jobs(sentence: str) -> Iterator[Found]:
    """Occupations after "worked as a", "was a", "by trade": a common one is a job, any other is unusual."""
    for match in WORKED.finditer(sentence):
        group = match.lastgroup or "after"
        head = _head(match.group(group))
        if head is None:
            continue
        word, begin, end = head
        start = match.start(group)
        before = match.group(group)[:begin].split()
        if _is_rare(word, before) or _is_special(word, before) or (group != "being" and word not in COMMON_WORK):
            yield Clue.WORK, start, start + end
        elif word in COMMON_WORK:
            yield Clue.JOB, start, start + end


def _is_rare(word: str, before: list[str]) -> bool:
    """Whether the ending tells a craft: one word (beekeeper), or one that says of what (rocking horse maker)."""
    if not word.endswith(WORK_ENDINGS):
        return False
    return bool(before) and before[-1] not in _PLAIN if word in WORK_ENDINGS else word not in COMMON_WORK


def _is_special(word: str, before: list[str]) -> bool:
    """Whether a common head has a word before it that is not one of the usual: crane driver, but no bus driver."""
    return word in _HEADS and bool(before) and before[-1] not in USUAL_BEFORE and not before[-1].endswith(("ly", "ed"))


def _head(phrase: str) -> tuple[str, int, int] | None:
    """The last agent noun before a function word, in the singular, and where it stands in the phrase."""
    found: tuple[str, int, int] | None = None
    for word in re.finditer(r"\S+", phrase):
        if word.group() in _STOP:
            break
        if _AGENT.fullmatch(word.group().removesuffix("s")):
            found = word.group().removesuffix("s"), word.start(), word.end()
    return found
