"""Writes the new package (ECMA-376 part 2): fixed names, sorted entries, fixed times; same parts, same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild.context import BOX
from safermk_desktop.redaction.rebuild.parts import Rebuilt

_W: Final = f"{{{xml.W}}}"
_R: Final = f"{{{xml.R}}}"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_APP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def write_package(rebuilt: Rebuilt, title: str) -> bytes:
    """The bytes of the new file; ``title`` is the document's title, already free of identities."""
    for tree in rebuilt.parts.values():
        finish(tree)
    files = {name: xml.serialise(tree) for name, tree in rebuilt.parts.items()}
    media = rebuilt.context.media
    files |= {f"word/media/{name}": data for name, data in media.items()}
    for name in rebuilt.parts:
        images = _images_in(rebuilt.parts[name]) if media else []
        rels = dict(rebuilt.rels) if name == "word/document.xml" else {}
        rels |= {f"rIdImage{number}": ("image", f"media/image{number}.png") for number in images}
        if rels:
            files[f"word/_rels/{name.removeprefix('word/')}.rels"] = _relationships(rels)
    files["docProps/core.xml"] = _core(title)
    files["docProps/app.xml"] = xml.serialise(xml.plain_root("Properties", _APP))
    files["_rels/.rels"] = _package_relationships()
    files["[Content_Types].xml"] = _content_types(files)
    return _zip(files)


def finish(tree: xml.Element) -> None:
    """Put text boxes into the flow as paragraphs, and end every cell and story with a paragraph."""
    for box in list(tree.iter(BOX)):
        for child in list(box):
            box.addprevious(child)
        parent = box.getparent()
        if parent is not None:
            parent.remove(box)
    _end_with_paragraphs(tree)


def _end_with_paragraphs(tree: xml.Element) -> None:
    for holder in tree.iter(f"{_W}tc", f"{_W}hdr", f"{_W}ftr", f"{_W}footnote", f"{_W}endnote"):
        if not len(holder) or holder[-1].tag != f"{_W}p":
            xml.sub(holder, f"{_W}p")
    body = tree.find(f"{_W}body")
    if body is not None:
        last = [child for child in body if child.tag == f"{_W}sectPr"]
        for section in last[:-1]:
            body.remove(section)
        if last:
            body.append(last[-1])


def _images_in(tree: xml.Element) -> list[int]:
    found = (blip.get(f"{_R}embed") or "" for blip in tree.iter(f"{{{xml.A}}}blip"))
    return [int(name.removeprefix("rIdImage")) for name in found]


def _relationships(rels: dict[str, tuple[str, str]]) -> bytes:
    made = xml.plain_root("Relationships", xml.PACKAGE_RELS)
    for name, (kind, target) in sorted(rels.items()):
        fields = {"Id": name, "Type": f"{xml.R}/{kind}", "Target": target}
        xml.sub_with(made, f"{{{xml.PACKAGE_RELS}}}Relationship", fields)
    return xml.serialise(made)


def _package_relationships() -> bytes:
    made = xml.plain_root("Relationships", xml.PACKAGE_RELS)
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    wanted = (
        ("rId1", f"{xml.R}/officeDocument", "word/document.xml"),
        ("rId2", core, "docProps/core.xml"),
        ("rId3", f"{xml.R}/extended-properties", "docProps/app.xml"),
    )
    for name, kind, target in wanted:
        fields = {"Id": name, "Type": kind, "Target": target}
        xml.sub_with(made, f"{{{xml.PACKAGE_RELS}}}Relationship", fields)
    return xml.serialise(made)


def _core(title: str) -> bytes:
    # A root of its own namespace: the prefix of a loose one depends on what other libraries of the process registered.
    made = xml.plain_root("coreProperties", _CORE)
    if title:
        xml.sub(made, f"{{{_DC}}}title").text = title
    xml.sub(made, f"{{{_DC}}}language").text = "en-GB"
    return xml.serialise(made)


def _content_types(files: dict[str, bytes]) -> bytes:
    made = xml.plain_root("Types", xml.CONTENT_TYPES)
    defaults = [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")]
    if any(name.endswith(".png") for name in files):
        defaults.insert(0, ("png", "image/png"))
    for extension, kind in defaults:
        xml.sub_with(made, f"{{{xml.CONTENT_TYPES}}}Default", {"Extension": extension, "ContentType": kind})
    for name in sorted(files):
        kind = _type_of(name)
        if kind:
            xml.sub_with(made, f"{{{xml.CONTENT_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": kind})
    return xml.serialise(made)


def _type_of(name: str) -> str:
    if name == "docProps/core.xml":
        return "application/vnd.openxmlformats-package.core-properties+xml"
    if name == "docProps/app.xml":
        return "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    if not name.startswith("word/") or name.endswith((".rels", ".png")):
        return ""
    kind = name.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
    return _WORD_TYPE + ("document.main+xml" if kind == "document" else f"{kind}+xml")


def _zip(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files, key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, files[name])
    return written.getvalue()
