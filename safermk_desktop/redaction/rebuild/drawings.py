"""What is drawn: text boxes become paragraphs, pictures are encoded again or leave a note, all else leaves a note."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from PIL import Image, UnidentifiedImageError

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild.context import Context, SeenPicture

_W: Final = f"{{{xml.W}}}"
_EMU: Final = re.compile(r"[1-9]\d{2,8}", re.ASCII)
_MAX_PIXELS: Final = 40_000_000
PICTURE: Final = "[picture removed]"
CHART: Final = "[chart removed]"
DIAGRAM: Final = "[diagram removed]"
ATTACHMENT: Final = "[attachment removed]"
_BITMAPS: Final = frozenset({f"{{{xml.A}}}blip", f"{{{xml.VML}}}imagedata"})
_VML_SHAPES: Final = tuple(f"{{{xml.VML}}}{name}" for name in ("rect", "roundrect", "oval", "shape"))
_NOTE_FOR: Final = MappingProxyType({"chart": CHART, "relIds": DIAGRAM, "contentPart": PICTURE, "model3d": PICTURE})


def choice_of(source: xml.Element) -> xml.Element | None:
    """The first choice of alternate content (ECMA-376 part 3), or its fallback where there is no choice."""
    found = source.find(f"{{{xml.MC}}}Choice")
    return found if found is not None else source.find(f"{{{xml.MC}}}Fallback")


def contents_of(source: xml.Element) -> tuple[list[xml.Element], list[str], list[xml.Element]]:
    """What a drawing, a picture or an object holds: text boxes, notes to leave, pictures, each in order."""
    boxes: list[xml.Element] = []
    notes: list[str] = []
    pictures: list[xml.Element] = []
    if source.tag == f"{_W}object":
        notes.append(ATTACHMENT)
    _look(source, boxes, notes, pictures)
    return boxes, notes, pictures if not notes else []


def _look(node: Iterable[xml.Element], boxes: list[xml.Element], notes: list[str], pictures: list[xml.Element]) -> None:
    for child in node:
        tag = child.tag
        local = tag.rpartition("}")[2]
        if tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag == f"{{{xml.MC}}}AlternateContent":
            chosen = choice_of(child)
            _look(chosen if chosen is not None else (), boxes, notes, pictures)
        elif tag in _BITMAPS:
            pictures.append(child)
        elif local in {"OLEObject", "control"}:
            notes[:] = notes or [ATTACHMENT]
        elif local == "txBody":
            notes[:] = notes or [DIAGRAM]
        elif local in _NOTE_FOR and (local != "relIds" or "diagram" in tag):
            notes.append(_NOTE_FOR[local])
        else:
            _look(child, boxes, notes, pictures)


def lies_over(source: xml.Element) -> bool:
    """Whether a drawing lies in front of the text without words of its own: a filled shape or a picture.

    What it covers cannot be told without laying out the page.
    """
    for anchor in source.iter(f"{{{xml.WP}}}anchor"):
        if anchor.get("behindDoc") in {None, "0", "false", "off"} and anchor.find(f"{{{xml.WP}}}wrapNone") is not None:
            return any(_is_filled(one) for one in anchor.iter(f"{{{xml.WPS}}}wsp", f"{{{xml.PIC}}}pic"))
    return any(_covers(one) for one in source.iter(*_VML_SHAPES))


def _is_filled(shape: xml.Element) -> bool:
    """A picture always is; a shape with words of its own, a line or one without a fill is not."""
    if shape.tag == f"{{{xml.PIC}}}pic":
        return True
    properties = shape.find(f"{{{xml.WPS}}}spPr")
    if next(shape.iter(f"{_W}t"), None) is not None or properties is None:
        return False
    form = properties.find(f"{{{xml.A}}}prstGeom")
    if form is not None and "line" in (form.get("prst") or "").lower():
        return False
    if properties.find(f"{{{xml.A}}}noFill") is not None:
        return False
    if any(properties.find(f"{{{xml.A}}}{name}Fill") is not None for name in ("solid", "grad", "patt", "blip")):
        return True
    style = shape.find(f"{{{xml.WPS}}}style/{{{xml.A}}}fillRef")
    return style is not None and style.get("idx") not in {None, "0"}


def _covers(shape: xml.Element) -> bool:
    style = (shape.get("style") or "").replace(" ", "").lower()
    if "position:absolute" not in style or "z-index:-" in style:
        return False
    has_words = next(shape.iter(f"{_W}t", f"{{{xml.VML}}}textpath"), None) is not None
    return not has_words and (shape.get("filled") or "t") not in {"f", "false", "0"}


def picture(context: Context, part: str, source: xml.Element, drawing: xml.Element) -> xml.Element | None:
    """A new inline picture from decoded pixels, or None where it is not kept or cannot be read."""
    wanted = source.get(f"{{{xml.R}}}embed") or source.get(f"{{{xml.R}}}id")
    target = next(
        (one.target for one in context.document.relationships_of(part) if one.id == wanted and not one.external), None
    )
    if context.finds.apart or target is None or target not in context.document.package.names:
        return None
    known = context.seen.get(target)
    key = known.key if known else str(len(context.seen) + 1)
    keeps = context.images.get(key, context.pictures) == "keep"
    pixels = encoded_again(context.document.package.read(target), _crop(source)) if keeps else None
    context.seen[target] = SeenPicture(key, part, kept=pixels is not None)
    if pixels is None:
        return None
    name = f"image{len(context.media) + 1}.png"
    context.media[name] = pixels
    context.drop(part, "picture's own data", f"{name} was decoded and encoded again; its pixels were not read.")
    return _inline(context, part, drawing)


def encoded_again(data: bytes, crop: tuple[int, int, int, int], *, longest: int = 0) -> bytes | None:
    """Decode a bitmap, cut it to what is shown (thousandths of a per cent from each side) and encode it as PNG.

    A bitmap with a side of more points than ``longest`` is made as small as that.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.format not in {"PNG", "JPEG", "GIF", "BMP", "TIFF"} or image.width * image.height > _MAX_PIXELS:
                return None
            pixels = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")
            if longest:
                pixels.thumbnail((longest, longest))
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
        Image.DecompressionBombError,
    ):
        return None
    left, top, right, bottom = (max(0, min(99_000, side)) / 100_000 for side in crop)
    edges = (
        round(pixels.width * left), round(pixels.height * top),
        round(pixels.width * (1 - right)), round(pixels.height * (1 - bottom)),
    )  # fmt: skip
    if edges[0] >= edges[2] or edges[1] >= edges[3]:
        return None
    clean = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes()).crop(edges)
    written = io.BytesIO()
    clean.save(written, "PNG")
    return written.getvalue()


def _crop(blip: xml.Element) -> tuple[int, int, int, int]:
    fill = blip.getparent()
    rect = fill.find(f"{{{xml.A}}}srcRect") if fill is not None else None
    if rect is None:
        return (0, 0, 0, 0)
    sides = [rect.get(side) or "0" for side in ("l", "t", "r", "b")]
    left, top, right, bottom = (int(side) if re.fullmatch(r"\d{1,6}", side, re.ASCII) else 0 for side in sides)
    return (left, top, right, bottom)


def _inline(context: Context, part: str, drawing: xml.Element) -> xml.Element:
    number = len(context.media)
    wide, high, alt = "2880000", "2160000", ""
    for node in drawing.iter(f"{{{xml.WP}}}extent"):
        size = (node.get("cx") or "", node.get("cy") or "")
        if all(_EMU.fullmatch(side) for side in size):
            wide, high = size
    for node in drawing.iter(f"{{{xml.WP}}}docPr"):
        alt = (node.get("descr") or node.get("title") or "").strip()
    made = xml.loose(f"{_W}drawing")
    inline = xml.sub_with(made, f"{{{xml.WP}}}inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"})
    xml.sub_with(inline, f"{{{xml.WP}}}extent", {"cx": wide, "cy": high})
    name = {"id": str(number), "name": f"Picture {number}"}
    label = xml.sub_with(inline, f"{{{xml.WP}}}docPr", name | {"descr": alt})
    context.labels.append((label, "descr"))
    if not alt:
        _decorative(label)
        context.drop(part, "alternative text", "A picture had none: it is marked as decorative.")
    graphic = xml.sub(inline, f"{{{xml.A}}}graphic")
    body = xml.sub(xml.sub_with(graphic, f"{{{xml.A}}}graphicData", {"uri": xml.PIC}), f"{{{xml.PIC}}}pic")
    plain = xml.sub(body, f"{{{xml.PIC}}}nvPicPr")
    xml.sub_with(plain, f"{{{xml.PIC}}}cNvPr", name)
    xml.sub(plain, f"{{{xml.PIC}}}cNvPicPr")
    fill = xml.sub(body, f"{{{xml.PIC}}}blipFill")
    xml.sub_with(fill, f"{{{xml.A}}}blip", {f"{{{xml.R}}}embed": f"rIdImage{number}"})
    xml.sub(xml.sub(fill, f"{{{xml.A}}}stretch"), f"{{{xml.A}}}fillRect")
    shape = xml.sub(body, f"{{{xml.PIC}}}spPr")
    frame = xml.sub(shape, f"{{{xml.A}}}xfrm")
    xml.sub_with(frame, f"{{{xml.A}}}off", {"x": "0", "y": "0"})
    xml.sub_with(frame, f"{{{xml.A}}}ext", {"cx": wide, "cy": high})
    xml.sub(xml.sub_with(shape, f"{{{xml.A}}}prstGeom", {"prst": "rect"}), f"{{{xml.A}}}avLst")
    return made


def _decorative(label: xml.Element) -> None:
    """Tell screen readers to pass over a picture that nobody has described."""
    extension = {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"}
    made = xml.sub_with(xml.sub(label, f"{{{xml.A}}}extLst"), f"{{{xml.A}}}ext", extension)
    xml.sub_with(made, f"{{{xml.DECORATIVE}}}decorative", {"val": "1"})
