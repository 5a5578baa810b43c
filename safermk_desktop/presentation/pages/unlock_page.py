"""The unlock screen: choose a vault and a name, type the passphrase."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QWidget

from safermk_desktop import __version__
from safermk_desktop.errors import KeychainUnavailable, PassphraseUnfit, PersonUnknown, SafermkError, WrongPassphrase
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.launch import Launch
from safermk_desktop.presentation.lock_reasons import WHY
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.pages.unlock_banners import offer_fictional, warn_of_caps, warn_of_place
from safermk_desktop.presentation.pages.unlock_help import UnlockHelp
from safermk_desktop.presentation.theme import Theme, say
from safermk_desktop.presentation.try_delay import TryDelay
from safermk_desktop.presentation.vault_entries import vault_entries
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit
from safermk_desktop.presentation.widgets.vault_list import VaultList
from safermk_desktop.services.application import Application
from safermk_desktop.services.session import Session

_BESIDE: Final = 1.25
_WIDEST: Final = 592
_OF_PASSPHRASE: Final = (WrongPassphrase, PassphraseUnfit)


class UnlockPage(QWidget):
    """Opens a vault off the GUI thread. ``unlocked`` carries the session."""

    brand_frame: QFrame
    centre_widget: QWidget
    version_label: QLabel
    reason_banner: Banner
    vault_error: FieldError
    vault_list: VaultList
    place_banner: Banner
    no_vault_label: QLabel
    open_button: QPushButton
    fictional_banner: Banner
    person_label: QLabel
    person_error: FieldError
    person_combo: QComboBox
    passphrase_label: QLabel
    passphrase_error: FieldError
    passphrase_edit: PassphraseEdit
    show_button: QPushButton
    caps_banner: Banner
    unlock_button: QPushButton
    help_button: QPushButton
    create_button: QPushButton
    restore_button: QPushButton
    protection_button: QPushButton
    keys_label: QLabel

    unlocked = Signal(object)

    def __init__(self, application: Application, launch: Launch, *, jobs: Jobs, messages: Messages) -> None:
        super().__init__()
        fill(self, "unlock_page")
        self._application = application
        self._jobs = jobs
        self._messages = messages
        self._is_working = False
        self.help = UnlockHelp(application, jobs=jobs, messages=messages, parent=self)
        self._delay = TryDelay(self)
        self.version_label.setText(self.tr("Version {version}").format(version=__version__))
        self._connect()
        self._measure()
        if launch.reason in WHY:
            tone, sentence = WHY[launch.reason]
            self.reason_banner.show_banner(tone, self.tr(sentence))
        self._list_vaults(launch.vault)
        if launch.prepare is not None:
            self.help.prepare(launch.prepare, self.reason_banner)

    def focus_first(self) -> None:
        """Put the focus where typing begins."""
        several = self.person_combo.isVisible() and self.person_combo.currentIndex() <= 0
        first = self.person_combo if several and self.person_combo.count() > 1 else self.passphrase_edit
        if not self.passphrase_edit.isEnabled():
            first = self.vault_list if self.vault_list.entries() else self.create_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure(self) -> None:
        # With large text the form needs the room that the panel beside it takes.
        theme = Theme.current()
        self.brand_frame.setVisible(theme.scale <= _BESIDE)
        self.centre_widget.setMaximumWidth(round(_WIDEST * theme.scale))

    def _connect(self) -> None:
        Theme.current().changed.connect(self._measure)
        self.vault_list.vault_chosen.connect(self._show_vault)
        self.open_button.clicked.connect(self._open_another)
        self.help.found.connect(self._show_found)
        self.help.recovered.connect(self._show_recovered)
        self._delay.ticked.connect(self._count_down)
        self.help.serve(self.create_button, self.restore_button, self.protection_button)
        self.help_button.clicked.connect(lambda: self.help.recover(self.vault_list.chosen()))
        self.unlock_button.clicked.connect(self._unlock)
        self.show_button.toggled.connect(self._reveal)
        self.fictional_banner.asked.connect(self._use_fictional)
        self.passphrase_edit.returnPressed.connect(self._unlock)
        self.passphrase_edit.caps_noticed.connect(partial(warn_of_caps, self.caps_banner))
        self.vault_list.activated.connect(self.passphrase_edit.setFocus)
        QShortcut(QKeySequence(Qt.Key.Key_F4), self, self.vault_list.setFocus)

    def _list_vaults(self, first: Path | None) -> None:
        entries = vault_entries(self._application, first)
        has_vaults = bool(entries)
        self.no_vault_label.setVisible(not has_vaults)
        parts = (self.person_label, self.person_combo, self.passphrase_label, self.passphrase_edit, self.show_button)
        for part in (*parts, self.unlock_button, self.help_button, self.keys_label):
            part.setVisible(has_vaults)
        self.passphrase_edit.setEnabled(has_vaults)
        say(self.create_button, kind="link" if has_vaults else "primary")
        Theme.current().dress(self.create_button)
        self.fictional_banner.hide()
        self.vault_list.show_vaults(entries, first)

    def _show_vault(self, folder: Path) -> None:
        self._clear_errors()
        warn_of_place(self.place_banner, self._application, folder)
        try:
            people = self._application.door.people(folder)
        except SafermkError as error:
            people = ()
            self.vault_error.show_error(error.sentences())
        self.person_combo.clear()
        if len(people) > 1:
            self.person_combo.addItem(self.tr("Choose your name"))
        self.person_combo.addItems(people)
        for part in (self.person_combo, self.passphrase_edit, self.unlock_button):
            part.setEnabled(bool(people))
        offer_fictional(self.fictional_banner, self._application.fictional(folder) if people else None)

    def _use_fictional(self) -> None:
        folder = self.vault_list.chosen()
        self.passphrase_edit.setText((folder and self._application.fictional(folder)) or "")
        self.unlock_button.setFocus()

    def _unlock(self) -> None:
        folder = self.vault_list.chosen()
        if folder is None or self._is_working or self._delay.left:
            return
        self._clear_errors()
        if self.person_combo.count() > 1 and self.person_combo.currentIndex() == 0:
            _fail_at(self.person_error, self.person_combo, self.tr("Choose your name first."))
            return
        person, passphrase = self.person_combo.currentText(), self.passphrase_edit.text()
        if not passphrase:
            _fail_at(self.passphrase_error, self.passphrase_edit, self.tr("Type the passphrase of this vault."))
            return
        self._work(True)
        application = self._application

        def open_vault(_progress: object) -> Session:
            return application.open_session(application.door.open(folder, person=person, passphrase=passphrase))

        label = self.tr("Unlocking")
        self._jobs.run(self, open_vault, label=label, done=self._enter, failed=self._refuse)

    def _enter(self, session: Session) -> None:
        self._work(False)
        self._delay.forget()
        self.passphrase_edit.clear()
        self._application.recent.remember(session.vault.folder)
        self.unlocked.emit(session)

    def _refuse(self, error: SafermkError) -> None:
        self._work(False)
        if isinstance(error, PersonUnknown):
            _fail_at(self.person_error, self.person_combo, self.tr("This vault has no key for that name."))
        elif isinstance(error, _OF_PASSPHRASE):
            waits = self._delay.fail() if isinstance(error, WrongPassphrase) else 0
            words = self.tr("The wait slows a person at this screen; it does not protect a copy of the vault.")
            told = f"{error.sentences()} {words}" if waits else error.sentences()
            _fail_at(self.passphrase_error, self.passphrase_edit, told)
            self.passphrase_edit.selectAll()
        else:
            self.vault_error.show_error(error.sentences())
            # What was typed stays, for Enter, and is selected, for typing anew.
            self.passphrase_edit.selectAll()
            needs_help = isinstance(error, KeychainUnavailable)
            (self.help_button if needs_help else self.passphrase_edit).setFocus()

    def _clear_errors(self) -> None:
        self.vault_error.show_error("")
        self.person_error.show_error("", self.person_combo)
        self.passphrase_error.show_error("", self.passphrase_edit)

    def _work(self, is_working: bool) -> None:
        # Nothing is disabled: a disabled field would lose the focus, and with it the place to type on.
        self._is_working = is_working
        self.passphrase_edit.setReadOnly(is_working)
        self.unlock_button.setText(self.tr("Unlocking, please wait") if is_working else self.tr("&Unlock vault"))

    def _reveal(self, is_shown: bool) -> None:
        self.passphrase_edit.reveal(is_shown)
        self.show_button.setText(self.tr("&Hide") if is_shown else self.tr("&Show"))

    def _open_another(self) -> None:
        folder = self._messages.ask_folder(self.tr("Open a vault: choose its folder"), start=self._folder())
        if folder is not None:
            self._show_found(folder)

    def _show_found(self, folder: Path) -> None:
        self._list_vaults(folder)
        self.focus_first()

    def _show_recovered(self, person: str) -> None:
        self.person_combo.setCurrentText(person)
        words = self.tr("There is a new key for {person}. Unlock the vault with the new passphrase.")
        self.reason_banner.show_banner("green", words.format(person=person))
        self.passphrase_edit.setFocus()

    def _count_down(self, seconds: int) -> None:
        waiting = self.tr("Try again in {n} s").format(n=seconds)
        self.unlock_button.setText(waiting if seconds else self.tr("&Unlock vault"))

    def _folder(self) -> Path:
        chosen = self.vault_list.chosen()
        return chosen.parent if chosen else self._application.data_folder


def _fail_at(place: FieldError, field: QWidget, sentence: str) -> None:
    place.show_error(sentence, field)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
