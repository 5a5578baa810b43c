"""The acts of the story about the Home Office's letters, processes beside the review, holds and copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from safermk_desktop.demo.story import StoryAct
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.parallel import ProcessStatus, standing
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.self_check import ASKS
from safermk_desktop.services import copies, data_sheet, papers, parallel, qa_points, queries
from safermk_desktop.services.parallel import ProcessEntry
from safermk_desktop.services.session import Session


def add_process(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record a process beside the review."""
    parallel.add_process(
        session,
        case_id,
        ProcessEntry(
            kind=act.text("kind"),
            lead=act.text("lead"),
            contact=act.text("contact"),
            status=ProcessStatus(act.text("status")),
            can_share=act.text("can_share") == "yes",
            restrictions=act.text("restrictions"),
            joint_approach=act.text("joint_approach"),
            checked_on=act.on,
            holds=act.text("holds") == "yes",
        ),
    )


def check_process(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Ask how a process stands."""
    file = queries.case_file(session, case_id)
    process = next(one for one in file.processes if one.kind == act.text("kind"))
    parallel.check_process(
        session,
        case_id,
        process.id,
        checked_on=act.on,
        status=ProcessStatus(act.text("status")),
        note=act.text("note"),
    )


def disclose(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Enter an item of the disclosure log, and give it where the story says to whom."""
    item = parallel.log_disclosure(
        session, case_id, item=act.text("item"), created_on=act.on, held_by=act.text("held_by")
    )
    if act.text("given_to"):
        parallel.give_disclosure(session, case_id, item, given_to=act.text("given_to"), given_on=act.on)


def lift_hold(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Lift every hold that stands."""
    for hold in standing(queries.case_file(session, case_id).holds):
        parallel.lift_hold(session, case_id, hold.id, lifted_on=act.on, reason=act.text("reason"))


def check_report(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Check the report against what is asked for again and again; what the story leaves out is there."""
    said = cast("Mapping[str, str]", act.values.get("answers") or {})
    answers = {ask.id: said.get(ask.id, "yes") for ask in ASKS}
    qa_points.check_report(session, case_id, checked_on=act.on, answers=answers)


def answer_points(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Answer the points of the letter that came last, in their order; each answer is ``owner; answer; page``."""
    file = queries.case_file(session, case_id)
    points = [point for point in file.qa_conditions if point.letter_id == file.qa_letters[-1].id]
    for point, said in zip(points, act.texts("answers"), strict=True):
        owner, answer, page = (part.strip() for part in said.split(";"))
        qa_points.answer_point(session, case_id, point.id, owner=owner, answer=answer, page=page, done_on=act.on)


def qa_response(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Send the answer to the points."""
    papers.send_qa_response(
        session, case_id, recipient=act.text("recipient"), sent_on=act.on, signatory=act.text("signatory")
    )


def fill_sheet(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Fill in the data sheet, part by part."""
    for part, answers in cast("Mapping[str, Mapping[str, str]]", act.values["parts"]).items():
        data_sheet.answer_sheet(session, case_id, part=part, answers=answers)


def write_sheet(session: Session, _act: StoryAct, case_id: CaseId) -> None:
    """Make the data sheet."""
    data_sheet.write_data_sheet(session, case_id)


def send_copies(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record that copies of the redacted report were sent."""
    for recipient in act.texts("recipients"):
        file = queries.case_file(session, case_id)
        report = [one for one in copies.papers_to_copy(file) if one.kind is PaperKind.REDACTED_REPORT][-1]
        copies.record_copy(
            session,
            case_id,
            report.id,
            recipient=recipient,
            person=act.text("person"),
            sent_on=act.on,
            method=act.text("method"),
        )
