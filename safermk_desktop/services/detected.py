"""What detection found in a paper, as the process that read it hands it over; light, so that a window may load it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from safermk_desktop.redaction.detection.findings import Finding

Some = Callable[[Sequence[Finding]], None]
"""Is told findings as they come, in no order; the whole that follows them holds what stands in the end."""


class Together(NamedTuple):
    """Harmless parts that identify together, as places of the text; ``reason`` is a sentence without anything of it.

    ``elsewhere`` are sentences of other papers of the case that hold the parts that are not in this one.
    """

    kind: str
    reason: str
    parts: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """The plain text of a paper and everything that identifies somebody in it; offsets are code points.

    ``published`` are the sentences of other papers, told in ``combinations``, that anybody can read already.
    """

    text: str
    findings: tuple[Finding, ...]
    combinations: tuple[Together, ...] = ()
    published: tuple[str, ...] = ()


def tell_nobody(_found: Sequence[Finding]) -> None:
    """Where nobody watches."""
