"""The certificate of a copy, renewed: when the last of its items was decided on, and when the copy was approved.

The papers of earlier certificates stay in the vault.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from safermk_desktop.domain.documents import Certificate, Document, PaperKind, RedactedCopy, RedactionItem
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.redaction.register import register_from_json
from safermk_desktop.services.casefiles import open_file
from safermk_desktop.services.certificate import with_decisions
from safermk_desktop.services.papers import write_certificate
from safermk_desktop.services.ports import Compartment, Writing
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.session import Session


def renew_certificate(session: Session, work: Writing, copy: RedactedCopy, items: Sequence[RedactionItem]) -> None:
    """Write the certificate of a copy anew, with what was decided since and who approved the copy; its digests stay."""
    known = [one for one in work.of_case(Certificate, copy.case_id) if one.copy_id == copy.id]
    if not known:
        return
    register = register_from_json(register_of(work, copy.case_id))
    approved = (copy.approved_by, copy.approved_on) if copy.approved_on is not None else None
    before = cast("dict[str, object]", json.loads(work.content(known[-1].json_id)))
    told = with_decisions(before, items, register, approved=approved)
    page_id, json_id = write_certificate(session, work, open_file(work, copy.case_id), told)
    work.put(replace(known[-1], page_id=page_id, json_id=json_id))


def earlier_certificates(session: Session, case_id: CaseId) -> frozenset[RecordId]:
    """The papers of certificates that were renewed since; each copy has one certificate that stands."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        standing = {paper for one in work.of_case(Certificate, case_id) for paper in (one.page_id, one.json_id)}
        kept = work.of_case(Document, case_id)
    return frozenset(paper.id for paper in kept if paper.kind is PaperKind.REDACTION_CERTIFICATE) - standing
