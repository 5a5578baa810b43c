"""Dates and times in every form that reports use."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.patterns.checks import is_day
from safermk_desktop.redaction.detection.patterns.rules import CERTAIN, LIKELY, POSSIBLE, Rule, rule

MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
# The same with nothing after it but a letter's end, for "12MAR21".
_MONTH_TIGHT: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)"
WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun)\b\.?"
_ORDINAL: Final = r"(?:\s?(?:st|nd|rd|th))?"
DAY: Final = rf"(?:3[01]|[12O]\d|0?[1-9]|[123]O){_ORDINAL}"
_WORD_DAY: Final = (
    r"(?:(?:twenty|thirty)[\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_JOINT: Final = r"\s{0,2}(?:,\s?and|,|-|/|&|\band\b|\bor\b|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s{0,2}(?:the\s)?"
_YEAR: Final = r"(?:[12O][O\d]{3}|'\d{2})"
_YEAR_AFTER: Final = (
    rf"(?: (?:\s{{0,2}},?\s{{0,2}}|\s?[/.-]\s?) {_YEAR} \b (?!/\d) | [\s./-]{{1,2}}[\dO]{{2}}\b "
    r"(?![:.,%/]\d|\s?(?:[ap]\.?m|hrs|hours|%)) )?"
)
DATE_IN_WORDS: Final = rf"""
    (?<![\w£$€.]) (?<!\d[:/]) (?:{WEEKDAY},?\s{{1,2}})? (?:the\s{{1,2}})?
    {DAY} (?:{_JOINT}(?:{WEEKDAY}\s)?{DAY}){{0,6}} (?:\s{{1,2}}day)? (?:\s{{1,2}}of\b)?
      (?:\s{{0,3}}|\s?[./-]) {MONTH} {_YEAR_AFTER}
    (?! \s? \d{{0,2}}\s?% )
"""
_TIGHT: Final = (
    rf"(?<![\w£$€.]) (?<!\d:) (?:3[01]|[12O]\d|0?[1-9]) [\s/.-]? {_MONTH_TIGHT} [\s/.'-]? "
    rf"(?:[12]\d)?\d{{2}} \b"
)
_MONTH_FIRST: Final = rf"""
    \b {MONTH} \s{{1,2}} (?:the\s{{1,2}})? {DAY}\b (?!:\d|\.\d|,\d{{3}}|\s?(?:[ap]m\b|
      %)) (?:{_JOINT}{DAY}\b(?!:\d|,\d{{3}})){{0,4}} (?:,?\s{{1,2}}[12][\dO]{{3}}\b)?
"""
_SPELLED: Final = rf"\b (?:the\s)? (?:{_WORD_DAY}) \s (?:day\s)? (?:of\s)? {MONTH} (?:,?\s[12]\d{{3}}\b)?"
_F: Final = r"[\dO]"
_FIGURES: Final = rf"""
    (?<![\w£$€./-]) (?<!\d[,:]) (?P<first>{_F}{{1,2}}) \s?(?P<joint>[./-])\s? (?P<second>{_F}{{1,2}})
      \s?(?P<other>[./-])\s? (?P<year>{_F}{{4}}|{_F}{{2}})
    (?! [\w/£%] | [.-]\d )
"""
_ISO: Final = (
    rf"(?<![\w£$€./-]) (?<!\d[,:]) {_F}{{4}} [./-] {_F}{{1,2}} [./-] {_F}{{1,2}} (?!\d) "
    r"(?:T\d\d:\d\d(?::\d\d)?Z?)?"
)
_CITED: Final = frozenset(
    "paragraph paragraphs para paras section sections s ss clause clauses version versions v chapter "
    "chapters page pages p pp table tables "
    "figure figures fig part parts rule rules article articles build builds appendix annex step "
    "recommendation recommendations action "
    "actions point points standard standards release item items verse".split()
)
_WORD_REACH: Final = 22
_NEAR: Final = 12
_FIGURE: Final = re.compile(r"\d")
_BORN_CUE: Final = r"\b (?:d\.?\s?o\.?\s?b\b\.? | dates?\s{1,2}of\s{1,2}birth | born) (?:\s{1,2}on)?"
_BORN: Final = (
    rf"{_BORN_CUE} \s{{0,3}} [:(=-]? \s{{0,3}} "
    rf"(?P<found>{_F}{{1,2}}[\s./-]{{0,3}}{_F}{{1,2}}[\s./-]{{0,3}}(?:{_F}{{4}}|{_F}{{2}})|"
    rf"{_F}{{4}}[\s./-]?{_F}{{2}}[\s./-]?{_F}{{2}}) (?!\d)"
)
_DAY_AND_MONTH: Final = r"""
    \b (?:on|dated|since|from|until|till|by|between|before|after|closed|w/c|commencing|ending|w/e) \s{1,2}
    (?P<found>(?P<first>\d{1,2})/(?P<second>\d{1,2})) (?![\w/%]|\.\d)
"""
_MONTH_OF_YEAR: Final = r"(?<![\w£$€./-]) (?:0?[1-9]|1[012])/(?:19|20)\d{2} (?![\w/])"
_PART: Final = r"(?:early|late|mid|the\sbeginning\sof|the\send\sof|the\smiddle\sof|beginning\sof|end\sof|middle\sof)"
_MONTHS: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|"
    "FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|Jan|Feb|Mar|Apr|Jun|"
    "Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_MONTH_AND_YEAR: Final = rf"""
    (?:\b{_PART}[\s-])? \b {_MONTHS}\b\.? (?:\s?(?:-|/|to|and|or|until)\s?{_MONTHS}\b\.?)?
      (?:,?\s{{1,2}}(?:of\s)?[12]\d{{3}}\b(?:/\d{{2}}\b)?|\s'?\d{{2}}\b(?![:.,/]\d))
"""
# "In May" and "every June" are no day of anybody's; a stretch of time that begins or ends with a month may be one.
_MONTH_ALONE: Final = r"""
    \b (?: (?:since|last|early|late|mid|until|till) [\s-]{1,2} (?P<found>(?:January|
      February|March|April|May|June|July|August|September|October|November|December))
      \b )
"""
_LOWER_MONTH_AND_YEAR: Final = (
    r"\b (?:january|february|march|april|may|june|july|august|september|october|november|december) "
    r"\s{1,2} (?:19|20)\d{2} \b"
)
_MONTHS_CLEAR: Final = r"\b (?:January|February|April|July|September|October|November|December) \b"
_SEASON: Final = (
    r"\b (?:(?:early|late|mid)[\s-])? (?:spring|summer|autumn|winter|Spring|Summer|Autumn|Winter|Easter|"
    r"Christmas|Michaelmas) (?:\s(?:term|half-term|holidays|break))? (?:\s(?:of|in))? \s{1,2} (?:19|"
    r"20)\d{2} (?:[/-]\d{2,4})? \b"
)
_DECADE: Final = r"\b (?:(?:early|late|mid)[\s-])? (?: (?:19|20)\d0'?s | '\d0s ) \b"
_YEARS: Final = (
    r"(?<![\w£$€./'()-]) (?<!\d[,:]) (?<!\d{3}\s) (?:1[789]|20)\d{2} "
    r"(?: \s?[-/]\s?(?:(?:1[789]|20)\d{2}|\d{2}) )? (?![\w/:%-] | [.,]\d)"
)
_YEAR_IN_BRACKETS: Final = r"(?<=[(]) (?:1[789]|20)\d{2} (?:\s?-\s?(?:(?:1[789]|20)\d{2}|\d{2}))? (?=[),;])"
_LAW: Final = frozenset(
    (
        "act order regulation regulations rule rules measure bill code directive iso bs scheme convention regs protocol"
    ).split()
)
_LAW_AFTER: Final = re.compile(
    r"\s(?:Act|Regulations?|Order|Rules|Convention|Constitution|guidance|Guidance|edition|Code|"
    r"pages|words|metres|miles|people|calories|units|leaflets|copies)\b"
)
_FEAST: Final = r"""
    \b (?: Christmas\s(?:Day|Eve) | Boxing\sDay | New\sYear'?s?'?\s(?:Day|Eve) |
      Good\sFriday | Easter(?:\s(?:Sunday|Monday|Saturday|Day|weekend))?
    | Maundy\sThursday | Palm\sSunday | (?:Mother|Father|Valentine|St\.?\s(?:George|
      Patrick|David|Andrew|Swithin|Valentine)|All\s(?:Saints|Souls)|April\sFool)'?s?'?\s(?:Day|
      Sunday|Night)
    | Mothering\sSunday | Remembrance\s(?:Sunday|Day) | Armistice\sDay | Bonfire\sNight
      | Guy\sFawkes(?:\sNight)? | Hallow'?e'?en | Shrove\sTuesday | Pancake\sDay
    | Ash\sWednesday | Whit\s(?:Sunday|Monday) | Burns\sNight | Hogmanay | Twelfth\sNight
      | May\sDay | Midsummer(?:'?s)?\s(?:Day|Eve|Night) | St\.?\sStephen'?s\sDay
    | (?:(?:spring|summer|August|May|Easter)\s)?bank\sholiday(?:\s(?:Monday|weekend|
      Friday))? | Eid(?:\s(?:al|ul)-\w+|-(?:al|ul)-\w+)? | Diwali | Vaisakhi | Yom\sKippur
      | Rosh\sHashanah | Hanukkah | Passover | Lunar\sNew\sYear | Chinese\sNew\sYear
      | Mardi\sGras | Thanksgiving | Black\sFriday
    ) (?:\s{1,2}(?:of\s)?(?:19|20)\d{2}\b)? \b
"""
_WEEKDAYS: Final = (
    r"\b (?:(?:early|late)\son\s)? (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday) "
    r"(?:\s(?:morning|afternoon|evening|night|lunchtime)s?)? (?:,?\s(?:the\s)?\d{1,2}(?:st|nd|rd|th)\b|"
    r"\s(?:the\s)\d{1,2}\b)? \b"
)
_ON_THE: Final = r"""
    \b (?:on|by|until|till|since|from|between|before|after|and|to|was) \s{1,2} (?P<found>the\s{1,2}(?:[12]?\d|
      3[01])\s?(?:st|nd|rd|th)(?:\s{1,2}(?:inst|ult)\b\.?)?)
    (?= \s?[.,;:)] | \s{1,2}(?:and|or|to|of|at|when|but|she|he|they|the|by|in\sthe|
      until|with|that|a)\b | \s*$ | \n )
"""


def word_before(match: re.Match[str]) -> str:
    """The word before a match, in small letters."""
    words = match.string[max(0, match.start() - _WORD_REACH) : match.start()].split()
    return words[-1].strip(".,:;()").lower() if words else ""


def _number(text: str) -> str:
    return text.replace("O", "0")


def _figures(match: re.Match[str]) -> Certainty | None:
    """Day, month and year; with stops only where no paragraph or version is cited."""
    if not is_day(_number(match["first"]), _number(match["second"])):
        return None
    if match["joint"] == "." and len(match["year"]) == 2 and word_before(match) in _CITED:
        return None
    return LIKELY if match["joint"] == "." and len(match["year"]) == 2 else CERTAIN


def _day_and_month(match: re.Match[str]) -> Certainty | None:
    first, second = match["first"], match["second"]
    if (
        not is_day(first, second)
        or int(second) > 12
        or (len(first) == 1 and len(second) == 1)
        or match["found"] == ("24/7")
    ):
        return None
    return LIKELY


def _month_first(match: re.Match[str]) -> Certainty | None:
    """ "may 3" and "march 5" in small letters are months only with an ordinal or a year."""
    text = match.group()
    if text.startswith(("may", "march", "mar ")) and not re.search(r"\d(?:st|nd|rd|th)|\d{4}", text):
        return None
    return CERTAIN


def _month_beside_figures(match: re.Match[str]) -> Certainty | None:
    """A month alone tells no day; beside figures it may be part of a date that no rule reads."""
    around = match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return POSSIBLE if _FIGURE.search(around) else None


def _iso(match: re.Match[str]) -> Certainty | None:
    year, month, day = re.split(r"[./-]", _number(match.group()).split("T", maxsplit=1)[0])
    return CERTAIN if 1700 <= int(year) <= 2199 and is_day(day, month) else None


def _year(match: re.Match[str]) -> Certainty | None:
    """A year that is not part of a law's title."""
    before = word_before(match)
    if before in _LAW or before in _CITED or _LAW_AFTER.match(match.string, match.end()):
        return None
    return POSSIBLE


MONTHS: Final = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
# A month as the words of a text are cut: against a day it may stand with what the day ends with ("3rdMay", "1OMay").
_SOME_MONTH: Final = " ".join(
    begun + month
    for month in (*MONTHS.split(), "sepember")
    for begun in ("", "st", "nd", "rd", "th", "o", "ost", "ond", "ord", "oth", "day")
)
WEEKDAYS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays "
    "sundays mon tue tues wed thu thur thurs fri sat sun"
)
_DAYS_IN_WORDS: Final = (
    "the first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth twenty thirty"
)
_BEFORE_A_DAY: Final = "on dated since from until till by between before after closed w commencing ending"
_FEAST_WORDS: Final = (
    "christmas boxing new good easter maundy palm mother mothers father fathers valentine valentines st all april "
    "mothering remembrance armistice bonfire guy hallowe halloween shrove pancake ash whit burns hogmanay twelfth may "
    "midsummer midsummers spring summer august bank eid diwali vaisakhi yom rosh hanukkah passover lunar chinese mardi "
    "thanksgiving black"
)
RULES: Final[tuple[Rule, ...]] = (
    rule(Kind.DATE, CERTAIN, DATE_IN_WORDS, leads=f"#1 #2 {WEEKDAYS} the o", needs=(_SOME_MONTH, 260)),
    rule(Kind.DATE, CERTAIN, _TIGHT, leads="#1 #2", needs=(MONTHS, 8)),
    rule(Kind.DATE, CERTAIN, _MONTH_FIRST, _month_first, leads=MONTHS),
    rule(Kind.DATE, CERTAIN, _SPELLED, leads=_DAYS_IN_WORDS, needs=(f"{MONTHS} sepember", 60)),
    rule(Kind.DATE, CERTAIN, _FIGURES, _figures, leads="#1 #2 ^", exact=True),
    rule(Kind.DATE, CERTAIN, _ISO, _iso, leads="#4 ^", exact=True),
    rule(Kind.DATE, CERTAIN, _BORN, leads="d dob date dates born"),
    rule(Kind.DATE, LIKELY, _DAY_AND_MONTH, _day_and_month, leads=_BEFORE_A_DAY),
    rule(Kind.DATE, LIKELY, _MONTH_OF_YEAR, leads="#1 #2"),
    rule(Kind.DATE, LIKELY, _MONTH_AND_YEAR, leads=f"{MONTHS} early late mid the beginning end middle", exact=True),
    rule(Kind.DATE, LIKELY, _LOWER_MONTH_AND_YEAR, leads=MONTHS, exact=True),
    rule(Kind.DATE, POSSIBLE, _MONTH_ALONE, leads="since last early late mid until till", exact=True),
    rule(Kind.DATE, POSSIBLE, _MONTHS_CLEAR, _month_beside_figures, leads=MONTHS, exact=True),
    rule(
        Kind.DATE,
        LIKELY,
        _SEASON,
        leads=("early late mid spring summer autumn winter easter christmas michaelmas"),
        exact=True,
    ),
    rule(Kind.DATE, POSSIBLE, _DECADE, leads="#2 #4 early late mid"),
    rule(Kind.DATE, POSSIBLE, _YEARS, _year, leads="#4"),
    rule(Kind.DATE, POSSIBLE, _YEAR_IN_BRACKETS, leads="#4"),
    rule(Kind.DATE, LIKELY, re.sub(r"\\s(?!\{)", r"\\s{1,2}", _FEAST), leads=_FEAST_WORDS),
    rule(Kind.DATE, POSSIBLE, _WEEKDAYS, leads=f"{WEEKDAYS} early late", exact=True),
    rule(
        Kind.DATE,
        LIKELY,
        (
            r"\b (?:mon|tues|wednes|thurs|fri|satur|sun)day \s (?:the\s)? (?:3[01]|[12]?\d) (?:st|nd|rd|th)? \b "
            r"(?![:.]\d)"
        ),
        leads=WEEKDAYS,
    ),
    rule(Kind.DATE, LIKELY, _ON_THE, leads="on by until till since from between before after and to was"),
)
