from __future__ import annotations

import gc
from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.errors import DiskFull, SafermkError
from safermk_desktop.presentation.dialogs.message_dialog import MessageDialog
from safermk_desktop.presentation.messages import DialogTeller, Message, Messages, title_of
from safermk_desktop.presentation.widgets.marking_strip import MarkingStrip
from tests.presentation.conftest import RecordingTeller


def leaves(kind: type[SafermkError]) -> Iterator[type[SafermkError]]:
    below = kind.__subclasses__()
    if not below:
        yield kind
    for each in below:
        yield from leaves(each)


def test_every_failure_has_a_title_and_whole_sentences() -> None:
    found = [kind for kind in leaves(SafermkError) if kind.__module__ == "safermk_desktop.errors"]
    assert len(found) > 30
    for kind in found:
        assert title_of(kind())
        assert kind().sentences().endswith(".")


def test_a_message_is_told_and_a_question_answered(qtbot: QtBot, teller: RecordingTeller) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    messages = Messages(window, teller)
    messages.show_error(DiskFull("Two megabytes are missing."))
    assert messages.confirm("Remove a member", "Really?", accept="Remove member")
    teller.answer = False
    assert not messages.confirm("Remove a member", "Really?", accept="Remove member")
    assert [told.title for told in teller.told] == ["The disk is full", "Remove a member", "Remove a member"]
    assert "Two megabytes are missing." in teller.told[0].text


def answer(qtbot: QtBot, key: Qt.Key, *, window: QWidget) -> bool:
    seen: list[MessageDialog] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MessageDialog)
        seen.append(dialog)
        strip = dialog.findChild(MarkingStrip)
        assert strip is not None
        assert strip.geometry().top() == 0
        assert strip.width() == dialog.width()
        qtbot.keyClick(dialog, key)

    QTimer.singleShot(50, press)
    said = Messages(window).confirm("Remove a member", "The seat is open again.", accept="Remove member")
    assert seen
    return said


def test_esc_says_no_and_a_question_starts_on_the_harmless_answer(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    assert not answer(qtbot, Qt.Key.Key_Escape, window=window)


def test_a_message_that_was_answered_is_gone_and_leaves_nothing_to_the_collector(qtbot: QtBot) -> None:
    """Left to Python's collector its parts die in any order, and the focus ring among them as an unknown slot."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    for _ in range(2):

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, MessageDialog)
            dialog.accept()

        QTimer.singleShot(0, answer)
        assert DialogTeller().show(window, Message(title="A title", text="A sentence."))
        gc.collect()
        qtbot.wait(10)
        assert not window.findChildren(MessageDialog)
