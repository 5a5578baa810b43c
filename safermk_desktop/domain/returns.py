"""What an agency sends back on its actions, and how it differs from what the vault has. Nothing is written.

A form carries for each action a check over what it said when it was sent. By it one can tell three things apart without
trusting the form: a row that nobody touched, a row that somebody filled in, and an action that the vault has changed
since. Where the last two meet, both are shown, and a person decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.actions import BY_UPDATE, STATUS_WORDS, Action, ActionStatus
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.wording import short_date

DAYS: Final = ("completed", "target")
"""The fields that are days, in ISO 8601."""
FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "status": "Status",
        "completed": "Done on",
        "outcome": "What changed",
        "evidence": "Evidence",
        "target": "Target date",
    }
)
"""What a form holds of an action and an agency may change, with the words over its column."""
UPDATE: Final = "update"
UPDATE_WORDS: Final = "Progress since the last update"
"""The one column that is sent empty."""
RETURNABLE: Final[Mapping[str, ActionStatus]] = MappingProxyType(
    {
        **{STATUS_WORDS[status]: status for status in ActionStatus if status in BY_UPDATE},
        "Done": ActionStatus.COMPLETE_UNVERIFIED,
    }
)
"""The statuses that an agency may report, by their words. That a thing is verified or given up is decided here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One action as it came back, days in ISO 8601. ``source`` names the file; ``values`` are by ``FIELDS``.

    ``refusal`` is the sentence why the row cannot be read, and then nothing else holds.
    """

    source: str
    number: int
    reference: str
    values: Mapping[str, str]
    update: str
    check: str
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field: what the vault has, and what came back."""

    field: str
    now: str
    back: str

    @property
    def words(self) -> str:
        """The words over its column."""
        return FIELDS.get(self.field, UPDATE_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An action that came back changed. ``seen`` is the check over what the vault had when it was compared."""

    action_id: RecordId
    reference: str
    sources: tuple[str, ...]
    differences: tuple[Difference, ...]
    seen: str

    def back(self, field: str) -> str | None:
        """What came back for a field, or ``None`` where it is as it was."""
        return next((one.back for one in self.differences if one.field == field), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An action on which two say different things: the vault and a form, or two forms. ``choices`` by who says it."""

    action_id: RecordId
    reference: str
    field: str
    now: str
    choices: tuple[tuple[str, str], ...]
    why: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that does not come in, and why."""

    source: str
    number: int
    reference: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What would change. ``untouched`` counts the rows that came back as they were sent."""

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    refused: tuple[Refused, ...]
    untouched: int


MOVED: Final = "The action was changed here after the form was sent."
DISAGREE: Final = "Two forms say different things."


def values_of(action: Action) -> dict[str, str]:
    """What a form says of an action."""
    said = {status: words for words, status in RETURNABLE.items()}
    return {
        "status": said.get(action.status, STATUS_WORDS[action.status]),
        "completed": action.completed_on.isoformat() if action.completed_on else "",
        "outcome": action.outcome,
        "evidence": action.evidence,
        "target": action.target_on.isoformat(),
    }


def plain(text: str) -> str:
    """A text without what a word processor makes of it: runs of blanks, curly quotation marks, long dashes."""
    for odd, even in (
        ("\u2018", "'"),
        ("\u2019", "'"),
        ("\u201c", '"'),
        ("\u201d", '"'),
        ("\u2013", "-"),
        ("\u2014", "-"),
    ):
        text = text.replace(odd, even)
    return " ".join(text.split())


def check_of(values: Mapping[str, str]) -> str:
    """Twelve hexadecimal digits over what a row says, however its blanks and quotation marks were set."""
    said = "\x1f".join(f"{field}={plain(values[field])}" for field in FIELDS)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def compare(rows: Iterable[FormRow], actions: Iterable[Action]) -> Comparison:
    """Everything that came back, against the actions as they are. What cannot be settled alone is a conflict."""
    known = {action.reference: action for action in actions}
    by_action: dict[str, list[FormRow]] = {}
    refused: list[Refused] = []
    untouched, seen = 0, set[tuple[str, str]]()
    for row in rows:
        reason = _refusal(row, known, seen)
        seen.add((row.source, row.reference))
        if reason:
            refused.append(Refused(source=row.source, number=row.number, reference=row.reference, reason=reason))
        elif check_of(row.values) == row.check and not row.update.strip():
            untouched += 1
        else:
            by_action.setdefault(row.reference, []).append(row)
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    for reference, came in by_action.items():
        found = tuple(_conflicts(known[reference], came))
        conflicts += found
        change = _change(known[reference], came, {one.field for one in found})
        if change.differences:
            changes.append(change)
    return Comparison(changes=tuple(changes), conflicts=tuple(conflicts), refused=tuple(refused), untouched=untouched)


def said(field: str, value: str) -> str:
    """A value as it is read: days in words."""
    return short_date(date.fromisoformat(value)) if field in DAYS and value else value


def settled(comparison: Comparison, chosen: Mapping[tuple[str, str], str]) -> tuple[Change, ...]:
    """The changes, with what a person chose for a conflict by (reference, field); a conflict not chosen stays out."""
    found = {change.reference: change for change in comparison.changes}
    for conflict in comparison.conflicts:
        back = chosen.get((conflict.reference, conflict.field))
        if back is None or back == conflict.now:
            continue
        more = Difference(field=conflict.field, now=conflict.now, back=back)
        before = found.get(conflict.reference)
        sources = tuple(who for who, says in conflict.choices if says == back)
        found[conflict.reference] = Change(
            action_id=conflict.action_id,
            reference=conflict.reference,
            sources=tuple(dict.fromkeys((*(before.sources if before else ()), *sources))),
            differences=(*(before.differences if before else ()), more),
            seen=conflict.seen,
        )
    return tuple(found.values())


def _refusal(row: FormRow, known: Mapping[str, Action], seen: set[tuple[str, str]]) -> str:
    if row.refusal:
        return row.refusal
    action = known.get(row.reference)
    if action is None:
        return "There is no open action with this reference."
    if (row.source, row.reference) in seen:
        return "The action stands in this form twice."
    if action.is_finished:
        return "The action is finished here."
    return ""


def _edited(row: FormRow, action: Action) -> Iterator[Difference]:
    """What a row says otherwise than the vault."""
    now = values_of(action)
    for field in FIELDS:
        if plain(row.values[field]) != plain(now[field]):
            yield Difference(field=field, now=now[field], back=row.values[field].strip())
    if row.update.strip():
        yield Difference(field=UPDATE, now="", back=row.update.strip())


def _conflicts(action: Action, rows: Sequence[FormRow]) -> Iterator[Conflict]:
    now, check = values_of(action), check_of(values_of(action))
    for field in FIELDS:
        said = {row.source: row.values[field].strip() for row in rows}
        moved = [source for row in rows if (source := row.source) and row.check != check]
        other = {source: text for source, text in said.items() if plain(text) != plain(now[field])}
        disagree = len({plain(text) for text in said.values()}) > 1 and len(other) > 1
        if disagree or any(source in moved for source in other):
            yield Conflict(
                action_id=action.id,
                reference=action.reference,
                field=field,
                now=now[field],
                choices=tuple(other.items()),
                why=DISAGREE if disagree else MOVED,
                seen=check,
            )


def _change(action: Action, rows: Sequence[FormRow], unsettled: set[str]) -> Change:
    """What every form agrees on; what two forms tell as progress is kept from both."""
    found: dict[tuple[str, str], Difference] = {}
    sources: list[str] = []
    for row in rows:
        mine = [one for one in _edited(row, action) if one.field not in unsettled]
        sources += [row.source] if mine else []
        for one in mine:
            found.setdefault((one.field, plain(one.back)), one)
    return Change(
        action_id=action.id,
        reference=action.reference,
        sources=tuple(dict.fromkeys(sources)),
        differences=tuple(found.values()),
        seen=check_of(values_of(action)),
    )
