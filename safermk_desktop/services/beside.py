"""What the other papers of a case give away together with the one that is looked through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.documents import Audience, Document, PaperKind, RedactedCopy
from safermk_desktop.domain.publication import Publication
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import InputRefused
from safermk_desktop.services.ports import Progress, Reading
from safermk_desktop.services.session import Session

if TYPE_CHECKING:
    from safermk_desktop.services.detected import Detected

MOST_PAPERS: Final = 6
MOST_BYTES: Final = 24 << 20
"""Of the files together."""
MOST_LETTERS: Final = 600_000
"""Some 250 pages of other papers; what was published is read first."""
_TELLING: Final = frozenset(
    {
        *(PaperKind.OVERVIEW_REPORT, PaperKind.REDACTED_REPORT, PaperKind.EXECUTIVE_SUMMARY, PaperKind.ACTION_PLAN),
        *(PaperKind.TERMS_OF_REFERENCE, PaperKind.AGENCY_RETURN, PaperKind.OTHER),
    }
)
_COPIES: Final = frozenset({PaperKind.REDACTED_REPORT})
_SEVERAL: Final = frozenset({PaperKind.AGENCY_RETURN, PaperKind.OTHER})
"""Kinds of which a case has several papers beside one another; of the others the latest stands."""
_WORD: Final = ".docx"


class OtherPaper(NamedTuple):
    """The bytes of another paper of the case, and whether it is among what was published."""

    data: bytes
    is_published: bool


def papers_beside(work: Reading, case_id: CaseId, document_id: RecordId) -> tuple[OtherPaper, ...]:
    """The case's other Word papers that tell of people, what is public first, the newest first; within the bounds.

    Copies of the paper itself, and papers that it stands in place of, say nothing more than it does.
    """
    looked = work.get(Document, document_id)
    own = {one.document_id for one in work.of_case(RedactedCopy, case_id) if one.source_id == document_id}
    beside = [
        one
        for one in reversed(work.of_case(Document, case_id))
        if one.id not in own | {document_id} and _tells(one) and not _is_former(one, looked)
    ]
    out = {line.rpartition(": ")[2] for one in work.of_case(Publication, case_id) for line in one.papers}
    return tuple(
        OtherPaper(work.content(one.id), one.sha256 in out)
        for one in _within(sorted(beside, key=lambda one: one.audience is not Audience.PUBLIC))
    )


def papers_to_look_through(file: CaseFile) -> tuple[Document, ...]:
    """The Word papers of a case in which somebody may be named: the overview report, then the others, newest first."""
    newest = reversed([one for one in file.documents if _tells(one) and one.kind in _TELLING - _COPIES])
    listed: list[Document] = []
    for paper in newest:
        if paper.kind in _SEVERAL or all(paper.kind is not one.kind for one in listed):
            listed.append(paper)
    return tuple(sorted(listed, key=lambda one: one.kind is not PaperKind.OVERVIEW_REPORT))


def with_others(session: Session, found: Detected, papers: Sequence[OtherPaper], progress: Progress | None) -> Detected:
    """The same with what identifies together with other papers; one that cannot be read says nothing.

    Raises ``WORD-TOO-LONG`` and ``Cancelled`` as the look itself.
    """
    texts: list[str] = []
    published: list[str] = []
    left = MOST_LETTERS
    for paper in papers if found.text else ():
        with suppress(InputRefused):
            texts.append(session.redactor.read(paper.data, progress).text[:left])
            published += texts[-1:] if paper.is_published else []
            left -= len(texts[-1])
        if left <= 0:
            break
    if not texts:
        return found
    told = session.redactor.combine(found.text, texts, progress)
    said = dict.fromkeys(sentence for one in told for sentence in one.elsewhere)
    out = tuple(sentence for sentence in said if any(sentence in text for text in published))
    return replace(found, combinations=told, published=out)


def _tells(paper: Document) -> bool:
    return paper.file_name.endswith(_WORD) and (paper.audience is Audience.PUBLIC or paper.kind in _TELLING)


def _is_former(paper: Document, looked: Document) -> bool:
    """Whether a paper is an earlier state of the one looked through, which nobody published."""
    return paper.kind is looked.kind and paper.kind not in _SEVERAL and paper.audience is not Audience.PUBLIC


def _within(papers: Sequence[Document]) -> Iterator[Document]:
    left = MOST_BYTES
    for paper in papers[:MOST_PAPERS]:
        if paper.size <= left:
            left -= paper.size
            yield paper
