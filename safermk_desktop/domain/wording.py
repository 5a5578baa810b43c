"""How dates and counts are said in plain English."""

from __future__ import annotations

from datetime import date


def long_date(day: date | None) -> str:
    """``17 November 2026``; an empty string for no day."""
    return f"{day.day} {day:%B %Y}" if day else ""


def month_of(day: date | None) -> str:
    """``November 2026``; an empty string for no day."""
    return f"{day:%B %Y}" if day else ""


def year_of(day: date | None) -> str:
    """``2026``; an empty string for no day."""
    return str(day.year) if day else ""


def short_date(day: date | None) -> str:
    """``17 Nov 2026``; an empty string for no day."""
    return f"{day.day} {day:%b %Y}" if day else ""


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
