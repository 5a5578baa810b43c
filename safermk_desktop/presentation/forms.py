"""Forms made in Qt Designer (``ui/*.ui``), loaded at run time into the class that declares what it needs of them.

A class names the widgets it uses as annotations; ``fill`` loads the form into the instance, finds each by name,
checks its type and sets it. A form that does not fit its class is a ``FormError`` with both names, at once.
"""

from __future__ import annotations

from typing import Final, get_type_hints

from PySide6.QtCore import QFile, QIODevice, QObject, Qt
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QLabel, QLayout, QScrollArea, QWidget

from safermk_desktop import assets
from safermk_desktop.presentation.theme import Theme

_OF_QT: Final = "PySide6."


class FormError(Exception):
    """A form and the class it is loaded into do not fit: a bug, never a person's doing."""

    def __init__(self, form: str, why: str) -> None:
        super().__init__(f"ui/{form}.ui: {why}")


class _Loader(QUiLoader):
    """Loads into a widget that exists, and knows our own widget classes."""

    def __init__(self, root: QWidget) -> None:
        super().__init__()
        self._root = root
        self.setLanguageChangeEnabled(True)

    def createWidget(self, class_name: str, /, parent: QWidget | None = None, name: str = "") -> QWidget:
        if parent is None:
            self._root.setObjectName(name)
            return self._root
        return super().createWidget(class_name, parent, name)


def declared(kind: type[QWidget]) -> dict[str, type[QObject]]:
    """The names and types that a class declares of its form. Inherited declarations count."""
    hints = get_type_hints(kind)
    return {name: hint for name, hint in hints.items() if isinstance(hint, type) and issubclass(hint, QObject)}


def fill(widget: QWidget, form: str) -> None:
    """Load ``ui/{form}.ui`` into ``widget`` and set every declared child. Raises ``FormError``."""
    wanted = declared(type(widget))
    loader = _Loader(widget)
    for kind in set(wanted.values()):
        if issubclass(kind, QWidget) and not kind.__module__.startswith(_OF_QT):
            loader.registerCustomWidget(kind)
    file = QFile(str(assets.folder("ui") / f"{form}.ui"))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FormError(form, "there is no such form")
    try:
        loader.load(file)
    except RuntimeError as error:
        raise FormError(form, str(error)) from error
    finally:
        file.close()
    for name, kind in wanted.items():
        setattr(widget, name, _child(widget, form, name, kind))
    _settle(widget)
    Theme.current().dress(widget)


def _child(widget: QWidget, form: str, name: str, kind: type[QObject]) -> QObject:
    found = widget.findChild(QObject, name)
    if found is None:
        raise FormError(form, f"{type(widget).__name__} needs a {kind.__name__} called {name}; there is none")
    if not isinstance(found, kind):
        raise FormError(form, f"{name} is a {type(found).__name__}; {type(widget).__name__} needs a {kind.__name__}")
    return found


def _settle(widget: QWidget) -> None:
    # What a label is given later may be anything a person typed: it is never read as markup.
    for label in widget.findChildren(QLabel):
        if label.textFormat() == Qt.TextFormat.AutoText:
            label.setTextFormat(Qt.TextFormat.PlainText)
    # setWidget() turns on a fill in the palette's grey; pages show through instead.
    for area in widget.findChildren(QScrollArea):
        area.viewport().setAutoFillBackground(False)
        if not area.accessibleName():  # the keys scroll it, so it takes the focus and is read out
            area.setAccessibleName(widget.tr("What this page holds"))
        if (inner := area.widget()) is not None:
            inner.setAutoFillBackground(False)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, widgets included, before it is filled anew."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            empty(inner)
        elif widget is not None:
            widget.hide()
            widget.deleteLater()
