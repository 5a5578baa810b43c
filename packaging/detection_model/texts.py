"""Texts to learn from: sentences that are made up, and marked texts whose names are drawn anew each time."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from safermk_desktop.redaction.detection.model.features import Lists
from safermk_desktop.redaction.detection.model.tokens import folded, tokens

HERE: Final = Path(__file__).resolve().parent
CLASSES: Final = ("other", "person", "place", "organisation", "occupation", "demographic", "quantity", "thing", "aside")
"""``aside`` is what patterns find (dates, references, contacts): learnt, so as not to be taken for another class."""
OF_TYPE: Final = {
    "PERSON": 1, "LOC": 2, "ORG": 3, "DEM": 5, "QUANTITY": 6, "MISC": 7, "CODE": 8, "DATETIME": 8, "TITLE": 0,
}  # fmt: skip
OF_SLOT: Final = {
    slot: kind
    for kind, slots in enumerate(
        (
            "t rel w wc v vc p month year vague drug handle",
            "f s i inits",
            "place venue miles addr country",
            "org worship firmname church smallorg pubname defined",
            "occ occs occlong",
            "nat faith cond children sib age agew yrs months class subject natlong grad preg demlong harm living home",
            "num times weight measure percent money counted sentence",
            "car thing saying weapon hiding title deed benefit crime",
            "n day when weekly clock",
        )
    )
    for slot in slots.split()
}
"""The class of what fills a slot."""
_SLOT: Final = re.compile(r"\{([a-z_]+?)\d?\}")
_INNER: Final = re.compile(r"<([a-z]+)>")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Marked:
    """A text and its marks: start, end, class."""

    text: str
    marks: tuple[tuple[int, int, int], ...]


def read_lists() -> dict[str, list[str]]:
    """The general lists by section."""
    lines = (HERE / "lists.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ", 1) for line in lines if " = " in line and not line.startswith("#"))
    return {name: [entry.strip() for entry in entries.split(",")] for name, entries in pairs}


class Sentences:
    """Sentences filled from the general lists, one person's name in many forms."""

    def __init__(self, chance: random.Random, lists: Lists) -> None:
        self._chance = chance
        self._words = read_lists()
        self._forenames, self._surnames = sorted(lists.forenames), sorted(lists.surnames)
        british = [name for name in self._surnames if name in lists.proper]
        self._known = [name for name in self._forenames if name in lists.proper], british
        # Names that are words too, the hardest in small letters.
        self._words_too = [name for name in (*self._forenames, *self._surnames) if name in lists.ordinary]
        lines = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
        self._lines = [line for line in lines if line and not line.startswith("#")]

    def name(self, slot: str) -> str:
        """A forename or surname; half are British and common."""
        few, many = (self._known[0], self._forenames) if slot == "f" else (self._known[1], self._surnames)
        sort = self._chance.random()
        name = self._chance.choice(few if sort < 0.45 else self._words_too if sort < 0.6 else many)
        if self._chance.random() < 0.25:
            name = self._unlisted(slot)
        if self._chance.random() < 0.12:
            name = self._mistyped(name)
        return name[0].upper() + name[1:]

    def _unlisted(self, slot: str) -> str:
        """A name that the lists of names need not hold: short forms, peoples that they leave out, names joined."""
        draw, words = self._chance.choice, self._words
        if slot == "s":
            return draw(words["moresur"])
        people = draw(("sikh", "yoruba", "more", "more"))
        return draw(words[people]) + (draw(words[f"{people}end"]) if people != "more" else "")

    def made(self, count: int) -> Iterator[Marked]:
        """Paragraphs of one to four sentences."""
        for _ in range(count):
            parts = [self._sentence() for _ in range(self._chance.randint(1, 4))]
            text, marks = "", []
            for part in parts:
                marks += [(a + len(text), b + len(text), c) for a, b, c in part.marks]
                text += part.text + self._chance.choice((" ", " ", " ", "\n"))
            yield Marked(text, tuple(marks))

    def _sentence(self) -> Marked:
        line = self._chance.choice(self._lines)
        capitals = sum(letter.isupper() for letter in line) > 12
        text, marks, at = "", [], 0
        for slot in _SLOT.finditer(line):
            text += line[at : slot.start()]
            at = slot.end()
            kind, filled = slot[1], self._filled(slot[1])
            if kind.startswith("a_"):
                text, kind = text + _article(filled), kind.removeprefix("a_")
            if capitals:
                filled = filled.upper()
            marks.append((len(text), len(text) + len(filled), OF_SLOT[kind]))
            text += filled
        return Marked(text + line[at:], tuple(mark for mark in marks if mark[2]))

    def _filled(self, slot: str) -> str:
        draw, words = self._chance.choice, self._words
        if slot in {"f", "s"}:
            return self.name(slot)
        if slot in {"w", "wc", "v", "vc"}:  # a word that is a name elsewhere, and none here
            word = draw(self._words_too)
            return word.capitalize() if slot.endswith("c") else word
        made = {"surname": lambda: self.name("s"), "place": self._place, "org": self._organisation}.get(slot)
        if made is not None:
            return made()
        if slot == "occs":
            return f"{self._filled('occ')}s"
        entry = draw(words[slot.removeprefix("a_")]).replace("|", ",")
        return _INNER.sub(lambda inner: self._filled(inner[1]), entry)

    def _place(self) -> str:
        draw, words, sort = self._chance.choice, self._words, self._chance.random()
        if sort < 0.35:
            return draw(words["town"])
        village = draw(words["start"]) + draw(words["end"])
        if sort < 0.6:
            return village
        head = village if sort < 0.8 else self.name("s")
        street = f"{head} {draw(words['street'])}"
        return street if self._chance.random() < 0.5 else f"{draw(words['n'])} {street}"

    def _organisation(self) -> str:
        draw, words, chance = self._chance.choice, self._words, self._chance
        head = chance.choice((draw(words["start"]) + draw(words["end"]), self.name("s"), draw(words["town"])))
        if chance.random() < 0.12:
            return f"the {draw(words['pub'])}"
        return f"{head} {draw(words[draw(('school', 'surgery', 'firm', 'club'))])}"

    def _mistyped(self, word: str) -> str:
        at = self._chance.randrange(len(word))
        return word[:at] + self._chance.choice(("", word[at] * 2, self._chance.choice("aeioulnrst"))) + word[at + 1 :]


def _article(filled: str) -> str:
    if filled.startswith(("a ", "an ", "the ")):
        return ""
    return "an " if filled[0] in "aeiouAEIOU" else "a "


def read_marked(path: Path, occupations: frozenset[str]) -> list[Marked]:
    """The texts of a marked corpus; a demographic mark that ends in an occupation is one."""
    found: list[Marked] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        marks: list[tuple[int, int, int]] = []
        for mention in row["mentions"]:
            start, end = mention["start"], mention["end"]
            kind = OF_TYPE.get(mention["type"], 0)
            words = row["text"][start:end].lower().split()
            if kind == 5 and words and words[-1].rstrip("s") in occupations:
                kind = 4
            marks.append((start, end, kind))
        found.append(Marked(row["text"], tuple(sorted(marks))))
    return found


class Others:
    """The other names of one text, the same part of a name always the same other part."""

    def __init__(self, sentences: Sentences, lists: Lists, chance: random.Random) -> None:
        self._sentences, self._lists, self._chance = sentences, lists, chance
        self._others: dict[str, str] = {}

    def instead(self, word: str, *, person: bool, last: bool) -> str:
        """The other part, in the case of the first; ordinary words of places and organisations stay."""
        key = folded(word)
        if not person and (word.islower() or key in self._lists.ordinary):
            return word
        if len(word) == 1:
            return self._chance.choice("ABCDEFGHJKLMNPRSTW") if word.isupper() else word
        if key not in self._others:
            surname = last and key not in self._lists.forenames
            self._others[key] = self._sentences.name("s" if surname else "f")
        name = self._others[key]
        return name.upper() if word.isupper() else name.lower() if word.islower() else name


def renamed(marked: Marked, sentences: Sentences, lists: Lists, chance: random.Random) -> Marked:
    """The text with other names: the same part of a name becomes the same other part throughout."""
    others = Others(sentences, lists, chance)
    text, marks, at = "", [], 0
    for start, end, kind in marked.marks:
        if start < at:
            continue
        text += marked.text[at:start]
        piece = marked.text[start:end]
        if kind in {1, 2, 3}:
            parts = [m.span() for m in _WORD.finditer(piece)]
            for a, b in reversed(parts):
                piece = piece[:a] + others.instead(piece[a:b], person=kind == 1, last=b == len(piece)) + piece[b:]
        marks.append((len(text), len(text) + len(piece), kind))
        text, at = text + piece, end
    return Marked(text + marked.text[at:], tuple(marks))


def recased(marked: Marked, chance: random.Random) -> Marked:
    """The text as it is, in small letters or in capitals, whole or its names alone, paragraph by paragraph."""
    text = list(marked.text)
    lines = [m.span() for m in re.finditer(r"[^\n]+", marked.text)]
    sort = 0.0
    for number, (start, end) in enumerate(lines):
        if number % 6 == 0:
            sort = chance.random()
        if sort < 0.3:
            continue
        if sort < 0.62 or sort > 0.93:
            spans = [(a, b) for a, b, kind in marked.marks if start <= a < end and (kind == 1 or sort < 0.4)]
        else:
            spans = [(start, end)]
        for a, b in spans:
            for place in range(a, b):
                letter = text[place]
                changed = letter.upper() if sort > 0.84 else letter.lower()
                text[place] = changed if len(changed) == 1 else letter
    return Marked("".join(text), marked.marks)


def disturbed(words: list[str], classes: list[int], lists: Sequence[str], chance: random.Random) -> None:
    """Some other words become rare dictionary words or are mistyped, so that rare alone is no name."""
    for at, (word, kind) in enumerate(zip(words, classes, strict=True)):
        if kind or len(word) < 4 or not word.islower() or chance.random() > 0.03:
            continue
        if chance.random() < 0.6:
            words[at] = chance.choice(lists)
        else:
            cut = chance.randrange(1, len(word) - 1)
            swapped = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
            words[at] = chance.choice((swapped, word[:cut] + word[cut + 1 :]))


def classed(marked: Marked) -> tuple[list[str], list[int]]:
    """The tokens of a marked text and the class of each."""
    words: list[str] = []
    classes: list[int] = []
    marks, at = sorted(marked.marks), 0
    for token in tokens(marked.text, 0, len(marked.text)):
        while at < len(marks) and marks[at][1] <= token.start:
            at += 1
        inside = at < len(marks) and marks[at][0] < token.end and token.start < marks[at][1]
        words.append(token.text)
        classes.append(marks[at][2] if inside else 0)
    return words, classes
