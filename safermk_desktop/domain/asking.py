"""What each condition, each gate and the clocks ask of a case file, so that over all cases no more is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import FACT_EVENTS
from safermk_desktop.domain.family import Matter
from safermk_desktop.domain.family_conditions import AGAIN, FACTS
from safermk_desktop.domain.process import Regime
from safermk_desktop.domain.states import State

HELD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "panel": ("checks", "employments", "declarations"),
        "family": ("people", "contacts", "reasons", "comments", "publication_days"),
    }
)
"""The parts that stand not in the case file itself but in its file of the panel or of the family."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Parts of a case file by their names there, and of its facts and contacts with the family those asked for."""

    parts: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    matters: frozenset[Matter] = frozenset()

    def __or__(self, other: Asked) -> Asked:
        return Asked(self.parts | other.parts, self.facts | other.facts, self.matters | other.matters)


def asked_by(tests: Iterable[str]) -> Asked:
    """What the conditions of those names ask for. Raises ``KeyError`` for a name that none has."""
    found = Asked()
    for test in tests:
        found |= _asked(test)
    return found


def asked_by_gate(state: State) -> Asked:
    """What the gate out of a state asks for."""
    return asked_by(condition.test for condition in state.gate)


def asked_by_clocks(regime: Regime) -> Asked:
    """What the dated duties of a case ask for."""
    tests = {test for rule in regime.rules for test in (rule.done, rule.needs) if test}
    return _DATED | asked_by(sorted(tests))


def _asked(test: str) -> Asked:
    if test in _NAMED:
        parts, _, facts = _NAMED[test].partition("|")
        return Asked(frozenset(parts.split()), frozenset(facts.split()))
    kind, _, name = test.partition(":")
    if kind == "family":
        return _of_family(Matter(name))
    parts = _BY_KIND[kind]
    return Asked(parts, frozenset({name}) if "facts" in parts else frozenset())


def _of_family(matter: Matter) -> Asked:
    parts = {"people", "contacts", "reasons", *_BESIDE.get(matter, "").split()}
    facts = frozenset({FACTS[matter]} if matter in FACTS else ())
    parts |= {"facts", "steps"} if facts else set[str]()
    parts |= {"qa_letters"} if matter in AGAIN else set[str]()
    return Asked(frozenset(parts), facts, frozenset({matter}))


_DATED: Final = Asked(
    frozenset(
        """
        notification decision facts own_dates submissions pauses publications unpublished processes delays comments
        requests actions recommendations
        """.split()
    ),
    frozenset({*FACT_EVENTS.values(), "action_plan_reviewed", "action_plan_to_group", "partnership_agreed_report"}),
)
"""What dated duties ask for, whatever the rules: the events of the clocks, and what has a day of its own."""
_BY_KIND: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {"fact": frozenset({"facts"}), "round": frozenset({"facts", "qa_letters"}), "letter": frozenset({"letters"})}
)
_BESIDE: Final[Mapping[str, str]] = MappingProxyType({"publication": "publication_days"})
_NAMED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "decision_made": "decision",
        "review_held": "decision",
        "criteria_checked": "criteria",
        "home_office_agrees": "answers decision",
        "home_office_answered": "answers decision",
        "decision_letter_current": "letters answers",
        "first_panel_set": "facts | first_panel_set first_panel_meeting",
        "pause_lifted": "pauses",
        "terms_drafted": "sections",
        "terms_agreed": "versions",
        "chair_appointed": "members",
        "chair_checked": "members checks employments requests",
        "seats_settled": "seats",
        "members_declared": "members declarations",
        "agencies_asked": "requests",
        "returns_in": "requests",
        "report_in_vault": "documents qa_letters",
        "summary_drafted": "documents",
        "redacted_copy_proved": "documents copies register_digest",
        "second_person_approved": "documents copies register_digest approvals",
        "recommendations_recorded": "recommendations",
        "submitted": "submissions qa_letters",
        "submission_scanned": "submissions scans register_digest",
        "quality_assured": "qa_letters submissions",
        "resubmission_asked": "qa_letters submissions",
        "not_published_decided": "unpublished publications",
        "cleared_by_home_office": "qa_letters",
        "no_live_proceedings": "facts pauses processes | criminal_proceedings_ended pause_started no_proceedings",
        "points_done": "qa_conditions",
        "no_publication_hold": "holds",
        "processes_over": "processes",
        "actions_planned": "actions recommendations",
        "published": "publications",
        "actions_finished": "actions recommendations",
        "family_answered": "comments",
    }
)
"""The parts that a condition asks for, and behind the bar the kinds of fact."""
