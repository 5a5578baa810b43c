"""The report to the partnership from the story: its shape, its two versions, and what it is told to mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx

from safermk_desktop import bootstrap
from safermk_desktop.adapters.clock import SystemClock
from safermk_desktop.demo.report_acts import FILES, PREVENT
from safermk_desktop.domain.report_lint import Rule
from safermk_desktop.services import period_reports
from safermk_desktop.services.fictional import PASSPHRASE
from tests.acceptance.conftest import DemoRun


def words_of(path: Path) -> str:
    paper = docx.Document(str(path))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def headings(path: Path) -> list[str]:
    paper = docx.Document(str(path))
    return [one.text for one in paper.paragraphs if one.style is not None and one.style.name == "Heading 1"]


def test_the_story_ends_with_a_quarterly_report_of_the_founding_shape(demo: DemoRun) -> None:
    reports = demo.out / "reports"
    assert {path.name for path in reports.iterdir()} == set(FILES)
    whole, public = (words_of(reports / name) for name in ("report-exempt.docx", "report-open.docx"))
    assert [heading.partition(". ")[2] for heading in headings(reports / "report-exempt.docx")] == [
        "Chair and vice-chair",
        "Workstreams and their action plans",
        "Domestic homicide and domestic abuse related death reviews (exempt)",
        "Prevent",
        "Plans and actions that are late",
        "Decisions needed",
        "Recommendations to the partnership",
        "Action log",
        "Forward plan",
    ]
    for status in ("Received", "In progress", "Draft developed", "No update since March 2026", "to be agreed at"):
        assert status in whole
        assert status in public
    for words in (
        "Chair: vacant. An election is due at the meeting of",
        "1. Recommendation:",
        "July to September 2026",
    ):
        assert words in whole
        assert words in public
    assert [shown for _, shown in PREVENT.lines] == ["23", "9", "[c]", "148"]
    assert "the Home Office was told on" in whole or "Letters about delay" in whole
    assert "the Home Office was told on" not in public
    assert "Case B" in whole
    assert "Case B" not in public


def test_the_planted_stale_date_is_found_by_the_lint(demo: DemoRun, tmp_path: Path) -> None:
    folder = tmp_path / "copy.smkv"
    shutil.copytree(demo.out / "demo.smkv", folder)
    clock = SystemClock()
    vault = bootstrap.door(clock).open(folder, person=None, passphrase=PASSPHRASE)
    try:
        session = bootstrap.open_session(vault, clock)
        report = period_reports.latest(session)
        assert report is not None
        found = period_reports.lint_report(session, report)
    finally:
        vault.close()
    stale = [one for one in found if one.rule is Rule.STALE]
    assert [one.place for one in stale] == ["Reviews"]
    assert "20 July had passed" in stale[0].sentence
    assert {one.rule for one in found} == {Rule.STALE, Rule.NO_YEAR, Rule.UNCHANGED}
    assert f"{len(found)} to mend before it leaves" in demo.printed
