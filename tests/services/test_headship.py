"""What only the head of community safety decides, and whoever stands in where a vault has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.errors import RoleRefused
from safermk_desktop.services.exporting import export_all
from safermk_desktop.services.ports import Compartment, Role
from safermk_desktop.services.session import Session
from safermk_desktop.services.settings import Settings, change_settings, settings
from tests.adapters.vault.making import StoppedClock
from tests.services.conftest import CHEAP, PASSPHRASE

OFFICER = "B. Officer"


def session_of(folder: Path, person: str) -> Session:
    clock = StoppedClock()
    return bootstrap.open_session(
        bootstrap.door(clock, CHEAP).open(folder, person=person, passphrase=PASSPHRASE), clock
    )


def made(tmp_path: Path, role: Role) -> Path:
    folder = tmp_path / "county.smkv"
    door = bootstrap.door(StoppedClock(), CHEAP)
    door.create(folder, person="A. First", role=role, passphrase=PASSPHRASE)
    return folder


def test_others_may_only_tighten_what_protects_everybody(tmp_path: Path) -> None:
    folder = made(tmp_path, Role.HEAD)
    head = session_of(folder, "A. First")
    everything = frozenset(Compartment)
    head.vault.slots.add(person=OFFICER, role=Role.SUPPORT_OFFICER, compartments=everything, passphrase=PASSPHRASE)
    change_settings(head, Settings(lock_minutes=10))
    head.vault.close()
    officer = session_of(folder, OFFICER)
    for wanted in (Settings(lock_minutes=11), Settings(lock_minutes=10, hide_from_capture=False)):
        with pytest.raises(RoleRefused):
            change_settings(officer, wanted)
    assert settings(officer) == Settings(lock_minutes=10)
    change_settings(officer, Settings(lock_minutes=2, text_percent=150))
    assert settings(officer).lock_minutes == 2
    with pytest.raises(RoleRefused):
        export_all(officer, tmp_path / "out")
    officer.vault.close()


@pytest.mark.parametrize("role", [Role.SUPPORT_OFFICER, Role.READER])
def test_in_a_vault_without_a_head_one_who_opens_all_and_writes_stands_in(tmp_path: Path, role: Role) -> None:
    alone = session_of(made(tmp_path, role), "A. First")
    if role is Role.READER:
        with pytest.raises(RoleRefused):
            export_all(alone, tmp_path / "out")
    else:
        change_settings(alone, Settings(lock_minutes=30))
        assert export_all(alone, tmp_path / "out")
    alone.vault.close()
