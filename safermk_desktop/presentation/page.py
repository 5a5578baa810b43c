"""What a page is to the shell, and what the shell gives a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtWidgets import QWidget

from safermk_desktop.presentation.actions import Act
from safermk_desktop.presentation.changes import Changes
from safermk_desktop.presentation.forms import fill
from safermk_desktop.presentation.jobs import Jobs
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.safe_view import SafeView
from safermk_desktop.services.application import Application
from safermk_desktop.services.session import Session


class Navigate(Protocol):
    """Goes to an address: ``home``, ``case/<case id>/<tab>``, ``prevent/<id>/<part>`` or ``boards/<plan id>/plan``."""

    def __call__(self, address: str, /) -> None: ...


def _stay(_reason: str) -> None:
    """Where there is no window that could lock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """What every page is made with. ``lock`` ends the window with a reason of ``launch.EXIT_LOCKED``."""

    application: Application
    session: Session
    changes: Changes
    jobs: Jobs
    messages: Messages
    navigate: Navigate
    lock: Callable[[str], None] = field(default=_stay)
    safe_view: SafeView = field(default_factory=SafeView)


class Page(QWidget):
    """A page of the shell, with its form. Made once, shown many times."""

    def __init__(self, context: PageContext, form: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        if form:
            fill(self, form)

    def arrive(self, case_id: str) -> None:
        """The page is about to be shown, or its case was changed: read anew.

        ``case_id`` is that of a review, or what a part of a place is about; empty elsewhere.
        """

    def leave(self) -> bool:
        """The page is about to be left; False keeps it (something typed would be lost and the person said no)."""
        return True

    def keep_typed(self) -> None:
        """Save what is typed and not saved, without asking: the vault locks itself and nobody is at the screen."""

    def acts(self) -> Mapping[str, Act]:
        """What the window's actions do here, by the ids of ``actions.SPECS``."""
        return {}

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes on this page, in order; the first takes the focus when the page is shown."""
        return ()
