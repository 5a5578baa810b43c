"""The letter of the Quality Assurance Panel read as text: its outcome, its days, and its points in their order.

Only the shape of such a letter is relied on (domain 3.7): numbered areas with sub-bullets, a sentence that tells the
outcome, the day the panel met. A person looks at what was read before anything is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from safermk_desktop.domain.home_office import QaOutcome

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAY: Final = rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(MONTHS)}),?\s+(\d{{4}})"
_DATE: Final = re.compile(_DAY, re.IGNORECASE)
_DATED: Final = re.compile(
    rf"\s*(?:date[d:]*\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?{_DAY}\s*", re.IGNORECASE
)
_MET: Final = re.compile(r"\b(?:met|meeting|considered|discussed|reviewed|assessed)\b", re.IGNORECASE)

_STRONG: Final = re.compile(
    r"\s*(?:(?:area|point|item|issue|comment|theme)\s+)?(\d{1,2})(?:[.)]|:(?=\s)|(?=\t))\s*(?!\d)(.*)",
    re.DOTALL | re.IGNORECASE,
)
_BRACKETED: Final = re.compile(r"\s*\((\d{1,2})\)\s*(.*)", re.DOTALL)
_WEAK: Final = re.compile(rf"\s*(\d{{1,2}})\s+(?!(?:{'|'.join(MONTHS)})\b)(.*)", re.DOTALL | re.IGNORECASE)
_BULLET: Final = re.compile(
    r"\s*(?:[•·●○◦▪■□‣\u2043∙\uf0b7\uf0a7*]\s*|[-\u2013\u2014]\s+|o\s+|\(?[a-z]\)\s*|[a-z]\.\s+|\(?[ivx]{1,4}\)\s*"
    r"|\d{1,2}\.\d{1,2}[.)]?\s+|\(\d{1,2}\)\s*)(.*)",
    re.DOTALL,
)
_TYPED: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)[.)]?\s+(\S.*)")
_FAREWELL: Final = re.compile(r"\s*(?:yours|(?:kind |best |with )*(?:regards|wishes))\b", re.IGNORECASE)
_CLOSES: Final = re.compile(
    r"\s*(?:please\b|thank|once\b|on (?:completion|behalf)|when (?:these|this|the|you|it)\b|if you\b|should you\b"
    r"|following\b|(?:we|i) (?:would|will|should|shall|look|hope|am|are|trust|wish|have copied|note that)\b"
    r"|(?:a|\d+|one|two) cop(?:y|ies)\b|this letter\b|for (?:further|any|your)\b|further information|finally\b"
    r"|in conclusion|overall\b|the (?:home office|secretariat|dhr team)|the (?:quality assurance |qa )?panel "
    r"(?:was|is|were|would|will|looks|hopes|also (?:thanks|thanked|wishes)|thanks|thanked|commend))",
    re.IGNORECASE,
)
"""How a letter goes on after its last area. Whatever reads otherwise is taken for the area's: a person looks at it."""
_SKIPPED: Final = 2
"""How many figures a letter may leave out: one that counts 1, 2, 4 has three areas."""
WRAPPED_BY: Final = 100
"""A text whose every line is at most as long was wrapped by whoever wrote it: a line may go on in the next."""

_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[\"'“\u2018(]?[A-Z0-9])")
_NOT_AGAIN: Final = re.compile(r"\b(?:not|no|without)\b[^.]*\b(?:again|resub\w+|re-sub\w+)", re.IGNORECASE)
_AGAIN: Final = re.compile(r"\bre-?submi|\bsubmi\w+\b[^.]*\bagain\b|\bagain\b[^.]*\bsubmi", re.IGNORECASE)
_UNREADY: Final = re.compile(
    r"\b(?:not|cannot|unable)\b[^.]*\b(?:ready|fit|suitable|cleared?|content|agree\w*|be)\b[^.]*\bpubli", re.IGNORECASE
)
_CLEARED: Final = re.compile(
    r"\b(?:may|can|could|should now|to)\s+(?:now\s+)?be\s+published\b|\b(?:content|happy|satisfied|agree[ds]?|ready"
    r"|suitable|fit|cleared|approved)\b[^.]*\bpubli(?:sh|cation)",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"\b(?:once|when|after|following|subject to|on completion|upon|provided|as soon as)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QaItem:
    """One point. ``number`` is as it stands; a sub-point has that of its area, a point and its place ("2.1")."""

    number: str
    text: str
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QaText:
    """What was read in a letter; what it does not say is empty or ``None``."""

    outcome: QaOutcome
    outcome_sentence: str
    panel_on: date | None
    dated: date | None
    items: tuple[QaItem, ...]

    @property
    def areas(self) -> int:
        """How many points are areas of their own."""
        return sum(not item.parent for item in self.items)


class _Block(NamedTuple):
    """A paragraph: its text on one line, and whether a blank line stands before it. ``raw`` keeps its marks."""

    raw: str
    follows_blank: bool

    @property
    def text(self) -> str:
        return " ".join(self.raw.split())


def read_qa_letter(text: str) -> QaText:
    """Read a letter: plain text, as it was pasted or as the reader of Word files gives it."""
    blocks = tuple(_blocks(text))
    sentences = tuple(sentence for block in blocks for sentence in _SENTENCE.split(block.text))
    outcome, told = _outcome(sentences)
    told_at = next((at for at, block in enumerate(blocks) if told and told in block.text), 0)
    return QaText(
        outcome=outcome,
        outcome_sentence=told,
        panel_on=_panel_day(sentences),
        dated=next((_day(found) for block in blocks if (found := _DATED.fullmatch(block.raw))), None),
        items=_items(blocks, told_at),
    )


def typed_items(lines: Sequence[str]) -> tuple[QaItem, ...]:
    """Points as a person wrote or mended them, one to a line: "2 text", "2.1 text"; without a number the next one."""
    found: list[QaItem] = []
    for line in lines:
        mark = _TYPED.fullmatch(line.strip())
        number = mark[1] if mark else str(sum(not item.parent for item in found) + 1)
        found.append(
            QaItem(
                number=number, text=mark[2] if mark else line.strip(), parent=number.partition(".")[0] * ("." in number)
            )
        )
    return tuple(found)


def written_items(items: Sequence[QaItem]) -> str:
    """Points in the form that ``typed_items`` reads."""
    return "\n".join(f"{item.number} {item.text}" for item in items)


def _blocks(text: str) -> Iterator[_Block]:
    """The paragraphs, wrapped lines joined."""
    lines = text.replace("\u2028", "\n").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    widest = max(map(len, lines))
    held, is_after_blank, before = "", True, ""
    for line in lines:
        if not line.strip():
            if held:
                yield _Block(held, is_after_blank)
            held, before, is_after_blank = "", "", True
        elif held and _goes_on(before, line, widest):
            held, before = f"{held} {line.strip()}", line
        else:
            if held:
                yield _Block(held, is_after_blank)
                is_after_blank = False
            held, before = line, line
    if held:
        yield _Block(held, is_after_blank)


def _goes_on(before: str, line: str, widest: int) -> bool:
    """Whether a line goes on with the one before: it carries no mark, and its first word had no room there."""
    if _STRONG.fullmatch(line) or _BULLET.fullmatch(line):
        return False
    first = line.split(maxsplit=1)[0]
    if widest <= WRAPPED_BY and len(before.rstrip()) + 1 + len(first) > widest:
        return True
    return first[0].islower()


def _items(blocks: Sequence[_Block], told_at: int) -> tuple[QaItem, ...]:
    """The points: those of the numbered lists after the outcome where there is one, else of all, else the bullets."""
    for mark in (_STRONG, _BRACKETED, _WEAK):
        starts = _numbered(blocks, mark)
        if mark is _WEAK and len(starts) < 2:
            break
        after = [at for at in starts if at >= told_at]
        if after and _value(blocks[after[0]], mark) == 1:
            starts = after
        if starts:
            return tuple(_areas(blocks, starts, mark))
    return tuple(_bulleted(blocks, told_at))


def _value(block: _Block, mark: re.Pattern[str]) -> int:
    found = mark.fullmatch(block.raw)
    return int(found[1]) if found and found[2].strip() else 0


def _numbered(blocks: Sequence[_Block], mark: re.Pattern[str]) -> list[int]:
    """Where areas begin: figures that count on from 1. A figure far out of turn begins nothing, nor does a date.

    A marked figure that comes twice, or after one that was left out, begins an area: a letter may be numbered wrongly.
    """
    starts: list[int] = []
    last = 0
    for at, block in enumerate(blocks):
        value = 0 if _DATED.fullmatch(block.raw) else _value(block, mark)
        is_near = mark is not _WEAK and last and last <= value <= last + 1 + _SKIPPED
        if value and (value in {last + 1, 1} or is_near):
            starts.append(at)
            last = value
    return starts


def _areas(blocks: Sequence[_Block], starts: Sequence[int], mark: re.Pattern[str]) -> Iterator[QaItem]:
    ends = [*starts[1:], len(blocks)]
    under_headings = len(starts) > 1 and all(_is_plain(blocks[start + 1]) for start in starts[:-1])
    for start, end in zip(starts, ends, strict=True):
        is_last = end == len(blocks) or _value(blocks[end], mark) == 1
        found = mark.fullmatch(blocks[start].raw)
        if found is None:
            continue
        is_heading = under_headings and not found[2].rstrip().endswith((".", "!", "?"))
        yield from _area(found[1], found[2], blocks[start + 1 : end], is_last=is_last, is_heading=is_heading)


def _area(number: str, text: str, rest: Sequence[_Block], *, is_last: bool, is_heading: bool) -> Iterator[QaItem]:
    """An area and its sub-points. An unmarked paragraph goes on with what stands before it, but in the last area ends
    the list where it reads as the letter going on. Right below a heading it is what the area asks for."""
    found = [QaItem(number=number, text=" ".join(text.split()))]
    for at, block in enumerate(rest):
        sub = _BULLET.fullmatch(block.raw)
        if sub and sub[1].strip():
            place = f"{number}.{len(found)}"
            found.append(QaItem(number=place, text=" ".join(sub[1].split()), parent=number))
        elif is_last and _ends_the_list(block, is_asked=is_heading and at == 0):
            break
        else:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {block.text}")
    yield from found


def _is_plain(block: _Block) -> bool:
    """Whether a paragraph bears no mark of a point or a sub-point."""
    return not (_BULLET.fullmatch(block.raw) or _STRONG.fullmatch(block.raw) or _BRACKETED.fullmatch(block.raw))


def _ends_the_list(block: _Block, *, is_asked: bool) -> bool:
    """Whether a paragraph closes the letter, or tells its outcome or its day, and belongs to no area."""
    if _FAREWELL.match(block.raw) or _DATED.fullmatch(block.raw) or (_CLOSES.match(block.raw) and not is_asked):
        return True
    return any(form.search(block.text) for form in (_AGAIN, _UNREADY, _CLEARED))


def _bulleted(blocks: Sequence[_Block], told_at: int) -> Iterator[QaItem]:
    """The bullets after the outcome and before the farewell, where the letter numbers nothing."""
    number = 0
    for block in blocks[told_at + 1 :]:
        found = _BULLET.fullmatch(block.raw)
        if found and found[1].strip():
            number += 1
            yield QaItem(number=str(number), text=" ".join(found[1].split()))
        elif _FAREWELL.match(block.raw):
            break


def _outcome(sentences: Sequence[str]) -> tuple[QaOutcome, str]:
    """The outcome and the sentence that tells it: a call for another submission, else leave to publish."""
    for sentence in sentences:
        if _AGAIN.search(sentence) and not _NOT_AGAIN.search(sentence):
            return QaOutcome.RESUBMIT, sentence
    for sentence in sentences:
        if _UNREADY.search(sentence):
            return QaOutcome.RESUBMIT, sentence
    for sentence in sentences:
        if _CLEARED.search(sentence):
            after = QaOutcome.PUBLISH_AFTER_CHANGES if _AFTER.search(sentence) else QaOutcome.PUBLISH
            return after, sentence
    return QaOutcome.OTHER, ""


def _panel_day(sentences: Sequence[str]) -> date | None:
    for sentence in sentences:
        told = _MET.search(sentence) if "panel" in sentence.casefold() else None
        found = _DATE.search(sentence, told.end()) if told else None
        if found:
            return _day(found)
    return None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), MONTHS.index(found[2].casefold()) + 1, int(found[1]))
    except ValueError:
        return None
