from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.errors import RecordUnknown
from safermk_desktop.presentation.actions import SPECS, Act
from safermk_desktop.presentation.changes import Changes
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.places import PREVENT, CaseTab, Hit, Place, Places, all_places
from safermk_desktop.presentation.shell import Shell
from safermk_desktop.presentation.widgets.case_header import CaseHeading
from safermk_desktop.services.session import Session
from tests.presentation.conftest import InlineJobs, RecordingTeller
from tests.presentation.making import PlainVault, application, session_of

CASE = "0a1b" * 8


class SmallPage(Page):
    """Notes what the shell asks of it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.edit = QLineEdit()
        QVBoxLayout(self).addWidget(self.edit)
        self.arrived: list[str] = []
        self.exported: list[None] = []
        self.lets_go = True

    def arrive(self, case_id: str) -> None:
        if case_id == "dead":
            raise RecordUnknown
        self.arrived.append(case_id)

    def leave(self) -> bool:
        return self.lets_go

    def acts(self) -> Mapping[str, Act]:
        return {"export_word": lambda: self.exported.append(None)}

    def panes(self) -> tuple[QWidget, ...]:
        return (self.edit,)


class QuietPage(SmallPage):
    """Names no action."""

    def acts(self) -> Mapping[str, Act]:
        return {}


def heading(session: Session, case_id: str) -> CaseHeading:
    return CaseHeading(reference="DHR-2026-03", title="Case C (2026)")


def find(session: Session, text: str) -> tuple[Hit, ...]:
    return (Hit(text="DHR-2026-03, Case C", address=f"case/{CASE}/panel"),) if "C" in text else ()


PLACES = Places(
    places=(Place(id="home", title="Home", icon="house", make=SmallPage), replace(PREVENT, make=QuietPage)),
    tabs=(
        CaseTab(id="overview", title="Overview", make=SmallPage),
        CaseTab(id="panel", title="Panel", make=SmallPage),
    ),
    heading=heading,
    find=find,
)


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path, inline_jobs: InlineJobs, teller: RecordingTeller) -> Shell:
    window = QWidget()
    qtbot.addWidget(window)
    context = PageContext(
        application=application(tmp_path, people={})[0],
        session=session_of(PlainVault(tmp_path / "CSP-2026.smkv", "H. Marlow")),
        changes=Changes(window),
        jobs=inline_jobs,
        messages=Messages(window, teller),
        navigate=lambda address: None,
    )
    made = Shell(context, PLACES)
    QVBoxLayout(window).addWidget(made)
    window.resize(1280, 720)
    with qtbot.waitActive(window):
        window.show()
    made.go("home")
    return made


def small(shell: Shell) -> SmallPage:
    assert isinstance(shell.page, SmallPage)
    return shell.page


def test_home_first_and_an_unknown_address_leads_home(shell: Shell) -> None:
    assert shell.address == "home"
    assert not shell.case_header.isVisible()
    shell.go(f"case/{CASE}/no_such_tab")
    assert shell.address == "home"


def test_a_case_shows_its_header_and_its_tabs_keep_the_case(shell: Shell) -> None:
    shell.go(f"case/{CASE}/overview")
    overview = small(shell)
    assert shell.case_header.isVisible()
    shell.case_header.tabs.setCurrentIndex(1)
    assert shell.address == f"case/{CASE}/panel"
    assert small(shell) is not overview
    assert small(shell).arrived == [CASE]
    assert small(shell).edit.hasFocus()


def test_keys_lead_to_places_tabs_search_and_panes(shell: Shell, qtbot: QtBot) -> None:
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    shell.go(f"case/{CASE}/overview")
    qtbot.keyClick(shell, Qt.Key.Key_2, control)
    assert shell.address.endswith("/panel")
    qtbot.keyClick(shell, Qt.Key.Key_2, alt)
    assert shell.address == "prevent"
    qtbot.keyClick(shell, Qt.Key.Key_2, control)
    assert shell.address == "prevent"
    qtbot.keyClick(shell, Qt.Key.Key_1, alt)
    qtbot.keyClick(shell, Qt.Key.Key_K, control)
    assert shell.find_edit.hasFocus()
    qtbot.keyClick(shell, Qt.Key.Key_F6)
    assert small(shell).edit.hasFocus()
    qtbot.keyClick(shell, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert shell.find_edit.hasFocus()
    qtbot.keyClick(shell, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert shell.navigation_rail.isAncestorOf(QApplication.focusWidget() or shell)
    with qtbot.waitSignal(shell.lock_asked):
        qtbot.keyClick(shell, Qt.Key.Key_L, control)


# The list under the search field is a popup, which the offscreen platform cannot give the keyboard to.
@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_search_goes_to_the_case_found(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClicks(shell.find_edit, "Case C")
    qtbot.keyClick(shell.find_edit, Qt.Key.Key_Return)
    assert shell.address == f"case/{CASE}/panel"


def test_the_page_shown_gets_the_actions_it_names_and_no_other(shell: Shell, qtbot: QtBot) -> None:
    first = small(shell)
    qtbot.keyClick(shell, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert first.exported == [None]
    shell.go("prevent")
    assert small(shell) is not first
    qtbot.keyClick(shell, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert first.exported == [None]
    assert not shell._actions.get("export_word").isEnabled()


def test_a_page_that_holds_something_unsaved_stays(shell: Shell) -> None:
    shell.go(f"case/{CASE}/overview")
    small(shell).lets_go = False
    shell.case_header.tabs.setCurrentIndex(1)
    assert shell.address == f"case/{CASE}/overview"
    assert shell.case_header.tabs.currentIndex() == 0


def test_a_change_is_read_anew_and_dated_in_the_status_bar(shell: Shell) -> None:
    shell.go(f"case/{CASE}/overview")
    shell._context.changes.tell(CASE)
    shell._context.changes.tell("f" * 32)
    assert small(shell).arrived == [CASE, CASE]
    assert shell.status_bar._saved.text() == "Saved 09:00"


def test_a_case_that_is_gone_is_told_and_leads_home(shell: Shell, teller: RecordingTeller) -> None:
    shell.go("case/dead/overview")
    assert shell.address == "home"
    assert [told.title for told in teller.told] == ["That is no longer there"]


def test_every_action_of_the_window_does_something(shell: Shell) -> None:
    own = {spec.id for spec in SPECS if not spec.of_page}
    assert own - set(shell._actions._handlers) == set()


def test_the_frame_fits_into_1280_by_720(shell: Shell) -> None:
    shell.go(f"case/{CASE}/overview")
    assert shell.minimumSizeHint().width() <= 1280
    assert shell.window().width() == 1280


def test_a_vault_open_for_reading_only_says_so_on_every_page(
    qtbot: QtBot, tmp_path: Path, inline_jobs: InlineJobs, teller: RecordingTeller
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    vault = PlainVault(tmp_path / "CSP-2026.smkv", "H. Marlow", is_read_only=True)
    context = PageContext(
        application=application(tmp_path, people={})[0],
        session=session_of(vault),
        changes=Changes(window),
        jobs=inline_jobs,
        messages=Messages(window, teller),
        navigate=lambda address: None,
    )
    made = Shell(context, PLACES)
    QVBoxLayout(window).addWidget(made)
    window.show()
    made.go("prevent")
    assert made.vault_banner.isVisible()
    assert made.vault_banner.text().startswith("Open for reading only")


def test_a_part_of_a_place_marks_the_place_it_belongs_to(
    qtbot: QtBot, tmp_path: Path, inline_jobs: InlineJobs, teller: RecordingTeller
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    context = PageContext(
        application=application(tmp_path, people={})[0],
        session=session_of(PlainVault(tmp_path / "CSP-2026.smkv", "H. Marlow")),
        changes=Changes(window),
        jobs=inline_jobs,
        messages=Messages(window, teller),
        navigate=lambda address: None,
    )
    whole = Place(id="vault", title="Vault", icon="key-round", make=SmallPage)
    part = Place(id="audit", title="Audit", icon="list-checks", make=SmallPage, within="vault")
    made = Shell(context, replace(PLACES, places=(*PLACES.places, whole, part)))
    QVBoxLayout(window).addWidget(made)
    window.show()
    made.go("audit")
    assert made.address == "audit"
    assert set(made.navigation_rail._buttons) == {"home", "prevent", "vault", "lock"}
    assert made.navigation_rail._buttons["vault"].isChecked()
    within = [place.within for place in all_places().places if place.within]
    assert within == ["prevent"] * 5 + ["vault"] * 3 + ["actions"]
