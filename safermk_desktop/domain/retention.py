"""Which backups are kept: 7 daily, 5 weekly, 12 monthly."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from safermk_desktop.domain.summer_time import english_day

DAILY: Final = 7
WEEKLY: Final = 5
MONTHLY: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A backup as retention sees it, for one compartment. ``made_at`` knows its time zone.

    ``place`` says which of two is the later one, before their dates do: clocks are set. A ``is_sealed_copy`` holds all
    of the vault by itself, and is needed only until a proved backup follows it. What ``is_part_proved`` was proved for
    another compartment and not for this one, whose database it holds as the closed file was.
    """

    id: str
    made_at: datetime
    is_proved: bool
    is_sealed_copy: bool = False
    is_part_proved: bool = False
    place: int = 0


def to_keep(backups: Sequence[Dated]) -> frozenset[str]:
    """The ids of those to keep for a compartment.

    Of the proved ones the newest of each of the last 7 days that have any, of the last 5 such weeks (Monday to Sunday)
    and of the last 12 such months, by the day in England; so the newest is always kept. One that is not proved never
    counts among them, and stays until somebody looks at it. Of the sealed copies after the newest proved backup the
    newest proved one stays; of those after it that are not proved, or proved for other compartments alone, the first
    and the last: what was done is in the first, unless somebody worked again, and whole if the disk failed since.
    """
    ordered = sorted(backups, key=_order, reverse=True)
    proved = [one for one in ordered if one.is_proved and not one.is_sealed_copy]
    kept = {one.id for one in ordered if not (one.is_proved or one.is_sealed_copy or one.is_part_proved)}
    kept |= _newest_of_each(proved, lambda day: day, DAILY)
    kept |= _newest_of_each(proved, lambda day: day.isocalendar()[:2], WEEKLY)
    kept |= _newest_of_each(proved, lambda day: (day.year, day.month), MONTHLY)
    copies = _after(proved, (one for one in ordered if one.is_proved and one.is_sealed_copy))[:1]
    waiting = [one for one in ordered if not one.is_proved and (one.is_sealed_copy or one.is_part_proved)]
    waiting = _after(copies or proved, waiting)
    return frozenset(kept | {one.id for one in (*copies, *waiting[:1], *waiting[-1:])})


def _order(one: Dated) -> tuple[int, datetime, str]:
    return one.place, one.made_at, one.id


def _newest_of_each(proved: Sequence[Dated], period: Callable[[date], Hashable], most: int) -> set[str]:
    newest: dict[Hashable, str] = {}
    for one in proved:
        newest.setdefault(period(english_day(one.made_at)), one.id)
    return set(list(newest.values())[:most])


def _after(proved: Sequence[Dated], copies: Iterable[Dated]) -> list[Dated]:
    """Those of ``copies`` that are later than the first of ``proved``."""
    return [one for one in copies if not proved or _order(one)[:2] > _order(proved[0])[:2]]
