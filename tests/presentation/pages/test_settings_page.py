from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.capture import CaptureGuard
from safermk_desktop.presentation.guards import Guards
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.settings_page import SettingsPage
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.services.partnership import logo
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.settings import Settings, change_settings, settings
from tests.presentation.conftest import RecordingTeller
from tests.presentation.test_capture import Screen


class Window(QWidget):
    """A window with the guards that the real one has."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.guards = Guards(context.session.clock, self)
        self.page = SettingsPage(context)
        QVBoxLayout(self).addWidget(self.page)
        self.page.arrive("")
        context.changes.changed.connect(lambda _change: self.guards.renew(context.session))


@pytest.fixture
def window(context: PageContext, qtbot: QtBot) -> Window:
    made = Window(context)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_saved_holds_at_once_and_is_in_the_vault(window: Window, context: PageContext, theme: Theme) -> None:
    page = window.page
    assert page.minutes_spin.value() == 5
    page.minutes_spin.setValue(12)
    page.text_combo.setCurrentText("150 %")
    page.colours_combo.setCurrentText("Dark")
    assert "who finds the laptop open" in page.minutes_prose.plain_text()
    page.save_button.click()
    assert settings(context.session) == Settings(lock_minutes=12, text_percent=150, colours="dark")
    assert (theme.scale, theme.mode) == (1.5, "dark")
    assert window.guards._autolock._idle.total_seconds() == 720
    assert "saved" in page.page_banner.text()
    page.arrive("")
    assert page.minutes_spin.value() == 12


def test_what_is_chosen_and_not_saved_is_asked_about(window: Window, teller: RecordingTeller) -> None:
    page = window.page
    assert page.leave()
    assert not teller.told
    page.minutes_spin.setValue(3)
    page.arrive("")
    assert page.minutes_spin.value() == 3, "a change elsewhere leaves what is chosen"
    teller.answer = False
    assert not page.leave()
    teller.answer = True
    assert page.leave()
    assert page.minutes_spin.value() == 5


def test_where_windows_cannot_be_hidden_it_says_so(window: Window) -> None:
    page = window.page
    assert page.capture_prose.plain_text().startswith("Not available on this system")
    assert not page.capture_check.isVisible()
    assert not page.sharing_button.isVisible()


def test_sharing_is_allowed_for_a_while_and_recorded(window: Window, context: PageContext) -> None:
    screen = Screen()
    window.guards.capture.setParent(None)
    window.guards.capture = CaptureGuard(screen, window.guards)
    window.guards.capture.want(True)
    window.page.arrive("")
    assert window.guards.capture.is_hiding
    window.page.sharing_button.click()
    assert not window.guards.capture.is_hiding
    assert context.session.vault.trail(Compartment.COMMON)[-1].what == "screen sharing allowed"
    assert "10 minutes" in window.page.page_banner.text()


def test_settings_hold_at_the_next_unlock(window: Window, context: PageContext, theme: Theme) -> None:
    change_settings(context.session, Settings(lock_minutes=2, text_percent=125))
    guards = Guards(context.session.clock, window)
    guards.begin(context.session)
    assert theme.scale == 1.25
    assert guards._autolock._idle.total_seconds() == 120
    guards.end()


def test_the_partnership_is_saved_and_asked_about(
    window: Window, context: PageContext, teller: RecordingTeller
) -> None:
    card = window.page.partnership_card
    assert window.page.leave()
    assert not teller.told
    card.name_edit.setText("Northmere Partnership")
    card.dardr_edit.setText("4/1/2027")
    assert window.page.leave()
    assert teller.told[-1].title == "Leave without saving?"
    assert card.name_edit.text() == context.session.partnership.name != "Northmere Partnership"
    card.name_edit.setText("Northmere Partnership")
    card.dardr_edit.setText("no day")
    card.partnership_button.click()
    assert card.card_banner.isVisible()
    assert context.session.local.dardr_from is None
    card.dardr_edit.setText("4/1/2027")
    card.partnership_button.click()
    assert context.session.partnership.name == "Northmere Partnership"
    assert context.session.local.dardr_from == date(2027, 1, 4)
    card.web_edit.setText("two words")
    card.partnership_button.click()
    assert "web address" in teller.told[-1].text


def test_a_logo_is_decoded_and_encoded_anew(
    window: Window, context: PageContext, teller: RecordingTeller, tmp_path: Path
) -> None:
    picture = QImage(1200, 300, QImage.Format.Format_RGB32)
    picture.fill(0x123456)
    picture.setText("Author", "Marguerite Oduya")
    teller.path = tmp_path / "logo.png"
    picture.save(str(teller.path))
    assert b"Marguerite" in teller.path.read_bytes()
    card = window.page.partnership_card
    card.logo_button.click()
    kept = logo(context.session)
    assert b"Marguerite" not in kept
    assert (QImage.fromData(kept).width(), QImage.fromData(kept).height()) == (600, 150)
    card.no_logo_button.click()
    assert logo(context.session) == b""
    teller.path.write_bytes(b"no picture")
    card.logo_button.click()
    assert "no picture" in teller.told[-1].text


def test_a_day_is_added_to_the_table_and_taken_out(
    window: Window, context: PageContext, teller: RecordingTeller
) -> None:
    card = window.page.holidays_card
    year = context.session.clock.today().year
    before = card.holidays_table.model().rowCount()
    card.add_button.click()
    assert "Type the day" in card.card_banner.text()
    card.day_edit.setText(f"1/12/{year}")
    card.reason_edit.setText("Proclaimed")
    card.add_button.click()
    window.page.arrive("")
    assert card.holidays_table.model().rowCount() == before + 1
    assert not context.session.calendar.is_working(date(year, 12, 1))
    card.holidays_table.row_activated.emit(card._model.rows[0])
    assert card.day_edit.day() == card._model.rows[0].day
    card.add_button.click()
    assert "already" in teller.told[-1].text


def test_others_see_the_fields_disabled_with_the_reason(window: Window) -> None:
    page = window.page
    page.partnership_card.show_kept(may_change=False)
    page.holidays_card.show_table(may_change=False)
    assert "Only the head" in page.partnership_card.explain_prose.plain_text()
    assert "Only the head" in page.holidays_card.explain_prose.plain_text()
    assert not page.partnership_card.name_edit.isEnabled()
    assert not page.holidays_card.add_button.isEnabled()
