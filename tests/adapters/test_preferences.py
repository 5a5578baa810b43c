from __future__ import annotations

from pathlib import Path

import pytest

from safermk_desktop.adapters.files import SystemFiles
from safermk_desktop.adapters.preferences import FILE, KEPT, Preferences
from safermk_desktop.errors import NotWritable


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(SystemFiles(), tmp_path / "settings" / "deeper")


def test_the_newest_vault_stands_first(preferences: Preferences, tmp_path: Path) -> None:
    assert preferences.recent() == ()
    first, second = tmp_path / "a.smkv", tmp_path / "b.smkv"
    for vault in (first, second, first):
        preferences.remember(vault)
    assert preferences.recent() == (first, second)
    preferences.forget(first)
    assert preferences.recent() == (second,)


def test_only_so_many_are_kept(preferences: Preferences, tmp_path: Path) -> None:
    for number in range(KEPT + 5):
        preferences.remember(tmp_path / f"{number}.smkv")
    assert [path.name for path in preferences.recent()] == [f"{KEPT + 4 - number}.smkv" for number in range(KEPT)]


@pytest.mark.parametrize(
    "stored", ["", "{", "[]", "null", '{"recent": 3}', '{"recent": [1, null]}', "[" * 100_000, "\ud800", "{}"]
)
def test_a_damaged_file_counts_as_empty_and_heals(preferences: Preferences, tmp_path: Path, stored: str) -> None:
    preferences.remember(tmp_path / "old.smkv")
    path = tmp_path / "settings" / "deeper" / FILE
    path.write_bytes(stored.encode("utf-8", "surrogatepass"))
    assert preferences.recent() == ()
    preferences.remember(tmp_path / "new.smkv")
    assert preferences.recent() == (tmp_path / "new.smkv",)


def test_a_settings_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritable):
        Preferences(SystemFiles(), tmp_path / "file").remember(tmp_path / "a.smkv")
