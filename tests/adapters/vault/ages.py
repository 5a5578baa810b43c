"""A vault that lived through several ages, a copy kept of each: what an attacker with old copies has to work with."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.identities import IdentityEntry
from safermk_desktop.domain.keeping import Setting
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import SafermkError
from safermk_desktop.services.ports import Compartment, DatabaseHealth
from tests.adapters.vault.making import REVIEWS, a_case, a_document, a_fact, act, an_identity, made, opened

PAGE: Final = 4096
FACTS: Final = 120
PAPER: Final = 90_000
WORDS: Final = "visit nurse order school letter police refuge worker family river harbour meadow chair panel".split()
COUNTERS: Final = "sqlite_sequence"
"""Read by nothing but SQLite, which gives the next row a higher number than any: the check sees to that."""


@dataclass(frozen=True, slots=True)
class Ages:
    """The folders of the vault at the end of each age, its heads then, and what opens its databases."""

    folders: tuple[Path, ...]
    heads: tuple[tuple[Anchor, ...], ...]
    keys: dict[Compartment, tuple[bytes, bytes]]

    def file(self, age: int, name: Compartment = REVIEWS) -> Path:
        (found,) = self.folders[age].glob(f"{name.value}*.db")
        return found


def lived(parent: Path, ages: int, seed: int = 7) -> Ages:
    """A vault with ``ages`` ages of acts: rows added, changed and removed, a paper kept anew, settings changed."""
    chance, folder = random.Random(seed), made(parent)
    folders: list[Path] = []
    heads: list[tuple[Anchor, ...]] = []
    keys: dict[Compartment, tuple[bytes, bytes]] = {}
    for age in range(ages):
        with opened(folder) as vault:
            with vault.writing(REVIEWS, act(f"age_{age}")) as work:
                work.put(a_case(reference=f"DHR-{age}"))
                work.put(a_document(paper := chance.randbytes(PAPER)))
                work.keep(RecordId("d1"), paper)
            for number in range(5):
                with vault.writing(REVIEWS, act(f"act_{number}")) as work:
                    for fact in chance.sample(range(FACTS), 12):
                        work.put(a_fact(fact, _words(chance)))
                    work.put(an_identity(chance.randrange(9), _words(chance)))
            with vault.writing(REVIEWS, act("remove")) as work:
                for gone in chance.sample(work.every(Fact), 5):
                    work.remove(Fact, gone.id)
                work.remove(IdentityEntry, chance.choice(work.every(IdentityEntry)).id)
            with vault.writing(Compartment.COMMON, act("set", CaseId(""))) as work:
                work.put(Setting(id=RecordId("idle_minutes"), case_id=CaseId(""), value=str(age)))
            heads.append(vault.heads())
            keys = {name: (vault._opened.keys[name], vault._opened.header.salts[name]) for name in vault.compartments}
        folders.append(Path(shutil.copytree(folder, parent / f"age-{age}.smkv")))
    return Ages(tuple(folders), tuple(heads), keys)


def answers(path: Path, key: tuple[bytes, bytes]) -> dict[str, object]:
    """What queries of every kind return: each table by its rows, through each of its indexes, and the search.

    A query that fails returns its failure.
    """
    found: dict[str, object] = {}
    try:
        raw = connect(path, *key)
    except dbapi2.Error as error:
        return {"open": str(error)}
    try:
        for kind, name, on in _rows(raw, "SELECT type, name, tbl_name FROM sqlite_master ORDER BY name"):
            if name == COUNTERS:
                continue
            if kind == "table":
                found[name] = _told(raw, f'SELECT * FROM "{name}" NOT INDEXED')
            elif kind == "index":
                columns = ", ".join(f'"{row[2]}"' for row in _rows(raw, f'PRAGMA index_info("{name}")'))
                query = f'SELECT {columns}, rowid FROM "{on}" INDEXED BY "{name}" ORDER BY {columns}'
                found[f"by {name}"] = _told(raw, query)
                found[f"whole by {name}"] = _told(raw, f'SELECT * FROM "{on}" INDEXED BY "{name}" ORDER BY {columns}')
        if "search_index" in found:
            query = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid"
            found["search"] = [_told(raw, query, f"{word[:3]}*") for word in WORDS]
    except dbapi2.Error as error:
        found["form"] = str(error)
    finally:
        raw.close()
    return found


def seals_fit(path: Path, key: tuple[bytes, bytes]) -> bool:
    """Whether SQLCipher's own check of all pages finds nothing."""
    try:
        raw = connect(path, *key)
        try:
            return not _rows(raw, "PRAGMA cipher_integrity_check")
        finally:
            raw.close()
    except dbapi2.Error:
        return False


def faults(folder: Path, anchors: tuple[Anchor, ...] = ()) -> tuple[str, ...]:
    """What opening and checking a vault finds wrong; nothing where all fits."""
    try:
        with opened(folder) as vault:
            return tuple(one.first_fault for one in vault.health(anchors) if not sound(one))
    except SafermkError as error:
        return (error.what,)


def sound(one: DatabaseHealth) -> bool:
    fits = one.pages and one.chain and one.anchors is not False
    assert fits == (one.first_fault == "") == (one.trustworthy == ""), one
    return fits


def _words(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randrange(8, 40)))


def _rows(raw: dbapi2.Connection, statement: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in raw.execute(statement)]


def _told(raw: dbapi2.Connection, statement: str, *values: str) -> object:
    try:
        return raw.execute(statement, values).fetchall()
    except dbapi2.Error as error:
        return str(error)
