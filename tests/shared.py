"""The material that lies beside the checkout: corpora, tools, designs. Tests that need it skip where it is absent."""

from __future__ import annotations

from pathlib import Path

import pytest


def shared_folder() -> Path:
    """The folder ``shared`` beside the checkout; skips the test where there is none."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent: the corpora and tools are kept apart from the code")
    return folder
