"""The statistical tier alone: its offsets, its limits, its licence, its size, and what it finds in any case."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from safermk_desktop.errors import DetectionModelMissing
from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source
from safermk_desktop.redaction.detection.model import load_model, reader
from safermk_desktop.redaction.detection.model.features import Lists
from safermk_desktop.redaction.detection.model.reader import DATA, WordModel
from safermk_desktop.redaction.detection.model.reading import Read, spans
from safermk_desktop.redaction.detection.model.tokens import Token, folded, tokens
from safermk_desktop.redaction.detection.passages import passages_to_read

LISTS = Lists.read(DATA)
LARGEST = 250 * 1024 * 1024
"""What everything that --tier full uses may take where it is installed, in bytes."""


@pytest.fixture(scope="module")
def model() -> WordModel:
    return load_model()


@pytest.fixture(scope="module")
def thorough() -> WordModel:
    return load_model(everything=True)


def found(model: WordModel, text: str, kind: Kind | None = None) -> list[str]:
    """What is found in a text, as it stands there."""
    return [text[one.start : one.end] for one in model.find(text, [(0, len(text))]) if kind in {None, one.kind}]


NAMES = (
    ("please dont tell oluwaseun i said this but harmeet hit her again last night", ("oluwaseun", "harmeet")),
    ("spoke to bronagh tierney on the phone and she said declan was drunk", ("bronagh tierney", "declan")),
    ("from: agnieszka wojcik to: the duty team. thanks, agnieszka", ("agnieszka wojcik", "agnieszka")),
    ("i saw shanice outside the shop with a black eye", ("shanice",)),
    ("FEMALE GIVES NAME TOMASZ KOWALCZYK AND IS VERY DISTRESSED", ("TOMASZ KOWALCZYK",)),
)


@pytest.mark.parametrize("text,names", NAMES, ids=[names[0] for _, names in NAMES])
def test_names_are_found_without_capitals(model: WordModel, text: str, names: tuple[str, ...]) -> None:
    assert set(names) <= set(found(model, text, Kind.PERSON))


def test_occupations_and_origins_are_told_apart(model: WordModel) -> None:
    text = "She worked as a seamstress. Her husband is Lithuanian and a practising Methodist."
    assert any("seamstress" in one for one in found(model, text, Kind.OCCUPATION))
    demographic = " ".join(found(model, text, Kind.DEMOGRAPHIC))
    assert "Lithuanian" in demographic
    assert "Methodist" in demographic


PLAIN = (
    "The panel will meet again in the spring, and the chair may ask for a longer report.",
    "no further action was taken and the log was closed",
    "NO OFFENCES DISCLOSED. ADVICE GIVEN. RISK ASSESSMENT COMPLETED",
    "There was good practice, and there were lessons for the whole partnership.",
    "It would be a grace period, and we hope that the mark on her arm will fade.",
)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_prose_names_nobody(thorough: WordModel, text: str) -> None:
    assert found(thorough, text, Kind.PERSON) == []


def test_a_name_seen_once_for_sure_is_found_everywhere(model: WordModel) -> None:
    text = "my sister agnieszka has left him. she told me.\n\nlater: bags packed, agnieszka, the car outside, no answer"
    assert found(model, text).count("agnieszka") == 2


def test_initials_belong_to_the_name(model: WordModel) -> None:
    assert "j.k. wojcik" in found(model, "the letter was from mr j.k. wojcik and his brother", Kind.PERSON)


def test_every_finding_says_that_it_is_possible(model: WordModel) -> None:
    text = " ".join(text for text, _ in NAMES)
    kinds = {(one.certainty, one.source) for one in model.find(text, [(0, len(text))])}
    assert kinds == {(Certainty.POSSIBLE, Source.MODEL)}


def test_only_the_passages_are_read(model: WordModel) -> None:
    text = "i saw shanice outside.\ni saw bronagh outside."
    cut = text.index("\n")
    assert found(model, text) == ["shanice", "bronagh"]
    assert {text[one.start : one.end] for one in model.find(text, [(0, cut)])} == {"shanice"}
    assert {text[one.start : one.end] for one in model.find(text, [(cut, len(text))])} == {"bronagh"}
    assert model.find(text, []) == []


def test_a_reading_can_be_stopped(model: WordModel) -> None:
    text = "i saw shanice outside the shop. " * 2000
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) == 2

    assert model.find(text, [(0, len(text))], stopped) == []
    assert len(asked) == 2


def test_a_long_text_is_read_as_its_parts_are(thorough: WordModel) -> None:
    line = "i saw shanice outside the shop with a black eye and told her mother about it.\n"
    long = line * (3 * reader.RUN // len(line.split()))
    one, many = found(thorough, line), found(thorough, long)
    assert one
    assert many == one * (len(long) // len(line))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
@example("")
@example("\n\n\n")
@example("e\u0301va zoe\u0308 said 👩‍👧‍👦 hi to o\u2019malley\u0301")
@example("a" * 100_000)
@example("\ud800 lone \udfff halves, i saw shanice")
@example("ﬁona İpek STRAẞE ŉ ΐ i saw shanice")
def test_any_text_is_read(text: str) -> None:
    model = _shared()
    spans = model.find(text, [(0, len(text))])
    assert spans == model.find(text, [(0, len(text))])
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[one.start].isalnum() and text[one.end - 1].strip() for one in spans)


@lru_cache(maxsize=1)
def _shared() -> WordModel:
    return load_model(everything=True)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aeé\u0301zoß 'İ.-\n1_👩\u200d", max_size=80))
def test_tokens_cover_what_is_no_space(text: str) -> None:
    parts = tokens(text, 0, len(text))
    assert all(text[one.start : one.end] == one.text for one in parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))
    assert all(folded(one.text) == folded(folded(one.text)) for one in parts)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=3000))
def test_passages_are_in_order_and_apart(text: str) -> None:
    pieces = list(passages_to_read(text, 0, len(text), LISTS))
    assert all(start < end for start, end in pieces)
    assert all(a[1] + 1 < b[0] for a, b in pairwise(pieces))


def test_short_lines_are_read_and_lines_that_touch_as_one() -> None:
    plain = "There was good practice, and there were lessons for the whole partnership."
    text = f"{plain}\nat the old mill\nby the sea\n{plain}"
    assert [text[a:b] for a, b in passages_to_read(text, 0, len(text), LISTS)] == ["at the old mill\nby the sea"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("16.49\u2002The family wrote.", 0),
        ("4.1 The panel met.", 0),
        ("see paragraphs 16.15 to 16.20", 0),
        ("row 16", 1),
    ],
)
def test_the_number_of_a_paragraph_is_nothing(line: str, told: int) -> None:
    sure = (0.1, 0, 0, 0, 0, 0, 0, 0, 0.9)
    numbers = [one.span() for one in re.finditer(r"\d+", line)]
    read = [Read(Token(line[start:end], start, end), sure) for start, end in numbers]
    assert len(spans(line, read, frozenset())) == told


def test_plain_sentences_need_no_model() -> None:
    text = "There was good practice, and there were lessons for the whole partnership.\ni saw shanice there"
    assert [text[a:b] for a, b in passages_to_read(text, 0, len(text), LISTS)] == ["i saw shanice there"]


@pytest.fixture
def without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reader, "DATA", tmp_path)
    return tmp_path


def test_a_model_that_is_not_there_is_told(without: Path) -> None:
    with pytest.raises(DetectionModelMissing) as told:
        load_model()
    assert str(without) not in told.value.sentences()


def test_a_damaged_model_is_told(without: Path) -> None:
    for path in DATA.iterdir():
        content = path.read_bytes()
        (without / path.name).write_bytes(content[: len(content) // 2] if path.suffix == ".npz" else content)
    with pytest.raises(DetectionModelMissing):
        load_model()


def test_without_numpy_it_is_told_and_the_rest_is_imported() -> None:
    program = (
        "import sys\nsys.modules['numpy'] = None\n"
        "from safermk_desktop.redaction.detection.model import load_model\n"
        "from safermk_desktop.errors import DetectionModelMissing\n"
        "try:\n    load_model()\nexcept DetectionModelMissing as told:\n    print(told.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "DETECTION-MODEL-MISSING", done.stderr


def test_each_file_of_the_model_has_its_source() -> None:
    notice = (DATA / "NOTICE.txt").read_text(encoding="utf-8")
    for path in DATA.iterdir():
        assert path.name == "NOTICE.txt" or path.name in notice
        if path.suffix == ".txt" and path.name != "NOTICE.txt":
            assert path.read_text(encoding="utf-8").startswith("# Source: ")
    assert "Creative Commons Attribution 4.0" in notice


def test_all_that_the_full_tier_uses_is_small_once_installed() -> None:
    files = importlib.metadata.files("numpy") or []
    installed = sum(Path(str(file.locate())).stat().st_size for file in files if Path(str(file.locate())).is_file())
    own = sum(path.stat().st_size for path in DATA.iterdir())
    assert installed > 10_000_000, "numpy's record of its files is not there"
    assert own < 5_000_000
    assert installed + own < LARGEST
