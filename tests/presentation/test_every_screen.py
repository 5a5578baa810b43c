"""Every screen on the fictional vault, small and with the largest text: nothing is cut, everything has a name."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QScrollBar,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap
from safermk_desktop.demo import pictures
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.presentation.main_window import MainWindow
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.text import ElidedLabel
from safermk_desktop.services import queries
from safermk_desktop.services.channel import showing
from tests.services.conftest import CHEAP

SPARE = 2
"""Pixels by which Qt rounds."""
IDS = re.compile(r"\b[0-9a-f]{32}\b")


class Screens:
    """Goes to each screen of the window."""

    def __init__(self, qt: QApplication, window: MainWindow) -> None:
        self.qt, self.window = qt, window
        context = window._context
        assert context is not None
        session = context.session
        self.ids = {row.label[5:6]: str(row.case_id) for row in queries.caseload(session, with_closed=True)}
        self.ids |= {row.reference: str(row.case_id) for row in showing.channel_cases(session)}

    def every(self) -> Iterator[tuple[str, QWidget]]:
        """Each screen with its name."""
        for screen, state, address in pictures.VIEWS:
            pictures._go(self.qt, self.window, pictures._with_id(address, self.ids))
            yield f"{screen} {state}".strip(), self.window


@pytest.fixture(scope="module")
def screens(story_vault: Path, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Screens]:
    """The window on a copy of the fictional vault, unlocked."""
    base = tmp_path_factory.mktemp("screens")
    vault = base / story_vault.name
    shutil.copytree(story_vault, vault)
    built = bootstrap.build(StoryClock(date(2026, 11, 17)), CHEAP)
    application = replace(built, recent=pictures._OneVault(vault), cache_folder=base / "cache")
    before = qapp.findChildren(Theme)
    with pictures._window(application, vault) as (qt, window):
        pictures._unlock(qt, window)
        yield Screens(qt, window)
    for made in qapp.findChildren(Theme):
        if made not in before:
            made.setParent(None)


def shown(root: QWidget) -> Iterator[QWidget]:
    """Every widget of a window that can be seen or scrolled to."""
    return (one for one in root.findChildren(QWidget) if one.isVisible())


def cut(root: QWidget) -> list[str]:
    """Words that have less room than they take, and parts that reach out of what holds them."""
    found: list[str] = []
    for one in shown(root):
        if isinstance(one, QLabel) and one.text() and not isinstance(one, ElidedLabel):
            needs = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
            is_narrow = not one.wordWrap() and one.sizeHint().width() > one.width() + SPARE
            if is_narrow or needs > one.height() + SPARE:
                found.append(f"{one.objectName()} {one.text()[:60]!r}")
        elif isinstance(one, QAbstractButton) and one.text() and one.sizeHint().width() > one.width() + SPARE:
            found.append(f"{one.objectName()} {one.text()!r}")
        elif isinstance(one, QScrollBar) and one.orientation() == Qt.Orientation.Horizontal and one.maximum():
            found.append(f"scrolls sideways: {one.parentWidget()}")
        elif isinstance(one, QAbstractItemView) and reaches_out(one):
            found.append(f"{one.objectName()} reaches out of {one.parentWidget()}")
    return found


def reaches_out(one: QWidget) -> bool:
    holder = one.parentWidget()
    return holder is not None and one.geometry().bottom() > holder.height() + SPARE


def unnamed(root: QWidget) -> list[str]:
    """What takes the focus and says nothing to a screen reader."""
    buddies = {label.buddy() for label in root.findChildren(QLabel) if label.buddy()}
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in shown(root)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one, QMenuBar)
        and not isinstance(one.parentWidget(), QSpinBox | QComboBox)
        and one not in buddies
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
    ]


def shared_keys(root: QWidget) -> list[str]:
    """Letters that two things on a screen are reached by."""
    texts = [
        one.text()
        for one in shown(root)
        if isinstance(one, QAbstractButton) or (isinstance(one, QLabel) and one.buddy() is not None)
    ]
    keys = Counter(found.group(1).lower() for text in texts if (found := re.search(r"&([^&])", text)))
    return [key for key, count in keys.items() if count > 1]


def words(root: QWidget) -> str:
    """All that is said in labels, buttons and fields."""
    texts = [one.text() for one in shown(root) if isinstance(one, QLabel | QAbstractButton | QLineEdit)]
    return "\n".join(texts)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_on_no_screen_anything_is_cut_or_without_a_name(screens: Screens, scale: float) -> None:
    Theme.current().change(scale=scale)
    screens.window.resize(1280, 720)
    faults: dict[str, list[str]] = {}
    for name, root in screens.every():
        assert root.width() == 1280, name
        for told in (cut(root), unnamed(root), shared_keys(root), IDS.findall(words(root))):
            faults.setdefault(name, []).extend(told)
    assert {name: told for name, told in faults.items() if told} == {}
    assert len(faults) == len(pictures.VIEWS)


def test_each_fault_is_seen(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    label, first, second, nameless = (
        QLabel("Cut short", root),
        QPushButton("&Save", root),
        QPushButton("&Send"),
        QLineEdit(),
    )
    second.setParent(root)
    nameless.setParent(root)
    label.setObjectName("short_label")
    label.setFixedWidth(20)
    for one in (first, second):
        one.setFixedWidth(200)
    root.show()
    assert cut(root) == ["short_label 'Cut short'"]
    assert shared_keys(root) == ["s"]
    assert [line.split()[0] for line in unnamed(root)] == ["QLineEdit"]
