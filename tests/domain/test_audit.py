"""The audit chain finds every edit, deletion, insertion and reordering."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.domain.audit import GENESIS, AuditEntry, as_values, digest, entry_hash, first_fault


def make_chain(subjects: list[str]) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number, subject in enumerate(subjects, start=1):
        draft = AuditEntry(
            seq=number,
            at="2026-11-17T10:42:00+00:00",
            who="p",
            what="record_fact",
            case_id="c",
            subject=subject,
            why="",
            rows={"fact:1": digest({"a": subject})},
            previous=entries[-1].hash if entries else GENESIS,
            hash="",
        )
        entries.append(replace(draft, hash=entry_hash(as_values(draft))))
    return entries


SUBJECTS = st.lists(st.text(max_size=8), min_size=2, max_size=12)


@given(SUBJECTS)
def test_an_honest_chain_has_no_fault(subjects: list[str]) -> None:
    assert first_fault(make_chain(subjects)) is None


@given(SUBJECTS, st.data())
def test_an_edit_is_found_where_it_was_made(subjects: list[str], data: st.DataObject) -> None:
    chain = make_chain(subjects)
    at = data.draw(st.integers(0, len(chain) - 1))
    chain[at] = replace(chain[at], why="because")
    assert first_fault(chain) == at + 1


@given(SUBJECTS, st.data())
def test_a_deletion_is_found(subjects: list[str], data: st.DataObject) -> None:
    chain = make_chain(subjects)
    at = data.draw(st.integers(0, len(chain) - 2))
    del chain[at]
    assert first_fault(chain) is not None


@given(SUBJECTS, st.data())
def test_a_reordering_is_found(subjects: list[str], data: st.DataObject) -> None:
    chain = make_chain(subjects)
    at = data.draw(st.integers(0, len(chain) - 2))
    chain[at], chain[at + 1] = chain[at + 1], chain[at]
    assert first_fault(chain) is not None


def test_a_rehashed_edit_is_found_by_the_entry_after_it() -> None:
    chain = make_chain(["a", "b", "c"])
    edited = replace(chain[0], why="because")
    chain[0] = replace(edited, hash=entry_hash(as_values(edited)))
    assert first_fault(chain) == 2
