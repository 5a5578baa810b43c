"""What a table shows, as data: columns, each with the function that turns a row into a cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Row = TypeVar("Row")


class CellKind(StrEnum):
    """How the delegate paints a cell."""

    TEXT = "text"
    WRAP = "wrap"
    TWO_LINE = "two_line"
    TAG = "tag"
    RAG = "rag"
    DUE = "due"
    ICON = "icon"
    HIDDEN = "hidden"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. ``tone`` is a colour token ("text.secondary") or, for tags and RAG, a state ("amber").

    ``sub`` is the second line; ``note`` the strong words after it (days left) in ``note_tone``. ``spoken`` is what a
    screen reader says; without it the words of the cell. ``counts`` are a group row's RAG counts. Text that wraps
    takes at most so many ``lines``, and all of them in every row; 0 takes as many as it needs.
    """

    kind: CellKind = CellKind.TEXT
    text: str = ""
    sub: str = ""
    note: str = ""
    tone: str = "text.primary"
    note_tone: str = "text.secondary"
    role: str = "body"
    icon: str = ""
    spoken: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    is_shown: bool = False
    lines: int = 0

    def words(self) -> str:
        """What a screen reader says about the cell."""
        if self.kind is CellKind.HIDDEN and not self.is_shown:
            return self.spoken or "hidden"
        counted = [f"{count} {tone}" for tone, count in self.counts]
        return self.spoken or ", ".join(part for part in (self.text, self.sub, self.note, *counted) if part)


# No slots here: a frozen dataclass with slots cannot be made through Column[Row](...) in Python 3.11.
@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """One column. ``width`` in pixels at 100 % text; 0 takes its share of the rest. Counts go right."""

    header: str
    cell: Callable[[Row], Cell]
    width: int = 0
    is_right: bool = False


def text_cell(text: str, *, tone: str = "text.primary", role: str = "body") -> Cell:
    """One line of text."""
    return Cell(text=text, tone=tone, role=role)


def wrap_cell(text: str, sub: str = "", *, tone: str = "text.primary", lines: int = 0) -> Cell:
    """Text over as many lines as it needs, with its detail below in small; the row grows with it."""
    return Cell(kind=CellKind.WRAP, text=text, sub=sub, tone=tone, lines=lines)


def two_line_cell(text: str, sub: str, *, role: str = "body") -> Cell:
    """A line with its detail below, in small."""
    return Cell(kind=CellKind.TWO_LINE, text=text, sub=sub, role=role)


def tag_cell(text: str, tone: str = "grey") -> Cell:
    """A tag: a type or a state."""
    return Cell(kind=CellKind.TAG, text=text, tone=tone)


def rag_cell(tone: str, word: str) -> Cell:
    """A RAG shape with its word."""
    return Cell(kind=CellKind.RAG, text=word, tone=tone)


def due_cell(text: str, day: str, left: str, *, tone: str = "text.secondary") -> Cell:
    """A duty, its date and the days left; ``tone`` colours the days ("red.text" when late)."""
    return Cell(kind=CellKind.DUE, text=text, sub=day, note=left, note_tone=tone)


def icon_cell(icon: str, text: str, *, tone: str = "text.secondary") -> Cell:
    """An icon and its words."""
    return Cell(kind=CellKind.ICON, icon=icon, text=text, tone=tone)


def identity_cell(text: str, *, is_shown: bool) -> Cell:
    """An identity: dots until it is asked for; hidden text is not given to a screen reader either."""
    return Cell(kind=CellKind.HIDDEN, text=text if is_shown else "", is_shown=is_shown)


def group_cell(text: str, *, code: str = "", counts: tuple[tuple[str, int], ...] = ()) -> Cell:
    """A row that spans all columns: the code in a tag, the words, RAG counts at the right."""
    return Cell(kind=CellKind.GROUP, text=text, sub=code, counts=counts)
