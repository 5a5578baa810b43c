"""Fills the Word templates: plain values in, a clean Word document out, the same bytes for the same values."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from safermk_desktop.adapters.documents.manifest import entry
from safermk_desktop.adapters.documents.plain import plain_fields
from safermk_desktop.errors import TemplateFailed, WordDamaged, WordUnsafe

if TYPE_CHECKING:
    from jinja2 import Environment


class TemplatePaperMaker:
    """Papers from the templates in a folder with one sub-folder for each regime (fills ``services.ports.PaperMaker``).

    The libraries behind it are loaded with the first paper.
    """

    def __init__(self, templates: Path) -> None:
        self._templates = templates

    def make(self, template: str, fields: Mapping[str, object], *, logo: bytes = b"") -> bytes:
        """A Word document (.docx) from ``regime/name`` and plain values: str, int, lists and dicts of these.

        A ``logo`` (PNG) stands above its first line; without one the paper is as its template makes it.

        Raises ``TemplateFailed``, with the template's name and nothing of the values, when the template is not
        there, is no Word file, asks for a field that was not given, or does what a template may not do.
        """
        from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
        from docx.opc.exceptions import OpcError
        from jinja2.exceptions import TemplateError

        from safermk_desktop.adapters.documents.package import rebuilt
        from safermk_desktop.adapters.documents.sandbox import PlainEnvironment

        found = entry(self._templates, template)
        environment = PlainEnvironment()
        # What a broken or hostile template makes the libraries raise; none of it is shown, it may quote a value.
        faults = (TemplateError, OpcError, SyntaxError, BadZipFile, OSError, EOFError, LookupError, ValueError)
        images = (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, struct.error)
        try:
            values = plain_fields(fields)
            title = environment.from_string(found.title).render(values)
            return rebuilt(_filled(found.file, values, environment, logo), title=title)
        except (*faults, *images, WordDamaged, WordUnsafe, TypeError, AttributeError, ArithmeticError, RuntimeError):
            raise TemplateFailed(f"Template: {template}.") from None


def _filled(file: Path, values: Mapping[str, object], environment: Environment, logo: bytes) -> bytes:
    from docxtpl import DocxTemplate

    from safermk_desktop.adapters.documents.logo import put_logo

    document = DocxTemplate(io.BytesIO(file.read_bytes()))
    document.render(values, environment, autoescape=True)
    if logo and document.docx is not None:
        put_logo(document.docx, logo, f"Logo of {values['partnership']}")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
