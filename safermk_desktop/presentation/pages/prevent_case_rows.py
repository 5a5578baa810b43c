"""What the page of a Channel case says, worked out from what the services answer. No widget is touched here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.channel.assessment import Change
from safermk_desktop.domain.channel.case import ChannelCase, age_on
from safermk_desktop.domain.channel.panel import PanelDecision
from safermk_desktop.domain.channel.support import Consent, Objective, SupportContact
from safermk_desktop.domain.deadlines import Basis, Deadline
from safermk_desktop.domain.states import GateCondition, State
from safermk_desktop.domain.wording import days_from_now, long_date, short_date
from safermk_desktop.presentation.dialogs.prevent_entry import act_words
from safermk_desktop.presentation.dialogs.prevent_leaving_forms import AFTER, REASONS, waiting_transfer
from safermk_desktop.presentation.dialogs.prevent_support_forms import PLAN_WORDS
from safermk_desktop.presentation.models.cells import Column, rag_cell, tag_cell, text_cell, two_line_cell, wrap_cell
from safermk_desktop.presentation.pages.prevent_words import BASES, EXPLAINED_WORDS, OUTCOMES, ROUTES, said
from safermk_desktop.presentation.widgets.cards import GateLine, Requirement
from safermk_desktop.presentation.widgets.process_rail import Step, StepState
from safermk_desktop.services.channel.assessing import Compared
from safermk_desktop.services.channel.showing import ChannelOverview

Lines = tuple[tuple[str, str], ...]
Acts = tuple[tuple[str, str], ...]


def is_open(view: ChannelOverview) -> bool:
    """Whether the case can still be worked on; of one that was not progressed nothing more is kept."""
    return view.file.case.status is CaseStatus.OPEN and view.state.id != view.course.not_progressed


def steps(view: ChannelOverview) -> tuple[Step, ...]:
    """Every state of the rail in its order, and those beside it that the case came to."""
    came = {step.now: step.happened_on for step in view.file.steps}
    came.setdefault(view.course.states[0].id, view.file.case.opened_on)
    rail = [state for stage in view.course.stages for state in stage.states]
    final = next(one for one in view.course.ends if one.id == view.course.closed)
    aside = [one for one in view.course.ends if one.id in came and one is not final]
    here = [one.id for one in (*rail, *aside, final)].index(view.state.id)
    return tuple(
        _step(view, state, came.get(state.id), is_before=at < here and state.id in came)
        for at, state in enumerate((*rail, *aside, final))
    )


def _step(view: ChannelOverview, state: State, came: date | None, *, is_before: bool) -> Step:
    name = f"{state.id}  {state.name}"
    if state is view.state:
        is_shut = view.file.case.status is not CaseStatus.OPEN
        line = f"Since {short_date(came)}" if came else "Now"
        return Step(id=state.id, name=name, state=StepState.DONE if is_shut else StepState.CURRENT, line=line)
    if is_before:
        return Step(id=state.id, name=name, state=StepState.DONE, line=f"Reached {short_date(came)}")
    if state is view.after:
        unmet = len(view.unmet)
        line = f"Gate closed: {unmet} unmet" if unmet else "Gate open"
        return Step(id=state.id, name=name, state=StepState.BLOCKED if unmet else StepState.LATER, line=line)
    return Step(id=state.id, name=name, state=StepState.LATER, line="")


def requirement(due: Deadline, today: date) -> Requirement:
    """What the law card says of the next duty."""
    left = (due.due - today).days if due.due else None
    tone = "grey" if left is None or left > 14 else "red" if left < 0 else "amber"
    return Requirement(
        sentence=f"{due.rule.duty} by {long_date(due.due)}" if due.due else due.rule.duty,
        why=due.rule.why,
        source=f"{due.rule.source}.",
        basis=BASES[due.rule.basis],
        is_lawful=due.rule.basis is not Basis.LOCAL,
        days=days_from_now(left),
        days_tone=tone,
    )


def gate_lines(view: ChannelOverview) -> tuple[GateLine, ...]:
    """The conditions of the gate, each with the act that meets it."""
    return tuple(
        GateLine(
            sentence=one.sentence,
            is_met=one.is_met,
            reason="" if one.is_met else _why(one.condition),
            act=one.condition.act,
            button=act_words(one.condition.act),
        )
        for one in view.gate
    )


def _why(condition: GateCondition) -> str:
    basis = "" if condition.basis is Basis.LOCAL else f"{BASES[condition.basis]}: "
    return f"{basis}{condition.source}. {condition.owner}."


def may_override(view: ChannelOverview) -> bool:
    """Whether an override can pass the gate: never past the Act, the history of a person, or to the end."""
    is_owed = any(one.condition.is_owed_always for one in view.unmet)
    return bool(view.unmet) and view.after is not None and not view.after.is_final and not is_owed


def decision_lines(decision: PanelDecision | None, *, is_safe: bool) -> Lines:
    """What the panel last decided; a shared screen shows no reasons, which may hold a name."""
    if decision is None:
        return ()
    for_it, against = len(decision.votes_for), len(decision.votes_against)
    votes = (
        f"{ROUTES[decision.route].capitalize()}: {for_it} for, {against} against, {len(decision.abstained)} abstained"
    )
    return (
        ("Decided", f"{OUTCOMES[decision.outcome]}, {long_date(decision.decided_on)}"),
        ("How", votes),
        ("Why", "" if is_safe else decision.reasons),
        ("Dissent", "" if is_safe else decision.dissent),
        ("Next panel", long_date(decision.next_on)),
    )


def consent_lines(consent: Consent | None, *, is_safe: bool) -> Lines:
    """The latest answer, by whom and for what."""
    if consent is None:
        return ()
    scope = ", ".join(EXPLAINED_WORDS[one] for one in consent.scope)
    given = f"{consent.answer.value.capitalize()} on {long_date(consent.answered_on)}"
    role = said(consent.consenter.value)
    by = role if is_safe or consent.name.casefold() in {role, f"the {role}"} else f"{consent.name} ({role})"
    ended = f"{long_date(consent.withdrawn_on)}: {'' if is_safe else consent.withdrawn_reason}"
    return (
        ("Answer", given),
        ("By", by),
        ("For", scope),
        ("Explained", ", ".join(said(one) for one in consent.explained)),
        ("Young person's view", "" if is_safe else consent.young_person_view),
        ("Capacity", "" if is_safe else consent.capacity_note),
        ("Reason", "" if is_safe else consent.reason),
        ("Withdrawn", ended if consent.withdrawn_on else ""),
    )


def plan_lines(view: ChannelOverview, *, is_safe: bool) -> Lines:
    """The plan with what section 36(5) asks for."""
    plan = view.file.plan
    if plan is None:
        return ()
    head = (("Version", f"{plan.version}, made on {long_date(plan.made_on)}"),)
    if is_safe:
        return (*head, ("Section 36(5)", "(a) to (d) are stated"))
    fields = tuple((words, str(getattr(plan, name))) for name, words, _asked in PLAN_WORDS)
    return (*head, ("Lead professional", plan.lead_professional), *fields)


def objective_columns(*, is_safe: bool) -> tuple[Column[Objective], ...]:
    """The objectives of the plan."""
    if is_safe:
        return (
            Column(header="Objective", cell=lambda row: text_cell(f"Objective {row.number}")),
            Column(header="Support", cell=lambda row: text_cell(said(row.support.value).capitalize()), width=160),
            Column(header="Ends", cell=lambda row: text_cell(short_date(row.ends_on)), width=112),
        )
    return (
        Column(header="Objective", cell=lambda row: wrap_cell(f"{row.number}. {row.need}")),
        Column(
            header="Support",
            cell=lambda row: two_line_cell(
                said(row.support.value).capitalize(), f"{row.provider}, {row.how_often.lower()}"
            ),
            width=232,
        ),
        Column(
            header="Progress",
            cell=lambda row: wrap_cell(row.closing_evidence or row.progress or "Nothing recorded yet"),
            width=232,
        ),
    )


def contact_columns(*, is_safe: bool) -> tuple[Column[SupportContact], ...]:
    """What was delivered, the newest first."""
    return (
        Column(header="On", cell=lambda row: text_cell(short_date(row.happened_on)), width=120),
        Column(
            header="State",
            cell=lambda row: rag_cell("green", "Delivered") if row.was_delivered else rag_cell("amber", "Failed"),
            width=128,
        ),
        Column(header="By", cell=lambda row: text_cell("" if is_safe else row.by), width=200),
        Column(header="Note", cell=lambda row: wrap_cell("" if is_safe else row.note)),
    )


def change_columns(scale: tuple[str, ...], *, is_safe: bool) -> tuple[Column[Change], ...]:
    """Each factor then and now: the table of the picture."""

    def rated(place: int | None) -> str:
        return "Not rated" if place is None else scale[place] if place < len(scale) else str(place)

    def by(row: Change) -> str:
        moved = row.by
        return (
            "New" if moved is None else "No change" if moved == 0 else f"{'Up' if moved > 0 else 'Down'} {abs(moved)}"
        )

    return (
        Column(header="Factor", cell=lambda row: wrap_cell(row.factor.words, row.factor.section)),
        Column(header="Last time", cell=lambda row: text_cell(rated(row.was), tone="text.secondary"), width=160),
        Column(header="Now", cell=lambda row: text_cell(rated(row.now)), width=160),
        Column(header="Change", cell=lambda row: text_cell(by(row)), width=96),
        Column(header="Evidence", cell=lambda row: wrap_cell("" if is_safe else row.evidence), width=184),
    )


def assessment_lines(last: Compared, *, is_safe: bool) -> Lines:
    """When and on which template the last assessment was made, and its view over all."""
    made = last.assessment
    before = last.before
    return (
        ("Made", f"{long_date(made.assessed_on)}, {said(made.stage.value)}"),
        ("Since", f"the one of {long_date(before.assessed_on)}" if before else "It is the first."),
        ("On", f"{last.template.name}, version {last.template.version}"),
        ("Risk", made.risk.value.capitalize()),
        ("Over all", "" if is_safe else made.overall),
    )


def exit_lines(view: ChannelOverview, *, is_safe: bool) -> Lines:
    """How the person left, the reviews that it owes, and until when the case is kept."""
    return tuple(_exit_lines(view, is_safe=is_safe))


def _exit_lines(view: ChannelOverview, *, is_safe: bool) -> Iterator[tuple[str, str]]:
    file = view.file
    if file.exits:
        left = file.exits[-1]
        yield "Left", f"{long_date(left.exited_on)}: {dict(REASONS)[left.reason.value]}"
        yield "Evidence", "" if is_safe else "\n".join(left.evidence)
        yield "Closing report", "" if is_safe else left.closing_report
        yield "Goes on", "" if is_safe else left.onward_support
    for review in file.after:
        done = dict(AFTER).get(review.decision, said(review.decision)) if review.done_on else ""
        state = (
            f"held on {long_date(review.done_on)}: {done}" if review.done_on else f"due on {long_date(review.due_on)}"
        )
        yield f"Review after {review.months} months", state
    waiting = waiting_transfer(view)
    yield "Transfer", f"{waiting.other_panel} was asked on {long_date(waiting.asked_on)}" if waiting else ""
    if file.retention:
        yield "Kept until", long_date(file.retention[-1].keep_until)
    yield "Held for", ", ".join(said(one.reason.value) for one in file.holds if one.lifted_on is None)


def begin_lines(view: ChannelOverview, *, is_safe: bool) -> Lines:
    """How the case began: the referral, the gateway, the partners, section 36."""
    return tuple(_begin_lines(view, is_safe=is_safe))


def _begin_lines(view: ChannelOverview, *, is_safe: bool) -> Iterator[tuple[str, str]]:
    file = view.file
    if file.referral:
        yield "Referred", f"{long_date(file.referral.received_on)}, {file.referral.sector}"
        yield (
            "Concern",
            file.referral.concern_type if is_safe else f"{file.referral.concern_type}: {file.referral.concern}",
        )
        yield "In danger at once", "Yes" if file.referral.immediate_risk else ""
        for one in () if is_safe else file.referral.prompts:
            words, _, answer = one.partition(": ")
            yield words, answer
    for answered in file.gateway:
        yield "Police gateway", f"{said(answered.answer.value).capitalize()}, {long_date(answered.answered_on)}"
    for request in file.requests:
        yield request.organisation, f"{said(request.state.value).capitalize()}; due {long_date(request.due_on)}"
    for decided in file.section36:
        grounds = "reasonable grounds" if decided.is_reasonable else "no reasonable grounds"
        why = "" if is_safe else f" {decided.grounds}"
        yield "Section 36", f"{long_date(decided.decided_on)}, {said(decided.decider.value)}: {grounds}.{why}"


def fact_lines(view: ChannelOverview, *, is_safe: bool) -> Lines:
    """The particulars, and what was recorded on a day."""
    case, person = view.file.case, view.file.person
    age = f"{age_on(person.born_on, view.file.today)}" if person.born_on else "Date of birth not recorded"
    words = {one.kind: one.sentence for one in view.course.facts}
    facts = tuple(
        (short_date(one.happened_on), words[one.kind] if is_safe else f"{words[one.kind]} {one.detail}")
        for one in reversed(view.file.facts)
    )
    return (
        ("National tracker", case.tracker_reference or "No number yet"),
        ("Lives in", f"{case.residence_area}, {case.residence_force or 'police force not recorded'}"),
        ("Age", age),
        ("Lead", "" if is_safe else case.lead),
        *facts,
    )


def earlier_columns() -> tuple[Column[ChannelCase], ...]:
    """The earlier referrals of the person."""
    return (
        Column(header="Referral", cell=lambda row: text_cell(str(row.referral_number)), width=88),
        Column(header="Reference", cell=lambda row: text_cell(row.reference, role="bodyStrong"), width=160),
        Column(header="Received", cell=lambda row: text_cell(short_date(row.opened_on)), width=128),
        Column(header="Closed", cell=lambda row: text_cell(short_date(row.closed_on) or "Open")),
        Column(header="State", cell=lambda row: tag_cell(row.state, "grey"), width=88),
    )


def other_acts(view: ChannelOverview) -> Acts:
    """What can be done at any time, whatever the gate says."""
    lift = ("lift_hold",) if any(one.lifted_on is None for one in view.file.holds) else ()
    if not is_open(view):
        return tuple((name, act_words(name)) for name in ("place_hold", *lift))
    names = [
        "fact",
        "particulars",
        "correct_person",
        "known_before",
        "join_person",
        "record_gateway",
        "transfer_out",
        "receive_transfer",
        "close_early",
        "place_hold",
        *lift,
    ]
    if waiting_transfer(view):
        names.append("accept_transfer")
    return tuple((name, act_words(name)) for name in names)
