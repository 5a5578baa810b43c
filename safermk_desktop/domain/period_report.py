"""The report of a management group to its partnership for a period: what a person enters, and its words (domain 7.2).

What the vault knows is gathered by ``services.period_reports``; here is what it cannot know.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from safermk_desktop.domain.record import Record
from safermk_desktop.domain.report_lint import Passage, Told
from safermk_desktop.domain.suppression import SMALL, TOTAL, suppress_list
from safermk_desktop.domain.wording import long_date, month_of

EXEMPT: Final = (
    "This part is not for publication by virtue of paragraphs 1 and 2 of Part 1 of Schedule 12A to the Local "
    "Government Act 1972. In all the circumstances the public interest in keeping it back outweighs that in disclosing "
    "it, because what it says could tell who died or who is concerned."
)
"""Why the second part is exempt, with the balance that paragraph 10 of Part 2 asks for (domain 8.1)."""
HELD_BACK_NOTE: Final = f"[c]: fewer than {SMALL}, or held back so that no such number can be worked out."


class PlanStatus(StrEnum):
    """How a workstream's action plan stands."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    DRAFT = "draft"
    NO_UPDATE = "no_update"
    TO_BE_AGREED = "to_be_agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workstream:
    """One line of the strategy. ``since`` is the day of the last plan, ``board`` and ``agreed_on`` where it goes next.

    ``recommendation`` goes up to the partnership; ``note`` is what stands behind a verbal update.
    """

    name: str
    lead: str
    status: PlanStatus
    since: date | None = None
    board: str = ""
    agreed_on: date | None = None
    headline: str = ""
    risks: str = ""
    recommendation: str = ""
    note: str = ""

    @property
    def status_words(self) -> str:
        """The status as it is printed: ``No update since March 2016``."""
        since, when = month_of(self.since), month_of(self.agreed_on)
        return {
            PlanStatus.RECEIVED: "Received",
            PlanStatus.IN_PROGRESS: "In progress",
            PlanStatus.DRAFT: "Draft developed",
            PlanStatus.NO_UPDATE: f"No update since {since}" if since else "No update",
            PlanStatus.TO_BE_AGREED: f"Received, to be agreed at {self.board or 'the board'}"
            + (f" in {when}" if when else ""),
        }[self.status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office of the group. Without a ``holder`` it is vacant, and ``election_on`` is the meeting that elects."""

    title: str
    holder: str = ""
    until: date | None = None
    election_on: date | None = None

    @property
    def words(self) -> str:
        """One line of the report."""
        if self.holder:
            return f"{self.title}: {self.holder}" + (f", until {long_date(self.until)}" if self.until else "")
        due = f"at the meeting of {long_date(self.election_on)}" if self.election_on else "at the next meeting"
        return f"{self.title}: vacant. An election is due {due}."


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventCounts:
    """What was counted of Prevent in the period, as it is told by whoever may open it: words and a number, no names.

    ``is_parts`` says that the counts are parts of one total, which is printed too.
    """

    counts: tuple[tuple[str, int], ...] = ()
    is_parts: bool = False

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The counts as they may be printed, small ones held back."""
        if not self.counts:
            return ()
        numbers = [count for _, count in self.counts]
        if not self.is_parts:
            return tuple((what, suppress_list([count]).shown(0, 0)) for what, count in self.counts)
        told = suppress_list(numbers)
        lines = tuple((what, told.shown(0, at)) for at, (what, _) in enumerate(self.counts))
        return (*lines, ("All together", told.shown(0, TOTAL)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntries:
    """Everything of a report that a person enters. Texts are paragraphs, lists one line each."""

    workstreams: tuple[Workstream, ...] = ()
    offices: tuple[Office, ...] = (Office(title="Chair"), Office(title="Vice-chair"))
    reviews_note: str = ""
    publication_note: str = ""
    prevent_note: str = ""
    verbal_note: str = ""
    decisions: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    forward: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReport(Record):
    """A report in the making or made. ``case_id`` is empty; ``entries`` is ``ReportEntries`` as JSON.

    One body has one report for a period; what it said before is in the audit chain.
    """

    body: str
    author: str
    first_on: date
    last_on: date
    dated_on: date
    entries: str


def period_words(first_on: date, last_on: date) -> str:
    """``July to September 2026``; with the years where they differ, with the days where it is no whole month."""
    from_first = first_on.day == 1
    to_last = date.fromordinal(last_on.toordinal() + 1).day == 1
    if not (from_first and to_last):
        return f"{long_date(first_on)} to {long_date(last_on)}"
    if (first_on.year, first_on.month) == (last_on.year, last_on.month):
        return month_of(first_on)
    first = f"{first_on:%B}" if first_on.year == last_on.year else month_of(first_on)
    return f"{first} to {month_of(last_on)}"


def quarter_before(on: date) -> tuple[date, date]:
    """The first and last day of the last whole quarter before a day."""
    start = date(on.year, on.month - (on.month - 1) % 3, 1)
    last = date.fromordinal(start.toordinal() - 1)
    return date(last.year, last.month - 2, 1), last


def passages(entries: ReportEntries) -> tuple[Passage, ...]:
    """Every text that was entered, with where it stands, for the lint."""
    found: list[Passage] = []
    for stream in entries.workstreams:
        for text in (stream.headline, stream.risks, stream.recommendation):
            found.append(Passage(place=stream.name, text=text, note=stream.note))
    notes = (
        ("Reviews", entries.reviews_note),
        ("Publication", entries.publication_note),
        ("Prevent", entries.prevent_note),
    )
    found += [Passage(place=place, text=text, note=entries.verbal_note) for place, text in notes]
    for place, lines in (
        ("Decisions needed", entries.decisions),
        ("Recommendations", entries.recommendations),
        ("Forward plan", entries.forward),
    ):
        found += [Passage(place=place, text=text, note=entries.verbal_note) for text in lines]
    return tuple(one for one in found if one.text.strip())


def told(entries: ReportEntries, earlier: tuple[ReportEntries, ...]) -> tuple[Told, ...]:
    """The plans with their status in the periods before, the latest first."""
    return tuple(
        Told(
            name=stream.name,
            lead=stream.lead,
            status=stream.status_words,
            earlier=tuple(
                was.status_words for before in earlier for was in before.workstreams if was.name == stream.name
            ),
        )
        for stream in entries.workstreams
    )


def coming_days(entries: ReportEntries) -> tuple[Passage, ...]:
    """Days that were entered as still to come, as sentences for the lint."""
    found = [
        Passage(place=stream.name, text=f"The plan is to be agreed on {long_date(stream.agreed_on)}.")
        for stream in entries.workstreams
        if stream.status is PlanStatus.TO_BE_AGREED and stream.agreed_on
    ]
    found += [
        Passage(place=office.title, text=f"The election is due on {long_date(office.election_on)}.")
        for office in entries.offices
        if not office.holder and office.election_on
    ]
    return tuple(found)
