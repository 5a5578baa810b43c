"""The forms of how an action of the Prevent plan moves and ends, and of the panel's settings, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.regimes.channel_2023_lists import HEADINGS, SETTING_WORDS, SETTINGS
from safermk_desktop.errors import EntryInvalid, RecordUnknown
from safermk_desktop.presentation.dialogs.prevent_referral_forms import a_day
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.services.channel import governing, papering
from safermk_desktop.services.session import Session

_REASON: Final = Ask(name="reason", words="&Reason", missing="Write the reason.", is_long=True)
_APPROVER: Final = Ask(name="approver", words="A&pproved by", missing="Type who approved it.")


def _which(session: Session, about: str) -> Ask:
    """The action, of those that are not finished. Raises ``RecordUnknown`` where there is none."""
    items = [one for one in governing.plan_items(session)[0] if not one.is_finished]
    if not items:
        raise RecordUnknown
    choices = tuple((one.id, f"{HEADINGS[one.heading]} {one.number}: {one.text}") for one in items)
    return Ask(name="action", words="&Action", choices=choices, starts=about)


def _revise(session: Session, about: str) -> StepForm:
    return StepForm(
        title="Move the date of an action",
        explain="The first date stays on record; a date moved twice turns the action red.",
        asks=(
            _which(session, about),
            Ask(name="day", words="&New date", missing="Type the day.", is_day=True, is_ahead=True),
            _REASON,
            _APPROVER,
        ),
        save="&Move the date",
        act=lambda texts, days: governing.revise_plan_item(
            session,
            RecordId(texts["action"]),
            target_on=days["day"],
            reason=texts["reason"],
            approver=texts["approver"],
        ),
    )


def _complete(session: Session, about: str) -> StepForm:
    return StepForm(
        title="Complete an action",
        explain="Done is one thing and the outcome another; somebody else verifies both.",
        asks=(
            _which(session, about),
            a_day("Completed &on", session.clock.today()),
            Ask(name="outcome", words="What &changed", missing="Write what changed.", is_long=True),
            Ask(name="evidence", words="&Evidence", missing="Write the evidence.", is_long=True),
            Ask(name="by", words="&Verified by", missing="Type who verified it."),
        ),
        save="Co&mplete the action",
        act=lambda texts, days: governing.end_plan_item(
            session,
            RecordId(texts["action"]),
            on=days["day"],
            outcome=texts["outcome"],
            evidence=texts["evidence"],
            verified_by=texts["by"],
        ),
    )


def _abandon(session: Session, about: str) -> StepForm:
    return StepForm(
        title="Close an action without completion",
        explain="",
        asks=(_which(session, about), _REASON, _APPROVER),
        save="&Close the action",
        act=lambda texts, _days: governing.abandon_plan_item(
            session, RecordId(texts["action"]), reason=texts["reason"], approver=texts["approver"]
        ),
    )


def _setting(session: Session, about: str) -> StepForm:
    if about not in SETTINGS:
        raise RecordUnknown
    name, unit = SETTING_WORDS[about]

    def act(texts: Mapping[str, str], _days: Mapping[str, date]) -> object:
        typed = texts["number"]
        if not (typed.isascii() and typed.isdecimal()):
            raise EntryInvalid("Type a whole number, such as 35.")
        return governing.set_prevent_setting(session, about, int(typed))

    return StepForm(
        title=name,
        explain=f"Until the panel sets it: {SETTINGS[about]} {unit}. It is local practice, and counts for every case.",
        asks=(
            Ask(
                name="number",
                words=f"&Number of {unit.split(' after')[0]}",
                missing="Type a whole number.",
                starts=str(governing.prevent_settings(session)[about]),
            ),
        ),
        save="&Set it",
        act=act,
    )


def _concerns(session: Session, _about: str) -> StepForm:
    return StepForm(
        title="Types of concern",
        explain="As the national tracker has them now. A case keeps the type it was logged under.",
        asks=(
            Ask(
                name="listed",
                words="&Types, one a line",
                missing="Write at least one.",
                starts="\n".join(governing.concerns(session)),
                is_long=True,
            ),
        ),
        save="&Set them",
        act=lambda texts, _days: governing.set_concerns(session, tuple(texts["listed"].splitlines())),
    )


def _statement_in_word(session: Session, about: str) -> StepForm:
    view = next((one for one in governing.statements(session) if one.statement.id == about), None)
    if view is None:
        raise RecordUnknown
    left = f"{len(view.open_items)} of {len(view.items)} standards are not answered yet. " if view.open_items else ""
    return StepForm(
        title=f"Assurance statement {view.statement.year} in Word",
        explain=f"{left}It is kept with the papers of Prevent, from where it can be given.",
        asks=(),
        save="&Write it",
        act=lambda _texts, _days: papering.write_assurance(session, view.statement.id),
    )


PLAN_FORMS: Final[Mapping[str, Callable[[Session, str], StepForm]]] = MappingProxyType(
    {
        "revise_plan_item": _revise,
        "end_plan_item": _complete,
        "abandon_plan_item": _abandon,
        "set_prevent_setting": _setting,
        "set_concerns": _concerns,
        "write_assurance": _statement_in_word,
    }
)
"""The form of each act on the plan and the settings, by the act."""
