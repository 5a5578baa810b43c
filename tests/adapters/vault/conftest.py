from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.vault.making import fill, made, opened


@pytest.fixture(scope="session")
def _models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two vaults made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("models")
    shutil.copytree(made(folder), folder / "filled.smkv")
    with opened(folder / "filled.smkv") as vault:
        fill(vault)
    return folder


@pytest.fixture
def empty(_models: Path, tmp_path: Path) -> Path:
    """A new vault."""
    return Path(shutil.copytree(_models / "county.smkv", tmp_path / "county.smkv"))


@pytest.fixture
def filled(_models: Path, tmp_path: Path) -> Path:
    """A vault with a case in it."""
    return Path(shutil.copytree(_models / "filled.smkv", tmp_path / "county.smkv"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 25 MiB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("needs mount")
    command = [mount, "-t", "tmpfs", "-o", f"size={25 << 20}", "none", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("this account may not mount a disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
