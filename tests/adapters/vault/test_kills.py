"""Somebody at work is killed at random moments: what was told to be kept is kept, and nothing is half done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.scale import count, tell

ROOT = Path(__file__).resolve().parents[3]
MEMORY = Path("/dev/shm")
SEEDS = (20260504, 20260505)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, and SIGKILL")


@pytest.mark.soak("vault-kills")
def test_a_killed_vault_loses_nothing_that_was_told_to_be_kept() -> None:
    kills = count(12, 500)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        workers = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.adapters.vault.killing", f"{folder}/{seed}", str(kills), str(seed)],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
            for seed in SEEDS
        ]
        lines = [json.loads(line) for worker in workers for line in worker.communicate()[0].splitlines()]
    assert [line["wrong"] for line in lines if line["wrong"]] == []
    assert len(lines) == len(SEEDS) * kills
    kept = Counter(kind for line in lines for kind in line["kept"])
    begun = Counter(line["begun"] for line in lines if line["begun"])
    assert kept["save"]
    assert begun, "no kill ever fell into an act"
    tell(f"{len(lines)} kills, {begun.total()} of them inside an act {dict(begun)}")
    tell(f"acts told as kept: {dict(kept)}")
    tell("0 acknowledged commits lost, 0 torn, 0 damaged; every acknowledged backup proved")
