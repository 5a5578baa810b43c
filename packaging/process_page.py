"""Write docs/process.md from the data of the regimes: ``.venv/bin/python packaging/process_page.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from safermk_desktop.domain.channel import correcting
from safermk_desktop.domain.course import Course
from safermk_desktop.domain.deadlines import Basis, DeadlineRule, Unit
from safermk_desktop.domain.process import Regime
from safermk_desktop.domain.regimes.channel_2023 import CHANNEL_2023
from safermk_desktop.domain.regimes.channel_2023_lists import STANDARDS
from safermk_desktop.domain.regimes.editions import REGIMES
from safermk_desktop.domain.side_steps import SideStep
from safermk_desktop.domain.states import GateCondition, Stage, State
from safermk_desktop.domain.undo import INSTEAD, UNDOABLE
from safermk_desktop.domain.why_dates import EVENTS, UNITS

PAGE: Final = Path(__file__).resolve().parent.parent / "docs/process.md"
HEAD: Final = """# The process, as the application holds it

Generated from `safermk_desktop/domain/regimes` by `packaging/process_page.py`; a test holds the two together. It is
written so that a lawyer can read it without the program.

Each edition of the rules has its own part. A case keeps the edition under which it was opened, with its number: where
the application has another number of it by now, the overview of the case says so. **Statute** is what an
Act asks for, **guidance** what the statutory guidance is known to ask for, **local** what the partnership asks of
itself. Paragraphs of the guidance are not cited by number: the partnership checks them before a real case is opened.

A case moves from a state to the next when every condition of its gate is met. With a condition unmet it moves only by
an override with a reason and an approver other than the person at work, both on the record; nothing overrides the step
by which a case is closed, nor what is owed to the family: a contact, or the recorded reason to go on without.

Months are counted by corresponding date: from 31 January one month leads to the last day of February. The day of the
event is not counted. A date is never moved, whatever day it falls on; the last working day on or before it is shown
beside it. Working days are Monday to Friday outside the bank holidays of England and Wales. A pause explains a late
date and moves none. The partnership may set a date of its own beside the one that follows from the rule, never an
earlier one, with the reason, who authorised it, and whether the Home Office was told.
"""
BASES: Final = {Basis.STATUTE: "statute", Basis.GUIDANCE: "guidance", Basis.LOCAL: "local"}
LEFT: Final = ("A paper that left the vault", "Delete it outside and mark it as deleted in the ledger.")
WHEN: Final = {
    "review_held": "if a review is held",
    "home_office_agrees": "if the Home Office agrees that none is held",
    "resubmission_asked": "if the Home Office asks for the review to be submitted again",
    "cleared_by_home_office": "if the Home Office clears it for publication",
    "not_published_decided": "if it was decided not to publish",
    "gateway_not_progressed": "if the police say no more than that it is not progressed",
    "gateway_no_concern": "if the police see no concern",
    "gateway_police_led": "if the police lead",
    "grounds_not_found": "if there are no reasonable grounds",
    "panel_not_suitable": "if the panel finds it not suitable",
    "panel_police_led": "if the panel finds that the police lead",
    "panel_deferred": "if the panel asks for information",
    "panel_assesses_again": "if the panel wants a further assessment",
    "taken_back": "if the panel took it back",
    "review_6_re_enters": "if the review takes it up again",
    "review_12_re_enters": "if the review takes it up again",
}


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for regime in REGIMES.values():
        parts += _regime(regime)
    parts += _channel()
    parts += _undo()
    return "".join(parts)


def _channel() -> Iterator[str]:
    yield f"\n## {CHANNEL_2023.display_name} (`{CHANNEL_2023.id}`, edition {CHANNEL_2023.edition})\n\n"
    yield f"{CHANNEL_2023.act}. {CHANNEL_2023.guidance}. The national tracker stays the system of record.\n\n"
    yield "What the Act asks for, and what stands between a case and its end, knows no override here.\n"
    for stage in CHANNEL_2023.stages:
        yield from _stage(CHANNEL_2023, stage)
    yield "\n### Beside the rail\n"
    for state in CHANNEL_2023.ends:
        yield from _state(CHANNEL_2023, state)
    yield "\n### What the panel can decide\n\n"
    for state_id, outcomes in CHANNEL_2023.outcomes.items():
        words = ", ".join(one.value.replace("_", " ") for one in outcomes)
        yield f"- {state_id} {CHANNEL_2023.state(state_id).name}: {words}\n"
    yield "\n### Clocks\n\n"
    yield from _clocks(CHANNEL_2023.rules)
    yield "\n### Standards of the annual statement\n\n"
    yield from (f"{number}. {area}: {standard}\n" for number, (area, standard) in enumerate(STANDARDS, 1))


def _undo() -> Iterator[str]:
    """Which acts are taken back, and what is done instead about the others."""
    yield "\n## What can be undone\n\n"
    yield (
        "Undo (Ctrl+Z on every page of a review) takes back the last act of the person at work as an act of its own: "
        "what was there before is written again, and the log keeps both. It reaches back over the last 20 such acts of "
        "a case. It is refused where a paper of the act has left the vault, where a row was changed since or another "
        "recorded since rests on it, and where an act of the second table followed. A closed case has its file "
        "notes undone alone.\n\n"
        "| taken back |\n|---|\n"
    )
    yield from (f"| {words[0].upper()}{words[1:]} |\n" for words in sorted(UNDOABLE.values()))
    yield "\n| not taken back | what to do instead |\n|---|---|\n"
    yield from (f"| {what} | {instead} |\n" for what, instead in sorted({LEFT, *INSTEAD.values()}))
    yield (
        "\nOrganisations, posts, settings and people are corrected by entering them again; they belong to no case.\n"
    )
    yield "\nIn Prevent nothing is taken back: its file shows what was known and decided on each day.\n"
    yield "\n| recorded in Prevent | what to do where it was a mistake |\n|---|---|\n"
    yield from (f"| {what} | {instead} |\n" for what, instead in sorted(correcting.INSTEAD.values()))


def _regime(regime: Regime) -> Iterator[str]:
    yield f"\n## {regime.display_name} (`{regime.id}`, edition {regime.edition})\n\n"
    yield f"{regime.act}. {regime.guidance}.\n"
    if regime.note:
        yield f"\n{regime.note}\n"
    for stage in regime.stages:
        yield from _stage(regime, stage)
    yield "\n### Ends beside the rail\n\n"
    yield from (
        f"- **{state.name}** (`{state.id}`). New information can open the case again.\n" for state in regime.ends
    )
    yield "\n### Side steps\n"
    for step in regime.side_steps:
        yield from _side_step(regime, step)
    yield "\n### Clocks\n\n"
    yield from _clocks(regime.rules)
    yield from _lists(regime)


def _stage(regime: Course, stage: Stage) -> Iterator[str]:
    yield f"\n### {stage.name}\n"
    for state in stage.states:
        yield from _state(regime, state)


def _state(regime: Course, state: State) -> Iterator[str]:
    yield f"\n**{state.id} {state.name}.** {_ways(regime, state)}{f' {state.note}' if state.note else ''}\n"
    if state.gate:
        yield "\n| the gate asks that | until then | basis | source | owed by |\n|---|---|---|---|---|\n"
        yield from (_condition(condition) for condition in state.gate)


def _ways(regime: Course, state: State) -> str:
    if state.is_final:
        return "Here a case is closed."
    if state.returns:
        return "From here the case goes back to the state that it came from."
    names = [f"{way.to} {regime.state(way.to).name}{f', {WHEN[way.when]}' if way.when else ''}" for way in state.ways]
    return f"From here: {'; else '.join(names)}."


def _condition(one: GateCondition) -> str:
    return f"| {one.met} | {one.unmet} | {BASES[one.basis]} | {one.source} | {one.owner} |\n"


def _side_step(regime: Regime, step: SideStep) -> Iterator[str]:
    to = f" Leads to {regime.state(step.to).name}." if step.to else ""
    origins = [state.id for state in regime.states if step.may_be_taken_from(state)]
    yield f"\n**{step.name}.**{to} From {', '.join(origins)}. {step.owner}.{f' {step.note}' if step.note else ''}\n\n"
    yield "| refused while | basis | source |\n|---|---|---|\n"
    yield from (f"| {need.unmet} | {BASES[need.basis]} | {need.source} |\n" for need in step.needs)


def _clocks(rules: tuple[DeadlineRule, ...]) -> Iterator[str]:
    yield "| duty | falls due | after | basis | source | owed by | rule |\n|---|---|---|---|---|---|---|\n"
    for rule in rules:
        duty = f"{rule.duty}{', also in a closed case' if rule.outlives else ''}"
        due = "no day" if rule.unit is Unit.NONE else _count(rule)
        yield (
            f"| {duty} | {due} | {EVENTS[rule.base]} | {BASES[rule.basis]} | {rule.source} | {rule.owner} |"
            f" `{rule.id}` |\n"
        )


def _count(rule: DeadlineRule) -> str:
    return f"{rule.count} {UNITS[rule.unit]}{'' if rule.count == 1 else 's'}"


def _lists(regime: Regime) -> Iterator[str]:
    yield "\n### Criteria\n\n"
    yield from (f"{number}. {item.question} ({item.source})\n" for number, item in enumerate(regime.criteria, 1))
    yield "\n### What is asked of the chair\n\nEach with evidence; the gate is closed while one has none.\n\n"
    yield from (f"{number}. {item.question} ({item.source})\n" for number, item in enumerate(regime.chair_criteria, 1))
    yield "\n### Seats of the panel\n\n"
    yield from (f"- {seat.agency_kind}: {seat.reason} ({seat.source})\n" for seat in regime.seats)
    yield "\n### Who gets a copy\n\n"
    yield from (f"- {one.name} ({BASES[one.basis]}: {one.source})\n" for one in regime.recipients)
    yield "\n### Letters\n\n"
    yield from (f"- {letter.name}, to the {letter.to} ({letter.source})\n" for letter in regime.letters)
    yield "\n### Outlines\n\n"
    for title, headings in (
        ("Terms of reference", regime.terms_headings),
        ("Overview report", regime.overview_outline),
        ("Executive summary", regime.summary_outline),
    ):
        yield f"{title}: {'; '.join(headings)}.\n\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"{PAGE.name}: {page().count(chr(10))} lines")
