"""Names so long that they are known though a letter stands against them: of people, addresses, codes, organisations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final, NamedTuple

from safermk_desktop.redaction.matching.forms import Form

KINDS: Final = frozenset({"person", "place", "organisation", "contact", "reference", "other"})
_WORDS: Final = 2
_FULL_NAME: Final = 6
_FULL_NAMES: Final = frozenset({"name", "surname first"})
_LONG: Final = 12
_ADDRESS: Final = 8
_CODE: Final = 5
_SHORT_WORD: Final = 3
_CODE_LETTERS: Final = 4
_TAIL: Final = 4
_WIDEST: Final = 4


class Glue(NamedTuple):
    """A form, the words of it that always stand whole, and on which of its sides a letter may stand against it."""

    form: Form
    whole: frozenset[str]
    before: bool
    after: bool


class GlueIndex:
    """Such forms by a word that stands whole, or by the last letters of their first word where none does."""

    def __init__(self, forms: Iterable[Form], kinds: Sequence[str]) -> None:
        whole: dict[str, list[Glue]] = defaultdict(list)
        tails: dict[str, list[Glue]] = defaultdict(list)
        for form in forms:
            glue = _glue(form, kinds[form.owner])
            if glue is not None and glue.whole:
                whole[max(glue.whole, key=lambda word: (len(word), word))].append(glue)
            elif glue is not None:
                tails[form.words[0][-_TAIL:]].append(glue)
        self._whole, self._tails = dict(whole), dict(tails)
        glues = [glue for each in (whole, tails) for here in each.values() for glue in here]
        self._edges = frozenset(word for glue in glues for word in (glue.form.words[0], glue.form.words[-1]))
        self._seen: set[str] = set()
        self._holding: dict[str, list[tuple[str, bool, bool]]] = {}

    def spans(self, text: str, distinct: AbstractSet[str]) -> Iterator[tuple[int, int, Form]]:
        """Start, end and form of what stands in a shadow against a letter; ``distinct`` are the words of the shadow."""
        found = [glue for word in self._whole.keys() & distinct for glue in self._whole[word]]
        if self._tails:
            ends = {word[-_TAIL:] for word in distinct}
            found += [glue for tail in self._tails.keys() & ends for glue in self._tails[tail]]
        held = self._held(distinct) if found else {}
        for glue in found:
            if glue.whole <= distinct and _may_be_glued(held, glue):
                for match in _standing(text, glue.form.words):
                    if _is_glued(text, match.span(), glue):
                        yield match.start(), match.end(), glue.form

    def _held(self, distinct: AbstractSet[str]) -> dict[str, tuple[bool, bool]]:
        """The first and last words of forms in the words of a text: whether one has a letter before it, and after it.

        What a word holds is remembered for all texts of a register, as a file and its proof have the same words.
        """
        new = distinct - self._seen
        if new:
            self._look_into(new)
        held: dict[str, tuple[bool, bool]] = {}
        for word in self._holding.keys() & distinct:
            for edge, before, after in self._holding[word]:
                known = held.get(edge, (False, False))
                held[edge] = known[0] or before, known[1] or after
        return held

    def _look_into(self, new: AbstractSet[str]) -> None:
        self._seen |= new
        text = "\n".join(("", *new, ""))
        for edge in self._edges:
            for at in _places(text, edge):
                start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
                place = edge, start < at, at + len(edge) < end
                self._holding.setdefault(text[start:end], []).append(place)


def _standing(text: str, words: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Where the words stand one after the other: looked for around the longest of them, which few places hold."""
    pattern, key = _pattern(words), max(words, key=len)
    longest = sum(map(len, words)) + _WIDEST * len(words)
    reach, at = 0, text.find(key)
    while at >= 0:
        for match in pattern.finditer(text, max(reach, at - longest), at + 2 * longest):
            reach = match.end()
            yield match
        at = text.find(key, max(at + 1, reach))


def _is_code(words: Sequence[str]) -> bool:
    """A postcode, a reference: letters and figures by turns, no word among them."""
    figures = sum(len(word) for word in words if word.isdecimal())
    return figures > 1 and all(len(word) <= _CODE_LETTERS for word in words if not word.isdecimal())


def _glue(form: Form, kind: str) -> Glue | None:
    words, edges = form.words, (form.words[0], form.words[-1])
    if len(words) < _WORDS or kind not in KINDS or form.ordinary or form.capitals:
        return None
    code, has_figures = _is_code(words), any(word.isdecimal() for word in words)
    known = code and form.letters >= _CODE
    known = known or (has_figures and len(words) > 2 and form.letters >= _ADDRESS)
    known = known or (form.letters >= _LONG and (has_figures or kind != "other"))
    free = code or kind == "contact"
    if kind == "person":
        known = form.name in _FULL_NAMES and form.letters >= _FULL_NAME
    before, after = (word.isalpha() and (free or len(word) > _SHORT_WORD) for word in edges)
    if not known or not (before or after):
        return None
    whole = {*words[1:-1], *(() if before else words[:1]), *(() if after else words[-1:])}
    return Glue(form, frozenset(whole), before, after)


def _may_be_glued(held: Mapping[str, tuple[bool, bool]], glue: Glue) -> bool:
    """Whether some words of a text hold the edges of a form, and one a letter more where it may stand.

    A word of a form is all letters or all figures, so that what holds it is one word of the text.
    """
    first, last = held.get(glue.form.words[0]), held.get(glue.form.words[-1])
    if first is None or last is None:
        return False
    return (glue.before and first[0]) or (glue.after and last[1])


def _places(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words one after the other; the letters and figures of a code stand close together."""
    code = _is_code(words)
    pieces = [re.escape(words[0])]
    for one, two in pairwise(words):
        close = code and one.isdecimal() != two.isdecimal()
        pieces += (r"[-_/.]?" if close else rf"[\W_]{{0,{_WIDEST}}}", re.escape(two))
    return re.compile("".join(pieces))


def _is_glued(text: str, place: tuple[int, int], glue: Glue) -> bool:
    """Whether a letter stands against it where one may, and none where none may; a number stays whole."""
    start, end = place
    first, last = text[start:end][:1], text[start:end][-1:]
    sides = ((text[start - 1 : start], first, glue.before), (text[end : end + 1], last, glue.after))
    letters = 0
    for beside, edge, allowed in sides:
        if beside.isdecimal() and edge.isdecimal():
            return False
        if beside.isalpha() and edge.isalpha():
            if not allowed:
                return False
            letters += 1
    return letters > 0
