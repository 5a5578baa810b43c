"""A clue that has a shape: its regular expression, and the words without which it cannot match."""

from __future__ import annotations

import re
from typing import NamedTuple

from safermk_desktop.redaction.detection.jigsaw.combinations import Clue


class Shape(NamedTuple):
    """A clue with its expression; without one of ``triggers`` (words in lower case) a sentence is not tried."""

    clue: Clue
    pattern: re.Pattern[str]
    triggers: frozenset[str]


def shape(clue: Clue, pattern: str, triggers: str, flags: re.RegexFlag = re.NOFLAG) -> Shape:
    """A shape from its pattern and the list of its triggers, parted by blanks."""
    return Shape(clue, re.compile(pattern, flags), frozenset(triggers.split()))
