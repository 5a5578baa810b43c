"""A register as the finder needs it: every form by its first word, kept phrases, squeezed strings, days."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from safermk_desktop.redaction.matching import dates, others
from safermk_desktop.redaction.matching.derived import derived_forms
from safermk_desktop.redaction.matching.forms import Form
from safermk_desktop.redaction.matching.glued import GlueIndex
from safermk_desktop.redaction.matching.inside import InsideIndex
from safermk_desktop.redaction.matching.shadow import shadow, words_of
from safermk_desktop.redaction.matching.spans import SPACED_OUT
from safermk_desktop.redaction.matching.squeezed import Needle, Needles
from safermk_desktop.redaction.matching.typing_errors import SHORTEST, TypingErrors
from safermk_desktop.redaction.register import Identity, Register

_STRINGS: Final = frozenset({"contact", "reference", "other"})
_WITH_FIGURES: Final = frozenset({"place", "organisation"})
_APART: Final = 6
_GUESSES: Final = frozenset({"nickname", "initials", "plural"})
_UNKNOWN: Final = frozenset({""})


class Branch(NamedTuple):
    """The forms that begin with one word: those of that word alone, and the others by their second word."""

    alone: tuple[Form, ...]
    pairs: dict[str, tuple[Form, ...]]

    def all(self) -> Iterator[Form]:
        """Every form of the branch, the longer ones first."""
        for forms in self.pairs.values():
            yield from forms
        yield from self.alone


@dataclass(frozen=True)
class Lexicon:
    """Read-only tables; ``people`` says for every identity whether it is a person."""

    forms: dict[str, Branch]
    kept: dict[str, Branch]
    needles: Needles
    days: tuple[tuple[tuple[int, int, int], int], ...]
    typing_errors: TypingErrors
    misspelt_owners: frozenset[int]
    known: frozenset[str]
    people: tuple[bool, ...]
    glued: GlueIndex
    inside: InsideIndex
    lasts: frozenset[str]
    """Every word that a form of several words may end with."""
    _followers: dict[str, AbstractSet[str] | None] = field(default_factory=dict[str, "AbstractSet[str] | None"])

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Every word that a form, a kept phrase or a string pulled apart may begin with."""
        return frozenset(self.forms) | frozenset(self.kept) | self.needles.beginnings

    def followers(self, word: str) -> AbstractSet[str] | None:
        """The words one of which must follow a beginning for anything to stand there; None where it may stand alone."""
        found = self._followers.get(word, _UNKNOWN)
        if found is _UNKNOWN:
            branches = [branch for index in (self.forms, self.kept) if (branch := index.get(word)) is not None]
            if word in self.needles.found or any(branch.alone for branch in branches):
                found = None
            else:
                found = self.needles.after(word).union(*(branch.pairs for branch in branches))
            self._followers[word] = found
        return found

    @property
    def variants(self) -> int:
        """The number of forms that are looked for."""
        return sum(1 for branch in self.forms.values() for _ in branch.all()) + len(self.needles) + len(self.days)


def lexicon_of(register: Register) -> Lexicon:
    """Derive every form of every identity."""
    forms = _all_forms(register)
    needles: dict[str, Needle] = {}
    days: list[tuple[tuple[int, int, int], int]] = []
    for owner, identity in enumerate(register.identities):
        for needle in _needles(owner, identity):
            needles.setdefault(needle.text, needle)
        if identity.kind == "date":
            found = (dates.read_day(name, shadow(name).text) for name in identity.names)
            days += [(day, owner) for day in found if day is not None]
    for needle in _apart(forms, register):
        needles.setdefault(needle.text, needle)
    phrases = (*register.keep, *(identity.replacement for identity in register.identities))
    kept = [Form(words, -1, "kept") for phrase in phrases if (words := words_of(phrase))]
    names, owners = _misspellable(register)
    people = tuple(identity.kind == "person" for identity in register.identities)
    return Lexicon(
        _branches(forms),
        _branches(kept),
        Needles(needles.values()),
        tuple(days),
        TypingErrors(names),
        owners,
        frozenset(word for form in forms for word in form.words) | _words(register.keep),
        people,
        GlueIndex(forms, [identity.kind for identity in register.identities]),
        InsideIndex(forms, people),
        frozenset(form.words[-1] for form in forms if len(form.words) > 1),
    )


def _all_forms(register: Register) -> list[Form]:
    """Every form once for each identity, in the sense that finds most."""
    forms: dict[tuple[tuple[str, ...], int], Form] = {}
    for owner, identity in enumerate(register.identities):
        for form in (form for name in identity.names for form in derived_forms(owner, identity.kind, name)):
            known = forms.get((form.words, owner))
            if known is None or _weight(form) > _weight(known):
                forms[form.words, owner] = form
    return sorted(forms.values(), key=lambda form: (-len(form.words), -form.letters, not form.listed, form.owner))


def _weight(form: Form) -> tuple[bool, bool, bool]:
    return (form.listed, not form.ordinary, not form.capitals)


def _branches(forms: list[Form]) -> dict[str, Branch]:
    alone: dict[str, list[Form]] = {}
    pairs: dict[str, dict[str, list[Form]]] = {}
    for form in forms:
        if len(form.words) == 1:
            alone.setdefault(form.words[0], []).append(form)
        else:
            pairs.setdefault(form.words[0], {}).setdefault(form.words[1], []).append(form)
    return {
        word: Branch(
            tuple(alone.get(word, ())), {second: tuple(found) for second, found in pairs.get(word, {}).items()}
        )
        for word in sorted({*alone, *pairs})
    }


def _needles(owner: int, identity: Identity) -> Iterator[Needle]:
    for name in identity.names:
        words = words_of(name)
        yield from _of_day(owner, name) if identity.kind == "date" else ()
        whole = "".join(words)
        if identity.kind in _STRINGS:
            yield Needle(whole, owner, "string", listed=True, separators=True)
            for twin in others.telephone_twins(whole) if identity.kind == "contact" else ():
                yield Needle(twin, owner, "string", listed=False, separators=True)
            continue
        if len(whole) >= 4:
            figures = identity.kind in _WITH_FIGURES and any(map(str.isdecimal, words))
            yield Needle(whole, owner, SPACED_OUT, listed=True, separators=figures, words=len(words))
        if identity.kind == "person" and len(words) > 1:
            for word in (words[0], words[-1]):
                if len(word) >= 4:
                    yield Needle(word, owner, SPACED_OUT, listed=False, separators=False)
            yield Needle(words[-1] + "".join(words[:-1]), owner, SPACED_OUT, listed=False, separators=False, words=2)


def _of_day(owner: int, name: str) -> Iterator[Needle]:
    day = dates.read_day(name, shadow(name).text)
    for text in dates.strings_of(day) if day is not None else ():
        yield Needle(text, owner, "date", listed=True, separators=True)
    for text in dates.letters_of(day) if day is not None else ():
        yield Needle(text, owner, "date", listed=True, separators=False)


def _apart(forms: list[Form], register: Register) -> Iterator[Needle]:
    """The forms that are known though their letters stand apart: long ones that are no ordinary word."""
    for form in forms:
        text = "".join(form.words)
        if form.ordinary or form.capitals or len(text) < _APART or form.name in _GUESSES:
            continue
        if register.identities[form.owner].kind == "person":
            if len(form.words) == 1 and text.isalpha():
                yield Needle(text, form.owner, SPACED_OUT, listed=False, separators=False)
        elif len(form.words) > 1:
            figures = any(word.isdecimal() for word in form.words)
            yield Needle(text, form.owner, SPACED_OUT, False, figures, len(form.words))


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
