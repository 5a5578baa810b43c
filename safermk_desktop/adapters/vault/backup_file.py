"""A backup is one file, ``NAME-YYYYMMDD-HHMMSS.smkb``: a ZIP archive whose entries are stored as they are.

The entries stand in the order of the manifest, which comes last as ``manifest.json``; between and behind them is
nothing else. Every entry has the date 1 January 1980 and the mode 0600; one of 2 GiB or more has ZIP64 sizes. A file
that was thinned out begins with the empty entry ``papers-only``: it keeps its manifest as it was, with those of the
``papers`` and ``sealed`` entries on which another backup leans.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from safermk_desktop.adapters.vault.backup_manifest import MOST_BYTES, Entry, Kind, Lean, Manifest, Part, read_manifest
from safermk_desktop.adapters.vault.backup_watch import Watch
from safermk_desktop.adapters.vault.disk import disk_told, of_disk
from safermk_desktop.adapters.vault.generations import flush
from safermk_desktop.errors import BackupDamaged, BackupIncomplete, InputMissing
from safermk_desktop.services.backup_port import BackupFile
from safermk_desktop.services.kinds import Compartment

SUFFIX: Final = ".smkb"
MANIFEST: Final = "manifest.json"
PAPERS_ONLY: Final = "papers-only"
PIECE: Final = 1 << 20
LARGE: Final = 1 << 31
DATE: Final = (1980, 1, 1, 0, 0, 0)
VERSION: Final = 20
DIRECTORY: Final = struct.Struct("<4s4B4H3L5H2L")
END: Final = struct.Struct("<4s4H2LH")
MOST: Final = 0xFFFFFFFF

Sink = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Span:
    """Where the bytes of an entry lie in the file, and their CRC-32 as the archive has it."""

    start: int
    end: int
    crc: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A backup file as read: its manifest, and where the entries lie that it has."""

    path: Path
    size: int
    manifest: Manifest
    spans: Mapping[str, Span]
    is_papers_only: bool

    def described(self, path: Path | None = None) -> BackupFile:
        """What the screens list."""
        manifest = self.manifest
        return BackupFile(
            path=path or self.path,
            id=manifest.backup,
            vault_id=manifest.vault,
            made_at=manifest.made_at,
            reason=manifest.reason,
            size=self.size,
            leans_on=tuple(dict.fromkeys(lean.backup for lean in manifest.leans_on)),
            compartments=frozenset(Compartment(entry.compartment) for entry in manifest.entries if entry.compartment),
            is_sealed_copy=manifest.kind is Kind.SEALED_COPY,
            is_papers_only=self.is_papers_only,
        )

    def entry(self, name: str) -> Entry:
        """The entry of that name. Raises ``BackupIncomplete`` where the file does not have it."""
        for entry in self.manifest.entries:
            if entry.name == name and name in self.spans:
                return entry
        raise BackupIncomplete(f"({self.path.name})")

    def present(self) -> tuple[Entry, ...]:
        """The entries that the file has: all of the manifest, unless it was thinned out."""
        return tuple(entry for entry in self.manifest.entries if entry.name in self.spans)

    def content(self, name: str) -> bytes:
        """The bytes of a small entry, compared with its digest. Raises ``BackupDamaged``, ``BackupIncomplete``."""
        entry = self.entry(name)
        found = bytearray()
        self.walk({entry.name: found.extend}, Watch())
        return bytes(found)

    def raw(self, name: str) -> bytes:
        """The bytes of a small entry as they lie there: the manifest's."""
        with reading_told(), self.path.open("rb") as file:
            file.seek(self.spans[name].start)
            return _exactly(file, self.spans[name].end - self.spans[name].start)

    def walk(self, sinks: Mapping[str, Sink], watch: Watch) -> None:
        """Read the entries named in ``sinks`` and compare them with their digests. Raises ``BackupDamaged``."""
        with reading_told(), self.path.open("rb") as file:
            for name, sink in sinks.items():
                span = self.spans[name]
                file.seek(span.start)
                found = _Digest(self.entry(name), span, sink)
                for piece in _pieces(file, span.end - span.start, watch):
                    found.take(piece)
                found.compare()

    def walk_whole(self, sinks: Mapping[str, Sink], watch: Watch) -> str:
        """Read the whole file once and compare every entry with its digest; give the SHA-256 of the file."""
        whole = hashlib.sha256()
        with reading_told(), self.path.open("rb") as file:
            for name, span in self.spans.items():
                whole.update(_exactly(file, span.start - file.tell()))
                entry = None if name in {MANIFEST, PAPERS_ONLY} else self.entry(name)
                found = _Digest(entry, span, sinks.get(name))
                for piece in _pieces(file, span.end - span.start, watch):
                    whole.update(piece)
                    found.take(piece)
                found.compare()
            whole.update(_exactly(file, self.size - file.tell()))
        return whole.hexdigest()


class _Digest:
    """Compares the bytes of an entry with what is said of them, as they come."""

    def __init__(self, entry: Entry | None, span: Span, sink: Sink | None) -> None:
        self._entry, self._crc, self._sink = entry, span.crc, sink
        self._sha, self._found = hashlib.sha256(), 0

    def take(self, piece: bytes) -> None:
        self._sha.update(piece)
        self._found = zlib.crc32(piece, self._found)
        if self._sink is not None:
            with disk_told():  # a target that cannot be written is no backup that cannot be read
                self._sink(piece)

    def compare(self) -> None:
        if self._found != self._crc or (self._entry is not None and self._sha.hexdigest() != self._entry.sha256):
            raise BackupDamaged


class BackupWriter:
    """Writes the entries of a new backup file one after another, and the manifest last."""

    def __init__(self, path: Path, watch: Watch) -> None:
        self._path, self._watch = path, watch
        self.entries: list[Entry] = []
        with disk_told():
            path.touch(mode=0o600, exist_ok=False)
            self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        if kind is None:
            with disk_told():
                self._archive.close()
                flush(self._path)
        else:
            with suppress(OSError, ValueError):  # what failed is told already, and the file goes
                self._archive.close()

    def add(self, name: str, source: bytes | Path, *, compartment: str, part: Part) -> None:
        """Add an entry from bytes or from a file."""
        size, sha256 = self._put(name, source)
        self.entries.append(Entry(name=name, compartment=compartment, role=part, size=size, sha256=sha256))

    def finish(self, manifest: bytes) -> None:
        """The manifest comes last."""
        self._put(MANIFEST, manifest)

    def mark_papers_only(self) -> None:
        """The mark of a file that was thinned out comes first."""
        self._put(PAPERS_ONLY, b"")

    def carry(self, source: Opened, name: str) -> None:
        """Copy an entry of another backup as it is. Raises ``BackupDamaged``."""
        span = source.spans[name]
        with disk_told(), self._archive.open(_info(name), "w", force_zip64=span.end - span.start >= LARGE) as target:
            source.walk({name: target.write}, self._watch)

    def carry_manifest(self, source: Opened) -> None:
        """Keep the manifest of another backup, seals and all, as it is."""
        self._put(MANIFEST, source.raw(MANIFEST))

    def _put(self, name: str, source: bytes | Path) -> tuple[int, str]:
        digest = hashlib.sha256()
        with disk_told():
            size = len(source) if isinstance(source, bytes) else source.stat().st_size
            with self._archive.open(_info(name), "w", force_zip64=size >= LARGE) as target:
                for piece in _source_pieces(source, size, self._watch):
                    digest.update(piece)
                    target.write(piece)
        return size, digest.hexdigest()


def open_backup(path: Path) -> Opened:
    """Read the manifest of a backup and the order of its archive; the entries are not read.

    Raises ``InputMissing``, ``DiskFault``, ``BackupDamaged``.
    """
    with reading_told():
        size = path.stat().st_size
        with path.open("rb") as file:
            try:
                with zipfile.ZipFile(file) as archive:
                    infos = archive.infolist()
                    comment = archive.comment
                spans = dict(_spans(file, infos))
            except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError, OverflowError):
                raise BackupDamaged from None
            if comment or len(spans) != len(infos) or MANIFEST not in spans or not _ends_well(file, infos, size):
                raise BackupDamaged
            manifest = read_manifest(_manifest_bytes(file, spans[MANIFEST]))
    is_papers_only = PAPERS_ONLY in spans
    _assert_entries(manifest, spans, is_papers_only=is_papers_only)
    return Opened(path=path, size=size, manifest=manifest, spans=spans, is_papers_only=is_papers_only)


def leaned(manifest: Manifest, beside: Iterable[Opened]) -> Iterator[tuple[Lean, Opened]]:
    """The papers that a backup leans on, each with the file that has them. Raises ``BackupIncomplete``."""
    by_id = {opened.manifest.backup: opened for opened in beside}
    for lean in manifest.leans_on:
        holder = by_id.get(lean.backup)
        if holder is None or lean.entry not in holder.spans:
            raise BackupIncomplete(f"({lean.file})")
        if holder.entry(lean.entry).sha256 != lean.sha256:
            raise BackupDamaged
        yield lean, holder


@contextmanager
def reading_told() -> Generator[None]:
    """Turn the operating system's errors in reading a backup into the errors of this application."""
    try:
        yield
    except (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError):
        raise InputMissing from None
    except OSError as error:
        raise of_disk(error) from None


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, DATE)
    info.create_system, info.external_attr = 3, 0o600 << 16
    return info


def _spans(file: BinaryIO, infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, Span]]:
    """Where the entries lie, each header compared with the one that a writer of this format leaves."""
    position = 0
    for info in infos:
        if not _is_plain(info) or info.header_offset != position:
            raise ValueError
        expected = _local_header(info)
        file.seek(position)
        if file.read(len(expected)) != expected:
            raise ValueError
        start = position + len(expected)
        position = start + info.file_size
        yield info.filename, Span(start, position, info.CRC)


def _local_header(info: zipfile.ZipInfo) -> bytes:
    """What a writer of this format puts before the bytes of an entry."""
    plain = _info(info.filename)
    plain.CRC, plain.file_size, plain.compress_size = info.CRC, info.file_size, info.file_size
    return plain.FileHeader(info.file_size >= LARGE)


def _is_plain(info: zipfile.ZipInfo) -> bool:
    return (
        info.compress_type == zipfile.ZIP_STORED
        and info.compress_size == info.file_size
        and (info.flag_bits, info.internal_attr, info.volume, info.comment) == (0, 0, 0, b"")
        and (info.create_system, info.external_attr, info.date_time) == (3, 0o600 << 16, DATE)
    )


def _ends_well(file: BinaryIO, infos: list[zipfile.ZipInfo], size: int) -> bool:
    """Whether the directory and the last record are, byte for byte, those of a writer of this format.

    Where sizes take ZIP64, they are as zipfile reads them.
    """
    if size >= LARGE:
        return True
    entries = [_directory_entry(info) for info in infos]
    length = sum(map(len, entries))
    end = END.pack(b"PK\5\6", 0, 0, len(infos), len(infos), length, max(0, size - END.size - length), 0)
    file.seek(max(0, size - END.size - length))
    return file.read() == b"".join(entries) + end


def _directory_entry(info: zipfile.ZipInfo) -> bytes:
    name = info.filename.encode()
    offset, size = min(info.header_offset, MOST), min(info.file_size, MOST)
    day = (DATE[0] - 1980) << 9 | DATE[1] << 5 | DATE[2]
    about = (VERSION, 3, VERSION, 0, 0, 0, 0, day, info.CRC, size, size, len(name), 0, 0, 0, 0)
    return DIRECTORY.pack(b"PK\1\2", *about, info.external_attr, offset) + name


def _manifest_bytes(file: BinaryIO, span: Span) -> bytes:
    if span.end - span.start > MOST_BYTES:
        raise BackupDamaged
    file.seek(span.start)
    data = _exactly(file, span.end - span.start)
    if zlib.crc32(data) != span.crc:
        raise BackupDamaged
    return data


def _assert_entries(manifest: Manifest, spans: Mapping[str, Span], *, is_papers_only: bool) -> None:
    """Exactly the entries of the manifest, in its order; of a thinned file, some of those that others may lean on."""
    entries = [entry for entry in manifest.entries if not is_papers_only or entry.name in spans]
    names = [entry.name for entry in entries]
    lead = [PAPERS_ONLY] if is_papers_only else []
    sound = (
        list(spans) == [*lead, *names, MANIFEST]
        and all(spans[entry.name].end - spans[entry.name].start == entry.size for entry in entries)
        and (not is_papers_only or all(entry.role in {Part.PAPERS, Part.SEALED} for entry in entries))
    )
    if not sound:
        raise BackupDamaged


def _source_pieces(source: bytes | Path, size: int, watch: Watch) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        yield from _pieces(file, size, watch)


def _pieces(file: BinaryIO, size: int, watch: Watch) -> Iterator[bytes]:
    while size:
        piece = _exactly(file, min(PIECE, size))
        size -= len(piece)
        watch.step(len(piece))
        yield piece


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) != size:
        raise BackupDamaged
    return data
