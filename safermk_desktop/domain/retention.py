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
    """A backup as retention sees it. ``made_at`` knows its time zone.

    A ``is_sealed_copy`` holds all of the vault by itself, and is needed only until a proved backup follows it.
    """

    id: str
    made_at: datetime
    is_proved: bool
    is_sealed_copy: bool = False


def to_keep(backups: Sequence[Dated]) -> frozenset[str]:
    """The ids of those to keep.

    Of the proved ones the newest of each of the last 7 days that have any, of the last 5 such weeks (Monday to Sunday)
    and of the last 12 such months, by the day in England; so the newest is always kept. One that is not proved never
    counts among them, and stays until somebody looks at it. Of the sealed copies the newest stays where no proved
    backup is newer, and besides it the newest proved one.
    """
    ordinary = [one for one in backups if not one.is_sealed_copy]
    proved = _newest_first(one for one in ordinary if one.is_proved)
    kept = {one.id for one in ordinary if not one.is_proved}
    kept |= _newest_of_each(proved, lambda day: day, DAILY)
    kept |= _newest_of_each(proved, lambda day: day.isocalendar()[:2], WEEKLY)
    kept |= _newest_of_each(proved, lambda day: (day.year, day.month), MONTHLY)
    copies = [one for one in _newest_first(one for one in backups if one.is_sealed_copy) if _is_newer(one, proved)]
    kept |= {one.id for one in copies[:1]}
    kept |= {one.id for one in [one for one in copies if one.is_proved][:1]}
    return frozenset(kept)


def _newest_first(backups: Iterable[Dated]) -> list[Dated]:
    return sorted(backups, key=lambda one: (one.made_at, one.id), reverse=True)


def _newest_of_each(proved: Sequence[Dated], period: Callable[[date], Hashable], most: int) -> set[str]:
    newest: dict[Hashable, str] = {}
    for one in proved:
        newest.setdefault(period(english_day(one.made_at)), one.id)
    return set(list(newest.values())[:most])


def _is_newer(copy: Dated, proved: Sequence[Dated]) -> bool:
    return not proved or copy.made_at > proved[0].made_at
