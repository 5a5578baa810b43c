"""The heads of the chains, to be kept elsewhere, and anchors that came back from there."""

from __future__ import annotations

from collections.abc import Sequence

from safermk_desktop.adapters.vault import chain, restores
from safermk_desktop.adapters.vault.opened import Opened
from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.services.kinds import Compartment


def heads(opened: Opened) -> tuple[Anchor, ...]:
    """The heads of the chains of all open databases; inside a writing, without the act that it is about to enter."""
    found: list[Anchor] = []
    accepted = restores.marks(opened)
    for name, database in opened.databases.items():
        with database.reading() as connection:
            seq, hashed = chain.head(connection, database.schema.audit)
        source = "the vault itself"
        found.append(Anchor(compartment=name.value, seq=seq, hash=hashed, source=source, accepted=accepted))
    return tuple(found)


def misfits(opened: Opened, anchors: Sequence[Anchor]) -> tuple[str, ...]:
    """What the anchors say against the chains, a sentence for each database; quick, since it looks at these alone."""
    told: list[str] = []
    for name, database in opened.databases.items():
        own = [anchor for anchor in anchors if anchor.compartment == name.value]
        with database.reading() as connection:
            numbers = {anchor.seq for anchor in own}
            hashes = chain.hashes_at(connection, database.schema.audit, numbers)
            last, _ = chain.head(connection, database.schema.audit)
        told.append(restores.compared(opened, name, own, hashes, last=last).fault)
    return tuple(filter(None, told))


def links(opened: Opened, name: Compartment) -> tuple[Anchor, ...]:
    """Every entry of a database as an anchor, the oldest first, the empty chain before them."""
    database = opened.databases[name]
    with database.reading() as connection:
        return tuple(
            Anchor(compartment=name.value, seq=entry.seq, hash=entry.hash)
            for entry in chain.stream(connection, database.schema.audit)
        )
