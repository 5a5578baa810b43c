"""Builds one run anew: its text, marks and drawings; hidden text is left out and text under a box laid bare.

What a person chose about an occurrence (``finds``) is done instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild import allowed, drawings
from safermk_desktop.redaction.rebuild.building import Building
from safermk_desktop.redaction.rebuild.context import BOX, Formatting
from safermk_desktop.redaction.rebuild.fields import Fields
from safermk_desktop.redaction.rebuild.finds import REDACTED, Found
from safermk_desktop.redaction.rebuild.inline import INLINE
from safermk_desktop.redaction.rebuild.properties import allowed_attributes, formatting, holder_of
from safermk_desktop.redaction.rebuild.veils import WHITE, lay_bare

_W: Final = f"{{{xml.W}}}"
_T: Final = f"{_W}t"
_R: Final = f"{_W}r"
_R_PR: Final = f"{_W}rPr"
_DELETED: Final = f"{_W}delText"
_FIELD_MARK: Final = f"{_W}fldChar"
_CODE: Final = f"{_W}instrText"
_DELETED_CODE: Final = f"{_W}delInstrText"
_SYMBOL: Final = f"{_W}sym"
_WORDS: Final = frozenset({_T, _DELETED, _SYMBOL})
_BOX_LEFT: Final = ("black box", "Text under it is text: it stands in the copy, without the box.")
_VEIL_LEFT: Final = (
    "disguised text",
    "It was too small or of the colour of its ground: it stands in the copy, readable.",
)
_BOX_GONE: Final = ("text under a black box", "Somebody chose not to publish it.")
HIDDEN: Final = ("hidden text", "Hidden text is not published.")
_UNKNOWN: Final = (
    "unknown element",
    "Only elements that are on the list are published; what this one holds is not read.",
)
_LEFT_OUT: Final = MappingProxyType(
    {
        f"{_W}commentReference": ("comment", "Comments are not published."),
        f"{_W}permStart": ("permission", "Editing permissions name people."),
    }
)


def first(source: xml.Element, tag: str) -> xml.Element | None:
    """The child of this tag; properties stand first, where they are not missing."""
    if not len(source):
        return None
    return child if (child := source[0]).tag == tag else source.find(tag)


def run(story: Building, source: xml.Element, target: xml.Element) -> None:
    """Build one run into a paragraph, or nothing where nothing of it is left."""
    properties = first(source, _R_PR)
    read = None
    if properties is not None:
        read = formatting(story.context, properties)
        if len(source) == 1 and not (story.hidden_style or read.tells):
            return  # many a run of Word's is nothing but its properties
    if properties is not None and read is not None and not story.plain:
        made = holder_of(story.context, properties, read, _R)
        target.append(made)
    else:
        made = xml.sub(target, _R)
    hidden = story.is_hidden(read)
    if hidden:
        found = _hidden(story, source)
        if found is not None and found.done == "keep":
            with story.finds.inside(found):
                _contents(story, source, made)
        else:
            _contents(story, source, made, hidden=True)
    elif _is_taken_out(story, source, made, read):
        _veiled_contents(story, source, made)
    else:
        _contents(story, source, made)
    if not len(made) or (len(made) == 1 and made[0].tag == _R_PR):
        target.remove(made)


def _hidden(story: Building, source: xml.Element) -> Found | None:
    """The occurrence that a hidden run belongs to; none where nothing stands in it."""
    words = _words(source)
    if words.strip() and not story.fields.silent:
        return story.finds.meet("hidden", words)
    if any(child.tag in RUN_HANDLERS and child.tag != _DELETED for child in source):
        story.context.drop(story.part, "hidden drawing", "What is hidden is not published.")
    return None


def _is_taken_out(story: Building, source: xml.Element, made: xml.Element, read: Formatting | None) -> bool:
    """Judge a run that is not hidden: lay it bare where it is veiled; whether its text is left out by choice."""
    why = story.veil(read)
    finds = story.finds
    if story.fields.silent or not (why or finds.last is not None or story.bars):
        return False
    words = _words(source)
    if why and words:
        return _veiled(story, made, words, why)
    if words.strip():
        finds.last = None
        for bar in story.bars:
            bar.read = True
    return False


def _veiled(story: Building, made: xml.Element, words: str, why: str) -> bool:
    properties = made[0] if len(made) else xml.sub(made, _R_PR)
    lay_bare(properties, why)
    for bar in story.bars if why in {"black", "same"} else ():
        bar.veiled = True
    last = story.finds.last
    goes_on = last is not None and last.kind == "box"
    if why == "ground" or not (words.strip() or goes_on):
        return False
    found = story.finds.meet("box", words)
    if found.done == "keep":
        story.context.drop(story.part, *(_BOX_LEFT if why == "black" else _VEIL_LEFT))
        return False
    story.context.drop(story.part, *_BOX_GONE)
    if found.done == "replace" and not (goes_on and found is last):
        leave(story, REDACTED, made)
    return True


def _words(source: xml.Element) -> str:
    return "".join([child.text or "" if child.tag != _SYMBOL else "\u25a1" for child in source if child.tag in _WORDS])


def _veiled_contents(story: Building, source: xml.Element, made: xml.Element) -> None:
    """Text that is not published stands until names are looked for: one may reach out from under its box."""
    notes = [child for child in made if child.tag == _T]
    for note in notes:
        made.remove(note)
    _contents(story, source, made)
    texts = [child for child in made if child.tag in _TEXT]
    if texts:
        said = [note.text or "" for note in notes] + [""] * len(texts)
        story.context.veiled += zip(texts, said, strict=False)
    made.extend([] if texts else notes)


def _contents(story: Building, source: xml.Element, made: xml.Element, *, hidden: bool = False) -> None:
    for child in source:
        tag = child.tag
        if tag == _T and not hidden:
            if not story.fields.silent:
                story.text(child.text or "", made)
        elif tag == _FIELD_MARK:
            story.fields.mark(child, made)
        elif tag == _CODE or (tag == _DELETED_CODE and story.finds.restoring):
            story.fields.add_code(child.text or "")
        elif hidden:
            story.context.drop(story.part, *HIDDEN)
        elif not story.fields.silent:
            run_child(story, child, made)


def run_child(story: Building, child: xml.Element, made: xml.Element) -> None:
    """Build what stands in a run."""
    tag = child.tag
    if tag == _T or (tag == _DELETED and story.finds.restoring):
        story.text(child.text or "", made)
    elif tag in _MARKS:
        kept = allowed_attributes(child, allowed.WORD[tag[len(_W) :]]) if child.keys() else None
        if kept:
            xml.sub_with(made, tag, kept)
        else:
            xml.sub(made, tag)
    elif tag in RUN_HANDLERS:
        RUN_HANDLERS[tag](story, child, made)
    elif tag in INLINE:
        INLINE[tag](story.context, child, made)
    else:
        leave_out(story, tag)


def leave_out(story: Building, tag: str) -> None:
    """Say that an element is left out, where somebody wrote it or nobody knows what it holds."""
    if tag in _LEFT_OUT:
        story.context.drop(story.part, *_LEFT_OUT[tag])
    elif not tag.startswith(_W):
        story.context.drop(story.part, *_UNKNOWN)


def _drawing(story: Building, source: xml.Element, target: xml.Element) -> None:
    boxes, notes, pictures = drawings.contents_of(source)
    if drawings.lies_over(source):
        story.finds.one("shape", "")
    for note in notes:
        _left(story, note, target)
    for found in pictures:
        made = drawings.picture(story.context, story.part, found, source)
        if made is None:
            _left(story, drawings.PICTURE, target)
        else:
            target.append(made)
    for box in boxes:
        _box(story, box)
    if next(source.iter(f"{{{xml.VML}}}textpath"), None) is not None:
        story.context.drop(story.part, "drawn words", "A watermark or drawn words are not published.")
    elif not (boxes or notes or pictures):
        story.context.drop(story.part, "drawing", "A drawing without text is not rebuilt.")


def _left(story: Building, note: str, target: xml.Element) -> None:
    what = note.strip("[]").partition(" ")[0]
    story.context.drop(story.part, what, f"A {what} cannot be read for names.")
    leave(story, note, target)


def leave(story: Building, note: str, target: xml.Element) -> None:
    """Leave a note in a run in place of something, unless a word of it is somebody's name."""
    if story.context.free(note):
        story.text(note, target)
    else:
        story.context.unsaid = True


def _box(story: Building, source: xml.Element) -> None:
    """A text box: a story inside the story; the fill of its shape, which is not rebuilt, is not known."""
    made = xml.loose(BOX)
    outer = (story.fields, story.joined, story.hidden_style, story.plain, story.ground)
    around = (story.cell, story.ink, story.is_ground_known, story.bars, story.finds.last, story.boxes)
    story.fields, story.joined, story.boxes, story.ground = Fields(), None, [], WHITE
    story.cell, story.ink, story.is_ground_known, story.bars, story.finds.last = None, None, False, [], None
    story.children(source, made)
    boxes = story.boxes
    story.fields, story.joined, story.hidden_style, story.plain, story.ground = outer
    story.cell, story.ink, story.is_ground_known, story.bars, story.finds.last, before = around
    story.boxes = [*before, made, *boxes]


def alternate(story: Building, source: xml.Element, target: xml.Element) -> None:
    """The first choice of alternate content, in a run or around runs."""
    chosen = drawings.choice_of(source)
    if chosen is None:
        return
    if target.tag != _R:
        story.children(chosen, target)
        return
    for child in chosen:
        run_child(story, child, target)


def _ruby(story: Building, source: xml.Element, target: xml.Element) -> None:
    """Keep the base text of a phonetic guide; a run may not hold runs, so its text moves into this one."""
    base = source.find(f"{_W}rubyBase")
    for text in base.iter(_T) if base is not None else ():
        story.text(text.text or "", target)


_Handler = Callable[[Building, xml.Element, xml.Element], None]
_MARKS: Final = frozenset(_W + name for name in ("tab", "br", "cr", "noBreakHyphen", "softHyphen", "ptab", "pgNum"))
_TEXT: Final = _WORDS | _MARKS
RUN_HANDLERS: Final[Mapping[str, _Handler]] = MappingProxyType(
    {
        f"{_W}drawing": _drawing,
        f"{_W}pict": _drawing,
        f"{_W}object": _drawing,
        f"{_W}ruby": _ruby,
        f"{{{xml.MC}}}AlternateContent": alternate,
    }
)
