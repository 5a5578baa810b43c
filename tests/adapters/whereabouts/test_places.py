from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest

from safermk_desktop.adapters.whereabouts.linux import LinuxVolumes
from safermk_desktop.adapters.whereabouts.places import SystemWhereabouts
from safermk_desktop.adapters.whereabouts.volumes import Volume
from safermk_desktop.adapters.whereabouts.windows import WindowsVolumes, drive_type
from safermk_desktop.services.whereabouts import Whereabouts, sentences

TABLE = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:30 / /home/ann/Shared\\040papers rw - nfs4 server:/papers rw
31 22 0:31 / /mnt/cifs rw - cifs //server/share rw
32 22 0:32 / /home/ann/ssh rw - fuse.sshfs ann@server: rw
33 22 8:17 / /media/stick rw - vfat /dev/sdb1 rw
34 22 253:0 / /media/locked rw - ext4 /dev/mapper/luks rw
35 22 8:33 / /media/disk rw - ext4 /dev/sdc1 rw
36 22 8:1 / /data rw - ext4 /dev/sda1 rw
37 31 8:1 / /mnt/cifs/local rw - ext4 /dev/sda1 rw
38 22 0:38 / /over rw - tmpfs none rw
39 22 0:39 / /over rw - smb3 //server/over rw
broken line
"""


class Fixed:
    """Every folder lies on the same kind of volume."""

    def __init__(self, volume: Volume = Volume.FIXED) -> None:
        self.volume = volume

    def of(self, folder: Path) -> Volume:
        assert folder.is_dir()
        return self.volume


@pytest.fixture
def volumes(tmp_path: Path) -> LinuxVolumes:
    """A mount table and the disks it names: sda fixed, sdb removable, sdc on USB, a mapping over sdb."""
    (tmp_path / "mountinfo").write_text(TABLE, encoding="utf-8")
    devices = tmp_path / "dev"
    devices.mkdir()
    disks = {"8:1": "pci0/sda/sda1", "8:17": "pci0/sdb/sdb1", "8:33": "pci0/usb2/2-1/sdc/sdc1"}
    for number, place in disks.items():
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place).parent.joinpath("removable").write_text("1\n" if "sdb" in place else "0\n")
        (devices / number).symlink_to(tmp_path / place)
    (tmp_path / "virtual/dm-0/slaves").mkdir(parents=True)
    (tmp_path / "virtual/dm-0/slaves/sdb1").symlink_to(tmp_path / "pci0/sdb/sdb1")
    (devices / "253:0").symlink_to(tmp_path / "virtual/dm-0")
    return LinuxVolumes(mounts=tmp_path / "mountinfo", devices=devices)


@pytest.mark.skipif(sys.platform == "win32", reason="paths of Linux, and links that need a right on Windows")
@pytest.mark.parametrize(
    "folder,volume",
    [
        ("/home/ann/vaults", Volume.FIXED),
        ("/home/ann/Shared papers/county.smkv", Volume.NETWORK),
        ("/home/ann/Shared", Volume.FIXED),
        ("/mnt/cifs", Volume.NETWORK),
        ("/mnt/cifs/local/x", Volume.FIXED),
        ("/home/ann/ssh/x", Volume.NETWORK),
        ("/over/x", Volume.NETWORK),
        ("/media/stick/x", Volume.REMOVABLE),
        ("/media/locked/x", Volume.REMOVABLE),
        ("/media/disk/x", Volume.REMOVABLE),
        ("/data/x", Volume.FIXED),
    ],
)
def test_volumes_on_linux(volumes: LinuxVolumes, folder: str, volume: Volume) -> None:
    assert volumes.of(Path(folder)) is volume


def test_no_mount_table(tmp_path: Path) -> None:
    assert LinuxVolumes(mounts=tmp_path / "none").of(tmp_path) is Volume.FIXED


@pytest.mark.parametrize(
    "path,answer,volume",
    [
        ("C:\\Users\\ann\\county.smkv", 3, Volume.FIXED),
        ("E:\\county.smkv", 2, Volume.REMOVABLE),
        ("H:\\county.smkv", 4, Volume.NETWORK),
        ("D:\\county.smkv", 5, Volume.FIXED),
        ("Q:\\county.smkv", 0, Volume.FIXED),
        ("\\\\server\\papers\\county.smkv", None, Volume.NETWORK),
        ("\\\\?\\UNC\\server\\papers\\county.smkv", None, Volume.NETWORK),
        ("\\\\?\\E:\\county.smkv", 2, Volume.REMOVABLE),
        ("county.smkv", None, Volume.FIXED),
    ],
)
def test_volumes_on_windows(path: str, answer: int | None, volume: Volume) -> None:
    asked: list[str] = []

    def ask(root: str) -> int:
        asked.append(root)
        assert answer is not None, "the path alone says it"
        return answer

    assert WindowsVolumes(ask).of_path(PureWindowsPath(path)) is volume
    assert asked == ([] if answer is None else [path.removeprefix("\\\\?\\")[:2] + "\\"])


@pytest.mark.skipif(sys.platform == "win32", reason="there the drive is known")
def test_elsewhere_no_drive_is_known() -> None:
    assert drive_type("C:\\") == 0


@pytest.mark.parametrize(
    "name,program",
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Milton Keynes City Council", "OneDrive"),
        ("Dropbox (Council)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("ownCloud2", "ownCloud"),
        ("Documents", ""),
        ("One drive for Ann", ""),
        ("Dropbox papers", ""),
    ],
)
def test_synced_folders_by_their_names(tmp_path: Path, name: str, program: str) -> None:
    place = SystemWhereabouts(Fixed(), {}).of(tmp_path / name / "deeper" / "county.smkv")
    assert place.synced_by == program
    assert bool(sentences(place)) == bool(program)


@pytest.mark.parametrize(
    "marker,program",
    [
        (".dropbox.cache", "Dropbox"),
        (".nextcloudsync.log", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".sync_0a1b2c.db", "Nextcloud or ownCloud"),
        (".tmp.drivedownload", "Google Drive"),
        (".stfolder", "Syncthing"),
    ],
)
def test_synced_folders_by_what_lies_in_them(tmp_path: Path, marker: str, program: str) -> None:
    (tmp_path / "top" / "deep").mkdir(parents=True)
    (tmp_path / "top" / marker).touch()
    whereabouts = SystemWhereabouts(Fixed(), {})
    assert whereabouts.of(tmp_path / "top" / "deep" / "county.smkv").synced_by == program
    assert whereabouts.of(tmp_path / "other.smkv").synced_by == ""


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_synced_folders_by_what_their_client_says(tmp_path: Path, variable: str) -> None:
    whereabouts: Whereabouts = SystemWhereabouts(Fixed(), {variable: str(tmp_path / "Work")})
    assert whereabouts.of(tmp_path / "Work" / "county.smkv").synced_by == "OneDrive"
    assert whereabouts.of(tmp_path / "Workshop" / "county.smkv").synced_by == ""


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_into_a_synced_folder(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")
    assert SystemWhereabouts(Fixed(), {}).of(tmp_path / "plain" / "county.smkv").synced_by == "Dropbox"


@pytest.mark.parametrize("volume,words", [(Volume.NETWORK, "network drive"), (Volume.REMOVABLE, "stick")])
def test_network_and_stick(tmp_path: Path, volume: Volume, words: str) -> None:
    place = SystemWhereabouts(Fixed(volume), {}).of(tmp_path / "county.smkv")
    assert (place.is_network, place.is_removable) == (volume is Volume.NETWORK, volume is Volume.REMOVABLE)
    (told,) = sentences(place)
    assert words in told


def test_this_computer(tmp_path: Path) -> None:
    place = SystemWhereabouts().of(tmp_path / "not" / "there" / "county.smkv")
    assert not place.is_read_only
    assert place.free is not None
    assert abs(place.free - shutil.disk_usage(tmp_path).free) < 1 << 30


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert SystemWhereabouts(Fixed(), {}).of(tmp_path / "loop" / "county.smkv").is_network is False


@pytest.fixture
def read_only(tmp_path: Path) -> Path:
    """A disk that nothing can be written to; even for an administrator."""
    place = tmp_path / "disc"
    place.mkdir()
    mount: Callable[[str], str | None] = shutil.which
    if sys.platform != "linux" or mount("mount") is None:
        pytest.skip("needs mount")
    command = ["mount", "-t", "tmpfs", "-o", "ro,size=1m", "none", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("this account may not mount a disk")
    return place


def test_a_read_only_disk(read_only: Path) -> None:
    try:
        place = SystemWhereabouts().of(read_only / "county.smkv")
        assert place.is_read_only
        (told,) = sentences(place)
        assert "Nothing can be written" in told
    finally:
        subprocess.run(["umount", "-l", str(read_only)], check=True)
