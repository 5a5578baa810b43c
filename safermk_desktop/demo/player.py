"""Playing the story: each act goes through the same service as on the screen, on its own day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from safermk_desktop.demo import (
    closing_acts,
    family_acts,
    office_acts,
    opening_acts,
    panel_acts,
    plan_acts,
    side_acts,
    terms_acts,
)
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.demo.story import StoryAct
from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services import cases, queries, redacting
from safermk_desktop.services.session import Session

Play = Callable[[Session, StoryAct, CaseId], None]

ACTS: Final[Mapping[str, Play]] = MappingProxyType(
    {
        "fact": opening_acts.fact,
        "decide": opening_acts.decide,
        "letter": opening_acts.letter,
        "check_criteria": side_acts.check_criteria,
        "note": side_acts.note,
        "correct_note": side_acts.correct_note,
        "undo": side_acts.undo,
        "pause": side_acts.pause,
        "review_pause": side_acts.review_pause,
        "lift_pause": side_acts.lift_pause,
        "draft_terms": opening_acts.draft_terms,
        "agree_terms": opening_acts.agree_terms,
        "settle_terms": terms_acts.settle_terms,
        "comment_terms": terms_acts.comment_terms,
        "approve_terms": terms_acts.approve_terms,
        "ask_agencies": terms_acts.ask_agencies,
        "require_seat": opening_acts.require_seat,
        "appoint": opening_acts.appoint,
        "settle_seat": opening_acts.settle_seat,
        "organisations": panel_acts.enter_organisations,
        "check_chair": panel_acts.check_chair,
        "declare": panel_acts.declare,
        "expertise": panel_acts.expertise,
        "substitute": panel_acts.substitute,
        "quorum": panel_acts.quorum,
        "panel_meeting": panel_acts.meeting,
        "family_person": family_acts.person,
        "family_contact": family_acts.contact,
        "family_reason": family_acts.reason,
        "family_comment": family_acts.comment,
        "family_answer": family_acts.answer,
        "publication_day": family_acts.publication_day,
        "ask": opening_acts.ask,
        "returned": opening_acts.returned,
        "identities": closing_acts.enter_register,
        "redacted_copy": closing_acts.redacted_copy,
        "executive_summary": closing_acts.executive_summary,
        "submit": closing_acts.submit,
        "qa_letter": closing_acts.qa_letter,
        "publish": closing_acts.publish,
        "recommend": plan_acts.recommend,
        "action": plan_acts.action,
        "action_update": plan_acts.action_update,
        "complete_action": plan_acts.complete_action,
        "send_recommendation": plan_acts.send_recommendation,
        "accept_action": plan_acts.accept_action,
        "action_evidence": plan_acts.action_evidence,
        "action_done": plan_acts.action_done,
        "verify_action": plan_acts.verify_action,
        "close": closing_acts.close,
        "add_process": office_acts.add_process,
        "check_process": office_acts.check_process,
        "disclose": office_acts.disclose,
        "lift_hold": office_acts.lift_hold,
        "check_report": office_acts.check_report,
        "answer_points": office_acts.answer_points,
        "qa_response": office_acts.qa_response,
        "send_copies": office_acts.send_copies,
        "fill_sheet": office_acts.fill_sheet,
        "write_sheet": office_acts.write_sheet,
    }
)


class Entered(NamedTuple):
    """A state that a case has entered, and the stage of the rail that holds it."""

    reference: str
    stage: str
    state: str


SIDE_STEPS: Final = frozenset({"pause", "lift_pause"})
"""Acts that take a case to another state by themselves."""


class OverviewReport(Protocol):
    """Gives the bytes of the report that a case imports: for the panel or, released, made ready to go out."""

    def __call__(self, *, is_released: bool) -> bytes: ...


class Player:
    """Plays acts into one vault."""

    def __init__(self, session: Session, clock: StoryClock, overview_report: OverviewReport) -> None:
        self._session = session
        self._clock = clock
        self._report = overview_report
        self._cases: dict[str, CaseId] = {}

    @property
    def cases(self) -> Mapping[str, CaseId]:
        """The cases opened so far, by their key in the story."""
        return MappingProxyType(self._cases)

    def play(self, act: StoryAct) -> Iterator[Entered]:
        """Play one act; yields each state that the case enters by it."""
        self._clock.turn_to(act.on)
        if act.name in {"notify", "enter_case"}:
            self._cases[act.case] = _opened(self._session, act)
            yield self._entered(act, self._cases[act.case])
            return
        case_id = self._cases[act.case]
        if act.name == "import_report":
            self._import_report(case_id, is_released=bool(act.values.get("for_release")))
        else:
            ACTS[act.name](self._session, act, case_id)
        if act.name in SIDE_STEPS:
            yield self._entered(act, case_id)
        yield from self._advance(act, case_id)

    def _advance(self, act: StoryAct, case_id: CaseId) -> Iterator[Entered]:
        """Move on through every gate that stands open; the last one waits for the act that closes the case."""
        while True:
            view = queries.overview(self._session, case_id)
            if view.unmet or (view.is_last and act.name != "close") or view.file.case.closed_on:
                return
            cases.advance(self._session, case_id)
            yield self._entered(act, case_id)

    def _entered(self, act: StoryAct, case_id: CaseId) -> Entered:
        view = queries.overview(self._session, case_id)
        stage = "Closed" if view.file.case.closed_on else view.regime.stage(view.file.case.stage).name
        return Entered(act.reference, stage, f"{view.state.id} {view.state.name}")

    def _import_report(self, case_id: CaseId, *, is_released: bool) -> None:
        redacting.keep_paper(
            self._session,
            case_id,
            self._report(is_released=is_released),
            kind=PaperKind.OVERVIEW_REPORT,
            title="Overview report",
            audience=Audience.RESTRICTED,
            dated_on=self._session.clock.today(),
        )


def _opened(session: Session, act: StoryAct) -> CaseId:
    """A case from its notification, or one that comes in under way."""
    if act.name == "notify":
        return opening_acts.notify(session, act)
    return side_acts.enter_under_way(session, act, opening_acts.LEAD)
