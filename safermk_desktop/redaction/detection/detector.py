"""All tiers over one text: the register, the patterns, the shapes and, where it is asked for, the model."""

from __future__ import annotations

from safermk_desktop.redaction.detection.findings import Finding, Source, Tier
from safermk_desktop.redaction.detection.jigsaw import combination_spans
from safermk_desktop.redaction.detection.merging import apart
from safermk_desktop.redaction.detection.model import NameModel
from safermk_desktop.redaction.detection.patterns import find_patterns
from safermk_desktop.redaction.detection.published import suggested_form
from safermk_desktop.redaction.detection.registered import registered_places
from safermk_desktop.redaction.detection.shape.finding import find_shapes
from safermk_desktop.redaction.register import Register


def detect(
    text: str, *, register: Register | None = None, tier: Tier = Tier.FULL, model: NameModel | None = None
) -> list[Finding]:
    """What identifies somebody in a text, in order and apart; ``fast`` never asks the model.

    Offsets are code points of ``text``. Without a model ``full`` is what the other tiers find.
    """
    registered = registered_places(text, register) if register is not None else []
    spans = [one.span for one in registered]
    spans += find_patterns(text)
    spans += find_shapes(text)
    if model is not None and tier is Tier.FULL:
        spans += model.find(text, [(0, len(text))])
    if tier is Tier.FULL:
        spans += combination_spans(text)
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
