"""Any sequence of changes to key slots leaves each person with exactly what is theirs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count as counting
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safermk_desktop.adapters.vault.vault import SqlCipherVault
from safermk_desktop.errors import PersonUnknown, SlotKept, WrongPassphrase
from safermk_desktop.services.ports import Compartment, Role
from tests.adapters.vault.making import PASSPHRASE, PERSON, REVIEWS, door, everything, fill, made
from tests.adapters.vault.test_slots import ALL, COMMON, PREVENT, Drawer, sound, unlock
from tests.scale import count

OPERATIONS = ("add", "add_some", "change", "remove", "remove_rekey", "rekey", "recovery", "recover", "bind", "unbind")


class Office:
    """A vault, and what each person should open with which passphrase."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drawer = Drawer()
        self.people: dict[str, tuple[str, frozenset[Compartment]]] = {PERSON: (PASSPHRASE, ALL)}
        self.shares: tuple[str, ...] = ()
        self.numbers = counting(1)
        self.gone: list[tuple[str, str]] = []

    def door_of(self, person: str) -> SqlCipherVault:
        return unlock(self.folder, person, self.people[person][0], keychain=self.drawer)

    def do(self, what: str, pick: int) -> None:
        person = sorted(self.people)[pick % len(self.people)]
        number = next(self.numbers)
        if what.startswith("add"):
            name, passphrase = f"Person {number}", f"passphrase number {number}"
            given = ALL if what == "add" else frozenset({COMMON, (REVIEWS, PREVENT)[pick % 2]})
            with self.door_of(PERSON) as vault:
                vault.slots.add(person=name, role=Role.CHAIR, compartments=given, passphrase=passphrase)
            self.people[name] = (passphrase, given)
        elif what.startswith("remove"):
            self.remove(person, rekey=what == "remove_rekey")
        elif what == "change":
            new = f"changed passphrase {number}"
            with self.door_of(person) as vault:
                vault.slots.change_passphrase(old=self.people[person][0], new=new)
            self.gone.append((person, self.people[person][0]))
            self.people[person] = (new, self.people[person][1])
        elif what == "recover" and self.shares:
            new = f"recovered passphrase {number}"
            door(keychain=self.drawer).recover(
                self.folder, shares=self.shares[:2], person=PERSON, role=Role.HEAD, passphrase=new
            )
            self.gone.append((PERSON, self.people[PERSON][0]))
            self.people[PERSON] = (new, ALL)
        else:
            self.alone(what, person)

    def remove(self, person: str, *, rekey: bool) -> None:
        with self.door_of(PERSON) as vault:
            (slot,) = (each for each in vault.slots.listed() if each.person == person)
            if person == PERSON:
                with pytest.raises(SlotKept):
                    vault.slots.remove(slot.id, rekey=rekey)
                return
            try:
                vault.slots.remove(slot.id, rekey=rekey)
            except SlotKept:  # somebody's computer slot would be the only way in
                return
        self.gone.append((person, self.people.pop(person)[0]))

    def alone(self, what: str, person: str) -> None:
        if what == "rekey":
            with self.door_of(PERSON) as vault:
                vault.slots.rekey()
        elif what == "recovery":
            with self.door_of(PERSON) as vault:
                self.shares = vault.slots.make_recovery()
                vault.slots.confirm_recovery()
        elif what == "unbind":
            with self.door_of(person) as vault:
                vault.slots.unbind_from_computer(passphrase=self.people[person][0])
        elif what == "bind":
            with self.door_of(person) as vault:
                try:
                    vault.slots.bind_to_computer(passphrase=self.people[person][0])
                except SlotKept:
                    return

    def holds(self, before: tuple[object, ...]) -> None:
        assert set(door().people(self.folder)) == set(self.people)
        listed: Mapping[str, tuple[str, frozenset[Compartment]]] = self.people
        for person, (_, compartments) in listed.items():
            with self.door_of(person) as vault:
                assert vault.compartments == compartments
                assert sound(vault)
                if REVIEWS in compartments:
                    assert everything(vault) == before
        for person, passphrase in self.gone:
            with pytest.raises((WrongPassphrase, PersonUnknown)):
                unlock(self.folder, person, passphrase, keychain=self.drawer)


@pytest.mark.soak("slots")
@given(steps=st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 5)), min_size=1, max_size=6))
@settings(max_examples=count(8, 400))
def test_any_changes_leave_each_with_what_is_theirs(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = made(tmp_path_factory.mktemp("office"))
    with unlock(folder) as vault:
        fill(vault, paper=b"paper")
        before = everything(vault)
    office = Office(folder)
    for what, pick in steps:
        office.do(what, pick)
    office.holds(before)
