"""The clause library of a partnership: what the product brings, with the partnership's own wording over it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from safermk_desktop.domain.keeping import Setting
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import clauses_in
from safermk_desktop.domain.terms_library import LIBRARY, LibraryClause
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import need
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

_PREFIX: Final = "terms_clause:"


def clauses(session: Session) -> tuple[LibraryClause, ...]:
    """All clauses as this partnership words them."""
    with session.vault.reading(Compartment.COMMON) as work:
        own = {str(one.id): one.value for one in work.every(Setting)}
    return tuple(replace(one, text=own.get(_PREFIX + one.key, one.text)) for one in LIBRARY)


def change_library_clause(session: Session, key: str, text: str) -> None:
    """Word a clause anew for the partnership; cases keep what they took. Raises ``EntryMissing``, ``EntryInvalid``."""
    need(text=text)
    if key not in {one.key for one in LIBRARY}:
        raise EntryInvalid("The library has no such clause.")
    if len(clauses_in(text)) != 1:
        raise EntryInvalid("A clause of the library is one paragraph.")
    with session.vault.writing(
        Compartment.COMMON, session.act("change_library_clause", CaseId(""), subject=key)
    ) as work:
        work.put(Setting(id=RecordId(_PREFIX + key), case_id=CaseId(""), value=text.strip()))


def restore_library_clause(session: Session, key: str) -> None:
    """Go back to the wording that the product brings. Raises ``RecordUnknown`` where it stands already."""
    act = session.act("restore_library_clause", CaseId(""), subject=key)
    with session.vault.writing(Compartment.COMMON, act) as work:
        work.remove(Setting, RecordId(_PREFIX + key))
