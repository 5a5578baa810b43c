"""What is seen of a real file and of its redacted copy, paragraph for paragraph, by a reader of the tests' own."""

from __future__ import annotations

import difflib
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import docx
import pytest

from safermk_desktop.errors import SafermkError
from safermk_desktop.redaction.engine import redact
from safermk_desktop.redaction.register import Identity, Register
from tests.redaction.visible_text import HEAD_ROW, Paragraph, Seen, Table, look, plain
from tests.redaction.word_files import p, part, r, word_file
from tests.scale import SOAK, tell
from tests.shared import shared_folder

PUBLISHED: Final = "[name]"
STANDS_FOR: Final = re.compile(r"\[name\](?:[’']?s\b)?", re.IGNORECASE)
NOTES: Final = re.compile(r"\[(?:picture|chart|diagram|attachment) removed\]")
NOBODY: Final = "Zebediah Quillfeather"
_FAR: Final = 40
CHOSEN: Final = (
    "002_", "005_", "025_", "037_", "048_", "052_", "085_", "094_", "087_", "186_", "213_", "401_",
)  # fmt: skip


def folder() -> Path:
    """The real files."""
    return shared_folder() / "corpora" / "word" / "real"


def words_of() -> dict[str, list[str]]:
    """The words to redact in each file that is listed."""
    terms = json.loads((folder() / "TERMS.json").read_text("utf-8"))
    return {name: list(dict.fromkeys(one["visible"] + one["elsewhere"])) for name, one in terms.items()}


def people(words: Sequence[str]) -> Register:
    """One person for each word."""
    return Register(tuple(Identity(f"p{at}", "person", "", (word,), PUBLISHED) for at, word in enumerate(words)))


@dataclass
class Difference:
    """How one copy differs from its source."""

    counted: int = 0
    with_text: int = 0
    kinds: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    structure: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def compare(before: Seen, after: Seen, words: Sequence[str]) -> Difference:
    """Every difference that is no replacement of one of the words."""
    found = Difference()
    for story in dict.fromkeys([*before.paragraphs, *after.paragraphs]):
        ours, theirs = before.paragraphs.get(story, []), after.paragraphs.get(story, [])
        # hidden text does not count: a paragraph of nothing else may be there or not
        ours = [one for one in ours if one.text.strip() or not one.hides]
        last = ""
        for one, other in _pairs(ours, theirs, words):
            if one is not None:
                found.counted += 1
                found.with_text += bool(one.text.strip())
            difference = _told(one, other, words)
            if difference:
                found.kinds.append((story, difference + _reason(last, one, words)))
            if one is not None and other is not None:
                found.structure += [(story, told) for told in _marks(one, other, words)]
            last = one.text if one is not None else last
    theirs = [_heads_of(one, other) for one, other in zip(before.tables, after.tables, strict=False)]
    if before.tables != [*theirs, *after.tables[len(theirs) :]]:
        found.structure.append(("tables", _first(before.tables, theirs)))
    if before.sections != after.sections:
        found.structure.append(("sections", _first(before.sections, after.sections)))
    return found


def _heads_of(ours: Table, theirs: Table) -> Table:
    """The shape of a table in the copy, without the head row that was marked there and not in the source."""
    if theirs[:1] and ours[:1] and theirs[0][:-1] == ours[0][:-1] and theirs[0][-1] == HEAD_ROW:
        return (ours[0], *theirs[1:])
    return theirs


def _first(ours: Sequence[object], theirs: Sequence[object]) -> str:
    at = next((at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), "end")
    shown = f"{ours[at]} -> {theirs[at]}" if isinstance(at, int) else ""
    return f"{len(ours)} -> {len(theirs)}, first at {at}: {shown}"


def _told(one: Paragraph | None, other: Paragraph | None, words: Sequence[str]) -> str:
    if one is None:
        return "" if other is None or not _bare(other) else f"new: {_bare(other)[:60]!r}"
    if other is None:
        return f"lost: {one.text[:60]!r}"
    return "" if same(one.text, other.text, words) else f"{one.text[:200]!r} -> {other.text[:200]!r}"


def _reason(last: str, one: Paragraph | None, words: Sequence[str]) -> str:
    ours = "" if one is None else one.text
    over = [word for word in words if _letters(word) in _letters(last + ours) and _letters(word) not in _letters(ours)]
    return ", because one of the words stood over the end of the paragraph before" if over else ", without a reason"


def _marks(one: Paragraph, other: Paragraph, words: Sequence[str]) -> Iterator[str]:
    if one.heading != other.heading:
        yield f"heading {one.heading} -> {other.heading}"
    if one.level != other.level or not same(one.number, other.number, words):
        yield f"list {one.level} {one.number!r} -> {other.level} {other.number!r}"
    if [kind for kind, _ in one.notes] != [kind for kind, _ in other.notes]:
        yield f"notes {one.notes} -> {other.notes}"


def _bare(paragraph: Paragraph) -> str:
    return NOTES.sub("", paragraph.text).strip()


def _pairs(
    ours: list[Paragraph], theirs: list[Paragraph], words: Sequence[str]
) -> Iterator[tuple[Paragraph | None, Paragraph | None]]:
    """Walk both stories side by side; where they part, the nearest place where they meet again."""
    at = to = 0
    while at < len(ours) or to < len(theirs):
        if at < len(ours) and to < len(theirs) and same(ours[at].text, theirs[to].text, words):
            yield ours[at], theirs[to]
            at, to = at + 1, to + 1
            continue
        left, right = _meeting(ours[at:], theirs[to:], words)
        for step in range(max(left, right)):
            yield (
                ours[at + step] if step < left else None,
                theirs[to + step] if step < right else None,
            )
        at, to = at + left, to + right


def _meeting(ours: list[Paragraph], theirs: list[Paragraph], words: Sequence[str]) -> tuple[int, int]:
    for far in range(1, _FAR):
        for left in range(far + 1):
            here, there = ours[left : left + 2], theirs[far - left : far - left + 2]
            if here and len(here) == len(there) and all(
                same(one.text, other.text, words) for one, other in zip(here, there, strict=True)
            ):  # fmt: skip
                return left, far - left
    return len(ours), len(theirs)


def same(before: str, after: str, words: Sequence[str]) -> bool:
    """Whether the second text is the first with some of the words, in any form, replaced; notes of ours set aside."""
    ours, theirs = plain(before), NOTES.sub("", plain(after))
    if ours == theirs or ours == plain(after):
        return True
    pieces = STANDS_FOR.split(theirs)
    if len(pieces) == 1:
        return False
    found = re.fullmatch("(.{1,80}?)".join(re.escape(piece) for piece in pieces), ours, re.DOTALL)
    return found is not None and all(_stood_for(gap, words) for gap in found.groups())


def _stood_for(gap: str, words: Sequence[str]) -> bool:
    letters = _letters(gap)
    if any(_letters(word) in letters for word in words):
        return True
    parts = [_letters(part) for part in [gap, *re.split(r"\W+", gap)]]
    return any(difflib.SequenceMatcher(None, _letters(word), part).ratio() >= 0.7 for word in words for part in parts)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def files() -> list[Path]:
    """Every real file in a soak, the chosen ones else."""
    every = sorted(path for path in folder().iterdir() if path.suffix == ".docx")
    return every if SOAK else [path for path in every if path.name.startswith(CHOSEN)]


def copied(path: Path, words: Sequence[str]) -> bytes | None:
    """The redacted copy, or None where the file is refused."""
    try:
        return redact(path.read_bytes(), people(words)).data
    except SafermkError:
        return None


@pytest.mark.soak("faithful")
def test_a_reader_sees_the_same_paragraphs_and_the_same_structure() -> None:
    words = words_of()
    counted = with_text = tried = 0
    told: list[str] = []
    structure: list[str] = []
    for path in files():
        asked = words.get(path.name, [NOBODY])
        copy = copied(path, asked)
        if copy is None:
            continue
        docx.Document(io.BytesIO(copy))
        difference = compare(look(path.read_bytes()), look(copy), asked)
        tried += 1
        counted += difference.counted
        with_text += difference.with_text
        told += [f"{path.name} {story}: {one}" for story, one in difference.kinds]
        structure += [f"{path.name} {story}: {one}" for story, one in difference.structure]
    by_file = Counter(line.split()[0] for line in told)
    for line in [*told, *structure]:
        print(line)
    tell(
        f"{tried} files, {counted} paragraphs ({with_text} with text): {len(told)} differ in {len(by_file)} files"
        f" ({100 - 100 * len(told) / counted:.3f} % the same); {len(structure)} differences of structure"
    )
    assert len(told) <= 0.005 * with_text
    assert not [line for line in told if line.endswith("without a reason")]
    assert not structure


def listed(text: str, number: str) -> str:
    """A paragraph of a list."""
    return p(r(text), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def small(body: str, section: str = "") -> Seen:
    """A small file as it is seen, with two lists, two heading styles, a note and a header."""
    level = '<w:abstractNum w:abstractNumId="{0}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{1}"/>'
    lists = "".join(
        f'{level.format(at, kind)}<w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>'
        for at, kind in enumerate(("decimal", "lowerRoman"))
    ) + "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(2))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{at}"><w:name w:val="heading {at}"/></w:style>' for at in (1, 2)
    )
    parts = {
        "styles.xml": ("styles", part("styles", styles)),
        "numbering.xml": ("numbering", part("numbering", lists)),
        "footnotes.xml": ("footnotes", part("footnotes", f'<w:footnote w:id="2">{p(r("Note"))}</w:footnote>')),
        "header1.xml": ("header", part("hdr", p(r("Above")))),
    }
    return look(word_file(body + f'<w:sectPr>{section}<w:pgSz w:w="100" w:h="200"/></w:sectPr>', parts=parts))


NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
HEADER = '<w:headerReference w:type="default" r:id="rId4"/>'
ROW = f"<w:tr><w:tc>{p(r('c'))}</w:tc></w:tr>"
HEADING = p(r("One"), '<w:pStyle w:val="H1"/>')
WHOLE = HEADING + p(r("Two") + NOTE) + listed("a", "1") + listed("b", "1") + f"<w:tbl>{ROW * 2}</w:tbl>"


def test_numbers_are_counted_as_they_are_shown() -> None:
    body = small(WHOLE + listed("c", "2") + listed("d", "2") + listed("e", "1")).paragraphs["body"]
    assert [one.number for one in body if one.number] == ["(1)", "(2)", "(i)", "(ii)", "(3)"]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("", "", ""),
        ("One", "[name]", ""),
        ("Two", "[name]", "body"),
        ("Two", "Twos", "body"),
        ("Two", "", "body"),
        (HEADING, "", "body"),
        ('"H1"', '"H2"', "body"),
        (listed("b", "1"), listed("b", "2"), "body"),
        (listed("b", "1"), p(r("b")), "body"),
        (ROW * 2, ROW, "tables"),
        (ROW * 2, ROW + ROW.replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'), "tables"),
        (NOTE, "", "body"),
        (HEADER, "", "sections"),
        (HEADER, HEADER.replace("default", "even"), "sections"),
    ],
)
def test_the_measure_sees_what_differs(old: str, new: str, where: str) -> None:
    before = small(WHOLE, HEADER)
    after = small(WHOLE.replace(old, new) if old else WHOLE, HEADER.replace(old, new) if old else HEADER)
    found = compare(before, after, ["Ones"])
    places = [story for story, _ in [*found.kinds, *found.structure]]
    assert (where in places) if where else places == []
