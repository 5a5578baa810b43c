"""The acts of the story from the report to the last action."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from safermk_desktop.demo.story import StoryAct, register_text
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.home_office import QaOutcome
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.redaction.register import register_from_json
from safermk_desktop.services import (
    approvals,
    cases,
    deciding,
    home_office,
    identities,
    papers,
    publishing,
    queries,
    redacting,
    redaction_items,
)
from safermk_desktop.services.approvals import Confirmed
from safermk_desktop.services.fictional import SECOND_PASSPHRASE, SECOND_PERSON
from safermk_desktop.services.grouping import TOGETHER, Group, groups
from safermk_desktop.services.keeping import holding
from safermk_desktop.services.kinds import Compartment, Role
from safermk_desktop.services.session import Session
from safermk_desktop.services.suggesting import kept_places

if TYPE_CHECKING:
    from safermk_desktop.services.detected import Detected


def enter_register(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Enter the case's identity register."""
    identities.import_register(session, case_id, register_text(act.case))


def redacted_copy(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Make the redacted copy and decide on each of its items; a second person approves it."""
    file = queries.case_file(session, case_id)
    report = file.document(PaperKind.OVERVIEW_REPORT)
    if report is None:
        return
    _decide_on_findings(session, act, case_id, report.id)
    copy_id, _ = redacting.make_redacted_copy(session, case_id, report.id)
    for item in redaction_items.redaction_items(session, queries.case_file(session, case_id).copies[-1]):
        redaction_items.choose(session, case_id, item.id, item.done)
    with _second_person(session) as person:
        approvals.approve_copy(session, case_id, copy_id, by=person)


def _decide_on_findings(session: Session, act: StoryAct, case_id: CaseId, report_id: RecordId) -> None:
    """Look through the report and decide on every finding: the story says what is replaced, the rest names nobody.

    A combination is looked at and may stand: the register replaces what in it is a name.
    """
    wanted = act.pairs("replace")
    found = deciding.look(session, case_id, report_id)
    for group in _to_decide(session, act, case_id, report_id, found):
        forms = {wanted[name] for name in group.names if name in wanted}
        if forms:
            deciding.replace_finding(session, case_id, group, forms.pop())
    left = _to_decide(session, act, case_id, report_id, found)
    register = register_from_json(register_text(act.case))
    held = set(holding(register, [name for group in left if group.kind != TOGETHER for name in group.names]))
    deciding.keep_findings(
        session, case_id, [one for one in left if one.kind == TOGETHER or held.isdisjoint(one.names)]
    )


def _to_decide(
    session: Session, act: StoryAct, case_id: CaseId, report_id: RecordId, found: Detected
) -> tuple[Group, ...]:
    """What nobody decided on yet, as the screen lists it."""
    known = [(one.start, one.end) for one in redacting.findings(session, case_id, report_id).matches]
    kept = kept_places(found.text, register_from_json(register_text(act.case)).keep)
    made = groups(found, deciding.finding_decisions(session, case_id), sorted((*known, *kept)))
    return tuple(one for one in made if one.decision is None)


def executive_summary(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Write the executive summary and the action plan for the public."""
    papers.write_executive_summary(session, case_id, sections=act.sections())
    papers.write_action_plan(session, case_id)


def submit(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record the submission."""
    home_office.record_submission(session, case_id, submitted_on=act.on, method=act.text("method"))


def qa_letter(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record the Quality Assurance letter."""
    home_office.record_qa_letter(
        session,
        case_id,
        received_on=act.on,
        panel_on=act.day("panel_on"),
        outcome=QaOutcome(act.text("outcome")),
        points=act.texts("points"),
    )


def publish(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record the publication, once a second person has approved every file of it."""
    with _second_person(session) as person:
        for one in approvals.public_files(session, case_id):
            if not one.approval:
                approvals.approve_file(session, case_id, one.document_id, by=person)
    publishing.record_publication(session, case_id, published_on=act.on, where=act.text("where"), link=act.text("link"))


def close(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Write the last action plan and the closing note."""
    papers.write_action_plan(session, case_id)
    cases.record_fact(session, case_id, kind="file_note", happened_on=act.on, detail=act.text("note"))


@contextmanager
def _second_person(session: Session) -> Generator[Confirmed]:
    """The second person, whose key slot goes again afterwards: the vault of the demo opens with one passphrase."""
    slot = session.vault.slots.add(
        person=SECOND_PERSON,
        role=Role.SUPPORT_OFFICER,
        compartments=frozenset({Compartment.REVIEWS}),
        passphrase=SECOND_PASSPHRASE,
    )
    try:
        yield Confirmed(person=SECOND_PERSON, passphrase=SECOND_PASSPHRASE)
    finally:
        session.vault.slots.remove(slot.id, rekey=False)
