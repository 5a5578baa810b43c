"""The side steps on the overview: the Case menu offers them, a form asks for what they need, a banner says the rest."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation.dialogs.step_dialog import StepDialog
from safermk_desktop.presentation.jobs import Job
from safermk_desktop.presentation.pages.overview_page import OverviewPage
from safermk_desktop.services import queries
from safermk_desktop.services.session import Session
from tests.presentation.pages.test_overview_page import open_dialog, page

__all__ = ["page"]


def fill(dialog: StepDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog.findChild(QPlainTextEdit, f"{name}_edit")
        if field is not None:
            field.setPlainText(text)
        else:
            dialog.take_back({f"{name}_edit": text})


def test_a_pause_is_asked_for_begun_told_and_lifted(page: OverviewPage, session: Session, case_id: CaseId) -> None:
    assert "lift_pause" not in page.acts()
    page.acts()["pause"]()
    dialog = open_dialog(page)
    assert isinstance(dialog, StepDialog)
    dialog.save_button.click()
    assert dialog.error_summary.isVisible()
    fill(dialog, advice="No witness is spoken to", advised_by="Senior officer", told="2/3/2026", learning="None yet.")
    dialog.save_button.click()
    assert not dialog.isVisible()
    assert queries.overview(session, case_id).state.id == "D6h"
    assert "because of criminal proceedings. No witness is spoken to. The dates run on." in page.state_banner.text()
    assert {"lift_pause", "withdraw", "transfer"} <= page.acts().keys()
    assert "pause" not in page.acts()
    page.state_banner.asked.emit()
    lifting = open_dialog(page)
    assert isinstance(lifting, StepDialog)
    fill(lifting, reason="The trial is over.")
    lifting.save_button.click()
    assert queries.overview(session, case_id).state.id == "D0"
    assert not page.state_banner.isVisible()


def test_a_withdrawn_case_says_why_and_can_be_opened_again(
    page: OverviewPage, session: Session, case_id: CaseId
) -> None:
    page.acts()["withdraw"]()
    dialog = open_dialog(page)
    assert isinstance(dialog, StepDialog)
    fill(dialog, reason="The death was natural", approver="Chair", told="2/3/2026")
    dialog.save_button.click()
    assert queries.overview(session, case_id).state.id == "WITHDRAWN"
    assert "The death was natural." in page.state_banner.text()
    assert set(page.acts()) & {"pause", "withdraw", "transfer"} == set()
    assert "reopen" in page.acts()


def test_scanning_runs_beside_the_window_and_says_what_is_wrong(
    page: OverviewPage, case_id: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    run = page.context.jobs.run

    def noted(*arguments: Any, label: str, **options: Any) -> Job:
        told.append(label)
        return run(*arguments, label=label, **options)

    monkeypatch.setattr(page.context.jobs, "run", noted)
    dialog = StepDialog(page.context, case_id, "scan_submission", page)
    dialog.show()
    dialog.save_button.click()
    assert told == ["Scanning what was submitted"]
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    assert dialog.error_summary.isVisible()
