"""The network against itself and against what it must know: no order of a batch, no stranger nearer than a friend."""

from __future__ import annotations

import numpy as np
import pytest

from safermk_desktop.domain.meanings.network import DATA, network
from safermk_desktop.domain.meanings.pieces import plain
from safermk_desktop.domain.meanings.readings import Reading, Readings, spelled, weight


def near(first: str, second: str) -> float:
    one, other = Readings().of((first, second))
    return float(one.whole @ other.whole)


def test_words_are_cut_into_the_longest_pieces() -> None:
    pieces = network().pieces
    assert [word for word, _ in pieces.words("Café: non-molestation!")] == ["cafe", ":", "non", "-", "molestation", "!"]
    by_row = {row: piece for piece, row in pieces.rows.items()}
    assert [by_row[row] for row in pieces.of("safeguarding")] == ["safeguard", "##ing"]
    assert pieces.of("x" * 41) == (pieces.rows["[UNK]"],)
    assert plain("Zoë\u2019s") == "zoe's"


def test_a_sentence_is_read_alike_alone_and_among_others() -> None:
    net = network()
    cut = [
        [row for _, rows in net.pieces.words(text) for row in rows] for text in ("Ask.", "The police should arrest.")
    ]
    (alone,) = net.states(cut[:1])
    among, _ = net.states(cut)
    assert np.allclose(alone, among, atol=1e-3)
    assert alone.shape == (len(cut[0]), 384)


def test_what_means_the_same_is_nearer() -> None:
    assert near("Doctors must be taught.", "Train the physicians.") > near("Doctors must be taught.", "Mend the lift.")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Recommendation 3: IDVAs to help.", " independent domestic abuse adviser to help."),
        ("Use Clare\u2019s Law", "use domestic violence disclosure scheme"),
        ("All GP practices", "all general practice"),
        ("Send it to the ED", "send it to the emergency department"),
        ("It ended in A&E", "it ended in emergency department"),
    ],
)
def test_names_and_initials_are_spelled_out(text: str, read: str) -> None:
    assert spelled(text) == read


def test_who_is_asked_and_what_many_say_counts_less() -> None:
    assert weight("police") < weight("abuse") < weight("strangulation")


def test_a_sentence_is_read_once() -> None:
    readings = Readings()
    (first,) = readings.of(["Flag the record."])
    assert "Flag the record." in readings
    (again,) = readings.of(["Flag the record."])
    assert again is first
    assert isinstance(first, Reading)
    assert first.words.shape == (len(first.stems), 384)


def test_the_file_says_where_it_comes_from() -> None:
    notice = (DATA / "NOTICE.txt").read_text(encoding="utf-8")
    assert {path.name for path in DATA.iterdir()} == {"sentences.npz", "NOTICE.txt"}
    assert "sentences.npz" in notice
    assert (DATA / "sentences.npz").stat().st_size < 25e6
