"""The forms of the action plan, as data: what is written, acceptance, evidence, done, verified, passed on, sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from safermk_desktop.domain.actions import (
    LEVEL_WORDS,
    SCOPES,
    SOURCE_WORDS,
    Action,
    ActionSource,
    Recommendation,
    RecommendationSent,
)
from safermk_desktop.domain.board_plan import BOARD_SOURCES, PlanFile
from safermk_desktop.domain.record import Record, RecordId
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import action_closing, actions
from safermk_desktop.services.actions import ActionWords
from safermk_desktop.services.session import Session

PlanMaker = Callable[[Session, PlanFile, str], StepForm]
R = TypeVar("R", bound=Record)

YES_NO: Final = (("yes", "Yes"), ("no", "No"))
FLAGS: Final = (
    ("for_management", "In the report to the management &group"),
    ("for_partnership", "In the report to the &partnership"),
    ("for_public", "In the p&ublic version of the plan"),
)


def _of(records: tuple[R, ...], about: str) -> R:
    found = next((one for one in records if one.id == about), None)
    if found is None:
        raise RecordUnknown
    return found


def _lines(text: str, mark: str = "\n") -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def _today(session: Session, words: str) -> Ask:
    return Ask(name="day", words=words, missing="Type the day.", is_day=True, starts=day_text(session.clock.today()))


def _details(session: Session, file: PlanFile, about: str) -> StepForm:
    action = _of(file.actions, about)
    return StepForm(
        title=f"Action {action.reference}".strip(),
        explain="Another lead agency has to accept the action anew. The target date is revised apart, with a reason.",
        asks=_detail_asks(action),
        save="&Save the action",
        act=lambda texts, _days: actions.change_action(session, file.case_id, action.id, _words(texts)),
    )


def _detail_asks(action: Action) -> tuple[Ask, ...]:
    flags = {name: "yes" if kept else "no" for name, kept in _flags(action).items()}
    return (
        Ask(name="text", words="Action: &what is done", missing="Say what is done.", is_long=True, starts=action.text),
        Ask(name="agency", words="&Lead agency", missing="Name the agency that leads.", starts=action.lead_agency),
        Ask(name="role", words="Lead: &role", starts=action.lead_role),
        Ask(name="person", words="Lead: &name", starts=action.lead_person),
        Ask(name="deputy_role", words="&Deputy: role", starts=action.deputy_role),
        Ask(name="deputy", words="Deputy: name", starts=action.deputy_person),
        Ask(
            name="others",
            words="&Contributing agencies, with a semicolon between them",
            starts="; ".join(action.contributors),
        ),
        Ask(
            name="milestones",
            words="&Milestones, one a line, as: Draft [due 2026-10-31] [done 2026-11-02]",
            is_long=True,
            starts="\n".join(action.milestones),
        ),
        Ask(name="themes", words="&Themes, with a semicolon between them", starts="; ".join(action.themes)),
        *(Ask(name=name, words=words, choices=YES_NO, starts=flags[name]) for name, words in FLAGS),
    )


def _flags(action: Action) -> Mapping[str, bool]:
    return {
        "for_management": action.for_management,
        "for_partnership": action.for_partnership,
        "for_public": action.for_public,
    }


def _words(texts: Mapping[str, str]) -> ActionWords:
    return ActionWords(
        text=texts["text"],
        lead_agency=texts["agency"],
        lead_role=texts["role"],
        lead_person=texts["person"],
        deputy_role=texts["deputy_role"],
        deputy_person=texts["deputy"],
        contributors=_lines(texts["others"], ";"),
        milestones=_lines(texts["milestones"]),
        themes=_lines(texts["themes"], ";"),
        for_management=texts["for_management"] == "yes",
        for_partnership=texts["for_partnership"] == "yes",
        for_public=texts["for_public"] == "yes",
    )


def _accept(session: Session, file: PlanFile, about: str) -> StepForm:
    action = _of(file.actions, about)
    return StepForm(
        title="The lead agency accepts the action",
        explain=f"{action.lead_agency}: {action.text}",
        asks=(
            _today(session, "Accepted &on"),
            Ask(
                name="by",
                words="Accepted &by, as role and name",
                missing="Type who accepted it.",
                starts=", ".join(part for part in (action.lead_role, action.lead_person) if part),
            ),
        ),
        save="&Record the acceptance",
        act=lambda texts, days: actions.accept_action(
            session, file.case_id, action.id, accepted_on=days["day"], accepted_by=texts["by"]
        ),
    )


def _evidence(session: Session, file: PlanFile, about: str) -> StepForm:
    """``about`` is the action, or after a colon too the file that is taken in as a paper with the evidence."""
    action_id, _, chosen = about.partition(":")
    action, path = _of(file.actions, action_id), Path(chosen) if chosen else None
    papers = tuple((paper.id, paper.title) for paper in reversed(file.documents))
    kept = Ask(name="paper", words="&File in this vault", choices=(("", "None: it is kept elsewhere"), *papers))
    taken = f" {path.name} is taken into the vault with it." if path else ""
    return StepForm(
        title="Add evidence",
        explain=f"{action.text} Say what changed, not that something was done.{taken}",
        asks=(
            Ask(name="title", words="&What it is", missing="Say what the evidence is."),
            *(() if path else (kept,)),
            _today(session, "&Dated"),
            Ask(name="changed", words="What c&hanged", missing="Say what changed.", is_long=True),
            Ask(name="audited", words="Result of an a&udit or sample", is_long=True),
        ),
        save="&Add the evidence",
        act=lambda texts, days: action_closing.add_evidence(
            session,
            file.case_id,
            action.id,
            title=texts["title"],
            dated_on=days["day"],
            changed=texts["changed"],
            audited=texts["audited"],
            document_id=RecordId(texts["paper"]) if texts.get("paper") else None,
            path=path,
        ),
        working="Taking in the file" if path else "",
    )


def _outcome(session: Session, file: PlanFile, about: str) -> StepForm:
    action = _of(file.actions, about)
    return StepForm(
        title="What difference it made",
        explain=f"{action.text} This stands apart from done: an action can be done and change nothing.",
        asks=(
            Ask(
                name="outcome",
                words="What is &different now",
                missing="Say what is different.",
                is_long=True,
                starts=action.outcome,
            ),
            Ask(
                name="measure",
                words="How that is &known",
                missing="Say how that is known.",
                is_long=True,
                starts=action.measure,
            ),
        ),
        save="&Record the outcome",
        act=lambda texts, _days: action_closing.record_outcome(
            session, file.case_id, action.id, outcome=texts["outcome"], measure=texts["measure"]
        ),
    )


def _done(session: Session, file: PlanFile, about: str) -> StepForm:
    action = _of(file.actions, about)
    return StepForm(
        title="Reported done",
        explain=f"{action.text} It stays open until another person has verified it.",
        asks=(
            _today(session, "Done &on"),
            Ask(
                name="by",
                words="Reported &by",
                missing="Type who reported it done.",
                starts=action.lead_person or action.lead_role,
            ),
        ),
        save="&Record it as done",
        act=lambda texts, days: action_closing.report_done(
            session, file.case_id, action.id, completed_on=days["day"], reported_by=texts["by"]
        ),
    )


def _verify(session: Session, file: PlanFile, about: str) -> StepForm:
    action = _of(file.actions, about)
    return StepForm(
        title="Verify the action",
        explain=f"{action.text} {action.reported_by} reported it done: somebody else verifies it.",
        asks=(
            _today(session, "Verified &on"),
            Ask(name="by", words="Verified &by", missing="Type who verified it."),
            Ask(
                name="sample",
                words="&What was checked",
                missing="Say what was looked at: which records, how many.",
                is_long=True,
            ),
        ),
        save="&Record the verification",
        act=lambda texts, days: action_closing.verify_action(
            session,
            file.case_id,
            action.id,
            verified_on=days["day"],
            verified_by=texts["by"],
            sample=texts["sample"],
        ),
    )


def _transfer(session: Session, file: PlanFile, about: str) -> StepForm:
    action = _of(file.actions, about)
    return StepForm(
        title="Pass the action on",
        explain=f"{action.text} It ends in this plan; say who has it now, why, and who approved that.",
        asks=(
            Ask(name="receiver", words="&Who has it now", missing="Type who has it now."),
            Ask(name="reason", words="&Reason", missing="Give the reason.", is_long=True),
            Ask(name="approver", words="&Approved by", missing="Type who approved it."),
            _today(session, "Passed &on"),
        ),
        save="&Pass it on",
        act=lambda texts, days: action_closing.transfer_action(
            session,
            file.case_id,
            action.id,
            on=days["day"],
            receiver=texts["receiver"],
            reason=texts["reason"],
            approver=texts["approver"],
        ),
    )


def _recommendation(session: Session, file: PlanFile, about: str) -> StepForm:
    item = _of(file.recommendations, about)
    return StepForm(
        title=f"Recommendation {item.number}",
        explain=""
        if file.is_board
        else "Once the report was submitted, the words of a review's recommendation no longer change.",
        asks=(
            Ask(
                name="text",
                words="&Recommendation",
                missing="Type the recommendation.",
                is_long=True,
                starts=item.text,
            ),
            Ask(name="lesson", words="&Lesson it comes from", is_long=True, starts=item.lesson),
            Ask(name="level", words="L&evel", choices=_capital(LEVEL_WORDS), starts=item.level),
            Ask(name="scope", words="&Scope", choices=_capital({one: one for one in SCOPES}), starts=item.scope),
            Ask(
                name="source",
                words="&From",
                choices=sources(file),
                starts=item.source.value,
            ),
            Ask(name="place", words="&Where it stands: a paragraph, a minute, a point", starts=item.source_reference),
        ),
        save="Sa&ve the recommendation",
        act=lambda texts, _days: actions.change_recommendation(session, _changed(item, texts)),
    )


def _capital(words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, said.capitalize()) for value, said in words.items())


def sources(file: PlanFile) -> tuple[tuple[str, str], ...]:
    """What a recommendation of the plan may come from; no review stands behind the plan of a board."""
    kept = BOARD_SOURCES if file.is_board else tuple(SOURCE_WORDS)
    return tuple((one.value, SOURCE_WORDS[one]) for one in kept)


def _changed(item: Recommendation, texts: Mapping[str, str]) -> Recommendation:
    return replace(
        item,
        text=texts["text"],
        lesson=texts["lesson"],
        level=texts["level"],
        scope=texts["scope"],
        source=ActionSource(texts["source"]),
        source_reference=texts["place"],
    )


def _send(session: Session, file: PlanFile, about: str) -> StepForm:
    item = _of(file.recommendations, about)
    return StepForm(
        title=f"Recommendation {item.number} was sent",
        explain=f"{item.text} Record to which body it was sent, and when.",
        asks=(
            Ask(name="recipient", words="Sent &to", missing="Type the body it was sent to."),
            _today(session, "Sent &on"),
            Ask(name="method", words="&How", missing="Say how it was sent.", starts="Letter"),
        ),
        save="&Record it as sent",
        act=lambda texts, days: actions.send_recommendation(
            session,
            file.case_id,
            item.id,
            recipient=texts["recipient"],
            sent_on=days["day"],
            method=texts["method"],
        ),
        is_sending=True,
    )


def _answer(session: Session, file: PlanFile, about: str) -> StepForm:
    sent: RecommendationSent = _of(file.sent, about)
    return StepForm(
        title="What the body answered",
        explain=f"Sent to {sent.recipient} on {day_text(sent.sent_on)}.",
        asks=(
            _today(session, "Answered &on"),
            Ask(name="answer", words="&Answer", missing="Type what it answered.", is_long=True, starts=sent.answer),
        ),
        save="&Record the answer",
        act=lambda texts, days: actions.record_answer(
            session, file.case_id, sent.id, answered_on=days["day"], answer=texts["answer"]
        ),
    )


PLAN_FORMS: Final[Mapping[str, PlanMaker]] = MappingProxyType(
    {
        "action_details": _details,
        "accept_action": _accept,
        "add_evidence": _evidence,
        "record_outcome": _outcome,
        "report_done": _done,
        "verify_action": _verify,
        "transfer_action": _transfer,
        "change_recommendation": _recommendation,
        "send_recommendation": _send,
        "recommendation_answer": _answer,
    }
)
"""By the act. Each is about an action, a recommendation, or one that was sent, by its id."""
