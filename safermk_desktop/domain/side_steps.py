"""The side steps of a case as data: what each needs, as sentences with their source (domain 2.3).

A delay that the Home Office is told of is an event and no step: it may happen again and again and moves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.states import State
from safermk_desktop.domain.steps import StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that must be said before a side step is taken. ``field`` is what the act calls it."""

    field: str
    unmet: str
    source: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class SideStep:
    """A step beside the main way. ``to`` is the state it leads to; empty where the person chooses or nothing moves."""

    id: str
    name: str
    kind: StepKind | None
    to: str
    act: str
    owner: str
    needs: tuple[Need, ...]
    note: str = ""

    def may_be_taken_from(self, state: State) -> bool:
        """Whether a case can take it in ``state``: D0 to D13, and for new information where a case ended early."""
        if self.kind is StepKind.REOPENED:
            return state.allows_side_steps or state.may_reopen
        return state.allows_side_steps and not (self.kind is StepKind.PAUSED and state.returns)

    def unmet(self, said: Mapping[str, object]) -> tuple[str, ...]:
        """What is missing of what must be said, as sentences. A text of blanks says nothing."""
        return tuple(need.unmet for need in self.needs if not _says(said.get(need.field)))


def _says(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
