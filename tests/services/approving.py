"""A second person for the tests: with a key slot of their own, who types their passphrase at this computer."""

from __future__ import annotations

from contextlib import suppress

from safermk_desktop.domain.documents import RedactedCopy
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid, SafermkError
from safermk_desktop.redaction.detection.findings import Certainty
from safermk_desktop.services import approvals, deciding, redaction_items
from safermk_desktop.services.grouping import TOGETHER, groups
from safermk_desktop.services.open_findings import is_looked_through
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session

OTHER = "B. Other"
OTHERS_WORDS = "the other person's own words"


def give_slot(session: Session, person: str = OTHER) -> None:
    """A key slot for another person, where they have none."""
    if person not in {slot.person for slot in session.vault.slots.listed()}:
        session.vault.slots.add(
            person=person,
            role=Role.SUPPORT_OFFICER,
            compartments=frozenset({Compartment.REVIEWS}),
            passphrase=OTHERS_WORDS,
        )


def decide_findings(session: Session, case_id: CaseId, source: RecordId) -> None:
    """Look through a paper and decide on what is certain: let it stand, or replace what holds a registered name."""
    for group in groups(deciding.look(session, case_id, source)):
        if group.certainty is Certainty.CERTAIN and group.kind != TOGETHER:
            try:
                deciding.keep_finding(session, case_id, group)
            except EntryInvalid:
                with suppress(SafermkError):  # the register holds the whole of it already
                    deciding.replace_finding(session, case_id, group, group.replacement)


def decide_items(session: Session, case_id: CaseId, copy: RedactedCopy) -> None:
    """Decide on every item of a copy as it was made."""
    for item in redaction_items.redaction_items(session, copy):
        redaction_items.choose(session, case_id, item.id, item.done)


def look_first(session: Session, case_id: CaseId, copy_id: RecordId) -> None:
    """Look through the paper of a copy, where nobody did."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        source = work.get(RedactedCopy, copy_id).source_id
        is_looked = is_looked_through(work, case_id, source)
    if not is_looked:
        deciding.look(session, case_id, source)


def approve(session: Session, case_id: CaseId, copy_id: RecordId, person: str = OTHER) -> None:
    """Approve a copy as another person with their own slot; its paper is looked through first, as in the window."""
    look_first(session, case_id, copy_id)
    give_slot(session, person)
    by = approvals.Confirmed(person=person, passphrase=OTHERS_WORDS)
    approvals.approve_copy(session, case_id, copy_id, by=by)
    approve_papers(session, case_id, person)


def approve_papers(session: Session, case_id: CaseId, person: str = OTHER) -> None:
    """Approve what else goes to the public, as it now stands."""
    by = approvals.Confirmed(person=person, passphrase=OTHERS_WORDS)
    for one in approvals.public_files(session, case_id):
        if not one.approval:
            approvals.approve_file(session, case_id, one.document_id, by=by)
