"""No copy is approved while certain findings of its paper are open: nobody looked, or what was decided is gone."""

from __future__ import annotations

import io

import docx
import pytest

from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services import approvals, deciding, identities, queries, redacting, redaction_items
from safermk_desktop.services.grouping import groups
from safermk_desktop.services.open_findings import NOT_LOOKED
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.services.approving import OTHER, OTHERS_WORDS, give_slot

OPEN = "Certain findings that nobody decided on"


def keep(session: Session, case_id: CaseId, text: str, *, hidden: str = "") -> RecordId:
    made, data = docx.Document(), io.BytesIO()
    paragraph = made.add_paragraph(text)
    if hidden:
        paragraph.add_run(hidden).font.hidden = True
    made.save(data)
    kind, audience = PaperKind.OVERVIEW_REPORT, Audience.RESTRICTED
    return redacting.keep_paper(session, case_id, data.getvalue(), kind=kind, title="R", audience=audience)


def enter(
    session: Session, case_id: CaseId, name: str, published: str = "Adult K", *, kind: str = "person"
) -> RecordId:
    role = "subject" if kind == "person" else ""
    return identities.put_identity(session, case_id, kind=kind, role=role, names=(name,), replacement=published)


def approve(session: Session, case_id: CaseId, report_id: RecordId) -> None:
    """Make the copy with everything on its list decided, and approve it as somebody else, without another look."""
    copy_id, _ = redacting.make_redacted_copy(session, case_id, report_id)
    for item in redaction_items.redaction_items(session, queries.case_file(session, case_id).copies[-1]):
        if not item.choice:
            redaction_items.choose(session, case_id, item.id, item.done)
    give_slot(session)
    approvals.approve_copy(session, case_id, copy_id, by=approvals.Confirmed(person=OTHER, passphrase=OTHERS_WORDS))


def decide(session: Session, case_id: CaseId, report_id: RecordId) -> list[RecordId]:
    """Replace every certain finding."""
    found = deciding.look(session, case_id, report_id)
    certain = [one for one in groups(found, deciding.finding_decisions(session, case_id)) if one.certainty == "certain"]
    assert certain
    return [deciding.replace_finding(session, case_id, one, one.replacement) for one in certain]


def test_a_paper_that_nobody_looked_through_is_not_approved(session: Session, case_id: CaseId) -> None:
    report = keep(session, case_id, "Joanna Quillmarsh rang 01908 496123.")
    enter(session, case_id, "Joanna Quillmarsh")
    with pytest.raises(EntryInvalid) as refused:
        approve(session, case_id, report)
    assert NOT_LOOKED in refused.value.detail


def test_what_was_replaced_counts_while_it_stands_in_the_register(session: Session, case_id: CaseId) -> None:
    report = keep(session, case_id, "Joanna Quillmarsh rang 01908 496123. Postcode MK9 9ZZ.")
    enter(session, case_id, "Joanna Quillmarsh")
    decide(session, case_id, report)
    with session.vault.reading(Compartment.REVIEWS) as work:
        held = work.of_case(IdentityEntry, case_id)
    for entry in held:
        if entry.kind != "person":
            identities.remove_identity(session, case_id, entry.id)
    with pytest.raises(EntryInvalid, match=OPEN):
        approve(session, case_id, report)


def test_what_the_register_held_when_it_was_looked_counts_while_it_holds_it(session: Session, case_id: CaseId) -> None:
    report = keep(session, case_id, "Joanna Quillmarsh rang 01908 496123.")
    enter(session, case_id, "Joanna Quillmarsh")
    number = enter(session, case_id, "01908 496123", "[contact]", kind="contact")
    deciding.look(session, case_id, report)
    identities.remove_identity(session, case_id, number)
    with pytest.raises(EntryInvalid, match=OPEN):
        approve(session, case_id, report)
    enter(session, case_id, "01908 496123", "[contact]", kind="contact")
    approve(session, case_id, report)


def test_of_two_decisions_on_one_number_the_second_does_not_count_without_its_name(
    session: Session, case_id: CaseId
) -> None:
    report = keep(session, case_id, "Joanna Quillmarsh rang 01908 496123.")
    enter(session, case_id, "Joanna Quillmarsh")
    group = next(one for one in groups(deciding.look(session, case_id, report)) if one.kind == "contact")
    first = deciding.replace_finding(session, case_id, group, "[contact]")
    deciding.replace_finding(session, case_id, group, "[contact]")
    deciding.undo_decision(session, case_id, first)
    with pytest.raises(EntryInvalid, match=OPEN):
        approve(session, case_id, report)


def test_a_part_that_the_register_knows_is_not_the_whole(session: Session, case_id: CaseId) -> None:
    report = keep(session, case_id, "Joanna Quillmarsh rang joanna.quillmarsh@farnaby.example once.")
    deciding.look(session, case_id, report)
    enter(session, case_id, "Joanna Quillmarsh")
    enter(session, case_id, "example", "[word]", kind="other")
    with pytest.raises(EntryInvalid, match=OPEN):
        approve(session, case_id, report)


def test_a_phrase_that_stays_is_matched_as_the_engine_does(session: Session, case_id: CaseId) -> None:
    report = keep(session, case_id, "Joanna Quillmarsh came. Postcode: MK9 9ZZ.")
    enter(session, case_id, "Joanna Quillmarsh")
    identities.set_rule(session, case_id, dates="keep", keep=("postcode mk9 9zz area",))
    deciding.look(session, case_id, report)
    with pytest.raises(EntryInvalid, match=OPEN):
        approve(session, case_id, report)
    identities.set_rule(session, case_id, dates="keep", keep=("MK9 9ZZ", "Postcode: MK9 9ZZ"))
    approve(session, case_id, report)


def test_a_look_at_another_text_is_none(session: Session, case_id: CaseId) -> None:
    report = keep(session, case_id, "Joanna Quillmarsh came. ", hidden="Her son rang 01908 496123.")
    enter(session, case_id, "Joanna Quillmarsh")
    deciding.look(session, case_id, report)
    redacting.make_redacted_copy(session, case_id, report)
    for item in redaction_items.redaction_items(session, queries.case_file(session, case_id).copies[-1]):
        redaction_items.choose(session, case_id, item.id, "keep")
    with pytest.raises(EntryInvalid) as refused:
        approve(session, case_id, report)
    assert NOT_LOOKED in refused.value.detail
    decide(session, case_id, report)
    approve(session, case_id, report)
