"""The picture of the specimen report: a family diagram of coloured boxes, drawn in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont

_WIDTH: Final = 360
_HEIGHT: Final = 120


def _centre(box: Mapping[str, Any]) -> tuple[int, int]:
    return int(box["x"]) + _WIDTH // 2, int(box["y"]) + _HEIGHT // 2


def _draw_box(draw: ImageDraw.ImageDraw, box: Mapping[str, Any]) -> None:
    left, top = int(box["x"]), int(box["y"])
    draw.rounded_rectangle(
        (left, top, left + _WIDTH, top + _HEIGHT), radius=14, fill=str(box["fill"]), outline="#44546A", width=3
    )
    lines: Sequence[str] = box["text"]
    for number, words in enumerate(lines):
        font = ImageFont.load_default(34 if number == 0 else 26)
        place = (left + _WIDTH // 2, top + 44 + 42 * number)
        draw.text(place, words, fill="#1F2A37", font=font, anchor="mm")


def family_diagram(block: Mapping[str, Any]) -> bytes:
    """PNG bytes of the boxes and lines of ``block``, sizes in pixels, without metadata."""
    picture = Image.new("RGB", (int(block["width"]), int(block["height"])), "white")
    draw = ImageDraw.Draw(picture)
    boxes: Sequence[Mapping[str, Any]] = block["boxes"]
    lines: Sequence[Sequence[int]] = block["lines"]
    for start, end in lines:
        draw.line((_centre(boxes[start]), _centre(boxes[end])), fill="#7F8FA6", width=4)
    for box in boxes:
        _draw_box(draw, box)
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=False)
    return stream.getvalue()
