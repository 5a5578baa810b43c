"""A Word package written anew: only the parts a paper needs, without traces, the same bytes for the same content.

Part names and relationships: ECMA-376 part 2 (Open Packaging Conventions); elements: ECMA-376 part 1, 17.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Final

from safermk_desktop.adapters.documents.contents import link_contents
from safermk_desktop.redaction.xml import PIC, WP, A, Element, M, R, W, parse, plain_root, serialise, sub_with

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP entry can carry
MAIN: Final = "word/document.xml"
CORE: Final = "docProps/core.xml"
CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
WORD_PARTS: Final = ("styles", "numbering", "settings", "fontTable", "header", "footer", "footnotes")
PICTURES: Final = (("png", "image/png"), ("jpeg", "image/jpeg"), ("jpg", "image/jpeg"))
# Traces of editing: revision save ids, docVars, attached templates, proofing marks; and fonts packed into the file.
TRACES: Final = frozenset(
    f"{{{W}}}{name}"
    for name in (
        *("rsids", "docVars", "attachedTemplate", "proofErr", "lastRenderedPageBreak"),
        *("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"),
    )
)
RSID: Final = f"{{{W}}}rsid"
# All that a paper is made of. Later editions' marks (paragraph ids, alternates) go, and with them mc:Ignorable: Word
# calls a file damaged where that names a prefix that is not declared.
NAMESPACES: Final = frozenset({W, R, M, WP, A, PIC, "http://www.w3.org/XML/1998/namespace"})


def rebuilt(data: bytes, *, title: str, is_filled: bool = True) -> bytes:
    """The package with new properties: ``title`` (escaped for XML already) and the language, nothing of the machine.

    The contents of a paper that ``is_filled`` become links; a template's stay as they are.

    Raises ``KeyError``, ``BadZipFile``, ``WordDamaged`` or ``WordUnsafe`` where ``data`` is no Word package.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = _reachable(package)
    if is_filled:
        root = parse(parts[MAIN], MAIN)
        link_contents(root)
        parts[MAIN] = serialise(root)
    written = {CORE: _core(title), "_rels/.rels": _root_relations(), "[Content_Types].xml": _types(parts)}
    return _zipped({**parts, **written})


def _reachable(package: zipfile.ZipFile) -> dict[str, bytes]:
    """Every allowed part that the main part leads to, cleaned, with its relations."""
    parts: dict[str, bytes] = {}
    waiting = [MAIN]
    while waiting:
        name = waiting.pop()
        if name in parts:
            continue
        is_xml = name.endswith(".xml")
        parts[name] = _clean(package.read(name), name) if is_xml else package.read(name)
        relations_name = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
        if is_xml and relations_name in package.namelist():
            relations, targets = _relations(package.read(relations_name), name)
            waiting += targets
            if relations:
                parts[relations_name] = relations
    return parts


def _relations(data: bytes, name: str) -> tuple[bytes, list[str]]:
    """The allowed relations of the part ``name`` as a new part (empty for none), and the parts they lead to."""
    kept = plain_root("Relationships", f"{PACKAGE}relationships")
    targets: list[str] = []
    for item in sorted(parse(data, name), key=lambda one: one.get("Id") or ""):
        short, target = (item.get("Type") or "").removeprefix(OFFICE), item.get("Target") or ""
        if item.get("TargetMode") == "External":
            allowed = short == "hyperlink" and target.startswith(("https://", "http://", "mailto:"))
        else:
            allowed = short in {*WORD_PARTS, "image"}
            if allowed:
                targets.append(posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/"))
        if allowed:
            sub_with(kept, f"{{{PACKAGE}relationships}}Relationship", dict(item.attrib))
    return (serialise(kept) if len(kept) else b""), targets


def _clean(data: bytes, name: str) -> bytes:
    root = parse(data, name)
    for element in list(root.iter()):
        parent = element.getparent()
        if parent is not None and (element.tag in TRACES or _is_foreign(element.tag) or _is_hollow(element)):
            parent.remove(element)
        for attribute in [key for key in element.attrib if key.startswith(RSID) or _is_foreign(key)]:
            del element.attrib[attribute]
    return serialise(root)


def _is_foreign(name: str) -> bool:
    return name.startswith("{") and name[1 : name.index("}")] not in NAMESPACES


def _is_hollow(element: Element) -> bool:
    """A run that filling left without anything in it."""
    kept = [child for child in element if child.tag != f"{{{W}}}rPr"]
    return element.tag == f"{{{W}}}r" and all(child.tag == f"{{{W}}}t" and not child.text for child in kept)


def _xml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}'.encode()


def _core(title: str) -> bytes:
    return _xml(
        f'<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _root_relations() -> bytes:
    return _xml(
        f'<Relationships xmlns="{PACKAGE}relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}officeDocument" Target="{MAIN}"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}relationships/metadata/core-properties" Target="{CORE}"/>'
        "</Relationships>"
    )


def _types(parts: Mapping[str, bytes]) -> bytes:
    defaults = [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")]
    pictures = [pair for pair in PICTURES if any(name.endswith("." + pair[0]) for name in parts)]
    overrides = [(MAIN, f"{MAIN_TYPE}document.main+xml"), (CORE, CORE_TYPE)]
    for name in sorted(parts):
        stem = posixpath.basename(name).removesuffix(".xml").rstrip("0123456789")
        if stem in WORD_PARTS:
            overrides.append((name, f"{MAIN_TYPE}{stem}+xml"))
    body = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in (*defaults, *pictures))
    body += "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return _xml(f'<Types xmlns="{PACKAGE}content-types">{body}</Types>')


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name in sorted(parts, key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, parts[name])
    return buffer.getvalue()
