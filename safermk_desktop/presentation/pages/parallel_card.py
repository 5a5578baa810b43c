"""The card of the processes beside a review, the holds on publication, and what was disclosed."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.parallel import (
    DisclosureItem,
    ParallelProcess,
    ProcessStatus,
    PublicationHold,
    kind_of,
    standing,
)
from safermk_desktop.domain.wording import count_of, long_date
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.pages.publication_card import PublicationCard
from safermk_desktop.presentation.pages.publication_lines import Line, state_line
from safermk_desktop.presentation.widgets.text import label

STATUSES: Final = MappingProxyType(
    {ProcessStatus.EXPECTED: "Expected", ProcessStatus.LIVE: "Live", ProcessStatus.ENDED: "Ended"}
)


class ParallelCard(PublicationCard):
    """A hold comes first, since nothing is published while it stands."""

    lines_layout: QVBoxLayout
    buttons_layout: QHBoxLayout
    process_button: QPushButton
    hold_button: QPushButton
    disclosure_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("parallel_card", parent)
        self.wrap(self.buttons_layout, self.process_button, self.hold_button, self.disclosure_button)
        self.process_button.clicked.connect(self.asks("add_process"))
        self.hold_button.clicked.connect(self.asks("place_hold"))
        self.disclosure_button.clicked.connect(self.asks("log_disclosure"))

    def show_file(self, file: CaseFile) -> None:
        """Show what runs beside a case."""
        held = standing(file.holds)
        words = self.tr("{holds} on publication").format(holds=count_of(len(held), "hold")) if held else ""
        self.standing_tag.show_tag(words or self.tr("No hold"), "red" if held else "green")
        empty(self.lines_layout)
        for line in self._lines(file):
            self.lines_layout.addWidget(state_line(line))
        if not file.processes and not file.holds:
            nothing = self.tr(
                "No process beside the review is recorded: criminal proceedings, an inquest, other reviews."
            )
            self.lines_layout.addWidget(label(nothing, tone="secondary", wraps=True))
        self.show_reason(self.tr("Nothing can be published while a hold stands.") if held else "")

    def _lines(self, file: CaseFile) -> Iterator[Line]:
        yield from map(self._hold, sorted(file.holds, key=lambda hold: hold.lifted_on is not None))
        yield from map(self._process, file.processes)
        yield from map(self._disclosure, file.disclosures)

    def _hold(self, hold: PublicationHold) -> Line:
        if hold.lifted_on is None:
            return Line(
                text=hold.sentence,
                detail=self.tr("Placed by {who}").format(who=hold.placed_by),
                is_done=False,
                button=self.tr("Lift the hold"),
                name=f"lift_hold_{hold.id}",
                act=self.asks(f"lift_hold:{hold.id}"),
            )
        lifted = self.tr("Lifted {day} by {who}: {why}")
        return Line(
            text=hold.sentence,
            detail=lifted.format(day=long_date(hold.lifted_on), who=hold.lifted_by, why=hold.lifted_reason),
        )

    def _process(self, process: ParallelProcess) -> Line:
        told = (
            self.tr("Led by {lead}").format(lead=process.lead),
            process.contact,
            self.tr("May be shared with") if process.can_share else self.tr("Nothing may be shared"),
            process.restrictions,
            process.joint_approach,
            self.tr("asked {day}").format(day=long_date(process.checked_on)),
        )
        text = self.tr("{kind}: {status}").format(
            kind=kind_of(process.kind).name, status=self.tr(STATUSES[process.status]).lower()
        )
        over = process.is_over
        return Line(
            text=text,
            detail="; ".join(part.rstrip(".") for part in told if part),
            is_done=over,
            button="" if over else self.tr("Record how it stands"),
            name=f"check_process_{process.id}",
            act=self.asks(f"check_process:{process.id}"),
        )

    def _disclosure(self, item: DisclosureItem) -> Line:
        made = self.tr("Made {day}, held by {who}").format(day=long_date(item.created_on), who=item.held_by)
        given = ""
        if item.given_on is not None:
            given = self.tr("; given to {whom} on {day}").format(whom=item.given_to, day=long_date(item.given_on))
        is_given = item.given_on is not None
        return Line(
            text=self.tr("Disclosure log: {item}").format(item=item.item),
            detail=f"{made}{given}",
            is_done=is_given,
            button="" if is_given else self.tr("Record as given"),
            name=f"give_disclosure_{item.id}",
            act=self.asks(f"give_disclosure:{item.id}"),
        )
