"""What every dialog has: the marking strip, the focus ring, its form, and Esc to close."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QWidget

from safermk_desktop.presentation.forms import FormError, fill
from safermk_desktop.presentation.widgets.focus_ring import FocusRing
from safermk_desktop.presentation.widgets.marking_strip import MarkingStrip


class FormDialog(QDialog):
    """A dialog over the window. A subclass declares its widgets and passes the name of its form."""

    def __init__(self, form: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, form)
        layout = self.layout()
        if layout is None:
            raise FormError(form, "the dialog has no layout")
        layout.setMenuBar(MarkingStrip(self))
        self.setModal(True)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self._ring = FocusRing(self)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return is_done

    def _grow(self) -> None:
        """Make room for an error that has just appeared; Qt would squeeze the form instead."""
        layout = self.layout()
        if layout is None:
            return
        least = layout.totalMinimumSize().height()
        wanted = max(least, layout.totalHeightForWidth(self.width())) if layout.hasHeightForWidth() else least
        if wanted > self.height():
            self.resize(self.width(), wanted)
