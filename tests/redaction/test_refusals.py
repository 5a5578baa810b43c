"""What is refused: each with a code, a reason, a way out, and nothing of the file in the words."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from safermk_desktop import cli
from safermk_desktop.adapters.confinement import ConfinedRedactor
from safermk_desktop.errors import InputRefused, RegisterEmpty
from safermk_desktop.redaction import package
from safermk_desktop.redaction.register import Register, register_from_json, register_to_json
from safermk_desktop.services.proof import proved_copy
from safermk_desktop.services.second_proof import second_proof
from tests.redaction.word_files import NAME, p, r, register, unzipped, word_file, zipped

PLAIN: Final = word_file(p(r(f"About {NAME}.")))
CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MACROS: Final = "application/vnd.ms-word.{}.macroEnabledTemplate.main+xml"
FLAT: Final = (
    b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>'
)


def with_entry(name: str, data: bytes = b"<x/>") -> bytes:
    return zipped({**unzipped(PLAIN), name: data})


def with_main(data: bytes) -> bytes:
    return with_entry("word/document.xml", data)


def with_raw_name(name: bytes) -> bytes:
    """An entry whose name the library would not write."""
    return with_entry("word/" + "x" * (len(name) - 5)).replace(b"word/" + b"x" * (len(name) - 5), name)


def twice(name: str) -> bytes:
    written = io.BytesIO(PLAIN)
    with warnings.catch_warnings(), zipfile.ZipFile(written, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, b"<x/>")
    return written.getvalue()


def locked() -> bytes:
    """A zip whose entries say that they are encrypted."""
    data = bytearray(PLAIN)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 1)
    return bytes(data)


def lying() -> bytes:
    """A directory that says a part is small, which unpacks to far more."""
    data = bytearray(with_main(b"<x>" + b" " * (4 << 20) + b"</x>"))
    place = data.find(b"PK\x01\x02")
    while b"word/document.xml" not in bytes(data[place : place + 80]):
        place = data.find(b"PK\x01\x02", place + 1)
    data[place + 24 : place + 28] = struct.pack("<I", 100)
    return bytes(data)


def many() -> bytes:
    return zipped({**unzipped(PLAIN), **{f"word/p{at}.xml": b"" for at in range(package.MAX_ENTRIES)}})


ENTITY: Final = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
LAUGHS: Final = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><x>&c;</x>'
OUTSIDE: Final = b'<!DOCTYPE x SYSTEM "file:///etc/hostname"><x/>'
SDT: Final = "<w:sdt><w:sdtContent>"
SDT_END: Final = "</w:sdtContent></w:sdt>"
ODT: Final = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}

# what it is: how it is made, the code, words of the reason
REFUSALS: Final[dict[str, tuple[Callable[[], bytes], str, str]]] = {
    "empty": (lambda: b"", "WORD-NOT-WORD", "not a Word document"),
    "encrypted by Office": (lambda: CFB + "EncryptedPackage".encode("utf-16-le"), "WORD-ENCRYPTED", "password"),
    "encrypted by zip": (locked, "WORD-ENCRYPTED", "password"),
    "binary .doc": (lambda: CFB, "WORD-NOT-WORD", "older binary"),
    "RTF": (lambda: b"{\\rtf1\\ansi text}", "WORD-NOT-WORD", "RTF"),
    "ODT": (lambda: zipped(ODT), "WORD-NOT-WORD", "ODT"),
    "Flat OPC": (lambda: FLAT, "WORD-NOT-WORD", "one"),
    "PDF": (lambda: b"%PDF-1.7 text", "WORD-NOT-WORD", "PDF"),
    "web page": (lambda: b"<html><body>text</body></html>", "WORD-NOT-WORD", "web page"),
    "spreadsheet": (lambda: word_file("", main_type="application/vnd.ms-excel"), "WORD-NOT-WORD", "another kind"),
    "some zip": (lambda: zipped({"a.txt": b"x"}), "WORD-NOT-WORD", "zip file"),
    "macro-enabled document": (
        lambda: word_file(p(r("x")), main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "WORD-UNSUPPORTED", "macros",
    ),
    "macro-enabled template": (
        lambda: word_file(p(r("x")), main_type=MACROS.format("template")), "WORD-UNSUPPORTED", "macros",
    ),
    "altChunk": (lambda: word_file(p(r("x")) + '<w:altChunk r:id="rId9"/>'), "WORD-UNSUPPORTED", "altChunk"),
    "cut off": (lambda: PLAIN[:-30], "WORD-DAMAGED", "cut off"),
    "not XML": (lambda: with_main(b"<w:document"), "WORD-DAMAGED", "not well-formed"),
    "main document missing": (
        lambda: zipped({name: data for name, data in unzipped(PLAIN).items() if name != "word/document.xml"}),
        "WORD-DAMAGED", "missing",
    ),
    "no paragraph": (lambda: word_file(""), "WORD-NO-TEXT", "no paragraph"),
    "entity": (lambda: with_main(ENTITY), "WORD-UNSAFE", "document type"),
    "entities of entities": (lambda: with_main(LAUGHS), "WORD-UNSAFE", "document type"),
    "outside DTD": (lambda: with_main(OUTSIDE), "WORD-UNSAFE", "document type"),
    "DTD in another part": (
        lambda: zipped({**unzipped(PLAIN), "[Content_Types].xml": OUTSIDE}), "WORD-UNSAFE", "document type",
    ),
    "zip bomb": (lambda: with_entry("word/big.xml", bytes(30 << 20)), "WORD-TOO-LARGE", "200 times"),
    "zip bomb that lies": (lying, "WORD-DAMAGED", "unpacked"),
    "duplicate name": (lambda: twice("word/document.xml"), "WORD-UNSAFE", "same name"),
    "duplicate but for case": (lambda: with_entry("WORD/Document.xml"), "WORD-UNSAFE", "same name"),
    "escaping upwards": (lambda: with_entry("word/../../x.xml"), "WORD-UNSAFE", "escapes"),
    "escaping to the root": (lambda: with_entry("/x.xml"), "WORD-UNSAFE", "escapes"),
    "escaping by backslash": (lambda: with_raw_name(b"..\\..\\evil.xml"), "WORD-UNSAFE", "escapes"),
    "name with a nought": (lambda: with_raw_name(b"word/a\0b.xml"), "WORD-UNSAFE", "escapes"),
    "trailing data": (lambda: PLAIN + b"more", "WORD-UNSAFE", "after its end"),
    "XML too deep": (lambda: with_main(b"<x>" * 300 + b"</x>" * 300), "WORD-UNSUPPORTED", "too deep"),
    "content too deep": (lambda: word_file(SDT * 123 + p(r("x")) + SDT_END * 123), "WORD-UNSUPPORTED", "too deep"),
    "too many parts": (many, "WORD-TOO-LARGE", "5000 parts"),
    "one text too long": (lambda: word_file(p(r("ab " * (4 << 20)))), "WORD-TOO-LARGE", ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_file_is_refused_with_a_code_a_reason_and_a_way_out(kind: str) -> None:
    make, code, reason = REFUSALS[kind]
    with pytest.raises(InputRefused) as caught:
        proved_copy(make(), register())
    error = caught.value
    assert (error.code, error.exit_code) == (code, 3)
    assert reason in error.sentences()
    assert error.do
    assert error.safe
    assert not set(NAME.lower().split()) & set(error.sentences().lower().split())


@pytest.mark.parametrize("kind", [kind for kind in REFUSALS if kind not in {"zip bomb", "one text too long"}])
def test_the_verifier_alone_reads_it_or_ends_with_a_code(kind: str) -> None:
    with suppress(InputRefused):
        second_proof(REFUSALS[kind][0](), register_to_json(register()))


@pytest.mark.parametrize("kind", ["RTF", "entity", "zip bomb", "XML too deep"])
def test_the_same_from_the_command_line_and_nothing_is_written(
    kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make, code, _ = REFUSALS[kind]
    (tmp_path / "in.docx").write_bytes(make())
    (tmp_path / "r.json").write_text(register_to_json(register()), encoding="utf-8")
    asked = ["redact", str(tmp_path / "in.docx"), "--register", str(tmp_path / "r.json"), "--out"]
    assert cli.main([*asked, str(tmp_path / "out.docx")]) == 3
    told = capfd.readouterr().err
    assert told.startswith(f"{code}: ")
    assert told.count("\n") == 1
    assert not (tmp_path / "out.docx").exists()


def test_an_empty_register_is_an_error_and_never_a_pass() -> None:
    with pytest.raises(RegisterEmpty):
        proved_copy(PLAIN, Register(()))
    with pytest.raises(RegisterEmpty):
        ConfinedRedactor()(PLAIN, Register(()), None)
    empty = '{"version": 1, "identities": []}'
    with pytest.raises(RegisterEmpty):
        register_from_json(empty)
    with pytest.raises(RegisterEmpty):
        second_proof(PLAIN, empty)
