from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.documents import Document
from safermk_desktop.domain.record import RecordId
from tests.adapters.vault.making import REVIEWS, a_fact, act, everything, fill, opened


def alter(folder: Path, statement: str) -> None:
    with opened(folder) as vault, vault._opened.databases[REVIEWS].writing() as connection:
        connection.execute(text(statement))


def test_an_honest_history_has_no_fault(empty: Path) -> None:
    with opened(empty) as vault:
        fill(vault)
        for number in range(4):
            with vault.writing(REVIEWS, act()) as writing:
                writing.put(a_fact(number, f"wording {number}"))
                writing.remove(Fact, RecordId(f"f{number}"))
                writing.put(a_fact(number + 10))
        with vault.writing(REVIEWS, act()) as writing:
            writing.keep(RecordId("d1"), b"x" * 1_500_000)
        with vault.writing(REVIEWS, act()) as writing:
            writing.remove(Document, RecordId("d1"))
        found = {one.name: (one.pages, one.chain, one.rows, one.first_fault) for one in vault.health()}
    assert found == {
        "common": (True, True, 1, ""),
        "reviews": (True, True, 1 + 4 + 1, ""),
        "prevent": (True, True, 0, ""),
    }


@pytest.mark.parametrize(
    "statement,fault",
    [
        (
            "UPDATE fact SET detail = 'other' WHERE id = 'f1'",
            "Row fact:f1 is not as entry 1 of the audit chain left it.",
        ),
        ("UPDATE fact SET entered = 0 WHERE id = 'f1'", "Row fact:f1 is not as entry 1 of the audit chain left it."),
        ("DELETE FROM fact WHERE id = 'f2'", "Row fact:f2 is not as entry 1 of the audit chain left it."),
        (
            "UPDATE chunk SET data = x'00' WHERE number = 2",
            "Row chunk:d1/2 is not as entry 1 of the audit chain left it.",
        ),
        ("UPDATE audit SET why = 'x'", "Entry 1 of the audit chain does not fit."),
        ("UPDATE audit SET rows = '['", "Entry 1 of the audit chain does not fit."),
        (
            "INSERT INTO register_rule (id, case_id, dates, keep) VALUES ('r', 'c1', 'keep', '[]')",
            "Row register_rule:r is in no entry of the audit chain.",
        ),
    ],
)
def test_what_was_changed_behind_the_vaults_back(filled: Path, statement: str, fault: str) -> None:
    alter(filled, statement)
    with opened(filled) as vault:
        (reviews,) = (one for one in vault.health() if one.name == "reviews")
    assert (reviews.pages, reviews.chain, reviews.first_fault) == (True, False, fault)


def test_an_altered_page_is_named(filled: Path) -> None:
    data = bytearray((filled / "reviews.db").read_bytes())
    data[-2000] ^= 1
    (filled / "reviews.db").write_bytes(data)
    with opened(filled) as vault:
        found = {one.name: one for one in vault.health()}
    assert (found["reviews"].pages, found["common"].pages) == (False, True)
    assert found["reviews"].first_fault == (
        f"Page {len(data) // 4096} of the file was damaged or changed: its seal does not fit."
    )


def test_an_old_page_put_back_is_found(filled: Path) -> None:
    """SQLCipher seals each page with its number, not its time: an old page is a good page to it."""
    old = (filled / "reviews.db").read_bytes()
    with opened(filled) as vault:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(1, "NOTE 1"))
        truth = everything(vault)
    new = (filled / "reviews.db").read_bytes()
    pages = [at for at in range(4096, len(old), 4096) if old[at : at + 4096] != new[at : at + 4096]]
    changing = 0
    for at in pages:
        (filled / "reviews.db").write_bytes(new[:at] + old[at : at + 4096] + new[at + 4096 :])
        with opened(filled) as vault:
            (reviews,) = (one for one in vault.health() if one.name == "reviews")
            changed = everything(vault) != truth
        assert not (changed and reviews.chain)  # a page written again without a change harms nothing
        changing += changed
    assert changing
    (filled / "reviews.db").write_bytes(new)
    with opened(filled) as vault:
        assert all(one.pages and one.chain for one in vault.health())
