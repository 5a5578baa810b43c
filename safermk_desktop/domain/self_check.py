"""What Quality Assurance letters ask for again and again: a checklist before the submission (domain 3.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from safermk_desktop.domain.record import Record


@dataclass(frozen=True, slots=True)
class RecurringAsk:
    """One thing that is asked for again and again, as a question to the report."""

    id: str
    question: str


ASKS: Final = (
    RecurringAsk("equality", "Is each of the nine protected characteristics analysed, disability and age above all?"),
    RecurringAsk("coercive_control", "Is coercive control defined and explored?"),
    RecurringAsk("economic_abuse", "Is economic abuse defined and explored?"),
    RecurringAsk("bias", "Is bias explored, as with a victim who is a man?"),
    RecurringAsk("exceptional", "Is it said what the pandemic or another exceptional time changed?"),
    RecurringAsk("tribute", "Does a tribute or pen portrait open the report, or is it said why not?"),
    RecurringAsk("expertise", "Does the panel have the expertise that the case needs?"),
    RecurringAsk("left_out", "Is it explained why an agency was left out?"),
    RecurringAsk("conclusions", "Are the conclusions of the agencies' own reviews brought together?"),
    RecurringAsk("family", "Is it said how and when the family was invited and what it said?"),
    RecurringAsk("measurable", "Has every recommendation an owner, a date and a measure?"),
    RecurringAsk("identities", "Are all names and dates of birth out, in the terms of reference too?"),
    RecurringAsk("summary", "Can the executive summary be understood alone?"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck(Record):
    """The checklist as it was answered. ``answers`` are ``id: yes|no|not needed``, with a note after a semicolon."""

    checked_on: date
    checked_by: str
    answers: tuple[str, ...]

    def answer(self, ask: str) -> str:
        """What was answered to an ask; empty where nothing was."""
        return next((entry.partition(": ")[2] for entry in self.answers if entry.startswith(f"{ask}: ")), "")

    @property
    def unmet(self) -> tuple[RecurringAsk, ...]:
        """The asks that the report does not meet yet."""
        return tuple(ask for ask in ASKS if self.answer(ask.id) not in {"yes", "not needed"})
