"""The decisions of one sitting, to be taken back and made again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from safermk_desktop.domain.identities import FindingChoice
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.services import deciding
from safermk_desktop.services.grouping import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    group: Group
    """As it was before; with the decision that was changed, if there was one."""
    published: str
    """Empty where the finding is kept."""
    decision_id: RecordId


class FindingChoices:
    """Each call decides in the vault at once; what cannot be decided raises and changes nothing."""

    def __init__(self, context: PageContext) -> None:
        self._session = context.session
        self.case_id = CaseId("")
        self._made: list[_Choice] = []
        self._taken_back: list[_Choice] = []

    def turn_to(self, case_id: CaseId) -> None:
        """Decide for this case; what was decided for another is not taken back from here."""
        if case_id != self.case_id:
            self.case_id = case_id
            self._made.clear()
            self._taken_back.clear()

    def replace(self, group: Group, published: str) -> RecordId:
        """Replace a finding everywhere, whatever was decided before. Raises as ``deciding.replace_finding``."""
        return self._note(_Choice(group=group, published=published, decision_id=self._decide(group, published)))

    def keep(self, group: Group) -> RecordId:
        """Let a finding stand everywhere, whatever was decided before. Raises as ``deciding.keep_finding``."""
        return self._note(_Choice(group=group, published="", decision_id=self._decide(group, None)))

    def take_back(self, decision_id: RecordId) -> None:
        """Take any decision back, whenever it was made: it is to be decided again. Raises ``RecordUnknown``."""
        deciding.undo_decision(self._session, self.case_id, decision_id)
        taken = [one for one in self._made if one.decision_id == decision_id]
        self._taken_back += taken
        keys = {one.group.key for one in taken}
        self._made = [one for one in self._made if one.group.key not in keys]

    def undo(self) -> str:
        """Take the last one back, to what was decided before it. Returns the finding's key, empty without one."""
        if not self._made:
            return ""
        last = self._made[-1]
        before = last.group.decision
        if before is None:
            self.take_back(last.decision_id)
            return last.group.key
        form = last.group.replacement if before.choice is FindingChoice.REPLACE else None
        again = self._decide(replace(last.group, decision=None), form, instead_of=last.decision_id)
        self._made = [
            replace(one, decision_id=again) if one.decision_id == before.id else one for one in self._made[:-1]
        ]
        self._taken_back.append(replace(last, group=replace(last.group, decision=replace(before, id=again))))
        return last.group.key

    def redo(self) -> str:
        """Decide as was last taken back. Returns the finding's key, empty where there is nothing."""
        if not self._taken_back:
            return ""
        last, before = self._taken_back[-1], self._taken_back[:-1]
        again = self.replace(last.group, last.published) if last.published else self.keep(last.group)
        self._taken_back = [_renewed(one, last.decision_id, again) for one in before]
        return last.group.key

    def _decide(self, group: Group, published: str | None, *, instead_of: RecordId = deciding.NO_DECISION) -> RecordId:
        former = group.decision.id if group.decision is not None else instead_of
        if published is not None:
            return deciding.replace_finding(self._session, self.case_id, group, published, instead_of=former)
        return deciding.keep_finding(self._session, self.case_id, group, instead_of=former)

    def _note(self, choice: _Choice) -> RecordId:
        self._made.append(choice)
        self._taken_back = []
        return choice.decision_id


def _renewed(choice: _Choice, former: RecordId, again: RecordId) -> _Choice:
    """The same, where the decision that it changed was made again."""
    decision = choice.group.decision
    if decision is None or decision.id != former:
        return choice
    return replace(choice, group=replace(choice.group, decision=replace(decision, id=again)))
