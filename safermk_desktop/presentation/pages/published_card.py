"""The third card of the publication page: where, when and which files."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.wording import long_date
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.pages.publication_card import PublicationCard
from safermk_desktop.presentation.pages.publication_lines import pairs_grid
from safermk_desktop.presentation.pages.publication_rows import (
    marked,
    paper_line,
    publish_reasons,
)
from safermk_desktop.presentation.widgets.text import label


class PublishedCard(PublicationCard):
    """Where and when it was published, which files, and who has copies."""

    log_layout: QVBoxLayout
    publish_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("published_card", parent)
        self.publish_button.clicked.connect(self.asks("record_publication"))

    def show_file(self, file: CaseFile) -> None:
        """Show what was published of a case."""
        empty(self.log_layout)
        for publication in file.publications:
            self.log_layout.addWidget(self._publication(publication, file))
        if not file.publications:
            words = self.tr("Nothing is published yet. Record here where and when the cleared set was published.")
            self.log_layout.addWidget(label(words, tone="secondary", wraps=True))
        self.publish_button.setText(
            self.tr("Record another p&ublication") if file.publications else self.tr("Record p&ublication")
        )
        reasons = publish_reasons(file)
        self.publish_button.setEnabled(not reasons)
        self.show_reason(self.tr("Closed. {reasons}").format(reasons=" ".join(reasons)) if reasons else "")
        published = bool(file.publications)
        words = self.tr("Published") if published else self.tr("Not published")
        self.standing_tag.show_tag(words, "green" if published else "grey")

    def _publication(self, publication: Publication, file: CaseFile) -> QWidget:
        papers = tuple(map(paper_line, publication.papers))
        pairs = (
            (self.tr("Where"), publication.where),
            (self.tr("Link"), publication.link),
            (
                self.tr("When"),
                marked(f"{long_date(publication.published_on)}, {publication.published_by}", file, publication),
            ),
            *papers,
        )
        return pairs_grid(pairs, mono=frozenset(name for name, _digest in papers))
