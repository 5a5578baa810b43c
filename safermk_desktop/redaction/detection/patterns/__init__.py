"""Tier 2: what has a form of its own (references, contacts, dates, ages, addresses, sums)."""

from __future__ import annotations

from safermk_desktop.redaction.detection.patterns.finding import find_patterns

__all__ = ["find_patterns"]
