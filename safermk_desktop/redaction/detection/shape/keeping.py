"""Bodies, laws and tools of public life that reviews name on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from types import MappingProxyType

from safermk_desktop.redaction.detection.shape.chains import Word
from safermk_desktop.redaction.detection.vocabulary import phrases


@lru_cache(maxsize=1)
def _by_first_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for phrase in phrases("agencies"):
        found.setdefault(phrase.split()[0].rstrip(",").removesuffix("'s"), []).append(phrase)
    return MappingProxyType({first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in found.items()})


def first_words() -> AbstractSet[str]:
    """The words that a listed phrase begins with."""
    return _by_first_word().keys()


def kept_from(text: str, word: Word) -> int:
    """Where the longest listed phrase ends that begins with a word; the word's own start where there is none."""
    for phrase in _by_first_word().get(word.text, ()):
        end = word.start + len(phrase)
        written = text[word.start : end].replace("’", "'").replace("\u00a0", " ")
        if written == phrase and not text[end : end + 1].isalnum():
            return end
    return word.start
