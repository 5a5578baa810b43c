"""Who may import what: the contracts of pyproject.toml, and what they cannot say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from docx import Document

from tests.architecture.sources import ROOT, Module, modules

MODULES = modules()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DISTRIBUTIONS = {"PIL": "pillow", "PySide6": "pyside6-essentials", "phonenumbers": "phonenumberslite"}
# Imported, and brought by another that is declared.
BROUGHT = {"docx": "docxtpl", "jinja2": "docxtpl", "shiboken6": "pyside6-essentials"}
# Declared, and imported nowhere: the reason.
EXCUSED: dict[str, str] = {}
ONLY_IN = {
    "sqlcipher3": ("adapters/vault/",),
    "sqlalchemy": ("adapters/vault/",),
    "alembic": ("adapters/vault/",),
    "docx": ("redaction/", "adapters/documents/"),
    "docxtpl": ("redaction/", "adapters/documents/"),
    "lxml": ("redaction/", "adapters/documents/"),
    "python_calamine": ("adapters/confinement/",),
}
WITHOUT = """
import sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in BLOCKED:
            raise ImportError("what must not be asked for: " + name)
sys.meta_path.insert(0, Without())
"""
WITHOUT_QT = f"BLOCKED = {{'PySide6', 'shiboken6'}}\n{WITHOUT}"
WITHOUT_QT_OR_KEYS = f"BLOCKED = {{'PySide6', 'shiboken6', 'sqlcipher3', 'cryptography', 'keyring'}}\n{WITHOUT}"
HEADLESS = "from safermk_desktop.cli import main\nsys.exit(main(sys.argv[1:]))"


def third_party(module: Module) -> set[str]:
    """Top-level names that are neither ours nor Python's."""
    names = {name.split(".")[0] for name in module.imports()}
    return {name for name in names if name not in sys.stdlib_module_names and name != "safermk_desktop"}


def canonical(name: str) -> str:
    """A distribution's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    """What pyproject.toml asks for."""
    return {canonical(re.split(r"[<>=\[; ]", line)[0]) for line in PROJECT["dependencies"]}


def test_the_contracts_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


BREAKS = (
    ("domain/broken.py", "import PySide6", "know no framework"),
    ("domain/broken.py", "import safermk_desktop.services", "point inwards"),
    ("redaction/broken.py", "import safermk_desktop.domain", "usable alone"),
    ("adapters/vault/broken.py", "import safermk_desktop.adapters.documents", "do not know each other"),
    ("adapters/documents/broken.py", "import PySide6", "know Qt"),
    ("presentation/broken.py", "import safermk_desktop.adapters", "are strangers"),
    ("presentation/broken.py", "import socket", "speaks to a network"),
    ("services/broken.py", "import sqlite3", "speaks to a network"),
    ("adapters/broken.py", "import sqlalchemy", "speaks SQL"),
    ("adapters/broken.py", "import lxml", "write Word"),
    ("broken.py", "", "point inwards"),
)


@pytest.mark.parametrize("place,line,contract", BREAKS, ids=[f"{place}: {line}" for place, line, _ in BREAKS])
def test_a_broken_contract_is_found(place: str, line: str, contract: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "safermk_desktop", tmp_path / "safermk_desktop")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "safermk_desktop" / place).write_text(line + "\n", encoding="utf-8")
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    broken = [text for text in done.stdout.splitlines() if text.endswith("BROKEN")]
    assert any(contract in text for text in broken), done.stdout[-2000:]


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_in_its_room(library: str) -> None:
    users = {module.name for module in MODULES if library in third_party(module)}
    rooms = tuple(f"safermk_desktop/{room}" for room in ONLY_IN[library])
    assert users, f"nothing imports {library} any more"
    assert all(user.startswith(rooms) for user in users), users


def test_the_verifier_stands_alone() -> None:
    names = {
        name.split(".")[0] for module in MODULES if module.name.endswith("/verifier.py") for name in module.imports()
    }
    assert names
    assert names <= sys.stdlib_module_names


def test_every_declared_package_is_used_and_every_used_one_declared() -> None:
    used = {name for module in MODULES for name in third_party(module)}
    named = {canonical(BROUGHT.get(name, DISTRIBUTIONS.get(name, name))) for name in used}
    assert named - declared() == set()
    assert declared() - named - set(EXCUSED) == set()


def test_every_package_is_justified() -> None:
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    told = {canonical(name) for name in re.findall(r"(?m)^\| `([^`]+)`", page)}
    dev = {canonical(re.split(r"[<>=\[; ]", line)[0]) for line in PROJECT["optional-dependencies"]["dev"]}
    assert told == declared() | dev


def run_without_qt(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A headless command where importing Qt is an error."""
    command = [sys.executable, "-c", WITHOUT_QT + HEADLESS, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_blocker_blocks() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_QT + "import PySide6"], capture_output=True, check=False)
    assert b"must not be asked for: PySide6" in done.stderr


def test_the_parent_of_the_window_holds_neither_qt_nor_keys() -> None:
    code = WITHOUT_QT_OR_KEYS + "import safermk_desktop.__main__"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_headless_commands_do_without_qt(tmp_path: Path) -> None:
    paper = tmp_path / "paper.docx"
    document = Document()
    document.add_paragraph("A plain line.")
    document.save(str(paper))
    assert "usage" in run_without_qt("--help").stdout
    text = run_without_qt("text", str(paper))
    assert (text.returncode, text.stdout.strip()) == (0, "A plain line."), text.stderr
    dates = run_without_qt("deadlines", "--regime", "dhr_2016", "--event", "notified=2026-01-05")
    assert dates.returncode == 0, dates.stderr
