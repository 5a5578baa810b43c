"""Words on the screen: labels by role, tags, RAG, icons, buttons and links. All take their looks from the theme."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from safermk_desktop.presentation.painting import RAG_WORDS, rag_pixmap
from safermk_desktop.presentation.theme import Theme, say


def label(text: str, role: str = "body", *, tone: str = "", wraps: bool = False) -> QLabel:
    """A label of plain text in a role (``caption`` to ``h1``) and a tone (``secondary``, ``muted``, ``red``)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setWordWrap(wraps)
    Theme.current().dress(made)
    return made


def glyph(name: str, tone: str = "text.secondary", size: int = 16) -> QLabel:
    """An icon beside words; it says nothing to a screen reader, the words do."""
    made = QLabel()
    for key, value in (("icon_name", name), ("icon_tone", tone), ("icon_size", size)):
        made.setProperty(key, value)
    Theme.current().dress(made)
    return made


def button(text: str, *, kind: str = "secondary", icon: str = "", is_dense: bool = False) -> QPushButton:
    """A button: ``primary`` (one per region), ``secondary``, ``ghost`` (text alone) or ``link`` (underlined)."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setProperty("icon_name", icon)
    made.setProperty("dense", is_dense)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    Theme.current().dress(made)
    return made


def rule() -> QFrame:
    """A thin line between groups."""
    made = QFrame()
    made.setProperty("rule", "h")
    made.setFixedHeight(1)
    return made


class Prose(QLabel):
    """Text of more than one line, with air between the lines. ``show_text`` takes plain text and escapes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._plain = ""

    def show_text(self, text: str) -> None:
        """Show plain text; line breaks are kept."""
        self._plain = text
        lines = escape(text).replace("\n", "<br>")
        self.setText(f'<p style="line-height:134%; margin:0">{lines}</p>')
        self.setAccessibleName(text)

    def plain_text(self) -> str:
        """What is shown, without the markup."""
        return self._plain


def prose(text: str, role: str = "body", *, tone: str = "") -> Prose:
    """A ``Prose`` label with its text."""
    made = Prose()
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    Theme.current().dress(made)
    made.show_text(text)
    return made


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole of it is in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_line(self, text: str) -> None:
        """Show a line of plain text."""
        self.setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        short = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), self.alignment(), short)


class Tag(QLabel):
    """Names a type or a state; never a button. Tones: accent, grey, red, amber, green, blue, person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "captionStrong")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_tag("", "grey")

    def show_tag(self, text: str, tone: str = "grey") -> None:
        """Show the word in the tone; a tag without a word hides."""
        self.setText(text)
        self.setVisible(bool(text))
        say(self, tag=tone)
        Theme.current().dress(self)


def tag(text: str, tone: str = "grey") -> Tag:
    """A ``Tag`` with its word."""
    made = Tag()
    made.show_tag(text, tone)
    return made


class RagTag(QFrame):
    """Red, amber, green, blue (complete) or grey (not started): always a shape and a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = "grey"
        self._shape = QLabel()
        self._word = label("", "captionStrong")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(6)
        layout.addWidget(self._shape)
        layout.addWidget(self._word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_rag("grey")
        Theme.current().changed.connect(self._draw)

    def show_rag(self, tone: str, word: str = "") -> None:
        """Show a state; the word is the usual one unless another is given ("Reminded")."""
        self._tone = tone
        self._word.setText(word or RAG_WORDS[tone])
        self.setAccessibleName(self._word.text())
        say(self._word, tone=tone)
        say(self, tagbox=tone)
        self._draw()

    def _draw(self) -> None:
        self._shape.setPixmap(rag_pixmap(self._tone, round(14 * Theme.current().scale)))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), Theme.current().size("tag"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)


def rag_tag(tone: str, word: str = "") -> RagTag:
    """A ``RagTag`` with its state."""
    made = RagTag()
    made.show_rag(tone, word)
    return made
