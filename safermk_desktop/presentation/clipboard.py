"""What is copied out of the application stays in the clipboard for half a minute, and out of its history."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

CLEARED_AFTER_MS: Final = 30_000
_DWORD_0: Final = struct.pack("<I", 0)
UNREMEMBERED: Final[MappingProxyType[str, bytes]] = MappingProxyType(
    {
        # The names and contents are those of Microsoft's "Clipboard Formats", cloud clipboard and history.
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': _DWORD_0,
        'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': _DWORD_0,
        'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': _DWORD_0,
    }
)
"""What asks Windows to keep a copy out of the clipboard's history and off other computers."""
_MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


def unremembered(data: QMimeData) -> QMimeData:
    """The same content, with the request to keep it out of the history."""
    made = QMimeData()
    for form in data.formats():
        made.setData(form, data.data(form))
    if data.hasText():
        made.setText(data.text())
    for form, content in UNREMEMBERED.items():
        made.setData(form, content)
    return made


class ClipboardGuard(QObject):
    """Watches every copy made in this application, from whatever field, and takes it back in time.

    ``owns`` says whether this application put there what a clipboard holds; the platform knows it where it has windows.
    """

    def __init__(
        self,
        clipboard: QClipboard,
        parent: QObject | None = None,
        *,
        after_ms: int = CLEARED_AFTER_MS,
        asks_windows: bool = sys.platform == "win32",
        owns: Callable[[QClipboard.Mode], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._asks_windows = asks_windows
        self._owns = owns or self._is_ours
        self._ours: dict[QClipboard.Mode, bytes] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(after_ms)
        self._timer.timeout.connect(self.clear)
        clipboard.changed.connect(self._on_change)

    def clear(self) -> None:
        """Take back what was copied here, where it still is what the clipboard holds."""
        self._timer.stop()
        held, self._ours = self._ours, {}
        for mode, digest in held.items():
            if self._owns(mode) and _digest(self._clipboard.text(mode)) == digest:
                self._clipboard.clear(mode)

    def _on_change(self, mode: QClipboard.Mode) -> None:
        text = self._clipboard.text(mode) if mode in _MODES and self._owns(mode) else ""
        if not text:
            self._ours.pop(mode, None)
            return
        # Only a digest is kept: what was copied is in no more places than before.
        self._ours[mode] = _digest(text)
        self._timer.start()
        data = self._clipboard.mimeData(mode)
        if self._asks_windows and not all(data.hasFormat(form) for form in UNREMEMBERED):
            self._clipboard.setMimeData(unremembered(data), mode)

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        if mode is QClipboard.Mode.Selection:
            return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
