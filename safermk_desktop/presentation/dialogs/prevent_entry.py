"""The dialog of every act on Prevent: from the act that a gate, an alarm or a button names to its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QWidget

from safermk_desktop.domain.record import ChannelId
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs import prevent_case_forms as putting
from safermk_desktop.presentation.dialogs import prevent_leaving_forms as leaving
from safermk_desktop.presentation.dialogs import prevent_referral_forms as referring
from safermk_desktop.presentation.dialogs import prevent_support_forms as supporting
from safermk_desktop.presentation.dialogs.prevent_panel_forms import PANEL_FORMS
from safermk_desktop.presentation.dialogs.prevent_paper_forms import PAPER_FORMS, write_case_paper
from safermk_desktop.presentation.dialogs.prevent_plan_forms import PLAN_FORMS
from safermk_desktop.presentation.dialogs.step_dialog import DataDialog
from safermk_desktop.presentation.dialogs.step_fields import StepForm
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.services.channel.showing import ChannelOverview, channel_overview
from safermk_desktop.services.session import Session

FORM: Final = "prevent_entry"
"""What the drafts of these forms are of."""
_OfCase = Callable[[Session, ChannelOverview, str], StepForm]

CASE_FORMS: Final[Mapping[str, tuple[str, _OfCase]]] = MappingProxyType(
    {
        "particulars": ("Correct particulars", referring.particulars),
        "fact": ("Record a dated fact", referring.record_fact),
        "stay": ("Record it", referring.record_fact),
        "look_at_history": ("Look at the whole history", referring.look_at_history),
        "record_gateway": ("Record the police answer", referring.record_gateway),
        "ask_partner": ("Ask a partner", referring.ask_partner),
        "settle_return": ("Record a return", referring.settle_return),
        "decide_section36": ("Record the decision", referring.decide_section36),
        "known_before": ("Look for earlier referrals", referring.known_before),
        "join_person": ("Same person as another case", referring.join_person),
        "see_person": ("Show who it is", referring.see_person),
        "assess": ("Assess", supporting.assess),
        "record_consent": ("Record consent", supporting.record_consent),
        "record_refusal": ("Record a refusal", supporting.record_refusal),
        "withdraw_consent": ("Record a withdrawal", supporting.withdraw_consent),
        "write_plan": ("Write the plan", supporting.write_plan),
        "put_objective": ("Add an objective", supporting.put_objective),
        "record_contact": ("Record a contact", supporting.record_contact),
        "record_progress": ("Record progress", supporting.record_progress),
        "end_action": ("End an action", leaving.end_action),
        "record_exit": ("Record the exit", leaving.record_exit),
        "review_after_exit": ("Record the review", leaving.review_after_exit),
        "set_review_aside": ("Set a review aside", leaving.set_review_aside),
        "transfer_out": ("Ask another panel", leaving.transfer_out),
        "accept_transfer": ("Record the acceptance", leaving.accept_transfer),
        "receive_transfer": ("Came from another panel", leaving.receive_transfer),
        "close_early": ("Close early", leaving.close_early),
        "override": ("Record an override", leaving.override),
        "place_hold": ("Hold from disposal", leaving.place_hold),
        "lift_hold": ("Lift a hold", putting.lift_hold),
        "dispose": ("Dispose of the case", leaving.dispose),
        "correct_person": ("Correct who it is", putting.correct_person),
        "add_case_action": ("Add an action", putting.add_case_action),
        "write_case_paper": ("Write a paper", write_case_paper),
    }
)
"""The words on the button and the form of each act on a case; what follows a colon in an act is what it is about."""


OTHER_FORMS: Final[Mapping[str, Callable[[Session, str], StepForm]]] = MappingProxyType(
    {**PANEL_FORMS, **PAPER_FORMS, **PLAN_FORMS}
)
"""The form of each act that is about no one case, or names it with what it is about."""


def act_words(act: str) -> str:
    """The words on the button that leads to an act; the panel decides in its meeting."""
    if act == "decide":
        return "Go to the panel"
    name, _, about = act.partition(":")
    if name == "fact" and about:
        return "Record it"
    return CASE_FORMS[name][0] if name in CASE_FORMS else ""


def prevent_form(session: Session, case_id: ChannelId, act: str) -> StepForm:
    """The form of an act. Raises ``RecordUnknown`` where what it is about is there no more."""
    name, _, about = act.partition(":")
    if name in OTHER_FORMS:
        return OTHER_FORMS[name](session, about)
    if name not in CASE_FORMS:
        raise RecordUnknown
    return CASE_FORMS[name][1](session, channel_overview(session, case_id), about)


class PreventEntry(DataDialog):
    """``case_id`` is empty where the act is about no one case. What is typed is kept in the Prevent compartment."""

    def __init__(self, context: PageContext, case_id: ChannelId, act: str, parent: QWidget | None = None) -> None:
        super().__init__(context, prevent_form(context.session, case_id, act), act, parent)
        self.form = FORM
        self.case_id = case_id
