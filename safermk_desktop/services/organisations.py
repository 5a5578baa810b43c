"""The organisations and posts that all cases share: entered, ended, followed by another. Nothing of a case is here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from safermk_desktop.domain.organisations import (
    ContactRole,
    Organisation,
    OrganisationKind,
    Post,
    existing,
    held_on,
    stood,
    would_circle,
)
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import DateImpossible, EntryInvalid
from safermk_desktop.services.casefiles import need
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session, new_id

NOWHERE = CaseId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """All organisations and posts, in the order of entry."""

    organisations: tuple[Organisation, ...]
    posts: tuple[Post, ...]

    def on(self, day: date) -> tuple[Organisation, ...]:
        """The organisations that existed on a day, by name."""
        return existing(self.organisations, day)

    def posts_on(self, organisation_id: str, day: date) -> tuple[Post, ...]:
        """The posts of an organisation that were held on a day."""
        return held_on(self.posts, organisation_id, day)

    def found(self, text: str) -> tuple[Organisation, ...]:
        """The organisations whose name, note or holders hold every word of ``text``, by name."""
        words = text.casefold().split()
        ordered = sorted(self.organisations, key=lambda one: one.name.casefold())
        return tuple(one for one in ordered if all(word in self._words(one) for word in words))

    def _words(self, one: Organisation) -> str:
        posts = " ".join(f"{post.title} {post.holder}" for post in self.posts if post.organisation_id == one.id)
        return f"{one.name} {one.kind} {one.note} {posts}".casefold()


def directory(session: Session) -> Directory:
    """Everything that is entered."""
    with session.vault.reading(Compartment.COMMON) as work:
        return Directory(organisations=work.every(Organisation), posts=work.every(Post))


def put_organisation(
    session: Session,
    *,
    name: str,
    kind: OrganisationKind,
    since: date | None = None,
    note: str = "",
    organisation_id: RecordId | None = None,
) -> RecordId:
    """Enter an organisation, or change the one of ``organisation_id``.

    Raises ``EntryMissing``, ``EntryInvalid`` for a name that is taken, ``DateImpossible``, ``RecordUnknown``.
    """
    need(name=name)
    act = session.act("put_organisation", NOWHERE, subject=organisation_id or "new")
    with session.vault.writing(Compartment.COMMON, act) as work:
        if any(
            one.name.casefold() == name.strip().casefold() and one.id != organisation_id
            for one in work.every(Organisation)
        ):
            raise EntryInvalid("An organisation of that name is entered already.")
        held = work.get(Organisation, organisation_id) if organisation_id else _blank()
        if since and held.until and held.until < since:
            raise DateImpossible("An organisation begins before it ends.")
        work.put(replace(held, name=name.strip(), kind=kind, since=since, note=note))
    return held.id


def end_organisation(session: Session, organisation_id: RecordId, *, last_day: date, note: str = "") -> None:
    """Record the last day of an organisation that nothing follows. Raises ``DateImpossible``, ``RecordUnknown``."""
    act = session.act("end_organisation", NOWHERE, subject=organisation_id)
    with session.vault.writing(Compartment.COMMON, act) as work:
        held = work.get(Organisation, organisation_id)
        _refuse_end(held, last_day)
        work.put(replace(held, until=last_day, successor_id="", note=note or held.note))


def succeed(session: Session, organisation_id: RecordId, *, successor_id: RecordId, took_over_on: date) -> None:
    """Record who took the work of an organisation over, and from which day; its own last day is the one before.

    Raises ``EntryInvalid`` when it would come after itself or the successor was not there, ``DateImpossible``.
    """
    act = session.act("succeed_organisation", NOWHERE, subject=organisation_id)
    with session.vault.writing(Compartment.COMMON, act) as work:
        held, after = work.get(Organisation, organisation_id), work.get(Organisation, successor_id)
        if would_circle(work.every(Organisation), organisation_id, successor_id):
            raise EntryInvalid("An organisation cannot come after itself.")
        if not stood(after.since, after.until, took_over_on):
            raise EntryInvalid(f"{after.name} did not exist on that day.")
        last_day = took_over_on - timedelta(days=1)
        _refuse_end(held, last_day)
        work.put(replace(held, until=last_day, successor_id=successor_id))


def put_post(
    session: Session,
    organisation_id: RecordId,
    *,
    role: ContactRole,
    title: str,
    holder: str,
    contact: str = "",
    since: date | None = None,
    post_id: RecordId | None = None,
) -> RecordId:
    """Enter a post and who holds it, or change the one of ``post_id``. Raises ``EntryMissing``, ``RecordUnknown``."""
    need(title=title, holder=holder)
    with session.vault.writing(Compartment.COMMON, session.act("put_post", NOWHERE, subject=organisation_id)) as work:
        work.get(Organisation, organisation_id)
        until = work.get(Post, post_id).until if post_id else None
        if since and until and until < since:
            raise DateImpossible("A post is held before it ends.")
        post = Post(
            id=post_id or new_id(),
            case_id=NOWHERE,
            organisation_id=organisation_id,
            role=role,
            title=title,
            holder=holder,
            contact=contact,
            since=since,
            until=until,
        )
        work.put(post)
    return post.id


def end_post(session: Session, post_id: RecordId, *, last_day: date) -> None:
    """Record the last day on which somebody held a post. Raises ``DateImpossible``, ``RecordUnknown``."""
    with session.vault.writing(Compartment.COMMON, session.act("end_post", NOWHERE, subject=post_id)) as work:
        held = work.get(Post, post_id)
        if held.since and last_day < held.since:
            raise DateImpossible("A post ends after it was taken up.")
        work.put(replace(held, until=last_day))


def _refuse_end(held: Organisation, last_day: date) -> None:
    if held.since and last_day < held.since:
        raise DateImpossible("An organisation ends after it began.")


def _blank() -> Organisation:
    return Organisation(
        id=new_id(),
        case_id=NOWHERE,
        name="",
        kind=OrganisationKind.OTHER,
        since=None,
        until=None,
        successor_id="",
        note="",
    )
