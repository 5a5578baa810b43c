"""Names that a word before or behind them announces: "maiden name is Key", "Name: jo_m", a speaker's "Destiny:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.shape.chains import WORD
from safermk_desktop.redaction.detection.shape.classes import ENGLISH, FORENAME, NAME, OFFICIAL, PUBLIC, class_of
from safermk_desktop.redaction.detection.shape.institutions import near
from safermk_desktop.redaction.detection.shape.letters import LARGE
from safermk_desktop.redaction.detection.shape.listing import Lowered
from safermk_desktop.redaction.detection.shape.spreading import MONTHS
from safermk_desktop.redaction.matching.ordinary import NAMES_THAT_ARE_WORDS

_CALLED: Final = re.compile(
    rf"\b(?:(?:sur|fore|first|last|family|given|maiden|middle|nick|birth|real|full)[ -]?names?(?:[ ](?:is|was|as|of))?"
    rf"|[Nn]ame(?:[ ](?:is|was))|named|called|[Nn]ée|[Nn]ee|(?:also[ ])?known[ ]as|a\.?k\.?a\.?|alias|goes[ ]by"
    rf"|I[ ]am|I['’]m)[:]?[ ][“\"‘']?({WORD}(?:[ ]{WORD})?)"
)
_FIELD: Final = re.compile(r":[ \t]*([^\W\d]\w*(?:[ .'’-][^\W\d_]\w*)?)")
_FIELD_NAME: Final = re.compile(
    r"(?:\b(?:user[ ]?)?name|\buser|seller|buyer|author|patient|client|customer|tenant|directed by)[ \t]*\Z",
    re.IGNORECASE,
)
_REACH: Final = 20
_SAYS: Final = re.compile(r":(?=[ \"“])")
_SPEAKER: Final = re.compile(rf"[ \t]*({WORD}):(?=[ \"“])")
_COUPLE: Final = re.compile(rf"({WORD})[ ](?:and|&)[ ]({WORD})[ ](?=[a-z])")
_AND: Final = re.compile(rf"[ ](?:and|&)[ ](?=[{LARGE}])")
_POSTCODE: Final = re.compile(
    r"\b(?:ZIP|[Zz]ip|[Pp]ost(?:al)?[ ]?code)(?:[ ]code)?[ ]*[:=]?[ ]*"
    r"((?=[\w -]*\d)[A-Z\d]{2,5}(?:[ -][A-Z\d]{2,4})?)\b"
)
_LINE_OF_CODE: Final = re.compile(
    r"^[ \t]*(?:[a-z]{2,3}|[A-Z]{2})?[ \t,]*((?!(?:19|20)\d\d\b)\d{4,6}|\d{2}-\d{3})[ \t]*$", re.MULTILINE
)
_LINE_ENDS: Final = re.compile(r"[ \t]*$", re.MULTILINE)
_CODE_LENGTHS: Final = range(3, 7)
_NAMED: Final = "sur fore first last family given maiden middle nick birth real full".split()
_CALLS: Final = frozenset(
    (*_NAMED, *(f"{one}name{end}" for one in _NAMED for end in ("", "s")), "name", "named", "called", "née", "nee")
) | frozenset(("also", "known", "aka", "alias", "goes", "i"))
_DOTTED_CALLS: Final = ("k", "ka")  # a.k.a. where no word begins
# "Hope, nine, drew"; "Dawn (41)": a name that is a word too, before an age.
_BEFORE_AGE: Final = re.compile(rf"(?<![\w-])({WORD})(?:,[ ](?:aged[ ])?|[ ]\((?:aged[ ])?)\Z")
_AGE_STARTS: Final = (", ", " (", "aged ")
_AGE_PAUSES: Final = frozenset(", d")
_AGE_ENDS: Final = re.compile(r"(?:[a-z-]+|\d{1,2})(?:\)|,[ ][a-z]|;)")
_AGES: Final = (
    *"three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split(),
    *"eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split(),
)
_TWO_FIGURES: Final = 2
# "From: d.wilk" at the head of a message.
_MAILBOX: Final = re.compile(r"(?:from|to|b?cc):[ \t]*([a-z]{1,12}[._][a-z]{2,20})(?![\w@.])", re.IGNORECASE)
_HEADERS: Final = ("from", "to", "cc", "bcc")
PREFIXES: Final = ("zip", "postcode", "postalcode")
_POST: Final = ("post", "postal")


def find_announced(text: str, small: Lowered) -> Iterator[Span]:
    """Names, and postal codes that say that they are some, in no order."""
    for match in (*_called(text, small), *_fields(text)):
        if not _is_public(match[1]):
            yield Span(*match.span(1), Kind.PERSON, Certainty.LIKELY, Source.SHAPE)
    for match in _speakers(text):
        if class_of(match[1]) & FORENAME:
            yield Span(*match.span(1), Kind.PERSON, Certainty.LIKELY, Source.SHAPE)
    yield from _beside_another(text)
    for match in (*_before_ages(text, small), *_mailboxes(text, small)):
        yield Span(*match.span(1), Kind.PERSON, Certainty.LIKELY, Source.SHAPE)
    for match in _postcodes(text, small):
        yield Span(*match.span(1), Kind.PLACE, Certainty.POSSIBLE, Source.SHAPE)


def _called(text: str, small: Lowered) -> Iterator[re.Match[str]]:
    places = {*small.at(_CALLS), *(max(0, place - 2) for place in small.at(_DOTTED_CALLS))}
    for place in places:
        match = _CALLED.match(text, place)
        if match is not None:
            yield match


def _postcodes(text: str, small: Lowered) -> Iterator[re.Match[str]]:
    for place in small.at((*_POST, *(word for word in small.longer if word.startswith(PREFIXES)))):
        match = _POSTCODE.match(text, place)
        if match is not None:
            yield match
    for start, length in small.numbers:
        if length in _CODE_LENGTHS and _LINE_ENDS.match(text, start + length):
            match = _LINE_OF_CODE.match(text, text.rfind("\n", 0, start) + 1)
            if match is not None:
                yield match


def _speakers(text: str) -> Iterator[re.Match[str]]:
    """Whoever a line begins with, and a colon after the name."""
    line, read, done = 0, 0, -1
    for one in _SAYS.finditer(text):
        line, read = max(line, text.rfind("\n", read, one.start()) + 1), one.start()
        match = _SPEAKER.match(text, line) if line > done else None
        done = line
        if match is not None:
            yield match


def _before_ages(text: str, small: Lowered) -> Iterator[re.Match[str]]:
    numbers = [
        start for start, length in small.numbers if length <= _TWO_FIGURES < start and text[start - 2] in _AGE_PAUSES
    ]
    for place in (*numbers, *small.at(_AGES)):
        if not text.endswith(_AGE_STARTS, 0, place) or not _AGE_ENDS.match(text, place):
            continue
        match = _BEFORE_AGE.search(text, max(0, place - _REACH - _REACH), place)
        if match is not None and class_of(match[1]) & FORENAME and match[1].lower() not in MONTHS:
            yield match


def _mailboxes(text: str, small: Lowered) -> Iterator[re.Match[str]]:
    for place in small.at(_HEADERS):
        if ":" in text[place + 2 : place + 5]:
            match = _MAILBOX.match(text, place)
            if match is not None:
                yield match


def _fields(text: str) -> Iterator[re.Match[str]]:
    for match in _FIELD.finditer(text):
        if _FIELD_NAME.search(text, max(0, match.start() - _REACH), match.start()):
            yield match


def _beside_another(text: str) -> Iterator[Span]:
    for match in near(_COUPLE, text, _AND):
        if _is_couple(match[1], match[2]):
            yield Span(*match.span(1), Kind.PERSON, Certainty.POSSIBLE, Source.SHAPE)


def _is_public(name: str) -> bool:
    """Whether a name is one word of public life that is nobody's name."""
    return bool(class_of(name) & OFFICIAL) and not class_of(name) & NAME and name.lower() not in NAMES_THAT_ARE_WORDS


def _is_couple(first: str, second: str) -> bool:
    """Whether a word that opens a sentence is a surname because an unknown name stands beside it: "Park and Mann"."""
    is_name = bool(class_of(first) & NAME) or first.lower() in NAMES_THAT_ARE_WORDS
    return is_name and not class_of(first) & PUBLIC and not class_of(second) & (ENGLISH | OFFICIAL)
