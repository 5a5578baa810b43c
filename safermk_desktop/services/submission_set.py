"""The papers of a submission to the Home Office (domain 3.7)."""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import PaperKind
from safermk_desktop.errors import EntryMissing

SUBMISSION_SET: Final = (PaperKind.REDACTED_REPORT, PaperKind.EXECUTIVE_SUMMARY, PaperKind.ACTION_PLAN)


def submission_papers(file: CaseFile) -> tuple[str, ...]:
    """``file name: sha256`` of each paper that goes to the Home Office. Raises ``EntryMissing`` naming what lacks."""
    held = {kind: file.document(kind) for kind in SUBMISSION_SET}
    lacking = [kind.value.replace("_", " ") for kind, paper in held.items() if paper is None]
    if lacking:
        raise EntryMissing(f"Not in the vault yet: {', '.join(lacking)}.")
    return tuple(f"{paper.file_name}: {paper.sha256}" for paper in held.values() if paper)
