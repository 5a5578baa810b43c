"""The check of what is about to be called public, by two programs that share no code."""

from __future__ import annotations

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Audience, PaperKind
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.ports import Progress, Reading, Redactor
from safermk_desktop.services.progress import silent
from safermk_desktop.services.registers import register_of


def refuse_stale_set(work: Reading, file: CaseFile, redactor: Redactor, progress: Progress | None = None) -> None:
    """Refuse to let a set go out that does not fit the report and the register as they stand.

    The redacted copy must be the newest, of the latest report with the present register, and the latest public paper of
    each kind is checked again; ``progress`` counts these. Raises ``EntryInvalid``, ``RegisterEmpty``, ``ProofFailed``.
    """
    copy, paper = file.current_copy(), file.document(PaperKind.REDACTED_REPORT)
    if copy is None or paper is None or (paper.id, paper.sha256) != (copy.document_id, copy.sha256):
        raise EntryInvalid("There is no redacted copy of the report and the register as they now stand; make it again.")
    register_json = register_of(work, file.case.case_id)
    latest = {paper.kind: paper for paper in file.documents if paper.audience is Audience.PUBLIC}
    tell = progress or silent
    for done, paper in enumerate(latest.values()):
        redactor.refuse_leak(work.content(paper.id), register_json, told_as(tell, done, len(latest)))
    tell(len(latest), len(latest))


def told_as(progress: Progress, done: int, total: int) -> Progress:
    """Progress within one of several papers, told as the papers done of all; it still stops the work."""
    return lambda _done, _total: progress(done, total)
