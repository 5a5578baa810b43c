"""Asking agencies about their actions: a letter, a text to paste, and a form that comes back filled in (domain 7.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.actions import RAG_WORDS, Action, ActionUpdate, Recommendation, last_heard, rating
from safermk_desktop.domain.documents import ACTION_FORM, AGENCY_LETTER, PARTNERSHIP_REPORT
from safermk_desktop.domain.plan_progress import pictures
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.returns import FIELDS, RETURNABLE, UPDATE_WORDS, check_of, said, values_of
from safermk_desktop.domain.wording import count_of, long_date, short_date
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.board_plans import plan_labels
from safermk_desktop.services.casefiles import need
from safermk_desktop.services.cases import MARKING
from safermk_desktop.services.fields import Fields
from safermk_desktop.services.integrity import seal_words
from safermk_desktop.services.ledger import other_line
from safermk_desktop.services.outputs import assert_outside_vaults
from safermk_desktop.services.plan_pictures import picture_fields
from safermk_desktop.services.plans import every_action
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.session import Session
from safermk_desktop.services.tables import Sheet, SheetColumn

NOTHING_OPEN: Final = "This agency leads no open action."
REFERENCE: Final = "Reference"
CHECK: Final = "Check"
ASKED: Final = (
    "For each, please tell us what has been done, what has changed because of it, and what shows it. “Nothing new to "
    "report” is an answer; silence is not."
)
_WIDTHS: Final[Mapping[str, int]] = MappingProxyType(
    {"status": 18, "completed": 14, "outcome": 40, "evidence": 30, "target": 14}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One open action as its lead agency is asked about it."""

    action: Action
    recommendation: Recommendation
    label: str
    heard_on: date
    rated: str
    why: str
    is_late: bool


def open_actions(session: Session, agency: str | None = None) -> tuple[Owed, ...]:
    """The open actions that an agency leads, or all, the earliest target date first."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return _owed(session, work, agency)


def agencies_asked(session: Session) -> tuple[tuple[str, int], ...]:
    """Every agency with an open action, and how many it has; who has most comes first."""
    counts: dict[str, int] = {}
    for owed in open_actions(session):
        counts[owed.action.lead_agency] = counts.get(owed.action.lead_agency, 0) + 1
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0].casefold())))


def mail_text(session: Session, agency: str, *, answer_by: date, signatory: str) -> str:
    """The same as the letter, as plain text to paste. It is recorded as what leaves is, since it is about to.

    Raises ``EntryMissing``, ``EntryInvalid`` with nothing open.
    """
    need(agency=agency, signatory=signatory)

    def make(owed: Sequence[Owed]) -> bytes:
        return _mail(session, agency, owed, answer_by=answer_by, signatory=signatory).encode()

    _, data = _recorded(session, agency, what=AGENCY_LETTER, make=make, recipient=agency)
    return data.decode()


def _mail(session: Session, agency: str, owed: Sequence[Owed], *, answer_by: date, signatory: str) -> str:
    lines = [
        f"Open actions led by {agency}: update asked for by {long_date(answer_by)}",
        "",
        f"{agency} leads {count_of(len(owed), 'open action')}{_late(owed)}. {ASKED}",
        "",
    ]
    for number, one in enumerate(owed, 1):
        lines += [
            f"{number}. {one.action.reference} ({one.label})",
            f"   Recommendation {one.recommendation.number}: {one.recommendation.text}",
            f"   Action: {one.action.text}",
            f"   Target date: {long_date(one.action.target_on)}. Rating: {one.rated}, {one.why}.",
            f"   Last heard of: {long_date(one.heard_on)}.",
            "",
        ]
    lines += [f"Please answer by {long_date(answer_by)}, by secure email.", "", signatory, session.partnership.name]
    return "\n".join(lines)


def write_letter(
    session: Session, agency: str, target: Path, *, recipient: str, signatory: str, answer_by: date
) -> int:
    """Write the letter to an agency about exactly its open actions as a Word file. Returns how many there are.

    The act is in the chain and the line in the ledger before the file is. Raises ``EntryMissing``, ``EntryInvalid``
    with nothing open or for a place inside a vault, ``FileThere``, ``NotWritable``, ``DiskFull``.
    """
    need(agency=agency, recipient=recipient, signatory=signatory)

    def make(owed: Sequence[Owed]) -> bytes:
        told: Fields = {
            "recipient": recipient,
            "signatory": signatory,
            "agency": agency,
            "answer_by": long_date(answer_by),
            "summary": f"{count_of(len(owed), 'open action')}{_late(owed)}",
            "actions": [_letter_row(one) for one in owed],
        }
        return session.papers.make("partnership/agency_letter", {**_heading(session), **told})

    return _leave(session, agency, target, what=AGENCY_LETTER, make=make, recipient=recipient)


def export_form(session: Session, target: Path, *, agency: str | None = None) -> int:
    """Write the form for open actions, of one agency or all, as Word or Excel by the ending of ``target``.

    Returns how many actions it has. Raises as ``write_letter``, and ``EntryInvalid`` for another ending.
    """
    makers: dict[str, Callable[[Sequence[Owed]], bytes]] = {
        ".xlsx": lambda owed: session.sheets(form_sheet(owed)),
        ".docx": lambda owed: session.papers.make(
            "partnership/action_form", {**_heading(session), **form_fields(owed, agency or "All agencies")}
        ),
    }
    make = makers.get(target.suffix.casefold())
    if make is None:
        raise EntryInvalid("A form is written as Word (.docx) or Excel (.xlsx).")
    return _leave(session, agency, target, what=ACTION_FORM, make=make, recipient=agency or "")


def write_progress(session: Session, target: Path) -> int:
    """Write how all actions get on: bars with their numbers in words, then a page for each agency with its open ones.

    Returns how many agencies have a page. Raises as ``write_letter``.
    """
    shown = pictures(every_action(session).lines, session.clock.today())
    names: dict[str, list[Owed]] = {}

    def make(owed: Sequence[Owed]) -> bytes:
        for one in owed:
            names.setdefault(one.action.lead_agency, []).append(one)
        told: Fields = {
            "pictures": [picture_fields(one) for one in shown],
            "agencies": [_agency(name, names[name]) for name in sorted(names, key=str.casefold)],
        }
        return session.papers.make("partnership/plan_progress", {**_heading(session), **told})

    _leave(session, None, target, what=PARTNERSHIP_REPORT, make=make, recipient=session.partnership.name)
    return len(names)


def form_sheet(owed: Sequence[Owed]) -> Sheet:
    """The form as a sheet: what the agency is asked may be typed in, the rest is locked."""
    status = tuple(RETURNABLE)
    columns = (
        SheetColumn(words=REFERENCE, width=22),
        SheetColumn(words="Recommendation", width=40),
        SheetColumn(words="Action", width=40),
        SheetColumn(words="Lead agency", width=22),
        SheetColumn(words=UPDATE_WORDS, width=40, is_open=True),
        *(
            SheetColumn(words=words, width=_WIDTHS[field], is_open=True, choices=status if field == "status" else ())
            for field, words in FIELDS.items()
        ),
        SheetColumn(words=CHECK, width=14),
    )
    return Sheet(title="Actions", columns=columns, rows=tuple(_sheet_row(one) for one in owed))


def form_fields(owed: Sequence[Owed], agency: str) -> Fields:
    """The form for its Word template; the words over the columns are those of the sheet."""
    rows: list[Fields] = []
    for one in owed:
        values = values_of(one.action)
        told = {field: said(field, values[field]) for field in FIELDS}
        asked = f"Recommendation {one.recommendation.number}, {one.label}: {one.recommendation.text}"
        rows.append(
            {
                "reference": one.action.reference,
                "asked": asked,
                "text": one.action.text,
                "lead": one.action.lead_agency,
                "check": check_of(values),
                **told,
            }
        )
    return {"agency": agency, "statuses": list(RETURNABLE), "actions": rows}


def _owed(session: Session, work: Reading, agency: str | None) -> tuple[Owed, ...]:
    on = session.clock.today()
    labels = plan_labels(work)
    items = {item.id: item for item in work.every(Recommendation)}
    actions = [
        one for one in work.every(Action) if not one.is_finished and (agency is None or one.lead_agency == agency)
    ]
    updates: dict[RecordId, list[ActionUpdate]] = {}
    for update in work.chosen(ActionUpdate, ("action_id", "updated_on")):
        updates.setdefault(update.action_id, []).append(update)
    found: list[Owed] = []
    for action in actions:
        heard = last_heard(action, updates.get(action.id, ()))
        rated = rating(action, heard, on)
        found.append(
            Owed(
                action=action,
                recommendation=items[action.recommendation_id],
                label=labels.get(action.case_id, ""),
                heard_on=heard,
                rated=RAG_WORDS[rated.rag],
                why=rated.why,
                is_late=action.is_overdue(on),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.action.target_on, one.action.reference)))


def _leave(
    session: Session,
    agency: str | None,
    target: Path,
    *,
    what: RecordId,
    make: Callable[[Sequence[Owed]], bytes],
    recipient: str,
) -> int:
    """Make a file about open actions and let it leave: the act and the line of the ledger come first."""
    assert_outside_vaults(target.parent)
    count, data = _recorded(session, agency, what=what, make=make, recipient=recipient)
    session.files.write_pieces(target, (data,))
    return count


def _recorded(
    session: Session, agency: str | None, *, what: RecordId, make: Callable[[Sequence[Owed]], bytes], recipient: str
) -> tuple[int, bytes]:
    """How many open actions there are and what was made of them, with the act and the line of the ledger."""
    act = session.act("ask_agency_about_actions", CaseId(""), why=what.replace("_", " "))
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        owed = _some(_owed(session, work, agency))
        data = make(owed)
        work.put(other_line(session, CaseId(""), what, data, purpose="Open actions", recipient=recipient))
    return len(owed), data


def _some(owed: tuple[Owed, ...]) -> tuple[Owed, ...]:
    if not owed:
        raise EntryInvalid(NOTHING_OPEN)
    return owed


def _late(owed: Sequence[Owed]) -> str:
    late = sum(one.is_late for one in owed)
    return f", {late} past the target date" if late else ""


def _heading(session: Session) -> Fields:
    about = session.partnership
    return {
        "marking": MARKING,
        "partnership": about.name,
        "council": about.council,
        "address": about.address,
        "formats": " ".join(part for part in (about.formats, about.web) if part),
        "reference": "Open actions",
        "dated": long_date(session.clock.today()),
        "seal": seal_words(session.vault, Compartment.REVIEWS),
    }


def _agency(name: str, owed: Sequence[Owed]) -> Fields:
    words = f"{name} leads {count_of(len(owed), 'open action')}{_late(owed)}."
    return {"name": name, "words": words, "actions": [_letter_row(one) for one in owed]}


def _letter_row(one: Owed) -> Fields:
    return {
        "reference": one.action.reference,
        "asked": f"Recommendation {one.recommendation.number}, {one.label}: {one.recommendation.text}",
        "text": one.action.text,
        "target": short_date(one.action.target_on),
        "rag": one.rated,
        "why": one.why,
        "heard": short_date(one.heard_on),
    }


def _sheet_row(one: Owed) -> tuple[str | date | None, ...]:
    action, values = one.action, values_of(one.action)
    asked = f"{one.label}, {one.recommendation.number}: {one.recommendation.text}"
    days = {"completed": action.completed_on, "target": action.target_on}
    told = (days[field] if field in days else values[field] for field in FIELDS)
    return action.reference, asked, action.text, action.lead_agency, "", *told, check_of(values)
