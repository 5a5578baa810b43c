"""The statement that reads some records over all cases, without the fields that nobody asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, literal_column, select

from safermk_desktop.adapters.vault.schema import ENTERED, RecordTable

EMPTY: Final = "''"
EMPTY_LIST: Final = "'[]'"


def choosing(found: RecordTable, blank: Sequence[str], among: Mapping[str, Sequence[str]]) -> Select[Any]:
    """All fields in their order, those in ``blank`` as empty text or list; rows whose fields are among the values."""
    table = found.table
    columns: list[ColumnElement[Any]] = [
        literal_column(EMPTY_LIST if item.write(()) == "[]" else EMPTY).label(item.name)
        if item.name in blank
        else table.c[item.name]
        for item in found.fields
    ]
    wanted = (table.c[name].in_(values) for name, values in among.items())
    return select(*columns).where(*wanted).order_by(table.c[ENTERED])
