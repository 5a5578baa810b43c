"""The copy that the story publishes is an example to follow: every finding decided, nothing that the policy changes."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.demo.story import read_story, register_text
from safermk_desktop.domain.documents import Document, PaperKind
from safermk_desktop.domain.identities import FindingChoice
from safermk_desktop.domain.record import CaseId
from safermk_desktop.redaction.register import register_from_json
from safermk_desktop.services import deciding, queries, redacting
from safermk_desktop.services.fictional import PASSPHRASE, PERSON
from safermk_desktop.services.grouping import groups
from safermk_desktop.services.keeping import holding
from safermk_desktop.services.open_findings import refuse_open
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from safermk_desktop.services.suggesting import kept_places
from safermk_desktop.services.word_text import word_text
from tests.services.conftest import CHEAP

REPORT = PaperKind.OVERVIEW_REPORT
WHOLE_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
)
LEFT = re.compile(
    r"\b\d\d:\d\d\b|\[name\]|MK\d\d? ?\d|not for release|real name|date of birth removed|aged 1\d\b|[^\w]Tarrow\b"
)


@pytest.fixture(scope="module")
def session(story_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("published") / story_vault.name
    shutil.copytree(story_vault, folder)
    story = read_story()
    clock = StoryClock(story.today)
    vault = bootstrap.door(clock, CHEAP).open(folder, person=PERSON, passphrase=PASSPHRASE)
    yield bootstrap.open_session(vault, clock, story.partnership)
    vault.close()


@pytest.fixture(scope="module")
def case_id(session: Session) -> CaseId:
    return next(row.case_id for row in queries.caseload(session, with_closed=True) if row.reference == "DHR-2024-01")


def text_of(session: Session, paper: Document) -> str:
    with session.vault.reading(Compartment.REVIEWS) as work:
        return word_text(work.content(paper.id)).text


def left_to_decide(session: Session, case_id: CaseId) -> list[str]:
    """The kinds of what the screen still asks about in the report that was published.

    But for what holds a name of the register: that is replaced wherever it stands, and cannot be kept.
    """
    report = next(one for one in queries.case_file(session, case_id).documents[::-1] if one.kind is REPORT)
    known = [(one.start, one.end) for one in redacting.findings(session, case_id, report.id).matches]
    found = deciding.look(session, case_id, report.id)
    kept = kept_places(found.text, queries.register_view(session, case_id).keep)
    listed = groups(found, deciding.finding_decisions(session, case_id), sorted((*known, *kept)))
    asked = [one for one in listed if one.decision is None]
    register = register_from_json(register_text("A"))
    return [one.kind for one in asked if not list(holding(register, one.names))]


@pytest.fixture(scope="module")
def published(session: Session, case_id: CaseId) -> str:
    papers = queries.case_file(session, case_id).documents
    return text_of(session, [one for one in papers if one.kind is PaperKind.REDACTED_REPORT][-1])


def test_nothing_that_the_policy_changes_is_left(published: str) -> None:
    assert len(published) > 50_000
    assert WHOLE_DATE.findall(published) == []
    assert LEFT.findall(published) == []
    identities = register_from_json(register_text("A")).identities
    assert [one.id for one in identities if any(name in published for name in one.names)] == []


def test_it_reads_as_a_sentence_where_something_was_replaced(published: str) -> None:
    forms = {re.escape(one.replacement) for one in register_from_json(register_text("A")).identities}
    assert [form for form in forms if re.search(rf"{form},? {form}", published, re.IGNORECASE)] == []
    assert re.findall(r"known as|telephone \(", published) == ["known as"], "of the multi-agency meeting alone"
    assert [words for words in ("Appendix D", "not for release") if words in published] == []
    assert published.count("Version for publication") == 1


def test_every_finding_is_decided_and_the_story_replaces_what_gives_a_day_away(
    session: Session, case_id: CaseId, published: str
) -> None:
    decisions = deciding.finding_decisions(session, case_id)
    wanted = {name for act in read_story().acts if act.name == "redacted_copy" for name in act.pairs("replace")}
    replaced = {name for one in decisions if one.choice is FindingChoice.REPLACE for name in one.names}
    assert wanted
    assert wanted <= replaced
    assert "the third week of February" in published
    assert Counter(one.kind for one in decisions if one.choice is FindingChoice.KEEP)["together"] > 0
    assert not any("Harbour Lane" in one.names for one in decisions)
    assert left_to_decide(session, case_id) == []
    copies = queries.case_file(session, case_id).copies
    with session.vault.reading(Compartment.REVIEWS) as work:
        refuse_open(work, copies[-1])
    assert copies[-1].made_on == date(2025, 10, 10)
