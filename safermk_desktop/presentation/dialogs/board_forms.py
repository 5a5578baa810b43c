"""The forms by which the plan of a board is begun and closed, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.actions import SOURCE_WORDS, ActionSource
from safermk_desktop.domain.board_plan import BOARD_SOURCES
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import board_plans
from safermk_desktop.services.session import Session

BOARD: Final = "Prevent Board"


def _begin(session: Session, _about: str) -> StepForm:
    about = session.partnership
    return StepForm(
        title="Begin a plan of a board",
        explain="For recommendations that no review made. Name nobody in it whom a review or Prevent is about.",
        asks=(
            Ask(
                name="source",
                words="&Where its recommendations come from",
                choices=tuple((one.value, SOURCE_WORDS[one]) for one in BOARD_SOURCES),
            ),
            Ask(
                name="body",
                words="&Body that owns it",
                missing="Type the body that owns the plan.",
                offers=(BOARD, about.management_group, about.name),
                starts=BOARD,
            ),
            Ask(name="label", words="&Name of the plan, if it is not that of the body and the year"),
            _day(session, "Begun &on"),
        ),
        save="Be&gin the plan",
        act=lambda texts, days: board_plans.begin_plan(
            session,
            source=ActionSource(texts["source"]),
            body=texts["body"],
            label=texts["label"],
            opened_on=days["day"],
        ),
    )


def _close(session: Session, about: str) -> StepForm:
    return StepForm(
        title="Close the plan",
        explain="Every action in it is finished. Nothing in it changes then; it can still be read.",
        asks=(
            _day(session, "Closed &on"),
            Ask(name="reason", words="&Why", missing="Say why it is closed.", is_long=True),
        ),
        save="&Close the plan",
        act=lambda texts, days: board_plans.close_plan(
            session, CaseId(about), closed_on=days["day"], reason=texts["reason"]
        ),
    )


def _day(session: Session, words: str) -> Ask:
    return Ask(name="day", words=words, missing="Type the day.", is_day=True, starts=day_text(session.clock.today()))


BOARD_FORMS: Final[Mapping[str, Callable[[Session, str], StepForm]]] = MappingProxyType(
    {"begin_plan": _begin, "close_plan": _close}
)
"""By the act; ``close_plan`` is about a plan, by its id."""
