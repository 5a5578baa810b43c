"""Record that the cleared set was published."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.presentation.dialogs.entry_dialog import Faults
from safermk_desktop.presentation.dialogs.watched_dialog import WatchedDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.fields import DateEdit, FieldError
from safermk_desktop.services import publishing


class PublicationDialog(WatchedDialog):
    """Where, the link, and the day; the public papers are taken from the vault with their digests."""

    published_error: FieldError
    published_edit: DateEdit
    where_error: FieldError
    where_edit: QLineEdit
    link_error: FieldError
    link_edit: QLineEdit

    def __init__(self, context: PageContext, file: CaseFile, parent: QWidget | None = None) -> None:
        super().__init__("publication_dialog", context, parent)
        self._file = file
        count = len(publishing.public_papers(file))
        self.explain(
            self.tr(
                "The {count} public papers of the case are recorded with their digests; each is "
                "searched for every identity of the register first."
            ).format(count=count)
        )
        self.published_edit.set_day(self.today)
        self.begin(self.where_edit)

    def is_sending(self) -> bool:
        return True

    def read(self, faults: Faults) -> Callable[[], object]:
        published_on = faults.day(
            self.published_error,
            self.published_edit,
            self.tr("Enter the day of publication."),
            earliest=self._file.qa_letters[-1].received_on if self._file.qa_letters else None,
            latest=self.today,
        )
        where = faults.text(self.where_error, self.where_edit, self.tr("Say where it was published."))
        link = faults.text(self.link_error, self.link_edit, self.tr("Enter the link to the publication."))
        session, case_id = self.context.session, self._file.case.case_id
        return lambda: self.watch(
            self.tr("Searching the papers once more"),
            lambda progress: publishing.record_publication(
                session, case_id, published_on=published_on, where=where, link=link, progress=progress
            ),
        )
