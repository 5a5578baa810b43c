"""Sixty dates worked out by hand, by someone who had not seen the program.

``tests/data/process/README.md`` says how, and maps the clocks that have no name in the contract.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.cli import main
from safermk_desktop.domain.deadlines import corresponding_date, deadlines, table_ends_soon
from safermk_desktop.domain.regimes.editions import EVENTS, REGIMES, RULES

CASES: Final[list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "data" / "process" / "golden_dates.json").read_text(encoding="utf-8")
)
NAMES: Final = MappingProxyType(
    {
        "acknowledge the notification": ("acknowledge",),
        "tell the Home Office and the family of the decision": ("tell_home_office", "tell_family"),
        "first panel meeting": ("first_panel",),
        "ask after the Quality Assurance outcome": ("chase_quality_assurance",),
        "police gateway answer": ("gateway",),
        "first Channel panel": ("first_panel",),
        "consent": ("consent",),
    }
)
"""The clocks that the cases say in words, by what stands before the number."""


def rules_of(case: dict[str, Any]) -> tuple[str, ...]:
    rule = str(case["rule"])
    return (rule,) if case["named_in_contract"] else NAMES[rule.partition(",")[0]]


def test_there_are_sixty_and_they_name_every_clock_with_a_fixed_number() -> None:
    assert len(CASES) == 60
    assert {rule for case in CASES for rule in rules_of(case)} >= {"decision", "report", "reassessment", "consent"}
    assert min(Counter(case["regime"] for case in CASES).values()) >= 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['rule'].partition(',')[0]}")
def test_a_date_that_was_worked_out_by_hand(case: dict[str, Any]) -> None:
    events = {name: date.fromisoformat(day) for name, day in case["events"].items()}
    assert set(events) <= set(EVENTS[case["regime"]])
    found = {d.rule.id: d for d in deadlines(RULES[case["regime"]], events, bootstrap.working_calendar())}
    for rule in rules_of(case):
        got = found[rule]
        assert got.due is not None
        assert got.work_by is not None
        assert (got.due.isoformat(), got.work_by.isoformat()) == (case["due"], case["work_by"]), case["why"]
        assert (got.rule.basis.value, got.rule.base) == (case["basis"], case["base"])
        assert got.rule.source
        assert got.rule.owner


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_command_prints_each_with_its_rule_and_source(
    case: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    events = [f"--event={name}={day}" for name, day in case["events"].items()]
    assert main(["deadlines", "--regime", case["regime"], *events, "--json"]) == 0
    rows = {row["rule"]: row for row in json.loads(capsys.readouterr().out)}
    for rule in rules_of(case):
        assert (rows[rule]["due"], rows[rule]["work_by"], rows[rule]["basis"]) == (
            case["due"],
            case["work_by"],
            case["basis"],
        )
        assert rows[rule]["source"]


def test_the_clocks_carried_over_are_those_of_2016() -> None:
    dhr, dardr = ({rule.id: rule for rule in REGIMES[name].rules} for name in ("dhr_2016", "dardr_2024"))
    assert dhr.keys() == dardr.keys()
    for name, rule in dardr.items():
        assert (rule.base, rule.unit, rule.count, rule.basis) == (
            dhr[name].base,
            dhr[name].unit,
            dhr[name].count,
            dhr[name].basis,
        )
        assert "s.9" not in rule.source
        assert "s.8A" in rule.source or "carried over" in rule.source


def test_the_table_says_in_time_that_it_ends() -> None:
    end = date(2045, 12, 31)
    assert not table_ends_soon(end, date(2045, 6, 30))
    assert table_ends_soon(end, date(2045, 7, 1))
    assert table_ends_soon(end, date(2046, 3, 1))
    assert corresponding_date(date(2045, 6, 30), 6) == date(2045, 12, 30)
