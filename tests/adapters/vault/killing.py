"""A person at work who is killed at random moments, again and again, and what is found after each kill.

    python -m tests.adapters.vault.killing FOLDER KILLS SEED

The work is a mix of saves, papers, changes of slots, new keys and backups. Each act is told before it begins and after
it is kept; then SIGKILL falls. One line of JSON for every kill: what was told, and what is wrong (nothing, if all is
well). Processes are forked, so that a thousand kills take minutes.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.vault.backup_door import SqlCipherBackupDoor
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.documents import Document
from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import BackupUnproved, WrongPassphrase
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.progress import silent
from tests.adapters.vault.making import PASSPHRASE, PERSON, REVIEWS, a_document, a_fact, act, door, made

FRESH_AFTER: Final = 40
"""Kills, after which another vault is begun, so that the checks stay short."""

AT_WORK: Final = 0.85
"""The share of kills that fall when the vault is open; the others may fall into its opening."""

READY: Final = b"ready\n"
LONGEST: Final = 0.3
PAPERS: Final = 3
MIX: Final = ("save",) * 12 + ("passphrase",) * 3 + ("add",) * 2 + ("remove",) * 2 + ("backup",) * 2 + ("rekey",)


@dataclass
class Known:
    """What the vault must hold, from what was told. ``begun`` is the act that was not yet told as kept."""

    number: int = 0
    passphrase: str = PASSPHRASE
    people: list[str] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)
    begun: tuple[str, str] | None = None


def work(place: Path, known: Known, chance: random.Random, tell: Callable[[str], None]) -> None:
    """Until killed."""
    vault = unlocked(place, known.passphrase)
    tell(READY.decode().strip())
    count, passphrase, people = known.number, known.passphrase, list(known.people)
    while True:
        kind = chance.choice(MIX)
        if kind == "save":
            count += 1
            tell(f"begin save {count}")
            save(vault, count)
            tell(f"done save {count}")
        elif kind == "passphrase":
            new = f"otter lantern quarry {chance.getrandbits(40)}"
            tell(f"begin passphrase {new}")
            vault.slots.change_passphrase(old=passphrase, new=new)
            tell(f"done passphrase {new}")
            passphrase = new
        elif kind == "add":
            person = f"P{chance.getrandbits(40)}"
            tell(f"begin add {person}")
            vault.slots.add(person=person, role=Role.CHAIR, compartments=frozenset({REVIEWS}), passphrase=PASSPHRASE)
            tell(f"done add {person}")
            people.append(person)
        elif kind == "backup":
            name = f"{chance.getrandbits(40)}.smkb"
            tell(f"begin backup {name}")
            vault.backups.write(place / "backups" / name, reason=BackupReason.BY_HAND, progress=silent)
            tell(f"done backup {name}")
        elif people:
            person = people.pop(0)
            tell(f"begin {kind} {person}")
            slot = next(slot.id for slot in vault.slots.listed() if slot.person == person)
            vault.slots.remove(slot, rekey=kind == "rekey")
            tell(f"done {kind} {person}")
            if kind == "rekey":
                vault = unlocked(place, passphrase)


def save(vault: SqlCipherVault, number: int) -> None:
    with vault.writing(REVIEWS, act(f"save {number}")) as writing:
        writing.put(a_fact(number))
        if number % PAPERS == 0:
            paper = bytes([number % 256]) * (number % 7) * 200_000
            writing.put(a_document(paper, f"d{number}"))
            writing.keep(RecordId(f"d{number}"), paper)


def unlocked(place: Path, passphrase: str) -> SqlCipherVault:
    return door().open(place / "county.smkv", person=PERSON, passphrase=passphrase)


def heard(known: Known, lines: list[str]) -> None:
    """Take over what was told."""
    for line in lines:
        step, kind, what = line.split(" ", 2)
        known.begun = (kind, what) if step == "begin" else None
        if step == "begin":
            continue
        if kind == "save":
            known.number = int(what)
        elif kind == "passphrase":
            known.passphrase = what
        elif kind == "add":
            known.people.append(what)
        elif kind in {"remove", "rekey"}:
            known.people.remove(what)
            if kind == "rekey":  # backups made before are proved by the keys that went
                known.backups.clear()
        else:
            known.backups.append(what)


def check(place: Path, known: Known) -> None:
    """What was told is there, what was begun is there whole or not at all. Raises AssertionError."""
    kind, what = known.begun or ("", "")
    ways = [known.passphrase, what] if kind == "passphrase" else [known.passphrase]
    vault = None
    for passphrase in ways:
        with suppress(WrongPassphrase):
            vault = unlocked(place, passphrase)
            known.passphrase = passphrase
            break
    assert vault, "nobody can open it"
    with vault:
        assert all(one.pages and one.chain for one in vault.health()), f"damaged: {vault.health()}"
        check_saves(vault, known, int(what) if kind == "save" else 0)
        people = {slot.person for slot in vault.slots.listed()} - {PERSON}
        expected = set(known.people)
        doubtful = {what} if kind in {"add", "remove", "rekey"} else set[str]()
        assert people - doubtful == expected - doubtful, f"slots: {people} and not {expected}"
        known.people = sorted(people)
        for file in SqlCipherBackupDoor(SystemFiles()).listed(place / "backups"):
            if file.path.name in known.backups or (kind == "backup" and file.path.name == what):
                try:
                    vault.backups.prove(file, progress=silent)
                except BackupUnproved:  # a re-keying that was begun may be done, and told nobody
                    assert kind == "rekey", "a proved backup does not prove"
        there = {path.name for path in (place / "backups").glob("*.smkb")}
        assert set(known.backups) <= there, "a proved backup is gone"
        shutil.rmtree(place / "backups")
        (place / "backups").mkdir()
        known.backups.clear()
    files = {path.name for path in (place / "county.smkv").iterdir()} - {"header.json", "lock"}
    assert len(files) == len(Compartment), f"left over: {files}"
    known.begun = None


def check_saves(vault: SqlCipherVault, known: Known, begun: int) -> None:
    saved = [int(entry.what.split()[1]) for entry in vault.trail(REVIEWS) if entry.what.startswith("save ")]
    assert saved == list(range(1, len(saved) + 1)), "torn: the saves are not one after another"
    assert len(saved) in {known.number, begun or known.number}, f"lost: {len(saved)} of {known.number}"
    known.number = len(saved)
    with vault.reading(REVIEWS) as reading:
        assert {fact.id for fact in reading.every(Fact)} == {f"f{number}" for number in saved}, "torn: facts"
        papers = reading.every(Document)
        assert {paper.id for paper in papers} == {f"d{number}" for number in saved if number % PAPERS == 0}, (
            "torn: papers"
        )
        for paper in papers[-3:]:
            assert len(reading.content(paper.id)) == paper.size


def killed(place: Path, known: Known, chance: random.Random) -> list[str]:
    """Let one work until it is killed. What it told, in whole lines."""
    receive, send = os.pipe()
    seed = chance.random()
    worker = os.fork()
    if not worker:
        os.close(receive)
        try:
            work(place, known, random.Random(seed), lambda line: told(send, line))
        finally:
            os.write(2, traceback.format_exc().encode())
            os._exit(1)
    os.close(send)
    if chance.random() < AT_WORK:
        assert os.read(receive, len(READY)) == READY
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    assert os.WIFSIGNALED(status), "the worker failed by itself"
    with os.fdopen(receive, encoding="utf-8") as pipe:
        return pipe.read().removeprefix(READY.decode()).split("\n")[:-1]


def told(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def main(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    known, place = Known(), folder
    for number in range(kills):
        if number % FRESH_AFTER == 0:
            shutil.rmtree(place, ignore_errors=True)
            place = folder / f"place-{number}"
            (place / "backups").mkdir(parents=True)
            made(place)
            known = Known()
        lines = killed(place, known, chance)
        wrong, begun = "", None
        try:
            heard(known, lines)
            begun = known.begun
            check(place, known)
        except Exception:  # noqa: BLE001  whatever it is, it is a finding
            wrong = traceback.format_exc()[-2000:]
        kinds = [line.split(" ")[1] for line in lines if line.startswith("done ")]
        print(json.dumps({"kept": kinds, "begun": begun and begun[0], "wrong": wrong}), flush=True)
        if wrong:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
