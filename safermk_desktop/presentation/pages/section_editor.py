"""One section of the draft of the terms of reference: heading, text, whether it is saved, whether it names anyone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from safermk_desktop.domain.terms import TermsSection
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.pages.identity_watch import IdentityWatch, Sighting
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.redaction.register import Register


class SectionEditor(QFrame):
    """Holds what is typed until ``keep`` says that it is in the vault."""

    heading_error: FieldError
    heading_edit: QLineEdit
    text_edit: QPlainTextEdit
    saved_label: QLabel
    keys_label: QLabel
    identity_frame: QFrame
    identity_label: QLabel
    identity_button: QPushButton
    save_button: QPushButton

    save_asked = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "section_editor")
        self._shown: TermsSection | None = None
        self._sighting: Sighting | None = None
        self._watch: IdentityWatch | None = None
        self.identity_frame.hide()
        self.heading_edit.textEdited.connect(self._edited)
        self.text_edit.textChanged.connect(self._edited)
        self.identity_button.clicked.connect(self._show_where)
        self.save_button.clicked.connect(self.save_asked)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.save_asked)

    def watch_with(self, jobs: Jobs) -> None:
        """Look for registered identities with these jobs."""
        self._watch = IdentityWatch(jobs, self)
        self._watch.told.connect(self._tell_identity)

    def use_register(self, register: Register | None) -> None:
        """The register of the case, and another look at what stands there."""
        if self._watch:
            self._watch.use(register)
            self._watch.watch(self._words())

    @property
    def shown(self) -> TermsSection | None:
        """The section as the vault holds it."""
        return self._shown

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed that the vault does not hold yet."""
        shown = self._shown
        return shown is not None and (self.heading(), self.text()) != (shown.heading, shown.text)

    def heading(self) -> str:
        """The heading typed."""
        return self.heading_edit.text()

    def text(self) -> str:
        """The text typed."""
        return self.text_edit.toPlainText()

    def set_read_only(self, *, is_read_only: bool) -> None:
        """A closed case is read; nothing is typed."""
        self.heading_edit.setReadOnly(is_read_only)
        self.text_edit.setReadOnly(is_read_only)
        self.save_button.setVisible(not is_read_only)
        self.saved_label.setVisible(not is_read_only)
        self.keys_label.setVisible(not is_read_only)

    def forget(self) -> None:
        """Another case is shown: nothing of this one stays."""
        self._shown = None

    def show_section(self, section: TermsSection) -> None:
        """Show a section as the vault holds it. The same words are not set again: cursor and undo steps stay."""
        self._shown = section
        if self.heading() != section.heading:
            self.heading_edit.setText(section.heading)
        if self.text() != section.text:
            self.text_edit.setPlainText(section.text)
        self._edited()

    def renew(self, section: TermsSection) -> None:
        """The vault holds the section like this now; what is typed and not saved stays."""
        if self.is_unsaved:
            self._shown = section
            self._edited()
        else:
            self.show_section(section)

    def keep(self) -> None:
        """What is typed is in the vault."""
        if self._shown:
            self._shown = replace(self._shown, heading=self.heading(), text=self.text())
        self._edited()

    def check(self) -> bool:
        """Whether it can be saved; a missing heading is said above its field."""
        if self.heading().strip():
            return True
        self.heading_error.show_error(self.tr("Give the section a heading, then go on."), self.heading_edit)
        self.heading_edit.setFocus()
        return False

    def _edited(self) -> None:
        if self.heading().strip():
            self.heading_error.show_error("", self.heading_edit)
        self.saved_label.setText(self.tr("Not saved yet") if self.is_unsaved else self.tr("Saved"))
        self.save_button.setEnabled(self.is_unsaved)
        if self._watch:
            self._watch.watch(self._words())
        self.typed.emit()

    def _tell_identity(self, sighting: Sighting | None) -> None:
        self._sighting = sighting
        self.identity_frame.setVisible(sighting is not None)
        if sighting is None:
            return
        if sighting.certain:
            words = self.tr("This text holds a registered identity; write its published form.")
        else:
            words = self.tr("This text may hold a registered identity; look, and write its published form.")
        self.identity_label.setText(words)
        self.identity_frame.setAccessibleName(words)

    def _show_where(self) -> None:
        if self._sighting is None:
            return
        start, end = self._sighting.start, self._sighting.end
        before = len(self.heading()) + 1
        if start < before:
            self.heading_edit.setSelection(_units(self.heading()[:start]), _units(self.heading()[start:end]))
            self.heading_edit.setFocus()
            return
        cursor = self.text_edit.textCursor()
        cursor.setPosition(_units(self.text()[: start - before]))
        cursor.setPosition(_units(self.text()[: end - before]), QTextCursor.MoveMode.KeepAnchor)
        self.text_edit.setTextCursor(cursor)
        self.text_edit.setFocus()

    def _words(self) -> str:
        """Heading and text, as they are searched for identities."""
        return f"{self.heading()}\n{self.text()}"


def _units(text: str) -> int:
    """How many UTF-16 units a text takes, as cursors count."""
    return len(text.encode("utf-16-le")) // 2
