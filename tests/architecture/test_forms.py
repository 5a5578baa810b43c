"""Every form in ui/, held to what people who do not use a mouse or their eyes need, and to the module that fills it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.architecture.sources import FORMS, PACKAGE

INPUTS = {
    *("QLineEdit", "QTextEdit", "QPlainTextEdit", "QComboBox", "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit"),
    *("QDateTimeEdit", "QTableView", "QTreeView", "QListView", "QListWidget", "QTableWidget", "QTreeWidget", "QSlider"),
    *("QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QTextBrowser", "QCommandLinkButton"),
}
SAYS_ITS_TEXT = {"QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QCommandLinkButton"}
PLACES = ("pages", "dialogs", "widgets", "")
DESIGNER_NAME = re.compile(
    r".*_\d+$|.*[A-Z].*|(label|frame|widget|button|edit|layout|line|table|group|page|tab|spacer)"
)
FORM_FILES = sorted(FORMS.glob("*.ui"))

every_form = pytest.mark.parametrize("form", FORM_FILES, ids=lambda form: form.name)


class Form:
    """One .ui file, read as XML."""

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.name = path.stem
        self.root = ElementTree.fromstring(text or path.read_text(encoding="utf-8"))
        self.bases = {
            custom.findtext("class", ""): custom.findtext("extends", "") for custom in self.root.iter("customwidget")
        }

    def widgets(self) -> Iterator[tuple[ElementTree.Element, str]]:
        """Every widget with the Qt class it is at bottom."""
        for widget in self.root.iter("widget"):
            kind = widget.get("class", "")
            yield widget, self.bases.get(kind, kind)

    def buddies(self) -> set[str]:
        """Names of the widgets that a label speaks for."""
        return {text_of(widget, "buddy") for widget, kind in self.widgets() if kind == "QLabel"}

    def tab_stops(self) -> list[str]:
        """The tab order, as listed."""
        return [stop.text or "" for stop in self.root.iter("tabstop")]


def text_of(widget: ElementTree.Element, name: str) -> str:
    """The text of a property or attribute; empty where there is none."""
    for tag in ("property", "attribute"):
        for entry in widget.findall(tag):
            if entry.get("name") == name:
                return "".join(child.text or "" for child in entry)
    return ""


def unnamed_inputs(form: Form) -> list[str]:
    """Inputs that a screen reader could not name."""
    spoken = form.buddies()
    return [
        widget.get("name", "")
        for widget, kind in form.widgets()
        if kind in INPUTS
        and widget.get("name") not in spoken
        and not text_of(widget, "accessibleName")
        and not (kind in SAYS_ITS_TEXT and text_of(widget, "text"))
    ]


def outside_the_tab_order(form: Form) -> list[str]:
    """Inputs that Tab reaches in whatever order they were drawn, and stops that do not exist."""
    inputs = {
        widget.get("name", "")
        for widget, kind in form.widgets()
        if kind in INPUTS and text_of(widget, "focusPolicy") not in {"Qt::NoFocus", "Qt::FocusPolicy::NoFocus"}
    }
    all_names = {widget.get("name", "") for widget, _ in form.widgets()}
    stops = form.tab_stops()
    repeated = [stop for stop, times in Counter(stops).items() if times > 1]
    return sorted(inputs - set(stops)) + sorted(set(stops) - all_names) + repeated


def meaningless_names(form: Form) -> list[str]:
    """Names that the designer gave, or that are not in snake_case; the form itself carries its class."""
    top = form.root.find("widget")
    return [
        widget.get("name", "")
        for widget, _ in form.widgets()
        if widget is not top and DESIGNER_NAME.fullmatch(widget.get("name", ""))
    ]


def shared_mnemonics(form: Form) -> list[str]:
    """Letters that two things answer to: Qt then only moves the focus and nothing fires."""
    letters: Counter[str] = Counter()
    for widget, _ in form.widgets():
        for name in ("text", "title"):
            found = re.search(r"&([^&\s])", text_of(widget, name).replace("&&", ""))
            letters.update([found[1].lower()] if found else [])
    for action in form.root.iter("action"):
        found = re.search(r"&([^&\s])", text_of(action, "text").replace("&&", ""))
        letters.update([found[1].lower()] if found else [])
    return [letter for letter, times in letters.items() if times > 1]


def code_in_the_form(form: Form) -> list[str]:
    """Connections and looks, which belong to the module and the style sheet; shown strings that no translator sees."""
    found = [tag for tag in ("connections", "slots") for _ in form.root.findall(f"{tag}/*")]
    names = [entry.get("name", "") for entry in form.root.iter("property")]
    found += [name for name in names if name in {"styleSheet", "palette"}]
    shown = [entry for entry in form.root.iter() if entry.tag in {"property", "attribute"} and not entry.get("stdset")]
    found += [string.text or "" for entry in shown for string in entry.findall("string[@notr='true']")]
    return found


def camel(name: str) -> str:
    """unlock_page -> UnlockPage."""
    return "".join(word.capitalize() for word in name.split("_"))


@every_form
@pytest.mark.parametrize(
    "faults", [unnamed_inputs, outside_the_tab_order, meaningless_names, shared_mnemonics, code_in_the_form]
)
def test_form(form: Path, faults: Callable[[Form], list[str]]) -> None:
    assert faults(Form(form)) == []


@every_form
def test_form_file_module_and_class_have_one_name(form: Path) -> None:
    places = [PACKAGE / "presentation" / place / f"{form.stem}.py" for place in PLACES]
    found = [place for place in places if place.is_file()]
    assert len(found) == 1, places
    assert f"class {camel(form.stem)}(" in found[0].read_text(encoding="utf-8")
    assert Form(form).root.findtext("class") == camel(form.stem)


def test_there_are_forms_and_nothing_else() -> None:
    assert FORM_FILES
    assert {path.suffix for path in FORMS.iterdir()} == {".ui"}


BAD = """<ui version="4.0"><class>BadPage</class><widget class="QWidget" name="BadPage">
<widget class="QLineEdit" name="lineEdit_2"/>
<widget class="QPushButton" name="save_button">
<property name="text"><string notr="true">&amp;Save</string></property></widget>
<widget class="QCheckBox" name="sent_check">
<property name="text"><string>&amp;Sent</string></property>
<property name="styleSheet"><string>x</string></property></widget></widget>
<tabstops><tabstop>save_button</tabstop></tabstops></ui>"""


def test_the_lint_finds_what_it_is_for() -> None:
    bad = Form(Path("bad_page.ui"), BAD)
    assert unnamed_inputs(bad) == ["lineEdit_2"]
    assert outside_the_tab_order(bad) == ["lineEdit_2", "sent_check"]
    assert meaningless_names(bad) == ["lineEdit_2"]
    assert shared_mnemonics(bad) == ["s"]
    assert code_in_the_form(bad) == ["styleSheet", "&Save"]
