"""The parent of the window, run for real with a small stub as its child."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from safermk_desktop.__main__ import Start, supervise
from safermk_desktop.presentation.launch import EXIT_LOCKED, is_address

STUB = """
import json, os, sys
from pathlib import Path
log = Path(sys.argv[1]); plan = json.loads(sys.argv[2]); told = sys.argv[3:]
before = log.read_text().splitlines() if log.exists() else []
log.write_text("\\n".join([*before, json.dumps(told)]))
code, words = plan[len(before)]
print(words)
sys.stdout.flush()
if code == "kill":
    os.abort()
os._exit(code)
"""
LOCKED, SLEPT = EXIT_LOCKED["asked"], EXIT_LOCKED["slept"]
CASE = "case/" + "0a" * 16 + "/panel"


def run(folder: Path, plan: list[tuple[int | str, str]], start: Start) -> tuple[int, list[list[str]]]:
    stub, log = folder / "stub.py", folder / "log"
    stub.write_text(STUB, encoding="utf-8")
    code = supervise([sys.executable, str(stub), str(log), json.dumps(plan)], start)
    return code, [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def test_a_window_that_is_closed_ends_the_program(tmp_path: Path) -> None:
    code, children = run(tmp_path, [(0, "")], Start(vault="V.smkv"))
    assert code == 0
    assert children == [["--window", "--vault", "V.smkv"]]


def test_a_locked_window_is_followed_by_the_next_with_reason_and_place(tmp_path: Path) -> None:
    code, children = run(tmp_path, [(LOCKED, CASE), (SLEPT, "home"), (0, "")], Start(is_demo=True))
    assert code == 0
    assert children[1] == ["--window", "--demo", "--reason", "asked", "--return-to", CASE]
    assert children[2] == ["--window", "--demo", "--reason", "slept", "--return-to", "home"]


def test_nothing_but_the_id_of_a_place_crosses(tmp_path: Path) -> None:
    _code, children = run(tmp_path, [(LOCKED, "Joan Bloggs"), (LOCKED, "case/../x"), (0, "")], Start())
    assert children == [["--window"], ["--window", "--reason", "asked"], ["--window", "--reason", "asked"]]


def test_a_window_that_dies_is_started_again_and_says_so(tmp_path: Path) -> None:
    code, children = run(tmp_path, [("kill", CASE), (70, ""), (0, "")], Start())
    assert code == 0
    assert children == [["--window"], ["--window", "--reason", "crashed"], ["--window", "--reason", "crashed"]]


def test_a_window_that_keeps_dying_is_given_up(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, children = run(tmp_path, [(70, "")] * 5, Start())
    assert code == 5
    assert len(children) == 3
    assert "unexpectedly three times" in capfd.readouterr().err


def test_crashes_far_apart_are_not_counted_together(tmp_path: Path) -> None:
    stub, log = tmp_path / "stub.py", tmp_path / "log"
    stub.write_text(STUB, encoding="utf-8")
    plan = json.dumps([(70, "")] * 4 + [(0, "")])
    ticks = iter(range(0, 10_000, 61))
    assert supervise([sys.executable, str(stub), str(log), plan], Start(), now=lambda: next(ticks)) == 0


@pytest.mark.parametrize("text", ["home", "prevent", CASE])
def test_places(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize("text", ["", "Home", "case/x/panel", CASE + "\n", "home home", "a" * 30, "../etc"])
def test_not_places(text: str) -> None:
    assert not is_address(text)


def test_the_parent_loads_no_qt_and_no_key() -> None:
    code = "import sys, safermk_desktop.__main__; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for name in ("PySide6", "shiboken6", "sqlcipher3", "cryptography", "safermk_desktop.adapters"):
        assert f"'{name}" not in loaded


def test_the_window_ends_when_its_parent_is_gone(tmp_path: Path) -> None:
    home = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    command = [sys.executable, "-m", "safermk_desktop", "--window"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **home}) as window:
        with pytest.raises(subprocess.TimeoutExpired):
            window.wait(2)
        assert window.stdin is not None
        window.stdin.close()
        assert window.wait(30) == LOCKED
