"""Writing the Word documents of a case into the vault, and logging letters as sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from safermk_desktop.domain.case import OwnDate
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.deadlines import Deadline, deadline
from safermk_desktop.domain.documents import Audience, Document, Letter, PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.steps import Delay, DelayReason
from safermk_desktop.domain.terms import TermsApproval
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing
from safermk_desktop.redaction.engine import RedactionOptions
from safermk_desktop.redaction.register import register_from_json
from safermk_desktop.services import fields
from safermk_desktop.services.casefiles import happened, need, open_file, regime_of
from safermk_desktop.services.cases import MARKING, put_own_date
from safermk_desktop.services.certificate import certificate_fields
from safermk_desktop.services.identities import published_date
from safermk_desktop.services.integrity import seal_words
from safermk_desktop.services.partnership import logo
from safermk_desktop.services.ports import Compartment, Writing
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.session import Session, new_id
from safermk_desktop.services.submission_set import submission_papers
from safermk_desktop.services.terms import assert_nobody_named

PUBLIC_MARKING = "OFFICIAL"


def write_notification_record(session: Session, case_id: CaseId) -> RecordId:
    """Write the notification record of a case."""
    with session.vault.writing(Compartment.REVIEWS, session.act("write_notification_record", case_id)) as work:
        file = open_file(work, case_id)
        values = fields.notification_fields(file)
        return write_paper(session, work, file, kind=PaperKind.NOTIFICATION_RECORD, values=values)


def send_decision_letter(
    session: Session, case_id: CaseId, *, recipient: str, sent_on: date, signatory: str
) -> RecordId:
    """Write the letter about the decision and log it as sent. Raises ``EntryInvalid`` before a decision."""
    need(recipient=recipient, signatory=signatory)
    with session.vault.writing(Compartment.REVIEWS, session.act("send_decision_letter", case_id)) as work:
        file = open_file(work, case_id)
        if file.decision is None:
            raise EntryInvalid("No decision is recorded yet.")
        values = fields.decision_fields(file, _report_deadline(session, file))
        return _send(
            session,
            work,
            file,
            kind=PaperKind.DECISION_LETTER,
            values=values,
            recipient=recipient,
            sent_on=sent_on,
            signatory=signatory,
        )


def send_delay_letter(
    session: Session,
    case_id: CaseId,
    *,
    recipient: str,
    sent_on: date,
    signatory: str,
    new_date: date,
    reasons: tuple[str, ...],
    interim: str,
    next_update_on: date,
    kinds: tuple[DelayReason, ...] = (DelayReason.OTHER,),
) -> RecordId:
    """Tell the Home Office that the report will be late: reasons, new date, interim learning, next update.

    The new date becomes the partnership's own; the date of the guidance stays as it is. ``kinds`` are the enumerated
    reasons, ``reasons`` what the letter says of them. It may be sent again and again; the case stays where it is.
    """
    need(recipient=recipient, signatory=signatory, reasons=" ".join(reasons))
    if next_update_on < sent_on:
        raise DateImpossible("The next update lies before the letter.")
    with session.vault.writing(Compartment.REVIEWS, session.act("send_delay_letter", case_id)) as work:
        file = open_file(work, case_id)
        if file.decision is None:
            raise EntryInvalid("No decision is recorded yet.")
        told = _delay(case_id, sent_on, signatory, new_date, next_update_on, interim=interim, kinds=kinds)
        clock = _tell_delay(session, work, file, told, reasons)
        return _send(
            session,
            work,
            file,
            kind=PaperKind.DELAY_LETTER,
            values=fields.delay_fields(file, clock, _delay_values(told, reasons)),
            recipient=recipient,
            sent_on=sent_on,
            signatory=signatory,
        )


def _delay(
    case_id: CaseId,
    sent_on: date,
    signatory: str,
    new_date: date,
    next_update_on: date,
    *,
    interim: str,
    kinds: tuple[DelayReason, ...],
) -> Delay:
    return Delay(
        id=new_id(),
        case_id=case_id,
        told_on=sent_on,
        reasons=tuple(kind.value for kind in kinds),
        original_due=new_date,
        expected_on=new_date,
        interim_learning=interim,
        next_update_on=next_update_on,
        signatory=signatory,
    )


def _tell_delay(
    session: Session, work: Writing, file: CaseFile, told: Delay, reasons: tuple[str, ...]
) -> Deadline | None:
    """Keep the delay and the partnership's own date that follows from it; gives the clock that is late."""
    clock = _report_deadline(session, file)
    work.put(replace(told, original_due=clock.due if clock and clock.due else told.expected_on))
    own = OwnDate(
        id=new_id(),
        case_id=told.case_id,
        rule="report",
        own_on=told.expected_on,
        reason="; ".join(reasons),
        authoriser=told.signatory,
        home_office_told_on=told.told_on,
    )
    put_own_date(work, own, today=session.clock.today())
    return clock


def _delay_values(told: Delay, reasons: tuple[str, ...]) -> dict[str, object]:
    return {
        "new_date": long_date(told.expected_on),
        "reasons": list(reasons),
        "interim": told.interim_learning,
        "next_update": long_date(told.next_update_on),
    }


def send_submission_letter(
    session: Session, case_id: CaseId, *, recipient: str, sent_on: date, signatory: str, method: str
) -> RecordId:
    """Write the letter that goes with the submission set, each paper with its SHA-256, and log it as sent."""
    need(recipient=recipient, signatory=signatory, method=method)
    with session.vault.writing(Compartment.REVIEWS, session.act("send_submission_letter", case_id)) as work:
        file = open_file(work, case_id)
        return _send(
            session,
            work,
            file,
            kind=PaperKind.SUBMISSION_LETTER,
            values=fields.submission_fields(submission_papers(file), method),
            recipient=recipient,
            sent_on=sent_on,
            signatory=signatory,
        )


def send_qa_response(session: Session, case_id: CaseId, *, recipient: str, sent_on: date, signatory: str) -> RecordId:
    """Write the answer to the latest Quality Assurance letter, point by point, and log it as sent.

    Raises ``EntryInvalid`` when there is no letter or a point of it is not done yet, ``EntryMissing``.
    """
    need(recipient=recipient, signatory=signatory)
    with session.vault.writing(Compartment.REVIEWS, session.act("send_qa_response", case_id)) as work:
        file = open_file(work, case_id)
        if not file.qa_letters:
            raise EntryInvalid("No letter of the Quality Assurance Panel is recorded yet.")
        came = file.qa_letters[-1]
        points = [point for point in file.qa_conditions if point.letter_id == came.id]
        if waiting := [point.number for point in points if point.done_on is None]:
            raise EntryInvalid(f"These points are not done yet: {', '.join(waiting)}.")
        return _send(
            session,
            work,
            file,
            kind=PaperKind.QA_RESPONSE,
            values=fields.response_fields(came, points),
            recipient=recipient,
            sent_on=sent_on,
            signatory=signatory,
        )


def write_terms(session: Session, case_id: CaseId) -> RecordId:
    """Write the latest agreed terms of reference as a Word document.

    Raises ``EntryInvalid`` when none is agreed, or when a name that is registered by now, or a date of birth, stands
    in it.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("write_terms", case_id)) as work:
        file = open_file(work, case_id)
        if not file.versions:
            raise EntryInvalid("No version of the terms of reference is agreed yet.")
        assert_nobody_named(work, case_id, file.versions[-1].sections)
        approvals = work.of_case(TermsApproval, case_id)
        values = fields.terms_fields(file.versions[-1], file.versions[:-1], approvals)
        return write_paper(session, work, file, kind=PaperKind.TERMS_OF_REFERENCE, values=values)


def write_executive_summary(session: Session, case_id: CaseId, *, sections: tuple[tuple[str, str], ...]) -> RecordId:
    """Write the executive summary for the public. Raises ``ProofFailed`` when it holds a registered identity."""
    if not sections:
        raise EntryMissing("Missing: sections.")
    with session.vault.writing(Compartment.REVIEWS, session.act("write_executive_summary", case_id)) as work:
        file = open_file(work, case_id)
        values = fields.summary_fields(f"Executive summary, {file.case.label}", sections)
        return _write_public(session, work, file, kind=PaperKind.EXECUTIVE_SUMMARY, values=values)


def write_action_plan(session: Session, case_id: CaseId) -> RecordId:
    """Write the action plan for the public, every registered identity replaced and both proofs clean.

    Raises ``RegisterEmpty``, ``EntryInvalid`` without recommendations, ``ProofFailed``.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("write_action_plan", case_id)) as work:
        file = open_file(work, case_id)
        if not file.recommendations:
            raise EntryInvalid("There are no recommendations yet.")
        values = fields.action_plan_fields(file, session.clock.today(), published_date(work, case_id))
        return _write_redacted(session, work, file, kind=PaperKind.ACTION_PLAN, values=values)


def write_certificate(
    session: Session, work: Writing, file: CaseFile, told: Mapping[str, object]
) -> tuple[RecordId, RecordId]:
    """Keep the certificate of a redacted copy as a page of Word and as JSON; both ids, in that order."""
    kind, title = PaperKind.REDACTION_CERTIFICATE, "Certificate of the redacted copy"
    dated = long_date(session.clock.today())
    page = _filled(session, file, kind, certificate_fields(told), dated=dated, is_public=False)
    text = (json.dumps(told, indent=1) + "\n").encode()
    first = store(session, work, file, kind=kind, title=title, audience=Audience.INTERNAL, data=page)
    second = store(session, work, file, kind=kind, title=title, audience=Audience.INTERNAL, data=text, extension="json")
    return first.id, second.id


class Tally:
    """Counts and digests the bytes of a paper on their way into the vault."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.size = 0
        self._pieces = pieces
        self._hash = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.size += len(piece)
            self._hash.update(piece)
            yield piece

    @property
    def sha256(self) -> str:
        """Of what went by so far, in lower-case hexadecimal."""
        return self._hash.hexdigest()


def store(
    session: Session,
    work: Writing,
    file: CaseFile,
    *,
    kind: PaperKind,
    title: str,
    audience: Audience,
    data: bytes | Iterable[bytes],
    size: int = 0,
    extension: str = "docx",
    stem: str = "",
    dated_on: date | None = None,
) -> Document:
    """Keep a paper's bytes, however they come, and its record, inside a transaction that has begun.

    ``size`` is how many will come, where they are not given whole. Raises ``DiskFull`` before the disk is.
    """
    number = 1 + sum(paper.kind is kind and (not stem or paper.title == title) for paper in file.documents)
    name = f"{file.case.reference}-{(stem or kind.value).replace('_', '-')}-{number}"
    paper_id, tally = new_id(), Tally((data,) if isinstance(data, bytes) else data)
    work.keep(paper_id, tally, size=len(data) if isinstance(data, bytes) else size)
    paper = Document(
        id=paper_id,
        case_id=file.case.case_id,
        kind=kind,
        title=title,
        file_name=f"{name}.{extension}" if extension else name,
        audience=audience,
        marking=PUBLIC_MARKING if audience is Audience.PUBLIC else file.case.marking,
        added_on=session.clock.today(),
        size=tally.size,
        sha256=tally.sha256,
        dated_on=dated_on,
    )
    work.put(paper)
    return paper


def _report_deadline(session: Session, file: CaseFile) -> Deadline | None:
    events = file.events()
    rule = next((r for r in regime_of(file.case).rules if r.id == "report"), None)
    if rule is None or rule.base not in events:
        return None
    return deadline(rule, events[rule.base], session.calendar)


def _filled(
    session: Session, file: CaseFile, kind: PaperKind, values: Mapping[str, object], *, dated: str, is_public: bool
) -> bytes:
    regime, marking = regime_of(file.case), PUBLIC_MARKING if is_public else MARKING
    seal = "" if is_public else seal_words(session.vault, Compartment.REVIEWS)
    top = fields.heading_fields(file, regime, session.partnership, dated=dated, marking=marking, seal=seal)
    picture = b"" if kind is PaperKind.REDACTION_CERTIFICATE else logo(session)  # that is one page
    return session.papers.make(f"{regime.id}/{kind.value}", {**top, **values}, logo=picture)


def _title(kind: PaperKind) -> str:
    return kind.value.replace("_", " ").capitalize()


def write_paper(
    session: Session, work: Writing, file: CaseFile, *, kind: PaperKind, values: Mapping[str, object]
) -> RecordId:
    """Write a restricted paper from its template, dated today, inside a transaction that has begun; its id."""
    dated = long_date(session.clock.today())
    data = _filled(session, file, kind, values, dated=dated, is_public=False)
    return store(session, work, file, kind=kind, title=_title(kind), audience=Audience.RESTRICTED, data=data).id


def _write_public(
    session: Session, work: Writing, file: CaseFile, *, kind: PaperKind, values: Mapping[str, object]
) -> RecordId:
    """Write a paper for the public. Its author writes published forms; a registered identity in it is refused."""
    data = _public_bytes(session, work, file, kind, values)
    session.redactor.refuse_leak(data, register_of(work, file.case.case_id))
    return store(session, work, file, kind=kind, title=_title(kind), audience=Audience.PUBLIC, data=data).id


def _write_redacted(
    session: Session, work: Writing, file: CaseFile, *, kind: PaperKind, values: Mapping[str, object]
) -> RecordId:
    """Write a paper for the public from what many people entered: it is redacted and proved like a report."""
    data = _public_bytes(session, work, file, kind, values)
    register = register_from_json(register_of(work, file.case.case_id))
    title = f"{_title(kind)}, {file.case.label}"
    proved = session.redactor(data, register, RedactionOptions(title=title, pictures="keep"))
    return store(session, work, file, kind=kind, title=_title(kind), audience=Audience.PUBLIC, data=proved.data).id


def _public_bytes(
    session: Session, work: Writing, file: CaseFile, kind: PaperKind, values: Mapping[str, object]
) -> bytes:
    dated = published_date(work, file.case.case_id)(session.clock.today())
    return _filled(session, file, kind, values, dated=dated, is_public=True)


def _send(
    session: Session,
    work: Writing,
    file: CaseFile,
    *,
    kind: PaperKind,
    values: Mapping[str, object],
    recipient: str,
    sent_on: date,
    signatory: str,
) -> RecordId:
    happened(sent_on, today=session.clock.today(), not_before=file.case.opened_on)
    addressed = {**values, "recipient": recipient, "signatory": signatory, "dated": long_date(sent_on)}
    document_id = write_paper(session, work, file, kind=kind, values=addressed)
    work.put(
        Letter(
            id=new_id(),
            case_id=file.case.case_id,
            kind=kind,
            recipient=recipient,
            sent_on=sent_on,
            signatory=signatory,
            document_id=document_id,
            summary=_title(kind),
        )
    )
    return document_id
