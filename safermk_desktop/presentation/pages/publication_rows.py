"""What the publication page says, worked out from the file of a case: the set, what is missing, what stands."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.conditions import CONDITIONS
from safermk_desktop.domain.documents import Document, PaperKind, RedactedCopy
from safermk_desktop.domain.home_office import CLEARED_OUTCOMES
from safermk_desktop.domain.process import Finding, Regime, gate
from safermk_desktop.domain.record import Record
from safermk_desktop.domain.wording import long_date
from safermk_desktop.services.submission_set import SUBMISSION_SET

STAGE: Final = "publication"
AFTERWARDS: Final = frozenset(
    {
        "published",
        "fact:home_office_told_link",
        "fact:commissioner_copy_sent",
        "fact:copies_sent",
        "fact:link_checked",
    }
)
"""Conditions of the gate that can only be met once the set has left."""
TITLES: Final = MappingProxyType(
    {
        PaperKind.REDACTED_REPORT: "Redacted overview report",
        PaperKind.EXECUTIVE_SUMMARY: "Executive summary",
        PaperKind.ACTION_PLAN: "Action plan",
    }
)
DIGEST: Final = "SHA-256 of the copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """One paper of the submission set; ``missing`` says why it is not there and is empty when it is."""

    kind: PaperKind
    title: str
    paper: Document | None
    missing: str = ""


def short_digest(sha256: str) -> str:
    """The first and last digits of a digest, in fours: ``7c1e 94ab 20d3 … 5f08``."""
    return f"{sha256[:4]} {sha256[4:8]} {sha256[8:12]} … {sha256[-4:]}"


def paper_line(entry: str) -> tuple[str, str]:
    """File name and short digest of an entry ``file name: sha256`` as submissions and publications keep it."""
    name, _, digest = entry.rpartition(": ")
    return name, short_digest(digest)


def set_lines(file: CaseFile) -> tuple[SetLine, ...]:
    """The three papers of the set, in the order in which they are sent."""
    lacking = {
        PaperKind.REDACTED_REPORT: "Not made yet. The redacted copy is made from the overview report.",
        PaperKind.EXECUTIVE_SUMMARY: "Not written yet.",
        PaperKind.ACTION_PLAN: "Not written yet."
        if file.recommendations
        else "Not written yet; it needs at least one recommendation.",
    }
    return tuple(
        SetLine(
            kind=kind,
            title=TITLES[kind],
            paper=file.document(kind),
            missing="" if file.document(kind) else lacking[kind],
        )
        for kind in SUBMISSION_SET
    )


def missing_words(file: CaseFile) -> str:
    """The papers of the set that are not in the vault, as one phrase; empty when all are."""
    names = [line.title.lower() for line in set_lines(file) if line.paper is None]
    return ", ".join(names)


def marked(words: str, file: CaseFile, record: Record) -> str:
    """What is told of a record, with the line that marks it where it was recorded afterwards."""
    return "\n".join(filter(None, (words, file.afterwards.get(record.id, ""))))


def publish_check(regime: Regime, file: CaseFile) -> tuple[Finding, ...]:
    """How the conditions of publication stand, whatever stage the case is at."""
    return gate(regime.stage(STAGE), file, CONDITIONS)


def is_cleared(file: CaseFile) -> bool:
    """Whether the latest letter of the Quality Assurance Panel clears the review."""
    return bool(file.qa_letters) and file.qa_letters[-1].outcome in CLEARED_OUTCOMES


def is_past(regime: Regime, file: CaseFile) -> bool:
    """Whether the case has reached the stage of publication."""
    return regime.position(file.case.stage) >= regime.position(STAGE)


def export_reasons(regime: Regime, file: CaseFile, digest: str) -> tuple[str, ...]:
    """Why the set may not leave for a website yet; none when it may. ``digest`` is that of the register."""
    reasons: list[str] = []
    if not is_cleared(file):
        reasons.append("The Quality Assurance Panel has not cleared the review.")
    reasons += [
        finding.sentence
        for finding in publish_check(regime, file)
        if not finding.is_met and finding.condition.test not in AFTERWARDS
    ]
    if missing := missing_words(file):
        reasons.append(f"Not in the vault yet: {missing}.")
    if stale := copy_staleness(file, digest):
        reasons.append(stale)
    return tuple(reasons)


def publish_reasons(file: CaseFile) -> tuple[str, ...]:
    """Why a publication cannot be recorded yet; none when it can."""
    reasons: list[str] = []
    if not is_cleared(file):
        reasons.append("The Quality Assurance Panel has not cleared the review.")
    approved = CONDITIONS["second_person_approved"](file)
    if approved is not None:
        reasons.append(approved or "No second person has approved the redacted copy.")
    reasons += [found for name in ("points_done", "no_publication_hold") if (found := CONDITIONS[name](file))]
    return tuple(reasons)


def copy_staleness(file: CaseFile, digest: str) -> str:
    """Why the latest redacted copy no longer fits what the vault holds; empty when it does, or when there is none.

    ``digest`` is the SHA-256 of the register as it now is.
    """
    report = file.document(PaperKind.OVERVIEW_REPORT)
    if not file.copies:
        return ""
    copy = file.copies[-1]
    if report is not None and copy.source_id != report.id:
        return "The redacted copy was made from an earlier version of the report: make it again."
    if copy.register_digest != digest:
        return "The identity register changed after the redacted copy was made: make it again."
    return ""


def approval_pairs(file: CaseFile) -> tuple[tuple[str, str], ...]:
    """Who approved each other public file; the log has the key slot of each approval."""
    pairs: list[tuple[str, str]] = []
    copy = file.current_copy()
    given = file.approval(copy.document_id, copy.sha256) if copy else None
    if given:
        pairs.append(("Approved with", "a key of their own"))
    for kind in (PaperKind.EXECUTIVE_SUMMARY, PaperKind.ACTION_PLAN):
        paper = file.document(kind)
        if paper:
            found = file.approval(paper.id, paper.sha256)
            words = (
                f"{found.approved_by}, {long_date(found.approved_on)}, with a key of their own" if found else "Not yet"
            )
            pairs.append((f"{TITLES[kind]} approved by", words or "Not yet"))
    return tuple(pairs)


def copy_pairs(copy: RedactedCopy) -> tuple[tuple[str, str], ...]:
    """What is said of a redacted copy and its two proofs."""
    approval = f"{copy.approved_by}, {long_date(copy.approved_on)}" if copy.approved_by else "Not yet"
    return (
        ("First proof, by the redaction engine", "No registered identity found"),
        ("Second proof, by the independent verifier", "No registered identity found"),
        ("Searched for", f"{copy.terms} identities in {copy.variants} spellings, in {copy.parts} parts of the file"),
        (DIGEST, short_digest(copy.sha256)),
        ("Made", f"{long_date(copy.made_on)}, by {copy.prepared_by}"),
        ("Approved by a second person", approval),
    )
