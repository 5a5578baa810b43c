"""Reads some records over all cases, and of each no more than the fields that are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select

from safermk_desktop.adapters.vault.mapper import Field
from safermk_desktop.adapters.vault.schema import ENTERED, RecordTable

ALWAYS = "case_id"


def choosing(
    found: RecordTable, fields: Sequence[str], among: Mapping[str, Sequence[str]]
) -> tuple[tuple[Field, ...], Select[Any]]:
    """``case_id`` and ``fields``, and the statement that selects them in their order, where fields are among values."""
    table = found.table
    read = tuple(item for item in found.fields if item.name == ALWAYS or item.name in fields)
    wanted = (table.c[name].in_(values) for name, values in among.items())
    return read, select(*(table.c[item.name] for item in read)).where(*wanted).order_by(table.c[ENTERED])
