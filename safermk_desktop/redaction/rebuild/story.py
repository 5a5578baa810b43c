"""Builds one story anew: body, header, footer or note, tracked changes accepted, hidden text left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from types import MappingProxyType
from typing import Final

from safermk_desktop.errors import WordUnsupported
from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild import allowed, drawings
from safermk_desktop.redaction.rebuild.context import BOX, Context, Formatting
from safermk_desktop.redaction.rebuild.fields import Fields, rebuilt_code
from safermk_desktop.redaction.rebuild.inline import BOOKMARKS, INLINE, bookmark, in_reading_order
from safermk_desktop.redaction.rebuild.properties import (
    VAL,
    allowed_attributes,
    copy_of,
    copy_properties,
    formatting,
    is_on,
)
from safermk_desktop.redaction.rebuild.tables import mark_head_row

_W: Final = f"{{{xml.W}}}"
_M: Final = f"{{{xml.M}}}"
_T: Final = f"{_W}t"
_P: Final = f"{_W}p"
_R: Final = f"{_W}r"
_P_PR: Final = f"{_W}pPr"
_R_PR: Final = f"{_W}rPr"
_MAX_DEPTH: Final = 120
_UNWRAPPED: Final = frozenset(
    _W + name
    for name in (
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "sdtContent",
        "dir",
        "rubyBase",
        "body",
        "hdr",
        "ftr",
        "subDoc",
    )
)
_LEFT_OUT: Final = MappingProxyType(
    {
        f"{_W}del": ("deleted text", "Tracked deletions are accepted."),
        f"{_W}moveFrom": ("deleted text", "Tracked moves are accepted."),
        f"{_W}commentReference": ("comment", "Comments are not published."),
        f"{_W}permStart": ("permission", "Editing permissions name people."),
    }
)


class Story:
    """One story being built; ``part`` is the source part, for its relationships and for the report."""

    def __init__(self, context: Context, part: str) -> None:
        self.context = context
        self.part = part
        self.fields = Fields()
        self.boxes: list[xml.Element] = []
        self.joined: xml.Element | None = None
        self.hidden_style = False
        self.plain = False
        self.depth = 0
        self.empty_text = xml.loose(_T)
        self.empty_text.set(xml.XML_SPACE, "preserve")

    def children(self, source: xml.Element, target: xml.Element) -> None:
        """Build the children of ``source`` into ``target``."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise WordUnsupported("It is nested too deep.")
        for child in source:
            tag = child.tag
            handler = _HANDLERS.get(tag)
            if handler is not None:
                handler(self, child, target)
            elif tag in BOOKMARKS:
                bookmark(self.context, child, target)
            elif tag in _UNWRAPPED:
                self.children(child, target)
            elif tag.startswith(_M):
                _math(self, child, target)
            elif tag in _LEFT_OUT:
                self.context.drop(self.part, *_LEFT_OUT[tag])
        self.depth -= 1

    def text(self, text: str, target: xml.Element) -> None:
        """Append text to a run, without direction marks that show it otherwise than it is stored."""
        if text:
            made = copy(self.empty_text)
            made.text = in_reading_order(text)
            target.append(made)


def _paragraph(story: Story, source: xml.Element, target: xml.Element) -> None:
    properties = _first(source, _P_PR)
    made = story.joined if story.joined is not None and story.joined.getparent() is target else None
    story.joined = None
    if made is None:
        made = xml.sub(target, _P)
    elif len(made) and made[0].tag == _P_PR:
        made.remove(made[0])
    outer, story.boxes = story.boxes, []
    outer_style, outer_plain = story.hidden_style, story.plain
    read = formatting(story.context, properties) if properties is not None else None
    story.hidden_style, story.plain = False, read is not None and read.drop_cap
    if properties is not None and read is not None and not read.drop_cap:
        story.hidden_style = story.context.styles.hidden.get(read.style or "", False)
        made.insert(0, copy_of(story.context, properties, read))
    story.children(source, made)
    for box in story.boxes:
        target.append(box)
    if read is not None and (read.drop_cap or read.ends):
        story.joined = made
    elif len(made) < 2 and _is_hidden(story, read):
        _take_no_line(story, made, target)
    story.boxes, story.hidden_style, story.plain = outer, outer_style, outer_plain


def _take_no_line(story: Story, made: xml.Element, target: xml.Element) -> None:
    """Take out a paragraph that is hidden with its mark; in a cell, after a table or with a section's end it stays."""
    before = made.getprevious()
    bare = not len(made) or (made[0].tag == _P_PR and made[0].find(f"{_W}sectPr") is None)
    if bare and target.tag != f"{_W}tc" and before is not None and before.tag == _P:
        target.remove(made)
        story.context.drop(story.part, "hidden text", "Hidden text is not published.")


def _first(source: xml.Element, tag: str) -> xml.Element | None:
    """The child of this tag; properties stand first, where they are not missing."""
    if not len(source):
        return None
    return first if (first := source[0]).tag == tag else source.find(tag)


def _table(story: Story, source: xml.Element, target: xml.Element) -> None:
    made = xml.sub(target, source.tag)
    story.joined = None
    story.children(source, made)
    story.joined = None
    if made.find(f"{_W}tr") is None:
        target.remove(made)
    else:
        mark_head_row(made, story.context.styles.head_rows)


def _row(story: Story, source: xml.Element, target: xml.Element) -> None:
    properties = source.find(f"{_W}trPr")
    if properties is not None and properties.find(f"{_W}del") is not None:
        story.context.drop(story.part, "deleted row", "Tracked deletions are accepted.")
        return
    if properties is not None and is_on(properties.find(f"{_W}hidden")):
        story.context.drop(story.part, "hidden row", "Hidden text is not published.")
        return
    made = xml.sub(target, source.tag)
    story.children(source, made)
    if made.find(f"{_W}tc") is None:
        target.remove(made)


def _cell(story: Story, source: xml.Element, target: xml.Element) -> None:
    properties = source.find(f"{_W}tcPr")
    if properties is not None and properties.find(f"{_W}cellDel") is not None:
        story.context.drop(story.part, "deleted cell", "Tracked deletions are accepted.")
        return
    made = xml.sub(target, source.tag)
    story.joined = None
    story.children(source, made)
    story.joined = None


def _properties(story: Story, source: xml.Element, target: xml.Element) -> None:
    made = xml.sub(target, source.tag)
    copy_properties(story.context, source, made, allowed.WORD)


def _skip(_story: Story, _source: xml.Element, _target: xml.Element) -> None:
    """Dealt with where it stands, or never written."""


def _run(story: Story, source: xml.Element, target: xml.Element) -> None:
    properties = _first(source, _R_PR)
    made = xml.sub(target, _R)
    read = formatting(story.context, properties) if properties is not None else None
    if properties is not None and read is not None and not story.plain:
        made.append(copy_of(story.context, properties, read))
    hidden = _is_hidden(story, read)
    for child in source:
        tag = child.tag
        if tag == f"{_W}fldChar":
            story.fields.mark(child, made)
        elif tag == f"{_W}instrText":
            story.fields.add_code(child.text or "")
        elif hidden:
            story.context.drop(story.part, "hidden text", "Hidden text is not published.")
        elif not story.fields.silent:
            _run_child(story, child, made)
    if not len(made) or (len(made) == 1 and made[0].tag == _R_PR):
        target.remove(made)


def _run_child(story: Story, child: xml.Element, made: xml.Element) -> None:
    tag = child.tag
    if tag == _T:
        story.text(child.text or "", made)
    elif tag in _MARKS:
        kept = allowed_attributes(child, allowed.WORD[tag[len(_W) :]])
        xml.sub_with(made, tag, kept or {})
    elif tag in _RUN_HANDLERS:
        _RUN_HANDLERS[tag](story, child, made)
    elif tag in INLINE:
        INLINE[tag](story.context, child, made)
    elif tag in _LEFT_OUT:
        story.context.drop(story.part, *_LEFT_OUT[tag])


def _is_hidden(story: Story, read: Formatting | None) -> bool:
    if read is None:
        return story.hidden_style
    if read.hidden is not None:
        return read.hidden
    named = story.context.styles.hidden.get(read.style) if read.style is not None else None
    return story.hidden_style if named is None else named


def _drawing(story: Story, source: xml.Element, target: xml.Element) -> None:
    boxes, notes, pictures = drawings.contents_of(source)
    for note in notes:
        _leave(story, note, target)
    for found in pictures:
        made = drawings.picture(story.context, story.part, found, source)
        if made is None:
            _leave(story, drawings.PICTURE, target)
        else:
            target.append(made)
    for box in boxes:
        _box(story, box)
    if next(source.iter(f"{{{xml.VML}}}textpath"), None) is not None:
        story.context.drop(story.part, "drawn words", "A watermark or drawn words are not published.")
    elif not (boxes or notes or pictures):
        story.context.drop(story.part, "drawing", "A drawing without text is not rebuilt.")


def _leave(story: Story, note: str, target: xml.Element) -> None:
    what = note.strip("[]").partition(" ")[0]
    story.context.drop(story.part, what, f"A {what} cannot be read for names.")
    if story.context.free(note):
        story.text(note, target)
    else:
        story.context.unsaid = True


def _box(story: Story, source: xml.Element) -> None:
    made = xml.loose(BOX)
    outer, joined, hidden, plain = story.fields, story.joined, story.hidden_style, story.plain
    boxes = story.boxes
    story.fields, story.joined, story.boxes = Fields(), None, []
    story.children(source, made)
    story.fields, story.joined, story.hidden_style, story.plain = outer, joined, hidden, plain
    story.boxes = [*boxes, made, *story.boxes]


def _alternate(story: Story, source: xml.Element, target: xml.Element) -> None:
    chosen = drawings.choice_of(source)
    if chosen is None:
        return
    if target.tag != f"{_W}r":
        story.children(chosen, target)
        return
    for child in chosen:
        _run_child(story, child, target)


def _hyperlink(story: Story, source: xml.Element, target: xml.Element) -> None:
    anchor = source.get(f"{_W}anchor")
    if anchor and not source.get(f"{{{xml.R}}}id"):
        name = story.context.anchors.get(anchor)
        if name is not None:
            story.children(source, xml.sub_with(target, source.tag, {f"{_W}anchor": name}))
            return
    story.context.drop(story.part, "link", "Addresses of links are not published; the text of the link stays.")
    story.children(source, target)


def _simple_field(story: Story, source: xml.Element, target: xml.Element) -> None:
    code = rebuilt_code(source.get(f"{_W}instr") or "")
    if story.fields.silent:
        return
    if code and "TOC" not in code:
        target = xml.sub_with(target, source.tag, {f"{_W}instr": code})
    story.children(source, target)


def _reversed(story: Story, source: xml.Element, target: xml.Element) -> None:
    """A direction override: text that is stored backwards is stored as it is read."""
    before = sum(1 for _ in target.iter(_T))
    story.children(source, target)
    made = list(target.iter(_T))[before:]
    if made and source.get(VAL) == "rtl":
        letters = "".join(one.text or "" for one in made)[::-1]
        for one in made:
            one.text, letters = letters[: len(one.text or "")], letters[len(one.text or "") :]


def _content_control(story: Story, source: xml.Element, target: xml.Element) -> None:
    content = source.find(f"{_W}sdtContent")
    if content is not None:
        story.children(content, target)


def _ruby(story: Story, source: xml.Element, target: xml.Element) -> None:
    """Keep the base text of a phonetic guide; a run may not hold runs, so its text moves into this one."""
    base = source.find(f"{_W}rubyBase")
    for text in base.iter(_T) if base is not None else ():
        story.text(text.text or "", target)


def _imported(_story: Story, _source: xml.Element, _target: xml.Element) -> None:
    raise WordUnsupported("It takes in another file when Word opens it (altChunk).")


def _math(story: Story, source: xml.Element, target: xml.Element) -> None:
    local = source.tag[len(_M) :]
    if local == "t":
        if not story.fields.silent:
            xml.sub_with(target, source.tag, {xml.XML_SPACE: "preserve"}).text = in_reading_order(source.text or "")
        return
    names = allowed.MATH.get(local)
    if names is None:
        return
    kept = {
        key: value
        for key, value in source.attrib.items()
        if key.startswith(_M) and key[len(_M) :] in names and allowed.math_value_allowed(value)
    }
    made = xml.sub_with(target, source.tag, kept)
    if local == "r":
        properties = source.find(_R_PR)
        if _is_hidden(story, formatting(story.context, properties) if properties is not None else None):
            target.remove(made)
            return
    story.children(source, made)


_Handler = Callable[[Story, xml.Element, xml.Element], None]
_MARKS: Final = frozenset(_W + name for name in ("tab", "br", "cr", "noBreakHyphen", "softHyphen", "ptab", "pgNum"))
_RUN_HANDLERS: Final[Mapping[str, _Handler]] = MappingProxyType(
    {
        f"{_W}drawing": _drawing,
        f"{_W}pict": _drawing,
        f"{_W}object": _drawing,
        f"{_W}ruby": _ruby,
        f"{{{xml.MC}}}AlternateContent": _alternate,
    }
)
_HANDLERS: Final[Mapping[str, _Handler]] = MappingProxyType(
    {
        f"{_W}p": _paragraph,
        f"{_W}r": _run,
        f"{_W}tbl": _table,
        f"{_W}tr": _row,
        f"{_W}tc": _cell,
        f"{_W}pPr": _skip,
        f"{_W}tblPr": _properties,
        f"{_W}tblGrid": _properties,
        f"{_W}tblPrEx": _properties,
        f"{_W}trPr": _properties,
        f"{_W}tcPr": _properties,
        f"{_W}sectPr": _properties,
        f"{_W}rPr": _properties,
        f"{_W}sdt": _content_control,
        f"{_W}hyperlink": _hyperlink,
        f"{_W}fldSimple": _simple_field,
        f"{_W}bdo": _reversed,
        f"{_W}altChunk": _imported,
        f"{_W}t": _skip,
        f"{{{xml.MC}}}AlternateContent": _alternate,
    }
)
