"""Redacting, proving and verifying a long report, beside the cost of merely reading and writing its package."""

from __future__ import annotations

import io
import json
import random
import statistics
import time
import zipfile
from collections.abc import Callable

import docx
import pytest
from lxml import etree

from safermk_desktop.redaction.engine import RedactionOptions, redact
from safermk_desktop.redaction.register import register_from_json
from safermk_desktop.verifier import verify

PARAGRAPHS = 2800
RUNS = 5
NAMES = "Ottoline Bram Zuleika Peregrine Isolde Caspian Thessaly Lucasta Evander Philippa".split()


def long_report() -> bytes:
    """About 280 pages of made prose with ten names in it."""
    words = "the review panel heard that she had asked for help from several agencies over many months".split()
    chance = random.Random(7)
    paper = docx.Document()
    for number in range(PARAGRAPHS):
        name = f" {chance.choice(NAMES)} Farnaby" if number % 5 == 0 else ""
        paper.add_paragraph(" ".join(chance.choices(words, k=45)).capitalize() + name + ".")
    data = io.BytesIO()
    paper.save(data)
    return data.getvalue()


def register_text() -> str:
    people = [
        {"id": f"p{at}", "kind": "person", "names": [f"{name} Farnaby-Quill"], "replacement": f"Adult {at}"}
        for at, name in enumerate(NAMES)
    ]
    return json.dumps({"version": 1, "dates": "month_year", "identities": people})


def merely_copied(data: bytes) -> bytes:
    """The floor: every part read, parsed, serialised and written again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, etree.tostring(etree.fromstring(part)) if name.endswith((".xml", ".rels")) else part)
    return out.getvalue()


def median(action: Callable[[], object]) -> float:
    action()
    seconds: list[float] = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


@pytest.mark.bench
def test_a_report_of_280_pages() -> None:
    data, text = long_report(), register_text()
    register = register_from_json(text)
    floor = median(lambda: merely_copied(data))
    engine = median(lambda: redact(data, register, RedactionOptions()))
    copy = redact(data, register, RedactionOptions()).data
    second = median(lambda: verify(copy, text))
    for what, seconds in (("rebuild with the engine's own proof", engine), ("the verifier", second)):
        print(
            f"\n280 pages, 10 names: {what:<38} {seconds * 1000:7.0f} ms"
            f"   floor {floor * 1000:5.0f} ms   {seconds / floor:5.1f} x"
        )
    assert engine / floor < 40
    assert second / floor < 40
