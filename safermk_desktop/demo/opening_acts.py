"""The acts of the story from the notification to the agencies' returns."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.demo.story import StoryAct
from safermk_desktop.domain.case import Manner, Outcome
from safermk_desktop.domain.panel import PanelRole, Seat, SeatState
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.requests import ReturnKind, ReturnState
from safermk_desktop.services import cases, panel, papers, queries, requests, terms
from safermk_desktop.services.session import Session

LEAD: Final = "H. Marlow"


SEAT_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "local_authority": "Local authority",
        "icb": "Integrated care board",
        "nhs_trust": "NHS trust",
        "domestic_abuse_service": "Specialist domestic abuse service",
        "voluntary_sector": "Voluntary and community sector",
        "lgbt_organisation": "LGBT+ organisation",
        "children_social_care": "Children's social care",
        "adult_social_care": "Adult social care",
        "mental_health_trust": "Mental health trust",
        "substance_misuse": "Substance misuse service",
        "fire_service": "Fire and rescue service",
    }
)


def notify(session: Session, act: StoryAct) -> CaseId:
    """Open the case from its notification."""
    return cases.record_notification(
        session,
        cases.NewCase(
            reference=act.reference,
            label=act.label,
            received_on=act.day("received_on"),
            death_on=act.day("death_on"),
            notifier_agency=act.text("notifier_agency"),
            notifier_role=act.text("notifier_role"),
            manner=Manner(act.text("manner")),
            circumstances=act.text("circumstances"),
            residence_area=act.text("residence_area"),
            lead=LEAD,
            known_agencies=act.texts("known_agencies"),
            restricted_people=act.texts("restricted_people"),
        ),
    )


def fact(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record a dated fact."""
    cases.record_fact(session, case_id, kind=act.text("kind"), happened_on=act.on, detail=act.text("detail"))


def decide(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record the decision."""
    cases.record_decision(
        session,
        case_id,
        outcome=Outcome(act.text("outcome")),
        decided_on=act.on,
        decided_by=act.text("decided_by"),
        reasons=act.text("reasons"),
        source=act.text("source"),
    )


def letter(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Write a letter and log it as sent."""
    kind = act.text("kind")
    if kind == "notification_record":
        papers.write_notification_record(session, case_id)
    elif kind == "decision":
        papers.send_decision_letter(
            session,
            case_id,
            recipient=act.text("recipient"),
            sent_on=act.on,
            signatory=act.text("signatory"),
        )
    elif kind == "delay":
        delay_letter(session, act, case_id)
    else:
        papers.send_submission_letter(
            session,
            case_id,
            recipient=act.text("recipient"),
            sent_on=act.on,
            signatory=act.text("signatory"),
            method=act.text("method", "Secure file transfer"),
        )


def delay_letter(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Tell the Home Office of a delay."""
    papers.send_delay_letter(
        session,
        case_id,
        recipient=act.text("recipient"),
        sent_on=act.on,
        signatory=act.text("signatory"),
        new_date=act.day("new_date"),
        reasons=act.texts("reasons"),
        interim=act.text("interim_learning"),
        next_update_on=act.day("next_update_on"),
    )


def draft_terms(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Draft the terms of reference."""
    terms.draft_terms(session, case_id, act.sections())


def agree_terms(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Agree a version and write it as a Word document."""
    terms.agree_terms(session, case_id, number=act.text("version"), agreed_on=act.on, agreed_by=act.text("agreed_by"))
    papers.write_terms(session, case_id)


def require_seat(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Add a seat to the panel."""
    panel.require_seat(
        session,
        case_id,
        agency_kind=seat_name(act.text("agency_kind")),
        reason=act.text("reason"),
        source=act.text("source"),
    )


def appoint(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Appoint the chair or a member."""
    panel.appoint(
        session,
        case_id,
        role=PanelRole(act.text("role")),
        name=act.text("name"),
        post=act.text("post"),
        organisation=act.text("organisation"),
        joined_on=act.on,
        agency_kind=seat_name(act.text("agency_kind")),
        independence=act.text("independence"),
    )


def settle_seat(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Settle a seat that no member fills."""
    kind, reason = seat_name(act.text("agency_kind")), act.text("reason")
    seat = _seat(session, case_id, kind)
    if seat is None:
        panel.require_seat(session, case_id, agency_kind=kind, reason="Asked at scoping", source="Scoping replies")
        seat = _seat(session, case_id, kind)
    if seat is not None:
        panel.settle_seat(session, case_id, seat.id, state=SeatState(act.text("state")), reason=reason)


def _seat(session: Session, case_id: CaseId, kind: str) -> Seat | None:
    file = queries.case_file(session, case_id)
    return next((seat for seat in file.seats if seat.agency_kind == kind), None)


def ask(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Ask an agency for a return."""
    requests.ask_agency(
        session,
        case_id,
        organisation=act.text("organisation"),
        kind=ReturnKind(act.text("kind")),
        asked_on=act.on,
        due_on=act.day("due_on"),
    )


def returned(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Record what an agency sent."""
    file = queries.case_file(session, case_id)
    organisation = act.text("organisation")
    request = next(item for item in file.requests if item.organisation == organisation)
    requests.record_return(
        session,
        case_id,
        request.id,
        state=ReturnState(act.text("outcome")),
        returned_on=act.on,
        note=act.text("note"),
    )


def seat_name(kind: str) -> str:
    """How a kind of agency is printed."""
    return SEAT_NAMES.get(kind, kind.replace("_", " ").capitalize())
