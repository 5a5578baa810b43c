"""The audit chain in sentences: rows, their filter, and the columns of the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.audit import AuditEntry
from safermk_desktop.domain.board_plan import BoardPlan
from safermk_desktop.domain.case import Case
from safermk_desktop.presentation.models.cells import Column, text_cell, two_line_cell, wrap_cell
from safermk_desktop.presentation.pages.case_words import ACTS
from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.services.afterwards import all_marks
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

VAULT_ACTS: Final = MappingProxyType(
    {
        "create_vault": "The vault was made",
        "migrate": "The vault was brought to a newer version",
        "add_slot": "A person was given a key",
        "remove_slot": "A person's key was removed",
        "change_passphrase": "A person changed their passphrase",
        "bind_slot": "A person bound their key to a computer",
        "unbind_slot": "A person released their key from a computer",
        "make_recovery": "Three new recovery sheets were made; those before open the vault until two are handed over",
        "confirm_recovery": "Two new recovery sheets were handed over; those before open the vault no more",
        "recovery_sheet_stayed": "The recovery sheet was not printed or saved after all",
        "recovery_sheet_left": "A recovery sheet was printed or saved as a file",
        "restore_vault": "A restored vault was opened for the first time",
        "accept_heads": "The vault was accepted as it stands, whatever the keychain of this computer held",
        "recover": "A person was given a new key by two recovery sheets",
        "begin_rekey": "New keys for the vault were begun",
        "rekey": "The vault was given new keys",
        "rekey_not_carried_out": "The new keys could not be written; the old ones stand",
        "slot_change_not_carried_out": "A change of keys could not be written; what was before stands",
        "record_backup": "A backup was made and proved",
        "record_drill": "A recovery drill was held",
        "thin_backups": "Backups past their time were removed",
        "export_vault": "Everything was exported as plain files",
        "draft kept": "Something unfinished was kept",
        "draft removed": "Something unfinished was taken away",
        "settings changed": "Settings of the vault were changed",
        "partnership changed": "The details of the partnership were changed",
        "logo changed": "The logo of the partnership was changed",
        "bank holidays changed": "The table of bank holidays was changed",
        "change_library_clause": "A clause of the library was changed",
        "restore_library_clause": "A clause of the library was put back to its first words",
        "export_calendar": "The calendar was exported",
        "ask_agency_about_actions": "A letter, form or page about open actions was written",
        "keep_period_report": "A report to the partnership was kept",
        "write_period_report": "A report to the partnership was written",
        "put_organisation": "An organisation was entered or changed",
        "end_organisation": "The last day of an organisation was recorded",
        "succeed_organisation": "What came after an organisation was recorded",
        "put_post": "A post in an organisation was entered or changed",
        "end_post": "The last day of a post was recorded",
        "screen sharing allowed": "The window was allowed to be seen in a shared screen",
    }
)
"""The words for what is done to the vault itself; those about a case are in ``case_words``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One entry, with the reference of its case and the time of this computer."""

    compartment: Compartment
    entry: AuditEntry
    at: datetime
    reference: str
    words: str
    mark: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """Tells the row from every other."""
        return self.compartment.value, self.entry.seq


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What to show; everything that is empty shows all."""

    words: str = ""
    person: str = ""
    reference: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None

    def lets(self, row: AuditRow) -> bool:
        """Whether a row is to be shown."""
        day = row.at.date()
        return (
            self.person in {"", row.entry.who}
            and self.reference in {"", row.reference}
            and self.kind in {"", row.entry.what}
            and (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
            and self.words.lower() in f"{row.words} {row.entry.why} {row.mark} {row.reference} {row.entry.who}".lower()
        )


def audit_rows(session: Session) -> tuple[AuditRow, ...]:
    """Every entry that the person at work may read, the newest first. Of 200,000 entries it takes some seconds."""
    rows: list[AuditRow] = []
    marks = all_marks(session)
    for compartment in sorted(session.vault.compartments):
        references = _references(session, compartment)
        for entry in session.vault.trail(compartment):
            rows.append(
                AuditRow(
                    compartment=compartment,
                    entry=entry,
                    at=datetime.fromisoformat(entry.at).astimezone(),
                    reference=references.get(entry.case_id, ""),
                    words=entry_words(entry.what),
                    mark=_mark(entry, marks),
                )
            )
    return tuple(sorted(rows, key=lambda row: (row.at, row.entry.seq), reverse=True))


def entry_words(what: str) -> str:
    """The sentence for an act. An act of a newer version is shown by its own id."""
    if what in VAULT_ACTS:
        return VAULT_ACTS[what]
    if what in ACTS:
        return ACTS[what][1]
    return what.replace("_", " ").capitalize()


def people_of(rows: Iterable[AuditRow]) -> list[str]:
    """Who did anything, in alphabetical order."""
    return sorted({row.entry.who for row in rows})


def _references(session: Session, compartment: Compartment) -> dict[str, str]:
    if compartment is not Compartment.REVIEWS:
        return {}
    with session.vault.reading(compartment) as work:
        plans: dict[str, str] = {plan.case_id: plan.label for plan in work.every(BoardPlan)}
        return plans | {case.case_id: case.reference for case in work.every(Case)}


def _mark(entry: AuditEntry, marks: Mapping[str, str]) -> str:
    """What marks an act that recorded something of the time before its case came in under way."""
    if not marks or entry.what == "enter_case":
        return ""
    return next(filter(None, (marks.get(row.partition(":")[2], "") for row in entry.rows)), "")


def _what(row: AuditRow) -> str:
    return "\n".join(filter(None, (row.words, row.entry.why, row.mark)))


AUDIT_COLUMNS: Final[tuple[Column[AuditRow], ...]] = (
    Column(header="When", cell=lambda row: two_line_cell(short_day(row.at.date()), f"{row.at:%H:%M:%S}"), width=120),
    Column(header="Who", cell=lambda row: wrap_cell(row.entry.who), width=152),
    Column(header="What was done, and why", cell=lambda row: wrap_cell(_what(row))),
    Column(header="Case", cell=lambda row: text_cell(row.reference, role="bodyStrong"), width=136),
)
