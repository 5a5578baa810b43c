from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.adapters.vault.excerpts import AFTER, BEFORE, excerpt, fold, mask_of, words_of
from safermk_desktop.adapters.vault.search import SearchLane
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import VaultLocked
from safermk_desktop.services.ports import Compartment, Found
from safermk_desktop.services.progress import Cancelled
from tests.adapters.vault.making import REVIEWS, a_case, a_fact, act, an_identity, fill, made, opened

NONE = mask_of(())
MANY = 30_000


@pytest.fixture
def vault(tmp_path: Path) -> SqlCipherVault:
    found = opened(made(tmp_path))
    fill(found, paper=b"paper")
    return found


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> SqlCipherVault:
    found = opened(made(tmp_path_factory.mktemp("shared")))
    fill(found, paper=b"paper")
    return found


def put(vault: SqlCipherVault, *facts: Fact) -> None:
    with vault.writing(REVIEWS, act()) as writing:
        for fact in facts:
            writing.put(fact)


def found(vault: SqlCipherVault, text: str) -> list[str]:
    return [f"{hit.kind}:{hit.record_id}" for hit in vault.search(REVIEWS, text)]


def test_words_are_prefixes_all_of_them_and_the_newest_comes_first(vault: SqlCipherVault) -> None:
    put(vault, a_fact(10, "The Café nurse"), a_fact(11, "the nursery, café"), a_fact(12, "the nurse"))
    assert found(vault, "nurs") == ["fact:f12", "fact:f11", "fact:f10"]
    assert found(vault, "NURS cafe") == ["fact:f11", "fact:f10"]
    assert found(vault, "c nurse") == ["fact:f11", "fact:f10"]
    assert found(vault, "urse") == []
    assert found(vault, "dhr-01") == ["document:d1", "case:c1"]
    assert len(vault.search(REVIEWS, "n", limit=2)) == 2


def test_what_is_changed_and_removed_is_found_as_it_stands(vault: SqlCipherVault) -> None:
    put(vault, a_fact(1, "quartz"))
    assert found(vault, "quartz") == ["fact:f1"]
    assert found(vault, "note 1") == []
    with vault.writing(REVIEWS, act()) as writing:
        writing.remove(Fact, RecordId("f1"))
    assert found(vault, "quartz") == []


def test_an_identity_is_found_by_its_names_and_shows_its_published_form_alone(vault: SqlCipherVault) -> None:
    with vault.writing(REVIEWS, act()) as writing:
        writing.put(replace(an_identity(2, "Perpetua Quill"), replacement=""))
    (hit,) = vault.search(REVIEWS, "braithw")
    assert hit == Found(
        case_id=CaseId("c1"),
        kind="identity_entry",
        record_id=RecordId("i1"),
        excerpt="Adult 1",
        reference="DHR-01",
    )
    assert [hit.excerpt for hit in vault.search(REVIEWS, "perpetua")] == ["No published form yet"]


def test_no_excerpt_holds_a_name_of_the_register(vault: SqlCipherVault) -> None:
    put(vault, a_fact(20, "Then OTTY and Ottoline Braithwaite went; Ottystone stayed"))
    for words in ("then", "braith", "went", "stayed"):
        (hit,) = [hit for hit in vault.search(REVIEWS, words) if hit.kind == "fact"]
        assert "Adult 1 and Adult 1 went; Ottystone stayed" in hit.excerpt


def test_another_compartment_is_never_looked_into(vault: SqlCipherVault) -> None:
    assert vault.search(Compartment.PREVENT, "note") == ()
    assert vault.search(Compartment.COMMON, "note") == ()


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_query(shared: SqlCipherVault, text: str) -> None:
    assert isinstance(shared.search(REVIEWS, text), tuple)


@given(st.text(alphabet="\"*():^{}+-' ANDORNTEX\0é\u0301_.,note1", max_size=30))
def test_signs_of_the_query_language_are_no_signs(shared: SqlCipherVault, text: str) -> None:
    hits = shared.search(REVIEWS, text)
    assert not hits or words_of(text)


@given(st.text(max_size=300), st.lists(st.sampled_from(["a", "note", "é", "1"]), min_size=1, max_size=3))
def test_an_excerpt_is_one_short_line(text: str, words: list[str]) -> None:
    line = excerpt(text, tuple(fold(word) for word in words), NONE)
    assert len(line) <= BEFORE + AFTER + 6
    assert len(line.splitlines()) <= 1


def test_an_excerpt_is_cut_between_words_around_the_hit() -> None:
    text = "one two three " * 20 + "the quartz stone " + "four five six " * 20
    line = excerpt(text, ("quartz",), NONE)
    assert line.startswith("… ")
    assert line.endswith(" …")
    assert " the quartz stone four " in line
    assert not {"hre", "ou", "fiv"} & set(line.split())


def test_a_hit_inside_a_name_is_shown_at_its_published_form() -> None:
    mask = mask_of([("person", '["Ottoline Braithwaite"]', "Adult 1")])
    text = "word " * 40 + "Ottoline Braithwaite came " + "word " * 40
    assert "Adult 1 came" in excerpt(text, ("braith",), mask)


@given(st.text(max_size=8), st.text(max_size=20))
def test_any_name_in_any_text_is_masked(name: str, text: str) -> None:
    mask = mask_of([("place", json.dumps([name]), "Adult 1")])
    shown, at = mask.over(f"{text} {name.upper()} end", len(text))
    assert 0 <= at <= len(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Then Ottoline came", "Then Adult 1 came"),
        ("the BRAITHWAITE family", "the Adult 1 family"),
        ("Ren\u00e9e Quill-Hart, and Quill-Hart; renee too", "Adult 2, and Adult 2; Adult 2 too"),
        ("will Will Marsh go, or Will?", "will Adult 3 go, or Adult 3?"),
        ("Dr Sable and Ms Sable", "Dr [name] and Ms [name]"),
        ("Braithwaites and Willow stay", "Braithwaites and Willow stay"),
        ("Hollow Lane, not Hollow", "Place 1, not Hollow"),
    ],
)
def test_a_forename_or_a_surname_alone_is_masked(text: str, shown: str) -> None:
    people = (
        ("Ottoline Braithwaite", "Adult 1"),
        ("Renee Quill-Hart", "Adult 2"),
        ("Will Marsh", "Adult 3"),
        ("Dr Ada Sable", "Adult 4"),
        ("Ms Ira Sable", "Adult 5"),
    )
    entries = [("person", json.dumps([name]), form) for name, form in people]
    mask = mask_of([*entries, ("place", '["Hollow Lane"]', "Place 1")])
    assert mask.over(text, 0)[0] == shown


def test_it_runs_beside_a_writing_and_sees_only_what_is_kept(vault: SqlCipherVault) -> None:
    with vault.writing(REVIEWS, act()) as writing:
        writing.put(a_fact(30, "unkept"))
        answers: list[list[str]] = []
        beside = threading.Thread(target=lambda: answers.append(found(vault, "n") and found(vault, "unkept")))
        beside.start()
        beside.join(10)
        assert answers == [[]]
    assert found(vault, "unkept") == ["fact:f30"]


def test_an_earlier_ticket_comes_too_late(vault: SqlCipherVault) -> None:
    vault.search(REVIEWS, "note", ticket=5)
    with pytest.raises(Cancelled):
        vault.search(REVIEWS, "note", ticket=4)
    assert vault.search(REVIEWS, "note", ticket=5)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> SqlCipherVault:
    found = opened(made(tmp_path_factory.mktemp("large")))
    with found.writing(REVIEWS, act()) as writing:
        writing.put(a_case())
        for number in range(MANY):
            writing.put(a_fact(number, f"community{number} community{number} community{number * 7919 % MANY}"))
    return found


SLOW = "comm commu commun communi communit community"


def test_a_later_ticket_stops_the_search_that_runs(large: SqlCipherVault) -> None:
    ended: list[str] = []

    def earlier(ticket: int) -> None:
        try:
            large.search(REVIEWS, SLOW, ticket=ticket)
            ended.append("found")
        except Cancelled:
            ended.append("stopped")

    for ticket in range(1, 11):
        thread = threading.Thread(target=earlier, args=[ticket * 2])
        thread.start()
        time.sleep(0.004)
        assert large.search(REVIEWS, "community5", limit=3, ticket=ticket * 2 + 1)
        thread.join(10)
    assert ended.count("stopped") >= 5
    assert len(ended) == 10
    assert large.search(REVIEWS, SLOW, ticket=1000)


def test_locking_stops_what_runs_and_ends_the_connection(tmp_path: Path) -> None:
    vault = opened(made(tmp_path))
    fill(vault, paper=b"paper")
    lane: SearchLane = vault._searches._lanes[REVIEWS]
    assert found(vault, "note")
    raw = lane._raw
    assert raw is not None
    vault.close()
    assert lane._raw is None
    with pytest.raises(VaultLocked):
        vault.search(REVIEWS, "note")
    assert not (vault.folder / "reviews.db-wal").exists()
