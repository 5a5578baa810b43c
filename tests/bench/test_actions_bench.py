"""5,000 actions of 100 cases: the page within 300 ms, each filter within 50 ms."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.actions import Action, ActionStatus, ActionUpdate, Rag, Recommendation
from safermk_desktop.domain.case import Case, CaseStatus, Stream
from safermk_desktop.domain.plan_view import Due, PlanFilter, kept, waiting_for
from safermk_desktop.domain.record import CaseId, Record, RecordId
from safermk_desktop.presentation.pages.every_action_page import EveryActionPage
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services.plans import every_action
from tests.adapters.vault.making import REVIEWS, made, opened
from tests.bench.conftest import Measure
from tests.large_vault import TODAY, write
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import open_desk

PAGE, FILTER = 0.3, 0.05
CASES, ACTIONS, UPDATES = 100, 50, 3
AGENCIES = ("Police", "Council", "Integrated care board", "Probation", "Hospital trust", "Fire and rescue")
STATUSES = (ActionStatus.IN_PROGRESS, ActionStatus.NOT_STARTED, ActionStatus.COMPLETE_VERIFIED)


def plan(case: int, rng: random.Random) -> list[Record]:
    """A case with ten recommendations of five actions, each with three updates."""
    case_id = CaseId(f"{case:032x}")
    opened_on = date(2022, 1, 1) + timedelta(days=case * 10)
    records: list[Record] = [
        Case(
            id=RecordId(case_id),
            case_id=case_id,
            reference=f"DHR-{case}",
            label=f"Case {case} (2024)",
            stream=Stream.DHR,
            regime="dhr_2016",
            stage="action_plan",
            status=CaseStatus.OPEN,
            marking="OFFICIAL-SENSITIVE",
            lead="L",
            residence_area="Milton Keynes",
            opened_on=opened_on,
        )
    ]
    for number in range(ACTIONS):
        item, one = RecordId(f"r{case}-{number // 5}"), RecordId(f"a{case}-{number}")
        if number % 5 == 0:
            records.append(
                Recommendation(
                    id=item,
                    case_id=case_id,
                    number=number // 5 + 1,
                    text=f"Routine enquiry about safety at home is asked and recorded in setting {number}",
                    level="multi_agency",
                    scope=rng.choice(("local", "national")),
                )
            )
        target = TODAY + timedelta(days=rng.randint(-200, 400))
        records.append(
            Action(
                id=one,
                case_id=case_id,
                recommendation_id=item,
                number=number % 5 + 1,
                text=f"Audit {number} records for use of the prompt and report what was found to the board",
                lead_agency=rng.choice(AGENCIES),
                lead_role="Head of safeguarding",
                target_on=target,
                first_target_on=target,
                created_on=opened_on,
                status=rng.choice(STATUSES),
                reference=f"MK-2024-{case}-R{number // 5 + 1}-A{number % 5 + 1}",
                themes=(rng.choice(("training", "policy", "records")),),
                milestones=("Draft [due 2026-10-31]", "Agreed [due 2026-12-31]"),
            )
        )
        records += [
            ActionUpdate(
                id=RecordId(f"u{case}-{number}-{at}"),
                case_id=case_id,
                action_id=one,
                updated_on=TODAY - timedelta(days=rng.randint(0, 300)),
                updated_by="A. Officer",
                text="Nine practices of eleven use it.",
            )
            for at in range(UPDATES)
        ]
    return records


@pytest.mark.bench
def test_five_thousand_actions(tmp_path: Path, measure: Measure) -> None:
    rng = random.Random(7)
    with opened(made(tmp_path)) as vault:
        write(vault._opened.databases[REVIEWS], [one for case in range(CASES) for one in plan(case, rng)], acts=CASES)
        session = bootstrap.open_session(vault, StoryClock(TODAY))
        found = every_action(session)
        assert len(found.lines) == CASES * ACTIONS
        measure("all actions, read and rated", PAGE, lambda: every_action(session))
        asked = PlanFilter(words="audit prompt", agency="Police", rags=frozenset({Rag.RED}), due=Due.LATE)
        assert 0 < len(kept(found.lines, asked)) < len(found.lines)
        for filtered in (asked, PlanFilter(words="board"), replace(asked, words="", rags=frozenset(), due=Due.ANY)):
            measure(f"filter {filtered.words or filtered.agency}", FILTER, lambda one=filtered: kept(found.lines, one))
        measure("what is waited for by agency", FILTER, lambda: waiting_for(found.lines))


@pytest.mark.bench
def test_the_page_of_five_thousand_actions(tmp_path: Path, measure: Measure, qapp: QApplication, qtbot: QtBot) -> None:
    rng = random.Random(7)
    Theme(qapp, tmp_path / "icons")
    with open_desk(tmp_path, RecordingTeller()) as desk:
        reviews = cast("SqlCipherVault", desk.session.vault)._opened.databases[REVIEWS]
        write(reviews, [one for case in range(CASES) for one in plan(case, rng)], acts=CASES)
        page = EveryActionPage(desk.context)
        qtbot.addWidget(page)
        page.resize(1440, 800)
        page.show()
        page.arrive("")
        page.finished_check.setChecked(True)
        words = page.plan_filter.words_edit
        measure("the page of all actions, shown anew", PAGE, lambda: (page.arrive(""), page.repaint()))
        turn = itertools.cycle(("audit prompt", "audit", "board", ""))
        measure("a key in its filter", FILTER, lambda: (words.setText(next(turn)), page.repaint()))
        red = page.plan_filter.chips[Rag.RED]
        measure("a chip of its filter", FILTER, lambda: (red.click(), page.repaint()))
