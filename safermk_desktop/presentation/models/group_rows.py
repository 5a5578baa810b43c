"""What nobody entered, as rows under their kind: the finding, how certain it is, and what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.identities import FindingChoice
from safermk_desktop.domain.wording import count_of
from safermk_desktop.presentation.models.cells import Cell, Column, group_cell, rag_cell, two_line_cell
from safermk_desktop.services.grouping import HARM, TOGETHER, Group

KINDS: Final = MappingProxyType(
    {
        "child": "Children",
        "place": "Addresses and places",
        "person": "People",
        "contact": "Phones, e-mail, web",
        "reference": "References",
        TOGETHER: "Together they identify",
        "date": "Dates",
        "age": "Ages",
        "organisation": "Organisations",
        "occupation": "Occupations",
        "demographic": "Descriptions",
        "quantity": "Numbers",
    }
)
"""The kinds in words, in the order of harm."""
SOURCES: Final = MappingProxyType(
    {
        "register": "register",
        "pattern": "by its pattern",
        "shape": "by its shape",
        "model": "by the model",
        "jigsaw": "by combination",
    }
)
CERTAINTIES: Final = MappingProxyType({"certain": "Certain", "likely": "Likely", "possible": "Possible"})
_SHAPES: Final = MappingProxyType({"certain": "amber", "likely": "amber", "possible": "grey"})
_STATE: Final = 106


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A kind with its count (without ``group``), or one finding."""

    kind: str
    group: Group | None = None
    count: int = 0

    @property
    def key(self) -> str:
        """What tells this row from another."""
        return self.group.key if self.group else self.kind


def group_rows(found: Sequence[Group], *, decided: bool, kind: str = "", certainty: str = "") -> tuple[GroupRow, ...]:
    """The findings that are decided, or those that are not, under their kinds; of one kind or certainty if asked."""
    listed = [one for one in found if (one.decision is not None) == decided]
    shown = [one for one in listed if kind in {"", one.kind} and certainty in {"", one.certainty.value}]
    counts = Counter(one.kind for one in shown)
    rows: list[GroupRow] = []
    for name in map(str, HARM):
        if counts[name]:
            rows.append(GroupRow(kind=name, count=counts[name]))
            rows += [GroupRow(kind=name, group=one) for one in shown if one.kind == name]
    return tuple(rows)


def title_of(group: Group) -> str:
    """A finding in one line; what is replaced is shown as it is published."""
    if group.decision is not None and group.decision.choice is FindingChoice.REPLACE:
        return group.replacement
    more = len(group.names) - 1
    return f"{group.names[0]}, {count_of(more, 'more form')}" if more else group.names[0]


def detail_of(group: Group) -> str:
    """Where it comes from and how often it stands."""
    return f"{count_of(len(group.places), 'place')}, {SOURCES[group.source.value]}"


def _what(row: GroupRow) -> Cell:
    if row.group is not None:
        return two_line_cell(title_of(row.group), detail_of(row.group))
    told = f"{KINDS[row.kind]}, {count_of(row.count, 'finding')}"
    return replace(group_cell(f"{KINDS[row.kind]}, {row.count}"), spoken=told)


def _state(row: GroupRow) -> Cell:
    group = row.group
    if group is None:
        return rag_cell("grey", "")
    if group.decision is not None:
        return rag_cell("blue", "Replaced" if group.decision.choice is FindingChoice.REPLACE else "Kept")
    return rag_cell(_SHAPES[group.certainty.value], CERTAINTIES[group.certainty.value])


GROUP_COLUMNS: Final[tuple[Column[GroupRow], ...]] = (
    Column(header="Found", cell=_what),
    Column(header="State", cell=_state, width=_STATE),
)


def left_in(found: Iterable[Group]) -> int:
    """How many findings nobody decided on."""
    return sum(one.decision is None for one in found)
