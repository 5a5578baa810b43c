"""Combinations that identify though each part is harmless."""

from __future__ import annotations

from safermk_desktop.redaction.detection.jigsaw.combinations import Class, Clue, Combination, Part, Sentence
from safermk_desktop.redaction.detection.jigsaw.combining import combination_spans, find_combinations

__all__ = ["Class", "Clue", "Combination", "Part", "Sentence", "combination_spans", "find_combinations"]
