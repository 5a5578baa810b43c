"""The settings of the vault: when it locks, whether its windows can be pictured, how it looks."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.capture import CaptureGuard
from safermk_desktop.presentation.guards import Guards
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.holidays_card import HolidaysCard
from safermk_desktop.presentation.pages.partnership_card import PartnershipCard
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.headship import heads
from safermk_desktop.services.settings import (
    COLOURS,
    LOCK_MINUTES,
    TEXT_PERCENTS,
    Settings,
    change_settings,
    settings,
)

_COLOUR_WORDS: Final = MappingProxyType({"light": "Light", "dark": "Dark"})


class SettingsPage(Page):
    """Nothing changes before it is saved; then all of it at once, with one entry in the audit chain."""

    page_banner: Banner
    minutes_spin: QSpinBox
    minutes_prose: Prose
    capture_check: QCheckBox
    capture_prose: Prose
    sharing_button: QPushButton
    save_label: QLabel
    text_combo: QComboBox
    colours_combo: QComboBox
    save_button: QPushButton
    content_layout: QVBoxLayout

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "settings_page")
        self._kept = Settings()
        self.partnership_card = PartnershipCard(context, self)
        self.holidays_card = HolidaysCard(context, self)
        for card in (self.partnership_card, self.holidays_card):
            self.content_layout.insertWidget(self.content_layout.count() - 1, card)
        self.minutes_spin.setRange(*LOCK_MINUTES)
        for percent in TEXT_PERCENTS:
            self.text_combo.addItem(f"{percent} %", percent)
        for colours in COLOURS:
            self.colours_combo.addItem(self.tr(_COLOUR_WORDS[colours]), colours)
        self._show(self._kept)
        self.minutes_spin.valueChanged.connect(self._explain)
        self.save_button.clicked.connect(self._save)
        self.sharing_button.clicked.connect(self._allow_sharing)

    def arrive(self, case_id: str) -> None:
        """Show what is set; what stands unsaved in the fields stays."""
        del case_id
        is_untouched = self._entered() == self._kept
        self._kept = settings(self.context.session)
        if is_untouched:
            self._show(self._kept)
        self._explain()
        self._explain_capture()
        may_change = heads(self.context.session.vault)
        self.partnership_card.show_kept(may_change=may_change)
        self.holidays_card.show_table(may_change=may_change)

    def leave(self) -> bool:
        """Ask before something chosen is not saved."""
        is_saved = self._entered() == self._kept and not self.partnership_card.has_typed
        if is_saved or self.context.messages.confirm(
            self.tr("Leave without saving?"),
            self.tr("The settings that you chose are not saved yet."),
            accept=self.tr("Leave without saving"),
            refuse=self.tr("Stay"),
        ):
            self._show(self._kept)
            self.partnership_card.show_kept(may_change=heads(self.context.session.vault), force=True)
            for banner in (self.page_banner, self.partnership_card.card_banner, self.holidays_card.card_banner):
                banner.hide()
            return True
        return False

    def panes(self) -> tuple[QWidget, ...]:
        """The first field, then saving."""
        return (self.minutes_spin, self.save_button)

    def _entered(self) -> Settings:
        return Settings(
            lock_minutes=self.minutes_spin.value(),
            hide_from_capture=self.capture_check.isChecked(),
            text_percent=int(self.text_combo.currentData()),
            colours=str(self.colours_combo.currentData()),
        )

    def _show(self, kept: Settings) -> None:
        self.minutes_spin.setValue(kept.lock_minutes)
        self.capture_check.setChecked(kept.hide_from_capture)
        self.text_combo.setCurrentIndex(self.text_combo.findData(kept.text_percent))
        self.colours_combo.setCurrentIndex(self.colours_combo.findData(kept.colours))

    def _explain(self) -> None:
        words = self.tr(
            "Then the vault locks itself. It also locks with Ctrl+L, with the screen of this computer, and when the "
            "computer sleeps."
        )
        if self.minutes_spin.value() > Settings().lock_minutes:
            longer = self.tr("Longer than the standard of 5 minutes: who finds the laptop open has that much time.")
            words = f"{longer} {words}"
        self.minutes_prose.show_text(words)

    def _explain_capture(self) -> None:
        capture = self._capture()
        can_hide = capture is not None and capture.is_available
        self.capture_check.setVisible(can_hide)
        self.sharing_button.setVisible(can_hide)
        self.capture_prose.show_text(
            self.tr("Each window is black in a picture or a shared screen. Windows calls it no guarantee.")
            if can_hide
            else self.tr("Not available on this system: the windows can be seen in pictures and shared screens.")
        )

    def _capture(self) -> CaptureGuard | None:
        return self.window().findChild(CaptureGuard)

    def _allow_sharing(self) -> None:
        guards = self.window().findChild(Guards)
        if guards is None:
            return
        try:
            guards.allow_sharing(self.context.session)
        except SafermkError as error:
            self.context.messages.show_error(error)
        else:
            words = self.tr("The windows can be seen for 10 minutes; the audit chain says who allowed it.")
            self.page_banner.show_banner("amber", words)

    def _save(self) -> None:
        wanted = self._entered()
        try:
            change_settings(self.context.session, wanted)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self._kept = wanted
        self.context.changes.tell()
        self.page_banner.show_banner("green", self.tr("The settings are saved."))
