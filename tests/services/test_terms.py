"""The acts on the terms of reference: clauses, tables, comments, approvals, and that nobody is named in a version."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.requests import ReturnKind
from safermk_desktop.domain.terms import CHARACTERISTICS, ApprovingBody, Clause, TermsSection
from safermk_desktop.domain.terms_compare import compared
from safermk_desktop.domain.terms_lint import Fault
from safermk_desktop.errors import DateImpossible, EntryInvalid, EntryMissing, RecordUnknown
from safermk_desktop.services import (
    identities,
    papers,
    queries,
    terms,
    terms_library,
    terms_lint,
    terms_review,
    terms_tables,
)
from safermk_desktop.services.session import Session

DAY: Final = date(2026, 3, 2)


def drafted(session: Session, case_id: CaseId) -> TermsSection:
    """A draft of two sections; the first, with two clauses."""
    pairs = [("Purpose", "To learn.\n\nTo change."), ("Brief circumstances", "Adult A died.")]
    terms.draft_terms(session, case_id, pairs)
    return sections(session, case_id)[0]


def sections(session: Session, case_id: CaseId) -> tuple[TermsSection, ...]:
    return queries.case_file(session, case_id).sections


def texts(session: Session, case_id: CaseId) -> list[str]:
    return [clause.text for clause in sections(session, case_id)[0].clauses]


def test_a_draft_begins_with_the_standard_clauses(session: Session, case_id: CaseId) -> None:
    terms.start_draft(session, case_id)
    found = {section.kind: section for section in sections(session, case_id)}
    assert len(found) == 17
    assert len(found["purpose"].clauses) == 7
    assert not found["brief_circumstances"].text


def test_clauses_are_added_changed_moved_taken_out_and_put_back(session: Session, case_id: CaseId) -> None:
    first = drafted(session, case_id)
    (new,) = terms.add_clauses(session, case_id, first.id, ["To listen."], at=1)
    assert texts(session, case_id) == ["To learn.", "To listen.", "To change."]
    terms.move_clause(session, case_id, first.id, new, by=-1)
    terms.move_clause(session, case_id, first.id, new, by=-1)
    assert texts(session, case_id) == ["To listen.", "To learn.", "To change."]
    terms.change_clause(session, case_id, first.id, new, "To hear.\n\nAnd to answer.")
    assert texts(session, case_id) == ["To hear.", "And to answer.", "To learn.", "To change."]
    assert sections(session, case_id)[0].clauses[0].id == new
    terms.remove_clause(session, case_id, first.id, new)
    assert texts(session, case_id) == ["And to answer.", "To learn.", "To change."]
    for _ in range(2):
        terms.restore_clause(session, case_id, first.id, Clause(new, "To hear."), at=0)
    assert texts(session, case_id) == ["To hear.", "And to answer.", "To learn.", "To change."]
    with pytest.raises(RecordUnknown):
        terms.remove_clause(session, case_id, first.id, "nowhere")
    with pytest.raises(EntryMissing):
        terms.add_clauses(session, case_id, first.id, ["  "])


def test_a_section_saved_as_a_whole_keeps_the_ids_of_its_clauses(session: Session, case_id: CaseId) -> None:
    first = drafted(session, case_id)
    terms.save_section(session, case_id, first.id, heading="Aims", text="To learn more.\n\nTo change.\n\nTo tell.")
    after = sections(session, case_id)[0]
    assert after.heading == "Aims"
    assert [clause.id for clause in after.clauses][:2] == [clause.id for clause in first.clauses]
    assert len({clause.id for clause in after.clauses}) == 3
    terms.rename_section(session, case_id, first.id, "Purpose")
    assert sections(session, case_id)[0].heading == "Purpose"


@pytest.mark.parametrize("text", ["fenwick's flat", "JOANNA FENWICK", "J.F. was seen", "born on the 11th of May 1990"])
def test_a_version_that_names_somebody_is_refused(session: Session, case_id: CaseId, text: str) -> None:
    first = drafted(session, case_id)
    enter(session, case_id)
    terms.add_clauses(session, case_id, first.id, [f"About {text}."])
    found = terms_lint.findings_in_terms(session, case_id)
    assert {one.fault for one in found if one.clause_id and one.place == 1} <= {Fault.REAL_NAME, Fault.DATE_OF_BIRTH}
    with pytest.raises(EntryInvalid) as refused:
        terms.agree_terms(session, case_id, number="1.0", agreed_on=DAY, agreed_by="Panel")
    assert "section 1" in str(refused.value.detail)
    assert "enwick" not in str(refused.value.detail)


def test_a_surname_of_mother_and_child_keeps_a_version_from_being_agreed(session: Session, case_id: CaseId) -> None:
    first = drafted(session, case_id)
    enter(session, case_id)
    identities.put_identity(
        session, case_id, kind="person", role="child", names=("Tom Fenwick",), replacement="Child M"
    )
    terms.add_clauses(session, case_id, first.id, ["What Ms Fenwick was offered."])
    with pytest.raises(EntryInvalid):
        terms.agree_terms(session, case_id, number="1.0", agreed_on=DAY, agreed_by="Panel")


def test_a_name_registered_later_keeps_the_word_file_from_being_written(session: Session, case_id: CaseId) -> None:
    first = drafted(session, case_id)
    terms.add_clauses(session, case_id, first.id, ["What Fenwick knew."])
    terms.agree_terms(session, case_id, number="1.0", agreed_on=DAY, agreed_by="Panel")
    enter(session, case_id)
    with pytest.raises(EntryInvalid):
        papers.write_terms(session, case_id)


def enter(session: Session, case_id: CaseId) -> None:
    identities.put_identity(
        session, case_id, kind="person", role="who died", names=("Joanna Fenwick",), replacement="Adult A"
    )


def test_tables_are_printed_and_compared(session: Session, case_id: CaseId) -> None:
    terms.draft_terms(
        session, case_id, [("Period in scope", "See the dates."), ("Equality and diversity", "The nine.")]
    )
    terms_tables.set_scope(
        session, case_id, first=date(2022, 1, 1), last=date(2026, 2, 20), reason="From the move to the death."
    )
    terms.agree_terms(session, case_id, number="1.0", agreed_on=DAY, agreed_by="Panel")
    terms_tables.set_scope(
        session, case_id, first=date(2021, 4, 1), last=date(2026, 2, 20), reason="From the move to the death."
    )
    terms_tables.set_characteristics(session, case_id, dict.fromkeys(CHARACTERISTICS, ("none", "Nobody says so.")))
    studio = terms_review.studio(session, case_id)
    changes = compared(studio.file.versions[-1].sections, studio.shown)
    assert changes[0].spoken.endswith("Removed: January 2022. Added: April 2021.")
    assert len(changes) == 10
    with pytest.raises(DateImpossible):
        terms_tables.set_scope(session, case_id, first=DAY, last=DAY, reason="")
    with pytest.raises(EntryInvalid):
        terms_tables.set_characteristics(session, case_id, {"height": ("none", "")})


def test_facts_are_kept_one_act_after_another(session: Session, case_id: CaseId) -> None:
    terms_tables.set_facts(session, case_id, facts=("suicide",), needs=("carers",), experts=("  ",))
    terms_tables.set_family(session, case_id, asked=False, reason="No relative could be traced.")
    terms_tables.set_proceedings(session, case_id, {"inquest": "After the trial.", " ": ""})
    terms_tables.set_people(session, case_id, ("Adult A", "", "Adult B"))
    facts = terms_review.studio(session, case_id).facts
    assert (facts.facts, facts.needs, facts.experts) == (("suicide",), ("carers",), ())
    assert (facts.family_asked, facts.proceedings, facts.people) == ("no", ("inquest",), ("Adult A", "Adult B"))
    with pytest.raises(EntryMissing):
        terms_tables.set_family(session, case_id, asked=False, reason="")
    with pytest.raises(EntryInvalid):
        terms_tables.set_people(session, case_id, ("Adult A", "Adult A"))


def test_all_agencies_are_asked_in_one_act(session: Session, case_id: CaseId, clock: StoryClock) -> None:
    drafted(session, case_id)
    police = terms_tables.put_agency(session, case_id, organisation="Police", kind=ReturnKind.IMR)
    assert terms_tables.put_agency(session, case_id, organisation="police ", kind=ReturnKind.SHORT_REPORT) == police
    terms_tables.put_agency(session, case_id, organisation="Housing", kind=ReturnKind.NO_CONTACT_CONFIRMATION)
    due = date(2026, 5, 1)
    with pytest.raises(EntryInvalid):
        terms_tables.ask_all(session, case_id, asked_on=DAY, due_on=due)
    terms.agree_terms(session, case_id, number="1.0", agreed_on=DAY, agreed_by="Panel")
    assert terms_tables.ask_all(session, case_id, asked_on=DAY, due_on=due) == 2
    asked = queries.case_file(session, case_id).requests
    assert {(one.organisation, one.kind) for one in asked} == {
        ("police", ReturnKind.SHORT_REPORT),
        ("Housing", ReturnKind.NO_CONTACT_CONFIRMATION),
    }
    with pytest.raises(EntryMissing):
        terms_tables.ask_all(session, case_id, asked_on=DAY, due_on=due)
    terms_tables.remove_agency(session, case_id, police)
    assert len(queries.case_file(session, case_id).requests) == 2


def test_the_panel_and_the_group_approve_a_version_each_once(
    session: Session, case_id: CaseId, clock: StoryClock
) -> None:
    drafted(session, case_id)
    terms.agree_terms(session, case_id, number="1.0", agreed_on=DAY, agreed_by="Panel")
    studio = terms_review.studio(session, case_id)
    (version,) = studio.file.versions
    assert studio.approval(version, ApprovingBody.PANEL)
    assert not studio.file.fact(terms_review.NOTED)
    group = ApprovingBody.MANAGEMENT_GROUP
    with pytest.raises(DateImpossible):
        terms_review.approve_terms(
            session, case_id, version.id, body=group, approved_on=date(2026, 2, 27), approved_by="BMG"
        )
    terms_review.approve_terms(session, case_id, version.id, body=group, approved_on=DAY, approved_by="BMG")
    studio = terms_review.studio(session, case_id)
    assert studio.approval(version, group)
    assert studio.file.fact(terms_review.NOTED)
    for body in ApprovingBody:
        with pytest.raises(EntryInvalid):
            terms_review.approve_terms(session, case_id, version.id, body=body, approved_on=DAY, approved_by="BMG")


def test_a_comment_is_made_on_a_clause_and_answered_once(session: Session, case_id: CaseId) -> None:
    first = drafted(session, case_id)
    clause = first.clauses[1]
    made = terms_review.comment(session, case_id, first.id, clause.id, "Which change?")
    assert terms_review.studio(session, case_id).open_comments(clause.id)[0].made_by == "A. Officer"
    terms_review.resolve_comment(session, case_id, made, answer="That of the policy.")
    assert terms_review.studio(session, case_id).open_comments(clause.id) == ()
    (kept,) = terms_review.studio(session, case_id).comments
    assert (kept.answer, kept.resolved_on) == ("That of the policy.", DAY)
    with pytest.raises(EntryInvalid):
        terms_review.resolve_comment(session, case_id, made, answer="Again.")
    with pytest.raises(RecordUnknown):
        terms_review.comment(session, case_id, first.id, "nowhere", "Lost.")


def test_the_library_is_worded_anew_and_goes_back(session: Session) -> None:
    before = {one.key: one.text for one in terms_library.clauses(session)}
    terms_library.change_library_clause(session, "housing", "What was offered as a home?")
    after = {one.key: one.text for one in terms_library.clauses(session)}
    assert after == {**before, "housing": "What was offered as a home?"}
    terms_library.restore_library_clause(session, "housing")
    assert {one.key: one.text for one in terms_library.clauses(session)} == before
    for key, text, error in (("nowhere", "Text.", EntryInvalid), ("housing", " ", EntryMissing)):
        with pytest.raises(error):
            terms_library.change_library_clause(session, key, text)
    with pytest.raises(EntryInvalid):
        terms_library.change_library_clause(session, "housing", "One.\n\nTwo.")
    with pytest.raises(RecordUnknown):
        terms_library.restore_library_clause(session, RecordId("housing"))
