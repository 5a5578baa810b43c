"""The course of a Channel case: a process whose data also say which states stand for what, and what a panel decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safermk_desktop.domain.channel.panel import Outcome
from safermk_desktop.domain.course import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCourse(Course):
    """One edition of Channel. Code asks for a state by what it is for, and never by its name.

    ``support`` is the state in which support runs; ``refused`` where consent was refused or withdrawn; ``police_led``
    and ``not_progressed`` where the police take it; ``transferred`` and ``closed`` where a case ends. ``outcomes``
    are what a panel may decide in each state that it decides in.
    """

    support: str
    refused: str
    police_led: str
    not_progressed: str
    transferred: str
    closed: str
    outcomes: Mapping[str, tuple[Outcome, ...]]
    recurs: Mapping[str, str]
    set_by: Mapping[str, str]
