"""Tier 2: what has a form of its own (references, contacts, dates, ages, addresses, sums)."""

from __future__ import annotations

from safermk_desktop.redaction.detection.findings import Span


def find_patterns(text: str) -> list[Span]:
    """Every place of ``text`` with a form of its own, in order; none lies within another."""
    # A hundred and twenty expressions take 0.2 s to compile: not while a window starts that may never look.
    from safermk_desktop.redaction.detection.patterns.finding import find_patterns as find

    return find(text)
