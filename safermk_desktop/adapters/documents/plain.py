"""The values a template may be given: text that XML can hold, whole numbers, and lists and mappings of these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, cast

DEPTH: Final = 8
NEWLINES: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What XML 1.0 (section 2.2) cannot hold: control characters, halves of surrogate pairs, two non-characters.
ILLEGAL: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields, cleaned. Raises ``TypeError`` for anything but str, int, list and dict (subclasses included)."""
    return {_key(name): _plain(value, DEPTH) for name, value in fields.items()}


def plain_text(text: str) -> str:
    """The text without what XML cannot hold; every kind of line break becomes ``\\n``."""
    return ILLEGAL.sub("", NEWLINES.sub("\n", text))


def _plain(value: object, depth: int) -> object:
    kind = type(value)
    if depth and kind is dict:
        items = cast("dict[object, object]", value)
        return {_key(name): _plain(item, depth - 1) for name, item in items.items()}
    if depth and kind is list:
        return [_plain(item, depth - 1) for item in cast("list[object]", value)]
    if kind is str:
        return plain_text(cast("str", value))
    if kind in {int, bool}:
        return value
    raise TypeError("a template is given plain values only")


def _key(name: object) -> str:
    if type(name) is not str or not name.isidentifier():
        raise TypeError("a field's name is a plain name")
    return name
