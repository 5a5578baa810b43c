"""The conditions that the gates and clocks of Channel are made of: pure functions from a file to what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.assessment import AssessmentStage
from safermk_desktop.domain.channel.case import ADULT, MONTHS
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.exits import REVIEW_MONTHS, AfterReview
from safermk_desktop.domain.channel.panel import Outcome
from safermk_desktop.domain.channel.referral import GatewayAnswer, ReturnState
from safermk_desktop.domain.channel.support import STATUTORY, ConsentAnswer, Consenter, wrong_consenter
from safermk_desktop.domain.deadlines import corresponding_date

ChannelCondition = Callable[[ChannelFile], "str | None"]
"""A test of a case: ``None`` when it is met, otherwise what is missing in detail (an empty string says no more)."""


def referral_logged(file: ChannelFile) -> str | None:
    """Whether the referral stands on the file."""
    return None if file.referral else ""


def history_seen(file: ChannelFile) -> str | None:
    """Whether the chair saw all earlier cases of the person, where there are any."""
    shown = set(file.looks[-1].cases) if file.looks else set[str]()
    unseen = [one.reference for one in file.earlier if one.reference not in shown]
    if not unseen:
        return None
    return f"The chair has not looked at the whole history of the person: {', '.join(unseen)}."


def gateway_answered(file: ChannelFile) -> str | None:
    """Whether the police answered."""
    return None if file.gateway else ""


def partners_settled(file: ChannelFile) -> str | None:
    """Whether every partner asked has answered, or was chased."""
    waiting = [one.organisation for one in file.requests if one.state is ReturnState.ASKED]
    if not file.requests:
        return ""
    return f"Neither in nor chased: {', '.join(waiting)}." if waiting else None


def assessed(file: ChannelFile) -> str | None:
    """Whether there is an assessment in this round."""
    return None if file.assessment() else ""


def section36_decided(file: ChannelFile) -> str | None:
    """Whether the police or the authority decided on the grounds in this round."""
    return None if file.section36_decision else ""


def grounds_found(file: ChannelFile) -> str | None:
    """Whether there are reasonable grounds."""
    decided = file.section36_decision
    return None if decided and decided.is_reasonable else ""


def grounds_not_found(file: ChannelFile) -> str | None:
    """Whether it was decided that there are none."""
    decided = file.section36_decision
    return None if decided and not decided.is_reasonable else ""


def panel_discussed(file: ChannelFile) -> str | None:
    """Whether the panel decided anything since the decision of section 36."""
    decided = file.section36_decision
    return None if decided and any(one.decided_on >= decided.decided_on for one in file.decisions) else ""


def panel_decided(file: ChannelFile) -> str | None:
    """Whether the panel decided in the state that the case stands in."""
    return None if file.decision else ""


def panel_ended(file: ChannelFile) -> str | None:
    """Whether the panel decided that the support ends, or that the police lead."""
    return None if _decided(file, Outcome.EXIT, Outcome.POLICE_LED) else ""


def plan_complete(file: ChannelFile) -> str | None:
    """Whether the plan says all that section 36(5) asks for."""
    if file.plan is None:
        return ""
    empty = [name.replace("_", " ") for name in STATUTORY if not str(getattr(file.plan, name)).strip()]
    return f"The support plan does not say: {', '.join(empty)}." if empty else None


def consent_live(file: ChannelFile) -> str | None:
    """Whether there is consent today, from whom the law asks it of."""
    consent = file.consent
    if consent is None or not consent.is_live(file.today):
        return ""
    return wrong_consenter(consent, file.person.born_on, consent.answered_on) or None


def consent_to_begin(file: ChannelFile) -> str | None:
    """Whether support can begin today: with consent from whom the law asks it of on this day, and nobody has left."""
    missing, consent = consent_live(file), file.consent
    if missing is not None or consent is None:
        return missing
    if file.exit is not None:
        return "It is recorded that the person left the programme."
    return wrong_consenter(consent, file.person.born_on, file.today) or None


def consent_passes_on(file: ChannelFile) -> date | None:
    """The 18th birthday of a person for whom a parent or guardian consented: from then on it is theirs to give."""
    consent, born_on = file.consent, file.person.born_on
    is_theirs = consent is not None and consent.consenter is Consenter.PERSON
    if consent is None or is_theirs or born_on is None or not consent.is_live(file.today):
        return None
    return corresponding_date(born_on, ADULT * MONTHS)


def consent_answered(file: ChannelFile) -> str | None:
    """Whether consent was given or refused since the panel adopted the case."""
    adopted = file.adopted_on
    return None if adopted and file.consent and file.consent.answered_on >= adopted else ""


def support_runs(file: ChannelFile) -> str | None:
    """Whether the person is in support: adopted, consenting, and not left."""
    return None if file.adopted_on and not file.exit and consent_live(file) is None else ""


def support_over(file: ChannelFile) -> str | None:
    """Whether the case was closed, or the person left, refused or withdrew."""
    refused = file.consent and (file.consent.answer is ConsentAnswer.REFUSED or file.consent.withdrawn_on)
    return None if file.case.closed_on or file.exit or refused else ""


def exit_assessed(file: ChannelFile) -> str | None:
    """Whether there is an assessment for the exit."""
    return None if file.assessment(AssessmentStage.EXIT) else ""


def exit_recorded(file: ChannelFile) -> str | None:
    """Whether the exit is recorded."""
    return None if file.exit else ""


def reviews_made(file: ChannelFile) -> str | None:
    """Whether both reviews after exit are made, by corresponding date."""
    if file.exit is None:
        return ""
    made = {(one.months, one.due_on) for one in file.after if one.exit_id == file.exit.id}
    owed = {(months, corresponding_date(file.exit.exited_on, months)) for months in REVIEW_MONTHS}
    return None if owed <= made else ""


def exit_if_supported(file: ChannelFile) -> str | None:
    """Whether the exit with its reviews is recorded of somebody who was in support, unless they are assessed again."""
    was_supported = file.adopted_on and any(one.answer is ConsentAnswer.GIVEN for one in file.consents)
    if not was_supported or panel_assesses_again(file) is None or taken_back(file) is None:
        return None
    return None if reviews_made(file) is None else ""


def panel_assesses_again(file: ChannelFile) -> str | None:
    """Whether the panel wants a further assessment."""
    return _or_not(_decided(file, Outcome.FURTHER_ASSESSMENT))


def taken_back(file: ChannelFile) -> str | None:
    """Whether the panel took the case back from the police while it stood there."""
    return _stay("taken_back")(file)


def _decided(file: ChannelFile, *outcomes: Outcome) -> bool:
    return file.decision is not None and file.decision.outcome in outcomes


def _or_not(is_met: bool) -> str | None:
    return None if is_met else ""


def _outcome(*outcomes: Outcome) -> ChannelCondition:
    return lambda file: _or_not(_decided(file, *outcomes))


def _gateway(answer: GatewayAnswer) -> ChannelCondition:
    return lambda file: _or_not(file.gateway_answer is not None and file.gateway_answer.answer is answer)


def _fact(kind: str) -> ChannelCondition:
    return lambda file: _or_not(file.fact(kind) is not None)


def _stay(kind: str) -> ChannelCondition:
    """That a fact was recorded in the state that the case stands in."""
    return lambda file: _or_not(any(one.kind == kind and one.visit == file.visit for one in file.facts))


def _held(months: int) -> ChannelCondition:
    def condition(file: ChannelFile) -> str | None:
        review = file.review_after(months)
        return None if review and review.done_on else ""

    return condition


def _re_enters(months: int) -> ChannelCondition:
    def condition(file: ChannelFile) -> str | None:
        review = file.review_after(months)
        return None if review and review.decision == AfterReview.RE_ENTER else ""

    return condition


_NAMED: Final = (
    referral_logged,
    history_seen,
    gateway_answered,
    partners_settled,
    assessed,
    section36_decided,
    grounds_found,
    grounds_not_found,
    panel_discussed,
    panel_decided,
    panel_ended,
    plan_complete,
    consent_live,
    consent_to_begin,
    consent_answered,
    support_runs,
    support_over,
    exit_assessed,
    exit_recorded,
    reviews_made,
    exit_if_supported,
    panel_assesses_again,
    taken_back,
)

CHANNEL_CONDITIONS: Final[Mapping[str, ChannelCondition]] = MappingProxyType(
    {
        **{condition.__name__: condition for condition in _NAMED},
        **{f"fact:{kind}": _fact(kind) for kind in ("safeguarding_checked", "known_checked", "services_considered")},
        **{f"stay:{kind}": _stay(kind) for kind in ("outcome_logged", "handed_over", "panel_informed")},
        **{f"review_{months}_held": _held(months) for months in REVIEW_MONTHS},
        **{f"review_{months}_re_enters": _re_enters(months) for months in REVIEW_MONTHS},
        "gateway_no_concern": _gateway(GatewayAnswer.NO_CONCERN),
        "gateway_police_led": _gateway(GatewayAnswer.POLICE_LED),
        "gateway_not_progressed": _gateway(GatewayAnswer.NOT_PROGRESSED),
        "panel_not_suitable": _outcome(Outcome.NOT_SUITABLE),
        "panel_police_led": _outcome(Outcome.POLICE_LED),
        "panel_deferred": _outcome(Outcome.DEFER),
    }
)
