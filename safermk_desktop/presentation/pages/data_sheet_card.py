"""The last card of the publication page: what the data sheet has, part by part, and what is not recorded."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.data_sheet import PARTS
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.domain.wording import long_date
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.pages.publication_card import PublicationCard
from safermk_desktop.presentation.pages.publication_lines import Line, state_line
from safermk_desktop.services.data_sheet import Sheet


class DataSheetCard(PublicationCard):
    """Each part with what it lacks; what nothing is recorded of is listed before the sheet is made."""

    log_layout: QVBoxLayout
    write_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("data_sheet_card", parent)
        self.write_button.clicked.connect(self.asks("write_data_sheet"))

    def show_sheet(self, file: CaseFile, sheet: Sheet) -> None:
        """Show how the data sheet of a case stands."""
        empty(self.log_layout)
        alone = ", ".join(field.words for field in sheet.missing if not field.part)
        told = self.tr("Not recorded: {fields}").format(fields=alone) if alone else ""
        words = self.tr("From the records of the case")
        self.log_layout.addWidget(state_line(Line(is_done=not alone, text=words, detail=told)))
        for part, words in PARTS.items():
            if any(field.part == part for field in sheet.asked):
                self.log_layout.addWidget(state_line(self._part(part, words, sheet)))
        made = file.document(PaperKind.DATA_SHEET)
        if made is not None:
            words = self.tr("Made on {day}, in Word and as four CSV files").format(day=long_date(made.added_on))
            self.log_layout.addWidget(state_line(Line(text=words, detail=made.file_name)))
        lacking, asked = len(sheet.missing), len(sheet.asked)
        tone = "amber" if lacking else "green"
        self.standing_tag.show_tag(self.tr("{done} of {all} recorded").format(done=asked - lacking, all=asked), tone)
        self.show_reason("")

    def _part(self, part: str, words: str, sheet: Sheet) -> Line:
        lacking = [field.words for field in sheet.missing if field.part == part]
        detail = self.tr("Not recorded: {fields}").format(fields=", ".join(lacking)) if lacking else ""
        act = f"data_sheet:{part}"
        return Line(
            is_done=not lacking,
            text=words,
            detail=detail,
            button=self.tr("Fill in"),
            name=f"sheet_{part}",
            act=self.asks(act),
        )
