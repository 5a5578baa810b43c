"""All tiers over one text: the register, the patterns, the shapes and, where it is asked for, the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from safermk_desktop.redaction.detection.findings import Finding, Source, Span, Tier
from safermk_desktop.redaction.detection.merging import apart
from safermk_desktop.redaction.detection.published import suggested_form
from safermk_desktop.redaction.detection.registered import registered_places
from safermk_desktop.redaction.detection.shape.finding import find_shapes
from safermk_desktop.redaction.register import Register


class NameModel(Protocol):
    """What the statistical tier answers: names in those passages (start, end) of a text that need it."""

    def find(self, text: str, passages: Sequence[tuple[int, int]]) -> list[Span]:
        """The spans found, in offsets of the whole text."""
        ...


def detect(
    text: str, *, register: Register | None = None, tier: Tier = Tier.FULL, model: NameModel | None = None
) -> list[Finding]:
    """What identifies somebody in a text, in order and apart; ``fast`` never asks the model.

    Offsets are code points of ``text``. Without a model ``full`` is what the other tiers find.
    """
    registered = registered_places(text, register) if register is not None else []
    spans = [one.span for one in registered]
    spans += find_shapes(text)
    if model is not None and tier is Tier.FULL:
        spans += model.find(text, [(0, len(text))])
    forms = {one.span[:2]: one.replacement for one in registered}
    dates = register.dates if register is not None else "month_year"
    found: list[Finding] = []
    for span in apart(text, spans):
        start, end, kind, certainty, source = span
        known = forms.get((start, end)) if source is Source.REGISTER else None
        written = text[start:end]
        new = known if known is not None else suggested_form(kind, written, dates)
        found.append(Finding(start, end, written, kind, certainty, source, new))
    return found
