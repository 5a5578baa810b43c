from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from safermk_desktop import assets
from safermk_desktop.presentation.theme import DARK, LIGHT, Theme, say
from safermk_desktop.presentation.widgets.fields import DateEdit


def test_light_and_dark_have_the_same_tokens(theme: Theme) -> None:
    colours = theme._tokens.color
    assert set(colours[LIGHT]) == set(colours[DARK])
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for mode in colours.values() for value in mode.values())


@pytest.mark.parametrize("mode", [LIGHT, DARK])
def test_every_placeholder_of_the_style_sheet_is_filled(theme: Theme, mode: str) -> None:
    theme.change(mode=mode)
    sheet = theme.style_sheet()
    assert "{{" not in sheet
    for path in re.findall(r"url\(([^)]+)\)", sheet):
        assert Path(path).read_text("utf-8").startswith(("<!--", "<svg"))


def test_the_style_sheet_holds_no_colour_and_no_font_of_its_own() -> None:
    template = (assets.folder("resources") / "style.qss").read_text("utf-8")
    template = re.sub(r"/\*.*?\*/", "", template, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", template) == []
    assert not re.search(r"\bfont(-\w+)?\s*:", template)


def test_every_icon_named_in_a_form_or_in_code_is_there() -> None:
    icons = {file.stem for file in (assets.folder("resources") / "icons").glob("*.svg")}
    named: set[str] = set()
    for form in assets.folder("ui").glob("*.ui"):
        text = form.read_text("utf-8")
        named |= set(re.findall(r'name="icon_name" stdset="0">\s*<string notr="true">([^<]*)<', text))
    assert named - icons == set()
    assert named


def test_words_have_contrast_on_what_lies_behind_them(theme: Theme) -> None:
    pairs = [(f"{tone}.text", f"{tone}.soft") for tone in ("red", "amber", "green", "blue", "grey", "person")]
    pairs += [("text.primary", "bg.surface"), ("text.muted", "bg.selected"), ("marking.text", "marking.bg")]
    pairs += [("text.onAccent", "accent.base"), ("text.disabled", "bg.disabled"), ("text.link", "bg.app")]
    for mode in (LIGHT, DARK):
        colours = theme._tokens.color[mode]
        for words, behind in pairs:
            assert _contrast(colours[words], colours[behind]) >= 4.5, (mode, words, behind)


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    upper, lower = sorted((light(one), light(other)), reverse=True)
    return (upper + 0.05) / (lower + 0.05)


def test_a_change_of_scale_and_mode_reaches_what_is_shown(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    title, button = QLabel("Title"), QPushButton("Go")
    title.setProperty("role", "h1")
    button.setProperty("icon_name", "lock")
    layout.addWidget(title)
    layout.addWidget(button)
    theme.dress(window)
    window.show()
    before = (title.font().pixelSize(), button.icon().pixmap(16).toImage())
    theme.change(mode=DARK, scale=2.0)
    assert title.font().pixelSize() == 2 * before[0] == 48
    assert button.icon().pixmap(16).toImage() != before[1]
    assert button.sizeHint().height() >= 72


def test_say_reaches_a_widget_that_is_shown(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Late")
    qtbot.addWidget(label)
    label.show()
    say(label, tone="red")
    assert label.palette().windowText().color().name().upper() == theme.hex("red.text")


def test_what_says_another_tone_keeps_the_size_of_the_text(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    words = QLabel("Backed up", window)
    words.setProperty("role", "caption")
    theme.dress(window)
    window.show()
    say(words, tone="green")
    theme.change(scale=2.0)
    say(words, tone="amber")
    assert words.font().pixelSize() == 24


def test_arrows_ticks_and_icons_in_fields_grow_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    day, box, tick, number = DateEdit(), QComboBox(), QCheckBox("Yes"), QSpinBox()
    for one in (day, box, tick, number):
        layout.addWidget(one)
    theme.dress(window)
    window.show()

    def sizes() -> list[int]:
        icon = day.findChild(QLabel, "leading_icon")
        assert icon is not None
        assert not icon.pixmap().isNull()
        assert day.textMargins().left() > icon.width()
        arrow, spin = QStyleOptionComboBox(), QStyleOptionSpinBox()
        box.initStyleOption(arrow)
        number.initStyleOption(spin)
        style, complex_ = box.style(), QStyle.ComplexControl
        return [
            icon.width(),
            style.subControlRect(complex_.CC_ComboBox, arrow, QStyle.SubControl.SC_ComboBoxArrow, box).width(),
            style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, tick),
            style.subControlRect(complex_.CC_SpinBox, spin, QStyle.SubControl.SC_SpinBoxUp, number).width(),
        ]

    before = sizes()
    theme.change(scale=2.0)
    assert sizes() == [pytest.approx(2 * size, abs=6) for size in before]


def test_an_icon_stands_clear_of_the_words_of_its_button(theme: Theme, qtbot: QtBot) -> None:
    with_words, alone = QPushButton("Write plan to Word"), QPushButton()
    for one in (with_words, alone):
        one.setProperty("icon_name", "file-text")
        qtbot.addWidget(one)
        theme.dress(one)
    assert with_words.iconSize().width() == alone.iconSize().width() + 4
    assert alone.iconSize().width() == alone.iconSize().height()
