"""What every dialog has: the marking strip, the focus ring, its form, Esc to close, and no more room than there is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLayout, QScrollArea, QWidget

from safermk_desktop.presentation.forms import FormError, fill
from safermk_desktop.presentation.keys import pressed
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.focus_ring import FocusRing
from safermk_desktop.presentation.widgets.marking_strip import MarkingStrip

_AROUND: Final = 48
"""Pixels of the window that stay visible around a tall dialog."""
_SPARE: Final = 12


class FormDialog(QDialog):
    """A dialog over the window. A subclass declares its widgets and passes the name of its form.

    A form whose middle is a scroll area called ``form_scroll`` scrolls where the window has no room for all of it.
    """

    def __init__(self, form: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, form)
        layout = self.layout()
        if layout is None:
            raise FormError(form, "the dialog has no layout")
        layout.setMenuBar(MarkingStrip(self))
        self.setModal(True)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self._scroll = self.findChild(QScrollArea, "form_scroll")
        if self._scroll is not None:
            _leave_room(self._scroll)
            self._scroll.verticalScrollBar().rangeChanged.connect(self._take_room)
        self._ring = FocusRing(self)

    @property
    def has_typed(self) -> bool:
        """Whether something was typed here that is kept nowhere yet."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; only from a field it presses the one that saves."""
        if not pressed(self, event):
            super().keyPressEvent(event)

    def setVisible(self, visible: bool) -> None:
        if visible and not self.isVisible():
            self.ensurePolished()
            self.fit()
        super().setVisible(visible)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return is_done

    def focusNextPrevChild(self, is_next: bool, /) -> bool:
        """With a field its label comes into sight, and what is explained above the first one."""
        is_moved = super().focusNextPrevChild(is_next)
        QTimer.singleShot(0, self, self._show_whole)  # after the scroll area, which brings the field alone into sight
        return is_moved

    def _show_whole(self) -> None:
        focus = QApplication.focusWidget()
        if self._scroll is not None and focus is not None:
            _bring(self._scroll, focus)

    def fit(self) -> None:
        """Take the width the text needs and the height the form needs, or as much of it as the window has."""
        inner = self._scroll.widget() if self._scroll else None
        if inner is None:
            return
        _free(inner)
        wanted = round(self.minimumWidth() * Theme.current().scale)
        width = max(min(wanted, self._room().width()), self.minimumWidth(), inner.minimumSizeHint().width())
        self.resize(width, self._tall(width))

    def _take_room(self, _least: int, most: int) -> None:
        """What appeared would have to be scrolled to: grow by as much, while the window has room."""
        wanted = min(self.height() + most, self._room().height())
        if self.isVisible() and wanted > self.height():
            self.resize(self.width(), wanted)

    def _grow(self) -> None:
        """Make room for an error that has just appeared; Qt would squeeze the form instead."""
        wanted = self._tall(self.width())
        if wanted > self.height():
            self.resize(self.width(), wanted)

    def _tall(self, width: int) -> int:
        """The height that shows the whole form at a width; with a scroll area never more than there is room for."""
        layout, inner = self.layout(), self._scroll.widget() if self._scroll else None
        if layout is None:
            return self.height()
        if self._scroll is None or inner is None:
            least = layout.totalMinimumSize().height()
            return max(least, layout.totalHeightForWidth(width)) if layout.hasHeightForWidth() else least
        _free(inner)
        for stale in (inner.layout(), layout):
            if stale is not None:
                stale.activate()
        form = inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()
        return min(self._room().height(), _without(layout, self._scroll, width) + form + _SPARE)

    def _room(self) -> QSize:
        """What the window has, or the screen when there is no window."""
        parent = self.parentWidget()
        whole = parent.window().size() if parent else self.screen().availableSize()
        return whole - QSize(_AROUND, _AROUND)


def _leave_room(scroll: QScrollArea) -> None:
    """The ring of the last field lies partly below it: what scrolls would cut it."""
    inner = scroll.widget()
    layout = inner.layout() if inner is not None else None
    if layout is not None:
        margins = layout.contentsMargins()
        margins.setBottom(max(margins.bottom(), Theme.current().space(1) + 1))
        layout.setContentsMargins(margins)


def _bring(scroll: QScrollArea, field: QWidget) -> None:
    inner = scroll.widget()
    if inner is None or not inner.isAncestorOf(field):
        return
    label = next((one for one in inner.findChildren(QLabel) if one.buddy() is field), field)
    top = label.mapTo(inner, QPoint(0, 0)).y()
    foot = field.mapTo(inner, QPoint(0, field.height())).y() + Theme.current().space(1)
    bar, room = scroll.verticalScrollBar(), scroll.viewport().height()
    if foot <= room:
        bar.setValue(0)
    elif top < bar.value() or foot > bar.value() + room:
        bar.setValue(max(min(top, bar.value()), foot - room))


def _free(inner: QWidget) -> None:
    """A form with text that wraps is as tall as its width asks, not as its text at its narrowest would; any other keeps
    its least height, or Qt squeezes it instead of scrolling."""
    inner.setMinimumHeight(1 if inner.hasHeightForWidth() else 0)


def _without(layout: QLayout, scroll: QScrollArea, width: int) -> int:
    """The height of everything around the scroll area. What a layout says of the whole is partly an old measure."""
    margins = layout.contentsMargins()
    tall = margins.top() + margins.bottom() + layout.spacing() * (layout.count() - 1)
    tall += sum(strip.sizeHint().height() for strip in scroll.window().findChildren(MarkingStrip))
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is not None and item.widget() is not scroll:
            tall += item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return tall
