"""Names written as one word within a longer one: ``#justiceforjoannafenwick``, ``brightwelllogistics.com``.

A name of several words is known anywhere; a single one only in a hashtag, a handle or an address of e-mail.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from safermk_desktop.redaction.matching.forms import Form
from safermk_desktop.redaction.matching.shadow import CutWords

_LONG: Final = 9
_SHORTEST: Final = 6
_SHORT_WORD: Final = 3
_SHORTEST_IN_A_TAG: Final = 5
_NAMES: Final = frozenset({"name", "surname first", "plural", "address", "street", "short form"})
_ALONE: Final = frozenset({"name", "forename", "surname"})
_SIGN: Final = re.compile("[#@]")
_TAG: Final = re.compile(r"[#@]\w+(?:[.-]\w+)*")
_BEFORE_AT: Final = re.compile(r"\w+(?:[.+-]\w+)*\Z")
_LONGEST_ADDRESS: Final = 200
_Place = tuple[int, int, Form]


class InsideIndex:
    """Such names by what they are as one word; which words hold one is remembered for all texts of a register."""

    def __init__(self, forms: Iterable[Form], people: Sequence[bool]) -> None:
        joined: dict[str, list[Form]] = {}
        alone: dict[str, list[Form]] = {}
        for form in forms:
            text = "".join(form.words)
            sure = text.isalpha() and (form.listed or not form.ordinary) and not form.capitals
            if sure and len(form.words) > 1 and form.name in _NAMES and _is_telling(form):
                joined.setdefault(text, []).append(form)
            elif sure and form.name in _ALONE and people[form.owner] and len(text) >= _SHORTEST_IN_A_TAG:
                alone.setdefault(text, []).append(form)
        self._joined, self._alone = joined, alone
        self._shortest = min(map(len, joined), default=0)
        self._held: dict[str, tuple[_Place, ...]] = {}

    def spans(self, text: str, cut: CutWords, distinct: Iterable[str]) -> Iterator[_Place]:
        """Start, end and form of every name that stands as one word in a word of a shadow, or in a tag of it."""
        if self._joined:
            yield from self._in_words(cut, distinct)
        if self._alone:
            yield from self._in_tags(text)

    def _in_words(self, cut: CutWords, distinct: Iterable[str]) -> Iterator[_Place]:
        least = self._shortest
        held = self._held
        new = [word for word in distinct if len(word) >= least and word not in held]
        if new:
            held.update(dict.fromkeys(new, ()))
            for word, place in self._found(new):
                held[word] = (*held[word], place)
        some = {word for word in distinct if len(word) >= least and held[word]}
        for at, word in enumerate(cut.words) if some else ():
            if word in some:
                yield from ((cut.starts[at] + start, cut.starts[at] + end, form) for start, end, form in held[word])

    def _found(self, new: Sequence[str]) -> Iterator[tuple[str, _Place]]:
        ends = list(accumulate(len(word) + 1 for word in new))
        text = "\n".join(new)
        for name, forms in self._joined.items():
            at = text.find(name)
            while at >= 0:
                index = bisect_right(ends, at)
                start = at - (ends[index - 1] if index else 0)
                yield from ((new[index], (start, start + len(name), form)) for form in forms)
                at = text.find(name, at + 1)

    def _in_tags(self, text: str) -> Iterator[_Place]:
        """Single names in the hashtags, handles and addresses of a shadow."""
        for start, end in _tags(text):
            for name, forms in self._alone.items():
                at = text.find(name, start, end)
                while at >= 0:
                    yield from ((at, at + len(name), form) for form in forms)
                    at = text.find(name, at + 1, end)


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """Where hashtags and handles stand, and what an address of e-mail has before its sign."""
    for sign in _SIGN.finditer(text):
        tag = _TAG.match(text, sign.start())
        if tag is not None:
            yield tag.span()
        first = max(0, sign.start() - _LONGEST_ADDRESS)
        before = _BEFORE_AT.search(text[first : sign.start()]) if sign[0] == "@" else None
        if before is not None:
            yield first + before.start(), sign.start()


def _is_telling(form: Form) -> bool:
    """Whether a name is long enough to be no other word: "handles" is no Les Hand."""
    least = min(len(form.words[0]), len(form.words[-1]))
    return form.letters >= _LONG or (form.letters >= _SHORTEST and least > _SHORT_WORD)
