"""The network of ``safermk_desktop.redaction.detection.model.network`` while it learns: steps against its errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from safermk_desktop.redaction.detection.model.features import LETTER_ROWS, SIGN_ROWS, Features
from safermk_desktop.redaction.detection.model.network import EDGE, REACH, beside

Floats = NDArray[np.float32]
Rows = NDArray[Any]
LETTERS: Final = 40
SIGNS: Final = 24
FIRST: Final = 112
SECOND: Final = 80
LEFT_OUT: Final = 0.25
"""The share of each layer's numbers that a step does without, so that none is relied upon alone."""
TABLES: Final = ("letters", "signs", "meanings", "first_weight", "second_weight", "last_weight")


def apart(rows: Rows) -> Floats:
    """The reverse of ``beside`` for what flows back: (words, 5 * width) to (words, width)."""
    width = rows.shape[1] // (EDGE + 1)
    padded = np.zeros((len(rows) + EDGE, width), np.float32)
    for at in range(EDGE + 1):
        padded[at : at + len(rows)] += rows[:, at * width : (at + 1) * width]
    return padded[REACH : REACH + len(rows)]


def grouped_sum(values: Rows, rows: NDArray[np.int64], count: int) -> Floats:
    """The values summed into their rows."""
    order = np.argsort(rows, kind="stable")
    found, starts = np.unique(rows[order], return_index=True)
    total = np.zeros((count, values.shape[1]), np.float32)
    if len(found):
        total[found] = np.add.reduceat(values[order], starts, axis=0)
    return total


class Learner:
    """Weights, their running means (Adam), and one step over a run of words."""

    def __init__(self, meanings: Floats, classes: int, seed: int) -> None:
        self._chance = np.random.default_rng(seed)
        width = LETTERS + SIGNS + meanings.shape[1]
        self.meanings = meanings

        def drawn(rows: int, columns: int, scale: float) -> Floats:
            return (self._chance.standard_normal((rows, columns)) * scale).astype(np.float32)

        near = EDGE + 1
        self.weights: dict[str, Floats] = {
            "letters": drawn(LETTER_ROWS, LETTERS, 0.1),
            "signs": drawn(SIGN_ROWS, SIGNS, 0.3),
            "first_weight": drawn(width * near, FIRST, (2 / (width * near)) ** 0.5),
            "first_bias": np.zeros(FIRST, np.float32),
            "second_weight": drawn(FIRST * near, SECOND, (2 / (FIRST * near)) ** 0.5),
            "second_bias": np.zeros(SECOND, np.float32),
            "last_weight": drawn(SECOND, classes, (1 / SECOND) ** 0.5),
            "last_bias": np.zeros(classes, np.float32),
        }
        self._mean = {name: np.zeros_like(value) for name, value in self.weights.items()}
        self._square = {name: np.zeros_like(value) for name, value in self.weights.items()}
        self._steps = 0

    def _vectors(self, words: Sequence[Features]) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64], Floats]:
        """Vectors of distinct words, some of what is known about a word left out so that the rest must do."""
        out = np.zeros((len(words), LETTERS + SIGNS + self.meanings.shape[1]), np.float32)
        lengths = np.array([len(word.letters) for word in words])
        flat = np.fromiter((row for word in words for row in word.letters), np.int64, int(lengths.sum()))
        owner = np.repeat(np.arange(len(words)), lengths)
        scale = (1 / np.sqrt(np.maximum(lengths, 1))).astype(np.float32)
        kept = self._chance.random(len(flat)) > 0.1
        flat, owner = flat[kept], owner[kept]
        out[:, :LETTERS] = grouped_sum(self.weights["letters"][flat], owner, len(words)) * scale[:, None]
        signs = self._signs(words)
        for column in range(3):
            known = signs[:, column] >= 0
            out[known, LETTERS : LETTERS + SIGNS] += self.weights["signs"][signs[known, column]]
        meaning = np.array([word.meaning for word in words])
        meaning[self._chance.random(len(words)) < 0.15] = -1
        out[meaning >= 0, LETTERS + SIGNS :] = self.meanings[meaning[meaning >= 0]]
        return out, flat, owner, scale

    def _signs(self, words: Sequence[Features]) -> NDArray[np.int64]:
        signs = np.array([(*word.signs, -1, -1)[:3] for word in words])
        listed = (signs[:, 0] < 32) & ((signs[:, 0] & 12) > 0)
        forgotten = listed & (self._chance.random(len(words)) < 0.4)
        signs[forgotten, 0] &= 19  # the list of names forgets it
        self._drawn_signs = signs
        return signs

    def step(self, words: Sequence[Features], run: NDArray[np.int64], classes: NDArray[np.int64], rate: float) -> float:
        """Learn from a run of words, given as indices of distinct words; gives the mean loss."""
        table, flat, owner, scale = self._vectors(words)
        w = self.weights
        seen0 = beside(table[run])
        raw1 = seen0 @ w["first_weight"] + w["first_bias"]
        drop1 = (self._chance.random(raw1.shape) > LEFT_OUT).astype(np.float32) / (1 - LEFT_OUT)
        out1 = np.maximum(raw1, 0) * drop1
        seen1 = beside(out1)
        raw2 = seen1 @ w["second_weight"] + w["second_bias"]
        drop2 = (self._chance.random(raw2.shape) > LEFT_OUT).astype(np.float32) / (1 - LEFT_OUT)
        out2 = np.maximum(raw2, 0) * drop2
        scores = out2 @ w["last_weight"] + w["last_bias"]
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = raised / raised.sum(axis=1, keepdims=True)
        at = np.arange(len(run))
        loss = float(-np.log(shares[at, classes] + 1e-9).mean())
        shares[at, classes] -= 1
        back = (shares / len(run)).astype(np.float32)
        g: dict[str, Rows] = {"last_weight": out2.T @ back, "last_bias": back.sum(axis=0)}
        back = (back @ w["last_weight"].T) * drop2 * (raw2 > 0)
        g |= {"second_weight": seen1.T @ back, "second_bias": back.sum(axis=0)}
        back = apart(back @ w["second_weight"].T) * drop1 * (raw1 > 0)
        g |= {"first_weight": seen0.T @ back, "first_bias": back.sum(axis=0)}
        back = grouped_sum(apart(back @ w["first_weight"].T), run, len(words))
        letters = back[:, :LETTERS] * scale[:, None]
        g["letters"] = grouped_sum(letters[owner], flat, LETTER_ROWS)
        signs = self._drawn_signs
        g["signs"] = np.zeros_like(w["signs"])
        for column in range(3):
            known = signs[:, column] >= 0
            g["signs"] += grouped_sum(back[known, LETTERS : LETTERS + SIGNS], signs[known, column], SIGN_ROWS)
        self._move(g, rate)
        return loss

    def _move(self, gradients: dict[str, Rows], rate: float) -> None:
        self._steps += 1
        settle = rate * (1 - 0.999**self._steps) ** 0.5 / (1 - 0.9**self._steps)
        for name, gradient in gradients.items():
            mean, square = self._mean[name], self._square[name]
            mean *= 0.9
            mean += 0.1 * gradient
            square *= 0.999
            square += 0.001 * gradient * gradient
            self.weights[name] -= settle * mean / (np.sqrt(square) + 1e-7)
            if name.endswith(("weight", "letters")):
                self.weights[name] *= 1 - rate * 0.01

    def write(self, path: Path) -> None:
        """The tables as whole numbers of eight bits with one scale for each column."""
        stored: dict[str, Any] = {}
        for name in TABLES:
            table = self.meanings if name == "meanings" else self.weights[name]
            scale = np.maximum(np.abs(table).max(axis=0), 1e-6).astype(np.float32) / 127
            stored[name] = np.round(table / scale).astype(np.int8)
            stored[f"{name}_scale"] = scale
        for name in ("first_bias", "second_bias", "last_bias"):
            stored[name] = self.weights[name]
        np.savez_compressed(path, **stored)


def runs(length: int, size: int) -> Iterator[tuple[int, int]]:
    """Runs of words that follow one another."""
    for start in range(0, length, size):
        yield start, min(start + size, length)
