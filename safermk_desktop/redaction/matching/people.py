"""The forms of a person's name (contracts/cli.md, "What counts as the same identity", person)."""

from __future__ import annotations

from collections.abc import Iterator

from safermk_desktop.redaction.matching.forms import AFTER_A_TITLE, Form
from safermk_desktop.redaction.matching.ordinary import (
    ABBREVIATIONS,
    ARTICLES,
    ORDINARY,
    PARTICLES,
    TITLES,
    nicknames_of,
)
from safermk_desktop.redaction.matching.shadow import shadow, words_of

Words = tuple[str, ...]


def person_forms(owner: int, name: str) -> Iterator[Form]:
    """Every form of one name of one person."""
    words = words_of(name)
    yield Form(words, owner, "name", listed=True)
    yield from _joined(owner, words, "name", listed=True)
    parts = _name_parts(name)
    if not parts:
        return
    family = parts[-1]
    if words[0] in ARTICLES and len(words) > 1:
        yield from _single(owner, family, "surname")
        return
    yield from _plurals(owner, family)
    for barrel in _barrels(name):
        yield from _single(owner, barrel, "surname")
        yield from _plurals(owner, barrel)
    if len(parts) > 1:
        yield from _plurals(owner, parts[0])
        yield from _of_two_words(owner, parts)
    elif len(words) > len(family):  # "Nurse Ostrander": a title and a surname, which stands alone elsewhere
        yield from _single(owner, family, "surname")
        yield from _halves(owner, family, "surname")


def _name_parts(name: str) -> list[Words]:
    """The name's words, each as its tokens (O'Connor is two), without titles and articles."""
    parts = [part for piece in shadow(name).text.split() if (part := words_of(piece))]
    while len(parts) > 1 and parts[0][0] in TITLES | ARTICLES:
        parts = parts[1:]
    return parts


def _barrels(name: str) -> list[Words]:
    """The parts that hyphens make of a double-barrelled name, each as its tokens: the O'Hanlon of O'Hanlon-Price."""
    pieces = [piece.split("-") for piece in shadow(name).text.split() if "-" in piece]
    found = [words_of(barrel) for piece in pieces for barrel in piece]
    return [words for words in found if words and len(words[-1]) > 2 and words[-1].isalpha()]


def _of_two_words(owner: int, parts: list[Words]) -> Iterator[Form]:
    given, family = parts[0], parts[-1]
    at = len(parts) - 1
    while at > 1 and parts[at - 1][0] in PARTICLES:
        at -= 1
    whole_family: Words = tuple(word for part in parts[at:] for word in part)
    middle = parts[1:at]
    yield from _single(owner, given, "forename")
    yield from _halves(owner, given, "forename")
    for one in {family, whole_family}:
        yield from _single(owner, one, "surname")
        yield from _pairs(owner, given, middle, one)
    yield from _halves(owner, family, "surname")
    for short in sorted(nicknames_of(given[0])) if len(given) == 1 else ():
        yield from _single(owner, (short,), "nickname")
        yield Form((short, *whole_family), owner, "nickname")
        yield Form((*whole_family, short), owner, "nickname")
        yield from _joined(owner, (short, *whole_family), "nickname")
    for part in middle:
        yield Form(part, owner, AFTER_A_TITLE, ordinary=True)
    for one in {family, whole_family, *_telling(family)}:
        yield from _initials(owner, given, middle, one)


def _pairs(owner: int, given: Words, middle: list[Words], family: Words) -> Iterator[Form]:
    everyone: Words = tuple(word for part in middle for word in part)
    firsts: Words = tuple(part[0][0] for part in middle)
    g, f = (given[0][0],), (family[0][0],)
    yield Form((*given, *family), owner, "name")
    yield Form((*family, *given), owner, "surname first")
    yield from _joined(owner, (*given, *family), "joined")
    yield from _joined(owner, (*g, *family), "joined")
    # "loved" is no Daniel Love, "parked" no Ed Park and "bills" are no Bill Stone
    if family[-1] not in ORDINARY:
        yield from _joined(owner, (*family, *given), "joined")
        yield from _joined(owner, (*family, *g), "joined")
    if given[-1] not in ORDINARY:
        yield from _joined(owner, (*given, *f), "joined")
    if middle:
        yield Form((*given, *firsts, *family), owner, "name")
        yield Form((*family, *given, *everyone), owner, "surname first")
        yield Form((*family, *given, *firsts), owner, "surname first")
        yield Form((*given, *everyone), owner, "forename")
        for part in middle:
            yield Form((*part, *family), owner, "name")
            yield Form((*given, *part), owner, "forename")
        yield Form((*g, *everyone, *family), owner, "initials")
        yield Form((*g, *firsts, *family), owner, "initials")
        yield Form((*family, *g, *firsts), owner, "initials")
        yield Form(("".join((*g, *firsts)), *family), owner, "initials")
    yield Form((*g, *family), owner, "initials")
    yield Form((*family, *g), owner, "initials", capitals=True)
    yield Form((*given, *f), owner, "initials", capitals=True)


def _telling(family: Words) -> Iterator[Words]:
    """What else the initial of a surname may be that of: al-Khatib's K, and both of O'Hanlon-Price."""
    words = tuple(word for word in family if len(word) > 1 and word not in PARTICLES)
    if 0 < len(words) < len(family):
        yield words
    yield from ((word,) for word in words[1:])


def _initials(owner: int, given: Words, middle: list[Words], family: Words) -> Iterator[Form]:
    """Initials alone: only in capitals, and never those that mean something else in a review."""
    givens = [given, tuple(word[0] for word in given)] if len(given) > 1 else [given]
    for first in givens:
        letters, between = tuple(word[0] for word in first), tuple(part[0][0] for part in middle)
        last, every = family[0][0], tuple(word[0] for at, word in enumerate(family) if not at or family[at - 1] != "o")
        for wanted in {(*letters, last), (*letters, *between, last), (*letters, *between, *every)}:
            if all(letter.isalpha() for letter in wanted):
                yield Form(wanted, owner, "initials", capitals=True)
                joined = "".join(wanted)
                if joined not in ABBREVIATIONS:
                    yield Form((joined,), owner, "initials", capitals=True)


def _single(owner: int, words: Words, name: str) -> Iterator[Form]:
    """A forename or a surname alone."""
    ordinary = len(words) == 1 and words[0] in ORDINARY
    if len("".join(words)) >= 2:
        yield Form(words, owner, name, ordinary=ordinary, capitals=len("".join(words)) == 2)
    yield from _joined(owner, words, name)


def _halves(owner: int, words: Words, name: str) -> Iterator[Form]:
    """The halves of a double-barrelled name; the O of O'Connor is none."""
    if len(words) > 1:
        for word in words:
            if len(word) > 2 and word.isalpha():
                yield Form((word,), owner, name, ordinary=word in ORDINARY)


def _plurals(owner: int, family: Words) -> Iterator[Form]:
    last = family[-1]
    if not last.isalpha() or len(last) < 3:
        return
    # Reports are typed by many hands: "the Quillmarshs" stands beside "the Quillmarshes".
    ends = ("es", "s") if last.endswith(("s", "x", "z", "ch", "sh")) else ("s",)
    for end in ends:
        words = (*family[:-1], last + end)
        yield Form(words, owner, "plural", ordinary=len(words) == 1 and (words[0] in ORDINARY or last in ORDINARY))
        yield from _joined(owner, words, "plural")


def _joined(owner: int, words: Words, name: str, *, listed: bool = False) -> Iterator[Form]:
    """The words written as one, as in an address or a file's name."""
    joined = "".join(words)
    if len(words) > 1 and len(joined) > 4 and joined.isalpha():
        yield Form((joined,), owner, name, listed=listed, ordinary=not listed and joined in ORDINARY)
