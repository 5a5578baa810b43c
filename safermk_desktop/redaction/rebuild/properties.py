"""Copies formatting through the allow-lists: paragraph, run, table and section properties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild import allowed
from safermk_desktop.redaction.rebuild.context import Context, Formatting
from safermk_desktop.redaction.rebuild.sharing import SAME
from safermk_desktop.redaction.rebuild.veils import MARKERS, look_of

_W: Final = f"{{{xml.W}}}"
_CUT: Final = len(_W)
VAL: Final = f"{_W}val"
_FONTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")
_THEMED: Final = MappingProxyType(
    {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}
)

_TELLING: Final = frozenset({f"{_W}rStyle", f"{_W}vanish"})
_EXCHANGED: Final = frozenset({"pPr", "rPr"})
_MOST_FORMATS: Final = 4096
Handler = Callable[[Context, xml.Element, xml.Element], None]


def formatting(context: Context, source: xml.Element) -> Formatting:
    """What a paragraph's or run's properties say; a report has few different ones, so each is read and copied once."""
    number = source.get(SAME)
    if number is None:
        return _formatting(context, source)
    known = context.numbered.get(number)
    if known is None:
        known = context.numbered[number] = _formatting(context, context.shared.whole(source))
    return known


def _formatting(context: Context, source: xml.Element) -> Formatting:
    signature = tuple([(one.tag, len(one), *one.keys(), *one.values()) for one in source.iter()])
    known = context.formats.get(signature)
    if known is None:
        known = _read_formatting(source)
        if len(context.formats) < _MOST_FORMATS:
            context.formats[signature] = known
    return known


def _read_formatting(source: xml.Element) -> Formatting:
    style = source.find(f"{_W}pStyle" if source.tag == f"{_W}pPr" else f"{_W}rStyle")
    frame, mark = source.find(f"{_W}framePr"), source.find(f"{_W}rPr")
    shown = source if mark is None else mark
    return Formatting(
        style=style.get(VAL) or "" if style is not None else None,
        hidden=is_on(shown.find(f"{_W}vanish")),
        drop_cap=frame is not None and frame.get(f"{_W}dropCap") in {"drop", "margin"},
        ends=mark is not None and any(mark.find(_W + name) is not None for name in ("del", "moveFrom")),
        tells=any(child.tag in _TELLING for child in source),
        look=look_of(source),
    )


def copy_of(context: Context, source: xml.Element, read: Formatting) -> xml.Element:
    """The allowed copy of properties that were read; a label in it is the document's own, so it is made each time."""
    if read.copy is None:
        labels, made = len(context.labels), xml.loose(source.tag)
        copy_properties(context, context.shared.whole(source), made, allowed.WORD)
        if len(context.labels) > labels:
            return made
        read.copy = made
    return xml.copied(read.copy)


def holder_of(context: Context, source: xml.Element, read: Formatting, tag: str) -> xml.Element:
    """A new paragraph or run with the allowed copy of its properties."""
    if read.holder is None:
        made = xml.loose(tag)
        made.append(copy_of(context, source, read))
        if read.copy is None:
            return made
        read.holder = made
    return xml.copied(read.holder)


def copy_properties(
    context: Context, source: xml.Element, target: xml.Element, table: Mapping[str, frozenset[str]]
) -> None:
    """Append to ``target`` what of the children of ``source`` is allowed."""
    for child in source:
        tag = child.tag
        if not tag.startswith(_W):
            continue
        local = tag[_CUT:]
        special = _SPECIAL.get(local)
        if special is not None:
            special(context, child, target)
            continue
        names = table.get(local)
        if names is None:
            continue
        kept = allowed_attributes(child, names)
        if kept is None:
            continue
        made = xml.sub_with(target, tag, kept)
        whole = context.shared.whole(child) if local in _EXCHANGED else child
        if len(whole):
            copy_properties(context, whole, made, table)


def allowed_attributes(source: xml.Element, names: frozenset[str]) -> dict[str, str] | None:
    """The attributes that are on the list and hold a listed value.

    None where the deciding value (``val``) is not a listed one: without it the element would mean something else.
    """
    kept: dict[str, str] = {}
    for key, value in source.items():
        if key[:_CUT] != _W or key[_CUT:] not in names:
            continue
        if allowed.value_allowed(value):
            kept[key] = value
        elif key == VAL:
            return None
    return kept


def _style(context: Context, source: xml.Element, target: xml.Element) -> None:
    new = context.style(source.get(VAL) or "")
    if new is not None:
        xml.sub_with(target, source.tag, {VAL: new})


def _fonts(context: Context, source: xml.Element, target: xml.Element) -> None:
    kept: dict[str, str] = {}
    for themed, plain in _THEMED.items():
        name = context.styles.theme_fonts.get(source.get(_W + themed) or "")
        if name:
            kept[_W + plain] = name
    for plain in _FONTS:
        name = source.get(_W + plain)
        if name and _W + plain not in kept and len(name) <= 64 and context.free(name):
            kept[_W + plain] = name
    hint = source.get(f"{_W}hint")
    if hint in {"default", "eastAsia", "cs"}:
        kept[f"{_W}hint"] = hint
    if kept:
        xml.sub_with(target, source.tag, kept)


def _language(_context: Context, source: xml.Element, target: xml.Element) -> None:
    names = (VAL, f"{_W}eastAsia", f"{_W}bidi")
    kept = {name: value for name in names if (value := source.get(name)) and allowed.LANGUAGE.fullmatch(value)}
    if kept.get(VAL, "").startswith("en"):
        kept[VAL] = allowed.BRITISH
    if kept:
        xml.sub_with(target, source.tag, kept)


def _number(context: Context, source: xml.Element, target: xml.Element) -> None:
    value = source.get(VAL) or ""
    if value.isdecimal():
        xml.sub_with(target, source.tag, {VAL: context.number(value)})


def _colour(_context: Context, source: xml.Element, target: xml.Element) -> None:
    value = source.get(VAL)
    if value and allowed.value_allowed(value):
        xml.sub_with(target, source.tag, {VAL: value})


def _highlight(context: Context, source: xml.Element, target: xml.Element) -> None:
    """A marker's colour; where the colour's word is somebody's name, the same colour as a shading."""
    value = source.get(VAL) or ""
    if value in MARKERS and not context.free(value):
        shading = {VAL: "clear", f"{_W}color": "auto", f"{_W}fill": MARKERS[value]}
        xml.sub_with(target, f"{_W}shd", shading)
    elif value in MARKERS or value == "none":
        xml.sub_with(target, source.tag, {VAL: value})


def _label(context: Context, source: xml.Element, target: xml.Element) -> None:
    value = source.get(VAL)
    if value:
        context.labels.append((xml.sub_with(target, source.tag, {VAL: value}), VAL))


def _edge(context: Context, source: xml.Element, target: xml.Element) -> None:
    key, kind = f"{{{xml.R}}}id", source.get(f"{_W}type") or "default"
    relationship = source.get(key)
    if relationship and kind in {"default", "first", "even"}:
        name = "header" if source.tag == f"{_W}headerReference" else "footer"
        made = xml.sub_with(target, source.tag, {f"{_W}type": kind})
        made.set(key, context.edge(name, relationship))


_SPECIAL: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "pStyle": _style,
        "rStyle": _style,
        "tblStyle": _style,
        "rFonts": _fonts,
        "lang": _language,
        "numId": _number,
        "color": _colour,
        "highlight": _highlight,
        "tblCaption": _label,
        "tblDescription": _label,
        "headerReference": _edge,
        "footerReference": _edge,
    }
)


def is_on(element: xml.Element | None) -> bool | None:
    """A switch of WordprocessingML (ST_OnOff): on, off, or None where it is not there."""
    if element is None:
        return None
    return (element.get(VAL) or "true") not in {"0", "false", "off"}
