"""A paper read inside the app: the text of a Word or text file, or a picture. Nothing of it reaches the disk."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from safermk_desktop.domain.documents import Document
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.models.paper_rows import KIND_WORDS, size_text
from safermk_desktop.presentation.pictures import PictureRead, read_picture
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.picture_view import PictureView
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.keeping_papers import Seen, Shown, see_paper
from safermk_desktop.services.progress import Progress, silent
from safermk_desktop.services.session import Session

_NOTES: Final = MappingProxyType(
    {
        Shown.WORD: "This is the text of the Word file alone. Pictures and layout are not shown: export it for those.",
        Shown.TEXT: "This is the whole text of the file.",
    }
)
_CUT: Final = "This is the beginning of the file. It is too long to be shown whole: export it to read the rest."
_NOT: Final = "This kind is not shown inside the app. Export it with a reason to read it elsewhere."
_TOO_LARGE: Final = "This paper is too large to be shown inside the app. Export it with a reason to read it elsewhere."
_BROKEN: Final = (
    "This picture cannot be shown: it is damaged, of another kind than its name says, or has too many points. "
    "Export it with a reason to look at it elsewhere."
)


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to be shown of a paper; ``picture`` where it is one."""

    seen: Seen
    picture: PictureRead | None = None


def look_at(session: Session, case_id: CaseId, paper: Document, progress: Progress = silent) -> Look:
    """Read and decode a paper: on a lane, since both may take a while. The look is on the record."""
    seen = see_paper(session, case_id, paper.id, progress=progress)
    if seen.shown is not Shown.PICTURE:
        return Look(seen)
    return Look(Seen(shown=seen.shown), read_picture(seen.data))


class ReaderDialog(FormDialog):
    """Shows one look. ``export_asked`` comes after it closed itself."""

    title_label: QLabel
    detail_label: QLabel
    note_prose: Prose
    find_frame: QFrame
    find_edit: QLineEdit
    next_button: QPushButton
    previous_button: QPushButton
    found_label: QLabel
    zoom_frame: QFrame
    zoom_in_button: QPushButton
    zoom_out_button: QPushButton
    fit_button: QPushButton
    text_view: QPlainTextEdit
    picture_view: PictureView
    unread_state: EmptyState
    export_button: QPushButton
    close_button: QPushButton

    export_asked = Signal()

    def __init__(self, paper: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("reader_dialog", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(KIND_WORDS[paper.kind])  # other programs see it: nothing that somebody typed
        self.title_label.setText(paper.title)
        self.detail_label.setText(
            f"{KIND_WORDS[paper.kind]} · {paper.marking} · {paper.file_name} · {size_text(paper.size)}"
        )
        self.text_view.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._show(look)
        self._connect()

    def fit(self) -> None:
        """As large as the window has room for."""
        self.resize(self._room())

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.accept)
        self.export_button.clicked.connect(self._export)
        self.find_edit.textChanged.connect(self._find_anew)
        self.find_edit.returnPressed.connect(self._next)
        self.next_button.clicked.connect(self._next)
        self.previous_button.clicked.connect(self._previous)
        self.zoom_in_button.clicked.connect(lambda: self.picture_view.zoom(1))
        self.zoom_out_button.clicked.connect(lambda: self.picture_view.zoom(-1))
        self.fit_button.clicked.connect(self.picture_view.fit)
        for keys, act in (
            ("Ctrl+F", self.find_edit.setFocus),
            ("F3", self._next),
            ("Shift+F3", self._previous),
            ("Ctrl++", self.zoom_in_button.click),
            ("Ctrl+=", self.zoom_in_button.click),
            ("Ctrl+-", self.zoom_out_button.click),
            ("Ctrl+0", self.fit_button.click),
            ("Ctrl+E", self.export_button.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show(self, look: Look) -> None:
        seen, picture = look.seen, look.picture
        is_text = seen.shown in {Shown.WORD, Shown.TEXT}
        is_picture = picture is not None and not picture.image.isNull()
        for widget, is_shown in (
            (self.find_frame, is_text),
            (self.text_view, is_text),
            (self.zoom_frame, is_picture),
            (self.picture_view, is_picture),
            (self.unread_state, not is_text and not is_picture),
        ):
            widget.setVisible(is_shown)
        note = ""
        if is_text:
            note = self.tr(_CUT if seen.is_cut else _NOTES[seen.shown])
            self.text_view.setPlainText(seen.text)
            self.text_view.setFocus()
        elif picture is not None and is_picture:
            if picture.count > 1:
                note = self.tr("This is the first of {n} pictures in the file. Export it to see the others.")
            self.picture_view.show_picture(picture.image)
            self.picture_view.setFocus()
            note = note.format(n=picture.count)
        else:
            words = {Shown.PICTURE: _BROKEN, Shown.TOO_LARGE: _TOO_LARGE}.get(seen.shown, _NOT)
            self.unread_state.show_empty(self.tr(words))
            self.export_button.setFocus()
        self.note_prose.show_text(note)
        self.note_prose.setVisible(bool(note))

    def _export(self) -> None:
        self.accept()
        self.export_asked.emit()

    def _find_anew(self, text: str) -> None:
        cursor = self.text_view.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.text_view.setTextCursor(cursor)
        if not text:
            self.found_label.clear()
            return
        places = self.text_view.toPlainText().casefold().count(text.casefold())
        self.found_label.setText(count_of(places, self.tr("place")) if places else self.tr("Not found"))
        self._next()

    def _next(self) -> None:
        self._find(QTextDocument.FindFlag(0))

    def _previous(self) -> None:
        self._find(QTextDocument.FindFlag.FindBackward)

    def _find(self, way: QTextDocument.FindFlag) -> None:
        """Go to the next place, from the other end when there is none on this side."""
        text = self.find_edit.text()
        if not text or self.text_view.find(text, way):
            return
        cursor = self.text_view.textCursor()
        is_back = bool(way & QTextDocument.FindFlag.FindBackward)
        cursor.movePosition(cursor.MoveOperation.End if is_back else cursor.MoveOperation.Start)
        self.text_view.setTextCursor(cursor)
        self.text_view.find(text, way)
