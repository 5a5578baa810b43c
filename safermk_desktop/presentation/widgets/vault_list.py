"""The vaults of this computer on the unlock screen: one card each, chosen with the arrow keys or a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from safermk_desktop.presentation.painting import RIGHT, draw_text
from safermk_desktop.presentation.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_ROLE: Final = Qt.ItemDataRole.UserRole
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultEntry:
    """One card: the folder, its name for people, and when it was opened last."""

    folder: Path
    title: str
    opened: str


class VaultList(QListView):
    """One vault is always chosen when there is one. ``vault_chosen`` carries its folder."""

    vault_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[VaultEntry, ...] = ()
        self.setItemDelegate(_CardDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("rail", True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        Theme.current().changed.connect(self._measure)

    def show_vaults(self, entries: Sequence[VaultEntry], chosen: Path | None = None) -> None:
        """Show these, with one of them chosen: ``chosen``, or the first."""
        self._entries = tuple(entries)
        model = QStandardItemModel(self)
        for entry in entries:
            item = QStandardItem(entry.title)
            item.setData(entry, _ROLE)
            item.setData(f"{entry.title}, {entry.folder}, {entry.opened}", Qt.ItemDataRole.AccessibleTextRole)
            item.setData(str(entry.folder), Qt.ItemDataRole.ToolTipRole)
            model.appendRow(item)
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self._measure()
        at = next((place for place, entry in enumerate(entries) if entry.folder == chosen), 0)
        if entries:
            self.setCurrentIndex(model.index(at, 0))

    def chosen(self) -> Path | None:
        """The folder of the vault chosen."""
        at = self.currentIndex().row()
        return self._entries[at].folder if 0 <= at < len(self._entries) else None

    def entries(self) -> tuple[VaultEntry, ...]:
        """What is shown."""
        return self._entries

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.viewport().update()
            self.vault_chosen.emit(self._entries[now.row()].folder)

    def _measure(self) -> None:
        cards = max(1, min(_SHOWN, len(self._entries)))
        self.setFixedHeight(cards * _card_height() + 2)
        self.setVisible(bool(self._entries))


def _card_height() -> int:
    return round(72 * Theme.current().scale)


class _CardDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _card_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view, entry = self.parent(), index.data(_ROLE)
        if not isinstance(view, VaultList) or not isinstance(entry, VaultEntry):
            return
        is_chosen = view.currentIndex().row() == index.row()
        theme, box = Theme.current(), QRect(option.rect).adjusted(0, 4, 0, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent.base" if is_chosen else "border.default"), 2 if is_chosen else 1))
        painter.setBrush(theme.color("accent.soft" if is_chosen else "bg.surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), theme.radius("card"), theme.radius("card"))
        _words(painter, box, entry, is_chosen=is_chosen)
        if is_chosen and view.hasFocus():
            _ring(painter, box)
        painter.restore()


def _words(painter: QPainter, box: QRect, entry: VaultEntry, *, is_chosen: bool) -> None:
    theme = Theme.current()
    tone = "accent.text" if is_chosen else "text.secondary"
    size = round(20 * theme.scale)
    icon = theme.pixmap("circle-dot" if is_chosen else "circle", tone, size)
    painter.drawPixmap(box.left() + 16, box.center().y() - size // 2, icon)
    aside = round(theme.width(entry.opened, "small")) + 16
    left, half = box.left() + 32 + size, box.height() // 2
    wide = box.right() - left - aside - 16
    draw_text(painter, QRect(left, box.top() + 6, wide, half - 6), entry.title, role="bodyStrong")
    folder = QRect(left, box.top() + half, wide, half - 8)
    draw_text(painter, folder, str(entry.folder), role="caption", tone="text.secondary", family="mono")
    when = QRect(box.right() - aside - 12, box.top(), aside, box.height())
    draw_text(painter, when, entry.opened, role="small", tone="text.secondary", align=RIGHT)


def _ring(painter: QPainter, box: QRect) -> None:
    theme = Theme.current()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("focus.edge"), 1))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, -0.5, -0.5, 0.5), 7, 7)
    painter.setPen(QPen(theme.color("focus.ring"), 3))
    painter.drawRoundedRect(QRectF(box).adjusted(2.5, 1.5, -2.5, -1.5), 6, 6)
