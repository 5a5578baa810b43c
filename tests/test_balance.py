from __future__ import annotations

import json
from pathlib import Path

from tests.balance import BY_TEST, KEPT, in_order

ROOT = Path(__file__).resolve().parents[1]


def test_the_longest_file_begins_and_the_order_is_the_same_for_each_worker() -> None:
    files = ["a.py"] * 3 + ["b.py"] + ["c.py"] * 40 + ["d.py"]
    place = in_order(files, {"b.py": 60.0, "c.py": 2.0})
    assert sorted(place, key=lambda file: place[file]) == ["b.py", "c.py", "a.py", "d.py"]
    assert in_order(reversed(files), {"b.py": 60.0, "c.py": 2.0}) == place


def test_a_file_that_was_not_measured_counts_by_its_tests() -> None:
    many = int(10 / BY_TEST) + 1
    assert in_order([*["new.py"] * many, "old.py"], {"old.py": 10.0}) == {"new.py": 0, "old.py": 1}


def test_what_was_measured_is_there() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert kept
    assert [file for file in kept if not (ROOT / file).is_file()] == []
