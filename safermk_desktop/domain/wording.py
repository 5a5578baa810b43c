"""How dates and counts are said in plain English."""

from __future__ import annotations

from datetime import date
from typing import Final

MONTHS: Final = tuple("January February March April May June July August September October November December".split())
"""English whatever the computer speaks."""


def long_date(day: date | None) -> str:
    """``17 November 2026``; an empty string for no day."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def month_of(day: date | None) -> str:
    """``November 2026``; an empty string for no day."""
    return f"{MONTHS[day.month - 1]} {day.year}" if day else ""


def year_of(day: date | None) -> str:
    """``2026``; an empty string for no day."""
    return str(day.year) if day else ""


def short_date(day: date | None) -> str:
    """``17 Nov 2026``; an empty string for no day."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def days_from_now(days: int | None) -> str:
    """``6 days late``, ``Due today``, ``1 day left``, ``No day set``."""
    if days is None:
        return "No day set"
    if days == 0:
        return "Due today"
    unit = "day" if abs(days) == 1 else "days"
    return f"{days} {unit} left" if days > 0 else f"{-days} {unit} late"


def count_of(number: int, noun: str) -> str:
    """``1 action``, ``3 actions``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
