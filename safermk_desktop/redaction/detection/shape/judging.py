"""Which chains of capitals are names, and of what: the vocabulary of public life stays, the rest is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.shape.chains import Chain, Word
from safermk_desktop.redaction.detection.shape.classes import (
    COUNTRY,
    ENGLISH,
    FORENAME,
    INITIAL,
    KNOWN,
    NAME,
    NATION,
    OFFICIAL,
    ORDINARY,
    ORGANISATION,
    PLACE,
    PUBLIC,
    TITLE,
    class_of,
    is_acronym,
)
from safermk_desktop.redaction.matching.ordinary import NAMES_THAT_ARE_WORDS

_BEFORE_A_PLACE: Final = re.compile(
    r"\b(?:in|at|near|from|to|towards|around|outside|of|across|leaving|left|via|lives?|moved)[ \u00a0](?:the[ \u00a0])?$",
    re.IGNORECASE,
)
_HEADS: Final = frozenset(
    "court courts ministry department office authority board commission committee police prosecutor tribunal council "
    "agency assembly directorate government parliament ombudsman institute chamber union federation association party".split()
)
_COMPASS: Final = frozenset(
    "north south east west northern southern eastern western central new upper lower great saint".split()
)
_SMALL: Final = frozenset(
    "the a an and or of in on at to for by with from as is are was were he she it they we you his her its their our my "
    "this that these those there here who when where why how if but so then because although though while after before "
    "since until during between among against under over following despite all any both each every either neither some "
    "many much more most few several other another such same only just even also dear hi hello miss both no yes".split()
)
_MONTHS: Final = frozenset("april may june august january march july september october november december".split())
_QUOTES: Final = frozenset("\"“”‘’'")
_COLOURS: Final = frozenset({"black", "white", "mixed"})
_AROUND: Final = 30
_LINE_ENDS: Final = re.compile(r"[\n\t]")


class Judged(NamedTuple):
    """The part of a chain that is a name; ``opening`` says that its first word may be large for the sentence's sake."""

    words: tuple[Word, ...]
    kind: Kind
    certainty: Certainty
    opening: bool
    surely: bool = False
    """Whether a title, an initial or a given name says that it is a person."""

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end


def judged(text: str, chain: Chain, known: frozenset[str] = frozenset()) -> Iterator[Judged]:
    """What of a chain is a name; ``known`` are words, in lower case, that are a person's name elsewhere in the text."""
    for piece in _sentences(text, chain):
        if all(word.text.isupper() for word in piece.words) and _is_shouting(text, piece):
            yield from _shouted(piece, known)
        else:
            one = _spoken(text, piece, known)
            if one is not None:
                yield one


def _sentences(text: str, chain: Chain) -> Iterator[Chain]:
    """A chain cut where one letter ends a sentence and the next begins with an ordinary word: "Appendix A. The"."""
    begun, opening = 0, chain.opening
    for at in range(1, len(chain.words)):
        before, word = chain.words[at - 1], chain.words[at]
        letter = before.end - before.start == 1 and text[before.end] == "."
        listed = text[before.end] == "," and class_of(before.text) & OFFICIAL
        if listed or letter and class_of(word.text) & PUBLIC and not class_of(word.text) & NAME:
            yield Chain(chain.words[begun:at], opening)
            begun, opening = at, True
    yield Chain(chain.words[begun:], opening)


def _is_shouting(text: str, chain: Chain) -> bool:
    """Whether what stands around is in capitals too, so that a capital says nothing."""
    before = _LINE_ENDS.split(text[max(0, chain.start - _AROUND) : chain.start])[-1]
    after = _LINE_ENDS.split(text[chain.end : chain.end + _AROUND])[0]
    letters = [letter for letter in before + after if letter.isalpha()]
    if not letters:
        return len(chain.words) > 1
    return sum(map(str.isupper, letters)) * 10 >= len(letters) * 8


def _shouted(chain: Chain, known: frozenset[str]) -> Iterator[Judged]:
    """A sentence in capitals: what no list of words knows, and what is a name elsewhere."""
    group: list[Word] = []
    for word in (*chain.words, None):
        if word is not None and _is_shouted_name(word.text, known):
            group.append(word)
            continue
        if word is not None and group and class_of(word.text) & (ORGANISATION | PLACE):
            group.append(word)
        if group:
            yield Judged(tuple(group), Kind.PERSON, Certainty.LIKELY, opening=False)
        group = []


def _is_shouted_name(word: str, known: frozenset[str]) -> bool:
    found = class_of(word)
    if word.lower() in known:
        return True
    return not found & (OFFICIAL | ORDINARY | INITIAL)


def _spoken(text: str, chain: Chain, known: frozenset[str]) -> Judged | None:
    pieces = list(chain.words)
    classes = [_class(one, known) for one in pieces]
    titled = False
    before = pieces[0].start
    while pieces and _may_be_dropped(pieces, classes):
        titled = bool(classes[0] & TITLE)
        before = pieces[0].start if pieces[0].text.lower() == "miss" else pieces[0].end
        del pieces[0], classes[0]
    while len(pieces) > 1 and _is_tail(pieces, classes):
        del pieces[-1], classes[-1]
    opening = chain.opening and len(pieces) == len(chain.words)
    if (
        opening
        and len(pieces) > 1
        and classes[0] & INITIAL
        and classes[1] & ENGLISH
        and not classes[1] & (NAME | KNOWN)
    ):
        del pieces[0], classes[0]  # "A. Proceedings": the letter numbers a heading
    if opening and pieces:
        pieces, classes = _without_the_opening(pieces, classes)
    if not pieces:
        return None
    return _decided(text, tuple(pieces), classes, opening=opening, titled=titled)


def _is_quoted(text: str, chain: Chain) -> bool:
    """Whether nothing but the chain stands between quotation marks, as a nickname does."""
    return text[chain.start - 1 : chain.start] in _QUOTES and text[chain.end : chain.end + 1] in _QUOTES


def _class(word: Word, known: frozenset[str]) -> int:
    found = class_of(word.text)
    return (found & ~OFFICIAL) | KNOWN if word.text.lower() in known else found


def _may_be_dropped(pieces: Sequence[Word], classes: Sequence[int]) -> bool:
    """A title before a name, or a word of public life at the beginning; not May or Will before a surname."""
    first, rest = classes[0], classes[1:]
    if first & TITLE:
        return bool(rest) or not first & NAME
    if not first & PUBLIC or not rest or all(one & OFFICIAL for one in classes):
        return False
    word = pieces[0].text.lower()
    if word in _COMPASS and not rest[0] & OFFICIAL:
        return False
    if first & NAME:
        return bool(rest[0] & PUBLIC)
    return word in _SMALL or not any(one & (ORGANISATION | PLACE) for one in rest)


def _is_tail(pieces: Sequence[Word], classes: Sequence[int]) -> bool:
    """A word of public life after others, which belongs to no name: no kind of organisation or place, no surname."""
    last = classes[-1]
    if classes[-2] & FORENAME and pieces[-1].text.lower() in NAMES_THAT_ARE_WORDS:
        return False
    if not last & OFFICIAL or last & (ORGANISATION | PLACE | NAME | COUNTRY) or pieces[-1].text.lower() in _HEADS:
        return False
    return not all(one & OFFICIAL for one in classes)


def _without_the_opening(pieces: list[Word], classes: list[int]) -> tuple[list[Word], list[int]]:
    """An ordinary word that is large because the sentence begins with it is no part of the name."""
    first = classes[0]
    if first & KNOWN or not first & (ORDINARY):
        return pieces, classes
    if pieces[0].text.isupper() and len(pieces) > 1:
        return pieces, classes
    if len(pieces) == 1:
        return [], []
    if first & NATION:
        return (pieces, classes) if classes[1] & NATION else (pieces[1:], classes[1:])
    named = first & NAME and not classes[1] & (PUBLIC | TITLE)
    if named or any(one & (PLACE | ORGANISATION) for one in classes[1:]):
        return pieces, classes
    return pieces[1:], classes[1:]


def _decided(
    text: str, pieces: tuple[Word, ...], classes: Sequence[int], *, opening: bool, titled: bool
) -> Judged | None:
    if all(one & OFFICIAL for one in classes) and not _is_will(pieces, classes, opening=opening, titled=titled):
        heads = pieces[-1].text.lower() in _HEADS
        if heads and len(pieces) > 1 and not opening:
            return Judged(pieces, Kind.ORGANISATION, Certainty.POSSIBLE, opening)
        return None
    if len(pieces) == 1 and not titled and (classes[0] & INITIAL or pieces[0].text.lower() in _COLOURS):
        return None
    kind = _kind(text, pieces, classes, titled=titled)
    sure = titled or not all(one & ENGLISH and not one & KNOWN for one in classes)
    surely = titled or bool(classes[0] & (FORENAME | INITIAL | KNOWN))
    return Judged(pieces, kind, Certainty.LIKELY if sure else Certainty.POSSIBLE, opening, surely)


def _is_will(pieces: tuple[Word, ...], classes: Sequence[int], *, opening: bool, titled: bool) -> bool:
    """A given name that is a word of public life as well: with a title, or alone and large within a sentence."""
    if titled:
        return any(one & NAME for one in classes)
    return len(pieces) == 1 and bool(classes[0] & FORENAME) and not opening and pieces[0].text.lower() not in _MONTHS


def _kind(text: str, pieces: tuple[Word, ...], classes: Sequence[int], *, titled: bool) -> Kind:
    if titled:
        return Kind.PERSON
    first, last = classes[0], classes[-1]
    if first & NATION and not first & NAME:
        return Kind.DEMOGRAPHIC if len(pieces) == 1 or last & NATION else Kind.ORGANISATION
    if last & ORGANISATION and not last & NAME or len(pieces) > 2 and any(map(_is_organisation, classes)):
        return Kind.ORGANISATION
    if first & (FORENAME | KNOWN):
        return Kind.PERSON
    if last & PLACE and len(pieces) > 1 or first & COUNTRY:
        return Kind.PLACE
    if len(pieces) == 1 and is_acronym(pieces[0].text) and not first & NAME:
        return Kind.ORGANISATION
    before = text[max(0, pieces[0].start - 14) : pieces[0].start]
    if _BEFORE_A_PLACE.search(before) and not any(one & NAME for one in classes):
        return Kind.PLACE
    return Kind.PERSON


def _is_organisation(one: int) -> bool:
    return bool(one & ORGANISATION and not one & NAME)
