"""A small network over words: a vector for each word, two layers that look two words to each side, a class for each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safermk_desktop.redaction.detection.model.features import Features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

REACH: Final = 2
"""Words that each of the two layers looks at on either side."""
EDGE: Final = 2 * REACH
"""Words of context that decide about one word, on either side."""


def beside(rows: Floats) -> Floats:
    """Each row with its neighbours in one row: (words, width) to (words, 5 * width); nothing lies beyond the ends."""
    import numpy as np

    width = rows.shape[1]
    padded = np.zeros((len(rows) + EDGE, width), np.float32)
    padded[REACH : REACH + len(rows)] = rows
    return np.concatenate([padded[at : at + len(rows)] for at in range(EDGE + 1)], axis=1)


@dataclass(frozen=True)
class Network:
    """The learnt tables; ``letters`` and ``signs`` are summed for a word, ``meanings`` has a row or none."""

    letters: Floats
    signs: Floats
    meanings: Floats
    first: tuple[Floats, Floats]
    second: tuple[Floats, Floats]
    last: tuple[Floats, Floats]

    @classmethod
    def read(cls, path: Path) -> Network:
        """The tables from a file: small whole numbers with one scale for each column."""
        import numpy as np

        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:

            def table(name: str) -> Floats:
                return stored[name].astype(np.float32) * stored[f"{name}_scale"]

            layers = [(table(f"{name}_weight"), stored[f"{name}_bias"]) for name in ("first", "second", "last")]
            return cls(table("letters"), table("signs"), table("meanings"), *layers)

    @property
    def width(self) -> int:
        """Numbers in a word's vector."""
        return self.letters.shape[1] + self.signs.shape[1] + self.meanings.shape[1]

    def vector(self, word: Features) -> Floats:
        """A word's vector."""
        import numpy as np

        vector = np.zeros(self.width, np.float32)
        own, signs = self.letters.shape[1], self.signs.shape[1]
        if word.letters:
            vector[:own] = self.letters[list(word.letters)].sum(axis=0) / len(word.letters) ** 0.5
        vector[own : own + signs] = self.signs[list(word.signs)].sum(axis=0)
        if word.meaning >= 0:
            vector[own + signs :] = self.meanings[word.meaning]
        return vector

    def shares(self, vectors: Floats) -> Floats:
        """The share of each class for each word in turn: (words, width) to (words, classes), each row one in sum."""
        import numpy as np

        seen = np.maximum(beside(vectors) @ self.first[0] + self.first[1], 0)
        seen = np.maximum(beside(seen) @ self.second[0] + self.second[1], 0)
        scores = seen @ self.last[0] + self.last[1]
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)
