"""What the papers of Prevent say, as plain values for the template. The person stands in them by reference alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.governance import AssuranceItem, AssuranceStatement
from safermk_desktop.domain.channel.panel import CaseActionStatus
from safermk_desktop.domain.channel.papers import ChannelPaperKind
from safermk_desktop.domain.regimes.channel_2023 import CHANNEL_2023
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import EntryInvalid

Section = Mapping[str, object]
GRID: Final = 7


def facts(heading: str, rows: Iterable[tuple[str, str]], *paragraphs: str) -> Section:
    """A section of paragraphs and a table of two columns."""
    kept = [{"what": what, "how": how} for what, how in rows if how]
    return {"heading": heading, "paragraphs": list(paragraphs), "rows": kept, "heads": [""] * GRID, "lines": []}


def grid(heading: str, columns: Sequence[str], lines: Sequence[Sequence[str]], *paragraphs: str) -> Section:
    """A section with a table of numbers."""
    padded = [[*line, *[""] * (GRID - len(line))] for line in lines]
    heads = ["", *(column.capitalize() for column in columns)]
    words = list(paragraphs) if lines else ["Nothing in this period."]
    return {
        "heading": heading,
        "paragraphs": words,
        "rows": [],
        "heads": [*heads, *[""] * (GRID - len(heads))],
        "lines": padded,
    }


def sections_of(kind: ChannelPaperKind, file: ChannelFile) -> list[Section]:
    """The sections of a paper of one case. Raises ``EntryInvalid`` while there is nothing to write."""
    found = _SECTIONS[kind](file)
    if not found:
        raise EntryInvalid("There is nothing on record yet for this paper.")
    return found


def assurance_sections(statement: AssuranceStatement, items: Sequence[AssuranceItem]) -> list[Section]:
    """A section for each standard."""
    signed = (
        f"Signed by {statement.signed_by} on {long_date(statement.signed_on)}." if statement.signed_on else "Draft."
    )
    found = [facts("The statement", [("Year", statement.year)], signed)]
    words = {"fully": "Met fully", "partly": "Met partly", "not": "Not met", "": "Not answered yet"}
    for one in sorted(items, key=lambda item: item.number):
        rows = [
            ("Standard", one.standard),
            ("Extent", words[one.extent]),
            ("Evidence", one.evidence),
            ("Improvement", one.improvement),
            ("Owner", one.owner),
            ("By", long_date(one.due_on)),
        ]
        found.append(facts(f"{one.number}. {one.area}", rows))
    return found


def _record(file: ChannelFile) -> list[Section]:
    case, said = file.case, file.referral
    rows = [
        ("National tracker", case.tracker_reference),
        ("Referral of this person", str(case.referral_number)),
        ("Received", long_date(case.opened_on)),
        ("Sector of the referrer", said.sector if said else ""),
        ("Type of concern", said.concern_type if said else ""),
        ("Where the case stands", CHANNEL_2023.state_of(case).name),
        ("Kept until", long_date(file.retention[-1].keep_until) if file.retention else ""),
    ]
    steps = [
        (long_date(one.happened_on), f"{CHANNEL_2023.state(one.was).name} to {CHANNEL_2023.state(one.now).name}")
        for one in file.steps
    ]
    return [
        facts("The case", rows),
        *_referral(file),
        *_before_panel(file),
        *_consented(file),
        facts("Its steps", steps),
    ]


def _referral(file: ChannelFile) -> list[Section]:
    """What the referral said (domain 6.1); the person and the referrer stand in the vault alone."""
    said = file.referral
    if said is None:
        return []
    asked = [(words, answer) for words, _, answer in (entry.partition(": ") for entry in said.prompts)]
    rows = [
        ("Agency", said.referrer_agency),
        ("In danger at once", "Yes" if said.immediate_risk else "No"),
        ("Person spoken to before", "Yes" if said.person_consulted else "No"),
        ("Safeguarding", said.safeguarding),
        ("Source", said.source),
        *asked,
    ]
    return [facts("The referral", rows, said.concern)]


def _before_panel(file: ChannelFile) -> list[Section]:
    rows = [
        *((f"Police gateway, {long_date(one.answered_on)}", _said(one.answer)) for one in file.gateway),
        *((one.organisation, f"{_said(one.state)}, asked on {long_date(one.asked_on)}") for one in file.requests),
        *(
            (
                f"Section 36, {long_date(one.decided_on)}",
                f"{_said(one.decider)}: {'' if one.is_reasonable else 'no '}reasonable grounds. {one.grounds}",
            )
            for one in file.section36
        ),
    ]
    return [facts("Gateway, partners and section 36", rows)] if rows else []


def _consented(file: ChannelFile) -> list[Section]:
    rows = [
        (
            long_date(one.answered_on),
            f"{_said(one.answer)} by the {_said(one.consenter).lower()}"
            + (f"; withdrawn on {long_date(one.withdrawn_on)}" if one.withdrawn_on else ""),
        )
        for one in file.consents
    ]
    return [facts("Consent", rows)] if rows else []


def _said(value: str) -> str:
    return str(value).replace("_", " ").capitalize()


def _plan(file: ChannelFile) -> list[Section]:
    plan = file.plan
    if plan is None:
        return []
    rows = [
        ("Version", str(plan.version)),
        ("Lead professional", plan.lead_professional),
        ("(a) Consent is asked for", f"{plan.consent_how}; {plan.consent_when}; by {plan.consent_by}"),
        ("(b) Nature of the support", plan.nature),
        ("(c) Responsible for arranging it", plan.responsible),
        ("(d) How and when it is given", f"{plan.given_how}; {plan.given_when}"),
    ]
    risk = [
        ("To self", plan.risk_to_self),
        ("To others", plan.risk_to_others),
        ("Online", plan.risk_online),
        ("Mitigation", plan.mitigation),
        ("Contingency", plan.contingency),
        ("Escalation", plan.escalation),
    ]
    objectives = [
        (
            f"{one.number}. {one.need}",
            f"{one.support.value.replace('_', ' ')}, {one.provider}, {one.how_often}. {one.progress}",
        )
        for one in file.objectives
    ]
    return [facts("What section 36(5) asks for", rows), facts("Objectives", objectives), facts("Risk", risk)]


def _pack(file: ChannelFile) -> list[Section]:
    """Previous decision and actions first: what the panel needs before it talks."""
    return [*_last(file), *_record(file)[:1], *_assessed(file), *_plan(file)]


def _assessed(file: ChannelFile) -> list[Section]:
    last = file.assessment()
    if last is None:
        return []
    return [facts("Last assessment", [("Day", long_date(last.assessed_on)), ("Risk", last.risk.value)], last.overall)]


def _last(file: ChannelFile) -> list[Section]:
    found: list[Section] = []
    if file.decisions:
        last = file.decisions[-1]
        rows = [
            ("Day", long_date(last.decided_on)),
            ("Decision", last.outcome.value.replace("_", " ")),
            ("Route", last.route.value),
            ("For", ", ".join(last.votes_for)),
            ("Against", ", ".join(last.votes_against)),
            ("No vote", ", ".join(last.abstained)),
            ("Dissent", last.dissent),
            ("Next date", long_date(last.next_on)),
        ]
        found.append(facts("Last decision of the panel", rows, last.reasons))
    open_actions = [
        (f"{one.agency}, {one.owner}", f"{one.text} By {long_date(one.due_on)}.")
        for one in file.actions
        if one.status is CaseActionStatus.OPEN
    ]
    if open_actions:
        found.append(facts("Actions", open_actions))
    return found


def _closing(file: ChannelFile) -> list[Section]:
    if not file.exits:
        return []
    left = file.exits[-1]
    rows = [
        ("Left on", long_date(left.exited_on)),
        ("Reason", left.reason.value.replace("_", " ")),
        ("Support that goes on", left.onward_support),
        ("Referrer", left.referrer_told),
        *(
            (f"Reviewed after {one.months} months", long_date(one.done_on) or f"due {long_date(one.due_on)}")
            for one in file.after
        ),
    ]
    evidence = [(number, text) for number, _, text in (entry.partition(": ") for entry in left.evidence)]
    return [facts("Exit", rows, left.closing_report), facts("Evidence for each objective", evidence)]


_SECTIONS: Final[Mapping[ChannelPaperKind, Callable[[ChannelFile], list[Section]]]] = MappingProxyType(
    {
        ChannelPaperKind.CASE_RECORD: _record,
        ChannelPaperKind.SUPPORT_PLAN: _plan,
        ChannelPaperKind.MEETING_PACK: _pack,
        ChannelPaperKind.CLOSING_REPORT: _closing,
    }
)
