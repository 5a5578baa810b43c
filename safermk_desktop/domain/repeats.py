"""Whether a recommendation was made before: the same measure about the same matter, in whatever words (domain 7.1).

Two sentences are read by a network (``meanings``), word by word. What both say in the same words tells little: whole
families of recommendations begin alike. So what is left of each is compared with what is left of the other, and six
numbers go through a logistic curve, fitted to labelled pairs (``packaging/fit_repeats.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from safermk_desktop.domain.meanings.readings import Reading, Readings
from safermk_desktop.domain.record import CaseId, RecordId

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LIKELY: Final = 0.58
"""From here on two recommendations are shown as the same: chosen so that few are shown that are not."""
NEAREST: Final = 400
"""Earlier ones that are compared word by word: those that say the nearest as a whole."""

# packaging/fit_repeats.py gives them: the constant, then one for each of ``features``.
_CURVE: Final = (-8.0609, 5.4906, 4.0973, 4.0632, 0.9540, 4.8397, 2.9700)
_OF_WHOLE: Final = 0.1
"""The share of the whole sentence in what is left of it, so that something is left where all words are shared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A recommendation of an earlier review, with the review's label and number."""

    id: RecordId
    case_id: CaseId
    label: str
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """An earlier recommendation that asks for the same, and how likely that is, from ``LIKELY`` to 1."""

    earlier: Earlier
    likely: float


@dataclass(frozen=True, slots=True)
class Finder:
    """Earlier recommendations to compare a text with while it is typed; each is read once, a few at a time."""

    earlier: tuple[Earlier, ...]
    readings: Readings = field(default_factory=Readings)

    @classmethod
    def of(cls, earlier: Iterable[Earlier], readings: Readings | None = None) -> Finder:
        """A finder over these; with ``readings`` nothing is read that was read before."""
        return cls(tuple(earlier), Readings() if readings is None else readings)

    def read_more(self, most: int) -> bool:
        """Read some that were not read yet, 12 ms each; whether any remain after that."""
        unread = [one.text for one in self.earlier if one.text not in self.readings]
        self.readings.of(unread[:most])
        return len(unread) > most

    def repeats_of(self, text: str) -> tuple[Repeat, ...]:
        """Those that were read and ask for what ``text`` asks for, the likeliest first."""
        import numpy as np

        read = [one for one in self.earlier if one.text in self.readings]
        if not read:
            return ()
        (here,), known = self.readings.of([text]), self.readings.of([one.text for one in read])
        near = np.array([one.whole for one in known]) @ here.whole
        nearest: list[int] = np.argsort(-near)[:NEAREST].tolist()
        found = (Repeat(earlier=read[at], likely=likelihood(here, known[at])) for at in nearest)
        return tuple(sorted((one for one in found if one.likely >= LIKELY), key=lambda one: -one.likely))


def repeats_of(text: str, earlier: Iterable[Earlier]) -> tuple[Repeat, ...]:
    """The earlier recommendations that ask for what ``text`` asks for, the likeliest first."""
    finder = Finder.of(earlier)
    finder.read_more(len(finder.earlier))
    return finder.repeats_of(text)


def said_before(repeats: Sequence[Repeat]) -> str:
    """``This is the third time that this was recommended.``; empty where it is the first."""
    if not repeats:
        return ""
    return f"This is the {ordinal(len(repeats) + 1)} time that this was recommended."


def ordinal(number: int) -> str:
    """``seventh``, ``21st``: in words up to the tenth."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    if number <= len(words):
        return words[number - 1]
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def likelihood(one: Reading, other: Reading) -> float:
    """How likely it is that two readings are of the same recommendation, 0 to 1; either way round."""
    if not one.stems or not other.stems:
        return 0.0
    score = _CURVE[0] + sum(by * value for by, value in zip(_CURVE[1:], features(one, other), strict=True))
    return 1 / (1 + math.exp(-score))


def features(one: Reading, other: Reading) -> tuple[float, ...]:
    """What is compared, each from about 0 to 1.

    What is left of both; the words left of each with their nearest among those left of the other, the worse and the
    better way round; the same with their nearest among all words of the other; and both sentences as wholes.
    """
    import numpy as np

    near = one.words.astype(np.float32) @ other.words.astype(np.float32).T
    left = _left(one, other), _left(other, one)
    weights = one.weights * left[0], other.weights * left[1]
    among = near[left[0]][:, left[1]]
    found = (1.0, 1.0)
    if among.size:
        found = _mean(among.max(axis=1), weights[0][left[0]]), _mean(among.max(axis=0), weights[1][left[1]])
    anywhere = _mean(near.max(axis=1), weights[0]), _mean(near.max(axis=0), weights[1])
    return (
        _rest(one, weights[0], other, weights[1]),
        *sorted(found),
        *sorted(anywhere),
        float(one.whole @ other.whole),
    )


def _left(one: Reading, other: Reading) -> NDArray[np.bool_]:
    """For each word of a sentence whether the other does without it."""
    import numpy as np

    shared = set(other.stems)
    return np.array([stem not in shared for stem in one.stems])


def _rest(one: Reading, left: Floats, other: Reading, other_left: Floats) -> float:
    """How near what is left of one sentence comes to what is left of the other."""
    import numpy as np

    first, second = (
        (weights + _OF_WHOLE * each.weights) @ each.words.astype(np.float32)
        for each, weights in ((one, left), (other, other_left))
    )
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))


def _mean(values: Floats, weights: Floats) -> float:
    """The weighted mean; 1 where nothing weighs."""
    total = float(weights.sum())
    return float(values @ weights) / total if total else 1.0
