"""Twenty names are typed into the window and imported; no file it made holds one in plain bytes, open or closed."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safermk_desktop.services.ports import Role
from tests.acceptance.driving import Person, person_at_home
from tests.acceptance.story_file import word_file

PASSPHRASE = "slate heron velvet orchard"
FORENAMES = (
    "Araminta Bertrand Clementine Dashiell Euphemia Fergus Gwendolen Horatio Isolde Jocasta "
    "Kester Leocadia Montague Nerissa Oberon Perpetua Quentin Rosamund Septimus Thomasina"
).split()
SURNAMES = (
    "Quillfeather Ravensworth Satterthwaite Thistlewood Umberleigh Venables Wraxhall Yarborough Zouchley Applegarth "
    "Birkenshaw Culpepper Dunwoody Eglinton Fotheringay Gathercole Hazelrigg Ironmonger Jessamine Kittermaster"
).split()
PLANTED = tuple(f"{first} {last}" for first, last in zip(FORENAMES, SURNAMES, strict=True))


def traces(*folders: Path) -> set[tuple[str, str]]:
    """Which file holds which forename or surname, in its content or its own name, as UTF-8 or UTF-16."""
    words = {word.lower() for name in PLANTED for word in name.split()}
    found: set[tuple[str, str]] = set()
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = str(path).lower().encode() + path.read_bytes().lower()
        found |= {
            (path.name, word) for word in words if word.encode() in content or word.encode("utf-16-le") in content
        }
    return found


def plant(person: Person, file: Path) -> None:
    """Names wherever the window takes text: circumstances, a file note, terms, the register, a report."""
    person.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    told = {"Working title": f"Case of {PLANTED[0]}", "Date of death": "20/2/2026", "Notifying agency": PLANTED[1]}
    entries = {**told, "Area of residence": "Northmere", "Circumstances as notified": "; ".join(PLANTED)}
    person.answer("New notification", entries, "Open the case")
    person.press("Record receipt")
    person.answer("Record a dated fact", {"Note for the file, may stay empty": f"Told by {PLANTED[2]}."}, "Save fact")
    person.tab(2)
    person.press("Start a draft")
    person.put(person.field("Text"), f"About {PLANTED[3]} and {PLANTED[4]}.")
    person.press("Save section")
    person.sees("Saved")
    person.tab(5)
    person.press("Add a paper")
    person.answers.path = file
    person.press("Choose file")
    person.answer("Add a paper", {}, "Add paper")
    person.sees("The paper is in the vault.")
    person.tab(6)
    person.press("Add identity")
    entries = {"Every name and form, one to a line": "\n".join(PLANTED), "Published form": "Adult H"}
    person.answer("Add an identity", entries, "Save identity")
    person.press("Make redacted copy")
    person.sees("The copy is made and both proofs are clean.")


def test_no_name_is_on_the_disk_while_open_or_after_closing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    home.mkdir()
    outside.mkdir()
    person = person_at_home(qtbot, home, day=date(2026, 3, 2), patch=monkeypatch)
    vault = home / "Northmere CSP.smkv"
    person.application.door.create(vault, person="P. Ashdown", role=Role.HEAD, passphrase=PASSPHRASE)
    file = outside / "report.docx"
    file.write_bytes(word_file(f"{name} was seen by a nurse." for name in PLANTED))
    person.start(vault)
    person.unlock(PASSPHRASE)
    plant(person, file)
    looked_at = (home, Path(tempfile.gettempdir()))
    assert {path.name for path in vault.iterdir()} >= {"reviews.db", "reviews.db-wal"}
    assert [path for path in home.rglob("*") if path.is_file() and vault not in path.parents], "no settings were kept"
    assert traces(*looked_at) == set()
    person.lock()
    assert traces(*looked_at) == set()
    said = "".join(capfd.readouterr()).lower()
    assert not [word for name in PLANTED for word in name.lower().split() if word in said]
    person.start(vault)
    person.unlock(PASSPHRASE)
    person.sees(f"Case of {PLANTED[0]}")
    person.lock()


def test_the_scan_would_find_a_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(f"x{PLANTED[3].upper()}x")
    (tmp_path / "b").write_bytes(PLANTED[4].encode("utf-16-le"))
    (tmp_path / PLANTED[5]).touch()
    assert len(traces(tmp_path)) == 6
