"""What the header of a case says, and how a case is found by what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.pages.case_words import RAGS
from safermk_desktop.presentation.places import Hit
from safermk_desktop.presentation.widgets.case_header import CaseHeading
from safermk_desktop.services import queries
from safermk_desktop.services.session import Session

MOST_HITS = 12


def heading(session: Session, case_id: str) -> CaseHeading:
    """Reference, working title, type, stage, RAG and who leads. Raises ``RecordUnknown``."""
    shown = queries.overview(session, CaseId(case_id))
    case = shown.file.case
    is_closed = case.status is CaseStatus.CLOSED
    stage = "Closed" if is_closed else shown.regime.stage(case.stage).name
    chair = shown.file.chair
    return CaseHeading(
        reference=case.reference,
        title=case.label,
        tags=((shown.regime.display_name, "accent"), (stage, "grey" if is_closed else "accent")),
        rag="" if is_closed else shown.rag.value,
        rag_word=RAGS[shown.rag],
        line=f"Chair: {chair.name} (independent)" if chair else f"Lead: {case.lead}",
    )


def find(session: Session, text: str) -> Sequence[Hit]:
    """The cases whose reference, working title or published form of the subject holds ``text``; closed ones too."""
    wanted = text.casefold().strip()
    if not wanted:
        return ()
    hits: list[Hit] = []
    for row in queries.caseload(session, with_closed=True):
        words = f"{row.reference} {row.label} {row.subject}"
        if wanted in words.casefold():
            shown = ", ".join(part for part in (row.reference, row.label, row.subject) if part)
            hits.append(Hit(text=shown, address=f"case/{row.case_id}/overview"))
    return tuple(hits[:MOST_HITS])
