"""The report to the partnership from the story: its shape, its two versions, and what it is told to mend."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from safermk_desktop import bootstrap
from safermk_desktop.adapters.clock import SystemClock
from safermk_desktop.demo.report_acts import FILES, PREVENT
from safermk_desktop.domain.actions import ActionStatus
from safermk_desktop.domain.report_lint import Rule
from safermk_desktop.services import period_reports, queries
from safermk_desktop.services.fictional import PASSPHRASE
from safermk_desktop.services.plans import plan_file
from safermk_desktop.services.session import Session
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


@pytest.fixture
def told(demo: DemoRun, tmp_path: Path) -> Iterator[Session]:
    """The vault of the story, a copy of it."""
    folder = tmp_path / "copy.smkv"
    shutil.copytree(demo.out / "demo.smkv", folder)
    clock = SystemClock()
    vault = bootstrap.door(clock).open(folder, person=None, passphrase=PASSPHRASE)
    yield bootstrap.open_session(vault, clock)
    vault.close()


def test_the_planted_stale_date_is_found_by_the_lint(demo: DemoRun, told: Session) -> None:
    report = period_reports.latest(told)
    assert report is not None
    found = period_reports.lint_report(told, report)
    stale = [one for one in found if one.rule is Rule.STALE]
    assert [one.place for one in stale] == ["Reviews"]
    assert "20 July had passed" in stale[0].sentence
    assert {one.rule for one in found} == {Rule.STALE, Rule.NO_YEAR, Rule.UNCHANGED}
    assert f"{len(found)} to mend before it leaves" in demo.printed


def test_two_recommendations_of_the_founding_kinds_come_to_their_end(told: Session) -> None:
    """One to a single agency about its policy, one to several about training; done, shown and verified by another."""
    (case_id,) = (one.case_id for one in queries.caseload(told, with_closed=True) if one.label == "Case A (2024)")
    plan = plan_file(told, case_id)
    shown = {one.action_id for one in plan.evidence}
    leads: dict[str, set[str]] = {}
    for number, level, theme in ((6, "single_agency", "policy"), (7, "multi_agency", "training")):
        (item,) = (one for one in plan.recommendations if one.number == number)
        own = [one for one in plan.actions if one.recommendation_id == item.id]
        assert item.level == level
        for one in own:
            assert one.status is ActionStatus.COMPLETE_VERIFIED
            assert theme in one.themes
            assert one.id in shown
            assert all((one.accepted_on, one.outcome, one.measure, one.verified_by, one.sample))
            assert one.verified_by not in {one.reported_by, one.recorded_by}
        leads[level] = {one.lead_agency for one in own}
    assert len(leads["single_agency"]) == 1
    assert len(leads["multi_agency"]) == 3
