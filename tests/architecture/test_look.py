"""Colours come from the tokens, the look from one style sheet: neither stands in code or in a form."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import FORMS, Module, modules

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b|\b(?:rgba?|hsla?)\(")
SEEN = [module for module in modules() if module.name.startswith("safermk_desktop/presentation/")]


def colours(module: Module) -> Iterator[str]:
    """Colours written out: in a string, as numbers to QColor, or by a name of Qt's."""
    for node in module.nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = COLOUR.search(node.value) is not None
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("QColor"):
            found = any(isinstance(argument, ast.Constant) for argument in node.args)
        else:
            found = isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("Qt.GlobalColor")
        if found and not (isinstance(node, ast.Attribute) and node.attr == "transparent"):
            yield ast.unparse(node)[:80]


def style_sheets(module: Module) -> Iterator[str]:
    """Calls that set a look from code."""
    for node in module.nodes():
        if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet":
            yield f"line {node.lineno}"


def test_no_colour_in_code() -> None:
    assert {module.name: found for module in SEEN if (found := list(colours(module)))} == {}


def test_one_style_sheet() -> None:
    others = [module for module in SEEN if not module.name.endswith("/theme.py")]
    assert {module.name: found for module in others if (found := list(style_sheets(module)))} == {}


@pytest.mark.parametrize("form", sorted(FORMS.glob("*.ui")), ids=lambda form: form.name)
def test_no_colour_in_a_form(form: Path) -> None:
    text = form.read_text(encoding="utf-8")
    assert not COLOUR.findall(text)
    assert "<color" not in text


def test_the_checks_find_what_they_are_for() -> None:
    bad = Module("bad.py", 'a = QColor(1, 2, 3)\nb = "#d4351c"\nc = Qt.GlobalColor.red\nw.setStyleSheet("x")\n')
    assert len(list(colours(bad))) == 3
    assert len(list(style_sheets(bad))) == 1
