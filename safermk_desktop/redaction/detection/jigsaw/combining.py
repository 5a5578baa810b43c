"""Putting the clues of a case's documents together where they identify."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.jigsaw.clues import clues_of, places_of
from safermk_desktop.redaction.detection.jigsaw.combinations import Class, Clue, Combination, Part, Sentence
from safermk_desktop.redaction.detection.jigsaw.rules import PAGE, RULES, Rule
from safermk_desktop.redaction.detection.jigsaw.sentences import sentences

_KINDS: Final[Mapping[Clue, Kind]] = MappingProxyType(
    {
        Clue.DAY: Kind.DATE,
        Clue.MONTH: Kind.DATE,
        Clue.AGE: Kind.AGE,
        Clue.SMALL: Kind.PLACE,
        Clue.PLACE: Kind.PLACE,
        Clue.TOWN: Kind.PLACE,
        Clue.WORK: Kind.OCCUPATION,
        Clue.EMPLOYER: Kind.ORGANISATION,
        Clue.CHILDREN: Kind.QUANTITY,
        Clue.SCHOOL_EVENT: Kind.DATE,
    }
)
"""How a part is told; what has no row is a fact about a person."""
_PLAIN: Final = frozenset({Clue.JOB, Clue.EVENT, Clue.COURT, Clue.DIED})
"""Parts that say nothing once the others are gone ("worked", "newspaper"): nothing stands instead of them."""
_KEYS: Final = frozenset(clue for rule in RULES for clue in rule.needs[0])


class _Placed(NamedTuple):
    """A clue with the number of its sentence."""

    sentence: int
    start: int
    end: int
    clue: Clue


class _Read(NamedTuple):
    """One document, read: its sentences, and its clues by what they tell, in the order of the text."""

    earlier: int | None
    sentences: list[tuple[int, int]]
    clues: dict[Clue, list[_Placed]]

    def of(self, wanted: Iterable[Clue]) -> list[_Placed]:
        return sorted(one for clue in wanted for one in self.clues.get(clue, ()))


_Picked = list[tuple[_Read, _Placed]]


class _Told:
    """What is told already: a second one of a class in the same sentence, or with parts told together, is not."""

    def __init__(self) -> None:
        self.found: list[Combination] = []
        self._sentences: dict[Class, set[Sentence]] = {}
        self._of_part: dict[Part, list[frozenset[Part]]] = {}

    def tell(self, one: Combination) -> None:
        sentences, parts = self._sentences.setdefault(one.kind, set()), frozenset(one.parts)
        if not sentences.isdisjoint(one.sentences) or any(
            parts <= known for known in self._of_part.get(one.parts[0], ())
        ):
            return
        self.found.append(one)
        sentences.update(one.sentences)
        for part in parts:
            self._of_part.setdefault(part, []).append(parts)


def find_combinations(text: str, earlier: Sequence[str] = ()) -> list[Combination]:
    """What identifies only together, in ``text`` or with what the ``earlier`` documents of the case already say.

    Offsets are code points. Each combination has at least one part in ``text``; they come in the order of the text.
    """
    document = _read(text, everywhere=bool(earlier))
    before = [_read(one, at, everywhere=True) for at, one in enumerate(earlier)]
    told = _Told()
    for rule in RULES:
        for picked in (*_within(rule, document), *_across(rule, document, before)):
            told.tell(_combination(rule, picked))
    return sorted(told.found, key=lambda one: min(part.start for part in one.parts if part.earlier is None))


def combination_spans(text: str, earlier: Sequence[str] = ()) -> list[Span]:
    """The telling parts of all combinations that stand in ``text``, as possible findings."""
    spans = {
        Span(part.start, part.end, _KINDS.get(part.clue, Kind.DEMOGRAPHIC), Certainty.POSSIBLE, Source.JIGSAW)
        for one in find_combinations(text, earlier)
        for part in one.parts
        if part.earlier is None and part.clue not in _PLAIN
    }
    return sorted(spans)


def _read(text: str, earlier: int | None = None, *, everywhere: bool) -> _Read:
    """Read a text; places are looked for ``everywhere``, or only within a page of a clue that asks for one."""
    places = sentences(text)
    clues: dict[Clue, list[_Placed]] = {}
    near: set[int] = set()
    for number, (start, end) in enumerate(places):
        for clue, begin, stop in clues_of(text[start:end]):
            clues.setdefault(clue, []).append(_Placed(number, start + begin, start + stop, clue))
            if clue in _KEYS:
                near.update(range(number - PAGE, number + PAGE + 1))
    for number in range(len(places)) if everywhere else sorted(near & set(range(len(places)))):
        start, end = places[number]
        for clue, begin, stop in places_of(text[start:end]):
            clues.setdefault(clue, []).append(_Placed(number, start + begin, start + stop, clue))
    return _Read(earlier, places, clues)


def _within(rule: Rule, document: _Read) -> Iterator[_Picked]:
    keys, *others = [document.of(need) for need in rule.needs]
    numbers = [[one.sentence for one in clues] for clues in others]
    for key in keys:
        picked = [key]
        for clues, at in zip(others, numbers, strict=True):
            first, last = bisect_left(at, key.sentence - rule.reach), bisect_right(at, key.sentence + rule.reach)
            near = _nearest(clues[first:last], picked)
            if near is None:
                break
            picked.append(near)
        else:
            yield [(document, one) for one in picked]


def _nearest(clues: Sequence[_Placed], picked: Sequence[_Placed]) -> _Placed | None:
    """The clue nearest to the key that overlaps nothing that was picked."""
    free = (one for one in clues if not any(one.start < other.end and other.start < one.end for other in picked))
    return min(free, key=lambda one: abs(one.start - picked[0].start), default=None)


def _across(rule: Rule, document: _Read, before: Sequence[_Read]) -> Iterator[_Picked]:
    """The first combination of a rule of which some parts stand in ``document`` and the others earlier."""
    if not rule.across:
        return
    own = [document.of(need) for need in rule.needs]
    for other in before:
        theirs = [other.of(need) for need in rule.needs]
        if _is_split(own, theirs):
            yield [(document, mine[0]) if mine else (other, its[0]) for mine, its in zip(own, theirs, strict=True)]
            return


def _is_split(own: Sequence[Sequence[_Placed]], theirs: Sequence[Sequence[_Placed]]) -> bool:
    """Whether both hold a part, neither holds all, and together they hold every one."""
    mine = [bool(parts) for parts in own]
    return any(mine) and not all(mine) and all(a or b for a, b in zip(mine, map(bool, theirs), strict=True))


def _combination(rule: Rule, picked: _Picked) -> Combination:
    parts = tuple(Part(document.earlier, one.start, one.end, one.clue) for document, one in picked)
    there = {Sentence(document.earlier, *document.sentences[one.sentence]) for document, one in picked}
    order = sorted(there, key=lambda one: (one.earlier is not None, one))
    return Combination(rule.kind, rule.reason, parts, tuple(order))
