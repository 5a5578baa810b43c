"""Runs one operation again and again, each time with another of its writes failing; inside a process with the shim.

    LD_PRELOAD=shim.so python -m tests.faults.driver OPERATIONS ERRNOS SAMPLE

The lists are divided by commas. SAMPLE says how many of the writes of an operation are tried, each with the next of the
errors; 0 tries every write with every error. Every other write fails once, the rest from then on for good. One line of
JSON for each attempt.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import random
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, Final

from safermk_desktop.errors import SafermkError
from tests.faults.operations import OPERATIONS, Operation, look

MEMORY: Final = Path("/dev/shm")
SEED: Final = 20260504
LIBRARY: Final[Any] = ctypes.CDLL(None)


def armed(place: Path, number: int, error: int, *, always: bool) -> None:
    LIBRARY.fault_arm(bytes(place), ctypes.c_long(number), error, int(always))


def disarmed() -> tuple[int, str]:
    """How many writes there were, and which one failed."""
    LIBRARY.fault_disarm.restype = ctypes.c_long
    LIBRARY.fault_last.restype = ctypes.c_char_p
    return LIBRARY.fault_disarm(), LIBRARY.fault_last().decode()


def attempt(
    operation: Operation, place: Path, number: int = 0, error: str = "", *, always: bool = False
) -> dict[str, object]:
    """Run it in a child process, which then ends without tidying up. What it was told, in plain values."""
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        told: dict[str, object] = {}
        try:
            held = operation.begin(place)
            armed(place, number, getattr(errno, error, 0), always=always)
            operation.run(place, held)
        except SafermkError as failure:
            told = {"error": type(failure).__name__, "said": failure.sentences()}
        except Exception:  # noqa: BLE001  whatever it is, it is a finding
            told = {"error": "bug", "said": traceback.format_exc()[-3000:]}
        writes, failed = disarmed()
        os.write(send, json.dumps({"writes": writes, "failed": failed, **told}).encode())
        os._exit(0)
    os.close(send)
    with os.fdopen(receive, "rb") as pipe:
        told = json.loads(pipe.read() or b'{"error": "bug", "said": "it ended without a word", "failed": "?"}')
    os.waitpid(child, 0)
    return told


def tried(name: str, errors: list[str], sample: int) -> None:
    """The writes of one operation in turn, or a sample of them."""
    operation = OPERATIONS[name]
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        model, place = Path(folder, "model"), Path(folder, "place")
        model.mkdir()
        operation.prepare(model)
        shutil.copytree(model, place)
        old = look(Path(shutil.copytree(model, Path(folder, "old"))))
        whole = attempt(operation, place)
        assert "error" not in whole, whole
        new = look(place)
        known: dict[str, dict[str, object]] = {}
        for number, error in chosen(int(str(whole["writes"])), errors, sample):
            always = bool((number + errors.index(error)) % 2)
            shutil.rmtree(place)
            shutil.copytree(model, place)
            told = attempt(operation, place, number, error, always=always)
            line = {"operation": name, "number": number, "injected": error, "always": always, **told}
            state = fingerprint(place)
            if state not in known:
                known[state] = stands(place, old, new)
            print(json.dumps({**line, **known[state]}), flush=True)


def chosen(writes: int, errors: list[str], sample: int) -> list[tuple[int, str]]:
    numbers = range(1, writes + 1)
    if not sample:
        return [(number, error) for number in numbers for error in errors]
    some = sorted(random.Random(SEED).sample(numbers, min(sample, writes)))
    return [(number, errors[at % len(errors)]) for at, number in enumerate(some)]


def fingerprint(place: Path) -> str:
    """The same for the same files, byte for byte: what was once looked at need not be looked at again."""
    files = sorted(path for path in place.rglob("*") if path.is_file() and path.name not in {"lock", "lock.json"})
    digests = [(str(path.relative_to(place)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]
    return json.dumps(digests)


def stands(place: Path, old: dict[str, object], new: dict[str, object]) -> dict[str, object]:
    """Whether the old or the new content is there, or what is wrong."""
    try:
        found = look(place)
    except Exception:  # noqa: BLE001  whatever it is, it is a finding
        return {"stands": "broken", "why": traceback.format_exc()[-3000:]}
    if found == new:
        return {"stands": "both" if old == new else "new"}
    if found == old:
        return {"stands": "old"}
    return {"stands": "neither", "why": [key for key in old.keys() | new.keys() if found.get(key) != old.get(key)]}


if __name__ == "__main__":
    for one in sys.argv[1].split(","):
        tried(one, sys.argv[2].split(","), int(sys.argv[3]))
