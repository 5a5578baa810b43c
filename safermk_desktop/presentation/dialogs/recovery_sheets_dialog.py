"""Make the recovery shares, show them one sheet at a time, print each, and hear that it was handed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.form_dialog import FormDialog
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.sheet_paper import columns, pdf, print_sheet
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.text import Prose, label
from safermk_desktop.services.outputs import assert_outside_vaults
from safermk_desktop.services.recovery_sheets import (
    ENOUGH,
    HOW,
    RecoverySheet,
    confirm_sheets,
    make_sheets,
    record_sheet,
)
from safermk_desktop.services.session import Session

PDF: Final = "PDF files (*.pdf)"


class RecoverySheetsDialog(FormDialog):
    """Nothing is made before the button is pressed; ``is_made`` says whether it was. The words are kept nowhere.

    ``print_out`` prints a sheet and says whether it did; tests give their own.
    """

    title_label: QLabel
    explain_prose: Prose
    step_banner: Banner
    sheet_frame: QFrame
    sheet_title_label: QLabel
    sheet_head_prose: Prose
    words_widget: QWidget
    words_layout: QVBoxLayout
    sheet_foot_prose: Prose
    print_button: QPushButton
    file_button: QPushButton
    out_label: QLabel
    handed_check: QCheckBox
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(
        self,
        session: Session,
        *,
        jobs: Jobs,
        messages: Messages,
        parent: QWidget | None = None,
        print_out: Callable[[RecoverySheet, QWidget], bool] = print_sheet,
    ) -> None:
        super().__init__("recovery_sheets_dialog", parent)
        self._session = session
        self._jobs = jobs
        self._messages = messages
        self.is_made = False
        self._print = print_out
        self._sheets: tuple[RecoverySheet, ...] = ()
        self._at = 0
        self._is_working = False
        self.print_button.clicked.connect(self._print_sheet)
        self.file_button.clicked.connect(self._save_sheet)
        self.handed_check.toggled.connect(self.save_button.setEnabled)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._go_on)
        self._show_start()

    def reject(self) -> None:
        if self._is_working:
            # They are being made: what is made is shown.
            return
        if self._sheets and not self._messages.confirm(
            self.tr("Leave before all sheets are handed over?"),
            self.tr(
                "A sheet that is left out now cannot be shown again. With fewer than two handed over, the sheets made "
                "before stay in use; where there are none, nobody can recover the vault. Make new sheets then."
            ),
            accept=self.tr("Leave"),
            refuse=self.tr("Go on"),
        ):
            return
        self._forget()
        super().reject()

    def _show_start(self) -> None:
        self.explain_prose.show_text(
            self.tr(
                "Three sheets are made, each with 33 words: one for the head of community safety, one for information "
                "governance, one for legal. Any two open the vault and make a new key; one alone does nothing. Have a "
                "printer at hand that you can see: the sheets are shown once, one after the other, and kept nowhere. "
                "Sheets made before open the vault until you have handed over two of these, and then no more."
            )
        )
        for part in (self.sheet_frame, self.print_button, self.file_button, self.out_label, self.handed_check):
            part.hide()
        self.save_button.setFocus()

    def _go_on(self) -> None:
        if not self._sheets:
            label_of = self.tr("Making the recovery shares")
            session = self._session
            self._is_working = True
            self.save_button.setEnabled(False)
            self._jobs.run(
                self, lambda _progress: make_sheets(session), label=label_of, done=self._begin, failed=self._fail
            )
            return
        if self._at + 1 == ENOUGH and not self._confirmed():
            return
        self._at += 1
        if self._at < len(self._sheets):
            self._show_sheet()
            return
        self._forget()
        self.accept()

    def _confirmed(self) -> bool:
        """Put the sheets made before out of use; a failure is shown, and they stay."""
        try:
            confirm_sheets(self._session)
        except SafermkError as error:
            self.step_banner.show_banner("red", error.sentences())
            return False
        return True

    def _begin(self, sheets: tuple[RecoverySheet, ...]) -> None:
        self._is_working = False
        self._sheets, self.is_made = sheets, True
        self.explain_prose.hide()
        for part in (self.sheet_frame, self.print_button, self.file_button, self.out_label, self.handed_check):
            part.show()
        self._show_sheet()

    def _fail(self, error: SafermkError) -> None:
        self._is_working = False
        self.save_button.setEnabled(True)
        self.step_banner.show_banner("red", error.sentences())

    def _show_sheet(self) -> None:
        sheet = self._sheets[self._at]
        self.step_banner.hide()
        self.sheet_title_label.setText(sheet.title)
        self.sheet_head_prose.show_text(sheet.head)
        self.sheet_foot_prose.show_text(HOW)
        empty(self.words_layout)
        row = QHBoxLayout()
        for column in columns(sheet.words):
            words = QVBoxLayout()
            words.setSpacing(0)
            for number, word in column:
                words.addWidget(label(f"{number:>2}  {word}", "body"))
            row.addLayout(words, 1)
        self.words_layout.addLayout(row)
        self.out_label.setText("")
        self.handed_check.setText(
            self.tr("I have handed over sheet {n} ({holder})").format(n=sheet.number, holder=sheet.holder)
        )
        self.handed_check.setChecked(False)
        self.save_button.setEnabled(False)
        is_last = self._at == len(self._sheets) - 1
        self.save_button.setText(self.tr("&Finish") if is_last else self.tr("&Next sheet"))
        self.print_button.setFocus()

    def _print_sheet(self) -> None:
        try:
            record_sheet(self._session, self._sheets[self._at], way="printed")
        except SafermkError as error:
            self.step_banner.show_banner("red", error.sentences())
            return
        if not self._print(self._sheets[self._at], self):
            self._record_undone("not printed")
        else:
            self.out_label.setText(
                self.tr("Sent to the printer. Some printers and print servers keep what they print: clear their list.")
            )

    def _save_sheet(self) -> None:
        sheet = self._sheets[self._at]
        if not self._messages.confirm(
            self.tr("Save the sheet as a file?"),
            self.tr(
                "The file is not encrypted. Save it only to a stick that you hand over, print it from there, and "
                "delete it. A file saved on this computer's disk may be found after it is deleted."
            ),
            accept=self.tr("Choose a place"),
        ):
            return
        path = self._messages.ask_new_file(
            self.tr("Save the recovery sheet"), f"recovery-sheet-{sheet.number}.pdf", kinds=PDF
        )
        if path is None:
            return
        try:
            assert_outside_vaults(path.parent)
            record_sheet(self._session, sheet, way="saved")
        except SafermkError as error:
            self.step_banner.show_banner("red", error.sentences())
            return
        try:
            self._session.files.write(path, pdf(sheet))
        except SafermkError as error:
            self.step_banner.show_banner("red", error.sentences())
            self._record_undone("not saved")
            return
        words = self.tr(
            "Saved as {path}. Delete it as soon as it is printed: whoever has two such files has the vault."
        )
        self.out_label.setText(words.format(path=path))

    def _record_undone(self, way: str) -> None:
        """What was entered as leaving did not leave."""
        try:
            record_sheet(self._session, self._sheets[self._at], way=way)
        except SafermkError as error:
            self.step_banner.show_banner("red", error.sentences())

    def _forget(self) -> None:
        """Take the words off the screen and let go of them."""
        self._sheets = ()
        empty(self.words_layout)
