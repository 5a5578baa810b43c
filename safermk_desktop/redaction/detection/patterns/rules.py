"""What a rule of this tier is made of, and where in a text it is tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress, pairwise
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.tokens import Tokens

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
_NO_LETTER: Final = re.compile(r"\\.|\(\?P<\w+>")
# A number with nothing of a reference about it: no letter, stroke or hyphen touches it.
_PLAIN_NUMBER: Final = re.compile(r"(?<![^\s(])\d+(?=[,.;:)]{0,2}(?:\s|\Z))")
_DOTTED: Final = re.compile(r"\.[a-z]")
_SHORT: Final = 7
_SIGNS: Final = frozenset("+(# ")
_JOINTS: Final = frozenset(" \n./-")
_NAME: Final = re.compile(r"\(\?P<\w+>")
# What may not stand before, asked once for all the expressions that begin with it.
_BEGINS: Final = re.compile(r"\s*(?:\\b|\(\?<!(?:\[[^\]]+\]|\\w)\))")
_CLASS: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]", re.DOTALL)
_WORTH_A_SIEVE: Final = 3
_MANY: Final = 10
"""Places for which it is worth the milliseconds to make a sieve."""
_FIGURES: Final = tuple(f"{FIGURE}{length}" for length in range(6))


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
    small: re.Pattern[str] | None
    """The same for a text in small letters, where capitals say nothing: it refuses most places four times as fast."""
    often: bool
    """Whether it holds at many of its places, so that no ``Sieve`` would spare anything."""
    needs: frozenset[str]
    """Words (or leads) one of which stands in every match, or any where there are none."""
    within: int
    """How many characters behind the beginning of a match the word that it needs begins at most."""

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
    often: bool = False,
    head: str = "",
    needs: tuple[str, int] = ("", 0),
) -> Rule:
    """A rule from a verbose expression, in any letters unless ``exact``; ``leads`` are parted by spaces.

    ``head`` is what every match begins with, where the rest of the form tells large letters from small ones. ``needs``
    are the words that one of must come, and within how many characters: fewer places are tried for a rare word.
    """
    pattern = re.compile(form, re.VERBOSE if exact else re.VERBOSE | re.IGNORECASE)
    folds = not exact and reach is None and "(?-i:" not in (head or form)
    small = re.compile(_in_small_letters(head or form), re.VERBOSE) if folds else None
    often = often or reach is not None or (small is None and not exact)
    needed = frozenset(needs[0].split())
    return Rule(kind, certainty, pattern, judge, frozenset(leads.split()), reach, small, often, needed, needs[1])


def _in_small_letters(form: str) -> str:
    """An expression with its letters small, but for those that are part of its own signs."""
    kept = list(_NO_LETTER.finditer(form))
    ends = [0, *(place for one in kept for place in one.span()), len(form)]
    pieces = [form[start:end] for start, end in pairwise(ends)]
    return "".join(piece if at % 2 else piece.lower() for at, piece in enumerate(pieces))


class Sieve(NamedTuple):
    """The expressions of all rules that one lead leads to, side by side: most places hold none of them."""

    exact: tuple[str, ...]
    small: tuple[str, ...]

    def passing(self, places: Sequence[int], text: str, *, small: bool) -> Sequence[int]:
        """The places at which some rule holds; ``text`` is in small letters for those that were made so."""
        forms = self.small if small else self.exact
        if len(forms) < _WORTH_A_SIEVE or len(places) < _MANY:
            return places
        likely = _any_of(forms).match
        return [place for place in places if likely(text, place)]


def sieves(rules: Iterable[Rule]) -> dict[str, Sieve]:
    """For each lead what it leads to."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for one in rules:
        for lead in () if one.often or one.needs else one.leads:
            exact, small = found.setdefault(lead, ([], []))
            if one.small is None:
                exact.append(one.pattern.pattern)
            else:
                small.append(one.small.pattern)
    return {lead: Sieve(tuple(exact), tuple(small)) for lead, (exact, small) in found.items()}


@lru_cache(maxsize=200)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    groups: dict[str, list[str]] = {}
    for form in forms:
        plain = _NAME.sub("(?:", form)
        begun = _BEGINS.match(plain)
        before = begun[0] if begun is not None and not _is_a_choice(plain) else ""
        groups.setdefault(before.strip(), []).append(f"(?:{plain[len(before) :]}\n)")
    return re.compile("|".join(f"{before}(?:{'|'.join(rest)})" for before, rest in groups.items()), re.VERBOSE)


def _is_a_choice(form: str) -> bool:
    """Whether an expression is one or another, without brackets around: its beginning is not that of all of it."""
    depth = 0
    for sign in _CLASS.sub("", form):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            return True
    return False


class Index:
    """Where each word, number and sign of a text stands."""

    def __init__(self, text: str, tokens: Tokens, wanted: Mapping[str, Sieve], endings: tuple[str, ...]) -> None:
        """Read ``text`` once, folded; of its words only the ``wanted`` are kept."""
        self.text = text
        self._sieves = wanted
        self._passing: dict[tuple[str, bool], Sequence[int]] = {}
        self._small = lowered = text.lower()
        self._places = places = tokens.places(wanted)
        figures: list[int] = []
        for start, length in tokens.numbers:
            figures.append(start)
            places.setdefault(_FIGURES[min(length, 5)], []).append(start)
        places[FIGURE] = figures
        places[SIGNED] = [_stepped_back(text, place) for place in figures]
        plain = {place for place in figures if _PLAIN_NUMBER.match(lowered, place)}
        pieces = {start for place in figures if place not in plain for start in _pieces_before(text, place)}
        places[MIXED] = sorted((pieces | {_word_before(text, place) for place in plain}) - plain)
        places[AFTER_ENDING] = [
            place for place in figures if lowered[max(0, place - 16) : place].rstrip().endswith(endings)
        ]
        for sign in SIGNS:
            places[sign] = [found.start() for found in re.finditer(re.escape(sign), lowered)] if sign in lowered else []
        places[DOT] = [found.start() for found in _DOTTED.finditer(lowered)]

    def matches(self, rule: Rule) -> Iterable[re.Match[str]]:
        """Every match of ``rule``; they may overlap."""
        leads = rule.leads & self._places.keys()
        if rule.reach is not None:
            return self._within_reach(rule.pattern, leads, rule.reach)
        places: Iterable[int]
        if rule.needs:
            places = self._before_needed(rule, leads)
        else:
            places = set[int]().union(*[self._likely(lead, rule) for lead in leads])
        if rule.small is not None:
            likely, small = rule.small.match, self._small
            places = [place for place in places if likely(small, place)]
        tried, text = rule.pattern.match, self.text
        return [match for place in places if (match := tried(text, place))]

    def _before_needed(self, rule: Rule, leads: Iterable[str]) -> set[int]:
        """The places of leads behind which a word that the rule needs begins soon enough."""
        needed = [place for word in rule.needs & self._places.keys() for place in self._places[word]]
        found = set[int]()
        if not needed:
            return found
        near, ahead = bytearray(len(self.text)), b"\1" * (rule.within + 1)
        for place in needed:
            start = max(0, place - rule.within)
            near[start : place + 1] = ahead[: place + 1 - start]
        for lead in leads:
            places = self._places[lead]
            found.update(compress(places, map(near.__getitem__, places)))
        return found

    def _likely(self, lead: str, rule: Rule) -> Sequence[int]:
        if rule.often:
            return self._places[lead]
        key = lead, rule.small is not None
        found = self._passing.get(key)
        if found is None:
            text = self._small if rule.small is not None else self.text
            found = self._passing[key] = self._sieves[lead].passing(self._places[lead], text, small=key[1])
        return found

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
    before = text[max(0, place - 2) : place]
    if before[-1:] not in _SIGNS or (before[-1:] == " " and before[0] not in _SIGNS):
        return place
    start = place
    while start > 0 and place - start < 3 and text[start - 1] in _SIGNS:
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
    yield _word_before(text, start)


def _word_before(text: str, start: int) -> int:
    """Where the short piece of letters before a place starts."""
    before = start
    while before > 0 and text[before - 1] in _JOINTS and start - before < 3:
        before -= 1
    end = before
    while before > 0 and text[before - 1].isalpha() and end - before < _SHORT:
        before -= 1
    return before
