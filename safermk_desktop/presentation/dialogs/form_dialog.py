"""What every dialog has: the marking strip, the focus ring, its form, and Esc to close."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLayout, QWidget

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
        # A form of a fixed least width would otherwise not grow when an error appears in it.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.setModal(True)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self._ring = FocusRing(self)
