"""The forms of the data sheet, as data: one for each of its parts, and the one that makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.data_sheet import FLAG, PARTS, SheetField, fields_of
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm, as_choices
from safermk_desktop.services import data_sheet
from safermk_desktop.services.session import Session

SheetMaker = Callable[[Session, CaseFile, str], StepForm]
NOT_RECORDED: Final = ("", "Not recorded")
YES_NO: Final = (NOT_RECORDED, ("true", "Yes"), ("false", "No"))


def _part(session: Session, file: CaseFile, about: str) -> StepForm:
    if about not in PARTS:
        raise RecordUnknown
    held = data_sheet.data_sheet(session, file).values
    return StepForm(
        title=PARTS[about],
        explain="What is not known stays as not recorded: it never means no. Write published forms, not names.",
        asks=tuple(_ask(field, held.get(field.key, "")) for field in fields_of(about)),
        save="&Save",
        act=lambda texts, _days: data_sheet.answer_sheet(session, file.case.case_id, part=about, answers=texts),
    )


def _ask(field: SheetField, value: str) -> Ask:
    if not field.choices:
        return Ask(name=field.name, words=field.words, starts=value)
    choices = (NOT_RECORDED, *as_choices(field.choices))
    return Ask(name=field.name, words=field.words, choices=YES_NO if field.choices == FLAG else choices, starts=value)


def _make(session: Session, file: CaseFile, _about: str) -> StepForm:
    sheet = data_sheet.data_sheet(session, file)
    by_part: dict[str, list[str]] = {}
    for field in sheet.missing:
        by_part.setdefault(field.part, []).append(field.words)
    lacking = "\n".join(f"{PARTS[part] if part else 'The case'}: {', '.join(words)}" for part, words in by_part.items())
    told = f"Not recorded, and left empty:\n{lacking}" if lacking else "Every field is recorded."

    def act(_texts: Mapping[str, str], _days: Mapping[str, date]) -> object:
        return data_sheet.write_data_sheet(session, file.case.case_id)

    return StepForm(
        title="Make the data sheet",
        explain=f"A paper in Word and four CSV files, kept with the papers of the case. {told}",
        asks=(),
        save="&Make the data sheet",
        act=act,
    )


SHEET_FORMS: Final[Mapping[str, SheetMaker]] = MappingProxyType({"data_sheet": _part, "write_data_sheet": _make})
"""By the act; a part is about its name."""
