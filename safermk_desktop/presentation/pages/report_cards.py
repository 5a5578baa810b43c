"""What stands in the cards of the page of reports: their tables, sentences and buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton

from safermk_desktop.presentation.widgets.cards import SectionCard
from safermk_desktop.presentation.widgets.data_table import DataTable
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.plan_bars import PlanBars
from safermk_desktop.presentation.widgets.text import button, label, rule

PICTURES: Final = 3
"""By rating, by agency, by month."""


class HasCards(Protocol):
    """The page whose cards are filled."""

    report_card: SectionCard
    faults_card: SectionCard
    progress_card: SectionCard
    agencies_card: SectionCard


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportParts:
    """Everything that the page speaks to."""

    head_label: QLabel
    streams_table: DataTable
    period_button: QPushButton
    change_button: QPushButton
    offices_button: QPushButton
    texts_button: QPushButton
    add_button: QPushButton
    edit_button: QPushButton
    remove_button: QPushButton
    open_button: QPushButton
    exempt_button: QPushButton
    faults_label: QLabel
    faults_table: DataTable
    bars_label: QLabel
    bars: tuple[tuple[QLabel, QLabel, PlanBars], ...]
    progress_button: QPushButton
    agencies_label: QLabel
    agencies_table: DataTable
    letter_button: QPushButton
    text_button: QPushButton
    excel_button: QPushButton
    word_button: QPushButton
    returned_button: QPushButton

    @property
    def report_buttons(self) -> tuple[QPushButton, ...]:
        """Those that need a report."""
        return (
            *(self.change_button, self.offices_button, self.texts_button, self.add_button, self.edit_button),
            *(self.remove_button, self.open_button, self.exempt_button),
        )

    @property
    def asking_buttons(self) -> tuple[QPushButton, ...]:
        """Those that need an agency with an open action."""
        return (self.letter_button, self.text_button, self.excel_button, self.word_button, self.progress_button)


def cards(page: HasCards) -> ReportParts:
    """Fill the cards of a page."""
    page.report_card.set_title(_tr("Report"))
    page.faults_card.set_title(_tr("What to mend before it leaves"))
    page.progress_card.set_title(_tr("How actions get on"))
    page.agencies_card.set_title(_tr("Ask the agencies"))
    parts = ReportParts(
        head_label=label("", wraps=True),
        streams_table=_table(_tr("Workstreams")),
        period_button=button(_tr("&Begin a report"), icon="plus"),
        change_button=button(_tr("C&hange period and author")),
        offices_button=button(_tr("Chair and &vice-chair")),
        texts_button=button(_tr("&Texts and lists")),
        add_button=button(_tr("&Add a workstream")),
        edit_button=button(_tr("Change the &workstream")),
        remove_button=button(_tr("&Remove the workstream")),
        open_button=button(_tr("Write the &open version"), kind="primary", icon="file-text"),
        exempt_button=button(_tr("Write the e&xempt version")),
        faults_label=label("", "bodyStrong", wraps=True),
        faults_table=_table(_tr("What to mend")),
        bars_label=label(_tr("There is no action yet."), wraps=True),
        bars=tuple((label("", "h3", wraps=True), label("", wraps=True), PlanBars()) for _ in range(PICTURES)),
        progress_button=button(_tr("Write it with a pa&ge for each agency"), icon="file-text"),
        agencies_label=label(_tr("No agency has an open action."), wraps=True),
        agencies_table=_table(_tr("Agencies with open actions")),
        letter_button=button(_tr("&Letter in Word"), icon="send"),
        text_button=button(_tr("Text to &paste")),
        excel_button=button(_tr("&Form in Excel")),
        word_button=button(_tr("Form in Wor&d")),
        returned_button=button(_tr("Bring &in what came back"), icon="download"),
    )
    _put_report(page.report_card, parts)
    _put(page.faults_card, parts.faults_label, parts.faults_table)
    _put_bars(page.progress_card, parts)
    _acts(page.progress_card, (parts.progress_button,))
    _put(page.agencies_card, parts.agencies_label, parts.agencies_table)
    _acts(page.agencies_card, (*parts.asking_buttons[:4], parts.returned_button))
    return parts


def _put(card: SectionCard, words: QLabel, table: DataTable) -> None:
    card.body.addWidget(words)
    card.body.addWidget(table)


def _put_report(card: SectionCard, parts: ReportParts) -> None:
    """What is changed of the report, its workstreams with what is changed of them, and last the ways out."""
    buttons = parts.report_buttons
    card.body.addWidget(parts.head_label)
    _acts(card, (parts.period_button, *buttons[:3]))
    card.body.addWidget(parts.streams_table)
    _acts(card, buttons[3:6])
    card.body.addWidget(rule())
    _acts(card, buttons[6:])


def _put_bars(card: SectionCard, parts: ReportParts) -> None:
    card.body.addWidget(parts.bars_label)
    for title, words, bars in parts.bars:
        title.setContentsMargins(0, 8, 0, 0)
        for each in (title, words, bars):
            card.body.addWidget(each)


def _acts(card: SectionCard, buttons: tuple[QPushButton, ...]) -> None:
    line = FlowLayout()
    for each in buttons:
        line.addWidget(each)
    card.body.addLayout(line)


def _table(name: str) -> DataTable:
    table = DataTable()
    table.setAccessibleName(name)
    return table


def _tr(words: str) -> str:
    return QCoreApplication.translate("PeriodReportPage", words)
