"""Sizes, names, state, exemptions: what keeps a module readable in one sitting."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.architecture.sources import Module, modules

MODULES = modules()
MODULE_LINES, VERIFIER_LINES, CLASS_LINES, FUNCTION_LINES = 400, 900, 200, 40
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}
MUTABLE_NODES = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS = {"list", "dict", "set", "bytearray", "defaultdict", "deque", "OrderedDict", "Counter", "ChainMap"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

Check = Callable[[Module], Iterator[str]]


def faults(check: Check) -> dict[str, list[str]]:
    """What a check finds, by module; one test a rule and not one a module keeps the whole run short."""
    found = {module.name: list(check(module)) for module in MODULES}
    return {name: sentences for name, sentences in found.items() if sentences}


def too_long(module: Module) -> Iterator[str]:
    """Modules, classes and functions over their limit."""
    limit = VERIFIER_LINES if module.name.endswith("/verifier.py") else MODULE_LINES
    lines = module.text.count("\n")
    if lines > limit:
        yield f"the module has {lines} lines"
    for node in module.nodes():
        if isinstance(node, (ast.ClassDef, *FUNCTIONS)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > (CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES):
                yield f"{node.name} has {lines} lines"


def mutable_state(module: Module) -> Iterator[str]:
    """Lists, dicts and sets that live as long as the module or a class of it."""
    bodies = [module.tree.body] + [node.body for node in module.nodes() if isinstance(node, ast.ClassDef)]
    for statement in (statement for body in bodies for statement in body):
        value = statement.value if isinstance(statement, (ast.Assign, ast.AnnAssign)) else None
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__all__":
            continue
        called = value.func if isinstance(value, ast.Call) else None
        name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
        if isinstance(value, MUTABLE_NODES) or name in MUTABLE_CALLS:
            yield f"line {statement.lineno}: {ast.unparse(statement)[:80]}"
    yield from (f"line {node.lineno}: global" for node in module.nodes() if isinstance(node, ast.Global))


def undocumented(module: Module) -> Iterator[str]:
    """Public modules, classes, functions and methods of ports that do not say what they are for."""
    if not ast.get_docstring(module.tree):
        yield "the module"
    for node in module.tree.body:
        if isinstance(node, (ast.ClassDef, *FUNCTIONS)) and not node.name.startswith("_"):
            if not ast.get_docstring(node) and not (module.name.endswith("/errors.py")):
                yield node.name
            if isinstance(node, ast.ClassDef) and module.name.endswith("/ports.py"):
                methods = (
                    method for method in node.body if isinstance(method, FUNCTIONS) and not method.decorator_list
                )
                yield from (f"{node.name}.{method.name}" for method in methods if not ast.get_docstring(method))


def exemptions(module: Module) -> Iterator[str]:
    """Lines that silence a checker."""
    for number, line in enumerate(module.text.splitlines(), 1):
        if re.search(r"#\s*(type:\s*ignore|pyright:|mypy:|ruff:\s*noqa|fmt:\s*off)|#\s*noqa\s*($|[^:\s])", line):
            yield f"line {number}: {line.strip()}"


def blind_excepts(module: Module) -> Iterator[str]:
    """Handlers that catch whatever comes and keep it; one that tidies up and raises it again is none."""
    for node in module.nodes():
        if isinstance(node, ast.ExceptHandler) and not (isinstance(node.body[-1], ast.Raise) and not node.body[-1].exc):
            caught = ast.unparse(node.type) if node.type else "everything"
            if re.search(r"\b(Exception|BaseException|everything)\b", caught):
                yield f"{module.name}:{node.lineno} {caught}"


def test_sizes() -> None:
    assert faults(too_long) == {}


def test_no_mutable_state() -> None:
    assert faults(mutable_state) == {}


def test_says_what_it_is_for() -> None:
    assert faults(undocumented) == {}


def test_no_exemption_from_a_checker() -> None:
    assert faults(exemptions) == {}


def test_names_say_something() -> None:
    # Below migrations/ stand the names of the databases.
    named = {module.name: set(re.split(r"[/.]", module.name.partition("/migrations/")[0])) for module in MODULES}
    assert {name for name, words in named.items() if words & FORBIDDEN_NAMES} == set()


def test_whatever_comes_is_caught_in_two_places_only() -> None:
    found = [handler for module in MODULES for handler in blind_excepts(module)]
    assert len(found) <= 2, found  # the crash net and the job runner


BAD = '''
import os
KNOWN = {"a": 1}
class Box:
    """A box."""
    seen: list[int] = list()
def open_box(): # type: ignore
    try:
        os.stat("x")
    except (ValueError, Exception):
        pass
    try:
        os.stat("x")
    except BaseException:
        os.sync()
        raise
__all__ = ["Box"]
'''


@pytest.mark.parametrize(
    "check,found",
    [(mutable_state, 2), (undocumented, 2), (exemptions, 1), (blind_excepts, 1)],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_the_checks_find_what_they_are_for(check: Check, found: int) -> None:
    assert len(list(check(Module("safermk_desktop/bad.py", BAD)))) == found


def test_the_limits_bite() -> None:
    long = Module("safermk_desktop/bad.py", "def f():\n" + "    x = 1\n" * 401)
    assert len(list(too_long(long))) == 2
    assert len(list(too_long(Module("safermk_desktop/verifier.py", long.text)))) == 1
