"""Domestic abuse related death reviews under section 8A of the Act of 2004 (Victims and Prisoners Act 2024, s.19).

No commencement of s.19 and no final guidance were known when this was written. Until there is guidance, the clocks
and gates are those of ``dhr_2016``, carried over with the same basis (domain 2.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.deadlines import Basis, DeadlineRule
from safermk_desktop.domain.regimes.dhr_2016 import DHR_2016
from safermk_desktop.domain.regimes.dhr_2016_lists import ACT as OLD_ACT
from safermk_desktop.domain.regimes.dhr_2016_lists import GUIDANCE
from safermk_desktop.domain.side_steps import SideStep
from safermk_desktop.domain.states import Criterion, GateCondition, Recipient, RequiredSeat, Stage, State

CARRIED_OVER: Final = "carried over from the December 2016 guidance until guidance for s.8A is published"
PRACTICE: Final = "carried over from the practice of DHR until guidance for s.8A is published"
"""What the partnership asked of itself stands in no guidance, and is not said to."""
ACT: Final = "Domestic Violence, Crime and Victims Act 2004, s.8A"
SECTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        f"{OLD_ACT}(3B) and (3C)": f"{ACT}(4) and (5)",
        f"{OLD_ACT}(3B)": f"{ACT}(4) and (5)",
        f"{OLD_ACT}(4)": f"{ACT}(6)",
        f"{OLD_ACT}(2)": f"{ACT}(2)",
        f"{OLD_ACT}(3)": ACT,
    }
)
"""Where section 8A says what section 9 says."""
DAA: Final = "Domestic Abuse Act 2021"
COPIES: Final = "fact:commissioner_copy_sent"


def _source(source: str) -> str:
    found = source
    for old, new in SECTIONS.items():
        found = found.replace(old, new)
    return f"{found} ({CARRIED_OVER})" if GUIDANCE in found else found


def _rule(rule: DeadlineRule) -> DeadlineRule:
    if rule.basis is Basis.STATUTE:
        duty = "Send the report to the Secretary of State and the Domestic Abuse Commissioner"
        return replace(rule, duty=duty, source=_source(rule.source))
    source = _source(rule.source)
    return replace(rule, source=source if CARRIED_OVER in source else f"{source} ({PRACTICE})")


def _condition(condition: GateCondition) -> GateCondition:
    changed = replace(condition, source=_source(condition.source))
    if condition.test != COPIES:
        return changed
    return replace(
        changed,
        unmet="The Secretary of State and the Domestic Abuse Commissioner have no copy yet.",
        met="Secretary of State and Commissioner have a copy",
    )


def _state(state: State) -> State:
    return replace(state, gate=tuple(_condition(condition) for condition in state.gate))


def _stage(stage: Stage) -> Stage:
    return replace(stage, states=tuple(_state(state) for state in stage.states))


def _seat(seat: RequiredSeat) -> RequiredSeat:
    return replace(seat, source=_source(seat.source))


def _side_step(step: SideStep) -> SideStep:
    return replace(step, needs=tuple(replace(need, source=_source(need.source)) for need in step.needs))


def _recipients() -> Iterator[Recipient]:
    yield Recipient(name="Secretary of State", basis=Basis.STATUTE, source=f"{ACT}(4) and (5)")
    for recipient in DHR_2016.recipients:
        yield replace(recipient, source=_source(recipient.source))


CRITERIA: Final = (
    Criterion(
        id="aged_16", question="Were the person who died and the other person aged 16 or over?", source=f"{DAA}, s.1"
    ),
    Criterion(
        id="cause",
        question="Has the death, or does it appear to have, resulted from domestic abuse towards the person?",
        source=f"{ACT}(1); {DAA}, s.1",
    ),
    Criterion(
        id="relationship",
        question="Were the two personally connected? Members of a household who are not related are not.",
        source=f"{DAA}, s.2",
    ),
    *(replace(item, source=_source(item.source)) for item in DHR_2016.criteria[3:]),
)

DARDR_2024: Final = replace(
    DHR_2016,
    id="dardr_2024",
    edition="2024.3",
    act=ACT,
    guidance="No guidance for s.8A is published yet",
    display_name="DARDR",
    stages=tuple(_stage(stage) for stage in DHR_2016.stages),
    rules=tuple(_rule(rule) for rule in DHR_2016.rules),
    seats=tuple(_seat(seat) for seat in DHR_2016.seats),
    side_steps=tuple(_side_step(step) for step in DHR_2016.side_steps),
    criteria=CRITERIA,
    chair_criteria=tuple(replace(item, source=_source(item.source)) for item in DHR_2016.chair_criteria),
    recipients=tuple(_recipients()),
    letters=tuple(replace(letter, source=_source(letter.source)) for letter in DHR_2016.letters),
    note=f"Clocks {CARRIED_OVER}. Check that s.19 is in force before a case is opened under it.",
)
