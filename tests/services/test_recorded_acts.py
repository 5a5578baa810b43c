"""Whatever reveals or changes anything is an entry of an audit chain: no function of the services gets round it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

from safermk_desktop.bootstrap import overview_report
from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services import identities, integrity, queries, redacting
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

SERVICES: Final = Path(identities.__file__).parent

READ_ONLY: Final = MappingProxyType(
    {
        "caseload": "published forms alone",
        "records": "published forms stand for the names of the register",
        "cases": "published forms alone",
        "references": "references of cases, no person's name",
        "overview": "published forms alone",
        "case_file": "the records of the work; the register is not among them",
        "activity": "the chain itself",
        "register_view": "for the list of published forms; each real name is asked for by look_at_identity",
        "suggest": "pseudonyms that are free, from a list of the application's own",
        "register": "for the engine; what it finds is shown by findings, which is recorded",
        "settings": "nothing about a case",
        "directory": "nothing about a case",
        "listed": "what the person had typed themselves",
        "ledger": "what left, without a name",
        "overdue": "what left, without a name",
        "deleted_by": "what left, without a name",
        "line_of": "what left, without a name",
        "other_line": "what left, without a name",
        "doctor": "how the vault stands",
        "all_cases": "how many cases there are",
        "surroundings": "how the vault stands",
        "page": "how the vault stands",
        "kept": "which backups there are",
        "shelf": "which backups there are",
        "has_unsaved": "whether a backup is due",
        "due": "whether a backup is due",
        "anchors": "numbers and hashes, from backups",
        "check": "how the vault stands",
        "restored": "the chain itself",
        "may_accept": "the roles of the key slots",
        "known_anchors": "how the vault stands",
        "remember_heads": "numbers and hashes, to the keychain",
        "on_plan": "a part of acts: it is given the act that it enters",
        "store": "a part of acts: it is given their transaction",
        "clean_scan": "a part of acts: it is given their transaction",
        "read_word_letter": "what a file from outside says, before any of it is kept",
        "read_tracker": "what a file from outside says, before any of it is kept",
        "case_marks": "days and kinds of records, no person's name",
        "all_marks": "days and kinds of records, no person's name",
        "public_files": "digests of public files and who approved them",
        "slot_origin": "who set a key slot's passphrase, as the list of people shows it",
        "kept_phrases": "phrases that stay: none holds a name of the register",
        "possible_approvers": "who has a key slot, as the list of people shows it",
        "write_paper": "a part of acts: it is given their transaction",
        "data_sheet": "the records of the work; names of the register are refused in it",
        "write_certificate": "a part of acts: it is given their transaction",
        "renew_certificate": "a part of acts: it is given their transaction",
        "with_others": "for look, which is recorded: places by combination",
        "case_records": "a part of acts: it is given their transaction",
        "step_from": "a part of acts: a record that is not kept yet",
        "duty_calendar": "duties and references, no person's name",
        "why": "the rule and the day of a duty, no person's name",
        "holidays": "nothing about a case",
        "table_end": "nothing about a case",
        "end_warning": "nothing about a case",
        "logo": "nothing about a case",
        "kept_columns": "nothing about a case",
        "preview": "what a file from outside says, before any of it is kept",
        "note_lines": "the records of the work; notes name nobody of the register",
        "listed_for": "a digest",
        "earlier_certificates": "which papers were renewed, by id",
        "last_step": "what may be taken back; undo, which takes it back, is recorded",
        "finding_decisions": "for the list of findings; what these are was shown by look, which is recorded",
        "studio": "the records of the work; the register goes to the engine alone, as by register",
        "clauses": "nothing about a case",
        "findings_in_terms": "places in a draft, by number; no name stands in it",
        "plan_file": "recommendations and actions, no person whom a review is about",
        "board_plans": "plans of boards, which name nobody of a register",
        "plans": "the names of boards' plans",
        "every_action": "actions and agencies, no person whom a review is about",
        "open_actions": "actions and agencies, no person whom a review is about",
        "agencies_asked": "agencies and counts",
        "gather": "reviews by label, actions by reference, no name of the register",
        "report_of": "what was entered for a report, which names nobody of the register",
        "report": "what was entered for a report, which names nobody of the register",
        "latest": "what was entered for a report, which names nobody of the register",
        "earlier_entries": "what was entered for a report, which names nobody of the register",
        "lint_report": "sentences of a report that is kept",
        "finder": "recommendations under the labels of their reviews",
        "compare_forms": "what a file from outside says, before any of it is kept",
        "read_form": "what a file from outside says, before any of it is kept",
        "redaction_items": "what is to be decided on, by number; no name stands in it",
        "templates": "nothing about a case",
        "compared": "ratings and their evidence, by reference; the person's name is asked for by see_person",
        "meetings": "nothing about a case",
        "panel_members": "who sits on the panel, as the list of people shows it",
        "meeting_view": "references and what stands for the names",
        "channel_cases": "references and what stands for the names",
        "channel_alarms": "references and what stands for the names",
        "channel_overview": "the records of the work; the person's name is asked for by see_person",
        "live_file": "a part of acts: it is given their transaction",
        "take_channel_step": "a part of acts: it is given their transaction",
        "prevent_calendar": "references, no name",
        "search_prevent": "what stands for the names",
        "prevent_statistics": "counts",
        "prevent_ledger": "what left, without a name",
        "plan_items": "nothing about a case",
        "statements": "nothing about a case",
        "tracker_references": "references, no name",
        "papers_of": "titles and references",
        "concerns": "nothing about a case",
        "tracker_checks": "references, no name",
        "prevent_settings": "nothing about a case",
        "shown_numbers": "counts, suppressed",
        "shelve_word": "a part of acts: it is given their transaction",
        "shelve": "a part of acts: it is given their transaction",
        "prevent_drafts": "what the person had typed themselves",
        "whole_compartment": "a part of acts: a record that is not kept yet",
        "is_open_to": "what this person opens",
    }
)
"""Functions of a session that enter nothing, and why they need not."""

RECORDED_BY_THE_VAULT: Final = frozenset({"make_sheets", "confirm_sheets"})
"""They call the vault's own slots or backups, which enter the act in the chain of the common database."""


MODULES: Final = MappingProxyType(
    {
        path.stem: ast.parse(path.read_text(encoding="utf-8")).body
        for path in sorted(SERVICES.rglob("*.py"))
        if path.stem != "__init__"
    }
)
FUNCTIONS: Final = MappingProxyType(
    {(name, node.name): node for name, body in MODULES.items() for node in body if isinstance(node, ast.FunctionDef)}
)
"""The functions of the services by module and name."""
IMPORTED: Final = MappingProxyType(
    {
        (name, alias.asname or alias.name): (str(node.module).rpartition(".")[2], alias.name)
        for name, body in MODULES.items()
        for top in body
        for node in ast.walk(top)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
)
"""What a module of the services calls a function that it imports from another, to that function."""


def public_acts() -> Iterator[tuple[str, ast.FunctionDef]]:
    """The public functions that are given a session first, with their module."""
    for (module, name), node in FUNCTIONS.items():
        if not name.startswith("_") and node.args.args:
            annotation = node.args.args[0].annotation
            if annotation is not None and ast.unparse(annotation) == "Session":
                yield module, node


def enters(module: str, node: ast.FunctionDef, seen: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """Whether the function, or one of the services that it calls, makes an act."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and makes_act(call.func):
            return True
        to = called(module, call)
        if to in FUNCTIONS and to not in seen and enters(to[0], FUNCTIONS[to], seen | {to}):
            return True
    return False


def makes_act(function: ast.expr) -> bool:
    """Whether what is called is ``session.act``, or the act itself for another person than the one at work."""
    if isinstance(function, ast.Attribute):
        return function.attr == "act"
    return isinstance(function, ast.Name) and function.id == "Act"


def called(module: str, call: ast.AST) -> tuple[str, str]:
    """The function of the services that a call names: ``need(...)`` or ``fields.heading_fields(...)``."""
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
        own = (module, call.func.id)
        return own if own in FUNCTIONS else IMPORTED.get(own, ("", ""))
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        return (call.func.value.id, call.func.attr)
    return ("", "")


@pytest.mark.parametrize(("module", "node"), list(public_acts()), ids=lambda one: getattr(one, "name", one))
def test_every_service_records_its_act_or_says_why_not(module: str, node: ast.FunctionDef) -> None:
    if node.name in RECORDED_BY_THE_VAULT:
        return
    assert enters(module, node) != (node.name in READ_ONLY)


def test_the_lists_name_what_there_is() -> None:
    there = {node.name for _, node in public_acts()}
    assert READ_ONLY.keys() <= there
    assert there >= RECORDED_BY_THE_VAULT


def last(session: Session, case_id: CaseId) -> tuple[str, str]:
    entry = session.vault.trail(Compartment.REVIEWS, case_id)[-1]
    assert entry.who == session.person
    return entry.what, entry.subject


def test_what_reveals_is_entered_each_time(session: Session, case_id: CaseId) -> None:
    names = ("Ottoline Vane",)
    entry = identities.put_identity(session, case_id, kind="person", role="", names=names, replacement="Adult A")
    paper = redacting.keep_paper(
        session, case_id, overview_report(), kind=PaperKind.OTHER, title="Report", audience=Audience.RESTRICTED
    )
    before = 0
    for _ in range(2):
        before = len(session.vault.trail(Compartment.REVIEWS))
        assert identities.look_at_identity(session, case_id, entry) == names
        assert last(session, case_id) == ("look_at_identity", entry)
        assert redacting.findings(session, case_id, paper).text
        assert last(session, case_id) == ("see_original", paper)
        assert "Ottoline" in identities.export_register(session, case_id)
        assert last(session, case_id)[0] == "export_register"
        assert len(session.vault.trail(Compartment.REVIEWS)) == before + 3
    queries.overview(session, case_id)
    integrity.check(session)
    assert len(session.vault.trail(Compartment.REVIEWS)) == before + 3
