"""What stays in every paper of a case by decision or by its register file: listed, taken back, and kept again."""

from __future__ import annotations

from dataclasses import dataclass

from safermk_desktop.domain.identities import FindingChoice, FindingDecision, RegisterRule
from safermk_desktop.domain.record import CaseId
from safermk_desktop.services.deciding import NO_ENTRY, keep_names, undo_decision
from safermk_desktop.services.grouping import TOGETHER
from safermk_desktop.services.identities import set_rule
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Forms that stay by one decision, or one phrase of the register file; ``stands`` is false where a name took over.

    A combination that was seen and may stand (``TOGETHER``) puts no phrase into the register's rule.
    """

    phrases: tuple[str, ...]
    decision: FindingDecision | None = None
    stands: bool = True

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return self.decision.id if self.decision else self.phrases[0]


def kept_phrases(session: Session, case_id: CaseId) -> tuple[Kept, ...]:
    """Everything that stays, the latest decision first, then the phrases that no decision put there."""
    with session.vault.reading(Compartment.REVIEWS) as work:
        rules = work.of_case(RegisterRule, case_id)
        decisions = [one for one in work.of_case(FindingDecision, case_id) if one.choice is FindingChoice.KEEP]
    phrases = rules[-1].keep if rules else ()
    decided = [
        Kept(
            phrases=one.names,
            decision=one,
            stands=one.kind == TOGETHER or any(name in phrases for name in one.names),
        )
        for one in reversed(decisions)
    ]
    put = {name for one in decisions for name in one.added}
    return (*decided, *(Kept(phrases=(one,)) for one in phrases if one not in put))


def let_go(session: Session, case_id: CaseId, kept: Kept) -> None:
    """Let it stay no longer: a finding is to be decided on again. Raises ``RecordUnknown`` where it was taken back."""
    if kept.decision is not None:
        undo_decision(session, case_id, kept.decision.id)
        return
    rule = _rule(session, case_id)
    left = tuple(one for one in rule.keep if one not in kept.phrases)
    set_rule(session, case_id, dates=rule.dates, keep=left)


def keep_again(session: Session, case_id: CaseId, kept: Kept) -> None:
    """Let it stay as it did. Raises ``EntryInvalid`` where a registered identity stands in it by now."""
    if kept.decision is not None:
        keep_names(session, case_id, kept.decision.kind, kept.phrases)
        return
    rule = _rule(session, case_id)
    added = tuple(one for one in kept.phrases if one not in rule.keep)
    set_rule(session, case_id, dates=rule.dates, keep=(*rule.keep, *added))


def _rule(session: Session, case_id: CaseId) -> RegisterRule:
    with session.vault.reading(Compartment.REVIEWS) as work:
        rules = work.of_case(RegisterRule, case_id)
    return rules[-1] if rules else RegisterRule(id=NO_ENTRY, case_id=case_id, dates="month_year")
