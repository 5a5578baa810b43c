"""The answers of a form as they are looked at once more before they are recorded as sent."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from safermk_desktop.presentation.checking import Answer
from safermk_desktop.presentation.messages import Messages


def check_answers(messages: Messages, form: QWidget, fields: Mapping[QWidget, str], *, record: str) -> bool:
    """Show what stands in the fields that can be changed; whether the person found it right.

    Else the field that is to be changed has the focus.
    """

    def place(field: QWidget) -> tuple[int, int]:
        at = field.mapTo(form, QPoint(0, 0))
        return at.y(), at.x()

    shown = sorted((field for field in fields if field.isEnabled()), key=place)
    answers = [Answer(question=_question(form, one), text=fields[one], field=one.objectName()) for one in shown]
    said = messages.check_answers(answers, record=record)
    for field in shown:
        if field.objectName() == said.change:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
    return said.is_right


def _question(form: QWidget, field: QWidget) -> str:
    """The words of its label."""
    named = (label.text() for label in form.findChildren(QLabel) if label.buddy() is field)
    return next(named, field.accessibleName()).replace("&", "")
