"""The side steps of the regime of 2016 and what each needs (domain 2.3)."""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.domain.regimes.dhr_2016_lists import GUIDANCE
from safermk_desktop.domain.regimes.making import LOCAL
from safermk_desktop.domain.roles import CHAIR, HEAD, PANEL_CHAIR
from safermk_desktop.domain.side_steps import Need, SideStep
from safermk_desktop.domain.steps import StepKind


def _asked(field: str, unmet: str) -> Need:
    return Need(field=field, unmet=unmet, source=GUIDANCE, basis=Basis.GUIDANCE)


def _local(field: str, unmet: str) -> Need:
    return Need(field=field, unmet=unmet, source=LOCAL, basis=Basis.LOCAL)


APPROVER: Final = _local("approver", "It is not said who approved it.")

SIDE_STEPS: Final = (
    SideStep(
        id="pause",
        name="Pause the review",
        kind=StepKind.PAUSED,
        to="D6h",
        act="pause",
        owner=PANEL_CHAIR,
        needs=(
            _asked("advice", "What the senior investigating officer or the prosecution advised is not recorded."),
            _local("advised_by", "It is not said who advised it."),
            _asked("home_office_told_on", "The Home Office is not told of the pause."),
            _asked("early_learning", "There is no note of what can be learned and done before the pause ends."),
        ),
        note="The clocks run on: a pause explains a late date and moves none.",
    ),
    SideStep(
        id="delay",
        name="Tell the Home Office of a delay",
        kind=None,
        to="",
        act="letter:delay_letter",
        owner=HEAD,
        needs=(
            _asked("reasons", "No reason is given for the delay."),
            _asked("expected_on", "No new date is given."),
            _asked("next_update_on", "It is not said when the Home Office hears next."),
            _local("signatory", "It is not said who signs the letter."),
        ),
        note="An event that may happen again and again; it moves neither the case nor a date.",
    ),
    SideStep(
        id="withdraw",
        name="Withdraw the review",
        kind=StepKind.WITHDRAWN,
        to="WITHDRAWN",
        act="withdraw",
        owner=CHAIR,
        needs=(
            _asked("reason", "It is not said why the criteria are no longer met."),
            APPROVER,
            _asked("home_office_told_on", "The Home Office is not told that the review is withdrawn."),
        ),
    ),
    SideStep(
        id="transfer",
        name="Transfer to another partnership",
        kind=StepKind.TRANSFERRED,
        to="TRANSFERRED",
        act="transfer",
        owner=CHAIR,
        needs=(
            _asked("receiver", "It is not said which partnership leads the review now."),
            _local("reason", "It is not said why another partnership leads."),
            APPROVER,
            _asked("home_office_told_on", "The Home Office is not told who leads the review now."),
        ),
    ),
    SideStep(
        id="reopen",
        name="Reopen an earlier state",
        kind=StepKind.REOPENED,
        to="",
        act="reopen",
        owner=CHAIR,
        needs=(
            _local("to", "It is not said where the review begins again."),
            _asked("reason", "The new information is not recorded."),
            APPROVER,
        ),
    ),
)
