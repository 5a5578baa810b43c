"""The partnership's logo above the first line of a paper, with the words that a screen reader says for it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from docx.shared import Cm, Emu

from safermk_desktop.redaction.xml import WP

if TYPE_CHECKING:
    from docx.document import Document

HIGH: Final = Cm(1.8)
WIDE: Final = Cm(7)
"""How large a logo is printed at most; its proportions stay."""


def put_logo(document: Document, png: bytes, words: str) -> None:
    """Put a picture above the first paragraph. Raises ``docx.image.exceptions`` errors for what is no picture."""
    above = document.paragraphs[0].insert_paragraph_before()
    above.paragraph_format.keep_with_next = True
    run = above.add_run()
    picture = run.add_picture(io.BytesIO(png))
    share = min(HIGH / picture.height, WIDE / picture.width)
    picture.height, picture.width = Emu(int(picture.height * share)), Emu(int(picture.width * share))
    for told in run.element.iter(f"{{{WP}}}docPr"):
        told.set("name", "Logo")
        told.set("descr", words)
