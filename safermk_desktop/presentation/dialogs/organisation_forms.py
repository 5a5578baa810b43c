"""The forms on the organisations and posts that all cases share, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.organisations import ROLE_WORDS, ContactRole, Organisation, OrganisationKind, Post
from safermk_desktop.domain.record import RecordId
from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.dialogs.step_fields import Ask, StepForm
from safermk_desktop.presentation.widgets.fields import day_text
from safermk_desktop.services import organisations
from safermk_desktop.services.session import Session

NOBODY: Final = (("", "No other organisation is entered"),)


def _organisation(session: Session, about: str) -> StepForm:
    """Enter an organisation, or change one."""
    held = _one(session, about) if about else None
    return StepForm(
        title="Change an organisation" if held else "Enter an organisation",
        explain="Kept once for all cases. Nothing of a case belongs here.",
        asks=(
            Ask(name="name", words="&Name", missing="Type the name.", starts=held.name if held else ""),
            Ask(
                name="kind",
                words="&Kind, as the seats of panels are called",
                choices=tuple((one.value, one.value) for one in OrganisationKind),
                starts=held.kind if held else "",
            ),
            Ask(
                name="since",
                words="&First day, where it is known",
                is_day=True,
                is_ahead=True,
                starts=day_text(held.since) if held and held.since else "",
            ),
            Ask(name="note", words="N&ote", starts=held.note if held else "", is_long=True),
        ),
        save="&Save the organisation",
        act=lambda texts, days: organisations.put_organisation(
            session,
            name=texts["name"],
            kind=OrganisationKind(texts["kind"]),
            since=days.get("since"),
            note=texts["note"],
            organisation_id=held.id if held else None,
        ),
    )


def _end(session: Session, about: str) -> StepForm:
    held = _one(session, about)
    return StepForm(
        title=f"Last day of {held.name}",
        explain="It is still offered for days on which it existed. Where another took over, record that instead.",
        asks=(
            Ask(name="day", words="&Last day", missing="Type the last day.", is_day=True, is_ahead=True),
            Ask(name="note", words="N&ote", starts=held.note, is_long=True),
        ),
        save="&Record the last day",
        act=lambda texts, days: organisations.end_organisation(
            session, held.id, last_day=days["day"], note=texts["note"]
        ),
    )


def _follow(session: Session, about: str) -> StepForm:
    held, others = _one(session, about), organisations.directory(session).organisations
    choices = tuple((str(one.id), one.name) for one in others if one.id != held.id)
    return StepForm(
        title=f"What came after {held.name}",
        explain="Its last day is the day before. For earlier days it is still the one that is offered.",
        asks=(
            Ask(name="successor", words="&Followed by", choices=choices or NOBODY),
            Ask(name="day", words="&Took over on", missing="Type the day.", is_day=True, is_ahead=True),
        ),
        save="&Record it",
        act=lambda texts, days: organisations.succeed(
            session,
            held.id,
            successor_id=RecordId(texts["successor"]),
            took_over_on=days["day"],
        ),
    )


def _post(session: Session, about: str) -> StepForm:
    """``about`` is the organisation, or ``organisation/post``."""
    of, _, post_id = about.partition("/")
    organisation = _one(session, of)
    held = _post_of(session, post_id) if post_id else None
    return StepForm(
        title="Change a post" if held else "Enter a post",
        explain=f"In {organisation.name}. A new holder is a new post; the one before is ended.",
        asks=(
            Ask(
                name="role",
                words="&Role in reviews",
                choices=tuple((role.value, words) for role, words in ROLE_WORDS.items()),
                starts=held.role if held else "",
            ),
            Ask(name="title", words="&Title of the post", missing="Type the title.", starts=held.title if held else ""),
            Ask(name="holder", words="&Held by", missing="Type who holds it.", starts=held.holder if held else ""),
            Ask(name="contact", words="How to &reach them", starts=held.contact if held else ""),
            Ask(
                name="since",
                words="&Since, where it is known",
                is_day=True,
                starts=day_text(held.since) if held and held.since else "",
            ),
        ),
        save="&Save the post",
        act=lambda texts, days: organisations.put_post(
            session,
            organisation.id,
            role=ContactRole(texts["role"]),
            title=texts["title"],
            holder=texts["holder"],
            contact=texts["contact"],
            since=days.get("since"),
            post_id=held.id if held else None,
        ),
    )


def _end_post(session: Session, about: str) -> StepForm:
    held = _post_of(session, about)
    return StepForm(
        title=f"Last day of {held.holder}",
        explain=f"As {held.title}.",
        asks=(
            Ask(
                name="day",
                words="&Last day",
                missing="Type the last day.",
                is_day=True,
                is_ahead=True,
                starts=day_text(session.clock.today()),
            ),
        ),
        save="&End the post",
        act=lambda _texts, days: organisations.end_post(session, held.id, last_day=days["day"]),
    )


def _one(session: Session, organisation_id: str) -> Organisation:
    for one in organisations.directory(session).organisations:
        if one.id == RecordId(organisation_id):
            return one
    raise RecordUnknown


def _post_of(session: Session, post_id: str) -> Post:
    for one in organisations.directory(session).posts:
        if one.id == RecordId(post_id):
            return one
    raise RecordUnknown


ORGANISATION_FORMS: Final[Mapping[str, Callable[[Session, str], StepForm]]] = MappingProxyType(
    {
        "organisation": _organisation,
        "end_organisation": _end,
        "follow_organisation": _follow,
        "post": _post,
        "end_post": _end_post,
    }
)
"""By the act; each is about the id of an organisation or of a post."""
