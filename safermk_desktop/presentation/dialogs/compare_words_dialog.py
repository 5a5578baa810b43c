"""Find the entry of the audit chain whose eight words stand on a printed page."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from safermk_desktop.errors import EntryInvalid, SafermkError
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.fields import FieldError
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.integrity import WordsFound, find_words


class CompareWordsDialog(FormDialog):
    """The answer stays on the screen; other words can be tried."""

    title_label: QLabel
    explain_prose: Prose
    words_error: FieldError
    words_edit: QLineEdit
    answer_banner: Banner
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("compare_words_dialog", parent)
        self._context = context
        self.explain_prose.show_text(
            self.tr(
                "Every recovery sheet and every internal document that left the vault carries eight words. They stand "
                "for the audit log as it was that day. Type them to see whether the log still goes on from there."
            )
        )
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._compare)
        self.words_edit.setFocus()

    def _compare(self) -> None:
        vault, text = self._context.session.vault, self.words_edit.text()
        self.words_error.show_error("", self.words_edit)
        self.answer_banner.hide()
        label = self.tr("Looking for the words")
        self._context.jobs.run(
            self, lambda _progress: find_words(vault, text), label=label, done=self._answer, failed=self._fail
        )

    def _answer(self, found: WordsFound) -> None:
        self.answer_banner.show_banner("red" if found.anchor is None else "green", found.sentence)

    def _fail(self, error: SafermkError) -> None:
        if not isinstance(error, EntryInvalid):
            self.answer_banner.show_banner("red", error.sentences())
            return
        self.words_error.show_error(error.detail, self.words_edit)
        self.words_edit.setFocus()
