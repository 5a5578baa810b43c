"""Volumes on Windows: network shares by their names, the rest by what GetDriveTypeW says of the drive."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from types import MappingProxyType
from typing import Any, Final

from safermk_desktop.adapters.whereabouts.volumes import Volume

# winbase.h: DRIVE_REMOVABLE, DRIVE_REMOTE; every other answer is a disk of this computer, or none.
ANSWERS: Final = MappingProxyType({2: Volume.REMOVABLE, 4: Volume.NETWORK})
DEVICE: Final = "\\\\?\\"
SHARE: Final = "\\\\?\\UNC\\"


def drive_type(root: str) -> int:
    """What GetDriveTypeW answers for ``C:\\``; 0 (unknown) where this is not Windows."""
    library: Any = getattr(ctypes, "windll", None)
    return 0 if library is None else int(library.kernel32.GetDriveTypeW(root))


@dataclass(frozen=True, slots=True)
class WindowsVolumes:
    """The drives, as ``ask`` tells of them."""

    ask: Callable[[str], int] = drive_type

    def of(self, folder: Path) -> Volume:
        """By the drive or the share that the path begins with."""
        return self.of_path(PureWindowsPath(folder))

    def of_path(self, path: PureWindowsPath) -> Volume:
        """The same for a path of Windows, which may be formed anywhere."""
        text = str(path)
        if text.upper().startswith(SHARE):
            return Volume.NETWORK
        drive = PureWindowsPath(text.removeprefix(DEVICE)).drive
        if drive.startswith("\\\\"):
            return Volume.NETWORK
        return ANSWERS.get(self.ask(drive + "\\"), Volume.FIXED) if drive else Volume.FIXED
