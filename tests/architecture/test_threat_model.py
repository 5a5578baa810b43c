"""The threat model names a test for each line; a name that leads nowhere would be a promise that nobody keeps."""

from __future__ import annotations

import re

from tests.architecture.sources import ROOT

TEXT = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")


def test_every_test_that_it_names_is_there() -> None:
    named = set(re.findall(r"`(tests/[^`]+)`", TEXT))
    assert len(named) > 15
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_adversary_has_a_test() -> None:
    table = TEXT.partition("## Against whom")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 10
    assert [row for row in rows if "`tests/" not in row and "`docs/" not in row] == []
