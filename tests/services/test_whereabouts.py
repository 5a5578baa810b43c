from __future__ import annotations

import pytest

from safermk_desktop.services.whereabouts import Place, Room, in_words, room, room_sentence, sentences

MB, GB = 1_000_000, 1_000_000_000


def test_a_disk_of_its_own_needs_no_warning() -> None:
    assert sentences(Place(free=50 * GB)) == ()


def test_each_warning_says_what_can_happen_and_what_to_do() -> None:
    place = Place(synced_by="OneDrive", is_network=True, is_removable=True, is_read_only=True)
    told = sentences(place)
    assert len(told) == 4
    assert "OneDrive" in told[0]
    assert all("can" in warning and warning.count(". ") >= 1 for warning in told)


@pytest.mark.parametrize(
    "free,size,needed,found",
    [
        (None, GB, 0, Room.ENOUGH),
        (2 * GB, 0, 0, Room.ENOUGH),
        (2 * GB - 1, 0, 0, Room.LOW),
        (3 * GB, GB, 0, Room.ENOUGH),
        (3 * GB - 1, GB, 0, Room.LOW),
        (500 * MB, 0, 0, Room.LOW),
        (500 * MB - 1, 0, 0, Room.SCARCE),
        (900 * MB, 0, 900 * MB + 1, Room.SCARCE),
        (900 * MB, 0, 900 * MB, Room.LOW),
    ],
)
def test_room(free: int | None, size: int, needed: int, found: Room) -> None:
    assert room(free, vault_size=size, needed=needed) is found
    assert bool(room_sentence(free, vault_size=size, needed=needed)) == (found is not Room.ENOUGH)


def test_the_sentences_name_the_sizes() -> None:
    assert "1.9 GB left" in room_sentence(1_900 * MB, vault_size=0)
    assert "up to 6.0 GB" in room_sentence(1_900 * MB, vault_size=2 * GB)
    assert "120 MB left" in room_sentence(120 * MB, vault_size=0)
    assert "1.2 GB at least" in room_sentence(800 * MB, vault_size=0, needed=1_200 * MB)
    assert [in_words(size) for size in (0, 999_999_999, GB)] == ["0 MB", "999 MB", "1.0 GB"]
