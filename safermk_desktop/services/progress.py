"""How long work tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""``progress(done, total)``; raises ``Cancelled`` when the person asked to stop."""


class Cancelled(Exception):
    """The person stopped a long piece of work. Nothing was written."""


def silent(_done: int, _total: int) -> None:
    """For work that nobody watches."""
