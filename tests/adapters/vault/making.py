"""Vaults for tests: real ones, with a key derivation that costs nothing."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.keychain import SystemKeychain
from safermk_desktop.adapters.vault import Bounds, KeyDerivation, SqlCipherDoor
from safermk_desktop.adapters.vault.database import Database, open_database
from safermk_desktop.adapters.vault.header import read_header
from safermk_desktop.adapters.vault.keys import slot_key, unwrap
from safermk_desktop.adapters.vault.means import Means
from safermk_desktop.adapters.vault.schema import SCHEMAS
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.case import Case, CaseStatus, Fact, Stream
from safermk_desktop.domain.documents import Audience, Document, PaperKind
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services import fictional
from safermk_desktop.services.key_slots import Keychain
from safermk_desktop.services.ports import Act, Compartment, Role

TINY = KeyDerivation(memory_kib=8, iterations=1, lanes=1)
BOUNDS = Bounds(floor=TINY, ceiling=KeyDerivation(memory_kib=64, iterations=2, lanes=2))
PASSPHRASE = "otter lantern quarry mild"
PERSON = "Marguerite Oduya"
REVIEWS = Compartment.REVIEWS
C1 = CaseId("c1")


class StoppedClock:
    """Always the same moment."""

    def now(self) -> datetime:
        return datetime(2026, 5, 4, 9, 30, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 5, 4)


def means(derivation: KeyDerivation = TINY, bounds: Bounds = BOUNDS, *, keychain: Keychain | None = None) -> Means:
    return Means(
        clock=StoppedClock(),
        files=SystemFiles(),
        bounds=bounds,
        derivation=derivation,
        keychain=keychain or SystemKeychain(),
    )


def door(
    derivation: KeyDerivation = TINY, bounds: Bounds = BOUNDS, *, keychain: Keychain | None = None
) -> SqlCipherDoor:
    return SqlCipherDoor(means(derivation, bounds, keychain=keychain))


def made(parent: Path) -> Path:
    """A new vault in ``parent``."""
    folder = parent / "county.smkv"
    door().create(folder, person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)
    return folder


def opened(folder: Path) -> SqlCipherVault:
    return door().open(folder, person=None, passphrase=PASSPHRASE)


def act(what: str = "test", case_id: CaseId = C1) -> Act:
    return Act(who=PERSON, what=what, case_id=case_id)


def a_case(case_id: str = "c1", reference: str = "DHR-01") -> Case:
    return Case(
        id=RecordId(case_id),
        case_id=CaseId(case_id),
        reference=reference,
        label="Case A (2026)",
        stream=Stream.DHR,
        regime="dhr_2016",
        stage="notified",
        status=CaseStatus.OPEN,
        marking="OFFICIAL-SENSITIVE",
        lead=PERSON,
        residence_area="Milton Keynes",
        opened_on=date(2026, 5, 4),
    )


def a_fact(number: int, detail: str = "", case_id: CaseId = C1) -> Fact:
    return Fact(
        id=RecordId(f"f{number}"),
        case_id=case_id,
        kind="note",
        happened_on=date(2026, 5, 4),
        detail=detail or f"note {number}",
        recorded_by=PERSON,
    )


def an_identity(number: int, *names: str) -> IdentityEntry:
    return IdentityEntry(
        id=RecordId(f"i{number}"),
        case_id=C1,
        key=f"p{number}",
        position=number,
        kind="person",
        role="subject",
        names=names,
        replacement=f"Adult {number}",
    )


def a_document(data: bytes, document_id: str = "d1") -> Document:
    return Document(
        id=RecordId(document_id),
        case_id=C1,
        kind=PaperKind.OVERVIEW_REPORT,
        title="Overview report",
        file_name="DHR-01-overview_report.docx",
        audience=Audience.RESTRICTED,
        marking="OFFICIAL-SENSITIVE",
        added_on=date(2026, 5, 4),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def fill(vault: SqlCipherVault, facts: int = 3, paper: bytes = b"paper" * 500_000) -> None:
    """A case with facts, an identity and a paper."""
    with vault.writing(REVIEWS, act("fill")) as writing:
        writing.put(a_case())
        for number in range(facts):
            writing.put(a_fact(number))
        writing.put(an_identity(1, "Ottoline Braithwaite", "Otty"))
        writing.put(a_document(paper))
        writing.keep(RecordId("d1"), paper)


def everything(vault: SqlCipherVault) -> tuple[object, ...]:
    """All that ``fill`` saved, as it now reads."""
    with vault.reading(REVIEWS) as reading:
        records = (reading.every(Case), reading.every(Fact), reading.every(IdentityEntry), reading.every(Document))
        return (*records, reading.content(RecordId("d1")), vault.trail(REVIEWS))


def content(vault: SqlCipherVault) -> dict[str, object]:
    """Everything that can be read, by compartment and kind, and what was done; no moment, no migration."""
    found: dict[str, object] = {}
    for name in sorted(vault.compartments):
        with vault.reading(name) as reading:
            for kind in SCHEMAS[name].records:
                found[f"{name}:{kind.__name__}"] = reading.every(kind)
            papers = reading.every(Document) if Document in SCHEMAS[name].records else ()
            found[f"{name}:papers"] = [reading.content(paper.id) for paper in papers]
        found[f"{name}:trail"] = [entry.what for entry in vault.trail(name) if entry.what != "migrate"]
    return found


def keys_of(folder: Path) -> dict[Compartment, bytes]:
    """The keys of the databases of a fictional vault."""
    header = read_header((folder / "header.json").read_bytes()).header
    slot = next(slot for slot in header.slots if slot.person == fictional.PERSON)
    assert slot.derivation
    opening = slot_key(fictional.PASSPHRASE, slot.salt, slot.derivation)
    return dict(zip(slot.compartments, unwrap(opening, slot.sealed, slot.bound_to(header.vault_id)), strict=False))


def raw(folder: Path, name: Compartment) -> Database:
    """A database of a fictional vault as it is, past the door."""
    header = read_header((folder / "header.json").read_bytes()).header
    return open_database(folder / header.files[name], name, keys_of(folder)[name], header.salts[name])
