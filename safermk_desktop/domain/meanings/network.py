"""Six layers of a transformer over the pieces of a sentence: all-MiniLM-L6-v2 (``data/NOTICE.txt``), on numpy."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safermk_desktop.domain.meanings.pieces import Pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

DATA: Final = Path(__file__).resolve().parent / "data"
LAYERS: Final = 6
HEADS: Final = 12
LONGEST: Final = 254
"""Pieces of one text that are read; the network was made for 256 with the two signs about them."""
GAUSS: Final = 2 * math.sqrt(2 / math.pi)
AT_ONCE: Final = 16
"""Sentences that are read in one step."""


@dataclass(frozen=True, slots=True)
class Network:
    """Its tables: whole numbers from -127 to 127 with one scale a row, and what is added, scaled or shifted."""

    tables: Mapping[str, NDArray[np.int8]]
    scales: Mapping[str, Floats]
    pieces: Pieces

    @classmethod
    def read(cls, path: Path) -> Network:
        """The tables and the vocabulary from a file; raises OSError or ValueError where it cannot be read."""
        # One core is what it may take; read by numpy's library of linear algebra when it is loaded.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        import numpy as np

        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            parts = {name: stored[name] for name in stored.files}
        words = parts.pop("pieces").tobytes().decode("utf-8").split("\n")
        tables = {name: part for name, part in parts.items() if part.dtype == np.int8}
        scales = {name: part.astype(np.float32) for name, part in parts.items() if name not in tables}
        return cls(tables, scales, Pieces({word: row for row, word in enumerate(words)}))

    def states(self, sentences: Sequence[Sequence[int]]) -> Iterator[Floats]:
        """For each sentence a row for each of its pieces, 384 wide, in the order given."""
        for at in range(0, len(sentences), AT_ONCE):
            yield from self._step([list(each[:LONGEST]) for each in sentences[at : at + AT_ONCE]])

    def rows(self, pieces: Sequence[int]) -> Floats:
        """What the pieces mean where nothing stands beside them, 384 wide."""
        import numpy as np

        at = np.asarray(pieces, np.intp)
        return self.tables["words"][at] * self.scales["words_scale"][at]

    def _step(self, sentences: list[list[int]]) -> Iterator[Floats]:
        import numpy as np

        starts, ends = self.pieces.rows["[CLS]"], self.pieces.rows["[SEP]"]
        longest = max(map(len, sentences)) + 2
        ids = np.full((len(sentences), longest), ends, np.intp)
        away = np.full((len(sentences), 1, 1, longest), -1e9, np.float32)
        for row, each in enumerate(sentences):
            ids[row, : len(each) + 2] = [starts, *each, ends]
            away[row, ..., : len(each) + 2] = 0
        rows = self.rows(ids.ravel().tolist()).reshape(*ids.shape, -1) + self._table("places", slice(longest))
        rows = self._even(rows, "start")
        for layer in range(LAYERS):
            rows = self._layer(rows, away, f"{layer}.")
        for row, each in enumerate(sentences):
            yield rows[row, 1 : len(each) + 1]

    def _layer(self, rows: Floats, away: Floats, name: str) -> Floats:
        """One layer: each piece looks at the others, then at itself. (sentences, pieces, 384) to the same."""
        import numpy as np

        many, long, width = rows.shape
        asked, offered, told = (
            self._through(rows, name + part).reshape(many, long, HEADS, -1).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        near = asked @ offered.transpose(0, 1, 3, 2) / np.float32(math.sqrt(width / HEADS)) + away
        near = np.exp(near - near.max(axis=-1, keepdims=True))
        near /= near.sum(axis=-1, keepdims=True)
        seen = (near @ told).transpose(0, 2, 1, 3).reshape(many, long, width)
        rows = self._even(rows + self._through(seen, name + "seen"), name + "seen_even")
        wide = self._through(rows, name + "wide")
        # The usual approximation of the Gaussian error linear unit (Hendrycks and Gimpel 2016).
        raised = wide * (wide * wide * np.float32(-0.044715 * GAUSS) - np.float32(GAUSS))
        wide /= 1 + np.exp(np.minimum(raised, np.float32(80)))
        return self._even(rows + self._through(wide, name + "narrow"), name + "narrow_even")

    def _through(self, rows: Floats, name: str) -> Floats:
        flat = rows.reshape(-1, rows.shape[-1]) @ self._table(name, slice(None)).T + self.scales[name + "_bias"]
        return flat.reshape(*rows.shape[:-1], -1)

    def _table(self, name: str, part: slice) -> Floats:
        import numpy as np

        return self.tables[name][part].astype(np.float32) * self.scales[name + "_scale"][part]

    def _even(self, rows: Floats, name: str) -> Floats:
        import numpy as np

        rows = rows - rows.mean(axis=-1, keepdims=True)
        spread = (rows * rows).mean(axis=-1, keepdims=True)
        return rows / np.sqrt(spread + 1e-12) * self.scales[name + "_scale"] + self.scales[name + "_bias"]


@cache
def network() -> Network:
    """The network that travels with the application, read once, in about 0.2 s."""
    return Network.read(DATA / "sentences.npz")
