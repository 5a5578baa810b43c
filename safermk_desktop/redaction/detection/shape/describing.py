"""What tells who somebody is without a name: occupations, illnesses, the children's number and sex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.vocabulary import phrases

_NUMBER: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_CHILD: Final = r"(?:children|sons?|daughters?|kids|boys?|girls?|brothers?|sisters?|siblings|grandchildren|grandsons?|granddaughters?|twins|triplets|child)"
_ADJECTIVE: Final = r"(?:(?:young|small|little|adult|older|younger|elder|eldest|youngest|beautiful|amazing|wonderful|awesome|lovely|other|more|half|step)[ -])*"
_FAMILY: Final = re.compile(
    rf"\b(?:(?:father|mother|mum|dad|parent)s?[ ]of[ ]{_NUMBER}\b"
    rf"|(?:(?:youngest|eldest|oldest|second|third|middle|only|one)[ ]of[ ])(?:{_NUMBER}[ ])?{_ADJECTIVE}{_CHILD}"
    rf"|{_NUMBER}[ ]{_ADJECTIVE}{_CHILD}(?:,?[ ](?:\()?(?:{_NUMBER}|an?)[ ](?:boy|girl|son|daughter)s?(?:[ ]and[ ](?:{_NUMBER}|an?)[ ](?:boy|girl|son|daughter)s?)?)?"
    rf"|an?[ ](?:boy|girl|son|daughter)[ ]and[ ](?:{_NUMBER}|an?)[ ](?:boy|girl|son|daughter)s?"
    rf"|(?:an?|the)?[ ]?only[ ](?:child|son|daughter)|identical[ ]twins?)\b",
    re.IGNORECASE,
)
_CELL_AGE: Final = re.compile(
    r"(?<=\t)[1-9]\d?(?=\t)|(?<=\d; )[1-9]\d(?=[\n\t;])|(?<=\bwas )[1-9]\d(?=[.,;]| and | when | at )|(?<=\bis )[1-9]\d(?=[.,;]| and | but )"
)
# Who somebody is: "she was a chemistry graduate", "who is a serving prison officer", "a midwife herself".
_SAID_TO_BE: Final = re.compile(
    r"\b(?:[Hh]e|[Ss]he|who|I|mother|father|husband|wife|partner|son|daughter|brother|sister|[A-Z][a-z]+)[ ]"
    r"(?:is|was|had[ ]been|became|has[ ]been|(?:works?|worked|working|employed|trained|qualified)[ ](?:\w+ly[ ])?as|retired[ ]as)[ ](?:then[ ]|now[ ]|himself[ ]|herself[ ])?"
    r"(an?[ ](?:[a-z-]+[ ]){0,3}?(?:[a-z]{3,}(?:ist|ian|smith|wright|grapher|turer|chanic|ress|manager|teacher|officer|worker|driver|assistant|operative|"
    r"engineer|nurse|cleaner|clerk|instructor|technician|operator|maker|dealer|keeper|builder|farmer|trader|soldier|graduate|student|apprentice|"
    r"accompanist|director|owner|lecturer|developer|designer|consultant|agent|steward|packer|picker|porter|guard|fitter)|chef|cook|nurse|midwife|vet|pilot|soldier|driver|"
    r"manager|teacher|clerk|student|graduate|officer|engineer|packer|picker|porter|guard|fitter|cleaner|miner|tutor|head[ ]of[ ][a-z]+|leader|director)"
    r"(?:[ ](?:on|in|at|for|with|of)[ ](?:the|a|an)[ ](?:[a-z-]+[ ]?){1,3}(?=[.,;]|[ ](?:and|at|who|which|until|when|before)))?)\b"
)
_THEMSELVES: Final = re.compile(r"\b(an?[ ](?:[a-z-]+[ ])?[a-z]+)[ ](?:herself|himself|themselves)\b")


@lru_cache(maxsize=1)
def _occupation() -> re.Pattern[str]:
    joined = "|".join(re.escape(one) for one in sorted(phrases("occupations"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?:an?|the|as|former|retired|trainee|apprentice|qualified|self-employed)[ ](?:[a-z-]+[ ])?)?(?:{joined})\b"
    )


@lru_cache(maxsize=1)
def _condition() -> re.Pattern[str]:
    joined = "|".join(
        re.escape(one).replace("'", "['’]") for one in sorted(phrases("conditions"), key=len, reverse=True)
    )
    return re.compile(
        rf"\b(?:(?:hereditary|acquired|congenital|chronic|severe|early-onset|posterior|terminal|type[ ]\d|stage[ ]\d)[ ])*(?:{joined})\b",
        re.IGNORECASE,
    )


def find_descriptions(text: str) -> Iterator[Span]:
    """Descriptions that may identify, in no order."""
    for form, kind in (
        (_occupation(), Kind.OCCUPATION),
        (_condition(), Kind.DEMOGRAPHIC),
        (_FAMILY, Kind.DEMOGRAPHIC),
        (_CELL_AGE, Kind.AGE),
    ):
        for match in form.finditer(text):
            yield Span(*match.span(), kind, Certainty.POSSIBLE, Source.SHAPE)
    for form in (_SAID_TO_BE, _THEMSELVES):
        for match in form.finditer(text):
            yield Span(*match.span(1), Kind.OCCUPATION, Certainty.POSSIBLE, Source.SHAPE)
