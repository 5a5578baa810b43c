from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.adapters.vault import search_prevent
from safermk_desktop.adapters.vault.mapper import to_row
from safermk_desktop.adapters.vault.schema import SCHEMAS
from safermk_desktop.adapters.vault.search_check import search_fault
from safermk_desktop.adapters.vault.search_tables import LISTS, SEARCHED, text_of
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.services.ports import Compartment
from tests.adapters.vault.making import REVIEWS, a_fact, act, an_identity, fill, made, opened

SCHEMA = SCHEMAS[REVIEWS]


def fault(vault: SqlCipherVault) -> str:
    with vault._opened.databases[REVIEWS].reading() as connection:
        return search_fault(connection, SCHEMA)


def spoiled(vault: SqlCipherVault, *statements: str) -> str:
    with vault._opened.databases[REVIEWS].writing() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    return fault(vault)


@pytest.fixture
def vault(tmp_path: Path) -> SqlCipherVault:
    found = opened(made(tmp_path))
    fill(found)
    return found


def test_every_kind_of_record_is_searched_or_left_out_on_purpose() -> None:
    names = {found.table.name: found for found in SCHEMA.records.values()}
    unsearched = {
        "calendar_entry",
        "draft",
        "redaction_item",
        "certificate",
        "scan",
        "finding_decision",
        "findings_look",
        "period_report",
        "undo_step",
    }
    assert names.keys() - SEARCHED.keys() == unsearched
    lists = set[tuple[str, str]]()
    for kind, fields in SEARCHED.items():
        columns = {item.name: item for item in names[kind].fields}
        assert set(fields) <= columns.keys()
        lists |= {(kind, field) for field in fields if columns[field].write(()) == "[]"}
    assert lists == LISTS


def test_every_kind_of_record_of_prevent_is_searched_or_left_out_on_purpose() -> None:
    names = {found.table.name: found for found in SCHEMAS[Compartment.PREVENT].records.values()}
    assert names.keys() - search_prevent.SEARCHED.keys() == {"retention", "prevent_setting", "prevent_draft"}
    lists = set[tuple[str, str]]()
    for kind, fields in search_prevent.SEARCHED.items():
        columns = {item.name: item for item in names[kind].fields}
        assert set(fields) <= columns.keys()
        lists |= {(kind, field) for field in fields if columns[field].write(()) == "[]"}
    assert lists == search_prevent.LISTS


def test_a_text_is_the_fields_of_the_record() -> None:
    row = to_row(SCHEMA.records[type(an_identity(1))].fields, an_identity(1, "Ottoline Braithwaite", "Otty"))
    assert text_of("identity_entry", row) == "Adult 1\nsubject\nOttoline Braithwaite, Otty"


def test_texts_follow_what_is_put_and_removed(vault: SqlCipherVault) -> None:
    assert fault(vault) == ""
    with vault.writing(REVIEWS, act()) as writing:
        writing.put(a_fact(1, "other words"))
        writing.put(a_fact(77))
        writing.remove(Fact, RecordId("f0"))
        writing.put(a_fact(78))
        writing.remove(Fact, RecordId("f78"))
    assert fault(vault) == ""
    with vault._opened.databases[REVIEWS].reading() as connection:
        texts = connection.exec_driver_sql(
            "SELECT text FROM search_index WHERE text MATCH 'note OR other' ORDER BY rowid"
        )
        assert [text.partition("\n")[0] for text in texts.scalars()] == ["other words", "note 2", "note 77"]
    assert all(found.pages and found.chain for found in vault.health())


def test_an_act_undone_leaves_no_text(vault: SqlCipherVault) -> None:
    def undone() -> None:
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(1, "never kept"))
            writing.get(Fact, RecordId("none"))

    with pytest.raises(RecordUnknown):
        undone()
    assert fault(vault) == ""


@pytest.mark.parametrize(
    "statement,words",
    [
        ("UPDATE search_index SET text = 'changed' WHERE rowid = 2", "row fact:f0 is not"),
        ("UPDATE search_row SET case_id = 'c2' WHERE record_id = 'f1'", "row fact:f1 is not"),
        ("UPDATE search_row SET kind = 'letter' WHERE record_id = 'f1'", "row fact:f1 is not"),
        ("DELETE FROM search_row WHERE record_id = 'f1'", "row fact:f1 is not"),
        ("DELETE FROM search_index WHERE rowid = 2", "row fact:f0 is not"),
        ("INSERT INTO search_row VALUES (900, 'c1', 'fact', 'gone')", "a row that is not there"),
        ("INSERT INTO search_index (rowid, text) VALUES (900, 'planted')", "a row that is not there"),
        ("UPDATE fact SET detail = 'changed' WHERE id = 'f1'", "row fact:f1 is not"),
        ("UPDATE search_index_content SET c0 = c0 || ' ' WHERE id = 2", "row fact:f0 is not"),
        ("UPDATE search_index_docsize SET sz = x'09' WHERE id = 2", "words"),
        ("DELETE FROM search_index_data WHERE id > 10", "words"),
    ],
)
def test_whatever_does_not_fit_is_found(vault: SqlCipherVault, statement: str, words: str) -> None:
    assert words in spoiled(vault, statement)
    assert not all(found.chain and found.pages for found in vault.health())


@given(st.lists(st.tuples(st.integers(0, 5), st.text(alphabet="abcé -'", max_size=12)), max_size=12))
def test_texts_fit_after_any_history(tmp_path_factory: pytest.TempPathFactory, history: list[tuple[int, str]]) -> None:
    folder = tmp_path_factory.mktemp("history")
    with opened(made(folder)) as vault:
        for number, words in history:
            with vault.writing(REVIEWS, act()) as writing:
                if words:
                    writing.put(a_fact(number, words))
                elif any(fact.id == f"f{number}" for fact in writing.every(Fact)):
                    writing.remove(Fact, RecordId(f"f{number}"))
        assert fault(vault) == ""
    shutil.rmtree(folder)


def test_the_other_databases_have_nothing_to_search(vault: SqlCipherVault) -> None:
    for compartment in (Compartment.COMMON, Compartment.PREVENT):
        with vault._opened.databases[compartment].reading() as connection:
            assert search_fault(connection, SCHEMAS[compartment]) == ""
