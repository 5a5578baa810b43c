"""Records to rows and back, by the types of their fields; it knows none of them by name."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast, get_type_hints

from safermk_desktop.domain.record import Row
from safermk_desktop.errors import DatabaseDamaged, EntryInvalid

R = TypeVar("R", bound=Row)
# Characters that XML 1.0 (section 2.2) has no place for: they would break a Word file later.
UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Plain = str | int | None
"""What a column holds: text, a whole number, or nothing."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record and its column. ``number`` columns are INTEGER, all others TEXT.

    ``kept`` is the type whose values in the column are the field's own, where there is one.
    """

    name: str
    number: bool
    optional: bool
    write: Callable[[Any], Plain]
    read: Callable[[Any], Any]
    kept: type | None = None


def fields_of(kind: type[Row]) -> tuple[Field, ...]:
    """The fields of a record class. Raises TypeError for a type that has no column."""
    hints = get_type_hints(kind)
    return tuple(_field(item.name, hints[item.name]) for item in fields(kind))


def to_row(columns: tuple[Field, ...], record: Row) -> dict[str, Plain]:
    """The values of a row, by column. Raises ``EntryInvalid`` for characters that no document can hold."""
    values: dict[str, Any] = {column.name: getattr(record, column.name) for column in columns}
    for value in values.values():
        texts = cast("tuple[object, ...]", value if isinstance(value, tuple) else (value,))
        if any(isinstance(text, str) and UNPRINTABLE.search(text) for text in texts):
            raise EntryInvalid("It holds control characters; type it again.")
    return {column.name: column.write(values[column.name]) for column in columns}


def from_row(columns: tuple[Field, ...], kind: type[R], row: Iterable[Any]) -> R:
    """The record in a row, whose values stand in the order of the fields.

    Raises ``DatabaseDamaged`` for a value that the field cannot have.
    """
    try:
        return kind(
            **{
                # most columns are texts: a call for each would be a third of the time that a list takes
                column.name: value if value.__class__ is column.kept else column.read(value)
                for column, value in zip(columns, row, strict=True)
            }
        )
    except (ValueError, TypeError, LookupError, RecursionError):
        raise DatabaseDamaged from None


def parts_of(columns: tuple[Field, ...], kind: type[R], rows: Iterable[Sequence[Any]]) -> tuple[R, ...]:
    """Records with these fields alone, in the order of entry; they have no others.

    In a row the number of its entry comes first, then the values in the order of the fields.

    Raises ``DatabaseDamaged`` for a value that the field cannot have.
    """
    # The slots themselves are set, a column at a time: a record's own way takes all fields, and a loop over rows and
    # fields in words is what a caseload would spend its time on.
    found = sorted(rows, key=itemgetter(0))
    made = [object.__new__(kind) for _ in found]
    try:
        for column, values in zip(columns, [*zip(*found, strict=True)][1:], strict=bool(found)):
            is_plain = {column.kept}.issuperset(map(type, values))
            put: Callable[[R, Any], None] = getattr(kind, column.name).__set__
            deque(map(put, made, values if is_plain else map(column.read, values)), maxlen=0)
    except (ValueError, TypeError, LookupError, RecursionError):
        raise DatabaseDamaged from None
    return tuple(made)


def _field(name: str, hint: Any) -> Field:
    hint = getattr(hint, "__supertype__", hint)  # a NewType is its base here
    if hint == date | None:
        return Field(name, number=False, optional=True, write=_date_or_none, read=_read_date_or_none)
    if hint == tuple[str, ...]:
        return Field(name, number=False, optional=False, write=_texts, read=_read_texts)
    found = SIMPLE.get(hint)
    if found is not None:
        write, read = found
        return Field(name, number=hint in {int, bool}, optional=False, write=write, read=read, kept=_KEPT.get(hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        members = {member.value: member for member in hint}  # a call of the class takes ten times as long
        return Field(name, number=False, optional=False, write=str, read=members.__getitem__)
    raise TypeError(f"{name}: no column for {hint}")


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _read_number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _read_flag(value: object) -> bool:
    if value not in {0, 1}:
        raise ValueError
    return bool(value)


def _date_or_none(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _read_date_or_none(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _texts(value: tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _read_texts(value: str) -> tuple[str, ...]:
    if value == "[]":  # most lists are empty
        return ()
    found: object = json.loads(value)
    if not isinstance(found, list):
        raise TypeError
    return tuple(_read_text(item) for item in cast("list[object]", found))


_KEPT: Final[Mapping[object, type]] = MappingProxyType({str: str, int: int})
SIMPLE: Final[Mapping[object, tuple[Callable[[Any], Plain], Callable[[Any], object]]]] = MappingProxyType(
    {
        str: (str, _read_text),
        int: (int, _read_number),
        bool: (int, _read_flag),
        date: (date.isoformat, date.fromisoformat),
    }
)
