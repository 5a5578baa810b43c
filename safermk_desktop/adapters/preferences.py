"""What is remembered between starts, outside any vault: where the vaults used last are. Nothing personal."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Final, cast

import platformdirs

from safermk_desktop.errors import InputMissing
from safermk_desktop.services.ports import Files

KEPT: Final = 8
FILE: Final = "preferences.json"


class Preferences:
    """One small JSON file in the user's settings folder. A damaged one counts as empty: it must never stop a start."""

    def __init__(self, files: Files, folder: Path | None = None) -> None:
        self._files = files
        self._path = (folder or platformdirs.user_config_path("safermk-desktop", appauthor=False)) / FILE

    def recent(self) -> tuple[Path, ...]:
        """The vaults opened last, the newest first."""
        try:
            stored: object = json.loads(self._files.read(self._path))
        except (InputMissing, ValueError, RecursionError):
            return ()
        listed = cast("dict[str, object]", stored).get("recent") if isinstance(stored, dict) else None
        names = cast("list[object]", listed) if isinstance(listed, list) else []
        return tuple(Path(name) for name in names[:KEPT] if isinstance(name, str))

    def remember(self, vault: Path) -> None:
        """Put ``vault`` first. Raises ``NotWritable``, ``DiskFull``, ``DiskFault``."""
        vault = vault.absolute()
        self._store((vault, *(path for path in self.recent() if path != vault)))

    def forget(self, vault: Path) -> None:
        """Take ``vault`` off the list. Raises ``NotWritable``, ``DiskFull``, ``DiskFault``."""
        vault = vault.absolute()
        self._store(tuple(path for path in self.recent() if path != vault))

    def _store(self, vaults: tuple[Path, ...]) -> None:
        with suppress(OSError):  # what is wrong with the folder is told by writing into it
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps({"recent": [str(path) for path in vaults[:KEPT]]}, indent=1)
        self._files.write(self._path, text.encode())
