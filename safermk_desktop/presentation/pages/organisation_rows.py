"""What the tables of the page of people and organisations show, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from safermk_desktop.domain.organisations import ROLE_WORDS, Organisation, Post, stood, took_over_on
from safermk_desktop.domain.wording import count_of, short_date
from safermk_desktop.presentation.models.cells import Cell, Column, rag_cell, two_line_cell, wrap_cell
from safermk_desktop.services.organisations import Directory


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An organisation, who followed it, and how many posts are held in it on the day."""

    organisation: Organisation
    after: str
    posts: int
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A post and whether it is held on the day."""

    post: Post
    is_held: bool


def organisation_rows(found: Directory, text: str, today: date) -> tuple[OrganisationRow, ...]:
    """The organisations that hold ``text``: those that stand first, each group by name."""
    names = {str(one.id): one.name for one in found.organisations}
    rows = [
        OrganisationRow(
            organisation=one,
            after=names.get(one.successor_id, ""),
            posts=len(found.posts_on(one.id, today)),
            stands=stood(one.since, one.until, today),
        )
        for one in found.found(text)
    ]
    return tuple(sorted(rows, key=lambda row: not row.stands))


def post_rows(found: Directory, organisation_id: str, today: date) -> tuple[PostRow, ...]:
    """The posts of an organisation, those that are held now first."""
    held = [one for one in found.posts if one.organisation_id == organisation_id]
    rows = [PostRow(post=one, is_held=stood(one.since, one.until, today)) for one in held]
    return tuple(sorted(rows, key=lambda row: not row.is_held))


def _days(since: date | None, until: date | None) -> str:
    if since is None and until is None:
        return "No days entered"
    if since is None:
        return f"Until {short_date(until)}"
    return f"{short_date(since)} to {short_date(until)}" if until else f"Since {short_date(since)}"


def _span(row: OrganisationRow) -> Cell:
    one = row.organisation
    days = _days(one.since, one.until)
    if row.after:
        return two_line_cell(days, f"then {row.after}, from {short_date(took_over_on(one))}")
    return two_line_cell(days, one.note) if one.note else wrap_cell(days)


def _state(row: OrganisationRow) -> Cell:
    return rag_cell("green", "Current") if row.stands else rag_cell("grey", "Ended")


def _reach(row: PostRow) -> Cell:
    one = row.post
    days = _days(one.since, one.until)
    return wrap_cell("\n".join(part for part in (one.contact, days) if part))


ORGANISATION_COLUMNS: Final[tuple[Column[OrganisationRow], ...]] = (
    Column(
        header="Organisation",
        cell=lambda row: two_line_cell(row.organisation.name, row.organisation.kind.value),
    ),
    Column(header="From when to when, and what came after", cell=_span),
    Column(header="Posts", cell=lambda row: wrap_cell(count_of(row.posts, "post")), width=88),
    Column(header="State", cell=_state, width=112),
)
POST_COLUMNS: Final[tuple[Column[PostRow], ...]] = (
    Column(header="Held by", cell=lambda row: two_line_cell(row.post.holder, row.post.title, role="bodyStrong")),
    Column(header="Role in reviews", cell=lambda row: wrap_cell(ROLE_WORDS[row.post.role])),
    Column(header="Contact and days", cell=_reach),
    Column(
        header="State",
        cell=lambda row: rag_cell("green", "In post") if row.is_held else rag_cell("grey", "Ended"),
        width=112,
    ),
)
