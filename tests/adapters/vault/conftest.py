from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.vault.making import fill, made, opened


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A new vault."""
    return made(tmp_path)


@pytest.fixture
def filled(empty: Path) -> Path:
    """A vault with a case in it."""
    with opened(empty) as vault:
        fill(vault)
    return empty
