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
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode("ascii", "replace") not in FORMATS:
        return PictureRead(QImage(), 0)
    return PictureRead(reader.read(), max(reader.imageCount(), 1))
