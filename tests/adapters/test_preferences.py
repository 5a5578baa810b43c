from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.preferences import FILE, KEPT, Preferences
from safermk_desktop.services.application import RecentVault, RecentVaults

START = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    minutes = count()
    folder = tmp_path / "settings" / "deeper"
    return Preferences(SystemFiles(), folder, now=lambda: START + timedelta(minutes=next(minutes)))


def a_vault(parent: Path, name: str) -> Path:
    folder = parent / f"{name}.smkv"
    folder.mkdir()
    return folder


def test_the_vault_opened_last_stands_first(preferences: Preferences, tmp_path: Path) -> None:
    recent: RecentVaults = preferences
    assert recent.listed() == ()
    first, second = a_vault(tmp_path, "a"), a_vault(tmp_path, "b")
    for vault in (first, second, first):
        recent.remember(vault)
    assert recent.listed() == (
        RecentVault(folder=first, opened_at=START + timedelta(minutes=2)),
        RecentVault(folder=second, opened_at=START + timedelta(minutes=1)),
    )
    recent.forget(first)
    recent.forget(tmp_path / "never seen")
    assert [vault.folder for vault in recent.listed()] == [second]


def test_a_vault_that_is_away_is_not_shown_and_not_forgotten(preferences: Preferences, tmp_path: Path) -> None:
    vault = a_vault(tmp_path, "stick")
    preferences.remember(vault)
    vault.rename(tmp_path / "unplugged")
    assert preferences.listed() == ()
    (tmp_path / "unplugged").rename(vault)
    assert [found.folder for found in preferences.listed()] == [vault]


def test_a_vault_that_cannot_be_looked_at_keeps_nobody_from_the_others(
    preferences: Preferences, tmp_path: Path
) -> None:
    """A name that the disk refuses, as of a share that is no longer ours: the start of the window read this list."""
    there = a_vault(tmp_path, "a")
    preferences.remember(there)
    preferences.remember(tmp_path / f"{'x' * 300}.smkv")
    assert [vault.folder for vault in preferences.listed()] == [there]


def test_only_so_many_are_kept(preferences: Preferences, tmp_path: Path) -> None:
    for number in range(KEPT + 5):
        preferences.remember(a_vault(tmp_path, str(number)))
    expected = [f"{KEPT + 4 - number}.smkv" for number in range(KEPT)]
    assert [vault.folder.name for vault in preferences.listed()] == expected


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "{",
        "[]",
        "null",
        '{"recent": 3}',
        '{"recent": [1, null, {}, {"folder": 3}, {"folder": "a\\u0000b"}]}',
        "[" * 100_000,
        "\ud800",
    ],
)
def test_a_damaged_file_counts_as_empty_and_heals(preferences: Preferences, tmp_path: Path, stored: str) -> None:
    preferences.remember(a_vault(tmp_path, "old"))
    path = tmp_path / "settings" / "deeper" / FILE
    path.write_bytes(stored.encode("utf-8", "surrogatepass"))
    assert preferences.listed() == ()
    preferences.remember(a_vault(tmp_path, "new"))
    assert [vault.folder.name for vault in preferences.listed()] == ["new.smkv"]


@given(moment=st.one_of(st.text(max_size=30), st.integers(), st.none(), st.just("0001-01-01T00:00:00+14:00")))
def test_an_odd_moment_is_no_moment(tmp_path: Path, moment: object) -> None:
    (tmp_path / FILE).write_text(json.dumps({"recent": [{"folder": str(tmp_path), "opened_at": moment}]}))
    (found,) = Preferences(SystemFiles(), tmp_path).listed()
    assert found.folder == tmp_path


def test_a_settings_folder_that_cannot_be_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    preferences = Preferences(SystemFiles(), tmp_path / "file")
    preferences.remember(tmp_path)
    assert preferences.listed() == ()


def test_where_backups_go_is_remembered_for_each_vault(preferences: Preferences, tmp_path: Path) -> None:
    vaults = [a_vault(tmp_path, name) for name in "ab"]
    assert preferences.chosen(vaults[0], "1") is None
    preferences.choose(vaults[0], "1", tmp_path / "stick")
    preferences.choose(vaults[1], "2", tmp_path / "share")
    preferences.choose(vaults[0], "1", tmp_path / "other")
    preferences.remember(vaults[0])
    found = [preferences.chosen(vault, vault_id) for vault, vault_id in zip(vaults, "12", strict=True)]
    assert found == [tmp_path / "other", tmp_path / "share"]
    assert [vault.folder for vault in preferences.listed()] == vaults[:1]


def test_where_backups_go_is_found_again_when_the_vault_was_renamed(preferences: Preferences, tmp_path: Path) -> None:
    vault = a_vault(tmp_path, "a")
    preferences.choose(vault, "1", tmp_path / "stick")
    copy = a_vault(tmp_path, "copy")
    assert preferences.chosen(copy, "1") is None, "the vault is where it was: this is a copy that was restored"
    assert preferences.chosen(vault, "2") is None, "another vault of the same name"
    renamed = vault.rename(tmp_path / "renamed.smkv")
    assert preferences.chosen(renamed, "1") == tmp_path / "stick"
    assert preferences.chosen(renamed, "2") is None


@pytest.mark.parametrize(
    "stored",
    [
        "[]",
        '{"backup_folders": 3}',
        '{"backup_folders": {"/a.smkv": 1}}',
        '{"backup_folders": {"/a.smkv": ["1"]}}',
        '{"backup_folders": {"/a.smkv": ["1", "\\u0000"]}}',
        '{"backup_folders": {"\\u0000": ["1", "/b"]}}',
    ],
)
def test_damaged_folders_count_as_none(preferences: Preferences, tmp_path: Path, stored: str) -> None:
    preferences.remember(a_vault(tmp_path, "a"))
    (tmp_path / "settings" / "deeper" / FILE).write_text(stored)
    assert preferences.chosen(Path("/a.smkv"), "1") is None
