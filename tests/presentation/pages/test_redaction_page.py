"""The redaction page: what it shows and hides, the register, the copy with its proofs, approval and export."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import docx
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.documents import Audience, ItemKind, PaperKind, RedactionItem
from safermk_desktop.errors import ProofFailed
from safermk_desktop.presentation.dialogs.approve_copy_dialog import ApproveCopyDialog
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.dialogs.identity_dialog import IdentityDialog
from safermk_desktop.presentation.jobs import Jobs, Lane
from safermk_desktop.presentation.models.finding_rows import (
    FINDING_COLUMNS,
    finding_rows,
    groups_of,
    left_out_rows,
    runs,
)
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.pages.redaction_page import RedactionPage
from safermk_desktop.presentation.pages.side_panels import WIDE
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.redaction.matching.finder import Match
from safermk_desktop.services import deciding, identities, proof, queries, redacting, redaction_items
from safermk_desktop.services.ports import Compartment
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened
from tests.redaction.word_files import p, r, word_file
from tests.services.approving import OTHERS_WORDS, give_slot
from tests.services.conftest import notify


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> RedactionPage:
    made = RedactionPage(desk.context)
    qtbot.addWidget(made)
    made.resize(WIDE + 20, 800)
    made.show()
    desk.settle(made)
    return made


@pytest.fixture
def filled(desk: Desk, page: RedactionPage) -> RedactionPage:
    """The page with a report and a register of two."""
    desk.import_report()
    desk.enter("Joanna Fenwick")
    desk.enter("16 Aldergate Close", replacement="an address in the town", kind="place")
    desk.context.changes.tell(desk.case_id)
    return page


def shown(page: RedactionPage) -> str:
    return page.report_panel.report_text.toPlainText()


def test_without_a_report_the_copy_is_off_and_says_why(desk: Desk, page: RedactionPage) -> None:
    assert not page.proof_bar.make_button.isEnabled()
    assert "no overview report" in page.proof_bar.reason_label.text()
    assert page.report_panel.report_empty.isVisible()
    page.report_panel.report_empty.asked.emit()
    assert desk.went == [f"case/{desk.case_id}/documents"]
    desk.import_report()
    desk.context.changes.tell(desk.case_id)
    assert "register is empty" in page.proof_bar.reason_label.text()
    assert not page.proof_bar.make_button.isEnabled()


def test_names_are_hidden_until_the_original_is_asked_for(desk: Desk, filled: RedactionPage) -> None:
    assert "Adult K" in shown(filled)
    assert "Fenwick" not in shown(filled)
    filled.acts()["toggle_view"]()
    assert "Joanna Fenwick" in shown(filled)
    assert filled.leave()
    assert "Fenwick" not in shown(filled)


def test_the_report_is_read_again_only_when_something_changed(desk: Desk, filled: RedactionPage) -> None:
    filled.arrive(desk.case_id)
    filled.arrive(desk.case_id)
    assert desk.log().count("see_original") == 1
    desk.enter("Mrs Tolland", replacement="Teacher 2")
    desk.context.changes.tell(desk.case_id)
    assert desk.log().count("see_original") == 2
    assert "Teacher 2" in shown(filled)


def keep_the_rest(desk: Desk, page: RedactionPage) -> None:
    """Let everything stand that no register knows."""
    for group in page.findings_panel.unknown_panel.found:
        if group.decision is None:
            deciding.keep_finding(desk.session, desk.case_id, group)
    desk.context.changes.tell(desk.case_id)


def test_findings_stand_by_kind_and_lead_to_their_places(desk: Desk, filled: RedactionPage) -> None:
    keep_the_rest(desk, filled)
    table = filled.findings_panel.findings_table
    table.setCurrentIndex(table.model().index(1, 0))
    table.row_activated.emit(table.current())
    first = filled.report_panel.report_text.textCursor().selectedText()
    table.row_activated.emit(table.current())
    second = filled.report_panel.report_text.textCursor()
    assert first.startswith("Adult K")
    assert second.selectedText().startswith("Adult K")
    filled.acts()["next_finding"]()
    assert filled.report_panel.report_text.textCursor().selectedText() == "an address in the town"
    filled.acts()["previous_finding"]()
    assert filled.report_panel.report_text.textCursor() == second


def test_space_shows_one_identity_while_it_is_held(desk: Desk, filled: RedactionPage) -> None:
    panel = filled.register_panel
    space = Qt.Key.Key_Space
    no_keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(panel.identities_table, QKeyEvent(QEvent.Type.KeyPress, space, no_keys))
    assert panel.shown_label.text() == "Joanna Fenwick"
    assert panel.identities_table.model().index(0, 1).data() == "Joanna Fenwick"
    assert panel.identities_table.model().index(1, 1).data() == ""
    QApplication.sendEvent(panel.identities_table, QKeyEvent(QEvent.Type.KeyRelease, space, no_keys))
    assert "Fenwick" not in panel.shown_label.text()
    assert panel.identities_table.model().index(0, 1).data() == ""
    assert desk.log().count("look_at_identity") == 1


def test_an_identity_is_added_changed_and_removed(desk: Desk, page: RedactionPage) -> None:
    page.register_panel.add_button.click()
    dialog = opened(page, IdentityDialog)
    dialog.names_edit.setPlainText("Joanna Fenwick\nJo Fenwick\n")
    dialog.replacement_edit.setText("Jo Fenwick's sister")
    dialog.save_button.click()
    assert "published form contains a name" in dialog.replacement_error.text()
    assert dialog.names_edit.toPlainText().startswith("Joanna")
    dialog.replacement_edit.setText("Adult K")
    dialog.save_button.click()
    (entry,) = queries.register_view(desk.session, desk.case_id).entries
    assert entry.names == ("Joanna Fenwick", "Jo Fenwick")
    page.acts()["edit_row"]()
    dialog = opened(page, IdentityDialog)
    assert dialog.names_edit.toPlainText() == "Joanna Fenwick\nJo Fenwick"
    dialog.role_edit.setText("sister")
    dialog.save_button.click()
    assert queries.register_view(desk.session, desk.case_id).entries[0].role == "sister"
    desk.teller.answer = False
    page.register_panel.remove_button.click()
    assert len(queries.register_view(desk.session, desk.case_id).entries) == 1
    desk.teller.answer = True
    page.register_panel.remove_button.click()
    assert page.register_panel.identities_empty.isVisible()
    assert all("Fenwick" not in message.text for message in desk.teller.told)


def test_a_pseudonym_that_collides_is_refused_at_its_field_and_one_that_does_not_is_offered(
    desk: Desk, page: RedactionPage
) -> None:
    other = notify(desk.session, "DHR-2026-31")
    identities.put_identity(
        desk.session, other, kind="person", role="", names=("Catherine Loxley",), replacement="Adult A"
    )
    page.register_panel.add_button.click()
    dialog = opened(page, IdentityDialog)
    dialog.names_edit.setPlainText("Joanna Fenwick\n")
    dialog.replacement_edit.setText("Katharine")
    dialog.save_button.click()
    assert "too like a real name in another case" in dialog.replacement_error.text()
    assert "Loxley" not in dialog.replacement_error.text()
    dialog.suggestions_menu.aboutToShow.emit()
    offered = dialog.suggestions_menu.actions()
    assert len(offered) == 3
    assert not any(action.text().startswith(("J", "C", "K")) for action in offered)
    offered[0].trigger()
    assert dialog.replacement_edit.text() == offered[0].text()
    dialog.save_button.click()
    (entry,) = queries.register_view(desk.session, desk.case_id).entries
    assert entry.replacement == offered[0].text()


def test_a_register_file_is_taken_over_or_refused(desk: Desk, page: RedactionPage) -> None:
    file = desk.teller.path = desk.folder / "register.json"
    file.write_bytes(b"\xff\xfe")
    page.register_panel.import_button.click()
    assert "does not follow its format" in desk.teller.told[-1].text
    entry = {"id": "p1", "kind": "person", "role": "subject", "names": ["Joanna Fenwick"], "replacement": "Adult K"}
    file.write_text(json.dumps({"version": 1, "dates": "year", "identities": [entry]}), encoding="utf-8")
    page.register_panel.import_button.click()
    assert page.register_panel.dates_combo.currentData() == "year"
    assert len(queries.register_view(desk.session, desk.case_id).entries) == 1


def test_the_rule_for_dates_is_kept(desk: Desk, filled: RedactionPage) -> None:
    combo = filled.register_panel.dates_combo
    combo.setCurrentIndex(combo.findData("keep"))
    combo.activated.emit(combo.currentIndex())
    assert queries.register_view(desk.session, desk.case_id).dates == "keep"
    assert "3 March 2024" in shown(filled)


def test_a_copy_is_made_proved_approved_by_another_and_exported(desk: Desk, filled: RedactionPage) -> None:
    give_slot(desk.session, "H. Marlow")
    bar = filled.proof_bar
    bar.make_button.click()
    assert filled.report_panel.copy_frame.isVisible()
    assert bar.proof_label.text() == "Engine and verifier: clean"
    assert "not approved yet" in bar.proof_detail.text()
    bar.approve_button.click()
    dialog = opened(filled, ApproveCopyDialog)
    names = [dialog.approver_combo.itemText(at) for at in range(dialog.approver_combo.count())]
    assert names == ["H. Marlow"], "whoever prepared the copy cannot approve it"
    dialog.passphrase_edit.setText("not the words of H. Marlow")
    dialog.save_button.click()
    assert dialog.read_error.text()
    dialog.read_check.setChecked(True)
    dialog.save_button.click()
    assert "does not open" in dialog.passphrase_error.text()
    dialog.passphrase_edit.setText(OTHERS_WORDS)
    dialog.save_button.click()
    assert "approved by H. Marlow" in bar.proof_detail.text()
    assert not bar.approve_button.isVisible()
    filled.acts()["export_word"]()
    export = opened(filled, ExportPaperDialog)
    desk.teller.path = desk.folder
    export.purpose_edit.setText("For the website")
    export.recipient_edit.setText("The public")
    export.save_button.click()
    assert b"Fenwick" not in next(desk.folder.glob("*-redacted-report-1.docx")).read_bytes()


def test_a_copy_is_out_of_date_once_register_or_report_changed(desk: Desk, filled: RedactionPage) -> None:
    filled.proof_bar.make_button.click()
    desk.enter("Mrs Tolland", replacement="Teacher 2")
    desk.context.changes.tell(desk.case_id)
    assert "Register changed" in filled.proof_bar.proof_detail.text()
    filled.proof_bar.make_button.click()
    assert "clean" in filled.proof_bar.proof_label.text()
    desk.import_report()
    desk.context.changes.tell(desk.case_id)
    assert "Report changed" in filled.proof_bar.proof_detail.text()


def test_a_failed_proof_names_places_and_nobody(
    desk: Desk, filled: RedactionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> proof.ProvedCopy:
        raise ProofFailed("The engine found 1 in word/document.xml (entries i1).")

    monkeypatch.setattr("safermk_desktop.adapters.confinement.ConfinedRedactor.__call__", fail)
    filled.proof_bar.make_button.click()
    assert "word/document.xml (entries i1)" in filled.report_panel.page_banner.text()
    assert "word/document.xml (entries i1)" in desk.teller.told[-1].text
    assert filled.proof_bar.make_button.isEnabled()
    assert desk.file().document(PaperKind.REDACTED_REPORT) is None


def test_a_copy_can_be_stopped(desk: Desk, qtbot: QtBot) -> None:
    jobs, gate = Jobs(), Event()
    desk.import_report()
    desk.enter("Joanna Fenwick")
    page = RedactionPage(replace(desk.context, jobs=jobs))
    qtbot.addWidget(page)
    page.show()
    desk.settle(page)
    qtbot.waitUntil(lambda: "Adult K" in shown(page))
    jobs.run(page, lambda _progress: gate.wait(5), label="Before", done=lambda _done: None, lane=Lane.DOCUMENT)
    page.proof_bar.make_button.click()
    assert page.proof_bar.work_bar.isVisible()
    assert not page.proof_bar.make_button.isEnabled()
    page.proof_bar.stop_button.click()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert "Stopped" in page.report_panel.page_banner.text()
    assert page.proof_bar.make_button.isEnabled()
    assert desk.file().copies == ()


def test_a_narrow_window_shows_one_side_panel_at_a_time(filled: RedactionPage) -> None:
    assert filled.findings_panel.isVisible()
    assert filled.register_panel.isVisible()
    assert not filled.report_panel.register_button.isVisible()
    filled.resize(1200, 620)
    assert filled.findings_panel.isVisible()
    assert not filled.register_panel.isVisible()
    filled.report_panel.register_button.click()
    assert filled.register_panel.isVisible()
    assert not filled.findings_panel.isVisible()


def test_what_is_undecided_shows_as_written_in_both_views() -> None:
    text = "Rose met a rose."
    matches = (Match(0, 4, "i1", "name", "certain", "Adult R"), Match(11, 15, "i1", "name", "undecided", "Adult R"))
    told = [run.text for run in runs(text, matches, {"i1": "person"}, is_original=False)]
    assert told == ["Adult R", " met a ", "rose", "."]
    assert "".join(run.text for run in runs(text, matches, {"i1": "person"}, is_original=True)) == text


def test_rows_of_findings_and_of_what_was_left_out(desk: Desk, filled: RedactionPage) -> None:
    entries = queries.register_view(desk.session, desk.case_id).entries
    matches = (
        Match(0, 4, entries[0].key, "name", "certain", "Adult K"),
        Match(5, 9, entries[0].key, "name", "undecided", "Adult K"),
    )
    model = RowsModel(FINDING_COLUMNS, key=lambda row: row.key)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(finding_rows(matches, entries))
    assert model.cell(model.index(0, 0)).words() == "People, 2 places, 1 to look at"
    assert model.cell(model.index(1, 0)).note == "1 to look at"
    assert groups_of(entries)[entries[1].key] == "place"
    report: dict[str, object] = {
        "dropped": [{"part": "docProps", "what": "thumbnail", "why": "It shows the first page."}],
        "undecided": [
            {"id": "i1", "part": "word/document.xml", "story": "body", "start": 1, "end": 4, "replaced": True}
        ],
    }
    first, second = left_out_rows(report)
    assert first.what == "Left out: thumbnail"
    assert second.why.startswith("Replaced.")


def test_each_item_is_decided_on_before_the_copy_is_approved(desk: Desk, filled: RedactionPage, qtbot: QtBot) -> None:
    panel = filled.findings_panel.decisions_panel
    assert not panel.isVisible()
    redacting.keep_paper(
        desk.session,
        desk.case_id,
        picture_and_word(),
        kind=PaperKind.OVERVIEW_REPORT,
        title="Overview report",
        audience=Audience.RESTRICTED,
    )
    desk.enter("Grace Ottermole", replacement="Adult L")
    desk.context.changes.tell(desk.case_id)
    filled.proof_bar.make_button.click()
    table = panel.items_table
    assert panel.isVisible()
    assert table.model().rowCount() == 2
    assert panel.open_label.text().startswith("2 items of the copy to decide on")
    table.setFocus()
    filled.acts()["next_finding"]()
    assert panel.first_button.text() == "Replace"
    filled.acts()["next_finding"]()
    picture = table.current()
    assert isinstance(picture, RedactionItem)
    assert (panel.first_button.text(), panel.second_button.text()) == ("Keep", "Leave out")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert panel.picture_label.isVisible()
    assert not panel.picture_label.pixmap().isNull()
    qtbot.keyClick(table, Qt.Key.Key_A)
    word = table.current()
    assert isinstance(word, RedactionItem)
    assert word.kind is ItemKind.WORD
    assert not panel.picture_label.isVisible()
    with qtbot.waitSignal(filled.findings_panel.place_asked):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    panel.second_button.click()
    assert panel.open_label.text() == "All decided. Make the copy again."
    filled.proof_bar.make_button.click()
    assert panel.open_label.text() == "All decided."
    chosen = {
        one.kind: (one.choice, one.done)
        for one in redaction_items.redaction_items(desk.session, desk.file().copies[-1])
    }
    assert chosen == {ItemKind.PICTURE: ("keep", "keep"), ItemKind.WORD: ("leave", "leave")}
    assert desk.log().count("decide_redaction") == 2


def test_what_was_hidden_is_looked_at_and_decided_on_one_by_one(
    desk: Desk, filled: RedactionPage, qtbot: QtBot
) -> None:
    panel = filled.findings_panel.decisions_panel
    box, gone = (
        r("the nurse", '<w:highlight w:val="black"/>'),
        '<w:del w:id="1"><w:r><w:delText>once</w:delText></w:r></w:del>',
    )
    shape = '<w:r><w:pict><v:rect style="position:absolute"/></w:pict></w:r>'
    redacting.keep_paper(
        desk.session,
        desk.case_id,
        word_file(p(r("Joanna Fenwick knew ") + box + r(" ") + gone + shape)),
        kind=PaperKind.OVERVIEW_REPORT,
        title="Overview report",
        audience=Audience.RESTRICTED,
    )
    desk.context.changes.tell(desk.case_id)
    filled.proof_bar.make_button.click()
    table = panel.items_table
    assert panel.open_label.text().startswith("4 items of the copy to decide on")
    seen: list[tuple[str, list[str]]] = []
    for row in range(4):
        table.setCurrentIndex(table.model().index(row, 0))
        assert not panel.words_edit.isVisible()
        qtbot.keyClick(table, Qt.Key.Key_Return)
        buttons = [one for one in (panel.first_button, panel.second_button, panel.third_button) if one.isVisible()]
        assert all(one.toolTip() and one.accessibleDescription() for one in buttons)
        seen.append((panel.words_edit.toPlainText().partition(" lies")[0], [one.text() for one in buttons]))
    assert seen == [
        ("the nurse", ["Publish the text", "Put [redacted]", "Take out"]),
        ("once", ["Leave out", "Put back"]),
        ("A shape", ["Seen", "Do not publish"]),
        ("The copy leaves it out, and no program reads it. Look at it in the report.", ["Seen", "Do not publish"]),
    ]
    table.setCurrentIndex(table.model().index(0, 0))
    table.setFocus()
    for key in (Qt.Key.Key_D, Qt.Key.Key_R, Qt.Key.Key_A, Qt.Key.Key_A):
        qtbot.keyClick(table, key)
    assert panel.open_label.text() == "All decided. Make the copy again."
    filled.proof_bar.make_button.click()
    assert panel.open_label.text() == "All decided."
    with desk.session.vault.reading(Compartment.REVIEWS) as work:
        made = docx.Document(io.BytesIO(work.content(desk.file().copies[-1].document_id)))
    assert made.paragraphs[0].text == "Adult K knew  once"


@pytest.mark.parametrize("choice", [0, 1, 2])
def test_a_word_is_gone_to_where_it_stands_whatever_was_chosen_about_the_text_before_it(
    desk: Desk, filled: RedactionPage, qtbot: QtBot, choice: int
) -> None:
    desk.enter("Grace Ottermole", replacement="Adult G")
    black = '<w:highlight w:val="black"/>'
    gone = '<w:del w:id="1"><w:r><w:delText>Once they all said Grace at table, long ago. </w:delText></w:r></w:del>'
    boxes = r("Under the long first box", black) + r(" and ") + r("under the second", black)
    hidden = r("It was quite hidden. ", "<w:vanish/>")
    text = p(boxes + r(". ") + gone + hidden + r("They sang Amazing Grace. Say Grace. Joanna Fenwick sang."))
    redacting.keep_paper(
        desk.session,
        desk.case_id,
        word_file(text),
        kind=PaperKind.OVERVIEW_REPORT,
        title="Overview report",
        audience=Audience.RESTRICTED,
    )
    desk.context.changes.tell(desk.case_id)
    filled.proof_bar.make_button.click()
    panel, table = filled.findings_panel.decisions_panel, filled.findings_panel.decisions_panel.items_table
    for item in redaction_items.redaction_items(desk.session, desk.file().copies[-1]):
        if item.kind in redaction_items.TEXTS:
            options = redaction_items.CHOICES[item.kind]
            redaction_items.choose(desk.session, desk.case_id, item.id, options[min(choice, len(options) - 1)])
    filled.proof_bar.make_button.click()
    words = [
        one
        for one in redaction_items.redaction_items(desk.session, desk.file().copies[-1])
        if one.kind is ItemKind.WORD
    ]
    assert len(words) == (2 if choice == 0 else 3)
    filled.acts()["toggle_view"]()
    gone_to: list[str] = []
    for word in words:
        table.choose(word.id)
        assert panel.items_table.current() == word
        qtbot.keyClick(table, Qt.Key.Key_Return)
        at = filled.report_panel.report_text.textCursor()
        before = filled.report_panel.report_text.toPlainText()[: at.selectionStart()].split()[-1]
        gone_to.append(f"{before} {at.selectedText()}")
    assert gone_to == ["said Grace", "Amazing Grace", "Say Grace"][-len(words) :]


def test_in_a_low_window_the_item_that_is_looked_at_stays_in_sight(
    desk: Desk, filled: RedactionPage, qtbot: QtBot
) -> None:
    boxes = r(" and ").join(r(f"hidden {at}", '<w:highlight w:val="black"/>') for at in range(5))
    redacting.keep_paper(
        desk.session,
        desk.case_id,
        word_file(p(r("Joanna Fenwick sang. ") + boxes)),
        kind=PaperKind.OVERVIEW_REPORT,
        title="Overview report",
        audience=Audience.RESTRICTED,
    )
    desk.context.changes.tell(desk.case_id)
    filled.proof_bar.make_button.click()
    filled.resize(1280, 620)
    panel = filled.findings_panel.decisions_panel
    table = panel.items_table
    for row in (4, 2):
        table.setCurrentIndex(table.model().index(row, 0))
        qtbot.keyClick(table, Qt.Key.Key_Return)
        qtbot.wait(100)
        assert panel.words_edit.toPlainText() == f"hidden {row}"
        assert table.geometry().bottom() < panel.words_edit.geometry().top()
        assert panel.words_edit.geometry().bottom() < panel.first_button.geometry().top()
        assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_under_large_text_the_list_to_decide_on_takes_the_room(desk: Desk, filled: RedactionPage) -> None:
    redacting.keep_paper(
        desk.session,
        desk.case_id,
        word_file(p(r("Joanna Fenwick knew ") + r("it", "<w:vanish/>"))),
        kind=PaperKind.OVERVIEW_REPORT,
        title="Overview report",
        audience=Audience.RESTRICTED,
    )
    desk.context.changes.tell(desk.case_id)
    filled.proof_bar.make_button.click()
    panel = filled.findings_panel
    panel.registered_button.click()
    assert panel.findings_table.isVisible()
    Theme.current().change(scale=2.0)
    try:
        assert not panel.findings_table.isVisible()
        panel.decisions_panel.items_table.setCurrentIndex(panel.decisions_panel.items_table.model().index(0, 0))
        panel.decisions_panel.first_button.click()
        assert panel.findings_table.isVisible()
    finally:
        Theme.current().change(scale=1.0)


def picture_and_word() -> bytes:
    made, data, pixels = docx.Document(), io.BytesIO(), io.BytesIO()
    made.add_paragraph("Joanna Fenwick and Grace Ottermole sang. It was Amazing Grace.")
    Image.new("RGB", (30, 20), "red").save(pixels, "PNG")
    made.add_picture(pixels)
    made.save(data)
    return data.getvalue()
