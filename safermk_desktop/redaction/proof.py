"""The engine's own proof: the finished bytes are read again and every text and attribute is searched for every form."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.matching.finder import Match, Matcher
from safermk_desktop.redaction.rebuild.allowed import value_allowed
from safermk_desktop.redaction.report import ProofResult, Survivor

_W: Final = f"{{{xml.W}}}"
_BEFORE: Final = MappingProxyType(
    {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\u2028", f"{_W}cr": "\u2028", f"{_W}noBreakHyphen": "-"}
)
# Words of the format itself, which every Word file has: no text of the source can stand in them.
_FIXED: Final = re.compile(
    r"https?://schemas\.(?:openxmlformats\.org|microsoft\.com)/[\w./-]*|application/(?:vnd\.openxmlformats-[\w.+-]*)"
    r"|application/xml"
    r"|(?:application/vnd\.openxmlformats-package\.[\w.+-]*)|image/png|rels|xml|png|preserve|compatibilityMode"
    r"|/?(?:word/)?(?:document|styles|numbering|settings|footnotes|endnotes|header\d+|footer\d+)\.xml"
    r"|/?docProps/(?:core|app)\.xml|(?:word/)?media/image\d+\.png|rId(?:Image)?\d+|b\d+|S\d+"
    r"|Picture \d+| (?:PAGE|NUMPAGES|SECTION|SECTIONPAGES) "
)
_NAMES: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/_rels/[a-z]+\d*\.xml\.rels|docProps/(?:core|app)\.xml"
    r"|word/(?:document|styles|numbering|settings|footnotes|endnotes|header\d+|footer\d+)\.xml|word/media/image\d+\.png"
)
_CODE: Final = re.compile(r' (?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TOC \\o "\d-\d" \\h \\z \\u) ')


def prove(data: bytes, matcher: Matcher, counts: Callable[[str, Match], bool]) -> ProofResult:
    """Search the bytes of an output; ``counts`` says whether a find in a text is a survivor or an open question."""
    survivors: list[Survivor] = []
    unread: list[str] = []
    register = matcher.register
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        for entry in entries:
            name = entry.filename
            if not _NAMES.fullmatch(name):
                survivors.append(Survivor("", name, "part that no output has"))
            if name.endswith(".png"):
                unread.append(name)
                continue
            tree = xml.parse(archive.read(entry), name)
            text, breaks = part_text(tree)
            attributes = "\n".join(_attributes(tree))
            found = [(one, "text") for one in matcher.find(text, breaks) if counts(text, one)]
            found += [(one, "attribute") for one in matcher.find(attributes) if counts(attributes, one)]
            survivors += [Survivor(one.identity_id, name, where) for one, where in found]
    terms = sum(len(identity.names) for identity in register.identities)
    return ProofResult(len(entries), terms, matcher.lexicon.variants, tuple(survivors), tuple(unread))


def part_text(tree: xml.Element) -> tuple[str, list[int]]:
    """All text of a part, glued per paragraph, paragraphs and cells parted; and where its runs part."""
    pieces: list[str] = []
    _glue(tree, pieces)
    return "".join(pieces), list(accumulate(map(len, pieces)))


def _glue(tree: xml.Element, pieces: list[str]) -> None:
    paragraph = f"{_W}p"
    for node in tree.iter():
        tag = node.tag
        if tag == paragraph:
            pieces.append("\n")
        elif tag in _BEFORE:
            parent = node.getparent()
            if parent is not None and parent.tag == f"{_W}r":
                pieces.append(_BEFORE[tag])
        elif tag == f"{_W}sym":
            pieces.append(chr(int(node.get(f"{_W}char") or "20", 16)))
        elif not tag.startswith(_W) and tag != f"{{{xml.M}}}t":
            pieces.append("\n")
        text = node.text
        if text and not (tag == f"{_W}instrText" and _CODE.fullmatch(text)):
            pieces.append(text)


def _attributes(tree: xml.Element) -> Iterable[str]:
    values = xml.attribute_values(tree)
    return sorted(one for one in values if not value_allowed(one) and not _FIXED.fullmatch(one))
