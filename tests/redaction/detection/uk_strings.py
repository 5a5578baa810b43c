"""Sentences of British case files with every identifier marked, and sentences that only look as if they held one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.redaction.detection.uk_decoys import decoy
from tests.redaction.detection.uk_sentences import LEADS, SHAPES, Shape

KINDS = tuple(dict.fromkeys(shape.kind for shape in SHAPES))
_BY_KIND = {kind: tuple(shape for shape in SHAPES if shape.kind == kind) for kind in KINDS}
_HEADER = {"date_of_birth": "DOB", "nhs_number": "NHS No", "telephone": "Tel", "postcode": "Postcode"}
_HEADER |= {"national_insurance": "NI No", "email": "E-mail", "address": "Address", "crime_reference": "Crime ref"}


@dataclass(frozen=True)
class Sample:
    text: str
    spans: tuple[tuple[int, int, str], ...]  # start, end, kind; none in a decoy


@dataclass(frozen=True)
class _Piece:
    text: str
    spans: tuple[tuple[int, int, str], ...] = ()


def uk_strings(count: int, seed: int) -> Iterator[Sample]:
    rng = Random(seed)
    for _ in range(count):
        yield _decoy_sample(rng) if rng.random() < 1 / 3 else _sample(rng)


def _sample(rng: Random) -> Sample:
    if rng.random() < 0.08:
        return _joined(rng, [_header(rng)])
    pieces = [_framed(rng, rng.choice(_BY_KIND[kind])) for kind in rng.sample(KINDS, 2 if rng.random() < 0.2 else 1)]
    if rng.random() < 0.35:
        pieces.insert(0, _Piece(rng.choice(LEADS)))
    if rng.random() < 0.35:
        pieces.append(_Piece(rng.choice(LEADS)))
    return _joined(rng, pieces)


def _decoy_sample(rng: Random) -> Sample:
    pieces = [_Piece(decoy(rng))]
    if rng.random() < 0.4:
        pieces.insert(rng.randint(0, 1), _Piece(rng.choice(LEADS)))
    return _joined(rng, pieces)


def _joined(rng: Random, pieces: list[_Piece]) -> Sample:
    text, spans = "", list[tuple[int, int, str]]()
    for piece in pieces:
        if text:
            text += _between(rng, text)
        spans += [(len(text) + start, len(text) + end, kind) for start, end, kind in piece.spans]
        text += piece.text
    return Sample(text, tuple(spans))


def _between(rng: Random, text: str) -> str:
    """A sentence that was left without its stop ends with the line, or gets its stop."""
    if text.endswith("."):
        return rng.choice((" ", " ", " ", "  ", "\n"))
    return rng.choice((". ", "\n"))


def _framed(rng: Random, shape: Shape) -> _Piece:
    before, _, after = rng.choice(shape.frames).partition("{}")
    value = _noisy(rng, shape.draw(rng), shape.noise)
    if not before:
        value = value[0].upper() + value[1:]
    return _Piece(before + value + after, ((len(before), len(before) + len(value), shape.kind),))


def _header(rng: Random) -> _Piece:
    """The top of a form: labels and values, one to a line or one after the other."""
    text, spans, joint = "", list[tuple[int, int, str]](), rng.choice(("\n", "\n", "; ", "\t", ", "))
    for kind in rng.sample(list(_HEADER), rng.randint(2, 4)):
        shape = _BY_KIND[kind][0]
        text += f"{joint if text else ''}{_HEADER[kind]}{rng.choice((': ', ':', ' '))}"
        value = shape.draw(rng)
        spans.append((len(text), len(text) + len(value), kind))
        text += value
    return _Piece(text, tuple(spans))


def _noisy(rng: Random, value: str, noise: str) -> str:
    if "l" in noise and rng.random() < 0.1:
        value = value.lower()
    if "o" in noise and "0" in value and rng.random() < 0.04:
        at = rng.choice([index for index, sign in enumerate(value) if sign == "0"])
        value = f"{value[:at]}O{value[at + 1 :]}"
    if "c" in noise and rng.random() < 0.1:
        return value.replace(" ", "")
    gaps = [index for index, sign in enumerate(value) if sign == " "]
    if "s" in noise and gaps and rng.random() < 0.25:
        at = rng.choice(gaps)
        value = value[:at] + rng.choice(("\u00a0", "\u00a0", "  ", "\n")) + value[at + 1 :]
    return value
