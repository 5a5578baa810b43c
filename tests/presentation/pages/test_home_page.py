"""The caseload: rows, filters, the banner, the way to a case and to a new one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap
from safermk_desktop.adapters.vault.search_tables import SEARCHED
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import Case, CaseStatus, Manner
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.presentation.delegates.cell_delegate import FIRST_INDENT
from safermk_desktop.presentation.dialogs.notification_dialog import NotificationDialog, next_reference
from safermk_desktop.presentation.models.caseload_model import columns, due_columns, pressing_sentence, show_words
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.case_heading import KINDS, find, find_records, heading
from safermk_desktop.presentation.pages.home_page import HomePage
from safermk_desktop.presentation.places import TABS, all_places
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services import cases, identities, queries
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from tests.presentation.conftest import RecordingTeller
from tests.services.conftest import CHEAP, PASSPHRASE, notify


@pytest.fixture
def page(qtbot: QtBot, context: PageContext) -> HomePage:
    made = HomePage(context)
    qtbot.addWidget(made)
    made.resize(1200, 660)
    made.show()
    return made


def close(session: Session, case_id: CaseId) -> None:
    """Close a case without its process, for what the caseload shows of it."""
    with session.vault.writing(Compartment.REVIEWS, session.act("advance", case_id)) as work:
        case = work.get(Case, RecordId(case_id))
        work.put(replace(case, status=CaseStatus.CLOSED, closed_on=session.clock.today()))


def shown(page: HomePage) -> list[str]:
    model = page.cases_table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def dialog_of(page: HomePage) -> NotificationDialog:
    return next(found for found in page.findChildren(NotificationDialog) if found.isVisible())


def test_an_empty_vault_says_how_a_case_begins(page: HomePage) -> None:
    page.arrive("")
    assert page.cases_empty.isVisible()
    assert not page.cases_table.isVisible()
    page.cases_empty.asked.emit()
    assert dialog_of(page).reference_edit.text() == "DHR-2026-01"


def test_a_row_says_what_is_due_when_and_what_the_date_rests_on(page: HomePage, case_id: CaseId) -> None:
    page.arrive("")
    model = page.cases_table.model()
    words = [str(model.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(model.columnCount())]
    assert words == [
        "DHR-2026-09",
        "DHR",
        "Case 09, No published form yet",
        "Notification",
        "Acknowledge the notification, 9 Mar 2026 (local), 7 days left",
        "A. Officer",
        "Amber",
    ]
    assert page.date_label.text() == "Monday 2 March 2026"


def test_the_subject_is_shown_by_the_published_form_alone(page: HomePage, session: Session, case_id: CaseId) -> None:
    identities.put_identity(
        session, case_id, kind="person", role="subject", names=("Orla Brackenthwaite",), replacement="Adult A"
    )
    page.arrive("")
    cell = page.cases_table.model().index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert cell == "Case 09, Adult A"
    assert [hit.text for hit in find(session, "adult a")] == ["DHR-2026-09, Case 09, Adult A"]
    assert not find(session, "Brackenthwaite")
    assert not find(session, "  ")


def test_enter_opens_the_case(page: HomePage, qtbot: QtBot, case_id: CaseId, visited: list[str]) -> None:
    page.arrive("")
    page.cases_table.setFocus()
    page.cases_table.choose(case_id)
    qtbot.keyClick(page.cases_table, Qt.Key.Key_Return)
    assert visited == [f"case/{case_id}/overview"]


def test_the_list_of_dates_opens_its_case(page: HomePage, qtbot: QtBot, case_id: CaseId, visited: list[str]) -> None:
    page.arrive("")
    model = page.due_table.model()
    assert model.index(0, 1).data() == "Acknowledge the notification"
    page.due_table.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(page.due_table, Qt.Key.Key_Return)
    assert visited == [f"case/{case_id}/overview"]


def test_the_banner_counts_what_is_late_and_shows_it(page: HomePage, session: Session, clock: StoryClock) -> None:
    notify(session, "DHR-2026-01")
    clock.turn_to(date(2026, 8, 3))
    second = cases.record_notification(
        session,
        cases.NewCase(
            reference="DHR-2026-02",
            label="Case 02",
            received_on=date(2026, 8, 3),
            death_on=date(2026, 8, 1),
            notifier_agency="Thames Valley Police",
            notifier_role="",
            manner=Manner.HOMICIDE,
            circumstances="",
            residence_area="Milton Keynes",
            lead="A. Officer",
        ),
    )
    for kind in ("acknowledged", "scoping_replies_in"):
        cases.record_fact(session, second, kind=kind, happened_on=date(2026, 8, 3))
    page.arrive("")
    assert page.pressing_banner.text() == "One case is past a date."
    page.pressing_banner.asked.emit()
    assert shown(page) == ["DHR-2026-01"]
    page.pressing_banner.asked.emit()
    assert shown(page) == ["DHR-2026-01", "DHR-2026-02"]


def test_due_in_30_days_hides_what_is_not_and_says_so(page: HomePage, session: Session, case_id: CaseId) -> None:
    for kind in ("acknowledged", "scoping_replies_in"):
        cases.record_fact(session, case_id, kind=kind, happened_on=date(2026, 3, 2))
    page.arrive("")
    page.due_button.setChecked(True)
    assert shown(page) == []
    assert page.cases_empty.isVisible()
    page.cases_empty.asked.emit()
    assert shown(page) == ["DHR-2026-09"]
    assert not page.due_button.isChecked()


def test_closed_cases_are_counted_and_shown_on_demand(page: HomePage, session: Session, case_id: CaseId) -> None:
    close(session, notify(session, "DHR-2025-01"))
    page.arrive("")
    assert shown(page) == ["DHR-2026-09"]
    assert page.count_label.text() == "1 open case, 1 closed case hidden"
    page.closed_button.setChecked(True)
    assert shown(page) == ["DHR-2026-09", "DHR-2025-01"]
    assert page.cases_table.model().index(1, 4).data() == "Nothing more is owed"


def test_the_model_keeps_the_rules_of_qt(session: Session, case_id: CaseId) -> None:
    model = RowsModel(columns(session.clock.today()), key=lambda row: row.case_id)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(queries.caseload(session))
    notify(session, "DHR-2026-10")
    model.set_rows(queries.caseload(session))
    assert model.rowCount(QModelIndex()) == 2
    assert tester.model() is model


def test_a_new_notification_opens_its_case(page: HomePage, session: Session, visited: list[str]) -> None:
    page.arrive("")
    page.acts()["new_notification"]()
    dialog = dialog_of(page)
    dialog.label_edit.setText("Case A (2026)")
    dialog.death_edit.setText("20/2/2026")
    dialog.agency_edit.setText("Thames Valley Police")
    dialog.known_edit.setPlainText("Probation Service\n\nBLMK ICB")
    dialog.save_button.click()
    row = queries.caseload(session)[0]
    assert (row.reference, row.label) == ("DHR-2026-01", "Case A (2026)")
    notice = queries.case_file(session, row.case_id).notification
    assert notice is not None
    assert notice.known_agencies == ("Probation Service", "BLMK ICB")
    assert visited == [f"case/{row.case_id}/overview"]


def test_a_bad_notification_keeps_every_word(page: HomePage, session: Session, case_id: CaseId) -> None:
    page.arrive("")
    page.ask_notification()
    dialog = dialog_of(page)
    dialog.reference_edit.setText("DHR-2026-09")
    dialog.death_edit.setText("31/2/2026")
    dialog.circumstances_edit.setPlainText("Typed for a long while.")
    dialog.save_button.click()
    assert dialog.death_error.text() == "February 2026 has days 1 to 28. Correct the day."
    assert dialog.label_error.isVisible()
    dialog.label_edit.setText("Case X")
    dialog.agency_edit.setText("Police")
    dialog.death_edit.setText("1/3/2027")
    dialog.save_button.click()
    assert dialog.death_error.text().startswith("1 March 2027 is too late")
    dialog.death_edit.setText("1/2/2026")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert dialog.error_summary.isVisible()
    assert dialog.circumstances_edit.toPlainText() == "Typed for a long while."
    assert len(queries.caseload(session)) == 1


def test_escape_asks_before_it_throws_words_away(page: HomePage, teller: RecordingTeller, qtbot: QtBot) -> None:
    page.arrive("")
    page.ask_notification()
    dialog = dialog_of(page)
    dialog.label_edit.setText("Case X")
    teller.answer = False
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert teller.told[-1].title == "Leave without saving?"
    teller.answer = True
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_next_reference_follows_the_highest_of_the_year(session: Session) -> None:
    for reference in ("DHR-2026-02", "DHR-2026-11", "DHR-2025-40", "OTHER-7"):
        notify(session, reference)
    assert next_reference(session) == "DHR-2026-12"


def test_the_side_goes_under_the_table_where_there_is_no_room(page: HomePage, qtbot: QtBot, case_id: CaseId) -> None:
    page.arrive("")

    def left() -> int:
        return page.due_table.mapTo(page, QPoint(0, 0)).x()

    page.resize(1360, 780)
    qtbot.waitUntil(lambda: left() > page.cases_frame.width())
    page.resize(1200, 660)
    qtbot.waitUntil(lambda: left() < 60)


def test_the_heading_of_a_case(session: Session, case_id: CaseId) -> None:
    said = heading(session, case_id)
    assert (said.reference, said.title, said.rag, said.line) == ("DHR-2026-09", "Case 09", "amber", "Lead: A. Officer")
    assert [word for word, _tone in said.tags] == ["DHR", "Notification"]
    close(session, case_id)
    said = heading(session, case_id)
    assert (said.rag, said.tags[1]) == ("", ("Closed", "grey"))


@pytest.mark.parametrize(("count", "words"), [(1, "Show it"), (3, "Show these three"), (12, "Show these 12")])
def test_the_banner_button_counts(count: int, words: str) -> None:
    assert show_words(count) == words


def test_no_case_no_banner(session: Session) -> None:
    assert pressing_sentence((), session.clock.today()) == ("", "", 0)


def test_records_are_found_with_the_tab_that_shows_them(session: Session, case_id: CaseId) -> None:
    identities.put_identity(
        session, case_id, kind="person", role="subject", names=("Orla Brackenthwaite",), replacement="Adult A"
    )
    told = "Orla Brackenthwaite was at the lighthouse"
    cases.record_fact(session, case_id, kind="acknowledged", happened_on=date(2026, 3, 2), detail=told)
    (note,) = find_records(session, "lightho", 1)
    assert note.text == "DHR-2026-09, on file: Adult A was at the lighthouse A. Officer"
    assert note.address == f"case/{case_id}/overview"
    named = [hit.text for hit in find_records(session, "brackenthw", 2)]
    assert named == [note.text, "DHR-2026-09, identity: Adult A"]
    assert find_records(session, "notification 09", 3) == []


def test_every_kind_that_is_searched_has_a_word_and_a_tab() -> None:
    assert KINDS.keys() == SEARCHED.keys() - {"case"}
    assert {tab for _word, tab in KINDS.values()} <= {tab.id for tab in TABS}


def test_without_the_reviews_the_page_says_so_and_nothing_is_found(
    context: PageContext, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "channel.smkv"
    door = bootstrap.door(context.session.clock, CHEAP)
    door.create(
        folder,
        person="P. Lead",
        role=Role.HEAD,
        passphrase=PASSPHRASE,
        compartments=frozenset({Compartment.COMMON, Compartment.PREVENT}),
    )
    with closing(door.open(folder, person=None, passphrase=PASSPHRASE)) as vault:
        session = bootstrap.open_session(vault, context.session.clock)
        page = HomePage(replace(context, session=session))
        qtbot.addWidget(page)
        page.arrive("")
        assert page.new_button.isHidden()
        assert page.acts() == {}
        assert any("does not open the reviews." in label.text() for label in page.cases_empty.findChildren(QLabel))
        assert not find(session, "a")
        assert not find_records(session, "a", 1)
        shown = {place.id for place in all_places().open_to(vault.compartments).places}
        assert {"home", "prevent"} <= shown
        assert "ledger" not in shown


def test_a_day_with_its_year_fits_its_column() -> None:
    (day, _), inside = due_columns(date(2026, 11, 17)), FIRST_INDENT + 8
    widest = max(Theme.current().width(f"28 {date(2025, month, 1):%b} 25", "bodyStrong") for month in range(1, 13))
    assert widest + inside <= day.width
