"""Money, measures and spans of time that a press report would repeat."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.patterns.ages import NUMBER_LEADS, NUMBER_WORD
from safermk_desktop.redaction.detection.patterns.rules import LIKELY, POSSIBLE, Rule, rule

_FIGURES: Final = r"\d{1,3}(?:[,. ]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d+)?"
_SCALE: Final = r"(?:\s{0,2}(?:m|k|bn|mn|million|billion|thousand|hundred|lakh|crore)\b)?"
_SPELLED: Final = (
    rf"(?:(?:{NUMBER_WORD}|a|several|few)\s{{1,2}}(?:hundred|thousand|"
    rf"million)(?:\s{{1,2}}(?:and\s)?{NUMBER_WORD})?|{NUMBER_WORD})"
)
_CODES: Final = (
    "GBP|EUR|USD|PLN|TRY|TRL|SEK|NOK|DKK|CHF|DEM|FRF|ATS|INR|PKR|BDT|NGN|KES|ZAR|AUD|NZD|PHP|JPY|CNY|"
    "HUF|CZK|RON|BGN|CYP|ITL|ESP|RUB|UAH|LKR|GHS|AED|HKD|SGD|BRL|MXN"
)
_COINS: Final = (
    "pounds?(?:\\ssterling)?|quid|pence|euros?|dollars?|zlotys?|kron(?:or|er|a)|francs?|liras?|lire|"
    "rupees?|marks?|schillings?|naira|taka|yen|roubles?|rubles?|forints?|lei|lev|dirhams?|shillings?"
)
_MONEY_SIGN: Final = (
    rf"[£$€₹¥] \s{{0,2}} (?:{_FIGURES}) {_SCALE} (?:\s?(?:-|to|and)\s?[£$€]?\s?(?:{_FIGURES}){_SCALE})? "
    r"(?:\s?(?:p\.?\s?[awm]\.?|per\s(?:annum|week|month|hour|day|night))\b)?"
)
_MONEY_CODE: Final = (
    rf"\b (?:{_CODES}) \s? (?:\d[\d.,]*\d|\d) {_SCALE} (?:\s\((?:euros|EUR)\))? (?:\s?(?:p\.?\s?[awm]\.?|"
    r"per\s(?:annum|week|month|hour|day|night))\b)?"
)
_MONEY_NAMED: Final = (
    rf"(?<![\w£$€.,]) (?:{_FIGURES}) {_SCALE} \s{{1,2}} (?:[A-Z][a-z]+\s){{0,2}} (?:(?:{_COINS})\b|"
    rf"(?:{_CODES})\b) (?:\s\((?:{_CODES})\b\)?)?"
)
_MONEY_SPELLED: Final = rf"\b (?:{_SPELLED}) \s{{1,2}} (?:{_COINS}) \b"
_PENCE: Final = r"(?<![\w£$€.,]) \d{1,3}p \b (?!\.\w)"
_MEASURE: Final = r"""
    (?<![\w£$€.,/]) (?<![x×][ ]) \d[\d,]*(?:\.\d+)? \s? (?:
      sq\.?\s?(?:m|ft|km)\b\.? | m2 | m² | kg\b | kgs\b | st\b(?=\s\d) | stone\b
        | lbs?\b (?:\s\d{1,2}\soz\b)? | oz\b | ft\b (?:\s?\d{1,2}\s?(?:in|ins|inches)?\b)?
        | feet\b | inches\b | cms?\b | mm\b | km\b
      | units\sof\salcohol\b | mg\b | ml\b | hectares?\b | acres?\b | litres?\b |
         pints?\b
    )
"""
# Of one person's wages, of a sum, a child's attendance; "by 9 per cent", "60% of files" count many.
_SHARE: Final = r"""
    (?<![\w£$€.,/-]) \d{1,3}(?:[.,]\d{1,2})? (?: \s?% | \s?per\s?cent\b )
      (?= [).;,] | \s*$ | \s(?:for|on|interest|disabled|disability)\b
      | \s of \s (?:the|his|her|their|my|its|our|an?|what|each|all\s(?:his|her|the)|(?:£|[A-Z]))
      | \s? \( )
"""
_OF_MANY: Final = re.compile(r"\b(?:by|from|some|over|than|least|most|nearly)\s(?:about\s)?\Z", re.IGNORECASE)
_MEASURE_SPELLED: Final = rf"""
    \b (?: {NUMBER_WORD}(?:\sand\sa\s(?:half|quarter))? | half\san? )
      \s{{1,2}} (?:stones?|inch(?:es)?|kilos?|acres?|litres?|hectares?) (?:\sand\sa\shalf)? \b
"""
_THOUSANDS: Final = r"(?<![\w£$€.,/-]) \d{1,3}(?:,\d{3}){1,3} (?![\w%]|[.,]\d|\s?(?:per\scent|%))"
_SPELLED_OUT: Final = rf"\b {NUMBER_WORD}\s{{1,2}}(?:hundred|thousand)(?:\s{{1,2}}and\s{{1,2}}{NUMBER_WORD})? \b"
# What is done or taken so often that a report of it could be known again.
_ACTS: Final = (
    "messages|texts|calls|contacts|referrals|attempts|attendances|times|occasions|incidents|letters|e-?mails|records|"
    "investigations|households|hearings|appointments|entries|defendants|admissions|arrests|convictions|allegations|"
    "cans|pints|bottles|tablets|cigarettes|pages|decisions|orders|complaints|claims|applications|voicemails|"
    "photographs|employees|tenants|companies|shops|plots"
)
_MANY: Final = (
    r"(?:\d{2,4}|eleven|twelve|\w{3,5}teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety)(?:[\s-]\w{3,5})?)"
)
_COUNTED: Final = rf"""
    (?<![\w£$€.,/-]) (?: {_MANY} (?:\s(?:further|other|separate|different|open|more|
      telephone|text|[A-Z][a-z]+))? \s{{1,2}} (?:{_ACTS})
    | {NUMBER_WORD}(?:\s(?:or|to)\s{NUMBER_WORD})? \s (?:times|occasions|cans|pints|
      bottles|tablets|cigarettes) ) \b
    (?:\sa\s(?:day|night|week|month|year)\b)?
"""
_CHILD: Final = (
    "children|child|kids|kid|sons?|daughters?|siblings?|brothers?|sisters?|grandchildren|grandsons?|granddaughters?|"
    "boys?|girls?|babies|baby|twins|triplets|stepchildren"
)
_CHILDREN: Final = (
    "children|kids|sons|daughters|siblings|brothers|sisters|grandchildren|grandsons|granddaughters|boys|girls|babies|"
    "stepchildren"
)
_COUNT_OF_CHILDREN: Final = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|an|only|no|\d{1,2}|trio\sof)"
)
_FAMILY: Final = rf"""
    (?<![\w.]) (?: (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{{1,2}}|
      trio\sof) \s{{1,2}} (?:(?:(?!of\b|the\b|and\b)\w+)\s)? (?:{_CHILDREN})
    | (?:a|one) \s (?:daughter|son|girl|boy|brother|sister) | (?:an?\s)?only\schild
    | (?:mother|father|mum|mam|dad|parent|grandmother|grandfather|one|eldest|youngest|
      middle) \s of \s (?:two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})
      ) \b
    (?: ,?\s(?:and\s)?{_COUNT_OF_CHILDREN}\s(?:{_CHILD})\b ){{0,3}}
"""
_HEIGHT: Final = r"""(?<![\w.']) [3-7]'\s?(?:1[01]|\d)(?:"|'')? (?!\w)"""
_DISTANCE: Final = (
    rf"\b (?:\d+(?:\.\d+)?|{NUMBER_WORD}) [\s-] (?:miles?|metres?|yards?|kilometres?|km) \s (?:from|away|"
    r"off|north|south|east|west)\b (?:\sof\b)?"
)
_DURATION: Final = rf"""
    (?<![\w£$€.,]) (?: \d{{1,3}} | (?:{NUMBER_WORD})(?<!\bone) | one ) (?:(?:\s?(?:-|
      or|to|and)\s?)(?:\d{{1,3}}|{NUMBER_WORD}))? [\s-]{{1,2}}
    (?: (?:years?|months?|weeks?|nights?|decades?|minutes?|mins?|seconds?|
      secs?)\b (?!\s(?:old|of\sage)|[\s-]old|'\s?notice) | days?\b )
    (?: (?:,|\sand)?\s(?:an?\shalf|(?:\d{{1,2}}|{NUMBER_WORD})\s(?:months?|weeks?|
      days?))\b )?
"""

_FAMILY_WORDS: Final = (
    "a an one only trio mother father mum mam dad parent grandmother grandfather eldest youngest middle"
)

# As the words of a text are cut: figures apart from letters, "e-mails" in two.
_COIN_WORDS: Final = (
    "pound pounds quid pence euro euros dollar dollars zloty zlotys kronor kroner krona franc francs lira liras lire "
    "rupee rupees mark marks schilling schillings naira taka yen rouble roubles ruble rubles forint forints lei lev "
    "dirham dirhams shilling shillings"
)
_MONEY_WORDS: Final = f"{_COIN_WORDS} {_CODES.replace('|', ' ').lower()}"
_MEASURE_WORDS: Final = (
    "sq sqm sqft sqkm m m² cm cms mm km kg kgs st stone lb lbs oz ft feet inches units mg ml hectare hectares acre "
    "acres litre litres pint pints"
)
_SPELLED_MEASURES: Final = "stone stones inch inches kilo kilos acre acres litre litres hectare hectares"
_ACT_WORDS: Final = _ACTS.replace("e-?mails", "emails mails").replace("|", " ")
_DISTANCES: Final = "mile miles metre metres yard yards kilometre kilometres km"
_TIMES: Final = (
    "year years month months week weeks night nights decade decades minute minutes min mins second seconds sec secs "
    "day days"
)


def _family(match: re.Match[str]) -> Certainty | None:
    """Two or more children, or each by sex; "a son" alone tells little."""
    words = match.group().split()
    return LIKELY if len(words) > 2 or words[0].lower() not in {"a", "one"} else None


def _share(match: re.Match[str]) -> Certainty | None:
    """How much of something, not how many of all."""
    return None if _OF_MANY.search(match.string, max(0, match.start() - 16), match.start()) else POSSIBLE


RULES: Final[tuple[Rule, ...]] = (
    rule(Kind.QUANTITY, LIKELY, _MONEY_SIGN, leads="£ € $ ₹ ¥"),
    rule(Kind.QUANTITY, LIKELY, _MONEY_CODE, leads=_CODES.replace("|", " ").lower(), exact=True),
    rule(Kind.QUANTITY, LIKELY, _MONEY_NAMED, leads="#", needs=(_MONEY_WORDS, 200)),
    rule(Kind.QUANTITY, LIKELY, _MONEY_SPELLED, leads=f"{NUMBER_LEADS} a several few", needs=(_COIN_WORDS, 60)),
    rule(Kind.QUANTITY, POSSIBLE, _PENCE, leads="#1 #2 #3", needs=("p", 4)),
    rule(Kind.QUANTITY, POSSIBLE, _MEASURE, leads="#", needs=(_MEASURE_WORDS, 60)),
    rule(Kind.QUANTITY, POSSIBLE, _MEASURE_SPELLED, leads=f"{NUMBER_LEADS} half", needs=(_SPELLED_MEASURES, 40)),
    rule(Kind.QUANTITY, POSSIBLE, _SHARE, _share, leads="#1 #2 #3"),
    rule(Kind.QUANTITY, POSSIBLE, _THOUSANDS, leads="#1 #2 #3"),
    rule(Kind.QUANTITY, POSSIBLE, _SPELLED_OUT, leads=NUMBER_LEADS, needs=("hundred thousand", 20)),
    rule(Kind.QUANTITY, POSSIBLE, _COUNTED, leads=f"#2 #3 #4 {NUMBER_LEADS}", needs=(_ACT_WORDS, 110)),
    rule(Kind.DEMOGRAPHIC, LIKELY, _FAMILY, _family, leads=f"#1 #2 {NUMBER_LEADS} {_FAMILY_WORDS}"),
    rule(Kind.QUANTITY, POSSIBLE, _HEIGHT, leads="#1"),
    rule(Kind.PLACE, POSSIBLE, _DISTANCE, leads=f"#1 #2 #3 {NUMBER_LEADS}", needs=(_DISTANCES, 60)),
    rule(Kind.QUANTITY, POSSIBLE, _DURATION, leads=f"#1 #2 #3 {NUMBER_LEADS}", needs=(_TIMES, 60)),
)
