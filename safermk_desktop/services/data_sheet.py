"""The data sheet of a review: filled in part by part, then made as a paper in Word and as four CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.data_sheet import (
    PARTS,
    TABLES,
    DataSheet,
    SheetField,
    asked_of,
    fields_of,
    known,
    missing,
)
from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import TermsFacts
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.casefiles import open_file
from safermk_desktop.services.named import refuse_names
from safermk_desktop.services.papers import store, write_paper
from safermk_desktop.services.ports import Compartment, Reading
from safermk_desktop.services.session import Session, new_id

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula: an apostrophe goes before it."""
FLAG_WORDS: Final[Mapping[str, str]] = MappingProxyType({"true": "Yes", "false": "No"})
UNSAID: Final = "Not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet as it stands: every value by key, and the fields that nothing is recorded of."""

    values: Mapping[str, str]
    missing: tuple[SheetField, ...]

    @property
    def asked(self) -> tuple[SheetField, ...]:
        """Every field of the sheet."""
        return asked_of(self.values)


def data_sheet(session: Session, file: CaseFile) -> Sheet:
    """The data sheet of a case, from its records and what was answered."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return _sheet(session, work, file)


def answer_sheet(session: Session, case_id: CaseId, *, part: str, answers: Mapping[str, str]) -> None:
    """Keep the answers of one part, by the names of its fields; an empty one says that it is not recorded.

    Raises ``EntryInvalid`` for a field or a value that the sheet does not have, and for a name of the register.
    """
    asked = {field.name: field for field in fields_of(part)}
    for name, value in answers.items():
        field = asked.get(name)
        if not part or field is None or (field.choices and value and value not in field.choices):
            raise EntryInvalid("That is no field of the data sheet, or no value of it.")
    with session.vault.writing(Compartment.REVIEWS, session.act("answer_data_sheet", case_id, subject=part)) as work:
        open_file(work, case_id)
        refuse_names(work, case_id, *(value for name, value in answers.items() if not asked[name].choices))
        held = _held(work, case_id)
        values = held.values() if held else {}
        values |= {asked[name].key: " ".join(value.split()) for name, value in answers.items()}
        sheet = DataSheet(
            id=held.id if held else new_id(),
            case_id=case_id,
            answered_on=session.clock.today(),
            answered_by=session.person,
            answers=tuple(f"{key}: {value}" for key, value in values.items() if value),
        )
        work.put(sheet)


def write_data_sheet(session: Session, case_id: CaseId) -> RecordId:
    """Make the data sheet as it stands: a paper in Word and a CSV file for each table. Gives the paper's id.

    What is not recorded is listed in the paper and empty in the tables. Raises ``ProofFailed`` for a name in it.
    """
    with session.vault.writing(Compartment.REVIEWS, session.act("write_data_sheet", case_id)) as work:
        file = open_file(work, case_id)
        sheet = _sheet(session, work, file)
        refuse_names(work, case_id, *sheet.values.values())
        paper = write_paper(session, work, file, kind=PaperKind.DATA_SHEET, values=_paper(sheet))
        for table in TABLES:
            title, data = f"Data sheet, table of {table}", table_bytes(sheet, table)
            kind, audience = PaperKind.DATA_TABLE, Audience.RESTRICTED
            store(
                session, work, file, kind=kind, title=title, audience=audience, data=data, extension="csv", stem=table
            )
        return paper


def table_bytes(sheet: Sheet, table: str) -> bytes:
    """One table as CSV (RFC 4180, UTF-8): the names of its fields, and a row where the sheet has one."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    fields = [field for field in sheet.asked if field.table == table]
    writer.writerow([field.name for field in (fields or _every(table))])
    if fields:
        writer.writerow([_cell(sheet.values.get(field.key, "")) for field in fields])
    return text.getvalue().encode()


def _every(table: str) -> list[SheetField]:
    return [field for field in asked_of({}) if field.table == table]


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value


def _held(work: Reading, case_id: CaseId) -> DataSheet | None:
    found = work.of_case(DataSheet, case_id)
    return found[-1] if found else None


def _sheet(session: Session, work: Reading, file: CaseFile) -> Sheet:
    case_id = file.case.case_id
    held, facts = _held(work, case_id), work.of_case(TermsFacts, case_id)
    values = known(file, session.partnership, facts[-1].facts if facts else ())
    if held:
        values |= {key: value for key, value in held.values().items() if value}
    return Sheet(values=values, missing=missing(values))


def _paper(sheet: Sheet) -> dict[str, object]:
    parts = {"": "From the records of the case", **PARTS}
    tables = [
        {
            "name": words,
            "rows": [
                {"label": field.words, "value": said(sheet, field)} for field in sheet.asked if field.part == part
            ],
        }
        for part, words in parts.items()
    ]
    return {
        "parts": [table for table in tables if table["rows"]],
        "missing": [f"{PARTS.get(field.part, parts[''])}: {field.words}" for field in sheet.missing],
        "recorded": f"{len(sheet.asked) - len(sheet.missing)} of {len(sheet.asked)} fields are recorded.",
    }


def said(sheet: Sheet, field: SheetField) -> str:
    """How a value is printed."""
    value = sheet.values.get(field.key, "")
    return FLAG_WORDS.get(value, value.replace("_", " ")) or UNSAID
