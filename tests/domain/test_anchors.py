"""An anchor finds what the chain alone cannot: a chain cut short, or written anew from any entry on."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from safermk_desktop.domain.anchors import WORDS, Anchor, anchor_of_words, compare, read_words, words
from safermk_desktop.domain.audit import GENESIS, AuditEntry, as_values, digest, entry_hash, walk
from tests.scale import count, tell

LISTED = tuple(WORD_INDEX_MAP)
VAULT = "5f" * 16
TEXTS = ("at", "who", "what", "case_id", "subject", "why", "previous", "hash")


def entry(seq: int, previous: str, subject: str = "", rows: dict[str, str] | None = None) -> AuditEntry:
    draft = AuditEntry(
        seq=seq,
        at="2026-11-17T10:42:00+00:00",
        who="p",
        what="record_fact",
        case_id="c",
        subject=subject,
        why="",
        rows=rows or {f"fact:{seq}": digest({"a": subject})},
        previous=previous,
        hash="",
    )
    return replace(draft, hash=entry_hash(as_values(draft)))


def a_chain(length: int) -> list[AuditEntry]:
    chain: list[AuditEntry] = []
    for seq in range(1, length + 1):
        chain.append(entry(seq, chain[-1].hash if chain else GENESIS, f"s{seq}"))
    return chain


def anchor(at: AuditEntry, source: str = "the backup of 3 May 2026") -> Anchor:
    return Anchor(compartment="reviews", seq=at.seq, hash=at.hash, source=source)


def rehashed(chain: list[AuditEntry]) -> list[AuditEntry]:
    """The chain as somebody who holds the key would make it fit again: numbers, hashes, all."""
    made: list[AuditEntry] = []
    for seq, each in enumerate(chain, start=1):
        draft = replace(each, seq=seq, previous=made[-1].hash if made else GENESIS)
        made.append(replace(draft, hash=entry_hash(as_values(draft))))
    return made


def edits(chain: list[AuditEntry]) -> list[tuple[str, list[AuditEntry]]]:
    """Every edit of a field, every deletion, insertion and order of a small chain."""
    found: list[tuple[str, list[AuditEntry]]] = []
    for at, each in enumerate(chain):
        changed = [replace(each, **{name: getattr(each, name) + "x"}) for name in TEXTS]
        changed += [replace(each, rows={}), replace(each, rows={**each.rows, "fact:9": GENESIS})]
        changed += [replace(each, seq=each.seq + 7), replace(each, rows=dict.fromkeys(each.rows, GENESIS))]
        found += [(f"edit {at}", [*chain[:at], one, *chain[at + 1 :]]) for one in changed]
    for size in range(1, len(chain) + 1):
        for gone in combinations(range(len(chain)), size):
            found.append((f"deletion {gone}", [each for at, each in enumerate(chain) if at not in gone]))
    for at in range(len(chain) + 1):
        fresh = entry(at + 1, chain[at - 1].hash if at else GENESIS, "inserted")
        found += [(f"insertion {at}", [*chain[:at], one, *chain[at:]]) for one in (fresh, *chain)]
    for order in permutations(range(len(chain))):
        if list(order) != sorted(order):
            found.append((f"order {order}", [chain[at] for at in order]))
    return found


def fault(chain: list[AuditEntry], anchors: list[Anchor]) -> str:
    found = walk(chain, {each.seq for each in anchors})
    return f"entry {found.broken}" if found.broken is not None else compare(anchors, found.hashes, found.fits).fault


def test_every_edit_deletion_insertion_and_reordering_is_found() -> None:
    honest = a_chain(5)
    longer = rehashed([*honest, entry(6, "", "later"), entry(7, "", "later still")])
    assert longer[:5] == honest
    tried = 0
    for later in (honest[-1], longer[5], longer[6]):
        for what, chain in edits(honest):
            anchors = [anchor(later)]
            continued = rehashed(chain)
            for forged in (chain, continued, rehashed([*continued, entry(6, "", "later"), entry(7, "", "more")])):
                if forged[: later.seq] == longer[: later.seq]:
                    continue  # an edit that rehashing undoes
                assert fault(forged, anchors), (what, later.seq)
                tried += 1
    assert tried > 2000
    tell(f"{tried} edits, deletions, insertions and reorderings of the audit chain, all found by a later anchor")


def test_what_an_anchor_says() -> None:
    chain = a_chain(9)
    kept = [anchor(chain[2], "a printed page"), anchor(chain[6])]
    other = rehashed([*chain[:4], replace(chain[4], why="other"), *chain[5:]])
    cut = walk(chain[:5], {3, 7})
    found = compare(kept, cut.hashes, cut.fits)
    assert found.fault == (
        "The backup of 3 May 2026 holds entry 7, and the chain ends at entry 5: "
        "since then the database was put back to an older one."
    )
    assert found.trustworthy == (
        "Entries 1 to 3 are those that a printed page holds; what was written after them cannot be relied on."
    )
    new = walk(other, {3, 7})
    assert compare(kept, new.hashes, new.fits).fault == (
        "The backup of 3 May 2026 holds another entry 7 than the chain: "
        "since then the database was put back or rewritten."
    )
    assert compare(kept[1:], new.hashes, new.fits).trustworthy == (
        "No entry has an anchor that speaks for it; none of them can be relied on."
    )
    assert compare(kept[1:], cut.hashes, cut.fits).trustworthy == (
        "Entries 1 to 5 fit one another and no earlier anchor speaks for them; what was written after them is missing."
    )
    whole = walk(chain, {3, 7})
    assert (compare(kept, whole.hashes, whole.fits).fault, compare((), {}, 9).fault) == ("", "")


def test_an_empty_chain_has_an_anchor_too() -> None:
    start = Anchor(compartment="reviews", seq=0, hash=GENESIS)
    assert compare([start], {}, 0).fault == ""
    assert compare([start], {}, 5).fault == ""
    assert compare([replace(start, hash="f" * 64)], {}, 5).fault


@pytest.mark.soak("tampering/honest")
def test_honest_histories_raise_nothing() -> None:
    wanted, chance = count(300, 10_000), random.Random(8)
    for _ in range(wanted):
        chain: list[AuditEntry] = []
        live: dict[str, str] = {}
        anchors: list[Anchor] = []
        for seq in range(1, chance.randrange(2, 40)):
            rows = {f"fact:{chance.randrange(12)}": digest({"n": seq}) for _ in range(chance.randrange(4))}
            live.update(rows)
            chain.append(entry(seq, chain[-1].hash if chain else GENESIS, str(seq), rows or {"case:c": str(seq)}))
            live.update(chain[-1].rows)
            if chance.random() < 0.3:
                anchors.append(anchor(chain[-1]))
        found = walk(iter(chain), {each.seq for each in anchors})
        assert (found.broken, found.fits, found.left) == (None, len(chain), live)
        compared = compare(chance.sample(anchors, len(anchors)), found.hashes, found.fits)
        assert (compared.fault, compared.trustworthy) == ("", "")
    tell(f"{wanted} honest histories, no fault raised")


@given(st.binary(min_size=32, max_size=32))
def test_eight_words_and_the_way_back(hashed: bytes) -> None:
    sealed = Anchor(compartment="reviews", seq=3, hash=hashed.hex())
    found = words(VAULT, sealed, LISTED)
    assert len(found) == WORDS
    assert set(found) <= set(LISTED)
    assert read_words(" ".join(found), LISTED) == found
    assert read_words("\n ".join(each[:4].upper() for each in found) + " (entry 3, reviews)", LISTED) == found
    others = [anchor(each) for each in a_chain(4)]
    assert anchor_of_words(VAULT, [*others, sealed], found, LISTED) == sealed
    assert anchor_of_words(VAULT, others, found, LISTED) is None
    assert anchor_of_words("00" * 16, [*others, sealed], found, LISTED) is None
    assert words(VAULT, replace(sealed, compartment="prevent"), LISTED) != found


def test_the_words_are_the_first_eighty_bits() -> None:
    import hashlib

    sealed = Anchor(compartment="reviews", seq=1, hash="ab" * 32)
    bits = f"{int.from_bytes(hashlib.sha256(f'{VAULT}:reviews:{sealed.hash}'.encode()).digest()):0256b}"
    assert words(VAULT, sealed, LISTED) == tuple(LISTED[int(bits[at : at + 10], 2)] for at in range(0, 80, 10))


@pytest.mark.parametrize("text", ["", "acid", "acid " * 7, "acid " * 9, "otters " * 8, "aci " * 8, "acidic " * 8])
def test_what_is_not_eight_words_of_the_list(text: str) -> None:
    with pytest.raises(ValueError, match=r"not eight|not on the list"):
        read_words(text, LISTED)
