"""Where template text is evaluated: names, lists and conditions over plain values, and nothing that computes."""

from __future__ import annotations

from typing import Any, Final, NoReturn

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS: Final = ("capitalize", "count", "first", "join", "last", "length", "lower", "title", "trim", "upper")
TESTS: Final = ("defined", "eq", "equalto", "ge", "gt", "in", "le", "lt", "ne", "undefined")
BINARY: Final = frozenset({"+", "-", "*", "/", "//", "%", "**"})
UNARY: Final = frozenset({"+", "-"})


class PlainEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with the computing taken out: no call, no arithmetic, no globals, ten filters.

    A template can then be no larger than its data and its loops make it. Whatever it may not do raises
    ``jinja2.exceptions.SecurityError``; a name that was not given raises ``UndefinedError``.
    """

    globals: dict[str, Any]
    filters: dict[str, Any]
    tests: dict[str, Any]
    intercepted_binops = BINARY
    intercepted_unops = UNARY

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals = {}
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}
        self.binop_table = dict.fromkeys(BINARY, _refuse)
        self.unop_table = dict.fromkeys(UNARY, _refuse)

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is called: what a template needs to know, it is given."""
        del obj
        return False


def _refuse(*_values: object) -> NoReturn:
    raise SecurityError("a template may not compute")
