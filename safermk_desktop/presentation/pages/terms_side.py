"""Beside the draft of the terms of reference: what is to mend, looked for while one types, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolButton, QWidget

from safermk_desktop.domain.terms import TermsFacts, WrittenSection
from safermk_desktop.domain.terms_compare import ClauseChange, Mark, compared
from safermk_desktop.domain.terms_lint import IDENTIFYING, Finding
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.jobs import Jobs, Lane
from safermk_desktop.presentation.models.cells import Cell, Column, wrap_cell
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.terms_lint import TermsLinter
from safermk_desktop.services.terms_review import Studio

PAUSE_MS: Final = 400


def _mend_cell(finding: Finding) -> Cell:
    place = f"{finding.place}  " if finding.place else ""
    tone = "red.text" if finding.fault in IDENTIFYING else "text.primary"
    return wrap_cell(f"{place}{finding.sentence}", tone=tone)


MEND_COLUMNS: Final[tuple[Column[Finding], ...]] = (Column(header="Section and what is to mend", cell=_mend_cell),)


class TermsSide(QFrame):
    """``finding_asked`` carries the ``Finding`` that somebody wants to go to."""

    mend_button: QToolButton
    changes_button: QToolButton
    mend_table: DataTable
    mend_prose: Prose
    changes_browser: QTextBrowser

    finding_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fill(self, "terms_side")
        self._jobs: Jobs | None = None
        self._linter = TermsLinter(None)
        self._looked: tuple[tuple[WrittenSection, ...], TermsFacts] | None = None
        self._studio: Studio | None = None
        self._findings: RowsModel[Finding] = RowsModel(
            MEND_COLUMNS,
            key=lambda row: f"{row.fault}:{row.place}:{row.clause_id}:{row.start}:{row.sentence}",
            parent=self,
        )
        self.mend_table.use(self._findings)
        self.mend_table.row_chosen.connect(self._explain)
        self.mend_table.row_activated.connect(self.finding_asked)
        self.mend_button.toggled.connect(self._choose)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.changes_browser.hide()
        self._changes: tuple[ClauseChange, ...] | None = None
        Theme.current().changed.connect(self._show_changes)

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found last."""
        return self._findings.rows

    def work_with(self, jobs: Jobs) -> None:
        """Look with these jobs, away from the window."""
        self._jobs = jobs

    def use(self, studio: Studio) -> None:
        """Another state of the vault: its register and its last version."""
        self._studio = studio
        self._linter = studio.linter()

    def watch(self, shown: tuple[WrittenSection, ...]) -> None:
        """Look at these sections once the typing pauses."""
        if self._studio is not None:
            self._looked = (shown, self._studio.facts)
            self._pause.start()

    def compare(self) -> None:
        """Show what changed since the last version, and read it from its first word."""
        self.changes_button.setChecked(True)
        self.changes_browser.setFocus()

    def _choose(self, _is_on: bool) -> None:
        mends = self.mend_button.isChecked()
        self.mend_table.setVisible(mends)
        self.mend_prose.setVisible(mends)
        self.changes_browser.setVisible(not mends)

    def _look(self) -> None:
        if self._jobs is None or self._looked is None or self._studio is None:
            return
        looked, linter, versions = self._looked, self._linter, self._studio.file.versions

        def find() -> tuple[tuple[Finding, ...], tuple[ClauseChange, ...] | None]:
            changes = compared(versions[-1].sections, looked[0]) if versions else None
            return linter.look(*looked), changes

        def tell(found: tuple[tuple[Finding, ...], tuple[ClauseChange, ...] | None]) -> None:
            # What was typed meanwhile is looked at by its own job.
            if looked is self._looked:
                self._show(*found)

        self._jobs.run(
            self, lambda _progress: find(), label=self.tr("Checking the terms"), done=tell, lane=Lane.DOCUMENT
        )

    def _show(self, findings: tuple[Finding, ...], changes: tuple[ClauseChange, ...] | None) -> None:
        self._findings.set_rows(findings)
        self.mend_button.setText(self.tr("To &mend: {count}").format(count=len(findings)))
        self._explain(self.mend_table.current())
        self._changes = changes
        self.changes_button.setText(self.tr("&Changes: {count}").format(count=len(changes or ())))
        self._show_changes()

    def _show_changes(self) -> None:
        number = self._studio.file.versions[-1].number if self._studio and self._studio.file.versions else ""
        self.changes_browser.setHtml(changes_html(self._changes, number))

    def _explain(self, row: object) -> None:
        if isinstance(row, Finding):
            self.mend_prose.show_text(f"{row.remedy}\n{row.source}")
        elif self.findings:
            self.mend_prose.show_text(self.tr("Enter goes to the place."))
        else:
            self.mend_prose.show_text(self.tr("Nothing to mend was found."))


def changes_html(changes: Sequence[ClauseChange] | None, number: str) -> str:
    """The changes as a page: in colours and lines, and again in words. All that was typed is escaped."""
    if changes is None:
        return "<p>No version is agreed yet, so there is nothing to compare with.</p>"
    if not changes:
        return f"<p>Nothing changed since {escape(number)}.</p>"
    return f"<h3>Changes since {escape(number)}</h3>" + "".join(map(_change_html, changes))


def _change_html(change: ClauseChange) -> str:
    theme = Theme.current()
    styles = {
        Mark.SAME: "",
        Mark.ADDED: f"background:{theme.color('diff.addBg').name()};color:{theme.color('diff.addText').name()};"
        "text-decoration:underline",
        Mark.REMOVED: f"background:{theme.color('diff.delBg').name()};color:{theme.color('diff.delText').name()};"
        "text-decoration:line-through",
    }
    # Words that were exchanged stand beside one another with a thin space between them.
    words = "".join(
        f'<span style="{styles[piece.mark]}">{escape(piece.text).replace(chr(10), "<br>")}</span>'
        + ("&thinsp;" if piece.mark is Mark.REMOVED else "")
        for piece in change.pieces
    )
    secondary = theme.color("text.secondary").name()
    told = change.spoken.partition(". ")[2] if change.mark is Mark.CHANGED else f"Clause {change.mark}."
    return (
        f"<p><b>{change.number} {escape(change.heading)}</b><br>{words}<br>"
        f'<span style="color:{secondary}">{escape(told)}</span></p>'
    )
