"""Pseudonyms that collide: equal or too like a real name of any case, or in use already (domain 4.1)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s$")
_BRACKETS: Final = re.compile(r"\[[^\]]*\]")
_NUMBERED: Final = re.compile(r"(?:[^\W\d_][\w’'-]*\s+)+\d{1,3}")
# How reviews label people instead of naming them (domain 4.1; Home Office statutory guidance 2016 and the roles that
# agencies have), with titles: these words are no names.
ROLE_WORDS: Final = frozenset(
    """
    adult adults baby child children teenager sibling siblings person people victim survivor subject perpetrator
    offender suspect witness male female man woman boy girl mother father parent parents mum dad stepmother stepfather
    step-mother step-father grandmother grandfather grandparent grandparents brother sister son daughter stepson
    stepdaughter aunt uncle cousin niece nephew husband wife spouse partner ex-partner boyfriend girlfriend fiancé
    fiancée fiance fiancee carer relative family friend neighbour colleague employer manager landlord landlady lodger
    tenant resident caller informant referrer volunteer chair author imr gp doctor consultant psychiatrist psychologist
    nurse midwife health visitor pharmacist paramedic dentist therapist counsellor practitioner clinician surgeon
    registrar social worker support key care housing officer police constable sergeant inspector detective pc dc ds dcs
    di dci probation prison teacher headteacher head tutor lecturer school pupil student solicitor judge recorder
    coroner magistrate barrister adviser advisor advocate idva isva caseworker youth community outreach professional
    agency service team staff member employee mr mrs ms miss mx dr prof professor rev reverend sir dame lady lord
    imam rabbi vicar priest minister councillor the a an her his their our one two another other former first second
    older younger elder eldest youngest maternal paternal and or of in at to with from for ex half step
    """.split()
)
_VOWELS: Final = frozenset("AEIOU")
_AT_START: Final = (("MAC", "MCC"), ("KN", "NN"), ("K", "C"), ("PH", "FF"), ("PF", "FF"), ("SCH", "SSS"))
_INSIDE: Final = (
    ("EV", "AF"),
    ("Q", "G"),
    ("Z", "S"),
    ("M", "N"),
    ("KN", "N"),
    ("K", "C"),
    ("SCH", "SSS"),
    ("PH", "FF"),
)
_SHORTEST: Final = 3
_NEAR: Final = ((8, 2), (4, 1))
"""How many letters may be typed otherwise from so many letters on, and the two still be taken for each other."""
NAMES: Final = tuple(
    (
        "Alvena Aurelin Brisola Calantha Cordane Delphira Eldora Evanthe Fennora Galena Haldane Ilvana Isaura "
        "Jessamy Kelda Lavender Lisbet Lorcan Lunette Maristel Melior Nerissa Odelia Orlanda Perdita Petronel "
        "Quenby Rosmer Sabeline Seraphine Tamsel Thessaly Ulrica Ursel Verity Vianne Wilmot Xanthe Ysolde "
        "Zinnia Aldous Barnaby Caspian Corvin Dorian Evander Fabian Garrick Hadrian Ivo Jolyon Kester Lucan "
        "Magnus Merrick Nicanor Orlan Peregrine Quillon Roland Silvan Torvald Vaughan Wystan Yorick"
    ).split()
)
"""Offered as pseudonyms: made up for this application, or rare enough to sound so; the register decides."""


class Clash(StrEnum):
    """Why a published form is refused; never with a name."""

    REAL_HERE = "It is too like a real name in this case."
    REAL_ELSEWHERE = "It is too like a real name in another case."
    USED_HERE = "Someone else in this case is published under it."
    USED_ELSEWHERE = "It is in use already as a pseudonym in another case."
    INITIAL = "It begins with the same letter as the person's own name."


class Known(NamedTuple):
    """One person of a register: ``owner`` tells the entries apart, ``case`` the cases."""

    case: str
    owner: str
    names: tuple[str, ...]
    published: str


def name_words(form: str) -> tuple[str, ...]:
    """The words of a published form that could be taken for somebody's name, as they are compared.

    None for a role with a letter or a number ("Adult A", "GP 1"), for what stands in brackets, for words in lower case.
    """
    bare = _BRACKETS.sub(" ", form).strip()
    if _NUMBERED.fullmatch(bare):
        return ()
    return _names_in(word for word in _WORD.findall(bare) if word[0].isupper())


def sound(word: str) -> str:
    """The NYSIIS code of a name in plain small letters: what sounds alike has one (Taft, New York State, 1970)."""
    text = word.upper()
    for start, instead in _AT_START:
        if text.startswith(start):
            text = instead + text[len(start) :]
            break
    text = re.sub(r"(?:DT|RT|RD|NT|ND)$", "D", re.sub(r"[EI]E$", "Y", text))
    first, rest = text[:1], text[1:]
    for letters, instead in _INSIDE:
        rest = rest.replace(letters, instead)
    rest = re.sub(r"[EIOU]", "A", rest)
    text = first + rest
    rest = "".join(_breathed(text, at) for at in range(1, len(text)))
    rest = re.sub(r"(.)\1+", r"\1", first + rest)[1:]
    return first + re.sub(r"A$", "", re.sub(r"AY$", "Y", re.sub(r"S$", "", rest)))


def _breathed(text: str, at: int) -> str:
    """H without a vowel on both sides, and W after one, sound like the letter before them."""
    is_after = text[at - 1] in _VOWELS
    if text[at] == "H":
        return "H" if is_after and text[at + 1 : at + 2] == "A" else text[at - 1]
    return text[at - 1] if text[at] == "W" and is_after else text[at]


class PeopleIndex:
    """Every real name and pseudonym of a vault, made comparable once; 10,000 names take some tens of milliseconds."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._real: defaultdict[str, set[str]] = defaultdict(set)
        self._heard: defaultdict[str, set[str]] = defaultdict(set)
        self._whole: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._used: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self._forms: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for person in people:
            for word in _real_words(person.names):
                self._real[word].add(person.case)
            for name in person.names:
                if len(words := _names_in(_WORD.findall(name))) > 1:
                    self._whole[words].add(person.case)
            for word in name_words(person.published):
                self._used[word].add((person.case, person.owner))
            self._forms[person.case, _plain(person.published)].add(person.owner)
        for word, cases in self._real.items():
            self._heard[sound(word)] |= cases

    def clash(self, form: str, *, case: str, owner: str, names: Iterable[str]) -> Clash | None:
        """What speaks against publishing the person of ``names`` as ``form``; ``None`` where nothing does."""
        words = name_words(form)
        if not words:
            return None
        # "Helena's mother" is nobody called Helena.
        own = _names_in(word for word in _WORD.findall(form) if word[0].isupper() and not _POSSESSIVE.search(word))
        if own and own[0][0] in _initials(names):
            return Clash.INITIAL
        found = {cases for word in words for cases in self._like(word)}
        if found:
            return Clash.REAL_HERE if case in found else Clash.REAL_ELSEWHERE
        if self._forms.get((case, _plain(form)), set()) - {owner}:
            return Clash.USED_HERE
        if any(other != case for word in words for other, _ in self._used.get(word, ())):
            return Clash.USED_ELSEWHERE
        return None

    def clash_of_a_thing(self, form: str, *, case: str, near: bool) -> Clash | None:
        """What speaks against publishing a place, an organisation or anything else as ``form``.

        A real name in full, wherever it stands in it; where the form is written as a name, also one word of a real
        name, and with ``near`` what is like one.
        """
        words = name_words(form)
        pairs = {words[start:end] for start in range(len(words)) for end in range(start + 2, len(words) + 1)}
        found = {case for one in pairs for case in self._whole.get(one, ())}
        if all(word[0].isupper() for word in _WORD.findall(_BRACKETS.sub(" ", form))):
            found |= {case for word in words for case in (self._like(word) if near else self._real.get(word, ()))}
        if not found:
            return None
        return Clash.REAL_HERE if case in found else Clash.REAL_ELSEWHERE

    def free_names(self, *, case: str, owner: str, names: tuple[str, ...]) -> Iterator[str]:
        """Names of the list that nothing speaks against, in its order."""
        return (one for one in NAMES if self.clash(one, case=case, owner=owner, names=names) is None)

    def free_labels(self, role: str, *, case: str, names: Iterable[str]) -> Iterator[str]:
        """Labels such as "Adult K" that no one of the case has and whose letter is no initial of the person."""
        taken = _initials(names)
        for letter in "KMRTVBDGHLNPSWACEFJUYZXQOI":
            label = f"{role} {letter}"
            if letter.lower() not in taken and not self._forms.get((case, _plain(label))):
                yield label

    def _like(self, word: str) -> Iterator[str]:
        yield from self._real.get(word, ())
        yield from self._heard.get(sound(word), ())
        far = next((far for least, far in _NEAR if len(word) >= least), 0)
        if far:
            for near, distance, _ in extract_iter(word, self._words, scorer=OSA.distance, score_cutoff=far):
                if distance <= next((most for least, most in _NEAR if len(near) >= least), 0):
                    yield from self._real[near]

    @cached_property
    def _words(self) -> list[str]:
        return list(self._real)


def _names_in(words: Iterable[str]) -> tuple[str, ...]:
    plain = (_plain(_POSSESSIVE.sub("", word)) for word in words)
    return tuple(word for word in plain if len(word) >= _SHORTEST and word not in ROLE_WORDS)


def _real_words(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from _names_in(_WORD.findall(name))


def _initials(names: Iterable[str]) -> frozenset[str]:
    """The first letters of the forenames, as each name is written; of the surname too, where it stands first."""
    firsts = (next((word for word in map(_plain, _WORD.findall(name)) if word not in ROLE_WORDS), "") for name in names)
    return frozenset(first[0] for first in firsts if first)


def _plain(word: str) -> str:
    """In small letters without accents, hyphens and apostrophes."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in letters if c.isalnum() or c == " ")
