"""Volumes on Linux, from the mount table (proc(5)) and the block devices (sysfs). Nothing is found elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safermk_desktop.adapters.whereabouts.volumes import Volume

MOUNTS: Final = Path("/proc/self/mountinfo")
DEVICES: Final = Path("/sys/dev/block")
NETWORK: Final = frozenset(
    "nfs nfs4 cifs smb3 smbfs afs ncpfs ceph glusterfs 9p vboxsf davfs fuse.sshfs fuse.rclone fuse.davfs fuse.s3fs"
    " fuse.glusterfs fuse.gvfsd-fuse fuse.smbnetfs fuse.vmhgfs-fuse".split()
)
ESCAPED: Final = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class LinuxVolumes:
    """The mounted file systems. ``mounts`` and ``devices`` are where the kernel tells of them."""

    mounts: Path = MOUNTS
    devices: Path = DEVICES

    def of(self, folder: Path) -> Volume:
        """By the mount that holds the folder, the last of those with the longest path."""
        try:
            lines = self.mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        except OSError:
            return Volume.FIXED
        device, kind, longest = "", "", -1
        for line in lines:
            before, _, after = line.partition(" - ")
            fields = before.split(" ")
            place = Path(_unescaped(fields[4])) if len(fields) > 4 else None
            if place is not None and folder.is_relative_to(place) and len(place.parts) >= longest:
                device, kind, longest = fields[2], after.partition(" ")[0], len(place.parts)
        if kind in NETWORK:
            return Volume.NETWORK
        return Volume.REMOVABLE if self._is_removable(device) else Volume.FIXED

    def _is_removable(self, device: str) -> bool:
        """Whether the disk can be taken out: so it says itself, or it is connected by USB; also under encryption."""
        if not re.fullmatch(r"\d+:\d+", device):
            return False
        try:
            found = (self.devices / device).resolve(strict=True)
            below = [one.resolve(strict=True) for one in (found / "slaves").glob("*")]
        except OSError:
            return False
        return any(self._says_so(one) for one in (found, *below))

    @staticmethod
    def _says_so(found: Path) -> bool:
        if any(re.fullmatch(r"usb\d+", part) for part in found.parts):
            return True
        for place in (found, found.parent):  # a partition lies in its disk
            try:
                if (place / "removable").read_text(encoding="ascii").strip() == "1":
                    return True
            except OSError:
                continue
        return False


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 8)), text)
