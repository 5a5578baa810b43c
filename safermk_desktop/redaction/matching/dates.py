"""Full dates in every form that British reports use, read day first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from safermk_desktop.redaction.matching.spans import Span

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_NUMBER: Final = MappingProxyType(
    {name: at for at, name in enumerate(MONTHS, 1)} | {name[:3]: at for at, name in enumerate(MONTHS, 1)} | {"sept": 9}
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
_MONTH: Final = f"({'|'.join((*MONTHS, 'sept', *(name[:3] for name in MONTHS)))})"
_GAP: Final = r"[\s.,/_-]{0,4}"
# "29 May, 19 June": two digits before a month, or before another day of one, are a day and no year.
_DAY_OF_MONTH: Final = (
    r"\s?(?:st|nd|rd|th)?(?:\s?(?:,|and|&|to|-)\s?\d{1,2}(?:st|nd|rd|th)?)*(?:\s+of)?[\s-]{1,3}"
    rf"{_MONTH.replace('(', '(?:', 1)}(?![a-z])"
)
_UNITS: Final = "one two three four five six seven eight nine".split()
_TEENS: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_DECADES: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_YEAR_WORDS: Final = MappingProxyType(
    {word: at for at, word in enumerate((*_UNITS, *_TEENS), 1)} | {word: at * 10 for at, word in enumerate(_DECADES, 2)}
)
_BELOW_HUNDRED: Final = rf"(?:{'|'.join(_TEENS)}|(?:{'|'.join(_DECADES)})(?:[\s-](?:{'|'.join(_UNITS)}))?)"
_FULL_YEAR: Final = (
    rf"(?:1[89]|20)\d\d|two\sthousand(?:(?:\sand)?\s(?:{_BELOW_HUNDRED}|{'|'.join(_UNITS)}))?(?![a-z])"
    rf"|(?:nineteen|twenty)(?:\shundred(?:\sand)?)?[\s-]{_BELOW_HUNDRED}(?![a-z])"
)
_AFTER_YEAR: Final = r"(?!\d)(?![.,:]\d)"
# "of 2021", "in the year 2021" and "(2021)": never with two digits, which are a number there.
_APART: Final = rf"[\s,]{{1,3}}(?:of|in)\s(?:the\syear\s)?({_FULL_YEAR}){_AFTER_YEAR}|\s?\(\s?({_FULL_YEAR})\s?\)"
_YEAR: Final = rf"(?:{_GAP}({_FULL_YEAR}|'?\d\d(?!{_DAY_OF_MONTH})){_AFTER_YEAR}|{_APART})"
_LONG_YEAR: Final = rf"(?:{_GAP}({_FULL_YEAR})(?!\d)|{_APART})"
# A figure first, and then what stands before it: so a text is walked from one figure to the next.
_DAY: Final = r"(\d(?<!\d\d)\d?)\s?(?:st|nd|rd|th)?"
_MORE_DAYS: Final = r"(?:\s?(?:-|/|&|,|and|to|until|or)\s?(?:the\s)?\d{1,2}(?:st|nd|rd|th)?)*"
_DAY_FIRST: Final = re.compile(rf"{_DAY}(?:\s+day)?(?:\s+of)?{_GAP}{_MONTH}(?![a-z]){_YEAR}")
_MONTH_FIRST: Final = re.compile(rf"(?<![a-z]){_MONTH}{_GAP}(?:the\s)?{_DAY}{_MORE_DAYS}{_LONG_YEAR}")
_YEAR_MONTH: Final = re.compile(
    rf"((?<!\d)(?:1[89]|20)\d\d)[\s.,/_-]{{1,3}}{_MONTH}{_GAP}(?:the\s)?(\d\d?)(?:st|nd|rd|th)?(?!\d)"
)
_WORDS: Final = re.compile(
    rf"(?<![a-z])((?:twenty|thirty)?[\s-]?(?:{'|'.join(_TENS)})|thirtieth)\s+(?:day\s+)?(?:of\s+)?{_MONTH}{_YEAR}"
)
_NUMBERS: Final = re.compile(r"(\d\d?)\s?([./-])\s?(\d{1,2})\s?\2\s?((?:1[89]|20)\d\d|\d\d)(?!\d)")
_YEAR_FIRST: Final = re.compile(r"((?:19|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
_IN_A_PATH: Final = re.compile(r"(?:\A|\D)/\Z")
_ORDINAL_END: Final = re.compile(r"st|nd|rd|th")
_TO: Final = re.compile(r"\s?[-/]\s?")
_JOINT: Final = r"(?:\s?,\s?(?:and\s|or\s)?|\s?(?:and|&|-|/|to|until|or)\s?)(?:the\s)?\Z"
_DAY_MONTH_BEFORE: Final = re.compile(rf"{_DAY}(?:\s+of)?[\s-]{{0,3}}{_MONTH}{_JOINT}")
_MONTH_DAY_BEFORE: Final = re.compile(rf"(?<![a-z]){_MONTH}{_GAP}(?:the\s)?{_DAY}{_JOINT}")
_BEFORE: Final = re.compile(
    r"(?:(?<![a-z])(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[\s,.]{1,3})?(?:the\s)?"
    r"(?:(?<![\d./:-])(?!\d{1,2}([./-])\d{1,2}\1\d\d)\d{1,2}(?:st|nd|rd|th)?\s?(?:-|/|&|,|and|to|until|or)\s?(?:the\s)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s?(?:-|/|&|,|and|to|until|or)\s?(?:the\s)?)*)?\Z"
)
_NUMBER_FOLLOWS: Final = re.compile(
    r"(?:^|\n|\b(?:paragraphs?|paras?|sections?|appendix|tables?|figures?|recommendations?|version|see|and|to)[ .])\s*$"
)
_REACH: Final = 32
_ORDINAL_ENDS: Final = ("first", "second", "third", "th")
_SOME_WORDS: Final = 2
_DAYS: Final = 31
RANGE: Final = "dates"
_WINDOW: Final = 60
# A shadow has the figures of all scripts as these ten.
_DIGITS: Final = re.compile(rf"[0-9]++(?:[^0-9]{{1,{2 * _WINDOW}}}+[0-9]++)*+")
_WORDS_OF_YEARS: Final = ("thousand", "nineteen", "twenty")
# What every date has that is written with a month, or in digits.
_SOME_MONTH: Final = re.compile("|".join(name[:3] for name in MONTHS))
_SOME_DAY: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_SOME_CHAIN: Final = re.compile(r"\d\s?[./-]\s?\d")
_SAME_AGAIN: Final = re.compile(r"[^\S\n\t]?(?:[-–—/&]|to|and|until)[^\S\n\t]?(?:on\s)?")


class WrittenDate(NamedTuple):
    """A full date as it stands in a shadow.

    ``short`` says that its year has two digits, ``doubtful`` that it may be the number of a paragraph or
    part of a web address, ``ranged`` that several days stand in it.
    """

    start: int
    end: int
    year: int
    month: int
    day: int
    short: bool
    doubtful: bool = False
    ranged: bool = False


def full_dates(shadow_text: str) -> Iterator[WrittenDate]:
    """Every full date of a shadow, its weekday and the first day of a range taken with it."""
    for start, end in _near_digits(shadow_text):
        months = [one.start() for one in _SOME_MONTH.finditer(shadow_text, start, end)]
        if months:
            yield from _written_out(shadow_text, start, end, months)
            yield from _year_first(shadow_text, months, end)
        if not _SOME_CHAIN.search(shadow_text, start, end):
            continue
        for match in _chains(_NUMBERS, shadow_text, start, end):
            before = shadow_text[max(0, match.start() - _REACH) : match.start()]
            doubtful = match[2] == "." and len(match[4]) == 2 and _NUMBER_FOLLOWS.search(before) is not None
            doubtful = doubtful or _IN_A_PATH.search(before) is not None
            for written in _made(shadow_text, match, match[4], match[3], match[1]):
                yield written._replace(doubtful=doubtful)
        for match in _chains(_YEAR_FIRST, shadow_text, start, end):
            doubtful = _IN_A_PATH.search(shadow_text[max(0, match.start() - 2) : match.start()]) is not None
            for written in _made(shadow_text, match, match[1], match[3], match[4]):
                yield written._replace(doubtful=doubtful)


def _chains(form: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Dates in digits, alone or one after another with a hyphen or stroke; not what stands within a longer number."""
    place = start
    while (match := form.search(text, place, end)) is not None:
        if _is_in_a_number(text, match.start(), match[2]):
            place = match.start() + 1
            continue
        chain = [match]
        while (joint := _TO.match(text, match.end())) and (match := form.match(text, joint.end())):
            chain.append(match)
            place = match.end()
        last = chain[-1]
        place = last.end()
        goes_on = text[last.end() : last.end() + 1] == last[2] and text[last.end() + 1 : last.end() + 2].isdecimal()
        if form is _YEAR_FIRST or len(chain) > 1 or not goes_on:
            yield from chain


def _is_in_a_number(text: str, start: int, mark: str) -> bool:
    """Whether figures stand before a date, or figures and the mark that parts its own: ``1.14.3.2021`` is no date."""
    before = text[max(0, start - 2) : start]
    return before[-1:].isdecimal() or (before[-1:] == mark and before[:-1].isdecimal())


def _written_out(text: str, start: int, end: int, months: Sequence[int]) -> Iterator[WrittenDate]:
    """Dates with a month's name; ``months`` are the places where one may stand."""
    for match in _DAY_FIRST.finditer(text, start, end):
        # "16 November." at a paragraph's end and "15.3" at the next one's beginning are no date
        year = match[match.lastindex or 0]
        if len(year) >= 4 or "\n" not in text[match.end(2) : match.end()]:
            for written in _made(text, match, year, match[2], match[1]):
                yield from (written, *_earlier(text, written, _DAY_MONTH_BEFORE, (1, 2)))
    for match in _from_months(text, end, months):
        for written in _made(text, match, match[match.lastindex or 0], match[1], match[2]):
            yield from (written, *_earlier(text, written, _MONTH_DAY_BEFORE, (2, 1)))
    spelled = any(_may_be_spelled(text, month) for month in months)
    for match in _WORDS.finditer(text, start, end) if spelled else ():
        day = _ORDINALS.get(re.sub(r"[\s-]", "", match[1]))
        if day:
            yield from _made(text, match, match[match.lastindex or 0], match[2], str(day))


def _year_first(text: str, months: Sequence[int], end: int) -> Iterator[WrittenDate]:
    """Dates as lists of files have them: 2021 May 3."""
    for month in months:
        at = next((month - back for back in (5, 6) if text[month - back : month - back + 4].isdecimal()), -1)
        match = _YEAR_MONTH.match(text, at, end) if at >= 0 else None
        if match is not None:
            yield from _made(text, match, match[1], match[2], match[3])


def _from_months(text: str, end: int, months: Sequence[int]) -> Iterator[re.Match[str]]:
    """What ``_MONTH_FIRST`` finds: no two months stand one within the other but in a word."""
    reach = 0
    for month in months:
        match = _MONTH_FIRST.match(text, month, end) if month >= reach else None
        if match is not None:
            reach = match.end()
            yield match


def _may_be_spelled(text: str, month: int) -> bool:
    """Whether a day in words may stand before a month: what ends as one, though much white space lies between."""
    if not text[month - 1 : month].isspace():
        return False
    words = text[max(0, month - _REACH) : month].split()
    for between in ("of", "day"):
        if words and words[-1].endswith(between):
            del words[-1]
    return len(words) < _SOME_WORDS or (words[-1].endswith(_ORDINAL_ENDS) and words[-1][-3:-2].isalpha())


def _earlier(text: str, written: WrittenDate, form: re.Pattern[str], groups: tuple[int, int]) -> Iterator[WrittenDate]:
    """The days before a full date whose year is the full date's: "3 May and 5 June 2021" has two of them."""
    day, month = groups
    while written.start:
        back = max(0, written.start - _REACH)
        match = form.search(text[back : written.start])
        if match is None or not 0 < int(match[day]) <= _DAYS:
            return
        start = _with_what_belongs(text, back + match.start(), is_month_first=form is _MONTH_DAY_BEFORE)
        end = back + match.end(max(groups))
        if day > month:
            ordinal = _ORDINAL_END.match(text, end)
            end = ordinal.end() if ordinal is not None else end
        written = written._replace(
            start=start, end=end, month=_MONTH_NUMBER[match[month]], day=int(match[day]), ranged=False
        )
        yield written


def _near_digits(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text around digits: a full date has some, and most of a report has none."""
    start, end = -1, -1
    for first, last in _hints(text):
        if first - _WINDOW > end:
            if end >= 0:
                yield start, min(end, len(text))
            start = max(0, first - _WINDOW)
        end = max(end, last + _WINDOW)
    if end >= 0:
        yield start, min(end, len(text))


def _hints(text: str) -> list[tuple[int, int]]:
    found = [match.span() for match in _DIGITS.finditer(text)]
    for word in _WORDS_OF_YEARS:
        if word in text:
            found += [match.span() for match in re.finditer(word, text)]
    return sorted(found)


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


def letters_of(day: tuple[int, int, int]) -> tuple[str, ...]:
    """A day in letters and figures, as it stands with one of them in each box of a form."""
    months = (MONTHS[day[1] - 1], MONTHS[day[1] - 1][:3])
    return tuple(f"{day[2]}{ending}{month}{day[0]}" for month in months for ending in ("", "st", "nd", "rd", "th"))


def strings_of(day: tuple[int, int, int]) -> tuple[str, ...]:
    """A day in nothing but figures: year first, day first, and without noughts where that is still long enough."""
    year, month, number = day
    plain = f"{number}{month}{year}"
    return (f"{year:04}{month:02}{number:02}", f"{number:02}{month:02}{year:04}", *([plain] if len(plain) > 6 else []))


def rule_text(written: WrittenDate, rule: Literal["month_year", "year"]) -> str:
    """What stands for a full date under the case's rule."""
    return str(written.year) if rule == "year" else f"{MONTHS[written.month - 1].title()} {written.year}"


def joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Dates under the rule that follow one another as the same month or year are one: ``3/5/21-7/5/21``."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if (
            last is not None
            and last.owner == span.owner == -1
            and last.text == span.text
            and _SAME_AGAIN.fullmatch(text, last.end, span.start)
        ):
            found[-1] = last._replace(end=span.end, form=RANGE)
        else:
            found.append(span)
    return found


def _made(text: str, match: re.Match[str], year: str, month: str, day: str) -> Iterator[WrittenDate]:
    digits = year.lstrip("'")
    short = digits.isdecimal() and len(digits) == 2
    number = _year_number(digits)
    if short:
        number += 2000 if number <= 30 else 1900
    m = _MONTH_NUMBER.get(month) or (int(month) if month.isdecimal() else 0)
    d = int(day)
    if m > 12 >= d:
        m, d = d, m
    if not _may_be(number, m, d, short=short):
        return
    start = _with_what_belongs(text, match.start(), is_month_first=match.re is _MONTH_FIRST)
    days = text[start : match.start()] if match.re is not _MONTH_FIRST else text[match.end(2) : match.end()]
    ranged = _SOME_DAY.search(days) is not None
    yield WrittenDate(start, match.end(), number, m, d, short, ranged=ranged)


def _with_what_belongs(text: str, start: int, *, is_month_first: bool) -> int:
    """Where a date begins with its weekday and the days before its own."""
    back = max(0, start - _REACH)
    before = _BEFORE.search(text[back:start])
    return back + before.start() if before is not None and not is_month_first else start


def _year_number(year: str) -> int:
    if year.isdecimal():
        return int(year)
    first, *rest = re.split(r"[\s-]", year)
    century = 2000 if first == "two" else _YEAR_WORDS[first] * 100
    return century + sum(_YEAR_WORDS.get(word, 0) for word in rest)


def _may_be(year: int, month: int, day: int, *, short: bool) -> bool:
    """Whether it is a day, or one that does not exist (31 February 2021) but was written as one."""
    try:
        date(year, month, day)
    except ValueError:
        return not short and 0 < month <= len(MONTHS) and 0 < day <= _DAYS
    return True
