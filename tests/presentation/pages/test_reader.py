"""Papers read inside the app: text, pictures, what is not shown; nothing of them reaches the disk."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QDir, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from safermk_desktop.domain.documents import Audience, Document, PaperKind
from safermk_desktop.presentation import pictures
from safermk_desktop.presentation.dialogs.export_paper_dialog import ExportPaperDialog
from safermk_desktop.presentation.dialogs.reader_dialog import ReaderDialog
from safermk_desktop.presentation.models.paper_rows import KIND_WORDS
from safermk_desktop.presentation.pages.documents_page import DocumentsPage
from safermk_desktop.presentation.widgets.text import Prose
from safermk_desktop.services import keeping_papers
from safermk_desktop.services.ports import Compartment
from tests.presentation.conftest import RecordingTeller
from tests.presentation.pages.desk import REPORT, Desk, open_desk, opened, word_file

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path, teller: RecordingTeller) -> Iterator[Desk]:
    with open_desk(tmp_path, teller) as found:
        yield found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> DocumentsPage:
    made = DocumentsPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    desk.settle(made)
    return made


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that has nothing to do with the vault's."""
    return tmp_path_factory.mktemp("elsewhere")


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **how: object) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(kept, kind, **how)
    return kept.getvalue()


def read(desk: Desk, page: DocumentsPage, name: str, data: bytes) -> ReaderDialog:
    """Keep a file of that name and read it by the button."""
    (desk.folder / name).write_bytes(data)
    paper = keeping_papers.keep_file(
        desk.session,
        desk.case_id,
        desk.folder / name,
        kind=PaperKind.OTHER,
        title="A paper",
        audience=Audience.RESTRICTED,
    )
    desk.context.changes.tell(desk.case_id)
    assert page.papers_table.choose(paper)
    page.read_button.click()
    dialog = opened(page, ReaderDialog)
    assert dialog.windowTitle() in KIND_WORDS.values()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    return dialog


def press(dialog: ReaderDialog, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the window gets it, so that its shortcuts come first."""
    QTest.keyClick(dialog.windowHandle(), key, held)


def not_shown(dialog: ReaderDialog) -> str:
    """Why nothing is shown."""
    return " ".join(label.text() for label in dialog.unread_state.findChildren(Prose))


def test_a_word_file_shows_its_text_and_says_that_this_is_all(desk: Desk, page: DocumentsPage) -> None:
    dialog = read(desk, page, "a.docx", word_file(*REPORT))
    assert dialog.text_view.toPlainText() == "\n".join(REPORT) + "\n"
    assert "text of the Word file alone" in dialog.note_prose.text()
    assert dialog.text_view.isReadOnly()
    assert not dialog.zoom_frame.isVisible()
    assert desk.log()[0] == "see_paper"


def test_words_are_found_forwards_backwards_and_round_again(desk: Desk, page: DocumentsPage) -> None:
    dialog = read(desk, page, "a.txt", b"one two\nTWO three\ntwo")
    press(dialog, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(dialog.find_edit, "two")
    assert dialog.found_label.text() == "3 places"

    def line() -> int:
        return dialog.text_view.textCursor().blockNumber()

    assert line() == 0
    QTest.keyClick(dialog.find_edit, Qt.Key.Key_Return)
    assert line() == 1
    press(dialog, Qt.Key.Key_F3)
    assert line() == 2
    dialog.next_button.click()
    assert line() == 0
    dialog.previous_button.click()
    assert line() == 2
    assert dialog.isVisible()
    dialog.find_edit.setText("four")
    assert dialog.found_label.text() == "Not found"
    press(dialog, Qt.Key.Key_Escape)
    assert not [one for one in page.findChildren(ReaderDialog) if one.isVisible()]


def test_a_text_that_is_cut_says_so(desk: Desk, page: DocumentsPage) -> None:
    dialog = read(desk, page, "a.csv", b"one line of a long list of what was seen\n" * 60_000)
    assert "beginning of the file" in dialog.note_prose.text()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"])
def test_pictures_are_shown(desk: Desk, page: DocumentsPage, kind: str) -> None:
    dialog = read(desk, page, f"a.{kind}", picture(kind))
    assert dialog.picture_view.isVisible()
    assert not dialog.note_prose.isVisible()
    assert dialog.picture_view.sceneRect().size().toTuple() == (60.0, 40.0)
    assert dialog.picture_view.accessibleName()


def test_a_picture_is_made_larger_smaller_and_fitted_by_keys(desk: Desk, page: DocumentsPage) -> None:
    view = (dialog := read(desk, page, "a.png", picture(size=(4000, 3000)))).picture_view
    fitted = view.scale_now
    assert 0 < fitted < 0.3
    press(dialog, Qt.Key.Key_Plus, CTRL)
    press(dialog, Qt.Key.Key_Equal, CTRL)
    assert view.scale_now == pytest.approx(fitted * 1.25**2)
    for _ in range(40):
        press(dialog, Qt.Key.Key_Minus, CTRL)
    assert view.scale_now == pytest.approx(0.05)
    press(dialog, Qt.Key.Key_0, CTRL)
    assert view.scale_now == pytest.approx(fitted)


def test_more_pictures_in_one_file_are_said(desk: Desk, page: DocumentsPage) -> None:
    more = [Image.new("RGB", (60, 40))] * 2
    dialog = read(desk, page, "a.tif", picture("TIFF", save_all=True, append_images=more))
    assert "first of 3 pictures" in dialog.note_prose.text()


def test_a_picture_stands_as_it_was_taken(desk: Desk, page: DocumentsPage) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    dialog = read(desk, page, "a.jpg", picture("JPEG", exif=exif))
    assert dialog.picture_view.sceneRect().size().toTuple() == (40.0, 60.0)


@pytest.mark.parametrize("data", [b"", b"no picture", picture()[:50], b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_a_picture_that_is_none_is_not_shown(desk: Desk, page: DocumentsPage, data: bytes) -> None:
    dialog = read(desk, page, "a.png", data)
    assert not dialog.picture_view.isVisible()
    assert "cannot be shown" in not_shown(dialog)


@pytest.mark.qt_log_ignore("Rejecting image")
def test_a_picture_of_too_many_points_is_not_decoded(monkeypatch: pytest.MonkeyPatch, theme: object) -> None:
    del theme
    monkeypatch.setattr(pictures, "MOST_MIB", 1)
    assert pictures.read_picture(picture(size=(2000, 2000))).image.isNull()
    monkeypatch.undo()
    assert not pictures.read_picture(picture(size=(2000, 2000))).image.isNull()


def test_any_other_kind_leaves_only_by_an_export(desk: Desk, page: DocumentsPage) -> None:
    dialog = read(desk, page, "a.pdf", b"%PDF-1.7")
    words = "This kind is not shown inside the app. Export it with a reason to read it elsewhere."
    assert words in not_shown(dialog)
    assert "see_paper" not in desk.log()
    dialog.export_button.click()
    assert not dialog.isVisible()
    assert opened(page, ExportPaperDialog).paper_label.text() == "A paper"


def test_a_damaged_word_file_is_told_and_a_damaged_vault_shows_nothing(desk: Desk, page: DocumentsPage) -> None:
    with pytest.raises(AssertionError):
        read(desk, page, "a.docx", b"no Word file")
    assert "not a Word document" in desk.teller.told[-1].text
    paper = page.papers_table.current()
    assert isinstance(paper, Document)
    with desk.session.vault.writing(Compartment.REVIEWS, desk.session.act("test", desk.case_id)) as work:
        work.keep(paper.id, b"another")
    page.read_button.click()
    assert "damaged" in desk.teller.told[-1].text
    assert not [dialog for dialog in page.findChildren(ReaderDialog) if dialog.isVisible()]


def test_enter_reads_the_paper(desk: Desk, page: DocumentsPage) -> None:
    read(desk, page, "a.txt", b"words").close()
    QTest.keyClick(page.papers_table, Qt.Key.Key_Return)
    assert opened(page, ReaderDialog).text_view.toPlainText() == "words"


def test_nothing_is_written_to_the_disk_while_papers_are_read(
    desk: Desk,
    page: DocumentsPage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    elsewhere: Path,
) -> None:
    places = {name: elsewhere / name for name in ("tmp", "home", "cache", "config", "data")}
    for place in places.values():
        place.mkdir()
    variables = {"home": "HOME", "cache": "XDG_CACHE_HOME", "config": "XDG_CONFIG_HOME", "data": "XDG_DATA_HOME"}
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(places["tmp"]))
    for place, variable in variables.items():
        monkeypatch.setenv(variable, str(places[place]))
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert Path(QDir.tempPath()) == places["tmp"]
    outside = sorted(desk.folder.rglob("*"))
    for name, data in (
        ("a.png", picture(size=(3000, 2000))),
        ("a.tif", picture("TIFF", size=(900, 900))),
        ("a.docx", word_file(*REPORT)),
        ("a.csv", b"a;b\n" * 100_000),
        ("a.msg", bytes(3_000_000)),
    ):
        dialog = read(desk, page, name, data)
        qtbot.wait(30)
        assert [path for place in places.values() for path in place.rglob("*")] == []
        dialog.close()
        (desk.folder / name).unlink()
    assert sorted(desk.folder.rglob("*")) == outside
