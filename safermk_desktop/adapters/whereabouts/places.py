"""Where a folder lies: its volume, the sync programs that may copy it, whether it can be written, the room."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Generator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from safermk_desktop.adapters.whereabouts.linux import LinuxVolumes
from safermk_desktop.adapters.whereabouts.volumes import Volume, Volumes
from safermk_desktop.adapters.whereabouts.windows import WindowsVolumes
from safermk_desktop.services.whereabouts import Place

# What OneDrive's own client sets (support.microsoft.com).
VARIABLES: Final = (("OneDriveCommercial", "OneDrive"), ("OneDriveConsumer", "OneDrive"), ("OneDrive", "OneDrive"))

# The folders as their clients name them; some add the account.
NAMES: Final = (
    (re.compile(r"onedrive( ?- .+)?|onedrive-.+", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"google ?drive( \(.+\))?|googledrive-.+|my drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs", re.IGNORECASE), "iCloud"),
    (re.compile(r"nextcloud\d*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud\d*", re.IGNORECASE), "ownCloud"),
    (re.compile(r"box sync|box-box", re.IGNORECASE), "Box"),
)

# What they leave in the top folder that they copy.
MARKERS: Final = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".sync_*.db", "Nextcloud or ownCloud"),
    ("._sync_*.db", "Nextcloud or ownCloud"),
    (".stfolder", "Syncthing"),
)


def system_volumes() -> Volumes:
    """The volumes of the operating system this runs on."""
    return WindowsVolumes() if os.name == "nt" else LinuxVolumes()


@dataclass(frozen=True, slots=True)
class SystemWhereabouts:
    """The folders of this computer."""

    volumes: Volumes = field(default_factory=system_volumes)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    def of(self, folder: Path) -> Place:
        """Where the folder lies, or would lie where it does not exist yet. What cannot be found out is no warning."""
        try:
            whole = folder.resolve()
            there = next(place for place in (whole, *whole.parents) if place.is_dir())
        except (OSError, RuntimeError, StopIteration):
            return Place()
        volume = self.volumes.of(there)
        return Place(
            synced_by=self._synced_by(folder.absolute()) or self._synced_by(whole),
            is_network=volume is Volume.NETWORK,
            is_removable=volume is Volume.REMOVABLE,
            is_read_only=not os.access(there, os.W_OK),
            free=_free(there),
        )

    def _synced_by(self, folder: Path) -> str:
        for variable, program in VARIABLES:
            root = self.environment.get(variable, "")
            if root and folder.is_relative_to(root):
                return program
        for part in folder.parts[1:]:
            for pattern, program in NAMES:
                if pattern.fullmatch(part):
                    return program
        return next((program for place in (folder, *folder.parents) for program in _marked_by(place)), "")


def _marked_by(folder: Path) -> Generator[str]:
    for pattern, program in MARKERS:
        with suppress(OSError):
            if any(folder.glob(pattern)):
                yield program


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
