"""All tiers over one text: the register, the patterns, the shapes and, where it is asked for, the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Finding, Source, Span, Tier
from safermk_desktop.redaction.detection.merging import apart
from safermk_desktop.redaction.detection.model import NameModel
from safermk_desktop.redaction.detection.patterns import find_patterns
from safermk_desktop.redaction.detection.published import suggested_form
from safermk_desktop.redaction.detection.registered import named_beyond_doubt, placed
from safermk_desktop.redaction.detection.shape.finding import Reading, read_shapes, shapes_in
from safermk_desktop.redaction.detection.shape.spreading import Knowledge
from safermk_desktop.redaction.detection.tokens import Tokens
from safermk_desktop.redaction.matching.finder import Match, Matcher
from safermk_desktop.redaction.register import Register

PASSAGE: Final = 5_000
"""Letters of a passage, some 800 words: tens of milliseconds, so that a cancel is heard and the first told soon."""


class Passage(NamedTuple):
    """What is found in ``text[start:end]``; a passage told again takes the place of what was told of it before."""

    start: int
    end: int
    findings: tuple[Finding, ...]


class _Piece(NamedTuple):
    """A passage after the first look: what its own words say, without the rest of the text."""

    start: int
    reading: Reading
    patterns: list[Span]
    matches: tuple[Match, ...]


def detect(
    text: str, *, register: Register | None = None, tier: Tier = Tier.FULL, model: NameModel | None = None
) -> list[Finding]:
    """What identifies somebody in a text, in order and apart; ``fast`` never asks the model.

    Offsets are code points of ``text``. Without a model ``full`` is what the other tiers find.
    """
    piece = _piece(text, 0, _matcher(register))
    named = named_beyond_doubt(text, piece.matches)
    return _findings(piece, register, named, piece.reading.learned, model if tier is Tier.FULL else None)


def detect_in_passages(
    text: str,
    *,
    register: Register | None = None,
    tier: Tier = Tier.FULL,
    model: NameModel | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Passage]:
    """As ``detect``, a passage at a time: each once by what was read so far, then all again by the whole and the model.

    ``stopped`` is asked before every passage and ends the telling.
    """
    matcher = _matcher(register)
    known, named = Knowledge(), frozenset[str]()
    pieces: list[_Piece] = []
    for start, end in passages(text):
        if stopped():
            return
        piece = _piece(text[start:end], start, matcher)
        known = known.and_of(piece.reading.learned)
        named |= named_beyond_doubt(piece.reading.text, piece.matches)
        pieces.append(piece)
        yield Passage(start, end, tuple(_findings(piece, register, named, known, None)))
    asked = model if tier is Tier.FULL else None
    for piece in pieces if len(pieces) > 1 or asked is not None else ():
        if stopped():
            return
        found = _findings(piece, register, named, known, asked)
        yield Passage(piece.start, piece.start + len(piece.reading.text), tuple(found))


def passages(text: str) -> Iterator[tuple[int, int]]:
    """The text cut after line ends into pieces of some ``PASSAGE`` letters."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + PASSAGE) + 1 or len(text)
        yield start, end
        start = end


@lru_cache(maxsize=8)
def _matcher(register: Register | None) -> Matcher | None:
    """A register is made ready once for all the texts of its case."""
    return Matcher(register) if register is not None else None


def _piece(text: str, start: int, matcher: Matcher | None) -> _Piece:
    tokens = Tokens(text)
    matches = matcher.find(text, words=tokens.cut) if matcher is not None else ()
    return _Piece(start, read_shapes(text, tokens), find_patterns(text, tokens), matches)


def _findings(
    piece: _Piece, register: Register | None, named: frozenset[str], known: Knowledge, model: NameModel | None
) -> list[Finding]:
    text = piece.reading.text
    registered = placed(text, register, piece.matches, named) if register is not None else {}
    spans = list(registered)
    spans += piece.patterns
    spans += shapes_in(piece.reading, known)
    if model is not None:
        spans += model.find(text, [(0, len(text))])
    return _told(piece, spans, registered, register)


def _told(piece: _Piece, spans: list[Span], registered: Mapping[Span, str], register: Register | None) -> list[Finding]:
    text = piece.reading.text
    dates = register.dates if register is not None else "month_year"
    found: list[Finding] = []
    for span in apart(text, spans):
        start, end, kind, certainty, source = span
        known = registered.get(span) if source is Source.REGISTER else None
        written = text[start:end]
        new = known if known is not None else suggested_form(kind, written, dates)
        found.append(Finding(piece.start + start, piece.start + end, written, kind, certainty, source, new))
    return found
