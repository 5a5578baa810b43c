"""Ages, birthdays, and spans of time that give a date away."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.patterns.calendar import MONTH, WEEKDAY
from safermk_desktop.redaction.detection.patterns.rules import CERTAIN, LIKELY, POSSIBLE, Rule, rule

_ONE_TO_NINE: Final = "one|two|three|four|five|six|seven|eight|nine"
_TEENS: Final = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER_WORD: Final = rf"(?:(?:{_TENS})(?:[\s-](?:{_ONE_TO_NINE}))?|{_TEENS}|{_ONE_TO_NINE})"
_AGE: Final = rf"(?:1[01]\d|\d{{1,2}}(?:\s?[½¼¾]|\.5)?|{NUMBER_WORD})"
_UNIT: Final = r"(?:years?|yrs?|months?|mths?|weeks?|wks?|days?)"
_JOINT: Final = r"\s?(?:,\s?and\b|,|-|/|&|\band\b|\bor\b|\bto\b)\s?"
_OLD: Final = rf"""
    \b {_AGE} (?:{_JOINT}{_AGE}){{0,4}} (?:[\s-]{{1,2}}and[\s-]a[\s-]half)? [\s-]{{0,2}}
      (?: {_UNIT}[\s-]{{1,2}}olds?\b | {_UNIT}\s{{1,2}}of\s{{1,2}}age\b | y\.?/?o\b\.?
      | y\.o\.? | yr\s?olds?\b )
"""
_AGED: Final = rf"""
    \b (?: aged? | ages | age\sof | ages\sof | age\sat\s\w+ ) \s{{0,2}} (?:[:=-]\s{{0,2}}|
      \s) (?:(?:between|about|around|approximately|just|only|under|over|of|nearly|
      almost|from)\s{{1,2}})?
    (?P<found>{_AGE} (?:{_JOINT}{_AGE}\b){{0,6}} (?:[\s-]{{1,2}}{_UNIT}\b (?:\sold\b)?
      (?:\s(?:and\s)?{_AGE}\s(?:months?|weeks?|days?)\b)?)?) \b (?!\.\d|:\d)
"""
_DECADE_OF_LIFE: Final = (
    r"\b (?:his|her|their|my|your|in|the) \s{1,2} (?:(?:early|late|mid|middle|"
    r"very\slate)[\s-]{1,2}(?:to[\s-]late[\s-]|to[\s-]mid[\s-])?)?"
    r"(?P<found>(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|teens|[2-9]0'?s))\b"
)
_STATED: Final = rf"""
    \b (?:was|is|am|were|are|be|being|now|then|turned|turning|nearly|almost|just|only|
      still|not\syet|at|turn|turns|(?:wo)?man\sof|girl\sof|boy\sof|one\sof|child\sof|
      son\sof|daughter\sof|since\s(?:s?he)\swas)
    \s{{1,2}} (?:then\s|now\s|about\s|just\s|only\s|nearly\s|still\s)? (?P<found>(?:\d{{1,2}}|
      1[01]\d|{NUMBER_WORD}))
    (?= [;)] | [.](?:\s|$) | ,\s | \s{{1,2}}(?:when|at\sthe\stime|and\s(?:had|was|
      lived|worked|living|her|his|I|has|is)|on\sthe|at\sher|at\shis)\b | \s*$ )
"""
_BRACKETED: Final = r"(?<=[a-z.A-Z]\s[(]) (?:aged\s)? (?:\d{1,2}|1[01]\d) (?=[)])"
_AFTER_NAME: Final = r"(?<=[a-z],\s) (?P<found>(?:[1-9]\d)) (?=,\s|\.\s|\)|;|\sand\s|\n|$)"
# "Priya, nine, drew a house"; "Tom, 5; Ella, 3 weeks"
_OF_A_NAME: Final = rf"""
    (?<=[a-z],[ ]) (?P<found>(?:{NUMBER_WORD}|[1-9]\d?))
    (?=;|\)|,[ ](?:who|and|is|was|has|had|told|said|drew|asked|saw|ran|rang|came|went|were|then|now)\b)
"""
_BY_MONTHS: Final = r"(?<![\w.:/-]) \d{1,2} (?: [ ]?y(?:rs?)?[ ]?\d{1,2}[ ]?m(?:ths?|os?)? | yrs? | y ) (?!\w)"
_PREGNANT: Final = rf"""
    \b (?: (?:[1-3]?\d|{NUMBER_WORD})(?:[ ](?:and[ ]a[ ]half[ ])?|-)(?:weeks?|months?)(?:'|’)?[ -](?:pregnant|gestation)
    | [1-4]?\d(?:\+\d)?/40(?:[ ]pregnant)? | pregnant[ ]with[ ](?:twins|triplets|(?:his|her)[ ]\w+[ ]child) ) \b
"""
_CASE_NOTE: Final = r"\b (?P<found>\d{2}) [ ]? (?:yr|y/o|yo|F|M|♀|♂) (?![\w-])"
_SERIES: Final = (
    r"\b (?:CALLER|MALE|FEMALE|male|female|caller|man|woman|boy|"
    r"girl),?\s{1,2}(?P<found>\d{1,2}(?:0'?[sS])?) \b (?![:./]\d|\s?%)"
)
BIRTHDAY: Final = rf"""
    \b (?:\d{{1,3}}\s?(?:st|nd|rd|th) | (?:(?:{_TENS})[\s-])?(?:first|second|third|
      fourth|fifth|sixth|seventh|eighth|ninth) | tenth|eleventh|twelfth|thirteenth|
      fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|
      thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth
      )
    (?:\s|-){{1,2}} (?:wedding\s)? (?:birthday|anniversary) \b
"""
_SCHOOL_YEAR: Final = (
    r"\b (?:Year|year|Yr|Y) \s?(?P<found>(?:1[0-3]|[1-9])) (?=\s?(?:[.,;)]|pupil|student|class|at|when|"
    r"and|in)\b|[.,;)]) (?<!\d\d\d\d)"
)

_COUNT: Final = (
    rf"(?:an?(?:\sfew|\scouple\sof)?|the|several|some|\d{{1,3}}|{NUMBER_WORD}|half\san?|a\sfortnight|"
    r"(?:just|only|barely|exactly|about|around|almost|nearly|less\sthan|more\sthan|shortly)\s(?:an?|"
    rf"\d{{1,3}}|{NUMBER_WORD}))"
)
_TIME: Final = r"(?:minutes?|hours?|days?|nights?|mornings?|evenings?|weeks?|fortnights?|months?|years?|weekends?)"
_FEASTS: Final = (
    r"(?:christmas(?:\s{1,2}(?:day|eve))?|boxing\s{1,2}day|new\s{1,2}year'?s?'?\s{1,2}(?:day|eve)|"
    r"bonfire\s{1,2}night|easter(?:\s{1,2}(?:sunday|monday))?|good\s{1,2}friday|valentine'?s\s{1,2}day|"
    r"hallowe'?en|mother'?s\s{1,2}day|father'?s\s{1,2}day|diwali|eid)"
)
_LIFE: Final = (
    r"(?:birth(?:day)?|death|wedding|marriage|funeral|murder|killing|birthday|anniversary|release|arrest|"
    r"conviction|sentencing|trial|divorce|discharge|admission|due\sdate|burial|cremation|arrival)"
)
_WHOSE: Final = r"(?:his|her|their|my|our|its|(?:\w+\s{1,2}){0,2}\w+'s?)"
_DATE: Final = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}} | \d{{1,2}}(?:\s?(?:st|nd|rd|"
    rf"th))?\s{{1,2}}(?:of\s)?{MONTH}(?:\s{{1,2}}\d{{4}})? | {WEEKDAY})"
)
_INTERVAL: Final = rf"""
    \b {_COUNT}(?P<time>\s{{1,2}}{_TIME})? \s{{1,2}} (?:
      (?:before|after|prior\sto|following|short\sof|from) \s{{1,2}}
      (?: {_FEASTS} | {_DATE} | (?:{_WHOSE}\s{{1,2}})(?:\d{{1,3}}\s?(?:st|nd|rd|th)\s{{1,2}}|
        [\w-]+\s)?{_LIFE} | (?:the\s)?{_LIFE} | the\s{_FEASTS} ) \b
    | (?P<born>early|premature(?:ly)?|overdue)(?=[.,;:)]|\s*$|\s(?:by|and|in|at|on|with)\b)
    | (?P<plain>earlier|later|ago|previously|beforehand|afterwards|thereafter)\b
    | (?P<bare>before|after)(?=[.,;:)]|\s*$|\n)
    )
"""
_VAGUE: Final = re.compile(r"years?\s|\b(?:few|several|some|couple)\b", re.IGNORECASE)
_NEXT_DAY: Final = (
    r"\b the \s{1,2} (?:following|next|previous|preceding|day|very\snext) \s{1,2} (?:day|morning|"
    r"afternoon|evening|night|week|month|before|after|weekend) \b"
)

NUMBER_LEADS: Final = f"{_ONE_TO_NINE} {_TEENS} {_TENS}".replace("|", " ")
_ORDINAL_LEADS: Final = (
    f"{_TENS} first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth "
    "eightieth ninetieth hundredth"
).replace("|", " ")
_COUNT_LEADS: Final = (
    f"{NUMBER_LEADS} a an the several some half just only barely exactly about around almost nearly less more shortly"
)
_NAMED: Final = re.compile(
    r"(?<![\w-])(?!(?:DASH|Section|Part|Chapter|Standard|Grade|Score|Total|Rule|Article|No|Question)s?,)"
    r"[A-Z][\w'’-]*[a-z],[ ]\Z"
)
_SCORED: Final = re.compile(
    r"\b(?:dash|scores?|standard|medium|high|grade|risk|section|and|or|total|number|answers|items?|level|"
    r"tier|band|marac|rule|rules?)\s?,?\s?\(?(?:aged\s)?$",
    re.IGNORECASE,
)


def _bracketed(match: re.Match[str]) -> Certainty | None:
    return None if _SCORED.search(match.string, max(0, match.start() - 24), match.start()) else LIKELY


def _of_a_name(match: re.Match[str]) -> Certainty | None:
    """The word before begins with a capital, and does not count."""
    return POSSIBLE if _NAMED.search(match.string, max(0, match.start() - 24), match.start()) else None


def _interval(match: re.Match[str]) -> Certainty | None:
    """From a day that is known, or a stretch of time that counts back to one; "a few years later" counts to none."""
    if match["born"] is not None:
        return POSSIBLE if match["time"] and not _VAGUE.search(match.group()) else None
    if match["plain"] is None and match["bare"] is None:
        return LIKELY
    return POSSIBLE if match["time"] and not _VAGUE.search(match.group()) else None


def _stated(match: re.Match[str]) -> Certainty | None:
    return None if _SCORED.search(match.string, max(0, match.start() - 24), match.start()) else POSSIBLE


# As the words of a text are cut: "years old", and "five y/o" or "fiveyo", where nothing need stand between.
_LIFE_NEEDS: Final = "twenties thirties forties fifties sixties seventies eighties nineties teens #2"
_OLD_NEEDS: Final = "old olds age " + " ".join(
    begun + end for begun in ("", "half", *"½¼¾", *NUMBER_LEADS.split()) for end in ("y", "yo", "yrold", "yrolds")
)
_INTERVAL_NEEDS: Final = (
    "before after prior following short from earlier later ago previously beforehand afterwards thereafter "
    "early premature prematurely overdue"
)
_PREGNANT_NEEDS: Final = "pregnant gestation 40"
RULES: Final[tuple[Rule, ...]] = (
    rule(Kind.AGE, CERTAIN, _OLD, leads=f"#1 #2 #3 {NUMBER_LEADS}", needs=(_OLD_NEEDS, 160)),
    rule(Kind.AGE, CERTAIN, _AGED, leads="age aged ages"),
    rule(Kind.AGE, LIKELY, _DECADE_OF_LIFE, leads="his her their my your in the", needs=(_LIFE_NEEDS, 40)),
    rule(
        Kind.AGE,
        POSSIBLE,
        _STATED,
        _stated,
        leads=(
            "was is am were are be being now then turned turning nearly almost just only still not at turn turns "
            "man woman girl boy one child son daughter since"
        ),
    ),
    rule(Kind.AGE, LIKELY, _BRACKETED, _bracketed, leads="#1 #2 aged"),
    rule(Kind.AGE, POSSIBLE, _AFTER_NAME, _stated, leads="#2", exact=True),
    rule(Kind.AGE, POSSIBLE, _OF_A_NAME, _of_a_name, leads=f"#1 #2 {NUMBER_LEADS}"),
    rule(Kind.AGE, LIKELY, _BY_MONTHS, leads="#1 #2", needs=("y yr yrs", 4)),
    rule(Kind.DEMOGRAPHIC, POSSIBLE, _PREGNANT, leads=f"#1 #2 pregnant {NUMBER_LEADS}", needs=(_PREGNANT_NEEDS, 40)),
    rule(Kind.AGE, LIKELY, _CASE_NOTE, leads="#2", exact=True),
    rule(Kind.AGE, LIKELY, _SERIES, leads="caller male female man woman boy girl", exact=True),
    rule(Kind.AGE, LIKELY, BIRTHDAY, leads=f"#1 #2 #3 {_ORDINAL_LEADS}", needs=("birthday anniversary", 60)),
    rule(Kind.AGE, POSSIBLE, _SCHOOL_YEAR, leads="year yr y", exact=True),
    rule(Kind.DATE, LIKELY, _INTERVAL, _interval, leads=f"#1 #2 #3 {_COUNT_LEADS}", needs=(_INTERVAL_NEEDS, 70)),
    rule(Kind.DATE, POSSIBLE, _NEXT_DAY, leads="the", needs=("following next previous preceding day very", 8)),
)
