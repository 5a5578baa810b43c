"""A closed case is read and exported on every tab, and changed on none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.case import CaseStatus
from safermk_desktop.domain.deadlines import Basis
from safermk_desktop.presentation.page import Page, PageContext
from safermk_desktop.presentation.pages.actions_page import ActionsPage
from safermk_desktop.presentation.pages.documents_page import DocumentsPage
from safermk_desktop.presentation.pages.family_page import FamilyPage
from safermk_desktop.presentation.pages.panel_page import PanelPage
from safermk_desktop.presentation.pages.publication_page import PublicationPage
from safermk_desktop.presentation.pages.redaction_page import RedactionPage
from safermk_desktop.presentation.pages.terms_page import TermsPage
from safermk_desktop.presentation.widgets.cards import LawCard, Requirement
from safermk_desktop.services import actions, papers, terms
from safermk_desktop.services.ports import Compartment
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import Desk, open_desk

STAYS = {
    "export_button",
    "set_button",
    "kept_button",
    "look_button",
    "limits_button",
    "next_button",
    "findings_button",
    "register_button",
    "read_button",
}
"""Exports and reading."""


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller, qtbot: QtBot) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as made:
        yield made


def close(desk: Desk) -> None:
    """As the end of the process leaves it."""
    case = desk.file().case
    with desk.session.vault.writing(Compartment.REVIEWS, desk.session.act("advance", desk.case_id)) as work:
        work.put(replace(case, status=CaseStatus.CLOSED, closed_on=date(2026, 11, 17)))


def offered(page: QWidget) -> set[str]:
    """The names of the buttons that can be pressed."""
    return {b.objectName() for b in page.findChildren(QPushButton) if b.isVisible() and b.isEnabled() and b.text()}


@pytest.mark.parametrize(
    "make,change",
    [
        (TermsPage, "agree_button"),
        (PanelPage, "chair_button"),
        (FamilyPage, "person_button"),
        (DocumentsPage, "import_button"),
        (RedactionPage, "add_button"),
        (PublicationPage, "write_summary_line_button"),
        (ActionsPage, "update_button"),
    ],
)
def test_a_closed_case_is_read_and_not_changed(
    desk: Desk, qtbot: QtBot, make: Callable[[PageContext], Page], change: str
) -> None:
    terms.start_draft(desk.session, desk.case_id)
    papers.write_notification_record(desk.session, desk.case_id)
    desk.import_report()
    desk.enter("Joanna Fenwick")
    recommended = actions.add_recommendation(
        desk.session, desk.case_id, number=1, text="Ask.", level="partnership", scope="local"
    )
    actions.add_action(
        desk.session,
        desk.case_id,
        recommended,
        text="Ask at every visit.",
        lead_agency="Health",
        lead_role="",
        target_on=date(2027, 1, 31),
        milestones=(),
    )
    page = make(desk.context)
    qtbot.addWidget(page)
    page.resize(1400, 900)
    page.show()
    desk.settle(page)
    qtbot.waitUntil(lambda: change in offered(page))
    close(desk)
    page.arrive(desk.case_id)
    qtbot.wait(20)
    assert change not in offered(page)
    assert {name for name in offered(page) if name.endswith("_button")} <= STAYS | {"published_button"}
    said = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert "Closed on 17 November 2026" in said


@pytest.mark.parametrize("basis", list(Basis))
def test_what_rests_on_local_practice_is_not_called_law(qtbot: QtBot, basis: Basis) -> None:
    card = LawCard()
    qtbot.addWidget(card)
    told = Requirement(sentence="Do it", why="", source="", is_lawful=basis is not Basis.LOCAL)
    card.show_requirement(told)
    words = [label.text() for label in card.findChildren(QLabel)]
    assert ("What is due next" in words) is (basis is Basis.LOCAL)
