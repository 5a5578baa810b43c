"""A form: one way in which an identity may be written, as the words of the shadow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

AFTER_A_TITLE: Final = "middle name"
"""A name that is looked for after a title alone."""
STREET: Final = "street"
_SENTENCE_MARKS: Final = frozenset(';!?()[]{}=<>"')


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing one identity.

    ``owner`` is its place in the register; ``listed`` means that it stands in ``names``; ``capitals`` that it only
    counts in capital letters; ``name`` is the contract's word for the form.
    """

    words: tuple[str, ...]
    owner: int
    name: str
    listed: bool = False
    capitals: bool = False
    ordinary: bool = False

    @property
    def letters(self) -> int:
        """The number of letters and digits."""
        return sum(map(len, self.words))


def gap_allowed(gap: str) -> bool:
    """What may stand between the words of one name: separators, line, cell and paragraph ends, not a sentence's end."""
    return len(gap) <= 6 and _SENTENCE_MARKS.isdisjoint(gap)
