from __future__ import annotations

import shutil
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
