"""Two fields for two recovery sheets, and what is wrong between them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.share_edit import ShareEdit
from safermk_desktop.services.shares import pair_fault

Share = tuple[ShareEdit, FieldError]


class SharePair(QObject):
    """Tells at the second field, as soon as both are complete, when the two sheets do not go together."""

    def __init__(self, first: Share, second: Share, parent: QObject) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        for field, error in (first, second):
            field.tell_at(error)
            field.was_read.connect(self._compare)

    def read(self, faults: Faults) -> tuple[str, str]:
        """The two shares as one line of words each."""
        for field, error in (self._first, self._second):
            if fault := field.fault():
                faults.found.append((error, field, fault))
        if fault := self._fault():
            faults.found.append((self._second[1], self._second[0], fault))
        first, second = (" ".join(field.toPlainText().lower().split()) for field, _ in (self._first, self._second))
        return first, second

    def clear(self) -> None:
        """Empty both fields."""
        for field, _error in (self._first, self._second):
            field.clear()

    def _fault(self) -> str:
        return pair_fault(self._first[0].reading(), self._second[0].reading())

    def _compare(self, _reading: object) -> None:
        field, error = self._second
        if field.reading().is_complete:
            error.show_error(self._fault(), field)
