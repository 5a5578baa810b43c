"""Which chains of capitals are names, and of what: the vocabulary of public life stays, the rest is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.shape.chains import Chain, Word
from safermk_desktop.redaction.detection.shape.classes import (
    ENGLISH,
    FORENAME,
    INITIAL,
    KNOWN,
    NAME,
    OFFICIAL,
    ORDINARY,
    ORGANISATION,
    PLACE,
    PUBLIC,
    SURNAME,
    all_official,
    class_of,
)
from safermk_desktop.redaction.detection.shape.kinds import kind_of
from safermk_desktop.redaction.detection.shape.trimming import HEADS, begun, trimmed
from safermk_desktop.redaction.matching.ordinary import NAMES_THAT_ARE_WORDS

_MONTHS: Final = frozenset("april may june july august march january september october november december".split())
_COLOURS: Final = frozenset({"black", "white", "mixed"})
_QUOTES: Final = frozenset("\"“”‘’'")
_TWO: Final = 2
_DULL: Final = frozenset(one for one in range(1, OFFICIAL + 1) if one & OFFICIAL == one)
_AROUND: Final = 30
# More than a fifth of what may stand around.
_MANY_SMALL: Final = re.compile(rf"(?:[^a-z]*+[a-z]){{{2 * _AROUND // 5 + 1}}}")
_PAUSE: Final = re.compile(r"[.,]")
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


def judged(text: str, chain: Chain, known: frozenset[str] = frozenset()) -> tuple[Judged, ...]:
    """What of a chain is a name; ``known`` are words, in lower case, that are a person's name elsewhere in the text."""
    if len(chain.words) == 1:
        is_none = not known and is_dull(chain.words[0].text)
        return () if is_none else _of_a_sentence(text, chain, known)
    return tuple(one for piece in _sentences(text, chain) for one in _of_a_sentence(text, piece, known))


def _of_a_sentence(text: str, chain: Chain, known: frozenset[str]) -> tuple[Judged, ...]:
    words = chain.words
    if words[0].text.isupper() and all(word.text.isupper() for word in words) and _is_shouting(text, chain):
        return tuple(_shouted(chain, known))
    one = _spoken(text, chain, known)
    return (one,) if one is not None else ()


def is_dull(word: str) -> bool:
    """Whether it is a word of public life that is no name wherever it stands alone: "The", "She", "Police"."""
    return class_of(word) & (OFFICIAL | NAME) in _DULL


def _sentences(text: str, chain: Chain) -> Iterator[Chain]:
    """A chain cut where one letter ends a sentence and the next begins with an ordinary word: "Appendix A. The"."""
    if not _PAUSE.search(text, chain.start, chain.end):
        yield chain
        return
    begun, opening = 0, chain.opening
    for at in range(1, len(chain.words)):
        before, word = chain.words[at - 1], chain.words[at]
        letter = before.end - before.start == 1 and text[before.end] == "."
        listed = text[before.end] == "," and class_of(before.text) & OFFICIAL
        if listed or (letter and class_of(word.text) & PUBLIC and not class_of(word.text) & NAME):
            yield Chain(chain.words[begun:at], opening)
            begun, opening = at, True
    yield Chain(chain.words[begun:], opening)


def _spoken(text: str, chain: Chain, known: frozenset[str]) -> Judged | None:
    words = chain.words
    classes = [_class(one.text, known) for one in words]
    pieces = list(words)
    titled = trimmed(text, pieces, classes)
    opening = chain.opening and len(pieces) == len(words) and not _is_quoted(text, chain)
    if opening:
        begun(pieces, classes)
    return _decided(text, tuple(pieces), classes, opening=opening, titled=titled) if pieces else None


def _is_quoted(text: str, chain: Chain) -> bool:
    """Whether nothing but the chain stands between quotation marks, as a nickname does."""
    return text[chain.start - 1 : chain.start] in _QUOTES and text[chain.end : chain.end + 1] in _QUOTES


def _class(word: str, known: frozenset[str]) -> int:
    found = class_of(word)
    return (found & ~OFFICIAL) | KNOWN if known and word.lower() in known else found


def _decided(
    text: str, pieces: tuple[Word, ...], classes: Sequence[int], *, opening: bool, titled: bool
) -> Judged | None:
    if all_official(classes) and not _is_will(pieces, classes, opening=opening, titled=titled):
        heads = pieces[-1].text.lower() in HEADS
        if heads and len(pieces) > 1 and not opening:
            return Judged(pieces, Kind.ORGANISATION, Certainty.POSSIBLE, opening)
        return None
    if len(pieces) == 1 and not titled and (classes[0] & INITIAL or pieces[0].text.lower() in _COLOURS):
        return None
    kind = Kind.PERSON if titled else kind_of(text, pieces, classes)
    sure = titled or bool([one for one in classes if one & (ENGLISH | KNOWN) != ENGLISH])
    surely = titled or bool(classes[0] & (FORENAME | INITIAL | KNOWN))
    surely = surely or (len(pieces) == _TWO and not opening and not classes[1] & ~SURNAME)
    return Judged(pieces, kind, Certainty.LIKELY if sure else Certainty.POSSIBLE, opening, surely)


def _is_will(pieces: tuple[Word, ...], classes: Sequence[int], *, opening: bool, titled: bool) -> bool:
    """A given name that is a word of public life as well: with a title, or alone and large within a sentence."""
    if titled:
        return any(one & NAME for one in classes)
    if len(pieces) > 1 and classes[0] & FORENAME and pieces[0].text.lower() not in _MONTHS:
        return pieces[-1].text.lower() in NAMES_THAT_ARE_WORDS
    return len(pieces) == 1 and bool(classes[0] & FORENAME) and not opening and pieces[0].text.lower() not in _MONTHS


def _is_shouting(text: str, chain: Chain) -> bool:
    """Whether what stands around is in capitals too, so that a capital says nothing."""
    first, last = max(0, chain.start - _AROUND), chain.end + _AROUND
    before = _LINE_ENDS.split(text[first : chain.start])[-1]
    around = before + _LINE_ENDS.split(text[chain.end : last])[0]
    if _MANY_SMALL.match(around):
        return False
    letters = [letter for letter in around if letter.isalpha()]
    if not letters:
        return len(chain.words) > 1
    return sum(map(str.isupper, letters)) * 10 >= len(letters) * 8


def _shouted(chain: Chain, known: frozenset[str]) -> Iterator[Judged]:
    """A sentence in capitals: what no list of words knows, and what is a name elsewhere."""
    group: list[Word] = []
    for word, behind in zip((*chain.words, None), (*chain.words[1:], None, None), strict=True):
        if word is not None and (_is_shouted_name(word.text, known) or _is_initial(word, behind, known)):
            group.append(word)
            continue
        if word is not None and group and class_of(word.text) & (ORGANISATION | PLACE):
            group.append(word)
        if group:
            yield Judged(tuple(group), Kind.PERSON, Certainty.LIKELY, opening=False)
        group = []


def _is_initial(word: Word, behind: Word | None, known: frozenset[str]) -> bool:
    """A letter with a dot before a name: "N. BHATT"."""
    if len(word.text) > 1 or behind is None or behind.start - word.end != len(". "):
        return False
    return _is_shouted_name(behind.text, known)


def _is_shouted_name(word: str, known: frozenset[str]) -> bool:
    found = class_of(word)
    if word.lower() in known:
        return True
    return not found & (OFFICIAL | ORDINARY | INITIAL)
