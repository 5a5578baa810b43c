"""What came back from the agencies: read as something from outside, compared, and brought in one action at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.actions import NOTHING_NEW, Action, ActionStatus, UpdateKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.returns import (
    DAYS,
    FIELDS,
    RETURNABLE,
    UPDATE,
    UPDATE_WORDS,
    Change,
    Comparison,
    FormRow,
    Refused,
    check_of,
    compare,
    plain,
    values_of,
)
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import EntryInvalid, InputRefused, TableTooLarge
from safermk_desktop.services.casefiles import happened
from safermk_desktop.services.chasing import CHECK, REFERENCE
from safermk_desktop.services.importing import read_day
from safermk_desktop.services.plan_places import PlanWork, on_plan
from safermk_desktop.services.ports import Compartment, Progress
from safermk_desktop.services.progress import silent
from safermk_desktop.services.session import Session
from safermk_desktop.services.tables import LARGEST, LIMITS

NO_FORM: Final = "This is not a form of this application: it has no table with the columns Reference, Status and Check."
CHANGED_SINCE: Final = "The action was changed here after it was compared. Compare again."
_ROW: Final = re.compile(r"\S+-R\d+-A\d+\t")
_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv"})
_STATUS: Final = MappingProxyType({words.casefold(): words for words in RETURNABLE})
_LONGEST: Final = 20_000
"""Characters of a cell that are taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """What was written, by reference; what was refused; and the later dates that agencies ask for, still to decide."""

    references: tuple[str, ...]
    refused: tuple[Refused, ...]
    asks: tuple[tuple[str, date], ...]


def compare_forms(session: Session, files: Sequence[Path], progress: Progress = silent) -> Comparison:
    """Everything that the forms say otherwise than the vault. Nothing is written.

    Each is read in a process that can do nothing else. Raises ``EntryInvalid`` for what is no form, ``InputMissing``,
    ``TableUnfit``, ``TableTooLarge``, the ``WORD-*`` family, ``WorkBrokeOff``, ``Cancelled``.
    """
    rows: list[FormRow] = []
    for done, path in enumerate(files):
        here = partial(_tell, progress, done, len(files))
        here(0, 0)
        if path.suffix.casefold() in _SHEETS and session.files.size(path) > LARGEST:
            raise TableTooLarge(LIMITS)
        rows += read_form(session, session.files.read(path), path.name, here)
    with session.vault.reading(Compartment.REVIEWS) as work:
        actions = work.every(Action)
    progress(len(files), len(files))
    return compare(rows, actions)


def _tell(progress: Progress, done: int, files: int, _step: int, _steps: int) -> None:
    progress(done, files)


def read_form(session: Session, data: bytes, name: str, progress: Progress = silent) -> tuple[FormRow, ...]:
    """The rows of one form, by the ending of its name. Raises as ``compare_forms``."""
    ending = Path(name).suffix.casefold()
    if ending in _SHEETS:
        table = session.tables(data, name, progress)
        header, cells = table.header, [(row.number, row.cells) for row in table.rows]
    elif ending == ".docx":
        header, cells = _word_table(session.redactor.listed(data, progress))
    else:
        raise EntryInvalid("Choose a form as Word (.docx) or Excel (.xlsx).")
    places = {plain(words).casefold(): at for at, words in enumerate(header)}
    wanted = {
        **FIELDS,
        UPDATE: UPDATE_WORDS,
        "ref": REFERENCE,
        "check": CHECK,
    }
    at = {field: places.get(words.casefold(), -1) for field, words in wanted.items()}
    if min(at.values()) < 0:
        raise EntryInvalid(NO_FORM)
    return tuple(_form_row(name, number, row, at) for number, row in cells if any(cell.strip() for cell in row))


def bring_in(
    session: Session, changes: Iterable[Change], *, received_on: date, progress: Progress = silent
) -> BroughtIn:
    """Write what came back: one act for each action, whole or not at all. A later target date is only noted.

    What ``progress`` raises stops it between two of them. Raises ``DateImpossible`` for a day in the future.
    """
    happened(received_on, today=session.clock.today())
    some = tuple(changes)
    written: list[str] = []
    refused: list[Refused] = []
    asks: list[tuple[str, date]] = []
    for done, change in enumerate(some):
        progress(done, len(some))
        try:
            _bring_in(session, change, received_on)
        except InputRefused as why:
            source = ", ".join(change.sources)
            refused.append(Refused(source=source, number=0, reference=change.reference, reason=why.detail))
            continue
        written.append(change.reference)
        if wanted := change.back("target"):
            asks.append((change.reference, date.fromisoformat(wanted)))
    progress(len(some), len(some))
    return BroughtIn(references=tuple(written), refused=tuple(refused), asks=tuple(asks))


def _bring_in(session: Session, change: Change, received_on: date) -> None:
    with session.vault.reading(Compartment.REVIEWS) as work:
        case_id = work.get(Action, change.action_id).case_id
    act = session.act("bring_in_return", CaseId(case_id), subject=change.action_id)
    with on_plan(session, act) as plan:
        action = plan.action(change.action_id)
        if check_of(values_of(action)) != change.seen:
            raise EntryInvalid(CHANGED_SINCE)
        plan.happened(received_on)
        now = _changed(plan, action, change, received_on)
        if now != action:
            plan.work.put(now)
        text = _told(change)
        kind = UpdateKind.NOTHING_NEW if plain(text).casefold() == NOTHING_NEW.casefold() else UpdateKind.WRITTEN
        plan.log(RecordId(change.action_id), text, on=received_on, kind=kind)


def _changed(plan: PlanWork, action: Action, change: Change, received_on: date) -> Action:
    status = RETURNABLE[back] if (back := change.back("status")) else action.status
    evidence, outcome, done = (change.back(field) for field in ("evidence", "outcome", "completed"))
    now = replace(
        action,
        status=status,
        evidence=action.evidence if evidence is None else evidence,
        outcome=action.outcome if outcome is None else outcome,
    )
    if status is not ActionStatus.COMPLETE_UNVERIFIED:
        return replace(now, completed_on=None, reported_by="", recorded_by="")
    day = date.fromisoformat(done) if done else action.completed_on or received_on
    plan.happened(day)
    # Who says that it is done is the agency; who wrote that down is at work here: neither may verify it.
    by = action.reported_by or action.lead_agency
    return replace(now, completed_on=day, reported_by=by, recorded_by=plan.session.person)


def _told(change: Change) -> str:
    """The update that is kept: the agency's words, else what its form changed."""
    words = [one.back for one in change.differences if one.field == UPDATE]
    if wanted := change.back("target"):
        words.append(f"Asks for the target date {long_date(date.fromisoformat(wanted))}.")
    if not words:
        fields = ", ".join(one.words.casefold() for one in change.differences)
        words.append(f"Returned by the agency: {fields}.")
    return "\n".join(words)


def _form_row(source: str, number: int, cells: Sequence[str], at: Mapping[str, int]) -> FormRow:
    told = {field: cells[place].strip() if place < len(cells) else "" for field, place in at.items()}
    told["status"] = _STATUS.get(told["status"].casefold(), told["status"])
    reason = f"A cell holds more than {_LONGEST:,} characters." if max(map(len, told.values())) > _LONGEST else ""
    if len(cells) < max(at.values()) + 1:
        reason = "The row has fewer cells than the form."
    for field in DAYS:
        try:
            told[field] = read_day(told[field]).isoformat() if told[field] and not reason else told[field]
        except ValueError as refused:
            reason = f"{FIELDS[field]}: {refused}"
    return FormRow(
        source=source,
        number=number,
        reference=told["ref"],
        values={field: told[field] for field in FIELDS},
        update=told[UPDATE],
        check=told["check"].casefold(),
        refusal=reason or _unfit(told),
    )


def _unfit(told: Mapping[str, str]) -> str:
    """Why what is typed cannot be, in a sentence; empty where it can."""
    if told["status"] not in RETURNABLE:
        return f"“{told['status'][:40]}” is no status. It is one of: {', '.join(RETURNABLE)}."
    if told["completed"] and RETURNABLE[told["status"]] is not ActionStatus.COMPLETE_UNVERIFIED:
        return "Done on is filled in, and the status is not Done."
    return "" if told["target"] else "The target date is empty."


def _word_table(text: str) -> tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]:
    """The header and rows of the form's table in the text of a Word file; an empty line in a cell ends no row."""
    pieces = text.split("\n\n")
    start = next((at for at, piece in enumerate(pieces) if piece.startswith(f"{REFERENCE}\t")), None)
    if start is None:
        raise EntryInvalid(NO_FORM)
    header = tuple(pieces[start].split("\t"))
    return header, list(enumerate(_rows(pieces[start + 1 :], len(header)), 1))


def _rows(pieces: Sequence[str], width: int) -> Iterator[tuple[str, ...]]:
    row = ""
    for piece in (*pieces, ""):
        if _ROW.match(piece) or not piece:
            if row:
                yield tuple(row.rstrip("\n").split("\t"))
            row = piece
        elif row and row.count("\t") < width - 1:
            row = f"{row}\n{piece}"
