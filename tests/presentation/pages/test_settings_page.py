from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.presentation.capture import CaptureGuard
from safermk_desktop.presentation.guards import Guards
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.settings_page import SettingsPage
from safermk_desktop.presentation.theme import Theme
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
