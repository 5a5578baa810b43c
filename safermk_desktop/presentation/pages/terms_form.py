"""The form of the terms of reference: its columns, the versions, and how the draft stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QTextBrowser, QWidget

from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.terms import ApprovingBody, WrittenSection
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.section_editor import SectionEditor
from safermk_desktop.presentation.pages.settled_card import SettledCard
from safermk_desktop.presentation.pages.terms_rows import (
    DRAFT,
    SECTION_COLUMNS,
    VERSION_COLUMNS,
    VersionRow,
    is_as_agreed,
    version_html,
)
from safermk_desktop.presentation.pages.terms_side import TermsSide
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.presentation.widgets.text import Tag
from safermk_desktop.services.terms_review import Studio

_ROOM: Final = 1080
"""Pixels at 100 % text below which the three columns do not fit side by side."""
_SHARE: Final = 0.34
_STATE: Final = 2
"""The column of the versions that gives way."""
_STATE_ROOM: Final = 256


class TermsForm(Page):
    """Sections at the left, the draft or a version in the middle, the versions at the right."""

    empty_widget: QWidget
    terms_empty: EmptyState
    work_widget: QWidget
    sections_table: DataTable
    sections_label: QLabel
    toolbar_layout: QHBoxLayout
    draft_tag: Tag
    based_label: QLabel
    agree_button: QPushButton
    export_button: QPushButton
    sections_frame: QFrame
    versions_frame: QFrame
    versions_button: QPushButton
    draft_scroll: QScrollArea
    deleted_banner: Banner
    section_editor: SectionEditor
    settled_card: SettledCard
    version_widget: QWidget
    version_banner: Banner
    version_browser: QTextBrowser
    versions_table: DataTable
    versions_note_label: QLabel
    approve_button: QPushButton
    terms_side: TermsSide

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "terms_page")
        self.sections = RowsModel(SECTION_COLUMNS, key=lambda row: row.id, parent=self)
        self.versions = RowsModel(VERSION_COLUMNS, key=lambda row: row.key, parent=self)
        self.sections_table.use(self.sections)
        self.versions_table.use(self.versions, is_fitted=True)
        self.closed = ""
        self.versions_table.row_chosen.connect(self._choose_version)
        self.version_banner.asked.connect(self.back_to_draft)
        self.versions_button.toggled.connect(self._fold)
        Theme.current().changed.connect(self._fold)
        # Two of these never show together; both at once would make the window taller than a small screen.
        self.version_widget.hide()
        self.empty_widget.hide()
        self.deleted_banner.hide()
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def show_closed(self, closed: str) -> None:
        """``closed`` says why nothing changes any more; empty while the case is open."""
        self.closed = closed
        self.section_editor.set_read_only(is_read_only=bool(closed))
        self.agree_button.setVisible(not closed)
        if closed:
            self.terms_empty.show_empty(self.tr("This case was closed without terms of reference."))
            return
        self.terms_empty.show_empty(
            self.tr(
                "No terms of reference yet. A draft begins with the sections that the rules ask for. You write the "
                "text of each, and the panel agrees it as a numbered version."
            ),
            action=self.tr("Start a draft"),
            icon="plus",
        )

    def _choose_version(self, row: object) -> None:
        version = row.version if isinstance(row, VersionRow) else None
        self.draft_scroll.setVisible(version is None)
        self.version_widget.setVisible(version is not None)
        if version is None:
            return
        self.version_banner.show_banner(
            "blue",
            self.tr("Version {number}, agreed {day} by {who}. It never changes.").format(
                number=version.number, day=day_text(version.agreed_on), who=version.agreed_by
            ),
            action=self.tr("Back to the draft"),
        )
        self.version_browser.setHtml(version_html(version))

    def back_to_draft(self) -> None:
        """Show the draft in the middle again."""
        self.versions_table.choose(DRAFT)
        self._choose_version(None)

    def show_standing(self, studio: Studio, shown: Sequence[WrittenSection]) -> None:
        """Say how the draft stands against what was agreed, and what can be done with it."""
        file = studio.file
        last = file.versions[-1] if file.versions else None
        is_agreed = is_as_agreed(shown, file)
        is_approved = last is not None and studio.approval(last, ApprovingBody.MANAGEMENT_GROUP) is not None
        self.approve_button.setVisible(last is not None and not is_approved and not self.closed)
        if last is not None:
            self.approve_button.setText(self.tr("Record &group approval of {number}").format(number=last.number))
        written = sum(bool(section.text.strip()) for section in file.sections)
        self.sections_label.setText(
            self.tr("{written} of {all} sections have text").format(written=written, all=len(file.sections))
        )
        self.agree_button.setEnabled(not is_agreed)
        is_kept = file.document(PaperKind.TERMS_OF_REFERENCE) is not None
        self.export_button.setEnabled(is_kept if self.closed else last is not None)
        if self.closed:
            self.draft_tag.show_tag(self.tr("Closed"), "grey")
            self.based_label.setText(self.closed)
            self.versions_note_label.setText(self.tr("Choose a version to read it as it was agreed.") if last else "")
            return
        if last is None:
            self.draft_tag.show_tag(self.tr("Not agreed"), "amber")
            self.based_label.setText(self.tr("Word is written from an agreed version; there is none yet."))
            self.versions_note_label.setText(self.tr("No version is agreed yet."))
            return
        self.draft_tag.show_tag(
            self.tr("As agreed in {number}").format(number=last.number) if is_agreed else self.tr("Not agreed"),
            "green" if is_agreed else "amber",
        )
        self.based_label.setText(
            self.tr("Word is written from version {number}, agreed {day}.").format(
                number=last.number, day=day_text(last.agreed_on)
            )
        )
        self.versions_note_label.setText(
            self.tr("Choose a version to read it as it was agreed.")
            if is_agreed
            else self.tr("The panel must agree the draft before it replaces {number}.").format(number=last.number)
        )

    def _fold(self) -> None:
        """Where there is no room for three columns, a button shows the versions in place of the sections."""
        scale = Theme.current().scale
        is_narrow = self.width() < _ROOM * scale
        self.versions_button.setVisible(is_narrow)
        shows_versions = self.versions_button.isChecked()
        self.sections_frame.setVisible(not is_narrow or not shows_versions)
        self.versions_frame.setVisible(not is_narrow or shows_versions)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.toolbar_layout.setDirection(down if is_narrow else across)
        for frame, wide in ((self.sections_frame, 256), (self.versions_frame, 304)):
            frame.setFixedWidth(min(round(wide * scale), round(self.width() * _SHARE)))
        # Words over several lines are not in a layout's least height by themselves: without this they would overlap.
        column = self.versions_frame.layout()
        if column is not None:
            self.versions_frame.setMinimumHeight(max(0, column.minimumHeightForWidth(self.versions_frame.width())))
        # A narrow column has room for the number and the day; the state stands above the version that is read.
        self.versions_table.setColumnHidden(_STATE, self.versions_frame.width() < _STATE_ROOM * scale)
