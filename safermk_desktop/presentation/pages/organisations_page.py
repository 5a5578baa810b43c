"""People and organisations, kept once for all cases: their days, what came after, and who holds which post."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.models.rows_model import RowsModel
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.organisation_rows import (
    ORGANISATION_COLUMNS,
    POST_COLUMNS,
    OrganisationRow,
    PostRow,
    organisation_rows,
    post_rows,
)
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.empty_state import EmptyState
from safermk_desktop.presentation.widgets.head_acts import HeadActs
from safermk_desktop.presentation.widgets.stacking import stack
from safermk_desktop.presentation.widgets.text import Tag
from safermk_desktop.services import organisations
from safermk_desktop.services.organisations import Directory


class OrganisationsPage(Page):
    """The field searches names and posts as it is typed in; Enter on a row changes it."""

    head_layout: QHBoxLayout
    find_edit: QLineEdit
    note_label: QLabel
    organisations_layout: QVBoxLayout
    organisations_head_layout: QHBoxLayout
    posts_layout: QVBoxLayout
    posts_head_layout: QHBoxLayout
    count_tag: Tag
    organisations_table: DataTable
    organisations_empty: EmptyState
    organisation_button: QPushButton
    change_button: QPushButton
    follow_button: QPushButton
    end_button: QPushButton
    posts_title_label: QLabel
    posts_tag: Tag
    posts_table: DataTable
    posts_empty: EmptyState
    post_button: QPushButton
    change_post_button: QPushButton
    end_post_button: QPushButton

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "organisations_page")
        self._directory = Directory(organisations=(), posts=())
        self._organisations = RowsModel(ORGANISATION_COLUMNS, key=lambda row: row.organisation.id, parent=self)
        self._posts = RowsModel(POST_COLUMNS, key=lambda row: row.post.id, parent=self)
        self.organisations_table.use(self._organisations, is_fitted=True)
        self.posts_table.use(self._posts, is_fitted=True)
        self.note_label.setText(
            self.tr(
                "Kept once for all cases, with their days. Nothing of a case belongs here. "
                "Requests and seats offer who existed on their day; anything else can still be typed."
            )
        )
        HeadActs(
            self.organisations_layout,
            self.organisations_head_layout,
            (self.end_button, self.follow_button, self.change_button, self.organisation_button),
        )
        HeadActs(
            self.posts_layout,
            self.posts_head_layout,
            (self.end_post_button, self.change_post_button, self.post_button),
        )
        Theme.current().changed.connect(self._arrange)
        self._arrange()
        self._connect()

    def arrive(self, case_id: str) -> None:
        del case_id
        self._directory = organisations.directory(self.context.session)
        self._show()

    def acts(self) -> Mapping[str, Act]:
        return MappingProxyType({"edit_row": self._edit_row})

    def panes(self) -> tuple[QWidget, ...]:
        return (self.organisations_table, self.posts_table, self.find_edit)

    def _arrange(self) -> None:
        stack(self.head_layout)

    def _connect(self) -> None:
        self.find_edit.textChanged.connect(self._show)
        self.organisations_table.row_chosen.connect(self._show_posts)
        self.organisations_table.row_activated.connect(self._change)
        self.posts_table.row_chosen.connect(self._enable)
        self.posts_table.row_activated.connect(self._change_post)
        self.organisation_button.clicked.connect(lambda: self._open("organisation"))
        self.change_button.clicked.connect(self._change)
        self.follow_button.clicked.connect(lambda: self._about("follow_organisation"))
        self.end_button.clicked.connect(lambda: self._about("end_organisation"))
        self.post_button.clicked.connect(lambda: self._about("post"))
        self.change_post_button.clicked.connect(self._change_post)
        self.end_post_button.clicked.connect(self._end_post)

    def _show(self, _text: str = "") -> None:
        rows = organisation_rows(self._directory, self.find_edit.text(), self.context.session.clock.today())
        self._organisations.set_rows(rows)
        self.organisations_table.setVisible(bool(rows))
        self.organisations_empty.setVisible(not rows)
        self.organisations_empty.show_empty(
            self.tr("Nothing is called that.")
            if self._directory.organisations
            else self.tr("No organisation is entered yet. Enter those that requests and panels choose from.")
        )
        stands = sum(row.stands for row in rows)
        self.count_tag.show_tag(self.tr("{count} now").format(count=stands) if rows else "", "grey")
        if rows and self.organisations_table.current() is None:
            self.organisations_table.choose(rows[0].organisation.id)
        self._show_posts()

    def _show_posts(self, _row: object = None) -> None:
        row = self.organisations_table.current() if self._organisations.rows else None
        chosen = row.organisation if isinstance(row, OrganisationRow) else None
        today = self.context.session.clock.today()
        posts = post_rows(self._directory, chosen.id, today) if chosen else ()
        self._posts.set_rows(posts)
        self.posts_title_label.setText(
            self.tr("Posts in {name}").format(name=chosen.name) if chosen else self.tr("Posts")
        )
        self.posts_tag.show_tag("")
        self.posts_table.setVisible(bool(posts))
        self.posts_empty.setVisible(not posts)
        self.posts_empty.show_empty(self.tr("No post is entered here yet."))
        if posts and self.posts_table.current() is None:
            self.posts_table.choose(posts[0].post.id)
        self._enable()

    def _enable(self, _row: object = None) -> None:
        row = self._chosen()
        for button in (self.change_button, self.post_button):
            button.setEnabled(row is not None)
        for button in (self.follow_button, self.end_button):
            button.setEnabled(row is not None and row.stands)
        post = self._chosen_post()
        self.change_post_button.setEnabled(post is not None)
        self.end_post_button.setEnabled(post is not None and post.is_held)

    def _chosen(self) -> OrganisationRow | None:
        row = self.organisations_table.current() if self._organisations.rows else None
        return row if isinstance(row, OrganisationRow) else None

    def _chosen_post(self) -> PostRow | None:
        row = self.posts_table.current() if self._posts.rows else None
        return row if isinstance(row, PostRow) else None

    def _open(self, act: str) -> None:
        try:
            dialog = StepDialog(self.context, CaseId(""), act, self)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        dialog.accepted.connect(self.context.changes.tell)
        dialog.open()

    def _about(self, act: str) -> None:
        if row := self._chosen():
            self._open(f"{act}:{row.organisation.id}")

    def _change(self, _row: object = None) -> None:
        self._about("organisation")

    def _change_post(self, _row: object = None) -> None:
        row, post = self._chosen(), self._chosen_post()
        if row and post:
            self._open(f"post:{row.organisation.id}/{post.post.id}")

    def _end_post(self) -> None:
        if post := self._chosen_post():
            self._open(f"end_post:{post.post.id}")

    def _edit_row(self) -> None:
        if self.posts_table.hasFocus():
            self._change_post()
        else:
            self._about("organisation")
