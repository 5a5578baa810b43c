"""Vaults of older and of newer schemas.

``tests/data/vaults/NNNN.smkv`` is a vault as the released schema NNNN (the highest of its databases) left it; a later
one is named by the schemas of all three, reviews, common and prevent. When a schema is released, ``.venv/bin/python -m
tests.adapters.vault.releasing`` adds one: the fictional cases, with a key derivation that costs nothing. Commit the
folder; it is never changed afterwards. The tests below then hold it, too.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Connection, text

from safermk_desktop.adapters.vault import chain, generations, migrating, rooms
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.header import Slot, read_header
from safermk_desktop.adapters.vault.keys import slot_key, wrap
from safermk_desktop.adapters.vault.schema import SCHEMAS
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.audit import digest
from safermk_desktop.domain.documents import Document, Export
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.terms import TermsSection, TermsVersion, clauses_in
from safermk_desktop.errors import DatabaseDamaged, DiskFull, VaultNewer, VaultReadOnly
from safermk_desktop.services.fictional import PASSPHRASE, PERSON
from safermk_desktop.services.ports import Act, Compartment
from tests.adapters.vault.making import StoppedClock, content, door, keys_of, raw

VAULTS = Path(__file__).parents[2] / "data" / "vaults"
RELEASED = sorted(path.name for path in VAULTS.glob("*.smkv"))
OLD = "0001.smkv"
REVIEWS, COMMON, PREVENT = Compartment.REVIEWS, Compartment.COMMON, Compartment.PREVENT
WITHOUT = ("lock", "lock.json")


def copied(tmp_path: Path, name: str = OLD) -> Path:
    return Path(shutil.copytree(VAULTS / name, tmp_path / "county.smkv"))


def opened(folder: Path, person: str = PERSON) -> SqlCipherVault:
    return door().open(folder, person=person, passphrase=PASSPHRASE)


def altered(folder: Path, name: Compartment, alter: Callable[[Connection], None]) -> None:
    with closing(raw(folder, name)) as database, database.writing() as connection:
        alter(connection)


def statement(words: str) -> Callable[[Connection], None]:
    def run(connection: Connection) -> None:
        for part in words.split(";"):
            connection.execute(text(part))

    return run


def exported(connection: Connection) -> None:
    """A line of the ledger as the first schema wrote it, with its entry in the chain."""
    row = {"id": "x1", "case_id": "c1", "document_id": "d1", "exported_on": "2026-05-04", "exported_by": PERSON}
    row |= {"purpose": "For the panel", "sha256": "0" * 64}
    names = ", ".join(row)
    connection.execute(text(f"INSERT INTO export ({names}) VALUES ({', '.join(':' + name for name in row)})"), row)
    act = Act(who=PERSON, what="export", case_id=CaseId("c1"))
    values = dict(connection.execute(text("SELECT * FROM export WHERE id = 'x1'")).mappings().one())
    chain.append(connection, SCHEMAS[REVIEWS].audit, act, at=StoppedClock().now(), rows={"export:x1": digest(values)})


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in WITHOUT}


def sound(vault: SqlCipherVault) -> bool:
    return all(one.pages and one.chain for one in vault.health())


@pytest.mark.parametrize("name", RELEASED)
def test_every_released_schema_is_brought_up_to_date_and_read(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path, name)
    counted = {}
    for one in Compartment:
        with closing(raw(folder, one)) as database, database.reading() as connection:
            counted[one] = migrating.standing_of(connection, database.schema).counts
    with opened(folder) as vault:
        first = content(vault)
        assert [one.first_fault for one in vault.health()] == ["", "", ""]
        assert first["reviews:Case"]
        assert first["reviews:papers"]
        for one in Compartment:
            with vault._opened.databases[one].reading() as connection:
                after = migrating.standing_of(connection, SCHEMAS[one]).counts
            kept = counted[one].keys() - {"audit", "alembic_version", "sqlite_sequence"}
            assert {table: after.get(table) for table in kept} == {table: counted[one][table] for table in kept}
        with vault.reading(REVIEWS) as reading:
            paper = reading.every(Document)[0]
        with vault.writing(REVIEWS, Act(who=PERSON, what="test", case_id=paper.case_id)) as writing:
            writing.remove(Document, paper.id)
    with opened(folder) as vault:
        assert sound(vault)


def test_the_old_files_go_only_when_the_new_ones_count(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with opened(folder):
        pass
    assert sorted(files_in(folder)) == ["common-2.db", "header.json", "prevent-2.db", "reviews-2.db"]
    before = files_in(folder)
    with opened(folder) as vault:
        assert sound(vault)
        first = content(vault)
    assert files_in(folder) == before, "a vault that is up to date is opened without a change"
    with opened(folder) as vault:
        assert content(vault) == first


def test_the_migration_is_an_act_that_carries_what_it_changed(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    altered(folder, REVIEWS, exported)
    with opened(folder) as vault:
        entry = vault.trail(REVIEWS)[-1]
        assert (entry.who, entry.what, entry.why) == (PERSON, "migrate", f"Schema 0001 to {SCHEMAS[REVIEWS].head}")
        assert [row for row in entry.rows if row.startswith("export:")] == ["export:x1"]
        moved = {row.partition(":")[0] for row in entry.rows}
        changed = {
            "action",
            "action_update",
            "case",
            "document",
            "export",
            "own_date",
            "recommendation",
            "terms_section",
            "terms_version",
        }
        assert moved == changed, "what later schemas changed"
        with vault.reading(REVIEWS) as reading:
            (line,) = reading.every(Export)
        assert (line.purpose, line.recipient, line.delete_by) == ("For the panel", "", None)
        assert sound(vault)


def drafted(connection: Connection) -> None:
    """A section and a version as the first schema wrote them, each text with two parts."""
    section = {"id": "s1", "case_id": "c1", "position": 1, "heading": "Scope", "text": "From 2022.\n\nTo the death."}
    version = {"id": "t1", "case_id": "c1", "number": "9.9", "agreed_on": "2026-05-04", "agreed_by": "Panel"}
    version |= {"headings": '["Scope"]', "texts": '["From 2022.\\n\\nTo the death."]'}
    rows: dict[str, dict[str, object]] = {"terms_section:s1": {**section}, "terms_version:t1": {**version}}
    digests: dict[str, str] = {}
    for key, row in rows.items():
        table, _, number = key.partition(":")
        columns, places = ", ".join(row), ", ".join(f":{name}" for name in row)
        connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({places})"), row)
        values = dict(
            connection.execute(text(f"SELECT * FROM {table} WHERE id = :id"), {"id": number}).mappings().one()
        )
        digests[key] = digest(values)
    act = Act(who=PERSON, what="draft", case_id=CaseId("c1"))
    chain.append(connection, SCHEMAS[REVIEWS].audit, act, at=StoppedClock().now(), rows=digests)


def test_a_section_drafted_as_one_text_becomes_clauses(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    altered(folder, REVIEWS, drafted)
    with opened(folder) as vault:
        with vault.reading(REVIEWS) as reading:
            sections, versions = reading.every(TermsSection), reading.every(TermsVersion)
        (section,) = (one for one in sections if one.id == "s1")
        (version,) = (one for one in versions if one.id == "t1")
        assert [(clause.id, clause.text) for clause in section.clauses] == [
            ("s1.0", "From 2022."),
            ("s1.1", "To the death."),
        ]
        assert (section.kind, section.clause_ids, version.clause_ids) == ("", (), ())
        assert (version.number, version.headings) == ("9.9", ("Scope",))
        assert version.texts == ("From 2022.\n\nTo the death.",)
        for one in sections:
            assert tuple(clause.text for clause in one.clauses) == clauses_in(one.text)
        assert sound(vault)


def test_a_search_in_a_migrated_vault_shows_the_newest_first(tmp_path: Path) -> None:
    with opened(copied(tmp_path)) as vault:
        first: dict[str, int] = {}
        for entry in vault.trail(REVIEWS):
            if entry.what != "migrate":
                for name in entry.rows:
                    first.setdefault(name, entry.seq)
        hits = [f"{hit.kind}:{hit.record_id}" for hit in vault.search(REVIEWS, "a", limit=200)]
        acts = [first[name] for name in hits]
        assert acts == sorted(acts, reverse=True)
        assert len({name.partition(":")[0] for name in hits}) > 3
        assert len(set(acts)) > 3


def test_a_row_that_did_not_fit_does_not_fit_afterwards(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    altered(folder, REVIEWS, exported)
    altered(folder, REVIEWS, statement("UPDATE export SET purpose = 'something else'"))
    with opened(folder) as vault:
        assert not [row for row in vault.trail(REVIEWS)[-1].rows if row.startswith("export:")]
        (reviews,) = (one for one in vault.health() if one.name == "reviews")
    assert not reviews.chain
    assert "export:x1" in reviews.first_fault


def test_a_damaged_database_is_not_migrated(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with (folder / "reviews.db").open("r+b") as file:
        file.seek(300_000)
        file.write(b"damage")
    before = files_in(folder)
    with pytest.raises(DatabaseDamaged):
        opened(folder)
    assert files_in(folder) == before


@pytest.mark.parametrize(
    "loss,words",
    [
        ("DELETE FROM fact", "table fact had"),
        ("UPDATE audit SET why = 'x' WHERE seq = 3", "entry 3 of the audit chain"),
        ("DELETE FROM chunk WHERE number = 0", "table chunk had"),
        ("UPDATE chunk SET data = x'00'", "the papers are not as they were"),
    ],
)
def test_a_migration_that_loses_something_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loss: str, words: str
) -> None:
    folder = copied(tmp_path)
    before = files_in(folder)
    honest = migrating.upgrade

    def careless(compartment: Compartment, connection: Connection) -> None:
        honest(compartment, connection)
        if compartment is REVIEWS:
            connection.execute(text(loss))

    monkeypatch.setattr(migrating, "upgrade", careless)
    with pytest.raises(DatabaseDamaged, match=words):
        opened(folder)
    assert files_in(folder) == before
    monkeypatch.undo()
    with opened(folder) as vault:
        assert sound(vault)


def test_too_little_room_for_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(tmp_path)
    before = files_in(folder)

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(generations, "assert_free", full)
    with pytest.raises(DiskFull, match="1 MB of free space"):
        opened(folder)
    assert files_in(folder) == before


STEPS = (
    (generations, "_copy", 1),
    (generations, "_copy", 2),
    (migrating, "migrate", 1),
    (migrating, "migrate", 2),
    (rooms, "flush", 2),
    (rooms, "write_header", 1),
    (rooms, "remove_left_over", 1),
)
"""What a process may die in, and in which call of it."""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the old vault holds when nothing went wrong."""
    with opened(copied(tmp_path_factory.mktemp("migrated"))) as vault:
        return content(vault)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("place,name,time", STEPS, ids=[f"{name}-{time}" for _, name, time in STEPS])
def test_interrupted_it_is_the_old_vault_or_the_new(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    migrated: dict[str, object],
    place: ModuleType,
    name: str,
    time: int,
    *,
    after: bool,
) -> None:
    folder = copied(tmp_path)
    honest = getattr(place, name)
    calls: list[int] = []

    def dies(*given: object, **named: object) -> object:
        calls.append(1)
        if len(calls) == time and not after:
            os._exit(7)
        done = honest(*given, **named)
        if len(calls) == time:
            os._exit(7)
        return done

    child = os.fork()
    if not child:
        monkeypatch.setattr(place, name, dies)
        opened(folder).close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 7
    with opened(folder) as vault:
        assert sound(vault)
        assert [entry.what for entry in vault.trail(REVIEWS)].count("migrate") == 1
        assert content(vault) == migrated
    assert sorted(files_in(folder)) == ["common-2.db", "header.json", "prevent-2.db", "reviews-2.db"]


def second_slot(folder: Path, *compartments: Compartment) -> None:
    """A colleague whose slot opens only these."""
    sealed = read_header((folder / "header.json").read_bytes())
    header, keys = sealed.header, keys_of(folder)
    own = header.slots[0]
    assert own.derivation
    slot: Slot = replace(own, id="5e", person="Colleague", compartments=compartments)
    wrapped = wrap(
        slot_key(PASSPHRASE, slot.salt, own.derivation),
        [keys[name] for name in compartments],
        slot.bound_to(header.vault_id),
    )
    slots = (*header.slots, replace(slot, sealed=wrapped))
    (folder / "header.json").write_bytes(replace(header, slots=slots).to_bytes(keys[COMMON]))


def test_each_migrates_what_they_hold(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    second_slot(folder, COMMON)
    with opened(folder, "Colleague") as vault:
        assert sound(vault)
    assert sorted(files_in(folder)) == ["common-2.db", "header.json", "prevent.db", "reviews.db"]
    with opened(folder) as vault:
        assert sound(vault)
        assert "migrate" in {entry.what for entry in vault.trail(COMMON)}
    assert sorted(files_in(folder)) == ["common-2.db", "header.json", "prevent-2.db", "reviews-2.db"]


def test_only_left_over_generations_go(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with opened(folder):
        pass
    stay = {"reviews-2.db.bak", "reviews-03.db", "reviews-1.db", "notes.db", "Reviews-4.db", "reviews-4.db-journal2"}
    stay |= {".safermk-x.part", "safermk-abcd1234.part"}
    stay |= {"reviews.db", "common-12.db"}  # they might be the database itself
    go = {".safermk-abcd12_4.part", "reviews-3.db", "reviews-3.db-wal", "common.db-shm", "reviews-4.db-journal"}
    for name in stay | go:
        (folder / name).write_bytes(b"left over")
    shutil.copy(folder / "reviews-2.db", folder / "reviews-3.db")
    (folder / "reviews-3.db-wal").unlink()
    with opened(folder) as vault:
        assert sound(vault)
        assert [alarm.split()[2] for alarm in vault.alarms] == ["common-12.db", "reviews.db"]
        assert [one.anchors for one in vault.health()] == [False, False, None]
    assert set(files_in(folder)) == {"common-2.db", "header.json", "prevent-2.db", "reviews-2.db"} | stay


@pytest.mark.parametrize("tables", [0, 1])
@pytest.mark.parametrize("name", ["common", "prevent"])
def test_a_generation_whose_tables_were_never_made_goes(tmp_path: Path, name: str, tables: int) -> None:
    """The disk failed between the first page of the new database and its tables."""
    folder = copied(tmp_path)
    compartment = Compartment(name)
    with opened(folder):
        pass
    half = folder / f"{name}-9.db"
    with closing(connect(half, keys_of(folder)[compartment], bytes(range(16)))) as connection:
        connection.execute("PRAGMA user_version = 1")
        for _ in range(tables):
            connection.execute("CREATE TABLE slot (id)")
    assert half.stat().st_size
    with opened(folder) as vault:
        assert sound(vault)
        assert vault.alarms == ()
    assert not half.exists()


@pytest.mark.parametrize("number", ["", "-3"])
def test_a_generation_with_acts_that_the_one_in_use_lacks_stays_and_is_told(tmp_path: Path, number: str) -> None:
    """Whoever has the key of common.db can write a header that names an older copy of another database."""
    folder = copied(tmp_path)
    with opened(folder):
        pass
    before = (folder / "reviews-2.db").read_bytes()
    with opened(folder) as vault, vault.writing(REVIEWS, Act(who=PERSON, what="decide", case_id=CaseId("c1"))):
        pass
    (folder / "reviews-2.db").rename(folder / f"reviews{number}.db")
    (folder / "reviews-2.db").write_bytes(before)
    for _ in range(2):
        with opened(folder) as vault:
            assert f"reviews{number}.db of the vault's folder holds entry" in "".join(vault.alarms)
            found = {one.name: one for one in vault.health()}
            assert found["reviews"].anchors is False
            assert found["reviews"].first_fault == vault.alarms[0]
            assert found["common"].anchors is None
    (folder / f"reviews{number}.db").replace(folder / "reviews-2.db")
    with opened(folder) as vault:
        assert not vault.alarms
        assert vault.trail(REVIEWS)[-1].what == "decide"


def test_a_header_from_before_the_migration_costs_no_file(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    old = (folder / "header.json").read_bytes()
    with opened(folder):
        pass
    new = (folder / "header.json").read_bytes()
    (folder / "header.json").write_bytes(old)
    with pytest.raises(DatabaseDamaged):
        opened(folder)
    (folder / "header.json").write_bytes(new)
    with opened(folder) as vault:
        assert sound(vault)


def newer(folder: Path) -> None:
    """What a later version could have done: a table and a column more, another revision."""
    with opened(folder):
        pass
    altered(folder, REVIEWS, later)


def later(connection: Connection) -> None:
    for words in (
        "CREATE TABLE hearing (entered INTEGER PRIMARY KEY, id TEXT NOT NULL, case_id TEXT NOT NULL)",
        "INSERT INTO hearing (id, case_id) VALUES ('h1', 'c1')",
        "ALTER TABLE fact ADD COLUMN weight TEXT NOT NULL DEFAULT ''",
        "UPDATE alembic_version SET version_num = '0999'",
    ):
        connection.execute(text(words))
    rows: dict[str, str] = {}
    for table in ("fact", "hearing"):
        for row in connection.execute(text(f"SELECT * FROM {table}")).mappings():
            rows[f"{table}:{row['id']}"] = digest(dict(row))
    act = Act(who=PERSON, what="migrate", case_id=CaseId(""))
    chain.append(connection, SCHEMAS[REVIEWS].audit, act, at=StoppedClock().now(), rows=rows)


def test_a_newer_schema_is_read_and_not_written(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with opened(folder) as vault:
        assert not vault.is_read_only
        expected = content(vault)
    newer(folder)
    before = files_in(folder)
    with opened(folder) as vault:
        assert vault.is_read_only
        found = content(vault)
        assert found == expected
        assert sound(vault)
        for name in Compartment:
            act = Act(who=PERSON, what="test", case_id=CaseId(""))
            with pytest.raises(VaultReadOnly), vault.writing(name, act):
                pytest.fail("nothing may be written")
            with pytest.raises(Exception, match="readonly"), vault._opened.databases[name].reading() as connection:
                connection.execute(text("DELETE FROM audit"))
    assert files_in(folder) == before


@pytest.mark.parametrize("loss", ["ALTER TABLE fact DROP COLUMN detail", "DROP TABLE publication"])
def test_a_newer_schema_without_what_is_read_is_refused(tmp_path: Path, loss: str) -> None:
    folder = copied(tmp_path)
    newer(folder)
    altered(folder, REVIEWS, statement(loss))
    before = files_in(folder)
    with pytest.raises(VaultNewer):
        opened(folder)
    assert files_in(folder) == before


def test_newer_and_older_at_once_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    altered(folder, COMMON, statement("UPDATE alembic_version SET version_num = '0999'"))
    before = files_in(folder)
    with pytest.raises(VaultNewer):
        opened(folder)
    assert files_in(folder) == before
