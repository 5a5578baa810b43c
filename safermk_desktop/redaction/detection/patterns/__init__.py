"""Tier 2: what has a form of its own (references, contacts, dates, ages, addresses, sums)."""

from __future__ import annotations

from safermk_desktop.redaction.detection.findings import Span
from safermk_desktop.redaction.detection.tokens import Tokens


def find_patterns(text: str, tokens: Tokens | None = None) -> list[Span]:
    """Every place of ``text`` with a form of its own, in order; none lies within another.

    ``tokens`` are the words of ``text`` where they are cut already.
    """
    # A hundred and twenty expressions take 0.2 s to compile: not while a window starts that may never look.
    from safermk_desktop.redaction.detection.patterns.finding import find_patterns as find

    return find(text, tokens)
