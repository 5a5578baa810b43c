"""5,000 actions of 100 cases: the report of a period, open and exempt, each within 5 s and with progress."""

from __future__ import annotations

import itertools
import random
from datetime import date
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.period_report import PlanStatus, PreventCounts, ReportEntries, Workstream
from safermk_desktop.services.period_reports import keep_report, lint_report, report_of, write_report
from tests.adapters.vault.making import REVIEWS, made, opened
from tests.bench.conftest import Measure
from tests.bench.test_actions_bench import CASES, plan
from tests.large_vault import TODAY, write

REPORT = 5.0


@pytest.mark.bench
def test_the_report_of_five_thousand_actions(tmp_path: Path, measure: Measure) -> None:
    rng = random.Random(7)
    with opened(made(tmp_path)) as vault:
        write(vault._opened.databases[REVIEWS], [one for case in range(CASES) for one in plan(case, rng)], acts=CASES)
        session = bootstrap.open_session(vault, StoryClock(TODAY))
        streams = tuple(Workstream(name=f"Stream {n}", lead="Police", status=PlanStatus.RECEIVED) for n in range(12))
        first, last = date(TODAY.year, 1, 1), TODAY
        report = keep_report(
            session,
            ReportEntries(workstreams=streams),
            body="Group",
            author="A. Officer",
            first_on=first,
            last_on=last,
            dated_on=TODAY,
        )
        number = itertools.count()
        told: list[tuple[int, int]] = []

        def make(*, is_open: bool) -> None:
            target = tmp_path / f"{next(number)}.docx"
            counts = PreventCounts(counts=(("Referrals", 12),))
            written = write_report(
                session,
                report,
                target,
                is_open=is_open,
                prevent=counts,
                progress=lambda done, total: told.append((done, total)),
            )
            assert written.actions == 5000

        measure("report, exempt", REPORT, lambda: make(is_open=False))
        measure("report, open", REPORT, lambda: make(is_open=True))
        assert {done for done, _ in told} == {0, 1, 2, 3, 4}
        kept = report_of(session, "Group", first)
        assert kept is not None
        measure("lint", REPORT, lambda: lint_report(session, kept))
