"""What the redaction page says of report, findings and copy, in sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from safermk_desktop.domain.documents import Document, RedactedCopy
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.errors import RegisterEmpty
from safermk_desktop.presentation.pages.proof_bar import Fact
from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.redaction.detection.findings import Certainty
from safermk_desktop.services import identities, queries
from safermk_desktop.services.finding import Findings
from safermk_desktop.services.grouping import Group
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session


def register_digest(session: Session, case_id: CaseId) -> str:
    """The SHA-256 of the register as a copy keeps it, in hexadecimal; empty for an empty register."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        try:
            return hashlib.sha256(identities.register_of(work, case_id).encode()).hexdigest()
        except RegisterEmpty:
            return ""


def paper_of(session: Session, case_id: CaseId, copy: RedactedCopy | None) -> Document | None:
    """The paper that holds a copy."""
    file = queries.case_file(session, case_id)
    return next((paper for paper in file.documents if copy and paper.id == copy.document_id), None)


def why_no_copy(report: Document | None, digest: str) -> str:
    """Why no copy can be made; empty when one can."""
    if report is None:
        return "There is no overview report yet. Import it under Documents."
    if not digest:
        return "The identity register is empty. Add every person, address and reference of the case first."
    return ""


def why_not_of(paper: Document | None, report: Document | None, digest: str) -> str:
    """Why no copy can be made while this paper is shown; empty when one can."""
    if paper is not None and report is not None and paper.id != report.id:
        return "A redacted copy is made of the overview report. What is decided here holds for it too."
    return why_no_copy(report, digest)


def why_no_text(report: Document | None, digest: str) -> tuple[str, str]:
    """What stands in place of the text, and the button under it."""
    if report is None:
        return "No overview report yet. Import it as a Word file under Documents.", "Go to Documents"
    if not digest:
        return "The report is in the vault. It is shown here once the identity register holds an entry.", ""
    return "Reading the report and looking for every registered identity.", ""


def words_fact(found: Findings | None) -> Fact:
    """How much text is looked at."""
    if found is None:
        return Fact(text="No text yet", detail="Body, notes, headers, boxes", icon="file-text")
    words = len(found.text.split())
    return Fact(
        text=f"{words:,} words covered", detail="Body, notes, headers, boxes", icon="circle-check", tone="green"
    )


def undecided_fact(found: Findings | None, groups: Sequence[Group] = ()) -> Fact:
    """How many findings are to be decided, and how many places of the register are ordinary words as well."""
    if found is None and not groups:
        return Fact(text="No findings yet", detail="Each kind is counted here", icon="circle-dot")
    places = sum(match.certainty == "undecided" for match in found.matches) if found else 0
    left = [one.certainty for one in groups if one.decision is None]
    to_look_at = f"{count_of(places, 'place')} to look at"
    if left:
        sure = [(left.count(one), one.value) for one in (Certainty.CERTAIN, Certainty.LIKELY)]
        told = [f"{count} {word}" for count, word in sure if count] or ["None certain"]
        detail = ", ".join([*told, *([to_look_at] if places else [])])
        text = f"{count_of(len(left), 'finding')} to decide"
        return Fact(text=text, detail=detail, icon="triangle-alert", tone="amber")
    if places:
        return Fact(text=to_look_at, detail="Ordinary words, replaced as names", icon="triangle-alert", tone="amber")
    detail = f"{count_of(len(groups), 'finding')} decided"
    return Fact(text="Nothing to decide", detail=detail, icon="circle-check", tone="green")


def is_to_decide(copy: RedactedCopy | None, report: Document | None, digest: str) -> bool:
    """Whether there may be something to decide on: the copy fits report and register, and nobody approved it yet."""
    if copy is None or report is None or copy.approved_by:
        return False
    return copy.source_id == report.id and copy.register_digest == digest


def proof_fact(copy: RedactedCopy | None, report: Document | None, digest: str) -> Fact:
    """Both proofs of the last copy, and whether they still say something about report and register."""
    if copy is None:
        return Fact(text="No copy yet", detail="Each copy is proved twice", icon="shield-check")
    made = short_day(copy.made_on)
    if report is not None and copy.source_id != report.id:
        return Fact(text="Copy out of date", detail=f"Report changed since {made}", icon="rotate-ccw", tone="amber")
    if copy.register_digest != digest:
        return Fact(text="Copy out of date", detail=f"Register changed since {made}", icon="rotate-ccw", tone="amber")
    approved = f"approved by {copy.approved_by}" if copy.approved_by else "not approved yet"
    return Fact(
        text="Engine and verifier: clean",
        detail=f"{made}, {approved}",
        icon="shield-check",
        tone="green",
    )
