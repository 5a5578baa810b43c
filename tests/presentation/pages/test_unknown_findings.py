"""From what detection finds to a decided report, by keyboard alone, in the whole window on a real vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.presentation.dialogs.kept_dialog import KeptDialog
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.models.group_rows import GROUP_COLUMNS, GroupRow, group_rows
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.pages.finding_words import context_of
from safermk_desktop.presentation.pages.redaction_page import RedactionPage
from safermk_desktop.presentation.pages.unknown_panel import NOTHING, UnknownPanel, limits
from safermk_desktop.presentation.places import all_places
from safermk_desktop.presentation.shell import Shell
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.redaction.detection.findings import Certainty, Source
from safermk_desktop.services import deciding, identities, redacting
from safermk_desktop.services.grouping import Group
from safermk_desktop.services.ports import Compartment
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk, opened, word_file
from tests.services.conftest import notify

REVIEW = (
    "1.1 Joanna Quillmarsh was 34 when she died in March 2024. She lived at 16 Aldergate Close, Stanbrook, MK9 9ZZ.",
    "Her daughter, Tamsin Quillmarsh, was aged 7.",
    "1.2 On 4 January 2023 Ms Quillmarsh rang her general practitioner, Dr Odette Farnaby, from 07700 900123.",
    "1.3 Joanna told a friend, Mrs Tolland, that she was worried. Thames Valley Police recorded it as TVP-23-55017.",
    "1.4 Her employer, Brightwell Logistics Ltd, had no policy. Dr Farnaby wrote to o.farnaby@stanbrook.example.",
)
WAIT_MS = 20_000


def listed(panel: UnknownPanel) -> list[GroupRow]:
    model = panel.groups_table.model()
    assert isinstance(model, RowsModel)
    return [row for row in model.rows if isinstance(row, GroupRow)]


def settled(panel: UnknownPanel) -> Callable[[], None]:
    def whole() -> None:
        assert panel.found
        assert not panel.look_bar.isVisible()

    return whole


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield replace(found, context=replace(found.context, jobs=Jobs()))


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Iterator[Shell]:
    shell = Shell(desk.context, all_places())
    qtbot.addWidget(shell)
    shell.resize(1440, 900)
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    yield shell
    desk.context.jobs.end()


def put(desk: Desk, *paragraphs: str) -> None:
    redacting.keep_paper(
        desk.session,
        desk.case_id,
        word_file(*paragraphs),
        kind=PaperKind.OVERVIEW_REPORT,
        title="Overview report",
        audience=Audience.RESTRICTED,
    )


def go(desk: Desk, shell: Shell, qtbot: QtBot, *paragraphs: str) -> tuple[RedactionPage, UnknownPanel]:
    """The redaction tab of a case with this report, looked through."""
    put(desk, *(paragraphs or REVIEW))
    shell.go(f"case/{desk.case_id}/redaction")
    (page,) = shell.findChildren(RedactionPage)
    panel = page.findings_panel.unknown_panel
    qtbot.waitUntil(settled(panel), timeout=WAIT_MS)
    return page, panel


def entries(desk: Desk) -> list[IdentityEntry]:
    with desk.session.vault.reading(Compartment.REVIEWS) as work:
        return list(work.of_case(IdentityEntry, desk.case_id))


def choose(page: RedactionPage, name: str) -> Group:
    """Go to the finding with this in a name, in the list in which it stands."""
    panel = page.findings_panel.unknown_panel
    group = next(one for one in panel.found if any(name in form for form in one.names))
    (page.findings_panel.unknown_button if group.decision is None else page.findings_panel.decided_button).click()
    assert panel.groups_table.choose(group.key)
    return current(panel)


def current(panel: UnknownPanel) -> Group:
    row = panel.groups_table.current()
    assert isinstance(row, GroupRow)
    assert row.group is not None
    return row.group


def press(key: Qt.Key, qtbot: QtBot, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the focus."""
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def test_a_report_is_decided_by_keyboard_alone(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    page, panel = go(desk, shell, qtbot)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    shell.find_edit.setFocus()
    for _ in range(12):
        if panel.groups_table.hasFocus():
            break
        press(Qt.Key.Key_F6, qtbot)
    assert panel.groups_table.hasFocus()
    press(Qt.Key.Key_F8, qtbot)
    first = current(panel)
    assert first.kind in {"child", "place"}
    press(Qt.Key.Key_Return, qtbot)
    assert panel.choice_card.published_edit.hasFocus()
    panel.choice_card.published_edit.selectAll()
    qtbot.keyClicks(panel.choice_card.published_edit, "an address in the town")
    press(Qt.Key.Key_Return, qtbot)
    assert entries(desk)[0].replacement == "an address in the town"
    assert panel.groups_table.hasFocus()
    assert current(panel).decision is None
    kept = current(panel)
    press(Qt.Key.Key_R, qtbot)
    assert deciding.finding_decisions(desk.session, desk.case_id)[-1].names == kept.names
    press(Qt.Key.Key_Z, qtbot, Qt.KeyboardModifier.ControlModifier)
    assert len(deciding.finding_decisions(desk.session, desk.case_id)) == 1
    press(Qt.Key.Key_Y, qtbot, Qt.KeyboardModifier.ControlModifier)
    assert len(deciding.finding_decisions(desk.session, desk.case_id)) == 2
    for _ in range(40):
        if all(group.decision is not None for group in panel.found):
            break
        press(Qt.Key.Key_F8, qtbot)
        press(Qt.Key.Key_R if current(panel).kind not in {"person", "child"} else Qt.Key.Key_A, qtbot)
    assert all(group.decision is not None for group in panel.found)
    assert "A person still reads every page" in panel.state_label.text()
    qtbot.waitUntil(lambda: "Quillmarsh" not in page.report_panel.report_text.toPlainText(), timeout=WAIT_MS)
    assert page.proof_bar.undecided_label.text() == "Nothing to decide"
    assert page.proof_bar.undecided_detail.text() == f"{len(panel.found)} findings decided"
    assert panel.groups_empty.isVisible()
    assert panel.groups_table.hasFocus()
    press(Qt.Key.Key_Z, qtbot, Qt.KeyboardModifier.ControlModifier)
    assert current(panel).decision is None


def test_one_count_of_findings_in_tabs_sentence_head_and_footer(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    page, panel = go(desk, shell, qtbot)

    def counts() -> tuple[str, ...]:
        sides, bar = page.findings_panel, page.proof_bar
        tabs = (sides.unknown_button.text(), sides.decided_button.text(), sides.count_label.text())
        return (*tabs, panel.state_label.text(), bar.undecided_label.text())

    every = len(panel.found)
    qtbot.waitUntil(lambda: bool(panel.state_label.text()), timeout=WAIT_MS)
    told = f"{every} findings to decide"
    assert counts() == (
        f"To decide {every}",
        "Decided 0",
        f"0 of {every} decided",
        f"{told}: A replaces, R keeps.",
        told,
    )
    choose(page, "TVP-23-55017")
    panel.keep()
    told = f"{every - 1} findings to decide"
    assert counts() == (
        f"To decide {every - 1}",
        "Decided 1",
        f"1 of {every} decided",
        f"{told}: A replaces, R keeps.",
        told,
    )
    assert current(panel).decision is None
    assert page.proof_bar.undecided_detail.text().endswith(("certain", "likely"))
    page.findings_panel.decided_button.click()
    shown = [row.group.names for row in listed(panel) if row.group is not None]
    assert shown == [("TVP-23-55017",)]
    choose(page, "TVP-23-55017")
    panel.choice_card.undo_button.click()
    assert panel.groups_empty.isVisible()
    assert counts()[1] == "Decided 0"
    page.findings_panel.unknown_button.click()
    assert len([row for row in listed(panel) if row.group is not None]) == every


def test_a_person_is_one_row_and_gets_a_pseudonym_that_is_free(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    _, panel = go(desk, shell, qtbot)
    group = next(one for one in panel.found if any("Farnaby" in name and "@" not in name for name in one.names))
    assert len(group.places) == 2
    panel.groups_table.choose(group.key)
    assert "general practitioner" in panel.choice_card.context_label.text()
    assert panel.choice_card.published_edit.text() not in {"", "[name]"}
    panel.choice_card.published_edit.setText("Dr Farnaby")
    panel.replace()
    assert panel.choice_card.published_error.isVisible()
    assert panel.choice_card.published_edit.text() == "Dr Farnaby"
    assert entries(desk) == []


def test_a_pseudonym_like_a_name_of_any_case_is_refused_where_it_is_typed(
    desk: Desk, shell: Shell, qtbot: QtBot
) -> None:
    other = notify(desk.session, "DHR-2026-77")
    identities.put_identity(
        desk.session, other, kind="person", role="subject", names=("Catherine Loxley",), replacement="Perdita"
    )
    page, panel = go(desk, shell, qtbot)
    choose(page, "Tolland")
    card = panel.choice_card
    for form, why in (
        ("Catherine", "too like a real name in another case"),  # equal
        ("Katharine", "too like a real name in another case"),  # by its sound
        ("Cathexine", "too like a real name in another case"),  # by a letter
        ("Perdita", "in use already"),
        ("Tamsin", "real name"),
    ):
        card.published_edit.setText(form)
        qtbot.keyClick(card.published_edit, Qt.Key.Key_Return)
        told = card.published_error.accessibleName()
        assert why in told, (form, told)
        assert "Loxley" not in told
        assert card.published_edit.text() == form
    assert entries(desk) == []


def test_the_text_stays_in_sight_while_it_is_read_with_the_new_register(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    desk.enter("Joanna Quillmarsh")
    page, panel = go(desk, shell, qtbot)
    shown = page.report_panel.report_text
    qtbot.waitUntil(lambda: "Brightwell" in shown.toPlainText(), timeout=WAIT_MS)
    choose(page, "Brightwell")
    panel.choice_card.published_edit.setText("her employer")
    panel.replace()
    assert shown.isVisible()
    assert "her employer" in shown.toPlainText()
    assert "Brightwell" not in shown.toPlainText()
    qtbot.waitUntil(lambda: page.register_panel.identities_table.model().rowCount() == 2, timeout=WAIT_MS)


def test_filters_show_one_kind_and_typing_decides_nothing(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    _, panel = go(desk, shell, qtbot)
    panel.kind_combo.setCurrentIndex(panel.kind_combo.findData("contact"))
    model = panel.groups_table.model()
    shown = " ".join(str(model.index(row, 0).data()) for row in range(model.rowCount()))
    assert "07700 900123" in shown
    assert "Quillmarsh" not in shown
    panel.groups_table.choose(next(one.key for one in panel.found if one.kind == "contact"))
    panel.choice_card.published_edit.setFocus()
    panel.choice_card.published_edit.clear()
    qtbot.keyClicks(panel.choice_card.published_edit, "ar")
    assert panel.choice_card.published_edit.text() == "ar"
    assert deciding.finding_decisions(desk.session, desk.case_id) == ()


def test_decisions_are_there_when_the_report_comes_again(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    _, panel = go(desk, shell, qtbot)
    group = next(one for one in panel.found if "TVP-23-55017" in one.names)
    deciding.keep_finding(desk.session, desk.case_id, group)
    put(desk, *REVIEW, "1.5 The reference TVP-23-55017 was closed.")
    desk.context.changes.tell(desk.case_id)

    def decided() -> None:
        settled(panel)()
        again = next(one for one in panel.found if "TVP-23-55017" in one.names)
        assert again.decision is not None
        assert len(again.places) == 2

    qtbot.waitUntil(decided, timeout=WAIT_MS)


def test_what_it_can_miss_is_told_and_nothing_is_no_promise(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    put(desk, "Nothing happened.")
    shell.go(f"case/{desk.case_id}/redaction")
    (page,) = shell.findChildren(RedactionPage)
    panel = page.findings_panel.unknown_panel
    qtbot.waitUntil(panel.groups_empty.isVisible, timeout=WAIT_MS)
    assert "A person still reads every page" in NOTHING
    panel.limits_button.click()
    assert desk.teller.told[-1].text == limits()


def test_stopping_says_that_the_rest_was_not_looked_through(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    put(desk, *REVIEW * 300)
    shell.go(f"case/{desk.case_id}/redaction")
    (page,) = shell.findChildren(RedactionPage)
    panel = page.findings_panel.unknown_panel
    qtbot.waitUntil(lambda: bool(panel.found), timeout=WAIT_MS)
    panel.stop_button.click()
    qtbot.waitUntil(panel.again_button.isVisible, timeout=WAIT_MS)
    assert "not looked through" in panel.state_label.text()


def test_rows_follow_the_model(qtbot: QtBot) -> None:
    model: RowsModel[GroupRow] = RowsModel(GROUP_COLUMNS, key=lambda row: row.key)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(group_rows((), decided=False))


def test_what_another_paper_of_the_case_adds_is_shown_with_its_sentence(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    redacting.keep_paper(
        desk.session,
        desk.case_id,
        word_file("She worked as a falconer at a visitor centre."),
        kind=PaperKind.AGENCY_RETURN,
        title="Return",
        audience=Audience.RESTRICTED,
    )
    put(desk, "1.1 The family lived in the village of Wenbrook Parva.")
    shell.go(f"case/{desk.case_id}/redaction")
    (page,) = shell.findChildren(RedactionPage)
    panel = page.findings_panel.unknown_panel
    qtbot.waitUntil(settled(panel), timeout=WAIT_MS)
    panel.groups_table.choose(next(one.key for one in panel.found if one.kind == "together"))
    told = panel.choice_card.context_label.text().splitlines()
    assert "Wenbrook Parva" in told[0]
    assert told[1].startswith("In another paper of the case")
    assert "falconer" in told[1]
    panel.keep()
    assert [one.kind for one in deciding.finding_decisions(desk.session, desk.case_id)] == ["together"]


def test_what_was_published_already_is_told_so() -> None:
    group = Group(
        kind="together",
        names=("village",),
        places=(),
        certainty=Certainty.POSSIBLE,
        source=Source.JIGSAW,
        replacement="",
        elsewhere=("She kept hawks.", "He rang."),
        published=("She kept hawks.",),
    )
    told = context_of("", group).splitlines()
    assert told == [
        "Already published: \u201cShe kept hawks.\u201d",
        "In another paper of the case: \u201cHe rang.\u201d",
    ]


def test_a_decision_is_changed_afterwards_and_the_change_undone(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    page, panel = go(desk, shell, qtbot)

    def decided() -> list[tuple[str, str]]:
        choose(page, "TVP-23-55017")
        return [(one.choice.value, one.names[0]) for one in deciding.finding_decisions(desk.session, desk.case_id)]

    choose(page, "TVP-23-55017")
    panel.keep()
    assert decided() == [("keep", "TVP-23-55017")]
    assert panel.choice_card.replace_button.text() == "Replace instead"
    assert not panel.choice_card.keep_button.isVisible()
    panel.choice_card.published_edit.setText("[a reference]")
    panel.choice_card.replace_button.click()
    assert decided() == [("replace", "TVP-23-55017")]
    assert panel.choice_card.published_edit.text() == "[a reference]"
    assert panel.choice_card.keep_button.text() == "Keep"
    panel.choice_card.published_edit.clear()
    panel.replace()
    assert panel.choice_card.published_error.isVisible()
    assert decided() == [("replace", "TVP-23-55017")]
    panel.undo()
    assert decided() == [("keep", "TVP-23-55017")]
    panel.undo()
    assert decided() == []
    panel.redo()
    panel.redo()
    assert decided() == [("replace", "TVP-23-55017")]
    panel.choice_card.undo_button.click()
    assert decided() == []


def test_what_stays_is_listed_and_taken_back_by_keyboard(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    desk.enter("Joanna Quillmarsh")
    page, panel = go(desk, shell, qtbot)
    shown = page.report_panel.report_text
    qtbot.waitUntil(lambda: "TVP-23-55017" in shown.toPlainText(), timeout=WAIT_MS)
    panel.groups_table.choose(next(one.key for one in panel.found if "TVP-23-55017" in one.names))
    panel.keep()

    def dotted() -> None:
        assert "TVP-23-55017" in shown.toPlainText()
        cursor = shown.textCursor()
        cursor.setPosition(shown.toPlainText().index("TVP-23-55017") + 3)
        assert cursor.charFormat().underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine

    qtbot.waitUntil(dotted, timeout=WAIT_MS)
    panel.kept_button.click()
    dialog = opened(panel, KeptDialog)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert dialog.kept_table.accessibleName()
    dialog.kept_table.setFocus()
    press(Qt.Key.Key_Delete, qtbot)
    assert deciding.finding_decisions(desk.session, desk.case_id) == ()
    assert next(one for one in panel.found if "TVP-23-55017" in one.names).decision is None
    assert dialog.kept_empty.isVisible()
    dialog.undo_button.click()
    assert [one.names for one in deciding.finding_decisions(desk.session, desk.case_id)] == [("TVP-23-55017",)]
    assert dialog.kept_table.isVisible()
    dialog.close_button.click()
    qtbot.waitUntil(lambda: not panel.findChildren(KeptDialog))


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_under_large_text_what_is_decided_on_is_in_sight(
    desk: Desk, shell: Shell, qtbot: QtBot, theme: Theme, size: tuple[int, int]
) -> None:
    desk.enter("Joanna Quillmarsh")
    page, panel = go(desk, shell, qtbot)
    theme.change(scale=2.0)
    shell.resize(*size)
    qtbot.wait(100)
    area = next(one for one in shell.findChildren(QScrollArea) if one.isAncestorOf(page))
    assert area.horizontalScrollBar().maximum() == 0
    for step in (1, 1, -1):
        panel.next_open(step)
        qtbot.wait(100)
        card = panel.choice_card
        for widget in (card.name_label, card.context_label, card.published_edit, card.replace_button, card.keep_button):
            corner = widget.mapTo(area.viewport(), widget.rect().topLeft())
            assert area.viewport().rect().contains(widget.rect().translated(corner)), widget.objectName()
    assert not page.report_panel.report_text.isVisible()
    page.report_panel.findings_button.click()
    assert page.report_panel.report_text.isVisible()


def test_what_was_decided_in_the_report_is_offered_in_another_paper(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    desk.enter("Joanna Quillmarsh")
    redacting.keep_paper(
        desk.session,
        desk.case_id,
        word_file("Police recorded it as TVP-23-55017. Dr Odette Farnaby of 3 Pell Lane saw Joanna Quillmarsh."),
        kind=PaperKind.AGENCY_RETURN,
        title="Return of the police",
        audience=Audience.RESTRICTED,
    )
    page, panel = go(desk, shell, qtbot)
    panel.groups_table.choose(next(one.key for one in panel.found if "TVP-23-55017" in one.names))
    panel.keep()
    panel.groups_table.choose(next(one.key for one in panel.found if any("Farnaby" in name for name in one.names)))
    panel.choice_card.published_edit.setText("GP 1")
    panel.replace()
    combo = page.report_panel.paper_combo
    assert combo.accessibleName()
    combo.setCurrentIndex(next(at for at in range(combo.count()) if "Return of the police" in combo.itemText(at)))
    combo.activated.emit(combo.currentIndex())

    def other() -> None:
        settled(panel)()
        assert any("3 Pell Lane" in name for one in panel.found for name in one.names)

    qtbot.waitUntil(other, timeout=WAIT_MS)
    decided = {name: one.decision.choice for one in panel.found if one.decision for name in one.names}
    assert decided["TVP-23-55017"] == "keep"
    assert not any("Farnaby" in name for one in panel.found if one.decision is None for name in one.names)
    assert not page.proof_bar.make_button.isEnabled()
    assert "overview report" in page.proof_bar.reason_label.text()
    qtbot.waitUntil(lambda: "GP 1 of" in page.report_panel.report_text.toPlainText(), timeout=WAIT_MS)
    choose(page, "TVP-23-55017")
    panel.choice_card.undo_button.click()
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    qtbot.waitUntil(page.proof_bar.make_button.isEnabled, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: any("Brightwell" in name for one in panel.found for name in one.names), timeout=WAIT_MS)
    assert next(one for one in panel.found if "TVP-23-55017" in one.names).decision is None


def test_phrases_of_the_register_file_are_not_asked_about_again(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    desk.enter("Joanna Quillmarsh")
    identities.set_rule(desk.session, desk.case_id, dates="month_year", keep=("Brightwell Logistics Ltd",))
    _, panel = go(desk, shell, qtbot)
    assert not any("Brightwell Logistics Ltd" in one.names for one in panel.found)
