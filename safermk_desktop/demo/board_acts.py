"""The plans of the story that belong to no review: of the Prevent board with its assurance, and of the group itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, NamedTuple

from safermk_desktop.domain.actions import NOTHING_NEW, ActionSource, ActionStatus
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services import action_closing, actions
from safermk_desktop.services.actions import ActionWords
from safermk_desktop.services.board_plans import begin_plan
from safermk_desktop.services.session import Session

COUNCIL: Final = "Milton Keynes City Council"
LEAD: Final = "Prevent lead officer"


class Recommended(NamedTuple):
    """A recommendation of a board with its one action."""

    source: ActionSource
    where: str
    lesson: str
    text: str
    action: str
    lead_agency: str
    lead_role: str


PREVENT: Final = (
    Recommended(
        ActionSource.PREVENT_BOARD,
        "Minute 5 of the spring meeting",
        "Two schools did not know whom to ask.",
        "Every school in Milton Keynes knows whom to ask about a worry under Prevent.",
        "Send each head teacher the one-page guide and ask for its receipt",
        COUNCIL,
        LEAD,
    ),
    Recommended(
        ActionSource.ASSURANCE,
        "Benchmark 4 of the annual assurance",
        "The record of who was trained stopped in the winter.",
        "The partnership can say at any time how many staff were trained.",
        "Keep one register of training for all partners and read it each quarter",
        COUNCIL,
        "Learning and development manager",
    ),
)
GROUP: Final = Recommended(
    ActionSource.BMG,
    "Action 3 of the group's summer meeting",
    "Three plans had come to the group without a target date.",
    "No action plan is agreed without a lead and a date for each action.",
    "Write the two questions into the cover sheet of every plan",
    COUNCIL,
    "Head of Community Safety",
)


def keep_boards(session: Session) -> tuple[CaseId, CaseId]:
    """Begin both plans, three months ago, with what was recommended; one action is done and verified."""
    began = session.clock.today() - timedelta(days=90)
    board = begin_plan(session, source=ActionSource.PREVENT_BOARD, body="Prevent Board", opened_on=began)
    for number, one in enumerate(PREVENT, 1):
        _recommend(session, board, one, number)
    group = begin_plan(session, source=ActionSource.BMG, body=session.partnership.management_group, opened_on=began)
    _finish(session, group, _recommend(session, group, GROUP, 1))
    return board, group


def _recommend(session: Session, plan: CaseId, one: Recommended, number: int) -> RecordId:
    today = session.clock.today()
    item = actions.add_recommendation(
        session,
        plan,
        number=number,
        text=one.text,
        level="partnership",
        scope="local",
        source=one.source,
        source_reference=one.where,
        lesson=one.lesson,
    )
    words = ActionWords(text=one.action, lead_agency=one.lead_agency, themes=("Training",))
    action_id = actions.add_action(
        session,
        plan,
        item,
        text=one.action,
        lead_agency=one.lead_agency,
        lead_role=one.lead_role,
        target_on=today + timedelta(days=45 * number),
        words=words,
    )
    actions.accept_action(session, plan, action_id, accepted_on=today, accepted_by=one.lead_role)
    actions.update_action(session, plan, action_id, text=NOTHING_NEW, updated_on=today, status=ActionStatus.IN_PROGRESS)
    return action_id


def _finish(session: Session, plan: CaseId, done: RecordId) -> None:
    today = session.clock.today()
    action_closing.add_evidence(
        session, plan, done, title="Cover sheet, kept with the minutes", dated_on=today, changed="Both are asked."
    )
    action_closing.record_outcome(
        session, plan, done, outcome="The last three plans had both.", measure="The three cover sheets were read."
    )
    action_closing.report_done(session, plan, done, completed_on=today, reported_by="Head of Community Safety")
    action_closing.verify_action(
        session, plan, done, verified_on=today, verified_by="Vice-chair of the group", sample="Three cover sheets."
    )
