"""Restores that a person accepted, as the chains tell of them: which anchors are of the state that was left.

The first unlock of a restored vault writes ``restore_vault`` into every chain it opens, right after what the backup
held; ``accept_heads`` in the chain of ``common.db`` after it accepts the restore. Neither accepts anything alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select

from safermk_desktop.adapters.vault.faults import translated
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.domain.anchors import AcceptedRestore, Anchor, Compared, compare
from safermk_desktop.errors import DatabaseDamaged
from safermk_desktop.services.kinds import Compartment

RESTORE: Final = "restore_vault"
ACCEPT: Final = "accept_heads"
MARK: Final = 16
"""Hexadecimal digits of an acceptance's hash, which tell it from all others."""
KNOWN: Final = 8
"""Acceptances that an anchor remembers, the last ones: an entry of a keychain is short."""


def marks(opened: Opened) -> tuple[str, ...]:
    """The marks of the last acceptances, in their order: what an anchor taken now knows of."""
    return tuple(mark for what, _, _, mark in _acts(opened, Compartment.COMMON) if what == ACCEPT)[-KNOWN:]


def compared(
    opened: Opened, name: Compartment, anchors: Sequence[Anchor], hashes: Mapping[int, str], *, last: int
) -> Compared:
    """What anchors say of a chain, without those of the state before a restore that was accepted."""
    found = compare(anchors, hashes, last)
    return found if found.misfit is None else compare(anchors, hashes, last, _accepted(opened, name))


def _accepted(opened: Opened, name: Compartment) -> tuple[AcceptedRestore, ...]:
    try:
        common, own = _acts(opened, Compartment.COMMON), _acts(opened, name)
    except DatabaseDamaged:
        return ()  # told elsewhere; what is not read accepts nothing
    accepted_by = {
        subject: next((mark for what, later, _, mark in common if what == ACCEPT and later > seq), "")
        for what, seq, subject, _ in common
        if what == RESTORE
    }
    return tuple(
        AcceptedRestore(seq - 1, mark)
        for what, seq, subject, _ in own
        if what == RESTORE and (mark := accepted_by.get(subject, ""))
    )


def _acts(opened: Opened, name: Compartment) -> list[tuple[str, int, str, str]]:
    """Restores and acceptances in a chain, the oldest first: what, number, subject, mark."""
    database = opened.databases[name]
    audit = database.schema.audit
    wanted = select(audit.c.what, audit.c.seq, audit.c.subject, audit.c.hash).order_by(audit.c.seq)
    with database.reading() as connection, translated():
        rows = connection.execute(wanted.where(audit.c.what.in_((RESTORE, ACCEPT)))).all()
    return [(row.what, row.seq, row.subject, row.hash[:MARK]) for row in rows]
