"""What one member is given for a meeting: an agenda and a pack for each of their cases, or the minutes after.

Each paper is of one case, is written and leaves by acts of its own, and has its own line in the ledger.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from safermk_desktop.domain.channel.case import ChannelCase, ChannelStep
from safermk_desktop.domain.channel.panel import AgendaItem, PanelDecision
from safermk_desktop.domain.channel.papers import ChannelPaper
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.channel.files import PREVENT, was_live_matter
from safermk_desktop.services.channel.papering import export_channel_paper, write_agenda, write_minutes, write_pack
from safermk_desktop.services.session import Session


def hand_out_packs(
    session: Session,
    meeting_id: RecordId,
    member_id: RecordId,
    folder: Path,
    *,
    purpose: str,
    delete_by: date | None = None,
) -> tuple[ChannelPaper, ...]:
    """Write the agenda and the pack of each case that the member is invited to, and let them out for this member.

    What left before something failed stands in the ledger. Raises what ``export_channel_paper`` does.
    """
    written = [write_agenda(session, meeting_id, member_id)]
    written += [write_pack(session, item.case_id, item.id) for item in _items(session, meeting_id, member_id)]
    return tuple(
        export_channel_paper(session, paper, folder, purpose=purpose, member_id=member_id, delete_by=delete_by)
        for paper in written
    )


def hand_out_minutes(
    session: Session,
    meeting_id: RecordId,
    member_id: RecordId,
    folder: Path,
    *,
    purpose: str,
    delete_by: date | None = None,
) -> tuple[ChannelPaper, ...]:
    """Write the minutes of each case that the member was invited to and the panel decided on, one for each person.

    Raises ``EntryInvalid`` where there are none, and what ``export_channel_paper`` does.
    """
    items = [one for one in _items(session, meeting_id, member_id) if _is_decided(session, one)]
    if not items:
        raise EntryInvalid("The panel has decided on none of the cases that this member was invited to.")
    written = [write_minutes(session, item.case_id, item.id) for item in items]
    return tuple(
        export_channel_paper(session, paper, folder, purpose=purpose, member_id=member_id, delete_by=delete_by)
        for paper in written
    )


def _items(session: Session, meeting_id: RecordId, member_id: RecordId) -> list[AgendaItem]:
    """The cases that the member is invited to and has no conflict in, in their order; none of a live matter."""
    with session.vault.reading(PREVENT) as work:
        cases = {one.case_id: one for one in work.every(ChannelCase)}
        found = [one for one in work.every(AgendaItem) if one.meeting_id == meeting_id and member_id in one.invited]
        kept = [
            one
            for one in found
            if member_id not in one.conflicts
            and (case := cases.get(one.case_id))
            and not was_live_matter(case, work.of_case(ChannelStep, case.case_id))
        ]
    return sorted(kept, key=lambda one: one.position)


def _is_decided(session: Session, item: AgendaItem) -> bool:
    with session.vault.reading(PREVENT) as work:
        return any(one.item_id == item.id for one in work.of_case(PanelDecision, item.case_id))
