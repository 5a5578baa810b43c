"""The cards of a Channel case, each filled from its overview; none is empty without saying what belongs there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.conditions import consent_passes_on
from safermk_desktop.domain.channel.referral import ReturnState
from safermk_desktop.domain.channel.walking import Alarm
from safermk_desktop.domain.wording import long_date
from safermk_desktop.presentation.dialogs.prevent_entry import act_words
from safermk_desktop.presentation.models.cells import Column, rag_cell, wrap_cell
from safermk_desktop.presentation.pages import prevent_case_rows as rows
from safermk_desktop.presentation.pages.prevent_paper_rows import paper_columns, times_left
from safermk_desktop.presentation.pages.prevent_rows import action_columns
from safermk_desktop.presentation.widgets.change_picture import ChangePicture, Moved
from safermk_desktop.presentation.widgets.lines_card import LinesCard
from safermk_desktop.services.channel import papering, showing
from safermk_desktop.services.channel.assessing import Compared
from safermk_desktop.services.channel.showing import ChannelOverview, ConsentStanding, consent_standing
from safermk_desktop.services.session import Session

Done = Callable[[object], None]


def _acts(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, act_words(name)) for name in names)


def show_decision(card: LinesCard, view: ChannelOverview, *, is_safe: bool) -> None:
    """What the panel last decided, and the actions that are still open; Enter ends one."""
    lines = rows.decision_lines(view.last_decision, is_safe=is_safe)
    card.show_lines(lines, nothing="The panel has not discussed the case yet.")
    columns = action_columns(view.file.today, is_safe=is_safe)
    card.show_rows("Open actions", columns, view.open_actions, key=lambda row: row.id)
    names = ("end_action",) if view.open_actions else ()
    card.show_acts(_acts(*names, *(("add_case_action",) if view.last_decision else ())) if rows.is_open(view) else ())


def show_alarms(card: LinesCard, view: ChannelOverview) -> None:
    """The alarms, red first, each with the act that meets it."""
    card.setVisible(bool(view.alarms))
    columns = (
        Column[Alarm](
            header="", cell=lambda row: rag_cell("red", "Red") if row.is_red else rag_cell("amber", "Amber"), width=104
        ),
        Column[Alarm](header="Alarm", cell=lambda row: wrap_cell(row.sentence)),
    )
    card.show_lines(())
    card.show_rows("Alarms", columns, view.alarms, key=lambda row: (row.kind, row.sentence))
    acts = dict.fromkeys(one.act for one in view.alarms if act_words(one.act))
    card.show_acts(_acts(*acts))


def show_history(card: LinesCard, view: ChannelOverview) -> None:
    """Every earlier referral of the person; Enter opens one."""
    card.setVisible(bool(view.file.earlier))
    looks = view.file.looks
    seen = f"{looks[-1].looked_by}, {long_date(looks[-1].looked_on)}: {looks[-1].words}" if looks else "Not yet"
    card.show_lines((("The chair looked", seen),))
    earlier = sorted(view.file.earlier, key=lambda one: one.referral_number)
    card.show_rows("Earlier referrals", rows.earlier_columns(), earlier, key=lambda row: row.id)
    card.show_acts(_acts("look_at_history") if rows.is_open(view) else ())


def show_consent(card: LinesCard, view: ChannelOverview, *, is_safe: bool) -> None:
    """How consent stands."""
    standing = consent_standing(view.file)
    nothing = "Consent to the support is asked for once the panel has adopted the case."
    if standing is ConsentStanding.MISSING:
        nothing = "The panel adopted the case and nobody has consented yet: no support may begin."
    card.show_lines(rows.consent_lines(view.file.consent, is_safe=is_safe), nothing=nothing)
    names: tuple[str, ...] = ()
    if rows.is_open(view) and view.file.adopted_on:
        is_given = standing is ConsentStanding.GIVEN
        names = ("withdraw_consent",) if is_given else ("record_consent", "record_refusal")
        if is_given and consent_passes_to(view):
            names = ("record_consent", "record_refusal", "withdraw_consent")
    card.show_acts(_acts(*names))


def consent_passes_to(view: ChannelOverview) -> bool:
    """Whether the person is of age now and somebody else had consented for them."""
    passes = consent_passes_on(view.file)
    return passes is not None and passes <= view.file.today


def show_assessment(
    card: LinesCard, picture: ChangePicture, view: ChannelOverview, compared: Sequence[Compared], *, is_safe: bool
) -> None:
    """The last assessment, what changed since the one before, as a picture and as its table."""
    card.show_acts(_acts("assess") if rows.is_open(view) else ())
    if not compared:
        picture.show_changes((), ())
        card.show_lines((), nothing="The person has not been assessed yet.")
        card.show_rows("Factors", (), (), key=lambda row: row)
        return
    last = compared[-1]
    card.show_lines(rows.assessment_lines(last, is_safe=is_safe))
    moved = [Moved(words=one.factor.words, was=one.was, now=one.now) for one in last.changes]
    picture.show_changes(moved, last.template.scale)
    columns = rows.change_columns(last.template.scale, is_safe=is_safe)
    card.show_rows("Factors and their change", columns, last.changes, key=lambda row: row.factor.id)


def show_plan(card: LinesCard, view: ChannelOverview, *, is_safe: bool) -> None:
    """The plan with (a) to (d), and its objectives; Enter records progress."""
    nothing = "No plan yet. It states how, when and by whom consent is asked for, and the support: section 36(5)."
    card.show_lines(rows.plan_lines(view, is_safe=is_safe), nothing=nothing)
    columns = rows.objective_columns(is_safe=is_safe)
    card.show_rows("Objectives", columns, view.file.objectives, key=lambda row: row.id)
    may = rows.is_open(view) and view.file.adopted_on is not None
    names = ("write_plan", "put_objective") if view.file.plan else ("write_plan",)
    card.show_acts(_acts(*names) if may else ())


def show_contacts(card: LinesCard, view: ChannelOverview, *, is_safe: bool) -> None:
    """What was delivered and what failed."""
    contacts = tuple(reversed(view.file.contacts))
    card.show_lines((), nothing="" if contacts else "No contact of support is recorded yet.")
    card.show_rows("Contacts", rows.contact_columns(is_safe=is_safe), contacts, key=lambda row: row.id)
    is_running = rows.is_open(view) and view.file.case.state == view.course.support and bool(view.file.objectives)
    card.show_acts(_acts("record_contact") if is_running else ())


def show_exit(card: LinesCard, view: ChannelOverview, *, is_safe: bool) -> None:
    """The exit, its reviews, and until when the case is kept."""
    lines = rows.exit_lines(view, is_safe=is_safe)
    card.show_lines(lines, nothing="The person has not left the programme. With the exit both reviews are made.")
    names: list[str] = []
    if rows.is_open(view) and view.file.adopted_on and not view.file.exit:
        names.append("record_exit")
    if any(one.done_on is None for one in view.file.after):
        names += ["review_after_exit", "set_review_aside"]
    if view.file.case.status is CaseStatus.CLOSED and view.file.retention:
        names.append("dispose")
    card.show_acts(_acts(*names))


def show_papers(card: LinesCard, session: Session, view: ChannelOverview) -> None:
    """What is written of the case, the newest first; Enter gives one to somebody invited."""
    case_id = view.file.case.case_id
    kept = tuple(reversed(papering.papers_of(session, case_id)))
    nothing = "Nothing is written yet. Packs and minutes are for the members invited to the case; the rest stays here."
    card.show_lines((), nothing="" if kept else nothing)
    left = times_left(one for one in showing.prevent_ledger(session) if one.line.case_id == case_id)
    card.show_rows("Papers of the case", paper_columns(left), kept, key=lambda row: row.id)
    is_live_matter = view.state.id == view.course.not_progressed
    card.show_acts(() if is_live_matter else (*_acts("write_case_paper"), *_of_last_item(view)))


def _of_last_item(view: ChannelOverview) -> tuple[tuple[str, str], ...]:
    """The minutes of the meeting that last decided on the case."""
    last = view.last_decision
    return ((f"write_minutes:{view.file.case.case_id}/{last.item_id}", "Write the last minutes"),) if last else ()


def show_begin(card: LinesCard, view: ChannelOverview, *, is_safe: bool) -> None:
    """Referral, gateway, partners and section 36."""
    card.show_lines(rows.begin_lines(view, is_safe=is_safe))
    names: list[str] = []
    if rows.is_open(view):
        names.append("ask_partner")
        names += ["settle_return"] if any(one.state is ReturnState.ASKED for one in view.file.requests) else []
    card.show_acts(_acts(*names))
