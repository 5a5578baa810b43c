"""The card of the copies: who has one, of which file, and who has none yet."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.copies import CopySent, missing_sentence, without_copy
from safermk_desktop.domain.process import Regime
from safermk_desktop.domain.wording import long_date
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.pages.publication_card import PublicationCard
from safermk_desktop.presentation.pages.publication_lines import Line, state_line
from safermk_desktop.presentation.pages.publication_rows import marked, short_digest
from safermk_desktop.presentation.widgets.text import label
from safermk_desktop.services.copies import papers_to_copy


class CopiesCard(PublicationCard):
    """Who has no copy stands first, with the law that asks for it; then each copy with its digest."""

    lines_layout: QVBoxLayout
    copy_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("copies_card", parent)
        self.copy_button.clicked.connect(self.asks("record_copy"))

    def show_file(self, regime: Regime, file: CaseFile) -> None:
        """Show the copies of a case."""
        can_send = bool(papers_to_copy(file))
        lacking = without_copy(regime.recipients, file.copies_sent)
        empty(self.lines_layout)
        for recipient in lacking if can_send else ():
            line = Line(
                is_done=False,
                text=missing_sentence(recipient),
                detail=recipient.source,
                button=self.tr("Record a copy"),
                name=f"record_copy_{recipient.name}",
                act=self.asks(f"record_copy:{recipient.name}"),
            )
            self.lines_layout.addWidget(state_line(line))
        for copy in file.copies_sent:
            self.lines_layout.addWidget(state_line(self._copy(copy, file)))
        if not can_send and not file.copies_sent:
            later = self.tr("Who has to have a copy is listed here once there is something to send.")
            self.lines_layout.addWidget(label(later, tone="secondary", wraps=True))
        words = self.tr("{lacking} of {all} without a copy").format(lacking=len(lacking), all=len(regime.recipients))
        self.standing_tag.show_tag(words if lacking else self.tr("All sent"), "amber" if lacking else "green")
        self.copy_button.setEnabled(can_send)
        self.show_reason("" if can_send else self.tr("Copies are sent of what was submitted or published."))

    def _copy(self, copy: CopySent, file: CaseFile) -> Line:
        whom = f"{copy.recipient}, {copy.person}" if copy.person else copy.recipient
        detail = self.tr("{method}; {file}, SHA-256 {digest}; sent by {who}").format(
            method=copy.method, file=copy.file_name, digest=short_digest(copy.sha256), who=copy.sent_by
        )
        text = self.tr("{whom}: {day}").format(whom=whom, day=long_date(copy.sent_on))
        return Line(text=text, detail=marked(detail, file, copy))
