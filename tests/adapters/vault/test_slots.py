"""Key slots: who is listed opens exactly their compartments with their passphrase, and nobody else opens anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.header import read_header
from safermk_desktop.adapters.vault.keys import KEY_BYTES, slot_key
from safermk_desktop.adapters.vault.sealing import seal
from safermk_desktop.adapters.vault.slots import SqlCipherKeySlots
from safermk_desktop.adapters.vault.unlocking import by_passphrase
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.errors import (
    CompartmentClosed,
    DiskFault,
    DiskFull,
    EntryInvalid,
    EntryMissing,
    KeychainUnavailable,
    PassphraseUnfit,
    PersonUnknown,
    RecordUnknown,
    RoleRefused,
    SlotKept,
    WrongPassphrase,
)
from safermk_desktop.services.key_slots import Keychain, KeychainState, KeySlots, SlotKind
from safermk_desktop.services.ports import Compartment, Role
from tests.adapters.vault.making import PASSPHRASE, PERSON, REVIEWS, a_fact, act, door, everything, means

COMMON, PREVENT = Compartment.COMMON, Compartment.PREVENT
ALL = frozenset(Compartment)
INES, ABEL = "Ines Thorne", "Abel Quist"
NEW = "a passphrase after all"


@dataclass
class Drawer:
    """A keychain in memory."""

    how: KeychainState = KeychainState.READY
    kept: dict[str, bytes] = field(default_factory=dict)

    def state(self) -> KeychainState:
        return self.how

    def read(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def keep(self, name: str, secret: bytes) -> None:
        self.kept[name] = secret

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


class Untouchable(Drawer):
    """A keychain that nobody may ask."""

    def state(self) -> KeychainState:
        raise AssertionError("an ordinary slot does not touch the keychain")


def unlock(
    folder: Path, person: str = PERSON, passphrase: str = PASSPHRASE, *, keychain: Keychain | None = None
) -> SqlCipherVault:
    return door(keychain=keychain).open(folder, person=person, passphrase=passphrase)


def join(
    folder: Path, person: str, *compartments: Compartment, role: Role = Role.SUPPORT_OFFICER, passphrase: str = NEW
) -> None:
    with unlock(folder) as vault:
        vault.slots.add(person=person, role=role, compartments=frozenset(compartments), passphrase=passphrase)


def sound(vault: SqlCipherVault) -> bool:
    return all(one.pages and one.chain for one in vault.health())


def told(vault: SqlCipherVault) -> list[str]:
    return [entry.what for entry in vault.trail(COMMON)]


def test_the_slots_are_what_services_ask_for(empty: Path) -> None:
    with unlock(empty) as vault:
        slots: KeySlots = vault.slots
        own = slots.own()
        assert (own.person, own.role, own.kind, own.compartments) == (PERSON, Role.HEAD, SlotKind.PASSPHRASE, ALL)
        assert slots.listed() == (own,)


def test_a_person_opens_what_they_were_given(filled: Path) -> None:
    with unlock(filled) as vault:
        slot = vault.slots.add(person=f"  {INES} ", role=Role.CHAIR, compartments=frozenset({REVIEWS}), passphrase=NEW)
        assert (slot.person, slot.role, slot.compartments) == (INES, Role.CHAIR, frozenset({COMMON, REVIEWS}))
        assert [each.person for each in vault.slots.listed()] == [PERSON, INES]
        before = everything(vault)
    assert door().people(filled) == (PERSON, INES)
    with unlock(filled, INES, NEW) as vault:
        assert (vault.person, vault.role) == (INES, Role.CHAIR)
        assert vault.compartments == {COMMON, REVIEWS}
        assert everything(vault) == before
        assert sound(vault)
        with pytest.raises(CompartmentClosed), vault.reading(PREVENT):
            pass
        entry = vault.trail(COMMON)[-1]
        assert (entry.who, entry.what, entry.why) == (PERSON, "add_slot", "Opens common, reviews.")
        assert INES not in entry.subject
    for person, passphrase in ((INES, PASSPHRASE), (PERSON, NEW)):
        with pytest.raises(WrongPassphrase):
            unlock(filled, person, passphrase)
    with pytest.raises(PersonUnknown):
        door().open(filled, person=None, passphrase=NEW)


def test_no_route_leads_from_a_slot_to_the_key_of_another_compartment(filled: Path) -> None:
    """What the slot holds, byte for byte, and what can be made of it: not the key of the other database."""
    whole = by_passphrase(read_header((filled / "header.json").read_bytes()), None, PASSPHRASE, means()).keys
    join(filled, INES, REVIEWS)
    sealed = read_header((filled / "header.json").read_bytes())
    slot = next(each for each in sealed.header.slots if each.person == INES)
    assert len(slot.sealed[1]) == 2 * KEY_BYTES + KEY_BYTES + 16
    found = by_passphrase(sealed, INES, NEW, means())
    assert set(found.keys) == {COMMON, REVIEWS}
    with unlock(filled, INES, NEW) as vault:
        held = vault._opened.keys
    salt = sealed.header.salts[PREVENT]
    assert whole[PREVENT] not in {*held.values(), *found.keys.values()}
    for key in held.values():
        with pytest.raises(Exception, match="not a database"):
            connect(filled / "prevent.db", key, salt)
    connect(filled / "prevent.db", whole[PREVENT], salt).close()


@pytest.mark.parametrize(
    "person,passphrase,error",
    [
        ("", NEW, EntryMissing),
        (" \n", NEW, EntryMissing),
        ("two\nlines", NEW, EntryInvalid),
        ("x" * 201, NEW, EntryInvalid),
        (PERSON, NEW, EntryInvalid),
        (f" {PERSON.upper()}", NEW, EntryInvalid),
        (INES, "too short", PassphraseUnfit),
    ],
)
def test_a_slot_that_cannot_be_made(filled: Path, person: str, passphrase: str, error: type[Exception]) -> None:
    header = (filled / "header.json").read_bytes()
    with unlock(filled) as vault:
        with pytest.raises(error):
            vault.slots.add(person=person, role=Role.CHAIR, compartments=ALL, passphrase=passphrase)
        assert told(vault) == ["create_vault"]
    assert (filled / "header.json").read_bytes() == header


@pytest.mark.parametrize("role", [Role.SUPPORT_OFFICER, Role.CHAIR, Role.READER])
def test_only_the_head_of_community_safety_gives_and_takes(filled: Path, role: Role) -> None:
    join(filled, INES, *ALL, role=role)
    with unlock(filled) as vault:
        theirs = vault.slots.own().id
    with unlock(filled, INES, NEW) as vault:
        asked: tuple[Callable[[], object], ...] = (
            lambda: vault.slots.add(person=ABEL, role=role, compartments=ALL, passphrase=NEW),
            lambda: vault.slots.remove(theirs, rekey=False),
            lambda: vault.slots.remove(theirs, rekey=True),
            vault.slots.make_recovery,
            vault.slots.rekey,
        )
        for ask in asked:
            with pytest.raises(RoleRefused):
                ask()
        vault.slots.change_passphrase(old=NEW, new=f"{NEW} and more")


@pytest.mark.parametrize("role", [Role.SUPPORT_OFFICER, Role.CHAIR, Role.READER])
def test_where_there_is_no_head_one_who_opens_all_stands_in(tmp_path: Path, role: Role) -> None:
    folder = tmp_path / "county.smkv"
    door().create(folder, person=PERSON, role=role, passphrase=PASSPHRASE)
    with unlock(folder) as vault:
        if role is Role.READER:
            with pytest.raises(RoleRefused):
                vault.slots.make_recovery()
            return
        vault.slots.add(person=INES, role=Role.CHAIR, compartments=frozenset({REVIEWS}), passphrase=NEW)
        vault.slots.add(person=ABEL, role=Role.HEAD, compartments=ALL, passphrase=NEW)
        with pytest.raises(RoleRefused):
            vault.slots.make_recovery()
    with unlock(folder, INES, NEW) as vault, pytest.raises(RoleRefused):
        vault.slots.rekey()


def test_nobody_gives_what_they_do_not_hold(filled: Path) -> None:
    join(filled, INES, REVIEWS, role=Role.HEAD)
    with unlock(filled) as vault:
        theirs = vault.slots.own().id
    with unlock(filled, INES, NEW) as vault:
        for compartments in (ALL, frozenset({PREVENT})):
            with pytest.raises(CompartmentClosed):
                vault.slots.add(person=ABEL, role=Role.CHAIR, compartments=compartments, passphrase=NEW)
        for rekey in (True, False):
            with pytest.raises(CompartmentClosed):
                vault.slots.remove(theirs, rekey=rekey)
        with pytest.raises(CompartmentClosed):
            vault.slots.rekey()


def test_a_reader_changes_nothing_and_their_looks_are_recorded(filled: Path) -> None:
    join(filled, INES, *ALL, role=Role.READER)
    with unlock(filled, INES, NEW) as vault:
        before = everything(vault)
        with pytest.raises(RoleRefused), vault.writing(REVIEWS, act()) as writing:
            writing.put(a_fact(9))
        assert everything(vault) == before
        with vault.writing(REVIEWS, act("look_at_identity")):
            pass
        assert vault.trail(REVIEWS)[-1].what == "look_at_identity"
        assert sound(vault)


@pytest.mark.parametrize("change", [{}, {"id": "5e" * 8}, {"id": "5e" * 8, "person": "New Head"}])
def test_nobody_makes_a_head_of_themselves(filled: Path, change: dict[str, str]) -> None:
    """A reader has the key that the header is sealed with, and can seal a slot of their own anew."""
    join(filled, INES, *ALL, role=Role.READER)
    with unlock(filled, INES, NEW) as vault:
        keys, header = vault._opened.keys, read_header((filled / "header.json").read_bytes()).header
    with unlock(filled) as vault, vault.writing(COMMON, act("anything")):
        pass
    own, hers = header.slots
    risen = replace(hers, role=Role.HEAD, **change)
    assert risen.derivation
    risen = seal(risen, slot_key(NEW, risen.salt, risen.derivation), keys, header.vault_id)
    (filled / "header.json").write_bytes(replace(header, slots=(own, risen)).to_bytes(keys[COMMON]))
    for _ in range(2):
        with unlock(filled, risen.person, NEW) as vault:
            assert vault.role is Role.READER
            assert "another role" in vault.alarms[0]
            with pytest.raises(RoleRefused):
                vault.slots.rekey()
    with unlock(filled) as vault:
        assert vault.role is Role.HEAD
        assert len(vault.alarms) == 1
        vault.slots.remove(risen.id, rekey=True)
    with unlock(filled) as vault:
        assert vault.alarms == ()


def test_a_changed_passphrase(filled: Path) -> None:
    header = read_header((filled / "header.json").read_bytes()).header
    with unlock(filled) as vault:
        before = everything(vault)
        with pytest.raises(WrongPassphrase):
            vault.slots.change_passphrase(old="not the passphrase", new=NEW)
        with pytest.raises(PassphraseUnfit):
            vault.slots.change_passphrase(old=PASSPHRASE, new="x" * 129)
        assert read_header((filled / "header.json").read_bytes()).header == header
        vault.slots.change_passphrase(old=PASSPHRASE, new=NEW)
        vault.slots.change_passphrase(old=NEW, new=f"{NEW} {NEW}")
        assert vault.slots.own().person == PERSON
    after = read_header((filled / "header.json").read_bytes()).header
    assert len(after.slots) == 1
    assert {after.slots[0].id, after.slots[0].public_key, after.slots[0].salt}.isdisjoint(
        {header.slots[0].id, header.slots[0].public_key, header.slots[0].salt}
    )
    for old in (PASSPHRASE, NEW):
        with pytest.raises(WrongPassphrase):
            unlock(filled, passphrase=old)
    with unlock(filled, passphrase=f"{NEW} {NEW}") as vault:
        assert everything(vault) == before
        assert told(vault) == ["create_vault", "change_passphrase", "change_passphrase"]
        assert sound(vault)


@dataclass
class Failing(SystemFiles):
    """Files whose write of a header fails once ``left`` were written."""

    left: int

    def write(self, path: Path, data: bytes) -> None:
        if not self.left:
            raise DiskFull
        self.left -= 1
        super().write(path, data)


class Lying(SystemFiles):
    """Files that tell of writes which never came to the disk."""

    def write(self, path: Path, data: bytes) -> None:
        return


def test_the_old_slot_goes_only_after_the_new_one_was_read_back(filled: Path) -> None:
    header = (filled / "header.json").read_bytes()
    with unlock(filled) as vault:
        own = vault._opened
        lying = SqlCipherKeySlots(replace(own, means=replace(own.means, files=Lying())), vault.close)
        with pytest.raises(DiskFault, match="did not open when it was read back"):
            lying.change_passphrase(old=PASSPHRASE, new=NEW)
        assert told(vault)[-1] == "slot_change_not_carried_out"
        assert sound(vault)
    assert (filled / "header.json").read_bytes() == header
    unlock(filled).close()


def failing(vault: SqlCipherVault, left: int) -> SqlCipherKeySlots:
    own = vault._opened
    return SqlCipherKeySlots(replace(own, means=replace(own.means, files=Failing(left))), vault.close)


@pytest.mark.parametrize("left", [0, 1])
@pytest.mark.parametrize("passphrase", [PASSPHRASE, NEW])
def test_a_change_that_the_disk_cuts_short_leaves_one_that_opens(filled: Path, left: int, passphrase: str) -> None:
    """Cut between the two headers, either passphrase opens; then that one is the only one."""
    with unlock(filled) as vault:
        before = everything(vault)
        with pytest.raises(DiskFull):
            failing(vault, left).change_passphrase(old=PASSPHRASE, new=NEW)
    if left == 0 and passphrase == NEW:
        with pytest.raises(WrongPassphrase):
            unlock(filled, passphrase=NEW)
        return
    with unlock(filled, passphrase=passphrase) as vault:
        assert everything(vault) == before
        assert len(vault.slots.listed()) == 1
        assert sound(vault)
    other = NEW if passphrase == PASSPHRASE else PASSPHRASE
    with pytest.raises(WrongPassphrase):
        unlock(filled, passphrase=other)
    with unlock(filled, passphrase=passphrase) as vault:
        assert told(vault)[:2] == ["create_vault", "change_passphrase"]
        assert len(told(vault)) <= 4  # nothing is recorded twice


def test_what_was_entered_and_not_carried_out_is_said(filled: Path) -> None:
    with unlock(filled) as vault:
        with pytest.raises(DiskFull):
            failing(vault, 0).add(person=INES, role=Role.CHAIR, compartments=ALL, passphrase=NEW)
        assert told(vault) == ["create_vault", "add_slot", "slot_change_not_carried_out"]
        assert [slot.person for slot in vault.slots.listed()] == [PERSON]
        assert sound(vault)


def test_a_removed_person_opens_the_vault_no_more_and_an_old_copy_still(filled: Path, tmp_path: Path) -> None:
    """Without new keys an old header with the old passphrase opens what stands now: the plain fact that is told."""
    join(filled, INES, *ALL)
    old = (filled / "header.json").read_bytes()
    with unlock(filled) as vault:
        (theirs,) = (slot for slot in vault.slots.listed() if slot.person == INES)
        vault.slots.remove(theirs.id, rekey=False)
        assert [slot.person for slot in vault.slots.listed()] == [PERSON]
        assert told(vault)[-1] == "remove_slot"
        assert sound(vault)
        before = everything(vault)
    assert door().people(filled) == (PERSON,)
    with pytest.raises(PersonUnknown):
        unlock(filled, INES, NEW)
    copy = Path(shutil.copytree(filled, tmp_path / "copy.smkv"))
    (copy / "header.json").write_bytes(old)
    with unlock(copy, INES, NEW) as vault:
        assert everything(vault) == before


def test_slots_that_are_kept(filled: Path) -> None:
    join(filled, INES, REVIEWS, role=Role.HEAD)
    join(filled, ABEL, REVIEWS)
    with unlock(filled) as vault:
        with pytest.raises(SlotKept, match="your own"):
            vault.slots.remove(vault.slots.own().id, rekey=False)
        with pytest.raises(RecordUnknown):
            vault.slots.remove("00" * 8, rekey=False)
        people = {slot.person: slot.id for slot in vault.slots.listed()}
        vault.slots.make_recovery()
    with unlock(filled, INES, NEW) as vault:
        vault.slots.remove(people[ABEL], rekey=False)
        with pytest.raises(CompartmentClosed):
            vault.slots.remove(people[PERSON], rekey=False)


def test_recovery_shares_are_no_person(tmp_path: Path) -> None:
    """The last person who opens a compartment stays, though shares would open it."""
    folder = tmp_path / "county.smkv"
    door().create(folder, person=PERSON, role=Role.HEAD, passphrase=PASSPHRASE, compartments=frozenset({REVIEWS}))
    with unlock(folder) as vault:
        assert vault.compartments == {COMMON, REVIEWS}
        vault.slots.make_recovery()
        (shares,) = (slot for slot in vault.slots.listed() if slot.kind is SlotKind.RECOVERY)
        assert (shares.person, shares.compartments) == ("", frozenset({COMMON, REVIEWS}))
        with pytest.raises(CompartmentClosed):
            vault.slots.add(person=INES, role=Role.CHAIR, compartments=ALL, passphrase=NEW)
        vault.slots.remove(shares.id, rekey=False)
        assert [slot.person for slot in vault.slots.listed()] == [PERSON]
    assert not door().has_recovery(folder)


def test_ordinary_slots_do_not_touch_the_keychain(filled: Path) -> None:
    with unlock(filled, keychain=Untouchable()) as vault:
        vault.slots.change_passphrase(old=PASSPHRASE, new=NEW)
        vault.slots.make_recovery()


def test_a_slot_of_this_computer_needs_both(filled: Path) -> None:
    drawer = Drawer()
    with unlock(filled, keychain=drawer) as vault:
        before = everything(vault)
        with pytest.raises(SlotKept, match="make recovery shares"):
            vault.slots.bind_to_computer(passphrase=PASSPHRASE)
        vault.slots.make_recovery()
        with pytest.raises(SlotKept, match="make recovery shares"):  # nobody has them yet
            vault.slots.bind_to_computer(passphrase=PASSPHRASE)
        vault.slots.confirm_recovery()
        with pytest.raises(WrongPassphrase):
            vault.slots.bind_to_computer(passphrase=NEW)
        assert drawer.kept == {}
        vault.slots.bind_to_computer(passphrase=PASSPHRASE)
        assert vault.slots.own().kind is SlotKind.COMPUTER
        (name,) = drawer.kept
        assert not {PERSON, vault.vault_id} & {name}
    with unlock(filled, keychain=drawer) as vault:
        assert everything(vault) == before
        (recovery,) = (slot for slot in vault.slots.listed() if slot.kind is SlotKind.RECOVERY)
        with pytest.raises(SlotKept):
            vault.slots.remove(recovery.id, rekey=False)
    with pytest.raises(WrongPassphrase):
        unlock(filled, passphrase=NEW, keychain=drawer)
    other = Drawer(kept={name: bytes(32)})
    with pytest.raises(WrongPassphrase):
        unlock(filled, keychain=other)
    with unlock(filled, keychain=drawer) as vault:
        vault.slots.change_passphrase(old=PASSPHRASE, new=NEW)
        assert len(drawer.kept) == 1
        assert name not in drawer.kept
        vault.slots.rekey()
    with unlock(filled, passphrase=NEW, keychain=drawer) as vault:
        vault.slots.unbind_from_computer(passphrase=NEW)
        assert drawer.kept == {}
        assert sound(vault)
    unlock(filled, passphrase=NEW, keychain=Untouchable()).close()


def test_each_failure_of_the_keychain_has_its_sentence_and_names_the_other_way(filled: Path) -> None:
    drawer = Drawer()
    join(filled, INES, *ALL)
    with unlock(filled, keychain=drawer) as vault:
        vault.slots.bind_to_computer(passphrase=PASSPHRASE)

    def said() -> list[str]:
        found: list[str] = []
        for keychain in (Drawer(KeychainState.MISSING), Drawer(KeychainState.LOCKED), Drawer()):
            with pytest.raises(KeychainUnavailable) as raised:
                unlock(filled, keychain=keychain)
            found.append(raised.value.detail)
        return found

    sentences = said()
    assert len(set(sentences)) == 3
    for word, sentence in zip(("no keychain", "locked", "no entry"), sentences, strict=True):
        assert word in sentence
        assert "Another person's slot" in sentence
    with unlock(filled, keychain=drawer) as vault:
        vault.slots.make_recovery()
        vault.slots.confirm_recovery()
    assert all("recovery shares give back" in sentence for sentence in said())
    with unlock(filled, INES, NEW, keychain=Untouchable()) as vault:
        assert vault.compartments == ALL


@pytest.mark.parametrize("how", [KeychainState.MISSING, KeychainState.LOCKED])
def test_nothing_is_bound_where_there_is_no_keychain(filled: Path, how: KeychainState) -> None:
    with unlock(filled, keychain=Drawer(how)) as vault:
        vault.slots.make_recovery()
        vault.slots.confirm_recovery()
        header = (filled / "header.json").read_bytes()
        with pytest.raises(KeychainUnavailable):
            vault.slots.bind_to_computer(passphrase=PASSPHRASE)
        assert (filled / "header.json").read_bytes() == header


def test_two_who_are_bound_are_no_way_in_for_each_other(filled: Path) -> None:
    join(filled, INES, *ALL)
    drawer = Drawer()
    with unlock(filled, keychain=drawer) as vault:
        vault.slots.bind_to_computer(passphrase=PASSPHRASE)
    with unlock(filled, INES, NEW, keychain=drawer) as vault, pytest.raises(SlotKept):
        vault.slots.bind_to_computer(passphrase=NEW)
