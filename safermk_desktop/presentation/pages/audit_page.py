"""Everything that was done in the vault, in sentences, and whether the chain of it holds."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from safermk_desktop.presentation.dialogs.compare_words_dialog import CompareWordsDialog
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.audit_rows import (
    AUDIT_COLUMNS,
    AuditFilter,
    AuditRow,
    audit_rows,
    entry_words,
    people_of,
)
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import DateEdit, DateRefused, FieldError
from safermk_desktop.presentation.widgets.job_line import JobLine
from safermk_desktop.presentation.widgets.vault_tabs import VaultTabs
from safermk_desktop.services.integrity import IntegrityReport, Restored, accept_heads, may_accept, restored

FIRST: Final = 200
"""How many entries are shown before earlier ones are asked for."""
_PAUSE_MS: Final = 150


class AuditPage(Page):
    """The newest entry first. Verifying reads the whole vault and can be stopped."""

    vault_tabs: VaultTabs
    chain_banner: Banner
    job_line: JobLine
    words_edit: QLineEdit
    person_combo: QComboBox
    case_combo: QComboBox
    kind_combo: QComboBox
    from_edit: DateEdit
    to_edit: DateEdit
    clear_button: QPushButton
    filter_error: FieldError
    count_label: QLabel
    compare_button: QPushButton
    verify_button: QPushButton
    entries_table: DataTable
    entries_empty: EmptyState
    more_button: QPushButton

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "audit_page")
        self._all: tuple[AuditRow, ...] = ()
        self._shown = FIRST
        self._is_checking = False
        self._restored: Restored | None = None
        self._rows = RowsModel(AUDIT_COLUMNS, key=lambda row: row.key, parent=self)
        self.entries_table.use(self._rows, is_fitted=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._filter)
        self.entries_empty.hide()
        self.vault_tabs.asked.connect(context.navigate)
        for field in (self.words_edit, self.from_edit, self.to_edit):
            field.textChanged.connect(self._wait)
        for combo in (self.person_combo, self.case_combo, self.kind_combo):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(10)
            combo.currentIndexChanged.connect(self._wait)
        self.from_edit.setPlaceholderText(self.tr("From"))
        self.to_edit.setPlaceholderText(self.tr("To"))
        self.clear_button.clicked.connect(self._clear)
        self.entries_empty.asked.connect(self._clear)
        self.more_button.clicked.connect(self._show_more)
        self.compare_button.clicked.connect(self._compare)
        self.verify_button.clicked.connect(self._verify)
        self.chain_banner.asked.connect(self._accept)

    def arrive(self, case_id: str) -> None:
        session = self.context.session
        self.vault_tabs.show_place("audit", session.vault.folder.name)
        label = self.tr("Reading the log")
        self.job_line.follow(
            self.context.jobs.run(self, lambda _progress: audit_rows(session), label=label, done=self._show)
        )
        self.context.jobs.run(self, lambda _progress: restored(session), label=label, done=self._say_restored)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.words_edit, self.entries_table, self.verify_button)

    def _show(self, rows: tuple[AuditRow, ...]) -> None:
        self._all = rows
        _fill(self.person_combo, self.tr("Everybody"), [(name, name) for name in people_of(rows)])
        references = sorted({row.reference for row in rows if row.reference})
        _fill(self.case_combo, self.tr("Every case"), [(name, name) for name in references])
        kinds = sorted({(entry_words(row.entry.what), row.entry.what) for row in rows})
        _fill(self.kind_combo, self.tr("Every kind of act"), kinds)
        self._filter()

    def _wait(self, _changed: object = None) -> None:
        self._shown = FIRST
        self._pause.start()

    def _filter(self) -> None:
        since, until = self._day(self.from_edit), self._day(self.to_edit)
        wanted = AuditFilter(
            words=self.words_edit.text().strip(),
            person=str(self.person_combo.currentData() or ""),
            reference=str(self.case_combo.currentData() or ""),
            kind=str(self.kind_combo.currentData() or ""),
            since=since,
            until=until,
        )
        found = [row for row in self._all if wanted.lets(row)]
        self._rows.set_rows(found[: self._shown])
        total = len(self._all)
        words = self.tr("{found:,} of {total:,} entries") if len(found) != total else self.tr("{total:,} entries")
        self.count_label.setText(words.format(found=len(found), total=total))
        self.entries_table.setVisible(bool(found))
        self.entries_empty.setVisible(not found and bool(total))
        if not found:
            told = self.tr("0 of {total:,} entries match.").format(total=total)
            self.entries_empty.show_empty(told, action=self.tr("Clear filters"))
        self.more_button.setVisible(len(found) > self._shown)
        self.clear_button.setEnabled(wanted != AuditFilter())

    def _day(self, field: DateEdit) -> date | None:
        try:
            day = field.day()
        except DateRefused as refused:
            # Told once the field is left: a date under way is none yet.
            self.filter_error.show_error("" if field.hasFocus() else str(refused), field)
            return None
        self.filter_error.show_error("", field)
        return day

    def _clear(self) -> None:
        for field in (self.words_edit, self.from_edit, self.to_edit):
            field.clear()
        for combo in (self.person_combo, self.case_combo, self.kind_combo):
            combo.setCurrentIndex(0)
        self._filter()
        self.words_edit.setFocus()

    def _show_more(self) -> None:
        self._shown *= 4
        self._filter()

    def _compare(self) -> None:
        dialog = CompareWordsDialog(self.context, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _verify(self) -> None:
        from safermk_desktop.presentation.vault_check import check_vault

        if self._is_checking:
            return
        application, session = self.context.application, self.context.session
        self._is_checking = True
        job = self.context.jobs.run(
            self,
            lambda progress: check_vault(application, session, progress),
            label=self.tr("Checking every entry and every row"),
            done=self._verified,
            failed=lambda error: self._ended(error.sentences()),
            cancelled=lambda: self._ended(self.tr("The check was stopped. Nothing is known yet."), "amber"),
        )
        self.job_line.follow(job)

    def _verified(self, report: IntegrityReport) -> None:
        # Without an anchor from elsewhere a whole older vault would fit as well: that is no green.
        self._restored = report.restored
        sound = "green" if report.anchors and report.restored is None else "amber"
        self._ended(report.sentence, sound if report.wanting is None else "red")

    def _ended(self, words: str, tone: str = "red") -> None:
        self._is_checking = False
        self.chain_banner.show_banner(tone, words, action=self._offer())

    def _say_restored(self, found: Restored | None) -> None:
        self._restored = found
        if found is not None and self.chain_banner.isHidden():  # what a check found stays
            self.chain_banner.show_banner("amber", found.sentence, action=self._offer())

    def _offer(self) -> str:
        """The words on the button that accepts a restored vault; none where there is nothing to accept, or no head."""
        return self.tr("Accept this state") if self._restored and may_accept(self.context.session) else ""

    def _accept(self) -> None:
        found, session = self._restored, self.context.session
        if found is None:
            return
        self._restored = None
        self.context.jobs.run(
            self,
            lambda _progress: accept_heads(session, reason=found.why),
            label=self.tr("Accepting the restored vault"),
            done=self._accepted,
            failed=lambda error: self._ended(error.sentences()),
        )

    def _accepted(self, _nothing: None) -> None:
        told = self.tr("This state is accepted. Newer backups count as of the state before the restore.")
        self.chain_banner.show_banner("green", told)
        self.context.changes.tell()


def _fill(combo: QComboBox, first: str, choices: list[tuple[str, str]]) -> None:
    """Fill a filter anew and keep what was chosen in it."""
    chosen = combo.currentData()
    with QSignalBlocker(combo):
        combo.clear()
        combo.addItem(first, "")
        for words, value in choices:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
