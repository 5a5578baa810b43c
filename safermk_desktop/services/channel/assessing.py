"""Assessment templates in versions, assessments on them, and what became of each factor since the last one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from safermk_desktop.domain.channel.assessment import (
    Assessment,
    AssessmentStage,
    AssessmentTemplate,
    Change,
    FactorRating,
    RiskLevel,
    changes,
)
from safermk_desktop.domain.channel.channelfile import ChannelFile
from safermk_desktop.domain.record import ChannelId, RecordId
from safermk_desktop.domain.regimes.channel_2023_templates import TEMPLATES
from safermk_desktop.errors import EntryInvalid
from safermk_desktop.services.channel.files import NO_CASE, PREVENT, live_file
from safermk_desktop.services.entries import happened, need
from safermk_desktop.services.ports import Reading
from safermk_desktop.services.session import Session, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """How one factor is rated: a place in the template's scale, the evidence for it, and the day it was seen."""

    rating: int
    evidence: str
    seen_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An assessment with its template, the one before it, and the change of each factor."""

    assessment: Assessment
    template: AssessmentTemplate
    before: Assessment | None
    changes: tuple[Change, ...]


def bring_templates(session: Session) -> None:
    """Enter the templates that come with the application; those that are there already stay as they are."""
    with session.vault.writing(PREVENT, session.act("bring_templates", NO_CASE)) as work:
        there = {one.name for one in work.every(AssessmentTemplate)}
        today = session.clock.today()
        for text in TEMPLATES:
            if text.name not in there:
                work.put(
                    AssessmentTemplate(
                        id=new_id(),
                        case_id=NO_CASE,
                        name=text.name,
                        version=1,
                        framework=text.framework,
                        factors=text.factors,
                        scale=text.scale,
                        made_on=today,
                        made_by=session.person,
                        retired_on=today if text.is_retired else None,
                    )
                )


def templates(session: Session) -> tuple[AssessmentTemplate, ...]:
    """Every version of every template, in the order of entry."""
    with session.vault.reading(PREVENT) as work:
        return work.every(AssessmentTemplate)


def change_template(
    session: Session, template_id: RecordId, *, factors: tuple[str, ...], scale: tuple[str, ...], name: str = ""
) -> RecordId:
    """Make the next version of a template; assessments made on an earlier one keep it. Returns its id.

    Raises ``EntryInvalid`` for factors that are not ``section|id|words`` with ids of their own, or a scale of one.
    """
    _refuse_factors(factors, scale)
    made = new_id()
    with session.vault.writing(PREVENT, session.act("change_template", NO_CASE, subject=template_id)) as work:
        held = work.get(AssessmentTemplate, template_id)
        if held.retired_on is not None:
            raise EntryInvalid("A later version has taken the place of this one, or it is kept for old cases alone.")
        today = session.clock.today()
        work.put(replace(held, retired_on=today))
        work.put(
            replace(
                held,
                id=made,
                name=name.strip() or held.name,
                version=held.version + 1,
                factors=factors,
                scale=scale,
                made_on=today,
                made_by=session.person,
                retired_on=None,
            )
        )
    return made


def assess(
    session: Session,
    case_id: ChannelId,
    template_id: RecordId,
    *,
    stage: AssessmentStage,
    assessed_on: date,
    overall: str,
    risk: RiskLevel,
    ratings: Mapping[str, Rated],
) -> RecordId:
    """Record an assessment, every factor of its template rated, with evidence for each that is present.

    A retired template serves a case that was assessed on it before, and no other. Raises ``EntryMissing``,
    ``EntryInvalid``, ``DateImpossible``.
    """
    need(overall_view=overall)
    assessment_id, today = new_id(), session.clock.today()
    with session.vault.writing(PREVENT, session.act("assess", case_id, subject=stage.value)) as work:
        file = live_file(session, work, case_id)
        template = _usable(work, file, template_id)
        happened(assessed_on, today=today, not_before=file.round_from)
        _refuse_ratings(template, ratings, today)
        work.put(
            Assessment(
                id=assessment_id,
                case_id=case_id,
                template_id=template_id,
                stage=stage,
                assessed_on=assessed_on,
                author=session.person,
                overall=overall,
                risk=risk,
            )
        )
        for factor, rated in ratings.items():
            work.put(_rating(case_id, assessment_id, factor, rated))
    return assessment_id


def compared(session: Session, case_id: ChannelId) -> tuple[Compared, ...]:
    """Every assessment of a case with what changed since the one before it, the oldest first."""
    with session.vault.reading(PREVENT) as work:
        held = sorted(work.of_case(Assessment, case_id), key=lambda one: one.assessed_on)
        ratings = _by_assessment(work, case_id)
        kept = {one.id: one for one in work.every(AssessmentTemplate)}
    found: list[Compared] = []
    for before, now in zip([None, *held], held, strict=False):
        template = kept[now.template_id]
        was = ratings.get(before.id, []) if before else []
        changed = changes(template, ratings.get(now.id, []), was)
        found.append(Compared(assessment=now, template=template, before=before, changes=changed))
    return tuple(found)


def _by_assessment(work: Reading, case_id: ChannelId) -> dict[str, list[FactorRating]]:
    found: dict[str, list[FactorRating]] = {}
    for one in work.of_case(FactorRating, case_id):
        found.setdefault(one.assessment_id, []).append(one)
    return found


def _usable(work: Reading, file: ChannelFile, template_id: RecordId) -> AssessmentTemplate:
    template = work.get(AssessmentTemplate, template_id)
    if template.retired_on is not None and template.id not in {one.template_id for one in file.assessments}:
        raise EntryInvalid("That template is kept for cases that were assessed on it before.")
    return template


def _rating(case_id: ChannelId, assessment_id: RecordId, factor: str, rated: Rated) -> FactorRating:
    return FactorRating(
        id=new_id(),
        case_id=case_id,
        assessment_id=assessment_id,
        factor=factor,
        rating=rated.rating,
        evidence=rated.evidence,
        seen_on=rated.seen_on,
    )


def _refuse_ratings(template: AssessmentTemplate, ratings: Mapping[str, Rated], today: date) -> None:
    factors = {one.id for one in template.listed()}
    if set(ratings) != factors:
        raise EntryInvalid(f"Each of the {len(factors)} factors is rated, and no other.")
    for rated in ratings.values():
        if not 0 <= rated.rating < len(template.scale):
            raise EntryInvalid("A rating is one of the template's scale.")
        if rated.rating and not rated.evidence.strip():
            raise EntryInvalid("A factor that is present needs its evidence.")
        happened(rated.seen_on, today=today)


def _refuse_factors(factors: Sequence[str], scale: Sequence[str]) -> None:
    parts = [entry.split("|", 2) for entry in factors]
    if not parts or any(len(part) != 3 or not all(text.strip() for text in part) for part in parts):
        raise EntryInvalid("Each factor has a section, an id and its words.")
    if len({part[1] for part in parts}) < len(parts):
        raise EntryInvalid("Two factors have the same id.")
    if len(scale) <= 1 or not all(word.strip() for word in scale):
        raise EntryInvalid("The scale has at least two words.")
