from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from safermk_desktop.adapters.vault import STANDARD_BOUNDS, KeyDerivation, SqlCipherDoor, rooms
from safermk_desktop.adapters.vault.header import read_header
from safermk_desktop.domain.audit import first_fault
from safermk_desktop.errors import (
    CompartmentClosed,
    EntryMissing,
    HeaderDamaged,
    KeyDerivationRefused,
    PassphraseUnfit,
    PersonUnknown,
    VaultExists,
    VaultInUse,
    VaultLocked,
    VaultNotFound,
    WrongPassphrase,
)
from safermk_desktop.services.ports import Compartment, Role, Vault, VaultDoor
from tests.adapters.vault.making import PASSPHRASE, PERSON, REVIEWS, act, door, everything, fill, means, opened


def test_the_door_and_the_vault_are_what_services_ask_for(empty: Path) -> None:
    maker: VaultDoor = door()
    vault: Vault = maker.open(empty, person=PERSON, passphrase=PASSPHRASE)
    assert (vault.folder, vault.person, vault.role) == (empty, PERSON, Role.HEAD)
    assert vault.compartments == frozenset(Compartment)
    vault.close()
    vault.close()


def test_what_was_saved_is_there_after_opening_again(empty: Path) -> None:
    with opened(empty) as vault:
        fill(vault)
        before = everything(vault)
    with opened(empty) as vault:
        assert everything(vault) == before


def test_a_vault_is_a_folder_of_these_files_for_its_owner_alone(filled: Path) -> None:
    assert {path.name for path in filled.iterdir()} == {"header.json", "common.db", "reviews.db", "prevent.db", "lock"}
    if sys.platform != "win32":
        assert stat.S_IMODE(filled.stat().st_mode) == 0o700
        with opened(filled) as vault, vault.writing(REVIEWS, act()):
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in filled.iterdir()}
        assert set(modes.values()) == {0o600}, modes
        assert "reviews.db-wal" in modes


def test_making_a_vault_is_the_first_entry_of_its_chain(empty: Path) -> None:
    with opened(empty) as vault:
        trail = vault.trail(Compartment.COMMON)
        assert [(entry.what, entry.who) for entry in trail] == [("create_vault", PERSON)]
        assert first_fault(trail) is None
        assert vault.trail(REVIEWS) == ()


@pytest.mark.parametrize("kept", [frozenset({REVIEWS}), frozenset({Compartment.PREVENT}), frozenset[Compartment]()])
def test_a_vault_has_the_databases_it_was_asked_for(tmp_path: Path, kept: frozenset[Compartment]) -> None:
    folder = tmp_path / "county.smkv"
    door().create(folder, person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE, compartments=kept)
    names = {"common", *(name.value for name in kept)}
    assert {path.stem for path in folder.glob("*.db")} == names
    with opened(folder) as vault:
        assert {name.value for name in vault.compartments} == names
        assert all(one.pages and one.chain for one in vault.health())
        vault.slots.make_recovery()
        vault.slots.rekey()
    with opened(folder) as vault:
        assert {name.value for name in vault.compartments} == names
        with pytest.raises(CompartmentClosed), vault.reading(({*Compartment} - vault.compartments).pop()):
            pass


def test_a_new_vault_costs_what_this_computer_does_in_half_a_second_to_one(tmp_path: Path) -> None:
    """Measured when a slot is made, within the bounds, and written down in the slot."""
    folder = tmp_path / "county.smkv"
    given = replace(means(), derivation=None)
    SqlCipherDoor(given).create(folder, person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)
    (slot,) = read_header((folder / "header.json").read_bytes()).header.slots
    assert slot.derivation is not None
    given.bounds.check(slot.derivation)
    assert slot.derivation.memory_kib == given.bounds.ceiling.memory_kib  # a thousandth of a second is no half
    opened(folder).close()


def test_fictional_is_said_before_unlocking(tmp_path: Path, empty: Path) -> None:
    folder = tmp_path / "tale.smkv"
    door().create(folder, person=PERSON, role=Role.CHAIR, passphrase=PASSPHRASE, fictional=True)
    assert door().is_fictional(folder)
    assert not door().is_fictional(empty)
    assert door().people(folder) == (PERSON,)


def test_nothing_is_made_where_something_is(tmp_path: Path) -> None:
    for name in ("folder", "file"):
        place = tmp_path / name
        place.mkdir() if name == "folder" else place.write_text("mine")
        with pytest.raises(VaultExists):
            door().create(place, person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_refused_vault_leaves_nothing(tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(PassphraseUnfit):
        door().create(tmp_path / "a.smkv", person=PERSON, role=Role.HEAD, passphrase="short")
    with pytest.raises(EntryMissing):
        door().create(tmp_path / "a.smkv", person="  ", role=Role.HEAD, passphrase=PASSPHRASE)
    assert set(tmp_path.iterdir()) == before


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(tmp_path.iterdir())

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rooms, "_enter", fails)
    with pytest.raises(KeyboardInterrupt):
        door().create(tmp_path / "a.smkv", person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("passphrase", ["", "otter lantern quarry milD", PASSPHRASE + " ", "\ud800", "x" * 10_000])
def test_a_wrong_passphrase(filled: Path, passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        door().open(filled, person=None, passphrase=passphrase)
    opened(filled).close()


def test_a_person_without_a_slot(filled: Path) -> None:
    with pytest.raises(PersonUnknown):
        door().open(filled, person="Someone Else", passphrase=PASSPHRASE)
    door().open(filled, person=f" {PERSON} ", passphrase=PASSPHRASE).close()


def test_no_vault_there(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    for place in (tmp_path / "absent.smkv", tmp_path / "plain"):
        with pytest.raises(VaultNotFound):
            door().open(place, person=None, passphrase=PASSPHRASE)
        with pytest.raises(VaultNotFound):
            door().people(place)


def test_the_unlock_screen_does_not_wait_for_the_database_library(empty: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from safermk_desktop import bootstrap\n"
        "door = bootstrap.build().door\n"
        "assert door.people(Path(sys.argv[1])) and not door.is_fictional(Path(sys.argv[1]))\n"
        "print(sorted({'sqlalchemy', 'alembic', 'sqlcipher3'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(empty)]
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_opened_twice(filled: Path) -> None:
    with opened(filled) as first:
        before = everything(first)
        with pytest.raises(VaultInUse):
            opened(filled)
        assert everything(first) == before
        assert door().people(filled) == (PERSON,)
    with opened(filled) as vault:
        assert everything(vault) == before


def test_after_closing_nothing_can_be_read(filled: Path) -> None:
    vault = opened(filled)
    vault.close()
    with pytest.raises(VaultLocked), vault.reading(REVIEWS):
        pass
    with pytest.raises(VaultLocked), vault.writing(REVIEWS, act()):
        pass
    with pytest.raises(VaultLocked):
        vault.trail(REVIEWS)


def test_a_vault_cannot_be_closed_inside_its_own_transaction(filled: Path) -> None:
    with opened(filled) as vault:
        with vault.reading(REVIEWS), pytest.raises(RuntimeError):
            vault.close()
        everything(vault)


def test_the_bounds_hold_for_what_the_application_asks_itself() -> None:
    with pytest.raises(KeyDerivationRefused):
        door(bounds=STANDARD_BOUNDS)
    with pytest.raises(KeyDerivationRefused):
        door(KeyDerivation(memory_kib=8, iterations=1, lanes=2))


def test_a_header_beyond_this_door_is_refused_before_the_work(filled: Path) -> None:
    strict = KeyDerivation(memory_kib=32, iterations=2, lanes=2)
    with pytest.raises(KeyDerivationRefused):
        door(strict, bounds=type(STANDARD_BOUNDS)(floor=strict, ceiling=strict)).open(
            filled, person=None, passphrase=PASSPHRASE
        )


def test_nothing_secret_in_what_is_printed(filled: Path) -> None:
    with opened(filled) as vault:
        shown = repr(vault) + repr(vars(vault)) + repr(door())
    assert PASSPHRASE not in shown
    with pytest.raises(WrongPassphrase) as raised:
        door().open(filled, person=None, passphrase="not the passphrase")
    assert "not the passphrase" not in repr(raised.value) + str(raised.value.__cause__)


def test_an_unreadable_header_is_damage_or_the_disk_never_a_crash(filled: Path) -> None:
    (filled / "header.json").write_bytes(b"")
    with pytest.raises(HeaderDamaged):
        opened(filled)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_dangling_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link.smkv").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(VaultExists):
        door().create(tmp_path / "link.smkv", person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE)
