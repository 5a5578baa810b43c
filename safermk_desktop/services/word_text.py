"""What a Word file from outside says; read in a process of its own (``ports.Redactor``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.text import StorySpan, document_stories


@dataclass(frozen=True, slots=True, kw_only=True)
class WordText:
    """The plain text that detection and replacement see, and where each story stands in it (code points)."""

    text: str
    stories: tuple[StorySpan, ...]


def word_text(data: bytes, choices: Mapping[str, str] = MappingProxyType({})) -> WordText:
    """The text of a Word file and its stories, in the contract's order. Raises the ``WORD-*`` family.

    ``choices`` is what was chosen for veiled, hidden and deleted text, by key: the text is then that of such a copy.
    """
    spans: list[StorySpan] = []
    pieces: list[str] = []
    at = 0
    for story in document_stories(read_word(data), choices):
        spans.append(StorySpan(story.part, story.story, at, at + len(story.text)))
        pieces.append(story.text)
        at += len(story.text)
    return WordText(text="".join(pieces), stories=tuple(spans))
