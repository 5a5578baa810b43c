"""The dates to keep over all open cases that a person may open, and the file of them for the laptop's calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from safermk_desktop.domain.calendar_entries import CalendarEntry
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.documents import CALENDAR
from safermk_desktop.domain.process import Duty, dated_duties
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.why_dates import Reason, why_this_date
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.services.calendar_port import CalendarEvent
from safermk_desktop.services.casefiles import load, need, regime_of
from safermk_desktop.services.caseloads import open_files
from safermk_desktop.services.collector import no_collection
from safermk_desktop.services.ledger import other_line
from safermk_desktop.services.outputs import assert_outside_vaults
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.session import Session

PURPOSE: Final = "Dates for the calendar of this laptop"
TAKEN_BACK_DAYS: Final = 365
"""How long a file still takes back an entry whose duty is owed no more."""
# Agencies are free text, and a file outside says the reference and the duty alone.
_PLAIN: Final = (
    ("request:", "Receive an agency's return"),
    ("action:", "Complete an action of the action plan"),
    ("comment:", "Answer a comment of the family"),
)


class CalendarDay(StrEnum):
    """On which day an entry of the file stands."""

    DUE = "due"
    WORK_BY = "work_by"


class CalendarRow(NamedTuple):
    """One duty of one case, as the calendar shows it. ``day`` is its date; ``None`` where the law names none."""

    compartment: Compartment
    case_id: CaseId
    reference: str
    label: str
    stream: str
    duty: Duty

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other row."""
        return (self.case_id, self.duty.key)


def duty_calendar(session: Session) -> tuple[CalendarRow, ...]:
    """Every duty with a clock or a day, of every open case, earliest first, those without a day last.

    Only the compartments that the key slot opens are asked; nothing of another shows, not even that there is any.
    """
    if Compartment.REVIEWS not in session.vault.compartments:
        return ()
    with no_collection():
        return _sorted_rows(session)


def _sorted_rows(session: Session) -> tuple[CalendarRow, ...]:
    with session.vault.reading(Compartment.REVIEWS) as work:
        rows = _reviews(session, work)
    return tuple(sorted(rows, key=_order))


def why(session: Session, row: CalendarRow) -> tuple[Reason, ...]:
    """Why a duty falls due on its day. Raises ``RecordUnknown`` where it is owed no more."""
    with session.vault.reading(row.compartment) as work:
        file = load(work, row.case_id)
    for duty in dated_duties(regime_of(file.case), file, session.calendar, CONDITIONS):
        if duty.key == row.duty.key:
            return why_this_date(duty, file, session.calendar)
    raise RecordUnknown


def export_calendar(
    session: Session,
    target: Path,
    *,
    on: CalendarDay = CalendarDay.DUE,
    purpose: str = PURPOSE,
    recipient: str = "",
    may_replace: bool = False,
) -> int:
    """Write the dates of all open reviews as a calendar file (RFC 5545). Returns how many entries it has.

    Each says the reference and the duty, and nothing else. The act is in the chain and the line in the ledger before
    the file is written. Raises ``EntryMissing``, ``EntryInvalid`` for a place inside a vault, ``CompartmentClosed``,
    ``FileThere``, ``NotWritable``, ``DiskFull``.
    """
    need(purpose=purpose)
    assert_outside_vaults(target.parent)
    today = session.clock.today()
    act = session.act("export_calendar", CaseId(""), why=purpose)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        known = {entry.id: entry for entry in work.every(CalendarEntry)}
        now = {entry.id: entry for entry in _entries(session, _reviews(session, work), on)}
        told = [*_owed(now.values(), known), *_gone(known.values(), now.keys(), today)]
        for entry in told:
            if known.get(entry.id) != entry:
                work.put(entry)
        events = [_event(entry) for entry in sorted(told, key=lambda entry: (entry.day, entry.id))]
        data = session.calendars.make(events, session.clock.now())
        work.put(other_line(session, CaseId(""), CALENDAR, data, purpose=purpose, recipient=recipient))
    session.files.write_pieces(target, (data,), may_replace=may_replace)
    return len(events)


def _reviews(session: Session, work: Reading) -> list[CalendarRow]:
    calendar = session.calendar
    found: list[CalendarRow] = []
    for file in open_files(work, work.every(Case), with_gates=False).values():
        case, regime = file.case, regime_of(file.case)
        found += (
            CalendarRow(
                compartment=Compartment.REVIEWS,
                case_id=case.case_id,
                reference=case.reference,
                label=case.label,
                stream=regime.display_name,
                duty=duty,
            )
            for duty in dated_duties(regime, file, calendar, CONDITIONS)
        )
    return found


def _order(row: CalendarRow) -> tuple[bool, date, str, str]:
    return (row.duty.due is None, row.duty.due or date.max, row.reference, row.duty.key)


def _entries(session: Session, rows: Iterable[CalendarRow], on: CalendarDay) -> Iterable[CalendarEntry]:
    """What each dated row is to say outside, as if it were told for the first time."""
    for row in rows:
        day = row.duty.work_by if on is CalendarDay.WORK_BY else row.duty.due
        if day is not None:
            yield CalendarEntry(
                id=RecordId(_uid(session.vault.vault_id, *row.key)),
                case_id=row.case_id,
                duty=row.duty.key,
                day=day,
                words=f"{row.reference}: {_plain(row.duty)}",
                sequence=0,
            )


def _plain(duty: Duty) -> str:
    return next((words for prefix, words in _PLAIN if duty.key.startswith(prefix)), duty.sentence)


def _owed(entries: Iterable[CalendarEntry], known: dict[RecordId, CalendarEntry]) -> Iterable[CalendarEntry]:
    for entry in entries:
        before = known.get(entry.id)
        if before is None:
            yield entry
        elif (before.day, before.words, before.gone_on) == (entry.day, entry.words, None):
            yield before
        else:
            yield replace(entry, sequence=before.sequence + 1)


def _gone(known: Iterable[CalendarEntry], owed: Iterable[RecordId], today: date) -> Sequence[CalendarEntry]:
    """What is to be taken back: duties that an earlier file told of and that are owed no more."""
    still = set(owed)
    since = today - timedelta(days=TAKEN_BACK_DAYS)
    found: list[CalendarEntry] = []
    for entry in known:
        if entry.id in still:
            continue
        if entry.gone_on is None:
            found.append(replace(entry, sequence=entry.sequence + 1, gone_on=today))
        elif entry.gone_on >= since:
            found.append(entry)
    return found


def _event(entry: CalendarEntry) -> CalendarEvent:
    return CalendarEvent(
        uid=f"{entry.id}@safermk-desktop",
        day=entry.day,
        words=entry.words,
        sequence=entry.sequence,
        is_taken_back=entry.gone_on is not None,
    )


def _uid(*parts: str) -> str:
    """32 hexadecimal digits that stay for a duty of a case of a vault, and say nothing of them."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
