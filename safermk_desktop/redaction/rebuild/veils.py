"""Text that is in the file and cannot be read on the page: under a black box, in the colour of its ground, too small.

A veil is judged by what the properties say (ECMA-376 part 1, 17.3.2), through the chain of styles; where it lies is not
known, so what a shape covers is not (``drawings``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from safermk_desktop.redaction import xml

_W: Final = f"{{{xml.W}}}"
_VAL: Final = f"{_W}val"
_HEX: Final = re.compile(r"[0-9A-Fa-f]{6}", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,6}", re.ASCII)
MARKERS: Final = MappingProxyType(
    {
        "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
        "red": "FF0000",
        "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
        "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080",
        "lightGray": "C0C0C0",
    }
)  # fmt: skip
PAGE: Final = "FFFFFF"
_NEARLY_BLACK: Final = 0x20
_DARK: Final = 0x40
_LIGHT: Final = 0xC0
_CONTRAST: Final = 1.25
_SMALLEST: Final = 4  # half-points
_NARROWEST: Final = 10  # per cent of the width
_STRIPES: Final = 50  # per cent of ink where a pattern is no percentage
_RAISED: Final = 200  # half-points
# the order of run properties (17.3.2.28), as far as a veil is taken off
_ORDER: Final = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
)


class Look(NamedTuple):
    """What veils text: colours in hexadecimal or ``auto``, size in half-points; None where nothing is said."""

    colour: str | None = None
    ground: str | None = None
    size: int | None = None
    scale: int | None = None
    raised: int | None = None

    def over(self, other: Look) -> Look:
        """This, and where it says nothing, the other."""
        return Look(
            self.colour if self.colour is not None else other.colour,
            self.ground if self.ground is not None else other.ground,
            self.size if self.size is not None else other.size,
            self.scale if self.scale is not None else other.scale,
            self.raised if self.raised is not None else other.raised,
        )


PLAIN: Final = Look()


class Ground(NamedTuple):
    """What a run of a paragraph stands on: the style's look with the shading that shows, and whether that is known."""

    style: Look = PLAIN
    is_known: bool = True


WHITE: Final = Ground()


def look_of(source: xml.Element | None) -> Look:
    """What run, paragraph or cell properties say themselves."""
    if source is None:
        return PLAIN
    said = {child.tag[len(_W) :]: child for child in source if child.tag.startswith(_W)}
    if not said.keys() & {"color", "highlight", "shd", "sz", "w", "position"}:
        return PLAIN
    marker = MARKERS.get(_value(said, "highlight"))
    return Look(
        _colour(_value(said, "color")),
        marker or _shade(said.get("shd")),
        _number(_value(said, "sz")),
        _number(_value(said, "w")),
        _number(_value(said, "position")),
    )


def veil(own: Look, ground: Ground) -> str:
    """Why a run with this look cannot be read, in a word (``black``, ``same``, ``small``, ``ground``), or nothing.

    ``ground`` is light text on a ground that the copy does not carry over.
    """
    look = own.over(ground.style)
    if _is_tiny(look):
        return "small"
    colour, back = _known(look.colour), _known(look.ground)
    if back is None and not ground.is_known:
        return "ground" if colour is not None and min(_channels(colour)) >= _LIGHT else ""
    if colour is None:
        return "black" if back is not None and max(_channels(back)) <= _NEARLY_BLACK else ""
    back = back or PAGE
    if max(_channels(back)) <= _DARK and max(_channels(colour)) <= _DARK:
        return "black"
    return "same" if _contrast(colour, back) < _CONTRAST else ""


def lay_bare(properties: xml.Element, why: str) -> None:
    """Make a run's text readable: in the ink that shows on its ground, without a box of its own, of usual size."""
    bare = {**_INK, **_SIZE} if why == "small" else _INK
    for child in list(properties):
        if child.tag[len(_W) :] in {"highlight", *bare}:
            properties.remove(child)
    for local, attributes in bare.items():
        before = _ORDER.partition(f" {local} ")[0].split()
        at = sum(1 for one in properties if one.tag[len(_W) :] in before)
        made = xml.loose(_W + local)
        for name, value in attributes.items():
            made.set(_W + name, value)
        properties.insert(at, made)


_INK: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"color": {"val": "auto"}, "shd": {"val": "clear", "color": "auto", "fill": "auto"}}
)
_SIZE: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"w": {"val": "100"}, "position": {"val": "0"}, "sz": {"val": "22"}, "szCs": {"val": "22"}}
)


def _is_tiny(look: Look) -> bool:
    return (
        (look.size is not None and look.size <= _SMALLEST)
        or (look.scale is not None and 0 < look.scale <= _NARROWEST)
        or (look.raised is not None and abs(look.raised) >= _RAISED)
    )


def _value(said: Mapping[str, xml.Element], name: str) -> str:
    return (said[name].get(_VAL) or "") if name in said else ""


def _number(value: str) -> int | None:
    plain = value.removesuffix("%")
    return int(plain) if _NUMBER.fullmatch(plain) else None


def _colour(value: str) -> str | None:
    if value == "auto":
        return value
    return value.upper() if _HEX.fullmatch(value) else None


def _shade(shading: xml.Element | None) -> str | None:
    """The colour of a shading: its fill, with so much ink over it as its pattern has."""
    if shading is None:
        return None
    fill = _colour(shading.get(f"{_W}fill") or "")
    pattern = shading.get(_VAL) or "clear"
    if pattern in {"clear", "nil"}:
        return fill
    percent = _number(pattern.removeprefix("pct"))
    share = 1.0 if pattern == "solid" else (percent if percent is not None else _STRIPES) / 100
    ink, under = _known(_colour(shading.get(f"{_W}color") or "")) or "000000", _known(fill) or PAGE
    mixed = (share * one + (1 - share) * two for one, two in zip(_channels(ink), _channels(under), strict=True))
    return "".join(f"{min(round(part), 255):02X}" for part in mixed)


def _known(colour: str | None) -> str | None:
    return None if colour == "auto" else colour


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _shares(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _shares(colour: str) -> tuple[float, ...]:
    return tuple(part / 255 for part in _channels(colour))
