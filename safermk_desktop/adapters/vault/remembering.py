"""What an act wrote over is kept with it, in its transaction and its compartment, for the last acts of each case."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from safermk_desktop.adapters.vault.chain import head
from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.schema import ENTERED, Schema
from safermk_desktop.adapters.vault.views import WritingView
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.undo import KEPT, UndoStep, packed
from safermk_desktop.services.ports import Act


def remember(
    view: WritingView, connection: Connection, schema: Schema, act: Act, *, at: datetime, rows: dict[str, str]
) -> dict[str, str]:
    """Keep what ``act`` wrote over and forget the oldest such step. Returns the digests of these rows as well."""
    step = UndoStep(
        id=RecordId(uuid.uuid4().hex),
        case_id=CaseId(act.case_id),
        seq=head(connection, schema.audit)[0] + 1,
        what=act.what,
        who=act.who,
        at=at.astimezone(UTC).isoformat(),
        rows=packed(view.overwritten(rows)),
    )
    view.put(step)
    table = schema.records[UndoStep].table
    old = select(table.c.id).where(table.c.case_id == act.case_id).order_by(table.c[ENTERED].desc()).offset(KEPT)
    with translated():
        found = connection.execute(old).scalars().all()
    for step_id in found:
        view.remove(UndoStep, RecordId(step_id))
    return {**rows, **view.written_of(UndoStep)}
