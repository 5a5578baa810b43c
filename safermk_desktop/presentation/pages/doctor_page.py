"""How the vault stands, on one page: integrity, chain, anchors, orphans, backups, drill, disk, place, keys, clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from safermk_desktop.domain.doctor import DoctorLine, State
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.doctor_list import DoctorEntry, DoctorList
from safermk_desktop.presentation.widgets.job_line import JobLine
from safermk_desktop.presentation.widgets.vault_tabs import VaultTabs
from safermk_desktop.services.application import Application
from safermk_desktop.services.session import Session

STATE_WORDS: Final = MappingProxyType({State.GREEN: "Good", State.AMBER: "Attention", State.RED: "Act now"})
_ACTS: Final = MappingProxyType(
    {
        "chain": ("audit", "Open Audit"),
        "anchors": ("backups", "Open Backups"),
        "orphans": ("backups", "Open Backups"),
        "integrity": ("backups", "Open Backups"),
        "backups": ("backups", "Open Backups"),
        "drill": ("backups", "Open Backups"),
        "slots": ("vault", "Open People and keys"),
        "exports": ("ledger", "Open Ledger"),
    }
)
"""Where what a line asks for is done, and the words on its button. The clock, the disk and the place are elsewhere."""
_OF_A_CHECK: Final = frozenset({"integrity", "chain", "anchors"})


class DoctorPage(Page):
    """What can be said at once is said at once; the rest when the vault is checked, which reads all of it."""

    vault_tabs: VaultTabs
    doctor_banner: Banner
    job_line: JobLine
    checked_label: QLabel
    check_button: QPushButton
    doctor_list: DoctorList

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "doctor_page")
        self._checked: dict[str, DoctorLine] = {}
        self._checked_at: datetime | None = None
        self._is_checking = False
        self.vault_tabs.asked.connect(context.navigate)
        self.check_button.clicked.connect(self._check)
        self.doctor_list.asked.connect(self._go)

    def arrive(self, case_id: str) -> None:
        application, session = self.context.application, self.context.session
        self.vault_tabs.show_place("doctor", session.vault.folder.name)
        self.context.jobs.run(
            self, lambda _progress: _at_once(application, session), label=self.tr("Looking around"), done=self._show
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.check_button, self.doctor_list)

    def _go(self, name: str) -> None:
        self.context.navigate(_ACTS[name][0])

    def _check(self) -> None:
        if self._is_checking:
            return
        application, session = self.context.application, self.context.session
        self._is_checking = True
        job = self.context.jobs.run(
            self,
            lambda _progress: _in_full(application, session),
            label=self.tr("Reading the whole vault"),
            done=self._found,
            failed=self._fail,
            cancelled=self._stop,
        )
        self.job_line.follow(job)

    def _found(self, lines: tuple[DoctorLine, ...]) -> None:
        self._is_checking = False
        self._checked = {line.id: line for line in lines if line.id in _OF_A_CHECK}
        self._checked_at = self.context.session.clock.now().astimezone()
        self._show(lines)

    def _fail(self, error: SafermkError) -> None:
        self._is_checking = False
        self.doctor_banner.show_banner("red", error.sentences())

    def _stop(self) -> None:
        self._is_checking = False

    def _show(self, lines: Sequence[DoctorLine]) -> None:
        now = [self._checked.get(line.id, line) if line.id in _OF_A_CHECK else line for line in lines]
        entries = [self._entry(line) for line in now]
        self.doctor_list.show_entries(entries)
        at = self._checked_at
        self.checked_label.setText(
            self.tr("Checked at {time}").format(time=f"{at:%H:%M}")
            if at
            else self.tr("Not checked since it was opened")
        )
        red = sum(entry.tone == "red" for entry in entries)
        self.doctor_banner.setVisible(bool(red))
        if red:
            words = (
                self.tr("One check below asks you to act now.")
                if red == 1
                else self.tr("{n} checks below ask you to act now.").format(n=red)
            )
            self.doctor_banner.show_banner("red", words)

    def _entry(self, line: DoctorLine) -> DoctorEntry:
        if line.id in _OF_A_CHECK and line.id not in self._checked:
            why = self.tr("Not looked at since the vault was opened.")
            word = self.tr("Not checked")
            return DoctorEntry(id=line.id, title=self.tr(line.line), tone="grey", word=word, why=why)
        has_act = line.id in _ACTS and line.state is not State.GREEN
        return DoctorEntry(
            id=line.id,
            title=self.tr(line.line),
            tone=line.state.value,
            word=self.tr(STATE_WORDS[line.state]),
            why=line.why,
            do=line.do,
            act=self.tr(_ACTS[line.id][1]) if has_act else "",
        )


def _at_once(application: Application, session: Session) -> tuple[DoctorLine, ...]:
    """The lines without a check of the vault."""
    from safermk_desktop.services.doctor import page, surroundings

    return page(session, surroundings(session, application), ())


def _in_full(application: Application, session: Session) -> tuple[DoctorLine, ...]:
    from safermk_desktop.services.doctor import doctor

    return doctor(session, application)
