from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.actions import Action, ActionStatus, ActionUpdate, Recommendation, UpdateKind
from safermk_desktop.domain.documents import Export
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.returns import DISAGREE, MOVED, settled
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services import actions
from safermk_desktop.services.chasing import export_form, mail_text, open_actions, write_letter, write_progress
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.returned_forms import CHANGED_SINCE, bring_in, compare_forms
from safermk_desktop.services.session import Session
from safermk_desktop.services.undoing import undo

AGENCIES = ("Harbury Police", "Fernhill Trust", "Milton Keynes City Council")


def planned(session: Session, case_id: CaseId, many: int) -> list[Action]:
    """So many open actions, five to a recommendation."""
    made = [
        Action(
            id=RecordId(f"action{n}"),
            case_id=case_id,
            recommendation_id=RecordId(f"rec{n // 5}"),
            number=1 + n % 5,
            text=f"Train the staff of unit {n} “at once” – and say so",
            lead_agency=AGENCIES[n % 3],
            lead_role="Head of safeguarding",
            target_on=date(2026, 9, 1 + n % 28),
            first_target_on=date(2026, 9, 1 + n % 28),
            created_on=date(2026, 3, 2),
            outcome=f"Before: {n} of 9" if n % 2 else "",
            reference=f"MK-2026-9-R{n // 5 + 1}-A{1 + n % 5}",
        )
        for n in range(many)
    ]
    with session.vault.writing(Compartment.REVIEWS, session.act("plan", case_id)) as work:
        for n in range(-(-many // 5)):
            text = f"Staff of every unit should be trained, part {n}."
            item = Recommendation(
                id=RecordId(f"rec{n}"), case_id=case_id, number=n + 1, text=text, level="single_agency", scope="local"
            )
            work.put(item)
        for action in made:
            work.put(action)
    return made


def every(session: Session) -> dict[str, Action]:
    with session.vault.reading(Compartment.REVIEWS) as work:
        return {action.reference: action for action in work.every(Action)}


def fill_sheet(path: Path, edits: dict[str, dict[str, Any]]) -> None:
    """What a person does in Excel."""
    book: Any = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    column = {cell.value: cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        for words, value in edits.get(page.cell(row, column["Reference"]).value, {}).items():
            page.cell(row, column[words]).value = value
    book.save(path)


def fill_word(path: Path, edits: dict[str, dict[str, str]]) -> None:
    """What a person does in Word, with an empty line where they like one."""
    paper = docx.Document(str(path))
    (table,) = paper.tables
    cells = table._cells
    wide = len(table.columns)
    head = [cell.text for cell in cells[:wide]]
    for at in range(wide, len(cells), wide):
        for words, value in edits.get(cells[at].text, {}).items():
            cell = cells[at + head.index(words)]
            lines = value.split("\n")
            cell.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    paper.save(str(path))


def drawn(table: Any, at: int) -> list[tuple[str, int, str]]:
    """The pieces of a bar as they stand in Word: number, columns, fill."""
    found: list[tuple[str, int, str]] = []
    for cell in table.rows[at]._tr.tc_lst[2:]:
        shade = cell.tcPr.find(qn("w:shd"))
        if shade is not None:
            found.append(("".join(text.text for text in cell.iter(qn("w:t"))), cell.grid_span, shade.get(qn("w:fill"))))
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "sent"
    place.mkdir()
    return place


def test_200_actions_go_to_word_and_excel_and_exactly_the_30_changed_in_each_come_back(
    session: Session, case_id: CaseId, clock: StoryClock, folder: Path
) -> None:
    made = planned(session, case_id, 200)
    sheet, paper = folder / "form.xlsx", folder / "form.docx"
    assert export_form(session, sheet) == export_form(session, paper) == 200

    refs = [action.reference for action in made]
    only_sheet, only_word, both = refs[10:35], refs[50:75], refs[100:105]
    progress = "Progress since the last update"
    fill_sheet(sheet, {ref: {progress: f"Met on {n}.", "Status": "In progress"} for n, ref in enumerate(only_sheet)})
    fill_sheet(sheet, {ref: {"Evidence": "Minutes of June"} for ref in both})
    fill_word(paper, {ref: {"What changed": f"Two more.\n\nAnd {n}."} for n, ref in enumerate(only_word)})
    fill_word(paper, {ref: {"Evidence": "Minutes of July"} for ref in both})
    # Meanwhile two were changed here: one that came back changed, one that came back as it was sent.
    clock.turn_to(date(2026, 3, 20))
    for ref in (only_sheet[0], refs[150]):
        actions.update_action(
            session,
            case_id,
            every(session)[ref].id,
            text="They rang.",
            updated_on=date(2026, 3, 20),
            status=ActionStatus.AWAITING_EVIDENCE,
        )
    before = every(session)

    found = compare_forms(session, [sheet, paper])

    changed = {change.reference for change in found.changes}
    conflicts = {conflict.reference for conflict in found.conflicts}
    assert changed == {*only_sheet, *only_word}
    assert conflicts == {only_sheet[0], *both}
    assert len({*only_sheet, *both}) == len({*only_word, *both}) == 30
    assert found.refused == ()
    assert found.untouched == 400 - 60
    assert {c.why for c in found.conflicts if c.reference in both} == {DISAGREE}
    assert {c.choices for c in found.conflicts if c.reference in both} == {
        ((sheet.name, "Minutes of June"), (paper.name, "Minutes of July"))
    }
    (moved,) = [c for c in found.conflicts if c.reference == only_sheet[0]]
    assert (moved.field, moved.now, moved.why) == ("status", "Awaiting evidence", MOVED)
    assert moved.choices == ((sheet.name, "In progress"),)
    assert every(session) == before, "a comparison writes nothing"

    done = bring_in(session, found.changes, received_on=date(2026, 3, 20))

    after = every(session)
    assert set(done.references) == changed
    assert (done.refused, done.asks) == ((), ())
    assert {ref for ref in after if after[ref] != before[ref]} == changed - {only_sheet[0]}
    assert after[only_word[3]].outcome == "Two more.\nAnd 3.", "an empty line ends no row"
    assert after[only_sheet[4]].status is ActionStatus.IN_PROGRESS
    assert after[only_sheet[0]].status is ActionStatus.AWAITING_EVIDENCE, "a conflict is not settled by itself"
    with session.vault.reading(Compartment.REVIEWS) as work:
        told = [update for update in work.every(ActionUpdate) if update.text != "They rang."]
    assert {update.action_id for update in told} == {after[ref].id for ref in changed}
    again = compare_forms(session, [sheet])
    assert {change.reference for change in again.changes} <= conflicts | changed


def test_a_conflict_is_settled_as_a_person_chooses(session: Session, case_id: CaseId, folder: Path) -> None:
    (action,) = planned(session, case_id, 1)
    one, two = folder / "one.xlsx", folder / "two.xlsx"
    export_form(session, one)
    export_form(session, two)
    fill_sheet(one, {action.reference: {"Evidence": "A list"}})
    fill_sheet(two, {action.reference: {"Evidence": "A photograph"}})
    found = compare_forms(session, [one, two])
    assert found.changes == ()
    assert settled(found, {}) == ()
    (change,) = settled(found, {(action.reference, "evidence"): "A photograph"})
    assert change.sources == ("two.xlsx",)
    bring_in(session, [change], received_on=date(2026, 3, 2))
    assert every(session)[action.reference].evidence == "A photograph"
    undo(session, case_id)
    assert every(session)[action.reference] == action
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert not work.every(ActionUpdate)


def test_done_is_reported_and_not_verified_and_a_later_date_is_asked_for_and_not_set(
    session: Session, case_id: CaseId, clock: StoryClock, folder: Path
) -> None:
    first, second = planned(session, case_id, 2)
    form = folder / "form.xlsx"
    export_form(session, form)
    clock.turn_to(date(2026, 6, 1))
    fill_sheet(
        form,
        {
            first.reference: {"Status": "done", "Done on": "28/5/2026", "What changed": "Nobody waits."},
            second.reference: {"Target date": date(2026, 12, 24)},
        },
    )
    done = bring_in(session, compare_forms(session, [form]).changes, received_on=date(2026, 6, 1))
    now = every(session)
    assert now[first.reference].status is ActionStatus.COMPLETE_UNVERIFIED
    assert now[first.reference].completed_on == date(2026, 5, 28)
    assert (now[first.reference].reported_by, now[first.reference].recorded_by) == ("Harbury Police", "A. Officer")
    assert now[second.reference].target_on == second.target_on
    assert done.asks == ((second.reference, date(2026, 12, 24)),)
    with session.vault.reading(Compartment.REVIEWS) as work:
        texts = [update.text for update in work.every(ActionUpdate)]
    assert "Asks for the target date 24 December 2026." in texts


def test_nothing_new_to_report_is_an_update_that_moves_no_date(session: Session, case_id: CaseId, folder: Path) -> None:
    (action,) = planned(session, case_id, 1)
    form = folder / "form.docx"
    export_form(session, form)
    fill_word(form, {action.reference: {"Progress since the last update": "Nothing new to report."}})
    bring_in(session, compare_forms(session, [form]).changes, received_on=date(2026, 3, 2))
    with session.vault.reading(Compartment.REVIEWS) as work:
        (update,) = work.every(ActionUpdate)
    assert update.kind is UpdateKind.NOTHING_NEW
    assert every(session)[action.reference] == action


def test_what_changes_between_the_comparison_and_the_writing_is_refused(
    session: Session, case_id: CaseId, folder: Path
) -> None:
    (action,) = planned(session, case_id, 1)
    form = folder / "form.xlsx"
    export_form(session, form)
    fill_sheet(form, {action.reference: {"Evidence": "A list"}})
    found = compare_forms(session, [form])
    actions.update_action(
        session, case_id, action.id, text="x", updated_on=date(2026, 3, 2), status=ActionStatus.IN_PROGRESS
    )
    done = bring_in(session, found.changes, received_on=date(2026, 3, 2))
    assert [one.reason for one in done.refused] == [CHANGED_SINCE]
    assert every(session)[action.reference].evidence == ""


def test_rows_that_cannot_be_are_refused_with_the_reason(session: Session, case_id: CaseId, folder: Path) -> None:
    made = planned(session, case_id, 5)
    form = folder / "form.xlsx"
    export_form(session, form)
    fill_sheet(
        form,
        {
            made[0].reference: {"Status": "Verified"},
            made[1].reference: {"Done on": "soon"},
            made[2].reference: {"Done on": "1/3/2026"},
            made[3].reference: {"Reference": "MK-2026-9-R9-A9"},
            made[4].reference: {"Reference": made[0].reference},
        },
    )
    found = compare_forms(session, [form])
    reasons = [one.reason for one in found.refused]
    assert found.changes == ()
    assert [reason.split(" ")[:4] for reason in reasons] == [
        ["“Verified”", "is", "no", "status."],
        ["Done", "on:", "“soon”", "is"],
        ["Done", "on", "is", "filled"],
        ["There", "is", "no", "open"],
        ["The", "action", "stands", "in"],
    ]


@pytest.mark.parametrize("name", ["form.txt", "form.docx", "form.xlsx"])
def test_what_is_no_form_is_refused(session: Session, folder: Path, name: str) -> None:
    path = folder / name
    if name.endswith("docx"):
        docx.Document().save(str(path))
    else:
        book, held = openpyxl.Workbook(), io.BytesIO()
        book.worksheets[0].append(["Reference", "Nothing"])
        book.save(held)
        path.write_bytes(held.getvalue())
    with pytest.raises(EntryInvalid):
        compare_forms(session, [path])


def test_the_letter_and_the_text_have_exactly_the_open_actions_of_the_agency(
    session: Session, case_id: CaseId, folder: Path
) -> None:
    made = planned(session, case_id, 12)
    mine = {action.reference for action in made if action.lead_agency == AGENCIES[0]}
    target = folder / "letter.docx"
    assert write_letter(
        session, AGENCIES[0], target, recipient="The chief", signatory="A. Officer", answer_by=date(2026, 4, 1)
    ) == len(mine)
    (table,) = docx.Document(str(target)).tables
    assert {row.cells[0].text for row in table.rows[1:]} == mine
    text = mail_text(session, AGENCIES[0], answer_by=date(2026, 4, 1), signatory="A. Officer")
    assert {ref for ref in (action.reference for action in made) if f" {ref} " in text} == mine
    assert len(open_actions(session)) == 12
    with session.vault.reading(Compartment.REVIEWS) as work:
        assert [line.document_id for line in work.every(Export)] == ["agency_letter", "agency_letter"]
    with pytest.raises(EntryInvalid):
        mail_text(session, "Nobody", answer_by=date(2026, 4, 1), signatory="A. Officer")


def test_progress_is_written_as_bars_with_words_and_a_page_for_each_agency(
    session: Session, case_id: CaseId, clock: StoryClock, folder: Path
) -> None:
    made = planned(session, case_id, 12)
    clock.turn_to(date(2026, 9, 5))
    target = folder / "progress.docx"
    assert write_progress(session, target) == 3
    paper = docx.Document(str(target))
    said = "\n".join(one.text for one in paper.paragraphs)
    assert "12 actions: " in said
    assert "12 open actions: Fernhill Trust 4, 1 late; Harbury Police 4, 2 late;" in said
    assert "Target dates of 12 open actions: past its target date 4; September 2026 8." in said
    for agency, table in zip(sorted(AGENCIES), paper.tables[3:], strict=True):
        mine = {action.reference for action in made if action.lead_agency == agency}
        assert {row.cells[0].text for row in table.rows[1:]} == mine
    _, by_agency, by_month = paper.tables[:3]
    assert drawn(by_agency, 1) == [("1", 6, "FAE7E5"), ("3", 18, "DDECF2")]
    assert drawn(by_month, 1) == [("4", 12, "FAE7E5")]
    assert [cell.text for cell in by_agency.rows[1].cells[:2]] == ["Fernhill Trust", "4, 1 late"]
    told: Any = by_agency._tbl.tblPr.find(qn("w:tblDescription"))
    assert told.get(qn("w:val")).startswith("12 open actions: Fernhill Trust 4, 1 late;")


def test_a_form_never_leaves_into_a_vault_or_over_a_file(session: Session, case_id: CaseId, tmp_path: Path) -> None:
    planned(session, case_id, 1)
    with pytest.raises(EntryInvalid):
        export_form(session, tmp_path / "test.smkv" / "form.xlsx")
    with pytest.raises(EntryInvalid):
        export_form(session, tmp_path / "form.pdf")
