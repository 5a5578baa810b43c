"""Keeping the identity register of a case, and handing it to redaction and its proofs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.documents import REGISTER
from safermk_desktop.domain.identities import IdentityEntry, RegisterRule
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import long_date, month_of, year_of
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.redaction.register import Identity, Register, register_from_json
from safermk_desktop.services.casefiles import need, open_file
from safermk_desktop.services.keeping import refuse_names, release_names
from safermk_desktop.services.ledger import other_line
from safermk_desktop.services.ports import Compartment, Reading, Writing
from safermk_desktop.services.pseudonyms import check_published
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.session import Session, new_id

PUBLISHED_DATES: Final[Mapping[str, Callable[[date | None], str]]] = MappingProxyType(
    {"keep": long_date, "month_year": month_of, "year": year_of}
)
KINDS = ("person", "place", "organisation", "date", "contact", "reference", "other")


def put_identity(
    session: Session,
    case_id: CaseId,
    *,
    kind: str,
    role: str,
    names: tuple[str, ...],
    replacement: str,
    entry_id: RecordId | None = None,
) -> RecordId:
    """Enter an identity, or change the one of ``entry_id``. The register is checked as a whole before it is kept.

    A phrase that stayed and holds one of the names stays no more: nothing registered is left standing.
    Raises ``EntryMissing``, ``EntryInvalid``, ``ReplacementUnsafe``, ``PseudonymTaken``.
    """
    need(names=" ".join(names))
    if kind not in KINDS:
        raise EntryInvalid("Choose one of the kinds of identity.")
    act = session.act("put_identity", case_id, subject=entry_id or "new")
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        open_file(work, case_id)
        old = work.get(IdentityEntry, entry_id) if entry_id else _blank(case_id, work.of_case(IdentityEntry, case_id))
        entry = replace(old, kind=kind, role=role, names=names, replacement=replacement)
        work.put(entry)
        register_from_json(register_of(work, case_id))
        check_published(work, [entry], {old.replacement})
        release_names(work, case_id)
    return entry.id


def remove_identity(session: Session, case_id: CaseId, entry_id: RecordId) -> None:
    """Take an identity out of the register. Raises ``RecordUnknown``."""
    with session.vault.writing(Compartment.REVIEWS, session.act("remove_identity", case_id, subject=entry_id)) as work:
        open_file(work, case_id)
        work.remove(IdentityEntry, entry_id)


def set_rule(session: Session, case_id: CaseId, *, dates: str, keep: tuple[str, ...]) -> None:
    """Set what the case does with full dates, and the phrases that always stay.

    Raises ``EntryInvalid``, also where a phrase that is new holds a registered identity.
    """
    if dates not in {"keep", "month_year", "year"}:
        raise EntryInvalid("Dates are kept, or published as month and year, or as the year alone.")
    with session.vault.writing(Compartment.REVIEWS, session.act("set_register_rule", case_id)) as work:
        open_file(work, case_id)
        before = {phrase for rule in work.of_case(RegisterRule, case_id) for phrase in rule.keep}
        refuse_names(work, case_id, [phrase for phrase in keep if phrase not in before])
        _put_rule(work, case_id, dates, keep)


def import_register(session: Session, case_id: CaseId, text: str) -> int:
    """Take over a register file in place of the case's register. Returns how many identities it holds.

    Raises ``RegisterInvalid``, ``RegisterEmpty``, ``ReplacementUnsafe``, ``PseudonymTaken``, ``EntryInvalid`` where a
    phrase that stays holds an identity; then nothing has changed.
    """
    register = register_from_json(text)
    with session.vault.writing(Compartment.REVIEWS, session.act("import_register", case_id)) as work:
        open_file(work, case_id)
        former = work.of_case(IdentityEntry, case_id)
        for old in former:
            work.remove(IdentityEntry, old.id)
        entries = [_entry(case_id, position, identity) for position, identity in enumerate(register.identities, 1)]
        for entry in entries:
            work.put(entry)
        check_published(work, entries, {old.replacement for old in former})
        refuse_names(work, case_id, register.keep, namesakes=True)
        _put_rule(work, case_id, register.dates, register.keep)
    return len(register.identities)


def export_register(
    session: Session, case_id: CaseId, *, purpose: str = "Identity register", recipient: str = ""
) -> str:
    """The register as a register file (JSON). It holds every real name: the act is on the record and in the ledger."""
    with session.vault.writing(Compartment.REVIEWS, session.act("export_register", case_id, why=purpose)) as work:
        text = register_of(work, case_id)
        work.put(other_line(session, case_id, REGISTER, text.encode(), purpose=purpose, recipient=recipient))
        return text


def look_at_identity(session: Session, case_id: CaseId, entry_id: RecordId) -> tuple[str, ...]:
    """The real names of one identity. Each look is on the record."""
    with session.vault.writing(Compartment.REVIEWS, session.act("look_at_identity", case_id, subject=entry_id)) as work:
        return work.get(IdentityEntry, entry_id).names


def published_date(work: Reading, case_id: CaseId) -> Callable[[date | None], str]:
    """How the case prints a day where the public reads it: in full, as month and year, or as the year."""
    rules = work.of_case(RegisterRule, case_id)
    return PUBLISHED_DATES[rules[-1].dates if rules else "month_year"]


def register(session: Session, case_id: CaseId) -> Register:
    """The register of a case, ready for redaction. Raises ``RegisterEmpty``, ``ReplacementUnsafe``."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return register_from_json(register_of(work, case_id))


def _blank(case_id: CaseId, held: tuple[IdentityEntry, ...]) -> IdentityEntry:
    """A new last entry. Its key is the next number that no entry has: imported registers bring keys of their own."""
    taken = {entry.key for entry in held}
    return IdentityEntry(
        id=new_id(),
        case_id=case_id,
        key=next(f"i{number}" for number in count(1) if f"i{number}" not in taken),
        position=max((entry.position for entry in held), default=0) + 1,
        kind="",
        role="",
        names=(),
        replacement="",
    )


def _entry(case_id: CaseId, position: int, identity: Identity) -> IdentityEntry:
    return IdentityEntry(
        id=new_id(),
        case_id=case_id,
        key=identity.id,
        position=position,
        kind=identity.kind,
        role=identity.role,
        names=identity.names,
        replacement=identity.replacement,
    )


def _put_rule(work: Writing, case_id: CaseId, dates: str, keep: tuple[str, ...]) -> None:
    held = work.of_case(RegisterRule, case_id)
    work.put(RegisterRule(id=held[-1].id if held else new_id(), case_id=case_id, dates=dates, keep=keep))
