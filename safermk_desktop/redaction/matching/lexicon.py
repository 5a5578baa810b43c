"""A register as the finder needs it: every form by its first word, kept phrases, squeezed strings, days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safermk_desktop.redaction.matching import dates, others
from safermk_desktop.redaction.matching.forms import Form
from safermk_desktop.redaction.matching.people import person_forms
from safermk_desktop.redaction.matching.shadow import shadow, words_of
from safermk_desktop.redaction.matching.squeezed import Needle
from safermk_desktop.redaction.matching.typing_errors import SHORTEST, TypingErrors
from safermk_desktop.redaction.register import Identity, Register

_STRINGS: Final = frozenset({"contact", "reference", "other"})


@dataclass(frozen=True)
class Lexicon:
    """Read-only tables; ``people`` says for every identity whether it is a person."""

    forms: dict[str, tuple[Form, ...]]
    kept: dict[str, tuple[tuple[str, ...], ...]]
    needles: tuple[Needle, ...]
    days: tuple[tuple[tuple[int, int, int], int], ...]
    typing_errors: TypingErrors
    misspelt_owners: frozenset[int]
    known: frozenset[str]
    people: tuple[bool, ...]

    @property
    def variants(self) -> int:
        """The number of forms that are looked for."""
        return sum(map(len, self.forms.values())) + len(self.needles) + len(self.days)


def lexicon_of(register: Register) -> Lexicon:
    """Derive every form of every identity."""
    forms: dict[tuple[tuple[str, ...], int], Form] = {}
    needles: dict[str, Needle] = {}
    days: list[tuple[tuple[int, int, int], int]] = []
    for owner, identity in enumerate(register.identities):
        for form in _forms(owner, identity):
            known = forms.get((form.words, owner))
            if known is None or (form.listed, not form.ordinary, not form.capitals) > (
                known.listed, not known.ordinary, not known.capitals
            ):  # fmt: skip
                forms[form.words, owner] = form
        for needle in _needles(owner, identity):
            needles.setdefault(needle.text, needle)
        if identity.kind == "date":
            found = (dates.read_day(name, shadow(name).text) for name in identity.names)
            days += [(day, owner) for day in found if day is not None]
    ordered = sorted(forms.values(), key=lambda form: (-len(form.words), -form.letters, not form.listed, form.owner))
    index: dict[str, list[Form]] = {}
    for form in ordered:
        index.setdefault(form.words[0], []).append(form)
    kept: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*register.keep, *(identity.replacement for identity in register.identities)):
        words = words_of(phrase)
        if words:
            kept.setdefault(words[0], []).append(words)
    names, owners = _misspellable(register)
    return Lexicon(
        {word: tuple(found) for word, found in index.items()},
        {word: tuple(found) for word, found in kept.items()},
        tuple(needles.values()),
        tuple(days),
        TypingErrors(names),
        owners,
        frozenset(word for form in ordered for word in form.words) | _words(register.keep),
        tuple(identity.kind == "person" for identity in register.identities),
    )


def _forms(owner: int, identity: Identity) -> Iterator[Form]:
    for name in identity.names:
        if identity.kind == "person":
            yield from person_forms(owner, name)
        elif identity.kind == "place":
            yield from others.place_forms(owner, name)
        elif identity.kind == "organisation":
            yield from others.organisation_forms(owner, name)
        else:
            yield from others.listed_forms(owner, name)


def _needles(owner: int, identity: Identity) -> Iterator[Needle]:
    for name in identity.names:
        words = words_of(name)
        whole = "".join(words)
        if identity.kind in _STRINGS:
            yield Needle(whole, owner, "string", listed=True, separators=True)
            for twin in others.telephone_twins(whole) if identity.kind == "contact" else ():
                yield Needle(twin, owner, "string", listed=False, separators=True)
            continue
        if len(whole) >= 4:
            yield Needle(whole, owner, "spaced out", listed=True, separators=False, words=len(words))
        if identity.kind == "person" and len(words) > 1:
            for word in (words[0], words[-1]):
                if len(word) >= 4:
                    yield Needle(word, owner, "spaced out", listed=False, separators=False)
            yield Needle(words[-1] + "".join(words[:-1]), owner, "spaced out", listed=False, separators=False, words=2)


def _misspellable(register: Register) -> tuple[list[str], frozenset[int]]:
    """Words of five letters or more, of persons' names of two words or more."""
    names: list[str] = []
    owners: set[int] = set()
    for owner, identity in enumerate(register.identities):
        for name in identity.names:
            words = words_of(name)
            if identity.kind == "person" and len(words) > 1 and words[0] != "the":
                names += [word for word in words if len(word) >= SHORTEST]
                owners.add(owner)
    return names, frozenset(owners)


def _words(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in words_of(phrase))
