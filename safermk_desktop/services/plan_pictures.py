"""How actions get on, as the fields of the Word templates that draw it."""

from __future__ import annotations

from safermk_desktop.domain.plan_progress import UNITS, Bar, Picture
from safermk_desktop.services.fields import Fields


def picture_fields(picture: Picture) -> Fields:
    """A picture: its words, and its bars piece by piece with what is left to the full width."""
    return {"title": picture.title, "words": picture.words, "bars": [_bar(picture, bar) for bar in picture.bars]}


def _bar(picture: Picture, bar: Bar) -> Fields:
    pieces = picture.pieces(bar)
    return {
        "label": bar.label,
        "counted": bar.counted,
        "pieces": [{"tone": one.tone, "count": f"{one.count:,}", "units": one.units} for one in pieces],
        "rest": UNITS - sum(one.units for one in pieces),
    }
