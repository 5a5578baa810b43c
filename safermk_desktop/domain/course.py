"""A statutory process as data: its stages in order, the states beside them, its clocks, and how a gate is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
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
    _states: Mapping[str, State] = field(init=False, repr=False, compare=False)
    _stages: Mapping[str, Stage] = field(init=False, repr=False, compare=False)
    _acts: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A caseload asks for each of them by its id for every case.
        gates = [condition for stage in self.stages for condition in stage.gate]
        states = {state.id: state for state in self.states}
        object.__setattr__(self, "_states", MappingProxyType(states))
        object.__setattr__(self, "_stages", MappingProxyType({stage.id: stage for stage in self.stages}))
        object.__setattr__(self, "_acts", MappingProxyType({one.test: one.act for one in gates}))

    @property
    def states(self) -> tuple[State, ...]:
        """Every state: those of the rail in its order, then those beside it in which a case may end."""
        return (*(state for stage in self.stages for state in stage.states), *self.ends)

    def state(self, state_id: str) -> State:
        """The state of that id. Raises ``KeyError`` for an id that the process does not have."""
        return self._states[state_id]

    def state_of(self, case: Placed) -> State:
        """Where a case stands; the first state of its stage where it says none."""
        return self.state(case.state) if case.state else self.stage(case.stage).states[0]

    def stage_of(self, state_id: str) -> Stage:
        """The stage of the rail that holds a state. Raises ``KeyError`` for one that stands beside the rail."""
        return {state.id: stage for stage in self.stages for state in stage.states}[state_id]

    def stage(self, stage_id: str) -> Stage:
        """The stage of that id. Raises ``KeyError`` for an id that the process does not have."""
        return self._stages[stage_id]

    def act_of(self, rule: DeadlineRule) -> str:
        """The act that does the duty of a rule: its own, or the one that meets its condition in a gate."""
        return rule.act or self._acts[rule.done]

    def position(self, stage_id: str) -> int:
        """Where the stage stands in the order, from 0."""
        return [stage.id for stage in self.stages].index(stage_id)

    def next_stage(self, stage_id: str) -> Stage | None:
        """The stage after this one; ``None`` at the end, where the gate leads to closing the case."""
        after = self.position(stage_id) + 1
        return self.stages[after] if after < len(self.stages) else None


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
