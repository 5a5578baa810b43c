"""The caseload is read in a few statements; it says what the whole files say."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from sqlalchemy import event

from safermk_desktop import bootstrap
from safermk_desktop.adapters.vault.schema import table_name
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.demo.story import read_story
from safermk_desktop.domain.actions import Recommendation
from safermk_desktop.domain.asking import asked_by
from safermk_desktop.domain.case import Case, CaseStatus, Fact, OwnDate
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.conditions import CONDITIONS, DOCUMENTS_READ, LETTERS_READ
from safermk_desktop.domain.documents import Document, Letter
from safermk_desktop.domain.family import FamilyComment, FamilyContact, FamilyPerson, FamilyReason
from safermk_desktop.domain.home_office import QaLetter
from safermk_desktop.domain.identities import IdentityEntry, RegisterRule
from safermk_desktop.domain.panel import PanelMember
from safermk_desktop.domain.parallel import KINDS, ParallelProcess
from safermk_desktop.domain.process import Duty, dated_duties, duties, gate
from safermk_desktop.domain.record import CaseId, Record, RecordId
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.terms import TermsSection
from safermk_desktop.services import queries
from safermk_desktop.services.casefiles import load, regime_of
from safermk_desktop.services.caseloads import _PARTS, open_files
from safermk_desktop.services.duty_calendar import duty_calendar
from safermk_desktop.services.fictional import PASSPHRASE
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.adapters.vault.making import made, opened
from tests.large_vault import STATES, Writer, fill_large, vocabulary, write
from tests.services.conftest import CHEAP

LINKS = MappingProxyType(
    {
        "person_id": FamilyPerson,
        "member_id": PanelMember,
        "letter_id": QaLetter,
        "recommendation_id": Recommendation,
        "document_id": Document,
        "source_id": Document,
    }
)
"""What points at what, among the records of one case."""
LEAST_STATEMENTS = 44
"""One for each kind of record, whatever the cases; gates ask two more for each state in which a case stands."""
REVIEWS = Compartment.REVIEWS


def assert_same(session: Session) -> int:
    """Every row and every date, from whole files and from those of the caseload."""
    rows = {row.case_id: row for row in queries.caseload(session, with_closed=True)}
    dates: dict[CaseId, list[Duty]] = {}
    for row in duty_calendar(session):
        dates.setdefault(row.case_id, []).append(row.duty)
    with session.vault.reading(REVIEWS) as work:
        cases = work.every(Case)
        assert rows.keys() == {case.case_id for case in cases}
        for case in cases:
            whole = load(work, case.case_id)
            row = rows[case.case_id]
            owed = duties(regime_of(case), whole, session.calendar, CONDITIONS)
            named = [e.replacement for e in work.of_case(IdentityEntry, case.case_id) if e.role == "subject"]
            assert row.duties == owed
            assert row.rag is queries._rag(whole, owed, session.clock.today())
            assert row.subject == (named[0] if named else "")
            assert sorted(map(repr, dates.get(case.case_id, ()))) == sorted(repr(one) for one in owed if one.key)
    return len(cases)


def assert_same_in_every_state(session: Session) -> None:
    """Every duty, event and gate, were each case open and in each state of each edition."""
    with session.vault.reading(REVIEWS) as work:
        whole = {case.case_id: load(work, case.case_id) for case in work.every(Case)}
        for regime, state in [(edition, state) for edition in REGIMES.values() for state in edition.states]:
            moved = [
                replace(file.case, regime=regime.id, state=state.id, status=CaseStatus.OPEN, closed_on=None)
                for file in whole.values()
            ]
            short, dated = open_files(work, moved), open_files(work, moved, with_gates=False)
            for case in moved:
                file = replace(whole[case.case_id], case=case)
                read = short[case.case_id]
                assert gate(state, read, CONDITIONS) == gate(state, file, CONDITIONS)
                owed = duties(regime, file, session.calendar, CONDITIONS)
                assert duties(regime, read, session.calendar, CONDITIONS) == owed
                assert read.events() == file.events()
                only = dated_duties(regime, dated[case.case_id], session.calendar, CONDITIONS)
                assert only == tuple(one for one in owed if one.key)


def test_on_the_fictional_cases(story_vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / story_vault.name
    shutil.copytree(story_vault, folder)
    clock = StoryClock(read_story().today)
    with closing(bootstrap.door(clock, CHEAP).open(folder, person=None, passphrase=PASSPHRASE)) as vault:
        session = bootstrap.open_session(vault, clock)
        assert assert_same(session) >= 3
        assert_same_in_every_state(session)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_generated_cases(tmp_path: Path, seed: int) -> None:
    with opened(made(tmp_path)) as vault:
        fill_large(vault, cases=25, entries=0, seed=seed, scale=0.3, closed=0.2, years=20)
        session = bootstrap.open_session(
            vault, StoryClock(vault._opened.means.clock.today() + timedelta(days=seed * 90))
        )
        assert assert_same(session) == 25
        assert_same_in_every_state(session)


def of_every_kind(rng: random.Random, case_id: CaseId) -> list[Record]:
    """A case with up to three records of each kind that a gate or a duty reads, pointing at one another."""
    writer = Writer(rng, vocabulary(rng, 60), 3)
    case = next(one for one in writer.case(int(case_id, 16), scale=0) if isinstance(one, Case))
    kinds = {kind for kind, *_ in _PARTS.values()} | {Fact, FamilyContact, FamilyReason, IdentityEntry, RegisterRule}
    facts = [fact.kind for fact in REGIMES[case.regime].facts]
    given: dict[tuple[type[Record], str], Callable[[], object]] = {
        (Fact, "kind"): lambda: rng.choice(facts),
        (OwnDate, "rule"): lambda: rng.choice(REGIMES[case.regime].rules).id,
        (ParallelProcess, "kind"): lambda: rng.choice(KINDS).id,
        (Document, "kind"): lambda: rng.choice(sorted(DOCUMENTS_READ)),
        (Letter, "kind"): lambda: rng.choice(sorted(LETTERS_READ)),
        (FamilyComment, "reflected"): lambda: rng.choice(("", "In part 4.")),
        (FamilyPerson, "pseudonym_wishes"): lambda: rng.choice(("", "A flower.")),
        (TermsSection, "position"): lambda: rng.randint(1, 9),
    }
    made: list[Record] = [case]
    for kind in sorted(kinds, key=lambda one: one.__name__):
        for number in range(rng.randint(0, 3)):
            words = {name: draw() for (of, name), draw in given.items() if of is kind}
            for name in {item.name for item in fields(kind)} - {"case_id"}:
                if name in LINKS:
                    words[name] = RecordId(f"{table_name(LINKS[name])}-{case_id}-{rng.randint(0, 2)}")
                elif name == "sha256":
                    words[name] = rng.choice(("a" * 64, "b" * 64))
            made.append(writer.record(kind, case_id, number, **words))
    return made


@pytest.mark.parametrize("seed", [5, 6])
def test_on_cases_with_every_kind_that_a_gate_or_a_duty_reads(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    with opened(made(tmp_path)) as vault:
        for number in range(1, 9):
            write(vault._opened.databases[REVIEWS], of_every_kind(rng, CaseId(f"{number:032x}")), acts=1)
        session = bootstrap.open_session(vault, StoryClock(vault._opened.means.clock.today()))
        assert assert_same(session) == 8
        assert_same_in_every_state(session)


def test_the_number_of_statements_does_not_grow_with_the_cases(tmp_path: Path) -> None:
    counts: list[int] = []
    for cases in (8, 80):
        folder = tmp_path / str(cases)
        folder.mkdir()
        with opened(made(folder)) as vault:
            fill_large(vault, cases=cases, entries=0, scale=0.05)
            counts.append(statements(vault))
    assert max(counts) <= LEAST_STATEMENTS + 2 * len(STATES)


def statements(vault: SqlCipherVault) -> int:
    ran: list[str] = []
    session = bootstrap.open_session(vault, StoryClock(vault._opened.means.clock.today()))
    with vault._opened.databases[REVIEWS].reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *given: ran.append(str(given[2])))
    queries.caseload(session, with_closed=True)
    return len(ran)


def test_each_condition_asks_for_no_more_than_is_said_of_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kinds = {"fact": set[str](), "letter": set[str](), "document": set[str]()}
    for name, asked in kinds.items():
        inner = getattr(CaseFile, name)

        def noted(file: CaseFile, kind: str, *, asked: set[str] = asked, inner: object = inner) -> object:
            asked.add(kind)
            return inner(file, kind) if callable(inner) else None

        monkeypatch.setattr(CaseFile, name, noted)
    with opened(made(tmp_path)) as vault:
        fill_large(vault, cases=25, entries=0, scale=0.3, years=20)
        with vault.reading(REVIEWS) as work:
            files = [load(work, case.case_id) for case in work.every(Case)]
    for name, condition in CONDITIONS.items():
        kinds["fact"].clear()
        for file in files:
            condition(file)
        assert kinds["fact"] <= asked_by([name]).facts, name
    assert kinds["letter"] == LETTERS_READ
    assert kinds["document"] == DOCUMENTS_READ


def test_a_part_that_nobody_asked_for_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    with opened(made(tmp_path)) as vault:
        fill_large(vault, cases=1, entries=0, scale=0.3)
        with vault.reading(REVIEWS) as work:
            cases = [replace(case, state="D4", regime="dhr_2016") for case in work.every(Case)]
            file = open_files(work, cases)[cases[0].case_id]
        assert file.seats
        with pytest.raises(AttributeError):
            assert file.sections
        with pytest.raises(KeyError):
            asked_by(["terms_printed"])
