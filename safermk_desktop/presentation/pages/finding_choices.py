"""The decisions of one sitting, to be taken back and made again."""

from __future__ import annotations

from dataclasses import dataclass

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.services import deciding
from safermk_desktop.services.grouping import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    group: Group
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
        """Replace a finding everywhere. Raises as ``deciding.replace_finding``."""
        decision = deciding.replace_finding(self._session, self.case_id, group, published)
        return self._note(_Choice(group=group, published=published, decision_id=decision))

    def keep(self, group: Group) -> RecordId:
        """Let a finding stand everywhere."""
        decision = deciding.keep_finding(self._session, self.case_id, group)
        return self._note(_Choice(group=group, published="", decision_id=decision))

    def take_back(self, decision_id: RecordId) -> None:
        """Take any decision back, whenever it was made. Raises ``RecordUnknown``."""
        deciding.undo_decision(self._session, self.case_id, decision_id)
        self._taken_back += [one for one in self._made if one.decision_id == decision_id]
        self._made = [one for one in self._made if one.decision_id != decision_id]

    def undo(self) -> None:
        """Take the last one back; nothing where there is none."""
        if self._made:
            self.take_back(self._made[-1].decision_id)

    def redo(self) -> None:
        """Decide as was last taken back; nothing where there is none."""
        if self._taken_back:
            last, before = self._taken_back[-1], self._taken_back[:-1]
            if last.published:
                self.replace(last.group, last.published)
            else:
                self.keep(last.group)
            self._taken_back = before

    def _note(self, choice: _Choice) -> RecordId:
        self._made.append(choice)
        self._taken_back = []
        return choice.decision_id
