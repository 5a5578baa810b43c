from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.errors import (
    NotWord,
    SafermkError,
    WordDamaged,
    WordEncrypted,
    WordNoText,
    WordTooLarge,
    WordUnsafe,
    WordUnsupported,
)
from safermk_desktop.redaction.engine import redact
from safermk_desktop.redaction.reader import read_word
from safermk_desktop.redaction.text import plain_text
from tests.redaction.word_files import TYPE, p, r, register, unzipped, word_file, zipped

PLAIN = word_file(p(r("Plain text.")))
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def with_entry(name: str, data: bytes = b"x") -> bytes:
    return zipped({**unzipped(PLAIN), name: data})


def twice(name: str) -> bytes:
    written = io.BytesIO(PLAIN)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(written, "a") as archive:
        archive.writestr(name, b"<x/>")
    return written.getvalue()


def with_main(data: bytes) -> bytes:
    return zipped({**unzipped(PLAIN), "word/document.xml": data})


@pytest.mark.parametrize(
    "data, error",
    [
        (b"", NotWord),
        (b"{\\rtf1 text}", NotWord),
        (b"%PDF-1.7", NotWord),
        (b"<html/>", NotWord),
        (CFB, NotWord),
        (CFB + "EncryptedPackage".encode("utf-16-le"), WordEncrypted),
        (zipped({"a.txt": b"x"}), NotWord),
        (PLAIN + b"more", WordUnsafe),
        (PLAIN[:-30], WordDamaged),
        (with_entry("word/../../x.xml"), WordUnsafe),
        (with_entry("/x.xml"), WordUnsafe),
        (with_entry("WORD/Document.xml"), WordUnsafe),
        (with_entry("word/big.xml", bytes(30 << 20)), WordTooLarge),
        (with_main(b"<w:document"), WordDamaged),
        (with_main(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), WordUnsafe),
        (with_main(b"<x>" * 300 + b"</x>" * 300), WordUnsupported),
        (word_file(p(r("x")), main_type="application/vnd.ms-word.document.macroEnabled.main+xml"), WordUnsupported),
        (word_file(p(r("x")), main_type="application/vnd.oasis.opendocument.text"), NotWord),
        (word_file(p(r("x")) + '<w:altChunk r:id="rId9"/>'), WordUnsupported),
        (word_file("<w:sectPr/>"), WordNoText),
        (word_file("<w:sdt><w:sdtContent>" * 123 + p(r("x")) + "</w:sdtContent></w:sdt>" * 123), WordUnsupported),
    ],
)
def test_refusals(data: bytes, error: type[SafermkError]) -> None:
    with pytest.raises(error):
        redact(data, register())


def test_two_parts_of_one_name() -> None:
    with pytest.raises(WordUnsafe):
        read_word(twice("word/document.xml"))


def test_a_bomb_that_lies_about_its_size_is_cut_off() -> None:
    data = bytearray(with_main(b"<x>" + b" " * 5_000_000 + b"</x>"))
    with pytest.raises(SafermkError):
        redact(bytes(data), register())


def test_a_template_is_read_and_padding_is_no_second_document() -> None:
    assert plain_text(read_word(word_file(p(r("Text")), main_type=f"{TYPE}.template.main+xml") + b"\n")) == "Text\n"


def test_strict_files_are_read_as_the_others() -> None:
    files = unzipped(PLAIN)
    for name in ("word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        files[name] = (
            files[name]
            .replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            .replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
            )
        )
    assert plain_text(read_word(zipped(files))) == "Plain text.\n"


@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=4), st.booleans())
def test_a_damaged_file_is_refused_with_a_code_or_read(at: int, new: bytes, cut: bool) -> None:
    data = PLAIN[:at] + new + (b"" if cut else PLAIN[at + len(new) :])
    code = 3
    try:
        redact(data, register())
    except SafermkError as error:
        code = error.exit_code
    assert code == 3
