"""A finding in sentences: where it stands, why it is shown, and which published form is suggested for it."""

from __future__ import annotations

from typing import Final

from safermk_desktop.domain.identities import FindingChoice
from safermk_desktop.domain.record import CaseId
from safermk_desktop.domain.wording import count_of
from safermk_desktop.presentation.models.group_rows import CERTAINTIES, SOURCES
from safermk_desktop.presentation.widgets.fields import short_day
from safermk_desktop.services import pseudonyms
from safermk_desktop.services.grouping import SENTENCES, Group, context
from safermk_desktop.services.session import Session

_MOST: Final = 160
_PEOPLE: Final = frozenset({"person", "child"})


def context_of(text: str, group: Group) -> str:
    """The first sentences that it stands in, each on its line; nothing while the text is not known."""
    spans = group.sentences or tuple(dict.fromkeys(context(text, *place) for place in group.places[: 2 * SENTENCES]))
    told = dict.fromkeys(" ".join(text[start:end].split()) for start, end in spans)
    shown = [one if len(one) <= _MOST else f"{one[:_MOST].rstrip()} ..." for one in told if one][:SENTENCES]
    beside = [(one in group.published, " ".join(one.split())[:_MOST]) for one in group.elsewhere[: SENTENCES - 1]]
    quoted = [f"\u201c{one}\u201d" for one in shown]
    places = {True: "Already published", False: "In another paper of the case"}
    return "\n".join([*quoted, *(f"{places[is_out]}: \u201c{one}\u201d" for is_out, one in beside)])


def why_of(group: Group) -> str:
    """Certainty, source and count, or who decided and when."""
    decision = group.decision
    if decision is not None:
        done = "Replaced" if decision.choice is FindingChoice.REPLACE else "Kept"
        return f"{done} in every paper of the case by {decision.decided_by}, {short_day(decision.decided_on)}."
    if group.reason:
        return group.reason
    found = f"{CERTAINTIES[group.certainty.value]}, found {SOURCES[group.source.value]}"
    return f"{found}, in {count_of(len(group.places), 'place')}."


def suggested(session: Session, case_id: CaseId, group: Group) -> str:
    """The published form to begin with: what was decided, else for a person a pseudonym that nobody of any case has."""
    is_replaced = group.decision is not None and group.decision.choice is FindingChoice.REPLACE
    if group.kind not in _PEOPLE or not case_id or is_replaced:
        return group.replacement
    offered = pseudonyms.suggest(session, case_id, role="child" if group.kind == "child" else "", names=group.names)
    labels = [form for form in offered if " " in form]
    return (labels or [*offered, group.replacement])[0]
