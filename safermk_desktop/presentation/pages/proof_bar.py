"""The proof bar at the foot of the redaction page: what is covered, what is undecided, what was proved."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.stacking import is_large, stack


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One part of the bar: an icon in a tone, a sentence, and its detail."""

    text: str
    detail: str
    icon: str
    tone: str = "grey"


class ProofBar(QFrame):
    """Always visible. Without a reason the copy can be made; with one, the button is off and the reason beneath."""

    parts_layout: QHBoxLayout
    facts_layout: QHBoxLayout
    first_rule: QFrame
    second_rule: QFrame
    words_icon: QLabel
    words_label: QLabel
    words_detail: QLabel
    undecided_icon: QLabel
    undecided_label: QLabel
    undecided_detail: QLabel
    proof_icon: QLabel
    proof_label: QLabel
    proof_detail: QLabel
    approve_button: QPushButton
    export_button: QPushButton
    make_button: QPushButton
    work_label: QLabel
    work_bar: QProgressBar
    stop_button: QPushButton
    reason_label: QLabel

    make_asked = Signal()
    stop_asked = Signal()
    approve_asked = Signal()
    export_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "proof_bar")
        self._reason = ""
        self.make_button.clicked.connect(self.make_asked)
        self.stop_button.clicked.connect(self.stop_asked)
        self.approve_button.clicked.connect(self.approve_asked)
        self.export_button.clicked.connect(self.export_asked)
        self.show_work("")
        Theme.current().changed.connect(self._measure)
        self._measure()

    def show_facts(self, words: Fact, undecided: Fact, proof: Fact) -> None:
        """Show the three parts."""
        parts = (
            (words, self.words_icon, self.words_label, self.words_detail),
            (undecided, self.undecided_icon, self.undecided_label, self.undecided_detail),
            (proof, self.proof_icon, self.proof_label, self.proof_detail),
        )
        for fact, icon, text, detail in parts:
            icon.setProperty("icon_name", fact.icon)
            icon.setProperty("icon_tone", f"{fact.tone}.text")
            text.setText(fact.text)
            detail.setText(fact.detail)
        Theme.current().dress(self)

    def show_acts(self, *, reason: str, may_approve: bool, may_export: bool) -> None:
        """Which acts there are; ``reason`` says why no copy can be made."""
        self._reason = reason
        self.approve_button.setVisible(may_approve)
        self.export_button.setVisible(may_export)
        self.make_button.setEnabled(not reason)
        self.make_button.setAccessibleDescription(reason)
        self.reason_label.setText(reason)
        self.reason_label.setVisible(bool(reason))

    def _measure(self) -> None:
        stack(self.parts_layout, self.facts_layout)
        for line in (self.first_rule, self.second_rule):
            line.setVisible(not is_large())

    def show_work(self, label: str) -> None:
        """A copy is being made, or no longer."""
        self.work_label.setText(label)
        for widget in (self.work_label, self.work_bar, self.stop_button):
            widget.setVisible(bool(label))
        self.stop_button.setEnabled(bool(label))
        self.work_bar.setRange(0, 0)
        self.make_button.setEnabled(not label and not self._reason)

    def show_progress(self, done: int, total: int) -> None:
        """How far the copy is."""
        self.work_bar.setRange(0, total)
        self.work_bar.setValue(done)
