"""Redacts a Word file: reads it, replaces every registered identity, builds a new file and searches that again."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from safermk_desktop.redaction.matching.finder import HUMP, SHARED, Match, Matcher
from safermk_desktop.redaction.proof import prove
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.rebuild.context import Pictures
from safermk_desktop.redaction.rebuild.drawings import encoded_again
from safermk_desktop.redaction.rebuild.inline import in_reading_order
from safermk_desktop.redaction.rebuild.parts import Rebuilt, rebuild
from safermk_desktop.redaction.rebuild.write import write_package
from safermk_desktop.redaction.register import Register, check_keeps, check_register
from safermk_desktop.redaction.report import Find, Open, ProofResult, RedactionReport, Replaced
from safermk_desktop.redaction.text import Edit, StoryText, check_text, document_stories, read_stories, take_out

Progress = Callable[[int, int], None]
PART_OF_A_DATE: Final = "part of a date"
DEFAULT_TITLE: Final = "Redacted copy"
_ROUNDS: Final = 4
_STEPS: Final = 5
LONGEST_SIDE: Final = 2000
"""Points of a side of a picture that is looked at."""


@dataclass(frozen=True)
class RedactionOptions:
    """What a person may choose: forms that are ordinary words too, pictures, the title of the published file.

    ``words`` (``replace``, ``leave``) and ``images`` (``keep``, ``drop``) hold what was chosen for single ones, by the
    keys that the report lists them under, ``finds`` what was chosen for veiled, hidden and deleted text (``finds``).
    """

    undecided: Literal["replace", "leave"] = "replace"
    pictures: Pictures = "drop"
    title: str = ""
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    images: Mapping[str, str] = field(default_factory=dict[str, str])
    finds: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class RedactedCopy:
    """The bytes of the new file and what there is to tell about them."""

    data: bytes
    report: RedactionReport


def redact(
    data: bytes, register: Register, options: RedactionOptions | None = None, progress: Progress | None = None
) -> RedactedCopy:
    """Build a copy of a Word file without the identities of the register: the same input gives the same bytes.

    ``progress`` is told the steps done and the steps there are. The report's proof may name survivors: whoever hands
    the bytes on has to look (``services.proof`` does). Raises the refusals of the reader, the register and WordNoText.
    """
    tell = progress or _tell_nobody
    check_keeps(register)
    work = _Work(Matcher(check_register(register)), options or RedactionOptions())
    document = read_word(data)
    tell(1, _STEPS)
    finds = work.options.finds
    rebuilt = rebuild(document, work.free(), work.options.pictures, work.options.images, finds)
    take_out(rebuilt, work.spans_in)
    tell(2, _STEPS)
    written, proof = b"", ProofResult(0, 0, 0)
    # where something was taken out, its neighbours come together: again, until the proof finds nothing
    for turn in range(_ROUNDS):
        work.replace_everywhere(rebuilt, first=turn == 0)
        tell(3, _STEPS)
        written = write_package(rebuilt, work.replaced_in(work.options.title or DEFAULT_TITLE))
        tell(4, _STEPS)
        proof = prove(written, work.matcher, work.counts())
        if not proof.survivors:
            break
    if work.undecided and not rebuilt.reads_as_text:
        work.list_open(document_stories(document, finds))
    tell(_STEPS, _STEPS)
    return RedactedCopy(written, work.report(rebuilt, written, proof))


def _tell_nobody(_done: int, _steps: int) -> None:
    """Where nobody asked for progress."""


@dataclass
class _Work:
    matcher: Matcher
    options: RedactionOptions
    places: dict[str, int] = field(default_factory=lambda: defaultdict[str, int](int))
    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict[str, set[str]](set))
    undecided: list[Open] = field(default_factory=list[Open])
    turns: Counter[str] = field(default_factory=Counter[str])
    left: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    """How often a person chose to leave a form that would be replaced: entry and the form in lower case."""

    def free(self) -> Callable[[str], bool]:
        """Whether a short text holds no identity, remembered for as long as this redaction lasts."""
        return lru_cache(maxsize=4096)(self._is_free)

    def _is_free(self, text: str) -> bool:
        return not self.matcher.find(text) and not self.matcher.find(HUMP.sub(r" \g<0>", text))

    def acts_on(self, text: str, match: Match) -> bool:
        """Whether a find is replaced: certain ones are, others where they have a capital and are no part of a date.

        What is somebody's name for certain, and only whose is open, is never left.
        """
        if match.certainty == "certain" or match.form == SHARED:
            return True
        if self.options.undecided == "leave" or match.form == PART_OF_A_DATE:
            return False
        return text[match.start].isupper()

    def counts(self) -> Callable[[str, Match], bool]:
        """As ``acts_on``, once over the whole of the text, but for as many places as a person chose to leave."""
        spare = self.left.copy()

        def counts(text: str, match: Match) -> bool:
            if not self.acts_on(text, match):
                return False
            form = (match.identity_id, text[match.start : match.end].lower())
            if match.certainty == "certain" or not spare[form]:
                return True
            spare[form] -= 1
            return False

        return counts

    def replace_everywhere(self, rebuilt: Rebuilt, *, first: bool) -> None:
        """Every story and label, once. Raises WordNoText where there is nothing to read."""
        stories = read_stories(rebuilt)
        if first:
            check_text(stories)
        offset, counts = 0, self.counts()
        for story in stories:
            matches = self.matcher.find(story.text, story.starts)
            if first:
                acts = self._decided_in(story, matches, offset)
                self._replace_in(story, [one for one in matches if acts.get(one, True)])
                offset += len(story.text)
            else:
                self._replace_in(story, [one for one in matches if counts(story.text, one)])
        for element, name in rebuilt.context.labels:
            element.set(name, self.replaced_in(in_reading_order(element.get(name) or "")))

    def spans_in(self, story: StoryText) -> list[tuple[int, int]]:
        """Where a story has what is replaced."""
        return [
            (one.start, one.end) for one in self.matcher.find(story.text, story.starts) if self.acts_on(story.text, one)
        ]

    def replaced_in(self, text: str) -> str:
        """A short text with its identities replaced."""
        for _ in range(_ROUNDS):
            matches = [one for one in self.matcher.find(text) if self.acts_on(text, one)]
            if not matches:
                break
            for match in reversed(matches):
                text = text[: match.start] + match.replacement + text[match.end :]
        return text

    def _replace_in(self, story: StoryText, matches: Iterable[Match]) -> None:
        edits: list[Edit] = []
        for match in matches:
            edits.append(Edit(match.start, match.end, match.replacement))
            self.places[match.identity_id] += 1
            self.forms[match.identity_id].add(story.text[match.start : match.end])
        story.apply(edits)

    def list_open(self, stories: Iterable[StoryText]) -> None:
        """List what is undecided by its place in the plain text of the original, as ``safermk text`` prints it."""
        offset, left = 0, self.left.copy()
        self.undecided.clear()
        self.turns.clear()
        for story in stories:
            self._decided_in(story, self.matcher.find(story.text, story.starts), offset)
            offset += len(story.text)
        self.left = left

    def _decided_in(self, story: StoryText, matches: Iterable[Match], offset: int) -> dict[Match, bool]:
        """List what is undecided in a story; whether each of these is replaced, as a person chose or by the rule."""
        found: dict[Match, bool] = {}
        for match in matches:
            if match.certainty == "certain":
                continue
            ids = (match.identity_id, *match.also)
            self.turns["+".join(ids)] += 1
            key = f"{'+'.join(ids)}:{self.turns['+'.join(ids)]}"
            found[match] = self._is_replaced(story.text, match, self.options.words.get(key, ""))
            place = (story.part, story.story, offset + match.start, offset + match.end)
            self.undecided.append(Open(ids[0], ids, *place, replaced=found[match], key=key))
        return found

    def _is_replaced(self, text: str, match: Match, choice: str) -> bool:
        by_rule = self.acts_on(text, match)
        if not choice or match.form == SHARED:
            return by_rule
        if by_rule and choice == "leave":
            self.left[match.identity_id, text[match.start : match.end].lower()] += 1
        return choice == "replace"

    def report(self, rebuilt: Rebuilt, written: bytes, proof: ProofResult) -> RedactionReport:
        """The report of what was done and of the proof on the bytes written."""
        replaced = tuple(
            Replaced(one.id, self.places[one.id], len(self.forms[one.id])) for one in self.matcher.register.identities
        )
        if self.places["dates"]:
            replaced = (*replaced, Replaced("dates", self.places["dates"], len(self.forms["dates"])))
        return RedactionReport(
            replaced,
            tuple(sorted(rebuilt.context.dropped)),
            tuple(self.undecided),
            proof,
            hashlib.sha256(written).hexdigest(),
            pictures=tuple(rebuilt.context.seen.values()),
            finds=tuple(Find(one.key, one.kind, one.part, one.place, one.done) for one in rebuilt.context.finds.found),
        )


def words_of(data: bytes, key: str, finds: Mapping[str, str]) -> str:
    """What stands under a box, hidden or deleted in a Word file, by its key in the report; empty where nothing does.

    ``finds`` is what was chosen for the others. Raises the refusals of the reader.
    """
    context = rebuild(read_word(data), lambda _text: True, "drop", choices=finds).context
    return next((one.text.strip() for one in context.finds.found if one.key == key), "")


def picture_of(data: bytes, key: str) -> bytes | None:
    """A picture of a Word file, by its key in the report, decoded and encoded anew as PNG; None where it cannot be.

    Raises the refusals of the reader.
    """
    context = rebuild(read_word(data), lambda _text: True, "drop").context
    for target, seen in context.seen.items():
        if seen.key == key:
            return encoded_again(context.document.package.read(target), (0, 0, 0, 0), longest=LONGEST_SIDE)
    return None
