"""The data sheet of the library of reviews: from the records and from answers, with what is missing told."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from safermk_desktop.domain.data_sheet import FIELDS, PARTS, TABLES, fields_of
from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services import data_sheet, identities, queries
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session

VICTIM = {
    *("victim_id incident_id age_at_death sex_of_victim sexual_orientation_of_victim prev_offence_history".split()),
    *("victim_religion victim_ethnicity relationship_to_perpetrator victim_suicide".split()),
    *("victim_carer_responsibilities victim_mental_health_issues".split()),
}


def sheet(session: Session, case_id: CaseId) -> data_sheet.Sheet:
    return data_sheet.data_sheet(session, queries.case_file(session, case_id))


def tables(session: Session, case_id: CaseId) -> dict[str, list[list[str]]]:
    """The CSV files made last, by table."""
    file = queries.case_file(session, case_id)
    found: dict[str, list[list[str]]] = {}
    with session.vault.reading(Compartment.REVIEWS) as work:
        for paper in file.documents:
            if paper.kind is PaperKind.DATA_TABLE:
                text = bytes(work.content(paper.id)).decode()
                found[paper.title.rpartition(" ")[2]] = list(csv.reader(io.StringIO(text)))
    return found


def test_the_fields_are_those_of_the_library_and_each_is_asked_for_or_known() -> None:
    assert len({field.key for field in FIELDS}) == len(FIELDS)
    assert {field.table for field in FIELDS} == set(TABLES)
    names = {field.name for field in FIELDS if field.table == "victims"}
    assert names >= VICTIM
    assert {"victim_mh_PTSD", "victim_vuln_pregnancy"} <= names
    assert "perpetrator_vuln_pregnancy" not in {field.name for field in FIELDS}
    assert {field.part for field in FIELDS} == {"", *PARTS}


def test_what_the_records_say_is_there_and_all_else_is_missing(session: Session, case_id: CaseId) -> None:
    found = sheet(session, case_id)
    assert found.values["incidents.death_date"] == "February 2026"
    assert found.values["incidents.csp"] == session.partnership.name
    assert found.values["victims.victim_suicide"] == "false"
    lacking = {field.key for field in found.missing}
    assert {"documents.report_url", "incidents.coercive_control", "victims.age_at_death"} <= lacking
    assert not {key for key, value in found.values.items() if value} & lacking


def test_the_sheet_is_made_in_word_and_as_four_tables(session: Session, case_id: CaseId) -> None:
    answers = {"region": "South East", "cause_of_death": "other", "multiple_victims": "false"}
    data_sheet.answer_sheet(session, case_id, part="incident", answers=answers)
    data_sheet.answer_sheet(session, case_id, part="victim", answers={"victim_religion": "=1+1"})
    paper_id = data_sheet.write_data_sheet(session, case_id)
    made = tables(session, case_id)
    assert set(made) == set(TABLES)
    for table, rows in made.items():
        assert rows[0] == [field.name for field in FIELDS if field.table == table]
        assert len(rows) == 2
    row = dict(zip(*made["incidents"], strict=True))
    assert (row["region"], row["death_date"], row["stalking"]) == ("South East", "February 2026", "")
    assert dict(zip(*made["victims"], strict=True))["victim_religion"] == "'=1+1", "no cell is a formula"
    file = queries.case_file(session, case_id)
    paper = next(one for one in file.documents if one.id == paper_id)
    assert (paper.kind, paper.audience, paper.file_name) == (
        PaperKind.DATA_SHEET,
        Audience.RESTRICTED,
        "DHR-2026-09-data-sheet-1.docx",
    )
    names = {one.file_name for one in file.documents if one.kind is PaperKind.DATA_TABLE}
    assert names == {f"DHR-2026-09-{table}-1.csv" for table in TABLES}
    with session.vault.reading(Compartment.REVIEWS) as work:
        words = zipfile.ZipFile(io.BytesIO(bytes(work.content(paper_id)))).read("word/document.xml").decode()
    assert "South East" in words
    assert "The person who died: Age at death" in words, "what is missing is listed"
    data_sheet.write_data_sheet(session, case_id)
    again = {one.file_name for one in queries.case_file(session, case_id).documents}
    assert {"DHR-2026-09-data-sheet-2.docx", "DHR-2026-09-victims-2.csv"} <= again


def test_people_are_described_where_one_alone_died(session: Session, case_id: CaseId) -> None:
    data_sheet.answer_sheet(session, case_id, part="incident", answers={"multiple_victims": "true"})
    assert not {field.table for field in sheet(session, case_id).missing} & {"victims", "perpetrators"}
    data_sheet.write_data_sheet(session, case_id)
    made = tables(session, case_id)
    assert [len(made[table]) for table in TABLES] == [2, 2, 1, 1]


def test_an_answer_is_taken_back_by_an_empty_one(session: Session, case_id: CaseId) -> None:
    data_sheet.answer_sheet(session, case_id, part="circumstances", answers={"stalking": "true", "separation": "true"})
    data_sheet.answer_sheet(session, case_id, part="circumstances", answers={"stalking": ""})
    values = sheet(session, case_id).values
    assert "incidents.stalking" not in values
    assert values["incidents.separation"] == "true"


@pytest.mark.parametrize(
    ("part", "answers"),
    [
        ("victim", {"age_at_death": "38"}),
        ("victim", {"region": "South East"}),
        ("", {"incident_id": "x"}),
        ("nowhere", {"x": "y"}),
        ("circumstances", {"stalking": "yes"}),
    ],
)
def test_what_the_sheet_does_not_have_is_refused(
    session: Session, case_id: CaseId, part: str, answers: dict[str, str]
) -> None:
    with pytest.raises(EntryInvalid):
        data_sheet.answer_sheet(session, case_id, part=part, answers=answers)


def test_no_name_of_the_register_comes_in(session: Session, case_id: CaseId) -> None:
    field = next(field for field in fields_of("victim") if field.name == "relationship_to_perpetrator")
    data_sheet.answer_sheet(session, case_id, part="victim", answers={field.name: "Wife of Bertram Quixworth"})
    identities.put_identity(
        session, case_id, kind="person", role="perpetrator", names=("Bertram Quixworth",), replacement="Adult B"
    )
    with pytest.raises(EntryInvalid):
        data_sheet.write_data_sheet(session, case_id)
    assert not queries.case_file(session, case_id).documents
    with pytest.raises(EntryInvalid):
        data_sheet.answer_sheet(session, case_id, part="victim", answers={field.name: "Wife of Bertram Quixworth"})
