"""The plain values that each Word template is filled with. Templates compute nothing and are given nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.actions import (
    LEVEL_WORDS,
    RAG_MEANINGS,
    RAG_WORDS,
    STATUS_WORDS,
    Action,
    rag,
)
from safermk_desktop.domain.case import Outcome
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.deadlines import Deadline
from safermk_desktop.domain.home_office import QaCondition, QaLetter, QaOutcome
from safermk_desktop.domain.milestones import milestone
from safermk_desktop.domain.partnership import Partnership
from safermk_desktop.domain.process import Regime
from safermk_desktop.domain.terms import ApprovingBody, TermsApproval, TermsVersion
from safermk_desktop.domain.wording import long_date

Fields = dict[str, object]
SayDate = Callable[[date | None], str]
"""How a day is printed: in full inside, by the case's rule on what the public reads."""

PROCESS_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "DHR": "domestic homicide review",
        "DARDR": "domestic abuse related death review",
    }
)
BULLETS = ("- ", "\u2022 ", "* ")
OUTCOME_SENTENCES: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.REVIEW: "A review will be held.",
        Outcome.NO_REVIEW: "No review will be held.",
        Outcome.OTHER_REVIEW_LEADS: "Another statutory review will lead.",
        Outcome.JOINT: "A joint review will be held.",
    }
)


def heading_fields(
    file: CaseFile, regime: Regime, partnership: Partnership, *, dated: str, marking: str, seal: str = ""
) -> Fields:
    """What every paper carries: marking, partnership, reference, label, the printed name of the process, the day.

    ``seal`` are the eight words of the audit chain's head, for papers that are not for the public; those have no such
    field.
    """
    printed = partnership.printed_name or regime.display_name
    return {
        "marking": marking,
        "partnership": partnership.name,
        "council": partnership.council,
        "address": partnership.address,
        "formats": " ".join(part for part in (partnership.formats, partnership.web) if part),
        "reference": file.case.reference,
        "label": file.case.label,
        "process": printed,
        "process_name": PROCESS_NAMES.get(printed, printed),
        "act": regime.act,
        "guidance": regime.guidance,
        "dated": dated,
        **({"seal": seal} if seal else {}),
    }


def notification_fields(file: CaseFile) -> Fields:
    """The notification record (domain 3.1)."""
    notice = file.notification
    if notice is None:
        return {"rows": [], "circumstances": [], "agencies": []}
    rows = (
        ("Reference", file.case.reference),
        ("Public label", file.case.label),
        ("Received on", long_date(notice.received_on)),
        ("Notified by", f"{notice.notifier_agency}, {notice.notifier_role}"),
        ("Suspected manner of death", notice.manner.value.capitalize()),
        ("Date of death", long_date(notice.death_on)),
        ("Area of residence", file.case.residence_area),
        ("Lead officer", file.case.lead),
    )
    return {
        "rows": [{"label": label, "value": value} for label, value in rows],
        "circumstances": paragraphs(notice.circumstances),
        "agencies": list(notice.known_agencies),
    }


def decision_fields(file: CaseFile, report: Deadline | None) -> Fields:
    """The letter about the decision (domain 3.3 a, b)."""
    decision = file.decision
    if decision is None:
        return {}
    return {
        "received_on": long_date(file.notification.received_on) if file.notification else "",
        "outcome": OUTCOME_SENTENCES[decision.outcome],
        "decided_on": long_date(decision.decided_on),
        "decided_by": decision.decided_by,
        "reasons": paragraphs(decision.reasons),
        "source": decision.source,
        "report_due": long_date(report.due) if report else "",
        "report_source": f"{report.rule.basis.value.capitalize()}: {report.rule.source}" if report else "",
    }


def delay_fields(file: CaseFile, report: Deadline | None, extra: Mapping[str, object]) -> Fields:
    """The letter about a delay (domain 3.3 c). ``extra``: new_date, reasons, interim, next_update, text."""
    return {
        "decided_on": long_date(file.decision.decided_on) if file.decision else "",
        "original_due": long_date(report.due) if report else "",
        "report_source": f"{report.rule.basis.value.capitalize()}: {report.rule.source}" if report else "",
        **extra,
    }


def submission_fields(papers: tuple[str, ...], method: str) -> Fields:
    """The letter that goes with the submission set (domain 3.3 d). Each paper with its SHA-256."""
    split = (paper.rpartition(": ") for paper in papers)
    return {"papers": [{"file": name, "sha256": sha} for name, _, sha in split], "method": method}


def response_fields(letter: QaLetter, points: Iterable[QaCondition]) -> Fields:
    """The answer to a Quality Assurance letter, point by point (domain 3.3 e)."""
    again = letter.outcome is QaOutcome.RESUBMIT
    return {
        "letter_on": long_date(letter.received_on),
        "panel_on": long_date(letter.panel_on),
        "points": [
            {
                "number": point.number,
                "text": point.text,
                "answer": point.answer or "Not answered yet.",
                "page": point.page or "None",
                "done": long_date(point.done_on) if point.done_on else "Not yet",
            }
            for point in sorted(points, key=lambda one: one.position)
        ],
        "closing": "The report as changed is submitted to you again." if again else "The report as changed follows.",
    }


def terms_fields(
    version: TermsVersion, earlier: tuple[TermsVersion, ...] = (), approvals: Iterable[TermsApproval] = ()
) -> Fields:
    """An agreed version of the terms of reference, the versions before it, and who approved them (domain 3.4)."""
    group = {
        one.version_id: f"{long_date(one.approved_on)}, {one.approved_by}"
        for one in approvals
        if one.body is ApprovingBody.MANAGEMENT_GROUP
    }
    return {
        "version": version.number,
        "versions": [
            {
                "number": each.number,
                "agreed_on": long_date(each.agreed_on),
                "agreed_by": each.agreed_by,
                "group": group.get(each.id, "Not yet"),
            }
            for each in (*earlier, version)
        ],
        "sections": _sections(zip(version.headings, version.texts, strict=True)),
    }


def summary_fields(title: str, sections: tuple[tuple[str, str], ...]) -> Fields:
    """An executive summary in sections (domain 3.9)."""
    return {
        "title": title,
        "sections": _sections(sections),
    }


def action_plan_fields(file: CaseFile, on: date, say: SayDate = long_date) -> Fields:
    """The action plan for the public in the columns of the Home Office template (domain 7.1).

    An action that is not flagged for it is neither shown nor counted; its recommendation stays.
    """
    shown = [action for action in file.actions if action.for_public]
    planned = {action.recommendation_id for action in file.actions}
    plan: list[Fields] = []
    for item in sorted(file.recommendations, key=lambda r: r.number):
        actions = [a for a in shown if a.recommendation_id == item.id]
        plan.append(
            {
                "number": str(item.number),
                "text": item.text,
                "scope": item.scope,
                "level": LEVEL_WORDS.get(item.level, item.level),
                "actions": [_action_fields(file, item.number, action, on=on, say=say) for action in actions],
                "none": "Not published" if item.id in planned else "Not set yet",
            }
        )
    return {"recommendations": plan, "ratings": _ratings(file, shown, on)}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, parted by line breaks."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _sections(sections: Iterable[tuple[str, str]]) -> list[Fields]:
    return [
        {"number": str(number), "heading": heading, "paragraphs": [_block(line) for line in paragraphs(text)]}
        for number, (heading, text) in enumerate(sections, start=1)
    ]


def _block(line: str) -> Fields:
    """A paragraph or, where the line begins with a dash, an asterisk or a dot, a bullet."""
    if line.startswith(BULLETS):
        return {"kind": "bullet", "text": line[2:].lstrip()}
    return {"kind": "text", "text": line}


def _ratings(file: CaseFile, shown: Iterable[Action], on: date) -> list[Fields]:
    counts = Counter(rag(action, file.updates, on) for action in shown)
    return [
        {"word": word, "actions": str(counts[rating]), "meaning": RAG_MEANINGS[rating]}
        for rating, word in RAG_WORDS.items()
    ]


def _action_fields(file: CaseFile, recommendation: int, action: Action, *, on: date, say: SayDate) -> Fields:
    return {
        "number": f"{recommendation}.{action.number}",
        "text": action.text,
        "lead": action.lead_agency,
        "lead_role": action.lead_role,
        "milestones": [milestone(line).told(say) for line in action.milestones],
        "target": say(action.target_on),
        "status": STATUS_WORDS[action.status],
        "rag": RAG_WORDS[rag(action, file.updates, on)],
        "completed": say(action.completed_on),
        "outcome": action.result,
    }
