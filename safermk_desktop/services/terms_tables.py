"""What terms of reference settle in tables: the period, the facts, the nine characteristics, who is asked for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.requests import InformationRequest, ReturnKind
from safermk_desktop.domain.terms import CHARACTERISTICS, TermsAgency, TermsFacts
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing
from safermk_desktop.services.casefiles import happened, need, open_file
from safermk_desktop.services.ports import Compartment, Writing
from safermk_desktop.services.session import Session, new_id
from safermk_desktop.services.terms_lint import facts_of


def set_scope(session: Session, case_id: CaseId, *, first: date, last: date, reason: str) -> None:
    """Settle the period in scope and why. Raises ``DateImpossible`` for an end that is not after the beginning."""
    if last <= first:
        raise DateImpossible("The period ends after the day it begins.")
    with session.vault.writing(Compartment.REVIEWS, session.act("set_terms_scope", case_id)) as work:
        _put(work, replace(_held(work, case_id), scope_from=first, scope_to=last, scope_reason=reason.strip()))


def set_people(session: Session, case_id: CaseId, people: tuple[str, ...]) -> None:
    """Say who is in scope, by published form. Raises ``EntryInvalid`` for one said twice."""
    named = tuple(name for one in people if (name := one.strip()))
    if len(set(named)) != len(named):
        raise EntryInvalid("Somebody is in the list twice.")
    with session.vault.writing(Compartment.REVIEWS, session.act("set_terms_people", case_id)) as work:
        _put(work, replace(_held(work, case_id), people=named))


def set_facts(
    session: Session, case_id: CaseId, *, facts: tuple[str, ...], needs: tuple[str, ...], experts: tuple[str, ...]
) -> None:
    """Say what the case holds (``suicide``, ``coercive_control``), the expertise it needs, and who gives that."""
    with session.vault.writing(Compartment.REVIEWS, session.act("set_terms_facts", case_id)) as work:
        _put(work, replace(_held(work, case_id), facts=facts, needs=_said(needs), experts=_said(experts)))


def set_family(session: Session, case_id: CaseId, *, asked: bool, reason: str) -> None:
    """Say whether the family is asked about these terms, and if not, why. Raises ``EntryMissing``."""
    if not asked:
        need(reason=reason)
    with session.vault.writing(Compartment.REVIEWS, session.act("set_terms_family", case_id)) as work:
        answer = "yes" if asked else "no"
        _put(work, replace(_held(work, case_id), family_asked=answer, family_reason=reason.strip()))


def set_proceedings(session: Session, case_id: CaseId, proceedings: Mapping[str, str]) -> None:
    """Say which proceedings run beside the review, each with how the two go together."""
    held = {name: plan.strip() for one, plan in proceedings.items() if (name := one.strip())}
    with session.vault.writing(Compartment.REVIEWS, session.act("set_terms_proceedings", case_id)) as work:
        facts = _held(work, case_id)
        _put(work, replace(facts, proceedings=tuple(held), proceeding_plans=tuple(held.values())))


def set_characteristics(session: Session, case_id: CaseId, answers: Mapping[str, tuple[str, str]]) -> None:
    """Answer on the nine characteristics: ``applies`` or ``none`` or empty, and the reason. Raises ``EntryInvalid``."""
    if answers.keys() - CHARACTERISTICS.keys() or any(
        answer not in {"", "applies", "none"} for answer, _ in answers.values()
    ):
        raise EntryInvalid("Each of the nine is looked at, or plays no part.")
    given = [answers.get(name, ("", "")) for name in CHARACTERISTICS]
    with session.vault.writing(Compartment.REVIEWS, session.act("set_terms_characteristics", case_id)) as work:
        facts = _held(work, case_id)
        _put(
            work,
            replace(
                facts,
                characteristic_answers=tuple(answer for answer, _ in given),
                characteristic_reasons=tuple(reason.strip() for _, reason in given),
            ),
        )


def put_agency(session: Session, case_id: CaseId, *, organisation: str, kind: ReturnKind) -> RecordId:
    """Add an agency and what it is asked for, or change that. Raises ``EntryMissing``."""
    need(organisation=organisation)
    name = organisation.strip()
    with session.vault.writing(Compartment.REVIEWS, session.act("put_terms_agency", case_id, subject=kind)) as work:
        open_file(work, case_id)
        held = [one for one in work.of_case(TermsAgency, case_id) if one.organisation.casefold() == name.casefold()]
        agency_id = held[0].id if held else new_id()
        work.put(TermsAgency(id=agency_id, case_id=case_id, organisation=name, kind=kind))
    return agency_id


def remove_agency(session: Session, case_id: CaseId, agency_id: RecordId) -> None:
    """Take an agency out of the terms; what it was asked stays asked. Raises ``RecordUnknown``."""
    act = session.act("remove_terms_agency", case_id, subject=agency_id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        open_file(work, case_id)
        work.remove(TermsAgency, agency_id)


def ask_all(session: Session, case_id: CaseId, *, asked_on: date, due_on: date) -> int:
    """Record that every agency of the terms was asked that was not yet, in one act. Returns how many.

    Raises ``EntryMissing`` when none is left to ask, ``EntryInvalid`` before a version is agreed, ``DateImpossible``.
    """
    happened(asked_on, today=session.clock.today())
    if due_on <= asked_on:
        raise DateImpossible("The returns are due after the day they are asked for.")
    with session.vault.writing(Compartment.REVIEWS, session.act("ask_terms_agencies", case_id)) as work:
        file = open_file(work, case_id)
        if not file.versions:
            raise EntryInvalid("The panel agrees the terms before agencies are asked.")
        asked = {(one.organisation.casefold(), one.kind) for one in file.requests}
        agencies = work.of_case(TermsAgency, case_id)
        left = [one for one in agencies if (one.organisation.casefold(), one.kind) not in asked]
        if not left:
            raise EntryMissing("Missing: agencies that were not asked yet.")
        for one in left:
            work.put(
                InformationRequest(
                    id=new_id(),
                    case_id=case_id,
                    organisation=one.organisation,
                    kind=one.kind,
                    asked_on=asked_on,
                    due_on=due_on,
                )
            )
    return len(left)


def _held(work: Writing, case_id: CaseId) -> TermsFacts:
    open_file(work, case_id)
    return facts_of(work, case_id)


def _put(work: Writing, facts: TermsFacts) -> None:
    work.put(facts if facts.id else replace(facts, id=new_id()))


def _said(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for one in texts if (text := one.strip()))
