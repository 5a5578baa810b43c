"""The one door to lxml: a hardened parser, the namespaces of a Word file, and the little of the API that is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from operator import methodcaller
from types import MappingProxyType
from typing import Any, Final, Protocol, cast

from lxml import etree

from safermk_desktop.errors import WordDamaged, WordTooLarge, WordUnsafe, WordUnsupported

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
VML: Final = "urn:schemas-microsoft-com:vml"
OFFICE: Final = "urn:schemas-microsoft-com:office:office"
DECORATIVE: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
PACKAGE_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

PREFIXES: Final = MappingProxyType({"w": W, "r": R, "m": M, "wp": WP, "a": A, "pic": PIC, "adec": DECORATIVE})

# ECMA-376 part 1 (strict) and part 4 (transitional) differ in their namespaces; the text is the same.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", PIC.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
STRICT_PREFIX: Final = "http://purl.oclc.org/ooxml/"


class Element(Protocol):
    """What is used of an lxml element."""

    tag: str
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> MutableMapping[str, str]: ...
    def get(self, key: str, /) -> str | None: ...
    def items(self) -> list[tuple[str, str]]: ...
    def keys(self) -> list[str]: ...
    def values(self) -> list[str]: ...
    def set(self, key: str, value: str, /) -> None: ...
    def find(self, path: str, /) -> Element | None: ...
    def iter(self, *tags: str) -> Iterator[Element]: ...
    def getparent(self) -> Element | None: ...
    def getprevious(self) -> Element | None: ...
    def append(self, element: Element, /) -> None: ...
    def insert(self, index: int, element: Element, /) -> None: ...
    def remove(self, element: Element, /) -> None: ...
    def index(self, child: Element, /) -> int: ...
    def addprevious(self, element: Element, /) -> None: ...
    def addnext(self, element: Element, /) -> None: ...
    def extend(self, elements: Iterable[Element], /) -> None: ...
    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> Element: ...


_VALUES: Final = etree.XPath("//@*", smart_strings=False)

sub = cast("Callable[[Element, str], Element]", etree.SubElement)
sub_with = cast("Callable[[Element, str, Mapping[str, str]], Element]", etree.SubElement)
loose = cast("Callable[[str], Element]", etree.Element)
copied = cast("Callable[[Element], Element]", methodcaller("__copy__"))


def root(tag: str) -> Element:
    """A new root with the namespaces of a rebuilt part and nothing of the source's prefixes."""
    return cast("Element", etree.Element(tag, nsmap=cast("Any", dict(PREFIXES))))


def plain_root(tag: str, namespace: str) -> Element:
    """A new root with one default namespace."""
    return cast("Element", etree.Element(f"{{{namespace}}}{tag}", nsmap=cast("Any", {None: namespace})))


def attribute_values(element: Element) -> set[str]:
    """The distinct values of all attributes of a part."""
    return set(cast("list[str]", cast("Any", _VALUES(cast("Any", element)))))


def holding(element: Element, attribute: str) -> list[Element]:
    """The elements of a part that have an attribute of this name, in no namespace."""
    return cast("list[Element]", cast("Any", etree.XPath(f"//*[@{attribute}]")(cast("Any", element))))


def serialise(element: Element) -> bytes:
    """The part's bytes, UTF-8 with a standalone declaration, without unused prefixes."""
    etree.cleanup_namespaces(cast("Any", element))
    return etree.tostring(cast("Any", element), xml_declaration=True, encoding="UTF-8", standalone=True)


def parse(data: bytes, part: str) -> Element:
    """Parse one part; strict namespaces are read as transitional ones.

    Raises WordUnsafe for a document type declaration, WordUnsupported and WordTooLarge past the bounds of the parser,
    WordDamaged for anything that is not well-formed.
    """
    parsed = _parse(data, part)
    if STRICT_PREFIX in parsed.tag or b"purl.oclc.org/ooxml" in data[:4000]:
        rewritten = etree.tostring(cast("Any", parsed), encoding="UTF-8")
        for strict, transitional in _STRICT:
            rewritten = rewritten.replace(strict, transitional)
        parsed = _parse(rewritten, part)
    return parsed


def _parse(data: bytes, part: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        parsed = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None  # the parser tells it as if the file were damaged
        if b"<!DOCTYPE" in data[:4000]:
            raise WordUnsafe(f"The part {part} declares a document type.") from None
        if "depth" in str(error):
            raise WordUnsupported(f"The part {part} is nested too deep.") from None
        if "XML_PARSE_HUGE" in str(error):
            raise WordTooLarge(f"The part {part} holds one text or value of more than 10 MB.") from None
        raise WordDamaged(f"The part {part} is not well-formed XML.") from None
    if cast("str", cast("Any", parsed).getroottree().docinfo.doctype):
        raise WordUnsafe(f"The part {part} declares a document type.")
    return cast("Element", parsed)
