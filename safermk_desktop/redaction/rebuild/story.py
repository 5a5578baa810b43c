"""Builds one story anew: body, header, footer or note, tracked changes accepted, hidden text left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.errors import WordUnsupported
from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild import allowed
from safermk_desktop.redaction.rebuild.building import Bar, Building
from safermk_desktop.redaction.rebuild.fields import rebuilt_code
from safermk_desktop.redaction.rebuild.finds import FindKind, words_in
from safermk_desktop.redaction.rebuild.inline import BOOKMARKS, bookmark, in_reading_order
from safermk_desktop.redaction.rebuild.properties import (
    VAL,
    copy_of,
    copy_properties,
    formatting,
    holder_of,
    is_on,
)
from safermk_desktop.redaction.rebuild.runs import HIDDEN, alternate, first, leave_out, run
from safermk_desktop.redaction.rebuild.tables import mark_head_row
from safermk_desktop.redaction.rebuild.veils import PLAIN, Look, look_of

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
_GONE: Final = ("deleted text", "Tracked deletions and moves are accepted.")
_DRAWN: Final = frozenset(_W + name for name in ("drawing", "pict", "object"))


class Story(Building):
    """One story being built: its blocks, and by ``runs`` what stands in them."""

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
            else:
                leave_out(self, tag)
        self.depth -= 1


def _paragraph(story: Story, source: xml.Element, target: xml.Element) -> None:
    properties = first(source, _P_PR)
    made = story.joined if story.joined is not None and story.joined.getparent() is target else None
    story.joined = None
    read = formatting(story.context, properties) if properties is not None else None
    made = _begun(story, made, target, properties if read is not None and not read.drop_cap else None)
    outer, story.boxes = story.boxes, []
    outer_style, outer_plain = story.hidden_style, story.plain
    story.hidden_style, story.plain = False, read is not None and read.drop_cap
    outer_ground, story.ground = story.ground, story.ground_of(read)
    bar = _bar(story, read.look if read is not None else PLAIN)
    story.finds.place += 1
    if read is not None and not read.drop_cap:
        story.hidden_style = story.context.styles.hidden.get(read.style or "", False)
    story.children(source, made)
    _lift(story, bar, made, _P_PR)
    for box in story.boxes:
        target.append(box)
    if read is not None and (read.drop_cap or read.ends):
        story.joined = made
    elif len(made) < 2 and story.is_hidden(read):
        _take_no_line(story, made, target)
    story.boxes, story.hidden_style, story.plain, story.ground = outer, outer_style, outer_plain, outer_ground


def _begun(
    story: Story, joined: xml.Element | None, target: xml.Element, properties: xml.Element | None
) -> xml.Element:
    """The paragraph with its properties: a new one, or the one before it that goes on in it."""
    context = story.context
    if joined is None:
        if properties is None:
            return xml.sub(target, _P)
        made = holder_of(context, properties, formatting(context, properties), _P)
        target.append(made)
        return made
    if len(joined) and joined[0].tag == _P_PR:
        joined.remove(joined[0])
    if properties is not None:
        joined.insert(0, copy_of(context, properties, formatting(context, properties)))
    return joined


def _take_no_line(story: Story, made: xml.Element, target: xml.Element) -> None:
    """Take out a paragraph that is hidden with its mark; in a cell, after a table or with a section's end it stays."""
    before = made.getprevious()
    bare = not len(made) or (made[0].tag == _P_PR and made[0].find(f"{_W}sectPr") is None)
    if bare and target.tag != f"{_W}tc" and before is not None and before.tag == _P:
        target.remove(made)
        story.context.drop(story.part, *HIDDEN)


def _table(story: Story, source: xml.Element, target: xml.Element) -> None:
    made = xml.sub(target, source.tag)
    outer = (story.is_ground_known, story.cell, story.ink)
    style, styles = source.find(f"{_W}tblPr/{_W}tblStyle"), story.context.styles
    name = (style.get(VAL) or "") if style is not None else ""
    look = styles.tables.get(name, PLAIN)
    story.is_ground_known = story.is_ground_known and name not in styles.shaded
    story.cell, story.ink = look.ground or story.cell, look.colour
    story.joined = None
    story.children(source, made)
    story.joined = None
    story.is_ground_known, story.cell, story.ink = outer
    if made.find(f"{_W}tr") is None:
        target.remove(made)
    else:
        mark_head_row(made, story.context.styles.head_rows)


def _bar(story: Story, look: Look) -> Bar | None:
    """A paragraph or cell that is shaded begins."""
    if look.ground in {None, "auto"}:
        return None
    story.bars.append(Bar())
    return story.bars[-1]


def _lift(story: Story, bar: Bar | None, made: xml.Element, properties: str) -> None:
    """At its end: where all its text was veiled, the shading is a box over it and goes."""
    if bar is None:
        return
    story.bars.remove(bar)
    held = made.find(properties)
    shade = held.find(f"{_W}shd") if held is not None and bar.veiled and not bar.read else None
    if held is not None and shade is not None:
        held.remove(shade)


def _deleted(story: Story, source: xml.Element, target: xml.Element) -> None:
    """Deleted text: left out, or put back where somebody chose that."""
    words = words_in(source)
    if story.finds.restoring:
        story.children(source, target)
    elif not words.strip():
        _no_words(story, source)
    elif not _kept(story, "deleted", words, lambda: story.children(source, target)):
        story.context.drop(story.part, *_GONE)


def _moved(story: Story, source: xml.Element, _target: xml.Element) -> None:
    """Text moved away: it is never put back, since it stands where it was moved to."""
    words = words_in(source)
    if words.strip():
        story.finds.meet("moved", words)
        story.context.drop(story.part, *_GONE)
    else:
        _no_words(story, source)


def _no_words(story: Story, source: xml.Element) -> None:
    drawn = next(source.iter(*_DRAWN), None) is not None
    story.context.drop(story.part, "deleted drawing" if drawn else "deleted mark", _GONE[1])


def _kept(story: Story, kind: FindKind, words: str, build: Callable[[], None]) -> bool:
    """Whether somebody chose to keep what would be left out; then it is built."""
    found = story.finds.meet(kind, words)
    if found.done != "keep":
        return False
    with story.finds.inside(found):
        build()
    return True


def _row(story: Story, source: xml.Element, target: xml.Element) -> None:
    properties = source.find(f"{_W}trPr")
    gone: FindKind | None = None
    if properties is not None and properties.find(f"{_W}del") is not None and not story.finds.restoring:
        gone = "deleted"
    elif properties is not None and is_on(properties.find(f"{_W}hidden")):
        gone = "hidden"
    if gone is None:
        _shown_row(story, source, target)
    elif not _kept(story, gone, words_in(source), lambda: _shown_row(story, source, target)):
        story.context.drop(story.part, f"{gone} row", HIDDEN[1] if gone == "hidden" else _GONE[1])


def _shown_row(story: Story, source: xml.Element, target: xml.Element) -> None:
    made = xml.sub(target, source.tag)
    story.children(source, made)
    if made.find(f"{_W}tc") is None:
        target.remove(made)


def _cell(story: Story, source: xml.Element, target: xml.Element) -> None:
    properties = source.find(f"{_W}tcPr")
    if properties is not None and properties.find(f"{_W}cellDel") is not None and not story.finds.restoring:
        if not _kept(story, "deleted", words_in(source), lambda: _shown_cell(story, source, target)):
            story.context.drop(story.part, "deleted cell", _GONE[1])
    else:
        _shown_cell(story, source, target)


def _shown_cell(story: Story, source: xml.Element, target: xml.Element) -> None:
    made = xml.sub(target, source.tag)
    look = look_of(source.find(f"{_W}tcPr"))
    bar, outer = _bar(story, look), story.cell
    story.cell = look.ground if bar is not None else outer
    story.joined = None
    story.children(source, made)
    story.joined = None
    story.cell = outer
    _lift(story, bar, made, f"{_W}tcPr")


def _properties(story: Story, source: xml.Element, target: xml.Element) -> None:
    made = xml.sub(target, source.tag)
    copy_properties(story.context, story.context.shared.whole(source), made, allowed.WORD)


def _skip(_story: Story, _source: xml.Element, _target: xml.Element) -> None:
    """Dealt with where it stands, or never written."""


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
    veiled = {one for one, _ in story.context.veiled}
    made = [one for one in list(target.iter(_T))[before:] if one not in veiled]
    if made and source.get(VAL) == "rtl":
        letters = "".join(one.text or "" for one in made)[::-1]
        for one in made:
            one.text, letters = letters[: len(one.text or "")], letters[len(one.text or "") :]


def _content_control(story: Story, source: xml.Element, target: xml.Element) -> None:
    content = source.find(f"{_W}sdtContent")
    if content is not None:
        story.children(content, target)


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
        if story.is_hidden(formatting(story.context, properties) if properties is not None else None):
            target.remove(made)
            return
    story.children(source, made)


_Handler = Callable[[Story, xml.Element, xml.Element], None]
_HANDLERS: Final[Mapping[str, _Handler]] = MappingProxyType(
    {
        f"{_W}p": _paragraph,
        f"{_W}r": run,
        f"{_W}del": _deleted,
        f"{_W}moveFrom": _moved,
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
        f"{{{xml.MC}}}AlternateContent": alternate,
    }
)
