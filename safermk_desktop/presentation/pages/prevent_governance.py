"""The Prevent plan by its eight headings and the year's assurance statement, as two cards of the Prevent page."""

from __future__ import annotations

from datetime import date

from safermk_desktop.domain.actions import ActionStatus
from safermk_desktop.domain.channel.governance import AssuranceItem, PreventPlanItem
from safermk_desktop.domain.regimes.channel_2023_lists import HEADINGS
from safermk_desktop.domain.wording import long_date, short_date
from safermk_desktop.presentation.models.cells import Cell, Column, rag_cell, text_cell, two_line_cell, wrap_cell
from safermk_desktop.presentation.widgets.lines_card import LinesCard
from safermk_desktop.services.channel import governing
from safermk_desktop.services.session import Session

EXTENTS = (("fully", "green", "Fully"), ("partly", "amber", "Partly"), ("not", "red", "Not met"), ("", "grey", "Open"))


def show_plan(card: LinesCard, session: Session) -> None:
    """Every action of the plan under its heading; Enter updates one."""
    items, _updates = governing.plan_items(session)
    card.show_lines((), nothing="" if items else "The plan has no action yet. It stands by the eight toolkit headings.")
    today = session.clock.today()
    columns = (
        Column[PreventPlanItem](
            header="Action", cell=lambda row: two_line_cell(row.text, f"{HEADINGS[row.heading]} {row.number}")
        ),
        Column[PreventPlanItem](header="Lead", cell=lambda row: text_cell(row.lead_agency), width=200),
        Column[PreventPlanItem](header="Target", cell=lambda row: _target(row, today), width=120),
        Column[PreventPlanItem](header="State", cell=_state, width=144),
    )
    card.show_rows("Actions of the Prevent plan", columns, items, key=lambda row: row.id)
    card.show_acts((("add_plan_item", "Add an action"), ("compare_tracker", "Compare with the national tracker")))


def _target(row: PreventPlanItem, today: date) -> Cell:
    is_late = row.target_on < today and not row.is_finished
    return text_cell(short_date(row.target_on), tone="red.text" if is_late else "text.primary")


def _state(row: PreventPlanItem) -> Cell:
    tone = "blue" if row.is_finished else "grey" if row.status is ActionStatus.NOT_STARTED else "green"
    return rag_cell(tone, row.status.value.replace("_", " ").capitalize())


def show_statement(card: LinesCard, session: Session) -> None:
    """The latest statement, standard by standard; Enter answers one."""
    held = governing.statements(session)
    if not held:
        card.show_lines((), nothing="No statement yet. Once a year the authority says how far each standard is met.")
        card.show_rows("Standards", (), (), key=lambda row: row)
        card.show_acts((("begin_statement", "Begin a statement"),))
        return
    view = held[0]
    signed = view.statement.signed_on
    line = f"Signed by {view.statement.signed_by} on {long_date(signed)}" if signed else "Not signed yet"
    left = f"{len(view.open_items)} of {len(view.items)} standards to answer" if view.open_items else "All answered"
    card.show_lines((("Year", view.statement.year), ("State", line), ("Standards", left)))
    columns = (
        Column[AssuranceItem](header="Standard", cell=lambda row: wrap_cell(f"{row.number}. {row.standard}")),
        Column[AssuranceItem](header="Area", cell=lambda row: text_cell(row.area), width=120),
        Column[AssuranceItem](header="Met", cell=_met, width=104),
        Column[AssuranceItem](header="Improvement", cell=_improvement, width=220),
    )
    card.show_rows("Standards", columns, view.items, key=lambda row: row.id)
    sign = () if signed or view.open_items else ((f"sign_statement:{view.statement.id}", "Sign the statement"),)
    card.show_acts((*sign, *((("begin_statement", "Begin the next year's"),) if signed else ())))


def _met(row: AssuranceItem) -> Cell:
    tone, words = next((tone, words) for extent, tone, words in EXTENTS if extent == row.extent)
    return rag_cell(tone, words)


def _improvement(row: AssuranceItem) -> Cell:
    if not row.improvement:
        return text_cell("")
    return two_line_cell(row.improvement, ", ".join(one for one in (row.owner, short_date(row.due_on)) if one))
