"""The family and friends of a review: what is owed to them, their comments and answers, and every contact."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.family import Matter
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.case_wide import case_wide
from safermk_desktop.presentation.pages.case_words import closed_words
from safermk_desktop.presentation.pages.family_rows import (
    COMMENT_COLUMNS,
    CONTACT_COLUMNS,
    PERSON_COLUMNS,
    STAGE_COLUMNS,
    CommentRow,
    PersonRow,
    StageRow,
    comment_rows,
    contact_rows,
    person_rows,
    stage_rows,
)
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.head_acts import HeadActs
from safermk_desktop.presentation.widgets.text import Tag
from safermk_desktop.services import queries


class FamilyPage(Page):
    """Enter on what is owed records a contact on it, on a comment answers it, on a person changes them."""

    note_label: QLabel
    stages_layout: QVBoxLayout
    stages_head_layout: QHBoxLayout
    stages_tag: Tag
    stages_table: DataTable
    stages_empty: EmptyState
    stage_contact_button: QPushButton
    reason_button: QPushButton
    day_button: QPushButton
    comments_layout: QVBoxLayout
    comments_head_layout: QHBoxLayout
    comments_tag: Tag
    comments_table: DataTable
    comments_empty: EmptyState
    answer_button: QPushButton
    comment_button: QPushButton
    people_layout: QVBoxLayout
    people_head_layout: QHBoxLayout
    people_tag: Tag
    people_table: DataTable
    people_empty: EmptyState
    person_contact_button: QPushButton
    change_button: QPushButton
    person_button: QPushButton
    contacts_tag: Tag
    contacts_table: DataTable
    contacts_empty: EmptyState

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "family_page")
        self._file: CaseFile | None = None
        self._stages = RowsModel(STAGE_COLUMNS, key=lambda row: row.matter, parent=self)
        self._comments = RowsModel(COMMENT_COLUMNS, key=lambda row: row.comment.id, parent=self)
        self._people = RowsModel(PERSON_COLUMNS, key=lambda row: row.person.id, parent=self)
        self._contacts = RowsModel(CONTACT_COLUMNS, key=lambda row: row.contact.id, parent=self)
        self.stages_table.use(self._stages, is_fitted=True)
        self.comments_table.use(self._comments, is_fitted=True)
        self.people_table.use(self._people, is_fitted=True)
        self.contacts_table.use(self._contacts, is_fitted=True)
        self.stages_empty.hide()
        HeadActs(
            self.stages_layout,
            self.stages_head_layout,
            (self.reason_button, self.stage_contact_button, self.day_button),
        )
        HeadActs(self.comments_layout, self.comments_head_layout, (self.answer_button, self.comment_button))
        HeadActs(
            self.people_layout,
            self.people_head_layout,
            (self.person_contact_button, self.change_button, self.person_button),
        )
        self._connect()

    def arrive(self, case_id: str) -> None:
        self._file = file = queries.case_file(self.context.session, CaseId(case_id))
        stages = stage_rows(file)
        self._stages.set_rows(stages)
        self._comments.set_rows(comment_rows(file))
        self._people.set_rows(person_rows(file))
        self._contacts.set_rows(contact_rows(file))
        for table, empty, rows in (
            (self.comments_table, self.comments_empty, file.family.comments),
            (self.people_table, self.people_empty, file.family.people),
            (self.contacts_table, self.contacts_empty, file.family.contacts),
        ):
            table.setVisible(bool(rows))
            empty.setVisible(not rows)
        met = sum(row.is_met for row in stages)
        self.stages_tag.show_tag(self.tr("{met} of {all} on file").format(met=met, all=len(stages)), "grey")
        waiting = len(file.family.unanswered)
        self.comments_tag.show_tag(self.tr("{count} to answer").format(count=waiting) if waiting else "", "amber")
        self.people_tag.show_tag("")
        self.contacts_tag.show_tag("")
        self.note_label.setText(
            closed_words(file.case)
            or self.tr(
                "Each needs a contact, or the reason to go on without. No override passes it. "
                "People are shown by their published form; names stand in the identity register alone."
            )
        )
        self._choose_first(stages)
        self._enable()

    def acts(self) -> Mapping[str, Act]:
        """A file note, and Ctrl+Z."""
        return case_wide(self.context, self._file.case.case_id, self) if self._file else {}

    def panes(self) -> tuple[QWidget, ...]:
        tables = (self.stages_table, self.comments_table, self.people_table, self.contacts_table)
        return tuple(table for table in tables if not table.isHidden())

    def _connect(self) -> None:
        self.comments_empty.show_empty(self.tr("No comment is recorded yet."))
        self.people_empty.show_empty(
            self.tr("Nobody is entered yet. Start with the next of kin: a relation and a published form.")
        )
        self.contacts_empty.show_empty(self.tr("No contact is recorded yet."))
        for table in (self.stages_table, self.comments_table, self.people_table):
            table.row_chosen.connect(self._enable)
        self.stages_table.row_activated.connect(self._contact_on)
        self.comments_table.row_activated.connect(self._answer_row)
        self.people_table.row_activated.connect(self._change_row)
        self.stage_contact_button.clicked.connect(lambda: self._contact_on(self.stages_table.current()))
        self.reason_button.clicked.connect(lambda: self._reason_on(self.stages_table.current()))
        self.day_button.clicked.connect(lambda: self._open("publication_day"))
        self.answer_button.clicked.connect(lambda: self._answer_row(self.comments_table.current()))
        self.comment_button.clicked.connect(lambda: self._open("family_comment"))
        self.person_button.clicked.connect(lambda: self._open("family_person"))
        self.change_button.clicked.connect(lambda: self._change_row(self.people_table.current()))
        self.person_contact_button.clicked.connect(lambda: self._contact_with(self.people_table.current()))

    def _choose_first(self, stages: tuple[StageRow, ...]) -> None:
        if self.stages_table.current() is None:
            self.stages_table.choose(next((row.matter for row in stages if not row.is_met), stages[0].matter))
        if self._comments.rows and self.comments_table.current() is None:
            self.comments_table.choose(self._comments.rows[0].comment.id)
        if self._people.rows and self.people_table.current() is None:
            self.people_table.choose(self._people.rows[0].person.id)

    def _enable(self, _row: object = None) -> None:
        file = self._file
        is_open = file is not None and file.case.status is CaseStatus.OPEN
        changes = (
            *(self.stage_contact_button, self.reason_button, self.day_button, self.answer_button),
            *(self.comment_button, self.person_button, self.change_button, self.person_contact_button),
        )
        for button in changes:
            button.setVisible(is_open)
        has_people = file is not None and bool(file.family.people)
        for button in (self.day_button, self.comment_button):
            button.setEnabled(has_people)
            button.setToolTip("" if has_people else self.tr("Enter a person first."))
        has_person = isinstance(self.people_table.current(), PersonRow)
        self.change_button.setEnabled(has_person)
        self.person_contact_button.setEnabled(has_person)
        self.answer_button.setEnabled(isinstance(self.comments_table.current(), CommentRow))

    def _open(self, act: str) -> None:
        file = self._file
        if file is None or file.case.status is not CaseStatus.OPEN:
            return
        case_id = file.case.case_id
        try:
            dialog = StepDialog(self.context, case_id, act, self)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        open_dialog(dialog, lambda: self.context.changes.tell(case_id))

    def _contact_on(self, row: object) -> None:
        if not isinstance(row, StageRow):
            return
        if self._file and not self._file.family.people:
            self._open("family_person")
        else:
            self._open(f"family_contact:{row.matter}")

    def _reason_on(self, row: object) -> None:
        if isinstance(row, StageRow):
            self._open(f"family_reason:{row.matter}")

    def _answer_row(self, row: object) -> None:
        if isinstance(row, CommentRow):
            self._open(f"family_answer:{row.comment.id}")

    def _change_row(self, row: object) -> None:
        if isinstance(row, PersonRow):
            self._open(f"family_person:{row.person.id}")

    def _contact_with(self, row: object) -> None:
        if isinstance(row, PersonRow):
            self._open(f"family_contact:{Matter.OTHER}/{row.person.id}")
