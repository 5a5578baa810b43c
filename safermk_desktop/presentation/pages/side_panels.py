"""The two side panels of the redaction page, of which a narrow window shows one at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolButton, QWidget

WIDE = 1400


class SidePanels(QObject):
    """In a wide window both are shown and the buttons hidden; in a narrow one a button shows its panel alone."""

    def __init__(self, *, left: tuple[QWidget, QToolButton], right: tuple[QWidget, QToolButton]) -> None:
        super().__init__(left[0])
        self._left, self._left_button = left
        self._right, self._right_button = right
        self._is_wide: bool | None = None
        self._right.hide()
        self._left_button.toggled.connect(self._unfold_left)
        self._right_button.toggled.connect(self._unfold_right)

    def fold(self, width: int, scale: float) -> None:
        """Arrange for a window of that width in pixels, under that text size."""
        is_wide = width >= WIDE * scale
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self._left_button.setVisible(not is_wide)
        self._right_button.setVisible(not is_wide)
        self._right_button.setChecked(False)
        self._left_button.setChecked(True)
        self._unfold_right(False)
        self._unfold_left(True)

    def _unfold_left(self, is_open: bool) -> None:
        # The other one goes first: both at once would widen a narrow window.
        if is_open:
            self._right_button.setChecked(False)
        self._left.setVisible(is_open or bool(self._is_wide))

    def _unfold_right(self, is_open: bool) -> None:
        if is_open:
            self._left_button.setChecked(False)
        self._right.setVisible(is_open or bool(self._is_wide))
