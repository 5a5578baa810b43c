"""The disk refuses one write after another: the vault opens afterwards with the old or the new content, and the
message says what is wrong with the disk, and where the new content may stand although an error was told, that as well.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from safermk_desktop.errors import UNCONFIRMED
from tests.faults.operations import OPERATIONS
from tests.scale import SOAK, tell

ROOT = Path(__file__).resolve().parents[2]
FAMILY: Final = {"ENOSPC": "DiskFull", "EIO": "DiskFault", "EROFS": "NotWritable", "EACCES": "NotWritable"}
SAMPLE: Final = 4
Line = Mapping[str, Any]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the shim is made for Linux")


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, compiled here."""
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "tcc", "clang"))), None)
    if compiler is None:
        pytest.skip("needs a C compiler (gcc and libc6-dev)")
    made = tmp_path_factory.mktemp("shim") / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-o", str(made), str(Path(__file__).with_name("shim.c")), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the C compiler cannot make the shim: {done.stderr[-500:]}")
    return made


@pytest.fixture(scope="module")
def attempts(shim: Path) -> Mapping[str, Sequence[Line]]:
    """What came of every attempt, by operation: a sample, or in a soak every write with every error."""
    names = ",".join(OPERATIONS)
    runs = [(error, 0) for error in FAMILY] if SOAK else [(",".join(FAMILY), SAMPLE)]
    settings = {**os.environ, "LD_PRELOAD": str(shim)}
    commands = ([sys.executable, "-m", "tests.faults.driver", names, errors, str(sample)] for errors, sample in runs)
    drivers = [
        subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True) for command in commands
    ]
    found: dict[str, list[Line]] = {name: [] for name in OPERATIONS}
    for driver in drivers:
        for line in driver.communicate()[0].splitlines():
            attempt = json.loads(line)
            found[attempt["operation"]].append(attempt)
        assert driver.returncode == 0, "the driver itself failed"
    return found


def wrong(line: Line) -> str:
    """What is not as it must be, or nothing."""
    stands, error, family = line["stands"], line.get("error"), FAMILY[line["injected"]]
    if stands not in {"old", "new", "both"}:
        return "neither the old nor the new content stands"
    if error is None:
        return "nothing was told and the old content stands" if stands == "old" else ""
    told = {family} if line["always"] else {family, "DiskFault", "NotWritable"}  # SQLite knows no more of one failure
    if error not in told:
        return f"told as {error}"
    if stands == "new" and UNCONFIRMED not in line["said"]:
        return "the new content stands, and the message does not say that it may"
    return ""


@pytest.mark.soak("vault-faults")
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_failing_disk_leaves_the_old_or_the_new(attempts: Mapping[str, Sequence[Line]], name: str) -> None:
    lines = attempts[name]
    faults = [f"{found}: {line}" for line in lines if (found := wrong(line))]
    assert not faults, f"{len(faults)} of {len(lines)}:\n" + "\n".join(faults[:5])
    assert any(line.get("error") for line in lines), "no write was ever refused"
    stood = Counter(line["stands"] for line in lines)
    errors = Counter(line["injected"] for line in lines)
    tell(f"{name}: {len(lines)} failing writes {dict(errors)}, 0 torn, content {dict(stood)}")


def test_the_judge_finds_what_is_wrong() -> None:
    sound = {"stands": "old", "error": "DiskFull", "said": "", "injected": "ENOSPC", "always": True}
    assert not wrong(sound)
    for change in (
        {"stands": "neither"},
        {"stands": "broken"},
        {"error": "bug"},
        {"error": "DiskFault"},
        {"stands": "new"},
        {"error": None},
    ):
        assert wrong({**sound, **change}), change
