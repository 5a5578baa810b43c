"""No act reaches a record of another case by its id: each act that takes one is tried with a stranger's."""

from __future__ import annotations

import ast
import importlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.actions import Action, Recommendation, RecommendationSent
from safermk_desktop.domain.case import Case, CaseStatus
from safermk_desktop.domain.documents import Document, Export, RedactedCopy, RedactionItem
from safermk_desktop.domain.family import FamilyComment, FamilyPerson
from safermk_desktop.domain.home_office import QaCondition
from safermk_desktop.domain.identities import FindingDecision, IdentityEntry
from safermk_desktop.domain.keeping import Draft
from safermk_desktop.domain.notes import FileNote
from safermk_desktop.domain.panel import PanelMember, Seat, SeatState
from safermk_desktop.domain.panel_work import Presence
from safermk_desktop.domain.parallel import DisclosureItem, ParallelProcess, PublicationHold
from safermk_desktop.domain.record import CaseId, Record, RecordId
from safermk_desktop.domain.requests import InformationRequest, ReturnState
from safermk_desktop.domain.terms import Clause, TermsAgency, TermsComment, TermsSection, TermsVersion
from safermk_desktop.errors import InputRefused, RecordUnknown
from safermk_desktop.redaction.detection.findings import Certainty, Source
from safermk_desktop.services import actions, drafts, fictional, redaction_items
from safermk_desktop.services.actions import ActionWords
from safermk_desktop.services.grouping import Group
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.services.conftest import CHEAP
from tests.services.test_recorded_acts import READ_ONLY, SERVICES, public_acts

TODAY: Final = date(2026, 11, 2)

KINDS: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {
        "action_id": Action,
        "agency_id": TermsAgency,
        "family.comment_id": FamilyComment,
        "terms_review.comment_id": TermsComment,
        "copy_id": RedactedCopy,
        "decision_id": FindingDecision,
        "instead_of": FindingDecision,
        "document_id": Document,
        "entry_id": IdentityEntry,
        "export_id": Export,
        "hold_id": PublicationHold,
        "parallel.item_id": DisclosureItem,
        "redaction_items.item_id": RedactionItem,
        "member_id": PanelMember,
        "note_id": FileNote,
        "person_id": FamilyPerson,
        "point_id": QaCondition,
        "process_id": ParallelProcess,
        "recommendation_id": Recommendation,
        "request_id": InformationRequest,
        "seat_id": Seat,
        "section_id": TermsSection,
        "sent_id": RecommendationSent,
        "version_id": TermsVersion,
    }
)
"""What the id is of, by the name of the parameter; with its module where several give theirs the same."""

WITHOUT_CASE: Final = frozenset({"organisation_id", "successor_id", "post_id", "report_id"})
"""Ids of what belongs to no case: the directory of organisations, reports over all cases."""

PART_OF_RECORD: Final = frozenset({"clause_id"})
"""Ids of what is no record of its own: a clause is looked for in its section."""

SEARCHES: Final = frozenset({"approve_file", "lift_hold", "make_redacted_copy", "record_copy", "record_meeting"})
"""Acts that choose among the records of their case, and refuse with words of their own what is not among them."""

GROUP: Final = Group(
    kind="person",
    names=("Ottoline Vane",),
    places=((0, 13),),
    certainty=Certainty.CERTAIN,
    source=Source.REGISTER,
    replacement="Adult Z",
)

GIVEN: Final[Mapping[str, object]] = MappingProxyType(
    {
        "str": "Some words",
        "date": TODAY,
        "bool": True,
        "int": 1,
        "clause_id": "c1",
        "tuple[str, ...]": ("Ottoline Vane",),
        "Sequence[str]": ("Ottoline Vane",),
        "Iterable[str]": ("One clause.",),
        "Iterable[Clause]": (Clause("1", "One clause."),),
        "Clause": Clause("1", "One clause."),
        "ActionWords": ActionWords(text="Train them.", lead_agency="Probation Service"),
        "Group": GROUP,
        "date | None": TODAY,
    }
)
"""What else an act is given, by the type of the parameter or its name."""

MORE: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "agree_publication_day": {"day": date(2027, 6, 9)},
        "put_identity": {"kind": "person"},
        "put_person": {"pseudonym": "Sister of Adult B"},
        "record_return": {"state": ReturnState.ACCEPTED},
        "settle_seat": {"state": SeatState.WAIVED},
    }
)
"""What an act must be given to come as far as the id."""


def arguments(node: ast.FunctionDef) -> Iterator[tuple[ast.arg, bool]]:
    """The parameters after the session, and whether each must be given."""
    plain = node.args.args
    needed = len(plain) - len(node.args.defaults)
    yield from ((one, number < needed) for number, one in enumerate(plain) if number)
    yield from zip(node.args.kwonlyargs, (one is None for one in node.args.kw_defaults), strict=True)


def is_id(one: ast.arg) -> bool:
    kind = ast.unparse(one.annotation) if one.annotation else ""
    names = one.arg.endswith(("_id", "_ids")) and one.arg != "case_id" and kind != "CaseId"
    return names or "RecordId" in kind


def taking() -> Iterator[tuple[str, ast.FunctionDef, str]]:
    """Every act on a review with every parameter of it that names a record; Channel has a test of its own."""
    for module, node in public_acts():
        if not (SERVICES / f"{module}.py").exists():
            continue
        for one, _ in arguments(node):
            known = one.arg in WITHOUT_CASE | PART_OF_RECORD
            if is_id(one) and not known and node.name not in READ_ONLY and node.name != "keep":
                yield module, node, one.arg


@pytest.fixture(scope="module")
def session(story_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The fictional cases, opened once: no act of these tests writes anything."""
    folder = shutil.copytree(story_vault, tmp_path_factory.mktemp("story") / story_vault.name)
    clock = StoryClock(TODAY)
    vault = bootstrap.door(clock, CHEAP).open(folder, person=fictional.PERSON, passphrase=fictional.PASSPHRASE)
    yield bootstrap.open_session(vault, clock)
    vault.close()


def stranger(session: Session, kind: type[Record]) -> tuple[Record, CaseId]:
    """A record of that kind, and a case that is open and not its own."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        found = work.every(kind)[0]
        others = (one for one in work.every(Case) if one.status is CaseStatus.OPEN)
        return found, next(one.case_id for one in others if one.case_id != found.case_id)


def own(session: Session, kind: type[Record], case_id: CaseId) -> RecordId:
    """A record of the case, one on which work still goes on."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        return next(one.id for one in work.of_case(kind, case_id) if not getattr(one, "is_finished", False))


def given(session: Session, case_id: CaseId, named: tuple[str, ast.FunctionDef, str], tmp_path: Path) -> dict[str, Any]:
    """Whatever the act must be given beside the id of that name; its other ids are of its own case."""
    module, node, name = named
    values: dict[str, Any] = {"case_id": case_id}
    for one, must in arguments(node):
        if must and is_id(one) and one.arg not in {name, *PART_OF_RECORD}:
            values[one.arg] = own(session, kind_of(module, one.arg), case_id)
        elif must and one.arg not in {name, "case_id"}:
            values[one.arg] = value(module, one, tmp_path)
    return values | dict(MORE.get(node.name, {}))


def kind_of(module: str, name: str) -> type[Record]:
    return KINDS.get(f"{module}.{name}") or KINDS[name]


def value(module: str, one: ast.arg, tmp_path: Path) -> object:
    kind = one.arg if one.arg in GIVEN else ast.unparse(one.annotation) if one.annotation else ""
    if kind == "Path":
        return tmp_path
    if kind in GIVEN:
        return GIVEN[kind]
    named = getattr(importlib.import_module(f"safermk_desktop.services.{module}"), kind)
    assert issubclass(named, Enum), f"{module}: what is a {kind}?"
    return next(iter(named))


def refused(session: Session, act: Callable[[], object], *, by: type[InputRefused] = RecordUnknown) -> None:
    """The act is refused, and neither it nor its entry is in the vault."""
    before = session.vault.heads()
    with pytest.raises(by):
        act()
    assert session.vault.heads() == before


@pytest.mark.parametrize(("module", "node", "name"), list(taking()), ids=lambda one: getattr(one, "name", one))
def test_an_id_of_another_case_is_refused(
    session: Session, tmp_path: Path, module: str, node: ast.FunctionDef, name: str
) -> None:
    found, case_id = stranger(session, PanelMember if name == "attendance" else kind_of(module, name))
    ids: object = {found.id: Presence.PRESENT} if name == "attendance" else found.id
    act = getattr(importlib.import_module(f"safermk_desktop.services.{module}"), node.name)
    values = {**given(session, case_id, (module, node, name), tmp_path), name: ids}
    refused(session, lambda: act(session, **values), by=InputRefused if node.name in SEARCHES else RecordUnknown)
    assert list(tmp_path.iterdir()) == []


def test_the_tables_name_what_there_is() -> None:
    found = list(taking())
    assert {name.rpartition(".")[2] for name in KINDS} == {name for _, _, name in found} - {"attendance"}
    assert {node.name for _, node, _ in found} >= SEARCHES


def test_a_recommendation_of_another_case_is_not_changed(session: Session) -> None:
    with session.vault.reading(Compartment.REVIEWS) as work:
        found = work.every(Recommendation)[0]
    _, case_id = stranger(session, Recommendation)
    refused(session, lambda: actions.change_recommendation(session, replace(found, case_id=case_id)))


def test_a_draft_of_another_case_is_neither_replaced_nor_removed(session: Session) -> None:
    found, case_id = stranger(session, Seat)
    what = drafts.Unfinished(form="a", about="", title="A", address="a", case_id=found.case_id, entries={"a": "kept"})
    kept = drafts.keep(session, what)
    mine = replace(what, case_id=case_id, entries={"a": "other"})
    refused(session, lambda: drafts.keep(session, mine, draft_id=kept))
    refused(session, lambda: drafts.drop(session, drafts.KeptDraft(id=kept, written_at=datetime.now(UTC), what=mine)))
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert "kept" in work.get(Draft, kept).entries


def test_a_report_of_another_case_is_not_looked_into(session: Session) -> None:
    item, case_id = stranger(session, RedactionItem)
    assert isinstance(item, RedactionItem)
    refused(session, lambda: redaction_items.words(session, case_id, item))
    refused(session, lambda: redaction_items.picture(session, case_id, item))


def test_what_is_of_a_case_is_found_in_a_view_of_that_case_alone(session: Session) -> None:
    found, case_id = stranger(session, Document)
    paper = RecordId(found.id)
    with session.vault.reading(Compartment.REVIEWS, found.case_id) as work:
        assert work.get(Document, paper) == found
    with session.vault.reading(Compartment.REVIEWS, case_id) as work:
        for look in (lambda: work.get(Document, paper), lambda: work.content(paper), lambda: work.pieces(paper)):
            with pytest.raises(RecordUnknown):
                look()
