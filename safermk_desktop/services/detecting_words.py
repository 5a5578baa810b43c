"""What identifies somebody in a Word file, told as it is found; done in a process of its own (``ports.Redactor``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from safermk_desktop.redaction.detection.at_once import find_at_once
from safermk_desktop.redaction.detection.findings import Finding, Span, Tier
from safermk_desktop.services.detected import Detected, Some, Together
from safermk_desktop.services.word_text import word_text

if TYPE_CHECKING:
    from safermk_desktop.redaction.detection.model import NameModel

Tell = Callable[[int, int], None]
_FIRST: Final = 4_000
_LARGEST: Final = 64_000
"""Letters of the first stretch that is looked through, and of the longest; each is twice as long as the one before."""
_MODEL_READS: Final = 16_000
_LINE: Final = re.compile(r"\n")


def detect_words(
    data: bytes,
    register_json: str,
    tell: Tell,
    some: Some,
    *,
    model: Callable[[], NameModel | None],
    choices: Mapping[str, str] = MappingProxyType({}),
) -> Detected:
    """Everything that identifies somebody in a Word file; an empty ``register_json`` stands for no register.

    ``choices`` as in ``word_text``: what is put back by choice is looked through as well.
    Stretches from the first page on are told at once, by the quick tiers; the whole comes at the end, with what only
    the whole teaches. Raises the ``WORD-*`` family and the refusals of the register.
    """
    text = word_text(data, choices).text
    first = find_at_once(text[:_LARGEST])
    # only now: loading the tiers takes longer than all that came before
    some(first or _patterns_of(text[:_FIRST]))
    from safermk_desktop.redaction.detection.detector import detect
    from safermk_desktop.redaction.register import register_from_json

    register = register_from_json(register_json) if register_json else None
    steps = 2 * len(text) + 1
    for start, end in stretches(text, _FIRST, _LARGEST):
        some(_moved(detect(text[start:end], register=register, tier=Tier.FAST), start))
        tell(end, steps)
    found = detect(text, register=register, model=_watched(model(), tell, some))
    return Detected(text=text, findings=tuple(found), combinations=combinations_in(text))


def combinations_in(text: str, earlier: Sequence[str] = ()) -> tuple[Together, ...]:
    """What identifies only together, in a text or with ``earlier`` ones of its case; parts are of the text itself."""
    from safermk_desktop.redaction.detection.jigsaw import find_combinations  # after the first finding is told

    return tuple(
        Together(
            one.kind.value,
            one.reason,
            tuple((part.start, part.end) for part in one.parts if part.earlier is None),
            tuple((told.start, told.end) for told in one.sentences if told.earlier is None),
            tuple(earlier[told.earlier][told.start : told.end] for told in one.sentences if told.earlier is not None),
        )
        for one in find_combinations(text, earlier)
    )


def stretches(text: str, first: int, largest: int) -> Iterator[tuple[int, int]]:
    """The text in pieces that end with a line, each up to twice as long as the one before."""
    start = 0
    for turn in count():
        if start >= len(text):
            return
        line = _LINE.search(text, start + min(first << turn, largest))
        end = line.end() if line else len(text)
        yield start, end
        start = end


def _moved(found: Sequence[Finding], by: int) -> list[Finding]:
    return [one._replace(start=one.start + by, end=one.end + by) for one in found]


def _watched(model: NameModel | None, tell: Tell, some: Some) -> NameModel | None:
    return None if model is None else _Watched(model, tell, some)


class _Watched:
    """The model, reading a stretch at a time so that it can be watched."""

    def __init__(self, model: NameModel, tell: Tell, some: Some) -> None:
        self._model, self._tell, self._some = model, tell, some

    def find(self, text: str, passages: Sequence[tuple[int, int]]) -> list[Span]:
        found: list[Span] = []
        for first, last in passages:
            for start, end in stretches(text[first:last], _MODEL_READS, _MODEL_READS):
                spans = self._model.find(text, [(first + start, first + end)])
                self._some([_told(text, span) for span in spans])
                self._tell(len(text) + first + end, 2 * len(text) + 1)
                found += spans
        return found


def _patterns_of(text: str) -> list[Finding]:
    from safermk_desktop.redaction.detection.patterns import find_patterns

    return [_told(text, span) for span in find_patterns(text)]


def _told(text: str, span: Span) -> Finding:
    from safermk_desktop.redaction.detection.published import suggested_form

    written = text[span.start : span.end]
    return Finding(span.start, span.end, written, *span[2:], suggested_form(span.kind, written))
