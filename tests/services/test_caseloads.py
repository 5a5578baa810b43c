"""The caseload is read in a few statements; it says what the whole files say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from safermk_desktop import bootstrap
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.demo.player import Player
from safermk_desktop.demo.story import read_story
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.conditions import CONDITIONS, DOCUMENTS_READ, FACTS_READ, LETTERS_READ
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.process import Finding, duties, gate
from safermk_desktop.services import queries
from safermk_desktop.services.casefiles import load, regime_of
from safermk_desktop.services.caseloads import open_files
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.adapters.vault.making import made, opened
from tests.large_vault import fill_large

REVIEWS = Compartment.REVIEWS


def gates(file: CaseFile) -> list[tuple[Finding, ...]]:
    return [gate(stage, file, CONDITIONS) for stage in regime_of(file.case).stages]


def assert_same(session: Session) -> int:
    """Every row, duty and gate of every stage, from whole files and from those of the caseload."""
    rows = {row.case_id: row for row in queries.caseload(session, with_closed=True)}
    with session.vault.reading(REVIEWS) as work:
        cases = work.every(Case)
        short = open_files(work, cases)
        assert rows.keys() == {case.case_id for case in cases}
        assert short.keys() == {case.case_id for case in cases if case.closed_on is None}
        for case in cases:
            whole = load(work, case.case_id)
            row = rows[case.case_id]
            owed = duties(regime_of(case), whole, session.calendar, CONDITIONS)
            named = [e.replacement for e in work.of_case(IdentityEntry, case.case_id) if e.role == "subject"]
            assert row.duties == owed
            assert row.rag is queries._rag(whole, owed, session.clock.today())
            assert row.subject == (named[0] if named else "")
            if case.case_id in short:
                assert gates(short[case.case_id]) == gates(whole)
                assert short[case.case_id].events() == whole.events()
    return len(cases)


def test_after_every_act_of_the_story(session: Session, clock: StoryClock) -> None:
    player = Player(session, clock, bootstrap.overview_report)
    for number, act in enumerate(read_story().acts):
        list(player.play(act))
        if number % 3 == 0:
            assert_same(session)
    assert assert_same(session) == len(player.cases)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_generated_cases(tmp_path: Path, seed: int) -> None:
    with opened(made(tmp_path)) as vault:
        fill_large(vault, cases=25, entries=0, seed=seed, scale=0.3, closed=0.2)
        session = bootstrap.open_session(
            vault, StoryClock(vault._opened.means.clock.today() + timedelta(days=seed * 90))
        )
        assert assert_same(session) == 25


def test_the_number_of_statements_does_not_grow_with_the_cases(tmp_path: Path) -> None:
    counts: list[int] = []
    for cases in (8, 24):
        folder = tmp_path / str(cases)
        folder.mkdir()
        with opened(made(folder)) as vault:
            fill_large(vault, cases=cases, entries=0, scale=0.1)
            counts.append(statements(vault))
    assert counts[0] == counts[1]
    assert counts[1] <= 42


def statements(vault: SqlCipherVault) -> int:
    ran: list[str] = []
    session = bootstrap.open_session(vault, StoryClock(vault._opened.means.clock.today()))
    with vault._opened.databases[REVIEWS].reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *given: ran.append(str(given[2])))
    queries.caseload(session, with_closed=True)
    return len(ran)


def test_no_gate_or_clock_asks_for_a_kind_that_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = {"fact": set[str](), "letter": set[PaperKind](), "document": set[PaperKind]()}
    for name, kinds in asked.items():
        inner = getattr(CaseFile, name)

        def noted(file: CaseFile, kind: PaperKind, *, kinds: set[object] = kinds, inner: object = inner) -> object:
            kinds.add(kind)
            return inner(file, kind) if callable(inner) else None

        monkeypatch.setattr(CaseFile, name, noted)
    with opened(made(tmp_path)) as vault:
        fill_large(vault, cases=25, entries=0, scale=0.3)
        calendar = bootstrap.working_calendar()
        with vault.reading(REVIEWS) as work:
            for case in work.every(Case):
                file = load(work, case.case_id)
                gates(file)
                duties(regime_of(case), file, calendar, CONDITIONS)
                for condition in CONDITIONS.values():
                    condition(file)
    assert asked["fact"] <= FACTS_READ
    assert asked["letter"] <= LETTERS_READ
    assert asked["document"] <= DOCUMENTS_READ
    assert all(asked.values())
