"""What left Prevent, its papers of no one case, the settings of the panel, and the comparisons with the tracker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from safermk_desktop.domain.channel.governance import TrackerCheck
from safermk_desktop.domain.regimes.channel_2023_lists import SETTING_WORDS, SETTINGS
from safermk_desktop.domain.wording import count_of, short_date
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.models.cells import Column, text_cell, two_line_cell, wrap_cell
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.prevent_acts import NOBODY, do_act, follow_safe_view, give_paper, show_safe_view
from safermk_desktop.presentation.pages.prevent_paper_rows import ledger_columns, ledger_key, paper_columns, times_left
from safermk_desktop.presentation.theme import Theme
from safermk_desktop.presentation.widgets.lines_card import LinesCard
from safermk_desktop.presentation.widgets.stacking import stack
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services.channel import governing, papering, showing
from safermk_desktop.services.channel.showing import PreventExport

Setting = tuple[str, int]
"""Its name, and what holds."""


class PreventRecordsPage(Page):
    """Enter marks a file as deleted, gives a paper, changes a setting."""

    title_layout: QHBoxLayout
    back_button: QPushButton
    safe_button: QPushButton
    explain_prose: Prose
    ledger_card: LinesCard
    papers_card: LinesCard
    settings_card: LinesCard
    tracker_card: LinesCard

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "prevent_records_page")
        self.explain_prose.show_text(
            self.tr(
                "Only suppressed numbers leave Prevent, and papers of one case for the members invited to it. Each "
                "file has its line here before its bytes leave, and is deleted outside by its day."
            )
        )
        for card, title in (
            (self.ledger_card, "What left Prevent"),
            (self.papers_card, "Papers that are not of a single case"),
            (self.settings_card, "Settings of the panel"),
            (self.tracker_card, "Compared with the national tracker"),
        ):
            card.set_title(self.tr(title))
            card.act_asked.connect(self.do)
        self.ledger_card.row_activated.connect(self._mark)
        self.papers_card.row_activated.connect(partial(give_paper, context, self))
        self.settings_card.row_activated.connect(self._set)
        self.back_button.clicked.connect(lambda: self.context.navigate("prevent"))
        follow_safe_view(context, self.safe_button, lambda: self.arrive(""))
        Theme.current().changed.connect(self._measure)
        self._measure()

    def arrive(self, case_id: str) -> None:
        del case_id
        show_safe_view(self.context, self.safe_button)
        session = self.context.session
        lines = showing.prevent_ledger(session)
        self._show_ledger(lines)
        papers = tuple(reversed([one for one in papering.papers_of(session) if not one.case_id]))
        nothing = self.tr("None yet: the statement, numbers of a period and agendas are kept here once written.")
        self.papers_card.show_lines((), nothing="" if papers else nothing)
        columns = paper_columns(times_left(lines))
        self.papers_card.show_rows(
            self.tr("Papers that are not of a single case"), columns, papers, key=lambda row: row.id
        )
        settings = tuple(governing.prevent_settings(session).items())
        self.settings_card.show_rows(self.tr("Settings"), setting_columns(), settings, key=lambda row: row[0])
        self.settings_card.show_lines((("Types of concern", ", ".join(governing.concerns(session))),))
        self.settings_card.show_acts((("set_concerns", self.tr("Change the types of concern")),))
        self._show_checks(governing.tracker_checks(session))

    def acts(self) -> Mapping[str, Act]:
        return MappingProxyType({"toggle_view": self.safe_button.toggle})

    def panes(self) -> tuple[QWidget, ...]:
        tables = (self.ledger_card.table, self.papers_card.table, self.settings_card.table, self.tracker_card.table)
        return (*tables, self.back_button)

    def do(self, act: str) -> None:
        """Do an act: its dialog."""
        do_act(self.context, NOBODY, act, self)

    def _measure(self) -> None:
        stack(self.title_layout)

    def _show_ledger(self, lines: tuple[PreventExport, ...]) -> None:
        today = self.context.session.clock.today()
        late = [one for one in lines if not one.line.deleted_on and one.line.delete_by and one.line.delete_by < today]
        said = f"{count_of(len(late), 'file')} to be deleted outside by now" if late else "None"
        nothing = self.tr("Nothing has left Prevent.")
        self.ledger_card.show_lines((("Late", said),) if lines else (), nothing=nothing)
        columns = ledger_columns(today, is_safe=self.context.safe_view.is_on)
        self.ledger_card.show_rows(self.tr("Ledger of Prevent"), columns, lines, key=ledger_key)

    def _show_checks(self, checks: tuple[TrackerCheck, ...]) -> None:
        nothing = self.tr("Not compared yet. The national tracker stays the system of record.")
        self.tracker_card.show_lines((), nothing="" if checks else nothing)
        self.tracker_card.show_rows(self.tr("Comparisons"), check_columns(), checks, key=lambda row: row.id)
        self.tracker_card.show_acts((("compare_tracker", self.tr("Compare with the national tracker")),))

    def _mark(self, row: object) -> None:
        if isinstance(row, PreventExport) and row.line.deleted_on is None:
            self.do(f"mark_deleted:{row.line.id}")

    def _set(self, row: object) -> None:
        if isinstance(row, tuple):
            self.do(f"set_prevent_setting:{row[0]}")


def setting_columns() -> tuple[Column[Setting], ...]:
    """What is set, what holds, and what holds until it is set."""
    return (
        Column(header="Setting", cell=lambda row: two_line_cell(*SETTING_WORDS[row[0]])),
        Column(header="Holds", cell=lambda row: text_cell(str(row[1]), role="bodyStrong"), width=88, is_right=True),
        Column(header="Comes as", cell=lambda row: text_cell(str(SETTINGS[row[0]])), width=96, is_right=True),
        Column(
            header="Set by",
            cell=lambda row: text_cell("As it comes" if row[1] == SETTINGS[row[0]] else "The panel"),
            width=120,
        ),
    )


def check_columns() -> tuple[Column[TrackerCheck], ...]:
    """The day, how many agree, and the numbers that do not."""

    def left(row: TrackerCheck) -> str:
        here, there = ", ".join(row.missing_here), ", ".join(row.missing_there)
        found = [f"Not kept here: {here}." if here else "", f"Not in the tracker: {there}." if there else ""]
        return " ".join([*(one for one in found if one), *row.differing]) or "Both agree."

    return (
        Column(header="What differs", cell=lambda row: wrap_cell(left(row))),
        Column(header="On", cell=lambda row: text_cell(short_date(row.checked_on)), width=112),
        Column(header="By", cell=lambda row: text_cell(row.checked_by), width=160),
        Column(header="Agree", cell=lambda row: text_cell(str(len(row.agreed))), width=80, is_right=True),
    )
