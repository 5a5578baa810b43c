"""The application as it is installed: from a built wheel, and editable from a checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

FOLDERS = ("ui", "resources", "templates")
WHERE = """
from safermk_desktop import assets
for name in ("ui", "resources", "templates"):
    print(assets.folder(name))
"""
FORMS = """
import sys
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QApplication
from safermk_desktop import assets
application = QApplication(sys.argv)
forms = sorted(assets.folder("ui").glob("*.ui"))
print(len(forms), all(form.stat().st_size for form in forms))
"""
NAMED = """
from safermk_desktop.redaction.detection.model import load_model
text = "i saw shanice outside the shop"
print(*(text[span.start : span.end] for span in load_model().find(text, [(0, len(text))])))
"""


def program(environment: Path, name: str) -> Path:
    """A program of a virtual environment."""
    return environment / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name)


def run(*command: str | Path, folder: Path) -> str:
    """Its output; the test fails with what it said where it fails."""
    clean = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def environment_with_our_packages(folder: Path) -> Path:
    """A virtual environment without the application that sees the packages of this one, so that nothing is fetched."""
    venv.create(folder, with_pip=False)
    ours = sysconfig.get_path("purelib")
    theirs = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    theirs.mkdir(parents=True, exist_ok=True)
    # A plain line in a .pth adds the folder, but does not read the .pth files inside it: an editable checkout of the
    # application in this environment is not seen through it.
    (theirs / "packages.pth").write_text(ours + "\n", encoding="utf-8")
    return folder


def install(environment: Path, *what: str | Path) -> None:
    """pip, offline, without dependencies."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", program(environment, "python")]
    options = ("install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation")
    run(*pip, *options, *what, folder=environment)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is shipped, so that building leaves nothing in the repository."""
    copy = tmp_path_factory.mktemp("packaging") / "checkout"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, copy / name)
    for name in ("safermk_desktop", *FOLDERS):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path) -> Path:
    """The wheel, built by the back end that pip would call."""
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", checkout.parent, folder=checkout)
    (built,) = checkout.parent.glob("*.whl")
    return built


def test_the_wheel_carries_the_three_folders_once(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in FOLDERS:
        shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"safermk_desktop/{name}" for name in shipped} <= set(names)
    assert not [name for name in names if name.startswith(("tests/", *(f"{folder}/" for folder in FOLDERS)))]
    assert len(names) == len(set(names))


def test_the_wheel_carries_the_model_and_its_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    model = "safermk_desktop/redaction/detection/model/data"
    shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / model).iterdir()}
    assert {f"{model}/network.npz", f"{model}/NOTICE.txt"} <= shipped <= names


def test_a_wheel_finds_names_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    environment = environment_with_our_packages(tmp_path / "environment")
    install(environment, wheel)
    assert run(program(environment, "python"), "-c", NAMED, folder=tmp_path).strip() == "shanice"


def test_a_wheel_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    environment = environment_with_our_packages(tmp_path / "environment")
    install(environment, wheel)
    places = run(program(environment, "python"), "-c", WHERE, folder=tmp_path).splitlines()
    assert [Path(place).parent.name for place in places] == ["safermk_desktop"] * 3
    assert all(Path(place).is_relative_to(environment) for place in places)
    assert run(program(environment, "python"), "-c", FORMS, folder=tmp_path).strip() == forms_line()
    assert "usage" in run(program(environment, "safermk"), "--help", folder=tmp_path)
    assert program(environment, "safermk-desktop").is_file()


def test_an_editable_install_reads_the_live_folders(checkout: Path, tmp_path: Path) -> None:
    environment = environment_with_our_packages(tmp_path / "environment")
    install(environment, "--editable", checkout)
    places = run(program(environment, "python"), "-c", WHERE, folder=tmp_path).splitlines()
    assert [Path(place) for place in places] == [checkout / folder for folder in FOLDERS]
    assert run(program(environment, "python"), "-c", FORMS, folder=tmp_path).strip() == forms_line()
    assert "usage" in run(program(environment, "safermk"), "--help", folder=tmp_path)


def forms_line() -> str:
    """What a complete installation prints."""
    return f"{len(list((ROOT / 'ui').glob('*.ui')))} True"
