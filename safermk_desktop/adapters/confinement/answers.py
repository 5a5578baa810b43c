"""What a child answered, read as something that cannot be trusted: it has read a file that came from outside."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from safermk_desktop.adapters.confinement import frames
from safermk_desktop.errors import SafermkError, WorkBrokeOff

if TYPE_CHECKING:  # loaded when there is an answer
    from safermk_desktop.redaction.detection.findings import Finding
    from safermk_desktop.redaction.matching.finder import Match
    from safermk_desktop.services.detected import Detected, Together
    from safermk_desktop.services.finding import Findings
    from safermk_desktop.services.proof import ProvedCopy
    from safermk_desktop.services.tables import Table, TableRow
    from safermk_desktop.services.word_text import WordText
    from safermk_desktop.verifier import Survivor, Verdict

_LONGEST: Final = 1000
"""Letters of a refusal's detail."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_LONGEST_SIDE: Final = 2000
_CHUNKS: Final = frozenset({b"IHDR", b"IDAT", b"IEND"})
_LARGEST_PICTURE: Final = 20 << 20
"""Bytes: a picture of the longest sides that nothing compresses takes less."""


@contextmanager
def _as_agreed() -> Generator[None]:
    """Raise ``WorkBrokeOff`` for an answer of another form."""
    try:
        yield
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, struct.error):
        raise WorkBrokeOff("Its answer was not understood.") from None


def progress(payload: bytes) -> tuple[int, int]:
    """Steps done and the steps there are."""
    with _as_agreed():
        done, total = json.loads(payload)
        return _number(done), _number(total)


def copy(payload: bytes, data: bytes) -> ProvedCopy:
    """A copy with its report; the two belong together by the digest."""
    from safermk_desktop.services.proof import ProvedCopy

    with _as_agreed():
        report: dict[str, Any] = json.loads(payload)
        for name in ("parts", "terms", "variants", "verifier_parts", "verifier_forms", "verifier_unread"):
            _number(report["proof"][name])
        if report["proof"]["sha256"] != hashlib.sha256(data).hexdigest():
            raise ValueError
        return ProvedCopy(data, report)


def text(payload: bytes) -> WordText:
    """A text with its stories."""
    from safermk_desktop.redaction.text import StorySpan
    from safermk_desktop.services.word_text import WordText

    with _as_agreed():
        whole, spans = json.loads(payload)
        stories = tuple(
            StorySpan(_words(part), _words(story), *_span(start, end, whole)) for part, story, start, end in spans
        )
        return WordText(text=_words(whole), stories=stories)


def findings(payload: bytes) -> Findings:
    """A text with what was found in it."""
    from safermk_desktop.services.finding import Findings

    with _as_agreed():
        whole, matches = json.loads(payload)
        return Findings(text=_words(whole), matches=tuple(_match(row, whole) for row in matches))


def some(payload: bytes) -> tuple[Finding, ...]:
    """Findings that are told on the way."""
    with _as_agreed():
        return tuple(map(_finding, json.loads(payload)))


def detected(payload: bytes) -> Detected:
    """A text with all that identifies somebody in it."""
    from safermk_desktop.services.detected import Detected

    with _as_agreed():
        whole, rows, joined = json.loads(payload)
        found = tuple(map(_finding, rows))
        if any(_words(whole)[one.start : one.end] != one.text for one in found):
            raise ValueError
        return Detected(text=whole, findings=found, combinations=_together(joined, whole))


def together(payload: bytes, whole: str) -> tuple[Together, ...]:
    """What identifies only together in a text, or with others."""
    with _as_agreed():
        return _together(json.loads(payload), whole)


def _together(rows: Any, whole: str) -> tuple[Together, ...]:
    from safermk_desktop.services.detected import Together

    def places(spans: Any) -> tuple[tuple[int, int], ...]:
        return tuple(_span(start, end, whole) for start, end in spans)

    return tuple(
        Together(_words(kind), _words(reason), places(parts), places(told), tuple(map(_words, elsewhere)))
        for kind, reason, parts, told, elsewhere in rows
    )


def _finding(row: Any) -> Finding:
    from safermk_desktop.redaction.detection.findings import Certainty, Finding, Kind, Source

    start, end, text, kind, certainty, source, replacement = row
    if _number(end) - _number(start) != len(_words(text)):
        raise ValueError
    return Finding(start, end, text, Kind(kind), Certainty(certainty), Source(source), _words(replacement))


def _match(row: Any, whole: str) -> Match:
    from safermk_desktop.redaction.matching.finder import Match

    start, end, identity_id, form, certainty, replacement, also = row
    if certainty not in {"certain", "undecided"}:
        raise ValueError
    first, last = _span(start, end, whole)
    others = tuple(map(_words, also))
    return Match(first, last, _words(identity_id), _words(form), certainty, _words(replacement), others)


def verdict(payload: bytes) -> Verdict:
    """What the verifier said; it is clean exactly where nothing was found."""
    from safermk_desktop.verifier import Survivor, Verdict

    def survivors(rows: Any) -> tuple[Survivor, ...]:
        return tuple(Survivor(*map(_words, row)) for row in rows)

    with _as_agreed():
        clean, found, review, unread, parts, terms = json.loads(payload)
        if clean is not (not found):
            raise ValueError
        told = tuple(map(_words, unread))
        return Verdict(clean, survivors(found), survivors(review), told, _number(parts), _number(terms))


def words(payload: bytes) -> str:
    """What stands at a place."""
    with _as_agreed():
        return _words(json.loads(payload))


def yes(payload: bytes) -> bool:
    """Whether something comes next."""
    with _as_agreed():
        said = json.loads(payload)
        if not isinstance(said, bool):
            raise TypeError
        return said


def picture(data: bytes) -> bytes:
    """A PNG that holds its points and nothing else, each chunk whole (PNG, third edition, 5.3), sides within bounds."""
    with _as_agreed():
        if len(data) > _LARGEST_PICTURE or data[:8] != _PNG:
            raise ValueError
        names: list[bytes] = []
        at = len(_PNG)
        while at < len(data):
            length, name = struct.unpack_from(">I4s", data, at)
            end = at + 8 + length
            if name not in _CHUNKS or struct.unpack_from(">I", data, end)[0] != zlib.crc32(data[at + 4 : end]):
                raise ValueError
            names.append(name)
            at = end + 4
        if names[0] != b"IHDR" or names[-1] != b"IEND" or names.count(b"IHDR") + names.count(b"IEND") != 2:
            raise ValueError
        if not all(0 < side <= _LONGEST_SIDE for side in struct.unpack_from(">II", data, 16)):
            raise ValueError
    return data


def table(payload: bytes) -> Table:
    """The header and the rows of a table, within the limits of ``services.tables``; rows are in their order."""
    from safermk_desktop.services.tables import MOST_COLUMNS, MOST_ROWS, Table

    with _as_agreed():
        header, found = json.loads(payload)
        rows = tuple(map(_row, found))
        numbers = [1, *(row.number for row in rows)]
        widest = max(len(header), *(len(row.cells) for row in rows)) if rows else len(header)
        if widest > MOST_COLUMNS or numbers[-1] > MOST_ROWS + 1 or any(one >= two for one, two in pairwise(numbers)):
            raise ValueError
        return Table(header=tuple(map(_words, header)), rows=rows)


def _row(told: Any) -> TableRow:
    from safermk_desktop.services.tables import TableRow

    number, cells, formulas = told
    return TableRow(number=_number(number), cells=tuple(map(_words, cells)), formulas=frozenset(map(_number, formulas)))


def nothing(payload: bytes) -> None:
    """The answer of a check that refused nothing."""
    with _as_agreed():
        if json.loads(payload) is not None:
            raise ValueError


def refusal(kind: bytes, payload: bytes) -> SafermkError:
    """The error that a child was refused with, or that it broke off."""
    with _as_agreed():
        if kind == frames.BROKEN:
            return WorkBrokeOff(f"It stopped at {_words(json.loads(payload))[:_LONGEST]}.")
        if kind == frames.REFUSED:
            code, detail = map(_words, json.loads(payload))
            found = next((one for one in _leaves(SafermkError) if one.code == code), WorkBrokeOff)
            return found(detail[:_LONGEST])
    return WorkBrokeOff("Its answer was not understood.")


def _leaves(kind: type[SafermkError]) -> Iterator[type[SafermkError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _leaves(below)


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _span(start: object, end: object, whole: object) -> tuple[int, int]:
    first, last = _number(start), _number(end)
    if not first <= last <= len(_words(whole)):
        raise ValueError
    return first, last
