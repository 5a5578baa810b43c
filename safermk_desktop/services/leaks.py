"""The check of what is about to be called public, by two programs that share no code."""

from __future__ import annotations

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Audience
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.ports import Reading, Redactor
from safermk_desktop.services.registers import register_of


def refuse_stale_set(work: Reading, file: CaseFile, redactor: Redactor) -> None:
    """Refuse to let a set go out that does not fit the report and the register as they stand.

    The redacted copy must be of the latest report with the present register, and the latest public paper of each
    kind is checked again. Raises ``EntryInvalid``, ``RegisterEmpty``, ``ProofFailed``.
    """
    if file.current_copy() is None:
        raise EntryInvalid("There is no redacted copy of the report and the register as they now stand; make it again.")
    register_json = register_of(work, file.case.case_id)
    latest = {paper.kind: paper for paper in file.documents if paper.audience is Audience.PUBLIC}
    for paper in latest.values():
        redactor.refuse_leak(work.content(paper.id), register_json)
