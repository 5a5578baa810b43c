"""The forms of how a Channel case ends, as data: exit, the reviews after it, transfer, closing, holds, disposal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from safermk_desktop.domain.channel.exits import AfterReview, Direction, ExitReason, HoldReason, Transfer
from safermk_desktop.domain.channel.panel import CaseActionStatus
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.prevent_referral_forms import a_day
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.services.channel import files, leaving, moving, voting
from safermk_desktop.services.channel.showing import ChannelOverview
from safermk_desktop.services.session import Session

REASONS: Final = (
    (ExitReason.NEEDS_MET.value, "Needs met, no concern left"),
    (ExitReason.WITHDREW_CONSENT.value, "Consent was withdrawn"),
    (ExitReason.MOVED_AREA.value, "Moved to another area"),
    (ExitReason.RISK_ESCALATED.value, "Risk rose: the police lead"),
    (ExitReason.OTHER_SERVICES.value, "Other services support the person"),
    (ExitReason.NOT_SUITABLE.value, "Not suitable for Channel"),
    (ExitReason.UNAVAILABLE.value, "The person cannot be reached"),
    (ExitReason.DIED.value, "The person died"),
)
AFTER: Final = (
    (AfterReview.NO_FURTHER.value, "Nothing further"),
    (AfterReview.RE_ENTER.value, "Taken up again"),
)
HOLDS: Final = tuple((one.value, one.value.replace("_", " ").capitalize()) for one in HoldReason)
ENDS: Final = ((CaseActionStatus.DONE.value, "Done"), (CaseActionStatus.DROPPED.value, "Dropped"))
_APPROVER: Final = Ask(name="approver", words="A&pproved by", missing="Type who approved it.")
_REASON: Final = Ask(name="reason", words="&Reason", missing="Write the reason.", is_long=True)


def record_exit(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """How the person left, with evidence for each objective."""
    asked = tuple(one for one in view.file.objectives if not one.closing_evidence)
    evidence = tuple(
        Ask(
            name=f"objective{one.number}",
            words=f"Evidence for objective {one.number}: {one.need}",
            missing="Write the evidence: a vote alone closes nothing.",
            is_long=True,
        )
        for one in asked
    )

    def act(texts: Mapping[str, str], days: Mapping[str, date]) -> object:
        return leaving.record_exit(
            session,
            view.file.case.case_id,
            exited_on=days["day"],
            reason=ExitReason(texts["why"]),
            evidence={one.number: texts[f"objective{one.number}"] for one in asked},
            closing_report=texts["report"],
            onward_support=texts["onward"],
            referrer_told=texts["told"],
        )

    return StepForm(
        title="Exit from the programme",
        explain="With it the reviews 6 and 12 months after are made; they outlive the case.",
        asks=(
            a_day("Left &on", session.clock.today()),
            Ask(name="why", words="&Why", choices=REASONS),
            *evidence,
            Ask(name="report", words="&Closing report", missing="Write the closing report.", is_long=True),
            Ask(name="onward", words="Support that &goes on", missing="Write what goes on, or that nothing does."),
            Ask(name="told", words="Was the &referrer told", missing="Say whether, or why not."),
        ),
        save="&Record the exit",
        act=act,
    )


def review_after_exit(session: Session, view: ChannelOverview, about: str) -> StepForm:
    """The review 6 or 12 months after the exit; ``about`` says which, or the first that is owed."""
    months = _months(view, about)
    return StepForm(
        title=f"Review {months} months after the exit",
        explain="It is owed also of a case that is closed; then new concern is a new referral.",
        asks=(
            a_day("Held &on", session.clock.today()),
            Ask(name="contact", words="&Contact made", missing="Say how, or why none was made."),
            Ask(name="concern", words="&New concern", missing="Say whether there is any."),
            Ask(name="decision", words="&Decision", choices=AFTER),
            Ask(name="words", words="&Why", missing="Write the reasons.", is_long=True),
        ),
        save="&Record the review",
        act=lambda texts, days: leaving.review_after_exit(
            session,
            view.file.case.case_id,
            months,
            done_on=days["day"],
            contact_made=texts["contact"],
            new_concern=texts["concern"],
            decision=AfterReview(texts["decision"]),
            words=texts["words"],
        ),
    )


def set_review_aside(session: Session, view: ChannelOverview, about: str) -> StepForm:
    """A review set aside, as after a death."""
    months = _months(view, about)
    return StepForm(
        title=f"Set the review after {months} months aside",
        explain="As after a death. Who approved it stays on the file.",
        asks=(_REASON, _APPROVER),
        save="&Set it aside",
        act=lambda texts, _days: leaving.set_review_aside(
            session, view.file.case.case_id, months, reason=texts["reason"], approver=texts["approver"]
        ),
    )


def _months(view: ChannelOverview, about: str) -> int:
    owed = [one.months for one in view.file.after if one.done_on is None]
    if not owed:
        raise RecordUnknown
    return int(about) if about.isdecimal() and int(about) in owed else owed[0]


def transfer_out(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """Another panel asked to take the case."""
    return StepForm(
        title="Transfer to another panel",
        explain="The case goes once the receiving panel has accepted it; until then this panel keeps it.",
        asks=(
            Ask(name="panel", words="&Panel that is asked", missing="Type the panel."),
            a_day("Asked &on", session.clock.today()),
            _REASON,
        ),
        save="&Ask the panel",
        act=lambda texts, days: leaving.transfer_out(
            session, view.file.case.case_id, other_panel=texts["panel"], asked_on=days["day"], reason=texts["reason"]
        ),
    )


def waiting_transfer(view: ChannelOverview) -> Transfer | None:
    """The transfer that another panel has still to accept."""
    return next(
        (one for one in view.file.transfers if one.direction is Direction.OUT and one.accepted_on is None), None
    )


def accept_transfer(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """The receiving panel accepted."""
    held = waiting_transfer(view)
    if held is None:
        raise RecordUnknown
    return StepForm(
        title="The other panel has accepted",
        explain=f"{held.other_panel} was asked on {long_date(held.asked_on)}. The case ends here, transferred.",
        asks=(
            a_day("Accepted &on", session.clock.today()),
            Ask(name="by", words="&Who accepted", missing="Type who accepted."),
        ),
        save="&Record it",
        act=lambda texts, days: leaving.accept_transfer(
            session, view.file.case.case_id, held.id, accepted_on=days["day"], accepted_by=texts["by"]
        ),
    )


def receive_transfer(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """The case came from another panel."""
    return StepForm(
        title="The case came from another panel",
        explain="",
        asks=(
            Ask(name="panel", words="&Panel it came from", missing="Type the panel."),
            a_day("Accepted &on", session.clock.today()),
            _REASON,
        ),
        save="&Record it",
        act=lambda texts, days: leaving.receive_transfer(
            session,
            view.file.case.case_id,
            other_panel=texts["panel"],
            accepted_on=days["day"],
            reason=texts["reason"],
        ),
    )


def close_early(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """The case closed before its process ends."""
    return StepForm(
        title="Close the case early",
        explain="As after a death. Reviews after an exit stay owed.",
        asks=(_REASON, _APPROVER),
        save="&Close the case",
        act=lambda texts, _days: leaving.close_early(
            session, view.file.case.case_id, reason=texts["reason"], approver=texts["approver"]
        ),
    )


def override(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """The gate passed with conditions unmet."""
    return StepForm(
        title="Record an override",
        explain="\n".join(one.sentence for one in view.unmet),
        asks=(_REASON, _APPROVER),
        save="&Move on all the same",
        act=lambda texts, _days: moving.advance_channel(
            session, view.file.case.case_id, reason=texts["reason"], approver=texts["approver"]
        ),
    )


def place_hold(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """A case held back from disposal; of a live matter of the police without words."""
    kind = Ask(name="kind", words="&For", choices=HOLDS)
    is_live_matter = files.was_live_matter(view.file.case, view.file.steps)
    return StepForm(
        title="Hold the case back from disposal",
        explain="",
        asks=(kind,) if is_live_matter else (kind, Ask(name="words", words="&Why", missing="Write why.", is_long=True)),
        save="&Hold it",
        act=lambda texts, _days: leaving.place_hold(
            session, view.file.case.case_id, reason=HoldReason(texts["kind"]), words=texts.get("words", "")
        ),
    )


def dispose(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """A case removed at the end of its retention."""
    return StepForm(
        title="Dispose of the case",
        explain="Everything of it is removed from the vault and cannot be brought back, but from older backups.",
        asks=(_APPROVER,),
        save="&Dispose of it",
        act=lambda texts, _days: leaving.dispose(session, view.file.case.case_id, approver=texts["approver"]),
        is_sending=True,
    )


def end_action(session: Session, view: ChannelOverview, about: str) -> StepForm:
    """An action of the minutes done or dropped; ``about`` is its id, or empty for the first open one."""
    found = [one for one in view.open_actions if one.id == RecordId(about)] or list(view.open_actions)
    if not found:
        raise RecordUnknown
    held = found[0]
    return StepForm(
        title="End an action",
        explain=f"{held.text} {held.owner}, {held.agency}, by {long_date(held.due_on)}.",
        asks=(
            Ask(name="status", words="&It is", choices=ENDS),
            a_day("&On", session.clock.today()),
            Ask(name="outcome", words="&What came of it", missing="Write what came of it.", is_long=True),
        ),
        save="&Record it",
        act=lambda texts, days: voting.end_action(
            session,
            view.file.case.case_id,
            held.id,
            status=CaseActionStatus(texts["status"]),
            on=days["day"],
            outcome=texts["outcome"],
        ),
    )
