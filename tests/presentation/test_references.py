"""Qt's binding must not use up references to ``None``: under Python 3.11 that ends the process after some use.

PySide6 6.12.0 did: each call that answered ``None`` took one reference away (measured with ``sys.getrefcount``).
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 400


def test_calls_that_answer_nothing_cost_no_reference(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    picture = QPixmap(4, 4)
    painter = QPainter(picture)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.property("absent")
        widget.parent()
        widget.layout()
        painter.setPen(QPen(QColor(1, 2, 3)))
        painter.fillRect(QRect(0, 0, 1, 1), QColor(1, 2, 3))
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - CALLS // 4
