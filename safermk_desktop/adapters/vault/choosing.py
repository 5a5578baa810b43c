"""Reads some records over all cases, and of each no more than the fields that are asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, or_, select

from safermk_desktop.adapters.vault.mapper import Field
from safermk_desktop.adapters.vault.schema import ENTERED, RecordTable

ALWAYS = "case_id"


def choosing(
    found: RecordTable, fields: Sequence[str], among: Mapping[str, Sequence[str | None]]
) -> tuple[tuple[Field, ...], Select[Any], Mapping[str, str]]:
    """``case_id`` and ``fields``, the statement that selects the number of the entry and them, and its parameters.

    All values of a field are one parameter, so that the words of a statement are the same however many they are: it
    is put together once, and a caseload runs dozens.
    """
    read = tuple(item for item in found.fields if item.name == ALWAYS or item.name in fields)
    limits = tuple((name, None in values) for name, values in among.items())
    given = {name: json.dumps([value for value in values if value is not None]) for name, values in among.items()}
    return read, _statement(found.table, tuple(item.name for item in read), limits), given


@lru_cache(maxsize=256)
def _statement(table: Table, names: tuple[str, ...], limits: tuple[tuple[str, bool], ...]) -> Select[Any]:
    # Not sorted here: what an index holds alone is then read there, and numbers are quickly put in order later.
    chosen = select(table.c[ENTERED], *(table.c[name] for name in names))
    return chosen.where(*(_limit(table, name, or_none=or_none) for name, or_none in limits))


def _limit(table: Table, name: str, *, or_none: bool) -> ColumnElement[bool]:
    column = table.c[name]
    values = func.json_each(bindparam(name)).table_valued("value")
    among = column.in_(select(values.c.value))
    return or_(among, column.is_(None)) if or_none else among
