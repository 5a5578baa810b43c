"""The engine's own proof: the finished bytes are read again and every text and attribute is searched for every form."""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.matching.finder import Match, Matcher
from safermk_desktop.redaction.rebuild.allowed import BRITISH, value_allowed
from safermk_desktop.redaction.report import ProofResult, Survivor

_W: Final = f"{{{xml.W}}}"
_M: Final = f"{{{xml.M}}}"
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
DOTS: Final = "....."
_AROUND: Final = 30
# A language with its country (BCP 47), as w:lang has it: "en-GB", "pl-PL".
_COUNTRY: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?-[A-Z]{2}", re.ASCII)
_LANGUAGE: Final = "{http://purl.org/dc/elements/1.1/}language"
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
            text, breaks, paragraphs = part_text(tree)
            attributes = "\n".join(_attributes(tree))
            matches = matcher.find(text, breaks)
            for one in matches:
                if counts(text, one):
                    where = f"paragraph {max(bisect_right(paragraphs, one.start), 1)}"
                    survivors.append(Survivor(one.identity_id, name, where, _context(text, one, matches)))
            survivors += [
                Survivor(one.identity_id, name, "attribute")
                for one in matcher.find(attributes)
                if counts(attributes, one)
            ]
    terms = sum(len(identity.names) for identity in register.identities)
    return ProofResult(len(entries), terms, matcher.lexicon.variants, tuple(survivors), tuple(unread))


def dotted(text: str, matches: Iterable[Match]) -> str:
    """A stretch of text on one line with dots for each find, and without the words that its ends may have cut."""
    for one in sorted(matches, reverse=True):
        text = text[: one.start] + DOTS + text[one.end :]
    words = text.split()
    return " ".join(word for at, word in enumerate(words) if 0 < at < len(words) - 1 or DOTS in word)


def _context(text: str, match: Match, matches: Sequence[Match]) -> str:
    first, last = max(match.start - _AROUND, 0), match.end + _AROUND
    near = [
        one._replace(start=max(one.start, first) - first, end=min(one.end, last) - first)
        for one in matches
        if one.end > first and one.start < last
    ]
    return dotted(text[first:last], near)


def part_text(tree: xml.Element) -> tuple[str, list[int], list[int]]:
    """All text of a part, glued per paragraph, paragraphs and cells parted; where runs part and paragraphs begin."""
    pieces: list[str] = []
    paragraphs: list[int] = []
    _glue(tree, pieces, paragraphs)
    ends = list(accumulate(map(len, pieces)))
    return "".join(pieces), ends, [ends[at] for at in paragraphs]


def _glue(tree: xml.Element, pieces: list[str], paragraphs: list[int]) -> None:
    paragraph = f"{_W}p"
    for node in tree.iter():
        tag = node.tag
        if tag == paragraph:
            paragraphs.append(len(pieces))
            pieces.append("\n")
        elif tag in _BEFORE:
            parent = node.getparent()
            if parent is not None and parent.tag == f"{_W}r":
                pieces.append(_BEFORE[tag])
        elif tag == f"{_W}sym":
            pieces.append(chr(int(node.get(f"{_W}char") or "20", 16)))
        elif not tag.startswith((_W, _M)):
            pieces.append("\n")
        text = node.text
        if text and not _is_of_the_format(tag, text):
            pieces.append(text)


def _is_of_the_format(tag: str, text: str) -> bool:
    """A field's own code, and the language of the copy: its country is no Grace Brown's initials."""
    return (tag == f"{_W}instrText" and _CODE.fullmatch(text) is not None) or (tag == _LANGUAGE and text == BRITISH)


def _attributes(tree: xml.Element) -> Iterable[str]:
    values = xml.attribute_values(tree)
    plain = (one for one in values if not value_allowed(one) and not _FIXED.fullmatch(one))
    return sorted(one for one in plain if not _COUNTRY.fullmatch(one))
