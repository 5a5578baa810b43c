"""The container: a zip that two readers must read alike, or it is refused (word-leaks.md rows 56 to 60)."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from safermk_desktop.errors import NotWord, WordDamaged, WordEncrypted, WordTooLarge, WordUnsafe

_CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END: Final = b"PK\x05\x06"
MAX_ENTRIES: Final = 5_000
MAX_PART: Final = 200 << 20
MAX_TOTAL: Final = 500 << 20
MAX_RATIO: Final = 200
RATIO_FROM: Final = 1 << 20
_PADDING: Final = 64
_OTHER_KINDS: Final = (
    (b"{\\rtf", "It is a rich text file (RTF)."),
    (b"%PDF", "It is a PDF."),
    (b"<?mso", "It is a Word document saved as one XML file."),
    (b"<?xml", "It is an XML file, perhaps a Word document saved as one."),
    (b"<", "It is a web page or another XML file."),
)
# What the library raises at a record that is not true: places before the file, sizes that do not fit, other methods.
_UNPACKING: Final = (
    KeyError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip
_DRAWN: Final = (".emf", ".wmf", ".bmp", ".tif", ".tiff")


@dataclass(frozen=True)
class Package:
    """The entries of one zip, read when asked for; names are as in the directory, without a leading slash."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def read(self, name: str) -> bytes:
        """The bytes of one entry. Raises WordDamaged where it is missing or its checksum is wrong."""
        try:
            with self.archive.open(name) as stream:
                data = stream.read(MAX_PART + 1)
        except _UNPACKING:
            raise WordDamaged("One part of the file cannot be unpacked.") from None
        if len(data) > MAX_PART:
            raise WordTooLarge("One part unpacks to more than 200 MB.")
        return data


def open_package(data: bytes) -> Package:
    """Check the container and open it.

    Raises NotWord, WordEncrypted, WordUnsafe, WordTooLarge or WordDamaged.
    """
    _check_magic(data)
    _check_end(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _UNPACKING:
        raise WordDamaged("The directory of the file cannot be read.") from None
    _check_sizes(entries)
    _check_names(entries)
    return Package(archive, frozenset(entry.filename for entry in entries if not entry.is_dir()))


def _check_magic(data: bytes) -> None:
    if data.startswith(_CFB):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise WordEncrypted
        raise NotWord("It is an older binary file.")
    if not data.startswith(b"PK"):
        head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
        said = next((what for start, what in _OTHER_KINDS if head.startswith(start)), "")
        if said or _END not in data[-66_000:]:
            raise NotWord(said)


def _check_end(data: bytes) -> None:
    """The end record with its comment is the last thing in the file."""
    at = data.rfind(_END)
    if at < 0 or len(data) < at + 22:
        raise WordDamaged("The file is cut off.")
    # a comment may hold the signature itself: try every record from the last backwards
    while at >= 0:
        end = at + 22 + int.from_bytes(data[at + 20 : at + 22], "little")
        if (
            at + 22 <= len(data)
            and end <= len(data)
            and len(data) - end <= _PADDING
            and not data[end:].strip(b" \r\n\0")
        ):
            return
        at = data.rfind(_END, 0, at)
    raise WordUnsafe("There are bytes after its end.")


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise WordTooLarge(f"It holds more than {MAX_ENTRIES} parts.")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise WordTooLarge("It unpacks to more than 500 MB.")
    for entry in entries:
        if entry.flag_bits & 1:
            raise WordEncrypted
        if entry.file_size > MAX_PART:
            raise WordTooLarge("One part unpacks to more than 200 MB.")
        drawn = entry.filename.lower().endswith(_DRAWN)
        if not drawn and entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise WordTooLarge("One part unpacks to more than 200 times its size.")


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if "\0" in name or "\\" in name or name.startswith("/") or ".." in name.split("/"):
            raise WordUnsafe("A part has a name that escapes from the file.")
        folded = name.casefold()
        if folded in seen:
            raise WordUnsafe("Two parts have the same name.")
        seen.add(folded)
