"""Asking agencies for their individual management reviews, and recording what came back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.requests import InformationRequest, ReturnKind, ReturnState
from safermk_desktop.errors import DateImpossible, EntryInvalid
from safermk_desktop.services.casefiles import happened, need, open_file
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id


def ask_agency(
    session: Session, case_id: CaseId, *, organisation: str, kind: ReturnKind, asked_on: date, due_on: date
) -> RecordId:
    """Record that an agency was asked for a return, and by when. Raises ``EntryMissing``, ``DateImpossible``."""
    need(organisation=organisation)
    organisation = organisation.strip()
    if due_on <= asked_on:
        raise DateImpossible("The return is due after the day it is asked for.")
    request_id = new_id()
    with session.vault.writing(Compartment.REVIEWS, session.act("ask_agency", case_id, subject=kind.value)) as work:
        file = open_file(work, case_id)
        happened(asked_on, today=session.clock.today(), not_before=file.case.opened_on)
        asked = (one.organisation.casefold() for one in file.requests if one.kind is kind)
        if organisation.casefold() in asked:
            raise EntryInvalid("That agency was asked for that return already.")
        work.put(
            InformationRequest(
                id=request_id,
                case_id=case_id,
                organisation=organisation,
                kind=kind,
                asked_on=asked_on,
                due_on=due_on,
            )
        )
    return request_id


def record_return(
    session: Session, case_id: CaseId, request_id: RecordId, *, state: ReturnState, returned_on: date, note: str = ""
) -> None:
    """Record what came back: accepted, with queries, no involvement, or waived with a reason.

    Raises ``EntryMissing`` (waived without a reason), ``EntryInvalid``, ``DateImpossible``.
    """
    if state is ReturnState.ASKED:
        raise EntryInvalid("Say what came back.")
    if state is ReturnState.WAIVED:
        need(reason=note)
    with session.vault.writing(Compartment.REVIEWS, session.act("record_return", case_id, subject=request_id)) as work:
        open_file(work, case_id)
        request = work.get(InformationRequest, request_id)
        happened(returned_on, today=session.clock.today(), not_before=request.asked_on)
        work.put(replace(request, state=state, returned_on=returned_on, note=note))
