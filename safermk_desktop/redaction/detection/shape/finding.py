"""Tier 3: names by shape."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span

_NAME: Final = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*")


def find_shapes(text: str) -> list[Span]:
    """Names, places and organisations that their shape gives away, in order."""
    return [Span(*one.span(), Kind.PERSON, Certainty.LIKELY, Source.SHAPE) for one in _NAME.finditer(text)]
