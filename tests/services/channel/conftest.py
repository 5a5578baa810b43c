"""One vault with a panel for all tests of a module: each test works on cases of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.services.ports import Role
from safermk_desktop.services.session import Session
from tests.services.channel import walking
from tests.services.conftest import CHEAP, PASSPHRASE

FIRST_DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, StoryClock, dict[str, RecordId]]]:
    clock = StoryClock(FIRST_DAY)
    folder = tmp_path_factory.mktemp("channel") / "test.smkv"
    door = bootstrap.door(clock, CHEAP)
    door.create(folder, person="A. Officer", role=Role.HEAD, passphrase=PASSPHRASE)
    vault = door.open(folder, person=None, passphrase=PASSPHRASE)
    session = bootstrap.open_session(vault, clock)
    yield session, clock, walking.panel(session)
    vault.close()


@pytest.fixture
def clock(shared: tuple[Session, StoryClock, dict[str, RecordId]]) -> StoryClock:
    shared[1].turn_to(FIRST_DAY)
    return shared[1]


@pytest.fixture
def session(shared: tuple[Session, StoryClock, dict[str, RecordId]], clock: StoryClock) -> Session:
    assert clock.today() == FIRST_DAY
    return shared[0]


@pytest.fixture
def members(shared: tuple[Session, StoryClock, dict[str, RecordId]]) -> dict[str, RecordId]:
    return dict(shared[2])


@pytest.fixture
def channel(session: Session) -> ChannelId:
    return walking.refer(session)
