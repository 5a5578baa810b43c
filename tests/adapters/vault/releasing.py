"""Adds a vault of the present schema to ``tests/data/vaults``: ``.venv/bin/python -m tests.adapters.vault.releasing``.

Run once when a schema is released: the fictional cases, and one record of each kind that their story does not make. The
key derivation costs nothing, so that tests open it. What lies there is never written again.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from safermk_desktop.adapters.vault.schema import SCHEMAS
from safermk_desktop.bootstrap import KeyDerivationCost
from safermk_desktop.demo.vaults import play_story
from safermk_desktop.domain.documents import Document, Export
from safermk_desktop.domain.keeping import Backup, BackupReason, Draft, Drill, DrillKey, Setting
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services.fictional import PERSON
from safermk_desktop.services.ports import Act, Compartment, Vault

VAULTS = Path(__file__).parents[2] / "data" / "vaults"
COST = KeyDerivationCost(memory_kib=8, iterations=1, lanes=1)
NO_CASE = CaseId("")


def release(folder: Path) -> None:
    """The vault in ``folder``, which does not exist yet."""
    played = play_story(folder, cost=COST)
    with closing(played.session.vault) as vault:
        _add_to_common(vault)
        _add_to_reviews(vault)
    (folder / "lock").unlink()


def _add_to_common(vault: Vault) -> None:
    with vault.writing(Compartment.COMMON, Act(who=PERSON, what="test", case_id=NO_CASE)) as writing:
        writing.put(Setting(id=RecordId("text_size"), case_id=NO_CASE, value="110"))
        writing.put(
            Backup(
                id=RecordId("b1"),
                case_id=NO_CASE,
                file_name="first.smkb",
                made_at="2026-05-04T09:30:00+00:00",
                made_by=PERSON,
                reason=BackupReason.BY_HAND,
                size=1_000_000,
                sha256="0" * 64,
                heads=("common:1:" + "0" * 64,),
                proved_at="",
            )
        )
        writing.put(
            Drill(
                id=RecordId("r1"),
                case_id=NO_CASE,
                drilled_on=date(2026, 5, 5),
                held_by=PERSON,
                opened_with=DrillKey.SHARES,
                backup="first.smkb",
                outcome="Everything was there.",
            )
        )


def _add_to_reviews(vault: Vault) -> None:
    with vault.reading(Compartment.REVIEWS) as reading:
        paper = reading.every(Document)[0]
    with vault.writing(Compartment.REVIEWS, Act(who=PERSON, what="test", case_id=paper.case_id)) as writing:
        writing.put(
            Draft(
                id=RecordId("d1"),
                case_id=paper.case_id,
                form="fact_dialog",
                address="cases",
                title="Half an entry",
                entries='{"detail": "half a sen"}',
                written_at="2026-05-04T09:30:00+00:00",
                who=PERSON,
            )
        )
        writing.put(
            Export(
                id=RecordId("x1"),
                case_id=paper.case_id,
                document_id=paper.id,
                exported_on=date(2026, 5, 6),
                exported_by=PERSON,
                purpose="For the panel",
                sha256=paper.sha256,
                recipient="The chair",
                delete_by=date(2026, 6, 6),
            )
        )


if __name__ == "__main__":
    heads = (SCHEMAS[one].head for one in (Compartment.REVIEWS, Compartment.COMMON, Compartment.PREVENT))
    release(VAULTS / f"{'-'.join(heads)}.smkv")
