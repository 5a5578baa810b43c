"""The findings of a report as rows by kind, its text as runs with marks, and what a copy left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, cast

from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.wording import count_of
from safermk_desktop.presentation.models.cells import (
    Cell,
    Column,
    due_cell,
    group_cell,
    identity_cell,
    text_cell,
    two_line_cell,
    wrap_cell,
)
from safermk_desktop.redaction.matching.finder import DATES_ID, Match

PERSON: Final = "person"
KEPT_ID: Final = "what stays"
"""The identity of a place that stays by decision."""
GROUPS: Final = MappingProxyType(
    {
        "person": "People",
        "place": "Places and organisations",
        "date": "Dates",
        "contact": "Numbers and contacts",
    }
)
_GROUP_OF: Final = MappingProxyType(
    {
        "person": "person",
        "place": "place",
        "organisation": "place",
        "date": "date",
        "contact": "contact",
        "reference": "contact",
        "other": "contact",
    }
)


def group_of(kind: str) -> str:
    """The kind under which an identity is listed and coloured: person, place, date or contact."""
    return _GROUP_OF[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A kind (without ``identity``), or one identity with the indexes of its places in the text."""

    group: str
    identity: str = ""
    published: str = ""
    role: str = ""
    places: tuple[int, ...] = ()
    undecided: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What tells this row from another."""
        return (self.group, self.identity)


def groups_of(entries: Sequence[IdentityEntry]) -> dict[str, str]:
    """The kind of each identity of the register, and of the dates that its rule finds."""
    return {DATES_ID: "date", **{entry.key: group_of(entry.kind) for entry in entries}}


def finding_rows(matches: Sequence[Match], entries: Sequence[IdentityEntry]) -> tuple[FindingRow, ...]:
    """The kinds that occur, each with its identities in the order of the register."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, match in enumerate(matches):
        places[match.identity_id].append(at)
    known = [(entry.key, group_of(entry.kind), entry.replacement, entry.role or entry.kind) for entry in entries]
    known.append((DATES_ID, "date", "Full dates", "Published as the rule says"))
    rows: list[FindingRow] = []
    for group in GROUPS:
        under = [_finding(one, places[one[0]], matches) for one in known if one[1] == group and places[one[0]]]
        if under:
            all_places = tuple(at for row in under for at in row.places)
            undecided = tuple(at for row in under for at in row.undecided)
            rows += [FindingRow(group=group, places=all_places, undecided=undecided), *under]
    return tuple(rows)


def _finding(one: tuple[str, str, str, str], places: Sequence[int], matches: Sequence[Match]) -> FindingRow:
    identity, group, published, role = one
    return FindingRow(
        group=group,
        identity=identity,
        published=published or matches[places[0]].replacement,
        role=role.replace("_", " ").capitalize(),
        places=tuple(places),
        undecided=tuple(at for at in places if matches[at].certainty == "undecided"),
    )


def _what(row: FindingRow) -> Cell:
    left = f"{len(row.undecided)} to look at" if row.undecided else ""
    if row.identity:
        return due_cell(row.published, row.role, left, tone="amber.text")
    counts = (("amber", len(row.undecided)),) if row.undecided else ()
    spoken = ", ".join(part for part in (GROUPS[row.group], count_of(len(row.places), "place"), left) if part)
    return replace(group_cell(f"{GROUPS[row.group]}, {len(row.places)}", counts=counts), spoken=spoken)


FINDING_COLUMNS: Final[tuple[Column[FindingRow], ...]] = (
    Column(header="Published as", cell=_what),
    Column(header="Places", cell=lambda row: text_cell(str(len(row.places))), width=72, is_right=True),
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text. ``at`` is the index of its finding, -1 outside one; ``tone`` the colour of its mark.

    What somebody decided to keep has no colour.
    """

    text: str
    at: int = -1
    tone: str = ""
    is_undecided: bool = False
    is_kept: bool = False


def runs(text: str, matches: Sequence[Match], groups: Mapping[str, str], *, is_original: bool) -> Iterator[Run]:
    """The text as it is shown. What is undecided shows as written in both views: nothing looks safe before it is."""
    here = 0
    for at, match in enumerate(matches):
        if match.start > here:
            yield Run(text[here : match.start])
        undecided = match.certainty == "undecided"
        kept = match.identity_id == KEPT_ID
        shown = text[match.start : match.end] if is_original or undecided or kept else match.replacement
        yield Run(shown, at, groups.get(match.identity_id, PERSON), undecided, kept)
        here = max(here, match.end)
    if here < len(text):
        yield Run(text[here:])


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutRow:
    """Something that the copy does not carry over, or a word that a person has to look at. No name."""

    key: int
    what: str
    why: str
    part: str


def left_out_rows(report: Mapping[str, object]) -> tuple[LeftOutRow, ...]:
    """The parts dropped and the words undecided, from the report of ``safermk redact`` (contracts/cli.md)."""
    dropped = cast("list[dict[str, str]]", report["dropped"])
    undecided = cast("list[dict[str, object]]", report["undecided"])
    found = [(f"Left out: {one['what']}", one["why"], one["part"]) for one in dropped]
    for one in undecided:
        done = "Replaced" if one["replaced"] else "Left as written"
        why = f"{done}. The word is an ordinary one as well; look at this place in the copy."
        found.append((f"Undecided: entry {one['id']}, {one['story']}", why, str(one["part"])))
    return tuple(LeftOutRow(key=at, what=what, why=why, part=part) for at, (what, why, part) in enumerate(found))


LEFT_OUT_COLUMNS: Final[tuple[Column[LeftOutRow], ...]] = (
    Column(header="What", cell=lambda row: wrap_cell(row.what), width=240),
    Column(header="Why", cell=lambda row: wrap_cell(row.why)),
    Column(header="Part of the file", cell=lambda row: text_cell(row.part, tone="text.secondary"), width=184),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRow:
    """One line of the register. ``shown`` holds the real names while a person looks at them, nothing otherwise."""

    entry: IdentityEntry
    uses: int
    shown: str = ""


def _published(row: IdentityRow) -> Cell:
    role = (row.entry.role or row.entry.kind).replace("_", " ").capitalize()
    return two_line_cell(row.entry.replacement or f"[{row.entry.kind}]", role, role="bodyStrong")


IDENTITY_COLUMNS: Final[tuple[Column[IdentityRow], ...]] = (
    Column(header="Published as", cell=_published),
    Column(header="Identity", cell=lambda row: identity_cell(row.shown, is_shown=bool(row.shown)), width=92),
    Column(header="Uses", cell=lambda row: text_cell(str(row.uses)), width=56, is_right=True),
)
