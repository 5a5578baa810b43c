"""What changed between two states of the terms of reference, clause by clause and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple

from safermk_desktop.domain.terms import Clause, WrittenSection

_TOKEN: Final = re.compile(r"\s+|\w+(?:['\u2019-]\w+)*|[^\w\s]")
_ALIKE: Final = 0.5
"""From this share of words in common on, a clause without a known id is taken for a changed one."""


class Mark(StrEnum):
    """What became of some words, or of a clause."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Piece(NamedTuple):
    """Words that stayed, came or went."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """One clause that is not as it was. ``number`` is that of the clause as it now stands, or stood."""

    heading: str
    number: str
    clause_id: str
    mark: Mark
    pieces: tuple[Piece, ...]

    @property
    def spoken(self) -> str:
        """The change in words, for those who do not see colours or lines."""
        place = f"{self.number} {self.heading}."
        if self.mark is not Mark.CHANGED:
            word = "Clause added" if self.mark is Mark.ADDED else "Clause removed"
            return f"{place} {word}: {self._of(self.mark)}"
        told = [f"{word}: {text}." for mark, word in _SPOKEN if (text := self._of(mark))]
        return " ".join((place, "Clause changed.", *told))

    def _of(self, mark: Mark) -> str:
        return "; ".join(text for piece in self.pieces if piece.mark is mark and (text := piece.text.strip()))


_SPOKEN: Final = ((Mark.REMOVED, "Removed"), (Mark.ADDED, "Added"))


class _Placed(NamedTuple):
    heading: str
    number: str
    clause: Clause


def compared(before: Iterable[WrittenSection], after: Iterable[WrittenSection]) -> tuple[ClauseChange, ...]:
    """The clauses that changed, in the order of ``after``; those that went come last in their section."""
    old, new = tuple(_placed(before)), tuple(_placed(after))
    partners = _partners(old, new)
    kept = {one.clause.id for one in partners.values()}
    changes = [change for one in new if (change := _change(one, partners.get(one.clause.id))) is not None]
    gone = [_whole(one, Mark.REMOVED) for one in old if one.clause.id not in kept]
    order = {one.heading: at for at, one in reversed(tuple(enumerate((*new, *old))))}
    return tuple(sorted((*changes, *gone), key=lambda one: order[one.heading]))


def words_apart(before: str, after: str) -> tuple[Piece, ...]:
    """What became of the words of a text. The pieces that stayed or came are ``after``, those that stayed or went
    ``before``.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece(Mark.SAME, "".join(old[a:b])))
            continue
        pieces += [Piece(Mark.REMOVED, "".join(old[a:b])), Piece(Mark.ADDED, "".join(new[c:d]))]
    return tuple(_tidied(piece for piece in pieces if piece.text))


def _tidied(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Blanks alone between changed words go with them: two words that were exchanged read as one change."""
    held = list(pieces)
    spread: list[Piece] = []
    for at, piece in enumerate(held):
        between = 0 < at < len(held) - 1 and piece.mark is Mark.SAME and piece.text.isspace()
        both = [Piece(Mark.REMOVED, piece.text), Piece(Mark.ADDED, piece.text)]
        spread += both if between else [piece]
    ends = [at for at, piece in enumerate(spread) if piece.mark is Mark.SAME]
    start = 0
    for end in (*ends, len(spread)):
        yield from _run(spread[start:end])
        if end < len(spread):
            yield spread[end]
        start = end + 1


def _run(changed: Sequence[Piece]) -> Iterator[Piece]:
    for mark in (Mark.REMOVED, Mark.ADDED):
        text = "".join(piece.text for piece in changed if piece.mark is mark)
        if text:
            yield Piece(mark, text)


def _placed(sections: Iterable[WrittenSection]) -> Iterator[_Placed]:
    for at, section in enumerate(sections, 1):
        for number, clause in enumerate(section.clauses, 1):
            yield _Placed(section.heading, f"{at}.{number}", clause)


def _partners(old: Sequence[_Placed], new: Sequence[_Placed]) -> dict[str, _Placed]:
    """What each new clause was before: the one of its id, else the likest that has no other partner."""
    by_id = {one.clause.id: one for one in old}
    found = {one.clause.id: by_id[one.clause.id] for one in new if one.clause.id in by_id}
    spare = [one for one in old if one.clause.id not in found]
    for heading, group in groupby((one for one in new if one.clause.id not in found), key=lambda one: one.heading):
        for one in group:
            likest = max(
                (other for other in spare if other.heading == heading),
                key=lambda other: _likeness(other, one),
                default=None,
            )
            if likest is not None and _likeness(likest, one) >= _ALIKE:
                found[one.clause.id] = likest
                spare.remove(likest)
    return found


def _likeness(one: _Placed, other: _Placed) -> float:
    return SequenceMatcher(None, one.clause.text.split(), other.clause.text.split(), autojunk=False).ratio()


def _change(now: _Placed, was: _Placed | None) -> ClauseChange | None:
    if was is None:
        return _whole(now, Mark.ADDED)
    if was.clause.text == now.clause.text:
        return None
    return _told(now, Mark.CHANGED, words_apart(was.clause.text, now.clause.text))


def _whole(one: _Placed, mark: Mark) -> ClauseChange:
    return _told(one, mark, (Piece(mark, one.clause.text),))


def _told(one: _Placed, mark: Mark, pieces: tuple[Piece, ...]) -> ClauseChange:
    return ClauseChange(heading=one.heading, number=one.number, clause_id=one.clause.id, mark=mark, pieces=pieces)
