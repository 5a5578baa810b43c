"""Actions of earlier versions of the application: nothing of them is lost, and what is new says nothing untrue."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from safermk_desktop.domain.actions import Action, ActionSource, ActionUpdate, Recommendation, UpdateKind
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.milestones import milestone
from tests.adapters.vault.making import raw
from tests.adapters.vault.test_generations import RELEASED, REVIEWS, altered, copied, opened, sound

ACTION = """
INSERT INTO action (id, case_id, recommendation_id, number, text, lead_agency, lead_role, target_on, first_target_on,
  created_on, revisions, status, completed_on, outcome, evidence, verified_by, milestones)
SELECT 'a9', case_id, 'r9', 1, 'Write the rule', 'Police', 'Head', '2026-09-30', '2026-06-30', '2026-01-05', 1,
  'in_progress', NULL, '', 'Minutes', '', '["Draft by May", "In force"]' FROM "case" LIMIT 1
"""
RECOMMENDATION = """
INSERT INTO recommendation (id, case_id, number, text, level, scope)
SELECT 'r9', case_id, 9, 'A rule is written', 'multi_agency', 'national' FROM "case" LIMIT 1
"""
UPDATE = """
INSERT INTO action_update (id, case_id, action_id, updated_on, updated_by, text)
SELECT '{}', case_id, 'a9', '2026-02-01', 'A. Officer', '{}' FROM "case" LIMIT 1
"""


def old_actions(connection: Connection) -> None:
    for words in (RECOMMENDATION, ACTION, UPDATE.format("u8", "Nothing new to report."), UPDATE.format("u9", "Begun.")):
        connection.execute(text(words))


@pytest.mark.parametrize("name", [one for one in RELEASED if one < "0015"])
def test_an_action_of_an_earlier_version_keeps_everything(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path, name)
    with closing(raw(folder, REVIEWS)) as database, database.reading() as connection:
        before = connection.execute(text("SELECT * FROM action ORDER BY entered")).mappings().all()
    altered(folder, REVIEWS, old_actions)
    with opened(folder) as vault, vault.reading(REVIEWS) as work:
        actions = work.every(Action)
        item = next(one for one in work.every(Recommendation) if one.id == "r9")
        kinds = {one.id: one.kind for one in work.every(ActionUpdate) if one.action_id == "a9"}
    assert [one.id for one in actions] == [*(row["id"] for row in before), "a9"]
    for one, row in zip(actions, before, strict=False):
        assert (one.text, one.outcome, one.verified_by) == (row["text"], row["outcome"], row["verified_by"])
    action = actions[-1]
    assert (action.revisions, action.evidence, action.accepted_on) == (1, "Minutes", None)
    assert [milestone(line).text for line in action.milestones] == ["Draft by May", "In force"]
    assert action.for_public
    assert (item.source, item.scope) == (ActionSource.REVIEW, "national")
    assert kinds == {"u8": UpdateKind.NOTHING_NEW, "u9": UpdateKind.WRITTEN}


@pytest.mark.parametrize("name", [one for one in RELEASED if one < "0015"])
def test_the_chain_and_the_search_fit_afterwards(tmp_path: Path, name: str) -> None:
    with opened(copied(tmp_path, name)) as vault:
        assert sound(vault)
        assert [one.first_fault for one in vault.health()] == ["", "", ""]


@pytest.mark.parametrize("name", [one for one in RELEASED if one < "0019"])
def test_a_case_of_an_earlier_version_says_no_number_of_its_edition(tmp_path: Path, name: str) -> None:
    with opened(copied(tmp_path, name)) as vault, vault.reading(REVIEWS) as work:
        assert {case.edition for case in work.every(Case)} == {""}
        assert all(case.label for case in work.every(Case))
