"""The forms of the Channel panel and of Prevent governance, as data; they are about no one case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.channel.governance import Extent, Heading
from safermk_desktop.domain.channel.panel import Capacity, MeetingStatus
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.domain.regimes.channel_2023_lists import HEADINGS
from safermk_desktop.domain.wording import short_date
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.prevent_referral_forms import YES_NO, a_day, log_referral
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.services.channel import convening, governing, showing
from safermk_desktop.services.session import Session

CAPACITIES: Final = (
    (Capacity.CHAIR.value, "Chair, of the local authority"),
    (Capacity.DEPUTY_CHAIR.value, "Deputy chair, of the local authority"),
    (Capacity.POLICE.value, "Police"),
    (Capacity.MEMBER.value, "Member"),
)
PURPOSES: Final = ("First discussion", "Review of support", "Consent refused or withdrawn", "Review after exit")
EXTENTS: Final = (
    (Extent.FULLY.value, "Met fully"),
    (Extent.PARTLY.value, "Met partly"),
    (Extent.NOT.value, "Not met"),
)


def _referral(session: Session, _about: str) -> StepForm:
    return log_referral(session)


def _appoint(session: Session, _about: str) -> StepForm:
    return StepForm(
        title="Member of the panel",
        explain="The local authority chairs; the police say which force they are from (section 37).",
        asks=(
            Ask(name="capacity", words="&As", choices=CAPACITIES, starts=Capacity.MEMBER.value),
            Ask(name="agency", words="A&gency", missing="Type the agency."),
            Ask(name="name", words="&Name", missing="Type the name."),
            Ask(name="post", words="&Post", missing="Type the post."),
            Ask(name="force", words="Police &force, of a member of the police"),
            a_day("&Since", session.clock.today()),
        ),
        save="&Appoint the member",
        act=lambda texts, days: convening.appoint_member(
            session,
            capacity=Capacity(texts["capacity"]),
            agency=texts["agency"],
            name=texts["name"],
            post=texts["post"],
            since=days["day"],
            force=texts["force"],
        ),
    )


def _end_member(session: Session, _about: str) -> StepForm:
    today = session.clock.today()
    sitting = tuple(
        (one.id, f"{one.name}, {one.agency}") for one in convening.panel_members(session) if one.sits_on(today)
    )
    if not sitting:
        raise RecordUnknown
    return StepForm(
        title="A member leaves the panel",
        explain="",
        asks=(Ask(name="member", words="&Member", choices=sitting), a_day("&Last day", today)),
        save="&Record it",
        act=lambda texts, days: convening.end_member(session, RecordId(texts["member"]), until=days["day"]),
    )


def _plan_meeting(session: Session, _about: str) -> StepForm:
    return StepForm(
        title="Meeting of the panel",
        explain="The panel meets every month.",
        asks=(
            Ask(name="day", words="&On", missing="Type the day.", is_day=True, is_ahead=True),
            Ask(name="place", words="&Where, or by video", missing="Type where."),
        ),
        save="&Plan the meeting",
        act=lambda texts, days: convening.plan_meeting(session, held_on=days["day"], place=texts["place"]),
    )


def _put_on_agenda(session: Session, about: str) -> StepForm:
    """Of a meeting; each member of no office of the law is asked for by name: invited, or not."""
    planned = [
        one
        for one in convening.meetings(session)
        if one.id == about or (not about and one.status is MeetingStatus.PLANNED)
    ]
    cases = tuple(
        (one.case_id, f"{one.reference}, {one.state}") for one in showing.channel_cases(session) if one.is_open
    )
    if not planned or not cases:
        raise RecordUnknown
    meeting = planned[-1]
    members = [
        one
        for one in convening.panel_members(session)
        if one.sits_on(meeting.held_on) and one.capacity is Capacity.MEMBER
    ]
    invited = tuple(
        Ask(name=f"member{at}", words=f"Invite {one.agency}", choices=YES_NO, starts="yes")
        for at, one in enumerate(members)
    )
    return StepForm(
        title=f"Agenda of panel {meeting.number}, {short_date(meeting.held_on)}",
        explain="Chair, deputy and police are always invited. The others see only the cases they are invited to.",
        asks=(
            Ask(name="case", words="&Case", choices=cases),
            Ask(name="purpose", words="&Purpose", missing="Say what for.", offers=PURPOSES, starts=PURPOSES[0]),
            *invited,
        ),
        save="Put it on the &agenda",
        act=lambda texts, _days: convening.put_on_agenda(
            session,
            meeting.id,
            ChannelId(texts["case"]),
            purpose=texts["purpose"],
            invited=tuple(one.id for at, one in enumerate(members) if texts[f"member{at}"] == "yes"),
        ),
    )


def _invite_guest(session: Session, about: str) -> StepForm:
    """A professional for one item; ``about`` is the case and the item."""
    case_id, _, item_id = about.partition("/")
    return StepForm(
        title="Invite a professional",
        explain="Somebody who knows the person, for this item alone and without a vote.",
        asks=(
            Ask(name="name", words="&Name", missing="Type the name."),
            Ask(name="agency", words="A&gency", missing="Type the agency."),
            Ask(name="role", words="&Role", missing="Type the role."),
        ),
        save="&Invite",
        act=lambda texts, _days: convening.invite_guest(
            session,
            ChannelId(case_id),
            RecordId(item_id),
            name=texts["name"],
            agency=texts["agency"],
            role=texts["role"],
        ),
    )


def _add_plan_item(session: Session, about: str) -> StepForm:
    return StepForm(
        title="Action of the Prevent plan",
        explain="Training, the survey and the handbook are actions of their own.",
        asks=(
            Ask(
                name="heading",
                words="&Heading",
                choices=tuple((one.value, words) for one, words in HEADINGS.items()),
                starts=about,
            ),
            Ask(name="text", words="A&ction", missing="Write the action.", offers=governing.CATALOGUE),
            Ask(name="agency", words="Lead &agency", missing="Type the agency that leads."),
            Ask(name="role", words="&Role that leads"),
            Ask(name="day", words="&Target", missing="Type the day.", is_day=True, is_ahead=True),
        ),
        save="A&dd the action",
        act=lambda texts, days: governing.add_plan_item(
            session,
            Heading(texts["heading"]),
            text=texts["text"],
            lead_agency=texts["agency"],
            lead_role=texts["role"],
            target_on=days["day"],
        ),
    )


def _update_plan_item(session: Session, about: str) -> StepForm:
    item = next((one for one in governing.plan_items(session)[0] if one.id == about), None)
    if item is None:
        raise RecordUnknown
    return StepForm(
        title="Update an action",
        explain=item.text,
        asks=(
            a_day("&On", session.clock.today()),
            Ask(name="text", words="&Update", missing="Write the update, or that there is nothing new.", is_long=True),
        ),
        save="&Record the update",
        act=lambda texts, days: governing.update_plan_item(
            session, item.id, text=texts["text"], updated_on=days["day"]
        ),
    )


def _begin_statement(session: Session, _about: str) -> StepForm:
    year = session.clock.today().year
    return StepForm(
        title="Channel assurance statement",
        explain="The standards come as the last statement left them.",
        asks=(Ask(name="year", words="&Year", missing="Type the year.", starts=f"{year}/{(year + 1) % 100:02d}"),),
        save="&Begin the statement",
        act=lambda texts, _days: governing.begin_statement(session, year=texts["year"]),
    )


def _answer_standard(session: Session, about: str) -> StepForm:
    items = [one for view in governing.statements(session) for one in view.items if one.id == about]
    if not items:
        raise RecordUnknown
    item = items[0]
    return StepForm(
        title=f"Standard {item.number}: {item.area}",
        explain=item.standard,
        asks=(
            Ask(name="extent", words="How &far it is met", choices=EXTENTS, starts=item.extent),
            Ask(name="evidence", words="&Evidence", missing="Write it.", starts=item.evidence, is_long=True),
            Ask(name="improvement", words="&Improvement, where it is not fully met", starts=item.improvement),
            Ask(name="owner", words="&Owner", starts=item.owner),
            Ask(name="day", words="&By", is_day=True, is_ahead=True),
        ),
        save="&Answer the standard",
        act=lambda texts, days: governing.answer_standard(
            session,
            item.id,
            extent=Extent(texts["extent"]),
            evidence=texts["evidence"],
            improvement=texts["improvement"],
            owner=texts["owner"],
            due_on=days.get("day", item.due_on),
        ),
    )


def _sign_statement(session: Session, about: str) -> StepForm:
    return StepForm(
        title="Sign the statement",
        explain="After that nothing in it can be changed.",
        asks=(Ask(name="by", words="&Who signs", missing="Type who signs."),),
        save="&Sign it",
        act=lambda texts, _days: governing.sign_statement(session, RecordId(about), signed_by=texts["by"]),
    )


def _compare_tracker(session: Session, _about: str) -> StepForm:
    def act(texts: Mapping[str, str], days: Mapping[str, date]) -> object:
        return governing.compare_tracker(session, checked_on=days["day"], listed=tuple(texts["listed"].split()))

    return StepForm(
        title="Compare with the national tracker",
        explain="By reference number alone. The tracker stays the system of record.",
        asks=(
            a_day("Compared &on", session.clock.today()),
            Ask(
                name="listed",
                words="&Numbers in the tracker, one a line",
                missing="Type or paste the numbers.",
                is_long=True,
            ),
        ),
        save="&Compare",
        act=act,
    )


PANEL_FORMS: Final[Mapping[str, Callable[[Session, str], StepForm]]] = MappingProxyType(
    {
        "log_referral": _referral,
        "appoint_member": _appoint,
        "end_member": _end_member,
        "plan_meeting": _plan_meeting,
        "put_on_agenda": _put_on_agenda,
        "invite_guest": _invite_guest,
        "add_plan_item": _add_plan_item,
        "update_plan_item": _update_plan_item,
        "begin_statement": _begin_statement,
        "answer_standard": _answer_standard,
        "sign_statement": _sign_statement,
        "compare_tracker": _compare_tracker,
    }
)
"""The form of each act that is about no one case, by the act."""
