"""The forms of the report to the partnership and of asking agencies about their actions, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.period_report import (
    Office,
    PeriodReport,
    PlanStatus,
    PreventCounts,
    ReportEntries,
    Workstream,
    quarter_before,
)
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import chasing, period_reports
from safermk_desktop.services.session import Session

STATUSES: Final = (
    (PlanStatus.RECEIVED.value, "Received"),
    (PlanStatus.IN_PROGRESS.value, "In progress"),
    (PlanStatus.DRAFT.value, "Draft developed"),
    (PlanStatus.NO_UPDATE.value, "No update since the last plan"),
    (PlanStatus.TO_BE_AGREED.value, "Received, to be agreed at a board"),
)
ANSWER_DAYS: Final = 14
"""Local practice: how long an agency is given unless another day is typed."""
_MOST_FIGURES: Final = 9
_TEXTS: Final = (
    ("reviews_note", "&Reviews (exempt part)"),
    ("publication_note", "Pu&blication page"),
    ("prevent_note", "&Prevent"),
    ("verbal_note", "&Note of what is told by word of mouth"),
    ("decisions", "&Decisions needed, one a line"),
    ("recommendations", "Rec&ommendations, one a line"),
    ("forward", "&Forward plan, one a line"),
)
_LISTS: Final = ("decisions", "recommendations", "forward")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chase:
    """Whom to ask, who asks, and by when."""

    agency: str
    recipient: str
    signatory: str
    answer_by: date


def kept_with(session: Session, report: PeriodReport, entries: ReportEntries) -> RecordId:
    """Keep other entries for a report."""
    return period_reports.keep_report(
        session,
        entries,
        body=report.body,
        author=report.author,
        first_on=report.first_on,
        last_on=report.last_on,
        dated_on=report.dated_on,
    )


def _period(session: Session, about: str) -> StepForm:
    """Begin a report, or change its head; a new one begins with what the last one said."""
    held = period_reports.report(session, RecordId(about)) if about else None

    def act(texts: Mapping[str, str], days: Mapping[str, date]) -> object:
        entries = period_reports.entries_of(held) if held else _carried(session, texts["body"], days["first"])
        body, author = texts["body"], texts["author"]
        first_on, last_on, dated_on = days["first"], days["last"], days["dated"]
        return period_reports.keep_report(
            session, entries, body=body, author=author, first_on=first_on, last_on=last_on, dated_on=dated_on
        )

    return StepForm(
        title="Change the report" if held else "Begin a report",
        explain="A new report begins with what the one before said: change what moved.",
        asks=_period_asks(session, held),
        save="&Keep the report",
        act=act,
    )


def _period_asks(session: Session, held: PeriodReport | None) -> tuple[Ask, ...]:
    first, last = quarter_before(session.clock.today())
    return (
        Ask(
            name="body",
            words="&Body",
            missing="Type the body that reports.",
            starts=held.body if held else session.partnership.management_group,
        ),
        Ask(
            name="author",
            words="&Author",
            missing="Type who writes it.",
            starts=held.author if held else session.person,
        ),
        _day("first", "&First day of the period", held.first_on if held else first),
        _day("last", "&Last day of the period", held.last_on if held else last),
        _day("dated", "&Date of the report", held.dated_on if held else session.clock.today()),
    )


def _carried(session: Session, body: str, first_on: date) -> ReportEntries:
    """What is entered for that period already, else the workstreams and offices of the one before."""
    there = period_reports.report_of(session, body, first_on)
    if there is not None:
        return period_reports.entries_of(there)
    earlier = period_reports.earlier_entries(session, body, first_on)
    if not earlier:
        return ReportEntries()
    streams = tuple(replace(one, headline="", risks="", recommendation="", note="") for one in earlier[0].workstreams)
    return ReportEntries(workstreams=streams, offices=earlier[0].offices)


def _stream(session: Session, about: str) -> StepForm:
    """Enter a workstream, or change the one of a number: ``REPORT/NUMBER`` or ``REPORT/``."""
    report_id, _, number = about.partition("/")
    report = period_reports.report(session, RecordId(report_id))
    entries = period_reports.entries_of(report)
    held = entries.workstreams[int(number)] if number else None
    starts = held or Workstream(name="", lead="", status=PlanStatus.RECEIVED)

    def act(texts: Mapping[str, str], days: Mapping[str, date]) -> object:
        written = _workstream(texts, days)
        streams = list(entries.workstreams)
        if number:
            streams[int(number)] = written
        else:
            streams.append(written)
        return kept_with(session, report, replace(entries, workstreams=tuple(streams)))

    return StepForm(
        title=f"Change {starts.name}" if held else "Enter a workstream",
        explain="The status of its action plan is printed in these words. No names of people whom a review is about.",
        asks=_stream_asks(starts),
        save="&Keep the workstream",
        act=act,
    )


def _workstream(texts: Mapping[str, str], days: Mapping[str, date]) -> Workstream:
    return Workstream(
        name=texts["name"],
        lead=texts["lead"],
        status=PlanStatus(texts["status"]),
        since=days.get("since"),
        board=texts["board"],
        agreed_on=days.get("agreed"),
        headline=texts["headline"],
        risks=texts["risks"],
        recommendation=texts["recommendation"],
        note=texts["note"],
    )


def _stream_asks(starts: Workstream) -> tuple[Ask, ...]:
    return (
        Ask(name="name", words="&Workstream", missing="Type its name.", starts=starts.name),
        Ask(name="lead", words="&Lead organisation", starts=starts.lead),
        Ask(name="status", words="Action &plan", choices=STATUSES, starts=starts.status.value),
        _optional("since", "Last plan &received on", starts.since),
        Ask(name="board", words="To be agreed at (&board)", starts=starts.board),
        _optional("agreed", "To be &agreed on", starts.agreed_on),
        Ask(name="headline", words="What is &new", is_long=True, starts=starts.headline),
        Ask(name="risks", words="Ris&ks", is_long=True, starts=starts.risks),
        Ask(name="recommendation", words="Re&commendation to the partnership", starts=starts.recommendation),
        Ask(name="note", words="Note behind a &verbal update", is_long=True, starts=starts.note),
    )


def _offices(session: Session, about: str) -> StepForm:
    report = period_reports.report(session, RecordId(about))
    entries = period_reports.entries_of(report)
    chair, vice = (*entries.offices, Office(title="Chair"), Office(title="Vice-chair"))[:2]

    def act(texts: Mapping[str, str], days: Mapping[str, date]) -> object:
        made = tuple(
            Office(
                title=office.title,
                holder=texts[name],
                until=days.get(f"{name}_until"),
                election_on=days.get("election"),
            )
            for name, office in (("chair", chair), ("vice", vice))
        )
        return kept_with(session, report, replace(entries, offices=made))

    return StepForm(
        title="Chair and vice-chair",
        explain="An empty office is reported as vacant, with the meeting at which the election is due.",
        asks=(
            Ask(name="chair", words="&Chair", starts=chair.holder),
            _optional("chair_until", "Chair &until", chair.until),
            Ask(name="vice", words="&Vice-chair", starts=vice.holder),
            _optional("vice_until", "Vice-chair un&til", vice.until),
            _optional("election", "&Election due at the meeting of", chair.election_on or vice.election_on),
        ),
        save="&Keep",
        act=act,
    )


def _texts(session: Session, about: str) -> StepForm:
    report = period_reports.report(session, RecordId(about))
    entries = period_reports.entries_of(report)
    held = {
        name: "\n".join(getattr(entries, name)) if name in _LISTS else str(getattr(entries, name)) for name, _ in _TEXTS
    }

    def act(texts: Mapping[str, str], _days: Mapping[str, date]) -> object:
        lists = {name: tuple(line.strip() for line in texts[name].splitlines() if line.strip()) for name in _LISTS}
        notes = {name: texts[name] for name, _ in _TEXTS if name not in _LISTS}
        return kept_with(
            session,
            report,
            replace(
                entries,
                reviews_note=notes["reviews_note"],
                publication_note=notes["publication_note"],
                prevent_note=notes["prevent_note"],
                verbal_note=notes["verbal_note"],
                decisions=lists["decisions"],
                recommendations=lists["recommendations"],
                forward=lists["forward"],
            ),
        )

    return StepForm(
        title="Texts of the report",
        explain="What the vault knows of reviews and actions is added by itself.",
        asks=tuple(Ask(name=name, words=words, is_long=True, starts=held[name]) for name, words in _TEXTS),
        save="&Keep the texts",
        act=act,
    )


def _counts(session: Session, about: str) -> StepForm:
    """Gives ``PreventCounts``; nothing is kept, and nothing of Prevent is read from here."""
    del session, about

    def act(texts: Mapping[str, str], _days: Mapping[str, date]) -> object:
        return PreventCounts(counts=tuple(_count(line) for line in texts["counts"].splitlines() if line.strip()))

    return StepForm(
        title="Prevent in numbers",
        explain="As they are told to you. Counts under five are held back in the report, and none is kept here.",
        asks=(Ask(name="counts", words="&Counts, one a line: Referrals: 12", is_long=True),),
        save="&Choose where it is written",
        act=act,
    )


def _count(line: str) -> tuple[str, int]:
    what, _, number = line.rpartition(":")
    if not what.strip() or not number.strip().isdecimal() or len(number.strip()) > _MOST_FIGURES:
        raise EntryInvalid(f"“{line.strip()[:40]}” is no count: write what was counted, a colon, and the number.")
    return what.strip(), int(number)


def _chase(session: Session, about: str) -> StepForm:
    """Gives ``Chase``; what is made of it follows."""
    offered = tuple((agency, f"{agency} ({count} open)") for agency, count in chasing.agencies_asked(session)) or (
        ("", "No agency has an open action"),
    )
    by = session.clock.today() + timedelta(days=ANSWER_DAYS)
    return StepForm(
        title="Ask an agency about its actions",
        explain="It holds exactly the open actions that the agency leads, of every review.",
        asks=(
            Ask(name="agency", words="&Agency", missing="Choose the agency.", choices=offered, starts=about),
            Ask(name="recipient", words="&To", missing="Type whom it is addressed to."),
            _day("answer_by", "Answer &by", by),
            Ask(name="signatory", words="&Signed by", missing="Type who signs it.", starts=session.person),
        ),
        save="&Go on",
        act=lambda texts, days: Chase(
            agency=texts["agency"],
            recipient=texts["recipient"],
            signatory=texts["signatory"],
            answer_by=days["answer_by"],
        ),
    )


def _day(name: str, words: str, starts: date) -> Ask:
    return Ask(name=name, words=words, missing="Type the day.", is_day=True, is_ahead=True, starts=day_text(starts))


def _optional(name: str, words: str, starts: date | None) -> Ask:
    return Ask(name=name, words=words, is_day=True, is_ahead=True, starts=day_text(starts) if starts else "")


REPORT_FORMS: Final[Mapping[str, Callable[[Session, str], StepForm]]] = MappingProxyType(
    {
        "report_period": _period,
        "report_stream": _stream,
        "report_offices": _offices,
        "report_texts": _texts,
        "report_counts": _counts,
        "chase": _chase,
    }
)
