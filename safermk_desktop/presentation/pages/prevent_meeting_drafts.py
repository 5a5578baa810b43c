"""What was entered about a case in a meeting and not recorded: kept in Prevent at a lock, and brought back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from safermk_desktop.domain.record import RecordId
from safermk_desktop.services.channel import prevent_drafts as drafts
from safermk_desktop.services.channel.convening import ItemRow
from safermk_desktop.services.channel.prevent_drafts import KeptPreventDraft, PreventUnfinished
from safermk_desktop.services.session import Session

if TYPE_CHECKING:
    from safermk_desktop.presentation.pages.prevent_item_panel import PreventItemPanel

FORM: Final = "panel_item"
_STAND, _VOTE = "stand:", "vote:"


def entries(panel: PreventItemPanel) -> dict[str, str]:
    """What stands in the form, by names."""
    return {
        "outcome": str(panel.outcome_list.chosen),
        "reasons": panel.reasons_edit.toPlainText(),
        "dissent": panel.dissent_edit.text(),
        "text": panel.text_edit.text(),
        "owner": panel.owner_edit.text(),
        "next": panel.next_edit.text(),
        **{f"{_STAND}{key}": way for key, way in panel.presence_list.standing().items()},
        **{f"{_VOTE}{key}": way for key, way in panel.vote_list.standing().items()},
    }


def take_back(panel: PreventItemPanel, held: Mapping[str, str]) -> None:
    """Put entries back; nothing happens where there are none."""
    if not held:
        return
    for name, way in held.items():
        if name.startswith(_STAND):
            panel.presence_list.set_one(name.removeprefix(_STAND), way)
    panel.presence_list.stood.emit()
    for name, way in held.items():
        if name.startswith(_VOTE):
            panel.vote_list.set_one(name.removeprefix(_VOTE), way)
    panel.vote_list.stood.emit()
    panel.outcome_list.choose(int(held.get("outcome", "-1")))
    panel.reasons_edit.setPlainText(held.get("reasons", ""))
    for name, field in (
        ("dissent", panel.dissent_edit),
        ("text", panel.text_edit),
        ("owner", panel.owner_edit),
        ("next", panel.next_edit),
    ):
        field.setText(held.get(name, ""))


def keep(session: Session, row: ItemRow, meeting_id: RecordId, held: Mapping[str, str]) -> None:
    """Keep what was entered about a case. Raises as ``keep_prevent_draft``."""
    before = _draft(session, row)
    what = PreventUnfinished(
        form=FORM,
        about=row.item.id,
        title=f"Panel item {row.reference}",
        address=f"prevent/{meeting_id}/meeting",
        case_id=row.item.case_id,
        entries=held,
    )
    drafts.keep_prevent_draft(session, what, draft_id=before.id if before else "")


def found(session: Session, row: ItemRow) -> Mapping[str, str]:
    """What was kept about a case, empty where nothing was or it is decided."""
    draft = _draft(session, row) if row.decision is None else None
    return draft.what.entries if draft else {}


def drop(session: Session, row: ItemRow) -> None:
    """Remove what was kept, now that it is recorded."""
    draft = _draft(session, row)
    if draft is not None:
        drafts.drop_prevent_draft(session, draft)


def _draft(session: Session, row: ItemRow) -> KeptPreventDraft | None:
    kept = drafts.prevent_drafts(session)
    return next((one for one in kept if (one.what.form, one.what.about) == (FORM, row.item.id)), None)
