"""What can be wrong with what a person gives: each has its own sentence on the screen and its own code, loses nothing.

The vault opens afterwards with all that was saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safermk_desktop import bootstrap, cli, errors
from safermk_desktop.errors import SafermkError
from safermk_desktop.services.ports import Role
from tests.acceptance.driving import CHEAP, Person, person_at_home
from tests.acceptance.story_file import overview_report

PASSPHRASE = "slate heron velvet orchard"
NOWHERE = Path("/dev/null/nowhere")  # not even the administrator can write there
EVERY: tuple[type[SafermkError], ...] = (
    errors.WrongPassphrase,
    errors.HeaderDamaged,
    errors.DatabaseDamaged,
    errors.VaultInUse,
    errors.NotWritable,
    errors.NotWord,
    errors.WordEncrypted,
    errors.RegisterEmpty,
    errors.DateImpossible,
)
Damage = Callable[[Path], None]


@dataclass
class Office:
    """A person, a vault with one case in it, and room outside."""

    person: Person
    vault: Path
    outside: Path

    def opens_with_all(self) -> None:
        """The vault opens in a new window and holds the case."""
        self.person.start(self.vault)
        self.person.unlock(PASSPHRASE)
        self.person.sees("Case Heather", "DHR-2026-01")

    def open_case(self) -> None:
        self.opens_with_all()
        self.person.key(Qt.Key.Key_Return)
        self.person.sees("The gate to Scoping is closed")

    def locked_and_unlocked(self) -> None:
        self.person.lock()
        self.opens_with_all()


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    person = person_at_home(qtbot, tmp_path, day=date(2026, 3, 2), patch=monkeypatch)
    vault, outside = tmp_path / "Northmere CSP.smkv", tmp_path / "outside"
    outside.mkdir()
    person.application.door.create(vault, person="P. Ashdown", role=Role.HEAD, passphrase=PASSPHRASE)
    person.start(vault)
    person.unlock(PASSPHRASE)
    person.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    told = {"Working title": "Case Heather", "Date of death": "20/2/2026", "Notifying agency": "Northmere Police"}
    person.answer("New notification", {**told, "Area of residence": "Northmere"}, "Open the case")
    person.sees("Case Heather")
    person.lock()
    yield Office(person, vault, outside)
    person.leave()


def first_sentence(error: type[SafermkError]) -> str:
    return error().what


def test_every_kind_has_a_sentence_a_code_and_a_remedy_of_its_own() -> None:
    for told in (lambda error: error.what, lambda error: error.code, lambda error: error.do):
        assert len({told(error) for error in EVERY}) == len(EVERY)


def test_a_wrong_passphrase(office: Office) -> None:
    person = office.person
    person.start(office.vault)
    person.unlock("another heron entirely")
    assert person.errors() == [errors.WrongPassphrase().sentences()]
    assert person.window.unlock_page.passphrase_edit.text() == "another heron entirely"
    person.unlock(PASSPHRASE)  # what was typed stands selected and is typed over
    person.sees("Case Heather")


def overwritten(name: str, at: int) -> Damage:
    def damage(vault: Path) -> None:
        content = bytearray((vault / name).read_bytes())
        content[at : at + 8] = bytes(255 - byte for byte in content[at : at + 8])
        (vault / name).write_bytes(content)

    return damage


@pytest.mark.parametrize(
    "error,damage",
    [
        pytest.param(errors.HeaderDamaged, overwritten("header.json", 300), id="header"),
        pytest.param(errors.DatabaseDamaged, overwritten("reviews.db", 100), id="database"),
    ],
)
def test_a_damaged_vault(office: Office, error: type[SafermkError], damage: Damage) -> None:
    person = office.person
    sound = {path: path.read_bytes() for path in office.vault.iterdir() if path.is_file()}
    damage(office.vault)
    person.start(office.vault)
    if person.window.unlock_page.passphrase_edit.isEnabled():
        person.unlock(PASSPHRASE)
        assert person.window.unlock_page.passphrase_edit.text() == PASSPHRASE
    (told,) = person.errors()
    assert told.startswith(error.what)
    assert told.endswith(f"{error.safe} {error.do}")
    person.drop()
    for path, content in sound.items():
        path.write_bytes(content)
    office.opens_with_all()


def test_a_vault_opened_twice(office: Office, qtbot: QtBot) -> None:
    office.opens_with_all()
    other = Person(qtbot, office.person.application, office.person.clock)
    other.start(office.vault)
    other.unlock(PASSPHRASE)
    (told,) = other.errors()
    assert told.startswith(errors.VaultInUse.what)
    assert "P. Ashdown has it open on this computer" in told
    office.person.lock()
    other.unlock(PASSPHRASE)
    other.sees("Case Heather")
    other.leave()


def test_a_folder_that_cannot_be_written_to(office: Office) -> None:
    person = office.person
    person.start()
    typed = {"Name of the vault": "Second", "Your name": "P. Ashdown"}

    def create() -> None:
        person.answers.path = NOWHERE
        person.press("Choose")
        person.enter({**typed, "Passphrase": PASSPHRASE, "The same again": PASSPHRASE})
        person.press("Create vault")
        person.sees(errors.NotWritable().sentences())
        assert person.field("Name of the vault").property("text") == "Second"
        assert person.field("Passphrase").property("text") == PASSPHRASE
        person.key(Qt.Key.Key_Escape)

    with person.meanwhile(create):
        person.press("Create a vault")
    person.drop()
    office.opens_with_all()


def test_a_paper_cannot_be_exported_there_either(office: Office) -> None:
    person = office.person
    office.open_case()
    import_paper(office, overview_report())
    person.sees("The paper is in the vault.")
    person.press("Export paper")
    person.answers.path = NOWHERE
    purpose = "Purpose, as the ledger will say it"
    person.enter({purpose: "For the panel", "Who receives it": "The panel"})
    person.press("Choose folder and export")
    person.sees(errors.NotWritable().sentences())
    assert person.field(purpose).property("text") == "For the panel"
    person.key(Qt.Key.Key_Escape)
    office.locked_and_unlocked()


def import_paper(office: Office, content: bytes) -> None:
    file = office.outside / "from the author.docx"
    file.write_bytes(content)
    person = office.person
    person.tab(5)
    person.press("Add a paper")
    person.answers.path = file
    person.press("Choose file")
    person.enter({"Title in the vault": "Draft of the author"})
    person.press("Add paper")


def encrypted() -> bytes:
    """The beginning of what Word writes for a file with a password: an OLE container with an encrypted package."""
    sector = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    return sector + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names) + bytes(1024)


@pytest.mark.parametrize(
    "error,content",
    [
        pytest.param(errors.NotWord, b"Minutes of the meeting\n", id="plain text"),
        pytest.param(errors.NotWord, b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", id="PDF"),
        pytest.param(errors.WordEncrypted, encrypted(), id="encrypted"),
    ],
)
def test_a_file_that_cannot_be_imported(office: Office, error: type[SafermkError], content: bytes) -> None:
    person = office.person
    office.open_case()
    import_paper(office, content)
    person.sees(first_sentence(error), error.do)
    assert person.field("Title in the vault").property("text") == "Draft of the author"
    assert "from the author.docx" in person.field("File").property("text")
    person.key(Qt.Key.Key_Escape)
    person.sees("No papers yet.")
    office.locked_and_unlocked()


def test_an_empty_register(office: Office) -> None:
    person = office.person
    office.open_case()
    import_paper(office, overview_report())
    person.sees("The paper is in the vault.")
    person.tab(6)
    person.sees(first_sentence(errors.RegisterEmpty))
    assert not person.offered("Make redacted copy")[0].isEnabled()
    office.locked_and_unlocked()


@pytest.mark.parametrize(
    "typed,sentence",
    [
        ("31/2/2026", "February 2026 has days 1 to 28. Correct the day."),
        ("3/13/2026", "The month is a number from 1 to 12. Type the day first, then the month."),
        ("soon", "Type the date as day, month, year, for example 3 October 2026 or 3/10/2026."),
        ("3 March 2027", "3 March 2027 is too late: type 2 March 2026 or an earlier day."),
    ],
)
def test_a_date_that_cannot_be(office: Office, typed: str, sentence: str) -> None:
    person = office.person
    office.open_case()
    person.press("Record receipt")
    person.enter({"Day it happened": typed, "Note for the file, may stay empty": "By telephone."})
    person.press("Save fact")
    assert person.errors() == [sentence]
    assert person.field("Day it happened").property("text") == typed
    assert person.field("Note for the file, may stay empty").property("plainText") == "By telephone."
    person.enter({"Day it happened": "2/3/2026"})
    person.press("Save fact")
    person.sees("3 of 4 unmet")
    office.locked_and_unlocked()


def test_each_has_its_own_code_on_the_command_line(
    office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "build", partial(bootstrap.build, cost=CHEAP))
    outside, vault = office.outside, str(office.vault)
    right, wrong = outside / "right", outside / "wrong"
    right.write_text(PASSPHRASE)
    wrong.write_text("another heron entirely")
    text, locked, report = outside / "a.docx", outside / "b.docx", outside / "c.docx"
    text.write_bytes(b"Minutes of the meeting\n")
    locked.write_bytes(encrypted())
    report.write_bytes(overview_report())
    nobody = outside / "register.json"
    nobody.write_text('{"version": 1, "dates": "month_year", "identities": []}')

    def code_of(*arguments: str) -> tuple[str, int]:
        capfd.readouterr()
        code = cli.main(arguments)
        line = capfd.readouterr().err
        assert line.count("\n") == 1
        return line.partition(":")[0], code

    check = ("vault", "check", vault, "--passphrase-file")
    found = [code_of(*check, str(wrong))]
    sound = {path: path.read_bytes() for path in office.vault.iterdir() if path.is_file()}
    for damage in (overwritten("header.json", 300), overwritten("reviews.db", 100)):
        damage(office.vault)
        found.append(code_of(*check, str(right)))
        for path, content in sound.items():
            path.write_bytes(content)
    office.opens_with_all()
    found.append(code_of(*check, str(right)))
    office.person.lock()
    create = ("vault", "create", str(NOWHERE / "x.smkv"), "--person", "P. Ashdown", "--passphrase-file", str(right))
    found.append(code_of(*create))
    found += [code_of("text", str(text)), code_of("text", str(locked))]
    found.append(code_of("redact", str(report), "--register", str(nobody), "--out", str(outside / "out.docx")))
    found.append(code_of("deadlines", "--regime", "dhr_2016", "--event", "notified=2026-02-31"))
    assert found == [(error.code, error.exit_code) for error in EVERY]
    assert not (outside / "out.docx").exists()
    assert cli.main([*check, str(right)]) == 0
