"""What the vault keeps about itself: settings, unfinished entries, backups made and drills held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Record):
    """One setting of the vault. Its ``id`` is its name; ``case_id`` is empty."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Record):
    """What a person had typed and not saved when the vault was locked.

    ``form`` names the form, ``address`` the place it was opened from, ``title`` what the person reads in the list;
    ``entries`` is a JSON object of field names and texts; ``written_at`` is ISO 8601 UTC.
    """

    form: str
    address: str
    title: str
    entries: str
    written_at: str
    who: str


class BackupReason(StrEnum):
    """Why a backup was made."""

    BY_HAND = "by_hand"
    ON_QUIT = "on_quit"
    EDITS = "edits"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup(Record):
    """A backup that was made. ``made_at`` and ``proved_at`` are ISO 8601 UTC, ``proved_at`` empty until it is proved.

    ``file_name`` is its name in the folder it lies in, ``sha256`` of the whole file; ``heads`` are the heads of the
    audit chains that were proved: ``common:seq:hash``, and for any other compartment ``compartment:`` and what only
    its key opens, since every key slot opens the database that this is in. ``case_id`` is empty.
    """

    file_name: str
    made_at: str
    made_by: str
    reason: BackupReason
    size: int
    sha256: str
    heads: tuple[str, ...]
    proved_at: str


class DrillKey(StrEnum):
    """What opened the copy in a drill."""

    SHARES = "recovery_shares"
    OTHER_SLOT = "another_slot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill(Record):
    """A copy of the vault was opened from a backup by someone other than the person who usually opens it."""

    drilled_on: date
    held_by: str
    opened_with: DrillKey
    backup: str
    outcome: str
