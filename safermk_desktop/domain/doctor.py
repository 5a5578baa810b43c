"""What the doctor says of a vault: one line a subject, green, amber or red, from facts that were gathered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from safermk_desktop.domain.wording import long_date

BACKUP_AMBER: Final = timedelta(days=2)
BACKUP_RED: Final = timedelta(days=14)
DRILL_AMBER_DAYS: Final = 90
DRILL_RED_DAYS: Final = 365
SKEW: Final = timedelta(minutes=10)
"""Clocks are set, and a summer hour is none of it: times are kept in UTC."""


class State(StrEnum):
    """How a line stands."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorLine:
    """One subject. ``why`` and ``do`` are sentences; ``do`` is empty where nothing is to be done.

    ``id`` names the subject for the screen that offers the act.
    """

    id: str
    line: str
    state: State
    why: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of one database found; empty sentences where it fits. ``anchors`` is ``None`` without any."""

    name: str
    pages: bool
    chain: bool
    anchors: bool | None
    first_fault: str
    trustworthy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was gathered. Times in UTC; ``None`` where there is none or it cannot be known.

    ``restored`` says that the vault was restored and nobody accepted that yet; empty otherwise.

    ``proved_at`` is when the newest proved backup was made, ``unproved`` how many copies wait for their proof,
    ``parted`` how many lack papers that lay in a backup that is gone; ``drill_fault`` says what did not fit in the last
    drill, empty where all did; ``last_backup_at`` is the last date of any backup in the folder;
    ``openers`` is for each compartment how many people open it; ``place`` a sentence about where the
    vault lies, empty for a good place; ``space_why`` one about the room on its disk; ``overdue`` one about exported
    files that should have been deleted, empty for none.
    """

    now: datetime
    checked: tuple[Checked, ...]
    orphans: int
    cases: int
    proved_at: datetime | None
    unproved: int
    is_backup_beside: bool
    drilled_at: datetime | None
    drill_fault: str = ""
    parted: int = 0
    last_backup_at: datetime | None = None
    space: State
    space_why: str
    place: str
    openers: tuple[int, ...]
    has_shares: bool
    overdue: str
    last_entry_at: datetime | None
    restored: str = ""


def examine(facts: Facts) -> tuple[DoctorLine, ...]:
    """The page, in its order."""
    return tuple(look(facts) for look in LOOKS)


def _integrity(facts: Facts) -> DoctorLine:
    bad = next((one for one in facts.checked if not one.pages), None)
    if bad is None:
        return _line("integrity", "Integrity", State.GREEN, "Every page of every database fits.")
    why = f"{bad.name}: {bad.first_fault} {bad.trustworthy}".strip()
    return _line("integrity", "Integrity", State.RED, why, "Do not work on. Restore the newest proved backup.")


def _chain(facts: Facts) -> DoctorLine:
    bad = next((one for one in facts.checked if one.pages and not one.chain), None)
    if bad is None:
        return _line("chain", "Audit chain", State.GREEN, "Every entry fits the one before, every row its entry.")
    why = f"{bad.name}: {bad.first_fault} {bad.trustworthy}".strip()
    return _line("chain", "Audit chain", State.RED, why, "Tell information governance before anything is changed.")


def _anchors(facts: Facts) -> DoctorLine:
    bad = next((one for one in facts.checked if one.anchors is False), None)
    if facts.restored:
        do = "A head of community safety accepts this state on the Audit page, or a newer backup is restored."
        why = f"{facts.restored} {bad.name}: {bad.first_fault}" if bad else facts.restored
        return _line("anchors", "Anchors", State.RED if bad else State.AMBER, why, do)
    if bad is not None:
        why = f"{bad.name}: {bad.first_fault}"
        return _line("anchors", "Anchors", State.RED, why, "Tell information governance; compare a printed page.")
    if all(one.anchors is None for one in facts.checked):
        why = "No earlier state is kept outside the vault yet, so an older copy put back would not be noticed."
        return _line("anchors", "Anchors", State.AMBER, why, "Make a backup: it keeps the state of the chain.")
    return _line("anchors", "Anchors", State.GREEN, "The vault goes on from every state that was kept outside it.")


def _orphans(facts: Facts) -> DoctorLine:
    if not facts.orphans:
        return _line("orphans", "Orphans", State.GREEN, "Every record has its case, every paper its bytes.")
    why = f"{facts.orphans} records or papers have lost what they belong to."
    return _line("orphans", "Orphans", State.RED, why, "Restore the newest proved backup as a new vault and compare.")


def _backups(facts: Facts) -> DoctorLine:
    if facts.proved_at is None:
        state = State.RED if facts.cases else State.AMBER
        why = f"No proved backup lies in the folder for backups. One disk failure would lose {_cases(facts.cases)}."
        return _line("backups", "Backups", state, why, "Back up now.")
    age = facts.now - facts.proved_at
    if age < -SKEW:
        why = f"The newest proved backup is dated {long_date(facts.proved_at.date())}, which is still to come."
        return _line("backups", "Backups", State.RED, why, "Set the clock of this computer, and back up now.")
    made = f"The newest proved backup was made on {long_date(facts.proved_at.date())}."
    waiting = f" {facts.unproved} not yet proved." if facts.unproved else ""
    waiting += f" {facts.parted} cannot be put back: a backup that has their papers is gone." if facts.parted else ""
    if age > BACKUP_RED:
        return _line("backups", "Backups", State.RED, made + waiting, "Back up now.")
    if age > BACKUP_AMBER:
        return _line("backups", "Backups", State.AMBER, made + waiting, "Back up now.")
    if facts.is_backup_beside:
        why = f"{made}{waiting} It lies on the same disk as the vault."
        return _line("backups", "Backups", State.AMBER, why, "Choose a folder on another disk.")
    return _line("backups", "Backups", State.GREEN, made + waiting)


def _drill(facts: Facts) -> DoctorLine:
    if facts.drilled_at is None:
        state = State.RED if facts.cases else State.AMBER
        why = "Nobody has yet opened a copy with the recovery shares or as another person."
        return _line("drill", "Recovery drill", state, why, "Hold a drill.")
    days = (facts.now - facts.drilled_at).days
    why = f"The last drill was held on {long_date(facts.drilled_at.date())}."
    if facts.drill_fault:
        do = "Prove the backups, make a new one, and hold a drill with it."
        return _line("drill", "Recovery drill", State.RED, f"{why} It failed: {facts.drill_fault}", do)
    if days > DRILL_RED_DAYS:
        return _line("drill", "Recovery drill", State.RED, why, "Hold a drill.")
    state = State.AMBER if days > DRILL_AMBER_DAYS else State.GREEN
    return _line("drill", "Recovery drill", state, why, "Hold a drill." if state is State.AMBER else "")


def _space(facts: Facts) -> DoctorLine:
    do = "" if facts.space is State.GREEN else "Free some space, or move the vault to a larger disk."
    return _line("space", "Disk space", facts.space, facts.space_why, do)


def _place(facts: Facts) -> DoctorLine:
    if facts.place:
        return _line("place", "Place", State.AMBER, facts.place, "Move the vault to a folder of this computer's disk.")
    return _line("place", "Place", State.GREEN, "The vault lies on a disk of this computer.")


def _slots(facts: Facts) -> DoctorLine:
    least = min(facts.openers, default=0)
    do = "Print recovery shares, or add a person."
    if least <= 1 and not facts.has_shares:
        why = "One person alone opens a part of the vault. If they cannot, it is lost."
        return _line("slots", "Key slots", State.RED, why, do)
    if least <= 1 or not facts.has_shares:
        other = "recovery shares" if facts.has_shares else f"{least} people"
        return _line("slots", "Key slots", State.AMBER, f"There is one way back in: {other}.", do)
    return _line("slots", "Key slots", State.GREEN, f"At least {least} people and the recovery shares open every part.")


def _exports(facts: Facts) -> DoctorLine:
    if facts.overdue:
        return _line("exports", "Exports", State.AMBER, facts.overdue, "Delete what lies outside, then mark it so.")
    return _line("exports", "Exports", State.GREEN, "No exported file is past the day by which it is to be deleted.")


def _clock(facts: Facts) -> DoctorLine:
    if facts.last_entry_at is not None and facts.last_entry_at > facts.now + SKEW:
        why = "The vault holds entries from the future: the clock of this computer is wrong now, or was."
        return _line("clock", "Clock", State.RED, why, "Set the clock; dates entered meanwhile may be wrong.")
    if facts.last_backup_at is not None and facts.last_backup_at > facts.now + SKEW:
        why = f"A backup is dated {long_date(facts.last_backup_at.date())}: the clock is wrong now, or was."
        return _line("clock", "Clock", State.RED, why, "Set the clock; move that backup to a folder of its own.")
    return _line("clock", "Clock", State.GREEN, "No entry and no backup lies in the future.")


def _line(subject: str, line: str, state: State, why: str, do: str = "") -> DoctorLine:
    return DoctorLine(id=subject, line=line, state=state, why=why, do=do)


def _cases(number: int) -> str:
    return "1 case" if number == 1 else f"{number} cases"


def moment(text: str) -> datetime | None:
    """A moment kept as ISO 8601, in UTC; ``None`` for an empty text."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


LOOKS: Final[tuple[Callable[[Facts], DoctorLine], ...]] = (
    _integrity,
    _chain,
    _anchors,
    _orphans,
    _backups,
    _drill,
    _space,
    _place,
    _slots,
    _exports,
    _clock,
)
