"""The acts on the family: what is refused, that names stay in the register, and that no override passes its gate."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import Outcome
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.family import (
    ContactMethod,
    ContactOutcome,
    FamilyPerson,
    Matter,
    Relation,
    is_anniversary,
)
from safermk_desktop.domain.family_conditions import FAMILY_FACTS
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, GateClosed
from safermk_desktop.services import cases, family, identities, queries
from safermk_desktop.services.session import Session

DAY = date(2026, 3, 2)


def enter(session: Session, case_id: CaseId, relation: Relation = Relation.PARENT, approach: str = "") -> RecordId:
    return family.put_person(session, case_id, relation=relation, pseudonym="the mother", approach=approach)


def contact(
    session: Session,
    case_id: CaseId,
    person: RecordId,
    *,
    matter: Matter = Matter.DECISION,
    outcome: ContactOutcome = ContactOutcome.REACHED,
    words: str = "",
    place: str = "",
) -> RecordId:
    return family.record_contact(
        session,
        case_id,
        person,
        matter=matter,
        happened_on=DAY,
        by_whom="Chair",
        method=ContactMethod.LETTER,
        outcome=outcome,
        words=words,
        place=place,
    )


def at_the_home_office(session: Session, case_id: CaseId) -> None:
    """A review is held and the Home Office is to be told: the family is to be told too."""
    cases.record_decision(
        session,
        case_id,
        outcome=Outcome.REVIEW,
        decided_on=DAY,
        decided_by="Chair",
        reasons="Met",
        source="Meeting",
    )
    for _ in range(3):
        cases.advance(session, case_id, reason="Test", approver="Chair")


def test_no_override_passes_the_family_and_a_contact_or_a_reason_opens_the_way(
    session: Session, case_id: CaseId
) -> None:
    at_the_home_office(session, case_id)
    assert queries.overview(session, case_id).state.id == "D3"
    assert not queries.overview(session, case_id).may_override
    with pytest.raises(GateClosed, match="family was told"):
        cases.advance(session, case_id, reason="Urgent", approver="Chair")
    person = enter(session, case_id)
    contact(session, case_id, person, outcome=ContactOutcome.NO_ANSWER)
    with pytest.raises(GateClosed, match="tried 1 time"):
        cases.advance(session, case_id, reason="Urgent", approver="Chair")
    family.record_reason(session, case_id, matter=Matter.DECISION, reason="Nobody could be reached by four letters.")
    with pytest.raises(GateClosed, match="leaflet"):
        cases.advance(session, case_id, reason="Urgent", approver="Chair")
    contact(session, case_id, person, matter=Matter.LEAFLET)
    assert queries.overview(session, case_id).may_override
    assert cases.advance(session, case_id, reason="Urgent", approver="Chair") == "Commissioned"


@pytest.mark.parametrize("kind", sorted(FAMILY_FACTS))
def test_a_bare_date_is_no_record_of_the_family(session: Session, case_id: CaseId, kind: str) -> None:
    with pytest.raises(EntryInvalid, match="recorded with the family"):
        cases.record_fact(session, case_id, kind=kind, happened_on=DAY, detail="Done")
    assert not queries.case_file(session, case_id).facts


def test_names_stand_in_the_register_alone(session: Session, case_id: CaseId) -> None:
    identities.put_identity(
        session, case_id, kind="person", role="family", names=("Beryl Trevanick",), replacement="the mother"
    )
    with pytest.raises(EntryInvalid) as told:
        family.put_person(session, case_id, relation=Relation.PARENT, pseudonym="Beryl Trevanick")
    assert "Trevanick" not in str(told.value)
    person = enter(session, case_id)
    refused = (
        lambda: contact(session, case_id, person, words="Spoke to Beryl Trevanick."),
        lambda: family.record_reason(session, case_id, matter=Matter.TERMS, reason="Beryl Trevanick is ill."),
        lambda: family.record_comment(
            session, case_id, person, about=Matter.TERMS, received_on=DAY, text="Beryl Trevanick said so."
        ),
    )
    for act in refused:
        with pytest.raises(EntryInvalid):
            act()
    assert queries.case_file(session, case_id).family.contacts == ()


def test_a_person_of_the_register_has_its_published_form(session: Session, case_id: CaseId) -> None:
    entry = identities.put_identity(
        session, case_id, kind="person", role="family", names=("Beryl Trevanick",), replacement="Adult B"
    )
    family.put_person(session, case_id, relation=Relation.PARENT, entry_id=entry)
    (person,) = queries.case_file(session, case_id).family.people
    assert isinstance(person, FamilyPerson)
    assert person.pseudonym == "Adult B"


def test_the_person_causing_harm_waits_for_the_trial_and_the_risk_check(session: Session, case_id: CaseId) -> None:
    person = enter(session, case_id, Relation.PERPETRATOR)
    with pytest.raises(EntryInvalid, match="after the trial"):
        contact(session, case_id, person)
    cases.record_fact(session, case_id, kind="criminal_proceedings_ended", happened_on=DAY)
    with pytest.raises(EntryInvalid, match="risk check"):
        contact(session, case_id, person)
    checked = enter(session, case_id, Relation.PERPETRATOR, "Seen with the prison's agreement.")
    contact(session, case_id, checked)


def test_a_child_is_contacted_as_fits_their_age(session: Session, case_id: CaseId) -> None:
    with pytest.raises(EntryInvalid, match="age"):
        contact(session, case_id, enter(session, case_id, Relation.CHILD))
    contact(session, case_id, enter(session, case_id, Relation.CHILD, "Through the father."))


def test_a_draft_has_a_place_and_advocacy_an_answer(session: Session, case_id: CaseId) -> None:
    person = enter(session, case_id)
    with pytest.raises(EntryMissing):
        contact(session, case_id, person, matter=Matter.DRAFT)
    contact(session, case_id, person, matter=Matter.DRAFT, place="At home")
    with pytest.raises(EntryInvalid, match="accepted or declined"):
        contact(session, case_id, person, matter=Matter.ADVOCACY)
    contact(session, case_id, person, matter=Matter.ADVOCACY, outcome=ContactOutcome.DECLINED)


def test_the_family_comment_opens_a_duty_until_it_is_answered(session: Session, case_id: CaseId) -> None:
    person = enter(session, case_id)
    by = DAY + timedelta(days=14)
    comment = family.record_comment(
        session,
        case_id,
        person,
        about=Matter.DRAFT,
        received_on=DAY,
        text="She did ask for help.",
        is_disagreement=True,
        answer_by=by,
    )
    owed = [one for one in queries.overview(session, case_id).duties if one.act == "family_answered"]
    assert [(one.sentence, one.due) for one in owed] == [("Answer the family's comment of 2 March 2026", by)]
    (row,) = queries.caseload(session)
    assert any(one.act == "family_answered" for one in row.duties)
    with pytest.raises(EntryMissing):
        family.answer_comment(session, case_id, comment, answer="Yes.", answered_on=DAY, answered_by="Chair")
    family.answer_comment(
        session, case_id, comment, answer="Yes.", answered_on=DAY, answered_by="Chair", reflected="Section 6"
    )
    assert not any(one.act == "family_answered" for one in queries.overview(session, case_id).duties)


@pytest.mark.parametrize("born", ["2 April 1985", "29 February 1992"])
def test_the_day_of_publication_is_no_birthday_and_no_anniversary(
    session: Session, case_id: CaseId, clock: StoryClock, born: str
) -> None:
    identities.put_identity(session, case_id, kind="date", role="", names=(born,), replacement="[date removed]")
    person = enter(session, case_id)
    file = queries.case_file(session, case_id)
    assert file.notification is not None
    kept = (file.notification.death_on, date(1985, 4, 2) if "April" in born else date(1992, 2, 29))
    clock.turn_to(date(2027, 1, 4))
    today = session.clock.today()
    for day in (today + timedelta(days=number) for number in range(0, 366, 1)):
        if any(is_anniversary(day, of) for of in kept):
            with pytest.raises(DateImpossible, match="birthday or an anniversary") as told:
                family.agree_publication_day(session, case_id, person, day=day, agreed_on=today)
            assert "mother" not in str(told.value)
    family.agree_publication_day(session, case_id, person, day=date(2027, 5, 12), agreed_on=today)
    agreed = queries.case_file(session, case_id).family.publication_day
    assert agreed is not None
    assert agreed.day == date(2027, 5, 12)


@pytest.mark.parametrize("relation", [Relation.PERPETRATOR, Relation.EMPLOYER, Relation.COLLEAGUE, Relation.NEIGHBOUR])
def test_who_is_neither_family_nor_friend_does_not_open_the_way(
    session: Session, case_id: CaseId, relation: Relation
) -> None:
    at_the_home_office(session, case_id)
    cases.record_fact(session, case_id, kind="no_proceedings", happened_on=DAY)
    met = CONDITIONS["family:decision"]
    contact(session, case_id, enter(session, case_id, relation, "Seen with the prison's agreement."))
    assert met(queries.case_file(session, case_id)) is not None
    contact(session, case_id, enter(session, case_id, Relation.FRIEND))
    assert met(queries.case_file(session, case_id)) is None
