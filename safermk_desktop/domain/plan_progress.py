"""How action plans get on: by rating, by agency, by month; each picture with its numbers in words (domain 7.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from safermk_desktop.domain.actions import RAG_WORDS, Rag
from safermk_desktop.domain.plan_view import ActionLine
from safermk_desktop.domain.wording import count_of, month_of

UNITS: Final = 24
"""Lengths of the longest bar."""
LATE: Final = "late"
PLAIN: Final = "plain"
MONTHS: Final = 12
"""Months that a picture by month shows at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: what it stands for and how many; ``late`` of them are past their target date.

    ``rag`` is the rating that all of them have, where they are counted by it.
    """

    label: str
    count: int
    late: int = 0
    rag: Rag | None = None

    @property
    def counted(self) -> str:
        """``4``, or ``4, 2 late``."""
        return f"{self.count:,}" + (f", {self.late:,} late" if self.late else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a bar: how many it stands for, and its length, of ``UNITS`` for the longest bar.

    ``tone`` is a rating, ``late`` or ``plain``; each has its own colour, and the number in it.
    """

    tone: str
    count: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Bars of one kind with what they say in words, so that nobody needs to see them."""

    title: str
    bars: tuple[Bar, ...]
    words: str

    def pieces(self, bar: Bar) -> tuple[Piece, ...]:
        """A bar from left to right, each piece at least one unit long; what is late comes first."""
        parts = [(LATE, bar.late), (PLAIN, bar.count - bar.late)]
        kept = [(tone, count) for tone, count in (parts if bar.rag is None else [(bar.rag.value, bar.count)]) if count]
        if not kept:
            return ()
        most = max(one.count for one in self.bars)
        whole = max(round(UNITS * bar.count / most), len(kept))
        first = min(max(round(whole * kept[0][1] / bar.count), 1), whole - len(kept) + 1)
        lengths = (first, whole - first)
        return tuple(
            Piece(tone=tone, count=count, units=units) for (tone, count), units in zip(kept, lengths, strict=False)
        )


def pictures(lines: Iterable[ActionLine], on: date) -> tuple[Picture, Picture, Picture]:
    """By rating, by agency and by month, with ``on`` as today."""
    some = tuple(lines)
    return by_rating(some), by_agency(some), by_month(some, on)


def by_rating(lines: Sequence[ActionLine]) -> Picture:
    """How many actions have each rating."""
    counts = Counter(line.rating.rag for line in lines)
    bars = tuple(Bar(label=RAG_WORDS[rag], count=counts[rag], rag=rag) for rag in Rag)
    told = ", ".join(f"{bar.count} {bar.label.casefold()}" for bar in bars if bar.count)
    words = f"{count_of(len(lines), 'action')}: {told}." if lines else "There is no action yet."
    return Picture(title="Actions by rating", bars=bars, words=words)


def by_agency(lines: Sequence[ActionLine]) -> Picture:
    """How many open actions each lead agency has, and how many of them are late; the most first."""
    still = [line for line in lines if not line.action.is_finished]
    counts = Counter(line.action.lead_agency for line in still)
    late = Counter(line.action.lead_agency for line in still if line.is_late)
    ordered = sorted(counts, key=lambda name: (-counts[name], name.casefold()))
    bars = tuple(Bar(label=name, count=counts[name], late=late[name]) for name in ordered)
    told = "; ".join(f"{bar.label} {bar.count}" + (f", {bar.late} late" if bar.late else "") for bar in bars)
    words = f"{count_of(len(still), 'open action')}: {told}." if bars else "No action is open."
    return Picture(title="Open actions by lead agency", bars=bars, words=words)


def by_month(lines: Sequence[ActionLine], on: date) -> Picture:
    """How many open actions fall due in each month from this one; what was due before is one bar of its own."""
    still = [line.action.target_on for line in lines if not line.action.is_finished]
    months = _months(on)
    late = sum(day < on for day in still)
    counts = Counter((day.year, day.month) for day in still if day >= on)
    bars = [Bar(label="Past its target date", count=late, late=late)]
    dated = [Bar(label=month_of(month), count=counts[month.year, month.month]) for month in months]
    while dated and not dated[-1].count:
        dated.pop()
    bars += dated
    later = len(still) - sum(bar.count for bar in bars)
    bars += [Bar(label="Later", count=later)] if later else []
    told = "; ".join(
        f"{bar.label[0].lower() + bar.label[1:] if bar.late else bar.label} {bar.count}" for bar in bars if bar.count
    )
    words = f"Target dates of {count_of(len(still), 'open action')}: {told}." if still else "No action is open."
    return Picture(title="Open actions by month of their target date", bars=tuple(bars), words=words)


def _months(on: date) -> list[date]:
    found = [on.replace(day=1)]
    while len(found) < MONTHS:
        last = found[-1]
        found.append(date(last.year + last.month // 12, last.month % 12 + 1, 1))
    return found
