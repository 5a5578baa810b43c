"""Tier 3: names by shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.shape import cues, describing, small
from safermk_desktop.redaction.detection.shape.chains import CHAIN, Chain, chain_of
from safermk_desktop.redaction.detection.shape.classes import OFFICIAL, class_of
from safermk_desktop.redaction.detection.shape.institutions import find_institutions
from safermk_desktop.redaction.detection.shape.joining import GLOSS, is_foreign, joined
from safermk_desktop.redaction.detection.shape.judging import Judged, is_dull, judged
from safermk_desktop.redaction.detection.shape.keeping import first_words, kept_from
from safermk_desktop.redaction.detection.shape.listing import Lowered, lowered
from safermk_desktop.redaction.detection.shape.spreading import Knowledge, learned_of
from safermk_desktop.redaction.detection.tokens import Tokens

_PREFIXES: Final = cues.PREFIXES + describing.PREFIXES

_TOUCHING: Final = tuple("./-&")
_JOINED: Final = tuple("/-&")


class Reading(NamedTuple):
    """A text with its chains of capitals, each judged for itself, and what they teach about its names."""

    text: str
    tokens: Tokens
    chains: tuple[tuple[Chain, tuple[Judged, ...]], ...]
    dull: Mapping[str, list[int]]
    """Where words stand alone that are names only if the text's other pieces teach so."""
    learned: Knowledge
    small: Lowered
    found: tuple[Span, ...]
    """What the text's other pieces cannot change."""


def read_shapes(text: str, tokens: Tokens | None = None) -> Reading:
    """The first look at a text or a piece of one; ``tokens`` are its words where they are cut already."""
    tokens = tokens if tokens is not None else Tokens(text)
    candidates, dull = _candidates(text)
    judgements = tuple((chain, judged(text, chain)) for chain in candidates)
    low = lowered(text, tokens, _PREFIXES)
    found = (
        *find_institutions(text),
        *cues.find_announced(text, low),
        *describing.find_descriptions(text, low),
    )
    learned = learned_of([one for _, here in judgements for one in here])
    return Reading(text, tokens, judgements, dull, learned, low, found)


def find_shapes(text: str) -> list[Span]:
    """Names, places and organisations that their shape gives away, in order."""
    reading = read_shapes(text)
    return sorted(shapes_in(reading, reading.learned))


def shapes_in(reading: Reading, known: Knowledge) -> list[Span]:
    """As ``find_shapes``, in no order, for a piece that was read, by what the text's other pieces teach."""
    text, named = reading.text, known.people | known.months
    names: list[Judged] = []
    for chain, judgements in reading.chains:
        words = [word.text.lower() for word in chain.words]
        stays = named.isdisjoint(words) or (_is_settled(chain, judgements) and named.issuperset(words))
        names += judgements if stays else judged(text, chain, named)
    for word, places in reading.dull.items():
        if word.lower() in named:
            for at in places:
                names += judged(text, chain_of(text, at, at + len(word)), named)
    found = [Span(start, end, one.kind, one.certainty, Source.SHAPE) for start, end, one in joined(text, names)]
    found += reading.found
    found += small.find_small(text, reading.small, reading.tokens.written, known.people, known.months)
    found += small.find_small_phrases(text, reading.tokens.written, known.phrases)
    found += _initials(reading, known.initials)
    return found


def _initials(reading: Reading, known: frozenset[str]) -> Iterator[Span]:
    """Where the first letters of people stand alone, in capitals."""
    text = reading.text
    for letters in known & reading.tokens.written:
        for at in reading.small.places[letters.lower()]:
            end = at + len(letters)
            before, behind = text[at - 1 : at], text[end : end + 1]
            if before in _TOUCHING or behind in _JOINED or before.isalnum() or behind.isalnum():
                continue
            if text.startswith(letters, at):
                yield Span(at, end, Kind.PERSON, Certainty.POSSIBLE, Source.SHAPE)


def _is_settled(chain: Chain, judgements: tuple[Judged, ...]) -> bool:
    """Whether all of a chain is likely a person already, so that to know each of its words elsewhere adds nothing."""
    return len(judgements) == 1 and judgements[0][:3] == (chain.words, Kind.PERSON, Certainty.LIKELY)


def _candidates(text: str) -> tuple[list[Chain], dict[str, list[int]]]:
    """The chains of a text that may hold a name, and where each other word stands alone, which most of them are."""
    found: list[Chain] = []
    dull: dict[str, list[int]] = {}
    kept = first_words()
    for match in CHAIN.finditer(text):
        whole = match[0]
        places = dull.get(whole)
        if places is not None:
            places.append(match.start())
        elif whole.isalpha() and is_dull(whole) and whole not in kept:
            dull[whole] = [match.start()]
        else:
            chain = chain_of(text, *match.span())
            found += (chain,) if kept.isdisjoint([one.text for one in chain.words]) else _not_kept(text, chain)
    return found, dull


def _not_kept(text: str, chain: Chain) -> Iterator[Chain]:
    """What stands in a chain before and after a body or law that is named on purpose."""
    for at, word in enumerate(chain.words):
        end = kept_from(text, word)
        if end == word.start or _is_named_court(text, chain, at, end):
            continue
        if at:
            yield Chain(chain.words[:at], chain.opening)
        after = tuple(one for one in chain.words[at:] if one.start >= end)
        if after:
            yield from _not_kept(text, Chain(after, opening=False))
        return
    yield chain


def _is_named_court(text: str, chain: Chain, at: int, end: int) -> bool:
    """A court with the name of its place before it, or in another language behind it, is no general one."""
    if "Court" not in text[chain.words[at].start : end]:
        return False
    gloss = GLOSS.match(text, end)
    if gloss is not None and is_foreign(gloss[1]):
        return True
    return at > 0 and not class_of(chain.words[at - 1].text) & OFFICIAL
