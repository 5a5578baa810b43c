"""What a person had typed about Prevent and not saved when the vault locked itself, kept in its own compartment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from safermk_desktop.domain.channel.governance import PreventDraft
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.services.channel.files import PREVENT
from safermk_desktop.services.session import Session, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventUnfinished:
    """A form that was not saved: its name, the place it was opened from, and the texts of its fields by their names.

    ``about`` names what it is about besides its case; ``case_id`` is empty where it is of no one case.
    """

    form: str
    about: str
    title: str
    address: str
    case_id: ChannelId
    entries: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPreventDraft:
    """An unfinished form as the vault keeps it. ``written_at`` is in UTC."""

    id: RecordId
    written_at: datetime
    what: PreventUnfinished


def keep_prevent_draft(session: Session, what: PreventUnfinished, *, draft_id: str = "") -> RecordId:
    """Keep what was typed; ``draft_id`` names the draft that it goes on from and replaces. Raises as ``writing``."""
    kept = RecordId(draft_id) if draft_id else new_id()
    draft = PreventDraft(
        id=kept,
        case_id=what.case_id,
        form=f"{what.form}:{what.about}" if what.about else what.form,
        address=what.address,
        title=what.title,
        entries=json.dumps(dict(what.entries), sort_keys=True),
        written_at=session.clock.now().isoformat(),
        who=session.person,
    )
    with session.vault.writing(PREVENT, session.act("draft kept", what.case_id, subject=kept)) as work:
        work.put(draft)
    return kept


def prevent_drafts(session: Session) -> tuple[KeptPreventDraft, ...]:
    """The drafts of the person at work, the newest first; none where Prevent is not open to them."""
    if PREVENT not in session.vault.compartments:
        return ()
    with session.vault.reading(PREVENT) as work:
        mine = [_read(draft) for draft in work.every(PreventDraft) if draft.who == session.person]
    return tuple(sorted(mine, key=lambda draft: draft.written_at, reverse=True))


def drop_prevent_draft(session: Session, draft: KeptPreventDraft) -> None:
    """Remove a draft that was saved or is not wanted. Raises as ``writing``, ``RecordUnknown``."""
    act = session.act("draft removed", draft.what.case_id, subject=draft.id)
    with session.vault.writing(PREVENT, act) as work:
        work.remove(PreventDraft, draft.id)


def _read(draft: PreventDraft) -> KeptPreventDraft:
    form, _, about = draft.form.partition(":")
    what = PreventUnfinished(
        form=form,
        about=about,
        title=draft.title,
        address=draft.address,
        case_id=draft.case_id,
        entries=cast("dict[str, str]", json.loads(draft.entries)),
    )
    return KeptPreventDraft(id=draft.id, written_at=datetime.fromisoformat(draft.written_at), what=what)
