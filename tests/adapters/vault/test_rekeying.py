"""New keys for all databases: what a removed person kept opens nothing more, and an interruption loses nothing."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.vault import rekeying
from safermk_desktop.adapters.vault.connection import connect
from safermk_desktop.adapters.vault.database import make_database
from safermk_desktop.adapters.vault.header import Header, canonical, read_header
from safermk_desktop.adapters.vault.keys import hand_over, new_pair, take_over
from safermk_desktop.adapters.vault.sealing import handed
from safermk_desktop.adapters.vault.slots import SqlCipherKeySlots
from safermk_desktop.adapters.vault.unlocking import by_passphrase
from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.errors import (
    DatabaseDamaged,
    DiskFault,
    DiskFull,
    HeaderDamaged,
    PersonUnknown,
    SlotKept,
    VaultLocked,
    WrongPassphrase,
)
from safermk_desktop.services.fictional import PASSPHRASE as FICTIONAL
from safermk_desktop.services.kinds import Compartment
from tests.adapters.vault.making import PASSPHRASE, PERSON, REVIEWS, a_fact, act, everything, means
from tests.adapters.vault.test_slots import ABEL, ALL, COMMON, INES, NEW, join, sound, told, unlock
from tests.scale import count


def header_of(folder: Path) -> Header:
    return read_header((folder / "header.json").read_bytes()).header


def databases(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if ".db" in path.name}


def remove(folder: Path, person: str, *, rekey: bool) -> None:
    with unlock(folder) as vault:
        (theirs,) = (slot for slot in vault.slots.listed() if slot.person == person)
        vault.slots.remove(theirs.id, rekey=rekey)


def test_new_keys_change_nothing_but_the_keys(filled: Path) -> None:
    join(filled, INES, REVIEWS)
    old = header_of(filled)
    with unlock(filled) as vault:
        before = everything(vault)
        vault.slots.rekey()
        with pytest.raises(VaultLocked), vault.reading(REVIEWS):
            pass
    new = header_of(filled)
    assert databases(filled) == {"common-2.db", "reviews-2.db", "prevent-2.db"}
    assert set(new.salts.values()).isdisjoint(old.salts.values())
    assert [slot.id for slot in new.slots] == [slot.id for slot in old.slots]
    for person, passphrase, compartments in ((PERSON, PASSPHRASE, ALL), (INES, NEW, {COMMON, REVIEWS})):
        with unlock(filled, person, passphrase) as vault:
            assert vault.compartments == compartments
            assert everything(vault) == before
            assert sound(vault)
            with vault.writing(REVIEWS, act()) as writing:
                writing.put(a_fact(77))
            with vault.writing(REVIEWS, act()) as writing:
                writing.remove(type(a_fact(77)), a_fact(77).id)
            before = everything(vault)
    with unlock(filled) as vault:
        assert told(vault) == ["create_vault", "add_slot", "begin_rekey", "rekey"]


def test_whoever_opens_after_it_gets_a_new_slot(filled: Path) -> None:
    join(filled, INES, *ALL)
    old = {slot.person: slot for slot in header_of(filled).slots}
    with unlock(filled) as vault:
        vault.slots.rekey()
    assert [len(slot.handovers) for slot in header_of(filled).slots] == [1, 1]
    unlock(filled).close()
    with unlock(filled) as vault:
        vault.slots.rekey()
    assert [len(slot.handovers) for slot in header_of(filled).slots] == [1, 2]
    for person, passphrase in ((INES, NEW), (PERSON, PASSPHRASE)):
        unlock(filled, person, passphrase).close()
        (slot,) = (slot for slot in header_of(filled).slots if slot.person == person)
        assert slot.handovers == ()
        assert {slot.salt, slot.public_key, slot.sealed}.isdisjoint({old[person].salt, old[person].public_key})
        unlock(filled, person, passphrase).close()
    with pytest.raises(WrongPassphrase):
        unlock(filled, INES, PASSPHRASE)


def test_what_a_removed_person_kept_opens_nothing_of_the_vault_as_it_is_now(filled: Path, tmp_path: Path) -> None:
    """The old header with the old passphrase, the old keys, the old private key: none opens the new databases."""
    join(filled, INES, *ALL)
    sealed = read_header((filled / "header.json").read_bytes())
    kept = by_passphrase(sealed, INES, NEW, means()).keys
    old_header, old_files = (filled / "header.json").read_bytes(), header_of(filled).files
    remove(filled, INES, rekey=True)
    new = header_of(filled)
    with pytest.raises(PersonUnknown):
        unlock(filled, INES, NEW)
    copy = Path(shutil.copytree(filled, tmp_path / "copy.smkv"))
    (copy / "header.json").write_bytes(old_header)
    with pytest.raises(DatabaseDamaged):
        unlock(copy, INES, NEW)
    for name, file in new.files.items():  # and with the new databases under their old names
        shutil.copy(filled / file, copy / old_files[name])
    with pytest.raises(DatabaseDamaged):
        unlock(copy, INES, NEW)
    for name, file in new.files.items():  # and with their first bytes made to fit the old header
        content = (filled / file).read_bytes()
        (copy / old_files[name]).write_bytes(sealed.header.salts[name] + content[16:])
    with pytest.raises(DatabaseDamaged):
        unlock(copy, INES, NEW)
    for name, file in new.files.items():
        for key in kept.values():
            for salt in (new.salts[name], sealed.header.salts[name]):
                with pytest.raises(Exception, match="not a database"):
                    connect(filled / file, key, salt)
    with unlock(filled) as vault:
        assert told(vault)[-3:] == ["remove_slot", "begin_rekey", "rekey"]
        assert sound(vault)


def test_a_handover_is_for_one_slot_with_what_it_opened_before() -> None:
    keys, former = [bytes([number]) * 32 for number in range(3)], [bytes(range(32)), bytes(32)]
    public, private = new_pair()
    sealed = hand_over(keys, public, former, b"bound")
    assert take_over(sealed, private, former, b"bound") == tuple(keys)
    other_public, other_private = new_pair()
    for wrong in (
        lambda: take_over(sealed, other_private, former, b"bound"),
        lambda: take_over(sealed, private, [former[0], bytes(range(1, 33))], b"bound"),
        lambda: take_over(sealed, private, former, b"bound elsewhere"),
        lambda: take_over(hand_over(keys, other_public, former, b"bound"), private, former, b"bound"),
        lambda: take_over((sealed[0], sealed[1][:-1]), private, former, b"bound"),
    ):
        with pytest.raises(HeaderDamaged):
            wrong()


def test_nobody_is_led_into_a_vault_made_for_them(filled: Path) -> None:
    """A stranger knows the public keys of the header; without a key from inside they hand nothing over."""
    header = header_of(filled)
    slot = header.slots[0]
    theirs = dict.fromkeys(ALL, bytes(32))
    forged = replace(header, slots=(handed(slot, theirs, theirs, header.vault_id),))
    (filled / "header.json").write_bytes(forged.to_bytes(bytes(32)))
    with pytest.raises(HeaderDamaged):
        unlock(filled)


def test_nobody_hands_over_a_compartment_that_they_never_opened(filled: Path) -> None:
    """A colleague has the key that the header is sealed with, and not that of the Prevent cases."""
    join(filled, INES, REVIEWS)
    with unlock(filled, INES, NEW) as vault:
        hers = vault._opened.keys
    header = header_of(filled)
    key, salt = bytes(range(32)), bytes(range(16))
    make_database(filled / "prevent-2.db", Compartment.PREVENT, key, salt).close()
    mine = {**hers, Compartment.PREVENT: key}
    for guess in (key, hers[COMMON], bytes(32)):
        former = {**hers, Compartment.PREVENT: guess}
        slots = tuple(
            handed(slot, former if len(slot.compartments) == 3 else hers, mine, header.vault_id)
            for slot in header.slots
        )
        forged = replace(
            header,
            slots=slots,
            files={**header.files, Compartment.PREVENT: "prevent-2.db"},
            salts={**header.salts, Compartment.PREVENT: salt},
        )
        (filled / "header.json").write_bytes(forged.to_bytes(hers[COMMON]))
        with pytest.raises(HeaderDamaged):
            unlock(filled)
        assert {"prevent.db", "common.db", "reviews.db"} <= databases(filled)
    (filled / "header.json").write_bytes(header.to_bytes(hers[COMMON]))
    with unlock(filled) as vault:
        assert sound(vault)


def test_the_old_files_that_a_crash_left_go_only_with_the_keys_they_had(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(filled, INES, REVIEWS)
    other = Path(shutil.copytree(filled, tmp_path / "other.smkv"))
    with unlock(other) as vault, vault.writing(Compartment.PREVENT, act("refer")):
        pass
    with unlock(filled) as vault:
        monkeypatch.setattr(rekeying, "_drop", lambda _: None)
        vault.slots.rekey()
    monkeypatch.undo()
    with unlock(filled, INES, NEW) as vault:
        assert not vault.alarms
    assert databases(filled) == {"common-2.db", "reviews-2.db", "prevent-2.db", "prevent.db"}
    shutil.copy(other / "prevent.db", filled / "prevent.db")  # as if it had come after the copy
    with unlock(filled) as vault:
        (alarm,) = vault.alarms
        assert "prevent.db of the vault's folder holds entry 1, and the chain ends at entry 0" in alarm
    with unlock(filled) as vault:  # her slot has no former key any more
        (alarm,) = vault.alarms
        assert "does not open with any key" in alarm
    assert (filled / "prevent.db").exists()


def test_a_slot_without_a_key_pair_stops_it(filled: Path) -> None:
    """As the first format made them; its person opens the vault once, and then it goes."""
    join(filled, INES, *ALL)
    with unlock(filled) as vault:
        common = vault._opened.keys[COMMON]
        header = header_of(filled)
        own, hers = header.slots
        old = replace(header, slots=(own, replace(hers, public_key=b"", sealed=(hers.sealed[0], hers.sealed[1][:-32]))))
        (filled / "header.json").write_bytes(old.to_bytes(common))
        with pytest.raises(SlotKept, match="each of them open it once"):
            vault.slots.rekey()
        assert databases(filled) >= {"common.db", "reviews.db", "prevent.db"}
        (filled / "header.json").write_bytes(header.to_bytes(common))
        vault.slots.rekey()


def test_a_vault_of_the_first_format(tmp_path: Path) -> None:
    """It opens, its header becomes one of the second format, its slot gets a key pair and new keys."""
    folder = Path(shutil.copytree(Path(__file__).parents[2] / "data" / "vaults" / "0001.smkv", tmp_path / "old.smkv"))
    assert header_of(folder).format == 1
    (person,) = {slot.person for slot in header_of(folder).slots}
    assert not header_of(folder).slots[0].public_key
    with unlock(folder, person, FICTIONAL) as vault:
        assert header_of(folder).format == 2
        assert header_of(folder).slots[0].public_key
        vault.slots.rekey()
    with unlock(folder, person, FICTIONAL) as vault:
        assert sound(vault)


class Failing(SystemFiles):
    """Files whose next write fails, before it or right after it."""

    def __init__(self, *, after: bool) -> None:
        self.after = after

    def write(self, path: Path, data: bytes) -> None:
        if self.after:
            super().write(path, data)
        raise DiskFault


def slots_with(vault: SqlCipherVault, files: SystemFiles) -> SqlCipherKeySlots:
    opened = vault._opened
    return SqlCipherKeySlots(replace(opened, means=replace(opened.means, files=files)), vault.close)


@pytest.mark.parametrize("after", [False, True])
def test_a_disk_that_fails_at_the_header(filled: Path, after: bool) -> None:
    join(filled, INES, *ALL)
    with unlock(filled) as vault:
        before = everything(vault)
        (hers,) = (slot for slot in vault.slots.listed() if slot.person == INES)
        with pytest.raises(DiskFault):
            slots_with(vault, Failing(after=after)).remove(hers.id, rekey=True)
        if not after:
            assert everything(vault) == before
            assert sound(vault)
    with unlock(filled) as vault:
        assert everything(vault) == before
        assert sound(vault)
        assert told(vault)[-1] == ("rekey" if after else "rekey_not_carried_out")
        assert {slot.person for slot in vault.slots.listed()} == ({PERSON} if after else {PERSON, INES})
    suffix = "-2" if after else ""
    assert databases(filled) == {f"common{suffix}.db", f"reviews{suffix}.db", f"prevent{suffix}.db"}


STEPS = ("remove_generation", "connect", "open_database", "_counts", "flush", "flush_folder", "write_header", "_close")


@pytest.fixture(params=[(step, nth) for step in STEPS[:: count(2, 1)] for nth in range(1, 1 + count(1, 3))])
def _cut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends at the n-th call of a step, as far as the files can tell."""
    step, nth = request.param
    real, calls = getattr(rekeying, step), iter(range(1, 1000))

    def cut(*given: object, **named: object) -> object:
        if next(calls) == nth:
            raise KeyboardInterrupt
        return real(*given, **named)

    monkeypatch.setattr(rekeying, step, cut)


@pytest.mark.soak("rekey")
@pytest.mark.usefixtures("_cut")
def test_interrupted_anywhere_it_is_the_old_vault_or_the_new(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(filled, ABEL, REVIEWS)
    vault = unlock(filled)
    before = everything(vault)
    monkeypatch.setattr(rekeying, "undone", lambda _: None)  # a process that ended tidies nothing up
    monkeypatch.setattr(rekeying, "_drop", lambda _: None)
    with suppress(KeyboardInterrupt):
        vault.slots.rekey()
    image = Path(shutil.copytree(filled, tmp_path / "image.smkv"))  # what the disk holds at that moment
    vault.close()
    for folder in (image, filled):
        for person, passphrase in ((PERSON, PASSPHRASE), (ABEL, NEW)):
            with unlock(folder, person, passphrase) as again:
                assert everything(again) == before
                assert sound(again)
                assert told(again)[-1] in {"add_slot", "rekey", "rekey_not_carried_out"}
        with unlock(folder):
            pass
        assert len(databases(folder)) == 3
        with unlock(folder) as again:
            assert told(again).count("rekey_not_carried_out") <= 1


def test_a_full_disk_is_said_before_anything_is_written(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = (filled / "header.json").read_bytes()

    def full(*_: object) -> None:
        raise DiskFull

    with unlock(filled) as vault:
        monkeypatch.setattr(rekeying, "assert_room", full)
        with pytest.raises(DiskFull):
            vault.slots.rekey()
        monkeypatch.undo()
        assert told(vault) == ["create_vault"]
    assert (filled / "header.json").read_bytes() == header


def test_a_copy_that_differs_is_not_switched_to(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter(range(100))
    monkeypatch.setattr(rekeying, "_counts", lambda _: {"fact": next(counts)})
    with unlock(filled) as vault, pytest.raises(DiskFault, match="The vault is as it was"):
        vault.slots.rekey()
    assert databases(filled) == {"common.db", "reviews.db", "prevent.db"}
    monkeypatch.undo()
    with unlock(filled) as vault:
        assert told(vault)[-1] == "rekey_not_carried_out"


def test_the_seal_of_a_slot_does_not_change_with_the_headers_format(filled: Path) -> None:
    slot = header_of(filled).slots[0]
    bound = slot.bound_to("00" * 16)
    assert bound.startswith(canonical({"argon2id": 0})[:11])
    assert b'"format":1' in bound
