"""The second card of the publication page: what is unmet, the proofs of the copy, the way out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.process import Finding, Regime
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.pages.case_acts import button_words
from safermk_desktop.presentation.pages.publication_card import PublicationCard
from safermk_desktop.presentation.pages.publication_lines import Line, pairs_grid, state_line
from safermk_desktop.presentation.pages.publication_rows import (
    DIGEST,
    approval_pairs,
    copy_pairs,
    copy_staleness,
    export_reasons,
    is_past,
    publish_check,
)
from safermk_desktop.presentation.widgets.text import label

_ACTS: Final = frozenset({"lift_hold", "record_copy"})
"""Acts with a form of their own that the card opens."""
_FEW: Final = 3
"""So many conditions are said again beside the button; more are counted."""


class PublishCheckCard(PublicationCard):
    """The conditions of publication, the two proofs of the redacted copy, the second person, and the way out."""

    stage_label: QLabel
    check_layout: QVBoxLayout
    copy_layout: QVBoxLayout
    export_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("publish_check_card", parent)
        self.export_button.clicked.connect(self.asks("export"))

    def show_file(self, regime: Regime, file: CaseFile, *, digest: str) -> None:
        """Show how far a case is from publication. ``digest`` is that of the register."""
        found = publish_check(regime, file)
        unmet = sum(not finding.is_met for finding in found)
        words = self.tr("{unmet} of {all} unmet").format(unmet=unmet, all=len(found)) if unmet else self.tr("All met")
        self.standing_tag.show_tag(words, "amber" if unmet else "green")
        self.stage_label.setText(
            self.tr("The case is at the stage {stage}; what is met already is shown.").format(
                stage=regime.stage(file.case.stage).name
            )
        )
        self.stage_label.setVisible(not is_past(regime, file))
        empty(self.check_layout)
        for finding in sorted(found, key=lambda one: one.is_met):
            self.check_layout.addWidget(self._condition(finding, has_copy=bool(file.copies)))
        self._show_copy(file, copy_staleness(file, digest))
        reasons = export_reasons(regime, file, digest)
        self.export_button.setEnabled(not reasons)
        self.show_reason(_why_closed(reasons, {finding.sentence for finding in found}))

    def _condition(self, finding: Finding, *, has_copy: bool) -> QWidget:
        condition = finding.condition
        words = ""
        if condition.act == "approve_copy":
            words = self.tr("Record approval") if has_copy else self.tr("Open redaction")
        elif condition.act.startswith(("fact:", "family")) or condition.act in _ACTS:
            words = button_words(condition.act)
        act = condition.act if condition.act != "approve_copy" or has_copy else "make_redacted_copy"
        return state_line(
            Line(
                is_done=finding.is_met,
                text=finding.sentence,
                detail="" if finding.is_met else condition.source,
                button="" if finding.is_met else words,
                name=act,
                act=self.asks(f"{act}:" if act in _ACTS else act),
            )
        )

    def _show_copy(self, file: CaseFile, stale: str) -> None:
        empty(self.copy_layout)
        if not file.copies:
            words = self.tr("There is no redacted copy yet, so there are no proofs.")
            self.copy_layout.addWidget(label(words, "small", tone="secondary", wraps=True))
            return
        self.copy_layout.addWidget(
            pairs_grid((*copy_pairs(file.copies[-1]), *approval_pairs(file)), mono=frozenset({DIGEST}))
        )
        if stale:
            self.copy_layout.addWidget(label(stale, "small", tone="amber", wraps=True))


def _why_closed(reasons: Sequence[str], above: Collection[str]) -> str:
    """Why the files stay; conditions that stand above in full are counted where they are many."""
    listed = [one for one in reasons if one in above]
    if len(listed) <= _FEW:
        return f"Closed. {' '.join(reasons)}" if reasons else ""
    said = [one for one in reasons if one not in above or one == listed[0]]
    return " ".join(["Closed.", *said, f"{len(listed) - 1} more of the conditions above are not met."])
