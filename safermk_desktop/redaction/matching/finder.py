"""Finds every form of every registered identity in a text; what is longest wins, what is kept stays."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, pairwise
from typing import Final, Literal, NamedTuple

from safermk_desktop.redaction.matching import dates
from safermk_desktop.redaction.matching.broken import broken_words
from safermk_desktop.redaction.matching.choosing import chosen
from safermk_desktop.redaction.matching.deciding import decided
from safermk_desktop.redaction.matching.encoded import ENCODED, encoded_pieces
from safermk_desktop.redaction.matching.forms import AFTER_A_TITLE, STREET, Form, gap_allowed
from safermk_desktop.redaction.matching.lexicon import Branch, Lexicon, lexicon_of
from safermk_desktop.redaction.matching.misread import misread_pieces
from safermk_desktop.redaction.matching.ordinary import FORMS_OF_ADDRESS, MONTH_NAMES, ORDINARY, SEASONS, TITLES
from safermk_desktop.redaction.matching.parting import parted
from safermk_desktop.redaction.matching.published import dated, end_of, neutral, published
from safermk_desktop.redaction.matching.shadow import (
    CutWords,
    Shadow,
    cut,
    needs_parting,
    shadow,
    shadowed,
    words_of,
)
from safermk_desktop.redaction.matching.spans import Span
from safermk_desktop.redaction.matching.squeezed import squeezed_spans
from safermk_desktop.redaction.register import Register

Certainty = Literal["certain", "undecided"]
DATES_ID = "dates"
SHARED: Final = "shared by several"
# Where a word begins within a word, as in a file's name; not after the Mac of a surname.
HUMP: Final = re.compile(
    r"[A-Z](?:(?<=[a-z][A-Z])(?<!\bMc[A-Z])(?<!\bMac[A-Z])(?<!\bDe[A-Z])|(?<=[A-Z][A-Z])(?=[a-z]{3}))"
)


class Match(NamedTuple):
    """One place where an identity stands: code points of the given text, the form, and what is published instead.

    ``also`` are the ids of other identities whose form it is as well; then it is published without saying whose.
    """

    start: int
    end: int
    identity_id: str
    form: str
    certainty: Certainty
    replacement: str
    also: tuple[str, ...] = ()


def find(text: str, register: Register) -> tuple[Match, ...]:
    """Every place of a text where a registered identity stands, in order, none overlapping."""
    return Matcher(register).find(text)


_SHORTEST_PIECE: Final = 4
_UNKNOWN: Final = ("",)
_AROUND_A_BREAK: Final = 300
_BEFORE_A_MONTH: Final = frozenset("in since until during early late mid last next".split())
_BEFORE_OF: Final = frozenset("end beginning middle th st nd rd".split())


class Matcher:
    """A register made ready for many texts."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.lexicon: Lexicon = lexicon_of(register)
        self.near: dict[str, tuple[str, ...]] = {}
        """What each word seen may be a misspelling of: the same words come again in every text and its proof."""

    def find(self, text: str, breaks: Sequence[int] = (), *, words: CutWords | None = None) -> tuple[Match, ...]:
        """As the function of the same name; ``breaks`` are the offsets where the file parts its text into runs.

        ``words`` are the words of the text as they stand in it, where they are cut already.
        """
        humps = [one.start() for one in HUMP.finditer(text)]
        borders = sorted({*breaks, *humps}) if humps else breaks
        broken = list(broken_words(text, borders))
        spans: list[Span] = [*self._between(text, broken), *self._beside_breaks(text, broken)]
        kept: list[tuple[int, int]] = []
        for reading in [shadow(text), *([shadow(text, parted=True)] if needs_parting(text) else [])]:
            one = _Reading(self, text, reading, shadowed(words, reading) if words is not None else None)
            spans += one.spans()
            kept += one.kept()
        spans += (*self._encoded(text), *self._misread(text))
        sides = parted(text, spans, self.lexicon.people, breaks)
        best = dates.joined(text, chosen(text, sides, kept))
        replacements = [one.replacement for one in self.register.identities]
        return tuple(self._match(text, span) for span in decided(text, best, replacements))

    def _encoded(self, text: str) -> Iterable[Span]:
        """A name in percent-encoding goes with the whole piece of the address that spells it."""
        for piece in encoded_pieces(text):
            inner = [one for one in _Reading(self, piece.text, shadow(piece.text)).spans() if one.owner >= 0]
            if inner:
                yield Span(piece.start, piece.end, inner[0].owner, ENCODED, True, True)

    def _misread(self, text: str) -> Iterable[Span]:
        for piece in misread_pieces(text, self.lexicon.forms.keys()):
            for span in _Reading(self, piece.text, shadow(piece.text)).spans():
                start, end = piece.start + span.start, piece.start + span.end
                if span.certain and span.owner >= 0 and text[start:end] != piece.text[span.start : span.end]:
                    yield span._replace(start=start, end=end)

    def _between(self, text: str, broken: Sequence[Sequence[int]]) -> Iterable[Span]:
        """Names that are whole between two ends of runs, though the letters of a longer word stand around them."""
        for piece_ends in broken:
            for at, start in enumerate(piece_ends[:-1]):
                for end in piece_ends[at + 1 :]:
                    words = words_of(text[start:end])
                    if len(words) != 1 or len(words[0]) < _SHORTEST_PIECE or words[0] not in self.lexicon.forms:
                        continue
                    for form in self.lexicon.forms[words[0]].alone:
                        if form.listed or not form.ordinary:
                            yield Span(start, end, form.owner, form.name, True, form.listed)

    def _beside_breaks(self, text: str, broken: Sequence[Sequence[int]]) -> Iterable[Span]:
        """Names of several words that begin or end where runs part a word: read again with the runs apart."""
        edges = [
            place
            for ends in broken
            for at, place in enumerate(ends[1:-1], start=1)
            if any(self._ends_one(text[start:place]) for start in ends[:at])
            or any(self._begins_one(text[place:end]) for end in ends[at + 1 :])
        ]
        done = 0
        for edge in edges:
            if edge < done:
                continue
            first, done, last = max(edge - _AROUND_A_BREAK, 0), edge + _AROUND_A_BREAK, edge + 2 * _AROUND_A_BREAK
            inside = [place for place in edges if first < place < last]
            cuts = [first, *inside, min(last, len(text))]
            apart = " ".join(text[start:end] for start, end in pairwise(cuts))
            for span in _Reading(self, apart, shadow(apart)).spans():
                start, end = (
                    first + offset - sum(place - first + at < offset for at, place in enumerate(inside))
                    for offset in (span.start, span.end)
                )
                here = start in inside or end in inside
                if here and span.certain and span.form != "typing error" and len(words_of(text[start:end])) > 1:
                    yield span._replace(start=start, end=end)

    def _ends_one(self, piece: str) -> bool:
        """Whether a name of several words may end with a piece of a word."""
        return not self.lexicon.lasts.isdisjoint(words_of(piece)[-1:])

    def _begins_one(self, piece: str) -> bool:
        """Whether a name of several words may begin with a piece of a word; what follows it may be misspelt or cut."""
        words = words_of(piece)
        branch = self.lexicon.forms.get(words[0]) if words else None
        return branch is not None and bool(branch.pairs)

    def _match(self, text: str, span: Span) -> Match:
        place = (span.start, span.end)
        if span.owner < 0:
            start, new = dated(text, place, span.text, span.form)
            return Match(start, span.end, DATES_ID, span.form, "certain", new)
        identity = self.register.identities[span.owner]
        certainty: Certainty = "certain" if span.certain else "undecided"
        if not span.others:
            write = dated if span.form in {"date", dates.RANGE} else published
            start, new = write(text, place, identity.replacement, span.form)
            return Match(start, end_of(text, place), identity.id, span.form, certainty, new)
        also = [self.register.identities[one] for one in span.others]
        start, new = neutral(text, place, {identity.kind, *(one.kind for one in also)}, span.form)
        form = SHARED if span.certain else span.form
        return Match(start, span.end, identity.id, form, "undecided", new, tuple(one.id for one in also))


class _Reading:
    """One reading of a text: its shadow cut into words."""

    def __init__(self, matcher: Matcher, text: str, reading: Shadow, words: CutWords | None = None) -> None:
        self.lexicon, self.near = matcher.lexicon, matcher.near
        self.register = matcher.register
        self.source = text
        self.shadow = reading
        self.text = reading.text
        self.is_even = len(reading.anchors) == 1
        self.cut = words if words is not None else cut(reading.text)
        self.words, self.starts, self.ends = self.cut
        self.distinct = frozenset(self.words)
        seen = self.near
        self.wrong = {
            word: near for word in self.distinct if seen.get(word, _UNKNOWN) and (near := self._misspelt(word))
        }
        self.hot = _hot(
            self.words, self.distinct & self.lexicon.beginnings | self.wrong.keys(), self.wrong, self.lexicon
        )

    def spans(self) -> list[Span]:
        """Every candidate."""
        return [*self._forms(), *self._glued(), *self._inside(), *self._squeezed(), *self._dates()]

    def kept(self) -> list[tuple[int, int]]:
        """Where phrases that are kept stand, in the source's offsets."""
        spans: list[tuple[int, int]] = []
        index = self.lexicon.kept
        for at in self._places(index):
            for form in self._beginning(index[self.words[at]], at, None):
                end = self._phrase(at, form.words, None)
                if end is not None:
                    spans.append(self._source(at, end))
        return spans

    def _beginning(self, branch: Branch, at: int, wrong: dict[str, tuple[str, ...]] | None) -> Iterable[Form]:
        """The forms of a branch that may stand at a word, by the word after it."""
        if branch.pairs and at + 1 < len(self.words):
            second = self.words[at + 1]
            yield from branch.pairs.get(second, ())
            for name in wrong.get(second, ()) if wrong else ():
                yield from branch.pairs.get(name, ())
        yield from branch.alone

    def _places(self, wanted: Container[str]) -> list[int]:
        """The indices of some of the words that anything begins with; most texts have few of them."""
        return [at for at in self.hot if self.words[at] in wanted]

    def _forms(self) -> Iterable[Span]:
        index, wrong = self.lexicon.forms, self.wrong
        for at in self.hot:
            word = self.words[at]
            if word in index:
                for form in self._beginning(index[word], at, wrong):
                    end = self._phrase(at, form.words, wrong) if len(form.words) > 1 else at
                    asks = form.capitals or form.name == AFTER_A_TITLE
                    if end is not None and not (asks and not self._counts(at, end, form)):
                        yield self._span(at, end, form, form.name)
            if word in wrong:
                yield from self._wrong_first(at, wrong)

    def _glued(self) -> Iterable[Span]:
        for start, end, form in self.lexicon.glued.spans(self.text, self.distinct):
            yield Span(*self.shadow.source(start, end), form.owner, form.name, True, form.listed)

    def _inside(self) -> Iterable[Span]:
        for start, end, form in self.lexicon.inside.spans(self.text, self.cut, self.distinct):
            yield Span(*self.shadow.source(start, end), form.owner, form.name, True, form.listed)

    def _misspelt(self, word: str) -> tuple[str, ...]:
        """The names that a word is a misspelling of; ordinary words and other people's names are none."""
        near = self.near.get(word)
        if near is None:
            ordinary = len(word) < 4 or word in self.lexicon.known or word in ORDINARY or not word.isalpha()
            near = self.near[word] = () if ordinary else self.lexicon.typing_errors.names_near(word)
        return tuple(name for name in near if word != name + "s" and word + "s" not in self.distinct) if near else ()

    def _wrong_first(self, at: int, wrong: dict[str, tuple[str, ...]]) -> Iterable[Span]:
        for name in wrong[self.words[at]]:
            for form in self._beginning(self.lexicon.forms[name], at, None) if name in self.lexicon.forms else ():
                if form.owner not in self.lexicon.misspelt_owners or form.name in {"plural", "joined"}:
                    continue
                end = self._phrase(at, (self.words[at], *form.words[1:]), None)
                if end is None or (len(form.words) == 1 and not self._looks_like_a_name(at)):
                    continue
                if self._counts(at, end, form):
                    yield self._span(at, end, form, "typing error")

    def _looks_like_a_name(self, at: int) -> bool:
        start, end = self._source(at, at)
        return self.source[start:end][:1].isupper() or end - start >= 7

    def _phrase(self, at: int, wanted: tuple[str, ...], wrong: dict[str, tuple[str, ...]] | None) -> int | None:
        """The index of the last word where the wanted words stand from ``at`` on; one of them may be misspelt."""
        words, last = self.words, at + len(wanted) - 1
        if last >= len(words):
            return None
        spare = 1 if wrong is not None else 0
        for offset in range(1, len(wanted)):
            here = words[at + offset]
            if here != wanted[offset]:
                if not (spare and wrong and wanted[offset] in wrong.get(here, ())):
                    return None
                spare = 0
            gap = self.text[self.ends[at + offset - 1] : self.starts[at + offset]]
            if gap != " " and not gap_allowed(gap):
                return None
        return last

    def _counts(self, at: int, end: int, form: Form) -> bool:
        """Whether initials stand in capitals, apart from other letters, and a middle name after a title."""
        if not form.capitals:
            return form.name != AFTER_A_TITLE or self._titles_before(at) < at
        if form.name == STREET:
            start, stop = self._source(at, end)
            return not self.source[start:stop].islower()
        for place in range(at, end + 1):
            start, stop = self._source(place, place)
            if len(self.words[place]) <= 3 and not self.source[start:stop].isupper() and form.name == "initials":
                return False
            if not self.source[start : start + 1].isupper():
                return False
        return form.name != "initials" or _initials_apart(self.cut, self.text, at, end)

    def _span(self, at: int, end: int, form: Form, name: str) -> Span:
        titled = at
        if at and self.words[at - 1] in TITLES and self.lexicon.people[form.owner]:
            titled = self._titles_before(at)
            if form.ordinary and titled < at and not self._is_addressed(at):
                titled = at
        certain = form.listed or not form.ordinary or titled < at
        start, stop = self._source(titled, end)
        if not certain and self.words[at] in MONTH_NAMES and self._in_a_date(at, end):
            name = "part of a date"
        return Span(start, stop, form.owner, name, certain, form.listed)

    def _titles_before(self, at: int) -> int:
        """The index of the first of the titles that stand before a name."""
        while at > 0 and self.words[at - 1] in TITLES:
            gap = self.text[self.ends[at - 1] : self.starts[at]]
            if not gap or len(gap) > 2 or gap.strip(" ."):
                break
            start, _ = self._source(at - 1, at - 1)
            if not self.source[start].isupper() and self.words[at - 1] not in FORMS_OF_ADDRESS:
                break
            at -= 1
        return at

    def _is_addressed(self, at: int) -> bool:
        """Whether the word after a title is a name: ``mr baker`` is, while ``the Dr will`` goes on with a verb."""
        start, _ = self._source(at, at)
        return self.words[at - 1] in FORMS_OF_ADDRESS or self.source[start].isupper()

    def _in_a_date(self, at: int, end: int) -> bool:
        """Whether a month's or season's name stands as one: with its day or year, or after ``in`` and the like."""
        word = self.words[at]
        before, after = self._beside(at - 1, at), self._beside(end + 1, end)
        if (len(after) == 4 and after.isdecimal()) or (
            word not in SEASONS and (before.isdecimal() or after.isdecimal())
        ):
            return True
        if before in {"of", "th", "st", "nd", "rd"}:
            return at > 1 and (before != "of" or self.words[at - 2] in _BEFORE_OF)
        owns = self.text.startswith("'", self.ends[end])
        return before in _BEFORE_A_MONTH and not owns

    def _beside(self, place: int, word: int) -> str:
        """The word beside another, where at most a space, a comma or a dot parts them."""
        if not 0 <= place < len(self.words):
            return ""
        first, second = min(place, word), max(place, word)
        gap = self.text[self.ends[first] : self.starts[second]]
        return self.words[place] if len(gap) <= 2 and not gap.strip(" ,.") else ""

    def _squeezed(self) -> Iterable[Span]:
        needles = self.lexicon.needles
        for at, end, needle in squeezed_spans(self.text, self.cut, needles, self._places(needles.beginnings)):
            start, stop = self._source(at, end)
            yield Span(start, stop, needle.owner, needle.form, True, needle.listed)

    def _dates(self) -> Iterable[Span]:
        rule = self.register.dates
        if rule == "keep" and not self.lexicon.days:
            return
        for written in dates.full_dates(self.text):
            start, stop = self.shadow.source(written.start, written.end)
            form = dates.RANGE if written.ranged else "date"
            owner = next((one for day, one in self.lexicon.days if dates.same_day(written, day)), None)
            if owner is not None:
                yield Span(start, stop, owner, form, True, True)
            elif rule != "keep" and not written.doubtful:
                yield Span(start, stop, -1, form, True, False, dates.rule_text(written, rule))

    def _source(self, at: int, end: int) -> tuple[int, int]:
        start, stop = self.starts[at], self.ends[end]
        return (start, stop) if self.is_even else self.shadow.source(start, stop)


def _initials_apart(found: CutWords, text: str, at: int, end: int) -> bool:
    """J.F. and J F: one separator between the letters, and no further lone letter beside them."""
    words, starts, ends = found
    lone = [place for place in range(at, end + 1) if len(words[place]) == 1]
    if end == at or len(lone) <= end - at:
        return True
    beside = [place for place in (at - 1, end + 1) if 0 <= place < len(words) and len(words[place]) == 1]
    near = [p for p in beside if abs(starts[at] - ends[p] if p < at else starts[p] - ends[end]) <= 2]
    dotted = "." in text[ends[at] : starts[at + 1]]
    return dotted or (not near and words[at] not in {"a", "i"})


def _hot(words: Sequence[str], wanted: AbstractSet[str], wrong: Container[str], lexicon: Lexicon) -> list[int]:
    """The indices of the wanted words with which something may begin, for what follows them may belong to it."""
    followers = {word: lexicon.followers(word) for word in wanted if word not in wrong}
    places = compress(range(len(words)), map(wanted.__contains__, words)) if wanted else ()
    found: list[int] = []
    for at in places:
        after = followers.get(words[at])
        # the next word may also be a misspelling of one that follows
        if after is None or ((second := words[at + 1] if at + 1 < len(words) else "") in after) or second in wrong:
            found.append(at)
    return found
