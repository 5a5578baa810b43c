"""Word files made by hand for the tests, part by part, so that each can hold what no word processor would write."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from safermk_desktop.redaction.register import DateRule, Identity, Register

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:made:up" mc:Ignorable="x"'
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAME = "Orlagh Tremayne"
PUBLISHED = "Adult V"


def register(*names: str, dates: DateRule = "keep", keep: tuple[str, ...] = ()) -> Register:
    """A register of one person."""
    return Register((Identity("p1", "person", "subject", names or (NAME,), PUBLISHED),), dates, keep)


def p(content: str, properties: str = "") -> str:
    """A paragraph around runs."""
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    inner = f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r>{properties and f'<w:rPr>{properties}</w:rPr>'}{inner}</w:r>"


def part(tag: str, content: str) -> bytes:
    """A part with all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {NAMESPACES}>{content}</w:{tag}>'.encode()


def word_file(
    body: str,
    *,
    parts: dict[str, tuple[str, bytes]] | None = None,
    rels: str = "",
    extra: dict[str, bytes] | None = None,
    main_type: str = f"{TYPE}.document.main+xml",
) -> bytes:
    """A package with that body; ``parts`` maps a file name to its relationship kind and bytes, with rIds in order."""
    parts = parts or {}
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{TYPE}.{kind}+xml"/>' for name, (kind, _) in parts.items()
    )
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{R}/{kind}" Target="{name}"/>'
        for at, (name, (kind, _)) in enumerate(parts.items(), 1)
    )
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{relationships}">'
            f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{relationships}">{listed}{rels}</Relationships>'
        ).encode(),
        **{f"word/{name}": data for name, (_, data) in parts.items()},
        **(extra or {}),
    }
    return zipped(files)


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def everything(data: bytes) -> str:
    """All bytes of a package as one text, for what must be nowhere in it."""
    return "\n".join(unzipped(data)) + "\n".join(one.decode("utf-8", "replace") for one in unzipped(data).values())


def report_of(folder: Path, name: str) -> Path:
    """A review of the shared corpus."""
    return folder / "corpora" / "reviews" / name
