"""The forms of what is put right or added on a Channel case, as data: the person, an action, a hold that ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.regimes.channel_2023_lists import ETHNICITIES, SEXES
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.prevent_referral_forms import listed
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.services.channel import leaving, referring, voting
from safermk_desktop.services.channel.showing import ChannelOverview
from safermk_desktop.services.session import Session

_KEPT: Final = (
    Ask(name="names", words="&Names, after commas"),
    Ask(name="born", words="&Date of birth", is_day=True),
    Ask(name="sex", words="Sex", offers=SEXES),
    Ask(name="ethnicity", words="Ethnicity", offers=ETHNICITIES),
    Ask(name="address", words="Address"),
    Ask(name="occupation", words="School or work"),
    Ask(name="language", words="Language"),
    Ask(name="carers", words="Parents or carers, after commas"),
    Ask(name="family", words="Is the family aware, and of what"),
)
"""What may be put right of the person, each empty at first."""


def correct_person(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """What is kept of the person, put right without showing it: what is left empty stays."""
    person = view.file.person

    def act(texts: Mapping[str, str], days: Mapping[str, date]) -> object:
        return referring.correct_person(
            session,
            view.file.case.case_id,
            replace(
                person,
                names=listed(texts["names"]) or person.names,
                published=texts["published"],
                born_on=days.get("born", person.born_on),
                sex=texts["sex"] or person.sex,
                ethnicity=texts["ethnicity"] or person.ethnicity,
                address=texts["address"] or person.address,
                occupation=texts["occupation"] or person.occupation,
                language=texts["language"] or person.language,
                carers=listed(texts["carers"]) or person.carers,
                family_aware=texts["family"] or person.family_aware,
            ),
        )

    return StepForm(
        title="Correct who the person is",
        explain="What is left empty stays as it is. Show who it is says what is kept, on the record.",
        asks=(
            Ask(
                name="published",
                words="What &stands for the name",
                missing="Type what stands for the name, such as Person K.",
                starts=person.published,
            ),
            *_KEPT,
        ),
        save="&Correct it",
        act=act,
    )


def add_case_action(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """A further action of the meeting that last decided on the case."""
    decided = view.last_decision
    if decided is None:
        raise RecordUnknown
    return StepForm(
        title="Add an action to the minutes",
        explain=f"Of the meeting of {long_date(decided.decided_on)}.",
        asks=(
            Ask(name="text", words="&Action", missing="Write the action.", is_long=True),
            Ask(name="owner", words="&Owner", missing="Type who does it."),
            Ask(name="agency", words="A&gency", missing="Type the agency."),
            Ask(name="day", words="&By", missing="Type the day.", is_day=True, is_ahead=True),
        ),
        save="A&dd the action",
        act=lambda texts, days: voting.add_case_action(
            session,
            view.file.case.case_id,
            decided.meeting_id,
            voting.NewAction(text=texts["text"], owner=texts["owner"], agency=texts["agency"], due_on=days["day"]),
        ),
    )


def lift_hold(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """A hold that is needed no more."""
    held = tuple(
        (one.id, f"{one.reason.value.replace('_', ' ').capitalize()}, since {long_date(one.placed_on)}")
        for one in view.file.holds
        if one.lifted_on is None
    )
    if not held:
        raise RecordUnknown
    return StepForm(
        title="Lift a hold on disposal",
        explain="The case can then be disposed of when its retention ends.",
        asks=(Ask(name="hold", words="&Hold", choices=held),),
        save="&Lift it",
        act=lambda texts, _days: leaving.lift_retention_hold(session, view.file.case.case_id, RecordId(texts["hold"])),
    )
