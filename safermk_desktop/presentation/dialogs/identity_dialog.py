"""Enter an identity into the register, or change one."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget

from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import PseudonymTaken, ReplacementUnsafe, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults, lines_of
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.services import identities, pseudonyms

KIND_WORDS: Final = MappingProxyType(
    {
        "person": "Person",
        "place": "Place or address",
        "organisation": "Organisation",
        "date": "Date",
        "contact": "Telephone, email or account",
        "reference": "Reference number",
        "other": "Other",
    }
)


class IdentityDialog(EntryDialog):
    """The names are shown while this is open: opening it for an entry of the register is a look, and on the record."""

    kind_combo: QComboBox
    role_edit: QLineEdit
    names_error: FieldError
    names_edit: QPlainTextEdit
    replacement_error: FieldError
    replacement_edit: QLineEdit
    suggest_button: QPushButton

    def __init__(
        self, context: PageContext, case_id: CaseId, entry: IdentityEntry | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("identity_dialog", context, parent)
        self.about = entry.id if entry else ""
        self._case_id = case_id
        self._entry = entry
        for kind, words in KIND_WORDS.items():
            self.kind_combo.addItem(self.tr(words), kind)
        self.explain(
            self.tr(
                "Enter the full name, every nickname, former name and way of writing it. Common forms, such as a title "
                "with the surname, initials and typing errors, are found without being listed."
            )
        )
        self.suggestions_menu = QMenu(self)
        self.suggestions_menu.aboutToShow.connect(self._suggest)
        self.suggest_button.setMenu(self.suggestions_menu)
        if entry is not None:
            self._show(entry)
        self.begin(self.names_edit)

    def read(self, faults: Faults) -> Callable[[], object]:
        faults.text(self.names_error, self.names_edit, self.tr("Enter at least one name or form."))
        replacement = faults.text(
            self.replacement_error,
            self.replacement_edit,
            self.tr("Say what stands in the copy instead, for example Adult K."),
        )
        return lambda: identities.put_identity(
            self.context.session,
            self._case_id,
            kind=str(self.kind_combo.currentData()),
            role=self.role_edit.text().strip(),
            names=lines_of(self.names_edit),
            replacement=replacement,
            entry_id=self._entry.id if self._entry else None,
        )

    def sentence_of(self, error: SafermkError) -> str:
        # The detail alone is a number of the register.
        return error.sentences() if isinstance(error, ReplacementUnsafe) else super().sentence_of(error)

    def field_of(self, error: SafermkError) -> QWidget:
        is_form = isinstance(error, ReplacementUnsafe | PseudonymTaken)
        return self.replacement_edit if is_form else self.names_edit

    def _suggest(self) -> None:
        """Three forms that no name of any case speaks against; one that is chosen stands in the field."""
        self.suggestions_menu.clear()
        for form in pseudonyms.suggest(
            self.context.session,
            self._case_id,
            role=self.role_edit.text(),
            names=lines_of(self.names_edit),
            entry_id=self._entry.id if self._entry else None,
        ):
            self.suggestions_menu.addAction(form, lambda form=form: self.replacement_edit.setText(form))

    def _show(self, entry: IdentityEntry) -> None:
        names = identities.look_at_identity(self.context.session, self._case_id, entry.id)
        self.title_label.setText(self.tr("Change an identity"))
        self.setWindowTitle(self.title_label.text())
        self.kind_combo.setCurrentIndex(self.kind_combo.findData(entry.kind))
        self.role_edit.setText(entry.role)
        self.names_edit.setPlainText("\n".join(names))
        self.replacement_edit.setText(entry.replacement)
