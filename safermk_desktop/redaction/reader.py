"""Reads a Word file: the one reader, for redaction and for imports. It only reads; nothing of it is ever written.

The main part is found by its relationship and judged by its content type and namespace (ECMA-376 parts 1, 2 and 4).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from safermk_desktop.errors import NotWord, WordDamaged, WordUnsafe, WordUnsupported
from safermk_desktop.redaction import xml
from safermk_desktop.redaction.package import Package, open_package

_OFFICE_DOCUMENT: Final = "/officeDocument"
_MAIN_TYPES: Final = frozenset(
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    for kind in ("document", "template")
)


@dataclass(frozen=True)
class Relationship:
    """One relationship of a part; ``kind`` is the last word of its type, ``target`` a part name or an address."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class WordDocument:
    """A Word file that was checked and opened; parts are parsed when asked for."""

    package: Package
    main: str
    relationships: tuple[Relationship, ...]

    def parse(self, part: str) -> xml.Element:
        """The parsed part. Raises WordDamaged or WordUnsafe."""
        return xml.parse(self.package.read(part), part)

    def related(self, kind: str) -> str | None:
        """The part that the main part reaches by this kind of relationship, where it is there."""
        for relationship in self.relationships:
            if relationship.kind == kind and not relationship.external and relationship.target in self.package.names:
                return relationship.target
        return None

    def relationships_of(self, part: str) -> tuple[Relationship, ...]:
        """The relationships of any part; none where it has no list."""
        return _relationships(self.package, part)


def read_word(data: bytes) -> WordDocument:
    """Check and open a Word file.

    Raises NotWord, WordEncrypted, WordDamaged, WordUnsafe, WordTooLarge or WordUnsupported.
    """
    package = open_package(data)
    if "mimetype" in package.names and "content.xml" in package.names:
        raise NotWord("It is an OpenDocument text (ODT).")
    if "[Content_Types].xml" not in package.names:
        raise NotWord("It is a zip file without Word's list of contents.")
    mains = {one.target for one in _relationships(package, "") if one.kind == "officeDocument" and not one.external}
    if not mains:
        raise NotWord("It names no main document.")
    if len(mains) > 1:
        raise WordUnsafe("It names more than one main document.")
    main = mains.pop()
    if main not in package.names:
        raise WordDamaged("Its main document is missing.")
    _check_type(_content_type(package, main))
    return WordDocument(package, main, _relationships(package, main))


def _check_type(kind: str) -> None:
    if "macroEnabled" in kind:
        raise WordUnsupported("It holds macros.")
    if kind not in _MAIN_TYPES:
        raise NotWord("Its main part is of another kind.")


def _content_type(package: Package, part: str) -> str:
    extension = part.rpartition(".")[2].casefold()
    default = ""
    for entry in xml.parse(package.read("[Content_Types].xml"), "[Content_Types].xml"):
        if (entry.get("PartName") or "").lstrip("/").casefold() == part.casefold():
            return entry.get("ContentType") or ""
        if (entry.get("Extension") or "").casefold() == extension:
            default = entry.get("ContentType") or ""
    return default


def _relationships(package: Package, part: str) -> tuple[Relationship, ...]:
    folder, _, name = part.rpartition("/")
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in package.names:
        return ()
    found: list[Relationship] = []
    for entry in xml.parse(package.read(listing), listing):
        external = entry.get("TargetMode") == "External"
        target = entry.get("Target") or ""
        if not external:
            target = _resolve(package, folder, target)
        kind = (entry.get("Type") or "").rpartition("/")[2]
        found.append(Relationship(entry.get("Id") or "", kind, target, external))
    return tuple(found)


def _resolve(package: Package, folder: str, target: str) -> str:
    """The part name a relative target means; where the case differs, the name as the package has it."""
    plain = unquote(target.partition("#")[0])
    path = posixpath.normpath(plain if plain.startswith("/") else posixpath.join("/", folder, plain)).lstrip("/")
    if path in package.names:
        return path
    return next((name for name in package.names if name.casefold() == path.casefold()), path)
