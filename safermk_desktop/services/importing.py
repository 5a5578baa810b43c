"""A tracker kept elsewhere comes in: its columns are mapped once, each row is a case or is refused with the reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

from safermk_desktop.domain.case import Case, Manner, Outcome
from safermk_desktop.domain.keeping import Setting
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.errors import EntryMissing, InputRefused, TableTooLarge
from safermk_desktop.services.cases import REFERENCE, NewCase, labels_in_use
from safermk_desktop.services.entering import (
    EarlierChair,
    EarlierDecision,
    UnderWay,
    enter_case,
    places_to_enter,
    refuse_impossible,
)
from safermk_desktop.services.ports import Compartment, Progress
from safermk_desktop.services.progress import silent
from safermk_desktop.services.session import Session
from safermk_desktop.services.tables import LARGEST, LIMITS, Table, TableRow

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "reference": "Reference",
        "label": "Working title",
        "received_on": "Notified on",
        "death_on": "Died on",
        "notifier": "Notified by",
        "area": "Area of residence",
        "lead": "Lead",
        "state": "Where it stands",
        "decided_on": "Decided on",
        "decided_by": "Decided by",
        "home_office_told": "Home Office told on",
        "chair": "Chair",
        "chair_on": "Chair appointed on",
        "submitted_on": "Submitted on",
    }
)
"""What a column can say, with its words. No column holds a name of a person who died or of their family."""
NEEDED: Final = ("reference", "received_on", "death_on", "state")
COLUMNS: Final = RecordId("tracker_columns")
UNSAID: Final = "Not in the tracker"
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDS: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.? (\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for all rows: the edition of the rules, and why and by whom the earlier gates are taken over."""

    regime: str
    reason: str
    approver: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A row that does not come in. ``number`` is its number in the spreadsheet."""

    number: int
    reference: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would come in, by the number of the row, and what would not."""

    ready: tuple[tuple[int, UnderWay], ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came in, and what did not."""

    cases: tuple[CaseId, ...]
    rejected: tuple[Rejected, ...]


def read_day(text: str) -> date:
    """A day written day first, or as ISO 8601. Raises ``ValueError`` with the sentence for anything else."""
    given = text.strip()
    try:
        if found := _ISO.fullmatch(given):
            return date(*map(int, found.groups()))
        if found := _DAY_FIRST.fullmatch(given):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _WORDS.fullmatch(given)) and found[2][:3].lower() in _MONTHS:
            return date(int(found[3]), 1 + _MONTHS.index(found[2][:3].lower()), int(found[1]))
    except ValueError:
        pass
    raise ValueError(f"“{given[:40]}” is no day: write it day first, such as 4/11/2025.")


def read_tracker(session: Session, path: Path, progress: Progress = silent) -> Table:
    """The table of a file. Raises ``TableUnfit``, ``TableTooLarge``, ``InputMissing``, ``WorkBrokeOff``."""
    if session.files.size(path) > LARGEST:
        raise TableTooLarge(LIMITS)
    return session.tables(session.files.read(path), path.name, progress)


def guessed(header: Iterable[str], kept: Mapping[str, str]) -> dict[str, str]:
    """Which column says what: as it was mapped last, else by its words. Field to words of the column."""
    columns = list(header)
    found = {name: column for name, column in kept.items() if name in FIELDS and column in columns}
    by_words = {column.casefold(): column for column in columns}
    for name, words in FIELDS.items():
        column = by_words.get(words.casefold()) or by_words.get(name.replace("_", " "))
        if name not in found and column and column not in found.values():
            found[name] = column
    return found


def kept_columns(session: Session) -> dict[str, str]:
    """How the columns were mapped last; empty the first time."""
    with session.vault.reading(Compartment.COMMON) as work:
        kept = next((one.value for one in work.every(Setting) if one.id == COLUMNS), "{}")
    try:
        found: object = json.loads(kept)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in cast("dict[object, object]", found).items()} if isinstance(found, dict) else {}


def keep_columns(session: Session, columns: Mapping[str, str]) -> None:
    """Remember how the columns are mapped, for everybody who opens the vault; the same again is no act."""
    if dict(columns) == kept_columns(session):
        return
    act = session.act("settings changed", CaseId(""), why="columns of the tracker")
    with session.vault.writing(Compartment.COMMON, act) as work:
        work.put(Setting(id=COLUMNS, case_id=CaseId(""), value=json.dumps(dict(columns), sort_keys=True)))


def preview(session: Session, table: Table, columns: Mapping[str, str], terms: Terms) -> Preview:
    """Read every row; nothing is written. Raises ``EntryMissing`` for a column that is needed and not mapped."""
    at = {name: table.header.index(column) for name, column in columns.items() if column in table.header}
    missing = [FIELDS[name] for name in NEEDED if name not in at]
    if missing:
        raise EntryMissing(f"Missing: a column for {', '.join(missing)}.")
    with session.vault.reading(Compartment.REVIEWS) as work:
        taken = {case.reference for case in work.every(Case)}
        names = set(labels_in_use(work))
    states = _states(terms.regime)
    ready: list[tuple[int, UnderWay]] = []
    rejected: list[Rejected] = []
    for row in table.rows:
        told = {name: row.cells[place].strip() if place < len(row.cells) else "" for name, place in at.items()}
        try:
            under_way = _row(session, row, _no_formulas(row, told, at), states, terms)
            refuse_impossible(under_way, session.clock.today())
            if under_way.new.reference in taken:
                raise ValueError("The reference is in use, in the vault or in an earlier row.")
            if under_way.new.label.casefold() in names:
                raise ValueError("The working title is in use, in the vault or in an earlier row.")
        except (ValueError, InputRefused) as refused:
            reason = refused.detail if isinstance(refused, InputRefused) else str(refused)
            rejected.append(Rejected(number=row.number, reference=told["reference"][:40], reason=reason))
        else:
            taken.add(under_way.new.reference)
            names.add(under_way.new.label.casefold())
            ready.append((row.number, under_way))
    return Preview(ready=tuple(ready), rejected=tuple(rejected))


def bring_in(session: Session, found: Preview, progress: Progress = silent) -> Imported:
    """Bring in what is ready, one act for each case; what ``progress`` raises stops it between two of them.

    A row is there whole or not at all; one that is refused after all is listed with the others.
    """
    cases: list[CaseId] = []
    rejected = list(found.rejected)
    for done, (number, under_way) in enumerate(found.ready):
        progress(done, len(found.ready))
        try:
            cases.append(enter_case(session, under_way))
        except InputRefused as refused:
            rejected.append(Rejected(number=number, reference=under_way.new.reference, reason=refused.detail))
    progress(len(found.ready), len(found.ready))
    return Imported(cases=tuple(cases), rejected=tuple(sorted(rejected, key=lambda one: one.number)))


def _states(regime: str) -> Mapping[str, str]:
    """The id of a state by everything that may stand for it: its id, its name, the name of its stage."""
    rules = REGIMES[regime]
    found: dict[str, str] = {}
    for state in places_to_enter(rules):
        stage = next(one for one in rules.stages if state in one.states)
        for words in (state.id, state.name, stage.name):
            found.setdefault(words.casefold(), state.id)
    return found


def _no_formulas(row: TableRow, told: Mapping[str, str], at: Mapping[str, int]) -> Mapping[str, str]:
    bad = [FIELDS[name] for name, place in at.items() if place in row.formulas]
    if bad:
        raise ValueError(f"{', '.join(bad)}: the cell holds a formula. Paste its value.")
    return told


def _row(session: Session, row: TableRow, told: Mapping[str, str], states: Mapping[str, str], terms: Terms) -> UnderWay:
    """The case of a row. Raises ``ValueError`` with the sentence that refuses it."""
    days = {name: _day(session, name, told) for name in _DAYS}
    received, death = days["received_on"], days["death_on"]
    if received is None or death is None:
        raise ValueError(f"{FIELDS['death_on' if received else 'received_on']} is empty.")
    state = states.get(told["state"].casefold())
    if state is None:
        raise ValueError(f"“{told['state'][:40]}” is no state of this edition." if told["state"] else "No state given.")
    new = _new(session, told, received, death, terms)
    _after(days, received, death)
    source = f"{terms.source}, row {row.number}"
    decided, chosen = days["decided_on"], days["chair_on"]
    by = told.get("decided_by") or UNSAID
    told_on = days["home_office_told"]
    places = [one.id for one in places_to_enter(REGIMES[terms.regime])]
    if decided is None and places.index(state) > places.index("D2"):
        raise ValueError("Decided on is empty, and the case stands after the decision.")
    if decided and places.index(state) <= places.index("D2"):
        raise ValueError("Decided on is filled, and no column says what was decided: enter this case by hand.")
    if chosen and not told.get("chair"):
        raise ValueError("The chair has a day and no name.")
    if told.get("chair") and chosen is None:
        raise ValueError("The chair has a name and no day.")
    return UnderWay(
        new=new,
        state=state,
        reason=terms.reason,
        approver=terms.approver,
        source=source,
        decision=decided and EarlierDecision(outcome=Outcome.REVIEW, decided_on=decided, decided_by=by, reasons=UNSAID),
        chair=chosen and EarlierChair(name=told["chair"], appointed_on=chosen, independence=UNSAID),
        submitted_on=days["submitted_on"],
        facts=MappingProxyType({"home_office_told_decision": told_on} if told_on else {}),
    )


_DAYS: Final = ("received_on", "death_on", "decided_on", "home_office_told", "chair_on", "submitted_on")


def _day(session: Session, name: str, told: Mapping[str, str]) -> date | None:
    text = told.get(name, "")
    if not text:
        return None
    try:
        day = read_day(text)
    except ValueError as refused:
        raise ValueError(f"{FIELDS[name]}: {refused}") from None
    if day > session.clock.today():
        raise ValueError(f"{FIELDS[name]} lies in the future.")
    return day


def _after(days: Mapping[str, date | None], received: date, death: date) -> None:
    if death > received:
        raise ValueError("Notified on lies before Died on.")
    for name in _DAYS[2:]:
        day = days[name]
        if day is not None and day < received:
            raise ValueError(f"{FIELDS[name]} lies before Notified on.")


def _new(session: Session, told: Mapping[str, str], received: date, death: date, terms: Terms) -> NewCase:
    reference = told["reference"].upper()
    if not reference:
        raise ValueError("No reference given.")
    if not REFERENCE.fullmatch(reference):
        raise ValueError("A reference has 3 to 32 capitals, digits and hyphens; never a name.")
    return NewCase(
        reference=reference,
        label=told.get("label") or reference,
        received_on=received,
        death_on=death,
        notifier_agency=told.get("notifier") or UNSAID,
        notifier_role="",
        manner=Manner.UNCLEAR,
        circumstances="",
        residence_area=told.get("area") or UNSAID,
        lead=told.get("lead") or session.person,
        regime=terms.regime,
    )
