"""Cards: a section with a title, and the two that speak the law: what is required next, and why a gate is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.stacking import stack
from safermk_desktop.presentation.widgets.text import Tag, button, glyph, label, prose, rule


class Card(QFrame):
    """A white box with one border. In a form a QFrame with the property ``card`` set to true is the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)


class SnugCard(Card):
    """A card no taller than its words are at its width; more room stays below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """As tall as wrapped sentences take: Qt's own hint takes them at a width of its choosing and would cut them."""
        hint, layout = super().sizeHint(), self.layout()
        if layout is not None and layout.hasHeightForWidth() and self.width() > 0:
            hint.setHeight(layout.totalHeightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class SectionCard(Card):
    """A titled section: ``header`` takes buttons at the right, ``body`` takes what belongs to it."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, is_flush: bool = False) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 12, 1, 1 if is_flush else 16)
        outer.setSpacing(12)
        self.header = QHBoxLayout()
        self.header.setContentsMargins(16, 0, 16, 0)
        self.header.setSpacing(8)
        self._title = label(title, "h3")
        self.header.addWidget(self._title)
        self.header.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0 if is_flush else 16, 0, 0 if is_flush else 16, 0)
        self.body.setSpacing(8)
        outer.addLayout(self.header)
        outer.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What the law card says. ``basis`` is the word for what the date rests on: statute, guidance or local."""

    sentence: str
    why: str
    source: str
    basis: str = ""
    days: str = ""
    days_tone: str = "grey"
    is_lawful: bool = True


class LawCard(SnugCard):
    """The next duty in one sentence, its date, the days left, and the source it comes from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "smallStrong", tone="accent")
        self._days = Tag()
        self._basis = Tag()
        self._sentence = label("", "h2", wraps=True)
        self._why = prose("", tone="secondary")
        self._source = prose("", "small", tone="secondary")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(glyph("scale", "accent.text", 18))
        self._head, tags = QHBoxLayout(), QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self._title)
        tags.setSpacing(8)
        tags.addStretch(1)
        tags.addWidget(self._basis)
        tags.addWidget(self._days)
        self._head.addLayout(tags, 1)
        top.addLayout(self._head, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(glyph("book-open"), 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._source, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for part in (top, self._sentence, self._why, foot):
            layout.addLayout(part) if isinstance(part, QLayout) else layout.addWidget(part)
        Theme.current().changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        stack(self._head)

    def show_requirement(self, told: Requirement) -> None:
        """Show a duty; one that rests on local practice alone is not called law."""
        self._title.setText(self.tr("What the law requires next") if told.is_lawful else self.tr("What is due next"))
        self._sentence.setText(told.sentence)
        self._why.show_text(told.why)
        self._source.show_text(told.source)
        self._basis.show_tag(told.basis, "accent")
        self._days.show_tag(told.days, told.days_tone)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """A condition of a gate. ``act`` is what its button asks for (emitted by ``act_asked``), ``button`` its words."""

    sentence: str
    is_met: bool
    reason: str = ""
    act: str = ""
    button: str = ""


class GateCard(SnugCard):
    """Unmet conditions in full, each with the button that meets it; met ones in one quiet line."""

    act_asked = Signal(str)
    move_asked = Signal()
    override_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(8)

    def show_gate(self, to: str, lines: Sequence[GateLine], *, move: str = "", may_override: bool = False) -> None:
        """The gate to a stage. ``move`` is the primary button of an open gate ("Move on to Report")."""
        empty(self._layout)
        unmet = [line for line in lines if not line.is_met]
        met = [line for line in lines if line.is_met]
        self._layout.addLayout(self._heading(to, len(unmet), len(lines), move=move, may_override=may_override))
        if unmet:
            self._layout.addWidget(rule())
        for line in unmet:
            self._layout.addLayout(self._unmet(line))
        if met:
            self._layout.addWidget(rule())
            self._layout.addLayout(self._met(met))
        Theme.current().dress(self)

    def _heading(self, to: str, unmet: int, total: int, *, move: str, may_override: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(glyph("lock" if unmet else "lock-open", "amber.text" if unmet else "green.text", 18))
        words = self.tr("The gate to {stage} is closed") if unmet else self.tr("The gate to {stage} is open")
        row.addWidget(label(words.format(stage=to), "h3", wraps=True), 1)
        counted = Tag()
        if unmet:
            counted.show_tag(self.tr("{unmet} of {total} unmet").format(unmet=unmet, total=total), "amber")
        else:
            counted.show_tag(self.tr("All met"), "green")
        row.addWidget(counted)
        if unmet and may_override:
            row.addWidget(self._button(self.tr("Record an override"), self.override_asked, kind="ghost"))
        if not unmet and move:
            row.addWidget(self._button(move, self.move_asked, kind="primary"))
        return row

    @staticmethod
    def _button(words: str, signal: object, *, kind: str) -> QPushButton:
        made = button(words, kind=kind)
        made.clicked.connect(signal)
        return made

    def _unmet(self, line: GateLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(glyph("circle-x", "red.text", 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(line.sentence, wraps=True))
        if line.reason:
            words.addWidget(label(line.reason, "small", tone="secondary", wraps=True))
        row.addLayout(words, 1)
        if line.button:
            meet = button(line.button)
            meet.setAccessibleDescription(line.sentence)
            meet.clicked.connect(lambda: self.act_asked.emit(line.act))
            row.addWidget(meet)
        return row

    @staticmethod
    def _met(lines: Sequence[GateLine]) -> FlowLayout:
        flow = FlowLayout(spacing=16, line_spacing=4)
        for line in lines:
            one = QWidget()
            row = QHBoxLayout(one)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(glyph("circle-check", "green.text"))
            row.addWidget(label(line.sentence, "small", tone="secondary"))
            flow.addWidget(one)
        return flow
