"""Anchors against real databases: whoever holds the key may rewrite the chain, and an anchor still tells."""

from __future__ import annotations

import json
import random
import shutil
from contextlib import suppress
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.adapters.vault.views import WritingView
from safermk_desktop.domain.anchors import Anchor
from safermk_desktop.domain.audit import GENESIS, AuditEntry, as_values, entry_hash
from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.documents import Document
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services.ports import Compartment, DatabaseHealth
from tests.adapters.vault.ages import sound
from tests.adapters.vault.making import REVIEWS, a_case, a_document, a_fact, act, opened
from tests.scale import count, tell

ENTRIES = 4
COLUMNS = ("seq", "at", "who", "what", "case_id", "subject", "why", "rows", "previous", "hash")


def worked(vault: SqlCipherVault, entries: int = ENTRIES) -> None:
    for number in range(entries):
        with vault.writing(REVIEWS, act(f"act_{number}")) as work:
            work.put(a_fact(number % 3, f"wording {number}"))


def reviews(vault: SqlCipherVault, anchors: tuple[Anchor, ...] = ()) -> DatabaseHealth:
    (found,) = (one for one in vault.health(anchors) if one.name == "reviews")
    return found


def head(vault: SqlCipherVault) -> Anchor:
    (found,) = (one for one in vault.heads() if one.compartment == "reviews")
    return replace(found, source="the backup of 3 May 2026")


def rewrite(vault: SqlCipherVault, entries: list[dict[str, Any]]) -> None:
    """The audit table as somebody with the key leaves it."""
    with vault._opened.databases[REVIEWS].writing() as connection:
        connection.execute(text("DELETE FROM audit"))
        for each in entries:
            names = ", ".join(f":{name}" for name in COLUMNS)
            connection.execute(text(f"INSERT INTO audit ({', '.join(COLUMNS)}) VALUES ({names})"), each)


def rehashed(entries: list[AuditEntry]) -> list[AuditEntry]:
    made: list[AuditEntry] = []
    for seq, each in enumerate(entries, start=1):
        draft = replace(each, seq=seq, previous=made[-1].hash if made else GENESIS)
        made.append(replace(draft, hash=entry_hash(as_values(draft))))
    return made


def as_row(entry: AuditEntry) -> dict[str, Any]:
    return {**as_values(entry), "rows": json.dumps(dict(entry.rows))}


def variants(trail: list[AuditEntry]) -> list[tuple[str, list[AuditEntry]]]:
    """Every edit of a field, deletion, insertion and order of the entries."""
    found: list[tuple[str, list[AuditEntry]]] = []
    for at, each in enumerate(trail):
        changed = [
            replace(each, **{name: getattr(each, name) + "0"}) for name in COLUMNS if name not in {"seq", "rows"}
        ]
        changed += [replace(each, rows={}), replace(each, rows=dict.fromkeys(each.rows, GENESIS))]
        found += [(f"edit of {at}", [*trail[:at], one, *trail[at + 1 :]]) for one in changed]
        found.append((f"number of {at}", [*trail[:at], replace(each, seq=each.seq + 90), *trail[at + 1 :]]))
        found.append((f"deletion of {at}", [*trail[:at], *trail[at + 1 :]]))
        found.append((f"deletion from {at}", trail[:at]))
        found.append((f"insertion at {at}", numbered([*trail[:at], replace(each, what="added"), *trail[at:]])))
    for order in permutations(trail):
        if list(order) != trail:
            found.append(("order", numbered(list(order))))
            break_up = {each.seq for each in order}
            assert len(break_up) == len(trail)
    return found


def numbered(entries: list[AuditEntry]) -> list[AuditEntry]:
    return [replace(each, seq=seq) for seq, each in enumerate(entries, start=1)]


@pytest.mark.soak("tampering/audit")
def test_every_edit_of_the_audit_table(empty: Path) -> None:
    with opened(empty) as vault:
        worked(vault)
        trail = list(vault.trail(REVIEWS))
        early = head(vault)
        worked(vault, 1)
        whole, later = list(vault.trail(REVIEWS)), head(vault)
        assert sound(reviews(vault, (early, later)))
        tried = variants(trail)
        chosen = tried if count(0, 1) else random.Random(2).sample(tried, 4)
        for what, entries in chosen:
            forged = (entries, [*entries, whole[-1]], rehashed(entries), rehashed([*entries, whole[-1]]))
            for number, chain in enumerate(forged):
                if chain[: early.seq] == trail:
                    continue  # renumbering undid it
                rewrite(vault, [as_row(each) for each in {each.seq: each for each in chain}.values()])
                for anchor in (early, later):
                    found = reviews(vault, (anchor,))
                    assert not sound(found), what
                    assert number < 2 or found.anchors is False, what
        rewrite(vault, [as_row(each) for each in whole])
        assert sound(reviews(vault, (early, later)))
    tell(f"{len(chosen)} changes of the audit table in four forms, all found by either of two anchors")


@pytest.mark.parametrize(
    "statement,fault",
    [
        ("CREATE TRIGGER t AFTER INSERT ON fact BEGIN DELETE FROM fact; END", "There is one trigger more than this"),
        ("CREATE VIEW v AS SELECT * FROM fact", "There is one view more than this"),
        ("CREATE TABLE v (a)", "There is one table more than this"),
        ("CREATE INDEX v ON fact (detail)", "There is one index more than this"),
        ("DROP INDEX ix_fact_case_id", "The index ix_fact_case_id is missing."),
        ("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'fact'", "The counter of the table fact lies behind its"),
        ("DELETE FROM sqlite_sequence WHERE name = 'fact'", "The counter of the table fact lies behind its rows."),
        ("INSERT INTO alembic_version VALUES ('0000')", "The database says that it is of another version than it is."),
        ("ALTER TABLE fact ADD COLUMN more TEXT", "The table fact is not the one that this version made."),
    ],
)
def test_what_does_not_belong_to_the_form(filled: Path, statement: str, fault: str) -> None:
    with opened(filled) as vault:
        with vault._opened.databases[REVIEWS].writing() as connection:
            connection.execute(text(statement))
        found = reviews(vault)
    assert (found.pages, found.first_fault.startswith(fault)) == (False, True), found.first_fault
    assert found.trustworthy


def test_a_smuggled_row_is_not_quoted(filled: Path) -> None:
    with opened(filled) as vault:
        with vault._opened.databases[REVIEWS].writing() as connection:
            values = "'Ottoline Braithwaite, 3 Mill Lane', 'c1', 'keep', '[]'"
            connection.execute(text(f"INSERT INTO register_rule (id, case_id, dates, keep) VALUES ({values})"))
        found = reviews(vault)
    assert found.first_fault == "A row of the table register_rule is in no entry of the audit chain."
    assert "Ottoline" not in found.trustworthy


def test_an_old_row_is_told_by_the_entry_that_left_it(empty: Path) -> None:
    with opened(empty) as vault:
        worked(vault, 5)
        with vault._opened.databases[REVIEWS].writing() as connection:
            connection.execute(text("UPDATE fact SET detail = 'wording 1' WHERE id = 'f1'"))
        found = reviews(vault)
        with vault._opened.databases[REVIEWS].writing() as connection:
            connection.execute(text("DELETE FROM fact WHERE id = 'f0'"))
        both = reviews(vault)
    assert found.first_fault == (
        "Row fact:f1 stands as entry 2 left it, and entry 5 wrote it after that: an older page was put back."
    )
    assert found.trustworthy == (
        "The chain itself fits; row fact:f1 was changed behind it. All others are as the chain left them."
    )
    assert both.first_fault == "Row fact:f0 is not as entry 4 of the audit chain left it."
    assert "row fact:f0 was changed behind it, and another row with it." in both.trustworthy


def test_what_is_still_trustworthy_after_a_break(empty: Path) -> None:
    with opened(empty) as vault:
        worked(vault)
        kept = head(vault)
        worked(vault)
        with vault._opened.databases[REVIEWS].writing() as connection:
            connection.execute(text("UPDATE audit SET why = 'other' WHERE seq = 7"))
        found = reviews(vault, (kept,))
    assert (found.chain, found.first_fault) == (False, "Entry 7 of the audit chain does not fit.")
    assert found.trustworthy == (
        "Entries 1 to 6 fit, and the backup of 3 May 2026 holds entry 4 alike; "
        "what was written later cannot be relied on."
    )


def test_heads_inside_a_writing_are_those_before_it(empty: Path) -> None:
    with opened(empty) as vault:
        before = vault.heads()
        assert {one.compartment: one.seq for one in before} == {"common": 1, "reviews": 0, "prevent": 0}
        with vault.writing(REVIEWS, act()) as work:
            work.put(a_fact(1))
            assert vault.heads() == before
        assert {one.seq for one in vault.heads()} == {1, 0}
        assert vault.links(REVIEWS)[-1] in [replace(one, source="") for one in vault.heads()]


def test_an_anchor_of_another_compartment_says_nothing_here(empty: Path) -> None:
    with opened(empty) as vault:
        worked(vault)
        mine = head(vault)
        found = {one.name: one.anchors for one in vault.health((mine, replace(mine, compartment="elsewhere")))}
        assert found == {"common": None, "reviews": True, "prevent": None}
        assert vault.misfits((mine,)) == ()
        assert len(vault.misfits((replace(mine, compartment="prevent"),))) == 1


def test_the_check_goes_on_beside_other_work(filled: Path) -> None:
    """Entries written while the check reads are neither seen nor in the way."""
    with opened(filled) as vault, vault.writing(REVIEWS, act("under_way")) as work:
        work.put(a_fact(1, "written, and not yet kept"))
        assert sound(reviews(vault))


@pytest.mark.soak("tampering/honest-databases")
def test_honest_histories_on_real_databases(empty: Path, tmp_path: Path) -> None:
    wanted = count(4, 200)
    for number in range(wanted):
        chance = random.Random(number)
        folder = Path(shutil.copytree(empty, tmp_path / f"{number}.smkv"))
        anchors: list[Anchor] = []
        for _ in range(chance.randrange(1, 4)):
            with opened(folder) as vault:
                for _ in range(chance.randrange(1, 12)):
                    an_honest_act(vault, chance)
                anchors += chance.sample(vault.heads(), chance.randrange(4))
        with opened(folder) as vault:
            found = vault.health(tuple(anchors))
            assert all(map(sound, found)), (number, found)
            assert vault.misfits(anchors) == ()
        shutil.rmtree(folder)
    tell(f"{wanted} honest histories on real databases, no fault raised")


def an_honest_act(vault: SqlCipherVault, chance: random.Random) -> None:
    kind = chance.choice((facts_anew, facts_anew, facts_anew, facts_gone, paper_anew, papers_gone))
    number = chance.randrange(3) if kind in {facts_anew, facts_gone} else 1  # the paper is of the one case
    case_id = CaseId(f"c{number}")
    with suppress(KeyError), vault.writing(REVIEWS, act(kind.__name__, case_id)) as work:
        kind(work, chance, case_id)
        if chance.random() < 0.15:
            raise KeyError  # an act that came to nothing leaves nothing


def facts_anew(work: WritingView, chance: random.Random, case_id: CaseId) -> None:
    for _ in range(chance.randrange(9)):
        fact = chance.randrange(20)
        work.put(a_fact(100 * int(case_id[1:]) + fact, f"{chance.random()} é {fact}", case_id))


def facts_gone(work: WritingView, chance: random.Random, case_id: CaseId) -> None:
    work.put(a_case(case_id, reference=f"DHR-{chance.randrange(99)}"))
    gone = work.of_case(Fact, case_id)[:2]
    for one in gone:
        work.remove(Fact, one.id)
    if chance.random() < 0.5:
        for one in gone[:1]:
            work.put(one)


def paper_anew(work: WritingView, chance: random.Random, _case_id: CaseId) -> None:
    paper = chance.randbytes(chance.randrange(1, 1_300_000))
    work.put(a_document(paper))
    work.keep(RecordId("d1"), paper)


def papers_gone(work: WritingView, _chance: random.Random, _case_id: CaseId) -> None:
    for paper in work.every(Document):
        work.remove(Document, paper.id)


def test_a_compartment_that_is_not_open_is_not_checked(empty: Path) -> None:
    with opened(empty) as vault:
        assert {one.name for one in vault.health()} == {name.value for name in Compartment}


def test_a_vault_of_a_newer_version_is_checked_as_far_as_it_is_known(filled: Path) -> None:
    with opened(filled) as vault:
        with vault._opened.databases[REVIEWS].writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
            connection.execute(text("CREATE TABLE later (id TEXT)"))
        kept = head(vault)
    with opened(filled) as vault:
        assert vault.is_read_only
        assert sound(reviews(vault, (kept,)))
        found = reviews(vault, (replace(kept, seq=kept.seq + 1),))
        assert (found.anchors, found.pages, found.chain) == (False, True, True)
