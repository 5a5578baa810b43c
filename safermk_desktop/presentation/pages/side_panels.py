"""The panes of the redaction page: side by side where there is room, else one side panel at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QToolButton, QWidget

from safermk_desktop.presentation.pages.report_panel import ReportPanel
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.stacking import is_large

WIDE = 1400
NARROW = 1000
_ANY_WIDTH = (1 << 24) - 1
"""Qt's own greatest width."""


class SidePanels(QObject):
    """In a wide window all panes are shown and the buttons hidden; in a narrow one a button shows its panel alone.

    Under large text in a window that is too narrow for two panes, a panel that is open takes the place of the text.
    """

    def __init__(
        self,
        panes: QBoxLayout,
        centre: ReportPanel,
        *,
        left: tuple[QWidget, QToolButton],
        right: tuple[QWidget, QToolButton],
    ) -> None:
        super().__init__(left[0])
        self._panes, self._centre = panes, centre
        self._left, self._left_button = left
        self._right, self._right_button = right
        self._is_wide: bool | None = None
        self._is_stacked: bool | None = None
        self._right.hide()
        self._left_button.toggled.connect(self._unfold_left)
        self._right_button.toggled.connect(self._unfold_right)

    def fold(self, width: int) -> None:
        """Arrange for a window of that width in pixels, under the text size of the theme."""
        scale = Theme.current().scale
        self._stack(is_stacked=is_large() and width < NARROW * scale)
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

    def _stack(self, *, is_stacked: bool) -> None:
        side = Theme.current().size("side")
        for panel in (self._left, self._right):
            panel.setMinimumWidth(0 if is_stacked else side)
            panel.setMaximumWidth(_ANY_WIDTH if is_stacked else side)
        if is_stacked != self._is_stacked:
            self._is_stacked = is_stacked
            ways = QBoxLayout.Direction
            self._panes.setDirection(ways.TopToBottom if is_stacked else ways.LeftToRight)
            self._panes.removeWidget(self._centre)
            self._panes.insertWidget(0 if is_stacked else 1, self._centre)
            self._share()

    def _share(self) -> None:
        """The room goes to the text, or to the panel that stands in its place."""
        is_folded = bool(self._is_stacked) and (self._left_button.isChecked() or self._right_button.isChecked())
        self._centre.fold_text(is_folded=is_folded)
        self._panes.setStretchFactor(self._centre, 0 if is_folded else 1)
        for panel in (self._left, self._right):
            self._panes.setStretchFactor(panel, 1 if is_folded else 0)

    def _unfold_left(self, is_open: bool) -> None:
        # The other one goes first: both at once would widen a narrow window.
        if is_open:
            self._right_button.setChecked(False)
        self._left.setVisible(is_open or bool(self._is_wide))
        self._share()

    def _unfold_right(self, is_open: bool) -> None:
        if is_open:
            self._left_button.setChecked(False)
        self._right.setVisible(is_open or bool(self._is_wide))
        self._share()
