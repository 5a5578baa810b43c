"""The forms of what terms of reference settle in tables, of comments and of approvals, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.requests import ReturnKind
from safermk_desktop.domain.terms import CHARACTERISTICS, RETURN_WORDS, ApprovingBody
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import terms_review, terms_tables
from safermk_desktop.services.session import Session
from safermk_desktop.services.terms_review import Studio

_Maker = Callable[[Session, Studio, str], StepForm]

YES_NO: Final = (("no", "No"), ("yes", "Yes"))
ANSWERS: Final = (("", "Not considered yet"), ("applies", "Is looked at"), ("none", "Plays no part"))
KINDS: Final = tuple((kind.value, words[0].upper() + words[1:]) for kind, words in RETURN_WORDS.items())
BODIES: Final = MappingProxyType(
    {ApprovingBody.PANEL: "the panel", ApprovingBody.MANAGEMENT_GROUP: "the management group"}
)


def terms_form(session: Session, case_id: CaseId, step: str) -> StepForm:
    """The form of a step on the terms (``terms_comment:section:clause``). Raises ``KeyError``, ``RecordUnknown``."""
    name, _, detail = step.partition(":")
    return TERMS_FORMS[name](session, terms_review.studio(session, case_id), detail)


def _scope(session: Session, studio: Studio, _detail: str) -> StepForm:
    facts = studio.facts
    return StepForm(
        title="Period in scope",
        explain="The agencies search their records from the first day to the last. Say why these days.",
        asks=(
            Ask(
                name="first",
                words="&First day",
                missing="Type the first day.",
                is_day=True,
                starts=day_text(facts.scope_from) if facts.scope_from else "",
            ),
            Ask(
                name="last",
                words="&Last day",
                missing="Type the last day.",
                is_day=True,
                starts=day_text(facts.scope_to) if facts.scope_to else "",
            ),
            Ask(
                name="reason",
                words="&Reason",
                missing="Say why the period begins and ends on these days.",
                is_long=True,
                starts=facts.scope_reason,
            ),
        ),
        save="&Save period",
        act=lambda texts, days: terms_tables.set_scope(
            session, _case(studio), first=days["first"], last=days["last"], reason=texts["reason"]
        ),
    )


def _people(session: Session, studio: Studio, _detail: str) -> StepForm:
    listed = ", ".join(studio.people) or "nobody yet"
    return StepForm(
        title="People in scope",
        explain=f"By pseudonym only, one to a line, with the relation. The identity register has: {listed}.",
        asks=(
            Ask(
                name="people",
                words="&People",
                missing="Say who is in scope.",
                is_long=True,
                starts="\n".join(studio.facts.people or studio.people),
            ),
        ),
        save="&Save people",
        act=lambda texts, _days: terms_tables.set_people(session, _case(studio), tuple(texts["people"].splitlines())),
    )


def _facts(session: Session, studio: Studio, _detail: str) -> StepForm:
    held = studio.facts
    return StepForm(
        title="Facts of the case and expertise",
        explain="What the facts hold must be named in the terms. The expertise that the case needs comes from experts.",
        asks=(
            Ask(
                name="suicide", words="Did anybody die by &suicide?", choices=YES_NO, starts=_yes(held.facts, "suicide")
            ),
            Ask(
                name="control",
                words="Was there &coercive control?",
                choices=YES_NO,
                starts=_yes(held.facts, "coercive_control"),
            ),
            Ask(
                name="needs",
                words="Expertise &needed, one to a line, may stay empty",
                is_long=True,
                starts="\n".join(held.needs),
            ),
            Ask(
                name="experts",
                words="&Experts, by role and organisation, one to a line",
                is_long=True,
                starts="\n".join(held.experts),
            ),
        ),
        save="&Save facts",
        act=lambda texts, _days: terms_tables.set_facts(
            session,
            _case(studio),
            facts=_told(texts),
            needs=tuple(texts["needs"].splitlines()),
            experts=tuple(texts["experts"].splitlines()),
        ),
    )


def _yes(facts: tuple[str, ...], name: str) -> str:
    return "yes" if name in facts else "no"


def _told(texts: Mapping[str, str]) -> tuple[str, ...]:
    names = (("suicide", "suicide"), ("control", "coercive_control"))
    return tuple(fact for field, fact in names if texts[field] == "yes")


def _characteristics(session: Session, studio: Studio, _detail: str) -> StepForm:
    asks: list[Ask] = []
    for name, words in CHARACTERISTICS.items():
        answer, reason = studio.facts.characteristic(name)
        asks.append(Ask(name=name, words=words, choices=ANSWERS, starts=answer))
        asks.append(Ask(name=f"{name}_reason", words=f"{words}: what is looked at, or why not", starts=reason))

    def save(texts: Mapping[str, str], _days: object) -> None:
        answers = {name: (texts[name], texts[f"{name}_reason"]) for name in CHARACTERISTICS}
        terms_tables.set_characteristics(session, _case(studio), answers)

    return StepForm(
        title="The nine protected characteristics",
        explain="Each is considered for everybody in scope. One that plays no part is set aside with its reason.",
        asks=tuple(asks),
        save="&Save answers",
        act=save,
    )


def _family(session: Session, studio: Studio, _detail: str) -> StepForm:
    return StepForm(
        title="The family and these terms",
        explain="The family is asked to comment on the terms. Where it cannot be, the reason is on the record.",
        asks=(
            Ask(name="asked", words="&Is the family asked?", choices=YES_NO, starts=studio.facts.family_asked or "yes"),
            Ask(name="reason", words="&Reason, where it is not", is_long=True, starts=studio.facts.family_reason),
        ),
        save="&Save answer",
        act=lambda texts, _days: terms_tables.set_family(
            session, _case(studio), asked=texts["asked"] == "yes", reason=texts["reason"]
        ),
    )


def _proceedings(session: Session, studio: Studio, _detail: str) -> StepForm:
    held = zip(studio.facts.proceedings, studio.facts.proceeding_plans, strict=True)

    def save(texts: Mapping[str, str], _days: object) -> None:
        lines = (line.partition(":") for line in texts["proceedings"].splitlines())
        terms_tables.set_proceedings(session, _case(studio), {name.strip(): plan.strip() for name, _, plan in lines})

    return StepForm(
        title="Proceedings beside the review",
        explain="Criminal trial, inquest, other reviews: one to a line, then a colon and how the two go together.",
        asks=(
            Ask(
                name="proceedings",
                words="&Proceedings, may stay empty",
                is_long=True,
                starts="\n".join(f"{name}: {plan}" if plan else name for name, plan in held),
            ),
        ),
        save="&Save proceedings",
        act=save,
    )


def _agency(session: Session, studio: Studio, _detail: str) -> StepForm:
    held = ", ".join(one.organisation for one in studio.agencies) or "none yet"
    return StepForm(
        title="Agency and what it is asked for",
        explain=f"In these terms: {held}. An agency that is entered again is asked for the other return instead.",
        asks=(
            Ask(name="organisation", words="&Agency", missing="Type the name of the agency."),
            Ask(name="kind", words="Is asked &for", choices=KINDS),
        ),
        save="&Save agency",
        act=lambda texts, _days: terms_tables.put_agency(
            session, _case(studio), organisation=texts["organisation"], kind=ReturnKind(texts["kind"])
        ),
    )


def _take_out_agency(session: Session, studio: Studio, _detail: str) -> StepForm:
    choices = tuple((one.id, f"{one.organisation}, {RETURN_WORDS[one.kind]}") for one in studio.agencies)
    return StepForm(
        title="Take an agency out of the terms",
        explain="What it was asked already stays asked.",
        asks=(Ask(name="agency", words="&Agency", choices=choices),),
        save="&Take out",
        act=lambda texts, _days: terms_tables.remove_agency(session, _case(studio), RecordId(texts["agency"])),
    )


def _ask_all(session: Session, studio: Studio, _detail: str) -> StepForm:
    asked = {(one.organisation.casefold(), one.kind) for one in studio.file.requests}
    left = [one.organisation for one in studio.agencies if (one.organisation.casefold(), one.kind) not in asked]
    return StepForm(
        title="Ask the agencies",
        explain=f"Records for each that it was asked: {', '.join(left) or 'all were asked already'}.",
        asks=(
            Ask(
                name="asked",
                words="&Asked on",
                missing="Type the day.",
                is_day=True,
                starts=day_text(session.clock.today()),
            ),
            Ask(name="due", words="&Due on", missing="Type the day they are due.", is_day=True, is_ahead=True),
        ),
        save="&Record requests",
        act=lambda _texts, days: terms_tables.ask_all(
            session, _case(studio), asked_on=days["asked"], due_on=days["due"]
        ),
    )


def _comment(session: Session, studio: Studio, detail: str) -> StepForm:
    section_id, _, clause_id = detail.partition(":")
    return StepForm(
        title="Comment on a clause",
        explain="The comment stays on the record with its answer. It is never printed.",
        asks=(Ask(name="comment", words="&Comment", missing="Type the comment.", is_long=True),),
        save="&Save comment",
        act=lambda texts, _days: terms_review.comment(
            session, _case(studio), RecordId(section_id), clause_id, texts["comment"]
        ),
    )


def _answer(session: Session, studio: Studio, detail: str) -> StepForm:
    held = next((one for one in studio.comments if one.id == detail), None)
    said = f"{held.made_by}, {day_text(held.made_on)}: {held.text}" if held else ""
    return StepForm(
        title="Answer the comment",
        explain=said,
        asks=(Ask(name="answer", words="&Answer", missing="Say how it was answered.", is_long=True),),
        save="&Save answer",
        act=lambda texts, _days: terms_review.resolve_comment(
            session, _case(studio), RecordId(detail), answer=texts["answer"]
        ),
    )


def _approve(session: Session, studio: Studio, detail: str) -> StepForm:
    body = ApprovingBody(detail)
    version = studio.file.versions[-1]
    return StepForm(
        title="Record the approval",
        explain=f"Version {version.number}, agreed {day_text(version.agreed_on)}, was approved by {BODIES[body]}.",
        asks=(
            Ask(
                name="approved",
                words="Approved &on",
                missing="Type the day it was approved.",
                is_day=True,
                starts=day_text(session.clock.today()),
            ),
            Ask(
                name="by",
                words="Approved &by, with the minute",
                missing="Say who approved it.",
                starts=session.partnership.management_group if body is ApprovingBody.MANAGEMENT_GROUP else "",
            ),
        ),
        save="&Record approval",
        act=lambda texts, days: terms_review.approve_terms(
            session, _case(studio), version.id, body=body, approved_on=days["approved"], approved_by=texts["by"]
        ),
    )


def _case(studio: Studio) -> CaseId:
    return studio.file.case.case_id


TERMS_FORMS: Final[Mapping[str, _Maker]] = MappingProxyType(
    {
        "terms_scope": _scope,
        "terms_people": _people,
        "terms_facts": _facts,
        "terms_characteristics": _characteristics,
        "terms_family": _family,
        "terms_proceedings": _proceedings,
        "terms_agency": _agency,
        "terms_take_out_agency": _take_out_agency,
        "terms_ask_all": _ask_all,
        "terms_comment": _comment,
        "terms_answer": _answer,
        "terms_approve": _approve,
    }
)
"""What a terms form is called by the buttons that open it; what follows a colon is what it is about."""
