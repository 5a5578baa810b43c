"""The script ./run: what it says, what it asks the system for, and how it goes on where a soak stopped."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.sources import ROOT


@pytest.fixture
def run() -> ModuleType:
    """The script as a module, its constants free to be changed."""
    loader = SourceFileLoader("run_script", str(ROOT / "run"))
    spec = importlib.util.spec_from_loader("run_script", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def called(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The script as a person calls it."""
    command = [sys.executable, str(ROOT / "run"), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_help_names_every_command() -> None:
    done = called("--help")
    assert done.returncode == 0
    assert all(f"./run {word}" in done.stdout for word in ("test", "soak", "bench", "safermk"))


def test_an_unknown_word_is_answered_with_a_sentence() -> None:
    done = called("tset")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no ./run tset.")


def test_an_old_python_is_answered_with_a_sentence(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(run.Stop, match=r"needs Python 3\.11 or newer"):
        run.main(["test"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries are Linux's")
def test_what_the_system_lacks_is_named_exactly(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "has_library", lambda name: name not in {"libEGL.so.1", "libxcb-cursor.so.0"})
    monkeypatch.setattr(run.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
    assert run.missing_packages(window=False, xvfb=False) == (["libegl1"], [])
    assert run.missing_packages(window=True, xvfb=False) == (["libegl1", "libxcb-cursor0"], [])
    for_tests = ["xvfb", "xauth", "tcc", "libc6-dev", "dbus-daemon", "gnome-keyring"]
    assert run.missing_packages(window=True, xvfb=True) == (["libegl1"], ["libxcb-cursor0", *for_tests])
    with pytest.raises(run.Stop, match=r"sudo apt-get install -y --no-install-recommends libegl1$"):
        run.provide(["libegl1"], required=True)
    run.provide(["xvfb"], required=False)
    assert "sudo apt-get install -y --no-install-recommends xvfb" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries are Linux's")
def test_a_system_without_apt_is_told_which_packages(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda _: None)
    with pytest.raises(run.Stop, match="the packages that hold: libegl1"):
        run.provide(["libegl1"], required=True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has a display")
def test_without_a_display_the_story_is_written_anew(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "demo-output/old.txt"
    stale.parent.mkdir()
    stale.write_text("from the last time", encoding="utf-8")
    calls: list[list[str]] = []
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "set_up", lambda *_, **__: None)
    monkeypatch.setattr(run, "has_display", lambda: False)
    monkeypatch.setattr(run, "call", lambda command: calls.append([str(part) for part in command]) or 0)
    assert run.main([]) == 0
    assert "no display" in capsys.readouterr().out
    assert not stale.exists()
    assert [call[1:] for call in calls] == [["demo", "--out", str(tmp_path / "demo-output")]]


@pytest.mark.skipif(os.name == "nt", reason="Windows has a display, and links need a right of their own")
@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_what_stands_in_the_way_of_the_story_is_told_and_kept(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/kept.txt").write_text("kept", encoding="utf-8")
    place = tmp_path / "demo-output"
    if kind == "file":
        place.write_text("kept", encoding="utf-8")
    else:
        place.symlink_to(tmp_path / ("mine" if kind == "link" else "nowhere"))
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "set_up", lambda *_, **__: None)
    monkeypatch.setattr(run, "has_display", lambda: False)
    with pytest.raises(run.Stop, match="Move it away"):
        run.main([])
    assert place.is_symlink() or place.is_file()
    assert (tmp_path / "mine/kept.txt").exists()


def test_a_gate_tells_in_one_line_and_shows_what_failed(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.gate("good", [sys.executable, "-c", "print('quiet')"])
    assert not run.gate("bad", [sys.executable, "-c", "print('loud'); raise SystemExit(1)"])
    good, bad, *rest = capsys.readouterr().out.splitlines()
    assert good.startswith("good")
    assert "passed" in good
    assert good.endswith(" s")
    assert "FAILED" in bad
    assert rest[0] == "loud"


def test_a_soak_goes_on_where_it_stopped(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "set_up", lambda *_, **__: None)
    monkeypatch.setattr(run, "collected", lambda *_, **__: {"dates": ["a"], "words": ["b", "c"]})
    monkeypatch.setattr(run, "soak_part", lambda part, _: done.append(part) or part == "dates")
    assert run.main(["soak", "--list"]) == 0
    assert run.main(["soak"]) == 1
    assert run.main(["soak"]) == 1
    assert done == ["dates", "words", "words"]
    assert run.main(["soak", "dates", "--again"]) == 0
    assert done[-1] == "dates"
    (tmp_path / "safermk_desktop").mkdir()
    (tmp_path / "safermk_desktop/new.py").write_text("x = 1\n", encoding="utf-8")
    assert run.main(["soak", "dates"]) == 0
    assert done.count("dates") == 3  # other sources, so it counts anew
    with pytest.raises(run.Stop, match="no soak called nothing"):
        run.main(["soak", "nothing"])
    assert "words                               2 tests" in capsys.readouterr().out


@pytest.fixture
def steps(run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """A checkout with two locks and an environment; the commands that would install into it."""
    commands: list[list[str]] = []
    for name in ("packaging", ".venv"):
        (tmp_path / name).mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / "packaging" / lock).write_text("one\n", encoding="utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "pip_command", lambda: ["pip"])

    def record(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(run.subprocess, "run", record)
    return commands


def test_an_installed_environment_is_not_installed_again(
    run: ModuleType, steps: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run.install("requirements.lock")
    run.install("requirements.lock")
    assert len(steps) == 2
    assert "--require-hashes" in steps[0]
    assert "--no-build-isolation" in steps[1]
    (tmp_path / "packaging/requirements.lock").write_text("two\n", encoding="utf-8")
    run.install("requirements.lock")
    assert len(steps) == 4
    run.install("requirements-dev.lock")
    assert len(steps) == 6
    told = capsys.readouterr()
    assert told.out == ""
    assert "Installing packaging/requirements.lock" in told.err


def test_what_the_tests_need_is_enough_for_the_application(
    run: ModuleType, steps: list[list[str]], tmp_path: Path
) -> None:
    run.install("requirements-dev.lock")
    run.install("requirements.lock")
    assert len(steps) == 2
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8")
    run.install("requirements.lock")
    assert len(steps) == 4


def test_the_lock_of_the_tests_holds_that_of_the_application() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / "packaging" / name).read_text(encoding="utf-8").splitlines()
        return {line.split()[0] for line in lines if "==" in line and not line.startswith(("#", " "))}

    assert pins("requirements.lock")
    assert pins("requirements.lock") <= pins("requirements-dev.lock")
