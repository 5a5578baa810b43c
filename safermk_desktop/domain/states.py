"""What the statutory processes are made of: states, their gates and ways, stages of the rail, and lists."""

from __future__ import annotations

from dataclasses import dataclass

from safermk_desktop.domain.deadlines import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class GateCondition:
    """One condition of a gate. ``test`` names a ``Condition``; ``act`` names what meets it; ``owner`` who owes it.

    No override passes one that ``is_owed_always``.
    """

    test: str
    unmet: str
    met: str
    source: str
    basis: Basis
    act: str
    owner: str
    is_owed_always: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from a state. It is taken where the condition ``when`` is met; empty, it is taken always."""

    to: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state of domain 2.3. ``ways`` are looked at in their order; a state without any is where a case is closed.

    ``allows_side_steps`` says that a case can be withdrawn, transferred, paused or taken back from here, and
    ``may_reopen`` that a case that ended here can be opened again. A state that ``returns`` goes back to where the
    case came from, its ways being where that may be. One ``is_aside`` where most cases never come.
    """

    id: str
    name: str
    gate: tuple[GateCondition, ...] = ()
    ways: tuple[Way, ...] = ()
    allows_side_steps: bool = True
    may_reopen: bool = False
    returns: bool = False
    is_aside: bool = False
    note: str = ""

    @property
    def is_final(self) -> bool:
        """Whether a case that comes here is closed."""
        return not self.ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the rail, with the states of domain 2.3 that it holds, in their order."""

    id: str
    name: str
    states: tuple[State, ...]
    waiting: str

    @property
    def gate(self) -> tuple[GateCondition, ...]:
        """The conditions of all its states on the main way."""
        return tuple(condition for state in self.states if not state.is_aside for condition in state.gate)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredSeat:
    """A seat that every panel under this regime fills or settles with a reason."""

    agency_kind: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """A kind of dated fact that can be recorded, with the sentence that the screen shows."""

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A question of the criteria checklist."""

    id: str
    question: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who gets a copy of the report."""

    name: str
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKind:
    """A letter that this edition knows, and to whom it goes."""

    id: str
    name: str
    to: str
    source: str
