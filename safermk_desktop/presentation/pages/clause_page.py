"""The page of the terms of reference as far as one writes: which section, which clause, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

from safermk_desktop.domain.record import CaseId, RecordId
from safermk_desktop.domain.terms import Clause, TermsSection, WrittenSection, composed, kind_of
from safermk_desktop.errors import SafermkError
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.pages.terms_form import TermsForm
from safermk_desktop.services import terms, terms_review
from safermk_desktop.services.terms_review import Studio


class ClausePage(TermsForm):
    """What is typed is saved on leaving the clause, the section or the page, and with Ctrl+S."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.case_id = CaseId("")
        self.studio: Studio | None = None
        self._deleted: tuple[RecordId, Clause, int] | None = None
        editor = self.section_editor
        editor.watch_with(context.jobs)
        editor.typed.connect(self.stand)
        editor.save_asked.connect(self.save)
        editor.add_asked.connect(self._add)
        editor.move_asked.connect(self._move)
        editor.remove_asked.connect(self._remove)
        editor.clauses.taken_up.connect(self._take_up)
        self.deleted_banner.asked.connect(self._put_back)
        self.sections_table.row_chosen.connect(self._go_to)
        self.sections_table.row_activated.connect(self.write)

    def leave(self) -> bool:
        self._forget_deleted()
        return self.keep_section()

    def keep_typed(self) -> None:
        editor = self.section_editor
        if editor.shown is not None and editor.is_unsaved:
            heading = editor.heading().strip() or editor.shown.heading
            self._save(editor.shown, heading)

    def save(self) -> bool:
        """Save what is typed and say so; False when it was refused, with the reason at its field."""
        had_changes = self.section_editor.is_unsaved
        if not self.keep_section():
            return False
        if had_changes:
            self.context.changes.tell(self.case_id)
        return True

    def keep_section(self) -> bool:
        """Save what is typed without telling; False when it was refused."""
        editor = self.section_editor
        if editor.shown is None or not editor.is_unsaved:
            return True
        if not editor.heading().strip():
            self.back_to_draft()
        if not editor.check():
            return False
        try:
            self._save(editor.shown, editor.heading())
            self.studio = terms_review.studio(self.context.session, self.case_id)
        except SafermkError as error:
            self.context.messages.show_error(error)
            return False
        editor.kept(next(one for one in self.studio.file.sections if editor.shown and one.id == editor.shown.id))
        return True

    def shown_sections(self) -> tuple[WrittenSection, ...]:
        """The draft as it would be printed with what is typed."""
        studio, editor = self.studio, self.section_editor
        if studio is None:
            return ()
        typed = editor.shown
        sections = [
            section.with_clauses(_with_ids(editor.as_typed())) if typed and section.id == typed.id else section
            for section in studio.file.sections
        ]
        return composed(sections, studio.facts, studio.agencies)

    def stand(self) -> None:
        """Say how the draft stands, look what is to mend, and show what its tables settle."""
        studio, shown = self.studio, self.section_editor.shown
        if studio is None or shown is None:
            return
        sections = self.shown_sections()
        self.show_standing(studio, sections)
        self.terms_side.watch(sections)
        if 0 < shown.position <= len(sections):
            typed = len(_with_ids(self.section_editor.as_typed()))
            self.settled_card.show_settled(
                kind_of(shown),
                sections[shown.position - 1].clauses[typed:],
                can_change=not self.closed,
                has_agencies=bool(studio.agencies),
            )

    def write(self, _row: object = None) -> None:
        """Put the cursor where one writes."""
        self.back_to_draft()
        self.section_editor.text_edit.setFocus()

    def _save(self, section: TermsSection, heading: str) -> None:
        terms.save_clauses(
            self.context.session,
            self.case_id,
            RecordId(section.id),
            heading=heading,
            clauses=self.section_editor.as_typed(),
        )

    def _go_to(self, row: object) -> None:
        shown = self.section_editor.shown
        if not isinstance(row, TermsSection) or (shown and row.id == shown.id):
            return
        if shown and not self.save():
            self.sections_table.choose(shown.id)
            return
        self._forget_deleted()
        self.back_to_draft()
        self.section_editor.show_section(row)

    def _take_up(self, clause_id: str) -> None:
        if self.save():
            self.section_editor.write_in(clause_id)

    def _add(self) -> None:
        editor = self.section_editor
        if self.closed or not self.save() or editor.shown is None:
            return
        editor.begin_new(editor.place + (editor.current is not None))

    def _move(self, by: int) -> None:
        shown, clause = self._current()
        if shown is not None and clause is not None:
            self._act(lambda: terms.move_clause(self.context.session, self.case_id, shown.id, clause.id, by=by))
            self.section_editor.write_in(clause.id)

    def _remove(self) -> None:
        shown, clause = self._current()
        if shown is None or clause is None:
            return
        place = self.section_editor.place
        self._act(lambda: terms.remove_clause(self.context.session, self.case_id, shown.id, clause.id))
        self._deleted = (shown.id, clause, place)
        self.deleted_banner.show_banner("blue", self.tr("The clause was deleted."), action=self.tr("Undo"))
        self.section_editor.text_edit.setFocus()

    def _put_back(self) -> None:
        if self._deleted is None or not self.save():
            return
        section_id, clause, place = self._deleted
        self._forget_deleted()
        self._act(lambda: terms.restore_clause(self.context.session, self.case_id, section_id, clause, at=place))
        self.section_editor.write_in(clause.id)

    def _current(self) -> tuple[TermsSection | None, Clause | None]:
        """The section and the clause that an act is about, saved as typed; nothing where none can be done."""
        if self.closed or not self.save():
            return None, None
        return self.section_editor.shown, self.section_editor.current

    def _act(self, act: Callable[[], None]) -> None:
        try:
            act()
        except SafermkError as error:
            self.context.messages.show_error(error)
            return
        self.context.changes.tell(self.case_id)

    def _forget_deleted(self) -> None:
        self._deleted = None
        self.deleted_banner.hide()


def _with_ids(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Clauses as they are compared and checked before they are saved: a new one has an id of this moment."""
    return tuple(Clause(clause.id or "typed", clause.text) for clause in clauses)
