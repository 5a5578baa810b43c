"""The second leak check: does an identity of the register survive anywhere in a Word file?

It shares no code and no assumptions with the redaction engine: the standard library alone, its own zip walk, its own
lenient XML reader, its own folding, its own derivation of the forms of a name. It reads the bytes as handed over and
trusts nothing: no relationships, no content types, no central directory, no well-formedness. A text is folded (accents,
look-alikes, symbol fonts, invisible characters), matched word by word, then with all separators squeezed out. Nicknames
and typing errors are left to the engine. Pixels cannot be read: opaque parts are unread. Words: ``verifier_words.txt``.
Formats: ECMA-376 parts 1 and 2, APPNOTE.TXT (zip), MS-EMF 2.3.5 (text records).
"""

from __future__ import annotations

import base64
import bisect
import html
import json
import quopri
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

MAX_PART, MAX_TOTAL, MAX_DEPTH, MAX_SURVIVORS = 192 << 20, 512 << 20, 5, 5_000
BLOCK, TIMES = 5_040, 64  # letters of a long text that are one block; how often a block is looked at in a row
DOTS, AROUND, BORDER, APART = ".....", 40, "\x1e", "\n" * 13  # where runs meet in a word; between texts apart
Words = tuple[str, ...]
_Day = tuple[int, int, int, int, tuple[int, ...], bool]  # start, end, day, month, years; certainly a date
_Tag = tuple[str, str, tuple[tuple[str, str], ...]]  # "/" closes, "." stands alone, "" opens; local name; attributes


class RegisterUnusable(ValueError):
    """The rule that was broken, without a name; ``reason``: empty, replacement, invalid; ``entry``: 0, or from 1."""

    def __init__(self, rule: str, entry: int = 0, *, reason: str = "invalid") -> None:
        super().__init__(rule)
        self.reason, self.entry = reason, entry


class FileUnreadable(ValueError):
    """The file cannot be looked through; the message is encrypted, not_word, damaged or too_large."""


class Survivor(NamedTuple):
    """A place where an identity stands: its register id, the part, the place in it, the words around (name as dots)."""

    id: str
    part: str
    where: str
    context: str


class Verdict(NamedTuple):
    """What the check saw: ``clean`` means nothing certain was found; ``unread`` names the parts no program can read."""

    clean: bool
    found: tuple[Survivor, ...]
    review: tuple[Survivor, ...]
    unread: tuple[str, ...]
    parts: int
    terms: int

    def as_json(self) -> dict[str, Any]:
        """The object that ``safermk verify --json`` prints."""
        lists = {name: [one._asdict() for one in getattr(self, name)] for name in ("found", "review")}
        return self._asdict() | lists | {"unread": list(self.unread)}


LETTERS, NAMED, SURE, WORDY, WEAK = 4, 3, 2, 1, 0  # initials; in the register; derived; an ordinary word; a hint only
_FILE: Final = re.sub(r"(?m)^#.*$", "", Path(__file__).with_name("verifier_words.txt").read_text(encoding="utf-8"))
_LISTS: Final = MappingProxyType({m[1]: tuple(m[2].split()) for m in re.finditer(r"\[(\w+)\]\n([^\[]*)", _FILE)})
_SETS: Final = MappingProxyType({name: frozenset(words) for name, words in _LISTS.items()})
_COMMON, _NO_PART = _SETS["common"] | _SETS["ordinary"], _SETS["titles"] | _SETS["joiners"]
_ENDS: Final = tuple(tuple(filter(None, re.split("[:,]", row))) for row in _LISTS["streets"])
_SHORT: Final = MappingProxyType({one: tuple(two for two in row if two != one) for row in _ENDS for one in row})
_TABLE: Final = MappingProxyType(
    {ord(pair[0]): pair[1:] for pair in _LISTS["lookalikes"]}
    | {code: chr(code - 0xF000) for code in range(0xF020, 0xF0FF)}  # symbol fonts: the key that was typed
)
_INVISIBLE: Final = re.compile("[" + "".join(re.sub(r"(\w+)", r"\\U\1", pair) for pair in _LISTS["invisible"]) + "]+")
_ELISION, _WORD = re.compile(r"(?<![A-Za-z])([ODNMLodnml])'(?=[A-Za-z]{2})"), re.compile(r"[^\W\d_]+|\d+")
_TAGS: Final = re.compile(r"[#@]\w+(?:[.-]\w+)*|(?<!\w)(?<!\w[.+-])\w++(?:[.+-]\w++)*+(?=@)")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_ALNUM, _SQUEEZE = re.compile(r"[^\W_]"), re.compile(r"[\W_]+")
_CAMEL, _DOUBLE = re.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"), re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


def fold(text: str) -> str:
    """One spelling for all that a reader sees as the same letters; case is kept, and lower() keeps the length."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("´", "'"))
        text = re.sub(r"[^\D0-9]", lambda m: str(unicodedata.decimal(m[0])), _INVISIBLE.sub("", text.translate(_TABLE)))
        text = text if len(text.lower()) == len(text) else text.lower()
    text = text.replace("&", " and ")
    return _ELISION.sub(r"\1", text) if "'" in text else text


def shorter(text: str) -> str:
    """A long text without blocks that merely repeat those before: every stretch as long as a block is still in it."""
    if len(text) < 2 * BLOCK * TIMES:
        return text
    blocks = (text[at : at + BLOCK] for at in range(0, len(text), BLOCK))
    return "".join(one * min(sum(1 for _ in same), TIMES) for one, same in groupby(blocks))


def _words(text: str) -> Words:
    return tuple(_WORD.findall(fold(text).lower()))


def _rank(words: Iterable[str]) -> int:
    return WORDY if all(word in _COMMON or word in _SHORT or len(word) < 3 for word in words) else SURE


def _is_vocabulary(value: str) -> bool:
    words = (word.lower() for word in _WORD.findall(_CAMEL.sub(" ", value)) if not word.isdigit())
    return all(word in _SETS["vocabulary"] or word.removesuffix("s") in _SETS["vocabulary"] for word in words)


class _Form(NamedTuple):
    id: str
    words: Words
    rank: int
    glued: str  # the expression that finds it though a letter stands against it; empty where it is too short for that


class _Plan(NamedTuple):
    forms: tuple[_Form, ...]
    parts: Mapping[str, Words]  # the words of a person's names, by identity
    initials: Mapping[str, Words]
    days: Mapping[tuple[int, int, int], Words]
    keep: tuple[Words, ...]
    swaps: tuple[Words, ...]  # replacements
    policy: bool


def _load(register_json: str) -> dict[str, Any]:
    try:
        register = json.loads(register_json)
    except (ValueError, RecursionError) as error:
        raise RegisterUnusable("The register is not JSON.") from error
    for true, entry, rule in _rules(register):
        if not true:
            raise RegisterUnusable(rule, entry, reason="empty" if rule == "It is empty." else "invalid")
    return register


def _rules(register: Any) -> Iterator[tuple[bool, int, str]]:
    taken = {"dates"}
    yield register.__class__ is dict and register.get("identities").__class__ is list, 0, "It is no register."
    yield bool(register["identities"]), 0, "It is empty."
    yield register.get("version") == 1, 0, "The version is not 1."
    yield register.get("dates", "keep") in ("keep", "month_year", "year"), 0, "The rule for dates is unknown."
    yield _are_names(register.get("keep", [])), 0, "A phrase to keep is no text with letters."
    for entry, row in enumerate(register["identities"], 1):
        texts = row.__class__ is dict and all(row.get(k, "").__class__ is str for k in ("id", "kind", "replacement"))
        fit = texts and row.get("kind") in _LISTS["kinds"] and _are_names(row.get("names")) and bool(row["names"])
        yield fit and row.get("id", "") not in (*taken, ""), entry, "It lacks an id of its own, a kind or names."
        words, glued = f" {' '.join(_words(_CAMEL.sub(' ', row['id'])))} ", "".join(_words(row["id"]))
        names = [one for one in _forms(row) if one.rank >= WORDY and f" {' '.join(one.words)} " in words]
        sure = ("".join(one.words) for one in _forms(row) if one.rank in (NAMED, SURE))
        yield not (names or any(len(one) > 5 and one in glued for one in sure)), entry, "Its id holds one of its names."
        taken.add(row["id"])


def _are_names(names: Any) -> bool:
    return names.__class__ is list and all(name.__class__ is str and _words(name) for name in names)


def _person(name: str) -> Iterator[tuple[Words, int]]:
    inner = [word for word in _words(name) if word not in _NO_PART and len(word) > 1]
    first, surnames = inner[:1], inner[1:][-1:]  # hyphen halves count as surnames too
    halves = [half for double in _DOUBLE.findall(fold(name).lower()) for half in double.split("-") if len(half) > 2]
    surnames += [half for half in halves if half not in (*first, *surnames)]
    for word in (*first, *surnames):
        plurals = (word, word + "s", *((word + "es",) if word.endswith(("s", "x", "z", "ch", "sh")) else ()))
        yield from (((form,), _rank([word])) for form in plurals)
    yield from (((word,), WEAK) for word in inner if len(word) > 2 and word not in (*first, *surnames))
    for surname in surnames:
        yield from ((pair, SURE) for pair in ((first[0], surname), (surname, first[0])))
        if len(surname) > 3:
            yield (first[0][0] + surname,), _rank([first[0][0] + surname])
        for rest in ([surname], inner[1:]):
            yield (first[0][0] + "".join(word[0] for word in rest),), LETTERS


def _place(name: str) -> Iterator[tuple[Words, int]]:
    yield from ((_words(code), SURE) for code in _POSTCODE.findall(name))
    for piece in _POSTCODE.sub("", name).split(","):
        words = _words(piece)
        size = 0 if not words or not words[0].isdigit() else 2 if len(words) > 2 and len(words[1]) == 1 else 1
        street = words[size:]
        if len(street) > 1 and (street[-1] in _SHORT or (size and "," in name)):
            for last in (street[-1], *_SHORT.get(street[-1], ())):
                yield from (((*street[:-1], last), SURE), ((*words[:-1], last), SURE))


def _derive(kind: str, name: str) -> Iterator[tuple[Words, int]]:
    words, digits = _words(name), re.sub(r"\D", "", name)
    if kind == "person":
        yield from _person(name)
    elif kind == "place":
        yield from _place(name)
    elif kind == "organisation":
        bare = words[: max((at for at, word in enumerate(words, 1) if word not in _SETS["legal"]), default=1)]
        yield from ((bare, SURE if len(bare) > 1 else _rank(bare)), (bare[bare[:1] == ("the",) :], WEAK))
    elif kind == "date":
        days = [(year, month, day) for *_, day, month, years, _ in _dates(fold(name).lower()) for year in years]
        yield from (((form,), SURE) for y, m, d in days for form in (f"{d:02}{m:02}{y:04}", f"{y:04}{m:02}{d:02}"))
    elif kind == "contact" and re.fullmatch(r"(?:0|44|\+44)[\d\s()+.-]{9,}", name):
        national = re.sub("^(?:00)?(?:44)?0?", "", digits)
        yield from (((start + national,), SURE) for start in ("0", "44", "440", "0044", "00440", ""))


def _forms(row: Mapping[str, Any]) -> list[_Form]:
    plain = [name.replace("\u2019", "'").replace("'", "") for name in row["names"] if row["kind"] != "person"]
    ranks = {_words(name): NAMED for name in (*row["names"], *plain)}
    for words, rank in (pair for name in (*row["names"], *plain) for pair in _derive(row["kind"], name)):
        if len("".join(words)) > 1:
            ranks[words] = max(rank, ranks.get(words, rank))
    return [_Form(row["id"], words, rank, _glued(row["kind"], words)) for words, rank in ranks.items()]


def _glued(kind: str, words: Words) -> str:
    figures, size = sum(len(word) for word in words if word.isdigit()), sum(map(len, words))
    code = figures > 1 and all(word.isdigit() or len(word) < 5 for word in words)  # a postcode, a reference
    least = 5 if code else 8 if figures and len(words) > 2 else 12 if figures or kind != "other" else 1 << 9
    if len(words) < 2 or size < least or kind in ("person", "date"):
        return ""
    free = [not word.isdigit() and (code or kind == "contact" or len(word) > 3) for word in (words[0], words[-1])]
    first, last = (r"\d" if word.isdigit() else r"[^\W\d_]" for word in (words[0], words[-1]))
    close = (code and one.isdigit() != two.isdigit() for one, two in pairwise(words))
    rest = "".join(("[-_/.]?" if gap else r"[\W_]{0,4}") + word for gap, word in zip(close, words[1:], strict=True))
    return words[0] + ("" if free[0] else f"(?<!{first}{words[0]})") + rest + ("" if free[1] else f"(?!{last})")


def _group(pairs: Iterable[tuple[Any, Any]]) -> Mapping[Any, tuple[Any, ...]]:
    grouped: dict[Any, dict[Any, None]] = {}
    for key, value in pairs:
        grouped.setdefault(key, {})[value] = None
    return MappingProxyType({key: tuple(values) for key, values in grouped.items()})


def _read_plan(register_json: str) -> _Plan:
    register = _load(register_json)
    rows: list[dict[str, Any]] = register["identities"]
    every = [form for row in rows for form in _forms(row)]
    forms = tuple(form for form in every if form.rank != LETTERS)
    for entry, row in enumerate(rows, 1):
        swap = f" {' '.join(_words(row.get('replacement', '')))} "
        if any(f.rank == NAMED and f.id != row["id"] and f" {' '.join(f.words)} " in swap for f in forms):
            raise RegisterUnusable("It holds a name of another.", entry, reason="replacement")
    people = {row["id"] for row in rows if row["kind"] == "person"}
    dates = ((row["id"], name) for row in rows if row["kind"] == "date" for name in row["names"])
    written = ((one, day) for one, name in dates for day in _dates(fold(name).lower()))
    days = _group(((year, month, day), one) for one, (_, _, day, month, years, _) in written for year in years)
    parts = _group((f.id, word) for f in forms if f.id in people for word in f.words if word not in _NO_PART)
    initials = _group((form.words[0], form.id) for form in every if form.rank == LETTERS)
    swaps = tuple(words for row in rows if (words := _words(row.get("replacement", ""))))
    keep, policy = tuple(map(_words, register.get("keep", []))), register.get("dates", "keep") != "keep"
    return _Plan(forms, parts, initials, days, keep, swaps, policy)


_NUMBERS: Final = MappingProxyType({word: int(n) for word, n in (pair.split(":") for pair in _LISTS["numbers"])})
_MONTHS: Final = MappingProxyType({word: int(n) for word, n in (pair.split(":") for pair in _LISTS["months"])})
_MONTH: Final = re.compile(r"(?<![^\W\d_])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?![^\W\d_])")
_NTH: Final = r"(\d{1,2}(?:\s?(?:st|nd|rd|th))?(?!\d)|(?:twenty[\s-]|thirty[\s-])?[a-z]{3,11})"
_TO: Final = r"\s{0,3}(?:-|to|and|or|/|,|until|till)\s{0,3}"
_LINK: Final = re.compile(rf"{_TO}(?:the\s)?(?:[a-z]{{3,6}}day,?\s)?")
_DAY: Final = rf"(?:{_NTH}{_TO})?(?<![^\W_]){_NTH}(?:\s+day)?[\s.,/-]{{0,3}}(?:of\s{{1,3}})?$"
_DAY_BEFORE: Final = re.compile(rf"(?<![\w/.]){_DAY}")
_DAY_AFTER: Final = re.compile(rf"[\s.,/-]{{0,3}}(?:the\s)?{_NTH}(?![^\W_])(?:{_TO}{_NTH}(?![^\W_]))?")
_SHORT_YEAR: Final = rf"'?(?<![\n(\[])\d\d(?!\.?\d|\s?(?:of\s)?(?:{'|'.join(_MONTHS)})(?![a-z]))"
_YEAR: Final = re.compile(rf"[\s.,/(\[-]{{0,3}}(?:of )?({_SHORT_YEAR}|\d{{4}}(?!\d)|(?:nineteen|tw[eo])[a-z\s-]+)")
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,4})(?:\s?([./-])\s?|\s)(\d{1,2})(?(2)\s?\2\s?|\s)(\d{4}|\d\d?)(?!\d)")
_VERSION: Final = re.compile(r"(?:(?<![a-z])(?:v|ip)|version|release|build)[\s.:]{0,2}$")
_YEAR_BEFORE, _COMPACT = re.compile(r"(?<!\d)(\d{4})[\s.,/-]{1,3}$"), re.compile(r"(?<!\d)\d{8}(?!\d)")


def _day_number(text: str | None) -> int:
    digits = re.match(r"\d+", text or "")
    return int(digits[0]) if digits else _NUMBERS.get(re.sub(r"\s", "-", (text or "").strip()), 0)


def _years(text: str) -> tuple[int, ...]:  # four digits, two (of either century), or words: nineteen eighty-six
    digits = text.lstrip("'")
    if digits.isdigit():
        return (int(digits),) if len(digits) == 4 else (1900 + int(digits), 2000 + int(digits))
    words = [word for word in re.split(r"[\s-]+", text.strip()) if word not in ("and", "hundred")]
    rest = words[2:] if words[:2] == ["two", "thousand"] else words[1:]
    number = _NUMBERS.get("-".join(rest[:2])) or _NUMBERS.get("-".join(rest[:1])) or 0
    return ((1900 if words[0] == "nineteen" else 2000) + number,) if number or rest == words[2:] else ()


def _around_month(low: str, found: re.Match[str]) -> Iterator[_Day]:
    month, right = _MONTHS[found[0]], low[found.end() : found.end() + 60]
    left = low[max(0, found.start() - 48) : found.start()]
    base, end = found.start() - len(left), found.end()
    before, year = _DAY_BEFORE.search(left), _YEAR.match(right)
    if before and _day_number(before[2]):
        years = _years(year[1]) if year else ()
        plain = len(years) == 1 or right[:1] in ("-", "/", "'") or right[1:2] == "'"
        plain = plain and re.search(r"\d|(?:st|nd|rd|th)$", before[2]) is not None  # "thirty" is no day
        for group in (1, 2):
            if day := _day_number(before[group]):
                yield base + before.start(group), end + (year.end() if year else 0), day, month, years, plain
        return
    after, earlier = _DAY_AFTER.match(right), _YEAR_BEFORE.search(left)
    if after and _day_number(after[1]):
        both = _YEAR.match(right, after.end()) if _day_number(after[2]) else None
        year = both or _YEAR.match(right, after.end(1))
        years = _years(year[1]) if year else (int(earlier[1]),) if earlier else ()
        start = base + earlier.start() if earlier and not year else found.start()
        for group in (1, 2) if both else (1,):
            last = end + (year.end() if year else after.end(1))
            yield start, last, _day_number(after[group]), month, years, len(years) == 1


def _dates(low: str) -> Iterator[_Day]:
    """14 March 1986, 14th of March '86, March 14, 1986, 14-Mar-86, 14/3/1986, 1986-03-14, 03/14/1986, 14031986."""
    days = [day for found in _MONTH.finditer(low) if found[0] in _MONTHS for day in _around_month(low, found)]
    days += _numeric(low)
    for found in _COMPACT.finditer(low):
        a, b, c, d = (int(found[0][at : at + 2]) for at in (0, 2, 4, 6))
        days += [(*found.span(), a, b, (c * 100 + d,), False), (*found.span(), d, c, (a * 100 + b,), False)]
    done: list[_Day] = []  # 14 March - 15 April 1986: a day without a year has that of the day it is joined to
    for one in sorted((one for one in days if 1 <= one[3] <= 12 and 1 <= one[2] <= 31), reverse=True):
        two = next((two for two in reversed(done[-3:]) if not one[4] and _LINK.fullmatch(low, one[1], two[0])), None)
        certain = two is not None and two[5] and any(map(str.isdigit, low[one[0] : one[1]]))
        done.append((*one[:4], two[4], certain) if two else one)
    return reversed(done)


def _numeric(low: str) -> Iterator[_Day]:
    """Days in figures; not what is part of a longer chain (10.1.2020.3), unless the chain is one of days."""
    at = last = 0
    while found := _NUMERIC.search(low, at):
        (first, mark, second, third), (start, end) = found.groups(""), found.span()
        version = mark == "." and _VERSION.search(low, max(0, start - 12), start)
        plain = bool(mark) and (4 in (len(third), len(first)) or mark == "/") and not version
        day, month, years = int(first), int(second), _years(third)
        day, month = (month, day) if month > 12 >= day else (day, month)
        day, month, years = (int(third), int(second), (int(first),)) if len(first) == 4 else (day, month, years)
        left, right = low[max(0, start - 2) : start] if start > last + 1 else "", low[end : end + 2]
        chained = (left[-1:] in (*(mark or "./-"),) and left[:-1].isdigit()) or (len(third) < 2 and len(first) < 4)
        chained = chained or (right[:1] in (mark or "./-") and right[1:].isdigit() and not _NUMERIC.match(low, end + 1))
        if not chained:
            yield start, end, day, month, years, plain and left[-1:] != "/"  # the path of a page
        at, last = (found.end(1), last) if chained else (end, end)


PROSE, TOKEN, RAW = 0, 1, 2  # sentences; values of attributes and names; printable runs of binary data
_INITIALS: Final = re.compile(r"(?<![\w.&'/-])[A-Z](?:\.\s?[A-Z]){1,3}\.?(?!\w)|(?<![\w&'-])[A-Z]{2,4}(?![\w&-])")
_LEFT, _RIGHT = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[\W_]{1,4}$"), re.compile(r"[\W_]{1,4}([^\W\d_]+)\.?")


class _Piece(NamedTuple):
    text: str
    where: str
    mode: int = PROSE
    shown: bool = False  # a reader sees it on the page


class _Hit(NamedTuple):
    start: int
    end: int
    id: str
    sure: bool


def _within(start: int, end: int, spans: Sequence[tuple[int, int]], *, more: bool = False) -> bool:
    near = spans[max(0, (at := bisect.bisect_right(spans, (start, 1 << 60))) - 3) : at]
    return any(low <= start and end <= high and (not more or high - low > end - start) for low, high in near)


class _Matcher:  # finds the forms of a plan in one folded text
    def __init__(self, plan: _Plan, clean: str, mode: int) -> None:
        self.plan, self.mode, self.clean, self.low = plan, mode, clean, clean.lower()
        self.words = frozenset(_WORD.findall(self.low))
        self.keep = sorted(span for words in plan.keep for span in self._spans(words))
        self.swaps = sorted(span for words in plan.swaps for span in self._spans(words))
        self.named = frozenset(form.words for form in plan.forms if form.rank == NAMED)

    def _spans(self, words: Words) -> list[tuple[int, int]]:
        """Where the words stand whole and in order, whatever separates them."""
        embedded = self.mode == RAW and sum(map(len, words)) >= 7  # binary data may set letters against a name
        if not embedded and not self.words.issuperset(words):
            return []
        first, kinds = words[0], [r"\d" if word.isdigit() else r"[^\W\d_]" for word in (words[0], words[-1])]
        edges = ("", "") if embedded else (f"(?<!{kinds[0]}{first})", f"(?!{kinds[1]})")
        whole = first + edges[0] + r"[\W_]{0,12}".join(("", *words[1:])) + edges[1]
        return [one.span() for one in re.finditer(whole, self.low)]

    def hits(self, *, shown: bool = False) -> list[_Hit]:
        """Every match outside the phrases that may stay; one for what stands side by side and is one identity's."""
        hits = [*self._by_word(), *self._by_tag(), *self._by_date(shown=shown)]
        hits += self._by_squeezing({(hit.start, hit.id) for hit in hits}) if self.mode != RAW else ()
        hits = [hit for hit in hits if not self._stays(hit)]
        hits += [hit for hit in self._by_initials() if not _within(hit.start, hit.end, self.keep)]
        merged: list[_Hit] = []
        for hit in sorted(hits, key=lambda one: (one.id, one.start, -one.end)):
            last = merged[-1] if merged else _Hit(0, -9, "", sure=False)
            apart = hit.start - last.end > 3 or _ALNUM.search(self.clean, last.end, max(hit.start, last.end))
            both = _Hit(last.start, max(last.end, hit.end), hit.id, last.sure or hit.sure)
            merged[-1:] = [*merged[-1:], hit] if apart or last.id != hit.id else [both]
        return sorted(merged)

    def _by_word(self) -> Iterator[_Hit]:
        for form in self.plan.forms:
            spans = dict.fromkeys(self._spans(form.words))
            if form.glued and self.mode != RAW and all(word in self.low for word in form.words):
                spans |= dict.fromkeys(one.span() for one in re.finditer(form.glued, self.low))
            judged = ((*span, form.id, self._judge(form, *span)) for span in spans)
            yield from (_Hit(start, end, one, sure) for start, end, one, sure in judged if sure is not None)

    def _by_tag(self) -> Iterator[_Hit]:
        """Parts of a person's name, anywhere in a hashtag, a handle, an address of e-mail."""
        tags = [one.span() for one in _TAGS.finditer(self.low)] if re.search("[#@]", self.low) else []
        for form in self.plan.forms if tags else ():
            if form.rank >= SURE and form.id in self.plan.parts and len(form.words) == 1 and len(form.words[0]) > 4:
                places = [at for tag in tags if (at := self.low.find(form.words[0], *tag)) >= 0]
                yield from (_Hit(at, at + len(form.words[0]), form.id, sure=True) for at in places)

    def _stays(self, hit: _Hit) -> bool:
        """Whether it is part of a phrase to keep; a phrase that is the name itself keeps nothing."""
        words = tuple(_WORD.findall(self.low[hit.start : hit.end])) if self.keep else ()
        whole = hit.sure and hit.id != "dates" and (len(words) > 1 or words in self.named)
        return _within(hit.start, hit.end, self.keep, more=whole)

    def at_borders(self) -> Iterator[_Hit]:
        """Names that end or begin where runs meet in a word, wherever else they meet; no ordinary words."""
        plain = self.low.replace(BORDER, "")
        for form in self.plan.forms:
            if form.rank >= SURE and sum(map(len, form.words)) > 3 and all(word in plain for word in form.words):
                name = r"[\W_]{0,12}".join(f"{BORDER}?".join(word) for word in form.words)
                met = rf"(?<![^\W\d_]){name}(?={BORDER})|(?<={BORDER}){name}(?![^\W\d_])"
                hits = (_Hit(*one.span(), form.id, sure=True) for one in re.finditer(met, self.low))
                yield from (hit for hit in hits if not self._stays(hit))

    def _judge(self, form: _Form, start: int, end: int) -> bool | None:
        """True: found; False: for review; None: no survivor."""
        text, letters, single = self.clean[start:end], end - start, len(form.words) == 1
        if self.mode == RAW:
            plain = single and (form.words[0] in _SETS["vocabulary"] or form.words[0] in _SETS["ordinary"])
            return True if form.rank >= SURE and letters >= 5 and not plain else None
        if form.rank == NAMED:
            return True if letters > 1 or text.isupper() else None
        if single and self._beside(form.id, form.words[0], start, end):
            return True
        if form.rank == SURE:
            return not _within(start, end, self.swaps) and (_rank(form.words) == SURE or not text.islower())
        around = self.clean[max(0, start - 6) : start] + "|" + self.clean[end : end + 6]
        dated = form.words[0] in _MONTHS and re.search(r"\d\w{0,2}\W{0,3}\||\|\W{0,3}\d", around)
        return False if text[:1].isupper() and not dated else None

    def _beside(self, one: str, word: str, start: int, end: int) -> bool:
        """Whether it stands after a title, or next to another part, or the dotted initial, of the same name."""
        left, right = _LEFT.search(self.clean[max(0, start - 30) : start]), _RIGHT.match(self.clean[end : end + 30])
        parts = [p for p in self.plan.parts.get(one, ()) if not p.startswith(word) and not word.startswith(p)]
        title = left[1].lower() if left else ""
        titled = title in _SETS["titles"] and (title in ("mr", "mrs", "ms", "mx") or self.clean[start].isupper())
        near = [(found[1].lower(), len(found[1]) == 1 and "." in found[0]) for found in (left, right) if found]
        return titled or any(w in parts or (dot and any(p[0] == w for p in parts)) for w, dot in near)

    def _by_initials(self) -> Iterator[_Hit]:
        for found in _INITIALS.finditer(self.clean) if self.mode == PROSE and self.plan.initials else ():
            letters = re.sub(r"[^A-Z]", "", found[0]).lower()
            letters = letters if "." in found[0] or letters not in _COMMON else ""  # OF, AT in a heading
            sure = "." in found[0] or letters not in _SETS["abbreviations"]
            yield from (_Hit(found.start(), found.end(), one, sure) for one in self.plan.initials.get(letters, ()))

    def _by_date(self, *, shown: bool) -> Iterator[_Hit]:
        for start, end, day, month, years, plain in _dates(self.low if self.mode != RAW else ""):
            ids = [one for year in years for one in self.plan.days.get((year, month, day), ())]
            yield from (_Hit(start, end, one, sure=True) for one in ids)
            if not years and self.mode == PROSE:
                same = (some for key, some in self.plan.days.items() if key[1:] == (month, day))
                yield from (_Hit(start, end, one, sure=False) for some in same for one in some)
            likely = shown and not ids and any(1870 <= year <= 2100 for year in years)
            if likely and self.plan.policy and not self.low[start:end].isdigit():
                yield _Hit(start, end, "dates", plain and "\n" not in self.low[start:end])

    def _by_squeezing(self, taken: set[tuple[int, str]]) -> Iterator[_Hit]:
        squeezed, places = _SQUEEZE.sub("", self.low), list[int]()
        for form in self.plan.forms:
            letters = "".join(form.words)
            at = squeezed.find(letters) if form.rank >= SURE and len(letters) >= 6 else -1
            while at >= 0:
                places = places or [one.start() for one in _ALNUM.finditer(self.low)]
                start, end = places[at], places[at + len(letters) - 1] + 1
                sure = None if (start, form.id) in taken else self._judge_squeezed(form, start, end)
                yield from () if sure is None else (_Hit(start, end, form.id, sure),)
                at = squeezed.find(letters, at + 1)

    def _judge_squeezed(self, form: _Form, start: int, end: int) -> bool | None:
        words, text, size = form.words, self.low[start:end], sum(map(len, form.words))
        pieces = _WORD.findall(text)
        own, cuts = (set(accumulate(map(len, row[:-1]))) for row in (words, pieces))
        around = _WORD.findall(self.low[max(0, start - 1) : end + 1])
        whole = pieces[0] in around and pieces[-1] in around
        if any(word.isdigit() for word in words):
            return (size >= 8 or "\n" not in text) if whole else None
        least = min(len(words[0]), len(words[-1]))  # "handles" is no Les Hand, "Ross, alright" no Al Ross
        if len(pieces) == 1:
            return (size > 8 or least > 3) if len(words) > 1 else True if whole else False if size >= 8 else None
        if not whole:
            return form.id in self.plan.parts if len(words) > 1 and least > 3 and cuts <= own else None  # no plurals
        if len(words) == 1 and len(pieces) == 2 and re.search(r"['\u2019\u02bc]s$", text):
            return False  # "Earth's" is another word's possessive before it is the name "Earths"
        spaced = len(pieces) >= 3 and size / len(pieces) <= 1.7
        capital = len(pieces[0]) == 1 and cuts - {1} <= own and _rank(pieces[1:2]) == SURE
        return cuts <= own or spaced or capital or not re.search(r"[ \n]", text)


DEL, INS, HID, CODE, RUBY = 1, 2, 4, 8, 16
_FLAGS: Final = MappingProxyType(
    {"del": DEL, "delText": DEL, "moveFrom": DEL, "ins": INS, "moveTo": INS, "rt": RUBY, "instrText": CODE}
    | {"delInstrText": CODE | DEL, "vanish": HID, "webHidden": HID, "specVanish": HID}
)
_READINGS: Final = (DEL | HID | CODE | RUBY, DEL, INS | HID | CODE, INS, HID, CODE, ~DEL, ~CODE, ~HID, ~INS)
_BLOCKS: Final = ("p", "si", "text", "li", "h1", "h2", "h3", "h4")
_GLYPHS: Final = MappingProxyType({"tab": "\t", "ptab": "\t", "br": "\u2028", "cr": "\u2028", "noBreakHyphen": "-"})
_SPLIT, _LIFTED = re.compile(r"(<[^<>]*>)"), re.compile(r"<!--|<!\[CDATA\[|<\?|<!DOCTYPE")
_ATTRIBUTE: Final = re.compile(r"([^\s=<>\"'/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_NUMBERISH: Final = re.compile(r"[\d\s.,:%+#-]*|(?=.*\d)[0-9A-Fa-f]{3,8}|\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\}?")
_CODE, _PERCENT = re.compile(r"[0-9A-CEFa-cef][0-9A-Fa-f]{1,3}"), re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_CODED: Final = re.compile(r"[%&\\]|\d\s?[OoIl|]|[OoIl|]\d")
_MISREAD: Final = re.compile(  # letters that stand for figures
    r"(?<=\d)[OoIl|]+(?![^\W\d_])|(?<=\d\s)[OoIl](?=[A-Za-z]{2}\b)|\b[OoIl|]+(?=\d)|(?<=[A-Z]{2})[OI](?=\d)"
)
_ESCAPE: Final = re.compile(r"\\u\{?([0-9A-Fa-f]{4})\}?|\\x([0-9A-Fa-f]{2})")


class _Block:  # one paragraph, or one text that stands alone
    def __init__(self, where: str, *, paragraph: bool) -> None:
        self.where, self.paragraph, self.joined, self.mask = where, paragraph, False, 0
        self.pieces = list[tuple[str, int]]()

    def add(self, text: str, flags: int) -> None:
        self.pieces.append((text, flags))
        self.mask |= flags

    def text(self, without: int = 0) -> str:
        left, odd = (~without, True) if without < 0 else (without, False)
        return "".join(text for text, flags in self.pieces if bool(flags & left) is odd)

    def bordered(self) -> str:  # what is shown, with a mark wherever two runs meet in a word
        shown = [text for text, flags in self.pieces if text and not flags & _READINGS[0]]
        met = (BORDER * (a[-1:].isalnum() and b[:1].isalnum()) + b for a, b in pairwise(["", *shown]))
        return "".join(met) if len(shown) > 1 else ""


def _parse_tag(raw: str) -> _Tag:
    body = raw[1:-1]
    name = re.split(r"[\s/]", body.strip("/ \t\r\n"), maxsplit=1)[0].rpartition(":")[2]
    pairs = ((m[1], html.unescape(m[2] or m[3] or m[4] or "")) for m in _ATTRIBUTE.finditer(body))
    return "/" if body[:1] == "/" else "." if body[-1:] == "/" else "", name, tuple(pairs) if "=" in body else ()


class _Story:  # the blocks of an XML or HTML part, its attribute values and names, read without trusting its form
    def __init__(self, text: str) -> None:
        self.blocks, self._open, self.lifted = list[_Block](), list[_Block](), list[_Piece]()
        self._stack, self._flags, self._hidden, self._broken, self._count = list[tuple[str, int]](), 0, 0, True, 0
        tags, held = dict[str, _Tag](), ""  # held: a tag with ">" in a quoted value
        for at, item in enumerate(_SPLIT.split(self._lift(text))):
            if not held and not at & 1:
                self._text(item)
                continue
            held += item
            if held in tags or len(held) > 65536 or (at & 1 and not held.count('"') & 1):
                tags[held] = tags.get(held) or _parse_tag(held)
                self._tag(tags[held])
                held = ""
        self._text(held)
        self.values = {(tag[1], name, value) for tag in tags.values() for name, value in tag[2] if value}
        self.names = {tag[1] for tag in tags.values()} | {name for _, name, _ in self.values}

    def _lift(self, text: str) -> str:
        """Lift out comments, instructions and document types; CDATA becomes text."""
        kept, at = list[str](), 0
        while opened := _LIFTED.search(text, at):
            kept.append(text[at : opened.start()])
            start, mark = opened.end(), opened[0]
            subset = 0 <= text.find("[", start, start + 2000) < text.find(">", start)
            closer = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}.get(mark, "]>" if subset else ">")
            stop = text.find(closer, start)
            inner, at = (text[start:stop], stop + len(closer)) if stop >= 0 else (text[start:], len(text))
            kept.append(html.escape(inner) if mark == "<![CDATA[" else "")
            self.lifted += [] if kept[-1] else [_Piece(html.unescape(inner), "comment or declaration")]
        return "".join([*kept, text[at:]])

    def _tag(self, tag: _Tag) -> None:
        kind, local, pairs = tag
        self._broken = self._broken or local not in _SETS["inline"]
        if kind == "/":
            self._close(local)
            return
        if local in _GLYPHS or local == "sym":
            codes = (int(value, 16) for name, value in pairs if "char" in name and _CODE.fullmatch(value))
            self._add(_GLYPHS.get(local) or "".join(map(chr, codes)))
        elif local == "r":
            self._hidden = 0
        elif _FLAGS.get(local) == HID:
            self._hidden = 0 if any(value in ("0", "false", "off") for _, value in pairs) else HID
        elif kind and local in ("del", "moveFrom") and self._open:
            self._open[-1].joined = True
        if not kind:
            self._stack.append((local, self._flags))
            self._flags |= _FLAGS.get(local, 0)
            if local in _BLOCKS:
                self._count, self._hidden = self._count + 1, 0
                self._open.append(_Block(f"paragraph {self._count}", paragraph=True))
                self.blocks.append(self._open[-1])

    def _close(self, local: str) -> None:
        names = [name for name, _ in self._stack[-64:]]
        if local in names:
            at = len(self._stack) - 1 - names[::-1].index(local)
            self._flags, blocks = self._stack[at][1], sum(name in _BLOCKS for name, _ in self._stack[at:])
            del self._stack[at:], self._open[max(0, len(self._open) - blocks) :]

    def _add(self, text: str) -> None:
        if self._open:
            self._open[-1].add(text, self._flags | self._hidden)

    def _text(self, raw: str) -> None:
        parent = self._stack[-1][0] if self._stack else ""
        if not raw or (raw.isspace() and parent not in _SETS["spaced"]):
            return
        text = html.unescape(raw) if "&" in raw else raw
        if self._open and parent not in _SETS["aside"]:
            self._add(text)
        elif parent not in ("Template", "Application", "lpstr") or not _is_vocabulary(text):
            if self._broken or not self.blocks or self.blocks[-1].paragraph:
                self.blocks.append(_Block(f"text of <{parent}>", paragraph=False))
            self.blocks[-1].add(text, self._flags)
            self._broken = False

    def variants(self) -> Iterator[_Piece]:
        """The other readings of blocks that revisions, fields, hidden text or reversed writing make ambiguous."""
        for at, block in enumerate(self.blocks):
            seen = {block.text(), ""}
            for without in _READINGS if block.mask else ():
                text = block.text(without)
                if text not in seen:
                    yield _Piece(text, block.where, shown=block.paragraph and without == _READINGS[0])
                seen.add(text)
            if block.joined and at + 1 < len(self.blocks):
                yield _Piece(block.text(DEL) + self.blocks[at + 1].text(DEL), f"{block.where}, joined to the next")
        if "bdo" in self.names or any("\u202e" in text for block in self.blocks for text, _ in block.pieces):
            yield from (_Piece(block.text()[::-1], f"{block.where}, read backwards") for block in self.blocks)


def _attribute_pieces(values: Iterable[tuple[str, str, str]]) -> Iterator[_Piece]:
    for element, name, value in values:
        local = name.rpartition(":")[2].lower()
        free = local in _SETS["free"] or element.lower() in _SETS["free"]
        packed = len(value) > 200 and _BASE64.fullmatch(value)  # is read where it is unpacked
        if not packed and (free or not (_NUMBERISH.fullmatch(value) or _is_vocabulary(value))):
            where = f"attribute {name} of <{element}>"
            prose = (free and " " in value.strip()) or local in ("author", "initials", "userid")
            yield _Piece(value, where, PROSE if prose else TOKEN)
            yield from (_Piece(other, where, TOKEN) for other in _spellings(value))


def _spellings(text: str) -> Iterator[str]:
    """CamelCase apart; percent-encoding, escapes, entities and misread figures undone, where that differs."""
    text = shorter(text)
    once = _PERCENT.sub(lambda m: bytes.fromhex(m[0].replace("%", "")).decode("utf-8", "replace"), text)
    twice = _PERCENT.sub(lambda m: bytes.fromhex(m[0].replace("%", "")).decode("utf-8", "replace"), once)
    escaped = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), text) if "\\" in text else text
    figures = _MISREAD.sub(lambda m: re.sub("[Il|]", "1", re.sub("[Oo]", "0", m[0])), text)
    others = {_CAMEL.sub(" ", text), once.replace("+", " "), twice, escaped, figures, html.unescape(text)}
    yield from sorted(others - {text})


_LOCAL, _HEADER = b"PK\x03\x04", struct.Struct("<4s5H3I2H")
_RUNS: Final = (
    (re.compile(rb"(?:[\x20-\x7e\t]|[\xc3-\xc5][\x80-\xbf]|[\xc0-\xff](?=[a-z])){4,}"), ""),
    (re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x00-\x7f]\x01){4,}"), "utf-16-le"),
    (re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]|\x01[\x00-\x7f]){4,}"), "utf-16-be"),
)
_READABLE: Final = re.compile(r"[A-Za-z][A-Za-z .,:;@'/\\_=-]{7,}")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:[\r\n]{1,2}[ \t]{0,8}[A-Za-z0-9+/_-]{4,})*={0,2}")
_HEX, _RTF = re.compile(r"(?:[0-9A-Fa-f]{2}\s{0,2}){20,}"), re.compile(r"\\u(-?\d{1,5})[ ?]?|\\'([0-9A-Fa-f]{2})")


def _inflate(data: memoryview, wbits: int, limit: int) -> tuple[bytes, int] | None:
    """The inflated bytes and how many bytes of the input they took; None for damage; refused above the limit."""
    machine, out, at = zlib.decompressobj(wbits), bytearray(), 0
    try:
        while not machine.eof and at < len(data):
            out += machine.decompress(data[at : at + 65536], limit + 1 - len(out))
            at += 65536
            if len(out) > limit:
                raise FileUnreadable("too_large")
    except zlib.error:
        return None
    return bytes(out), min(at, len(data)) - len(machine.unused_data)


def _entry(data: bytes, at: int) -> tuple[str, bytes, bytes | None, int]:
    """Name, extra field, content (None: unreadable) and end of the entry whose local header stands at ``at``."""
    _, _, flags, method, _, _, _, packed, _, name_size, extra_size = _HEADER.unpack_from(data, at)
    start = at + 30 + name_size + extra_size
    raw, extra = data[at + 30 : at + 30 + name_size], data[at + 30 + name_size : start]
    name, stop = _utf8(raw) or raw.decode("cp437"), min(start + packed, len(data))
    if method == 8 and not flags & 1:
        content, used = _inflate(memoryview(data)[start:], -15, MAX_PART) or (None, 0)
        return name, extra, content, start + used
    if flags & 8 and not packed:
        after = (data.find(mark, start) for mark in (b"PK\x07\x08", _LOCAL, b"PK\x01\x02"))
        stop = min((place for place in after if place >= 0), default=len(data))
    return name, extra, data[start:stop] if method == 0 and not flags & 1 else None, stop


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _as_text(data: bytes) -> str | None:  # the bytes as text, if text is what they are
    head = data[:400]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
        return data.decode("utf-16" if head[0] > 60 else "utf-16-le" if head[0] else "utf-16-be", "replace")
    markup = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if data.startswith(_LOCAL) or (not markup and re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data)):
        return None
    return data.decode("cp1252", "replace") if (text := _utf8(data)) is None else text


def _runs(data: bytes) -> list[str]:  # the printable runs of binary data in four encodings
    wide = b"\x00" in data or b"\x01" in data
    found = ((match[0], code) for pattern, code in _RUNS[: 3 if wide else 1] for match in pattern.finditer(data))
    return [run.decode(code) if code else _utf8(run) or run.decode("cp1252", "replace") for run, code in found]


def _emf_text(data: bytes) -> str:  # the strings of all records EMR_EXTTEXTOUTA (83) and EMR_EXTTEXTOUTW (84), glued
    text = ""
    for at, wide in ((one.start(), one[0][0] == 84) for one in re.finditer(rb"[ST]\x00\x00\x00", data[:-56])):
        count, offset = struct.unpack_from("<II", data, at + 44)
        raw = data[at + offset : at + offset + min(count, 4096) * (1 + wide)] if offset < 4096 else b""
        text += raw.decode("utf-16-le" if wide else "cp1252", "replace")
    return text


def _rtf_text(text: str) -> str:  # without control words; hexadecimal and Unicode escapes undone
    text = _RTF.sub(lambda m: chr(int(m[1]) % 0x10000) if m[1] else chr(int(m[2], 16)), text)
    return re.sub(r"[{}]|\\(?:[a-zA-Z]{1,32}(?:-?\d{1,10})? ?|\*|[\r\n])", "", text)


class _Walk:  # looks through one file, part by part, and collects what survives
    def __init__(self, plan: _Plan) -> None:
        self.plan, self.parts, self._total = plan, 0, 0
        self.sure, self.doubt, self.unread = dict[Survivor, None](), dict[Survivor, None](), dict[str, None]()
        words = {word for form in plan.forms if form.rank >= SURE for word in form.words if len(word) > 3}
        telling = "|".join(sorted(word for word in words if _rank([word]) == SURE and word not in _SETS["vocabulary"]))
        self._telling = re.compile(rf"\w*(?:{telling or '(?!)'})\w*", re.IGNORECASE)

    def package(self, data: bytes, prefix: str, depth: int) -> int:
        """Every entry that a local header announces, and all bytes between them; returns how many there were."""
        at, covered, entries, loose = 0, 0, 0, list[bytes]()
        while (at := data.find(_LOCAL, at)) >= 0 and at + 30 <= len(data):
            entry, extra, content, end = _entry(data, at)
            entries, name = entries + 1, prefix + entry
            loose += [data[covered:at], data[at + 30 : end] if content is None else b""]
            if not _is_vocabulary(entry):
                self.scan(name, [_Piece(one, "entry name", TOKEN) for one in (entry, *_spellings(entry))])
            self._bytes(name, extra, "extra field", depth)
            self.unread.update({self.veil(name): None} if content is None else {})
            self._content(name, content or b"", depth, part=True)
            at = covered = max(end, at + 4)
        self._bytes(prefix + "(package)", b"\n\n".join([*loose, data[covered:]]), "outside the entries", depth)
        return entries

    def _content(self, name: str, data: bytes, depth: int, *, part: bool = False) -> None:
        """A part, or bytes that were decoded out of one."""
        self._total, self.parts, text = self._total + len(data) + 4096, self.parts + part, _as_text(data)
        if self._total > MAX_TOTAL:
            raise FileUnreadable("too_large")
        opaque = text is None and not data.startswith(_LOCAL)
        if (part and opaque) or depth > MAX_DEPTH:
            self.unread[self.veil(name)] = None
        if depth <= MAX_DEPTH and text is not None:
            self._text(name, text, depth)
        elif depth <= MAX_DEPTH:
            self._binary(name, data, depth) if opaque else self.package(data, name + "!", depth + 1)

    def _text(self, name: str, text: str, depth: int) -> None:
        self._base64(name, text, depth)
        if text.lstrip()[:5] == "{\\rtf":
            self.scan(name, [_Piece(_rtf_text(shorter(text)), "text of RTF")])
            for found in _HEX.finditer(text):
                self._content(name, bytes.fromhex(found[0]), depth + 1)
        elif "MIME-Version" in text or "Content-Transfer-Encoding" in text:
            self._markup(name, quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace"))
        elif "<" in text:
            self._markup(name, text)
            return
        self.scan(name, [_Piece(text, "text")])
        self.scan(name, [_Piece(one, "text, decoded", TOKEN) for one in _spellings(text)])

    def _markup(self, name: str, text: str) -> None:
        story = _Story(text)
        plain = [one.paragraph and not one.mask & (DEL | HID | CODE) for one in story.blocks]
        body = [_Piece(one.text(), one.where, PROSE, shown) for one, shown in zip(story.blocks, plain, strict=True)]
        self.scan(name, body, story=True)
        self.scan(name, [*story.variants(), *story.lifted])
        met = [_Piece(one.bordered(), one.where) for one in story.blocks]
        self.scan(name, [one for one in met if BORDER in one.text], borders=True)
        coded = (one for one in body if _CODED.search(one.text))
        self.scan(name, [_Piece(two, one.where, TOKEN) for one in coded for two in _spellings(one.text)])
        values = list(_attribute_pieces(sorted(story.values)))
        self.scan(name, [one for one in values if one.mode == PROSE])
        self.scan(name, [one for one in values if one.mode == TOKEN])
        names = " ".join(_CAMEL.sub(" ", one) for one in sorted(story.names))
        self.scan(name, [_Piece(names, "names of elements and attributes", RAW)])

    def _base64(self, name: str, text: str, depth: int) -> None:  # what it holds is looked through in turn
        for found in {match[0] for match in _BASE64.finditer(text)} if depth < MAX_DEPTH else ():
            packed = re.sub(r"[\s=]", "", found).translate({45: 43, 95: 47})
            data = base64.b64decode(packed[: len(packed) - (len(packed) % 4 == 1)] + "=" * (-len(packed) % 4))
            big, short = len(data) > 256 or data.startswith((_LOCAL, b"\x1f\x8b")), _runs(data[:257])
            self.scan(name, [_Piece(one, "base64", TOKEN) for one in ([] if big else short)])
            self._content(name, data, depth + 1) if big else None

    def _bytes(self, name: str, data: bytes, where: str, depth: int) -> None:
        texts = _runs(data)
        self.scan(name, [_Piece("\n".join(_CAMEL.sub(" ", shorter(text)) for text in texts), where, RAW)])
        clear = [text for text in texts if _READABLE.search(text)][:20_000]
        self.scan(name, [_Piece(one, where, TOKEN) for text in clear for one in (text, *_spellings(text))])
        self._base64(name, "\n\n\n".join(clear), depth)

    def _binary(self, name: str, data: bytes, depth: int) -> None:
        self._bytes(name, data, "bytes", depth)
        if data[40:44] == b" EMF":
            self.scan(name, [_Piece(_emf_text(data), "text records of the picture", TOKEN)])
        if data.startswith(b"\xd0\xcf\x11\xe0"):  # macro text of MS-OVBA: a byte of flags before every eight letters
            self.scan(name, [_Piece(re.sub(rb"[^ -~]", b"", data).decode("ascii"), "bytes, glued", RAW)])
        if (inner := data.find(_LOCAL)) >= 0 and depth < MAX_DEPTH:
            self.package(data[inner:], name + "!", depth + 1)
        packed = list(re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", data))[:500] if depth < MAX_DEPTH else []
        for found in packed if data[:2] != b"\xff\xd8" else ():
            picture = data.startswith(b"\x89PNG") and data[found.start() - 4 : found.start()] == b"IDAT"
            inflated = None if picture else _inflate(memoryview(data)[found.start() :], 47, MAX_PART)
            if inflated and len(inflated[0]) > 3:
                self._content(name, inflated[0], depth + 1)

    def scan(self, part: str, pieces: Sequence[_Piece], *, story: bool = False, borders: bool = False) -> None:
        """Look through pieces of one part and mode; in a story a match may run on into the next piece."""
        glue, folded = "\n" if story else APART, [fold(shorter(piece.text)) for piece in pieces]
        starts = list(accumulate((len(text) + len(glue) for text in folded), initial=0))
        if not (clean := glue.join(folded)):
            return
        matcher = _Matcher(self.plan, clean, pieces[0].mode)
        hits = sorted(matcher.at_borders()) if borders else matcher.hits(shown=any(p.shown for p in pieces))
        for hit in hits:
            piece = pieces[index := bisect.bisect_right(starts, hit.start) - 1]
            inside = story or hit.end <= starts[index] + len(folded[index])
            target = self.sure if hit.sure else self.doubt
            if inside and (hit.id != "dates" or piece.shown) and len(target) < MAX_SURVIVORS:
                context = self._telling.sub(DOTS, _context(clean, hit.start - AROUND, hit.end + AROUND, hits))
                target[Survivor(hit.id, self.veil(part), self.veil(piece.where), context)] = None

    def veil(self, text: str) -> str:  # as it is if it tells nothing, else with every identity in it as dots
        clean = fold(_CAMEL.sub(" ", text))
        hits = _Matcher(self.plan, clean, TOKEN).hits()
        return self._telling.sub(DOTS, _context(clean, 0, len(clean), hits)) if hits else text


def _context(clean: str, low: int, high: int, hits: Sequence[_Hit]) -> str:
    """The words of a span; every match in sight is the same number of dots, whatever its length."""
    pieces, at, high = list[str](), max(0, low), min(high, len(clean))
    for hit in hits[bisect.bisect_left(hits, (at - 400,)) : bisect.bisect_left(hits, (high,))]:
        if hit.end > at:
            pieces += [clean[at : hit.start], DOTS if hit.start >= at or not pieces else ""]
            at = hit.end
    return re.sub(r"[\s\x00-\x1f\ud800-\udfff]+", " ", "".join([*pieces, clean[at:high]])).strip()


def verify(data: bytes, register_json: str) -> Verdict:
    """Look for every identity of the register in every byte of a file.

    Raises ``RegisterUnusable`` (it breaks the contract or is empty), ``FileUnreadable`` (nothing could be looked at).
    """
    walk = _Walk(_read_plan(register_json))
    if not walk.package(data, "", 0):
        marks = [mark.encode(code) for mark in ("EncryptedPackage", "DRMContent") for code in ("ascii", "utf-16-le")]
        locked = any(mark in data for mark in marks)
        raise FileUnreadable("encrypted" if locked else "damaged" if data.startswith(b"PK") else "not_word")
    found, review = tuple(walk.sure), tuple(one for one in walk.doubt if one not in walk.sure)
    if not found and (b"PK\x05\x06" not in data or "word/document.xml" in walk.unread):
        raise FileUnreadable("damaged")
    return Verdict(not found, found, review, tuple(walk.unread), walk.parts, len(walk.plan.forms))
