"""A step of the case, or an answer that decides about one: a form made of data, with one act at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, Faults
from safermk_desktop.presentation.dialogs.step_fields import FOLDER, Asked, StepForm, keyed
from safermk_desktop.presentation.dialogs.step_forms import step_form
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.theme import Theme


class DataDialog(EntryDialog):
    """A dialog whose fields are those of a ``StepForm``. ``about`` is the act, as drafts name it."""

    fields_layout: QVBoxLayout

    def __init__(self, context: PageContext, made: StepForm, about: str, parent: QWidget | None = None) -> None:
        super().__init__("step_dialog", context, parent)
        self.about = about
        self._form = made
        self._folder = ""
        self.title_label.setText(self.tr(self._form.title))
        self.setWindowTitle(self.title_label.text())
        save, *words = keyed([self.tr(self._form.save), *(ask.words for ask in self._form.asks)])
        self.save_button.setText(save)
        self.explain(self.tr(self._form.explain))
        self._asked = [Asked(replace(ask, words=said), self) for ask, said in zip(self._form.asks, words, strict=True)]
        for asked in self._asked:
            asked.add_to(self.fields_layout)
            if isinstance(asked.edit, QComboBox):
                asked.edit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                asked.edit.setMinimumContentsLength(16)
        Theme.current().dress(self)
        fields = [asked.edit for asked in self._asked]
        for before, after in pairwise([*fields, self.cancel_button, self.save_button]):
            QWidget.setTabOrder(before, after)
        self.begin(fields[0] if fields else self.save_button)

    def is_sending(self) -> bool:
        return self._form.is_sending

    def work(self, act: Callable[[], object]) -> None:
        if self._form.folder:
            folder = self.context.messages.ask_folder(self.tr(self._form.folder))
            if folder is None:
                return  # no place chosen: the dialog stays, with what was typed
            self._folder = str(folder)
        if self._form.working:
            self.work_as_job(act, self.tr(self._form.working))
        else:
            super().work(act)

    def read(self, faults: Faults) -> Callable[[], object]:
        days = {
            one.ask.name: one.day(faults, self.today) for one in self._asked if one.ask.is_day and not one.is_left_out
        }
        texts = {one.ask.name: one.text(faults) for one in self._asked if not one.ask.is_day}
        order: list[QWidget] = [one.edit for one in self._asked]
        faults.found.sort(key=lambda fault: order.index(fault[1]))
        return lambda: self._form.act(texts | ({FOLDER: self._folder} if self._form.folder else {}), days)


class StepDialog(DataDialog):
    """``step`` is the act: a side step of the regime, its criteria, or an answer of the Home Office."""

    def __init__(self, context: PageContext, case_id: CaseId, step: str, parent: QWidget | None = None) -> None:
        super().__init__(context, step_form(context.session, case_id, step), step, parent)
