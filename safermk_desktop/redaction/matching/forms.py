"""A form: one way in which an identity may be written, as the words of the shadow."""

from __future__ import annotations

from dataclasses import dataclass


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
