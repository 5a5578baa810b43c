from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop import assets
from safermk_desktop.presentation.forms import FormError, fill
from safermk_desktop.presentation.widgets.banner import Banner

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>Small</class><widget class="QWidget" name="small">
<layout class="QVBoxLayout" name="outer_layout">
<item><widget class="QLabel" name="name_label"><property name="text"><string>Name</string></property></widget></item>
<item><widget class="QLineEdit" name="name_edit"/></item>
<item><widget class="Banner" name="top_banner"/></item></layout></widget>
<customwidgets><customwidget><class>Banner</class><extends>QFrame</extends><header>x</header></customwidget></customwidgets>
</ui>"""


class Fits(QWidget):
    name_label: QLabel
    name_edit: QLineEdit
    top_banner: Banner


class Misspelt(QWidget):
    nane_edit: QLineEdit


class OfAnotherType(QWidget):
    name_edit: QPushButton


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "small.ui").write_text(FORM, encoding="utf-8")
    monkeypatch.setattr(assets, "folder", lambda name: tmp_path)
    return "small"


def test_declared_widgets_are_set_and_of_our_own_classes(small: str, qtbot: QtBot) -> None:
    widget = Fits()
    qtbot.addWidget(widget)
    fill(widget, small)
    assert widget.name_edit.parent() is widget
    assert type(widget.top_banner) is Banner
    widget.name_label.setText("<b>typed</b>")
    widget.show()
    assert widget.name_label.text() == "<b>typed</b>"
    assert widget.name_label.textFormat().name == "PlainText"


@pytest.mark.parametrize(
    "kind,words",
    [(Misspelt, "needs a QLineEdit called nane_edit"), (OfAnotherType, "name_edit is a QLineEdit")],
)
def test_a_form_that_does_not_fit_says_so_with_both_names(
    small: str, qtbot: QtBot, kind: Callable[[], QWidget], words: str
) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    with pytest.raises(FormError, match=words):
        fill(widget, small)


def test_a_form_that_is_not_there_is_named(small: str, qtbot: QtBot) -> None:
    widget = Fits()
    qtbot.addWidget(widget)
    with pytest.raises(FormError, match=r"ui/none\.ui: there is no such form"):
        fill(widget, "none")
