"""The rebuilt document: every story that a reader can reach, and the parts that carry them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from safermk_desktop.errors import WordDamaged, WordTooLarge, WordUnsafe, WordUnsupported
from safermk_desktop.redaction import xml
from safermk_desktop.redaction.reader import WordDocument
from safermk_desktop.redaction.rebuild.context import NOTES, Context, Pictures
from safermk_desktop.redaction.rebuild.finds import Finds
from safermk_desktop.redaction.rebuild.settings import build_settings
from safermk_desktop.redaction.rebuild.sharing import Shared
from safermk_desktop.redaction.rebuild.story import Story
from safermk_desktop.redaction.rebuild.styles import build_numbering, build_styles, parse_optional, read_styles

_W: Final = f"{{{xml.W}}}"
_R_ID: Final = f"{{{xml.R}}}id"
_WHY: Final = "It is on no list of what a published document holds."
_SEEN_PARTS: Final = (
    ("comments", "comments"), ("customXml", "custom data"), ("glossaryDocument", "building blocks"),
    ("vbaProject", "macros"), ("webSettings", "web settings"), ("fontTable", "font table"), ("theme", "theme"),
    ("attachedToolbars", "toolbars"), ("people", "list of people"), ("package", "embedded file"),
    ("oleObject", "embedded file"), ("stylesWithEffects", "second copy of the styles"),
)  # fmt: skip


@dataclass
class Rebuilt:
    """The parts of the output, still as trees: part name to root; ``rels`` are those of the main part."""

    context: Context
    parts: dict[str, xml.Element] = field(default_factory=dict[str, xml.Element])
    rels: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])

    @property
    def reads_as_text(self) -> bool:
        """Whether its text is what ``safermk text`` prints: no picture is kept, every note of one left out is there."""
        return not self.context.media and not self.context.unsaid

    def add(self, name: str, tree: xml.Element, kind: str, relationship: str) -> None:
        """Add a part that the main part reaches."""
        self.parts[f"word/{name}"] = tree
        self.rels[relationship] = (kind, name)


def rebuild(
    document: WordDocument,
    free: Callable[[str], bool],
    pictures: Pictures,
    images: Mapping[str, str] = MappingProxyType({}),
    choices: Mapping[str, str] = MappingProxyType({}),
) -> Rebuilt:
    """Build every story and part anew; identities still stand in the text.

    ``images`` is what a person chose for single pictures, ``choices`` for other finds (``finds``); ``free`` says
    whether a short text holds no identity.
    Raises the refusals of the reader and WordUnsupported.
    """
    source_styles = parse_optional(document, "styles")
    context = Context(
        document, read_styles(document, source_styles, free), free, pictures, images, finds=Finds(choices)
    )
    rebuilt = Rebuilt(context)
    trees = _source_trees(document, context.shared)
    _name_anchors(context, trees.values())
    body = _story(context, document.main, trees[document.main], f"{_W}document")
    rebuilt.parts["word/document.xml"] = body
    _edges(rebuilt, trees)
    for kind in NOTES:
        _notes(rebuilt, kind, trees)
    _edges(rebuilt, trees)
    # numbering may use styles and styles numbering: each is built when both know what is in use
    build_styles(context, source_styles)
    numbering_source = parse_optional(document, "numbering")
    build_numbering(context, numbering_source)
    context.labels[:] = [(one, name) for one, name in context.labels if one.tag != f"{_W}lvlText"]
    rebuilt.add("styles.xml", build_styles(context, source_styles), "styles", "rId1")
    numbering = build_numbering(context, numbering_source)
    if numbering is not None:
        rebuilt.add("numbering.xml", numbering, "numbering", "rId2")
    rebuilt.add("settings.xml", build_settings(context, rebuilt.parts), "settings", "rId3")
    _tell(context)
    return rebuilt


def _source_trees(document: WordDocument, shared: Shared) -> dict[str, xml.Element]:
    kinds = {"header", "footer", *(f"{kind}s" for kind in NOTES)}
    names = [document.main]
    names += [one.target for one in document.relationships if one.kind in kinds and not one.external]
    read = document.package.read
    return {name: shared.parse(read(name), name) for name in dict.fromkeys(names) if name in document.package.names}


def _name_anchors(context: Context, trees: Iterable[xml.Element]) -> None:
    """New names for the bookmarks that a link inside the document leads to; all others go."""
    for tree in trees:
        for link in tree.iter(f"{_W}hyperlink"):
            anchor = link.get(f"{_W}anchor")
            if anchor and not link.get(_R_ID):
                context.anchors.setdefault(anchor, f"b{len(context.anchors) + 1}")


def _story(context: Context, part: str, source: xml.Element, tag: str) -> xml.Element:
    made = xml.root(tag)
    body = source.find(f"{_W}body")
    if body is not None:
        Story(context, part).children(body, xml.sub(made, f"{_W}body"))
    else:
        Story(context, part).children(source, made)
    return made


def _edges(rebuilt: Rebuilt, trees: dict[str, xml.Element]) -> None:
    """Headers and footers that a section uses."""
    context = rebuilt.context
    targets = {one.id: one.target for one in context.document.relationships if not one.external}
    for (kind, old), new in list(context.edges.items()):
        if new in rebuilt.rels:
            continue
        number = sum(1 for name in rebuilt.parts if name.startswith(f"word/{kind}")) + 1
        source = trees.get(targets.get(old, ""))
        tag = f"{_W}hdr" if kind == "header" else f"{_W}ftr"
        made = _story(context, targets.get(old, ""), source, tag) if source is not None else xml.root(tag)
        rebuilt.add(f"{kind}{number}.xml", made, kind, new)


def _notes(rebuilt: Rebuilt, kind: str, trees: dict[str, xml.Element]) -> None:
    """Footnotes or endnotes, each that is referred to, in the order of first mention; new separators before them."""
    context = rebuilt.context
    part = context.document.related(f"{kind}s")
    source = {one.get(f"{_W}id") or "": one for one in trees[part]} if part in trees else {}
    if not context.notes[kind]:
        return
    made = xml.root(f"{_W}{kind}s")
    for number, name in (("-1", "separator"), ("0", "continuationSeparator")):
        note = xml.sub_with(made, f"{_W}{kind}", {f"{_W}type": name, f"{_W}id": number})
        xml.sub(xml.sub(xml.sub(note, f"{_W}p"), f"{_W}r"), f"{_W}{name}")
    for old, new in context.notes[kind].items():
        note = xml.sub_with(made, f"{_W}{kind}", {f"{_W}id": new})
        if old in source:
            Story(context, part or "", f"{kind}{old}/").children(source[old], note)
        if note.find(f"{_W}p") is None:
            xml.sub(note, f"{_W}p")
    rebuilt.add(f"{kind}s.xml", made, f"{kind}s", f"rId{10 + NOTES.index(kind)}")


def _custom_parts(document: WordDocument) -> Iterator[bytes]:
    for one in document.relationships:
        if one.kind == "customXml" and one.target in document.package.names:
            yield document.package.read(one.target)


def _holds_words(data: bytes) -> bool:
    """Whether custom data says anything; Word puts an empty list of sources into many files."""
    try:
        return any((node.text or "").strip() for node in xml.parse(data, "customXml").iter())
    except (WordDamaged, WordUnsafe, WordTooLarge, WordUnsupported):
        return True


def _tell(context: Context) -> None:
    """Say which whole parts were left out; their names in the package may be anybody's, so they are not given."""
    kinds = {one.kind for one in context.document.relationships}
    for kind, what in _SEEN_PARTS:
        if kind in kinds and kind not in {"theme", "fontTable", "webSettings"}:
            bare = kind == "customXml" and not any(map(_holds_words, _custom_parts(context.document)))
            context.drop(context.document.main, f"empty {what}" if bare else what, _WHY)
    names = context.document.package.names
    if any(name.startswith("docProps/thumbnail") for name in names):
        context.drop("docProps", "thumbnail", "It shows the first page as it was.")
    context.drop("docProps", "properties", "Author, dates, company and title of the source are not published.")
