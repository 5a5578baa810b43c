"""The forms of the steps beside the main way and of the answers that decide about one, as data."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.states import Criterion
from safermk_desktop.domain.steps import Answer, Ground, PauseCause
from safermk_desktop.presentation.dialogs.board_forms import BOARD_FORMS
from safermk_desktop.presentation.dialogs.entering_forms import ENTERING_FORMS
from safermk_desktop.presentation.dialogs.family_forms import FAMILY_FORMS
from safermk_desktop.presentation.dialogs.note_forms import NOTE_FORMS
from safermk_desktop.presentation.dialogs.office_forms import OFFICE_FORMS
from safermk_desktop.presentation.dialogs.organisation_forms import ORGANISATION_FORMS
from safermk_desktop.presentation.dialogs.panel_forms import PANEL_FORMS
from safermk_desktop.presentation.dialogs.plan_forms import PLAN_FORMS
from safermk_desktop.presentation.dialogs.report_forms import REPORT_FORMS
from safermk_desktop.presentation.dialogs.sheet_forms import SHEET_FORMS
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.dialogs.terms_forms import TERMS_FORMS, terms_form
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import criteria, queries, scanning, side_steps
from safermk_desktop.services.casefiles import regime_of
from safermk_desktop.services.plans import plan_file
from safermk_desktop.services.session import Session

_Maker = Callable[[Session, CaseFile], StepForm]

APPROVER: Final = Ask(name="approver", words="&Approved by", missing="Type who approved it.")
TOLD: Final = Ask(
    name="told", words="&Home Office told on", missing="Type the day on which the Home Office was told.", is_day=True
)
CAUSES: Final = (
    (PauseCause.CRIMINAL.value, "Criminal proceedings"),
    (PauseCause.INQUEST.value, "Inquest"),
    (PauseCause.OTHER.value, "Another reason"),
)
ANSWERS: Final = (
    (Answer.AGREES.value, "Agrees that no review is held"),
    (Answer.RECONSIDER.value, "Asks to take the decision again"),
    (Answer.DIRECTION.value, "The Secretary of State directs that a review is held"),
)
GROUNDS: Final = (
    (Ground.CHILD_WELFARE.value, "Welfare of a child"),
    (Ground.OTHER_PERSON_WELFARE.value, "Welfare of another person directly concerned"),
    (Ground.LEGAL_ADVICE.value, "Legal advice"),
)


def step_form(session: Session, case_id: CaseId, step: str) -> StepForm:
    """The form of a step on a case. Raises ``KeyError`` for a step without one, ``RecordUnknown``."""
    if step.partition(":")[0] in TERMS_FORMS:
        return terms_form(session, case_id, step)
    name, _, about = step.partition(":")
    if name in ENTERING_FORMS:
        return ENTERING_FORMS[name](session, about)
    for own in (ORGANISATION_FORMS, REPORT_FORMS, BOARD_FORMS):
        if name in own:
            return own[name](session, about)
    if name in PLAN_FORMS:
        return PLAN_FORMS[name](session, plan_file(session, case_id), about)
    for forms in (OFFICE_FORMS, PANEL_FORMS, FAMILY_FORMS, NOTE_FORMS, SHEET_FORMS):
        if name in forms:
            return forms[name](session, queries.case_file(session, case_id), about)
    return _FORMS[step](session, queries.case_file(session, case_id))


def _pause(session: Session, file: CaseFile) -> StepForm:
    today = day_text(session.clock.today())
    return StepForm(
        title="Pause the review",
        explain="The dates of the law go on being shown: a pause explains what becomes late and moves nothing.",
        asks=(
            Ask(name="cause", words="Because &of", choices=CAUSES),
            Ask(name="started", words="Paused &since", missing="Type the day.", is_day=True, starts=today),
            Ask(name="advice", words="What was &advised", missing="Record what was advised.", is_long=True),
            Ask(name="advised_by", words="Advised &by", missing="Type the role of who advised it."),
            TOLD,
            Ask(
                name="learning",
                words="What can be &learned and done before the pause ends",
                missing="Note what can be done now, or that there is nothing.",
                is_long=True,
            ),
        ),
        save="&Pause the review",
        act=lambda texts, days: side_steps.pause_review(
            session,
            file.case.case_id,
            cause=PauseCause(texts["cause"]),
            started_on=days["started"],
            advice=texts["advice"],
            advised_by=texts["advised_by"],
            home_office_told_on=days["told"],
            early_learning=texts["learning"],
        ),
    )


def _review_pause(session: Session, file: CaseFile) -> StepForm:
    today = day_text(session.clock.today())
    return StepForm(
        title="Look at the pause",
        explain="Every three months: must the review go on waiting, and on whose advice?",
        asks=(
            Ask(name="day", words="Looked at &on", missing="Type the day.", is_day=True, starts=today),
            Ask(name="note", words="What was &found", missing="Say what was found.", is_long=True),
        ),
        save="&Record the look",
        act=lambda texts, days: side_steps.review_pause(
            session, file.case.case_id, reviewed_on=days["day"], note=texts["note"]
        ),
    )


def _lift_pause(session: Session, file: CaseFile) -> StepForm:
    today = day_text(session.clock.today())
    return StepForm(
        title="Lift the pause",
        explain="The review goes on where it was paused.",
        asks=(
            Ask(name="day", words="Lifted &on", missing="Type the day.", is_day=True, starts=today),
            Ask(name="reason", words="&Why it can go on", missing="Say why it can go on.", is_long=True),
        ),
        save="&Lift the pause",
        act=lambda texts, days: side_steps.lift_pause(
            session, file.case.case_id, lifted_on=days["day"], reason=texts["reason"]
        ),
    )


def _withdraw(session: Session, file: CaseFile) -> StepForm:
    return StepForm(
        title="Withdraw the review",
        explain="The criteria fell away. The case is closed; new information can open it again.",
        asks=(
            Ask(name="reason", words="&Why the criteria are no longer met", missing="Say why.", is_long=True),
            APPROVER,
            TOLD,
        ),
        save="Withdraw &the review",
        act=lambda texts, days: side_steps.withdraw(
            session,
            file.case.case_id,
            reason=texts["reason"],
            approver=texts["approver"],
            home_office_told_on=days["told"],
        ),
    )


def _transfer(session: Session, file: CaseFile) -> StepForm:
    return StepForm(
        title="Transfer to another partnership",
        explain="The other partnership leads the review. The case is closed here and what it holds is kept.",
        asks=(
            Ask(name="receiver", words="Partnership that &leads it now", missing="Type which partnership."),
            Ask(name="reason", words="&Why", missing="Say why another partnership leads.", is_long=True),
            APPROVER,
            TOLD,
        ),
        save="&Transfer the case",
        act=lambda texts, days: side_steps.transfer(
            session,
            file.case.case_id,
            receiver=texts["receiver"],
            reason=texts["reason"],
            approver=texts["approver"],
            home_office_told_on=days["told"],
        ),
    )


def _reopen(session: Session, file: CaseFile) -> StepForm:
    places = tuple((state.id, f"{state.name} ({state.id})") for state in side_steps.places_to_reopen(file))
    return StepForm(
        title="Reopen an earlier state",
        explain="New information takes the review back. What is on the file stays on it.",
        asks=(
            Ask(name="to", words="Begin again &at", choices=places or (("", "No earlier state"),)),
            Ask(name="reason", words="The &new information", missing="Record the new information.", is_long=True),
            APPROVER,
        ),
        save="&Reopen",
        act=lambda texts, _days: side_steps.reopen(
            session, file.case.case_id, to=texts["to"], reason=texts["reason"], approver=texts["approver"]
        ),
    )


def _answer(session: Session, file: CaseFile) -> StepForm:
    return StepForm(
        title="Record the Home Office's answer",
        explain="To the decision not to hold a review. After a direction the decision is taken again.",
        asks=(
            Ask(name="answer", words="The &answer", choices=ANSWERS),
            Ask(name="day", words="Answered &on", missing="Type the day of the answer.", is_day=True),
            Ask(name="note", words="What it &says", missing="Say what the answer says.", is_long=True),
        ),
        save="&Record the answer",
        act=lambda texts, days: criteria.record_answer(
            session,
            file.case.case_id,
            answer=Answer(texts["answer"]),
            answered_on=days["day"],
            note=texts["note"],
        ),
    )


def _not_published(session: Session, file: CaseFile) -> StepForm:
    return StepForm(
        title="Record that it will not be published",
        explain="Exceptional. It is looked at again every year, and the Commissioner still has a copy.",
        asks=(
            Ask(name="ground", words="On &account of", choices=GROUNDS),
            Ask(name="reason", words="&Why", missing="Say why it is not published.", is_long=True),
            Ask(name="legal", words="&Legal advice", missing="Say what the legal advice was.", is_long=True),
            Ask(name="consulted", words="&Home Office consulted on", missing="Type the day.", is_day=True),
            Ask(
                name="partial",
                words="What could be published &instead",
                missing="Say whether a summary or a briefing is published, or why not.",
                is_long=True,
            ),
            Ask(name="day", words="Decided &on", missing="Type the day of the decision.", is_day=True),
            Ask(name="by", words="&Decided by", missing="Type who decided it."),
        ),
        save="&Record the decision",
        act=lambda texts, days: criteria.record_not_published(
            session,
            file.case.case_id,
            ground=Ground(texts["ground"]),
            reason=texts["reason"],
            legal_advice=texts["legal"],
            decided_on=days["day"],
            decided_by=texts["by"],
            home_office_consulted_on=days["consulted"],
            partial=texts["partial"],
        ),
    )


def _look_at_unpublished(session: Session, file: CaseFile) -> StepForm:
    today = day_text(session.clock.today())
    return StepForm(
        title="Look again at publication",
        explain="Every year: does the reason not to publish still hold?",
        asks=(
            Ask(name="day", words="Looked at &on", missing="Type the day.", is_day=True, starts=today),
            Ask(name="note", words="What was &found", missing="Say what was found.", is_long=True),
        ),
        save="&Record the look",
        act=lambda texts, days: criteria.look_at_unpublished(
            session, file.case.case_id, looked_on=days["day"], note=texts["note"]
        ),
    )


def _scan(session: Session, file: CaseFile) -> StepForm:
    return StepForm(
        title="Scan what was submitted",
        explain="The exact files that were submitted are read again for identities of the register as it stands.",
        asks=(),
        save="&Scan the files",
        act=lambda _texts, _days: scanning.scan_submission(session, file.case.case_id),
        working="Scanning what was submitted",
    )


def _criteria(session: Session, file: CaseFile) -> StepForm:
    today = day_text(session.clock.today())
    regime = regime_of(file.case)
    answers = file.criteria[-1].answers if file.criteria else ()
    held = {name: text for name, _, text in (entry.partition(": ") for entry in answers)}
    return StepForm(
        title="Check the criteria",
        explain=f"For a review under {regime.act}. Write published forms, not names.",
        asks=(
            *(_question(item, held.get(item.id, "")) for item in regime.criteria),
            Ask(name="views", words="&Views of partners, one on each line", is_long=True),
            Ask(name="dissent", words="&Dissent, if any", is_long=True),
            Ask(
                name="review_type",
                words="Kind of &review",
                choices=(("full", "Full"), ("proportionate", "Proportionate")),
            ),
            Ask(name="day", words="Checked &on", missing="Type the day.", is_day=True, starts=today),
        ),
        save="&Save the checklist",
        act=lambda texts, days: criteria.check_criteria(
            session,
            file.case.case_id,
            checked_on=days["day"],
            answers={item.id: texts[item.id] for item in regime.criteria},
            views=tuple(line.strip() for line in texts["views"].splitlines() if line.strip()),
            dissent=texts["dissent"],
            review_type=texts["review_type"],
        ),
    )


def _question(item: Criterion, starts: str) -> Ask:
    return Ask(name=item.id, words=f"{item.question} ({item.source})", missing="Answer in a few words.", starts=starts)


_FORMS: Final[MappingProxyType[str, _Maker]] = MappingProxyType(
    {
        "check_criteria": _criteria,
        "pause": _pause,
        "review_pause": _review_pause,
        "lift_pause": _lift_pause,
        "withdraw": _withdraw,
        "transfer": _transfer,
        "reopen": _reopen,
        "record_answer": _answer,
        "record_not_published": _not_published,
        "look_at_unpublished": _look_at_unpublished,
        "scan_submission": _scan,
    }
)
STEPS: Final = frozenset(_FORMS)
"""The acts that have a form here."""
