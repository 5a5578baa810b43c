"""Hints while an action is written: specific, measurable, achievable, relevant, time-bound. They refuse nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

YEAR_DAYS: Final = 366
LEAST_WORDS: Final = 4
MOST_WORDS: Final = 45

VAGUE: Final = (
    "consider", "continue", "ensure", "encourage", "explore", "improve", "look at", "raise awareness", "raise the",
    "remind", "seek", "strengthen", "support", "try", "work with", "work together", "promote", "aim", "be aware",
)  # fmt: skip
"""Verbs that say what should be so, not what somebody does."""

VERBS: Final = frozenset(
    "add agree amend appoint arrange ask assess audit brief build change check circulate collect commission complete"
    " confirm contact create deliver design develop distribute draft embed evaluate extend fund give hold identify"
    " implement include incorporate install introduce issue join launch map measure meet move name notify obtain offer"
    " place plan prepare present print produce provide publish put record recruit redesign refresh replace report"
    " request require review revise rewrite roll run sample schedule secure send set share show sign simplify start"
    " survey take teach tell test track train update use visit write".split()
)
NOT_FIRST: Final = frozenset(
    "a all an any agencies each every it partners staff that the their there these this to we".split()
)
MEASURED: Final = re.compile(
    r"\d|\b(?:all|each|every|both|audit\w*|sampl\w*|survey\w*|count\w*|compar\w*|dip|per cent|half|register\w*"
    r"|evaluat\w*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundred)\b",
    re.IGNORECASE,
)
NOBODY: Final = re.compile(
    r"\b(?:all (?:agencies|partners|professionals)|everyone|relevant (?:agencies|staff|partners))\b", re.IGNORECASE
)
ENDLESS: Final = re.compile(
    r"\b(?:ongoing|on-going|as soon as possible|asap|in due course|when possible|where possible|as appropriate"
    r"|where appropriate|tbc|to be confirmed|regularly)\b",
    re.IGNORECASE,
)
SECOND: Final = re.compile(r"(?:;|\. |\band (?:then )?)\s*(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One hint; ``letter`` is the part of SMART that it is about."""

    letter: str
    sentence: str


def hints(
    text: str, *, lead_agency: str = "", target_on: date | None = None, has_milestones: bool = False, on: date
) -> tuple[Hint, ...]:
    """What could be said better about an action as it stands, with ``on`` as today; nothing for an empty text."""
    words = re.findall(r"[\w'\u2019-]+", text.casefold())
    if not words:
        return ()
    found = (
        *_specific(text, words),
        *_measurable(text, has_milestones=has_milestones),
        *_achievable(text),
        *_relevant(lead_agency),
        *_timed(text, target_on, on),
    )
    return tuple(Hint(letter=letter, sentence=sentence) for letter, sentence in found)


def _specific(text: str, words: list[str]) -> Iterator[tuple[str, str]]:
    start = " ".join(words)
    vague = next((verb for verb in VAGUE if start.startswith(f"{verb} ") or start == verb), "")
    if vague:
        yield "S", f"“{vague.capitalize()}” says what should be so. Begin with what somebody does: write, train, audit."
    elif words[0] in NOT_FIRST:
        yield "S", "Begin with a verb: what does the lead agency do?"
    if len(words) < LEAST_WORDS:
        yield "S", "Say what is done, to what, and where."
    if found := NOBODY.search(text):
        yield "S", f"“{found[0]}” is nobody in particular: name the agencies that contribute."


def _measurable(text: str, *, has_milestones: bool) -> Iterator[tuple[str, str]]:
    if not has_milestones and not MEASURED.search(text):
        yield "M", "How will you know? Give a number, or say what is audited, sampled or counted."


def _achievable(text: str) -> Iterator[tuple[str, str]]:
    second = next((word for word in SECOND.findall(text) if word.casefold() in VERBS), "")
    if second:
        yield "A", f"There is a second action in it (“{second.casefold()}”): give each its own line and date."
    elif len(text.split()) > MOST_WORDS:
        yield "A", f"It has more than {MOST_WORDS} words: is it more than one action?"


def _relevant(lead_agency: str) -> Iterator[tuple[str, str]]:
    if not lead_agency.strip():
        yield "R", "Which one agency leads?"
    elif re.search(r"[,/;&]", lead_agency):
        yield "R", "One agency leads; the others contribute."


def _timed(text: str, target_on: date | None, on: date) -> Iterator[tuple[str, str]]:
    if found := ENDLESS.search(text):
        yield "T", f"“{found[0]}” has no end: say by when."
    if target_on is None:
        yield "T", "Set a target date."
    elif target_on < on:
        yield "T", "The target date has passed already."
    elif (target_on - on).days > YEAR_DAYS:
        yield "T", "The target date is more than a year away: set milestones on the way."
