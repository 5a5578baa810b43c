"""Findings as a person decides on them: one group for all places of one person or number, the most harm first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.identities import FindingDecision
from safermk_desktop.redaction.detection.findings import Certainty, Finding, Kind, Source
from safermk_desktop.services.detected import Detected, Together

TOGETHER: Final = "together"
"""The kind of a group that is a combination of harmless parts."""
HARM: Final = (
    *(Kind.CHILD, Kind.PLACE, Kind.PERSON, Kind.CONTACT, Kind.REFERENCE),
    TOGETHER,
    *(Kind.DATE, Kind.AGE, Kind.ORGANISATION, Kind.OCCUPATION, Kind.DEMOGRAPHIC, Kind.QUANTITY),
)
"""The order in which a person decides: whoever is found by it is harmed most by the first."""
_PEOPLE: Final = frozenset({Kind.PERSON, Kind.CHILD})
_SURE: Final = MappingProxyType({one: at for at, one in enumerate(Certainty)})
_SOURCES: Final = MappingProxyType({one: at for at, one in enumerate(Source)})
_RANK: Final = MappingProxyType({str(kind): at for at, kind in enumerate(HARM)})
_TITLES: Final = frozenset(
    "mr mrs ms miss mx master dr prof professor sir dame lord lady rev revd father sister pc dc ds di dci sgt".split()
)
_WORD: Final = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_END: Final = re.compile(r"[.!?](?=\s)|\n|\u2028|\t")
_NEAR: Final = 110
SENTENCES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Every place of one finding. ``kind`` is that of detection or ``TOGETHER``; ``names`` each form, longest first.

    ``replacement`` is what is suggested, or what was decided; ``reason`` says why a combination identifies,
    ``elsewhere`` are the sentences of other papers of the case that it identifies with, ``published`` those of them
    that were published already.
    """

    kind: str
    names: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    certainty: Certainty
    source: Source
    replacement: str
    reason: str = ""
    sentences: tuple[tuple[int, int], ...] = ()
    elsewhere: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    decision: FindingDecision | None = None

    @property
    def key(self) -> str:
        """What tells it from the others, also after a decision."""
        return f"{self.kind}:{folded(self.names[0])}"


def folded(name: str) -> str:
    """A form as it is compared: words in small letters, without title and possessive."""
    words = [word.casefold().replace("\u2019", "'").removesuffix("'s") for word in _WORD.findall(name)]
    bare = [word for word in words if word not in _TITLES]
    return " ".join(bare or words)


def groups(
    found: Detected, decisions: Iterable[FindingDecision] = (), known: Sequence[tuple[int, int]] = ()
) -> tuple[Group, ...]:
    """The findings beyond the register as groups in the order of harm; ``known`` are the places of the register.

    What was decided before is told as decided, whatever paper it was decided in.
    """
    open_places = _Known(found.text, known)
    undecided = [one for one in found.findings if one.source is not Source.REGISTER]
    decided = {folded(name): one for one in decisions for name in one.names}
    made: list[Group] = []
    for members in (*_people(undecided), *_others(undecided)):
        group = _group(found.text, members, decided)
        if group.decision is not None or not all(open_places.holds(start, end) for start, end in group.places):
            made.append(group)
    made += [_together(found.text, one, decided, found.published) for one in found.combinations if one.parts]
    return tuple(sorted(made, key=lambda one: (_RANK[one.kind], _SURE[one.certainty], one.places[0])))


def context(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place, or as much of it as can be read at a glance."""
    first = max((match.end() for match in _END.finditer(text, max(0, start - _NEAR), start)), default=start - _NEAR)
    last = _END.search(text, end, end + _NEAR)
    return max(0, first), min(len(text), last.end() if last else end + _NEAR)


def is_covered(text: str, known: Sequence[tuple[int, int]]) -> bool:
    """Whether what is known leaves no word of a text but a title."""
    return _Known(text, known).holds(0, len(text))


class _Known:
    """Tells what the register covers, and the phrases that stay; places may lie over one another."""

    def __init__(self, text: str, places: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._covered: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for start, end in places:
            for at in range(start >> 8, (end >> 8) + 1):
                self._covered[at].append((start, end))

    def holds(self, start: int, end: int) -> bool:
        """Whether no word of a place but a title is left beside what is known."""
        near = {place for at in range(start >> 8, (end >> 8) + 1) for place in self._covered.get(at, ())}
        touched = sorted((first, last) for first, last in near if first < end and start < last)
        if not touched:
            return False
        left, here = list[str](), start
        for first, last in touched:
            left.append(self._text[here:first])  # nothing where it lies over the one before
            here = max(here, last)
        rest = " ".join((*left, self._text[here:end]))
        return all(word.casefold() in _TITLES or word.casefold() == "s" for word in _WORD.findall(rest))


def _people(found: Iterable[Finding]) -> list[list[Finding]]:
    """Forms of one person together: what is a part of one full name alone belongs to it."""
    by_form: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        if one.kind in _PEOPLE:
            by_form[folded(one.text)].append(one)
    full = {form: form.split() for form in by_form if " " in form}
    holding: dict[str, list[str]] = defaultdict(list)
    for form, parts in full.items():
        for word in set(parts):
            holding[word].append(form)
    belongs: dict[str, str] = {}
    for form in sorted(by_form, key=lambda form: -len(form)):
        words = form.split()
        near = holding.get(next((word for word in words if len(word) > 1), ""), ())  # a part has a whole word of it
        owners = {belongs.get(name, name) for name in near if name != form and _is_part(words, full[name])}
        if len(owners) == 1:
            belongs[form] = owners.pop()
    together: dict[str, list[Finding]] = defaultdict(list)
    for form, members in by_form.items():
        together[belongs.get(form, form)] += members
    return list(together.values())


def _is_part(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether words may be a shorter form of a full name: each stands in it, or is the initial of one."""
    if len(words) >= len(full) and not any(len(word) == 1 for word in words):
        return False
    left = list(full)
    for word in words:
        match = next((one for one in left if one == word or (len(word) == 1 and one.startswith(word))), None)
        if match is None:
            return False
        left.remove(match)
    return any(len(word) > 1 for word in words)


def _others(found: Iterable[Finding]) -> list[list[Finding]]:
    same: dict[tuple[Kind, str], list[Finding]] = defaultdict(list)
    for one in found:
        if one.kind not in _PEOPLE:
            form = folded(one.text)
            same[one.kind, form.replace(" ", "") if one.kind in {Kind.CONTACT, Kind.REFERENCE} else form].append(one)
    return list(same.values())


def _group(text: str, members: Sequence[Finding], decided: Mapping[str, FindingDecision]) -> Group:
    from safermk_desktop.services.suggesting import named

    forms = [named(text, one, one.replacement) for one in members]
    names = sorted({name for name, _ in forms}, key=lambda name: (-len(name), name))
    decision = next((decided[form] for form in map(folded, names) if form in decided), None)
    best, replacement = min(
        ((one, form) for one, (_, form) in zip(members, forms, strict=True)),
        key=lambda told: (_SURE[told[0].certainty], _SOURCES[told[0].source]),
    )
    kind = Kind.CHILD if any(one.kind is Kind.CHILD for one in members) else best.kind
    return Group(
        kind=kind.value,
        names=tuple(names),
        places=tuple(sorted({(one.start, one.end) for one in members})),
        certainty=best.certainty,
        source=best.source,
        replacement=replacement,
        decision=decision,
    )


def _together(text: str, one: Together, decided: Mapping[str, FindingDecision], published: Collection[str]) -> Group:
    names = tuple(dict.fromkeys(" ".join(text[start:end].split()) for start, end in one.parts))
    whole = " + ".join(names)
    return Group(
        kind=TOGETHER,
        names=(whole,),
        places=one.parts,
        certainty=Certainty.POSSIBLE,
        source=Source.JIGSAW,
        replacement="",
        reason=one.reason,
        sentences=one.sentences,
        elsewhere=one.elsewhere,
        published=tuple(said for said in one.elsewhere if said in published),
        decision=decided.get(folded(whole)),
    )
