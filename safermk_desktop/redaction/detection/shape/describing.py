"""What tells who somebody is without a name: occupations, illnesses, the children's number and sex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.vocabulary import phrases

_NUMBER: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_CHILD: Final = (
    r"(?:children|sons?|daughters?|kids|boys?|girls?|brothers?|sisters?|siblings|grandchildren|twins|triplets|child)"
)
_ADJECTIVE: Final = r"(?:(?:young|small|little|adult|older|younger|elder|eldest|youngest|beautiful|amazing|wonderful|awesome|lovely|other|more|half|step)[ -])*"
_FAMILY: Final = re.compile(
    rf"\b(?:(?:father|mother|mum|dad|parent)s?[ ]of[ ]{_NUMBER}\b"
    rf"|(?:(?:youngest|eldest|oldest|second|third|middle|only|one)[ ]of[ ])(?:{_NUMBER}[ ])?{_ADJECTIVE}{_CHILD}"
    rf"|{_NUMBER}[ ]{_ADJECTIVE}{_CHILD}(?:,?[ ](?:\()?(?:{_NUMBER}|an?)[ ](?:boy|girl|son|daughter)s?(?:[ ]and[ ](?:{_NUMBER}|an?)[ ](?:boy|girl|son|daughter)s?)?)?"
    rf"|an?[ ](?:boy|girl|son|daughter)[ ]and[ ](?:{_NUMBER}|an?)[ ](?:boy|girl|son|daughter)s?"
    rf"|(?:an?|the)?[ ]?only[ ](?:child|son|daughter)|identical[ ]twins?)\b",
    re.IGNORECASE,
)
_CELL_AGE: Final = re.compile(r"(?<=\t)[1-9]\d?(?=\t)")


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
