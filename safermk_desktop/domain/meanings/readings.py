"""Sentences as the network understands them: each of their words, and what they say together."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from safermk_desktop.domain import repeat_words
from safermk_desktop.domain.meanings.network import Network, network
from safermk_desktop.domain.meanings.pieces import plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_LABEL: Final = re.compile(r"^\s*(?:recommendation|action)\s+[\d.]+\s*[:.)-]", re.IGNORECASE)
_ENDINGS: Final = ("ations", "ation", "ings", "ing", "ers", "ies", "ment", "ments", "ed", "es", "s", "ly")
_STEM: Final = 4
_WHO_SHARE: Final = 0.5
_SENTENCES: Final = 398
"""Different sentences in which ``repeat_words.COUNTED`` was counted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that say something: stems, weights, a row of length 1 for each, and one for all together."""

    stems: tuple[str, ...]
    weights: Floats
    words: NDArray[np.float16]
    whole: Floats


@dataclass(frozen=True, slots=True)
class Readings:
    """Sentences that were read, kept while a vault is open: 12 ms to read one, some 10 kB to keep it."""

    _known: dict[str, Reading] = field(default_factory=dict[str, Reading])
    _made: Callable[[], Network] = network

    def __contains__(self, text: str) -> bool:
        return text in self._known

    def of(self, texts: Sequence[str]) -> list[Reading]:
        """The reading of each text; those that were not read yet are read together."""
        unread = sorted({text for text in texts if text not in self._known}, key=len)
        if unread:
            self._known.update(zip(unread, _read(self._made(), unread), strict=True))
        return [self._known[text] for text in texts]


def _read(by: Network, texts: Sequence[str]) -> Iterable[Reading]:
    cut = [list(by.pieces.words(spelled(text))) for text in texts]
    states = by.states([[row for _, rows in words for row in rows] for words in cut])
    return (_reading(words, rows) for words, rows in zip(cut, states, strict=True))


def _reading(words: Sequence[tuple[str, tuple[int, ...]]], states: Floats) -> Reading:
    import numpy as np

    stems: list[str] = []
    weights: list[float] = []
    rows: list[Floats] = []
    at = 0
    for word, pieces in words:
        seen, at = states[at : at + len(pieces)], at + len(pieces)
        if len(word) > 1 and word not in _lexicon().nothing and len(seen):
            stems.append(stem(word))
            weights.append(weight(word))
            rows.append(seen.mean(axis=0))
    if not rows:
        return Reading((), np.zeros(0, np.float32), np.zeros((0, states.shape[1]), np.float16), states.sum(axis=0) * 0)
    each = np.array(rows)
    each /= np.linalg.norm(each, axis=1, keepdims=True)
    by = np.array(weights, np.float32)
    whole = by @ each
    return Reading(tuple(stems), by, each.astype(np.float16), whole / np.linalg.norm(whole))


def spelled(text: str) -> str:
    """A sentence in small letters, without its label, and with names and initials spelled out."""
    lexicon = _lexicon()
    text = _LABEL.sub("", text).replace("\u2019", "'")
    text = lexicon.capitals.sub(lambda found: lexicon.forms[found[0]], text)
    return lexicon.small.sub(lambda found: lexicon.forms[found[0]], plain(text))


def weight(word: str) -> float:
    """How much a word says: less where many recommendations have it, and less where it says only who is asked."""
    lexicon = _lexicon()
    says = math.log((_SENTENCES + 1) / (lexicon.counted.get(stem(word), 1) + 1)) + 0.5
    return says * (_WHO_SHARE if lexicon.who.fullmatch(word) else 1)


def stem(word: str) -> str:
    """A word without its ending."""
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _STEM), "")
    return word.removesuffix(ending).rstrip("ey")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """``repeat_words`` as it is looked up."""

    forms: dict[str, str]
    small: re.Pattern[str]
    capitals: re.Pattern[str]
    who: re.Pattern[str]
    nothing: frozenset[str]
    counted: dict[str, int]


@cache
def _lexicon() -> _Lexicon:
    forms: dict[str, str] = {}
    for line in repeat_words.SPELLED.strip().splitlines():
        left, _, right = line.rpartition(": ")
        for form in left.split(", "):
            forms |= dict.fromkeys((form[:-1], f"{form[:-1]}s") if form.endswith("*") else (form,), right)
    who = "|".join(re.escape(word).replace(r"\*", ".*") for word in repeat_words.WHO.split())
    counted = repeat_words.COUNTED.split()
    return _Lexicon(
        forms,
        _any_of(form for form in forms if not form.isupper()),
        _any_of(form for form in forms if form.isupper()),
        re.compile(who),
        frozenset(repeat_words.NOTHING.split()),
        dict(zip(counted[::2], map(int, counted[1::2]), strict=True)),
    )


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of these as whole words, the longest first."""
    return re.compile(rf"(?<![\w&])(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?![\w&])")
