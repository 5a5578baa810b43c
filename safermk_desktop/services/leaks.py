"""The two checks on bytes that are about to be called public, by two programs that share no code."""

from __future__ import annotations

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Audience
from safermk_desktop.errors import EntryInvalid, ProofFailed
from safermk_desktop.redaction.matching.finder import find
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.register import register_from_json
from safermk_desktop.redaction.text import plain_text
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.registers import register_of
from safermk_desktop.services.second_proof import second_proof

SHOWN = 5


def refuse_leak(data: bytes, register_json: str) -> None:
    """Refuse a Word file in which either program finds a registered identity.

    Raises ``ProofFailed`` with the identities' ids and the parts they stand in, never a name.
    """
    verdict = second_proof(data, register_json)
    if not verdict.clean:
        places = ", ".join(f"{item.id} in {item.part}, {item.where}" for item in verdict.found[:SHOWN])
        raise ProofFailed(f"Found: {places}.")
    matches = find(plain_text(read_word(data)), register_from_json(register_json))
    certain = sorted({match.identity_id for match in matches if match.certainty == "certain"})
    if certain:
        raise ProofFailed(f"Found in the text: {', '.join(certain[:SHOWN])}.")


def refuse_stale_set(work: Reading, file: CaseFile) -> None:
    """Refuse to let a set go out that does not fit the report and the register as they stand.

    The redacted copy must be of the latest report with the present register, and the latest public paper of each
    kind is checked again. Raises ``EntryInvalid``, ``RegisterEmpty``, ``ProofFailed``.
    """
    if file.current_copy() is None:
        raise EntryInvalid("There is no redacted copy of the report and the register as they now stand; make it again.")
    register_json = register_of(work, file.case.case_id)
    latest = {paper.kind: paper for paper in file.documents if paper.audience is Audience.PUBLIC}
    for paper in latest.values():
        refuse_leak(work.content(paper.id), register_json)
