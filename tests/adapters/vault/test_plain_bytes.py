"""No name reaches the disk in plain bytes: 20 are planted, and every file the vault could have made is read."""

from __future__ import annotations

import tempfile
from pathlib import Path

from safermk_desktop.adapters.vault.schema import CHUNK_BYTES
from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.record import RecordId
from tests.adapters.vault.making import REVIEWS, a_case, a_document, a_fact, act, an_identity, made, opened

FORENAMES = (
    "Araminta Bertrand Clementine Dashiell Euphemia Fergus Gwendolen Horatio Isolde Jocasta "
    "Kester Leocadia Montague Nerissa Oberon Perpetua Quentin Rosamund Septimus Thomasina"
).split()
SURNAMES = (
    "Quillfeather Ravensworth Satterthwaite Thistlewood Umberleigh Venables Wraxhall Yarborough Zouchley Applegarth "
    "Birkenshaw Culpepper Dunwoody Eglinton Fotheringay Gathercole Hazelrigg Ironmonger Jessamine Kittermaster"
).split()
NAMES = tuple(f"{first} {last}" for first, last in zip(FORENAMES, SURNAMES, strict=True))


def traces(*folders: Path) -> set[tuple[str, str]]:
    """Which file holds which name, forename or surname, as UTF-8 or UTF-16, in any case."""
    words = {word.lower() for name in NAMES for word in name.split()}
    found: set[tuple[str, str]] = set()
    for folder in folders:
        for path in (path for path in folder.rglob("*") if path.is_file()):
            content = path.read_bytes().lower()
            found |= {
                (path.name, word) for word in words if word.encode() in content or word.encode("utf-16-le") in content
            }
    return found


def test_the_scan_would_find_a_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(f"x{NAMES[3].upper()}x")
    (tmp_path / "b").write_bytes(NAMES[4].encode("utf-16-le"))
    assert len(traces(tmp_path)) == 4


def test_no_name_is_on_the_disk_while_open_or_after_closing(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    temporary = (Path(tempfile.gettempdir()), Path("/var/tmp"))
    folder = made(place)
    paper = ("; ".join(NAMES) * 9_000).encode()
    assert len(paper) > CHUNK_BYTES
    with opened(folder) as vault:
        for number, name in enumerate(NAMES):
            with vault.writing(REVIEWS, act()) as writing:
                writing.put(a_case())
                writing.put(an_identity(number, name, *name.split()))
                writing.put(a_fact(number, f"{name} was seen by the nurse. " * 400))
        with vault.writing(REVIEWS, act()) as writing:
            writing.put(a_document(paper))
            writing.keep(RecordId("d1"), paper)
        database = vault._opened.databases[REVIEWS]
        with database.reading() as connection:
            # a sorter far larger than its cache, which goes to a file unless the setting forbids it
            connection.exec_driver_sql("PRAGMA cache_size = 10")
            sorting = connection.exec_driver_sql(
                "SELECT f.detail FROM fact f, fact g, identity_entry h ORDER BY f.detail || g.detail, h.id DESC"
            )
            assert sorting.fetchone()
            assert {path.name for path in folder.iterdir()} >= {"reviews.db-wal", "reviews.db-shm"}
            assert traces(place, *temporary) == set()
            assert not _open_temporary_files()
        with vault.reading(REVIEWS) as reading:
            assert len(reading.every(Fact)) == len(NAMES)
    assert traces(place, *temporary) == set()


def _open_temporary_files() -> list[str]:
    """SQLite unlinks its temporary files at once: only the table of open files shows them."""
    table = Path("/proc/self/fd")
    if not table.is_dir():
        return []
    targets = [str(path.readlink()) for path in table.iterdir() if path.is_symlink()]
    return [target for target in targets if "etilqs" in target]
