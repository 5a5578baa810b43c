"""A statutory process as data: its stages in order, the states beside them, its clocks, and how a gate is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from safermk_desktop.domain.deadlines import DeadlineRule
from safermk_desktop.domain.states import FactKind, GateCondition, Stage, State

F = TypeVar("F")


class Placed(Protocol):
    """A case as far as the process is concerned: where it stands."""

    @property
    def stage(self) -> str: ...

    @property
    def state(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One edition of a process: the stages of its rail, the states beside it, its clocks and its citations."""

    id: str
    edition: str
    act: str
    guidance: str
    display_name: str
    stages: tuple[Stage, ...]
    ends: tuple[State, ...]
    rules: tuple[DeadlineRule, ...]
    facts: tuple[FactKind, ...]

    @property
    def states(self) -> tuple[State, ...]:
        """Every state: those of the rail in its order, then those beside it in which a case may end."""
        return (*(state for stage in self.stages for state in stage.states), *self.ends)

    def state(self, state_id: str) -> State:
        """The state of that id. Raises ``KeyError`` for an id that the process does not have."""
        return {state.id: state for state in self.states}[state_id]

    def state_of(self, case: Placed) -> State:
        """Where a case stands; the first state of its stage where it says none."""
        return self.state(case.state) if case.state else self.stage(case.stage).states[0]

    def stage_of(self, state_id: str) -> Stage:
        """The stage of the rail that holds a state. Raises ``KeyError`` for one that stands beside the rail."""
        return {state.id: stage for stage in self.stages for state in stage.states}[state_id]

    def stage(self, stage_id: str) -> Stage:
        """The stage of that id. Raises ``KeyError`` for an id that the process does not have."""
        return self._index()[stage_id]

    def position(self, stage_id: str) -> int:
        """Where the stage stands in the order, from 0."""
        return [stage.id for stage in self.stages].index(stage_id)

    def next_stage(self, stage_id: str) -> Stage | None:
        """The stage after this one; ``None`` at the end, where the gate leads to closing the case."""
        after = self.position(stage_id) + 1
        return self.stages[after] if after < len(self.stages) else None

    def _index(self) -> Mapping[str, Stage]:
        return {stage.id: stage for stage in self.stages}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one condition of a gate stands: met, or unmet with a detail."""

    condition: GateCondition
    is_met: bool
    detail: str = ""

    @property
    def sentence(self) -> str:
        """What the screen says about it."""
        if self.is_met:
            return self.condition.met
        return self.detail or self.condition.unmet


def gate(of: State | Stage, file: F, conditions: Mapping[str, Callable[[F], str | None]]) -> tuple[Finding, ...]:
    """How every condition of the gate out of a state, or out of all states of a stage, stands, in their order."""
    found: list[Finding] = []
    for condition in of.gate:
        missing = conditions[condition.test](file)
        found.append(Finding(condition=condition, is_met=missing is None, detail=missing or ""))
    return tuple(found)
