"""A real vault with an open session, on a clock that the test turns."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.case import Manner
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services import cases
from safermk_desktop.services.session import Session
from tests.unconfined import unconfined

CHEAP = bootstrap.KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)
PASSPHRASE = "a passphrase for tests alone"


@pytest.fixture
def clock() -> StoryClock:
    return StoryClock(date(2026, 3, 2))


@pytest.fixture
def session(empty_vault: Path, tmp_path: Path, clock: StoryClock) -> Iterator[Session]:
    """A session whose work on files starts no child; ``confined`` is one whose work does."""
    folder = shutil.copytree(empty_vault, tmp_path / "test.smkv")
    vault = bootstrap.door(clock, CHEAP).open(folder, person=None, passphrase=PASSPHRASE)
    yield unconfined(bootstrap.open_session(vault, clock))
    vault.close()


@pytest.fixture
def confined(session: Session) -> Session:
    """The session as it ships: each piece of work on a file in a process of its own."""
    return replace(session, redactor=bootstrap.redactor(), tables=bootstrap.tables())


@pytest.fixture
def case_id(session: Session) -> CaseId:
    return notify(session)


def notify(session: Session, reference: str = "DHR-2026-09") -> CaseId:
    """A case notified on 2 March 2026."""
    return cases.record_notification(
        session,
        cases.NewCase(
            reference=reference,
            label=f"Case {reference[-2:]}",
            received_on=date(2026, 3, 2),
            death_on=date(2026, 2, 20),
            notifier_agency="Thames Valley Police",
            notifier_role="Detective Inspector",
            manner=Manner.HOMICIDE,
            circumstances="Restricted.",
            residence_area="Milton Keynes",
            lead="A. Officer",
            known_agencies=("Probation Service",),
        ),
    )
