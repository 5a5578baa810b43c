"""Everything a Channel case holds on one day, as the pure functions of its process read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from safermk_desktop.domain.channel.assessment import Assessment, AssessmentStage
from safermk_desktop.domain.channel.case import ChannelCase, ChannelFact, ChannelPerson, ChannelStep, HistoryLook
from safermk_desktop.domain.channel.exits import (
    AfterReview,
    Exit,
    PostExitReview,
    Retention,
    RetentionHold,
    Transfer,
)
from safermk_desktop.domain.channel.panel import CaseAction, Outcome, PanelDecision, PanelReview
from safermk_desktop.domain.channel.referral import GatewayOutcome, PartnerRequest, Referral, Section36Decision
from safermk_desktop.domain.channel.support import Consent, Objective, SupportContact, SupportPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFile:
    """The facts of one case, read on the day ``today``. Sequences are in the order of entry.

    ``earlier`` are the earlier cases of the same person.
    """

    case: ChannelCase
    person: ChannelPerson
    today: date
    referral: Referral | None = None
    earlier: tuple[ChannelCase, ...] = ()
    steps: tuple[ChannelStep, ...] = ()
    facts: tuple[ChannelFact, ...] = ()
    looks: tuple[HistoryLook, ...] = ()
    gateway: tuple[GatewayOutcome, ...] = ()
    requests: tuple[PartnerRequest, ...] = ()
    section36: tuple[Section36Decision, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    consents: tuple[Consent, ...] = ()
    plans: tuple[SupportPlan, ...] = ()
    objectives: tuple[Objective, ...] = ()
    contacts: tuple[SupportContact, ...] = ()
    decisions: tuple[PanelDecision, ...] = ()
    reviews: tuple[PanelReview, ...] = ()
    actions: tuple[CaseAction, ...] = ()
    exits: tuple[Exit, ...] = ()
    after: tuple[PostExitReview, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    retention: tuple[Retention, ...] = ()
    holds: tuple[RetentionHold, ...] = ()

    @property
    def visit(self) -> int:
        """How many steps the case has taken: what is decided now counts for the state that it stands in."""
        return len(self.steps)

    @property
    def round_from(self) -> date:
        """The day from which the case is worked on, or worked on again since a review after exit took it back."""
        again = (one.done_on for one in reversed(self.after) if one.decision == AfterReview.RE_ENTER)
        return next((day for day in again if day), self.case.opened_on)

    def fact(self, kind: str) -> ChannelFact | None:
        """The latest fact of ``kind``, if there is one."""
        return next((one for one in reversed(self.facts) if one.kind == kind), None)

    @property
    def decision(self) -> PanelDecision | None:
        """What the panel last decided in the state that the case stands in."""
        return next((one for one in reversed(self.decisions) if one.visit == self.visit), None)

    @property
    def gateway_answer(self) -> GatewayOutcome | None:
        """The latest word of the police."""
        return self.gateway[-1] if self.gateway else None

    @property
    def section36_decision(self) -> Section36Decision | None:
        """The decision of section 36 in this round."""
        found = [one for one in self.section36 if one.decided_on >= self.round_from]
        return found[-1] if found else None

    def assessment(self, *stages: AssessmentStage) -> Assessment | None:
        """The latest assessment in this round, of one of ``stages`` where any is named."""
        found = [
            one
            for one in self.assessments
            if one.assessed_on >= self.round_from and (not stages or one.stage in stages)
        ]
        return max(found, key=lambda one: one.assessed_on, default=None)

    @property
    def consent(self) -> Consent | None:
        """The latest answer to the request for consent in this round."""
        found = [one for one in self.consents if one.answered_on >= self.round_from]
        return found[-1] if found else None

    @property
    def plan(self) -> SupportPlan | None:
        """The latest version of the support plan in this round."""
        found = [one for one in self.plans if one.made_on >= self.round_from]
        return found[-1] if found else None

    @property
    def adopted_on(self) -> date | None:
        """The day on which the panel adopted the case in this round."""
        days = (one.decided_on for one in reversed(self.decisions) if one.outcome is Outcome.ADOPT)
        return next((day for day in days if day >= self.round_from), None)

    @property
    def exit(self) -> Exit | None:
        """How the person left the programme in this round."""
        found = [one for one in self.exits if one.exited_on >= (self.adopted_on or self.round_from)]
        return found[-1] if found and self.adopted_on else None

    def review_after(self, months: int) -> PostExitReview | None:
        """The review ``months`` after the latest exit."""
        if not self.exits:
            return None
        return next((one for one in self.after if one.exit_id == self.exits[-1].id and one.months == months), None)

    @property
    def last_contact_on(self) -> date | None:
        """The day of the last contact of support that was delivered."""
        return max((one.happened_on for one in self.contacts if one.was_delivered), default=None)

    def events(self) -> dict[str, date]:
        """The days from which the clocks run."""
        return {name: day for name, day in self._moments() if day is not None}

    def _moments(self) -> Iterator[tuple[str, date | None]]:
        yield "referred", self.case.opened_on
        decided = self.section36_decision
        yield "section36", decided.decided_on if decided else None
        yield "adopted", self.adopted_on
        consented = self.consent.answered_on if self.consent and self.consent.is_live(self.today) else None
        yield "consented", consented
        yield "exited", self.exits[-1].exited_on if self.exits else None
        if self.adopted_on:
            since = (one.assessed_on for one in self.assessments)
            yield "assessed", max((day for day in since if day >= self.adopted_on), default=self.adopted_on)
        if consented:
            yield (
                "reviewed",
                max((one.reviewed_on for one in self.reviews if one.reviewed_on >= consented), default=consented),
            )
