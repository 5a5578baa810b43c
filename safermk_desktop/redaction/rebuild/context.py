"""What one rebuild knows and gathers: names given anew, parts made, things left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.reader import WordDocument
from safermk_desktop.redaction.rebuild.finds import Finds
from safermk_desktop.redaction.rebuild.sharing import Shared
from safermk_desktop.redaction.rebuild.veils import PLAIN, Ground, Look

Pictures = Literal["drop", "keep"]
Kind = Literal["header", "footer"]

NOTES: Final = ("footnote", "endnote")
Signature = tuple[tuple[str | int, ...], ...]
BOX: Final = "{urn:safermk:rebuild}box"


@dataclass(frozen=True, order=True)
class Dropped:
    """One thing that is not in the output: where it stood, what it was, why it is gone."""

    part: str
    what: str
    why: str


@dataclass(frozen=True)
class SeenPicture:
    """One picture of the source, however often it is shown. ``key`` is its number by first showing."""

    key: str
    part: str
    kept: bool


@dataclass(frozen=True)
class StyleNames:
    """The new id of every style of the source, and which styles hide their text."""

    ids: dict[str, str]
    names: dict[str, str]
    hidden: dict[str, bool]
    theme_fonts: dict[str, str]
    head_rows: frozenset[str] = frozenset()
    """The new ids of the table styles that show a first row otherwise than the rest."""
    looks: Mapping[str, Look] = field(default_factory=dict[str, Look])
    """What each style, with those it is based on, says of colours and sizes; ``usual`` where none is named."""
    usual: Look = PLAIN
    shaded: frozenset[str] = frozenset()
    """The table styles that shade some of their cells."""
    tables: Mapping[str, Look] = field(default_factory=dict[str, Look])
    """The ground and the colour of every cell, for table styles that colour all cells alike."""


@dataclass
class Formatting:
    """What the properties of a paragraph or a run say that a rebuild goes by, and the copy of them once it is made.

    ``style`` is the source's id of the style, ``hidden`` (of a paragraph: of its mark) is None where nothing is said,
    ``ends`` says that the mark of the paragraph was deleted or moved away, ``tells`` that a run may be hidden.
    """

    style: str | None
    hidden: bool | None
    drop_cap: bool
    ends: bool
    tells: bool
    look: Look = PLAIN
    copy: xml.Element | None = None
    holder: xml.Element | None = None
    """A paragraph or run with nothing in it but that copy."""
    ground: Ground | None = None
    veil: str = ""
    """The ground of the last run with these properties, and why it could not be read there."""


@dataclass
class Context:
    """The state of one rebuild; it lives as long as the rebuild and is shared by its parts.

    ``finds`` are the occurrences that a person decides on, with what was chosen.
    """

    document: WordDocument
    styles: StyleNames
    free: Callable[[str], bool]
    """Whether a short free text (a font's name, a style's name) holds no identity."""
    pictures: Pictures = "drop"
    images: Mapping[str, str] = field(default_factory=dict[str, str])
    """What a person chose for single pictures (``keep``, ``drop``), by their keys."""
    seen: dict[str, SeenPicture] = field(default_factory=dict[str, SeenPicture])
    """The pictures of the source that are shown, by the part that holds each."""
    used_styles: set[str] = field(default_factory=set[str])
    used_numbers: dict[str, str] = field(default_factory=dict[str, str])
    anchors: dict[str, str] = field(default_factory=dict[str, str])
    bookmark_ids: dict[str, str] = field(default_factory=dict[str, str])
    bookmarked: set[str] = field(default_factory=set[str])
    notes: dict[str, dict[str, str]] = field(default_factory=lambda: {kind: {} for kind in NOTES})
    edges: dict[tuple[Kind, str], str] = field(default_factory=dict[tuple[Kind, str], str])
    media: dict[str, bytes] = field(default_factory=dict[str, bytes])
    labels: list[tuple[xml.Element, str]] = field(default_factory=list[tuple[xml.Element, str]])
    dropped: set[Dropped] = field(default_factory=set[Dropped])
    finds: Finds = field(default_factory=Finds)
    notes_apart: set[str] = field(default_factory=set[str])
    """The notes, by kind and source id, that only text refers to that stands by choice."""
    veils: dict[tuple[Look, str | None, Ground], str] = field(
        default_factory=dict[tuple[Look, "str | None", Ground], str]
    )
    veiled: list[tuple[xml.Element, str]] = field(default_factory=list[tuple[xml.Element, str]])
    """Texts and marks under a box that somebody chose not to publish, and what is to stand there: still in place."""
    unsaid: bool = False
    """Whether a note of what was left out is missing, because its words are somebody's name."""
    shared: Shared = field(default_factory=Shared)
    """The properties that were exchanged for their numbers when the source was parsed, and what each of them says."""
    numbered: dict[str, Formatting] = field(default_factory=dict[str, "Formatting"])
    formats: dict[Signature, Formatting] = field(default_factory=dict["Signature", "Formatting"])

    def drop(self, part: str, what: str, why: str) -> None:
        """Record that something of the source is left out."""
        self.dropped.add(Dropped(part, what, why))

    def style(self, source_id: str) -> str | None:
        """The new id of a style that the text uses, or None where the source has no such style."""
        if source_id not in self.styles.ids:
            return None
        self.used_styles.add(source_id)
        return self.styles.ids[source_id]

    def number(self, source_id: str) -> str:
        """The new id of a numbering that the text uses; 0 takes a numbering away and stays."""
        if source_id == "0":
            return "0"
        return self.used_numbers.setdefault(source_id, str(len(self.used_numbers) + 1))

    def note(self, kind: str, source_id: str) -> str:
        """The new number of a footnote or endnote, in the order of first mention."""
        known = self.notes[kind]
        if not self.finds.apart:
            self.notes_apart.discard(f"{kind}{source_id}")
        elif source_id not in known:
            self.notes_apart.add(f"{kind}{source_id}")
        return known.setdefault(source_id, str(len(known) + 1))

    def edge(self, kind: Kind, relationship: str) -> str:
        """The relationship id of a header or footer in the output."""
        return self.edges.setdefault((kind, relationship), f"rId{100 + len(self.edges)}")
