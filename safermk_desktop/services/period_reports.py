"""The report of a management group to its partnership: kept while it is written, read for faults, written as Word."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final, cast

from safermk_desktop.domain.actions import RAG_MEANINGS, RAG_WORDS
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.documents import PARTNERSHIP_REPORT
from safermk_desktop.domain.organisations import Organisation
from safermk_desktop.domain.period_report import (
    EXEMPT,
    HELD_BACK_NOTE,
    Office,
    PeriodReport,
    PlanStatus,
    PreventCounts,
    ReportEntries,
    Workstream,
    coming_days,
    passages,
    period_words,
    told,
)
from safermk_desktop.domain.plan_progress import pictures
from safermk_desktop.domain.plan_view import tally
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.report_lint import Passage, Warned, lint_leads, lint_plans, lint_texts
from safermk_desktop.domain.wording import count_of, long_date
from safermk_desktop.errors import DateImpossible, RegisterEmpty
from safermk_desktop.services.casefiles import need
from safermk_desktop.services.cases import MARKING
from safermk_desktop.services.fields import Fields, paragraphs
from safermk_desktop.services.integrity import seal_words
from safermk_desktop.services.ledger import other_line
from safermk_desktop.services.outputs import assert_outside_vaults
from safermk_desktop.services.papers import PUBLIC_MARKING
from safermk_desktop.services.period_facts import PeriodFacts, gather
from safermk_desktop.services.plan_pictures import picture_fields
from safermk_desktop.services.ports import Compartment, Progress, Reading
from safermk_desktop.services.progress import silent
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.session import Session, new_id

OPEN_REVIEWS: Final = (
    "Reviews that are under way are reported in the part from which press and public are excluded. What is published "
    "is named here."
)
REVIEWS: Final = "Domestic homicide and domestic abuse related death reviews"
MOST_LATE: Final = 40
_STEPS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a written report holds: how many actions stand behind it, and how many lines of its log did not fit."""

    actions: int
    unlogged: int


def report_of(session: Session, body: str, first_on: date) -> PeriodReport | None:
    """The report of a body for the period that begins on a day, or ``None``."""
    return next((one for one in _reports(session) if (one.body, one.first_on) == (body, first_on)), None)


def report(session: Session, report_id: RecordId) -> PeriodReport:
    """A kept report. Raises ``RecordUnknown``."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return work.get(PeriodReport, report_id)


def latest(session: Session) -> PeriodReport | None:
    """The report of the latest period, or ``None`` where none is kept."""
    return max(_reports(session), key=lambda one: (one.first_on, one.last_on), default=None)


def earlier_entries(session: Session, body: str, before: date) -> tuple[ReportEntries, ...]:
    """What the body reported for the periods before, the latest first."""
    found = [one for one in _reports(session) if one.body == body and one.first_on < before]
    return tuple(entries_of(one) for one in sorted(found, key=lambda one: one.first_on, reverse=True))


def keep_report(
    session: Session,
    entries: ReportEntries,
    *,
    body: str,
    author: str,
    first_on: date,
    last_on: date,
    dated_on: date,
) -> RecordId:
    """Keep what is entered for a report; one that is kept for the same body and period gives way.

    Raises ``EntryMissing``, ``DateImpossible`` for a period that ends before it begins.
    """
    need(body=body, author=author)
    if last_on < first_on:
        raise DateImpossible("The period ends before it begins.")
    act = session.act("keep_period_report", CaseId(""), subject=period_words(first_on, last_on))
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        same = next(
            (one for one in work.every(PeriodReport) if (one.body, one.first_on) == (body.strip(), first_on)), None
        )
        report = PeriodReport(
            id=same.id if same else new_id(),
            case_id=CaseId(""),
            body=body.strip(),
            author=author.strip(),
            first_on=first_on,
            last_on=last_on,
            dated_on=dated_on,
            entries=json.dumps(asdict(entries), ensure_ascii=False, default=date.isoformat),
        )
        work.put(report)
    return report.id


def lint_report(session: Session, report: PeriodReport) -> tuple[Warned, ...]:
    """What to mend before a report leaves (domain 7.2)."""
    entries = entries_of(report)
    with session.vault.reading(Compartment.REVIEWS) as work:
        labels = [Passage(place="Label of a review", text=case.label) for case in work.every(Case)]
    with session.vault.reading(Compartment.COMMON) as work:
        agencies = [one.name for one in work.every(Organisation)]
    facts = gather(session, report.first_on, report.last_on)
    texts = (*passages(entries), *coming_days(entries), *labels)
    leads = [(line.action.reference, line.action.lead_agency) for line in facts.lines if not line.action.is_finished]
    return (
        *lint_texts(texts, written_on=report.dated_on, agencies=agencies),
        *lint_plans(told(entries, earlier_entries(session, report.body, report.first_on))),
        *lint_leads(leads),
    )


def write_report(
    session: Session,
    report_id: RecordId,
    target: Path,
    *,
    is_open: bool,
    prevent: PreventCounts | None = None,
    progress: Progress = silent,
) -> Written:
    """Write a kept report as Word: the open version, or the whole with its exempt part.

    The open version passes both proofs against the register of every review. The act is in the chain and the line in
    the ledger before the file is. Raises ``RecordUnknown``, ``ProofFailed``, ``EntryInvalid`` for a place inside a
    vault, ``FileThere``, ``NotWritable``, ``DiskFull``, ``Cancelled``.
    """
    assert_outside_vaults(target.parent)
    progress(0, _STEPS)
    with session.vault.reading(Compartment.REVIEWS) as work:
        report = work.get(PeriodReport, report_id)
    facts = gather(session, report.first_on, report.last_on)
    progress(1, _STEPS)
    words = "open" if is_open else "exempt"
    act = session.act("write_period_report", CaseId(""), subject=report_id, why=words)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        values = report_fields(report, facts, prevent or PreventCounts(), is_open=is_open)
        heading = _heading(session, report, is_open=is_open)
        data = session.papers.make(f"partnership/report_{words}", {**heading, **values})
        progress(2, _STEPS)
        if is_open:
            _refuse_leaks(session, work, data, progress)
        progress(3, _STEPS)
        purpose, to = f"{report.body}, {words}", session.partnership.name
        work.put(other_line(session, CaseId(""), PARTNERSHIP_REPORT, data, purpose=purpose, recipient=to))
    session.files.write_pieces(target, (data,))
    progress(_STEPS, _STEPS)
    return Written(actions=len(facts.lines), unlogged=facts.unlogged)


def report_fields(report: PeriodReport, facts: PeriodFacts, prevent: PreventCounts, *, is_open: bool) -> Fields:
    """The values of the report's template (domain 7.2)."""
    entries = entries_of(report)
    log = [one for one in facts.log if one.is_public or not is_open]
    upward = [stream.recommendation for stream in entries.workstreams if stream.recommendation]
    both: Fields = {
        "body": report.body,
        "period": period_words(report.first_on, report.last_on),
        "version": "Open version" if is_open else "With the exempt part: not for publication",
        "author": report.author,
        "offices": [office.words for office in entries.offices],
        "workstreams": [_stream(one) for one in entries.workstreams],
        "reviews_heading": REVIEWS if is_open else f"{REVIEWS} (exempt)",
        "reviews_text": [OPEN_REVIEWS] if is_open else [EXEMPT, *paragraphs(entries.reviews_note)],
        "publication": [*facts.published, *paragraphs(entries.publication_note)],
        "progress": list(facts.boards),
        "pictures": [picture_fields(one) for one in pictures(facts.lines, facts.on)],
        "ratings": _ratings(facts),
        "prevent_text": paragraphs(entries.prevent_note),
        "prevent_counts": [{"what": what, "number": number} for what, number in prevent.lines],
        "suppressed": HELD_BACK_NOTE if prevent.counts else "No number was given for this period.",
        "late": _late(entries, facts, is_open=is_open),
        "decisions": list(entries.decisions),
        "recommendations": [
            {"number": number, "text": text} for number, text in enumerate((*upward, *entries.recommendations), 1)
        ],
        "log": [{"reference": one.reference, "text": one.text, "lead": one.lead, "what": one.what} for one in log],
        "log_rest": _rest(facts, len(log), is_open=is_open),
        "forward": list(entries.forward),
    }
    if is_open:
        return both
    return {
        **both,
        "reviews": [{"label": one.label, "stage": one.stage, "dates": list(one.dates)} for one in facts.reviews],
        "terms_awaiting": list(facts.terms_awaiting),
        "home_office": list(facts.home_office),
        "delays": list(facts.delays),
        "nothing_new": list(facts.nothing_new),
    }


def entries_of(report: PeriodReport) -> ReportEntries:
    """What was entered for a report."""
    kept = cast("dict[str, object]", json.loads(report.entries))
    decisions, recommendations, forward = (
        tuple(map(str, _list(kept[name]))) for name in ("decisions", "recommendations", "forward")
    )
    return ReportEntries(
        workstreams=tuple(_kept_stream(cast("Mapping[str, str | None]", one)) for one in _list(kept["workstreams"])),
        offices=tuple(_kept_office(cast("Mapping[str, str | None]", one)) for one in _list(kept["offices"])),
        reviews_note=str(kept["reviews_note"]),
        publication_note=str(kept["publication_note"]),
        prevent_note=str(kept["prevent_note"]),
        verbal_note=str(kept["verbal_note"]),
        decisions=decisions,
        recommendations=recommendations,
        forward=forward,
    )


def _reports(session: Session) -> tuple[PeriodReport, ...]:
    with session.vault.reading(Compartment.REVIEWS) as work:
        return work.every(PeriodReport)


def _heading(session: Session, report: PeriodReport, *, is_open: bool) -> Fields:
    about = session.partnership
    top: Fields = {"partnership": about.name, "dated": long_date(report.dated_on)}
    if not is_open:
        return {**top, "marking": MARKING, "seal": seal_words(session.vault, Compartment.REVIEWS)}
    formats = " ".join(part for part in (about.formats, about.web) if part)
    return {**top, "marking": PUBLIC_MARKING, "council": about.council, "address": about.address, "formats": formats}


def _refuse_leaks(session: Session, work: Reading, data: bytes, progress: Progress) -> None:
    """Both proofs against every register there is, in one process. Raises ``ProofFailed``.

    How a case prints its days is for its own papers: a report has days of its own, and a registered one is still found.
    """
    registers: list[str] = []
    for case in work.every(Case):
        try:
            kept = cast("dict[str, object]", json.loads(register_of(work, case.case_id)))
        except RegisterEmpty:
            continue
        registers.append(json.dumps({**kept, "dates": "keep"}))
    if registers:
        session.redactor.refuse_leaks(data, registers, lambda _done, _total: progress(2, _STEPS))


def _stream(stream: Workstream) -> Fields:
    return {
        "name": stream.name,
        "lead": stream.lead or "Nobody leads yet",
        "status": stream.status_words,
        "headline": stream.headline,
        "risks": stream.risks,
    }


def _ratings(facts: PeriodFacts) -> list[Fields]:
    counts = tally(facts.lines)
    return [
        {"word": word, "actions": f"{counts[rag]:,}", "meaning": RAG_MEANINGS[rag]} for rag, word in RAG_WORDS.items()
    ]


def _late(entries: ReportEntries, facts: PeriodFacts, *, is_open: bool) -> list[str]:
    """Plans without an update, then actions past their date; an open report says only how many there are."""
    found = [
        f"{stream.name}, {stream.lead or 'nobody leads'}: {stream.status_words[0].lower()}{stream.status_words[1:]}"
        for stream in entries.workstreams
        if stream.status is PlanStatus.NO_UPDATE
    ]
    late = [line for line in facts.lines if line.is_late]
    if is_open:
        return [*found, f"{count_of(len(late), 'action')} past the target date"] if late else found
    found += [
        f"{line.action.reference}, {line.action.lead_agency}: target date {long_date(line.action.target_on)}"
        for line in late[:MOST_LATE]
    ]
    more = len(late) - MOST_LATE
    return [*found, f"and {count_of(more, 'more action')} past the target date"] if more > 0 else found


def _rest(facts: PeriodFacts, shown: int, *, is_open: bool) -> str:
    if is_open:
        return "Listed are actions for the public: those of published reviews, and of the plans of boards."
    more = facts.unlogged + len(facts.log) - shown
    return f"{count_of(more, 'more action')} moved in the period; the action plans have them." if more else ""


def _list(value: object) -> list[object]:
    return cast("list[object]", value)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _kept_stream(kept: Mapping[str, str | None]) -> Workstream:
    texts = {
        name: kept[name] or "" for name in ("name", "lead", "board", "headline", "risks", "recommendation", "note")
    }
    status, since, agreed = PlanStatus(kept["status"] or ""), _day(kept["since"]), _day(kept["agreed_on"])
    return Workstream(**texts, status=status, since=since, agreed_on=agreed)


def _kept_office(kept: Mapping[str, str | None]) -> Office:
    until, election = _day(kept["until"]), _day(kept["election_on"])
    return Office(title=kept["title"] or "", holder=kept["holder"] or "", until=until, election_on=election)
