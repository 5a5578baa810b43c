"""What detection suggests beside a register, and the register with which suggestions are replaced by their kind.

As entries of a register they are replaced everywhere and proved gone by both checks, like every other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Finding, Kind, Source
from safermk_desktop.redaction.detection.shape.classes import ORDINARY as ENGLISH_WORD
from safermk_desktop.redaction.detection.shape.classes import class_of
from safermk_desktop.redaction.engine import PART_OF_A_DATE
from safermk_desktop.redaction.matching.dates import full_dates
from safermk_desktop.redaction.matching.derived import FormIndex, derived_forms
from safermk_desktop.redaction.matching.finder import find
from safermk_desktop.redaction.matching.ordinary import ORDINARY
from safermk_desktop.redaction.matching.shadow import shadow, words_of
from safermk_desktop.redaction.register import Identity, Register, check_register
from safermk_desktop.services.keeping import is_clean

FORMS: Final = MappingProxyType(
    {
        Kind.PERSON: "[name]",
        Kind.CHILD: "[name]",
        Kind.PLACE: "[place]",
        Kind.ORGANISATION: "[organisation]",
        Kind.DATE: "[date]",
        Kind.AGE: "[age]",
        Kind.CONTACT: "[contact]",
        Kind.REFERENCE: "[reference]",
        Kind.DEMOGRAPHIC: "[description]",
        Kind.OCCUPATION: "[occupation]",
        Kind.QUANTITY: "[number]",
    }
)
_DESCRIBING: Final = frozenset({Kind.OCCUPATION, Kind.DEMOGRAPHIC})
"""What an ordinary word tells as well in one place as in another."""
_NAMING: Final = frozenset({Kind.PERSON, Kind.CHILD, Kind.PLACE, Kind.ORGANISATION})
_TITLE: Final = "Mx"
"""After a title a name that is an ordinary word too is replaced by the rule for such: with a capital, in no date."""
ORDINARY_TOO: Final = "An ordinary word as well: replaced everywhere it would spoil the text."
_ALONE: Final = "An ordinary word as well, and nothing beside it tells it from others."
_LONGEST: Final = 400
_TOLD: Final = 6
"""Letters or digits from which a string without a word is told from others."""
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_AFTER: Final = re.compile(r"[ \u00a0-][^\W\d_]{2,}")
_BEFORE: Final = re.compile(r"\b[^\W\d_]{2,}[ \u00a0]\Z")
_REACH: Final = 24


class Suggestion(NamedTuple):
    """A finding that the register does not know, as the name and the published form of an entry.

    ``why`` says why it cannot be replaced, empty where it can.
    """

    finding: Finding
    name: str
    published: str
    why: str


def suggestions(text: str, register: Register, found: Iterable[Finding]) -> tuple[Suggestion, ...]:
    """The findings of a text beyond its register and its phrases to keep."""
    kept = kept_places(text, register.keep)
    told = [one for one in found if one.source is not Source.REGISTER]
    replacements = [*FORMS.values(), *(one.replacement for one in register.identities)]
    told = [one for one in told if not any(start <= one.start and one.end <= end for start, end in kept)]
    unclear = _unclear(text, told)
    known: dict[tuple[Kind, str], str] = {}
    listed: list[Suggestion] = []
    for one in told:
        name, published = named(text, one, FORMS[one.kind], is_alone=one not in unclear)
        if (one.kind, name) not in known:
            known[one.kind, name] = why_not(one.kind, name, replacements)
        why = _ALONE if one in unclear and is_ordinary(name) else known[one.kind, name]
        listed.append(Suggestion(one, name, published, why))
    return tuple(listed)


def with_suggestions(register: Register, listed: Sequence[Suggestion]) -> Register:
    """The register with an entry for each published form that is suggested. Raises as ``check_register`` does."""
    taken = {one.id for one in register.identities}
    names: dict[tuple[str, str], dict[str, None]] = {}
    asked = [one for one in listed if not one.why]
    known = [(one.kind, name) for one in register.identities for name in one.names]
    known += [_entry(one) for one in asked]
    index = FormIndex(form for kind, name in dict.fromkeys(known) for form in derived_forms(0, kind, name))
    for one in asked:
        form = FORMS[one.finding.kind] if index.is_in(one.published) else one.published  # beside it may stand a name
        kind, name = _entry(one)
        names.setdefault((kind, form), {})[name] = None
    free = (f"s{number}" for number in count(1) if f"s{number}" not in taken)
    added = tuple(
        Identity(entry, kind, "", tuple(forms), published)
        for (kind, published), forms in names.items()
        for entry in (next(free),)
    )
    return check_register(replace(register, identities=(*register.identities, *added)))


def as_json(listed: Sequence[Suggestion], *, are_replaced: bool) -> list[dict[str, object]]:
    """The suggestions as a report tells them: places of ``safermk text`` and kinds, never the text itself."""
    return [
        {
            "start": one.start,
            "end": one.end,
            "kind": one.kind.value,
            "certainty": one.certainty.value,
            "source": one.source.value,
            "replacement": FORMS[one.kind],
            "replaced": are_replaced and not why,
            "why": why,
        }
        for one, _, _, why in listed
    ]


def entry_kind(kind: Kind, name: str) -> str:
    """Under which kind of the register a finding is entered; a date that is none in full is a string of its own."""
    if kind in {Kind.PERSON, Kind.CHILD}:
        return "person"
    if kind in {Kind.PLACE, Kind.ORGANISATION, Kind.CONTACT, Kind.REFERENCE}:
        return kind.value
    if kind is Kind.DATE and any(True for _ in full_dates(shadow(name).text)):
        return "date"
    return "other"


def entered(kind: Kind, name: str) -> tuple[str, str]:
    """The kind and the name of an entry; one that is an ordinary word too follows a title, and is no name in itself.

    As a listed name it would be replaced wherever the word stands; so it is where it has a capital and is in no date.
    """
    if kind in _NAMING and is_ordinary(name) and class_of(name.casefold()) & ENGLISH_WORD:
        return "person", f"{_TITLE} {name}"
    return entry_kind(kind, name), name


def _entry(one: Suggestion) -> tuple[str, str]:
    """As ``entered``; with a word beside it a name is a string, and that word no part of it."""
    with_a_word = one.finding.kind in _NAMING and one.published != FORMS[one.finding.kind]
    return ("other", one.name) if with_a_word else entered(one.finding.kind, one.name)


def is_ordinary(name: str) -> bool:
    """Whether a name is one word, and one that means something else too."""
    words = words_of(name)
    return len(words) == 1 and words[0] in ORDINARY


def why_not(kind: Kind, text: str, replacements: Iterable[str]) -> str:
    """Why a form cannot become a name of the register by itself; empty where it can."""
    words = words_of(text)
    if not words or len(text) > _LONGEST:
        return "There is no name in it."
    if _is_number(text):
        return "A number by itself, which nothing tells from others."
    if kind not in _DESCRIBING | _NAMING and is_ordinary(text):
        return ORDINARY_TOO
    index = FormIndex(derived_forms(0, *entered(kind, " ".join(text.split()))))
    if any(index.is_in(one) for one in replacements):
        return "It stands in a published form."
    return ""


def named(text: str, one: Finding, form: str, *, is_alone: bool = True) -> tuple[str, str]:
    """Name and published form of an entry; what nothing tells from others is taken with the word beside it.

    So are a number, an age in words, and what is not ``is_alone``.
    """
    name, published = " ".join(one.text.split()), form
    if one.kind is Kind.CONTACT:
        name = name.rstrip(".,;:") or name  # the stop of its sentence
    is_said = one.kind in _NAMING | _DESCRIBING or not is_ordinary(name)
    if is_alone and is_said and not _is_number(name):
        return name, published
    before = _BEFORE.search(text, max(0, one.start - _REACH), one.start)
    if before is not None:
        return f"{before[0]}{name}", f"{before[0]}{published}"
    after = _AFTER.match(text, one.end)
    return (name, published) if after is None else (f"{name}{after[0]}", f"{published}{after[0]}")


def _unclear(text: str, found: Sequence[Finding]) -> frozenset[Finding]:
    """The names that the rule for ordinary words would leave: in small letters, in a date ("In May 2021 June left").

    And what one of the two checks takes for no ordinary word, though it stands in the text in small letters too.
    """
    said = {one: " ".join(one.text.split()) for one in found if one.kind in _NAMING and is_ordinary(one.text)}
    entries = {name: entered(Kind.PERSON, name)[1] for name in said.values()}
    titled = {name: entry for name, entry in entries.items() if entry != name}
    if not titled:
        return frozenset()
    register = Register((Identity("s", "person", "", tuple(titled.values()), "[name]"),), "keep")
    dates = {one.start for one in find(text, register) if one.form == PART_OF_A_DATE}
    small = {word for word in re.findall(r"[^\W\d_]+", text) if word.islower()}
    doubtful = {name for name in titled if name.casefold() in small and not is_clean(register, [name.casefold()])}
    doubtful |= {name for name in titled if name.islower()}
    return frozenset(one for one, name in said.items() if one.start in dates or name in doubtful)


def _is_number(text: str) -> bool:
    return not _WORD.search(text) and sum(map(str.isalnum, text)) < _TOLD


def kept_places(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Where the phrases stand that stay as they are: as words of their own, "two" not in "Testwood"."""
    return [match.span() for phrase in phrases for match in re.finditer(_as_words(phrase), text, re.IGNORECASE)]


def _as_words(phrase: str) -> str:
    words = phrase.split()
    pattern = r"\s+".join(map(re.escape, words))
    before = r"(?<!\w)" if words and words[0][0].isalnum() else ""
    after = r"(?!\w)" if words and words[-1][-1].isalnum() else ""
    return before + pattern + after
