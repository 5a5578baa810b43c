"""What stands in a run besides text: symbols, references to notes, bookmarks; and text stored backwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild.context import Context

_W: Final = f"{{{xml.W}}}"
_BACKWARDS: Final = re.compile("\u202e([^\u202c\u202e]*)\u202c?")
_UNWANTED: Final = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff]")
BOOKMARKS: Final = frozenset({f"{_W}bookmarkStart", f"{_W}bookmarkEnd"})
_OWN_MARK: Final = f"{_W}customMarkFollows"
_SELF: Final = ("footnoteRef", "endnoteRef", "separator", "continuationSeparator")


def in_reading_order(text: str) -> str:
    """The text as it is read: overridden stretches turned round, direction marks and tag characters left out."""
    if text.isascii():
        return text
    return _UNWANTED.sub("", _BACKWARDS.sub(lambda match: match[1][::-1], text))


def bookmark(context: Context, source: xml.Element, target: xml.Element) -> None:
    """A bookmark that a link leads to, under its new name; any other is left out."""
    number = source.get(f"{_W}id") or ""
    if source.tag == f"{_W}bookmarkStart":
        name = context.anchors.get(source.get(f"{_W}name") or "")
        if name is None or name in context.bookmarked:
            return
        context.bookmarked.add(name)
        context.bookmark_ids[number] = name
        xml.sub_with(target, source.tag, {f"{_W}id": name[1:], f"{_W}name": name})
    elif number in context.bookmark_ids:
        xml.sub_with(target, source.tag, {f"{_W}id": context.bookmark_ids[number][1:]})


def _symbol(context: Context, source: xml.Element, target: xml.Element) -> None:
    font, code = source.get(f"{_W}font") or "", source.get(f"{_W}char") or ""
    if re.fullmatch(r"[0-9A-Fa-f]{4}", code, re.ASCII):
        kept = {f"{_W}char": code.upper()}
        if context.free(font) and len(font) <= 64:
            kept[f"{_W}font"] = font
        xml.sub_with(target, source.tag, kept)


def _note(context: Context, source: xml.Element, target: xml.Element) -> None:
    kind = "footnote" if source.tag == f"{_W}footnoteReference" else "endnote"
    number = source.get(f"{_W}id") or ""
    if number.isdecimal():
        made = xml.sub_with(target, source.tag, {f"{_W}id": context.note(kind, number)})
        # the writer's own mark stands as text after it: with a number beside it every later one would be wrong
        if (source.get(_OWN_MARK) or "0") not in {"0", "false", "off"}:
            made.set(_OWN_MARK, "1")


def _plain(_context: Context, source: xml.Element, target: xml.Element) -> None:
    xml.sub(target, source.tag)


INLINE: Final[Mapping[str, Callable[[Context, xml.Element, xml.Element], None]]] = MappingProxyType(
    {f"{_W}sym": _symbol, f"{_W}footnoteReference": _note, f"{_W}endnoteReference": _note}
    | {_W + name: _plain for name in _SELF}
)
