"""Runs one operation again and again, each time with another of its writes failing; inside a process with the shim.

    LD_PRELOAD=shim.so python -m tests.faults.driver OPERATION ERRNO MODE SAMPLE

MODE is ``once`` or ``always``; SAMPLE how many of the writes are tried (0: every one). One line of JSON for each.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import random
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, Final

from safermk_desktop.errors import DiskFault, DiskFull, NotWritable, SafermkError
from tests.faults.operations import OPERATIONS, Operation, look

FAMILY: Final = {
    errno.ENOSPC: DiskFull,
    errno.EIO: DiskFault,
    errno.EROFS: NotWritable,
    errno.EACCES: NotWritable,
}
SEED: Final = 20260504
LIBRARY: Final[Any] = ctypes.CDLL(None)


def armed(place: Path, number: int, error: int, *, always: bool) -> None:
    LIBRARY.fault_arm(bytes(place), ctypes.c_long(number), error, int(always))


def disarmed() -> tuple[int, str]:
    """How many writes there were, and which one failed."""
    LIBRARY.fault_disarm.restype = ctypes.c_long
    LIBRARY.fault_last.restype = ctypes.c_char_p
    return LIBRARY.fault_disarm(), LIBRARY.fault_last().decode()


def attempt(operation: Operation, place: Path, number: int, error: int, *, always: bool) -> dict[str, object]:
    """Run it in a child process, which then ends without tidying up. What it was told, in plain values."""
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        told: dict[str, object] = {}
        try:
            held = operation.begin(place)
            armed(place, number, error, always=always)
            operation.run(place, held)
        except SafermkError as failure:
            told = {"error": type(failure).__name__, "said": failure.sentences()}
        except BaseException:
            told = {"error": "bug", "said": traceback.format_exc()[-3000:]}
        writes, failed = disarmed()
        os.write(send, json.dumps({"writes": writes, "failed": failed, **told}).encode())
        os._exit(0)
    os.close(send)
    with os.fdopen(receive, "rb") as pipe:
        told = json.loads(pipe.read() or b'{"error": "bug", "said": "it ended without a word", "failed": "?"}')
    os.waitpid(child, 0)
    return told


def tried(operation: Operation, error: int, *, always: bool, sample: int) -> None:
    """Every number in turn, or a sample of them."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder, "model")
        model.mkdir()
        operation.prepare(model)
        place = Path(folder, "place")
        shutil.copytree(model, place)
        old = look(shutil.copytree(model, Path(folder, "old")))
        writes = attempt(operation, place, 0, 0, always=False)
        assert "error" not in writes, writes
        new = look(place)
        numbers = list(range(1, int(str(writes["writes"])) + 1))
        if sample and sample < len(numbers):
            numbers = sorted(random.Random(SEED + error).sample(numbers, sample))
        for number in numbers:
            shutil.rmtree(place)
            shutil.copytree(model, place)
            told = attempt(operation, place, number, error, always=always)
            print(json.dumps({"number": number, **told, **stands(place, old, new)}), flush=True)


def stands(place: Path, old: dict[str, object], new: dict[str, object]) -> dict[str, object]:
    """Whether the old or the new content is there, or what is wrong."""
    try:
        found = look(place)
    except BaseException:
        return {"stands": "broken", "why": traceback.format_exc()[-3000:]}
    if found == new:
        return {"stands": "both" if old == new else "new"}
    if found == old:
        return {"stands": "old"}
    return {"stands": "neither", "why": [key for key in old.keys() | new.keys() if found.get(key) != old.get(key)]}


if __name__ == "__main__":
    tried(
        OPERATIONS[sys.argv[1]],
        getattr(errno, sys.argv[2]),
        always=sys.argv[3] == "always",
        sample=int(sys.argv[4]),
    )
