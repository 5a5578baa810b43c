"""Every act on the chosen action or recommendation, as one row of buttons; each shows where it can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from safermk_desktop.domain.actions import (
    NOTHING_NEW,
    SCOPES,
    Action,
    ActionStatus,
    Recommendation,
    RecommendationSent,
)
from safermk_desktop.domain.board_plan import PlanFile
from safermk_desktop.domain.record import Record
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.dialogs.abandon_action_dialog import AbandonActionDialog
from safermk_desktop.presentation.dialogs.action_update_dialog import ActionUpdateDialog
from safermk_desktop.presentation.dialogs.complete_action_dialog import CompleteActionDialog
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog
from safermk_desktop.presentation.dialogs.import_paper_dialog import ANY_FILE
from safermk_desktop.presentation.dialogs.revise_target_dialog import ReviseTargetDialog
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.case_acts import open_dialog
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.text import button
from safermk_desktop.services import actions

ActionDialogKind = (
    type[ActionUpdateDialog] | type[ReviseTargetDialog] | type[CompleteActionDialog] | type[AbandonActionDialog]
)
DIALOGS: Final[Mapping[str, ActionDialogKind]] = MappingProxyType(
    {
        "update": ActionUpdateDialog,
        "target": ReviseTargetDialog,
        "complete": CompleteActionDialog,
        "abandon": AbandonActionDialog,
    }
)


@dataclass(frozen=True, slots=True)
class PlanAct:
    """One button. ``form`` is the form of data that it opens; without one it is done by ``PlanActs`` itself."""

    name: str
    words: str
    form: str = ""
    icon: str = ""
    kind: str = "secondary"
    on: str = "open"


ACTS: Final = (
    PlanAct("update", "Record &update", icon="pencil"),
    PlanAct("nothing", "&Nothing new to report"),
    PlanAct("accept", "Acce&pted by the agency", "accept_action", icon="circle-check", on="unaccepted"),
    PlanAct("done", "Reported d&one", "report_done", icon="circle-check", on="undone"),
    PlanAct("verify", "&Verify", "verify_action", icon="shield-check", on="done"),
    PlanAct("evidence", "Add evi&dence", "add_evidence", icon="paperclip"),
    PlanAct("file", "Evidence from a &file", "add_evidence", icon="file-check", on="file"),
    PlanAct("outcome", "Outco&me", "record_outcome"),
    PlanAct("target", "Revise &target date"),
    PlanAct("details", "&Edit in full", "action_details", on="action"),
    PlanAct("complete", "Complete at on&ce", kind="ghost"),
    PlanAct("transfer", "Pa&ss on", "transfer_action", kind="ghost"),
    PlanAct("abandon", "A&bandon", kind="ghost"),
    PlanAct("recommendation", "&Edit recommendation", "change_recommendation", on="recommendation"),
    PlanAct("send", "Record as &sent", "send_recommendation", icon="send", on="beyond"),
    PlanAct("answer", "Record t&he answer", "recommendation_answer", on="unanswered"),
)


class PlanActs(QWidget):
    """``use`` gives it what it works with; ``show_for`` what was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        self._context: PageContext | None = None
        self._file: PlanFile | None = None
        self._action: Action | None = None
        self._item: Recommendation | None = None
        flow = FlowLayout(self)
        for act in ACTS:
            made = button(self.tr(act.words), kind=act.kind, icon=act.icon)
            made.setObjectName(f"{act.name}_button")
            made.clicked.connect(self._doing(act))
            self.buttons[act.name] = made
            flow.addWidget(made)

    def use(self, context: PageContext) -> None:
        """Work with this session, and tell of each change there."""
        self._context = context

    def show_for(self, file: PlanFile | None, action: Action | None, item: Recommendation | None) -> None:
        """Offer what can be done to the chosen action, or recommendation; nothing on a closed case."""
        self._file, self._action, self._item = file, action, item
        may = self._standing()
        for act in ACTS:
            self.buttons[act.name].setVisible(act.on in may)
        self.setVisible(bool(may))
        self._take_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        """The height of all lines: a page that scrolls as a whole asks for no height by width."""
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def do(self, name: str) -> None:
        """Do the act of that name, if it is offered."""
        act = next(one for one in ACTS if one.name == name)
        if act.on in self._standing():
            self._doing(act)()

    def revise(self, target: str) -> None:
        """Open the revision of the target date with the date that was typed."""
        dialog = self._open(ReviseTargetDialog)
        if isinstance(dialog, ReviseTargetDialog):
            dialog.target_edit.setText(target)

    def _standing(self) -> frozenset[str]:
        """What the chosen row is, as the buttons ask it."""
        file, action, item = self._file, self._action, self._item
        if file is None or file.closed:
            return frozenset()
        if action is not None:
            return _of_action(action) - ({"file"} if file.is_board else set[str]())
        return frozenset() if item is None else _of_item(file, item)

    def _doing(self, act: PlanAct) -> Callable[[], None]:
        def run() -> None:
            if act.name == "nothing":
                self._nothing_new()
            elif act.name == "file":
                self._open_with_file(act.form)
            elif act.form:
                self._open_form(act.form)
            else:
                self._open(DIALOGS[act.name])

        return run

    def _open(self, kind: ActionDialogKind) -> EntryDialog | None:
        context, action = self._context, self._action
        if context is None or action is None:
            return None
        return self._shown(context, kind(context, action, self), action)

    def _open_with_file(self, form: str) -> None:
        path = (
            self._context.messages.ask_file(self.tr("Choose the evidence"), kinds=ANY_FILE) if self._context else None
        )
        if path is not None:
            self._open_form(form, f":{path}")

    def _open_form(self, form: str, more: str = "") -> None:
        context, file = self._context, self._file
        about = self._about(form)
        if context is None or file is None or about is None:
            return
        try:
            dialog = StepDialog(context, file.case_id, f"{form}:{about.id}{more}", self)
        except SafermkError as error:
            context.messages.show_error(error)
            return
        self._shown(context, dialog, about)

    def _about(self, form: str) -> Record | None:
        if self._action is not None or self._item is None or self._file is None:
            return self._action
        if form != "recommendation_answer":
            return self._item
        return next((one for one in self._file.sent if _is_unanswered(one, self._item)), None)

    def _shown(self, context: PageContext, dialog: EntryDialog, about: Record) -> EntryDialog:
        return open_dialog(dialog, lambda: context.changes.tell(about.case_id))

    def _nothing_new(self) -> None:
        context, action = self._context, self._action
        if context is None or action is None:
            return
        today = context.session.clock.today()
        try:
            actions.update_action(context.session, action.case_id, action.id, text=NOTHING_NEW, updated_on=today)
        except SafermkError as error:
            context.messages.show_error(error)
        else:
            context.changes.tell(action.case_id)


def _of_action(action: Action) -> frozenset[str]:
    if action.is_finished:
        return frozenset({"action"})
    done = action.status is ActionStatus.COMPLETE_UNVERIFIED
    found = {"action", "open", "file", "done" if done else "undone"}
    return frozenset(found | ({"unaccepted"} if action.accepted_on is None else set[str]()))


def _of_item(file: PlanFile, item: Recommendation) -> frozenset[str]:
    found = {"recommendation"}
    if item.scope != SCOPES[0]:
        found.add("beyond")
    if any(_is_unanswered(one, item) for one in file.sent):
        found.add("unanswered")
    return frozenset(found)


def _is_unanswered(sent: RecommendationSent, item: Recommendation) -> bool:
    return sent.recommendation_id == item.id and sent.answered_on is None
