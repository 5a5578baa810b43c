"""What identifies somebody in texts without a register; a text at a time, so that a batch fills no memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, cast

from safermk_desktop.errors import DetectionModelMissing, TextInvalid
from safermk_desktop.redaction.detection.detector import detect
from safermk_desktop.redaction.detection.findings import Finding, Source, Span, Tier, union
from safermk_desktop.redaction.detection.jigsaw import combination_spans
from safermk_desktop.redaction.detection.merging import apart
from safermk_desktop.redaction.detection.model import NameModel, load_model
from safermk_desktop.redaction.detection.published import suggested_form
from safermk_desktop.redaction.register import DateRule, Register

_LINE_BYTES: Final = 64 << 20
"""More than a line with a text of 10,000 pages."""


class Text(NamedTuple):
    """One text of a batch."""

    id: str
    text: str


class Detector:
    """One register and one tier for many texts; ``full`` loads the model once."""

    def __init__(self, register: Register | None, tier: Tier, model: NameModel | None) -> None:
        self._register, self._tier, self._model = register, tier, model

    def find(self, text: str) -> list[Finding]:
        """What identifies somebody, in order and apart; offsets are code points.

        ``full`` tells the parts of combinations as well, where nothing else was found in them.
        """
        found = detect(text, register=self._register, tier=self._tier, model=self._model)
        if self._tier is not Tier.FULL:
            return found
        parts = apart(text, [*(Span(*one[:2], *one[3:6]) for one in found), *combination_spans(text)])
        dates = self._register.dates if self._register is not None else "month_year"
        told = (span for span in parts if span.source is Source.JIGSAW)
        return sorted([*found, *(_finding(text, span, dates) for span in told)])


def _finding(text: str, span: Span, dates: DateRule) -> Finding:
    written = text[span.start : span.end]
    return Finding(span.start, span.end, written, *span[2:], suggested_form(span.kind, written, dates))


def detector(register: Register | None, tier: Tier) -> Detector:
    """Get ready to detect. Raises ``DetectionModelMissing``."""
    return Detector(register, tier, load_model() if tier is Tier.FULL else None)


def model_if_there() -> NameModel | None:
    """The model, or nothing where it is not installed: the other tiers find what they find."""
    try:
        return load_model()
    except DetectionModelMissing:
        return None


def detect_line(detector: Detector, text: Text) -> bytes:
    """The line of JSON that tells of one text (contracts/cli.md, ``safermk detect``)."""
    found = detector.find(text.text)
    told = {
        "id": text.id,
        "spans": union((one.start, one.end) for one in found),
        "findings": [one._asdict() for one in found],
    }
    return json.dumps(told).encode() + b"\n"


def plain_text(name: str, data: bytes) -> Text:
    """A text file in UTF-8. Raises ``TextInvalid``."""
    try:
        return Text(name, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise TextInvalid("A text file is not in UTF-8.") from None


def text_lines(pieces: Iterable[bytes]) -> Iterator[Text]:
    """The texts of a ``.jsonl`` file, one ``{"id", "text"}`` a line. Raises ``TextInvalid`` with the line's number."""
    for number, line in enumerate(_lines(pieces), start=1):
        if line.strip(b" \t\r\n"):
            yield _text_of(line, number)


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        *whole, rest = piece.split(b"\n")
        for line in whole:
            held += line
            yield bytes(held)
            held.clear()
        held += rest
        if len(held) > _LINE_BYTES:
            raise TextInvalid(f"A line of JSON has more than {_LINE_BYTES >> 20} MiB.")
    if held:
        yield bytes(held)


def _text_of(line: bytes, number: int) -> Text:
    try:
        raw: object = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        raise TextInvalid(f"Line {number} is not in UTF-8.") from None
    except (ValueError, RecursionError):
        raise TextInvalid(f"Line {number} is not JSON.") from None
    fields = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
    name, text = fields.get("id"), fields.get("text")
    if not isinstance(name, str) or not isinstance(text, str):
        raise TextInvalid(f"Line {number} has not an id and a text.")
    return Text(name, text)
