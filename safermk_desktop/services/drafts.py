"""What a person had typed and not saved when the vault locked itself: kept, listed, dropped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from safermk_desktop.domain.keeping import Draft
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A form that was not saved. ``about`` names what it is about besides its case, empty where nothing more.

    ``entries`` are the texts of its fields, by their names; ``address`` is the place it was opened from.
    """

    form: str
    about: str
    title: str
    address: str
    case_id: CaseId
    entries: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """An unfinished form as the vault keeps it. ``written_at`` is in UTC."""

    id: RecordId
    written_at: datetime
    what: Unfinished


def keep(session: Session, what: Unfinished, *, draft_id: str = "") -> RecordId:
    """Keep what was typed; ``draft_id`` names the draft that it goes on from and replaces. Raises as ``writing``."""
    kept = RecordId(draft_id) if draft_id else new_id()
    draft = Draft(
        id=kept,
        case_id=what.case_id,
        form=f"{what.form}:{what.about}" if what.about else what.form,
        address=what.address,
        title=what.title,
        entries=json.dumps(dict(what.entries), sort_keys=True),
        written_at=session.clock.now().isoformat(),
        who=session.person,
    )
    with session.vault.writing(Compartment.REVIEWS, session.act("draft kept", what.case_id, subject=kept)) as work:
        work.put(draft)
    return kept


def listed(session: Session) -> tuple[KeptDraft, ...]:
    """The drafts of the person at work, the newest first; none where the reviews are not open to them."""
    if Compartment.REVIEWS not in session.vault.compartments:
        return ()
    with session.vault.reading(Compartment.REVIEWS) as work:
        mine = [_read(draft) for draft in work.every(Draft) if draft.who == session.person]
    return tuple(sorted(mine, key=lambda draft: draft.written_at, reverse=True))


def drop(session: Session, draft: KeptDraft) -> None:
    """Remove a draft that was saved or is not wanted. Raises as ``writing``, ``RecordUnknown``."""
    act = session.act("draft removed", draft.what.case_id, subject=draft.id)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        work.remove(Draft, draft.id)


def _read(draft: Draft) -> KeptDraft:
    form, _, about = draft.form.partition(":")
    entries = cast("dict[str, str]", json.loads(draft.entries))
    what = Unfinished(
        form=form,
        about=about,
        title=draft.title,
        address=draft.address,
        case_id=draft.case_id,
        entries=entries,
    )
    return KeptDraft(id=draft.id, written_at=datetime.fromisoformat(draft.written_at), what=what)
