"""Papers as they come: cut into chunks of 1 MiB, given out again piece by piece, and never a wrong piece."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from safermk_desktop.adapters.vault import views
from safermk_desktop.adapters.vault.chunks import cut
from safermk_desktop.adapters.vault.schema import CHUNK_BYTES
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import DatabaseDamaged, DiskFull, RecordUnknown
from tests.adapters.vault.making import REVIEWS, a_document, act, opened

MIB = 1 << 20
D1 = RecordId("d1")
BORDERS = [0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB - 1, 2 * MIB, 2 * MIB + 1, 3 * MIB]


def keep(vault: SqlCipherVault, data: bytes, pieces: Iterable[bytes] | None = None, name: str = "d1") -> None:
    with vault.writing(REVIEWS, act()) as writing:
        writing.keep(RecordId(name), data if pieces is None else pieces, size=len(data))
        writing.put(a_document(data, name))


def pieces_of(vault: SqlCipherVault, name: str = "d1", first: int = 0) -> list[bytes]:
    with vault.reading(REVIEWS) as reading:
        return list(reading.pieces(RecordId(name), first=first))


def broken(data: bytes, sizes: list[int]) -> Iterator[bytes]:
    """The data in pieces of these sizes, over and over."""
    at = number = 0
    while at < len(data):
        size = sizes[number % len(sizes)]
        yield data[at : at + size]
        at, number = at + size, number + 1


@given(
    size=st.sampled_from(BORDERS) | st.integers(0, 3 * MIB),
    sizes=st.lists(st.sampled_from([*BORDERS[1:5], 7, 4096, 65_537]), min_size=1, max_size=4).filter(
        lambda sizes: max(sizes) > 4000
    ),
)
@settings(max_examples=40, deadline=None)
def test_bytes_are_cut_into_whole_chunks_however_they_come(size: int, sizes: list[int]) -> None:
    data = os.urandom(size)
    chunks = list(cut(broken(data, sizes)))
    assert b"".join(chunks) == data
    assert [len(chunk) for chunk in chunks[:-1]] == [CHUNK_BYTES] * (len(chunks) - 1)
    assert chunks == list(cut(data))
    assert all(chunks)


@given(size=st.sampled_from(BORDERS) | st.integers(0, 3 * MIB), step=st.sampled_from([65_537, MIB, MIB + 1]))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_kept_comes_back_whole_and_in_pieces(empty: Path, size: int, step: int) -> None:
    data = os.urandom(size)
    with opened(empty) as vault:
        keep(vault, data, broken(data, [step]))
        found = pieces_of(vault)
        assert b"".join(found) == data
        assert all(len(piece) <= MIB for piece in found)
        with vault.reading(REVIEWS) as reading:
            assert reading.content(D1) == data
        if size > MIB:
            assert b"".join(pieces_of(vault, first=1)) == data[MIB:]
        assert all(health.chain for health in vault.health())


@pytest.fixture(scope="module")
def two_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.adapters.vault.making import made

    folder = made(tmp_path_factory.mktemp("two"))
    with opened(folder) as vault:
        keep(vault, bytes([1]) * MIB + bytes([2]) * MIB + bytes([3]) * 500_000)
        keep(vault, bytes([7]) * MIB + bytes([8]) * 9, name="d2")
    return folder


DAMAGE = {
    "altered": ("UPDATE chunk SET data = zeroblob(1048576) WHERE document_id = 'd1' AND number = 1", 1),
    "altered last": ("UPDATE chunk SET data = zeroblob(500000) WHERE document_id = 'd1' AND number = 2", 2),
    "missing first": ("DELETE FROM chunk WHERE document_id = 'd1' AND number = 0", 0),
    "missing last": ("DELETE FROM chunk WHERE document_id = 'd1' AND number = 2", 0),
    "all missing": ("DELETE FROM chunk WHERE document_id = 'd1'", 0),
    "extra": ("INSERT INTO chunk VALUES ('d1', 3, zeroblob(10))", 0),
    "extra before": ("INSERT INTO chunk VALUES ('d1', -1, zeroblob(1048576))", 0),
    "longer": ("UPDATE chunk SET data = zeroblob(500001) WHERE document_id = 'd1' AND number = 2", 0),
    "text of that length": ("UPDATE chunk SET data = data || x'00' WHERE document_id = 'd1' AND number = 2", 2),
    "reordered": (
        """UPDATE chunk SET number = 10 - number WHERE document_id = 'd1' AND number < 2;
        UPDATE chunk SET number = number - 9 WHERE document_id = 'd1' AND number = 10;
        UPDATE chunk SET number = 0 WHERE document_id = 'd1' AND number = 9""",
        0,
    ),
    "of another paper": (
        """UPDATE chunk SET data = (SELECT data FROM chunk WHERE document_id = 'd2' AND number = 0)
        WHERE document_id = 'd1' AND number = 0""",
        0,
    ),
    "text instead": ("UPDATE chunk SET data = 'text' WHERE document_id = 'd1' AND number = 2", 0),
    "smaller record": ("UPDATE document SET size = 1048576 WHERE id = 'd1'", 0),
    "other digest": ("UPDATE document SET sha256 = '' WHERE id = 'd1'", 2),
    "no chain": ("UPDATE audit SET rows = '{}'", 0),
    "no entry": ("UPDATE audit SET rows = 'chunk \"chunk:d1/'", 0),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_wrong_piece_is_never_given_out(two_papers: Path, tmp_path: Path, damage: str) -> None:
    folder = Path(shutil.copytree(two_papers, tmp_path / "county.smkv"))
    statements, right = DAMAGE[damage]
    with opened(folder) as vault:
        with vault._opened.databases[REVIEWS].writing() as connection:
            for statement in statements.split(";"):
                connection.execute(text(statement))
        given_out: list[bytes] = []
        with vault.reading(REVIEWS) as reading, pytest.raises(DatabaseDamaged):
            given_out.extend(piece for piece in reading.pieces(D1))
        assert len(given_out) == right
        assert all(piece == bytes([number + 1]) * MIB for number, piece in enumerate(given_out))
        if "chain" not in damage and "entry" not in damage:
            with vault.reading(REVIEWS) as reading, pytest.raises(DatabaseDamaged):
                reading.content(D1)


def test_a_paper_kept_again_is_compared_with_what_was_kept_last(filled: Path) -> None:
    with opened(filled) as vault:
        for data in (b"a" * (MIB + 5), b"b" * 3, b"a" * (MIB + 5)):
            keep(vault, data)
            assert b"".join(pieces_of(vault)) == data


def test_a_paper_that_is_not_there(filled: Path) -> None:
    with opened(filled) as vault, pytest.raises(RecordUnknown):
        pieces_of(vault, "d9")


def test_a_paper_that_stops_coming_is_not_kept(filled: Path) -> None:
    def stops() -> Iterator[bytes]:
        yield bytes(20 * MIB)
        raise KeyboardInterrupt

    with opened(filled) as vault:
        before = pieces_of(vault), len(vault.trail(REVIEWS))
        with pytest.raises(KeyboardInterrupt), vault.writing(REVIEWS, act()) as writing:
            writing.keep(D1, stops(), size=30 * MIB)
        assert (pieces_of(vault), len(vault.trail(REVIEWS))) == before
        assert sum(path.stat().st_size for path in filled.glob("*-wal")) == 0


def test_after_a_large_paper_the_wal_is_folded_back(filled: Path) -> None:
    data = os.urandom(20 * MIB)
    with opened(filled) as vault:
        keep(vault, data, broken(data, [MIB]))
        assert sum(path.stat().st_size for path in filled.glob("*-wal")) == 0
        assert hashlib.sha256(b"".join(pieces_of(vault))).digest() == hashlib.sha256(data).digest()


def test_a_full_disk_is_said_before_anything_is_read(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def room(size: int = 0) -> None:
        asked.append(size)
        if size > 10 * MIB:
            raise DiskFull

    def pieces() -> Iterator[bytes]:
        raise AssertionError("nothing may be read")
        yield b""

    with opened(filled) as vault:
        database = vault._opened.databases[REVIEWS]
        monkeypatch.setattr(database, "assert_room", room)
        for size in (11 * MIB, 0):
            with pytest.raises(DiskFull), vault.writing(REVIEWS, act()) as writing:
                writing.keep(D1, pieces() if size else iter([b"x"] * 3), size=size)
    # Where nobody knows how much will come, room for 16 chunks is asked for at a time.
    assert asked[-1] == views.ROOM_EVERY * MIB
