"""The longest files first, so that no worker idles at the end while another has a long one before it.

xdist hands out files in the order in which they were collected (``--no-loadscope-reorder``, which ``./run test`` says;
its own order is by the number of tests, and the longest journeys are files of a few). What each file took is kept in
``tests/data/seconds.json``, written anew by ``SAFERMK_SECONDS=tests/data/seconds.json ./run test``; a file that is not
in it counts by its tests.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pytest

KEPT: Final = Path(__file__).parent / "data" / "seconds.json"
WRITE: Final = "SAFERMK_SECONDS"
BY_TEST: Final = 0.2
"""Seconds for a test of a file that was not measured."""
LEAST: Final = 1.0
"""Seconds from which a file is worth a line."""


def in_order(files: Iterable[str], seconds: Mapping[str, float]) -> dict[str, int]:
    """The place of each file, the longest first; ``files`` names a file for each of its tests."""
    tests = Counter(files)
    longest = sorted(tests, key=lambda file: (-seconds.get(file, tests[file] * BY_TEST), file))
    return {file: place for place, file in enumerate(longest)}


class Balance:
    """Puts the tests in that order where several workers share them, and measures what each file takes."""

    def __init__(self, config: pytest.Config) -> None:
        self._shares = hasattr(config, "workerinput")
        self._seconds: dict[str, float] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """The order of tests within a file stays."""
        if self._shares:
            files = [_file_of(item.nodeid) for item in items]
            place = in_order(files, json.loads(KEPT.read_text(encoding="utf-8")))
            items.sort(key=lambda item: place[_file_of(item.nodeid)])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Setting up and taking down belong to what a file takes."""
        file = _file_of(report.nodeid)
        self._seconds[file] = self._seconds.get(file, 0.0) + report.duration

    def pytest_sessionfinish(self) -> None:
        """Write what was measured, where somebody asks for it; in the process that hears of all tests."""
        target = os.environ.get(WRITE)
        if target and not self._shares:
            told = {file: round(took) for file, took in sorted(self._seconds.items()) if took >= LEAST}
            Path(target).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]
