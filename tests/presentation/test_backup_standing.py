"""How the newest backup stands, in the words of the status bar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from safermk_desktop.domain.keeping import BackupReason
from safermk_desktop.presentation.backup_keeper import standing
from safermk_desktop.services.backup_port import BackupFile
from safermk_desktop.services.backups import BackupState, KeptBackup
from safermk_desktop.services.kinds import Compartment

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


FILE = BackupFile(
    path=Path("/kept/county-20260302-120000.smkb"),
    id="one",
    vault_id="0" * 32,
    made_at=NOW.isoformat(),
    reason=BackupReason.LOCKED,
    size=1,
    leans_on=(),
    compartments=frozenset(Compartment),
    is_sealed_copy=True,
)


def waiting(file: BackupFile) -> KeptBackup:
    return KeptBackup(
        id="one",
        made_at=NOW.isoformat(),
        state=BackupState.NOT_YET_PROVED,
        reason=BackupReason.LOCKED,
        size=1,
        file=file,
        record=None,
    )


def test_what_was_tried_in_this_session_waits_no_more() -> None:
    kept, one = (waiting(FILE),), frozenset({"one"})
    assert standing(kept, NOW).waits
    refused = standing(kept, NOW, tried=one)
    assert (refused.tone, refused.waits) == ("amber", False)
    proved = standing(kept, NOW, tried=one, proved=one)
    assert (proved.tone, proved.waits) == ("secondary", False)
    assert proved.words.endswith("proved")
