"""The model over passages of a text, a run of words at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol
from zipfile import BadZipFile

from safermk_desktop.errors import DetectionModelMissing
from safermk_desktop.redaction.detection.findings import Span
from safermk_desktop.redaction.detection.model.features import Lists, features
from safermk_desktop.redaction.detection.model.network import EDGE, Network
from safermk_desktop.redaction.detection.model.reading import Read, read, spans
from safermk_desktop.redaction.detection.model.tokens import Token, tokens
from safermk_desktop.redaction.detection.passages import passages_to_read

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DATA: Final = Path(__file__).resolve().parent / "data"
RUN: Final = 1024
"""Words that are read at once: some 25 ms, so that a cancel is heard."""
_REMEMBERED: Final = 20_000
_LONGEST: Final = 200
"""Letters of a word that are looked at."""


class NameModel(Protocol):
    """What the statistical tier answers: names in those passages (start, end) of a text that need it."""

    def find(self, text: str, passages: Sequence[tuple[int, int]]) -> list[Span]:
        """The spans found, in offsets of the whole text."""
        ...


class WordModel:
    """The network with its lists; safe to use from one thread at a time."""

    def __init__(self, network: Network, lists: Lists, *, everything: bool = False) -> None:
        self._network = network
        self._everything = everything
        self._lists = lists
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def find(
        self, text: str, passages: Sequence[tuple[int, int]], stopped: Callable[[], bool] = lambda: False
    ) -> list[Span]:
        """The spans found in those pieces of the passages that need the model (``passages.py``), or in all of them.

        ``stopped`` is asked between runs of words; a reading that is stopped finds nothing.
        """
        if not self._everything:
            passages = [piece for start, end in passages for piece in passages_to_read(text, start, end, self._lists)]
        found: list[Read] = []
        for run, start, end in self._runs(text, passages):
            if stopped():
                return []
            found += read(run[start:end], self._shares(run)[start:end])
        return spans(text, found, self._lists.ordinary)

    def _runs(self, text: str, passages: Sequence[tuple[int, int]]) -> Iterator[tuple[list[Token], int, int]]:
        """The tokens of the passages, some ``RUN`` at a time, and which of them (from, to) are read in this run.

        The others are context. Line ends part the passages, so that they stay strangers.
        """
        run: list[Token] = []
        core = 0
        for start, end in passages:
            run += tokens(text, start, end)
            run += [Token("\n", end, end)] * EDGE
            while len(run) > core + RUN + EDGE:
                yield run[: core + RUN + EDGE], core, core + RUN
                run = run[core + RUN - EDGE :]
                core = EDGE
        if len(run) > core:
            yield run, core, len(run)

    def _shares(self, run: Sequence[Token]) -> NDArray[np.float32]:
        """The share of each class for each token; a word's vector is made once."""
        import numpy as np

        known = self._vectors
        if len(known) > _REMEMBERED:
            known.clear()
        rows: list[NDArray[np.float32]] = []
        for token in run:
            word = token.text[:_LONGEST]
            vector = known.get(word)
            if vector is None:
                vector = known[word] = self._network.vector(features(word, self._lists))
            rows.append(vector)
        return self._network.shares(np.array(rows, np.float32))


def load_model(*, everything: bool = False) -> WordModel:
    """The model that travels with the application, in about 0.3 s; with ``everything`` it reads each passage whole.

    Raises ``DetectionModelMissing`` where numpy or a file of the model is not there or cannot be read.
    """
    # One core is what the model may take; read by numpy's library of linear algebra when it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        return WordModel(Network.read(DATA / "network.npz"), Lists.read(DATA), everything=everything)
    except (ImportError, OSError, EOFError, KeyError, ValueError, BadZipFile) as broken:
        raise DetectionModelMissing from broken
