"""What is done about a mistake in Prevent: nothing there is taken back, each act has one that puts it right.

A panel's file has to show what was known and decided on each day, so a correction is an act of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_AGAIN: Final = "Record it again: the latest counts."
_ANEW: Final = "Write it anew: the latest counts."
_NEXT: Final = "Make the next version; the earlier one stays."
_LEFT: Final = "Delete it outside and mark it as deleted in the ledger."

INSTEAD: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "abandon_plan_item": ("An action of the Prevent plan closed without completion", "Add a further action."),
        "accept_transfer": ("A transfer that was accepted", "Log a new referral, received from the other panel."),
        "add_case_action": ("An action of the minutes", "Drop it, with the reason."),
        "add_plan_item": ("An action of the Prevent plan", "Say what is wrong in an update, or move its date."),
        "advance_channel": ("A move of a Channel case", "Say what is wrong as a dated fact, and put it to the panel."),
        "answer_standard": ("An answer on a standard", "Answer it again until the statement is signed."),
        "appoint_member": ("An appointment to the Channel panel", "End it, and appoint again."),
        "ask_partner": ("A partner that was asked", "Record that the partner holds nothing, and ask the right one."),
        "assess": ("An assessment", "Assess again: the latest counts, and the change is shown."),
        "begin_statement": ("An assurance statement that was begun", "Answer its standards: a year has one."),
        "bring_templates": ("Assessment templates that were entered", _NEXT),
        "change_template": ("A version of an assessment template", _NEXT),
        "close_early": ("A Channel case that was closed early", "Log a new referral of the same person."),
        "compare_tracker": ("A comparison with the national tracker", "Compare again."),
        "correct_person": ("A correction of who the person is", "Correct it again."),
        "decide": ("A decision of the panel", "Put the case on the next agenda and decide again."),
        "decide_section36": ("A decision under section 36", _AGAIN),
        "declare_conflict": ("A conflict of interest", "Put the case on the next agenda; the member takes part there."),
        "dispose": ("The disposal of a case", "It is gone, but from backups that were made before."),
        "end_action": ("The end of an action of the minutes", "End it again with what is right."),
        "end_member": ("The end of a membership of the panel", "Record the last day again."),
        "end_plan_item": ("The completion of an action of the Prevent plan", "Add a further action."),
        "export_channel_paper": ("A paper of Prevent that left the vault", _LEFT),
        "invite_guest": ("A professional invited to one item", "Record that they did not come."),
        "join_person": ("A case joined with an earlier one", "Join it with the right one."),
        "lift_retention_hold": ("The lifting of a hold on disposal", "Hold the case again."),
        "log_referral": ("A referral that was logged", "Close the case early, with the reason and who approved it."),
        "place_retention_hold": ("A hold on disposal", "Lift it."),
        "plan_meeting": ("A meeting of the panel", "Plan another; one without a case on its agenda asks for nothing."),
        "put_objective": ("An objective of support", "Record in its progress what is wrong, and add the right one."),
        "put_on_agenda": ("A case on an agenda", "Leave it undecided in the meeting."),
        "receive_transfer": ("A case received from another panel", _AGAIN),
        "record_channel_attendance": ("Who came to a meeting of the panel", _AGAIN),
        "record_channel_fact": ("A dated fact of a Channel case", _AGAIN),
        "record_consent": ("Consent to support", "Record the withdrawal, or the consent again."),
        "record_contact": ("A contact of support", "Record the contact as it was, saying which it corrects."),
        "record_exit": ("An exit from the programme", "Take the person up again at a review, or by a new referral."),
        "record_gateway": ("An answer of the police", _AGAIN),
        "record_guest": ("Whether a guest came", _AGAIN),
        "record_progress": ("The progress of an objective", _AGAIN),
        "record_refusal": ("A refusal of consent", "The panel considers it, and may take the case back."),
        "review_after_exit": ("A review after an exit", "Log a new referral, or say what is wrong as a dated fact."),
        "revise_plan_item": ("A date of the Prevent plan that was moved", "Move it again, with the reason."),
        "set_concerns": ("The types of concern that are counted", "Set them again."),
        "set_particulars": ("The particulars of a Channel case", "Correct them again."),
        "set_prevent_setting": ("A setting of the panel", "Set it again."),
        "set_review_aside": ("A review that was set aside", "Log a new referral of the same person."),
        "settle_return": ("What a partner sent back", "Record the return again."),
        "sign_statement": ("A statement that was signed", "Put it right in the next year's."),
        "transfer_out": ("Another panel that was asked", "Record what that panel answers."),
        "update_plan_item": ("An update of the Prevent plan", "Record a further one."),
        "withdraw_consent": ("A withdrawal of consent", "The panel considers it, and may take the case back."),
        "write_agenda": ("An agenda for one member of the panel", _ANEW),
        "write_assurance": ("An assurance statement in Word", _ANEW),
        "write_case_paper": ("A paper of a Channel case", _ANEW),
        "write_minutes": ("The minutes of a case at one meeting", _ANEW),
        "write_pack": ("A pack for the panel", _ANEW),
        "write_plan": ("A version of a support plan", _NEXT),
        "write_statistics": ("The numbers of a period, in Word and CSV", _ANEW),
    }
)
"""The acts on Prevent: what they are, and what to do where one was a mistake."""

LOOKS: Final = frozenset(
    {
        "draft kept",
        "draft removed",
        "export_channel_failed",
        "look_at_history",
        "look_for_earlier_referrals",
        "mark_channel_deleted",
        "see_person",
    }
)
"""Acts on Prevent that change nothing of a case."""
