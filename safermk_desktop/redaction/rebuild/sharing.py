"""Properties that stand in a story again and again are parsed once: a report has thousands, and few different ones.

In the bytes of a part each is exchanged for an empty element that says which it was. That is done only where the bytes
are so plain that nothing else can be meant; any doubt, and the part is parsed as it stands.
"""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.errors import SafermkError
from safermk_desktop.redaction import xml

SAME: Final = "safermk-same"
_START: Final = re.compile(rb"(?:<\?xml(?:\s[^<>?]*)?\?>\s*)?(<[A-Za-z][^<>]*>)")
_ENCODING: Final = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)[\"']")
_NAMESPACE: Final = re.compile(rb"xmlns(?::([\w.-]+))?=([\"'])([^\"'<>&]*)\2")
_KINDS: Final = (b"pPr", b"rPr")
_CONTENT: Final = tuple(
    f"{{{xml.W}}}{name}" for name in ("t", "delText", "sym", "drawing", "pict", "object", "hyperlink", "p", "r")
)
"""What is looked for in a whole story and has no place in properties."""
_MOST_ENDS: Final = 50
"""End tags within properties that are exchanged: so none of these is nested deep."""


class _NotPlainError(Exception):
    """The bytes of a part are not so plain that properties can be exchanged in them."""


class Shared:
    """The properties that were exchanged, by their numbers."""

    def __init__(self) -> None:
        self._elements: list[xml.Element] = []

    def whole(self, properties: xml.Element) -> xml.Element:
        """The properties themselves."""
        number = properties.get(SAME)
        return properties if number is None else self._elements[int(number)]

    def parse(self, data: bytes, part: str) -> xml.Element:
        """Parse a part of the source, with what comes again exchanged. Raises as ``xml.parse``."""
        head = _head(data)
        if head is not None:
            before = len(self._elements)
            try:
                return xml.parse(self._exchanged(data, head, part), part)
            except (_NotPlainError, SafermkError):
                del self._elements[before:]  # the part as it stands tells what is wrong with it
        tree = xml.parse(data, part)
        for element in xml.holding(tree, SAME):
            del element.attrib[SAME]
        return tree

    def _exchanged(self, data: bytes, head: bytes, part: str) -> bytes:
        written: list[bytes] = []
        for kind in _KINDS:
            data = self._without(data, kind, written)
        if written:
            made = xml.parse(b"".join((head, *written, b"</x>")), part)
            if next(made.iter(*_CONTENT), None) is not None:
                raise _NotPlainError
            self._elements += made
        return data

    def _without(self, data: bytes, kind: bytes, written: list[bytes]) -> bytes:
        """The bytes with the properties of a kind exchanged; they are added to those that were ``written``."""
        start, end = b"<w:%b>" % kind, b"</w:%b>" % kind
        first, *rest = data.split(start)
        # any other way of writing such a tag, and what stands in what is not told by looking
        if data.count(b":" + kind) != 2 * len(rest) + data.count(b"<w:%b/>" % kind):
            raise _NotPlainError
        pieces, numbers = [first], dict[bytes, bytes]()
        for piece in rest:
            at = piece.find(end)
            inside = piece[:at]
            known = numbers.get(inside)
            if known is None:
                if at < 0 or not _is_flat(inside, kind):
                    raise _NotPlainError
                known = b'<w:%b %b="%d"/>' % (kind, SAME.encode(), len(self._elements) + len(written))
                written.append(start + inside + end)
                numbers[inside] = known
            pieces += (known, piece[at + len(end) :])
        return b"".join(pieces)


def _is_flat(inside: bytes, kind: bytes) -> bool:
    """Whether properties hold no others of a kind that is exchanged with them or before, and are nested in few ways."""
    within = _KINDS[: _KINDS.index(kind) + 1]
    return inside.count(b"</") <= _MOST_ENDS and not any(b":" + one in inside for one in within)


def _head(data: bytes) -> bytes | None:
    """A start tag with the namespaces of a part; None where its bytes are not plain.

    Plain is UTF-8 with no comment, section, instruction or type declaration, so that every ``<`` begins a tag; no
    prefix means two things; and the words of the exchange are not in it.
    """
    start = _START.match(data)
    if start is None or SAME.encode() in data or _has_tag(data, b"!") or _has_tag(data[start.start(1) :], b"?"):
        return None
    encoding = _ENCODING.search(data, 0, start.start(1))
    if encoding is not None and encoding[1].upper() != b"UTF-8":
        return None
    if xml.STRICT_PREFIX.encode() in data:
        return None
    own = [match[0] for match in _NAMESPACE.finditer(start[1])]
    if b'xmlns:w="%b"' % xml.W.encode() not in own or not _is_one_for_each(data):
        return None
    return b" ".join((b"<x", *own)) + b">"


def _has_tag(data: bytes, sign: bytes) -> bool:
    """Whether a ``<`` stands before a sign; most parts have few of these signs, and each is found at once."""
    at = data.find(sign)
    while at >= 0:
        if data[at - 1 : at] == b"<":
            return True
        at = data.find(sign, at + 1)
    return False


def _is_one_for_each(data: bytes) -> bool:
    """Whether every prefix of a part means one namespace wherever it stands, and none goes without a prefix."""
    prefixes: dict[bytes, bytes] = {}
    at = data.find(b"xmlns")
    while at >= 0:
        match = _NAMESPACE.match(data, at)
        if match is None or not match[1] or prefixes.setdefault(match[1], match[3]) != match[3]:
            return False
        at = data.find(b"xmlns", match.end())
    return True
