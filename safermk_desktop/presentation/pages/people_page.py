"""Who has a key to the vault, one's own key, and the recovery sheets."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from safermk_desktop.presentation.dialogs.add_person_dialog import AddPersonDialog
from safermk_desktop.presentation.dialogs.bind_dialog import BindDialog
from safermk_desktop.presentation.dialogs.change_passphrase_dialog import ChangePassphraseDialog
from safermk_desktop.presentation.dialogs.key_dialog import KeyDialog
from safermk_desktop.presentation.dialogs.recovery_sheets_dialog import RecoverySheetsDialog
from safermk_desktop.presentation.dialogs.remove_person_dialog import RemovePersonDialog
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.people_rows import SLOT_COLUMNS, day_of, opens_words, people
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.presentation.widgets.text import Prose, Tag
from safermk_desktop.presentation.widgets.vault_tabs import VaultTabs
from safermk_desktop.services.key_slots import KeySlot, SlotKind
from safermk_desktop.services.ports import Compartment, Role

RECOVERY_ACTS: Final = frozenset({"make_recovery", "confirm_recovery"})


class PeoplePage(Page):
    """Only the head of community safety adds and removes people and prints sheets; everybody changes their own key."""

    vault_tabs: VaultTabs
    people_banner: Banner
    slots_table: DataTable
    slots_reason_label: QLabel
    remove_button: QPushButton
    add_button: QPushButton
    own_prose: Prose
    change_button: QPushButton
    bind_button: QPushButton
    own_reason_label: QLabel
    recovery_tag: Tag
    recovery_prose: Prose
    recovery_button: QPushButton
    recovery_reason_label: QLabel

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "people_page")
        self._rows = RowsModel(SLOT_COLUMNS, key=lambda slot: slot.id, parent=self)
        self.slots_table.use(self._rows, is_fitted=True)
        self.slots_table.row_chosen.connect(self._enable)
        self.vault_tabs.asked.connect(context.navigate)
        self.people_banner.asked.connect(self._make_sheets)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.change_button.clicked.connect(self._change)
        self.bind_button.clicked.connect(self._bind)
        self.recovery_button.clicked.connect(self._make_sheets)

    def arrive(self, case_id: str) -> None:
        vault = self.context.session.vault
        self.vault_tabs.show_place("vault", vault.folder.name)
        slots = vault.slots.listed()
        sheets = [slot for slot in slots if slot.kind is SlotKind.RECOVERY]
        self._own, self._has_sheets = vault.slots.own(), any(slot.is_confirmed for slot in sheets)
        self._has_waiting = any(not slot.is_confirmed for slot in sheets)
        self._rows.set_rows(people(slots))
        if self.slots_table.current() is None and self._rows.rows:
            self.slots_table.choose(self._rows.rows[0].id)
        self._show_own()
        self._show_recovery()
        self._warn()
        self._enable()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.slots_table, self.change_button, self.recovery_button)

    def _warn(self) -> None:
        """The vault of one person without sheets is one forgotten passphrase from being lost."""
        if self._has_sheets or len(self._rows.rows) > 1:
            self.people_banner.hide()
            return
        words = self.tr("Only you can open this vault. If you forget the passphrase, every case in it is lost.")
        action = self.tr("Print recovery sheets") if not self._sheets_refused() else ""
        self.people_banner.show_banner("red", words, action=action)

    def _show_own(self) -> None:
        is_bound = self._own.kind is SlotKind.COMPUTER
        if is_bound:
            words = self.tr("Your passphrase opens {what}, together with a secret that this computer keeps for you.")
        else:
            words = self.tr("Your passphrase opens {what}, on any computer that has this vault or a copy of it.")
        self.own_prose.show_text(words.format(what=opens_words(self._own.compartments)))
        self.bind_button.setText(
            self.tr("&Release from this computer") if is_bound else self.tr("&Bind to this computer")
        )

    def _show_recovery(self) -> None:
        if not self._has_sheets:
            self.recovery_tag.show_tag(self.tr("None printed"), "red" if len(self._rows.rows) < 2 else "amber")
            words = self.tr(
                "No recovery sheets. Two of three printed sheets would open the vault when nobody else can."
            )
        else:
            self.recovery_tag.show_tag(self.tr("Printed"), "green")
            made = self._sheets_made()
            words = self.tr("Made on {day}. ").format(day=made) if made else ""
            words += self.tr("Two of the three sheets open the vault. New sheets put the old ones out of use.")
        if self._has_waiting:
            words += " " + self.tr("New sheets were begun and fewer than two handed over: make them again.")
        self.recovery_prose.show_text(words)

    def _sheets_made(self) -> str:
        trail = self.context.session.vault.trail(Compartment.COMMON)
        moments = [entry.at for entry in trail if entry.what in RECOVERY_ACTS]
        return day_text(day_of(moments[-1]).date()) if moments else ""

    def _enable(self, _row: object = None) -> None:
        not_head = self._not_head()
        chosen = self.slots_table.current()
        self.add_button.setEnabled(not not_head)
        is_own = isinstance(chosen, KeySlot) and chosen.id == self._own.id
        self.remove_button.setEnabled(not not_head and isinstance(chosen, KeySlot) and not is_own)
        only = len(self._rows.rows) == 1
        own_words = (
            self.tr("You are the only person with a key. Add a second person, so that the vault outlives you.")
            if only
            else self.tr("Your own key cannot be removed by yourself; another head can do it.")
            if is_own
            else ""
        )
        self._say(self.slots_reason_label, not_head or own_words)
        self._enable_bind(only=only)
        refused = self._sheets_refused()
        self.recovery_button.setEnabled(not refused)
        self._say(self.recovery_reason_label, refused)

    def _enable_bind(self, *, only: bool) -> None:
        read_only = self._read_only()
        is_bound = self._own.kind is SlotKind.COMPUTER
        is_kept = not is_bound and not self._has_sheets and only
        self.change_button.setEnabled(not read_only)
        self.bind_button.setEnabled(not read_only and not is_kept)
        words = self.tr("Print recovery sheets or add a person first: a lost computer must not lose the vault.")
        self._say(self.own_reason_label, read_only or (words if is_kept else ""))

    def _not_head(self) -> str:
        if self._read_only():
            return self._read_only()
        if self.context.session.vault.role is Role.HEAD:
            return ""
        return self.tr("The head of community safety adds and removes people.")

    def _sheets_refused(self) -> str:
        if self._not_head():
            return self._read_only() or self.tr("The head of community safety makes the recovery sheets.")
        everything = frozenset[Compartment]().union(*(slot.compartments for slot in self._rows.rows))
        if self._own.compartments >= everything:
            return ""
        return self.tr("Only a person whose key opens everything can make them.")

    def _read_only(self) -> str:
        if self.context.session.vault.is_read_only:
            return self.tr("The vault is open for reading only.")
        return ""

    @staticmethod
    def _say(place: QLabel, words: str) -> None:
        place.setText(words)
        place.setVisible(bool(words))

    def _open(self, dialog: KeyDialog) -> None:
        dialog.accepted.connect(self.context.changes.tell)
        dialog.open()

    def _add(self) -> None:
        self._open(AddPersonDialog(self.context, self))

    def _change(self) -> None:
        self._open(ChangePassphraseDialog(self.context, self))

    def _bind(self) -> None:
        self._open(BindDialog(self.context, is_bound=self._own.kind is SlotKind.COMPUTER, parent=self))

    def _remove(self) -> None:
        slot = self.slots_table.current()
        if not isinstance(slot, KeySlot):
            return
        dialog = RemovePersonDialog(self.context, slot, self)

        def removed() -> None:
            if dialog.has_new_keys:
                # The vault was closed with the old keys; the next window opens it with the new ones.
                self.context.lock("rekeyed")
            else:
                self.context.changes.tell()

        dialog.accepted.connect(removed)
        dialog.open()

    def _make_sheets(self) -> None:
        dialog = RecoverySheetsDialog(
            self.context.session, jobs=self.context.jobs, messages=self.context.messages, parent=self
        )

        def ended(_result: int = QDialog.DialogCode.Accepted) -> None:
            if dialog.is_made:
                self.context.changes.tell()
            dialog.deleteLater()

        dialog.finished.connect(ended)
        dialog.open()
