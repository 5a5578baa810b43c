"""Keeping a Word file, making the redacted copy of a report with both proofs, and its approval."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date
from typing import cast

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Audience, Certificate, Document, PaperKind, RedactedCopy
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.redaction.engine import RedactionOptions
from safermk_desktop.redaction.register import register_from_json
from safermk_desktop.services.casefiles import open_file
from safermk_desktop.services.certificate import KEY_BYTES, Making, certificate, with_decisions
from safermk_desktop.services.entries import happened, need
from safermk_desktop.services.finding import Findings
from safermk_desktop.services.papers import store, write_certificate
from safermk_desktop.services.ports import Compartment, Progress, Writing
from safermk_desktop.services.proof import ProvedCopy
from safermk_desktop.services.redaction_items import (
    done_with_text,
    items_of,
    list_items,
    with_choices,
)
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.session import Session, new_id


def keep_paper(
    session: Session,
    case_id: CaseId,
    data: bytes,
    *,
    kind: PaperKind,
    title: str,
    audience: Audience,
    dated_on: date | None = None,
    progress: Progress | None = None,
) -> RecordId:
    """Keep the bytes of a Word file in the vault, after reading it in full. ``dated_on`` is the day that it bears.

    Raises ``DateImpossible`` for a day in the future, the ``WORD-*`` family, ``Cancelled``; then nothing is kept.
    """
    refuse_unfit(title, audience, dated_on, today=session.clock.today())
    session.redactor.read(data, progress)
    with session.vault.writing(Compartment.REVIEWS, session.act("import_paper", case_id, subject=kind.value)) as work:
        file = open_file(work, case_id)
        kept = store(session, work, file, kind=kind, title=title, audience=audience, data=data, dated_on=dated_on)
        return kept.id


def refuse_unfit(title: str, audience: Audience, dated_on: date | None, *, today: date) -> None:
    """Refuse a paper that comes in without a title, as a public one, or from the future.

    Raises ``EntryMissing``, ``EntryInvalid``, ``DateImpossible``.
    """
    need(title=title)
    if dated_on is not None:
        happened(dated_on, today=today)
    if audience is Audience.PUBLIC:
        raise EntryInvalid("A paper becomes public through a redacted copy only.")


def findings(session: Session, case_id: CaseId, document_id: RecordId, *, progress: Progress | None = None) -> Findings:
    """The text of a paper and every identity found in it. Seeing an original is on the record.

    Veiled, hidden and deleted text stands in it as in the last copy: a place in the copy's list is a place in it.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("see_original", case_id, subject=document_id)) as work:
        data = work.content(document_id)
        register_json = register_of(work, case_id)
        done = done_with_text(work, case_id, document_id)
    return session.redactor.find(data, register_json, done, progress)


def make_redacted_copy(
    session: Session,
    case_id: CaseId,
    document_id: RecordId,
    *,
    options: RedactionOptions | None = None,
    progress: Progress | None = None,
) -> tuple[RecordId, dict[str, object]]:
    """Rebuild a paper with every registered identity replaced, prove it twice, and keep the copy.

    What was chosen about its items before is applied; what there is to decide on is listed.

    Returns the id of the ``RedactedCopy`` and the report of ``safermk redact``. Raises ``ProofFailed``,
    ``RegisterEmpty``, the ``WORD-*`` family; then nothing has changed.
    """
    with session.vault.reading(Compartment.REVIEWS, case_id) as work:
        report = open_file(work, case_id).document(PaperKind.OVERVIEW_REPORT)
        if report is None or report.id != document_id:
            raise EntryInvalid("A redacted copy is made of the latest overview report.")
        data = work.content(document_id)
        register_json = register_of(work, case_id)
        digest = hashlib.sha256(register_json.encode()).hexdigest()
        chosen = with_choices(work, case_id, document_id, digest, options or RedactionOptions())
    proved = session.redactor(data, register_from_json(register_json), chosen, progress)
    return _keep(session, case_id, document_id, proved, register_json=register_json)


def _keep(
    session: Session, case_id: CaseId, document_id: RecordId, proved: ProvedCopy, *, register_json: str
) -> tuple[RecordId, dict[str, object]]:
    """Keep a copy with its certificate, in one act."""
    with session.vault.writing(
        Compartment.REVIEWS, session.act("make_redacted_copy", case_id, subject=document_id)
    ) as work:
        file = open_file(work, case_id)
        paper = store(
            session,
            work,
            file,
            kind=PaperKind.REDACTED_REPORT,
            title="Overview report, redacted copy",
            audience=Audience.PUBLIC,
            data=proved.data,
        )
        digest = hashlib.sha256(register_json.encode()).hexdigest()
        copy = _copy(session, paper, document_id, proof=cast("dict[str, int]", proved.report["proof"]), digest=digest)
        work.put(copy)
        list_items(work, copy, proved.report)
        told = _certify(session, work, file, copy, of=(proved, paper.file_name, register_json))
    return copy.id, {**proved.report, "certificate": told}


def _certify(
    session: Session, work: Writing, file: CaseFile, copy: RedactedCopy, *, of: tuple[ProvedCopy, str, str]
) -> dict[str, object]:
    proved, name, register_json = of
    key = secrets.token_hex(KEY_BYTES)
    making = Making(prepared_by=copy.prepared_by, made_on=copy.made_on, file_name=name, key=key)
    register = register_from_json(register_json)
    told = with_decisions(certificate(proved, register, making), items_of(work, copy), register)
    page_id, json_id = write_certificate(session, work, file, told)
    work.put(Certificate(id=new_id(), case_id=copy.case_id, copy_id=copy.id, page_id=page_id, json_id=json_id, key=key))
    return told


def _copy(
    session: Session, paper: Document, source_id: RecordId, *, proof: Mapping[str, int], digest: str
) -> RedactedCopy:
    return RedactedCopy(
        id=new_id(),
        case_id=paper.case_id,
        source_id=source_id,
        document_id=paper.id,
        made_on=session.clock.today(),
        prepared_by=session.person,
        terms=int(proof["terms"]),
        variants=int(proof["variants"]),
        parts=int(proof["parts"]),
        sha256=paper.sha256,
        register_digest=digest,
    )
