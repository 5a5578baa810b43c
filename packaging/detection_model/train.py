"""Train the model that finds names in any case, and write its tables.

    PYTHONPATH=. .venv/bin/python packaging/detection_model/train.py CORPORA [--half odd|even] [--out FILE] [--rounds N]

CORPORA is the folder with ``identities/*.jsonl`` and ``reviews/gold.jsonl``. The seed is fixed; on one machine two
runs give the same file. ``--half`` learns from the first, third, fifth text of each set alone (``odd``), or from the
second, fourth, sixth (``even``), to measure on the others.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
from learning import Learner, runs
from texts import (
    CLASSES,
    Marked,
    Sentences,
    classed,
    disturbed,
    read_lists,
    read_marked,
    recased,
    renamed,
)

from safermk_desktop.redaction.detection.model.features import Features, Lists, features

HERE: Final = Path(__file__).resolve().parent
DATA: Final = HERE.parents[1] / "safermk_desktop/redaction/detection/model/data"
SEED: Final = 1998
RUN: Final = 3072
# How often each text is read in one round, each time with other names and another case; and sentences made up.
TIMES: Final = (("reviews/gold", 4), ("identities/tab", 1), ("identities/panorama", 4), ("identities/synth", 2))
MADE: Final = 24000
HALVES: Final = MappingProxyType({"both": slice(None), "odd": slice(0, None, 2), "even": slice(1, None, 2)})


def round_of_texts(
    corpora: list[tuple[list[Marked], int]], sentences: Sentences, lists: Lists, chance: random.Random
) -> tuple[list[str], list[int]]:
    """The words and classes of one round, in the order in which they are learnt."""
    texts = list(sentences.made(MADE))
    for marked, times in corpora:
        for _ in range(times):
            texts += [renamed(text, sentences, lists, chance) if chance.random() < 0.85 else text for text in marked]
    chance.shuffle(texts)
    ordinary = sorted(lists.ordinary)
    words: list[str] = []
    classes: list[int] = []
    for text in texts:
        own, marks = classed(recased(text, chance))
        disturbed(own, marks, ordinary, chance)
        words += [*own, "\n", "\n"]
        classes += [*marks, 0, 0]
    return words, classes


def main() -> None:
    """Learn round after round, then write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--half", choices=sorted(HALVES), default="both")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--out", type=Path, default=DATA / "network.npz")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - a fixed seed on purpose
    lists = Lists.read(DATA)
    occupations = frozenset(entry.lower() for entry in read_lists()["occ"])
    corpora: list[tuple[list[Marked], int]] = []
    for name, times in TIMES:
        marked = read_marked(options.corpora / f"{name}.jsonl", occupations)
        corpora.append((marked[HALVES[options.half]], times))
    sentences = Sentences(chance, lists)
    stored = np.load(HERE / "meanings.npy").astype(np.float32) / 24
    learner = Learner(stored, len(CLASSES), options.seed)
    known: dict[str, Features] = {}
    for number in range(options.rounds):
        words, classes = round_of_texts(corpora, sentences, lists, chance)
        begun, losses = time.time(), []
        rate = 0.002 * (1 - number / options.rounds) + 0.0001
        for start, end in runs(len(words), RUN):
            distinct: dict[str, int] = {}
            run = np.array([distinct.setdefault(word, len(distinct)) for word in words[start:end]])
            for word in distinct:
                if word not in known:
                    known[word] = features(word, lists)
            losses.append(learner.step([known[w] for w in distinct], run, np.array(classes[start:end]), rate))
        half = len(losses) // 2
        print(
            f"round {number + 1}: {len(words):,} words, {time.time() - begun:.0f} s, "
            f"loss {np.mean(losses[:half]):.4f} {np.mean(losses[half:]):.4f}",
            flush=True,
        )
    learner.write(options.out)
    print(f"{options.out.name}: {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
