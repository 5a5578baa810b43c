"""The forms about the Home Office's points, copies, processes beside the review and holds, as data."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.parallel import KINDS, HoldCause, ProcessStatus, standing
from safermk_desktop.domain.self_check import ASKS
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import copies, papers, parallel, qa_points
from safermk_desktop.services.casefiles import regime_of
from safermk_desktop.services.parallel import ProcessEntry
from safermk_desktop.services.session import Session

OfficeMaker = Callable[[Session, CaseFile, str], StepForm]
YES_NO: Final = (("no", "No"), ("yes", "Yes"))
STATUSES: Final = (
    (ProcessStatus.LIVE.value, "Live"),
    (ProcessStatus.EXPECTED.value, "Expected"),
    (ProcessStatus.ENDED.value, "Ended"),
)
CAUSES: Final = (
    (HoldCause.CRIMINAL.value, "Criminal proceedings"),
    (HoldCause.INQUEST.value, "Inquest"),
    (HoldCause.OTHER.value, "Another reason"),
)
DONE: Final = (("open", "Not done yet"), ("done", "Done"))
CHECKED: Final = (("yes", "Yes"), ("no", "Not yet"), ("not needed", "Not needed here"))


def _answer_point(session: Session, file: CaseFile, about: str) -> StepForm:
    point = next((one for one in file.qa_conditions if one.id == about), None)
    if point is None:
        raise RecordUnknown
    return StepForm(
        title=f"Answer point {point.number}",
        explain=point.text,
        asks=(
            Ask(name="owner", words="Who &sees to it", starts=point.owner),
            Ask(name="answer", words="&Answer to the panel", starts=point.answer, is_long=True),
            Ask(name="page", words="&Page that changed", starts=point.page),
            Ask(name="state", words="How it s&tands", choices=DONE, starts="done" if point.done_on else "open"),
            Ask(
                name="day",
                words="Done &on, once it is",
                missing="Type the day.",
                is_day=True,
                starts=day_text(point.done_on or session.clock.today()),
            ),
        ),
        save="&Save the point",
        act=lambda texts, days: qa_points.answer_point(
            session,
            file.case.case_id,
            point.id,
            owner=texts["owner"],
            answer=texts["answer"],
            page=texts["page"],
            done_on=days["day"] if texts["state"] == "done" else None,
        ),
    )


def _check_report(session: Session, file: CaseFile, _about: str) -> StepForm:
    last = file.self_checks[-1] if file.self_checks else None
    return StepForm(
        title="Check the report before it is submitted",
        explain="What Quality Assurance letters ask for again and again.",
        asks=(
            *(
                Ask(name=ask.id, words=ask.question, choices=CHECKED, starts=last.answer(ask.id) if last else "no")
                for ask in ASKS
            ),
            _day("Checked &on", session),
        ),
        save="&Save the checklist",
        act=lambda texts, days: qa_points.check_report(
            session, file.case.case_id, checked_on=days["day"], answers={ask.id: texts[ask.id] for ask in ASKS}
        ),
    )


def _qa_response(session: Session, file: CaseFile, _about: str) -> StepForm:
    recipient = session.partnership.home_office or "Home Office, domestic homicide review team"
    return StepForm(
        title="Write the answer to the Quality Assurance Panel",
        explain="A letter with every point, its answer, the page and the day; it is kept and logged as sent.",
        asks=(
            Ask(name="recipient", words="&To", missing="Type to whom it goes.", starts=recipient),
            Ask(name="signatory", words="Signed &by", missing="Type who signs it."),
            _day("Sent &on", session),
        ),
        save="&Write the letter",
        is_sending=True,
        act=lambda texts, days: papers.send_qa_response(
            session,
            file.case.case_id,
            recipient=texts["recipient"],
            sent_on=days["day"],
            signatory=texts["signatory"],
        ),
    )


def _record_copy(session: Session, file: CaseFile, about: str) -> StepForm:
    sendable = copies.papers_to_copy(file)
    names = [one.name for one in regime_of(file.case).recipients]
    return StepForm(
        title="Record a copy",
        explain="The file is recorded with its SHA-256, and stands in the ledger of what left.",
        asks=(
            Ask(name="recipient", words="&Recipient", choices=tuple((name, name) for name in names), starts=about),
            Ask(name="person", words="Person or office, if &known"),
            Ask(name="paper", words="&File", choices=tuple((paper.id, paper.file_name) for paper in sendable)),
            Ask(name="method", words="&How it was sent", missing="Say how it was sent."),
            _day("Sent &on", session),
        ),
        save="Record the &copy",
        is_sending=True,
        act=lambda texts, days: copies.record_copy(
            session,
            file.case.case_id,
            next(paper.id for paper in sendable if paper.id == texts["paper"]),
            recipient=texts["recipient"],
            person=texts["person"],
            sent_on=days["day"],
            method=texts["method"],
        ),
    )


def _add_process(session: Session, file: CaseFile, _about: str) -> StepForm:
    return StepForm(
        title="Add a process beside the review",
        explain="Criminal proceedings that are not over hold publication until the hold is lifted.",
        asks=(
            Ask(name="kind", words="&Kind", choices=tuple((kind.id, kind.name) for kind in KINDS)),
            Ask(name="lead", words="&Led by", missing="Type the role or body that leads it."),
            Ask(name="contact", words="Con&tact"),
            Ask(name="status", words="How it &stands", choices=STATUSES),
            Ask(name="share", words="May the panel's papers be s&hared with it?", choices=YES_NO),
            Ask(name="restrictions", words="&Restrictions on disclosure", is_long=True),
            Ask(name="approach", words="Agreed &joint approach", is_long=True),
            Ask(name="holds", words="Does &publication wait for it?", choices=YES_NO),
            _day("Asked &on", session),
        ),
        save="&Add the process",
        act=lambda texts, days: parallel.add_process(
            session,
            file.case.case_id,
            ProcessEntry(
                kind=texts["kind"],
                lead=texts["lead"],
                contact=texts["contact"],
                status=ProcessStatus(texts["status"]),
                can_share=texts["share"] == "yes",
                restrictions=texts["restrictions"],
                joint_approach=texts["approach"],
                checked_on=days["day"],
                holds=texts["holds"] == "yes",
            ),
        ),
    )


def _check_process(session: Session, file: CaseFile, about: str) -> StepForm:
    """Of the process that is meant, else of the one that was asked after longest ago."""
    running = sorted((one for one in file.processes if not one.is_over), key=lambda one: one.checked_on)
    process = next((one for one in running if one.id == about), running[0] if running else None)
    if process is None:
        raise RecordUnknown
    return StepForm(
        title="Record how the process stands",
        explain=f"{next(kind.name for kind in KINDS if kind.id == process.kind)}, led by {process.lead}.",
        asks=(
            Ask(name="status", words="How it &stands", choices=STATUSES, starts=process.status.value),
            Ask(name="note", words="What was &learned or agreed", is_long=True, starts=process.joint_approach),
            _day("Asked &on", session),
        ),
        save="&Record it",
        act=lambda texts, days: parallel.check_process(
            session,
            file.case.case_id,
            process.id,
            checked_on=days["day"],
            status=ProcessStatus(texts["status"]),
            note=texts["note"],
        ),
    )


def _place_hold(session: Session, file: CaseFile, _about: str) -> StepForm:
    return StepForm(
        title="Hold publication",
        explain="Nothing can be published while the hold stands.",
        asks=(
            Ask(name="cause", words="Because &of", choices=CAUSES),
            Ask(name="reason", words="&Reason", missing="Say why publication has to wait.", is_long=True),
        ),
        save="&Hold publication",
        act=lambda texts, _days: parallel.place_hold(
            session, file.case.case_id, cause=HoldCause(texts["cause"]), reason=texts["reason"]
        ),
    )


def _lift_hold(session: Session, file: CaseFile, about: str) -> StepForm:
    held = standing(file.holds)
    hold = next((one for one in held if one.id == about), held[0] if held else None)
    if hold is None:
        raise RecordUnknown
    return StepForm(
        title="Lift the hold on publication",
        explain=hold.sentence,
        asks=(
            Ask(name="reason", words="&Reason", missing="Say why publication need not wait any more.", is_long=True),
            _day("Lifted &on", session),
        ),
        save="&Lift the hold",
        act=lambda texts, days: parallel.lift_hold(
            session, file.case.case_id, hold.id, lifted_on=days["day"], reason=texts["reason"]
        ),
    )


def _log_disclosure(session: Session, file: CaseFile, _about: str) -> StepForm:
    return StepForm(
        title="Log a disclosure",
        explain="What the panel makes while proceedings are live may have to be disclosed. Write no names.",
        asks=(
            Ask(name="item", words="&What was made", missing="Say what was made."),
            _day("Made &on", session),
            Ask(name="held_by", words="&Held by", missing="Say who holds it.", starts=session.person),
        ),
        save="&Log it",
        act=lambda texts, days: parallel.log_disclosure(
            session, file.case.case_id, item=texts["item"], created_on=days["day"], held_by=texts["held_by"]
        ),
    )


def _give_disclosure(session: Session, file: CaseFile, about: str) -> StepForm:
    item = next((one for one in file.disclosures if one.id == about), None)
    if item is None:
        raise RecordUnknown
    return StepForm(
        title="Record an item as given",
        explain=item.item,
        asks=(
            Ask(name="given_to", words="&Given to (role)", missing="Say to whom it was given."),
            _day("Given &on", session),
        ),
        save="&Record it",
        is_sending=True,
        act=lambda texts, days: parallel.give_disclosure(
            session, file.case.case_id, item.id, given_to=texts["given_to"], given_on=days["day"]
        ),
    )


def _day(words: str, session: Session) -> Ask:
    today = day_text(session.clock.today())
    return Ask(name="day", words=words, missing="Type the day.", is_day=True, starts=today)


OFFICE_FORMS: Final[MappingProxyType[str, OfficeMaker]] = MappingProxyType(
    {
        "answer_point": _answer_point,
        "check_report": _check_report,
        "qa_response": _qa_response,
        "record_copy": _record_copy,
        "add_process": _add_process,
        "check_process": _check_process,
        "place_hold": _place_hold,
        "lift_hold": _lift_hold,
        "log_disclosure": _log_disclosure,
        "give_disclosure": _give_disclosure,
    }
)
"""By the name of the act; what it is about may follow its name after a colon."""
