"""A vault that cannot be read is told as such: the backup that would be the way back is not blamed, nor put aside."""

from __future__ import annotations

import shutil
from pathlib import Path

from safermk_desktop import bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.domain.record import CaseId
from safermk_desktop.errors import DatabaseDamaged
from safermk_desktop.services import backups
from safermk_desktop.services.cases import record_fact
from safermk_desktop.services.session import Session
from tests.services.conftest import CHEAP, PASSPHRASE

PAGE = 4096


def test_a_damaged_vault_does_not_condemn_a_good_copy(
    session: Session, case_id: CaseId, clock: StoryClock, tmp_path: Path
) -> None:
    for _ in range(9):
        record_fact(session, case_id, kind="file_note", happened_on=clock.today(), detail="A long note. " * 60)
    session.vault.close()
    folder, kept = session.vault.folder, tmp_path / "kept"
    copy = backups.copy_closed(bootstrap.backup_door(), folder, kept, clock)
    doors, last = bootstrap.door(clock, CHEAP), (folder / "reviews.db").stat().st_size // PAGE - 1
    for page in range(last, 1, -1):  # the last pages are those of the last acts
        damaged = Path(shutil.copytree(folder, tmp_path / f"{page}.smkv"))
        with (damaged / "reviews.db").open("r+b") as file:
            file.seek(page * PAGE + 200)
            (byte,) = file.read(1)
            file.seek(-1, 1)
            file.write(bytes([byte ^ 1]))
        vault = doors.open(damaged, person=None, passphrase=PASSPHRASE)
        try:
            found = backups.prove_waiting(bootstrap.open_session(vault, clock), kept)
            assert found.refused == ()
        except DatabaseDamaged:
            break
        finally:
            vault.close()
    else:
        raise AssertionError("no page of the chain was damaged")
    assert [path.name for path in kept.iterdir()] == [copy.path.name]
