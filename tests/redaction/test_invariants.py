"""The invariants of the domain that the engine alone has to hold."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from safermk_desktop.redaction.engine import RedactionOptions, redact
from safermk_desktop.redaction.matching.shadow import words_of
from safermk_desktop.redaction.register import Identity, Register, register_to_json
from safermk_desktop.services.second_proof import second_proof
from tests.redaction.word_files import NAME, R, p, part, r, word_file

FORENAME, SURNAME = NAME.split()
ALIAS = "Wrenna Sallowfield"
PEOPLE = Register((Identity("p1", "person", "subject", (NAME, ALIAS), "Adult V"),))
SPELLINGS = (NAME, NAME.upper(), SURNAME, ALIAS, "\u200b".join(SURNAME), "Тremayne", f"{SURNAME}, {FORENAME}")
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DATA = Path(__file__).resolve().parents[1] / "data"


def everywhere(name: str) -> bytes:
    """A file with the name in every kind of place that a package has: parts, properties, comments, thumbnail."""
    note = '<w:{0} w:id="2">' + p(r(name)) + "</w:{0}>"
    style = f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{name}"/></w:style>'
    known = (DATA / "rich_styles.xml").read_text(encoding="utf-8")
    data = word_file(
        (DATA / "rich_body.xml").read_text(encoding="utf-8").replace("Cell.", name).replace("Boxed.", name)
        + p(r(f"About {name}.") + f'<w:commentRangeStart w:id="1"/><w:bookmarkStart w:id="8" w:name="{name}"/>'),
        parts={
            "styles.xml": ("styles", part("styles", known + style)),
            "footnotes.xml": ("footnotes", part("footnotes", note.format("footnote"))),
            "endnotes.xml": ("endnotes", part("endnotes", note.format("endnote"))),
            "comments.xml": ("comments", part("comments", f'<w:comment w:author="{name}">{p(r(name))}</w:comment>')),
            "settings.xml": ("settings", part("settings", f'<w:docVars><w:docVar w:name="{name}"/></w:docVars>')),
            "header1.xml": ("header", part("hdr", p(r(name)))),
            "footer1.xml": ("footer", part("ftr", p(r(name)))),
        },
        rels=f'<Relationship Id="r8" Type="{R}/hyperlink" Target="https://x.example/{name}" TargetMode="External"/>',
        extra={
            "docProps/core.xml": f'<c:x xmlns:c="{CORE}"><c:keywords>{name}</c:keywords></c:x>'.encode(),
            "docProps/custom.xml": f"<x>{name}</x>".encode(),
            "docProps/thumbnail.jpeg": name.encode("utf-16"),
            "customXml/item1.xml": f"<x>{name}</x>".encode(),
            "word/media/a.png": name.encode(),
        },
    )  # fmt: skip
    written = io.BytesIO(data)
    with zipfile.ZipFile(written, "a") as archive:
        archive.comment = name.encode()
        archive.writestr(f"word/{name}.bin", name)
    return written.getvalue()


@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.parametrize("pictures", ["drop", "keep"])
def test_invariant_10_no_real_name_or_alias_anywhere_in_a_published_package(name: str, pictures: str) -> None:
    """Domain 11, invariant 10: XML parts, properties, comments, thumbnails; by the verifier and by eye of the bytes."""
    source = everywhere(name)
    assert not second_proof(source, register_to_json(PEOPLE)).clean
    copy = redact(source, PEOPLE, RedactionOptions(pictures="keep" if pictures == "keep" else "drop"))
    assert not copy.report.proof.survivors
    assert second_proof(copy.data, register_to_json(PEOPLE)).clean
    with zipfile.ZipFile(io.BytesIO(copy.data)) as archive:
        assert archive.comment == b""
        for entry in archive.infolist():
            for text in (entry.filename, *_readings(archive.read(entry))):
                squeezed = "".join(words_of(text))
                assert not [one for one in (*NAME.split(), *ALIAS.split()) if one.lower() in squeezed], entry.filename


def _readings(data: bytes) -> list[str]:
    return [data.decode(encoding, "ignore") for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")]
