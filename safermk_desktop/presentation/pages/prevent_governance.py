"""The Prevent plan by its eight headings and the year's assurance statement, as two cards of the Prevent page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from safermk_desktop.domain.actions import RAG_WORDS, STATUS_WORDS, Rag, rag
from safermk_desktop.domain.channel.governance import AssuranceItem, Heading, PreventPlanItem, PreventPlanUpdate
from safermk_desktop.domain.regimes.channel_2023_lists import HEADINGS
from safermk_desktop.domain.wording import count_of, long_date, short_date
from safermk_desktop.presentation.models.cells import (
    Cell,
    Column,
    group_cell,
    rag_cell,
    text_cell,
    two_line_cell,
    wrap_cell,
)
from safermk_desktop.presentation.widgets.lines_card import LinesCard
from safermk_desktop.services.channel import governing
from safermk_desktop.services.session import Session

PlanRow = Heading | PreventPlanItem
"""A heading, or an action under it."""
EXTENTS = (("fully", "green", "Fully"), ("partly", "amber", "Partly"), ("not", "red", "Not met"), ("", "grey", "Open"))


def show_plan(card: LinesCard, session: Session) -> None:
    """Every action under its heading, each of the eight, also one without an action; Enter updates one."""
    items, updates = governing.plan_items(session)
    today = session.clock.today()
    card.show_lines((), nothing="" if items else "The plan has no action yet. It stands by the eight toolkit headings.")
    grouped = tuple(
        row for heading in Heading for row in (heading, *(item for item in items if item.heading is heading))
    )
    columns = (
        Column[PlanRow](header="Action", cell=lambda row: _action(row, items, updates, today)),
        Column[PlanRow](header="State", cell=lambda row: _state(row, updates, today), width=160),
        Column[PlanRow](header="Target", cell=lambda row: _target(row, today), width=120),
        Column[PlanRow](header="Lead", cell=_lead, width=216),
    )
    card.show_rows("Actions of the Prevent plan", columns, grouped if items else (), key=_plan_key)
    acts = [("add_plan_item", "Add an action")]
    if any(not one.is_finished for one in items):
        acts += [
            ("revise_plan_item", "Move a date"),
            ("end_plan_item", "Complete an action"),
            ("abandon_plan_item", "Close without completion"),
        ]
    card.show_acts(acts)


def _plan_key(row: PlanRow) -> str:
    return row.value if isinstance(row, Heading) else row.id


def _action(row: PlanRow, items: Sequence[PreventPlanItem], updates: Sequence[PreventPlanUpdate], today: date) -> Cell:
    if isinstance(row, PreventPlanItem):
        moved = f", date moved {count_of(row.revisions, 'time')}" if row.revisions else ""
        heard = [one for one in updates if one.action_id == row.id]
        last = f"{short_date(heard[-1].updated_on)}: {heard[-1].text}" if heard else "No update yet"
        return two_line_cell(f"{row.number}. {row.text}", f"{last}{moved}")
    under = [one for one in items if one.heading is row]
    colours = Counter(RAG_WORDS[rag(one, updates, today)] for one in under)
    counts = tuple((one.value, colours[RAG_WORDS[one]]) for one in Rag if colours[RAG_WORDS[one]])
    return group_cell(HEADINGS[row] if under else f"{HEADINGS[row]}: no action yet", counts=counts)


def _lead(row: PlanRow) -> Cell:
    return two_line_cell(row.lead_agency, row.lead_role) if isinstance(row, PreventPlanItem) else text_cell("")


def _target(row: PlanRow, today: date) -> Cell:
    if isinstance(row, Heading):
        return text_cell("")
    is_late = row.target_on < today and not row.is_finished
    return text_cell(short_date(row.target_on), tone="red.text" if is_late else "text.primary")


def _state(row: PlanRow, updates: Sequence[PreventPlanUpdate], today: date) -> Cell:
    if isinstance(row, Heading):
        return text_cell("")
    colour = rag(row, updates, today)
    words = RAG_WORDS[colour] if row.is_finished else f"{RAG_WORDS[colour]}, {STATUS_WORDS[row.status].lower()}"
    return rag_cell(colour.value, words)


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
    written = ((f"write_assurance:{view.statement.id}", "Write as Word"),)
    card.show_acts((*sign, *written, *((("begin_statement", "Begin the next year's"),) if signed else ())))


def _met(row: AssuranceItem) -> Cell:
    tone, words = next((tone, words) for extent, tone, words in EXTENTS if extent == row.extent)
    return rag_cell(tone, words)


def _improvement(row: AssuranceItem) -> Cell:
    if not row.improvement:
        return text_cell("")
    return two_line_cell(row.improvement, ", ".join(one for one in (row.owner, short_date(row.due_on)) if one))
