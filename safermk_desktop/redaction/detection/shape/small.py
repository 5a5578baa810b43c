"""Names in small letters: those the document knows, those no dictionary knows, and those behind a title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_lowercase
from typing import Final

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.shape.chains import opens
from safermk_desktop.redaction.detection.shape.classes import (
    FORENAME,
    NAME,
    OFFICIAL,
    ORDINARY,
    ORGANISATION,
    PLACE,
    PUBLIC,
    SURNAME,
    class_of,
)
from safermk_desktop.redaction.detection.shape.judging import Judged
from safermk_desktop.redaction.detection.shape.letters import SMALL
from safermk_desktop.redaction.detection.vocabulary import words
from safermk_desktop.redaction.matching.ordinary import NAMES_THAT_ARE_WORDS

_WORD: Final = re.compile(r"(?<![\w@.&/#-])[^\W\d_]{3,}(?![\w@]|\.\w|-\w|['’](?:t|ll|ve|re|d|m)\b)")
_TITLED: Final = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|prof|pc|dc|wpc|ds|sgt|insp|supt|rev|cllr|mr and mrs|sister|pastor|auntie|aunty|uncle)\.?[ \u00a0]"
    r"((?:[^\W\d_](?:\.[ \u00a0]?|[ \u00a0])){0,3}[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*)"
)
_GREETED: Final = re.compile(r"\b(?:hi|hello|dear|hey|from|re|cc|called|named)[ \u00a0]([^\W\d_]{3,})\b")
_NEXT: Final = re.compile(r"[ \u00a0-]([^\W\d_]{2,})\b")
_BEFORE: Final = re.compile(r"\b([^\W\d_]{2,})[ \u00a0-]\Z")
_INITIALLED: Final = re.compile(r"\b([^\W\d_]{3,})[ \u00a0][b-hj-z]\b(?!['’])")
_INITIALS: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ \u00a0]?){1,3}\Z")
_LETTERED: Final = re.compile(r"[ \u00a0][a-z]\b(?!['’])")
_LINE: Final = re.compile(r"[^\n\t“”\"]+")
_CAPITAL: Final = re.compile(r"[^\W\d_]")
_PAIR: Final = re.compile(rf"\b([{SMALL}]{{3,}})[ \u00a0](?=([{SMALL}]{{3,}})\b)")
_OWNED: Final = re.compile(rf"\b([{SMALL}]{{3,}})['’]s\b")
_SPOKEN: Final = re.compile(
    rf"\b([{SMALL}]{{3,}})[ \u00a0](was|is|had|has|told|said|asked|went|did|felt|gave|took|came|left|attended|described|"
    r"reported|disclosed|explained|declined|agreed|stated|thought|wanted|replied|confirmed|denied|moved|lived|worked)\b"
)
_ONLY_PEOPLE: Final = frozenset(
    "told said asked described disclosed explained stated thought wanted replied denied".split()
)
_DETERMINED: Final = re.compile(
    r"\b(?:the|a|an|this|these|those|each|every|any|no|some|our|its|in|last|next|early|late|mid|will|may|not)[ \u00a0]\Z"
)
_VERBS_ALWAYS: Final = frozenset({"will", "may", "can", "page", "art", "bill", "grant", "chase", "case", "jan"})
_SHORT, _LONG = 4, 6
_REACH: Final = 24
_VERBS: Final = frozenset(
    "will may can mark sue bob pat art drew rob grant chase grace hope back left saw say fell read rose pass rest ran only just "
    "still over last new own light list late case say see place point order place home house work word time times day days "
    "night school church police service street way well down long good free right hand head heart part past same tell told "
    "answer ever even cause care keep page pay plan play put score search second set show sign stand start state stay stop "
    "story support table take talk test text thank think train trip trust try turn use view visit wait walk want watch went "
    "west east north south white black young old early clear close cold cool dark deep dear fair fine first flat full great "
    "green grey hard high holder hunt keen kind lay less live look lost love low mean means might moon more most much name "
    "near need noon north note once open out pain peace pick post power price proof reason red ring rise road room round run "
    "rush sharp short sick side single sister sleep slow small smart snow some soon spoke spring star steps stick storm "
    "strong style such summer sun sure sweet table tall thin thorn tidy tip tired top touch town true under wash waters wave "
    "week weeks welcome wide wild wind wise wish with wood wright year yes".split()
)


def find_small(text: str, known: frozenset[str]) -> Iterator[Span]:
    """Names in small letters, in no order; ``known`` are the words of people named elsewhere in the text."""
    distinct = frozenset(_WORD.findall(text))
    wanted = frozenset(word for word in distinct if word[0].islower() and is_strange(word))
    for match in _WORD.finditer(text):
        if match[0] in wanted:
            yield _span(*_widened(text, *match.span(), known), sure=match[0] in known)
    for match in _TITLED.finditer(text):
        if match[1][0].islower() and not class_of(match[1]) & OFFICIAL:
            yield _span(*_widened(text, *match.span(1), known), sure=True)
    for match in _GREETED.finditer(text):
        if (
            match[1][0].islower()
            and (match[1] in known or class_of(match[1]) & FORENAME)
            and match[1] not in _VERBS - known
        ):
            yield _span(*_widened(text, *match.span(1), known), sure=False)
    learned = _learned(text)
    if learned:
        yield from _spread(text, learned)
    plain = known & distinct
    if plain:
        yield from _in_informal_lines(text, plain)
        for match in _INITIALLED.finditer(text):
            if match[1] in plain:
                yield _span(*match.span(), sure=True)


def find_small_phrases(text: str, names: Iterable[Judged]) -> Iterator[Span]:
    """Places and organisations of two words or more, named elsewhere in the text, in small letters."""
    wanted: dict[str, tuple[str, Kind]] = {}
    for one in names:
        lower = one.words[0].text.lower()
        if one.kind is not Kind.DEMOGRAPHIC and not class_of(lower) & (ORDINARY | OFFICIAL) and len(lower) > _SHORT:
            wanted.setdefault(lower, (lower, one.kind))
        if (
            one.kind in {Kind.PLACE, Kind.ORGANISATION}
            and len(one.words) > 1
            and not class_of(one.words[0].text) & OFFICIAL
        ):
            first, second = (word.text.lower() for word in one.words[:2])
            wanted[first] = (f"{first} {second}", one.kind)
    for match in _WORD.finditer(text) if wanted else ():
        phrase, kind = wanted.get(match[0], ("", Kind.PLACE))
        if phrase and text.startswith(phrase, match.start()):
            yield Span(match.start(), match.start() + len(phrase), kind, Certainty.LIKELY, Source.SHAPE)


def _learned(text: str) -> frozenset[str]:
    """Ordinary words that are used as a name in small letters: beside another name, with a title, as nobody's thing."""
    times: Counter[str] = Counter()
    for match in _PAIR.finditer(text):
        first, second = match[1], match[2]
        if class_of(first) & FORENAME and _may_be_surname(second) and not (class_of(first) | class_of(second)) & PUBLIC:
            sure = 2 if class_of(second) & SURNAME or not class_of(first) & ORDINARY else 1
            times.update({first: sure, second: sure})
    for match in _OWNED.finditer(text):
        if class_of(match[1]) & FORENAME and not _DETERMINED.search(
            text, max(0, match.start() - _REACH), match.start()
        ):
            times[match[1]] += 1
    for match in _SPOKEN.finditer(text):
        if class_of(match[1]) & FORENAME and (opens(text, match.start()) or match[2] in _ONLY_PEOPLE):
            times[match[1]] += 1
    return frozenset(word for word, count in times.items() if count > 1 and word not in _VERBS_ALWAYS)


def _may_be_surname(word: str) -> bool:
    return bool(class_of(word) & NAME) or word in NAMES_THAT_ARE_WORDS and word not in _VERBS


def _spread(text: str, learned: frozenset[str]) -> Iterator[Span]:
    for match in _WORD.finditer(text):
        if match[0] in learned and not _DETERMINED.search(text, max(0, match.start() - _REACH), match.start()):
            yield _span(*_widened(text, *match.span(), learned), sure=False)


def _span(start: int, end: int, *, sure: bool) -> Span:
    return Span(start, end, Kind.PERSON, Certainty.LIKELY if sure else Certainty.POSSIBLE, Source.SHAPE)


def is_strange(word: str) -> bool:
    """Whether a word in small letters is in no list of English words, nor one slip away from a common one."""
    found = class_of(word)
    if found & (ORDINARY | OFFICIAL | ORGANISATION | PLACE) or word in words("small_words"):
        return False
    if found & NAME:
        return True
    return len(word) >= _SHORT and not _is_slip(word)


@lru_cache(maxsize=20_000)
def _is_slip(word: str) -> bool:
    if len(word) < _LONG:
        return False
    common = words("english")
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    if any(a in common and b in common for a, b in halves if len(a) > 2 and len(b) > 2):
        return True
    if any(a + b[1:] in common or a + b[1:2] + b[:1] + b[2:] in common for a, b in halves if b):
        return True
    return any(a + c + b in common or a + c + b[1:] in common for a, b in halves for c in ascii_lowercase)


def _widened(text: str, start: int, end: int, known: frozenset[str]) -> tuple[int, int]:
    """A name with the names beside it, ordinary words or not."""
    while (after := _NEXT.match(text, end)) and _belongs(after[1], known):
        end = after.end(1)
    while (before := _BEFORE.search(text, max(0, start - _REACH), start)) and _belongs(before[1], known):
        start = before.start(1)
    initials = _INITIALS.search(text, max(0, start - _REACH), start)
    return (initials.start() if initials is not None else start), end


def _belongs(word: str, known: frozenset[str]) -> bool:
    found = class_of(word)
    if word.lower() in known or _may_be_surname(word) and not found & OFFICIAL:
        return True
    return not found and len(word) >= _SHORT and word not in words("small_words")


def _in_informal_lines(text: str, known: frozenset[str]) -> Iterator[Span]:
    """In a message without any capital every known name is one, ordinary word or not."""
    for line in _LINE.finditer(text):
        piece = line[0]
        if len(piece) < _REACH or sum(map(str.isupper, piece)) > 1:
            continue
        for match in _WORD.finditer(text, *line.span()):
            if match[0] in known and match[0][0].islower():
                start, end = _widened(text, *match.span(), known)
                letter = _LETTERED.match(text, end)
                yield _span(start, letter.end() if letter is not None else end, sure=False)
