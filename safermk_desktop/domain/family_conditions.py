"""What a review owes the family: at each stage a contact, or the recorded reason to go on without (domain 2.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.case import Fact
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.family import STAGES, FamilyComment, Matter, counts
from safermk_desktop.domain.wording import count_of, long_date

FACTS: Final[Mapping[Matter, str]] = MappingProxyType(
    {
        Matter.DECISION: "family_informed",
        Matter.ADVOCACY: "advocacy_offered",
        Matter.TERMS: "family_commented_terms",
        Matter.CONTRIBUTION: "family_contribution",
        Matter.DRAFT: "draft_shared_with_family",
        Matter.PUBLICATION: "family_told_publication",
    }
)
"""The dated facts that tell the same of the time before a case under way came in, and of no other."""
FAMILY_FACTS: Final = frozenset(FACTS.values())
NO_DAY: Final = (
    "The family was contacted about publication, but no day is agreed: record the day, or why the review goes on "
    "without."
)
AGAIN: Final = frozenset({Matter.DRAFT})
"""What is owed again when the Home Office asks for another round."""


def family_heard(matter: Matter) -> Callable[[CaseFile], str | None]:
    """The condition that the family was heard on a matter, or why not is recorded."""

    def condition(file: CaseFile) -> str | None:
        from_day = file.round_from if matter in AGAIN else None
        if any(from_day is None or day >= from_day for day in _days(file, matter)):
            return None
        wishes = (one for one in file.family.people if one.id not in file.family.besides)
        if matter is Matter.PSEUDONYM and any(one.pseudonym_wishes.strip() for one in wishes):
            return None
        return _tried(file, matter, from_day)

    return condition


def family_answered(file: CaseFile) -> str | None:
    """Whether every comment of the family is answered, and where they disagree the report says so."""
    waiting = len(file.family.unanswered)
    if waiting:
        return f"{count_of(waiting, 'comment')} of the family not answered yet."
    silent = sum(one.is_disagreement and not one.reflected.strip() for one in file.family.comments)
    return f"{count_of(silent, 'disagreement')} of the family not reflected in the report yet." if silent else None


def is_late(file: CaseFile, comment: FamilyComment) -> bool:
    """Whether a comment came after the panel approved the draft, or after it was submitted."""
    days = [one.happened_on for one in file.facts if one.kind == "panel_approved_report"]
    days += [one.submitted_on for one in file.submissions]
    return bool(days) and comment.received_on > min(days)


def comment_sentence(comment: FamilyComment) -> str:
    """The duty that a comment opens."""
    return f"Answer the family's comment of {long_date(comment.received_on)}"


def taken_over_facts(file: CaseFile, matter: Matter) -> tuple[Fact, ...]:
    """The dated facts that stand for a matter: those of the time before the case came in, marked as recorded later."""
    came = file.came_in_on
    if came is None or matter not in FACTS:
        return ()
    return tuple(one for one in file.facts if one.kind == FACTS[matter] and one.happened_on < came)


def _days(file: CaseFile, matter: Matter) -> Iterator[date]:
    """The days on which the family was heard on a matter, or going on without was given its reason."""
    besides = file.family.besides
    heard = (one for one in file.family.contacts if counts(one) and one.person_id not in besides)
    if matter is not Matter.PUBLICATION:  # to have spoken of it is not to have agreed the day
        yield from (one.happened_on for one in heard if one.matter is matter)
    yield from (one.recorded_on for one in file.family.reasons if one.matter is matter)
    yield from (one.happened_on for one in taken_over_facts(file, matter))
    if matter is Matter.PUBLICATION:
        yield from (one.agreed_on for one in file.family.publication_days if one.person_id not in besides)


def _tried(file: CaseFile, matter: Matter, from_day: date | None) -> str:
    tried = [
        one
        for one in file.family.contacts
        if one.matter is matter and not counts(one) and (from_day is None or one.happened_on >= from_day)
    ]
    if matter is Matter.PUBLICATION and any(one.matter is matter and counts(one) for one in file.family.contacts):
        return NO_DAY
    if not tried:
        return ""
    return (
        f"The family was tried {count_of(len(tried), 'time')} and not heard yet: "
        "try again, or record why the review goes on without."
    )


FAMILY_CONDITIONS: Final[Mapping[str, Callable[[CaseFile], str | None]]] = MappingProxyType(
    {**{f"family:{matter}": family_heard(matter) for matter in STAGES}, "family_answered": family_answered}
)
