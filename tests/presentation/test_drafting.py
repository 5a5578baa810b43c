"""Every form that records something gives what is typed in it and takes it back, on the same case."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from safermk_desktop import assets, bootstrap
from safermk_desktop.demo.clock import StoryClock
from safermk_desktop.demo.story import read_story
from safermk_desktop.domain.case import Case
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.record import CaseId
from safermk_desktop.presentation import dialogs, reopening
from safermk_desktop.presentation.changes import Changes
from safermk_desktop.presentation.dialogs.entry_dialog import EntryDialog, put_text, text_of
from safermk_desktop.presentation.dialogs.key_dialog import KeyDialog
from safermk_desktop.presentation.drafting import DraftDesk, keep_forms, open_forms
from safermk_desktop.presentation.messages import Messages
from safermk_desktop.presentation.page import PageContext
from safermk_desktop.presentation.widgets.banner import Banner
from safermk_desktop.presentation.widgets.passphrase_edit import PassphraseEdit
from safermk_desktop.services import chasing, drafts, queries
from safermk_desktop.services.drafts import Unfinished
from safermk_desktop.services.fictional import PASSPHRASE, PERSON
from safermk_desktop.services.ports import Compartment
from safermk_desktop.services.session import Session
from tests.presentation.conftest import InlineJobs, RecordingTeller
from tests.services.conftest import CHEAP

DIALOGS = Path(dialogs.__file__).parent


@pytest.fixture(scope="module")
def story(story_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, CaseFile]]:
    """The invented cases, played to their end, and the one that has everything."""
    folder = Path(shutil.copytree(story_vault, tmp_path_factory.mktemp("story") / "Fictional.smkv"))
    clock, partnership = StoryClock(read_story().today), read_story().partnership
    vault = bootstrap.door(clock, CHEAP).open(folder, person=PERSON, passphrase=PASSPHRASE)
    session = bootstrap.open_session(vault, clock, partnership)
    with vault.reading(Compartment.REVIEWS) as work:
        cases = work.every(Case)
    files = [queries.case_file(session, case.case_id) for case in cases]
    yield session, max(files, key=lambda file: len(file.documents))
    vault.close()


@pytest.fixture
def desk(story: tuple[Session, CaseFile], qtbot: QtBot, teller: RecordingTeller, tmp_path: Path) -> PageContext:
    session, _file = story
    window = QWidget()
    qtbot.addWidget(window)

    def stay(_address: str) -> None:
        """Whatever is gone to, this stays."""

    return PageContext(
        application=bootstrap.build(session.clock, CHEAP),
        session=session,
        changes=Changes(window),
        jobs=InlineJobs(),
        messages=Messages(window, teller),
        navigate=stay,
    )


def about(form: str, file: CaseFile, context: PageContext) -> str:
    """What a form of that name is about, in this case."""
    if form in {"abandon_action_dialog", "action_update_dialog", "complete_action_dialog", "revise_target_dialog"}:
        return file.actions[0].id
    entries = queries.register_view(context.session, file.case.case_id).entries
    return {
        "appoint_dialog": "member:Health",
        "approve_copy_dialog": file.copies[-1].id,
        "clause_library_dialog": next(one.id for one in file.sections if one.heading == "Key lines of enquiry"),
        "end_membership_dialog": file.members[0].id,
        "export_paper_dialog": file.documents[0].id,
        "identity_dialog": entries[0].id,
        "settle_seat_dialog": file.seats[0].id,
        "step_dialog": "pause",
    }.get(form, "")


def type_everywhere(dialog: EntryDialog) -> None:
    """Another entry in every field: words with a line break where lines can be, the last choice of each list."""
    for number, field in enumerate(dialog.findChildren(QWidget)):
        if not field.objectName().endswith(("_edit", "_combo", "_spin", "_check")):
            continue
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(f"Line {number}\nand 'another' \u201cline\u201d")
        elif isinstance(field, QCheckBox):
            field.toggle()
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(field.count() - 1)
        elif isinstance(field, QSpinBox):
            field.setValue(field.value() + 1)
        elif isinstance(field, QLineEdit):
            field.setText(f"Typed {number}")


@pytest.mark.parametrize("form", sorted(reopening.FORMS))
def test_what_is_typed_comes_back(
    form: str,
    story: tuple[Session, CaseFile],
    desk: PageContext,
    qtbot: QtBot,
    teller: RecordingTeller,
    tmp_path: Path,
) -> None:
    session, file = story
    teller.path = tmp_path / "tracker.csv"
    teller.path.write_text("Ref,Notified,Stage\nDHR-2024-01,1/2/2024,Panel\n", "utf-8")
    if form == "returns_dialog":
        teller.path = tmp_path / "actions.xlsx"
        chasing.export_form(session, teller.path)
    what = Unfinished(
        form=form,
        about=about(form, file, desk),
        title="",
        address=f"case/{file.case.case_id}/overview",
        case_id=file.case.case_id,
        entries={},
    )
    window = QWidget()
    qtbot.addWidget(window)
    first = reopening.reopened(desk, what, window)
    assert (first.form, first.about) == (form, what.about)
    assert not first.has_typed, "nothing is typed yet"
    type_everywhere(first)
    assert first.has_typed
    again = reopening.reopened(desk, replace(what, entries=first.entries()), window)
    assert again.entries() == first.entries()
    assert again.has_typed, "what came back is still not saved"


def test_every_form_that_records_something_can_be_a_draft() -> None:
    for path in DIALOGS.glob("*_dialog.py"):
        importlib.import_module(f"{dialogs.__name__}.{path.stem}")
    forms = {kind.__module__.rpartition(".")[2] for kind in kinds(EntryDialog) if not issubclass(kind, KeyDialog)}
    with_a_form = {form for form in forms if (assets.folder("ui") / f"{form}.ui").is_file()}
    assert with_a_form == reopening.FORMS, "presentation/reopening.py says how each is opened again"


def kinds(kind: type[EntryDialog]) -> set[type[EntryDialog]]:
    """A class of forms and all below it."""
    return {kind}.union(*(kinds(below) for below in kind.__subclasses__()))


def test_a_passphrase_is_never_part_of_a_draft(desk: PageContext, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    what = Unfinished(form="notification_dialog", about="", title="", address="home", case_id=CaseId(""), entries={})
    dialog = reopening.reopened(desk, what, window)
    field = PassphraseEdit(dialog)
    field.setObjectName("passphrase_edit")
    field.setText("marble otter lantern quiet")
    field.reveal(True)
    assert "marble" not in str(dialog.entries())


def test_continue_and_discard(
    story: tuple[Session, CaseFile], desk: PageContext, qtbot: QtBot, teller: RecordingTeller
) -> None:
    session, file = story
    window, banner = QWidget(), Banner()
    qtbot.addWidget(window)
    qtbot.addWidget(banner)
    address = f"case/{file.case.case_id}/overview"
    for form in ("fact_dialog", "ask_agency_dialog"):
        what = Unfinished(form=form, about="", title="", address=address, case_id=file.case.case_id, entries={})
        dialog = reopening.reopened(desk, what, window)
        type_everywhere(dialog)
        dialog.show()
        assert open_forms(window) == [dialog]
        assert keep_forms(session, window, address)
        dialog.hide()
    offers = DraftDesk(desk, banner, window)
    offers.offer()
    assert banner.text().startswith("Unfinished: ")
    assert "2 in all" in banner.text()
    banner.asked.emit()
    (dialog,) = [one for one in window.findChildren(EntryDialog) if one.isVisible()]
    assert dialog.draft_id == drafts.listed(session)[0].id
    dialog.reject()
    assert teller.told[-1].title == "Leave without saving?"
    assert len(drafts.listed(session)) == 1
    assert "in all" not in banner.text()
    banner.other_asked.emit()
    assert "Typed" in teller.told[-1].text, "what is lost is shown before"
    assert not drafts.listed(session)
    assert banner.isHidden()


def test_a_draft_about_something_that_is_gone_shows_its_words(
    story: tuple[Session, CaseFile], desk: PageContext, qtbot: QtBot, teller: RecordingTeller
) -> None:
    session, file = story
    window, banner = QWidget(), Banner()
    qtbot.addWidget(window)
    qtbot.addWidget(banner)
    what = Unfinished(
        form="action_update_dialog",
        about="0" * 32,
        title="Update",
        address=f"case/{file.case.case_id}/actions",
        case_id=file.case.case_id,
        entries={"text_edit": "The training was held."},
    )
    drafts.keep(session, what)
    offers = DraftDesk(desk, banner, window)
    offers.offer()
    banner.asked.emit()
    assert "The training was held." in teller.told[-1].text
    assert len(drafts.listed(session)) == 1
    banner.other_asked.emit()


def test_a_choice_that_is_no_longer_offered_is_left_out(qtbot: QtBot) -> None:
    combo = QComboBox()
    qtbot.addWidget(combo)
    combo.addItems(["one", "two"])
    put_text(combo, "three")
    assert text_of(combo) == "one"
    combo.setEditable(True)
    put_text(combo, "three")
    assert text_of(combo) == "three"
