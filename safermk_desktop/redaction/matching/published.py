"""The published form as the sentence needs it: no doubled article, a large first letter, families in the plural."""

from __future__ import annotations

import re
from typing import Final

from safermk_desktop.redaction.matching.dates import MONTHS, RANGE
from safermk_desktop.redaction.register import published_form

_ARTICLE_BEFORE: Final = re.compile(r"(?:^|(?<=[^\w]))(the|a|an|her|his|their)\s+$", re.IGNORECASE)
_STARTS_WITH_ARTICLE: Final = re.compile(r"(?:the|a|an|her|his|their|my|our)\s", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:^|(?<=\n)|(?<=\t))\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?\s+$")
_REACH: Final = 16
_MONTH_OR_YEAR: Final = re.compile(rf"(?:(?:{'|'.join(MONTHS)})(?: |$))?(?:\d{{4}})?", re.IGNORECASE)
_BEFORE_DAY: Final = re.compile(r"(?<!\w)(on)[^\S\n\t]+(?:the[^\S\n\t]+)?\Z", re.IGNORECASE)
_BEFORE_DAYS: Final = re.compile(r"(?<!\w)(on|between|from)[^\S\n\t]+(?:the[^\S\n\t]+)?\Z", re.IGNORECASE)
_SENTENCE_ENDS: Final = re.compile(r"[\"”’')]*(?:[\n\t]|\s+[\"“‘'(]*[A-Z]|$)")


def published(text: str, span: tuple[int, int], replacement: str, form: str) -> tuple[int, str]:
    """The start of what is replaced (an article before it may go) and what is written there."""
    start, end = span
    new = replacement
    begins = _STARTS_WITH_ARTICLE.match(new) is not None
    before = text[max(0, start - _REACH) : start]
    article = _ARTICLE_BEFORE.search(before) if begins or form == "plural" else None
    if form == "plural":
        if article is not None and article[1].lower() == "the":
            start -= len(article.group())
            new = new if begins else f"the family of {new}"
        elif not begins:
            new = f"{new}’s" if text[end : end + 1] not in {"'", "’"} else new
    elif article is not None:
        start -= len(article.group())
    if new[:1].islower() and _starts_a_sentence(text, start):
        new = new[0].upper() + new[1:]
    return start, new


def dated(text: str, span: tuple[int, int], replacement: str, form: str) -> tuple[int, str]:
    """As ``published``, for a date: on a day is in a month or year, and so is between or from two days of it."""
    start, _ = span
    if not _MONTH_OR_YEAR.fullmatch(replacement):
        return published(text, span, replacement, form)
    before = (_BEFORE_DAYS if form == RANGE else _BEFORE_DAY).search(text[max(0, start - _REACH) : start])
    if before is None:
        return start, replacement
    return start - len(before.group()), f"{'In' if before[1][0].isupper() else 'in'} {replacement}"


def end_of(text: str, span: tuple[int, int]) -> int:
    """The end of what is replaced: the dot after the last initial belongs to it, unless it ends the sentence too."""
    start, end = span
    is_initial = text[end - 1].isalpha() and end - start > 1 and not text[end - 2].isalnum()
    if is_initial and text[end : end + 1] == "." and not _SENTENCE_ENDS.match(text, end + 1):
        return end + 1
    return end


def neutral(text: str, span: tuple[int, int], kinds: set[str], form: str) -> tuple[int, str]:
    """As ``published``, for a form of several identities: it says of which kind they are, not which one is meant."""
    article = _ARTICLE_BEFORE.search(text[max(0, span[0] - _REACH) : span[0]])
    if form == "plural" and article is not None and article[1].lower() == "the":
        return published(text, span, "the family", "")
    return published(text, span, published_form(kinds.pop() if len(kinds) == 1 else "person"), "")


def _starts_a_sentence(text: str, start: int) -> bool:
    before = _NUMBER.sub("", text[max(0, start - _REACH) : start]).rstrip(" \u00a0\u2002“\"‘'(")
    if not before:
        return True
    return before[-1] in ".!?\n\t"
