"""What "check your answers" shows, and what the person says to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One question of a form with the answer to it; ``field`` is the name of its field."""

    question: str
    text: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Every answer of a form, and the words on the button that records them."""

    answers: tuple[Answer, ...]
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Whether all is right; else ``change`` names the field to change, empty for back to the form."""

    is_right: bool
    change: str = ""
