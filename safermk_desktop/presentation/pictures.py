"""Pictures read from memory by Qt's own readers: nothing of them reaches the disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

FORMATS: Final = frozenset({"png", "jpeg", "jpg", "jfif", "gif", "bmp", "webp", "tif", "tiff"})
MOST_MIB: Final = 256
"""What a picture may take in memory once it is decoded: 64 million points."""


@dataclass(frozen=True, slots=True)
class PictureRead:
    """The first picture in a file, and how many there are; the image is null where it could not be read."""

    image: QImage
    count: int


def read_picture(data: bytes) -> PictureRead:
    """Decode a picture, upright. What it is, is told by its bytes, and no other reader of Qt is let near them."""
    QImageReader.setAllocationLimit(MOST_MIB)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    count = _counted(buffer)
    buffer.seek(0)
    return PictureRead(_decoded(buffer) if count else QImage(), count)


# Each reader lives in a function of its own, to go before its bytes do: that of TIFF asks for them at its end.
def _counted(buffer: QBuffer) -> int:
    """How many pictures there are; 0 for what is none of the kinds that are shown."""
    reader = _reader(buffer)
    known = bytes(reader.format().data()).decode("ascii", "replace") in FORMATS
    return max(reader.imageCount(), 1) if known else 0


def _decoded(buffer: QBuffer) -> QImage:
    return _reader(buffer).read()


def _reader(buffer: QBuffer) -> QImageReader:
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader
