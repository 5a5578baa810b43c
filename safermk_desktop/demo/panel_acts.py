"""The acts of the story on the shared organisations, and on the work of the panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from safermk_desktop.demo.story import StoryAct
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.organisations import ContactRole, OrganisationKind
from safermk_desktop.domain.panel_work import Presence, QuorumRule
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.services import organisations, panel_work, queries
from safermk_desktop.services.session import Session


def enter_organisations(session: Session, act: StoryAct, _case_id: CaseId) -> None:
    """Enter the organisations that all cases share, their posts, and who followed whom."""
    ids: dict[str, RecordId] = {}
    for entry in _entries(act.values["organisations"]):
        since = entry.get("since")
        ids[entry["name"]] = organisations.put_organisation(
            session,
            name=entry["name"],
            kind=OrganisationKind(entry["kind"]),
            since=date.fromisoformat(since) if since else None,
            note=entry.get("note", ""),
        )
    for entry in _entries(act.values["followed"]):
        organisations.succeed(
            session,
            ids[entry["name"]],
            successor_id=ids[entry["by"]],
            took_over_on=date.fromisoformat(entry["on"]),
        )
    for entry in _entries(act.values["posts"]):
        organisations.put_post(
            session,
            ids[entry["organisation"]],
            role=ContactRole(entry["role"]),
            title=entry["title"],
            holder=entry["holder"],
            contact=entry.get("contact", ""),
        )


def check_chair(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Fill in the checklist of the chair, with the employments that were declared."""
    for entry in _entries(act.values.get("employments", [])):
        panel_work.declare_employment(
            session,
            case_id,
            organisation=entry["organisation"],
            post=entry["post"],
            since=date.fromisoformat(entry["since"]),
            until=date.fromisoformat(entry["until"]),
        )
    evidence = cast("Mapping[str, str]", act.values["evidence"])
    panel_work.check_chair(session, case_id, checked_on=act.on, evidence=evidence)


def declare(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Every member declares that they have no part in the case."""
    for member in panel_work.sitting_on(queries.case_file(session, case_id), act.on):
        if member.agency_kind and member.independence:
            panel_work.declare(
                session,
                case_id,
                member.id,
                declared_on=act.on,
                is_independent=True,
                manages_no_one=True,
                words=member.independence,
            )


def expertise(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Require knowledge of a protected characteristic on the panel."""
    panel_work.require_expertise(
        session,
        case_id,
        characteristic=act.text("characteristic"),
        agency_kind=act.text("agency_kind"),
        reason=act.text("reason"),
        source=act.text("source"),
    )


def substitute(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """Name who sits for a member."""
    member = _member(queries.case_file(session, case_id), act.text("member"))
    panel_work.name_substitute(session, case_id, member, name=act.text("name"), post=act.text("post"), since=act.on)


def quorum(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """The panel decides on its quorum."""
    panel_work.set_quorum(
        session,
        case_id,
        rule=QuorumRule(act.text("rule")),
        number=0,
        reason=act.text("reason"),
        set_by=act.text("by"),
    )


def meeting(session: Session, act: StoryAct, case_id: CaseId) -> None:
    """A meeting of the panel; who is not named otherwise was there."""
    file = queries.case_file(session, case_id)
    others = {
        _member(file, name): Presence(presence)
        for name, presence in cast("Mapping[str, str]", act.values.get("others", {})).items()
    }
    there = {one.id: others.get(one.id, Presence.PRESENT) for one in panel_work.sitting_on(file, act.on)}
    panel_work.record_meeting(
        session, case_id, held_on=act.on, place=act.text("place"), attendance=there, note=act.text("note")
    )


def _member(file: CaseFile, name: str) -> RecordId:
    return next(one.id for one in file.members if one.name == name)


def _entries(items: object) -> Sequence[Mapping[str, str]]:
    return cast("Sequence[Mapping[str, str]]", items)
