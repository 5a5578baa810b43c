"""The form by which a case that is under way comes in where it stands, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.case import Manner, Outcome
from safermk_desktop.domain.regimes.dhr_2016 import DHR_2016
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.pages.case_words import MANNERS
from safermk_desktop.services.cases import NewCase
from safermk_desktop.services.entering import EarlierChair, EarlierDecision, UnderWay, enter_case, places_to_enter
from safermk_desktop.services.session import Session

HOME_OFFICE_TOLD: Final = "home_office_told_decision"
EDITIONS: Final = tuple((one.id, f"{one.display_name}, edition {one.edition}") for one in REGIMES.values())
STATES: Final = tuple((one.id, f"{one.name} ({one.id})") for one in places_to_enter(DHR_2016))
OUTCOMES: Final = ((Outcome.REVIEW.value, "Hold a review"), (Outcome.JOINT.value, "Hold a joint review"))


def _enter_case(session: Session, _about: str) -> StepForm:
    return StepForm(
        title="A case already under way",
        explain=(
            "It comes in where it stands. Its clocks run from the true days, what was before is marked as recorded "
            "afterwards, and the gates that it passed are taken over with your reason."
        ),
        asks=(*_asks_who(session), *_asks_where()),
        save="Take the case in",
        act=lambda texts, days: enter_case(session, under_way(texts, days)),
    )


def _asks_who(session: Session) -> tuple[Ask, ...]:
    return (
        Ask(name="edition", words="&Edition of the rules", choices=EDITIONS),
        Ask(name="reference", words="&Reference", missing="Type a reference, such as DHR-2024-02."),
        Ask(name="label", words="&Working title, without names", missing="Type a working title without names."),
        Ask(name="received", words="&Notified on", missing="Type the day of the notification.", is_day=True),
        Ask(name="death", words="Date of &death", missing="Type the date of death.", is_day=True),
        Ask(name="manner", words="&Manner of death", choices=tuple((m.value, w) for m, w in MANNERS.items())),
        Ask(name="agency", words="Notified &by", missing="Type which agency sent the notification."),
        Ask(
            name="area",
            words="&Area where the person lived",
            missing="Type the area.",
            starts=session.partnership.area,
        ),
        Ask(name="lead", words="&Lead", missing="Type who leads on the case.", starts=session.person),
    )


def _asks_where() -> tuple[Ask, ...]:
    return (
        Ask(name="state", words="Where it &stands", choices=STATES),
        Ask(name="outcome", words="The decision &that was taken", choices=OUTCOMES),
        Ask(name="decided", words="Decided &on, if it was decided", is_day=True),
        Ask(name="decided_by", words="De&cided by", starts="Chair of the partnership"),
        Ask(name="reasons", words="Reasons of the decision", is_long=True),
        Ask(name="told", words="&Home Office told on, if it was told", is_day=True),
        Ask(name="chair", words="Independent chair, &if appointed"),
        Ask(name="chair_on", words="Chair appointed on", is_day=True),
        Ask(name="independence", words="Statement of the chair's independence", is_long=True),
        Ask(name="submitted", words="Submitted to the Home Office on, if it was", is_day=True),
        Ask(
            name="source",
            words="Where this is &known from",
            missing="Say where it is known from.",
            starts="the paper file",
        ),
        Ask(name="reason", words="Why the earlier &gates are taken over", missing="Say why.", is_long=True),
        Ask(name="approver", words="A&pproved by", missing="Type who approved it."),
    )


def under_way(texts: Mapping[str, str], days: Mapping[str, date]) -> UnderWay:
    """What was typed; a day that was left out has no entry."""
    decided, chosen, told = days.get("decided"), days.get("chair_on"), days.get("told")
    decision = decided and EarlierDecision(
        outcome=Outcome(texts["outcome"]),
        decided_on=decided,
        decided_by=texts["decided_by"],
        reasons=texts["reasons"],
    )
    chair = chosen and EarlierChair(name=texts["chair"], appointed_on=chosen, independence=texts["independence"])
    return UnderWay(
        new=NewCase(
            reference=texts["reference"],
            label=texts["label"],
            received_on=days["received"],
            death_on=days["death"],
            notifier_agency=texts["agency"],
            notifier_role="",
            manner=Manner(texts["manner"]),
            circumstances="",
            residence_area=texts["area"],
            lead=texts["lead"],
            regime=texts["edition"],
        ),
        state=texts["state"],
        reason=texts["reason"],
        approver=texts["approver"],
        source=texts["source"],
        decision=decision,
        chair=chair,
        submitted_on=days.get("submitted"),
        facts=MappingProxyType({HOME_OFFICE_TOLD: told} if told else {}),
    )


ENTERING_FORMS: Final[Mapping[str, Callable[[Session, str], StepForm]]] = MappingProxyType({"enter_case": _enter_case})
"""The form, by its act; it concerns no case yet."""
