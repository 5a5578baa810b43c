"""Take clauses over from the library: tick, and word them for this case or for the partnership."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QPushButton, QWidget

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import kind_of
from safermk_desktop.domain.terms_library import LIBRARY, LibraryClause, worded
from safermk_desktop.errors import RecordUnknown, SafermkError
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.services import queries, terms, terms_library

_KEY = Qt.ItemDataRole.UserRole
_TEXT = Qt.ItemDataRole.UserRole + 1


class ClauseLibraryDialog(EntryDialog):
    """What is ticked is added to the section in one act, as it is worded here."""

    clauses_error: FieldError
    clauses_list: QListWidget
    text_edit: QPlainTextEdit
    keep_button: QPushButton
    restore_button: QPushButton

    def __init__(
        self, context: PageContext, case_id: CaseId, section_id: RecordId, parent: QWidget | None = None
    ) -> None:
        super().__init__("clause_library_dialog", context, parent)
        self.about = section_id
        self._case_id, self._section_id = case_id, section_id
        file = queries.case_file(context.session, case_id)
        section = next((one for one in file.sections if one.id == section_id), None)
        if section is None:
            raise RecordUnknown
        self._regime = file.case.regime
        held = {clause.text for clause in section.clauses}
        self.explain(self.tr("Tick what the section “{heading}” takes over.").format(heading=section.heading))
        for clause in terms_library.clauses(context.session):
            if clause.section == kind_of(section) and worded(clause.text, self._regime) not in held:
                self._offer(clause)
        self.clauses_list.currentItemChanged.connect(self._show)
        self.text_edit.textChanged.connect(self._word)
        self.keep_button.clicked.connect(self._keep)
        self.restore_button.clicked.connect(self._restore)
        self.clauses_list.setCurrentRow(0)
        self.begin(self.clauses_list)

    def read(self, faults: Faults) -> Callable[[], object]:
        texts = [str(item.data(_TEXT)) for item in self._ticked()]
        if not any(text.strip() for text in texts):
            faults.found.append((self.clauses_error, self.clauses_list, self.tr("Tick a clause that has words.")))
        return lambda: terms.add_clauses(self.context.session, self._case_id, self._section_id, texts)

    @property
    def has_typed(self) -> bool:
        return bool(self.entries())

    def entries(self) -> dict[str, str]:
        """What is ticked, by its key in the library, as it is worded here."""
        return {str(item.data(_KEY)): str(item.data(_TEXT)) for item in self._ticked()}

    def take_back(self, entries: Mapping[str, str]) -> None:
        for at in range(self.clauses_list.count()):
            item = self.clauses_list.item(at)
            text = entries.get(str(item.data(_KEY)))
            if text is not None:
                self._put(item, text)
                item.setCheckState(Qt.CheckState.Checked)
        self._show(self._current())

    def _ticked(self) -> list[QListWidgetItem]:
        items = (self.clauses_list.item(at) for at in range(self.clauses_list.count()))
        return [item for item in items if item.checkState() is Qt.CheckState.Checked]

    def _offer(self, clause: LibraryClause) -> None:
        text = worded(clause.text, self._regime)
        item = QListWidgetItem(f"{clause.title}\n{text}")
        item.setData(_KEY, clause.key)
        item.setData(_TEXT, text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        self.clauses_list.addItem(item)

    def _show(self, item: QListWidgetItem | None) -> None:
        self.text_edit.blockSignals(True)
        self.text_edit.setPlainText("" if item is None else str(item.data(_TEXT)))
        self.text_edit.blockSignals(False)
        for one in (self.text_edit, self.keep_button, self.restore_button):
            one.setEnabled(item is not None)

    def _word(self) -> None:
        item = self._current()
        if item is not None and item.data(_TEXT) != self.text_edit.toPlainText():
            self._put(item, self.text_edit.toPlainText())
            item.setCheckState(Qt.CheckState.Checked)

    def _current(self) -> QListWidgetItem | None:
        """The clause chosen; Qt gives none where the list is empty."""
        return self.clauses_list.currentItem() if self.clauses_list.count() else None

    def _put(self, item: QListWidgetItem, text: str) -> None:
        item.setData(_TEXT, text)
        item.setText(f"{item.text().partition(chr(10))[0]}\n{text}")

    def _keep(self) -> None:
        """Word it so for every case to come."""
        item = self.clauses_list.currentItem()
        key, text = str(item.data(_KEY)), self.text_edit.toPlainText()
        self._library(lambda: terms_library.change_library_clause(self.context.session, key, text))

    def _restore(self) -> None:
        """Go back to the wording that the product brings."""
        item = self.clauses_list.currentItem()
        key = str(item.data(_KEY))
        own = {one.key: one.text for one in terms_library.clauses(self.context.session)}
        text = next(one.text for one in LIBRARY if one.key == key)
        if own[key] == text or self._library(lambda: terms_library.restore_library_clause(self.context.session, key)):
            self._put(item, worded(text, self._regime))
            self._show(item)

    def _library(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except SafermkError as error:
            self.refuse(error)
            return False
        self.explain(self.tr("The library is worded so from now on; cases keep what they took."))
        return True
