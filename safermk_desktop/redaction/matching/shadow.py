"""The normalised shadow of a text: what a reader would take for the same letters is the same letters, with a map back.

Unicode compatibility forms (UAX 15), case (Unicode 3.13), accents, look-alike letters (UTS 39, the ones that Latin
names are forged with), zero-width and format characters, and the private-use letters of symbol fonts.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType
from typing import Final, NamedTuple, overload

_LOWER: Final = (
    "аa вb еe зz иn кk мm нh оo пn рp сc тt уy хx гr ѕs іi јj һh ԁd ԛq ԝw ѵv ӏl яr "
    "αa βb εe ζz ηn ιi κk μm νv οo ρp τt υu χx γy σo ωw ςc "
    "ıi ȷj łl øo đd ħh ŧt ðd ɑa ɡg ɩi ɪi ʀr ʟl ʏy ɴn ʜh ʙb ᴀa ᴄc ᴅd ᴇe ꜰf ɢg ᴊj ᴋk ᴍm ᴏo ᴘp ꜱs ᴛt ᴜu ᴠv ᴡw ᴢz "
    "ǀl ɩi աw օo ոn սu հh յj ցg զq"
)
_UPPER: Final = "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЈJ ԀD ԚQ ԜW ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ӀI ǀl"
_LOOKALIKES: Final = MappingProxyType(
    {pair[0]: pair[1].lower() for pair in (_LOWER + " " + _UPPER).split()}
    | {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ſ": "s"}
    | dict.fromkeys("’‘ʼʹ`´′＇", "'")
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
)
_LINE_ENDS: Final = "\n\r\v\f\x85\u2028\u2029"
_EMPTY: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u3164\uffa0\ufffc\u2800")
WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_WORDS: Final = re.compile(f"({WORD.pattern})")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_UNEASY: Final = re.compile(r"[^\t\n -_a-~]")
"""What may become anything but itself or the small letter of it."""
_FEW: Final = 100
_LONG: Final = 200_000
_BLOCK: Final = 8_000


def fold(character: str) -> str:
    """One character as the shadow has it: none, one or several characters."""
    if character in _LOOKALIKES:
        return _LOOKALIKES[character]
    if "\uf020" <= character <= "\uf0ff":
        return fold(chr(ord(character) - 0xF000))
    if is_invisible(character):
        return ""
    if character.isspace():
        return "\n" if character in _LINE_ENDS else "\t" if character == "\t" else " "
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    parts = unicodedata.normalize("NFKD", character)
    folded = "".join(_LOOKALIKES.get(c, c) for c in parts if not unicodedata.combining(c))
    folded = "".join(_LOOKALIKES.get(c, c) for c in folded.casefold() if not unicodedata.combining(c))
    return folded if folded.strip() else " "


def is_invisible(character: str) -> bool:
    """Whether a character shows nothing: format characters, variation selectors, fillers, combining marks."""
    return (
        character in _EMPTY
        or unicodedata.category(character) in {"Cf", "Mn", "Me"}
        or "\U000e0000" <= character <= "\U000e0fff"
    )


@dataclass(frozen=True)
class Shadow:
    """The shadow text and the way back: ``anchors`` are shadow offsets, ``origins`` the source offsets of them.

    ``alike`` says that it has the words of the source, letter for letter and figure for figure.
    """

    text: str
    anchors: tuple[int, ...]
    origins: tuple[int, ...]
    alike: bool = False

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that a span of the shadow (not empty) came from."""
        if len(self.anchors) == 1:
            return start, end
        return self._at(start), self._at(end - 1, last=True)

    def _at(self, offset: int, *, last: bool = False) -> int:
        segment = bisect_right(self.anchors, offset) - 1
        origin, beyond = self.origins[segment], offset - self.anchors[segment]
        # every second segment is one folded character: whatever it became, it stands at its own place
        if segment % 2:
            return origin + 1 if last else origin
        return origin + beyond + (1 if last else 0)


def shadow(text: str, *, parted: bool = False) -> Shadow:
    """The shadow of a text; with ``parted``, characters that show nothing and symbol-font letters part words."""
    if text.isascii():
        return Shadow(text.lower().replace("`", "'"), (0,), (0,), alike=True)
    table = {c: fold(c) for c in set(_UNEASY.findall(text))}
    if parted:
        table |= {c: " " for c in table if _parts(c)}
    uneven = [c for c, folded in table.items() if len(folded) != 1]
    # most letters only need to be small, which is done for all at once
    changed = _any_of(c for c, folded in table.items() if folded != c.lower())
    translated = changed.sub(lambda one: table[one.group()], text).lower()
    if not uneven:
        return Shadow(translated, (0,), (0,), alike=all(_is_part(c) == _is_part(one) for c, one in table.items()))
    anchors, origins, offset, done = [0], [0], 0, 0
    for match in _any_of(uneven).finditer(text):
        at = match.start()
        offset += at - done
        anchors += [offset, offset + len(table[match.group()])]
        origins += [at, at + 1]
        offset, done = anchors[-1], at + 1
    return Shadow(translated, tuple(anchors), tuple(origins))


def _any_of(characters: Iterable[str]) -> re.Pattern[str]:
    listed = re.escape("".join(sorted(characters)))
    return re.compile(f"[{listed}]" if listed else r"(?!)")


def needs_parting(text: str) -> bool:
    """Whether a text holds characters that could join or part words, depending on who reads it."""
    return not text.isascii() and any(_parts(c) for c in set(_BEYOND_ASCII.findall(text)))


def _parts(character: str) -> bool:
    return "\uf020" <= character <= "\uf0ff" or character in _EMPTY or unicodedata.category(character) == "Cf"


def _is_part(character: str) -> tuple[bool, bool]:
    """Whether a character is part of a word or number, and of which."""
    return character.isalnum(), character.isdecimal()


class CutWords(NamedTuple):
    """The words of a text, letters and digits each for themselves, and where each begins and ends in it."""

    words: list[str]
    starts: Sequence[int]
    ends: Sequence[int]


def cut(text: str) -> CutWords:
    """Cut a shadow into its words, as ``WORD`` reads them."""
    others = set(_BEYOND_ASCII.findall(text)) if not text.isascii() else set[str]()
    pattern = _some_words(others) if len(others) < _FEW else _WORDS
    if len(text) >= _LONG:
        blocks = _Blocks(text, pattern)
        return CutWords(blocks.words, _Edges(blocks, 0), _Edges(blocks, 1))
    pieces = pattern.split(text)
    ends = list(accumulate(map(len, pieces)))
    return CutWords(pieces[1::2], ends[:-1:2], ends[1::2])


def shadowed(words: CutWords, reading: Shadow) -> CutWords | None:
    """The words of a source as its shadow has them; None where those of the shadow have to be cut anew."""
    if not reading.alike:
        return None
    distinct = frozenset(words.words)
    small = {word: word.lower() for word in distinct if word.isascii()}
    others = [word for word in distinct if not word.isascii()]
    if others:
        small |= zip(others, shadow("\n".join(others)).text.split("\n"), strict=True)
    return CutWords([*map(small.__getitem__, words.words)], words.starts, words.ends)


class _Blocks:
    """A long shadow cut in blocks between words; where the words of a block stand is found when it is asked for."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self.words: list[str] = []
        self._text, self._pattern = text, pattern
        self._begins: list[int] = []
        self._firsts: list[int] = []
        self._edges: dict[int, tuple[list[int], list[int]]] = {}
        begin = 0
        while begin < len(text):
            end = text.find(" ", begin + _BLOCK) + 1 or len(text)
            self._begins.append(begin)
            self._firsts.append(len(self.words))
            self.words += pattern.findall(text, begin, end)
            begin = end

    def edge(self, at: int, side: int) -> int:
        """Where a word begins (0) or ends (1)."""
        block = bisect_right(self._firsts, at) - 1
        edges = self._edges.get(block)
        if edges is None:
            begin, end = self._begins[block], (*self._begins[block + 1 : block + 2], len(self._text))[0]
            pieces = self._pattern.split(self._text[begin:end])
            ends = list(accumulate(map(len, pieces), initial=begin))[1:]
            edges = self._edges[block] = ends[:-1:2], ends[1::2]
        return edges[side][at - self._firsts[block]]


class _Edges(Sequence[int]):
    """The starts or the ends of the words of a long shadow."""

    def __init__(self, blocks: _Blocks, side: int) -> None:
        self._blocks, self._side = blocks, side

    def __len__(self) -> int:
        return len(self._blocks.words)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self._blocks.edge(at, self._side) for at in range(*index.indices(len(self)))]
        return self._blocks.edge(index if index >= 0 else index + len(self), self._side)


def _some_words(others: set[str]) -> re.Pattern[str]:
    """As ``WORD``, for few letters beyond ASCII: naming them takes a third of the time of asking what each is."""
    letters = "".join(sorted(c for c in others if c.isalnum() and not c.isdecimal()))
    digits = "".join(sorted(c for c in others if c.isdecimal()))
    return re.compile(f"([a-z{letters}]+|[0-9{digits}]+)")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in the shadow's spelling; letters and digits are words of their own."""
    return tuple(WORD.findall(shadow(text).text))
