"""Styles and numbering, built anew: styles that Word knows keep their names, all others are S1, S2, ..."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.reader import WordDocument
from safermk_desktop.redaction.rebuild import allowed
from safermk_desktop.redaction.rebuild.context import Context, StyleNames
from safermk_desktop.redaction.rebuild.properties import VAL, allowed_attributes, copy_properties, is_on
from safermk_desktop.redaction.rebuild.veils import PLAIN, Look, look_of

_W: Final = f"{{{xml.W}}}"
_ID: Final = f"{_W}styleId"
_TYPE: Final = f"{_W}type"
_DEFAULT: Final = f"{_W}default"
_LINKS: Final = ("basedOn", "next", "link")
_SHADE: Final = f"{_W}shd"
_COLOUR: Final = f"{_W}color"
_FLAGS: Final = ("uiPriority", "semiHidden", "unhideWhenUsed", "qFormat")
_PROPERTIES: Final = ("pPr", "rPr", "tblPr", "trPr", "tcPr")


def parse_optional(document: WordDocument, kind: str) -> xml.Element | None:
    """A part that the main part may have, parsed, or None."""
    part = document.related(kind)
    return document.parse(part) if part is not None else None


def read_styles(document: WordDocument, source: xml.Element | None, free: Callable[[str], bool]) -> StyleNames:
    """Give every style its new id and name, and find which hide their text; ``free`` as in ``Context``."""
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    taken: set[str] = set()
    head_rows: set[str] = set()
    for style in source.iter(f"{_W}style") if source is not None else ():
        old = style.get(_ID) or ""
        if old in ids or style.get(_TYPE) not in {"paragraph", "character", "table", "numbering"}:
            continue
        label = style.find(f"{_W}name")
        name = allowed.built_in_style(label.get(VAL) or "") if label is not None else None
        if name is None or name in taken or not free(name):
            name = f"S{len(ids) + 1}"
        taken.add(name)
        names[old] = name
        ids[old] = "".join(word[:1].upper() + word[1:] for word in name.replace("(", "").replace(")", "").split())
        if any(one.get(_TYPE) == "firstRow" for one in style.iter(f"{_W}tblStylePr")):
            head_rows.add(ids[old])
    looks, usual = _looks(source)
    return StyleNames(
        ids,
        names,
        _hidden_styles(source),
        _theme_fonts(document, free),
        frozenset(head_rows),
        looks,
        usual,
        *_tables(source),
    )


def _hidden_styles(source: xml.Element | None) -> dict[str, bool]:
    own: dict[str, bool | None] = {}
    parent: dict[str, str] = {}
    for style in source.iter(f"{_W}style") if source is not None else ():
        name = style.get(_ID) or ""
        own[name] = is_on(style.find(f"{_W}rPr/{_W}vanish"))
        based = style.find(f"{_W}basedOn")
        parent[name] = (based.get(VAL) or "") if based is not None else ""
    hidden: dict[str, bool] = {}
    for name in own:
        at, seen = name, {""}
        while at not in seen and own.get(at) is None:
            seen.add(at)
            at = parent.get(at, "")
        if own.get(at) is not None:
            hidden[name] = bool(own[at])
    return hidden


def _looks(source: xml.Element | None) -> tuple[dict[str, Look], Look]:
    """What every style says of colours and sizes, along its chain, and what holds where no style is named."""
    own: dict[str, Look] = {}
    parent: dict[str, str] = {}
    whole: set[str] = set()
    usual = ""
    for style in source.iter(f"{_W}style") if source is not None else ():
        name = style.get(_ID) or ""
        based = style.find(f"{_W}basedOn")
        parent[name] = (based.get(VAL) or "") if based is not None else ""
        own[name] = look_of(style.find(f"{_W}rPr"))
        if style.get(_TYPE) == "paragraph":
            whole.add(name)
            own[name] = own[name].over(look_of(style.find(f"{_W}pPr")))
            usual = name if style.get(_DEFAULT) in {"1", "true", "on"} else usual
    defaults = look_of(source.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")) if source is not None else PLAIN
    looks: dict[str, Look] = {}
    for name, look in own.items():
        found, at, seen = look, parent[name], {name, ""}
        while at not in seen:
            seen.add(at)
            found, at = found.over(own.get(at, PLAIN)), parent.get(at, "")
        looks[name] = found.over(defaults) if name in whole else found
    return looks, looks.get(usual, defaults)


def _tables(source: xml.Element | None) -> tuple[frozenset[str], dict[str, Look]]:
    """The table styles that shade rows, columns or cells apart; what those that colour all alike give every cell."""
    own: dict[str, tuple[Look, frozenset[str]]] = {}
    parent: dict[str, str] = {}
    for style in source.iter(f"{_W}style") if source is not None else ():
        if style.get(_TYPE) == "table":
            name, based = style.get(_ID) or "", style.find(f"{_W}basedOn")
            parent[name] = (based.get(VAL) or "") if based is not None else ""
            whole = look_of(style.find(f"{_W}rPr"))._replace(ground=look_of(style.find(f"{_W}tcPr")).ground)
            partial = [one.tag for part in style.iter(f"{_W}tblStylePr") for one in part.iter(_SHADE, _COLOUR)]
            own[name] = (whole, frozenset(partial))
    shaded: set[str] = set()
    tables: dict[str, Look] = {}
    for name in own:
        look, at, seen, partial = PLAIN, name, {""}, frozenset[str]()
        while at not in seen and at in own:
            seen.add(at)
            look, partial, at = look.over(own[at][0]), partial | own[at][1], parent[at]
        if _SHADE in partial:
            shaded.add(name)
        elif not partial and look != PLAIN:
            tables[name] = look
    return frozenset(shaded), tables


def _theme_fonts(document: WordDocument, free: Callable[[str], bool]) -> dict[str, str]:
    """The fonts that the theme's names stand for, so that no theme has to be written."""
    theme = parse_optional(document, "theme")
    fonts: dict[str, str] = {}
    for size in ("major", "minor"):
        found = theme.find(f".//{{{xml.A}}}{size}Font/{{{xml.A}}}latin") if theme is not None else None
        face = found.get("typeface") if found is not None else None
        if face and len(face) <= 64 and free(face):
            fonts |= {f"{size}Ascii": face, f"{size}HAnsi": face}
    return fonts


def build_styles(context: Context, source: xml.Element | None) -> xml.Element:
    """The new styles part: defaults, then every style in use, in the order of the source."""
    made = xml.root(f"{_W}styles")
    _defaults(context, source, made)
    if source is None:
        return made
    by_id: dict[str, xml.Element] = {}
    for style in source.iter(f"{_W}style"):
        by_id.setdefault(style.get(_ID) or "", style)
    built: dict[str, xml.Element] = {}
    while wanted := [one for one in by_id if one not in built and _is_wanted(context, by_id[one], one)]:
        for name in wanted:
            built[name] = _style(context, by_id[name], name)
    for name in by_id:
        if name in built:
            made.append(built[name])
    return made


def _is_wanted(context: Context, style: xml.Element, name: str) -> bool:
    return name in context.styles.ids and (name in context.used_styles or style.get(_DEFAULT) in {"1", "true", "on"})


def _defaults(context: Context, source: xml.Element | None, made: xml.Element) -> None:
    defaults = xml.sub(made, f"{_W}docDefaults")
    run = xml.sub(xml.sub(defaults, f"{_W}rPrDefault"), f"{_W}rPr")
    paragraph = xml.sub(xml.sub(defaults, f"{_W}pPrDefault"), f"{_W}pPr")
    if source is not None:
        for path, target in ((f"{_W}rPrDefault/{_W}rPr", run), (f"{_W}pPrDefault/{_W}pPr", paragraph)):
            found = source.find(f"{_W}docDefaults/{path}")
            if found is not None:
                copy_properties(context, found, target, allowed.WORD)
    language = run.find(f"{_W}lang")
    if language is None:
        language = xml.sub(run, f"{_W}lang")
    language.set(VAL, allowed.BRITISH)


def _style(context: Context, source: xml.Element, name: str) -> xml.Element:
    kind = source.get(_TYPE) or "paragraph"
    made = xml.loose(f"{_W}style")
    made.set(_TYPE, kind)
    if source.get(_DEFAULT) in {"1", "true", "on"}:
        made.set(_DEFAULT, "1")
    made.set(_ID, context.styles.ids[name])
    xml.sub_with(made, f"{_W}name", {VAL: context.styles.names[name]})
    _links_and_flags(context, source, made)
    for properties in (*_PROPERTIES, "tblStylePr"):
        for found in source:
            if found.tag == _W + properties:
                kept = allowed_attributes(found, allowed.STYLES[properties]) or {}
                copy_properties(context, found, xml.sub_with(made, found.tag, kept), allowed.STYLES)
    return made


def _links_and_flags(context: Context, source: xml.Element, made: xml.Element) -> None:
    for link in _LINKS:
        found = source.find(_W + link)
        new = context.style(found.get(VAL) or "") if found is not None else None
        if new is not None:
            xml.sub_with(made, _W + link, {VAL: new})
    for flag in _FLAGS:
        found = source.find(_W + flag)
        kept = allowed_attributes(found, allowed.STYLES[flag]) if found is not None else None
        if kept is not None:
            xml.sub_with(made, _W + flag, kept)


def build_numbering(context: Context, source: xml.Element | None) -> xml.Element | None:
    """The new numbering part with the lists that are in use, or None where none is."""
    if source is None or not context.used_numbers:
        return None
    lists = {one.get(f"{_W}abstractNumId") or "": one for one in source if one.tag == f"{_W}abstractNum"}
    instances = {one.get(f"{_W}numId") or "": one for one in source if one.tag == f"{_W}num"}
    made = xml.root(f"{_W}numbering")
    abstract_ids: dict[str, str] = {}
    numbers: list[xml.Element] = []
    waiting = list(context.used_numbers)
    for old in waiting:  # it grows: the numbering that a list's own styles use comes after those of the text
        instance = instances.get(old)
        link = instance.find(f"{_W}abstractNumId") if instance is not None else None
        abstract = (link.get(VAL) or "") if link is not None else ""
        if instance is None or abstract not in lists:
            continue
        if abstract not in abstract_ids:
            abstract_ids[abstract] = str(len(abstract_ids) + 1)
            made.append(_list(context, lists[abstract], abstract_ids[abstract]))
            if len(context.used_numbers) > len(waiting):
                waiting += islice(context.used_numbers, len(waiting), None)
        number = xml.loose(f"{_W}num")
        number.set(f"{_W}numId", context.used_numbers[old])
        xml.sub_with(number, f"{_W}abstractNumId", {VAL: abstract_ids[abstract]})
        for override in instance:
            if override.tag == f"{_W}lvlOverride":
                _override(context, override, number)
        numbers.append(number)
    made.extend(numbers)
    return made


def _override(context: Context, source: xml.Element, number: xml.Element) -> None:
    level = source.get(f"{_W}ilvl") or ""
    if level.isdecimal():
        made = xml.sub_with(number, source.tag, {f"{_W}ilvl": level})
        _levels(context, source, made)


def _list(context: Context, source: xml.Element, number: str) -> xml.Element:
    made = xml.loose(f"{_W}abstractNum")
    made.set(f"{_W}abstractNumId", number)
    _levels(context, source, made)
    return made


def _levels(context: Context, source: xml.Element, target: xml.Element) -> None:
    """Copy levels; the text of a number (``lvlText``) is free text and is rewritten like any other."""
    for child in source:
        local = child.tag.removeprefix(_W)
        if local == "lvl":
            made = xml.sub_with(target, child.tag, allowed_attributes(child, allowed.NUMBERING[local]) or {})
            _levels(context, child, made)
        elif local in {"pPr", "rPr"}:
            copy_properties(context, child, xml.sub(target, child.tag), allowed.NUMBERING)
        elif (value := _level_value(context, child, local)) is not None:
            made = xml.sub_with(target, child.tag, value)
            if local == "lvlText":
                context.labels.append((made, VAL))


def _level_value(context: Context, source: xml.Element, local: str) -> dict[str, str] | None:
    if local in {"numStyleLink", "styleLink", "pStyle"}:
        new = context.style(source.get(VAL) or "")
        return {VAL: new} if new is not None else None
    if local == "lvlText":
        return {VAL: source.get(VAL) or ""}
    return allowed_attributes(source, allowed.NUMBERING[local]) if local in allowed.NUMBERING else None
