"""The caseload, a case and the calendar, with 500 cases and 20 years of history: 300 ms each."""

from __future__ import annotations

from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services import queries
from safermk_desktop.services.duty_calendar import duty_calendar, why
from tests.adapters.vault.making import made, opened
from tests.bench.conftest import CASES, Measure
from tests.large_vault import TODAY, fill_large

FLOOR = 0.3
YEARS = 20
ENTRIES = 120_000


@pytest.mark.bench
@pytest.mark.parametrize("closed", [0.0, 0.6])
def test_caseload_case_and_calendar(tmp_path: Path, measure: Measure, closed: float) -> None:
    """All of them open, and as many closed as of 20 years' reviews are."""
    with opened(made(tmp_path)) as vault:
        records = fill_large(vault, cases=CASES, entries=ENTRIES, years=YEARS, closed=closed)
        session = bootstrap.open_session(vault, StoryClock(TODAY))
        rows = duty_calendar(session)
        print(
            f"\n{CASES} cases, {closed:.0%} of them closed, {records:,} records of {YEARS} years, {len(rows):,} dates",
            end="",
        )
        measure("the caseload, closed cases with it", FLOOR, lambda: queries.caseload(session, with_closed=True))
        measure("a case", FLOOR, lambda: queries.overview(session, CaseId(f"{7:032x}")))
        measure("the calendar", FLOOR, lambda: duty_calendar(session))
        measure("why a date is what it is", FLOOR, lambda: why(session, rows[len(rows) // 2]))
