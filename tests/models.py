"""Vaults that tests begin with, made once for all tests of a process and copied: to make one takes longer than most."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path


def copied(name: str, make: Callable[[Path], object], to: Path) -> Path:
    """A copy in ``to`` of the vault that ``make`` makes in the folder it is given, which does not exist yet.

    The first test that asks for ``name`` has it made, beside the folders of the tests (``to`` lies in one of them).
    """
    model = to.parents[1] / "models" / f"{name}.smkv"
    if not model.exists():
        draft = model.with_suffix(".draft")
        draft.parent.mkdir(exist_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
        make(draft)
        draft.rename(model)
    return Path(shutil.copytree(model, to))
