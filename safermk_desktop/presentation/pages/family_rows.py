"""What the tables of the family page show: what is owed, comments with their answers, people, every contact."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.family import (
    MATTER_WORDS,
    STAGES,
    FamilyComment,
    FamilyContact,
    FamilyPerson,
    Matter,
    counts,
)
from safermk_desktop.domain.family_conditions import FAMILY_CONDITIONS, is_late, taken_over_facts
from safermk_desktop.domain.wording import count_of, short_date
from safermk_desktop.presentation.models.cells import Cell, Column, rag_cell, text_cell, two_line_cell, wrap_cell


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One matter that the review owes the family, and how it stands."""

    matter: Matter
    is_met: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """A comment with who made it."""

    comment: FamilyComment
    who: str
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody of the family, and how often they were heard."""

    person: FamilyPerson
    contacts: int
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A contact with whom it was."""

    contact: FamilyContact
    who: str


def stage_rows(file: CaseFile) -> tuple[StageRow, ...]:
    """Every matter in the order in which it is owed."""
    return tuple(
        StageRow(matter=matter, is_met=_missing(file, matter) is None, words=_standing(file, matter))
        for matter in STAGES
    )


def comment_rows(file: CaseFile) -> tuple[CommentRow, ...]:
    """The comments, those that wait for an answer first; else the newest first."""
    names = _names(file)
    newest = file.family.comments[::-1]
    ordered = sorted(newest, key=lambda one: one.answered_on is not None)
    return tuple(
        CommentRow(comment=one, who=names.get(one.person_id, ""), is_late=is_late(file, one)) for one in ordered
    )


def person_rows(file: CaseFile) -> tuple[PersonRow, ...]:
    """The people in the order of entry."""
    rows: list[PersonRow] = []
    for person in file.family.people:
        held = [one for one in file.family.contacts if one.person_id == person.id]
        last = max((one.happened_on for one in held), default=None)
        rows.append(PersonRow(person=person, contacts=len(held), last=short_date(last)))
    return tuple(rows)


def contact_rows(file: CaseFile) -> tuple[ContactRow, ...]:
    """Every contact and attempt, newest first."""
    names = _names(file)
    ordered = sorted(file.family.contacts, key=lambda one: one.happened_on, reverse=True)
    return tuple(ContactRow(contact=one, who=names.get(one.person_id, "")) for one in ordered)


def _names(file: CaseFile) -> dict[str, str]:
    return {one.id: one.pseudonym for one in file.family.people}


def _missing(file: CaseFile, matter: Matter) -> str | None:
    return FAMILY_CONDITIONS[f"family:{matter}"](file)


def _standing(file: CaseFile, matter: Matter) -> str:
    """How a matter stands: what was agreed, who was heard when, the reason, the attempts, or that nothing is known."""
    names = _names(file)
    lines: list[str] = []
    day = file.family.publication_day
    if matter is Matter.PUBLICATION and day is not None:
        lines.append(f"{short_date(day.day)} agreed with {names.get(day.person_id, '')}, {short_date(day.agreed_on)}")
    lines += [
        f"{names.get(one.person_id, '')}: {one.outcome.value.lower()}, {short_date(one.happened_on)}"
        for one in file.family.contacts
        if one.matter is matter and counts(one)
    ]
    lines += [
        f"Without: {one.reason} ({one.recorded_by}, {short_date(one.recorded_on)})"
        for one in file.family.reasons
        if one.matter is matter
    ]
    if matter is Matter.PSEUDONYM:
        lines += [f"{one.pseudonym}: {one.pseudonym_wishes}" for one in file.family.people if one.pseudonym_wishes]
    lines += [f"{one.detail or 'On file'}, {short_date(one.happened_on)}" for one in taken_over_facts(file, matter)]
    missing = _missing(file, matter)
    return "\n".join([*([missing] if missing else []), *lines]) or "Nothing is on file yet."


def _state(row: StageRow) -> Cell:
    return rag_cell("green", "On file") if row.is_met else rag_cell("grey", "Owed")


def _answer(row: CommentRow) -> Cell:
    comment = row.comment
    if comment.answered_on is None:
        promised = f" Promised by {short_date(comment.answer_by)}." if comment.answer_by else ""
        return wrap_cell(f"Not answered yet.{promised}", tone="text.secondary")
    told = f"{comment.answer}\n{short_date(comment.answered_on)}, {comment.answered_by}"
    return wrap_cell(f"{told}\nReflected: {comment.reflected}" if comment.reflected else told)


def _comment(row: CommentRow) -> Cell:
    marks = [
        *(["After the draft was approved"] if row.is_late else []),
        *(["Disagrees with the report"] if row.comment.is_disagreement else []),
    ]
    about = ABOUT_WORDS.get(row.comment.about, "something else")
    return wrap_cell("\n".join([row.comment.text, ". ".join([*marks, f"On: {about}"])]))


ABOUT_WORDS: Final = MappingProxyType(
    {
        Matter.TERMS: "the terms of reference",
        Matter.DRAFT: "the draft report",
        Matter.FINAL_COPY: "the final report",
        Matter.PUBLICATION: "publication",
    }
)


def _person(row: PersonRow) -> Cell:
    person = row.person
    parts = [
        *([f"Contact: {person.preferred_contact}"] if person.preferred_contact else []),
        f"Advocate: {person.advocate or 'none'}",
        *([f"Interpreter: {person.interpreter}"] if person.interpreter else []),
        *([f"Name: {person.pseudonym_wishes}"] if person.pseudonym_wishes else []),
        *([person.approach] if person.approach else []),
    ]
    return wrap_cell("\n".join(parts))


STAGE_COLUMNS: Final[tuple[Column[StageRow], ...]] = (
    Column(header="Owed", cell=lambda row: wrap_cell(MATTER_WORDS[row.matter]), width=208),
    Column(header="How it stands", cell=lambda row: wrap_cell(row.words)),
    Column(header="State", cell=_state, width=120),
)
COMMENT_COLUMNS: Final[tuple[Column[CommentRow], ...]] = (
    Column(header="From", cell=lambda row: wrap_cell(f"{row.who}\n{short_date(row.comment.received_on)}"), width=184),
    Column(header="Comment", cell=_comment),
    Column(header="Answer", cell=_answer),
)
PERSON_COLUMNS: Final[tuple[Column[PersonRow], ...]] = (
    Column(
        header="Person",
        cell=lambda row: two_line_cell(row.person.pseudonym, row.person.relation, role="bodyStrong"),
        width=232,
    ),
    Column(header="Contact, advocate and wishes", cell=_person),
    Column(
        header="Contacts",
        cell=lambda row: two_line_cell(count_of(row.contacts, "contact"), f"last {row.last}" if row.last else ""),
        width=136,
    ),
)
CONTACT_COLUMNS: Final[tuple[Column[ContactRow], ...]] = (
    Column(header="On", cell=lambda row: text_cell(short_date(row.contact.happened_on)), width=112),
    Column(header="With", cell=lambda row: wrap_cell(f"{row.who}\n{row.contact.method.value}"), width=232),
    Column(
        header="About, and what was said",
        cell=lambda row: wrap_cell(
            "\n".join(part for part in (MATTER_WORDS[row.contact.matter], row.contact.words, row.contact.place) if part)
        ),
    ),
    Column(
        header="Outcome", cell=lambda row: wrap_cell(f"{row.contact.outcome.value}\n{row.contact.by_whom}"), width=200
    ),
)
