"""The published form that is suggested for a finding: the least that the report still needs (domain file, 4.1).

Names go, dates keep month and year, ages become bands, references are removed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction.detection.findings import Kind
from safermk_desktop.redaction.matching.dates import MONTHS, full_dates, rule_text
from safermk_desktop.redaction.matching.shadow import shadow
from safermk_desktop.redaction.register import DateRule

_FORMS: Final = MappingProxyType(
    {
        Kind.PERSON: "[name]",
        Kind.CHILD: "[child]",
        Kind.PLACE: "[place]",
        Kind.ORGANISATION: "[organisation]",
        Kind.DATE: "[date]",
        Kind.AGE: "[age]",
        Kind.CONTACT: "[contact removed]",
        Kind.REFERENCE: "[reference removed]",
        Kind.DEMOGRAPHIC: "[description]",
        Kind.OCCUPATION: "[occupation]",
        Kind.QUANTITY: "[number]",
    }
)
_MONTH: Final = re.compile(rf"\b({'|'.join(MONTHS)})\b(?:\s+((?:19|20)\d\d)\b)?", re.IGNORECASE)
_TIME: Final = re.compile(
    r"\d{1,2}\s?[:.]\s?\d\d|\d\s?[ap]\.?m|\d{4}\s?(?:hrs|hours)|noon|midnight|o['’]clock", re.IGNORECASE
)
_ANY_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER: Final = re.compile(r"\d{1,3}")
_CHILD_BANDS: Final = ((4, "0 to 4"), (10, "5 to 10"), (17, "11 to 17"))
_ADULT: Final = 18
_OLDEST: Final = 120


@lru_cache(maxsize=20_000)
def suggested_form(kind: Kind, text: str, dates: DateRule = "month_year") -> str:
    """What may be printed instead of a finding; a case that keeps its dates is still shown month and year."""
    if kind is Kind.DATE:
        return _date(text, dates)
    if kind is Kind.AGE:
        return _age(text)
    return _FORMS[kind]


def _date(text: str, dates: DateRule) -> str:
    for written in full_dates(shadow(text).text):
        return rule_text(written, "year" if dates == "year" else "month_year")
    month = _MONTH.search(text)
    if month is not None and dates != "year":
        return " ".join(piece for piece in (month[1].title(), month[2]) if piece)
    year = _ANY_YEAR.search(text)
    if year is not None:
        return year[0]
    return "[time]" if _TIME.search(text) else _FORMS[Kind.DATE]


def _age(text: str) -> str:
    number = _NUMBER.search(text)
    years = int(number[0]) if number is not None else _OLDEST
    if years >= _OLDEST:
        return _FORMS[Kind.AGE]
    if years >= _ADULT:
        return f"{max(_ADULT, years // 10 * 10)} to {years // 10 * 10 + 9}"
    return next(band for oldest, band in _CHILD_BANDS if years <= oldest)
