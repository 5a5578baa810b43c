"""Pseudonyms that may be published: checked against every case of the compartment, and suggested."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import islice
from typing import Final

from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import PseudonymTaken
from safermk_desktop.redaction.detection.pseudonyms import Known, PeopleIndex, name_words
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.session import Session

OFFERED: Final = 3


def check_published(work: Reading, entries: Iterable[IdentityEntry], former: Container[str]) -> None:
    """Refuse a published form that collides with a name of any case of this compartment; ``former`` stay as they were.

    A place or a thing may not have somebody's name either.

    Raises ``PseudonymTaken``; its detail says why, and never whose name it is.
    """
    asked = [one for one in entries if one.replacement not in former]
    if not any(name_words(one.replacement) for one in asked):
        return
    index = _index(work)
    for one in asked:
        if one.kind == "person":
            clash = index.clash(one.replacement, case=one.case_id, owner=one.id, names=one.names)
        else:
            clash = index.clash_of_a_thing(one.replacement, case=one.case_id, near=one.kind == "other")
        if clash is not None:
            raise PseudonymTaken(f"{clash.value} It is the entry {one.key}." if len(asked) > 1 else clash.value)


def suggest(
    session: Session, case_id: CaseId, *, role: str = "", names: tuple[str, ...] = (), entry_id: RecordId | None = None
) -> tuple[str, ...]:
    """Three published forms that do not collide: names for an adult; letters for a child, or where no name is free."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        index = _index(work)
    is_child = "child" in role.casefold()
    labels = index.free_labels("Child" if is_child else "Adult", case=case_id, names=names)
    if is_child:
        return tuple(islice(labels, OFFERED))
    free = index.free_names(case=case_id, owner=entry_id or "", names=names)
    found = (*islice(free, OFFERED - 1), *islice(labels, OFFERED))
    return found[:OFFERED]


def _index(work: Reading) -> PeopleIndex:
    people = work.chosen(IdentityEntry, ("id", "names", "replacement"), kind=("person",))
    return PeopleIndex(Known(one.case_id, one.id, one.names, one.replacement) for one in people)
