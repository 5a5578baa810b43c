"""The identity register of a case, at the right of the redaction page: hidden, one look at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QWidget

from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import RegisterInvalid, SafermkError
from safermk_desktop.presentation.dialogs.identity_dialog import IdentityDialog
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.models.finding_rows import IDENTITY_COLUMNS, IdentityRow
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.stacking import is_large
from safermk_desktop.services import identities
from safermk_desktop.services.queries import RegisterView

DATE_RULES: Final = MappingProxyType(
    {"month_year": "Month and year only", "year": "Year only", "keep": "Kept as they are"}
)
REGISTER_FILES: Final = "Register files (*.json)"
Act = Callable[[PageContext], None]


class RegisterPanel(QFrame):
    """``bind`` gives it its context, ``show_register`` its case. Names leave the screen when the key is let go."""

    identities_table: DataTable
    identities_empty: EmptyState
    shown_label: QLabel
    explain_label: QLabel
    look_button: QPushButton
    edit_button: QPushButton
    remove_button: QPushButton
    add_button: QPushButton
    import_button: QPushButton
    dates_combo: QComboBox

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "register_panel")
        self._context: PageContext | None = None
        self._case_id = CaseId("")
        self._looked_at = RecordId("")
        self._may_change = True
        self._view = RegisterView(entries=(), dates="month_year", keep=())
        self._rows = RowsModel(IDENTITY_COLUMNS, key=lambda row: row.entry.id, parent=self)
        self.identities_table.use(self._rows)
        self.identities_table.installEventFilter(self)
        self.identities_table.row_activated.connect(self.edit)
        self.identities_table.row_chosen.connect(self._on_chosen)
        self.identities_empty.show_empty(
            self.tr("No identities yet. Add every person, child, address and reference of the case, or import a file.")
        )
        for rule, words in DATE_RULES.items():
            self.dates_combo.addItem(self.tr(words), rule)
        self.dates_combo.activated.connect(self._set_rule)
        self.look_button.pressed.connect(self.look)
        self.look_button.released.connect(self.hide_names)
        self.edit_button.clicked.connect(self.edit)
        self.remove_button.clicked.connect(self._remove)
        self.add_button.clicked.connect(lambda: self._open(None))
        self.import_button.clicked.connect(self._import)
        Theme.current().changed.connect(self._measure)
        self._measure()

    def bind(self, context: PageContext) -> None:
        """Give the panel what a page has."""
        self._context = context

    def show_register(
        self, case_id: CaseId, view: RegisterView, uses: Mapping[str, int], *, may_change: bool = True
    ) -> None:
        """Show the register of a case; ``uses`` counts the places in the report by the entries' keys."""
        self._may_change = may_change
        for button in (self.edit_button, self.remove_button, self.add_button, self.import_button):
            button.setVisible(may_change)
        self.dates_combo.setEnabled(may_change)
        self._case_id, self._view = case_id, view
        self._rows.set_rows([IdentityRow(entry=entry, uses=uses.get(entry.key, 0)) for entry in view.entries])
        self.identities_table.setVisible(bool(view.entries))
        self.identities_empty.setVisible(not view.entries)
        for button in (self.look_button, self.edit_button, self.remove_button):
            button.setEnabled(bool(view.entries))
        self.dates_combo.setCurrentIndex(self.dates_combo.findData(view.dates))
        if view.entries and self.chosen() is None:
            self.identities_table.choose(view.entries[0].id)
        self.hide_names()

    def chosen(self) -> IdentityEntry | None:
        """The entry of the chosen row."""
        row = self.identities_table.current()
        return row.entry if isinstance(row, IdentityRow) else None

    def look(self) -> None:
        """Show the real names of the chosen entry, and put the look on the record."""
        entry = self.chosen()
        if entry is None or self._context is None:
            return
        try:
            names = identities.look_at_identity(self._context.session, self._case_id, entry.id)
        except SafermkError as error:
            self._context.messages.show_error(error)
            return
        self._show_names(entry, names)

    def hide_names(self) -> None:
        """Dots again."""
        self._looked_at = RecordId("")
        if any(row.shown for row in self._rows.rows):
            self._rows.set_rows([replace(row, shown="") for row in self._rows.rows])
        count = len(self._rows.rows)
        self.shown_label.setText(
            f"{count_of(count, 'identity')}, hidden" if count < 2 else f"{count} identities, hidden"
        )
        self.shown_label.setVisible(bool(count))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self.look()
            elif event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
                self.hide_names()
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.hide_names()
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        self.explain_label.setVisible(not is_large())

    def _on_chosen(self, row: object) -> None:
        if not (isinstance(row, IdentityRow) and row.entry.id == self._looked_at):
            self.hide_names()

    def _show_names(self, entry: IdentityEntry, names: tuple[str, ...]) -> None:
        self._looked_at = entry.id
        self._rows.set_rows(
            [replace(row, shown=names[0] if row.entry.id == entry.id else "") for row in self._rows.rows]
        )
        self.shown_label.setText("; ".join(names))

    def edit(self) -> None:
        """Open the chosen entry; its names are shown, so that is a look."""
        if (entry := self.chosen()) is not None and self._may_change:
            self._open(entry)

    def _open(self, entry: IdentityEntry | None) -> None:
        if self._context is None:
            return
        try:
            dialog = IdentityDialog(self._context, self._case_id, entry, self)
        except SafermkError as error:
            self._context.messages.show_error(error)
            return
        open_dialog(dialog, self._tell)

    def _remove(self) -> None:
        entry, context = self.chosen(), self._context
        if entry is None or context is None:
            return
        text = self.tr(
            "{form} leaves the register. The names behind it are no longer found, replaced or proved absent. "
            "This cannot be undone."
        ).format(form=entry.replacement)
        if context.messages.confirm(self.tr("Remove this identity?"), text, accept=self.tr("Remove identity")):
            self._try(lambda context: identities.remove_identity(context.session, self._case_id, entry.id))

    def _import(self) -> None:
        context = self._context
        path = context.messages.ask_file(self.tr("Choose a register file"), kinds=REGISTER_FILES) if context else None
        if path is None or context is None:
            return
        if self._view.entries and not context.messages.confirm(
            self.tr("Replace the register?"),
            self.tr("The file takes the place of all {n} identities entered here.").format(n=len(self._view.entries)),
            accept=self.tr("Replace register"),
        ):
            return

        def take(context: PageContext) -> None:
            try:
                text = context.session.files.read(path).decode("utf-8")
            except UnicodeDecodeError:
                raise RegisterInvalid("It is not text in UTF-8.") from None
            identities.import_register(context.session, self._case_id, text)

        self._try(take)

    def _set_rule(self) -> None:
        dates, keep = str(self.dates_combo.currentData()), self._view.keep
        if dates != self._view.dates:
            self._try(lambda context: identities.set_rule(context.session, self._case_id, dates=dates, keep=keep))

    def _try(self, act: Act) -> None:
        if self._context is None:
            return
        try:
            act(self._context)
        except SafermkError as error:
            self._context.messages.show_error(error)
        else:
            self._tell()

    def _tell(self) -> None:
        if self._context is not None:
            self._context.changes.tell(self._case_id)
