"""One section of the draft of the terms of reference: its heading, and its clauses one block each.

It knows whether what was typed is saved, and whether it names anyone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from safermk_desktop.domain.terms import Clause, TermsComment, TermsSection
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.pages.clause_list import ClauseList
from safermk_desktop.presentation.pages.identity_watch import IdentityWatch, Sighting
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.redaction.register import Register


class TypedSection(QFrame):
    """A section as the vault holds it, and what is typed over one of its clauses or as a new one."""

    heading_edit: QLineEdit
    text_edit: QPlainTextEdit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: TermsSection | None = None
        self._place = 0
        self._is_new = True

    @property
    def shown(self) -> TermsSection | None:
        """The section as the vault holds it."""
        return self._shown

    @property
    def current(self) -> Clause | None:
        """The clause that is written in, as the vault holds it; ``None`` for a new one."""
        return None if self._shown is None or self._is_new else self._shown.clauses[self._place]

    @property
    def place(self) -> int:
        """The place of the clause that is written in, from 0."""
        return self._place

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed that the vault does not hold yet."""
        shown = self._shown
        if shown is None:
            return False
        held = "" if self.current is None else self.current.text
        return self.heading() != shown.heading or self.text().strip() != held

    def heading(self) -> str:
        """The heading typed."""
        return self.heading_edit.text()

    def text(self) -> str:
        """The text typed in the clause that is written in."""
        return self.text_edit.toPlainText()

    def as_typed(self) -> tuple[Clause, ...]:
        """The clauses of the section with what is typed; a new one has no id yet."""
        if self._shown is None:
            return ()
        held = list(self._shown.clauses)
        if self.current is None:
            held.insert(self._place, Clause("", self.text()))
        else:
            held[self._place] = Clause(self.current.id, self.text())
        return tuple(one for one in held if one.text.strip())

    def mark(self, start: int, end: int) -> None:
        """Mark code points of the clause that is written in."""
        cursor = self.text_edit.textCursor()
        cursor.setPosition(_units(self.text()[:start]))
        cursor.setPosition(_units(self.text()[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.text_edit.setTextCursor(cursor)
        self.text_edit.setFocus()


class SectionEditor(TypedSection):
    """One clause is written in at a time. What is typed is held until ``kept`` says that it is in the vault."""

    heading_error: FieldError
    clauses: ClauseList
    saved_label: QLabel
    keys_label: QLabel
    identity_frame: QFrame
    identity_label: QLabel
    identity_button: QPushButton
    save_button: QPushButton

    save_asked = Signal()
    typed = Signal()
    add_asked = Signal()
    move_asked = Signal(int)
    remove_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "section_editor")
        self._comments: Mapping[str, Sequence[TermsComment]] = {}
        self._sighting: Sighting | None = None
        self._watch: IdentityWatch | None = None
        self.identity_frame.hide()
        self.clauses.write_with(self.text_edit)
        self.heading_edit.textEdited.connect(self._edited)
        self.text_edit.textChanged.connect(self._edited)
        self.identity_button.clicked.connect(self._show_where)
        self.save_button.clicked.connect(self.save_asked)
        self.clauses.add_asked.connect(self.add_asked)
        self.clauses.move_asked.connect(self.move_asked)
        self.clauses.remove_asked.connect(self.remove_asked)
        self._take_keys()

    def _take_keys(self) -> None:
        bound = (
            (QKeySequence(QKeySequence.StandardKey.Save), self.save_asked.emit),
            (QKeySequence("Ctrl+Return"), self.add_asked.emit),
            (QKeySequence("Alt+Up"), lambda: self.move_asked.emit(-1)),
            (QKeySequence("Alt+Down"), lambda: self.move_asked.emit(1)),
            (QKeySequence("Alt+Delete"), self.remove_asked.emit),
        )
        for keys, act in bound:
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def watch_with(self, jobs: Jobs) -> None:
        """Look for registered identities with these jobs."""
        self._watch = IdentityWatch(jobs, self)
        self._watch.told.connect(self._tell_identity)

    def use_register(self, register: Register | None) -> None:
        """The register of the case, and another look at what stands there."""
        if self._watch:
            self._watch.use(register)
            self._watch.watch(self._words())

    def set_read_only(self, *, is_read_only: bool) -> None:
        """A closed case is read; nothing is typed."""
        self.heading_edit.setReadOnly(is_read_only)
        self.text_edit.setReadOnly(is_read_only)
        self.clauses.set_read_only(is_read_only=is_read_only)
        self.save_button.setVisible(not is_read_only)
        self.saved_label.setVisible(not is_read_only)
        self.keys_label.setVisible(not is_read_only)

    def show_comments(self, comments: Mapping[str, Sequence[TermsComment]]) -> None:
        """The open comments by clause."""
        self._comments = comments

    def forget(self) -> None:
        """Another case is shown: nothing of this one stays."""
        self._shown = None

    def show_section(self, section: TermsSection, place: int = 0, *, is_new: bool = False) -> None:
        """Show a section as the vault holds it and write in one clause, or in a new one before ``place``.

        The same words are not set again: cursor and undo steps stay.
        """
        self._shown = section
        if self.heading() != section.heading:
            self.heading_edit.setText(section.heading)
        count = len(section.clauses)
        self._is_new = is_new or count == 0
        self._place = max(0, min(place, count if self._is_new else count - 1))
        text = "" if self.current is None else self.current.text
        if self.text().strip() != text:
            self.text_edit.setPlainText(text)
        self._lay_out()
        self._edited()

    def write_in(self, clause_id: str) -> None:
        """Write in another clause of the section; what was typed must be saved before."""
        if self._shown is None:
            return
        ids = [clause.id for clause in self._shown.clauses]
        if clause_id in ids:
            self.show_section(self._shown, ids.index(clause_id))
            self.text_edit.setFocus()

    def begin_new(self, place: int) -> None:
        """Write a new clause before ``place``; what was typed must be saved before."""
        if self._shown is not None:
            self.show_section(self._shown, place, is_new=True)
            self.text_edit.setFocus()

    def renew(self, section: TermsSection) -> None:
        """The vault holds the section like this now; what is typed and not saved stays."""
        current = self.current.id if self.current else ""
        ids = [clause.id for clause in section.clauses]
        place = ids.index(current) if current in ids else self._place
        if not self.is_unsaved:
            self.show_section(section, place, is_new=self._is_new and bool(self._shown) and not current)
            return
        self._shown = section
        self._is_new = current not in ids
        self._place = min(place, len(ids))
        self._lay_out()
        self._edited()

    def kept(self, section: TermsSection) -> None:
        """What is typed is in the vault, in this section."""
        had_text = bool(self.text().strip())
        self._shown = section
        self._is_new = not had_text and (self._is_new or not section.clauses)
        self.show_section(replace(section), self._place, is_new=self._is_new)

    def check(self) -> bool:
        """Whether it can be saved; a missing heading is said above its field."""
        if self.heading().strip():
            return True
        self.heading_error.show_error(self.tr("Give the section a heading, then go on."), self.heading_edit)
        self.heading_edit.setFocus()
        return False

    def _lay_out(self) -> None:
        if self._shown is not None:
            self.clauses.show_clauses(
                self._shown.position, self._shown.clauses, self._place, self._comments, is_new=self._is_new
            )

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
        self.mark(start - before, end - before)

    def _words(self) -> str:
        """Heading and text, as they are searched for identities."""
        return f"{self.heading()}\n{self.text()}"


def _units(text: str) -> int:
    """How many UTF-16 units a text takes, as cursors count."""
    return len(text.encode("utf-16-le")) // 2
