"""For every condition of every gate the act that meets it, through the services: the proof that a gate can be closed.

A condition that is added to the data and has no act here fails the walks through all states.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from types import MappingProxyType
from typing import Final

import docx

from safermk_desktop import bootstrap
from safermk_desktop.demo.story import register_text
from safermk_desktop.domain.case import Outcome
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.copies import COPY_FACTS, without_copy
from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.domain.family import STAGES, Matter
from safermk_desktop.domain.home_office import QaOutcome
from safermk_desktop.domain.panel import PanelRole, SeatState
from safermk_desktop.domain.parallel import standing
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.requests import ReturnKind, ReturnState
from safermk_desktop.domain.steps import Answer
from safermk_desktop.services import (
    action_closing,
    actions,
    cases,
    copies,
    criteria,
    family,
    home_office,
    identities,
    panel,
    panel_work,
    papers,
    parallel,
    publishing,
    qa_points,
    queries,
    redacting,
    requests,
    scanning,
    side_steps,
    terms,
)
from safermk_desktop.services.casefiles import regime_of
from safermk_desktop.services.session import Session
from safermk_desktop.services.word_text import word_text
from tests.services import approving

Meet = Callable[[Session, CaseId], object]
WHO: Final = "A. Officer"
LETTERS: Final = 4_000


def send_copies(session: Session, case_id: CaseId) -> None:
    """A copy to everybody on the list of the edition who has none."""
    file = queries.case_file(session, case_id)
    if not copies.papers_to_copy(file):
        for act in (report, copy, recommend, plan, submission_letter, submit):
            act(session, case_id)
        file = queries.case_file(session, case_id)
    paper = copies.papers_to_copy(file)[0]
    for one in without_copy(regime_of(file.case).recipients, file.copies_sent):
        copies.record_copy(
            session,
            case_id,
            paper.id,
            recipient=one.name,
            person="",
            sent_on=session.clock.today(),
            method="Secure e-mail",
        )


def meet(session: Session, case_id: CaseId, test: str) -> None:
    """Do the act that meets a condition. Raises ``KeyError`` for one that no act meets."""
    kind, colon, fact = test.partition(":")
    if colon and kind in {"fact", "round"}:
        if fact in COPY_FACTS:
            send_copies(session, case_id)
            return
        cases.record_fact(session, case_id, kind=fact, happened_on=session.clock.today())
    else:
        MEETS[test](session, case_id)


def file_of(session: Session, case_id: CaseId) -> CaseFile:
    return queries.case_file(session, case_id)


def decide(session: Session, case_id: CaseId, outcome: Outcome = Outcome.REVIEW) -> None:
    cases.record_decision(
        session,
        case_id,
        outcome=outcome,
        decided_on=session.clock.today(),
        decided_by="Chair",
        reasons="As the checklist says.",
        source="Meeting",
    )


def check_criteria(session: Session, case_id: CaseId) -> None:
    asked = regime_of(file_of(session, case_id).case).criteria
    today = session.clock.today()
    criteria.check_criteria(session, case_id, checked_on=today, answers={item.id: "Yes" for item in asked})


def answer(session: Session, case_id: CaseId, said: Answer = Answer.AGREES) -> None:
    criteria.record_answer(session, case_id, answer=said, answered_on=session.clock.today(), note="By letter")


def decision_letter(session: Session, case_id: CaseId) -> None:
    today = session.clock.today()
    papers.send_decision_letter(session, case_id, recipient="Home Office", sent_on=today, signatory=WHO)


def chair(session: Session, case_id: CaseId) -> None:
    panel.appoint(
        session,
        case_id,
        role=PanelRole.CHAIR,
        name="Dr Testing",
        post="Independent chair",
        organisation="None",
        joined_on=session.clock.today(),
        independence="No link with any agency of the review.",
    )


def check_chair(session: Session, case_id: CaseId) -> None:
    asked = regime_of(file_of(session, case_id).case).chair_criteria
    evidence = {item.id: "As the letter of application says." for item in asked}
    panel_work.check_chair(session, case_id, checked_on=session.clock.today(), evidence=evidence)


def declare(session: Session, case_id: CaseId) -> None:
    for one in file_of(session, case_id).members:
        if one.role is PanelRole.MEMBER:
            today = session.clock.today()
            panel_work.declare(session, case_id, one.id, declared_on=today, is_independent=True, manages_no_one=True)


def without_family(matter: Matter) -> Meet:
    return lambda session, case_id: family.record_reason(
        session, case_id, matter=matter, reason="No relative could be traced."
    )


def answer_family(session: Session, case_id: CaseId) -> None:
    for one in file_of(session, case_id).family.comments:
        today = session.clock.today()
        family.answer_comment(
            session, case_id, one.id, answer="Taken in.", answered_on=today, answered_by=WHO, reflected="Section 6"
        )


def fill_seat(session: Session, case_id: CaseId, agency_kind: str) -> None:
    panel.appoint(
        session,
        case_id,
        role=PanelRole.MEMBER,
        name="C. Member",
        post="Head of service",
        organisation="The agency",
        joined_on=session.clock.today(),
        agency_kind=agency_kind,
    )


def seats(session: Session, case_id: CaseId) -> None:
    fill_seat(session, case_id, file_of(session, case_id).seats[0].agency_kind)
    declare(session, case_id)
    for seat in file_of(session, case_id).seats:
        if seat.state is SeatState.OPEN:
            panel.settle_seat(session, case_id, seat.id, state=SeatState.NO_INVOLVEMENT, reason="Not involved")


def draft_terms(session: Session, case_id: CaseId) -> None:
    headings = regime_of(file_of(session, case_id).case).terms_headings
    terms.draft_terms(session, case_id, tuple((heading, "As agreed by the panel.") for heading in headings))


def agree_terms(session: Session, case_id: CaseId) -> None:
    terms.agree_terms(session, case_id, number="1.0", agreed_on=session.clock.today(), agreed_by="The panel")


def ask(session: Session, case_id: CaseId) -> None:
    today = session.clock.today()
    requests.ask_agency(
        session,
        case_id,
        organisation="Probation Service",
        kind=ReturnKind.IMR,
        asked_on=today,
        due_on=today + timedelta(days=56),
    )


def receive(session: Session, case_id: CaseId) -> None:
    for request in file_of(session, case_id).requests:
        today = session.clock.today()
        requests.record_return(session, case_id, request.id, state=ReturnState.ACCEPTED, returned_on=today, note="")


@cache
def short_report() -> bytes:
    """The beginning of the overview report, its words alone: a gate asks for each finding of it, not for many."""
    text = word_text(bootstrap.overview_report()).text
    paper = docx.Document()
    for line in text[:LETTERS].splitlines():
        paper.add_paragraph(line)
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def report(session: Session, case_id: CaseId, data: bytes = b"") -> None:
    redacting.keep_paper(
        session,
        case_id,
        data or short_report(),
        kind=PaperKind.OVERVIEW_REPORT,
        title="Overview report",
        audience=Audience.RESTRICTED,
    )


def summarise(session: Session, case_id: CaseId) -> None:
    if not queries.register_view(session, case_id).entries:
        identities.import_register(session, case_id, register_text("A"))
    papers.write_executive_summary(session, case_id, sections=(("The review", "What is learnt so far."),))


def recommend(session: Session, case_id: CaseId) -> None:
    actions.add_recommendation(session, case_id, number=1, text="Train staff.", level="partnership", scope="local")


def plan(session: Session, case_id: CaseId) -> None:
    for item in file_of(session, case_id).recommendations:
        today = session.clock.today()
        actions.add_action(
            session, case_id, item.id, text="Train.", lead_agency="Police", lead_role="Lead", target_on=today
        )


def finish(session: Session, case_id: CaseId) -> None:
    for one in file_of(session, case_id).actions:
        action_closing.complete_action(
            session,
            case_id,
            one.id,
            completed_on=session.clock.today(),
            outcome="Done",
            evidence="Register",
            verified_by="B. Other",
        )


def copy(session: Session, case_id: CaseId) -> None:
    if not queries.register_view(session, case_id).entries:
        identities.import_register(session, case_id, register_text("A"))
    paper = file_of(session, case_id).document(PaperKind.OVERVIEW_REPORT)
    assert paper is not None
    approving.decide_findings(session, case_id, paper.id)
    redacting.make_redacted_copy(session, case_id, paper.id)


def approve(session: Session, case_id: CaseId) -> None:
    made = file_of(session, case_id).copies[-1]
    approving.decide_items(session, case_id, made)
    approving.approve(session, case_id, made.id)


def submission_letter(session: Session, case_id: CaseId) -> None:
    papers.write_executive_summary(session, case_id, sections=(("The review", "What was learnt."),))
    papers.write_action_plan(session, case_id)
    today = session.clock.today()
    papers.send_submission_letter(
        session, case_id, recipient="Home Office", sent_on=today, signatory=WHO, method="Secure"
    )


def submit(session: Session, case_id: CaseId) -> None:
    approving.decide_items(session, case_id, file_of(session, case_id).copies[-1])
    home_office.record_submission(session, case_id, submitted_on=session.clock.today(), method="Secure")


def qa_letter(session: Session, case_id: CaseId, outcome: QaOutcome = QaOutcome.PUBLISH) -> None:
    today = session.clock.today()
    home_office.record_qa_letter(session, case_id, received_on=today, panel_on=today, outcome=outcome)


def answer_points(session: Session, case_id: CaseId) -> None:
    today = session.clock.today()
    for one in file_of(session, case_id).qa_conditions:
        qa_points.answer_point(session, case_id, one.id, owner=WHO, answer="Changed.", page="12", done_on=today)


def lift_holds(session: Session, case_id: CaseId) -> None:
    for one in standing(file_of(session, case_id).holds):
        parallel.lift_hold(session, case_id, one.id, lifted_on=session.clock.today(), reason="The trial is over.")


def publish(session: Session, case_id: CaseId) -> None:
    today = session.clock.today()
    publishing.record_publication(
        session, case_id, published_on=today, where="Website", link="https://reviews.example/dhr"
    )


def lift(session: Session, case_id: CaseId) -> None:
    side_steps.lift_pause(session, case_id, lifted_on=session.clock.today(), reason="The trial is over.")


def no_proceedings(session: Session, case_id: CaseId) -> None:
    for kind in ("criminal_proceedings_ended",):
        cases.record_fact(session, case_id, kind=kind, happened_on=session.clock.today())


MEETS: Final[Mapping[str, Meet]] = MappingProxyType(
    {
        **{f"family:{matter}": without_family(matter) for matter in STAGES},
        "family_answered": answer_family,
        "criteria_checked": check_criteria,
        "decision_made": decide,
        "letter:decision_letter": decision_letter,
        "decision_letter_current": decision_letter,
        "home_office_answered": answer,
        "chair_appointed": chair,
        "chair_checked": check_chair,
        "seats_settled": seats,
        "members_declared": declare,
        "first_panel_set": lambda session, case_id: meet(session, case_id, "fact:first_panel_set"),
        "terms_drafted": draft_terms,
        "terms_agreed": agree_terms,
        "agencies_asked": ask,
        "returns_in": receive,
        "pause_lifted": lift,
        "report_in_vault": report,
        "summary_drafted": summarise,
        "recommendations_recorded": recommend,
        "actions_planned": plan,
        "redacted_copy_proved": copy,
        "letter:submission_letter": submission_letter,
        "submitted": submit,
        "submission_scanned": scanning.scan_submission,
        "quality_assured": qa_letter,
        "points_done": answer_points,
        "no_publication_hold": lift_holds,
        "no_live_proceedings": no_proceedings,
        "second_person_approved": approve,
        "published": publish,
        "actions_finished": finish,
    }
)
"""By the test of the condition; a dated fact needs no entry. ``not_published_decided`` is met on the way there."""
