"""Finding the clues of a sentence: first by its words, then by the shapes that those words make possible."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction.detection.jigsaw.combinations import Clue
from safermk_desktop.redaction.detection.jigsaw.shapes import NUMERIC_DAY, PLACE, SHAPES, WORK_ENDINGS, WORKED
from safermk_desktop.redaction.detection.jigsaw.vocabulary import (
    COMMON_WORK,
    LARGE_TOWNS,
    MINORITIES,
    NO_PLACE,
    RARE_FAITHS,
    RARE_ORIGINS,
    RARE_WORK,
    WIDE_AREAS,
)

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STOP: Final = frozenset(
    "in at for with on and who from to of by but when while until since whose where that which or as then there "
    "before after because so".split()
)
_AGENT: Final = re.compile(r".{2,}(?:er|or|ist|ian|eer|man|woman|smith|wright|monger|herd|iner|nurse|guide|priest)")
_NAMED_HOUSE: Final = frozenset("School Academy Church Chapel College Nursery Hall Inn Arms Farm Mosque Abbey".split())
# Sentences about the review itself, or about rules: their days, months and numbers are nobody's.
_OF_THE_REVIEW: Final = re.compile(
    r"\b(?:[Pp]anel|terms of reference|Home Office|Partnership|[Rr]eview (?:was|began|period|covers|process|met)|this review|"
    r"[Mm]eetings? (?:of|was|were)|[Tt]raining|[Gg]uidance|[Pp]olicy|[Pp]olicies|[Pp]rotocols?|workshops?|published|submitted|"
    r"commissioned|Recommendations?|action plan|strategy|inspection|Ofsted|CQC|[Ii]n force|Act \d{4}|Regulations|statistics|"
    r"per cent|census|Board|Assurance|audit|data|version|templates?)\b"
)
_REVIEWED: Final = frozenset({Clue.DAY, Clue.MONTH, Clue.AGE, Clue.CHILDREN, Clue.EVENT, Clue.COURT, Clue.TOWN})

Found = tuple[Clue, int, int]


def _phrases() -> MappingProxyType[str, tuple[tuple[str, Clue, bool], ...]]:
    """Each phrase under its first word: the phrase, its clue, and whether it is written with a capital."""
    table: defaultdict[str, list[tuple[str, Clue, bool]]] = defaultdict(list)
    for words, clue, has_capital in (
        (RARE_WORK, Clue.WORK, False),
        (RARE_ORIGINS | RARE_FAITHS, Clue.ORIGIN, True),
        (MINORITIES, Clue.MINORITY, True),
        (LARGE_TOWNS, Clue.TOWN, True),
    ):
        for phrase in words:
            first = _WORD.findall(phrase)[0].lower()
            table[first].append((phrase.lower() if not has_capital else phrase, clue, has_capital))
    return MappingProxyType({first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()})


_PHRASES: Final = _phrases()


def clues_of(sentence: str) -> list[Found]:
    """The clues of one sentence with their offsets in it, in no order."""
    words = list(_WORD.finditer(sentence))
    lower = {word.group().lower() for word in words}
    found = list(_by_phrase(sentence, words))
    for shape in SHAPES:
        if not lower.isdisjoint(shape.triggers):
            found.extend((shape.clue, *match.span()) for match in shape.pattern.finditer(sentence))
    if any(c.isdigit() for c in sentence):
        found.extend((Clue.DAY, *match.span()) for match in NUMERIC_DAY.finditer(sentence))
    found.extend(_jobs(sentence))
    if found and _OF_THE_REVIEW.search(sentence):
        found = [one for one in found if one[0] not in _REVIEWED]
    return found


def places_of(sentence: str) -> list[Found]:
    """The named places of a sentence that are neither large towns nor wide areas nor agencies."""
    return [
        (Clue.PLACE, *match.span(match.lastgroup or 0))
        for match in PLACE.finditer(sentence)
        if _is_place(match.group(match.lastgroup or 0), sentence[match.end() : match.end() + 2])
    ]


def _by_phrase(sentence: str, words: list[re.Match[str]]) -> Iterator[Found]:
    for word in words:
        for phrase, clue, has_capital in _PHRASES.get(word.group().lower(), ()):
            end = word.start() + len(phrase)
            written = sentence[word.start() : end]
            fits = written == phrase if has_capital else written.lower() == phrase and written[0].islower()
            if fits and (not sentence[end : end + 1].isalnum() or _is_plural(sentence, end)):
                yield clue, word.start(), end
                break


def _is_plural(sentence: str, end: int) -> bool:
    return sentence[end : end + 1] == "s" and not sentence[end + 1 : end + 2].isalnum()


def _is_place(name: str, after: str) -> bool:
    if name in LARGE_TOWNS or name in WIDE_AREAS:
        return False
    words = name.replace("-", " ").split()
    if words[-1] in _NAMED_HOUSE:
        return True
    if after in {"'s", "’s"} or any(word.lower().replace("’", "'") in NO_PLACE for word in words):
        return False
    return not (words[0] in LARGE_TOWNS and len(words) == 1) and words[0] not in MINORITIES | RARE_ORIGINS


def _jobs(sentence: str) -> Iterator[Found]:
    """Occupations after "worked as a", "was a", "by trade": rare ones by their ending, the others as a job."""
    for match in WORKED.finditer(sentence):
        group = match.lastgroup or "after"
        head = _head(match.group(group))
        if head is None:
            continue
        word, end = head
        start = match.start(group)
        bare = word.removesuffix("s") if word not in COMMON_WORK else word
        if any(bare.endswith(ending) for ending in WORK_ENDINGS) and bare not in COMMON_WORK:
            yield Clue.WORK, start, start + end
        elif bare in COMMON_WORK or group == "after":
            yield Clue.JOB, start, start + end
        elif group == "by":
            yield Clue.WORK, start, start + end


def _head(phrase: str) -> tuple[str, int] | None:
    """The last agent noun before a function word, and where it ends in the phrase."""
    found: tuple[str, int] | None = None
    for word in re.finditer(r"\S+", phrase):
        if word.group() in _STOP:
            break
        if _AGENT.fullmatch(word.group().removesuffix("s")):
            found = word.group(), word.end()
    return found
