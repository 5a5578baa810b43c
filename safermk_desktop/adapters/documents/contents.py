"""The lines of a table of contents become links to the headings of the same words (ECMA-376 part 1, 17.16.22)."""

from __future__ import annotations

from typing import Final

from safermk_desktop.redaction.xml import Element, loose, sub
from safermk_desktop.redaction.xml import W as WORD

W: Final = f"{{{WORD}}}"


def link_contents(root: Element) -> None:
    """Bookmark each first-level heading that a line of the contents names, and make that line a link to it."""
    paragraphs = list(root.iter(f"{W}p"))
    headings: dict[str, Element] = {}
    for paragraph in paragraphs:
        if _style(paragraph) == "Heading1":
            headings.setdefault(_text(paragraph), paragraph)
    number = 0
    for paragraph in paragraphs:
        heading = headings.get(_text(paragraph)) if _style(paragraph) == "TOC1" else None
        if heading is not None:
            number += 1
            _bookmark(heading, number)
            _link(paragraph, number)


def _bookmark(heading: Element, number: int) -> None:
    start, end = loose(f"{W}bookmarkStart"), sub(heading, f"{W}bookmarkEnd")
    start.set(f"{W}id", str(number))
    start.set(f"{W}name", f"_Toc{number:08}")
    end.set(f"{W}id", str(number))
    heading.insert(next(place for place, child in enumerate(heading) if child.tag != f"{W}pPr"), start)


def _link(line: Element, number: int) -> None:
    """Wrap the runs that show text; the runs of the field around the contents stay outside."""
    runs = [run for run in line if run.tag == f"{W}r" and run.find(f"{W}t") is not None]
    link = loose(f"{W}hyperlink")
    link.set(f"{W}anchor", f"_Toc{number:08}")
    link.set(f"{W}history", "1")
    line.insert(line.index(runs[0]), link)
    link.extend(runs)


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def _text(paragraph: Element) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
