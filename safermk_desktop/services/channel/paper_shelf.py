"""Keeping a paper of Prevent in its compartment, as Word from the one template or as a table."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from safermk_desktop.domain.channel.papers import ChannelPaper, ChannelPaperKind, Readers
from safermk_desktop.domain.channel.statistics import Period
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.services.channel import paper_words
from safermk_desktop.services.channel.files import MARKING, NO_CASE, PREVENT
from safermk_desktop.services.integrity import seal_words
from safermk_desktop.services.ports import Writing
from safermk_desktop.services.session import Session, new_id

TEMPLATE: Final = "channel_2023/channel_paper"
GOVERNANCE: Final = "Prevent"
"""What stands in place of a case's reference on a paper that is of none."""
FOR_MEMBERS: Final = (
    "For the members invited to this case and nobody else. Read it, do not copy it, and delete it by the day agreed."
)
FOR_ONE: Final = "For the member named here and nobody else. Read it, do not copy it, and delete it by the day agreed."
STAYS: Final = "Stays in the vault. What leaves is a pack or the minutes, for the members invited to the case."
NO_CASE_IN_IT: Final = "Nobody who was referred, and no case, is named here."
WITHOUT_NAMES: Final = "No person is named here. Small numbers are held back, with others that would give them back."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """What is to be kept: of a case, or of none (``reference`` is then ``GOVERNANCE``)."""

    kind: ChannelPaperKind
    title: str
    readers: Readers
    case_id: ChannelId = NO_CASE
    reference: str = GOVERNANCE
    invited: tuple[str, ...] = ()
    period: Period | None = None
    numbers: str = ""


def shelve_word(session: Session, work: Writing, paper: NewPaper, sections: Sequence[paper_words.Section]) -> RecordId:
    """Write the sections as Word and keep them."""
    own = {"reference": paper.reference, "title": paper.title, "handling": _handling(paper)}
    data = session.papers.make(TEMPLATE, {**_top(session), **own, "sections": list(sections)})
    return shelve(session, work, paper, data)


def shelve(session: Session, work: Writing, paper: NewPaper, data: bytes, *, extension: str = "docx") -> RecordId:
    """Keep the bytes under the next number of their kind."""
    held = work.of_case(ChannelPaper, paper.case_id)
    number = 1 + sum(one.kind is paper.kind and one.file_name.endswith(f".{extension}") for one in held)
    paper_id = new_id()
    work.keep(paper_id, data)
    work.put(
        ChannelPaper(
            id=paper_id,
            case_id=paper.case_id,
            kind=paper.kind,
            title=paper.title,
            file_name=f"{paper.reference.upper()}-{paper.kind.value.replace('_', '-')}-{number}.{extension}",
            readers=paper.readers,
            marking=MARKING,
            added_on=session.clock.today(),
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            invited=paper.invited,
            since=paper.period.since if paper.period else None,
            until=paper.period.until if paper.period else None,
            numbers=paper.numbers,
        )
    )
    return paper_id


def _handling(paper: NewPaper) -> str:
    own = {ChannelPaperKind.AGENDA: FOR_ONE, ChannelPaperKind.ASSURANCE_STATEMENT: NO_CASE_IN_IT}
    if paper.kind in own:
        return own[paper.kind]
    return {Readers.AGGREGATES: WITHOUT_NAMES, Readers.INVITED_MEMBERS: FOR_MEMBERS, Readers.INTERNAL: STAYS}[
        paper.readers
    ]


def _top(session: Session) -> dict[str, object]:
    return {
        "seal": seal_words(session.vault, PREVENT),
        "marking": MARKING,
        "council": session.partnership.council,
        "dated": long_date(session.clock.today()),
    }
