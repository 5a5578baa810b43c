"""One focus ring for a whole window: an overlay that follows the focus, so that no control changes its size."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QListWidget,
    QMenuBar,
    QScrollArea,
    QTabBar,
    QWidget,
)

from safermk_desktop.presentation.theme import Theme

_GAP: Final = 4
_WATCHED: Final = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.LayoutRequest,
    }
)


class FocusRing(QWidget):
    """3 px of yellow inside a dark edge, 4 px outside the control. Tables and rails paint one around the row."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """The widget that the ring is around."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _WATCHED:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        box = QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus.edge"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.setPen(QPen(theme.color("focus.ring"), 3))
        painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 5, 5)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = now if now is not None and self._is_ringed(now) else None
        if self._target is None:
            self.hide()
            return
        widget: QWidget | None = self._target
        while widget is not None and widget is not self._window:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        if isinstance(self._target, QTabBar):
            self._target.currentChanged.connect(self._place)
        self._place()

    def _is_ringed(self, widget: QWidget) -> bool:
        is_other = widget.window() is not self.window() or widget is self.window()
        paints_rows = isinstance(widget, QAbstractItemView) and not isinstance(widget, QListWidget)
        return not is_other and not paints_rows and not isinstance(widget, QMenuBar)

    def _place(self, *_ignored: object) -> None:
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        inner = target.tabRect(target.currentIndex()) if isinstance(target, QTabBar) else target.rect()
        box = QRect(target.mapTo(self._window, inner.topLeft()), inner.size())
        # What scrolls fills its part of the window: around it there is no room, so its ring lies inside.
        gap = -1 if isinstance(target, QScrollArea) else _GAP
        box.adjust(-gap, -gap, gap, gap)
        shown = box & self._visible_part(target)
        if shown.isEmpty():
            self.hide()
            return
        self.setGeometry(box)
        self.setMask(QRegion(shown.translated(-box.topLeft())))
        self.raise_()
        self.show()

    def _visible_part(self, target: QWidget) -> QRect:
        # What scrolls is clipped by its viewport; the ring is not inside it and has to be clipped as well.
        part = self._window.rect()
        widget = target.parentWidget()
        while widget is not None and widget is not self._window:
            above = widget.parentWidget()
            if isinstance(above, QAbstractScrollArea) and above.viewport() is widget:
                part &= QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())
            widget = above
        return part
