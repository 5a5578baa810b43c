"""Takes single steps out of the modules that derive forms and normalise texts, one at a time.

A step is a ``yield``, an addition to a set of variants, a refusal at the head of a function that normalises, one of
several conditions, or a call that folds. The mutated code takes the place of the function's own; whoever imported the
function has it then.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Final, cast

_FOLDING: Final = {"casefold": 0, "lower": 0, "normalize": 1}


@dataclass(frozen=True)
class Mutant:
    """One step of one function; ``number`` counts the steps of the function."""

    module: ModuleType
    function: str
    number: int
    step: str
    normalising: bool

    def __str__(self) -> str:
        return f"{self.module.__name__.rpartition('.')[2]}.{self.function}: {self.step}"


def mutants(module: ModuleType, functions: tuple[str, ...] = (), *, normalising: bool = False) -> Iterator[Mutant]:
    """Every step of the functions of a module, or of those named; with ``normalising`` conditions are steps too."""
    for name, node in _functions(ast.parse(inspect.getsource(module))):
        if not functions or name in functions:
            steps: list[str] = []
            _Taker(-1, steps, of_conditions=normalising).visit(node)
            yield from (Mutant(module, name, at, step, normalising) for at, step in enumerate(steps))


@contextmanager
def taken_out(mutant: Mutant) -> Iterator[None]:
    """The function without its step, for as long as the block lasts."""
    tree = ast.parse(inspect.getsource(mutant.module))
    node = dict(_functions(tree))[mutant.function]
    _Taker(mutant.number, [], of_conditions=mutant.normalising).visit(node)
    ast.fix_missing_locations(tree)
    made = _code_of(compile(tree, mutant.module.__name__, "exec"), mutant.function.split("."))
    live = _live(mutant.module, mutant.function)
    before = live.__code__
    live.__code__ = made
    try:
        yield
    finally:
        live.__code__ = before


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and not inner.decorator_list:
                    yield f"{node.name}.{inner.name}", inner


def _code_of(code: CodeType, path: list[str]) -> CodeType:
    for name in path:
        code = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == name)
    return code


def _live(module: ModuleType, function: str) -> FunctionType:
    found: object = module
    for name in function.split("."):
        found = getattr(cast("Callable[..., object]", found), name)
    assert isinstance(found, FunctionType)
    return found


class _Taker(ast.NodeTransformer):
    """Counts the steps and takes out the one of a number; -1 takes none."""

    def __init__(self, wanted: int, steps: list[str], *, of_conditions: bool) -> None:
        self.wanted = wanted
        self.steps = steps
        self.of_conditions = of_conditions

    def _take(self, node: ast.AST) -> bool:
        self.steps.append(ast.unparse(node).replace("\n", " ")[:90])
        return len(self.steps) - 1 == self.wanted

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Yield | ast.YieldFrom) and self._take(node):
            # nothing is yielded, and the function stays a generator
            return ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
        return self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        is_step = isinstance(node.op, ast.BitOr) or (isinstance(node.op, ast.Add) and isinstance(node.value, ast.Call))
        return ast.Pass() if is_step and self._take(node) else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in _FOLDING and len(node.args) <= 2 and self._take(node):
            return node.args[1] if name == "normalize" else cast("ast.Attribute", node.func).value
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        """A step of ``fold``: one kind of character is dealt with and done."""
        is_step = self.of_conditions and not node.orelse and isinstance(node.body[-1], ast.Return)
        return ast.Pass() if is_step and self._take(node) else self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """One of several kinds of characters, each of which shows nothing or parts words."""
        if self.of_conditions and isinstance(node.op, ast.Or):
            node.values = [one for one in node.values if not self._take(one)]
            if len(node.values) == 1:
                return self.generic_visit(node.values[0])
        return self.generic_visit(node)
