"""Reading the terms of reference as a whole, commenting on clauses, and approving versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import (
    ApprovingBody,
    TermsAgency,
    TermsApproval,
    TermsComment,
    TermsFacts,
    TermsSection,
    TermsVersion,
    WrittenSection,
    composed,
)
from safermk_desktop.errors import EntryInvalid, RecordUnknown
from safermk_desktop.redaction.register import Register
from safermk_desktop.services.casefiles import happened, load, need, open_file
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id
from safermk_desktop.services.terms_lint import TermsLinter, days_of_death, facts_of, register_in

NOTED = "bmg_noted_terms"
"""The fact that the approval of the management group puts on the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """Everything that the studio shows of one case. ``people`` are the published forms of the persons registered."""

    file: CaseFile
    facts: TermsFacts
    agencies: tuple[TermsAgency, ...]
    comments: tuple[TermsComment, ...]
    approvals: tuple[TermsApproval, ...]
    register: Register | None
    days_of_death: tuple[date, ...]
    people: tuple[str, ...]

    @property
    def shown(self) -> tuple[WrittenSection, ...]:
        """The draft as a reader sees it."""
        return composed(self.file.sections, self.facts, self.agencies)

    def linter(self) -> TermsLinter:
        """The checks with the register as it stands."""
        return TermsLinter(self.register, self.days_of_death)

    def approval(self, version: TermsVersion, body: ApprovingBody) -> TermsApproval | None:
        """That a body approved a version, or ``None``."""
        found = (one for one in self.approvals if one.version_id == version.id and one.body is body)
        return next(found, None)

    def open_comments(self, clause_id: str) -> tuple[TermsComment, ...]:
        """The comments on a clause that nobody answered yet."""
        return tuple(one for one in self.comments if one.clause_id == clause_id and one.resolved_on is None)


def studio(session: Session, case_id: CaseId) -> Studio:
    """The terms of reference of a case with all that belongs to them. Raises ``RecordUnknown``."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        entries = work.of_case(IdentityEntry, case_id)
        return Studio(
            file=load(work, case_id),
            facts=facts_of(work, case_id),
            agencies=work.of_case(TermsAgency, case_id),
            comments=work.of_case(TermsComment, case_id),
            approvals=work.of_case(TermsApproval, case_id),
            register=register_in(work, case_id),
            days_of_death=days_of_death(work, case_id),
            people=tuple(
                dict.fromkeys(one.replacement for one in entries if one.kind == "person" and one.replacement.strip())
            ),
        )


def approve_terms(
    session: Session, case_id: CaseId, version_id: RecordId, *, body: ApprovingBody, approved_on: date, approved_by: str
) -> RecordId:
    """Record that a body approved an agreed version; the management group's approval is what its gate asks for.

    Raises ``EntryMissing``, ``EntryInvalid`` (it did already), ``DateImpossible``, ``RecordUnknown``.
    """
    need(approved_by=approved_by)
    approval_id = new_id()
    with session.vault.writing(Compartment.REVIEWS, session.act("approve_terms", case_id, subject=body)) as work:
        open_file(work, case_id)
        version = work.get(TermsVersion, version_id)
        happened(approved_on, today=session.clock.today(), not_before=version.agreed_on)
        held = work.of_case(TermsApproval, case_id)
        if any(one.version_id == version_id and one.body is body for one in held):
            raise EntryInvalid("That body approved this version already.")
        work.put(
            TermsApproval(
                id=approval_id,
                case_id=case_id,
                version_id=version_id,
                body=body,
                approved_on=approved_on,
                approved_by=approved_by.strip(),
            )
        )
        if body is ApprovingBody.MANAGEMENT_GROUP:
            work.put(
                Fact(
                    id=new_id(),
                    case_id=case_id,
                    kind=NOTED,
                    happened_on=approved_on,
                    detail=f"Version {version.number}",
                    recorded_by=session.person,
                )
            )
    return approval_id


def comment(session: Session, case_id: CaseId, section_id: RecordId, clause_id: str, text: str) -> RecordId:
    """Say something about a clause of the draft. Raises ``EntryMissing``, ``RecordUnknown``."""
    need(comment=text)
    comment_id = new_id()
    with session.vault.writing(
        Compartment.REVIEWS, session.act("comment_on_terms", case_id, subject=section_id)
    ) as work:
        open_file(work, case_id)
        if all(one.id != clause_id for one in work.get(TermsSection, section_id).clauses):
            raise RecordUnknown
        work.put(
            TermsComment(
                id=comment_id,
                case_id=case_id,
                section_id=section_id,
                clause_id=clause_id,
                text=text.strip(),
                made_by=session.person,
                made_on=session.clock.today(),
            )
        )
    return comment_id


def resolve_comment(session: Session, case_id: CaseId, comment_id: RecordId, *, answer: str) -> None:
    """Answer a comment, which stays on the record. Raises ``EntryMissing``, ``EntryInvalid``, ``RecordUnknown``."""
    need(answer=answer)
    act = session.act("resolve_terms_comment", case_id, subject=comment_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        open_file(work, case_id)
        held = work.get(TermsComment, comment_id)
        if held.resolved_on is not None:
            raise EntryInvalid("That comment was answered already.")
        today = session.clock.today()
        work.put(replace(held, answer=answer.strip(), resolved_by=session.person, resolved_on=today))
