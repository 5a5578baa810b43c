"""Times of day."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind
from safermk_desktop.redaction.detection.patterns.rules import CERTAIN, LIKELY, POSSIBLE, Rule, rule

_HALF: Final = r"[ap]\.?\s?m\b\.?"
_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_MINUTE: Final = r"[0-5]\d"
_ZONE: Final = r"(?:\s?(?:hours|hrs|hr|h|GMT|BST|UTC|Z)\b\.?)?"
_HOURS: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HALVED: Final = rf"""
    (?<![\w£$€.]) (?<!\d:) {_HOUR} (?:[.:]{_MINUTE}(?::{_MINUTE})?)? (?: \s?(?:-|
      to|and|or|until)\s? {_HOUR} (?:[.:]{_MINUTE})? )? \s{{0,2}} {_HALF} (?!\w)
    (?: \s?(?:-|to|and|until)\s? {_HOUR} (?:[.:]{_MINUTE})? (?:\s{{0,2}}{_HALF})?
      (?![\w:]) )?
"""
_COLON: Final = (
    rf"(?<![\w£$€./]) (?<!\d:) {_HOUR}:{_MINUTE}(?::{_MINUTE}(?:\.\d+)?)? (?![\d:]) (?:\s{{0,2}}{_HALF})? "
    rf"{_ZONE}"
)
_HOURS_AFTER: Final = (
    r"(?<![\w£$€./]) (?<!\d[,:]) (?:[01O]\d|2[0-4])[.:]?[0-5O][\dO] (?:\s?-\s?(?:[01]\d|"
    r"2[0-4])[.:]?[0-5]\d)? \s{0,2} (?:hours|hrs|hr|h) \b\.?"
)
_CUED: Final = rf"""
    \b (?: at|about|around|approximately|approx\.?|circa|by|until|till|from|before|
      after|since|between|to|just\s(?:before|after)|timed(?:\sat)?|time(?:\sof\s\w+)?:?
      )
    \s{{1,2}} (?P<found>{_HOUR}\.{_MINUTE} | (?:[01]\d|2[0-3])[0-5]\d(?=[.,;:)]|\s(?:on|
      and|to|she|he|they|police|officers|the|a)\b|\s*$)) (?! [\w%] | [.,]\d | \s(?:per|
      %|million|miles|million|metres|km|kg) )
"""
_LEADING: Final = (
    r"(?m:^|(?<=[\t\n.]\s)|(?<=[\n.]\s\s)|(?<=\t)|(?<=:\s)) (?P<found>(?:[01]\d|2[0-3])\.[0-5]\d) (?=\s-|"
    r"\t|[.,;]?\s?$|[.,;]?\n)"
)
_BUS: Final = r"\b [A-Z]{2,} \s (?P<found>0[1-9][0-5]\d|1\d[0-5]0) (?=[.,;])"
_SPOKEN: Final = rf"""
    \b (?: (?:(?:just\s)?(?:before|after|about|around|at|by)\s)? (?: (?:half|quarter|
      (?:a\s)quarter|(?:five|ten|twenty|twenty[\s-]five)(?:\sminutes?)?|\d{{1,2}}\sminutes)\s{{1,2}}(?:past|
      to)\s{{1,2}}(?:{_HOURS}|\d{{1,2}}|midnight|noon|midday)
        | half\s(?:{_HOURS})(?=\s(?:in|that|on)\b)
        | (?:{_HOURS}|\d{{1,2}})\s{{0,2}}o'?\s?clock
        | (?:{_HOURS}|\d{{1,2}})\sin\sthe\s(?:morning|afternoon|evening)
        | (?:{_HOURS})\s{{0,2}}[ap]\.?m\b\.?
        | (?:{_HOURS})[\s-](?:thirty|fifteen|forty-five|twenty|ten|forty|fifty)(?=\s(?:in\sthe|
          that|a\.?m|p\.?m|on)\b)
        ) )
"""
_CITED: Final = re.compile(r"(?:paragraphs?|paras?\.?|sections?|chapters?)\s[\d.,\s]{0,14}$", re.IGNORECASE)
_NOON: Final = (
    r"\b (?:(?:shortly|just|soon)\s)?(?:(?:around|about|before|after|by|at|until|till|"
    r"past)\s{1,2})?(?:midnight|midday|noon|lunchtime)\b"
)


def _clock(match: re.Match[str]) -> Certainty | None:
    """A time; "16.15 to 16.20" and "paragraph 4.10" are places in a paper."""
    return None if _CITED.search(match.string, max(0, match.start() - 24), match.start()) else LIKELY


RULES: Final[tuple[Rule, ...]] = (
    rule(Kind.DATE, CERTAIN, _HALVED, leads="#1 #2"),
    rule(Kind.DATE, CERTAIN, _COLON, leads="#1 #2"),
    rule(Kind.DATE, CERTAIN, _HOURS_AFTER, leads="#2 #4 ^", needs=("hours hrs hr h ohours ohrs ohr oh", 20)),
    rule(
        Kind.DATE,
        LIKELY,
        _CUED,
        _clock,
        leads=(
            "at about around approximately approx circa by until till from before after since between to just "
            "timed time"
        ),
    ),
    rule(Kind.DATE, LIKELY, _LEADING, leads="#2"),
    rule(Kind.DATE, POSSIBLE, _BUS, leads="^", exact=True, needs=("#4", 60)),
    rule(
        Kind.DATE,
        LIKELY,
        _SPOKEN,
        leads=(
            "#1 #2 just before after about around at by half quarter a one two three four five six seven eight "
            "nine ten eleven twelve twenty"
        ),
    ),
    rule(
        Kind.DATE,
        POSSIBLE,
        _NOON,
        leads=("shortly just soon around about before after by at until till past midnight midday noon lunchtime"),
    ),
)
