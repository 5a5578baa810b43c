"""The forms of the panel's work, as data: independence, declarations, substitutes, meetings, quorum, expertise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.panel import PanelMember, PanelRole
from safermk_desktop.domain.panel_work import Presence, QuorumRule
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.terms import CHARACTERISTICS
from safermk_desktop.errors import EntryInvalid, RecordUnknown
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import organisations, panel_work
from safermk_desktop.services.casefiles import regime_of
from safermk_desktop.services.session import Session

PanelMaker = Callable[[Session, CaseFile, str], StepForm]

YES_NO: Final = (("yes", "Yes"), ("no", "No"))
PRESENCES: Final = (
    (Presence.PRESENT.value, "Present"),
    (Presence.SUBSTITUTE.value, "Substitute came"),
    (Presence.APOLOGIES.value, "Apologies"),
    (Presence.ABSENT.value, "Absent"),
)
QUORUMS: Final = (
    (QuorumRule.HALF_OF_AGENCIES.value, "The chair and half of the agencies"),
    (QuorumRule.NUMBER.value, "A number, with the chair"),
    (QuorumRule.NOT_SET.value, "Not set"),
)


def _check_chair(session: Session, file: CaseFile, _about: str) -> StepForm:
    check = file.panel.check_of(file.chair.id) if file.chair else None
    held = check.evidence() if check else {}
    criteria = regime_of(file.case).chair_criteria
    asks = [
        Ask(name=item.id, words=f"{number}. {item.question}", starts=held.get(item.id, ""), is_long=True)
        for number, item in enumerate(criteria, 1)
    ]
    return StepForm(
        title="Independence of the chair",
        explain=(
            f"{criteria[0].source}. Write the evidence for each; the gate stays closed while one has none. "
            "Past employment is declared by itself, with its dates."
        ),
        asks=(*asks, _day("Checked &on", session.clock.today())),
        save="&Save the checklist",
        act=lambda texts, days: panel_work.check_chair(
            session,
            file.case.case_id,
            checked_on=days["day"],
            evidence={item.id: texts[item.id] for item in criteria},
        ),
    )


def _employment(session: Session, file: CaseFile, _about: str) -> StepForm:
    return StepForm(
        title="Past employment of the chair",
        explain="What the chair declares, with its dates. Employment that goes on with an agency here closes the gate.",
        asks=(
            Ask(
                name="organisation",
                words="&Organisation",
                missing="Choose or type the organisation.",
                offers=[one.name for one in organisations.directory(session).organisations],
            ),
            Ask(name="post", words="&Post", missing="Type the post."),
            Ask(name="since", words="&From", missing="Type the first day.", is_day=True),
            Ask(name="until", words="&Until (leave empty where it goes on)", is_day=True),
        ),
        save="&Declare it",
        act=lambda texts, days: panel_work.declare_employment(
            session,
            file.case.case_id,
            organisation=texts["organisation"],
            post=texts["post"],
            since=days["since"],
            until=days.get("until"),
        ),
    )


def _declaration(session: Session, file: CaseFile, about: str) -> StepForm:
    member = _of(file, about)
    said = file.panel.declared(member.id)
    return StepForm(
        title=f"Declaration of {member.name}",
        explain=f"{member.post}, {member.organisation}.",
        asks=(
            Ask(
                name="independent",
                words="Had &no part in the case and no contact with the family",
                choices=YES_NO,
                starts="no" if said and not said.is_independent else "yes",
            ),
            Ask(
                name="manages",
                words="&Manages nobody who had",
                choices=YES_NO,
                starts="no" if said and not said.manages_no_one else "yes",
            ),
            Ask(name="words", words="In the member's own &words", starts=said.words if said else "", is_long=True),
            _day("Declared &on", session.clock.today()),
        ),
        save="&Record the declaration",
        act=lambda texts, days: panel_work.declare(
            session,
            file.case.case_id,
            member.id,
            declared_on=days["day"],
            is_independent=texts["independent"] == "yes",
            manages_no_one=texts["manages"] == "yes",
            words=texts["words"],
        ),
    )


def _substitute(session: Session, file: CaseFile, about: str) -> StepForm:
    member = _of(file, about)
    held = panel_work.substitute_on(file, member.id, session.clock.today())
    now = f" Now: {held.name}, {held.post}." if held else ""
    return StepForm(
        title=f"Substitute for {member.name}",
        explain=f"Who sits when the member cannot, of the same organisation.{now}",
        asks=(
            Ask(name="name", words="&Name", missing="Type the name."),
            Ask(name="post", words="&Post", missing="Type the post."),
            _day("From", session.clock.today()),
        ),
        save="&Name the substitute",
        act=lambda texts, days: panel_work.name_substitute(
            session, file.case.case_id, member.id, name=texts["name"], post=texts["post"], since=days["day"]
        ),
    )


def _meeting(session: Session, file: CaseFile, _about: str) -> StepForm:
    """Who may be asked for depends on the day; who sits today is offered, and the service looks at the day typed."""
    today = session.clock.today()
    sitting = [one for one in file.members if one.left_on is None or one.left_on > today]
    asks = [
        Ask(name=f"member{number}", words=f"{one.name}, {one.organisation or 'independent chair'}", choices=PRESENCES)
        for number, one in enumerate(sitting)
    ]

    def act(texts: Mapping[str, str], days: Mapping[str, date]) -> object:
        said = {one.id: Presence(texts[f"member{number}"]) for number, one in enumerate(sitting)}
        due = panel_work.sitting_on(file, days["day"])
        return panel_work.record_meeting(
            session,
            file.case.case_id,
            held_on=days["day"],
            place=texts["place"],
            attendance={one.id: said.get(one.id, Presence.ABSENT) for one in due},
            note=texts["note"],
        )

    return StepForm(
        title="Record a panel meeting",
        explain="Who came. Members who joined after the day of the meeting are left out.",
        asks=(
            _day("Held &on", today),
            Ask(name="place", words="&Where, or by video", missing="Type where it was held."),
            *asks,
            Ask(name="note", words="&Note", is_long=True),
        ),
        save="&Record the meeting",
        act=act,
    )


def _quorum(session: Session, file: CaseFile, _about: str) -> StepForm:
    held = file.panel.quorum
    return StepForm(
        title="Quorum of the panel",
        explain="No law sets one. What is chosen here is local practice and is printed as such.",
        asks=(
            Ask(name="rule", words="A meeting is &quorate with", choices=QUORUMS, starts=held.rule if held else ""),
            Ask(name="number", words="The n&umber, where it is one", starts=str(held.number or "") if held else ""),
            Ask(name="reason", words="&Why, and where it was decided", missing="Say why.", is_long=True),
            Ask(name="by", words="&Decided by", missing="Type who decided it."),
        ),
        save="&Set the quorum",
        act=lambda texts, _days: panel_work.set_quorum(
            session,
            file.case.case_id,
            rule=QuorumRule(texts["rule"]),
            number=_number(texts["number"]) if texts["rule"] == QuorumRule.NUMBER else 0,
            reason=texts["reason"],
            set_by=texts["by"],
        ),
    )


def _expertise(session: Session, file: CaseFile, _about: str) -> StepForm:
    return StepForm(
        title="Require expertise on a protected characteristic",
        explain="The panel needs a seat that brings it. The gate stays closed until the seat is filled or settled.",
        asks=(
            Ask(name="characteristic", words="Protected &characteristic", choices=tuple(CHARACTERISTICS.items())),
            Ask(
                name="kind",
                words="&Seat that brings it",
                missing="Choose or type the kind of organisation.",
                offers=[seat.agency_kind for seat in file.seats],
            ),
            Ask(name="reason", words="&Why this review needs it", missing="Say why.", is_long=True),
            Ask(name="source", words="Who asked for &it, and where", missing="Say who asked for it."),
        ),
        save="&Require the seat",
        act=lambda texts, _days: panel_work.require_expertise(
            session,
            file.case.case_id,
            characteristic=texts["characteristic"],
            agency_kind=texts["kind"],
            reason=texts["reason"],
            source=texts["source"],
        ),
    )


def _day(words: str, today: date) -> Ask:
    return Ask(name="day", words=words, missing="Type the day.", is_day=True, starts=day_text(today))


def _of(file: CaseFile, member_id: str) -> PanelMember:
    found = next((one for one in file.members if one.id == RecordId(member_id)), None)
    if found is None or found.role is not PanelRole.MEMBER:
        raise RecordUnknown
    return found


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 4):
        raise EntryInvalid("Type the number in digits.")
    return int(text)


PANEL_FORMS: Final[Mapping[str, PanelMaker]] = MappingProxyType(
    {
        "check_chair": _check_chair,
        "declare_employment": _employment,
        "declaration": _declaration,
        "substitute": _substitute,
        "meeting": _meeting,
        "quorum": _quorum,
        "expertise": _expertise,
    }
)
"""By the act. Declarations and substitutes are about a member."""
