"""What is known while a story is built: its part, its fields, what lies under its text, what is hidden."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild.context import Context, Formatting
from safermk_desktop.redaction.rebuild.fields import Fields
from safermk_desktop.redaction.rebuild.inline import in_reading_order
from safermk_desktop.redaction.rebuild.veils import PLAIN, WHITE, Ground, Look, veil

_W: Final = f"{{{xml.W}}}"

_Stand = tuple[str | None, str | None, str | None, str | None, bool]
"""What a ground depends on: style, shading of paragraph and of cell, the table's ink, whether the rest is known."""


@dataclass
class Bar:
    """A shaded paragraph or cell: whether text in it was veiled, and whether other text can be read."""

    veiled: bool = False
    read: bool = False


class Building(ABC):
    """One story being built; ``part`` is the source part, for its relationships and for the report."""

    def __init__(self, context: Context, part: str, scope: str = "") -> None:
        self.context = context
        self.finds = context.finds
        self.finds.start(part, scope, apart=scope.removesuffix("/") in context.notes_apart)
        self.part = part
        self.fields = Fields()
        self.boxes: list[xml.Element] = []
        self.joined: xml.Element | None = None
        self.hidden_style = False
        self.plain = False
        self.depth = 0
        self.ground = WHITE
        self.cell: str | None = None
        self.ink: str | None = None
        self.is_ground_known = True
        self.bars: list[Bar] = []
        self.grounds: dict[_Stand, Ground] = {}
        self.empty_text = xml.loose(f"{_W}t")
        self.empty_text.set(xml.XML_SPACE, "preserve")

    @abstractmethod
    def children(self, source: xml.Element, target: xml.Element) -> None:
        """Build the children of ``source`` into ``target``."""

    def text(self, text: str, target: xml.Element) -> None:
        """Append text to a run, without direction marks that show it otherwise than it is stored."""
        if text:
            made = xml.copied(self.empty_text)
            made.text = text if text.isascii() else in_reading_order(text)
            target.append(made)

    def ground_of(self, read: Formatting | None) -> Ground:
        """What lies under the runs of a paragraph with these properties."""
        own = read.look.ground if read is not None else None
        key = (read.style if read is not None else None, own, self.cell, self.ink, self.is_ground_known)
        ground = self.grounds.get(key)
        if ground is None:
            ground = self.grounds[key] = self._ground(key)
        return ground

    def _ground(self, stand: _Stand) -> Ground:
        style, own, cell, ink, is_known = stand
        styles = self.context.styles
        look = styles.usual if style is None else styles.looks.get(style, styles.usual)
        shade = next((one for one in (own, look.ground, cell) if one not in {None, "auto"}), None)
        return Ground(look._replace(ground=shade, colour=look.colour if look.colour is not None else ink), is_known)

    def veil(self, read: Formatting | None) -> str:
        """Why a run with these properties cannot be read, as in ``veils``; each kind of run is judged once."""
        if read is not None and read.ground is self.ground:
            return read.veil
        own, style = (read.look, read.style) if read is not None else (PLAIN, None)
        known = self.context.veils
        key: tuple[Look, str | None, Ground] = (own, style, self.ground)
        why = known.get(key)
        if why is None:
            look = own if style is None else own.over(self.context.styles.looks.get(style, PLAIN))
            why = known[key] = veil(look, self.ground)
        if read is not None:
            read.ground, read.veil = self.ground, why
        return why

    def is_hidden(self, read: Formatting | None) -> bool:
        """Whether a run or a mark with these properties is hidden, by itself or by a style."""
        if read is None:
            return self.hidden_style
        if read.hidden is not None:
            return read.hidden
        named = self.context.styles.hidden.get(read.style) if read.style is not None else None
        return self.hidden_style if named is None else named
