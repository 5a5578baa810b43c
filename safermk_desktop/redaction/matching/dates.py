"""Full dates in every form that British reports use, read day first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_NUMBER: Final = MappingProxyType(
    {name: at for at, name in enumerate(_MONTHS, 1)}
    | {name[:3]: at for at, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
)
_TENS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINALS: Final = MappingProxyType(
    {word: at for at, word in enumerate(_TENS, 1)}
    | {f"twenty{word}": 20 + at for at, word in enumerate(_TENS[:9], 1)}
    | {"thirtieth": 30, "thirtyfirst": 31}
)
_MONTH: Final = f"({'|'.join((*_MONTHS, 'sept', *(name[:3] for name in _MONTHS)))})"
_GAP: Final = r"[\s.,/_-]{0,4}"
# "29 May, 19 June": two digits before a month, or before another day of one, are a day and no year.
_DAY_OF_MONTH: Final = (
    r"\s?(?:st|nd|rd|th)?(?:\s?(?:,|and|&|to|-)\s?\d{1,2}(?:st|nd|rd|th)?)*(?:\s+of)?[\s-]{1,3}"
    rf"{_MONTH.replace('(', '(?:', 1)}(?![a-z])"
)
_YEAR: Final = rf"((?:1[89]|20)\d\d|'?\d\d(?!{_DAY_OF_MONTH}))(?!\d)(?![.,:]\d)"
_DAY: Final = r"(?<![\d])(\d{1,2})\s?(?:st|nd|rd|th)?"
_DAY_FIRST: Final = re.compile(rf"{_DAY}(?:\s+day)?(?:\s+of)?{_GAP}{_MONTH}(?![a-z]){_GAP}{_YEAR}")
_MONTH_FIRST: Final = re.compile(rf"(?<![a-z]){_MONTH}{_GAP}(?:the\s)?{_DAY}{_GAP}((?:1[89]|20)\d\d)(?!\d)")
_WORDS: Final = re.compile(
    rf"(?<![a-z])((?:twenty|thirty)?[\s-]?(?:{'|'.join(_TENS)})|thirtieth)\s+(?:day\s+)?(?:of\s+)?{_MONTH}{_GAP}{_YEAR}"
)
_NUMBERS: Final = re.compile(
    r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:1[89]|20)\d\d|\d\d)(?!\d)(?![/-]\d|[.]\d)"
)
_YEAR_FIRST: Final = re.compile(r"(?<![\d./-])((?:19|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
_BEFORE: Final = re.compile(
    r"(?:(?<![a-z])(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[\s,.]{1,3})?(?:the\s)?"
    r"(?:(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s?(?:-|/|&|,|and|to|until|or)\s?(?:the\s)?)*$"
)
_NUMBER_FOLLOWS: Final = re.compile(
    r"(?:^|\n|\b(?:paragraphs?|paras?|sections?|appendix|tables?|figures?|recommendations?|version|see|and|to)[ .])\s*$"
)
_REACH: Final = 32
_WINDOW: Final = 60
_DIGITS: Final = re.compile(r"\d+")


class WrittenDate(NamedTuple):
    """A full date as it stands in a shadow.

    ``short`` says that its year has two digits, ``doubtful`` that it may be the number of a paragraph.
    """

    start: int
    end: int
    year: int
    month: int
    day: int
    short: bool
    doubtful: bool = False


def full_dates(shadow_text: str) -> Iterator[WrittenDate]:
    """Every full date of a shadow, its weekday and the first day of a range taken with it."""
    for start, end in _near_digits(shadow_text):
        yield from _written_out(shadow_text, start, end)
        for match in _NUMBERS.finditer(shadow_text, start, end):
            before = shadow_text[max(0, match.start() - _REACH) : match.start()]
            doubtful = match[2] == "." and len(match[4]) == 2 and _NUMBER_FOLLOWS.search(before) is not None
            for written in _made(shadow_text, match, match[4], match[3], match[1]):
                yield written._replace(doubtful=doubtful)
        for match in _YEAR_FIRST.finditer(shadow_text, start, end):
            yield from _made(shadow_text, match, match[1], match[3], match[4])


def _written_out(text: str, start: int, end: int) -> Iterator[WrittenDate]:
    for match in _DAY_FIRST.finditer(text, start, end):
        # "16 November." at a paragraph's end and "15.3" at the next one's beginning are no date
        if len(match[3]) == 4 or "\n" not in text[match.end(2) : match.start(3)]:
            yield from _made(text, match, match[3], match[2], match[1])
    for match in _MONTH_FIRST.finditer(text, start, end):
        yield from _made(text, match, match[3], match[1], match[2])
    for match in _WORDS.finditer(text, start, end):
        day = _ORDINALS.get(re.sub(r"[\s-]", "", match[1]))
        if day:
            yield from _made(text, match, match[3], match[2], str(day))


def _near_digits(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text around digits: a full date has some, and most of a report has none."""
    start, end = -1, -1
    for match in _DIGITS.finditer(text):
        if match.start() - _WINDOW > end:
            if end >= 0:
                yield start, min(end, len(text))
            start = max(0, match.start() - _WINDOW)
        end = match.end() + _WINDOW
    if end >= 0:
        yield start, min(end, len(text))


def same_day(written: WrittenDate, day: tuple[int, int, int]) -> bool:
    """Whether a written date is that day (year, month, day); a short year fits either century."""
    fits = written.year % 100 == day[0] % 100 if written.short else written.year == day[0]
    return fits and (written.month, written.day) == day[1:]


def read_day(name: str, shadow_text: str) -> tuple[int, int, int] | None:
    """The day that a date identity's name means, or None where the name is no full date."""
    for written in full_dates(shadow_text):
        if written.end - written.start >= len(name) - 2:
            return (written.year, written.month, written.day)
    return None


def rule_text(written: WrittenDate, rule: Literal["month_year", "year"]) -> str:
    """What stands for a full date under the case's rule."""
    return str(written.year) if rule == "year" else f"{_MONTHS[written.month - 1].title()} {written.year}"


def _made(text: str, match: re.Match[str], year: str, month: str, day: str) -> Iterator[WrittenDate]:
    short = len(year.lstrip("'")) == 2
    number = int(year.lstrip("'"))
    if short:
        number += 2000 if number <= 30 else 1900
    m = _MONTH_NUMBER.get(month) or (int(month) if month.isdecimal() else 0)
    d = int(day)
    if m > 12 >= d:
        m, d = d, m
    if not _exists(number, m, d):
        return
    start = match.start()
    back = max(0, start - _REACH)
    before = _BEFORE.search(text[back:start])
    if before is not None and match.re is not _MONTH_FIRST:
        start = back + before.start()
    yield WrittenDate(start, match.end(), number, m, d, short)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
