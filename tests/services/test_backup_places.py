"""Where the backups of a vault go, before and after its folder was renamed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.preferences import Preferences
from safermk_desktop.services import backups
from safermk_desktop.services.application import Application
from safermk_desktop.services.backup_places import folder_of
from tests.services.conftest import CHEAP
from tests.services.test_backups import ON_QUIT
from tests.services.test_backups_of_two import HEAD, Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def application(office: Office, tmp_path: Path) -> Application:
    made = bootstrap.build(office.clock, CHEAP)
    return replace(made, backup_folders=Preferences(SystemFiles(), tmp_path / "settings"))


def test_a_renamed_vault_finds_the_backups_beside_it(office: Office, application: Application) -> None:
    assert folder_of(application, office.vault) == office.backups
    with office.open(HEAD) as session:
        proof = backups.backup_now(session, office.backups, ON_QUIT)
    renamed = office.vault.with_name("renamed.smkv")
    assert folder_of(application, renamed) == renamed.with_suffix(".backups"), "nothing is there yet"
    backups.restore(bootstrap.backup_door(), proof.file.path, renamed)
    assert folder_of(application, renamed) == renamed.with_suffix(".backups"), "a copy has backups of its own"
    office.vault.rename(office.vault.with_name("away"))
    assert folder_of(application, renamed) == office.backups


def test_a_renamed_vault_keeps_the_folder_that_was_chosen(
    office: Office, application: Application, tmp_path: Path
) -> None:
    with office.open(HEAD) as session:
        application.backup_folders.choose(office.vault, session.vault.vault_id, tmp_path / "stick")
    assert folder_of(application, office.vault) == tmp_path / "stick"
    assert folder_of(application, office.vault.rename(tmp_path / "renamed.smkv")) == tmp_path / "stick"
