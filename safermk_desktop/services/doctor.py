"""The doctor: what is known of a vault and of where it lies, as one page of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from safermk_desktop.domain.case import Case
from safermk_desktop.domain.channel.case import ChannelCase
from safermk_desktop.domain.doctor import Checked, DoctorLine, Facts, State, examine, moment
from safermk_desktop.domain.keeping import Drill
from safermk_desktop.services.application import Application
from safermk_desktop.services.backup_places import folder_of
from safermk_desktop.services.backups import FITS, BackupState, anchors, kept
from safermk_desktop.services.integrity import check, restored
from safermk_desktop.services.key_slots import SlotKind
from safermk_desktop.services.ledger import overdue, reminder
from safermk_desktop.services.ports import Compartment, DatabaseHealth
from safermk_desktop.services.session import Session
from safermk_desktop.services.whereabouts import in_words, room, room_sentence, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of the computer: where the backups lie, the free bytes and a sentence on the place."""

    folder: Path
    free: int | None = None
    place: str = ""


def doctor(session: Session, application: Application) -> tuple[DoctorLine, ...]:
    """Check the vault against itself and every anchor at hand, and say how it stands.

    It reads the whole vault; run it as a job.
    """
    around = surroundings(session, application)
    report = check(session, anchors(session, around.folder))
    return page(session, around, report.databases)


def surroundings(session: Session, application: Application) -> Surroundings:
    """What is known of the computer."""
    folder = folder_of(application, session.vault.folder)
    place = application.whereabouts.of(session.vault.folder)
    return Surroundings(
        folder=folder,
        free=place.free,
        place=" ".join(sentences(place)),
    )


def page(session: Session, surroundings: Surroundings, checked: Sequence[DatabaseHealth]) -> tuple[DoctorLine, ...]:
    """The lines for a check that was made."""
    vault = session.vault
    with vault.reading(Compartment.COMMON) as work:
        drill = max(reversed(work.every(Drill)), key=lambda one: one.drilled_on, default=None)
    rows = kept(session, surroundings.folder)
    proved = next((row.made_at for row in rows if row.state is BackupState.PROVED), "")
    has_faults = any(not one.pages for one in checked)
    pending = restored(session)
    size = sum(path.stat().st_size for path in vault.folder.iterdir() if path.is_file())
    return examine(
        Facts(
            now=session.clock.now(),
            checked=tuple(_checked(one) for one in checked),
            orphans=0 if has_faults else vault.orphans(),
            cases=all_cases(session),
            proved_at=moment(proved),
            unproved=sum(row.state is BackupState.NOT_YET_PROVED for row in rows),
            parted=sum(row.state is BackupState.PAPERS_MISSING for row in rows),
            is_backup_beside=same_disk(surroundings.folder, vault.folder),
            drilled_at=_noon(drill) if drill else None,
            drill_fault=drill.outcome if drill and drill.outcome != FITS else "",
            space=State(room(surroundings.free, vault_size=size).value),
            space_why=room_sentence(surroundings.free, vault_size=size) or _free(surroundings.free),
            place=surroundings.place,
            openers=_openers(session),
            has_shares=any(slot.kind is SlotKind.RECOVERY and slot.is_confirmed for slot in vault.slots.listed()),
            overdue="" if has_faults else _overdue(session),
            last_entry_at=_last_entry(session),
            last_backup_at=moment(max((row.made_at for row in rows if row.file), default="")),
            restored=pending.sentence if pending else "",
        )
    )


def _free(free: int | None) -> str:
    return "How much room the disk has cannot be known here." if free is None else f"{in_words(free)} free."


def _checked(one: DatabaseHealth) -> Checked:
    return Checked(
        name=one.name,
        pages=one.pages,
        chain=one.chain,
        anchors=one.anchors,
        first_fault=one.first_fault,
        trustworthy=one.trustworthy,
    )


def all_cases(session: Session) -> int:
    """How many the compartments hold that the person opens. Closed ones too: a disk that fails takes them as well."""
    found = 0
    if Compartment.REVIEWS in session.vault.compartments:
        with session.vault.reading(Compartment.REVIEWS) as work:
            found += len(work.every(Case))
    if Compartment.PREVENT in session.vault.compartments:
        with session.vault.reading(Compartment.PREVENT) as work:
            found += len(work.every(ChannelCase))
    return found


def _overdue(session: Session) -> str:
    return reminder(overdue(session)) if Compartment.REVIEWS in session.vault.compartments else ""


def _openers(session: Session) -> tuple[int, ...]:
    """For each compartment that the person opens, how many people do."""
    people = [slot for slot in session.vault.slots.listed() if slot.kind is not SlotKind.RECOVERY]
    return tuple(sum(name in slot.compartments for slot in people) for name in sorted(session.vault.compartments))


def _last_entry(session: Session) -> datetime | None:
    ends = [session.vault.last_entry(name) for name in session.vault.compartments]
    return max((at for end in ends if end is not None and (at := moment(end.at))), default=None)


def _noon(drill: Drill) -> datetime:
    return datetime.combine(drill.drilled_on, time(12), UTC)


def same_disk(one: Path, other: Path) -> bool:
    """Whether both lie on one disk, as far as the system tells; a folder that is not there yet counts by its parent."""
    try:
        first = next((path for path in (one, *one.parents) if path.exists()), None)
        return first is not None and first.stat().st_dev == other.stat().st_dev
    except OSError:  # a folder that may not be looked into, a disk that is gone
        return False
