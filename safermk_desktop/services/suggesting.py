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
from safermk_desktop.redaction.matching.dates import full_dates
from safermk_desktop.redaction.matching.derived import FormIndex, derived_forms
from safermk_desktop.redaction.matching.ordinary import ORDINARY
from safermk_desktop.redaction.matching.shadow import shadow, words_of
from safermk_desktop.redaction.register import Identity, Register, check_register

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
    kept = _kept(text, register.keep)
    told = [one for one in found if one.source is not Source.REGISTER]
    replacements = [*FORMS.values(), *(one.replacement for one in register.identities)]
    known: dict[tuple[Kind, str], str] = {}
    listed: list[Suggestion] = []
    for one in told:
        if any(start <= one.start and one.end <= end for start, end in kept):
            continue
        name, published = named(text, one, FORMS[one.kind])
        if (one.kind, name) not in known:
            known[one.kind, name] = why_not(one.kind, name, replacements)
        listed.append(Suggestion(one, name, published, known[one.kind, name]))
    return tuple(listed)


def with_suggestions(register: Register, listed: Sequence[Suggestion]) -> Register:
    """The register with an entry for each published form that is suggested. Raises as ``check_register`` does."""
    taken = {one.id for one in register.identities}
    names: dict[tuple[str, str], dict[str, None]] = {}
    asked = [one for one in listed if not one.why]
    known = [(one.kind, name) for one in register.identities for name in one.names]
    known += [(entry_kind(one.finding.kind, one.name), one.name) for one in asked]
    index = FormIndex(form for kind, name in dict.fromkeys(known) for form in derived_forms(0, kind, name))
    for finding, name, published, _ in asked:
        form = FORMS[finding.kind] if index.is_in(published) else published  # the word beside it may be a name itself
        names.setdefault((entry_kind(finding.kind, name), form), {})[name] = None
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


def why_not(kind: Kind, text: str, replacements: Iterable[str]) -> str:
    """Why a form cannot become a name of the register by itself; empty where it can."""
    words = words_of(text)
    if not words or len(text) > _LONGEST:
        return "There is no name in it."
    if _is_number(text):
        return "A number by itself, which nothing tells from others."
    if kind not in _DESCRIBING and len(words) == 1 and words[0] in ORDINARY:
        return "An ordinary word as well: replaced everywhere it would spoil the text."
    index = FormIndex(derived_forms(0, entry_kind(kind, text), " ".join(text.split())))
    if any(index.is_in(one) for one in replacements):
        return "It stands in a published form."
    return ""


def named(text: str, one: Finding, form: str) -> tuple[str, str]:
    """Name and published form of an entry; a number that nothing tells from others is taken with the word beside it."""
    name, published = " ".join(one.text.split()), form
    if one.kind is Kind.CONTACT:
        name = name.rstrip(".,;:") or name  # the stop of its sentence
    if not _is_number(name):
        return name, published
    before = _BEFORE.search(text, max(0, one.start - _REACH), one.start)
    if before is not None:
        return f"{before[0]}{name}", f"{before[0]}{published}"
    after = _AFTER.match(text, one.end)
    return (name, published) if after is None else (f"{name}{after[0]}", f"{published}{after[0]}")


def _is_number(text: str) -> bool:
    return not _WORD.search(text) and sum(map(str.isalnum, text)) < _TOLD


def _kept(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Where the phrases stand that stay as they are."""
    return [
        match.span()
        for phrase in phrases
        for match in re.finditer(r"\s+".join(map(re.escape, phrase.split())), text, re.IGNORECASE)
    ]
