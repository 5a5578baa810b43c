"""What a rule of this tier is made of, and where in a text it is tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Certainty, Kind

CERTAIN: Final = Certainty.CERTAIN
LIKELY: Final = Certainty.LIKELY
POSSIBLE: Final = Certainty.POSSIBLE

Judge = Callable[[re.Match[str]], Certainty | None]

# Besides words in small letters, a rule may be led by these.
FIGURE: Final = "#"  # where a run of figures starts; "#2": a run of two, "#5": of five or more
SIGNED: Final = "+"  # the same, with the brackets and signs before it
MIXED: Final = "^"  # where a piece of letters and figures starts, or the short piece before it
SIGNS: Final = ("@", "_", "///", "(at", "[at", "£", "€", "$", "₹", "¥")
DOT: Final = "."  # before a letter
AFTER_ENDING: Final = "~"  # a run of figures after a word that ends as a street does abroad
_PIECE: Final = re.compile(r"[^\W\d_]+|\d+")
_DOTTED: Final = re.compile(r"\.[a-z]")
_SHORT: Final = 7


class Rule(NamedTuple):
    """A form: the group ``found`` (or the whole match) is of ``kind``; ``judge`` may refuse or tell how certain.

    It is tried where a piece of ``leads`` stands, or, with ``reach``, anywhere from so many characters before such a
    piece to so many after it. That is what keeps a hundred rules quick: most of a text leads nowhere.
    """

    kind: Kind
    certainty: Certainty
    pattern: re.Pattern[str]
    judge: Judge | None
    leads: frozenset[str]
    reach: tuple[int, int] | None

    def certainty_of(self, match: re.Match[str]) -> Certainty | None:
        """How certain the match is; None where it only looks like one."""
        return self.certainty if self.judge is None else self.judge(match)


def rule(
    kind: Kind,
    certainty: Certainty,
    form: str,
    judge: Judge | None = None,
    *,
    leads: str = "",
    reach: tuple[int, int] | None = None,
    exact: bool = False,
) -> Rule:
    """A rule from a verbose expression, in any letters unless ``exact``; ``leads`` are parted by spaces."""
    flags = re.VERBOSE if exact else re.VERBOSE | re.IGNORECASE
    return Rule(kind, certainty, re.compile(form, flags), judge, frozenset(leads.split()), reach)


class Index:
    """Where each word, number and sign of a text stands."""

    def __init__(self, text: str, wanted: frozenset[str], endings: tuple[str, ...]) -> None:
        """Read ``text`` once, folded; of its words only the ``wanted`` are kept."""
        self.text = text
        self._places: dict[str, list[int]] = {}
        places = self._places
        figures: list[int] = []
        lowered = text.lower()
        for piece in _PIECE.finditer(lowered):
            word = piece.group()
            if word in wanted:
                places.setdefault(word, []).append(piece.start())
            elif word[0].isdecimal():
                places.setdefault(f"{FIGURE}{min(len(word), 5)}", []).append(piece.start())
                figures.append(piece.start())
        places[FIGURE] = figures
        places[SIGNED] = [_stepped_back(text, place) for place in figures]
        places[MIXED] = sorted({start for place in figures for start in _pieces_before(text, place)})
        places[AFTER_ENDING] = [
            place for place in figures if lowered[max(0, place - 16) : place].rstrip().endswith(endings)
        ]
        for sign in SIGNS:
            places[sign] = [found.start() for found in re.finditer(re.escape(sign), lowered)]
        places[DOT] = [found.start() for found in _DOTTED.finditer(lowered)]

    def matches(self, rule: Rule) -> Iterator[re.Match[str]]:
        """Every match of ``rule``; they may overlap."""
        leads = rule.leads & self._places.keys()
        if rule.reach is not None:
            yield from self._within_reach(rule.pattern, leads, rule.reach)
            return
        tried = rule.pattern.match
        for lead in leads:
            for place in self._places[lead]:
                match = tried(self.text, place)
                if match is not None:
                    yield match

    def _within_reach(
        self, pattern: re.Pattern[str], leads: frozenset[str], reach: tuple[int, int]
    ) -> Iterator[re.Match[str]]:
        back, ahead = reach
        start = end = 0
        for place in sorted(place for lead in leads for place in self._places[lead]):
            if place - back > end:
                yield from pattern.finditer(self.text, start, end)
                start = self._edge(place - back)
            end = max(end, self._edge(place + ahead))
        yield from pattern.finditer(self.text, start, end)

    def _edge(self, place: int) -> int:
        """The next white space, so that no word is cut in two."""
        text, place = self.text, max(0, place)
        furthest = min(len(text), place + 40)
        while 0 < place < furthest and not text[place].isspace():
            place += 1
        return min(place, len(text))


def _stepped_back(text: str, place: int) -> int:
    """Before the signs of a telephone number: "(+44", "+ 44", "#07"."""
    start = place
    while start > 0 and place - start < 3 and text[start - 1] in "+(# ":
        start -= 1
    while start < place and text[start] == " ":
        start += 1
    return start


def _pieces_before(text: str, place: int) -> Iterator[int]:
    """Where the piece of letters and figures around ``place`` starts, the short one before it, and the whole."""
    start = place
    while start > 0 and text[start - 1].isalnum() and place - start < 40:
        start -= 1
    yield start
    whole = start
    while whole > 0 and not text[whole - 1].isspace() and text[whole - 1] not in "(\"'[<:;," and place - whole < 40:
        whole -= 1
    yield whole
    before = start
    while before > 0 and text[before - 1] in " \n./-" and start - before < 3:
        before -= 1
    end = before
    while before > 0 and text[before - 1].isalpha() and end - before < _SHORT:
        before -= 1
    yield before
