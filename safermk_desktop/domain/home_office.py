"""Submission to the Home Office and the letter of its Quality Assurance Panel (domain 3.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safermk_desktop.domain.record import Record, RecordId


class QaOutcome(StrEnum):
    """What the Quality Assurance Panel says of the report."""

    PUBLISH = "PUBLISH"
    PUBLISH_AFTER_CHANGES = "PUBLISH_AFTER_CHANGES"
    RESUBMIT = "RESUBMIT"
    OTHER = "OTHER"


CLEARED_OUTCOMES = frozenset({QaOutcome.PUBLISH, QaOutcome.PUBLISH_AFTER_CHANGES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Record):
    """The submission set as it was sent. ``papers`` holds ``file name: sha256`` of each file."""

    submitted_on: date
    submitted_by: str
    method: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QaLetter(Record):
    """The letter of the Quality Assurance Panel, its outcome and its numbered points."""

    received_on: date
    panel_on: date
    outcome: QaOutcome
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QaCondition(Record):
    """One point of a letter as a task: who sees to it, the answer to the panel, the page that changed, when done.

    ``number`` and ``parent`` are as in the letter; ``position`` is its place in it, from 1.
    """

    letter_id: RecordId
    position: int
    number: str
    parent: str
    text: str
    owner: str = ""
    answer: str = ""
    page: str = ""
    done_on: date | None = None
