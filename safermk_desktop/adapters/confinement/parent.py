"""The parent: starts the child, hands it the file by a pipe, tells how far it is, and ends it when it has to."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safermk_desktop.adapters.confinement import frames
from safermk_desktop.errors import SafermkError, WordTooLarge, WordTooLong, WorkBrokeOff
from safermk_desktop.services.progress import Progress, silent

if TYPE_CHECKING:  # the engine is loaded in the child; here it would cost every start of the window
    from safermk_desktop.redaction.engine import RedactionOptions
    from safermk_desktop.redaction.register import Register
    from safermk_desktop.services.proof import ProvedCopy

CHILD: Final = "--confined"
"""The one argument with which a frozen program is the child."""
_LOOK_EVERY_S: Final = 0.1
_KILLED, _OUT_OF_TIME = -9, -24
_NO_CONSOLE: Final = 0x08000000
"""CREATE_NO_WINDOW: else a box of text flashes up on Windows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a child may take: bytes of memory beyond its start, seconds; both grow with the size of the file."""

    memory: int = 512 << 20
    memory_per_byte: int = 4
    seconds: float = 60.0
    seconds_per_megabyte: float = 20.0

    def memory_for(self, size: int) -> int:
        """Bytes for a file of so many bytes."""
        return self.memory + self.memory_per_byte * size

    def seconds_for(self, size: int) -> float:
        """Seconds for a file of so many bytes."""
        return self.seconds + self.seconds_per_megabyte * size / (1 << 20)


class ConfinedRedactor:
    """Makes proved copies as ``services.proof.proved_copy`` does, each in a process of its own."""

    def __init__(self, bounds: Bounds | None = None, command: Sequence[str] = ()) -> None:
        self._bounds = bounds or Bounds()
        self._command = tuple(command) or own_command()

    def __call__(
        self, data: bytes, register: Register, options: RedactionOptions | None, progress: Progress | None = None
    ) -> ProvedCopy:
        """The proved copy of a Word file. What ``progress`` raises ends the child and is raised here.

        Raises what ``proved_copy`` raises, and ``WordTooLong``, ``WordTooLarge`` (out of memory), ``WorkBrokeOff``.
        """
        from safermk_desktop.redaction.engine import RedactionOptions
        from safermk_desktop.redaction.register import register_to_json
        from safermk_desktop.services.proof import ProvedCopy

        seconds = self._bounds.seconds_for(len(data))
        request = {
            "options": asdict(options or RedactionOptions()),
            "register": register_to_json(register),
            "memory": self._bounds.memory_for(len(data)),
            "seconds": round(seconds) + 1,
        }
        with _started(self._command) as child:
            talk = _Talk(child, json.dumps(request).encode(), data)
            report = json.loads(talk.until(frames.REPORT, seconds, progress or silent))
            return ProvedCopy(talk.until(frames.DOCUMENT, seconds, progress or silent), report)


def own_command() -> tuple[str, ...]:
    """A frozen program is its own interpreter; elsewhere the interpreter is told which module to run."""
    if getattr(sys, "frozen", False):
        return (sys.executable, CHILD)
    return (sys.executable, "-P", "-m", "safermk_desktop.adapters.confinement.child")


@contextmanager
def _started(command: Sequence[str]) -> Generator[subprocess.Popen[bytes]]:
    """The child, which does not outlive the block."""
    here = str(Path(__file__).parents[3])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=_NO_CONSOLE if sys.platform == "win32" else 0,
    ) as child:
        try:
            yield child
        finally:
            child.kill()
            child.wait()
            with suppress(OSError):  # what it did not take of a long file is still to be written
                if child.stdin is not None:
                    child.stdin.close()


class _Talk:
    """One request and its answers; two threads wait at the pipes, so that nobody else has to."""

    def __init__(self, child: subprocess.Popen[bytes], request: bytes, data: bytes) -> None:
        self._child = child
        self._came: queue.SimpleQueue[tuple[bytes, bytes] | None] = queue.SimpleQueue()
        self._told = (0, 0)
        self._began = time.monotonic()
        threading.Thread(target=self._ask, args=(request, data), daemon=True).start()
        threading.Thread(target=self._listen, daemon=True).start()

    def _ask(self, request: bytes, data: bytes) -> None:
        if self._child.stdin is not None:
            with suppress(OSError, ValueError):  # the child is gone: the other thread hears of it
                frames.send(self._child.stdin, frames.REQUEST, request)
                frames.send(self._child.stdin, frames.DOCUMENT, data)

    def _listen(self) -> None:
        frame: tuple[bytes, bytes] | None = (b"", b"")
        while frame is not None:
            with suppress(OSError, ValueError):
                frame = None
                if self._child.stdout is not None:
                    frame = frames.receive(self._child.stdout)
            self._came.put(frame)

    def until(self, wanted: bytes, seconds: float, progress: Progress) -> bytes:
        """The payload of the next frame of a kind, progress told meanwhile. Raises what the child was refused."""
        while True:
            progress(*self._told)
            if time.monotonic() - self._began > seconds:
                raise WordTooLong
            try:
                frame = self._came.get(timeout=_LOOK_EVERY_S)
            except queue.Empty:
                continue
            if frame is None:
                raise _end_of(self._child)
            kind, payload = frame
            if kind == wanted:
                return payload
            if kind != frames.PROGRESS:
                raise _told(kind, payload)
            done, total = json.loads(payload)
            self._told = (int(done), int(total))


def _told(kind: bytes, payload: bytes) -> SafermkError:
    if kind == frames.REFUSED:
        code, detail = json.loads(payload)
        for error in _leaves(SafermkError):
            if error.code == code:
                return error(str(detail))
    return WorkBrokeOff(f"It stopped at {json.loads(payload)}." if kind == frames.BROKEN else "")


def _leaves(kind: type[SafermkError]) -> Iterator[type[SafermkError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _leaves(below)


def _end_of(child: subprocess.Popen[bytes]) -> SafermkError:
    """Why a child ended without an answer: its limits, or a fault in a library."""
    code = child.wait()
    if code == _OUT_OF_TIME:
        return WordTooLong()
    if code == _KILLED:
        return WordTooLarge("It needs more memory than it is given.")
    return WorkBrokeOff(f"It ended with the code {code}.")
