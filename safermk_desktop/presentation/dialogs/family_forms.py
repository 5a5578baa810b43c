"""The forms on the family and friends of a review, as data. People are chosen by relation and published form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.family import (
    MATTER_WORDS,
    ContactMethod,
    ContactOutcome,
    FamilyPerson,
    Matter,
    Relation,
)
from safermk_desktop.domain.record import RecordId
from safermk_desktop.domain.wording import long_date
from safermk_desktop.errors import EntryInvalid, RecordUnknown
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import family, queries
from safermk_desktop.services.session import Session

FamilyMaker = Callable[[Session, CaseFile, str], StepForm]

YES_NO: Final = (("no", "No"), ("yes", "Yes"))
ABOUT: Final = (
    (Matter.TERMS.value, "The terms of reference"),
    (Matter.DRAFT.value, "The draft report"),
    (Matter.FINAL_COPY.value, "The final report"),
    (Matter.PUBLICATION.value, "Publication"),
    (Matter.OTHER.value, "Something else"),
)
CHOOSE: Final = ("", "Choose")
NOBODY: Final = (("", "Nobody is entered yet"),)


def _person(session: Session, file: CaseFile, about: str) -> StepForm:
    held = next((one for one in file.family.people if one.id == RecordId(about)), None) if about else None
    entries = queries.register_view(session, file.case.case_id).entries
    known = [(entry.id, entry.replacement) for entry in entries if entry.kind == "person" and entry.replacement]
    return StepForm(
        title="Family or friend" if held is None else held.pseudonym,
        explain="Write the published form, never a name: names stand in the identity register alone.",
        asks=_person_asks(held, known),
        save="&Save the person",
        act=lambda texts, _days: family.put_person(
            session,
            file.case.case_id,
            relation=Relation(texts["relation"]),
            entry_id=texts["entry"],
            pseudonym=texts["pseudonym"],
            preferred_contact=texts["preferred"],
            advocate=texts["advocate"],
            interpreter=texts["interpreter"],
            pseudonym_wishes=texts["wishes"],
            approach=texts["approach"],
            person_id=held.id if held else None,
        ),
    )


def _person_asks(held: FamilyPerson | None, known: Sequence[tuple[str, str]]) -> tuple[Ask, ...]:
    return (
        Ask(
            name="relation",
            words="&Relation",
            choices=tuple((one.value, one.value) for one in Relation),
            starts=held.relation if held else "",
        ),
        Ask(
            name="entry",
            words="Entry in the identity re&gister",
            choices=(("", "None: use the published form below"), *known),
            starts=held.entry_id if held else "",
        ),
        Ask(name="pseudonym", words="&Published form", starts=held.pseudonym if held else ""),
        Ask(name="preferred", words="&How they wish to be contacted", starts=held.preferred_contact if held else ""),
        Ask(name="advocate", words="&Advocate", starts=held.advocate if held else ""),
        Ask(name="interpreter", words="&Interpreter", starts=held.interpreter if held else ""),
        Ask(
            name="wishes",
            words="&Wishes on the pseudonym",
            starts=held.pseudonym_wishes if held else "",
            is_long=True,
        ),
        Ask(
            name="approach",
            words="Risk chec&k, or how contact fits a child's age",
            starts=held.approach if held else "",
            is_long=True,
        ),
    )


def _contact(session: Session, file: CaseFile, about: str) -> StepForm:
    matters = tuple((matter.value, words) for matter, words in MATTER_WORDS.items())
    matter, _, person = about.partition("/")
    today = day_text(session.clock.today())
    return StepForm(
        title="Record a contact or an attempt",
        explain="Each contact is kept, also one that nobody answered. An unanswered one does not open the gate.",
        asks=(
            _who(file, person),
            Ask(name="matter", words="&About", choices=matters, starts=matter),
            Ask(name="day", words="&On", missing="Type the day.", is_day=True, starts=today),
            Ask(name="by", words="&By whom", missing="Type who made the contact.", starts=session.person),
            Ask(name="method", words="&How", choices=tuple((one.value, one.value) for one in ContactMethod)),
            Ask(
                name="outcome",
                words="What &came of it",
                missing="Choose what came of it.",
                choices=(CHOOSE, *((one.value, one.value) for one in ContactOutcome)),
            ),
            Ask(name="place", words="&Where; for a draft, where it was read"),
            Ask(name="words", words="W&hat was said", is_long=True),
        ),
        save="&Record the contact",
        act=lambda texts, days: family.record_contact(
            session,
            file.case.case_id,
            _chosen(texts),
            matter=Matter(texts["matter"]),
            happened_on=days["day"],
            by_whom=texts["by"],
            method=ContactMethod(texts["method"]),
            outcome=ContactOutcome(texts["outcome"]),
            place=texts["place"],
            words=texts["words"],
        ),
    )


def _reason(session: Session, file: CaseFile, about: str) -> StepForm:
    return StepForm(
        title="Record why the review goes on without",
        explain="Only where there is nobody to contact, or contact was tried and given up. It stays on the record.",
        asks=(
            Ask(
                name="matter",
                words="&Without",
                choices=tuple((matter.value, words) for matter, words in MATTER_WORDS.items()),
                starts=about,
            ),
            Ask(name="reason", words="&Reason", missing="Give the reason.", is_long=True),
        ),
        save="&Record the reason",
        act=lambda texts, _days: family.record_reason(
            session, file.case.case_id, matter=Matter(texts["matter"]), reason=texts["reason"]
        ),
    )


def _comment(session: Session, file: CaseFile, about: str) -> StepForm:
    return StepForm(
        title="Record a comment of the family",
        explain="It is owed an answer from then on, also when it comes after the draft.",
        asks=(
            _who(file, about),
            Ask(name="about", words="&About", choices=ABOUT, starts=Matter.DRAFT),
            Ask(
                name="day",
                words="&Received on",
                missing="Type the day.",
                is_day=True,
                starts=day_text(session.clock.today()),
            ),
            Ask(name="text", words="W&hat was said", missing="Write what was said.", is_long=True),
            Ask(name="disagrees", words="They &disagree with the report", choices=YES_NO),
            Ask(name="by", words="Answer &promised by", is_day=True, is_ahead=True),
        ),
        save="&Record the comment",
        act=lambda texts, days: family.record_comment(
            session,
            file.case.case_id,
            _chosen(texts),
            about=Matter(texts["about"]),
            received_on=days["day"],
            text=texts["text"],
            is_disagreement=texts["disagrees"] == "yes",
            answer_by=days.get("by"),
        ),
    )


def _answer(session: Session, file: CaseFile, about: str) -> StepForm:
    comment = next((one for one in file.family.comments if one.id == RecordId(about)), None)
    if comment is None:
        raise RecordUnknown
    return StepForm(
        title="Answer a comment of the family",
        explain=f"Of {long_date(comment.received_on)}: {comment.text}",
        asks=(
            Ask(name="answer", words="The &answer", missing="Write the answer.", starts=comment.answer, is_long=True),
            Ask(
                name="reflected",
                words="Where the &report reflects it",
                missing="Say where the report reflects the disagreement." if comment.is_disagreement else "",
                starts=comment.reflected,
            ),
            Ask(
                name="day",
                words="Answered &on",
                missing="Type the day.",
                is_day=True,
                starts=day_text(session.clock.today()),
            ),
            Ask(name="by", words="Answered &by", missing="Type who answered.", starts=session.person),
        ),
        save="&Record the answer",
        act=lambda texts, days: family.answer_comment(
            session,
            file.case.case_id,
            comment.id,
            answer=texts["answer"],
            answered_on=days["day"],
            answered_by=texts["by"],
            reflected=texts["reflected"],
        ),
    )


def _publication_day(session: Session, file: CaseFile, about: str) -> StepForm:
    return StepForm(
        title="Agree the day of publication",
        explain="Not on a birthday or an anniversary: the days of the identity register and of the death are compared.",
        asks=(
            _who(file, about),
            Ask(name="day", words="&Day of publication", missing="Type the day.", is_day=True, is_ahead=True),
            Ask(
                name="agreed",
                words="&Agreed on",
                missing="Type the day.",
                is_day=True,
                starts=day_text(session.clock.today()),
            ),
            Ask(name="words", words="What the family wishes to be &said", is_long=True),
        ),
        save="&Record the day",
        act=lambda texts, days: family.agree_publication_day(
            session,
            file.case.case_id,
            _chosen(texts),
            day=days["day"],
            agreed_on=days["agreed"],
            words=texts["words"],
        ),
    )


def _who(file: CaseFile, starts: str) -> Ask:
    people = tuple((one.id, shown(one)) for one in file.family.people)
    return Ask(name="person", words="&With whom", choices=people or NOBODY, starts=starts)


def _chosen(texts: Mapping[str, str]) -> RecordId:
    if not texts["person"]:
        raise EntryInvalid("Enter the person first: relation and published form.")
    return RecordId(texts["person"])


def shown(person: FamilyPerson) -> str:
    """How a person is listed: the published form and the relation."""
    return f"{person.pseudonym} ({person.relation.value.lower()})"


FAMILY_FORMS: Final[Mapping[str, FamilyMaker]] = MappingProxyType(
    {
        "family_person": _person,
        "family_contact": _contact,
        "family_reason": _reason,
        "family_comment": _comment,
        "family_answer": _answer,
        "publication_day": _publication_day,
    }
)
"""By the act. Persons and answers are about their record, a contact is about ``matter/person``."""
