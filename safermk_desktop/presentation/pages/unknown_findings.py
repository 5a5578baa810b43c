"""What no register knows in the report of a case: looked for once, grouped anew after each decision."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from safermk_desktop.domain.documents import Document
from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.models.finding_rows import KEPT_ID
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.identity_look import IdentityLook
from safermk_desktop.presentation.pages.unknown_panel import UnknownPanel, is_kept, state_words
from safermk_desktop.redaction.matching.finder import Match
from safermk_desktop.services import deciding, queries
from safermk_desktop.services.detected import Detected
from safermk_desktop.services.finding import Findings
from safermk_desktop.services.grouping import TOGETHER, Group, groups
from safermk_desktop.services.redaction_items import listed_for
from safermk_desktop.services.suggesting import kept_places


class UnknownFindings(QObject):
    """``changed`` comes when the whole is known: then text and proof bar have more to show."""

    changed = Signal()

    def __init__(self, context: PageContext, panel: UnknownPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._panel = context, panel
        self._for = (CaseId(""), RecordId(""))
        self._listed = ""
        self._detected: Detected | None = None
        self._known: Sequence[tuple[int, int]] = ()
        self._groups: tuple[Group, ...] = ()
        self._keys: dict[RecordId, str] = {}
        self._look = IdentityLook(context, self)
        self._look.came.connect(self._take)
        self._look.ended.connect(self._end)
        self._look.progressed.connect(panel.show_progress)
        panel.bind(context)
        panel.stop_asked.connect(self._look.stop)
        panel.again_asked.connect(self._start)

    @property
    def groups(self) -> tuple[Group, ...]:
        """What was found, decided or not."""
        return self._groups

    def turn_to(self, case_id: CaseId, report: Document | None, *, may_change: bool) -> None:
        """Look through the report of a case, where it or what stands in it by choice has changed."""
        wanted = (case_id, report.id if report is not None else RecordId(""))
        listed = listed_for(self._context.session, *wanted, "")
        if (wanted, listed) == (self._for, self._listed):
            return
        self._listed = listed
        self._look.stop()
        self._for, self._detected, self._groups = wanted, None, ()
        self._panel.show_found((), "", is_whole=False, case_id=case_id)
        self._panel.show_state("")
        self._panel.may_decide = may_change
        if report is not None:
            self._start()

    def show(self, found: Findings | None) -> None:
        """Group anew: the register or the decisions have changed. ``found`` is what the register finds."""
        self._known = [(match.start, match.end) for match in found.matches] if found else ()
        self._group()

    def marked(self, found: Findings, *, is_stale: bool = False) -> Findings:
        """The findings of the register with what nobody decided on and what stays, in the order of the text.

        ``is_stale``: the register was changed and is not read with yet; what was just replaced shows as replaced.
        """
        if self._detected is None or self._detected.text != found.text:
            return found
        free = self._free(with_replaced=is_stale)
        added: list[Match] = []
        inside: set[Match] = set()
        starts = [match.start for match in found.matches]
        here = 0
        for (start, end), (kept, shown) in sorted(free.items()):
            first = max(0, bisect_left(starts, start) - 1)
            near = [one for one in found.matches[first : bisect_left(starts, end)] if one.end > start]
            if kept and near:
                continue  # a name of the register stands there: it is replaced
            if start >= here and all(start <= one.start and one.end <= end for one in near):
                form = shown or found.text[start:end]
                added.append(Match(start, end, kept, "", "certain" if kept else "undecided", form, ()))
                inside.update(near)  # a name of which only a part is known does not look safe
                here = end
        kept = [one for one in found.matches if one not in inside]
        return replace(found, matches=tuple(sorted((*kept, *added), key=lambda match: match[:2])))

    def _free(self, *, with_replaced: bool) -> dict[tuple[int, int], tuple[str, str]]:
        """Places beyond the register with the identity they are shown under and, if replaced, the published form."""
        told: dict[tuple[int, int], tuple[str, str]] = {}
        for one in self._groups:
            is_replaced = one.decision is not None and not is_kept(one)
            if one.kind != TOGETHER and (with_replaced or not is_replaced):
                shown = (self._keys.get(one.decision.entry_id, ""), one.replacement) if one.decision else ("", "")
                told |= dict.fromkeys(one.places, (KEPT_ID, "") if is_kept(one) else shown)
        return told

    def _start(self) -> None:
        self._panel.show_state(self.tr("Looking for what the register does not know."), is_busy=True)
        self._look.start(*self._for)

    def _take(self, found: Detected) -> None:
        self._detected = found
        self._group()
        if self._look.is_whole:
            self.changed.emit()

    def _end(self, error: SafermkError | None) -> None:
        words = state_words(self._groups, may_decide=self._panel.may_decide)
        if error is not None:
            words = error.sentences()
        elif not self._look.is_whole:
            words = self.tr("Stopped. What was found so far is listed; the rest of the report is not looked through.")
        self._panel.show_state(words, may_look=not self._look.is_whole)

    def _group(self) -> None:
        found = self._detected
        if found is None:
            return
        decisions = deciding.finding_decisions(self._context.session, self._for[0])
        view = queries.register_view(self._context.session, self._for[0])
        entries = {one.id: one.replacement for one in view.entries}
        self._keys = {one.id: one.key for one in view.entries}
        self._groups = tuple(
            replace(one, replacement=entries.get(one.decision.entry_id, one.replacement)) if one.decision else one
            for one in groups(found, decisions, sorted((*self._known, *kept_places(found.text, view.keep))))
        )
        is_whole = self._look.is_whole
        self._panel.show_found(self._groups, found.text, is_whole=is_whole, case_id=self._for[0])
        if is_whole:
            may_decide = self._panel.may_decide
            self._panel.show_state(state_words(self._groups, may_decide=may_decide) if self._groups else "")
