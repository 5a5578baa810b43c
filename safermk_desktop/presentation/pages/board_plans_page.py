"""The plans that belong to no review, one at a time: the page of an action plan, with a choice of plan above it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safermk_desktop.domain.board_plan import NO_PLAN
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.actions_page import ActionsPage
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.pages.case_wide import undo
from safermk_desktop.presentation.widgets.plan_chooser import PlanChooser
from safermk_desktop.services.board_plans import board_plans
from safermk_desktop.services.plans import plan_file


class BoardPlansPage(ActionsPage):
    """Its address names the plan; without one the first that is open is shown."""

    body_layout: QVBoxLayout

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.plan_chooser = PlanChooser(self)
        self.body_layout.insertWidget(0, self.plan_chooser)
        self.plan_chooser.chosen.connect(self._go)
        self.plan_chooser.begin_asked.connect(self._begin)
        self.plan_chooser.close_asked.connect(self._close)

    def arrive(self, case_id: str) -> None:
        """Read the plan of the id, or the one that was shown, or the first."""
        plans = board_plans(self.context.session)
        known = {plan.id for plan in plans}
        here = next((one for one in (case_id, self.plan_id, plans[0].id if plans else "") if one in known), "")
        self.plan_chooser.show_plans(plans, CaseId(here))
        self.show_plan(plan_file(self.context.session, CaseId(here)) if here else NO_PLAN)

    def acts(self) -> Mapping[str, Act]:
        """F2 edits the chosen action where it stands; the last act on the plan can be taken back."""
        own: dict[str, Act] = {"edit_row": self.edit_row}
        return {**own, "undo": lambda: undo(self.context, self.plan_id)} if self.plan_id else own

    def panes(self) -> tuple[QWidget, ...]:
        """The plan, then the choice of plan; the way to a first plan where there is none."""
        chooser = self.plan_chooser
        return (*super().panes(), chooser.plan_combo) if self.plan_id else (chooser.begin_button,)

    def _go(self, plan_id: str) -> None:
        self.context.navigate(address_of(plan_id))

    def _begin(self) -> None:
        dialog = StepDialog(self.context, CaseId(""), "begin_plan", self)
        open_dialog(dialog, lambda: self._begun(str(dialog.result_of_act)))

    def _begun(self, plan_id: str) -> None:
        self.context.changes.tell(CaseId(plan_id))
        self._go(plan_id)

    def _close(self) -> None:
        dialog = StepDialog(self.context, self.plan_id, f"close_plan:{self.plan_id}", self)
        open_dialog(dialog, lambda: self.context.changes.tell(self.plan_id))


def address_of(plan_id: str) -> str:
    """Where the plan of a board is shown."""
    return f"boards/{plan_id}/plan"
