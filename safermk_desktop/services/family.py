"""The family and friends of a review: every contact, comment and answer, and the day of publication (domain 2.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.family import (
    ContactMethod,
    ContactOutcome,
    FamilyComment,
    FamilyContact,
    FamilyPerson,
    FamilyReason,
    Matter,
    PublicationDay,
    Relation,
    falls_on,
)
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import DateImpossible, EntryInvalid
from safermk_desktop.services.casefiles import happened, need, open_file
from safermk_desktop.services.named import kept_days, refuse_names
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.session import Session, new_id


def put_person(
    session: Session,
    case_id: CaseId,
    *,
    relation: Relation,
    pseudonym: str = "",
    entry_id: str = "",
    preferred_contact: str = "",
    advocate: str = "",
    interpreter: str = "",
    pseudonym_wishes: str = "",
    approach: str = "",
    person_id: RecordId | None = None,
) -> RecordId:
    """Enter somebody of the family or near the person who died, or change the one of ``person_id``.

    With an ``entry_id`` the published form is that of the identity register. Raises ``EntryMissing``,
    ``EntryInvalid`` for a text that names somebody, ``RecordUnknown``.
    """
    act = session.act("put_family_person", case_id, subject=person_id or "new")
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        open_file(work, case_id)
        shown = work.get(IdentityEntry, RecordId(entry_id)).replacement if entry_id else pseudonym
        need(published_form=shown)
        refuse_names(work, case_id, shown, preferred_contact, advocate, interpreter, pseudonym_wishes, approach)
        person = FamilyPerson(
            id=work.get(FamilyPerson, person_id).id if person_id else new_id(),
            case_id=case_id,
            entry_id=entry_id,
            pseudonym=shown.strip(),
            relation=relation,
            preferred_contact=preferred_contact,
            advocate=advocate,
            interpreter=interpreter,
            pseudonym_wishes=pseudonym_wishes,
            approach=approach,
        )
        work.put(person)
    return person.id


def record_contact(
    session: Session,
    case_id: CaseId,
    person_id: RecordId,
    *,
    matter: Matter,
    happened_on: date,
    by_whom: str,
    method: ContactMethod,
    outcome: ContactOutcome,
    place: str = "",
    words: str = "",
) -> RecordId:
    """Record one contact or one attempt. A draft needs the place where it was read, advocacy its answer.

    Raises ``EntryMissing``, ``EntryInvalid`` (a name in the text; the person causing harm before the trial ended or
    without a risk check; a child without how contact fits their age), ``DateImpossible``.
    """
    need(by_whom=by_whom)
    _refuse_half(matter, outcome, place)
    contact = FamilyContact(
        id=new_id(),
        case_id=case_id,
        person_id=person_id,
        matter=matter,
        happened_on=happened_on,
        by_whom=by_whom,
        method=method,
        outcome=outcome,
        place=place,
        words=words,
    )
    act = session.act("record_family_contact", case_id, subject=matter.value)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        file = open_file(work, case_id)
        happened(happened_on, today=session.clock.today(), not_before=file.case.opened_on)
        _refuse_approach(file, work.get(FamilyPerson, person_id))
        refuse_names(work, case_id, by_whom, place, words)
        work.put(contact)
    return contact.id


def record_reason(session: Session, case_id: CaseId, *, matter: Matter, reason: str) -> None:
    """Record why the review goes on without a contact that it owes. Raises ``EntryMissing``, ``EntryInvalid``."""
    need(reason=reason)
    act = session.act("record_family_reason", case_id, subject=matter.value, why=reason)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        open_file(work, case_id)
        refuse_names(work, case_id, reason)
        work.put(
            FamilyReason(
                id=new_id(),
                case_id=case_id,
                matter=matter,
                recorded_on=session.clock.today(),
                reason=reason,
                recorded_by=session.person,
            )
        )


def record_comment(
    session: Session,
    case_id: CaseId,
    person_id: RecordId,
    *,
    about: Matter,
    received_on: date,
    text: str,
    is_disagreement: bool = False,
    answer_by: date | None = None,
) -> RecordId:
    """Record what somebody of the family said on a paper. It is owed an answer from then on.

    Raises ``EntryMissing``, ``EntryInvalid``, ``DateImpossible``.
    """
    need(comment=text)
    comment = FamilyComment(
        id=new_id(),
        case_id=case_id,
        person_id=person_id,
        about=about,
        received_on=received_on,
        text=text,
        is_disagreement=is_disagreement,
        answer_by=answer_by,
        answer="",
        answered_on=None,
        answered_by="",
        reflected="",
    )
    act = session.act("record_family_comment", case_id, subject=about.value)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        file = open_file(work, case_id)
        happened(received_on, today=session.clock.today(), not_before=file.case.opened_on)
        if answer_by is not None and answer_by < received_on:
            raise DateImpossible("The answer is promised for the day of the comment or a later one.")
        work.get(FamilyPerson, person_id)
        refuse_names(work, case_id, text)
        work.put(comment)
    return comment.id


def answer_comment(
    session: Session,
    case_id: CaseId,
    comment_id: RecordId,
    *,
    answer: str,
    answered_on: date,
    answered_by: str,
    reflected: str = "",
) -> None:
    """Record how a comment was answered, and where the report reflects it; a disagreement needs the place.

    Raises ``EntryMissing``, ``EntryInvalid``, ``DateImpossible``.
    """
    need(answer=answer, answered_by=answered_by)
    act = session.act("answer_family_comment", case_id, subject=comment_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        open_file(work, case_id)
        comment = work.get(FamilyComment, comment_id)
        if comment.is_disagreement:
            need(where_the_report_reflects_it=reflected)
        happened(answered_on, today=session.clock.today(), not_before=comment.received_on)
        refuse_names(work, case_id, answer, reflected)
        work.put(replace(comment, answer=answer, answered_on=answered_on, answered_by=answered_by, reflected=reflected))


def agree_publication_day(
    session: Session, case_id: CaseId, person_id: RecordId, *, day: date, agreed_on: date, words: str = ""
) -> None:
    """Record the day of publication agreed with the family.

    Raises ``DateImpossible`` for a day before it was agreed, and for a birthday or an anniversary, naming nobody.
    """
    act = session.act("agree_publication_day", case_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        file = open_file(work, case_id)
        happened(agreed_on, today=session.clock.today(), not_before=file.case.opened_on)
        if day < agreed_on:
            raise DateImpossible("The day of publication follows the day on which it was agreed.")
        refuse_anniversary(work, file, day)
        work.get(FamilyPerson, person_id)
        refuse_names(work, case_id, words)
        work.put(
            PublicationDay(id=new_id(), case_id=case_id, person_id=person_id, day=day, agreed_on=agreed_on, words=words)
        )


def refuse_anniversary(work: Reading, file: CaseFile, day: date) -> None:
    """Refuse a day of publication that falls on a birthday or an anniversary. Raises ``DateImpossible``."""
    if falls_on(day, kept_days(work, file)):
        raise DateImpossible(
            f"{long_date(day)} is a birthday or an anniversary in this case: choose another day with the family."
        )


def _refuse_half(matter: Matter, outcome: ContactOutcome, place: str) -> None:
    if matter is Matter.DRAFT and outcome in {ContactOutcome.REACHED, ContactOutcome.ACCEPTED}:
        need(place=place)
    if matter is Matter.ADVOCACY and outcome is ContactOutcome.REACHED:
        raise EntryInvalid("Say whether the offer of advocacy was accepted or declined, or is to be asked again.")


def _refuse_approach(file: CaseFile, person: FamilyPerson) -> None:
    if person.relation is Relation.PERPETRATOR:
        if not (file.fact("criminal_proceedings_ended") or file.fact("no_proceedings")):
            raise EntryInvalid(
                "Criminal proceedings are not on file as ended: the person causing harm is contacted after the trial."
            )
        if not person.approach.strip():
            raise EntryInvalid("Record the risk check before the person causing harm is contacted.")
    if person.relation is Relation.CHILD and not person.approach.strip():
        raise EntryInvalid("Record first how contact fits the child's age and welfare.")
