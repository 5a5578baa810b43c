"""The identity register of a case: every person, place, date and reference with its published form (domain 4)."""

from __future__ import annotations

from dataclasses import dataclass

from safermk_desktop.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityEntry(Record):
    """One identity with all its names. ``position`` keeps the order of entry; ``key`` is its id in a register file."""

    key: str
    position: int
    kind: str
    role: str
    names: tuple[str, ...]
    replacement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRule(Record):
    """What the case does with full dates (``keep``, ``month_year``, ``year``) and which phrases always stay."""

    dates: str
    keep: tuple[str, ...] = ()
