"""The report to the partnership at the end of the story: invented, with one sentence that has gone stale on purpose."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from safermk_desktop.domain.period_report import (
    Office,
    PlanStatus,
    PreventCounts,
    ReportEntries,
    Workstream,
    quarter_before,
)
from safermk_desktop.services import chasing, period_reports
from safermk_desktop.services.session import Session

PREVENT: Final = PreventCounts(
    counts=(("Referrals", 23), ("Discussed at panel", 9), ("Adopted", 3), ("Staff trained", 148))
)
"""As somebody who may open Prevent would tell them."""
FILES: Final = ("report-open.docx", "report-exempt.docx", "progress.docx")


def keep_report(session: Session) -> None:
    """Keep the reports of the last two whole quarters."""
    first, last = quarter_before(session.clock.today())
    before, before_last = quarter_before(first)
    body = session.partnership.management_group
    for starts, ends, entries in (
        (before, before_last, ReportEntries(workstreams=_streams(before))),
        (first, last, _entries(first, last)),
    ):
        period_reports.keep_report(
            session,
            entries,
            body=body,
            author="Head of Community Safety",
            first_on=starts,
            last_on=ends,
            dated_on=ends + timedelta(days=14),
        )


def write_reports(session: Session, folder: Path) -> int:
    """Write the report in both versions, and how actions get on. Returns how many faults the report still has."""
    report = period_reports.latest(session)
    if report is None:
        return 0
    names = dict(zip((True, False), FILES, strict=False))
    for is_open, name in names.items():
        period_reports.write_report(session, report.id, folder / name, is_open=is_open, prevent=PREVENT)
    chasing.write_progress(session, folder / FILES[2])
    return len(period_reports.lint_report(session, report))


def _entries(first: date, last: date) -> ReportEntries:
    stale = first + timedelta(days=19)
    meeting = last + timedelta(days=55)
    return ReportEntries(
        workstreams=_streams(first),
        offices=(Office(title="Chair", election_on=meeting), Office(title="Vice-chair", election_on=meeting)),
        reviews_note=(
            f"The panel in London will look at the outstanding report on {stale.day} {stale:%B}.\n"
            "The plan that was agreed in the spring was looked at again; there is nothing new on it."
        ),
        publication_note="A page of the council's website lists every published review with its letter.",
        prevent_note="The action plan has come in. The panel met each month. A survey asks who still needs training.",
        decisions=("Whether the two plans without an update are asked for at an extra meeting.",),
        recommendations=("That the partnership sees the progress of all action plans at each meeting.",),
        forward=(f"{meeting.day} {meeting:%B %Y}: all action plans are read for their quality.",),
    )


def _streams(first: date) -> tuple[Workstream, ...]:
    soon = first + timedelta(days=140)
    return (
        Workstream(
            name="Abuse at home",
            lead="Thames Valley Police",
            status=PlanStatus.RECEIVED,
            headline="The group that looks at repeat cases takes referrals from health as well.",
        ),
        Workstream(
            name="Drugs and alcohol",
            lead="BLMK Integrated Care Board",
            status=PlanStatus.IN_PROGRESS,
            risks="The officer's post is empty.",
        ),
        Workstream(
            name="Disorder",
            lead="Milton Keynes City Council",
            status=PlanStatus.DRAFT,
            recommendation="That one group looks after the orders that run out next year.",
        ),
        Workstream(
            name="Reoffending",
            lead="The Probation Service",
            status=PlanStatus.NO_UPDATE,
            since=first - timedelta(days=110),
        ),
        Workstream(
            name="Prevent",
            lead="Milton Keynes City Council",
            status=PlanStatus.TO_BE_AGREED,
            board="the Prevent Board",
            agreed_on=soon,
        ),
    )
