"""The allow-lists of what a published document may hold: each entry taken out, and foreign ones put in, in turn."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Final, cast

import pytest
from lxml import etree
from PIL import Image

from safermk_desktop.errors import SafermkError
from safermk_desktop.redaction import proof, xml
from safermk_desktop.redaction.engine import RedactionOptions, redact
from safermk_desktop.redaction.matching.finder import Matcher
from safermk_desktop.redaction.rebuild import (
    allowed,
    drawings,
    inline,
    parts,
    properties,
    runs,
    settings,
    story,
    styles,
    write,
)
from safermk_desktop.redaction.register import Register, register_to_json
from safermk_desktop.redaction.report import Find
from safermk_desktop.services.second_proof import second_proof
from tests.redaction.allow_lists import (
    FOREIGN,
    FOREIGN_ATTRIBUTES,
    FOREIGN_VALUE,
    TABLES,
    Entry,
    document,
    lists,
    pinned,
    survived,
)
from tests.redaction.word_files import NAME, TYPE, R, p, part, r, register, unzipped, word_file, zipped
from tests.scale import count, tell

PINNED: Final = tuple(pinned())
DOCUMENT: Final = document(list(PINNED))


Mutation = tuple[str, ModuleType, str, object]
"""What is done, and the name of a module that is exchanged for something else."""
MODULES: Final = (allowed, drawings, inline, parts, proof, properties, runs, settings, story, styles, write)


def without(entry: Entry) -> Mutation:
    """The list that holds an entry, and what it is without it."""
    label = f"without {' '.join(entry)}"
    kind, name, *attributes = entry
    if kind in TABLES:
        table = dict(cast("Mapping[str, frozenset[str]]", getattr(allowed, kind)))
        if attributes:
            table[name] -= set(attributes)
        else:
            del table[name]
        return label, allowed, kind, MappingProxyType(table)
    if kind == "VALUES":
        return label, allowed, "_VALUES", allowed._VALUES - {name}
    return label, settings, kind, tuple(one for one in getattr(settings, kind) if one != name)


def with_foreign() -> list[Mutation]:
    """Every list with each foreign entry that the document holds, in turn."""
    made: list[Mutation] = []
    for kind in TABLES:
        table = dict(cast("Mapping[str, frozenset[str]]", getattr(allowed, kind)))
        host = "jc" if kind != "MATH" else "sty"
        made += [
            (f"{kind} with {one}", allowed, kind, MappingProxyType({**table, one: frozenset({"val"})}))
            for one in FOREIGN
        ]
        made += [
            (f"{kind} with {one}", allowed, kind, MappingProxyType({**table, host: table[host] | {one}}))
            for one in FOREIGN_ATTRIBUTES
        ]
    made.append(("values with a name", allowed, "_VALUES", allowed._VALUES | {FOREIGN_VALUE}))
    made += [
        (f"{kind} with {one}", settings, kind, (*getattr(settings, kind), one))
        for kind in ("_FIRST", "_LATER", "_LAYOUT_SWITCHES", "_LAYOUT_SETTINGS")
        for one in FOREIGN
    ]
    return made


def unnoticed(mutations: list[Mutation], check: Callable[[], bool]) -> list[str]:
    """The mutations with which the check still holds; each is done wherever its list was imported."""
    found: list[str] = []
    for label, module, attribute, new in mutations:
        old = getattr(module, attribute)
        with pytest.MonkeyPatch.context() as patch:
            for one in MODULES:
                if vars(one).get(attribute) is old:
                    patch.setattr(one, attribute, new)
            try:
                if check():
                    found.append(label)
            except (SafermkError, TypeError, ValueError, LookupError, AttributeError, StopIteration):
                continue
    return found


def holds_the_lists() -> bool:
    """Whether everything on the agreed lists comes through, and nothing else."""
    return survived(DOCUMENT) == set(PINNED)


def test_the_lists_are_those_agreed_on() -> None:
    assert lists() == list(PINNED)
    assert holds_the_lists()


@pytest.mark.soak("mutations")
def test_no_entry_can_be_taken_out_unnoticed() -> None:
    tried = random.Random(3).sample(PINNED, count(60, len(PINNED)))
    left = unnoticed([without(entry) for entry in tried], holds_the_lists)
    tell(f"{len(tried)} entries of the allow-lists taken out: {len(left)} unnoticed")
    assert left == []


@pytest.mark.soak("mutations")
def test_no_foreign_entry_can_be_put_in_unnoticed() -> None:
    every = with_foreign()
    tried = random.Random(4).sample(every, count(40, len(every)))
    left = unnoticed(tried, holds_the_lists)
    tell(f"{len(tried)} foreign entries put into the allow-lists: {len(left)} unnoticed")
    assert left == []


@pytest.mark.parametrize("table", ["WORD", "STYLES", "NUMBERING"])
def test_a_foreign_attribute_that_held_a_name_would_still_be_refused_by_its_value(
    table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = dict(cast("Mapping[str, frozenset[str]]", getattr(allowed, table)))
    monkeypatch.setattr(allowed, table, MappingProxyType({**listed, "jc": listed["jc"] | {"author"}}))
    copy = redact(word_file(p(r("x"), f'<w:jc w:val="left" w:author="{NAME}"/>')), register())
    assert second_proof(copy.data, register_to_json(register())).clean


def test_a_name_put_among_the_values_is_found_by_the_verifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine takes its own list's word; the verifier has none."""
    monkeypatch.setattr(allowed, "_VALUES", allowed._VALUES | {FOREIGN_VALUE})
    copy = redact(word_file(p(r("x"), f'<w:jc w:val="{FOREIGN_VALUE}"/>')), register())
    assert not second_proof(copy.data, register_to_json(register())).clean


# ------------------------------------------------------------------------------- what has a handler of its own


def _picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (2, 2)).save(written, "PNG")
    return written.getvalue()


WRAPPED: Final = ("ins", "moveTo", "smartTag", "customXml", "dir")
DATA: Final = Path(__file__).resolve().parents[1] / "data"


def rich_file() -> bytes:
    """A file that needs every handler and has every part."""
    levels = '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"/></w:abstractNum>'
    levels += '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    own = "<w:r><w:{0}Ref/></w:r><w:r><w:separator/></w:r><w:r><w:continuationSeparator/></w:r>"
    note = '<w:{0} w:id="{1}">' + p(own + r("A note.")) + "</w:{0}>"
    body, known = ((DATA / f"rich_{one}.xml").read_text(encoding="utf-8") for one in ("body", "styles"))
    return word_file(
        body,
        parts={
            "styles.xml": ("styles", part("styles", known)),
            "numbering.xml": ("numbering", part("numbering", levels)),
            "footnotes.xml": ("footnotes", part("footnotes", note.format("footnote", 2))),
            "endnotes.xml": ("endnotes", part("endnotes", note.format("endnote", 3))),
            "header1.xml": ("header", part("hdr", p(r("Above.")))),
            "footer1.xml": ("footer", part("ftr", p(r("Below.")))),
        },
        rels=f'<Relationship Id="rId9" Type="{R}/image" Target="media/a.png"/>',
        extra={"word/media/a.png": _picture()},
    )  # fmt: skip


RICH_FILE: Final = rich_file()
WORDS: Final = (
    *(f"In {one}." for one in WRAPPED), "In a control.", "back.", "Linked.", "Marked.", "Boxed.", "Object.", "Base.",
    "Fallback.", "Inner.", "Cell.", "A note.", "Above.", "Below.",
)  # fmt: skip
HANDLERS: Final = (
    (story, "_HANDLERS"), (runs, "RUN_HANDLERS"), (story, "_UNWRAPPED"), (runs, "_MARKS"), (inline, "INLINE"),
    (inline, "BOOKMARKS"), (properties, "_SPECIAL"), (styles, "_LINKS"), (styles, "_FLAGS"), (styles, "_PROPERTIES"),
)  # fmt: skip
FOREIGN_HANDLED: Final = MappingProxyType(
    {
        "_UNWRAPPED": ["{urn:made:up}foreign"],
        "_HANDLERS": [f"{{{xml.W}}}del", f"{{{xml.W}}}moveFrom"],
        "_MARKS": [f"{{{xml.W}}}lastRenderedPageBreak", f"{{{xml.W}}}delText"],
        "INLINE": [f"{{{xml.W}}}annotationRef", f"{{{xml.W}}}lastRenderedPageBreak"],
        "BOOKMARKS": [f"{{{xml.W}}}commentRangeStart"],
        "_LINKS": ["name"],
        "_FLAGS": ["name"],
    }
)
PARTS: Final = {
    "[Content_Types].xml": "",
    "_rels/.rels": "",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "word/_rels/document.xml.rels": "",
    "word/media/image1.png": "",
    **{
        f"word/{name}.xml": f"{TYPE}.{kind}+xml"
        for name, kind in {
            "document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings",
            "footnotes": "footnotes", "endnotes": "endnotes", "header1": "header", "footer1": "footer",
        }.items()
    },
}  # fmt: skip
REACHED: Final = {
    "_rels/.rels": {"officeDocument", "core-properties", "extended-properties"},
    "word/_rels/document.xml.rels": {
        "styles", "numbering", "settings", "footnotes", "endnotes", "header", "footer", "image",
    },
}  # fmt: skip


def rich_copy() -> dict[str, bytes]:
    """The parts of the copy of the file that needs everything."""
    return unzipped(redact(RICH_FILE, register(), RedactionOptions(pictures="keep")).data)


def rich_told() -> tuple[dict[str, bytes], tuple[Find, ...]]:
    """The same, with what of the file a person is asked about."""
    copy = redact(RICH_FILE, register(), RedactionOptions(pictures="keep"))
    return unzipped(copy.data), copy.report.finds


def changed(table: object, entry: object, *, put_in: bool) -> object:
    if isinstance(table, Mapping):
        known = cast("Mapping[Any, Any]", table)
        plain = inline._plain
        return MappingProxyType({**known, entry: plain} if put_in else {k: v for k, v in known.items() if k != entry})
    if isinstance(table, frozenset):
        return cast("frozenset[object]", table) | {entry} if put_in else cast("frozenset[object]", table) - {entry}
    rows = cast("tuple[object, ...]", table)
    return (*rows, entry) if put_in else tuple(one for one in rows if one != entry)


# Holders that no holder has within it, what is dealt with where it stands, and what is refused (test_reader).
NEVER_MET: Final = frozenset(
    f"{{{xml.W}}}{one}"
    for one in ("body", "hdr", "ftr", "sdtContent", "rubyBase", "subDoc", "rPr", "pPr", "t", "altChunk")
)


def test_everything_that_has_a_handler_comes_through() -> None:
    copy = rich_copy()
    everything = " ".join(
        str(piece)
        for name, data in copy.items()
        if not name.endswith(".png")
        for piece in etree.fromstring(data).itertext()
    )
    assert [word for word in WORDS if word not in everything] == []
    assert not {"Deleted.", "Moved.", "Gone.", "Unknown."} & set(re.findall(r"\w+\.", everything))


@pytest.mark.soak("mutations")
def test_no_handler_can_be_taken_out_or_put_in_unnoticed() -> None:
    whole = rich_told()
    out = [
        (f"{name} without {entry}", module, name, changed(getattr(module, name), entry, put_in=False))
        for module, name in HANDLERS
        for entry in getattr(module, name)
        if entry not in NEVER_MET
    ]
    foreign = [
        (f"{name} with {entry}", module, name, changed(getattr(module, name), entry, put_in=True))
        for module, name in HANDLERS
        for entry in FOREIGN_HANDLED.get(name, ())
    ]
    every = [*out, *foreign]
    tried = random.Random(5).sample(every, count(25, len(every)))
    left = unnoticed(tried, lambda: rich_told() == whole)
    tell(f"{len(tried)} handlers taken out or put in: {len(left)} unnoticed")
    assert left == []


# --------------------------------------------------------------------------- parts, relationships, content types


def holds_the_parts() -> bool:
    """Whether the copy has the agreed parts, content types and relationships, and no other."""
    copy = rich_copy()
    listed = etree.fromstring(copy["[Content_Types].xml"])
    types = {str(one.get("PartName"))[1:]: str(one.get("ContentType")) for one in listed if one.get("PartName")}
    reached = {
        name: {str(one.get("Type")).rpartition("/")[2] for one in etree.fromstring(data)}
        for name, data in copy.items()
        if name.endswith(".rels")
    }
    return {name: types.get(name, "") for name in {*copy, *types}} == PARTS and reached == REACHED


def test_the_copy_has_the_agreed_parts_types_and_relationships() -> None:
    assert holds_the_parts()


def test_no_content_type_or_relationship_can_be_taken_out_or_put_in_unnoticed() -> None:
    type_of, listed = write._type_of, write._relationships
    mutations: list[Mutation] = []
    for name, kind in PARTS.items():
        if name.startswith(("word/", "docProps/")):
            new = "" if kind else "application/vnd.ms-word.comments+xml"
            made = partial(lambda one, name, new: new if one == name else type_of(one), name=name, new=new)
            mutations.append((f"type of {name}", write, "_type_of", made))
    for kind in REACHED["word/_rels/document.xml.rels"]:
        fewer = partial(lambda rels, kind: listed({key: one for key, one in rels.items() if one[0] != kind}), kind=kind)
        mutations.append((f"without {kind}", write, "_relationships", fewer))
    more = partial(lambda rels, new: listed({**rels, **new}), new={"rId99": ("comments", "comments.xml")})
    mutations.append(("with comments", write, "_relationships", more))
    assert unnoticed(mutations, holds_the_parts) == []


def _flagged(data: bytes) -> set[str]:
    matcher = Matcher(Register(register().identities))
    return {one.part for one in proof.prove(data, matcher, lambda _text, _match: True).survivors}


def test_no_name_of_a_part_can_be_taken_out_or_put_in_unnoticed() -> None:
    """The engine's own proof refuses a part that no output has."""
    copy = rich_copy()
    foreign = ("word/comments.xml", "docProps/custom.xml", "customXml/item1.xml", "word/people.xml", f"{NAME}.xml")
    more = zipped({**copy, **dict.fromkeys(foreign, b"<x/>")})
    agreed = proof._NAMES.pattern

    def holds() -> bool:
        return _flagged(more) == set(foreign)

    assert holds()
    patterns = [rf"(?!{re.escape(name)}\Z)(?:{agreed})" for name in PARTS]
    patterns += [f"(?:{agreed})|{re.escape(name)}" for name in foreign]
    assert unnoticed([(one, proof, "_NAMES", re.compile(one)) for one in patterns], holds) == []


def test_a_copy_is_a_zip_of_parts_and_nothing_beside_them() -> None:
    data = redact(RICH_FILE, register(), RedactionOptions(pictures="keep")).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.comment == b""
        assert all(not entry.extra and not entry.comment for entry in archive.infolist())
        assert {entry.filename for entry in archive.infolist()} == set(PARTS)


STYLE_NAMES: Final = (
    *(f"heading {at}" for at in range(1, 10)), *(f"toc {at}" for at in range(1, 10)), "normal", "title", "subtitle",
    "list paragraph", "list bullet 2", "list number", "list continue 5", "body text", "caption", "footnote text",
    "footnote reference", "endnote text", "endnote reference", "header", "footer", "page number", "strong", "emphasis",
    "quote", "intense quote", "subtle emphasis", "book title", "no spacing", "table grid", "normal table", "hyperlink",
    "grid table 4 accent 2", "medium shading 1 accent 3", "plain table 3",
)  # fmt: skip


def test_styles_that_word_knows_keep_their_names_and_no_other_does() -> None:
    assert [name for name in STYLE_NAMES if allowed.built_in_style(name) is None] == []
    for name in (NAME, "heading 10", f"heading 1 {NAME}", "list", "style of the council", "grid table 8"):
        known = allowed.built_in_style(name)
        assert known is None or name == "list"
    agreed = allowed._BUILT_IN.pattern
    taken = [
        (
            f"without {name}",
            allowed,
            "_BUILT_IN",
            re.compile(rf"(?!{re.escape(name)}\Z)(?:{agreed})"),
        )
        for name in STYLE_NAMES
    ]
    foreign = [("with a name", allowed, "_BUILT_IN", re.compile(f"{agreed}|{NAME.lower()}"))]

    def holds() -> bool:
        return all(map(allowed.built_in_style, STYLE_NAMES)) and allowed.built_in_style(NAME) is None

    assert unnoticed([*taken, *foreign], holds) == []
