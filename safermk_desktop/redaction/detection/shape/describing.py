"""What tells who somebody is without a name: occupations, illnesses, the children's number and sex, a place in a table.

Everything here is no more than possible: whether a nurse or a daughter tells who is meant, the reader has to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.shape.listing import Lowered, listed
from safermk_desktop.redaction.detection.vocabulary import words

_NUMBER: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_CHILD: Final = (
    r"(?:children|sons?|daughters?|kids|boys?|girls?|brothers?|sisters?|siblings|grandchildren|grandsons?"
    r"|granddaughters?|twins|triplets|child|little[ ]ones)"
)
_ADJECTIVE: Final = (
    r"(?:(?:young|small|little|adult|older|younger|elder|eldest|youngest|beautiful|amazing|wonderful|awesome|lovely"
    r"|other|more|half|step)[ -])*"
)
_EACH: Final = rf"(?:{_NUMBER}|an?)[ ](?:boy|girl|son|daughter)s?"
_FAMILY: Final = re.compile(
    rf"\b(?:(?:father|mother|mum|dad|parent)s?[ ]of[ ]{_NUMBER}\b"
    rf"|(?:youngest|eldest|oldest|second|third|middle|only|one)[ ]of[ ](?:{_NUMBER}[ ])?{_ADJECTIVE}{_CHILD}"
    rf"|{_NUMBER}[ ]{_ADJECTIVE}{_CHILD}(?:,?[ ]\(?{_EACH}(?:[ ]and[ ]{_EACH})?)?"
    rf"|{_EACH}[ ]and[ ]{_EACH}"
    r"|(?:an?|the)?[ ]?only[ ](?:child|son|daughter)|identical[ ]twins?)\b"
)
_FAMILY_WORDS: Final = frozenset("son sons kid kids twins triplets little".split())
PREFIXES: Final = (
    "child", "daughter", "boy", "girl", "brother", "sister", "sibling", "grandchildren", "grandson", "granddaughter",
    "twins", "triplets",
)  # fmt: skip
_PARENTS: Final = frozenset("father mother mum dad parent fathers mothers mums dads parents".split())
_PARENT_OF: Final = re.compile("[a-z]+ of ")
_CONDITIONS: Final = frozenset(
    "divorced married widowed widow widows widower widowers single my ph phd mba b bsc m msc bachelor master".split()
)
_SELVES: Final = frozenset(("herself", "himself", "themselves"))
_BEING: Final = frozenset("is was been became as".split())
_STATUS: Final = re.compile(
    r"\b(?:(?:[Dd]ivorced|[Mm]arried|[Ww]idowed)(?:[ ]life)?|[Ww]idow(?:er)?s?"
    r"|[Ss]ingle[ ](?:mum|dad|mother|father|parent)"
    r"|[Mm]y[ ](?:Mum(?:[ ]and[ ]Dad)?|Dad|Mam|Gran|Nan)|Ph\.?D|MBA|B\.?Sc|M\.?Sc"
    r"|(?:Bachelor|Master)(?:['’]s)?(?:[ ]degree)?)\b"
)
_SMALL_NUMBER: Final = re.compile(r"(?<![\d.:/£-])[1-9]\d?(?=[\t\n.,;]| and | but | when | at )")
_BEFORE_AGE: Final = ("\t", "; ", "was ", " is ")
_ENDS: Final = frozenset(";s")
_WHO: Final = r"(?:[Hh]e|[Ss]he|who|I|mother|father|husband|wife|partner|son|daughter|brother|sister|[A-Z][a-z]+)"
_IS: Final = (
    r"(?:is|was|had[ ]been|became|has[ ]been|retired[ ]as"
    r"|(?:works?|worked|working|employed|trained|qualified)[ ](?:\w+ly[ ])?as)"
    r"[ ](?:then[ ]|now[ ]|himself[ ]|herself[ ])?"
)
_WHERE: Final = (
    r"(?:[ ](?:on|in|at|for|with|of)[ ](?:the|a|an)[ ](?:[a-z-]+[ ]?){1,3}"
    r"(?=[.,;]|[ ](?:and|at|who|which|until|when|before)))?"
)
_THEMSELVES: Final = re.compile(r"\b(an?[ ](?:[a-z-]+[ ])?[a-z]+)[ ]\Z")
_WORD_BEGINS: Final = re.compile(r"\b[^\W\d_]")
_BEING_SOMETHING: Final = re.compile(r"\w+[ ](?:then[ ]|now[ ]|himself[ ]|herself[ ])?(?:an?|the)[ ][a-z]")
_SENTENCE: Final = 400
_BEFORE_JOB: Final = re.compile(
    r"\b(?:an?|the|as|former|retired|trainee|apprentice|qualified|self-employed)[ ](?:[a-z-]+[ ])?\Z"
)
_BEFORE_ILLNESS: Final = re.compile(
    r"\b(?:(?:hereditary|acquired|congenital|chronic|severe|early-onset|posterior|terminal|advanced)[ ])+\Z",
    re.IGNORECASE,
)
# "the chip shop on Quay Lane", "the weir below the paper mill".
_BEFORE_VENUE: Final = re.compile(
    r"\b(?:the|a|an|our|their|local)[ ](?:(?:old|local|new|disused|empty)[ ])?\Z", re.IGNORECASE
)
_BESIDE: Final = re.compile(
    r"[ ](?:above|below|behind|beside|opposite|under|next[ ]to|at[ ]the[ ]back[ ]of)"
    r"[ ](?:the[ ](?:old[ ])?[a-z-]+"
    r"(?:[ ](?:shop|mill|hall|school|park|yard|road|line|club|church|centre|works|station))?\b"
    r"|[A-Z][\w'’]+)"
)
_REACH: Final = 60
_AHEAD: Final = 70
_TWO_FIGURES: Final = 2


@lru_cache(maxsize=1)
def _said_to_be() -> re.Pattern[str]:
    """She was "a chemistry graduate"; he is "a secondary school head of music"."""
    listed = sorted(words("occupation_endings"))
    ends = "|".join(one.lstrip("-") for one in listed if one.startswith("-"))
    whole = "|".join(one for one in listed if not one.startswith("-"))
    last = rf"(?:[a-z]{{3,}}(?:{ends})|{whole}|head[ ]of[ ][a-z]+)"
    return re.compile(rf"\b{_WHO}[ ]{_IS}((?:an?|the)[ ](?:[a-z-]+[ ]){{0,3}}?{last}{_WHERE})\b")


def find_descriptions(text: str, small: Lowered) -> Iterator[Span]:
    """Descriptions that may identify, in no order; ``small`` is the text in small letters."""
    for start, end in listed("occupations", small):
        yield _span(_back(_BEFORE_JOB, text, start), end, Kind.OCCUPATION)
    for start, end in listed("conditions", small):
        yield _span(_back(_BEFORE_ILLNESS, text, start), end, Kind.DEMOGRAPHIC)
    for start, end in listed("venues", small):
        beside = _BESIDE.match(text, end)
        yield _span(_back(_BEFORE_VENUE, text, start), beside.end() if beside is not None else end, Kind.PLACE)
    for start, end in _families(small):
        yield _span(start, end, Kind.DEMOGRAPHIC)
    yield from _stated(text, small)
    yield from _ages(text, small)
    for start, end in _callings(text, small):
        yield _span(start, end, Kind.OCCUPATION)


def _stated(text: str, small: Lowered) -> Iterator[Span]:
    for place in small.at(_CONDITIONS):
        match = _STATUS.match(text, place)
        if match is not None:
            yield _span(*match.span(), Kind.DEMOGRAPHIC)
    for place in small.at(_SELVES):
        match = _THEMSELVES.search(text, max(0, place - _REACH), place) if text[place].islower() else None
        if match is not None:
            yield _span(*match.span(1), Kind.OCCUPATION)


def _callings(text: str, small: Lowered) -> Iterator[tuple[int, int]]:
    form, reach = _said_to_be(), 0
    for place in sorted(small.at(_BEING)):
        if _BEING_SOMETHING.match(text, place):
            for word in _WORD_BEGINS.finditer(text, max(reach, place - _REACH), place):
                match = form.match(text, word.start(), place + _SENTENCE)
                if match is not None:
                    reach = match.end()
                    yield match.span(1)
                    break


def _ages(text: str, small: Lowered) -> Iterator[Span]:
    for start, length in small.numbers:
        if length > _TWO_FIGURES or (text[start - 2 : start - 1] not in _ENDS and text[start - 1 : start] != "\t"):
            continue
        if text.endswith(_BEFORE_AGE, 0, start):
            match = _SMALL_NUMBER.match(text, start)
            if match is not None:
                yield _span(*match.span(), Kind.AGE)


def _families(small: Lowered) -> Iterator[tuple[int, int]]:
    text, reach = small.text, 0
    parents = [place for place in small.at(_PARENTS) if _PARENT_OF.match(text, place)]
    others = small.at(_FAMILY_WORDS | {word for word in small.longer if word.startswith(PREFIXES)})
    for place in sorted((*parents, *others)):
        for match in _FAMILY.finditer(text, max(reach, place - _REACH), place + _AHEAD):
            reach = match.end()
            yield match.span()


def _back(form: re.Pattern[str], text: str, start: int) -> int:
    before = form.search(text, max(0, start - _REACH), start)
    return before.start() if before is not None else start


def _span(start: int, end: int, kind: Kind) -> Span:
    return Span(start, end, kind, Certainty.POSSIBLE, Source.SHAPE)
