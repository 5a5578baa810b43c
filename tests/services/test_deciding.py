"""One decision for every place of a finding: into the register or left to stand, remembered, taken back."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import docx
import pytest

from safermk_desktop.domain.documents import Audience, Document, PaperKind
from safermk_desktop.domain.identities import FindingChoice, IdentityEntry, RegisterRule
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import EntryInvalid, EntryMissing, ReplacementUnsafe
from safermk_desktop.redaction.detection.findings import Certainty, Finding, Kind, Source
from safermk_desktop.services import deciding, queries, redacting
from safermk_desktop.services.beside import MOST_PAPERS, papers_beside
from safermk_desktop.services.detected import Detected
from safermk_desktop.services.grouping import Group, groups
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id
from tests.services.approving import approve

REPORT = (
    "Joanna Quillmarsh lived at 16 Aldergate Close, Stanbrook, MK9 9ZZ. Ms Quillmarsh rang 01908 496123.",
    "Joanna told a nurse. Her son, aged 7, was there. The reference is TVP-23-55017.",
)


def keep(session: Session, case_id: CaseId, kind: PaperKind, paragraphs: Sequence[str] = REPORT) -> RecordId:
    made, data = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(data)
    return redacting.keep_paper(session, case_id, data.getvalue(), kind=kind, title="R", audience=Audience.RESTRICTED)


@pytest.fixture
def report_id(session: Session, case_id: CaseId) -> RecordId:
    return keep(session, case_id, PaperKind.OVERVIEW_REPORT)


@pytest.fixture
def found(session: Session, case_id: CaseId, report_id: RecordId) -> Detected:
    return deciding.look(session, case_id, report_id)


def named(found: Detected, session: Session, case_id: CaseId, name: str) -> Group:
    decisions = deciding.finding_decisions(session, case_id)
    return next(one for one in groups(found, decisions) if any(name in form for form in one.names))


def entries(session: Session, case_id: CaseId) -> tuple[IdentityEntry, ...]:
    with session.vault.reading(Compartment.REVIEWS) as work:
        return work.of_case(IdentityEntry, case_id)


def kept(session: Session, case_id: CaseId) -> tuple[str, ...]:
    with session.vault.reading(Compartment.REVIEWS) as work:
        return tuple(phrase for rule in work.of_case(RegisterRule, case_id) for phrase in rule.keep)


def test_findings_come_on_the_way_and_the_whole_at_the_end(
    session: Session, case_id: CaseId, report_id: RecordId
) -> None:
    told: list[Finding] = []
    found = deciding.look(session, case_id, report_id, some=told.extend)
    assert "TVP-23-55017" in {one.text for one in told}
    assert {one.text for one in told if one.source == "pattern"} <= {one.text for one in found.findings}


def test_forms_of_one_person_are_one_decision(session: Session, case_id: CaseId, found: Detected) -> None:
    group = named(found, session, case_id, "Joanna Quillmarsh")
    assert len(group.places) == 3
    deciding.replace_finding(session, case_id, group, "Adult K")
    (entry,) = entries(session, case_id)
    assert (entry.kind, entry.replacement) == ("person", "Adult K")
    assert "Joanna Quillmarsh" in entry.names
    found_now = redacting.findings(session, case_id, report_of(session, case_id))
    assert [found_now.text[one.start : one.end] for one in found_now.matches] == [
        "Joanna Quillmarsh",
        "Ms Quillmarsh",
        "Joanna",
    ]


def report_of(session: Session, case_id: CaseId) -> RecordId:
    report = queries.case_file(session, case_id).document(PaperKind.OVERVIEW_REPORT)
    assert report is not None
    return report.id


def test_addresses_stand_before_people_and_these_before_numbers(found: Detected) -> None:
    kinds = [one.kind for one in groups(found)]
    assert kinds.index("place") < kinds.index("person") < kinds.index("contact") <= kinds.index("reference")


def test_a_decision_holds_for_the_other_papers_of_the_case(session: Session, case_id: CaseId, found: Detected) -> None:
    deciding.replace_finding(session, case_id, named(found, session, case_id, "TVP"), "[reference removed]")
    other = keep(session, case_id, PaperKind.OTHER, ["The reference TVP-23-55017 is known, and so is 07700 900123."])
    again = deciding.look(session, case_id, other)
    decisions = deciding.finding_decisions(session, case_id)
    assert [one.choice for one in decisions] == [FindingChoice.REPLACE]
    open_ones = [one for one in groups(again, decisions) if one.decision is None]
    assert not any("TVP" in name for one in open_ones for name in one.names)
    assert any("07700" in name for one in open_ones for name in one.names)


def test_what_is_kept_stays_and_can_be_taken_back(session: Session, case_id: CaseId, found: Detected) -> None:
    group = named(found, session, case_id, "TVP")
    decision = deciding.keep_finding(session, case_id, group)
    assert kept(session, case_id) == ("TVP-23-55017",)
    told = named(found, session, case_id, "TVP").decision
    assert told is not None
    assert (told.decided_by, told.decided_on) == (session.person, session.clock.today())
    deciding.undo_decision(session, case_id, decision)
    assert kept(session, case_id) == ()
    assert named(found, session, case_id, "TVP").decision is None


def test_several_findings_stand_in_one_act_or_none_does(session: Session, case_id: CaseId, found: Detected) -> None:
    some = [named(found, session, case_id, name) for name in ("TVP", "01908")]
    first, second = deciding.keep_findings(session, case_id, some)
    assert kept(session, case_id) == tuple(name for group in some for name in group.names)
    deciding.undo_decision(session, case_id, first)
    assert kept(session, case_id) == some[1].names
    deciding.undo_decision(session, case_id, second)
    deciding.replace_finding(session, case_id, some[0], "[reference removed]")
    with pytest.raises(EntryInvalid):
        deciding.keep_findings(session, case_id, some)
    assert not kept(session, case_id)


def test_taking_back_a_replacement_empties_the_register_of_it(
    session: Session, case_id: CaseId, found: Detected
) -> None:
    first = deciding.replace_finding(session, case_id, named(found, session, case_id, "Joanna Quill"), "Adult K")
    again = deciding.replace_finding(session, case_id, named(found, session, case_id, "TVP"), "[reference removed]")
    deciding.undo_decision(session, case_id, first)
    assert [one.kind for one in entries(session, case_id)] == ["reference"]
    deciding.undo_decision(session, case_id, again)
    assert entries(session, case_id) == ()


def test_two_findings_of_one_published_form_are_one_entry(session: Session, case_id: CaseId, found: Detected) -> None:
    first, *_ = (one for one in groups(found) if one.kind == "place")
    deciding.replace_finding(session, case_id, first, "an address in Milton Keynes")
    other = keep(session, case_id, PaperKind.OTHER, ["She moved to 22 Larkspur Road, Stanbrook."])
    second = next(one for one in groups(deciding.look(session, case_id, other)) if one.kind == "place")
    deciding.replace_finding(session, case_id, second, "an address in Milton Keynes")
    (entry,) = entries(session, case_id)
    assert {*first.names, *second.names} >= set(entry.names) > set(first.names)


def test_two_people_are_not_published_as_one_unless_somebody_says_so(session: Session, case_id: CaseId) -> None:
    report = keep(session, case_id, PaperKind.OVERVIEW_REPORT, ["Joanna Quillmarsh rang. Ms Tamsin Oyelaran came."])
    found = deciding.look(session, case_id, report)
    deciding.replace_finding(session, case_id, named(found, session, case_id, "Quillmarsh"), "Adult K")
    with pytest.raises(EntryInvalid, match="choose another form"):
        deciding.replace_finding(session, case_id, named(found, session, case_id, "Oyelaran"), "Adult K")
    deciding.replace_finding(session, case_id, named(found, session, case_id, "Oyelaran"), "Adult M")
    assert [entry.replacement for entry in entries(session, case_id)] == ["Adult K", "Adult M"]


def test_a_published_form_that_gives_somebody_away_changes_nothing(
    session: Session, case_id: CaseId, found: Detected
) -> None:
    group = named(found, session, case_id, "Joanna Quill")
    for refused, form in ((EntryMissing, "  "), ((EntryInvalid, ReplacementUnsafe), "Mrs Quillmarsh")):
        with pytest.raises(refused):
            deciding.replace_finding(session, case_id, group, form)
    assert entries(session, case_id) == ()
    assert deciding.finding_decisions(session, case_id) == ()


def test_a_copy_waits_for_the_certain_findings(session: Session, case_id: CaseId, found: Detected) -> None:
    deciding.replace_finding(session, case_id, named(found, session, case_id, "Joanna Quill"), "Adult K")
    redacting.make_redacted_copy(session, case_id, report_of(session, case_id))
    copy = queries.case_file(session, case_id).copies[-1]
    with pytest.raises(EntryInvalid, match="Certain findings that nobody decided on"):
        approve(session, case_id, copy.id, "P. Chair")
    for group in groups(found, deciding.finding_decisions(session, case_id)):
        if group.decision is None and group.certainty is not Certainty.POSSIBLE:
            deciding.keep_finding(session, case_id, group)
    redacting.make_redacted_copy(session, case_id, report_of(session, case_id))
    copy = queries.case_file(session, case_id).copies[-1]
    approve(session, case_id, copy.id, "P. Chair")


def test_no_name_stands_in_the_chain(session: Session, case_id: CaseId, found: Detected) -> None:
    deciding.keep_finding(session, case_id, named(found, session, case_id, "TVP"))
    deciding.replace_finding(session, case_id, named(found, session, case_id, "Joanna Quill"), "Adult K")
    acts = session.vault.trail(Compartment.REVIEWS, case_id)
    assert [one.what for one in acts][-2:] == ["decide_finding", "decide_finding"]
    assert not any("Quillmarsh" in part or "TVP" in part for one in acts for part in (one.subject, one.why, one.what))


def test_a_surname_that_is_replaced_leaves_the_others_of_that_name_to_decide(
    session: Session, case_id: CaseId, found: Detected
) -> None:
    text = "Joanna Quillmarsh came. Tamsin Quillmarsh was there, and so was Mrs Quillmarsh."
    at = text.index("Tamsin")
    other = deciding.look(session, case_id, keep(session, case_id, PaperKind.OTHER, [text]))
    known = [(match.start(), match.end()) for match in re.finditer("Joanna Quillmarsh|Quillmarsh", text)]
    open_places = [place for one in groups(other, (), known) for place in one.places]
    assert open_places == [(at, at + len("Tamsin Quillmarsh"))]


def test_what_two_papers_give_away_together_is_told_with_both_sentences(session: Session, case_id: CaseId) -> None:
    keep(session, case_id, PaperKind.AGENCY_RETURN, ["She worked as a falconer at a visitor centre."])
    report = keep(session, case_id, PaperKind.OVERVIEW_REPORT, ["The family lived in the village of Wenbrook Parva."])
    (one,) = deciding.look(session, case_id, report).combinations
    (group,) = (one for one in groups(deciding.look(session, case_id, report)) if one.kind == "together")
    assert one.elsewhere == group.elsewhere == ("She worked as a falconer at a visitor centre.",)
    assert group.names == ("village",)
    deciding.keep_finding(session, case_id, group)
    assert kept(session, case_id) == ()


def test_what_another_paper_gave_away_to_everybody_is_told_as_published(session: Session, case_id: CaseId) -> None:
    said = "She worked as a falconer at a visitor centre."
    summary = keep(session, case_id, PaperKind.EXECUTIVE_SUMMARY, [said])
    report = keep(session, case_id, PaperKind.OVERVIEW_REPORT, ["The family lived in the village of Wenbrook Parva."])
    before = deciding.look(session, case_id, report)
    act = session.act("record_publication", case_id, subject=summary)
    with session.vault.writing(Compartment.REVIEWS, act) as work:
        paper = work.get(Document, summary)
        work.put(
            Publication(
                id=new_id(),
                case_id=case_id,
                published_on=session.clock.today(),
                where="The partnership's page",
                link="https://reviews.mktogether.example/1",
                papers=(f"{paper.file_name}: {paper.sha256}",),
                published_by=session.person,
            )
        )
    after = deciding.look(session, case_id, report)
    assert (before.published, after.published) == ((), (said,))
    (group,) = (one for one in groups(after) if one.kind == "together")
    assert group.elsewhere == (said,)
    assert group.published == (said,)


def test_papers_of_another_case_and_earlier_states_of_a_report_are_not_read(session: Session, case_id: CaseId) -> None:
    keep(session, case_id, PaperKind.OVERVIEW_REPORT, ["She worked as a falconer at a visitor centre."])
    report = keep(session, case_id, PaperKind.OVERVIEW_REPORT, ["The family lived in the village of Wenbrook Parva."])
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert papers_beside(work, case_id, report) == ()


def test_so_many_papers_are_read_and_no_more(session: Session, case_id: CaseId) -> None:
    for at in range(MOST_PAPERS + 2):
        keep(session, case_id, PaperKind.OTHER, [f"Paper {at}."])
    report = keep(session, case_id, PaperKind.OVERVIEW_REPORT)
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert len(papers_beside(work, case_id, report)) == MOST_PAPERS


def test_a_name_that_is_an_ordinary_word_can_be_entered(session: Session, case_id: CaseId) -> None:
    entered: list[tuple[str, ...]] = []
    for name in ("Tom", "Will"):
        group = Group(
            kind=Kind.PERSON,
            names=(name,),
            places=((0, len(name)),),
            certainty=Certainty.LIKELY,
            source=Source.SHAPE,
            replacement="Adult Q",
        )
        deciding.replace_finding(session, case_id, group, f"Adult {name[0]}")
        entered.append(entries(session, case_id)[-1].names)
    assert entered == [("Tom",), ("Mx Will",)]  # after a title: not wherever "will" stands


def test_a_decision_is_changed_in_one_act(session: Session, case_id: CaseId, found: Detected) -> None:
    group = named(found, session, case_id, "TVP")
    first = deciding.keep_finding(session, case_id, group)
    acts = len(queries.activity(session, case_id))
    again = named(found, session, case_id, "TVP")
    second = deciding.replace_finding(session, case_id, again, "[reference removed]", instead_of=first)
    assert len(queries.activity(session, case_id)) == acts + 1
    assert kept(session, case_id) == ()
    assert [one.id for one in deciding.finding_decisions(session, case_id)] == [second]
    deciding.keep_finding(session, case_id, named(found, session, case_id, "TVP"), instead_of=second)
    assert entries(session, case_id) == ()
    assert kept(session, case_id) == ("TVP-23-55017",)


def test_a_change_that_is_refused_leaves_the_decision(session: Session, case_id: CaseId, found: Detected) -> None:
    first = deciding.keep_finding(session, case_id, named(found, session, case_id, "TVP"))
    with pytest.raises(EntryMissing):
        deciding.replace_finding(session, case_id, named(found, session, case_id, "TVP"), " ", instead_of=first)
    assert [one.id for one in deciding.finding_decisions(session, case_id)] == [first]
