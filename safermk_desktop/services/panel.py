"""Setting up the review panel: its chair, its members and the seats it must fill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.panel import PanelMember, PanelRole, Seat, SeatState
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import happened, need, open_file
from safermk_desktop.services.ports import Compartment, Writing
from safermk_desktop.services.session import Session, new_id


def require_seat(session: Session, case_id: CaseId, *, agency_kind: str, reason: str, source: str) -> RecordId:
    """Add a seat that this case's panel must fill, with why and who asked for it.

    Raises ``EntryMissing``, ``EntryInvalid`` when the panel has that seat.
    """
    need(agency_kind=agency_kind, reason=reason, source=source)
    seat_id = new_id()
    with session.vault.writing(
        Compartment.REVIEWS, session.act("require_seat", case_id, subject=agency_kind, why=reason)
    ) as work:
        if any(seat.agency_kind == agency_kind for seat in open_file(work, case_id).seats):
            raise EntryInvalid("The panel has that seat already.")
        work.put(
            Seat(id=seat_id, case_id=case_id, agency_kind=agency_kind, origin="case", reason=reason, source=source)
        )
    return seat_id


def appoint(
    session: Session,
    case_id: CaseId,
    *,
    role: PanelRole,
    name: str,
    post: str,
    organisation: str,
    joined_on: date,
    agency_kind: str = "",
    independence: str = "",
) -> RecordId:
    """Appoint the independent chair, or a member who fills the seat of ``agency_kind``.

    The chair's independence must be stated (domain 2.6). A new chair ends the term of the one before.
    Raises ``EntryMissing``, ``DateImpossible``.
    """
    need(name=name, post=post)
    need(**({"statement_of_independence": independence} if role is PanelRole.CHAIR else {"organisation": organisation}))
    member_id = new_id()
    with session.vault.writing(Compartment.REVIEWS, session.act("appoint", case_id, subject=role.value)) as work:
        file = open_file(work, case_id)
        happened(joined_on, today=session.clock.today(), not_before=file.case.opened_on)
        if role is PanelRole.CHAIR and file.chair:
            work.put(replace(file.chair, left_on=joined_on))
        work.put(
            PanelMember(
                id=member_id,
                case_id=case_id,
                role=role,
                name=name,
                post=post,
                organisation=organisation,
                agency_kind=agency_kind,
                independence=independence,
                joined_on=joined_on,
            )
        )
        _fill_seat(work, file, agency_kind)
    return member_id


def settle_seat(session: Session, case_id: CaseId, seat_id: RecordId, *, state: SeatState, reason: str) -> None:
    """Settle a seat without a member: the agency had no involvement, or the seat is waived with a reason.

    Raises ``EntryMissing``, ``EntryInvalid`` for a state that settles nothing.
    """
    need(reason=reason)
    if state not in {SeatState.NO_INVOLVEMENT, SeatState.WAIVED}:
        raise EntryInvalid("A seat is settled as without involvement or as waived.")
    with session.vault.writing(
        Compartment.REVIEWS, session.act("settle_seat", case_id, subject=seat_id, why=reason)
    ) as work:
        open_file(work, case_id)
        work.put(replace(work.get(Seat, seat_id), state=state, settled_reason=reason))


def end_membership(session: Session, case_id: CaseId, member_id: RecordId, *, left_on: date) -> None:
    """End a membership. The seat opens again when nobody else fills it."""
    with session.vault.writing(Compartment.REVIEWS, session.act("end_membership", case_id, subject=member_id)) as work:
        file = open_file(work, case_id)
        member = work.get(PanelMember, member_id)
        happened(left_on, today=session.clock.today(), not_before=member.joined_on)
        work.put(replace(member, left_on=left_on))
        others = [
            m for m in file.members if m.id != member_id and m.left_on is None and m.agency_kind == member.agency_kind
        ]
        for seat in file.seats:
            if seat.agency_kind == member.agency_kind and not others and seat.state is SeatState.FILLED:
                work.put(replace(seat, state=SeatState.OPEN))


def _fill_seat(work: Writing, file: CaseFile, agency_kind: str) -> None:
    for seat in file.seats:
        if seat.agency_kind == agency_kind and seat.state is not SeatState.FILLED:
            work.put(replace(seat, state=SeatState.FILLED, settled_reason=""))
