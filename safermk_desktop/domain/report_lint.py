"""What a reader of a report should not have to find out: stale dates, notes nobody wrote, labels that identify.

Pure. It reads sentences by their words, so it warns and never decides; domain 7.2 lists what it looks for.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from safermk_desktop.domain.wording import long_date


class Rule(StrEnum):
    """What can be wrong with a report."""

    STALE = "stale_date"
    VERBAL = "verbal_update_without_note"
    NO_LEAD = "no_lead"
    UNCHANGED = "status_unchanged"
    NO_YEAR = "date_without_year"
    IDENTIFIES = "label_identifies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text of the report and where it stands. ``note`` is the written note behind what is told by word of mouth."""

    place: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The status of one plan as it is reported, with that of the periods before, the latest first."""

    name: str
    lead: str
    status: str
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """One thing to mend: where, the words it is about, what is wrong and what would mend it."""

    rule: Rule
    place: str
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Day:
    """A date as it is written, and the last day that it can mean; ``is_day`` where it is no month."""

    words: str
    last: date
    has_year: bool
    is_day: bool


MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH: Final = "|".join(f"{name.capitalize()}|{name[:3].capitalize()}" for name in MONTHS) + "|Sept"
_NUMBER: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?\b"
_DATES: Final = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})[/.](?P<number>\d{1,2})(?:[/.](?P<year>(?:19|20)?\d\d))\b"),
    re.compile(rf"\b{_NUMBER}\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?{_YEAR}"),
    re.compile(rf"\b(?P<month>{_MONTH})\s+{_NUMBER}\b(?!\s*\d){_YEAR}"),
    re.compile(rf"(?P<month>\b(?:{_MONTH})\b)\.?\s+(?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b(?:in|by|until|during|early|mid|late|for|from)\s+(?P<month>{_MONTH})\b(?!\s+\d)"),
)
_FUTURE: Final = re.compile(
    r"\b(?:will|shall|going to|about to|to be (?:held|taken|agreed|presented|received|published|submitted|"
    r"reviewed|considered|discussed|elected|completed|confirmed|finished|sent)|(?:is|are) to\b|(?:is|are) due|"
    r"due (?:to|in|on|by|for|at)|(?:is|are) (?:scheduled|planned|expected|anticipated|awaiting|forthcoming)|"
    r"scheduled for|planned for|"
    r"expected (?:in|on|by)|awaits?|hopes? to|intends? to)\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[^.;:!?\n,]+(?:[.,:](?=\d)[^.;:!?\n,]+)*")
_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]+)*")
_VERBAL: Final = re.compile(
    r"\b(?:verbal|oral|spoken)(?:ly)?\s+(?:update|report|briefing|feedback)\b|"
    r"\b(?:update|report|briefing)\w*\s+(?:to be |was |is |will be )?(?:given |provided |made )?"
    r"(?:verbally|orally|by word of mouth)\b",
    re.IGNORECASE,
)
_DEATH: Final = re.compile(r"\b(?:deaths?|died|killed|homicide|murder|suicide|fatal\w*)\b", re.IGNORECASE)
_PROCESS: Final = re.compile(r"domestic (?:homicide|abuse related death) reviews?", re.IGNORECASE)
"""The process, which is no death."""
_AGENCY: Final = re.compile(
    r"\b(?:police|constabulary|hospital|infirmary|surgery|gp|practice|trust|school|college|academy|university|probation|"
    r"prison|refuge|council|housing|homes|association|ambulance|clinic|nursery|church|mosque|employer)\b",
    re.IGNORECASE,
)


def lint_texts(passages: Iterable[Passage], *, written_on: date, agencies: Sequence[str] = ()) -> tuple[Warned, ...]:
    """What to mend in the texts of a report that is dated ``written_on``; ``agencies`` by the names they go by."""
    names = [name.casefold() for name in agencies if len(name) > 2]
    return tuple(found for passage in passages for found in _passage(passage, written_on, names))


def lint_plans(plans: Iterable[Told]) -> tuple[Warned, ...]:
    """Plans without a lead, and those whose status is that of the period before."""
    return tuple(found for plan in plans for found in _plan(plan))


def lint_leads(leads: Iterable[tuple[str, str]]) -> tuple[Warned, ...]:
    """Actions (what they are called, who leads) that nobody leads."""
    return tuple(_no_lead(name) for name, lead in leads if not lead.strip())


def _passage(passage: Passage, written_on: date, agencies: Sequence[str]) -> Iterator[Warned]:
    yield from _stale(passage, written_on)
    for found in _SENTENCE.finditer(passage.text):
        sentence = " ".join(found[0].split())
        yield from _undated(passage, sentence, written_on)
        if _VERBAL.search(sentence) and not passage.note.strip():
            mend = "Write a note of what is said, or attach one: a report that says nothing cannot be checked."
            yield Warned(rule=Rule.VERBAL, place=passage.place, words=sentence, sentence=mend)
        if _identifies(sentence, written_on, agencies):
            mend = "The month of a death and an agency together tell whose it was. Keep to the case's label."
            yield Warned(rule=Rule.IDENTIFIES, place=passage.place, words=sentence, sentence=mend)


def _stale(passage: Passage, written_on: date) -> Iterator[Warned]:
    for found in _CLAUSE.finditer(passage.text):
        clause = found[0]
        if not _FUTURE.search(clause):
            continue
        for day in _days(clause, written_on):
            if day.last < written_on:
                said = f"{day.words} had passed when the report was dated, {long_date(written_on)}. Say what happened."
                words = " ".join(clause.split())
                yield Warned(rule=Rule.STALE, place=passage.place, words=words, sentence=said)


def _undated(passage: Passage, sentence: str, written_on: date) -> Iterator[Warned]:
    for day in _days(sentence, written_on):
        if day.is_day and not day.has_year:
            said = f"{day.words} has no year. The report will be read in others."
            yield Warned(rule=Rule.NO_YEAR, place=passage.place, words=sentence, sentence=said)


def _identifies(sentence: str, written_on: date, agencies: Sequence[str]) -> bool:
    bare = _PROCESS.sub("", sentence)
    if not _DEATH.search(bare) or next(_days(sentence, written_on), None) is None:
        return False
    return bool(_AGENCY.search(bare)) or any(name in bare.casefold() for name in agencies)


def _plan(plan: Told) -> Iterator[Warned]:
    if not plan.lead.strip():
        yield _no_lead(plan.name)
    if plan.earlier and plan.earlier[0] == plan.status:
        periods = 1 + next((n for n, was in enumerate(plan.earlier) if was != plan.status), len(plan.earlier))
        said = f"The status has been the same for {periods} periods. Say what moved, or what keeps it."
        yield Warned(rule=Rule.UNCHANGED, place=plan.name, words=plan.status, sentence=said)


def _no_lead(name: str) -> Warned:
    return Warned(rule=Rule.NO_LEAD, place=name, words="", sentence="Nobody leads. Name the organisation that does.")


def _days(text: str, written_on: date) -> Iterator[_Day]:
    """Every date in a text, once; a date without a year is the one that lies nearest to the day of the report."""
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for found in pattern.finditer(text):
            start = found.start() if "day" in pattern.groupindex else found.start("month")
            if any(first < found.end() and start < last for first, last in taken):
                continue
            day = _day(found, text[start : found.end()], written_on)
            if day is not None:
                taken.append((start, found.end()))
                yield day


def _day(found: re.Match[str], words: str, written_on: date) -> _Day | None:
    given = found.groupdict()
    month = _month(given)
    if not 1 <= month <= 12:
        return None
    is_day = "day" in given
    year_words = given.get("year")
    years = [int(year_words) + (2000 if len(year_words) == 2 else 0)] if year_words else _near(written_on)
    ends = [last for year in years if (last := _last(year, month, given.get("day"))) is not None]
    if not ends:
        return None
    nearest = min(ends, key=lambda last: abs((last - written_on).days))
    return _Day(words.strip(), nearest, bool(year_words), is_day)


def _near(on: date) -> list[int]:
    return [on.year - 1, on.year, on.year + 1]


def _month(given: dict[str, str]) -> int:
    if number := given.get("number"):
        return int(number)
    letters = given["month"].casefold()[:3]
    return 1 + next(at for at, name in enumerate(MONTHS) if name.startswith(letters))


def _last(year: int, month: int, day: str | None) -> date | None:
    """The day itself, or the last of its month; ``None`` where there is no such day."""
    try:
        return date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:
        return None
