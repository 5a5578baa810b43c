"""The points of a Quality Assurance letter as tasks, and the check before a submission that they teach (domain 3.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from safermk_desktop.domain.home_office import QaCondition, QaLetter
from safermk_desktop.domain.qa_letter import QaItem, QaText, read_qa_letter
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.self_check import ASKS, SelfCheck
from safermk_desktop.errors import EntryMissing
from safermk_desktop.services.casefiles import happened, need, open_file
from safermk_desktop.services.ports import Compartment, Progress
from safermk_desktop.services.session import Session, new_id


def read_word_letter(session: Session, data: bytes, progress: Progress | None = None) -> QaText:
    """What a letter in Word says; it is read in a process of its own. Raises the ``WORD-*`` family, ``Cancelled``."""
    return read_qa_letter(session.redactor.listed(data, progress))


def points_of(letter: QaLetter, items: tuple[QaItem, ...]) -> tuple[QaCondition, ...]:
    """The points of a letter as tasks that nobody has begun, in their order."""
    return tuple(
        QaCondition(
            id=new_id(),
            case_id=letter.case_id,
            letter_id=letter.id,
            position=position,
            number=item.number,
            parent=item.parent,
            text=item.text,
        )
        for position, item in enumerate(items, 1)
    )


def plain_items(points: tuple[str, ...]) -> tuple[QaItem, ...]:
    """Points that were typed one to a line, numbered in their order."""
    return tuple(QaItem(number=str(number), text=point) for number, point in enumerate(points, 1))


def answer_point(
    session: Session, case_id: CaseId, point_id: RecordId, *, owner: str, answer: str, page: str, done_on: date | None
) -> None:
    """Record who sees to a point, the answer to the panel, the page that changed and, once it is done, the day.

    Raises ``EntryMissing`` for a point that is done without an answer, ``RecordUnknown``, ``DateImpossible``.
    """
    if done_on is not None:
        need(owner=owner, answer=answer)
    with session.vault.writing(Compartment.REVIEWS, session.act("answer_point", case_id, subject=point_id)) as work:
        file = open_file(work, case_id)
        point = work.get(QaCondition, point_id)
        if done_on is not None:
            letter = next(one for one in file.qa_letters if one.id == point.letter_id)
            happened(done_on, today=session.clock.today(), not_before=letter.received_on)
        work.put(replace(point, owner=owner.strip(), answer=answer.strip(), page=page.strip(), done_on=done_on))


def check_report(session: Session, case_id: CaseId, *, checked_on: date, answers: Mapping[str, str]) -> None:
    """Keep the checklist of what Quality Assurance letters ask for again and again.

    ``answers`` are ``yes``, ``no`` or ``not needed`` by the id of the ask. Raises ``EntryMissing``, ``DateImpossible``.
    """
    lacking = [ask.question for ask in ASKS if not answers.get(ask.id, "").strip()]
    if lacking:
        raise EntryMissing(f"Not answered: {lacking[0]}")
    with session.vault.writing(Compartment.REVIEWS, session.act("check_report", case_id)) as work:
        file = open_file(work, case_id)
        happened(checked_on, today=session.clock.today(), not_before=file.case.opened_on)
        work.put(
            SelfCheck(
                id=new_id(),
                case_id=case_id,
                checked_on=checked_on,
                checked_by=session.person,
                answers=tuple(f"{ask.id}: {answers[ask.id].strip()}" for ask in ASKS),
            )
        )
