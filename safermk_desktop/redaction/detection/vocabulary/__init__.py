"""Word lists of detection, each a text file beside this module whose head states where its words are from."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


@lru_cache(maxsize=32)
def words(name: str) -> frozenset[str]:
    """The words of a list; lines that begin with a hash are its head."""
    return frozenset(word for line in _lines(name) for word in line.split())


@lru_cache(maxsize=8)
def phrases(name: str) -> tuple[str, ...]:
    """The lines of a list of phrases."""
    return tuple(line.strip() for line in _lines(name) if line.strip())


def _lines(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
