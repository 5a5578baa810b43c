"""The forms of how a Channel case begins, as data: referral, particulars, gateway, partners, section 36, history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.channel.referral import Decider, GatewayAnswer, ReturnState
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.domain.regimes.channel_2023_lists import ETHNICITIES, NEEDS, PROMPTS, SECTORS, SEXES
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm, as_choices
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services.channel import gatewaying, governing, referring, showing
from safermk_desktop.services.channel.showing import ChannelOverview
from safermk_desktop.services.session import Session

YES_NO: Final = (("no", "No"), ("yes", "Yes"))
ANSWERS: Final = (
    (GatewayAnswer.PROGRESS.value, "No counter-terrorism concern for the police alone: Channel goes on"),
    (GatewayAnswer.NO_CONCERN.value, "No concern for Channel: not suitable"),
    (GatewayAnswer.POLICE_LED.value, "The police lead"),
    (GatewayAnswer.NOT_PROGRESSED.value, "Not progressed"),
)
RETURNS: Final = (
    (ReturnState.RECEIVED.value, "The return is in"),
    (ReturnState.NOTHING_HELD.value, "The partner holds nothing"),
    (ReturnState.CHASED.value, "Chased, and not waited for any longer"),
)
DECIDERS: Final = (
    (Decider.LOCAL_AUTHORITY.value, "The local authority"),
    (Decider.POLICE.value, "A chief officer of police"),
)


def a_day(words: str, today: date, *, name: str = "day") -> Ask:
    """A day that must be typed, with today in it."""
    return Ask(name=name, words=words, missing="Type the day.", is_day=True, starts=day_text(today))


def log_referral(session: Session) -> StepForm:
    """What a new referral asks for: the essentials first, who the person is next, the prompts last (domain 6.1)."""
    same = tuple((row.case_id, row.reference) for row in showing.channel_cases(session))
    return StepForm(
        title="New referral",
        explain=(
            "The essentials come first; what is not known yet is left empty and corrected later. Where somebody is in "
            "danger now, ring 999 before you write."
        ),
        asks=(*_essentials(session, same), *_person(), *_prompts()),
        save="&Log the referral",
        act=lambda texts, days: referring.log_referral(session, new_referral(texts, days)),
    )


def _essentials(session: Session, same: tuple[tuple[ChannelId, str], ...]) -> tuple[Ask, ...]:
    today = session.clock.today()
    return (
        Ask(name="reference", words="&Reference of the panel, never a name", missing="Type one, such as CH-2026-07."),
        a_day("Re&ceived on", today, name="received"),
        Ask(name="names", words="&Name of the person, other names after commas", missing="Type the name."),
        Ask(
            name="published",
            words="What &stands for the name on every screen",
            missing="Type what stands for the name, such as Person K.",
        ),
        Ask(name="born", words="&Date of birth: it decides who consents", is_day=True),
        Ask(name="same", words="&Referred before as", choices=(("", "Not known to have been referred"), *same)),
        Ask(name="sector", words="Sector that r&efers", choices=as_choices(SECTORS)),
        Ask(name="agency", words="Referring &agency", missing="Type the agency that refers."),
        Ask(name="referrer", words="Referrer's name"),
        Ask(name="role", words="Referrer's role"),
        Ask(name="concern", words="&Concern: what, when, where, how it is known", missing="Write it.", is_long=True),
        Ask(name="kind", words="&Type of concern", choices=as_choices(governing.concerns(session))),
        Ask(name="risk", words="Somebody is in danger &now", choices=YES_NO),
        Ask(name="safeguarding", words="Safe&guarding referral made beside this one"),
        Ask(
            name="area",
            words="Area where the person &lives",
            missing="Type the area.",
            starts=session.partnership.area,
        ),
        Ask(name="force", words="Police &force for that area (section 37(3))"),
        Ask(name="lead", words="&Who leads", missing="Type who leads.", starts=session.person),
        Ask(name="tracker", words="Number in the national &tracker"),
    )


def _person() -> tuple[Ask, ...]:
    return (
        Ask(name="contact", words="How the referrer is reached"),
        Ask(name="consulted", words="Somebody aware of the process was consulted", choices=YES_NO),
        Ask(name="sex", words="Sex", offers=SEXES),
        Ask(name="ethnicity", words="Ethnicity", offers=ETHNICITIES),
        Ask(name="nationality", words="Nationality"),
        Ask(name="faith", words="Faith, if it matters here"),
        Ask(name="address", words="Address"),
        Ask(name="occupation", words="School or work"),
        Ask(name="language", words="Language"),
        Ask(name="interpreter", words="Interpreter"),
        Ask(name="carers", words="Parents or carers, after commas"),
        Ask(name="children", words="Children in the household, after commas"),
        Ask(name="family", words="Is the family aware, and of what"),
        Ask(name="needs", words="Needs known", offers=NEEDS),
        Ask(name="source", words="Form or reference it came under", starts="National referral form"),
    )


def _prompts() -> tuple[Ask, ...]:
    return tuple(Ask(name=f"prompt{number}", words=one) for number, one in enumerate(PROMPTS))


def new_referral(texts: Mapping[str, str], days: Mapping[str, date]) -> referring.NewReferral:
    """What was typed."""
    answers = [f"{one}: {texts[f'prompt{at}']}" for at, one in enumerate(PROMPTS) if texts[f"prompt{at}"]]
    return referring.NewReferral(
        reference=texts["reference"],
        published=texts["published"],
        names=listed(texts["names"]),
        received_on=days["received"],
        sector=texts["sector"],
        referrer_agency=texts["agency"],
        referrer_name=texts["referrer"],
        referrer_role=texts["role"],
        concern=texts["concern"],
        concern_type=texts["kind"],
        residence_area=texts["area"],
        residence_force=texts["force"],
        lead=texts["lead"],
        referrer_contact=texts["contact"],
        person_consulted=texts["consulted"] == "yes",
        born_on=days.get("born"),
        sex=texts["sex"],
        ethnicity=texts["ethnicity"],
        nationality=texts["nationality"],
        faith=texts["faith"],
        address=texts["address"],
        occupation=texts["occupation"],
        language=texts["language"],
        interpreter=texts["interpreter"],
        carers=listed(texts["carers"]),
        household_children=listed(texts["children"]),
        family_aware=texts["family"],
        needs=listed(texts["needs"]),
        prompts=tuple(answers),
        immediate_risk=texts["risk"] == "yes",
        safeguarding=texts["safeguarding"],
        source=texts["source"],
        tracker_reference=texts["tracker"],
        same_as=ChannelId(texts["same"]),
    )


def listed(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(one.strip() for one in text.split(",") if one.strip())


def particulars(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """The tracker's number, where the person lives, and who leads."""
    case = view.file.case
    return StepForm(
        title="Particulars of the case",
        explain="The police force decides who must be in the room when the person is discussed.",
        asks=(
            Ask(name="tracker", words="Number in the national &tracker", starts=case.tracker_reference),
            Ask(name="area", words="&Area", missing="Type the area.", starts=case.residence_area),
            Ask(name="force", words="Police &force for that area", starts=case.residence_force),
            Ask(name="lead", words="&Who leads", missing="Type who leads.", starts=case.lead),
        ),
        save="&Save",
        act=lambda texts, _days: referring.set_particulars(
            session,
            case.case_id,
            tracker_reference=texts["tracker"],
            residence_area=texts["area"],
            residence_force=texts["force"],
            lead=texts["lead"],
        ),
    )


def record_fact(session: Session, view: ChannelOverview, about: str) -> StepForm:
    """Something that happened on a day; ``about`` is its kind, or empty where it is chosen."""
    facts = view.course.facts
    sentence = next((one.sentence for one in facts if one.kind == about), "")
    kinds = tuple((one.kind, one.sentence) for one in facts)
    chosen = () if sentence else (Ask(name="kind", words="&What", choices=kinds),)
    return StepForm(
        title="Record a dated fact",
        explain=sentence,
        asks=(
            *chosen,
            a_day("&On", session.clock.today()),
            Ask(name="detail", words="&What was found or done", missing="Write what was found or done.", is_long=True),
        ),
        save="&Record it",
        act=lambda texts, days: referring.record_channel_fact(
            session,
            view.file.case.case_id,
            kind=texts.get("kind", about),
            happened_on=days["day"],
            detail=texts["detail"],
        ),
    )


def record_gateway(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """What the police answered."""
    return StepForm(
        title="Police gateway",
        explain="The police may change their view at any later point. Of a live matter nothing more is kept than that.",
        asks=(
            Ask(name="answer", words="&Answer", choices=ANSWERS),
            a_day("Answered &on", session.clock.today()),
            Ask(name="note", words="&Note; no intelligence, and none where it is not progressed", is_long=True),
        ),
        save="&Record the answer",
        act=lambda texts, days: gatewaying.record_gateway(
            session,
            view.file.case.case_id,
            answer=GatewayAnswer(texts["answer"]),
            answered_on=days["day"],
            note=texts["note"],
        ),
    )


def ask_partner(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """A partner asked for what it knows."""
    return StepForm(
        title="Ask a partner",
        explain="Partners of Schedule 7 cooperate where appropriate; data protection law limits it (section 38).",
        asks=(
            Ask(name="organisation", words="&Partner", missing="Type the partner's name."),
            a_day("Asked &on", session.clock.today()),
            Ask(name="due", words="Answer &by; ten working days where left empty", is_day=True, is_ahead=True),
            Ask(name="note", words="&What was asked for", is_long=True),
        ),
        save="&Record the request",
        act=lambda texts, days: gatewaying.ask_partner(
            session,
            view.file.case.case_id,
            organisation=texts["organisation"],
            asked_on=days["day"],
            due_on=days.get("due"),
            note=texts["note"],
        ),
    )


def settle_return(session: Session, view: ChannelOverview, about: str) -> StepForm:
    """What came of a request; ``about`` is its id, or empty for the first one that waits."""
    waiting = [one for one in view.file.requests if one.state is ReturnState.ASKED]
    found = [one for one in view.file.requests if one.id == RecordId(about)] or waiting
    if not found:
        raise RecordUnknown
    return StepForm(
        title=f"Return of {found[0].organisation}",
        explain=f"Asked for on {long_date(found[0].asked_on)}, by {long_date(found[0].due_on)}.",
        asks=(
            Ask(name="state", words="&What came of it", choices=RETURNS),
            a_day("&On", session.clock.today()),
            Ask(name="note", words="&Note", is_long=True),
        ),
        save="&Record it",
        act=lambda texts, days: gatewaying.settle_return(
            session,
            view.file.case.case_id,
            found[0].id,
            state=ReturnState(texts["state"]),
            on=days["day"],
            note=texts["note"],
        ),
    )


def decide_section36(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """Whether there are reasonable grounds."""
    return StepForm(
        title="Decision of section 36",
        explain="Are there reasonable grounds to believe that the person is vulnerable to being drawn into terrorism?",
        asks=(
            Ask(
                name="reasonable",
                words="Reasonable &grounds",
                missing="Say whether there are reasonable grounds.",
                choices=(("", "Not said yet"), ("yes", "Yes"), ("no", "No")),
            ),
            Ask(name="decider", words="Decided b&y", choices=DECIDERS),
            Ask(name="by", words="&Who decided", missing="Type who decided.", starts=session.person),
            a_day("Decided &on", session.clock.today()),
            Ask(name="grounds", words="&Why", missing="Write the grounds.", is_long=True),
        ),
        save="&Record the decision",
        act=lambda texts, days: gatewaying.decide_section36(
            session,
            view.file.case.case_id,
            decided_on=days["day"],
            decider=Decider(texts["decider"]),
            decided_by=texts["by"],
            is_reasonable=texts["reasonable"] == "yes",
            grounds=texts["grounds"],
        ),
    )


def look_at_history(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """The whole history of a person referred again, in full, and what the chair makes of it."""
    earlier = [showing.channel_overview(session, one.case_id).file for one in view.file.earlier]
    return StepForm(
        title="The whole history of the person",
        explain="\n\n".join(history_of(one) for one in earlier),
        asks=(Ask(name="words", words="&What the history says", missing="Write what the history says.", is_long=True),),
        save="&Record that the chair looked",
        act=lambda texts, _days: referring.look_at_history(session, view.file.case.case_id, words=texts["words"]),
    )


def history_of(file: ChannelFile) -> str:
    """One earlier referral in sentences: what was the concern, what became of it and why."""
    case = file.case
    said = [f"{case.reference}, referred on {long_date(case.opened_on)}, referral {case.referral_number}."]
    if file.referral:
        said.append(f"Concern ({file.referral.concern_type}), from {file.referral.sector}: {file.referral.concern}")
    said += [
        f"Police gateway, {long_date(one.answered_on)}: {one.answer.value.replace('_', ' ')}." for one in file.gateway
    ]
    said += [f"Section 36, {long_date(one.decided_on)}: {one.grounds}" for one in file.section36]
    said += [
        f"Panel, {long_date(one.decided_on)}: {one.outcome.value.replace('_', ' ')}. {one.reasons}"
        for one in file.decisions
    ]
    said += [f"Left on {long_date(one.exited_on)}: {one.closing_report}" for one in file.exits]
    if case.closed_on:
        said.append(f"Closed on {long_date(case.closed_on)}.")
    return "\n".join(said)


def see_person(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """Who the person is, for a reason that the log keeps."""
    return StepForm(
        title="Who the person is",
        explain="The look is on the record with its reason.",
        asks=(Ask(name="reason", words="&Reason", missing="Say why you look.", is_long=True),),
        save="&Look",
        act=lambda texts, _days: referring.see_person(session, view.file.case.case_id, reason=texts["reason"]),
    )


def known_before(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """Other cases of whoever has one of the person's names or the date of birth."""
    person, own = view.file.person, view.file.case.case_id

    def act(_texts: Mapping[str, str], _days: Mapping[str, date]) -> object:
        known = referring.known_before(session, person.names, person.born_on)
        others = (one for one in known if one.case_id != own)
        return "\n".join(f"{one.reference}, {long_date(one.opened_on)}: {one.why}." for one in others)

    return StepForm(
        title="Look for earlier referrals",
        explain="By name and date of birth, over all cases. The look is on the record.",
        asks=(),
        save="&Look",
        act=act,
    )


def join_person(session: Session, view: ChannelOverview, _about: str) -> StepForm:
    """The case is of the same person as another one."""
    own = view.file.case.case_id
    others = tuple((row.case_id, row.reference) for row in showing.channel_cases(session) if row.case_id != own)
    if not others:
        raise RecordUnknown
    return StepForm(
        title="The same person as in another case",
        explain="From then on it counts as a further referral, and the chair looks at the whole history.",
        asks=(Ask(name="other", words="&Case", choices=others),),
        save="&Join them",
        act=lambda texts, _days: referring.join_person(session, own, ChannelId(texts["other"])),
    )
