"""An invented case with everything the papers tell about, and the fields each paper is filled with."""

from __future__ import annotations

from datetime import date
from typing import Final

from safermk_desktop.domain.actions import Action, ActionStatus, Recommendation
from safermk_desktop.domain.case import Case, CaseStatus, Decision, Manner, Notification, Outcome, Stream
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.deadlines import WorkingCalendar, deadline
from safermk_desktop.domain.home_office import QaCondition, QaLetter, QaOutcome
from safermk_desktop.domain.partnership import Partnership
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.terms import ApprovingBody, TermsApproval, TermsVersion
from safermk_desktop.domain.wording import long_date
from safermk_desktop.redaction.register import Identity, Register
from safermk_desktop.services import fields
from safermk_desktop.services.certificate import Making, certificate, certificate_fields
from safermk_desktop.services.proof import ProvedCopy

CASE: Final = CaseId("c1")
TODAY: Final = date(2026, 3, 2)
PAPERS: Final = (
    "notification_record",
    "decision_letter",
    "delay_letter",
    "submission_letter",
    "qa_response",
    "redaction_certificate",
    "data_sheet",
    "terms_of_reference",
    "executive_summary",
    "action_plan",
)
PUBLIC: Final = frozenset({"executive_summary", "action_plan"})


def _action(number: int, status: ActionStatus, target: date, *, of: str = "r1", revisions: int = 0) -> Action:
    done = status in {ActionStatus.COMPLETE_VERIFIED, ActionStatus.ABANDONED}
    return Action(
        id=RecordId(f"{of}a{number}"),
        case_id=CASE,
        recommendation_id=RecordId(of),
        number=number,
        text="Write one page on what to do when an order is broken, and teach it to every new call handler.",
        lead_agency="Thames Valley Police",
        lead_role="Head of call handling",
        target_on=target,
        first_target_on=target,
        created_on=date(2026, 1, 5),
        revisions=revisions,
        status=status,
        completed_on=date(2026, 2, 20) if done else None,
        outcome="A check of forty calls found the page used in thirty-eight." if done else "",
        milestones=("Draft read by partners", "First course held", "Check of calls") if number % 2 else (),
    )


def case_file() -> CaseFile:
    """The invented case: decided on, with two versions of its terms, three recommendations and five actions."""
    return CaseFile(
        case=Case(
            id=RecordId(CASE),
            case_id=CASE,
            reference="DHR-2025-07",
            label="Case K (2025)",
            stream=Stream.DHR,
            regime="dhr_2016",
            stage="decision",
            status=CaseStatus.OPEN,
            marking="OFFICIAL-SENSITIVE",
            lead="T. Wavertree",
            residence_area="Fallowmere, Milton Keynes",
            opened_on=date(2025, 5, 6),
        ),
        notification=Notification(
            id=RecordId("n1"),
            case_id=CASE,
            received_on=date(2025, 5, 6),
            notifier_agency="Thames Valley Police",
            notifier_role="Detective Inspector",
            manner=Manner.HOMICIDE,
            death_on=date(2025, 5, 1),
            circumstances="Isolde Quarrington was found dead at home.\nHer husband, Bevis Quarrington, was arrested.",
            known_agencies=("Thames Valley Police", "Fallowmere Surgery", "Lantern Women & Children's Aid"),
        ),
        decision=Decision(
            id=RecordId("d1"),
            case_id=CASE,
            outcome=Outcome.REVIEW,
            decided_on=date(2025, 6, 3),
            decided_by="Chair of the partnership",
            reasons="The person who died was over sixteen.\nHer death appears to have resulted from violence at home.",
            source="Domestic Violence, Crime and Victims Act 2004, section 9",
        ),
        recommendations=tuple(
            Recommendation(id=RecordId(f"r{n}"), case_id=CASE, number=n, text=text, level=level, scope=scope)
            for n, text, level, scope in (
                (2, "That schools keep a child's own words beside every referral.", "multi_agency", "regional"),
                (1, "That every broken order brings the case back to the meeting.", "single_agency", "local"),
                (3, "That the partnership tells employers whom to ring.", "partnership", "local"),
            )
        ),
        actions=(
            _action(1, ActionStatus.COMPLETE_VERIFIED, date(2026, 1, 31)),
            _action(2, ActionStatus.IN_PROGRESS, date(2026, 2, 10)),
            _action(3, ActionStatus.NOT_STARTED, date(2026, 3, 20)),
            _action(1, ActionStatus.AWAITING_EVIDENCE, date(2026, 9, 30), of="r2"),
            _action(2, ActionStatus.ABANDONED, date(2026, 9, 30), of="r2"),
        ),
    )


REPORT: Final[fields.Fields] = {
    "identities": [{"id": "p1", "replaced": 41, "variants": 4}],
    "dropped": [{"part": "word/document.xml", "what": "comment", "why": "Comments are not published."}],
    "undecided": [{"id": "p1", "replaced": True}],
    "finds": [{"key": "f1", "kind": "hidden", "part": "word/document.xml", "place": 3, "done": "drop"}],
    "unread": ["word/media/image1.png"],
    "review": 2,
    "proof": {"parts": 9, "terms": 1, "variants": 312, "verifier_parts": 9, "verifier_forms": 7, "verifier_unread": 0},
}
"""As ``proved_copy`` tells it (contracts/cli.md), with something of everything."""

APPROVAL: Final = TermsApproval(
    id=RecordId("a1"),
    case_id=CASE,
    version_id=RecordId("t0.9"),
    body=ApprovingBody.MANAGEMENT_GROUP,
    approved_on=date(2025, 9, 2),
    approved_by="Community Safety Partnership",
)
SEAL = "academic acid acne acquire acrobat activity actress adapt (entry 812, reviews)"


def values(paper: str, regime_id: str = "dhr_2016") -> fields.Fields:
    """The fields of a paper, as the services give them."""
    file, regime = case_file(), REGIMES[regime_id]
    marking = "OFFICIAL" if paper in PUBLIC else "OFFICIAL-SENSITIVE"
    seal = "" if paper in PUBLIC else SEAL
    return {
        **fields.heading_fields(file, regime, Partnership(), dated=long_date(TODAY), marking=marking, seal=seal),
        **own(paper),
    }


def own(paper: str) -> fields.Fields:
    """The fields that only this paper has; letters also have a recipient and a signatory."""
    file = case_file()
    rule = next(rule for rule in REGIMES["dhr_2016"].rules if rule.id == "report")
    report = deadline(rule, date(2025, 6, 3), WorkingCalendar(holidays=frozenset()))
    extra = {
        "new_date": "30 June 2026",
        "reasons": ["The trial is listed for January 2026.", "One agency's review came late."],
        "interim": "A note on broken orders went to all agencies.",
        "next_update": "1 May 2026",
    }
    files = tuple(f"DHR-2025-07-{name}-1.docx: {'0123456789abcdef' * 4}" for name in ("report", "executive-summary"))
    letter = {"recipient": "Domestic homicide review team\nHome Office", "signatory": "T. Wavertree"}
    found: dict[str, fields.Fields] = {
        "notification_record": fields.notification_fields(file),
        "decision_letter": {**fields.decision_fields(file, report), **letter},
        "delay_letter": {**fields.delay_fields(file, report, extra), **letter},
        "submission_letter": {**fields.submission_fields(files, "secure email"), **letter},
        "qa_response": {**_response(), **letter},
        "redaction_certificate": _certificate(),
        "data_sheet": {
            "parts": [{"name": "The death", "rows": [{"label": "Region", "value": "South East"}]}],
            "missing": ["The death: Cause of death"],
            "recorded": "1 of 2 fields are recorded.",
        },
        "terms_of_reference": fields.terms_fields(terms("1.0"), (terms("0.9"),), (APPROVAL,)),
        "executive_summary": fields.summary_fields("Executive summary, Case K (2025)", SECTIONS),
        "action_plan": fields.action_plan_fields(file, TODAY),
    }
    return found[paper]


def _response() -> fields.Fields:
    came = QaLetter(
        id=RecordId("q1"),
        case_id=CASE,
        received_on=date(2026, 1, 20),
        panel_on=date(2025, 12, 10),
        outcome=QaOutcome.RESUBMIT,
        points=("Say more of Ada.",),
    )
    points = tuple(
        QaCondition(
            id=RecordId(f"p{at}"),
            case_id=CASE,
            letter_id=came.id,
            position=at,
            number=str(at),
            parent="",
            text="Say more of Ada & of her work.",
            owner="The chair",
            answer="A pen portrait now opens the report." if at == 1 else "",
            page="4" if at == 1 else "",
            done_on=date(2026, 2, 2) if at == 1 else None,
        )
        for at in (1, 2)
    )
    return fields.response_fields(came, points)


def _certificate() -> fields.Fields:
    register = Register((Identity("p1", "person", "subject", ("Isolde Quarrington",), "Adult K"),))
    name = "DHR-2025-07-redacted-report-1.docx"
    making = Making(prepared_by="T. Wavertree", made_on=TODAY, file_name=name, key="5a" * 32)
    return certificate_fields(certificate(ProvedCopy(b"bytes", REPORT), register, making))


SECTIONS: Final = (
    ("The review process", "The partnership was told of the death of Ada in May 2025.\n\nThe panel met five times."),
    (
        "Key issues",
        "Three things stood out:\n- risk after separation\n- what the children said\nEach is taken in turn.",
    ),
    ("Recommendations", "1. That every broken order brings the case back to the meeting."),
)


def terms(number: str) -> TermsVersion:
    """An agreed version of terms of reference in three sections."""
    return TermsVersion(
        id=RecordId("t" + number),
        case_id=CASE,
        number=number,
        agreed_on=date(2025, 8, 14),
        agreed_by="Review panel",
        headings=("Purpose", "Period under review", "Key lines of enquiry"),
        texts=("To learn & to prevent.", "From 1 January 2022.", "- How was risk seen?\n- Who spoke to the children?"),
    )
