"""Beside the clauses of a section: what its table settles, and the buttons that change that."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from safermk_desktop.domain.terms import Clause
from safermk_desktop.domain.terms_library import LIBRARY
from safermk_desktop.presentation.forms import empty
from safermk_desktop.presentation.widgets.cards import SectionCard
from safermk_desktop.presentation.widgets.flow import FlowLayout
from safermk_desktop.presentation.widgets.text import button, prose

FORMS: Final = MappingProxyType(
    {
        "brief_circumstances": (("Facts of the case", "terms_facts"),),
        "scope_period": (("Period and reason", "terms_scope"),),
        "people_in_scope": (("Choose people", "terms_people"),),
        "agencies_required": (
            ("Add agency", "terms_agency"),
            ("Take out agency", "terms_take_out_agency"),
            ("Ask them all", "terms_ask_all"),
        ),
        "key_lines_of_enquiry": (("Facts of the case", "terms_facts"),),
        "equality_and_diversity": (("Nine characteristics", "terms_characteristics"),),
        "family_and_community_involvement": (("Is the family asked?", "terms_family"),),
        "parallel_processes_and_disclosure": (("Proceedings", "terms_proceedings"),),
        "panel_membership_and_chair": (("Expertise and experts", "terms_facts"),),
    }
)
"""The forms that settle something in a kind of section."""

NEEDS_AGENCY: Final = frozenset({"terms_take_out_agency", "terms_ask_all"})
HAS_LIBRARY: Final = frozenset(clause.section for clause in LIBRARY)


class SettledCard(SectionCard):
    """``form_asked`` carries the name of the form."""

    form_asked = Signal(str)
    clauses_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Also in this section"), parent)
        self._tools = FlowLayout()
        self.body.addLayout(self._tools)
        self._lines: list[QWidget] = []

    def show_settled(self, kind: str, clauses: Iterable[Clause], *, can_change: bool, has_agencies: bool) -> None:
        """Show what is printed after the clauses of the section, and what can be done about it."""
        empty(self._tools)
        for line in self._lines:
            self.body.removeWidget(line)
            line.deleteLater()
        self._lines = [prose(clause.text) for clause in clauses]
        for line in self._lines:
            self.body.addWidget(line)
        buttons = self._buttons(kind, has_agencies=has_agencies) if can_change else []
        for made in buttons:
            self._tools.addWidget(made)
        self.setVisible(bool(self._lines or buttons))

    def _buttons(self, kind: str, *, has_agencies: bool) -> list[QPushButton]:
        made: list[QPushButton] = []
        if kind in HAS_LIBRARY:
            library = button(self.tr("Add from library"), icon="book-open", is_dense=True)
            library.setObjectName("library_button")
            library.clicked.connect(self.clauses_asked)
            made.append(library)
        for words, form in FORMS.get(kind, ()):
            if form in NEEDS_AGENCY and not has_agencies:
                continue
            one = button(self.tr(words), is_dense=True)
            one.setObjectName(f"{form}_button")
            one.clicked.connect(lambda _checked=False, form=form: self.form_asked.emit(form))
            made.append(one)
        return made
