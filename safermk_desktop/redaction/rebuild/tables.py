"""Head rows of tables, for screen readers: a first row that is shown as one is marked as one (domain.md 4.3)."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild.properties import VAL, is_on

_W: Final = f"{{{xml.W}}}"
_FIRST_ROW: Final = 0x0020  # the bit of w:tblLook (ECMA-376 part 4, 2.15.1.87)
_HEX: Final = re.compile(r"[0-9A-Fa-f]{4}", re.ASCII)
_NO_COLOUR: Final = frozenset({"", "auto", "FFFFFF", "ffffff"})


def mark_head_row(table: xml.Element, heading_styles: Container[str]) -> None:
    """Mark the first row of a rebuilt table as its head row where it is shown as one and none is marked yet.

    ``heading_styles`` are the ids, in the output, of the table styles that show a first row otherwise than the rest.
    """
    rows = [row for row in table if row.tag == f"{_W}tr"]
    if (
        len(rows) < 2
        or not _asks_for_head(table)
        or any(row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in rows)
    ):
        return
    cells = [cell for cell in rows[0] if cell.tag == f"{_W}tc"]
    if len(cells) < 2 or any(cell.find(f"{_W}tcPr/{_W}vMerge") is not None for cell in cells):
        return
    style = table.find(f"{_W}tblPr/{_W}tblStyle")
    styled = style is not None and (style.get(VAL) or "") in heading_styles
    if all(_has_text(cell) and (styled or _stands_out(cell)) for cell in cells):
        properties = rows[0].find(f"{_W}trPr")
        if properties is None:
            properties = xml.loose(f"{_W}trPr")
            rows[0].insert(1 if rows[0][0].tag == f"{_W}tblPrEx" else 0, properties)
        xml.sub(properties, f"{_W}tblHeader")


def _asks_for_head(table: xml.Element) -> bool:
    look = table.find(f"{_W}tblPr/{_W}tblLook")
    if look is None:
        return False
    said, bits = look.get(f"{_W}firstRow"), look.get(VAL) or ""
    if said is not None:
        return said not in {"0", "false", "off"}
    return bool(_HEX.fullmatch(bits)) and bool(int(bits, 16) & _FIRST_ROW)


def _has_text(cell: xml.Element) -> bool:
    return any((text.text or "").strip() for text in cell.iter(f"{_W}t"))


def _stands_out(cell: xml.Element) -> bool:
    shade = cell.find(f"{_W}tcPr/{_W}shd")
    if shade is not None and (shade.get(f"{_W}fill") or "") not in _NO_COLOUR:
        return True
    runs = [run for run in cell.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
    return all(is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)
